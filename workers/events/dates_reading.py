"""What each shape of a temporal expression means, given the publication day. Pure functions."""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from topics import Granularity
from workers.events import dates_calendar as calendar
from workers.events.dates_parts import Parts
from workers.events.dates_vocabulary import Word
from workers.events.members import DAY, MONTH, YEAR

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Reading(msgspec.Struct, frozen=True, gc=False):
    """The date an expression gives, if any, and why; fields as in `DateExpression`."""

    iso: str | None
    granularity: Granularity | None
    relative: bool
    why: str
    ahead: str | None = None

    def without(self, why: str) -> "Reading":
        """Return the reading without its date."""
        return Reading(None, None, self.relative, why)


def read(shape: str, parts: Parts, today: date | None) -> Reading | None:
    """Read the expression that `shape` matched; None where it is no date after all (31/31/2020)."""
    return READERS[shape](parts, today)


def _day(day: date, why: str, *, relative: bool, ahead: date | None = None) -> Reading:
    return Reading(day.isoformat(), DAY, relative, why, ahead.isoformat() if ahead is not None else None)


def _unresolved(why: str) -> Reading:
    return Reading(None, None, True, why)


_NO_TODAY = _unresolved("no publication date to count from")


def _span(parts: Parts, today: date | None) -> Reading | None:
    return _unresolved("several days")


def _relative_day(parts: Parts, today: date | None) -> Reading | None:
    if written := _written_tail(parts, today):
        return written
    if today is None:
        return _NO_TODAY
    symbols = parts.symbols
    shift = parts.number("ytm") or 0
    if "y" in symbols and ("f" in symbols or "F" in symbols or "Q" in symbols.partition("y")[0][-1:]):
        shift = -2
    if "Bm" in symbols:
        shift = 2
    day = today + timedelta(days=shift)
    weekday = parts.number("wW")
    if weekday is not None and day.weekday() != weekday:
        near = calendar.weekday_near(day, weekday, ahead=shift > 0, strict=False)
        if shift <= 0 and (day + timedelta(days=1)).weekday() == weekday and day < today:
            near = day + timedelta(days=1)
        return _day(near, f"{_WEEKDAYS[weekday]} by its name, {shift:+d} day would be {day}", relative=True)
    return _day(day, f"{shift:+d} days from publication", relative=True)


def _weekday(parts: Parts, today: date | None) -> Reading | None:
    if written := _written_tail(parts, today):
        return _by_weekday(written, parts.number("wW"))
    if today is None:
        return _NO_TODAY
    weekday = parts.number("wW") or 0
    name = _WEEKDAYS[weekday]
    direction = parts.direction
    if direction == 1:
        ahead = calendar.weekday_near(today, weekday, ahead=True, strict=True)
        return _day(ahead, f"next {name}", relative=True, ahead=ahead)
    if "Q" in parts.symbols:
        last = calendar.weekday_near(today, weekday, ahead=False, strict=True)
        return _day(last - timedelta(days=7), f"{name} before last", relative=True)
    if direction == -1:
        return _day(
            calendar.weekday_near(today, weekday, ahead=False, strict=True), f"last {name}", relative=True
        )
    return _day(
        calendar.weekday_near(today, weekday, ahead=False, strict=False),
        f"latest {name}",
        relative=True,
        ahead=calendar.weekday_near(today, weekday, ahead=True, strict=False),
    )


def _by_weekday(written: Reading, weekday: int | None) -> Reading:
    """Move a Hijri date by the day that the sighting of the moon made, where the weekday shows it."""
    if weekday is None or written.iso is None or "Hijri" not in written.why:
        return written
    day = date.fromisoformat(written.iso)
    for shift in (1, -1):
        moved = day + timedelta(days=shift)
        if moved.weekday() == weekday:
            return _day(moved, f"{written.why}, moved to {_WEEKDAYS[weekday]}", relative=written.relative)
    return written


def _written_tail(parts: Parts, today: date | None) -> Reading | None:
    """Read the date that follows a weekday or «أمس»: it is the surer of the two."""
    for start, symbol in enumerate(parts.symbols):
        if symbol in "13noO4":
            tail = parts.cut(start, len(parts.symbols))
            if "T" in tail.symbols:
                return _day_of_period(tail, today, parts.number("wW"))
            is_numeric = len(tail.symbols) > 2 and tail.symbols[1] in "/-:"
            return _numeric(tail, today) if is_numeric else _written(tail, today)
    return None


