"""Training sentences with other names in them, so that the recogniser learns what stands around a name.

Half of the person names in news are in no training corpus: in each epoch a part of the corpus's
person names are replaced by names of people from the lists, and some organisations by others.
"""

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from workers.entities.features import WordTable, fold
from workers.entities.train_words import wiki_labels

Sentence = tuple[list[str], list[str]]
_ARAB_STATES = frozenset(
    [
        "DZ",
        "BH",
        "EG",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SY",
        "TN",
        "AE",
        "YE",
    ]
)
_LENGTHS = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Rates:
    """How often a mention is replaced, by type, and how often by a name from outside the Arab world."""

    person: float = 0.35
    organisation: float = 0.1
    world: float = 0.6


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first, last, type) of every entity of an IOB2 sequence; a stray `I-` begins one."""
    found: list[tuple[int, int, str]] = []
    for place, label in enumerate(labels):
        if label == "O":
            continue
        kind = label[2:]
        if label[0] == "I" and found and found[-1][1] == place and found[-1][2] == kind:
            found[-1] = (found[-1][0], place + 1, kind)
        else:
            found.append((place, place + 1, kind))
    return found


def people() -> tuple[dict[int, list[list[str]]], dict[int, list[list[str]]]]:
    """Return the Arab world's full names and the rest of the world's, by number of words."""
    store = str(files("arabic_name_romanizer") / "resources" / "names.sqlite3")
    with sqlite3.connect(store) as names:
        rows = names.execute("SELECT arabic_key, country FROM full_names").fetchall()
    arab = {key for key, country in rows if country in _ARAB_STATES and re.fullmatch("[ء-ي ]+", key)}
    world = {label for label in wiki_labels("people/peoples") if re.fullmatch("[ء-ي. ]+", label)}

    def by_length(labels: set[str]) -> dict[int, list[list[str]]]:
        split = sorted(label.split() for label in labels)
        return {length: [words for words in split if len(words) == length] for length in _LENGTHS}

    return by_length(arab), by_length(world)


def augmenter(table: WordTable, rates: Rates) -> Callable[[Sequence[Sentence], Any], list[Sentence]]:
    """Return a function that gives the corpus anew with some of its names replaced."""
    arab, world = people()

    def proclitic(word: str) -> str:
        """Return the proclitic that stays when the name behind it is replaced."""
        folded = fold(word)
        if len(folded) < 4 or folded[0] not in "وفبل":
            return ""
        row, stem = table.row.get(folded), table.row.get(folded[1:])
        named = stem is not None and table.classes[stem] and not (row is not None and table.classes[row])
        return word[0] if named else ""

    def person(length: int, random: Any) -> list[str]:
        names = world if random.random() < rates.world else arab
        if length == 1:
            full = names[2][random.integers(len(names[2]))]
            return [full[-1] if random.random() < 0.8 else full[0]]
        wanted = min(length, _LENGTHS[-1]) if random.random() < 0.85 else int(random.integers(2, 4))
        return list(names[wanted][random.integers(len(names[wanted]))])

    def augment(corpus: Sequence[Sentence], random: Any) -> list[Sentence]:
        bodies = [w[a:b] for w, labels in corpus for a, b, kind in spans_of(labels) if kind == "ORG"]
        result: list[Sentence] = []
        for words, labels in corpus:
            new_words: list[str] = []
            new_labels: list[str] = []
            done = 0
            for first, last, kind in spans_of(labels):
                new_words += words[done:first]
                new_labels += labels[done:first]
                name = words[first:last]
                chance = random.random()
                if kind == "PER" and chance < rates.person:
                    put = person(last - first, random)
                    name = [proclitic(name[0]) + put[0], *put[1:]]
                elif kind == "ORG" and chance < rates.organisation:
                    name = bodies[random.integers(len(bodies))]
                new_words += name
                new_labels += [f"B-{kind}", *[f"I-{kind}"] * (len(name) - 1)]
                done = last
            result.append((new_words + words[done:], new_labels + labels[done:]))
        return result

    return augment
