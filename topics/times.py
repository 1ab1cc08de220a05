"""ISO 8601 dates and times, all forms that name a moment (not durations or intervals)."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

_DATE = (
    r"(?P<year>[0-9]{4})(?:"
    r"-?W(?P<week>[0-9]{2})(?:-?(?P<weekday>[1-7]))?"
    r"|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?"
    r"|(?P<basic_month>[0-9]{2})(?P<basic_day>[0-9]{2})"
    r"|-?(?P<ordinal>[0-9]{3})"
    r")?"
)
_TIME = (
    r"(?P<hour>[0-9]{2})(?::?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2}))?)?(?:[.,](?P<fraction>[0-9]+))?"
)
_ZONE = r"(?P<zone>[Zz]|(?P<sign>[+\-−])(?P<zone_hour>[0-9]{2})(?::?(?P<zone_minute>[0-9]{2}))?)"
_WHOLE = re.compile(rf"{_DATE}(?:[Tt ]{_TIME} ?{_ZONE}?)?")
# What nearly every date looks like: ten times as fast by Python's own parser, which alone would take
# "2026-02-25x10" too.
_COMMON = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


def parse_time(text: str) -> datetime | None:
    """Read an ISO 8601 date or time as a moment in UTC; None for an empty (or blank) text.

    Without an offset it is UTC; without a time it is the day's beginning, without a day the month's
    or year's. A space may stand for the T (RFC 3339). `24:00` is the next day's midnight, and a leap
    second (`23:59:60`) the second after. Raises `ValueError`, for a person, where it is no such date.
    """
    text = text.strip()
    if not text:
        return None
    try:
        if _COMMON.fullmatch(text) and text[17:19] != "60" and text[11:13] != "24":
            moment = datetime.fromisoformat(text)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        else:
            moment = _parse(text)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"is not an ISO 8601 date: {text[:60]!r}") from None


def _parse(text: str) -> datetime:
    found = _WHOLE.fullmatch(text)
    if found is None:
        raise ValueError
    part = found.groupdict()
    day = _day(part)
    if part["hour"] is None:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)
    if not (part["day"] or part["basic_day"] or part["ordinal"] or part["weekday"]):
        raise ValueError  # a time needs a whole date before it
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError
    # A fraction is one of the smallest unit given: 10,5 is half past ten.
    unit = 3600 if part["minute"] is None else 60 if part["second"] is None else 1
    seconds = hour * 3600 + minute * 60 + second
    microseconds = int(part["fraction"][:12].ljust(12, "0")) * unit // 1_000_000 if part["fraction"] else 0
    moment = datetime(day.year, day.month, day.day, tzinfo=_zone(part))
    return moment + timedelta(seconds=seconds, microseconds=microseconds)


def _day(part: dict[str, str | None]) -> date:
    year = int(part["year"] or 0)
    if part["week"]:
        return date.fromisocalendar(year, int(part["week"]), int(part["weekday"] or 1))
    if part["ordinal"]:
        day = date(year, 1, 1) + timedelta(days=int(part["ordinal"]) - 1)
        if day.year != year:
            raise ValueError
        return day
    return date(
        year, int(part["month"] or part["basic_month"] or 1), int(part["day"] or part["basic_day"] or 1)
    )


def _zone(part: dict[str, str | None]) -> timezone:
    if part["zone_hour"] is None:
        return UTC
    hours, minutes = int(part["zone_hour"]), int(part["zone_minute"] or 0)
    if hours > 23 or minutes > 59:
        raise ValueError
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if part["sign"] == "+" else -offset)
