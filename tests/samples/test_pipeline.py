"""The whole pipeline gives every sample message the outcome it is there to show."""

from datetime import UTC, datetime

import pytest

from workers.pipeline import Outcome, Pipeline
from workers.samples import Expect, Kind, SampleMessage, sample_messages
from workers.settings import Settings

RECEIVED = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[SampleMessage, Outcome]]:
    pipeline = Pipeline.from_settings(Settings())
    return [(m, pipeline.process(m.value, RECEIVED)) for m in sample_messages() if m.value is not None]


def test_each_message_has_the_outcome_it_is_there_to_show(outcomes):
    wrong = []
    for message, outcome in outcomes:
        if outcome.rejection:
            got, reason = Expect.DEAD, outcome.rejection.reason
        else:
            got = Expect.CLEAN if outcome.tagged.article.language == "ar" else Expect.FOREIGN
            reason = None
        if (got, reason) != (message.expect, message.reason):
            wrong.append((message.name, message.expect, got, outcome.rejection))
    assert wrong == []


def test_the_shipped_rules_have_something_to_say_on_the_sample_feed(outcomes):
    fired = {alert.rule for _, outcome in outcomes if outcome.tagged for alert in outcome.tagged.alerts}
    assert len(fired) >= 18
    assert {"putin", "nuclear", "ceasefire", "attack-in-sudan", "leader-resigns"} <= fired


def test_names_in_scripts_attributes_and_related_links_raise_no_alert(outcomes):
    for message, outcome in outcomes:
        if outcome.tagged and message.name in ("23-saudi-league", "29-marrakech-film", "31-egypt-court"):
            assert {alert.rule for alert in outcome.tagged.alerts} <= {"football"}


def _ids(outcome: Outcome) -> list[str]:
    tagged = outcome.tagged
    assert tagged is not None
    return [tagged.article.id, *(one.id for one in (*tagged.entities, *tagged.events, *tagged.alerts))]


def test_a_repeated_message_repeats_its_ids(outcomes):
    seen: dict[str, Outcome] = {}
    repeats = 0
    for message, outcome in outcomes:
        if message.kind is Kind.DUPLICATE:
            repeats += 1
            assert _ids(outcome) == _ids(seen[message.name])
        else:
            seen[message.name] = outcome
    assert repeats


def test_teasers_are_marked_and_future_dates_resolve_nothing(outcomes):
    for message, outcome in outcomes:
        if message.name == "53-teaser-damascus":
            assert outcome.tagged.article.teaser, message.name
        if message.kind is Kind.FUTURE:
            assert not [event.date for event in outcome.tagged.events if event.date], message.name
