"""What an article is about: IPTC Media Topics of the first two levels, from a shipped lexicon.

The words that speak of a subject are data (`data/subjects.yaml`). Evidence for a subject is the sum
over its distinct words of their weight, more for words in the title and at the head of the text, less
for each repetition. A second-level subject passes its evidence on to its parent. The score, from 0 to
1, grows with the evidence and with its share of the strongest subject's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import compress
from math import exp
from typing import Any, NamedTuple, Self

import msgspec
import yaml

from topics import Subject
from workers.events.words import pieces
from workers.text.columns import NUMBERS, Column
from workers.text.document import Document, FieldText
from workers.text.fold import fold

_WEIGHTS = {"strong": 2.0, "words": 1.0, "weak": 0.5}
_PHRASE = 1.5
"""Words together are surer than one."""
_NOTHING = "none"
"""The code under which words are listed that speak of no subject."""
_TITLE, _HEAD = 2.5, 1.5
_HEAD_TOKENS = 60
_REPEATED, _MOST_REPEATED = 0.4, 2.6
"""What a repetition adds to a word's weight, and what one word can weigh at most."""
_HALF = 9.0
"""Evidence at which the score has grown to 63%."""
_PRONOUNS = ("هما", "هم", "ها", "نا", "ه")
"""Possessive pronouns that a word of the lexicon may carry («سفيرها»)."""

Terms = tuple[tuple[int, float], ...]
"""(index of a subject, weight) of one word or phrase."""


@dataclass(frozen=True, slots=True)
class MediaTopic:
    """One IPTC Media Topic. `parent` is the code of the first-level topic above it, if any."""

    code: str
    label: str
    label_en: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class SubjectLexicon:
    """The subjects, and the words and phrases that speak of them, folded and without ال."""

    topics: tuple[MediaTopic, ...]
    terms: dict[tuple[str, ...], Terms]
    """By the tokens of a word or phrase; empty for those that speak of nothing."""
    longest: dict[str, int]
    """How many tokens the longest term has that begins with a word; 0 for words inside terms only."""


def parse_lexicon(rows: list[dict[str, Any]]) -> SubjectLexicon:
    """Build the lexicon from the parsed file; ValueError names what is wrong."""
    listed = [row for row in rows if row["code"] != _NOTHING]
    topics = tuple(MediaTopic(row["code"], row["label"], row["en"], row.get("parent")) for row in listed)
    numbers = {topic.code: number for number, topic in enumerate(topics)}
    if len(numbers) != len(topics):
        raise ValueError("subjects: a code is listed twice")
    roots = {topic.code for topic in topics if topic.parent is None}
    definite = {
        fold(written)
        for row in rows
        for kind in _WEIGHTS
        for written in row.get(kind, ())
        if written.startswith("ال") and " " not in written
    }
    found: dict[tuple[str, ...], dict[int, float]] = {}
    for row in rows:
        if row.get("parent") is not None and row["parent"] not in roots:
            raise ValueError(f"{row['code']}: its parent {row['parent']} is no first-level subject")
        for kind, weight in _WEIGHTS.items():
            for written in row.get(kind, ()):
                key = _key(written, definite)
                terms = found.setdefault(key, {})
                if row["code"] != _NOTHING:
                    number = numbers[row["code"]]
                    terms[number] = max(terms.get(number, 0.0), weight * (_PHRASE if len(key) > 1 else 1.0))
    longest = {word: 0 for key in found for word in key}
    for key in found:
        longest[key[0]] = max(longest[key[0]], len(key))
    return SubjectLexicon(topics, {key: tuple(terms.items()) for key, terms in found.items()}, longest)


@cache
def load_lexicon() -> SubjectLexicon:
    """Load and check the shipped lexicon."""
    text = files("workers.events").joinpath("data/subjects.yaml").read_text(encoding="utf-8")
    return parse_lexicon(yaml.load(text, Loader=yaml.CSafeLoader))


