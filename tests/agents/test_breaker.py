"""The worker stops when dead letters exceed their share of a full window, and not before."""

from hypothesis import given
from hypothesis import strategies as st

from workers.agents.breaker import DeadLetterBreaker


def test_a_window_that_is_not_full_never_trips() -> None:
    breaker = DeadLetterBreaker(window=10, share=0.5)
    for _ in range(9):
        breaker.record(True)
    assert not breaker.tripped


def test_more_than_the_share_of_a_full_window_trips() -> None:
    breaker = DeadLetterBreaker(window=10, share=0.5)
    for index in range(10):
        breaker.record(index < 6)
    assert breaker.tripped
    assert "6 of the latest 10" in breaker.explain()


def test_exactly_the_share_does_not_trip() -> None:
    breaker = DeadLetterBreaker(window=10, share=0.5)
    for index in range(10):
        breaker.record(index < 5)
    assert not breaker.tripped


def test_a_share_of_one_switches_it_off() -> None:
    breaker = DeadLetterBreaker(window=3, share=1)
    for _ in range(50):
        breaker.record(True)
    assert not breaker.tripped


@given(st.lists(st.booleans(), max_size=60), st.integers(1, 20))
def test_it_counts_exactly_the_latest_window(outcomes: list[bool], window: int) -> None:
    breaker = DeadLetterBreaker(window, 0.3)
    for dead in outcomes:
        breaker.record(dead)
    latest = outcomes[-window:]
    assert breaker.tripped == (len(latest) == window and sum(latest) > 0.3 * window)