def _numeric(parts: Parts, today: date | None) -> Reading | None:
    numbers = parts.numbers("134")
    if len(numbers) == 2:
        return _written_day(numbers[0], numbers[1], None, None, today)
    first, second, third = numbers
    day, month, year = (third, second, first) if first > 31 else (first, second, third)
    if year < 1900:
        resolved = calendar.hijri_date(year, month, day)
        return _day(resolved, "a Hijri date (Umm al-Qura)", relative=False) if resolved else None
    resolved = calendar.safe_date(year, month, day)
    why = "a date in digits, day first"
    if resolved is None:
        resolved, why = calendar.safe_date(year, day, month), "a date in digits, month first"
    return _day(resolved, why, relative=False) if resolved else None


def _written(parts: Parts, today: date | None) -> Reading | None:
    day = _ordinal(parts)
    if day is None:
        return None
    direction = parts.direction
    if (hijri_month := _hijri_month(parts)) is not None:
        return _hijri_written(day, hijri_month, parts, today)
    month = _month(parts)
    if month is None:
        return None
    year = parts.year
    if year is None and parts.unit("g") == "year":
        if today is None:
            return _NO_TODAY
        year = today.year + (direction or 0)
    return _written_day(day, month, year, direction, today)


def _written_day(
    day: int, month: int, year: int | None, direction: int | None, today: date | None
) -> Reading | None:
    if year is not None:
        resolved = calendar.safe_date(year, month, day)
        return _day(resolved, "a date", relative=False) if resolved else None
    if calendar.safe_date(2024, month, day) is None:
        return None
    if today is None:
        return _NO_TODAY
    if direction == 0:
        resolved = calendar.safe_date(today.year, month, day)
        return _day(resolved, "this year", relative=True) if resolved else None
    if direction == 1:
        resolved = calendar.day_near(today, month, day, ahead=True, strict=True)
        return _day(resolved, "the next one", relative=True, ahead=resolved) if resolved else None
    resolved = calendar.day_near(today, month, day, ahead=False, strict=direction == -1)
    ahead = None if direction == -1 else calendar.day_near(today, month, day, ahead=True, strict=False)
    return _day(resolved, "the latest one", relative=True, ahead=ahead) if resolved else None


def _hijri_written(day: int, month: int, parts: Parts, today: date | None) -> Reading | None:
    numbers = parts.numbers("13")
    year = parts.number("3") or (numbers[-1] + 1400 if "E" in parts.symbols and len(numbers) > 1 else None)
    if year is not None:
        resolved = calendar.hijri_date(year, month, day)
        return _day(resolved, "a Hijri date (Umm al-Qura)", relative=False) if resolved else None
    if today is None:
        return _NO_TODAY
    direction = parts.direction
    current = calendar.hijri_year(today)
    if direction == 0 and current is not None:
        resolved = calendar.hijri_date(current, month, day)
        return _day(resolved, "this Hijri year (Umm al-Qura)", relative=True) if resolved else None
    resolved = calendar.hijri_day_near(today, month, day, ahead=direction == 1, strict=bool(direction))
    return _day(resolved, "the latest Hijri date (Umm al-Qura)", relative=True) if resolved else None


def _ordinal(parts: Parts) -> int | None:
    """Return the day of the month: 17 from «17», «السابع عشر», 23 from «الثالث والعشرين»."""
    total = 0
    for symbol, word in zip(parts.symbols, parts.values, strict=True):
        if symbol in "1noOzFf":
            total += int(word.value)
            if symbol == "1":
                break
        elif total:
            break
    return total if 1 <= total <= 31 else None


def _month(parts: Parts) -> int | None:
    """Return the Gregorian month: of a doubled form («كانون الثاني/يناير»), the first."""
    for index, (symbol, word) in enumerate(zip(parts.symbols, parts.values, strict=True)):
        if symbol in "MA":
            return int(word.value)
        if symbol == "V":
            return int(word.value) % 100
        if symbol == "J":
            second = int(parts.values[index + 1].value) == 2
            return _double_month(word, second)
    return None


def _double_month(word: Word, second: bool) -> int:
    first = int(word.value)
    return first % 12 + 1 if second else first


def _hijri_month(parts: Parts) -> int | None:
    for index, (symbol, word) in enumerate(zip(parts.symbols, parts.values, strict=True)):
        if symbol == "H":
            return int(word.value)
        if symbol == "K":
            return int(word.value)
        if symbol == "R":
            return int(word.value) + int(parts.values[index + 1].value) - 1
    return None


