"""The words and shapes of Arabic temporal expressions, loaded from `data/dates.yaml`."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from workers.events.words import pieces
from workers.text.columns import Column
from workers.text.document import FieldText
from workers.text.fold import fold

OTHER = "."
"""The symbol of a token that is no word of the vocabulary."""

_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")
_NUMBER = re.compile(r"([وفبلك]?)(?:الـ?)?(\d{1,4})(هـ?|م)?")
_GLUED = re.compile(r"([^\W\d_]+)(\d{4})")
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")

WordValue = int | str
"""What a word contributes: a number (weekday, month, count, direction) or the name of a unit."""


class Word(msgspec.Struct, frozen=True, gc=False):
    """How a token was read: its symbol, its value, and how many folded letters are proclitics."""

    symbol: str
    value: WordValue
    clitics: int = 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The vocabulary as loaded: folded words, and one compiled expression over symbols."""

    words: dict[str, Word]
    exact: dict[str, Word]
    """Words looked up with their hamza and madda."""
    shape: re.Pattern[str]
    """One named group per shape."""
    runs: re.Pattern[str]
    """Stretches of date words that a shape can match: the quick look before the shapes."""
    contexts: dict[str, frozenset[str]]
    """The word lists that change how a neighbour is read, by name; folded."""


class Symbols:
    """Finds the symbols of tokens."""

    def __init__(self) -> None:
        entries = vocabulary()
        self._known = frozenset((*entries.words, *map(fold, entries.exact)))
        self._column = Column(self.find, ord, look_into_all=self._find_all)
        self._last: tuple[FieldText | None, str] = None, ""

    def of(self, field: FieldText) -> str:
        """Return the symbols of all tokens of `field`, one letter each."""
        if self._last[0] is not field:  # asked for sentence after sentence
            self._last = field, self._column.marks(field).decode("ascii")
        return self._last[1]

    def find(self, token: str) -> str:
        """Return the symbol of `token`, `OTHER` for nearly all."""
        if token.isalpha() and self._known.isdisjoint(pieces(fold(token))):
            return OTHER
        word = read_word.__wrapped__(token)
        return word.symbol if word else OTHER

    def _find_all(self, tokens: list[str]) -> list[str]:
        none = map(self._known.isdisjoint, map(pieces, map(fold, tokens)))
        return [
            OTHER if nothing and token.isalpha() else self.find(token)  # nearly every token is another word
            for token, nothing in zip(tokens, none, strict=True)
        ]


@cache
def vocabulary() -> Vocabulary:
    """Load and check the vocabulary; ValueError where the file contradicts itself."""
    text = files("workers.events").joinpath("data/dates.yaml").read_text(encoding="utf-8")
    return parse_vocabulary(yaml.load(text, Loader=yaml.CSafeLoader))


def parse_vocabulary(data: dict[str, Any]) -> Vocabulary:
    """Build a vocabulary from the parsed file; ValueError names what is wrong."""
    words: dict[str, Word] = {}
    for symbol, entries in data["words"].items():
        _check_symbol(symbol)
        for written, value in entries.items():
            word = Word(symbol, value)
            if words.setdefault(fold(written), word) != word:
                raise ValueError(f"{written}: two symbols, {words[fold(written)].symbol} and {symbol}")
    exact: dict[str, Word] = {}
    for symbol, entries in data["exact"].items():
        _check_symbol(symbol)
        exact.update((written, Word(symbol, value)) for written, value in entries.items())
    fragments: dict[str, str] = {}
    for name, fragment in data["fragments"].items():
        fragments[name] = _expand(fragment, fragments)
    shapes = [f"(?P<{name}>{_expand(shape, fragments)})" for name, shape in data["shapes"].items()]
    lists = ("the_day", "not_today_after", "not_period_after", "records")
    contexts = {name: frozenset(fold(word) for word in data[name]) for name in lists}
    runs = re.compile(data["runs"])
    return Vocabulary(words, exact, re.compile("|".join(shapes)), runs, contexts)


def _check_symbol(symbol: object) -> None:
    if (
        not isinstance(symbol, str)
        or len(symbol) != 1
        or symbol == OTHER
        or symbol.isdigit()
        or not symbol.isascii()
    ):
        raise ValueError(f"{symbol!r}: a symbol is one ASCII character, no digit and not {OTHER!r}")


def _expand(shape: str, fragments: dict[str, str]) -> str:
    for name, fragment in fragments.items():
        shape = shape.replace(f"{{{name}}}", fragment)
    if unknown := re.search(r"\{[a-z_]+\}", shape):
        raise ValueError(f"{unknown.group()}: no such fragment")
    return shape


@lru_cache(maxsize=8192)
def read_word(token: str) -> Word | None:
    """Return how `token` is read as a part of a date, or None.

    Numbers: `1` is a number up to 31, `3` a Hijri year (1300-1499), `4` a Gregorian year (1900-2100),
    `9` any other number of up to four digits. A weekday with «و» is `W`: it may continue a span. A month
    glued to its year («مايو2013») is `V`, its value `YYYYMM`.
    """
    if number := _NUMBER.fullmatch(token):
        return _read_number(number)
    if glued := _GLUED.fullmatch(token):
        return _read_glued(glued)
    entries = vocabulary()
    bare = _MARKS.sub("", token)
    folded = fold(token)
    for stripped, prefix in _candidates(folded):
        surface = bare[len(bare) - len(stripped) :] if len(stripped) <= len(bare) else stripped
        word = entries.exact.get(surface) or entries.words.get(stripped)
        if word is not None:
            symbol = "W" if word.symbol == "w" and prefix.startswith("و") else word.symbol
            return Word(symbol, word.value, len(prefix))
    return None


def _candidates(folded: str) -> list[tuple[str, str]]:
    """Return the word itself and what is left without its proclitics, with those."""
    found = [(folded, "")]
    rest, prefix = folded, ""
    if rest.startswith(_CONJUNCTIONS) and len(rest) > 2:
        prefix, rest = rest[0], rest[1:]
        found.append((rest, prefix))
    if rest.startswith("لل") and len(rest) > 3:
        found.append(("ا" + rest[1:], prefix + "ل"))
    if rest.startswith(_PREPOSITIONS) and len(rest) > 2:
        found.append((rest[1:], prefix + rest[0]))
    return found


def _read_glued(glued: re.Match[str]) -> Word | None:
    month, year = read_word(glued.group(1)), int(glued.group(2))
    if month is None or month.symbol not in "MA" or not 1900 <= year <= 2100:
        return None
    return Word("V", year * 100 + int(month.value), month.clitics)


def _read_number(number: re.Match[str]) -> Word:
    value = int(number.group(2))
    clitics = number.end(1)
    hijri = (number.group(3) or "").startswith("ه")
    if 1 <= value <= 31 and len(number.group(2)) <= 2 and not number.group(3):
        return Word("1", value, clitics)
    if 1300 <= value < 1500 or (hijri and 1 <= value < 1500):
        return Word("3", value, clitics)
    if 1900 <= value <= 2100:
        return Word("4", value, clitics)
    return Word("9", value, clitics)
