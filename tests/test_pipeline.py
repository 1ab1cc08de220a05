"""One article in, exactly one outcome out; nothing throws; ids are made of content."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topics import Reason
from topics.codec import Rejection
from workers.entities.recogniser import Span
from workers.errors import BadSettings
from workers.pipeline import Origin, Pipeline, dead_letter
from workers.settings import Settings, load_settings
from workers.text.document import Document

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.from_settings(Settings())


def raw(**fields: object) -> bytes:
    return json.dumps({"body": "التقى فلاديمير بوتين رجب طيب أردوغان في أنقرة أمس."} | fields).encode()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: json.dumps({"body": text}).encode()))
def test_any_bytes_give_exactly_one_outcome(value: bytes) -> None:
    outcome = _shared().process(value, NOW)
    assert (outcome.tagged is None) != (outcome.rejection is None)
    if outcome.rejection is not None:
        assert outcome.rejection.reason is not Reason.PROCESSING_FAILED, outcome.rejection.detail


_pipelines: list[Pipeline] = []


def _shared() -> Pipeline:
    if not _pipelines:
        _pipelines.append(Pipeline.from_settings(Settings()))
    return _pipelines[0]


def test_the_same_article_gives_the_same_ids_wherever_it_stands(pipeline: Pipeline) -> None:
    first, again = pipeline.process(raw(), NOW).tagged, pipeline.process(raw(), NOW).tagged
    assert first is not None
    assert again is not None
    assert first.article.id == again.article.id
    assert [one.id for one in first.entities] == [one.id for one in again.entities]
    assert [one.id for one in first.events] == [one.id for one in again.events]
    ids = [one.id for one in (*first.entities, *first.events, *first.alerts)]
    assert len(ids) == len(set(ids))


def test_a_future_date_is_told_and_resolves_nothing(pipeline: Pipeline) -> None:
    outcome = pipeline.process(raw(published_at="2031-01-05T10:00:00Z"), NOW)
    assert outcome.tagged is not None
    assert outcome.arrival_age is not None
    assert outcome.arrival_age < 0
    assert outcome.tagged.article.published_at == "2031-01-05T10:00:00Z"
    assert outcome.tagged.events
    assert all(event.date is None for event in outcome.tagged.events)


def test_a_past_date_resolves_what_is_relative(pipeline: Pipeline) -> None:
    tagged = pipeline.process(raw(published_at="2026-11-20T10:00:00Z"), NOW).tagged
    assert tagged is not None
    assert {event.date for event in tagged.events} == {"2026-11-19"}


def test_another_language_passes_through_untagged(pipeline: Pipeline) -> None:
    tagged = pipeline.process(
        raw(body="The president of Egypt met Vladimir Putin in Cairo on Tuesday."), NOW
    ).tagged
    assert tagged is not None
    assert tagged.article.language == "en"
    assert not tagged.entities
    assert not tagged.events
    assert not tagged.alerts


def test_nothing_left_is_a_dead_letter_that_says_what_went(pipeline: Pipeline) -> None:
    rejection = pipeline.process(raw(body="شارك على فيسبوك\nتعليقات\nاترك تعليقاً"), NOW).rejection
    assert rejection is not None
    assert rejection.reason is Reason.EMPTY_BODY
    assert "removed" in rejection.detail


def test_a_defect_of_our_own_rejects_the_article_and_not_the_stream(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr(pipeline._tagger, "tag", broken)
    rejection = pipeline.process(raw(), NOW).rejection
    assert rejection is not None
    assert rejection.reason is Reason.PROCESSING_FAILED
    assert "ZeroDivisionError" in rejection.detail


def test_articles_read_together_give_what_each_gives_alone(pipeline: Pipeline) -> None:
    bodies = (
        "زار بوتين القاهرة أمس.",
        "",
        "وصل زيلينسكي إلى برلين.",
        "The president of Egypt met Putin in Cairo.",
    )
    values = [raw(body=body) for body in bodies] * 20
    values[5] = b"{"
    together = list(pipeline.process_all((value, NOW) for value in values))
    assert len(together) == len(values)
    for value, outcome in zip(values, together, strict=True):
        alone = pipeline.process(value, NOW)
        assert outcome.rejection == alone.rejection
        assert (outcome.tagged is None) is (alone.tagged is None)
        if outcome.tagged is not None and alone.tagged is not None:
            assert outcome.tagged.entities == alone.tagged.entities
            assert outcome.tagged.events == alone.tagged.events
            assert set(outcome.seconds) == set(alone.seconds)


def test_no_more_is_read_ahead_than_one_group(pipeline: Pipeline) -> None:
    taken = []

    def endless() -> Iterator[tuple[bytes, datetime]]:
        while True:
            taken.append(1)
            yield raw(), NOW

    outcomes = pipeline.process_all(endless())
    assert next(outcomes).tagged is not None
    assert 1 < len(taken) < 100
    large = raw(body="زار بوتين القاهرة أمس.\n" * 2_500)
    taken.clear()

    def heavy() -> Iterator[tuple[bytes, datetime]]:
        while True:
            taken.append(1)
            yield large, NOW

    next(pipeline.process_all(heavy()))
    assert len(taken) == 1


def test_an_article_that_the_recogniser_cannot_read_does_not_take_others_with_it(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    recognise = pipeline._tagger.recognise

    def broken(documents: Sequence[Document]) -> list[tuple[Span, ...]]:
        if any("القاهرة" in document.text.text for document in documents):
            raise ZeroDivisionError("a defect")
        return recognise(documents)

    monkeypatch.setattr(pipeline._tagger, "recognise", broken)
    bodies = ("وصل زيلينسكي إلى برلين.", "زار بوتين القاهرة أمس.", "عاد ماكرون إلى باريس.")
    first, second, third = pipeline.process_all((raw(body=body), NOW) for body in bodies)
    assert first.tagged is not None
    assert first.tagged.entities
    assert second.rejection is not None
    assert second.rejection.reason is Reason.PROCESSING_FAILED
    assert third.tagged is not None
    assert third.tagged.entities


def test_a_dead_letters_id_is_of_its_content_not_of_its_place() -> None:
    rejection = Rejection(Reason.NOT_JSON, "x")
    first = dead_letter(Origin("articles.raw", 0, 1, None, b"x"), rejection, NOW)
    again = dead_letter(Origin("articles.raw", 3, 9, b"k", b"x"), rejection, NOW)
    assert first.id == again.id
    assert first.id != dead_letter(Origin("articles.raw", 0, 1, None, b"y"), rejection, NOW).id


def test_reviewed_lines_are_removed_besides_the_shipped_rules(tmp_path: Path) -> None:
    file = tmp_path / "learned.yaml"
    file.write_text("learned:\n- name: mine\n  source: a\n  lines: [صفحة البيت الكبير]\n", encoding="utf-8")
    cleaned = Pipeline.from_settings(load_settings(boilerplate=file)).process(
        raw(source="a", body="وصل الوزير إلى عمان اليوم.\nصفحة البيت الكبير"), NOW
    )
    assert cleaned.tagged is not None
    assert "صفحة" not in cleaned.tagged.article.text
    with pytest.raises(BadSettings, match="RASID_BOILERPLATE"):
        Pipeline.from_settings(load_settings(boilerplate=tmp_path / "absent.yaml"))