def _month_only(parts: Parts, today: date | None) -> Reading | None:
    month = _month(parts)
    if month is None:
        return None
    year = parts.year
    if year is not None:
        return Reading(f"{year:04d}-{month:02d}", MONTH, False, "a month")
    if today is None:
        return _NO_TODAY
    direction = parts.direction
    if parts.unit("g") == "year" or direction == 0:
        iso = f"{today.year + (direction or 0):04d}-{month:02d}"
        return Reading(iso, MONTH, True, "a month of a year told from publication")
    if direction == 1:
        iso = calendar.month_near(today, month, ahead=True, strict=True)
        return Reading(iso, MONTH, True, "the next such month", iso)
    iso = calendar.month_near(today, month, ahead=False, strict=direction == -1)
    ahead = None if direction == -1 else calendar.month_near(today, month, ahead=True, strict=False)
    return Reading(iso, MONTH, True, "the latest such month", ahead)


def _hijri_month_only(parts: Parts, today: date | None) -> Reading | None:
    return _unresolved("a Hijri month lies in two Gregorian ones")


def _day_of_period(parts: Parts, today: date | None, weekday: int | None = None) -> Reading | None:
    """Read «الثامن عشر من الشهر الجاري». The month is a Hijri one where only so the weekday fits."""
    if today is None:
        return _NO_TODAY
    day = _ordinal(parts)
    if day is None:
        return None
    direction = parts.direction or 0
    year, month = calendar.shift_month(today, direction)
    resolved = calendar.safe_date(year, month, day)
    if weekday is not None and (resolved is None or resolved.weekday() != weekday):
        hijri = calendar.hijri_day_of_month(today, direction, day)
        for shift in (0, 1, -1):
            moved = hijri + timedelta(days=shift) if hijri else None
            if moved and moved.weekday() == weekday:
                return _day(moved, "a day of a Hijri month told from publication", relative=True)
    return _day(resolved, "a day of a month told from publication", relative=True) if resolved else None


def _night(parts: Parts, today: date | None) -> Reading | None:
    if today is None:
        return _NO_TODAY
    shift = -2 if "Q" in parts.symbols else -1 if "L" in parts.symbols else 0
    return _day(today + timedelta(days=shift), f"the night {shift:+d}", relative=True)


def _period(parts: Parts, today: date | None) -> Reading | None:
    unit = parts.unit("grT")
    if unit == "week":
        return _unresolved("a week has no day")
    if today is None:
        return _NO_TODAY
    shift = (parts.direction or 0) * (2 if "Q" in parts.symbols else 1)
    if unit == "month":
        year, month = calendar.shift_month(today, shift)
        iso = f"{year:04d}-{month:02d}"
        return Reading(iso, MONTH, True, f"{shift:+d} months from publication")
    return Reading(f"{today.year + shift:04d}", YEAR, True, f"{shift:+d} years from publication")


def _year(parts: Parts, today: date | None) -> Reading | None:
    year = parts.year
    if year is None:
        return Reading(None, None, False, "a Hijri year lies in two Gregorian ones")
    return Reading(f"{year:04d}", YEAR, False, "a year")


def _year_in(parts: Parts, today: date | None) -> Reading | None:
    return None if parts.year == 2000 else _year(parts, today)  # «في 2000 مدرسة» counts schools


def _offset(parts: Parts, today: date | None) -> Reading | None:
    unit = parts.unit("uUvdca")
    count = _count(parts)
    if unit == "hour":
        return _unresolved("hours")
    if count is None:
        return _unresolved("how many is not said")
    if today is None:
        return _NO_TODAY
    sign = 1 if parts.symbols[0] == "B" else -1
    shift = sign * count
    why = f"{shift:+d} {unit}s from publication"
    if unit in {"day", "week"}:
        day = today + timedelta(days=shift * (7 if unit == "week" else 1))
        return _day(day, why, relative=True, ahead=day if sign > 0 else None)
    if unit == "month":
        year, month = calendar.shift_month(today, shift)
        iso, granularity = f"{year:04d}-{month:02d}", MONTH
    else:
        iso, granularity = f"{today.year + shift:04d}", YEAR
    return Reading(iso, granularity, True, why, iso if sign > 0 else None)


def _count(parts: Parts) -> int | None:
    """Return how many units: 2 for a dual, 1 for a bare singular, None for a bare plural."""
    if "v" in parts.symbols:
        return 2
    if 0 in parts.numbers("D"):
        return None
    if numbers := parts.numbers("19nzO"):
        return sum(numbers)
    return None if "U" in parts.symbols else 1


READERS: dict[str, Callable[[Parts, date | None], Reading | None]] = {
    "span": _span,
    "relative_day": _relative_day,
    "weekday": _weekday,
    "numeric": _numeric,
    "short_numeric": _numeric,
    "day_of_period": _day_of_period,
    "written": _written,
    "month": _month_only,
    "hijri_month": _hijri_month_only,
    "night": _night,
    "period": _period,
    "year": _year,
    "in_year": _year_in,
    "offset": _offset,
}
"""One reader per shape of `data/dates.yaml`."""
