"""Pure date arithmetic: the latest and the next day that fits what a text says."""

from collections.abc import Iterator
from datetime import date, timedelta

from hijridate import Gregorian, Hijri


def weekday_near(today: date, weekday: int, *, ahead: bool, strict: bool) -> date:
    """Return the latest `weekday` (Monday is 0) up to `today`, or with `ahead` the next one from it.

    `strict` leaves `today` itself out.
    """
    gap = (weekday - today.weekday()) % 7 if ahead else (today.weekday() - weekday) % 7
    if gap == 0 and strict:
        gap = 7
    return today + timedelta(days=gap if ahead else -gap)


def day_near(today: date, month: int, day: int, *, ahead: bool, strict: bool) -> date | None:
    """Return the latest (or next) `day` of `month`; None where no calendar has it (31 April)."""
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    return _first_fitting((safe_date(year, month, day) for year in years), today, ahead, strict)


def month_near(today: date, month: int, *, ahead: bool, strict: bool) -> str:
    """Return the latest (or next) `month` as `YYYY-MM`; `strict` leaves the current month out."""
    year = today.year
    if month == today.month:
        year += (1 if ahead else -1) if strict else 0
    elif ahead and month < today.month:
        year += 1
    elif not ahead and month > today.month:
        year -= 1
    return f"{year:04d}-{month:02d}"


def shift_month(today: date, months: int) -> tuple[int, int]:
    """Return year and month `months` after the month of `today`."""
    count = today.year * 12 + today.month - 1 + months
    return count // 12, count % 12 + 1


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def hijri_date(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian date of a Hijri one by the Umm al-Qura calendar (1343 to 1500 AH)."""
    try:
        return Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None


def hijri_day_near(today: date, month: int, day: int, *, ahead: bool, strict: bool) -> date | None:
    """Return the latest (or next) `day` of the Hijri `month`."""
    year = hijri_year(today)
    if year is None:
        return None
    years = range(year, year + 4) if ahead else range(year, year - 4, -1)
    return _first_fitting((hijri_date(each, month, day) for each in years), today, ahead, strict)


def hijri_year(today: date) -> int | None:
    """Return the Hijri year of a Gregorian date, None outside the Umm al-Qura tables."""
    try:
        return int(Gregorian(today.year, today.month, today.day).to_hijri().year)
    except OverflowError:
        return None


def hijri_day_of_month(today: date, months: int, day: int) -> date | None:
    """Return `day` of the Hijri month that lies `months` after the one of `today`."""
    try:
        now = Gregorian(today.year, today.month, today.day).to_hijri()
    except OverflowError:
        return None
    count = now.year * 12 + now.month - 1 + months
    return hijri_date(count // 12, count % 12 + 1, day)


def _first_fitting(days: Iterator[date | None], today: date, ahead: bool, strict: bool) -> date | None:
    for each in days:
        if each is None or (strict and each == today):
            continue
        if (each >= today) if ahead else (each <= today):
            return each
    return None
