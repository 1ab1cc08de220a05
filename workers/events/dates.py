"""When it happened: Arabic temporal expressions, found and resolved against the publication date.

The words and shapes are data (`data/dates.yaml`); this module reads what a shape matched.
Readings follow newspaper use: a bare weekday or a date without a year is the latest one, a span of
days, a week and a moment told from another event («بعد ساعات من») have no date of their own.

Why an own grammar: of the 14 dated expressions of the gold articles, given alone, dateparser 1.5 reads
none («أمس الأحد», «جانفي الماضي» and Arabic-Indic digits fail; it knows one month name per country), and
finds 3 of 12 event dates in the running text; this grammar reads and finds all. Hijri dates are
converted by hijridate (Umm al-Qura): of 179 pairs of a full Hijri and a full Gregorian date that real
articles print («28 شوال 1436 الموافق 13 أغسطس 2015»), 168 agree and 4 are a day apart, as moons are.
"""

from datetime import UTC, date, datetime
from functools import cache, lru_cache

import msgspec
from msgspec.structs import replace

from topics import Granularity
from workers.events.dates_parts import Parts
from workers.events.dates_reading import Reading, read
from workers.events.dates_vocabulary import OTHER, Symbols, vocabulary
from workers.events.members import DAY, YEAR
from workers.text.document import FieldText, Sentence
from workers.text.fold import fold, unfold_offset

_RECORD_REACH = 6
"""How many tokens before «منذ» are searched for a record («أول زيارة منذ»)."""

_TOMORROW_AS_A_NOUN = "الغد"
"""Alone it is the future (جنود الغد); the day is «غدا» or «يوم الغد»."""
_QUOTES = {"»": "«", "”": "“", '"': '"', "“": "”"}