class _Term(msgspec.Struct, eq=False, gc=False):
    """A word of the lexicon, or a phrase of it, with what it speaks of."""

    word: str
    longest: int
    """How many tokens the longest term has that begins with it."""
    weights: tuple[tuple[int, int, float], ...] | None
    """(number of the first-level subject, number of the second-level one or -1, weight) of each that it speaks of;
    None where it is no term by itself."""


def _key(written: str, definite: set[str]) -> tuple[str, ...]:
    """Fold a term of the lexicon; in a phrase, words lose their article (but ألعاب keeps its letters)."""
    words = written.split(" ")
    if len(words) == 1:
        return (fold(written),)
    return tuple(
        fold(word)[2:] if word.startswith("ال") and fold(word) not in definite else fold(word)
        for word in words
    )


class _Stems:
    """Finds the lexicon's word that a token is a form of."""

    def __init__(self, stems: frozenset[str]) -> None:
        self._stems = stems

    def none_of(self, tokens: list[str]) -> Iterator[bool]:
        """Tell quickly of each of `tokens`, as of nearly every one, that it is a form of no word of the lexicon."""
        return map(self._stems.isdisjoint, map(pieces, map(fold, tokens)))

    def find(self, token: str) -> str:
        """Return the word of the lexicon that `token` is a form of, or the empty string."""
        folded = fold(token)
        if folded in self._stems:
            return folded
        if self._stems.isdisjoint(pieces(folded)):
            return ""
        return self._find(folded)

    def _find(self, folded: str) -> str:
        found = self._without_proclitics(folded)
        if found or len(folded) < 5:
            return found
        for pronoun in _PRONOUNS:
            if folded.endswith(pronoun) and len(folded) - len(pronoun) > 3:
                bare = folded[: -len(pronoun)]
                found = self._without_proclitics(bare)
                if not found and bare.endswith("ت"):
                    found = self._without_proclitics(bare[:-1] + "ه")
                if found:
                    return found
        return ""

    def _without_proclitics(self, folded: str) -> str:
        stems = self._stems
        if folded in stems:
            return folded
        rest = folded
        if rest[:1] in ("و", "ف") and len(rest) > 3:
            rest = rest[1:]
            if rest in stems:
                return rest
        if rest.startswith("لل") and len(rest) > 3:
            article = "ا" + rest[1:]
            return article if article in stems else rest[2:] if rest[2:] in stems else ""
        if rest[:1] in ("ب", "ل", "ك") and len(rest) > 3:
            bare = rest[1:]
            if bare in stems:
                return bare
            if bare.startswith("ال"):
                rest = bare
        if rest.startswith("ال") and rest[2:] in stems:
            return rest[2:]
        return ""


class _Found(NamedTuple):
    """The terms of a field in reading order, and how many of them begin at its head."""

    terms: list[_Term]
    head: int


_WORD, _OPENING, _SECOND = 4, 2, 1
"""Bits of a token's mark: a word of the lexicon; one that opens a phrase; one that is the second of a phrase."""
_PAIR = re.compile(rb"[\x06\x07](?=[\x05\x07])")
"""A word that opens phrases before one that is the second of some."""


def _surest(item: tuple[float, int]) -> tuple[float, int]:
    return -item[0], item[1]


