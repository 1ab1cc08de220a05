"""Find watched words and phrases in tokenised text: never inside other words, at a look-up per token.

Notation of a watched phrase:

- `نووي` finds every spelling that folds to it (see `workers.text.fold`), behind و ف ب ك ل, the future
  س and ال in their legal orders (with the assimilation of ل and ال), and with light inflection:
  feminine, dual and sound plural endings, the accusative alef, attached pronouns. Broken plurals and
  derived adjectives are words of their own: list them.
- `النووي`, written with ال, asks for the article (also in للنووي, بالنووي).
- `نوو*` finds every word that begins so (at least three letters), behind the same clitics.
- `وقف … إطلاق النار`: up to `GAP` words may stand at the dots.
- A phrase matches within one sentence only; quotation marks between its words are passed over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from topics import Field
from workers.text.columns import NUMBERS, Column
from workers.text.document import FieldText
from workers.text.fold import fold, unfold_offset
from workers.text.segment import segment
from workers.watch.conditions import WordUsed

GAP = 3
"""How many words may stand where a phrase has `…`."""
SHORT = 3
"""Words of fewer letters are not inflected and take no clitics but و and ال: بد is not ب + د."""
_MEMO = 100_000
"""How many watched phrases are remembered as they were cut."""

_NOUN_ENDINGS = ("ه", "ا", "ان", "ين", "ون", "ات", "ت", "تان", "تين", "وا")
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "كم")
_QUOTES = frozenset("«»“”\"'‘’()[]")
_IMPERFECT = frozenset("يتنا")
_CLITIC_LETTERS = frozenset("وفالبكس")
"""First letters of the words that `analyses` may cut."""


class Analysis(NamedTuple):
    """One reading of a token: proclitics, folded rest, and how many folded letters were stripped."""

    clitics: tuple[str, ...]
    stem: str
    stripped: int


class Hit(NamedTuple):
    """A watched phrase in a field: `start:end` are code points of the field's text."""

    condition: WordUsed
    start: int
    end: int
    first: int
    last: int
    """Tokens `first:last`, end exclusive."""
    clitics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """One word of a watched phrase, as the forms that may stand for it."""

    forms: frozenset[str]
    definite_forms: frozenset[str]
    """Forms that count only behind the article."""
    prefix: str
    """Non-empty for a wildcard."""
    short: bool
    gap: bool
    """Whether other words may stand before it."""

    def accepts(self, reading: Analysis) -> bool:
        if self.short and any(clitic not in ("و", "ال") for clitic in reading.clitics):
            return False
        if self.prefix:
            return reading.stem.startswith(self.prefix)
        if reading.stem in self.forms:
            return True
        return reading.stem in self.definite_forms and "ال" in reading.clitics


def _view(word: str) -> str:
    return fold(word).casefold()


def analyses(folded: str) -> Iterator[Analysis]:
    """Yield every legal reading of a folded token as proclitics and rest, fewest proclitics first."""
    yield Analysis((), folded, 0)
    for conjunction in (0, 1):
        if conjunction and folded[:1] not in ("و", "ف"):
            return
        before: tuple[str, ...] = (folded[0],) if conjunction else ()
        rest = folded[conjunction:]
        if conjunction:
            yield Analysis(before, rest, 1)
        if rest.startswith("ال"):
            yield Analysis((*before, "ال"), rest[2:], conjunction + 2)
        elif rest[:1] == "ل":
            yield Analysis((*before, "ل"), rest[1:], conjunction + 1)
            if rest[1:2] == "ل":
                yield Analysis((*before, "ل", "ال"), rest[2:], conjunction + 2)
                yield Analysis((*before, "ل", "ال"), rest[1:], conjunction + 1)  # للجنة of اللجنة
        elif rest[:1] in ("ب", "ك"):
            yield Analysis((*before, rest[0]), rest[1:], conjunction + 1)
            if rest[1:3] == "ال":
                yield Analysis((*before, rest[0], "ال"), rest[3:], conjunction + 3)
        elif rest[:1] == "س" and rest[1:2] in _IMPERFECT and len(rest) > SHORT + 1:
            yield Analysis((*before, "س"), rest[1:], conjunction + 1)


def inflect(folded: str) -> frozenset[str]:
    """Return the folded word with its light inflections."""
    if len(folded) < SHORT or not folded.isalpha() or folded.isascii():
        return frozenset((folded,))
    if folded.endswith("ه"):
        stem = folded[:-1]
        return frozenset((folded, *(f"{stem}ت{suffix}" for suffix in ("ان", "ين", *_PRONOUNS)), f"{stem}ات"))
    endings = _PRONOUNS if folded.endswith("ات") else (*_NOUN_ENDINGS, *_PRONOUNS)
    return frozenset((folded, *(folded + ending for ending in endings)))


def _token(word: str, wildcard: bool, exact: bool, gap: bool) -> _Token:
    folded = _view(word)
    if wildcard:
        return _Token(frozenset(), frozenset(), folded, False, gap)
    spread = (lambda stem: frozenset((stem,))) if exact else inflect
    definite: frozenset[str] = frozenset()
    if word.startswith("ال") and len(folded) - 2 >= SHORT:
        definite = spread(folded[2:])
    return _Token(spread(folded), definite, "", len(folded) < SHORT, gap)


