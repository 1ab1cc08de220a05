"""Which dates are ISO 8601, and which moment each names."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics.times import parse_time

NOON = datetime(2026, 2, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-25T12:00:00Z",
        "2026-02-25T12:00:00",
        "2026-02-25T12:00",
        "2026-02-25T12",
        "2026-02-25 12:00:00",
        "2026-02-25t12:00:00z",
        "2026-02-25T15:00:00+03:00",
        "2026-02-25T15:00:00+0300",
        "2026-02-25T15:00:00+03",
        "2026-02-25T08:30:00-03:30",
        "2026-02-25T08:30:00−03:30",
        "20260225T120000Z",
        "20260225T1200",
        "2026-056T12:00:00Z",
        "2026056T120000Z",
        "2026-W09-3T12:00:00Z",
        "2026W093T120000Z",
        "2026-02-25T12:00:00.000Z",
        "2026-02-25T12:00:00,0Z",
        " 2026-02-25T12:00:00Z\n",
    ],
)
def test_every_way_to_write_one_moment_is_read_as_that_moment(text: str) -> None:
    assert parse_time(text) == NOON


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-02-25", datetime(2026, 2, 25, tzinfo=UTC)),
        ("20260225", datetime(2026, 2, 25, tzinfo=UTC)),
        ("2026-02", datetime(2026, 2, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2024-366", datetime(2024, 12, 31, tzinfo=UTC)),
        ("2026-W09", datetime(2026, 2, 23, tzinfo=UTC)),
        ("2026-02-25T24:00", datetime(2026, 2, 26, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("2026-02-25T10,5", datetime(2026, 2, 25, 10, 30, tzinfo=UTC)),
        ("2026-02-25T10:00:00.123456789Z", datetime(2026, 2, 25, 10, 0, 0, 123456, tzinfo=UTC)),
        ("", None),
        ("  ", None),
    ],
)
def test_shorter_and_rarer_forms(text: str, moment: datetime | None) -> None:
    assert parse_time(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "25/02/2026",
        "25-02-2026",
        "2026-2-5",
        "2026-13-01",
        "2026-02-30",
        "2026-366",
        "2026-W60",
        "2026-02-25T25:00",
        "2026-02-25T10:61",
        "2026-02-25T24:01",
        "2026-02-25T",
        "2026-02-25T10:00:00.",
        "2026-02-25T10:00:00+25:00",
        "2026-02-25x10:00",
        "2026-02T10:00",
        "2026T10:00",
        "1456789012",
        "1456789012000",
        "Wed, 25 Feb 2026 10:00:00 GMT",
        "٢٠٢٦-٠٢-٢٥",
        "0000-01-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-01:00",
        "P1D",
        "2026-02-25T10:00:00 CET",
    ],
)
def test_what_is_no_iso_date_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match="is not an ISO 8601 date: ") as refused:
        parse_time(text)
    assert repr(text) in str(refused.value)


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-14 * 60, 14 * 60))
def test_a_moment_survives_being_written_in_any_offset(moment: datetime, minutes: int) -> None:
    offset = timedelta(minutes=minutes)
    try:
        local = (moment + offset).replace(tzinfo=None)
    except OverflowError:
        return
    sign = "-" if minutes < 0 else "+"
    written = f"{local.isoformat()}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    assert parse_time(written) == moment


@given(st.text(alphabet="0123456789-:TWZ+. ,−", max_size=30) | st.text())
def test_any_text_gives_a_moment_in_utc_or_a_value_error(text: str) -> None:
    try:
        moment = parse_time(text)
    except ValueError:
        return
    assert moment is None or moment.utcoffset() == timedelta(0)