class SubjectTagger:
    """Tells what a document is about. Holds no state but what it knows of words."""

    def __init__(self, lexicon: SubjectLexicon, threshold: float = 0.4, most: int = 4) -> None:
        """Report at most `most` subjects of each level, each with a score of at least `threshold`."""
        self._lexicon = lexicon
        self._threshold = threshold
        self._most = most
        numbers = {topic.code: number for number, topic in enumerate(lexicon.topics)}
        self._parents = [numbers[topic.parent] if topic.parent else -1 for topic in lexicon.topics]
        self._stems = _Stems(frozenset(lexicon.longest))
        self._words = {
            word: _Term(word, longest, self._weights((word,))) for word, longest in lexicon.longest.items()
        }
        self._phrases = {key: _Term(key[0], 0, self._weights(key)) for key in lexicon.terms if len(key) > 1}
        self._pairs = frozenset(key[:2] for key in self._phrases)
        opening, second = ({pair[place] for pair in self._pairs} for place in (0, 1))

        marks: dict[_Term | None, int] = {
            term: _WORD | _OPENING * (word in opening) | _SECOND * (word in second)
            for word, term in self._words.items()
        }
        marks[None] = 0
        self._column = Column(self._find, marks.__getitem__, look_into_all=self._find_all)
        """Of every token, the lexicon's word, or None."""

    def _weights(self, key: tuple[str, ...]) -> tuple[tuple[int, int, float], ...] | None:
        terms = self._lexicon.terms.get(key)
        if terms is None:
            return None
        parents = self._parents
        return tuple(
            (number, -1, weight) if parents[number] < 0 else (parents[number], number, weight)
            for number, weight in terms
        )

    def _find(self, token: str) -> _Term | None:
        word = self._stems.find(token)
        return self._words[word] if word else None

    def _find_all(self, tokens: list[str]) -> list[_Term | None]:
        none = self._stems.none_of
        return [
            None if nothing else self._find(token)
            for token, nothing in zip(tokens, none(tokens), strict=True)
        ]

    @classmethod
    def load(cls) -> Self:
        """Load the shipped lexicon."""
        return cls(load_lexicon())

    def subjects(self, document: Document) -> tuple[Subject, ...]:
        """Return the subjects of the article, the surest first; a second-level one never without its parent."""
        title, body = self._read(document.title), self._read(document.text, _HEAD_TOKENS)
        counts = Counter(title.terms)
        counts.update(body.terms)
        in_title, at_head = set(title.terms), set(body.terms[: body.head])
        first: dict[int, float] = defaultdict(float)
        second: dict[int, float] = defaultdict(float)
        """The evidence of the first and of the second level."""
        for term, count in counts.items():
            weights = term.weights
            if not weights:
                continue
            place = _TITLE if term in in_title else _HEAD if term in at_head else 1.0
            if count > 1:
                place *= min(1.0 + _REPEATED * (count - 1), _MOST_REPEATED)
            for root, below, each in weights:
                weight = place * each
                if below >= 0:
                    second[below] += weight
                first[root] += weight
        roots = self._strongest(first)[: self._most]
        kept = {number for _, number in roots}
        lower = [item for item in self._strongest(second) if self._parents[item[1]] in kept]
        topics = self._lexicon.topics
        return tuple(
            Subject(topics[number].code, topics[number].label, round(score, 3))
            for score, number in sorted(roots + lower[: self._most], key=_surest)
        )

    def _strongest(self, evidence: dict[int, float]) -> list[tuple[float, int]]:
        """Return (score, number of the subject) of those over the threshold, the surest first."""
        if not evidence:
            return []
        most = max(evidence.values())
        least = most * self._threshold**2
        scored = [
            ((1.0 - exp(-weight / _HALF)) * (weight / most) ** 0.5, number)
            for number, weight in evidence.items()
            if weight >= least
        ]
        return sorted([item for item in scored if item[0] >= self._threshold], key=_surest)

    def _read(self, field: FieldText, head: int = 0) -> _Found:
        """Return the terms of `field` in reading order; its first `head` tokens count as the head of the text."""
        marks = self._column.marks(field)
        numbers, values = NUMBERS.of(field), self._column.values
        terms: list[_Term] = list(map(values.__getitem__, compress(numbers, marks)))
        leading = min(head, len(marks)) - marks.count(0, 0, head)
        free = joined = 0
        for pair in _PAIR.finditer(marks):
            position = pair.start()
            if position < free:
                continue
            index = position - marks.count(0, 0, position) - joined
            term = terms[index]
            if (term.word, terms[index + 1].word) not in self._pairs:
                continue
            here = marks[position : position + term.longest]
            together = len(here) if (gap := here.find(0)) < 0 else gap
            for length in range(together, 1, -1):
                words = tuple([one.word for one in terms[index : index + length]])
                phrase = self._phrases.get(words)
                if phrase is not None:
                    terms[index : index + length] = [phrase]
                    free = position + length
                    joined += length - 1
                    if position < head:
                        leading -= min(length, head - position) - 1
                    break
        return _Found(terms, leading)
