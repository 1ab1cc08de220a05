"""/health and /ready tell the truth: progress, not mere life."""

import time

from workers.agents.progress import Progress


def test_a_fresh_worker_is_healthy_but_not_ready() -> None:
    progress = Progress(stall_seconds=60)
    assert progress.health() == (True, "ok")
    good, why = progress.ready()
    assert not good
    assert "assigned" in why


def test_a_worker_that_acknowledges_is_ready() -> None:
    progress = Progress(stall_seconds=60)
    progress.assigned = True
    progress.beat(5)
    progress.acknowledged()
    assert progress.ready() == (True, "ok")


def test_articles_that_wait_without_any_being_finished_are_unhealthy() -> None:
    progress = Progress(stall_seconds=0.05)
    progress.beat(7)
    time.sleep(0.06)
    progress.beat(7)
    good, why = progress.health()
    assert not good
    assert "7 articles wait" in why


def test_an_idle_worker_with_no_lag_stays_healthy() -> None:
    progress = Progress(stall_seconds=0.05)
    progress.beat(0)
    time.sleep(0.06)
    progress.beat(0)
    assert progress.health()[0]


def test_work_that_has_just_arrived_after_an_idle_time_is_no_stall() -> None:
    progress = Progress(stall_seconds=0.05)
    time.sleep(0.06)
    progress.beat(3)
    assert progress.health()[0]


def test_a_stuck_event_loop_is_unhealthy() -> None:
    progress = Progress(stall_seconds=0.02)
    time.sleep(0.03)
    good, why = progress.health()
    assert not good
    assert "event loop" in why


def test_a_worker_whose_outputs_are_refused_is_not_ready() -> None:
    progress = Progress(stall_seconds=60)
    progress.assigned = True
    progress.delivering = False
    assert not progress.ready()[0]


def test_a_stopping_worker_says_why_it_is_not_ready() -> None:
    progress = Progress(stall_seconds=60)
    progress.assigned = True
    progress.stopping = "stopping: too many dead letters"
    assert progress.ready() == (False, "stopping: too many dead letters")