@lru_cache(maxsize=_MEMO)  # the validator asks, then the index
def phrase_tokens(condition: WordUsed) -> tuple[_Token, ...]:
    """Cut a watched phrase into tokens as the text is cut; raise ValueError with what to change."""
    tokens: list[_Token] = []
    gap = False
    for chunk in condition.phrase.replace("...", "…").replace("…", " … ").split():
        if chunk == "…":
            if not tokens:
                raise ValueError("the dots stand for words between two others: write a word before them")
            gap = True
            continue
        wildcard = chunk.endswith("*")
        chunk = chunk.removesuffix("*")
        if "*" in chunk:
            raise ValueError("the wildcard * may stand at the end of a word only")
        words = segment(chunk, Field.TEXT).words
        if wildcard and (not words or len(_view(words[-1])) < SHORT):
            raise ValueError(f"write at least {SHORT} letters before the wildcard *")
        for number, word in enumerate(words, 1):
            tokens.append(_token(word, wildcard and number == len(words), condition.exact, gap))
            gap = False
    if not tokens:
        raise ValueError("the phrase is empty: write the word to watch for")
    if gap:
        raise ValueError("the dots stand for words between two others: write a word after them")
    if not any(character.isalnum() for character in condition.phrase):
        raise ValueError("the phrase has no letter: write the word to watch for")
    return tuple(tokens)


_Opening = tuple[int, tuple[str, ...], int]
"""A phrase that a token may open: its number, the clitics before it and the folded letters stripped."""


class _Openings:
    """Finds the phrases that a word may open."""

    def __init__(self, phrases: tuple[tuple[_Token, ...], ...]) -> None:
        self._phrases = phrases
        self._by_form: dict[str, list[int]] = {}
        self._by_prefix: dict[int, dict[str, list[int]]] = {}
        for number, (first, *_) in enumerate(phrases):
            for form in first.forms | first.definite_forms:
                self._by_form.setdefault(form, []).append(number)
            if first.prefix:
                self._by_prefix.setdefault(len(first.prefix), {}).setdefault(first.prefix, []).append(number)
        openers = [*self._by_form, *(prefix for prefixes in self._by_prefix.values() for prefix in prefixes)]
        self._letters = min((SHORT, *map(len, openers)))
        self._starts = frozenset(opener[: self._letters] for opener in openers)

    def find(self, word: str) -> tuple[_Opening, ...]:
        """Return the phrases that `word` may open, as it is written."""
        return self.find_all([word])[0]

    def find_all(self, words: list[str]) -> list[tuple[_Opening, ...]]:
        """Return of each of `words` the phrases that it may open."""
        n, starts = self._letters, self._starts
        # Most words begin like no watched word, wherever their clitics (of up to four letters, وبال) may
        # end: spare them the readings.
        return [
            ()
            if (
                starts.isdisjoint((v[:n], v[1 : n + 1], v[2 : n + 2], v[3 : n + 3], v[4 : n + 4]))
                if v[:1] in _CLITIC_LETTERS
                else v[:n] not in starts
            )
            else self._readable(v)
            for v in map(_view, words)
        ]

    def _readable(self, folded: str) -> tuple[_Opening, ...]:
        found: dict[int, _Opening] = {}
        for reading in analyses(folded):
            numbers = self._by_form.get(reading.stem, [])
            for length, prefixes in self._by_prefix.items():
                numbers = numbers + prefixes.get(reading.stem[:length], [])
            for number in numbers:
                if number not in found and self._phrases[number][0].accepts(reading):
                    found[number] = (number, reading.clitics, reading.stripped)
        return tuple(found.values())


class WordIndex:
    """All watched phrases of a watchlist, compiled into one dictionary of first words."""

    def __init__(self, conditions: Iterable[WordUsed]) -> None:
        self._conditions = tuple(dict.fromkeys(conditions))
        self._phrases = tuple(map(phrase_tokens, self._conditions))
        openings = _Openings(self._phrases)
        self._openings = Column(openings.find, look_into_all=openings.find_all)

    def find(self, field: FieldText) -> list[Hit]:
        """Return every occurrence of every watched phrase in `field`, in reading order."""
        if not self._conditions:
            return []
        marks, hits = self._openings.marks(field), list[Hit]()
        numbers = NUMBERS.of(field)
        sentence = 0
        for token in compress(range(len(marks)), marks):
            found = self._openings.values[numbers[token]]
            while (stop := field.sentences[sentence].last) <= token:
                sentence += 1
            for number, clitics, stripped in found:
                last = _follow(field.words, token + 1, stop, self._phrases[number][1:])
                if last:
                    start = field.starts[token] + unfold_offset(field.words[token], stripped)
                    hits.append(
                        Hit(self._conditions[number], start, field.ends[last - 1], token, last, clitics)
                    )
        return hits


def _follow(words: tuple[str, ...], token: int, stop: int, rest: tuple[_Token, ...]) -> int:
    """Return the end of the phrase whose words from the second on are `rest`, or 0."""
    for wanted in rest:
        tries = GAP + 1 if wanted.gap else 1
        while token < stop and tries:
            if words[token] in _QUOTES:
                token += 1
                continue
            if any(
                _inside_phrase(reading) and wanted.accepts(reading)
                for reading in analyses(_view(words[token]))
            ):
                break
            token += 1
            tries -= 1
        else:
            return 0
        token += 1
    return token


def _inside_phrase(reading: Analysis) -> bool:
    """A conjunction would begin another phrase: «نفط وغاز» is no «نفط غاز»."""
    return reading.clitics[:1] not in (("و",), ("ف",))
