"""Temporal expressions are found with exact offsets and read as a newspaper reader reads them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topics import Field, Granularity
from workers.events.dates import DateExpression, expressions
from workers.events.dates_vocabulary import parse_vocabulary, vocabulary
from workers.text.segment import segment

TABLE = Path(__file__).parent / "data" / "dates.tsv"
WORDS = [*sorted(vocabulary().words), "كتب", "13", "٢٠٢٣", "1445هـ", "31", "وقال", "/", "-", "(", ")", "."]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
DAYS = st.datetimes(datetime(1950, 1, 1), datetime(2060, 1, 1))


def read(text: str, day: str | None) -> tuple[DateExpression, ...]:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return expressions(segment(text, Field.TEXT), published)


def rows() -> list[tuple[str, str, list[tuple[str, str | None]]]]:
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        day, text, wanted = line.split("\t")
        pairs = [each.rsplit(" = ", 1) for each in wanted.split(" ; ") if each]
        found.append((day, text, [(surface, None if iso == "-" else iso) for surface, iso in pairs]))
    return found


@pytest.mark.parametrize(("day", "text", "wanted"), rows())
def test_reading_of(day: str, text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert [(each.text, each.iso) for each in read(text, day)] == wanted


@pytest.mark.parametrize(
    "text",
    ["أمس", "الأربعاء الماضي", "الشهر الماضي", "قبل يومين", "في 13 سبتمبر", "في مارس", "15 رمضان", "غدا"],
)
def test_nothing_relative_is_resolved_without_a_publication_date(text: str) -> None:
    (found,) = read(text, None)
    assert found.iso is None
    assert found.granularity is None
    assert found.relative


@pytest.mark.parametrize(
    ("text", "iso"),
    [("13 سبتمبر 2023", "2023-09-13"), ("25 صفر 1445هـ", "2023-09-10"), ("في عام 2019", "2019")],
)
def test_a_full_date_needs_no_publication_date(text: str, iso: str) -> None:
    (found,) = read(text, None)
    assert (found.iso, found.relative) == (iso, False)


def test_the_publication_day_is_the_one_in_utc() -> None:
    late_in_rabat = datetime.fromisoformat("2023-09-18T23:30:00-01:00")
    (found,) = expressions(segment("وصل اليوم", Field.TEXT), late_in_rabat)
    assert found.iso == "2023-09-19"


@pytest.mark.parametrize(
    ("text", "past", "ahead"),
    [
        ("تعقد القمة الأحد", "2023-09-17", "2023-09-24"),
        ("تعقد القمة في 15 نوفمبر", "2022-11-15", "2023-11-15"),
        ("تعقد القمة في نوفمبر", "2022-11", "2023-11"),
        ("عقدت القمة الأحد الماضي", "2023-09-17", None),
    ],
)
def test_an_open_date_can_be_read_forwards_for_an_event_to_come(
    text: str, past: str, ahead: str | None
) -> None:
    (found,) = read(text, "2023-09-19")
    assert (found.iso, found.ahead) == (past, ahead)


def test_the_span_leaves_out_proclitics_and_keeps_the_second_lam() -> None:
    (found,) = read("أجلوا اللقاء وَلِلأربعاء المقبل", "2023-09-19")
    assert found.text == "لأربعاء المقبل"
    assert (found.first, found.last) == (2, 4)


@given(TEXTS, st.none() | DAYS)
@settings(max_examples=800, deadline=None)
def test_any_words_of_the_vocabulary_give_valid_dates_in_order(text: str, day: datetime | None) -> None:
    field = segment(text, Field.TEXT)
    position = 0
    for found in expressions(field, day):
        assert position <= found.first < found.last <= len(field.words)
        assert field.text[found.start : found.end] == found.text
        assert field.starts[found.first] <= found.start < found.end == field.ends[found.last - 1]
        assert (found.iso is None) == (found.granularity is None)
        assert not (found.relative and day is None and found.iso)
        for iso in filter(None, (found.iso, found.ahead)):
            width = {Granularity.DAY: 10, Granularity.MONTH: 7, Granularity.YEAR: 4, None: 0}
            assert len(iso) == width[found.granularity]
            date.fromisoformat(iso + "-01-01"[: 10 - len(iso)] if len(iso) < 10 else iso)
        position = found.last


@given(DAYS, st.sampled_from(["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]))
@settings(max_examples=200, deadline=None)
def test_a_weekday_is_in_the_seven_days_before_or_after(day: datetime, weekday: str) -> None:
    today = day.date()
    (bare, last, coming) = expressions(
        segment(f"{weekday}. {weekday} الماضي. {weekday} المقبل", Field.TEXT), day
    )
    assert today - timedelta(days=6) <= date.fromisoformat(str(bare.iso)) <= today
    assert today - timedelta(days=7) <= date.fromisoformat(str(last.iso)) < today
    assert today < date.fromisoformat(str(coming.iso)) <= today + timedelta(days=7)


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
@settings(max_examples=200, deadline=None)
def test_a_date_without_a_year_is_the_latest_one(day: datetime, month: int, number: int) -> None:
    names = [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ]
    (found,) = expressions(segment(f"في {number} {names[month - 1]}", Field.TEXT), day)
    resolved = date.fromisoformat(str(found.iso))
    assert day.date() - timedelta(days=366) < resolved <= day.date()
    assert (resolved.month, resolved.day) == (month, number)


@given(st.text(max_size=200), DAYS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_failing(text: str, day: datetime) -> None:
    expressions(segment(text, Field.TEXT), day)


def test_a_word_with_two_symbols_is_refused() -> None:
    with pytest.raises(ValueError, match="two symbols"):
        parse_vocabulary({"words": {"w": {"الأحد": 6}, "y": {"الاحد": -1}}})


def test_a_shape_of_an_unknown_fragment_is_refused() -> None:
    data = {"words": {}, "exact": {}, "fragments": {}, "shapes": {"span": "{nowhere}"}}
    with pytest.raises(ValueError, match="nowhere"):
        parse_vocabulary(data)