class DateExpression(msgspec.Struct, frozen=True, gc=False):
    """One temporal expression of a field.

    `first:last` are token indexes and `start:end` code points of the field, ends exclusive; leading
    proclitics are left out of `start`.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    iso: str | None
    """ISO 8601 cut to `granularity`; None where the expression gives no date of its own."""
    granularity: Granularity | None
    relative: bool
    """True where the reading needed the publication date."""
    why: str
    ahead: str | None = None
    """The same expression read forwards, for an event still to come («تعقد الأحد»); else None."""


@cache
def _symbols() -> Symbols:
    return Symbols()


def symbols_of(field: FieldText) -> str:
    """Return the symbols of all tokens of `field`, one letter each: `OTHER` where no temporal expression holds it."""
    return _symbols().of(field)


def expressions(
    field: FieldText, published_at: datetime | None, within: Sentence | None = None
) -> tuple[DateExpression, ...]:
    """Return the temporal expressions of `field`, or of one sentence of it, in order; they do not overlap.

    With `published_at` None, nothing relative gets a date. The day is that of `published_at` in UTC.
    """
    if not field.words:
        return ()
    symbols = _symbols().of(field)
    if within is not None:  # what stands before is a sentence of its own
        own = symbols[within.first : within.last]
        if not own.strip(OTHER):
            return ()
        symbols = "." * within.first + own
    today = _day(published_at)
    found: list[DateExpression] = []
    for run in vocabulary().runs.finditer(symbols, within.first if within else 0):
        start, end = run.span()
        position = start
        while matched := _next_shape(field, symbols, start, position, end):
            name, first, last = matched
            position = last
            if _is_other_sense(field, symbols, name, first, last):
                continue
            reading = _read(name, symbols[first:last], field.words[first:last], today)
            if reading is not None:
                reading = _in_context(field, symbols, name, first, last, reading)
                found.append(_expression(field, first, last, reading))
    return tuple(_agree(found, symbols))


def _agree(found: list[DateExpression], symbols: str) -> list[DateExpression]:
    """Make the two halves of a doubled date («28 شوال الموافق 13 أغسطس 2015») say the same day.

    The half with its year decides over the one without; a Gregorian day over a Hijri one, which the
    moon may have moved by a day.
    """
    for index in range(1, len(found)):
        left, right = found[index - 1], found[index]
        between = symbols[left.last : right.first]
        if "q" not in between or len(between) > 2 or not (left.iso and right.iso):
            continue
        if left.granularity is not DAY or right.granularity is not DAY:
            continue
        surer = right if left.relative or not right.relative else left
        why = f"the same day as {surer.text}"
        found[index - 1] = replace(left, iso=surer.iso, ahead=surer.ahead, relative=surer.relative, why=why)
        found[index] = replace(right, iso=surer.iso, ahead=surer.ahead, relative=surer.relative)
    return found


@lru_cache(maxsize=4096)
def _read(name: str, symbols: str, tokens: tuple[str, ...], today: date | None) -> Reading | None:
    return read(name, Parts.of(tokens, symbols), today)


@lru_cache(maxsize=4096)  # runs are short and much alike
def _shape_in(run: str, start: int) -> tuple[str, int, int] | None:
    """Return the first shape in a run of symbols from `start` on, with its place."""
    matched = vocabulary().shape.search(run, start)
    if matched is None or matched.lastgroup is None:
        return None
    return matched.lastgroup, matched.start(), matched.end()


def _next_shape(
    field: FieldText, symbols: str, start: int, position: int, end: int
) -> tuple[str, int, int] | None:
    """Return the next shape at `position` or later in the run `start:end`, with its tokens.

    A word with «و» begins a new expression («مساء اليوم وليل السبت») unless it goes on counting
    («الثالث والعشرين») or makes a span («الأحد والاثنين»).
    """
    matched = _shape_in(symbols[start:end], position - start)
    if matched is None:
        return None
    name, first, last = matched[0], start + matched[1], start + matched[2]
    joining = "O1W" if name == "span" else "O"
    for inner in range(first + 1, last):
        if symbols[inner] not in joining and Parts.begins_anew(field.words[inner]):
            shorter = vocabulary().shape.match(symbols, first, inner)
            if shorter is None or shorter.lastgroup is None:
                return _next_shape(field, symbols, start, inner, end)
            return shorter.lastgroup, first, shorter.end()
    return name, first, last


def _day(published_at: datetime | None) -> date | None:
    if published_at is None:
        return None
    return (published_at if published_at.tzinfo is None else published_at.astimezone(UTC)).date()


def _expression(field: FieldText, first: int, last: int, reading: Reading) -> DateExpression:
    word = field.words[first]
    clitics = Parts.clitics(word)
    start = field.starts[first] + (unfold_offset(word, clitics) if clitics else 0)
    end = field.ends[last - 1]
    text = field.text[start:end]
    return DateExpression(
        first, last, start, end, text, reading.iso, reading.granularity, reading.relative,
        reading.why, reading.ahead,
    )  # fmt: skip


def _in_context(
    field: FieldText, symbols: str, name: str, first: int, last: int, reading: Reading
) -> Reading:
    """Take the date from an expression whose neighbours say that it is not when something happened."""
    before = symbols[first - 1] if first else "."
    head = first - 2 if before == "f" and first > 1 else first - 1  # «شارع أول مايو»
    if first and symbols[head] == "#":
        return reading.without(f"part of a name after {field.words[head]}")
    if before == ">":
        return reading.without(f"an end ({field.words[first - 1]}), not the day itself")
    if before in "QB" and name not in {"night", "offset"}:
        return reading.without(f"{field.words[first - 1]} the day, not the day itself")
    since = before == "S" or (name == "offset" and symbols[first] == "S")
    if since:
        if name in {"year", "period"} and reading.granularity is YEAR:
            return reading.without("a time since, not a date")
        records = vocabulary().contexts["records"]
        reach = field.words[max(0, first - _RECORD_REACH) : first]
        if any(fold(word) in records for word in reach):
            return reading.without("how long a record stood, not a date")
    if name == "offset" and last < len(symbols) and symbols[first] in "QB":
        after = symbols[last : last + 2]
        if after[0] == "l" or (after[0] == "e" and after not in {"eQ", "e!", "et"}):
            return reading.without("told from another event")
    return reading


def _is_other_sense(field: FieldText, symbols: str, name: str, first: int, last: int) -> bool:
    """Tell today from the noun (اليوم العالمي) and the name (المصري اليوم), the year from general."""
    contexts = vocabulary().contexts
    before = fold(field.words[first - 1]) if first else ""
    after = field.words[last] if last < len(symbols) else ""
    if name == "period":
        return symbols[first] == "g" and before in contexts["not_period_after"]
    if name == "offset":
        return first > 0 and last - first == 2 and symbols[first - 1] in "ud"  # «يوما بعد يوم»
    if name == "night":
        return before in contexts["not_today_after"]
    if symbols[first:last] == "m":
        return fold(field.words[first]).endswith(_TOMORROW_AS_A_NOUN)
    if name != "relative_day" or symbols[first:last] != "t":
        return False
    if fold(after) in contexts["the_day"] or before in contexts["not_today_after"]:
        return True
    return (first > 0 and symbols[first - 1] == "h") or _closes_a_name(field, first, after)


def _closes_a_name(field: FieldText, first: int, after: str) -> bool:
    """Tell whether the word before a closing mark ends a short quoted name («السينما اليوم»)."""
    opening = _QUOTES.get(after)
    return opening is not None and opening in field.words[max(0, first - 3) : first]
