"""Spelling variants of foreign names, by rules that are data (`data/variants.yaml`).

A folded word is reduced to its `skeleton`: consonants, with the letters that newsrooms use for one
foreign sound made one, and vowels dropped. Words with one skeleton are candidates; `price` says what
their difference costs, and `allowed` whether that is within the budget for names of that size.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import eq

from workers.entities.yaml_files import read_yaml
from workers.text.letters import Letters

_DOUBLED = re.compile(r"(.)\1+")
_LETTERS_OF_DIGRAPHS = 2
"""By how much two spellings may differ in length through digraphs, which cost nothing."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The variant rules, ready for use."""

    classes: dict[int, int]
    digraphs: tuple[tuple[str, str], ...]
    vowels: frozenset[str]
    bare: dict[int, int | None]
    """Classes made one and vowels dropped, in one table."""
    vowel_added: int
    vowel_changed: int
    letter_changed: int
    budget: tuple[tuple[int, int, int], ...]
    """(consonants, letters, most), ascending."""
    budget_inside: tuple[tuple[int, int, int], ...]
    """The same for a word inside a name whose other words agree."""
    joined_prefixes: tuple[str, ...]
    joined_suffixes: tuple[str, ...]
    joined_given: frozenset[str]


@cache
def rules() -> Rules:
    """Read and check the rules; raises ValueError where a letter stands in two classes."""
    data = read_yaml("variants.yaml")
    classes: dict[int, int] = {}
    for name, letters in data["classes"].items():
        for letter in letters:
            if ord(letter) in classes:
                raise ValueError(f"variants.yaml: {letter} of class {name} stands in another class too")
            classes[ord(letter)] = ord(letters[0])
    vowels = frozenset(data["vowels"])
    budget, inside = (
        tuple(sorted((row["consonants"], row["letters"], row["most"]) for row in data[key]))
        for key in ("budget", "budget_inside")
    )
    price = data["price"]
    return Rules(
        classes=classes,
        digraphs=tuple(data["digraphs"].items()),
        vowels=vowels,
        bare={**classes, **{ord(letter): None for letter in vowels}},
        vowel_added=price["vowel_added"],
        vowel_changed=price["vowel_changed"],
        letter_changed=price["letter_changed"],
        budget=budget,
        budget_inside=inside,
        joined_prefixes=tuple(data["joined"]["prefixes"]),
        joined_suffixes=tuple(data["joined"]["suffixes"]),
        joined_given=frozenset(data["joined_given"]),
    )


def skeleton(folded: str) -> str:
    """Return the consonants of a folded word, sound classes made one, doubled letters single.

    A vowel letter at the very start is kept as ا: «أوباما» never meets «باما».
    """
    known = rules()
    word = folded
    for pair, single in known.digraphs:
        if pair in word:
            word = word.replace(pair, single)
    bare = word.translate(known.bare)
    if len(set(bare)) != len(bare) and any(map(eq, bare, bare[1:])):
        bare = _DOUBLED.sub(r"\1", bare)
    return "ا" + bare if word[:1] in known.vowels else bare


@cache
def _bare() -> Letters:
    return Letters(rules().bare, single=True)


def skeletons(folded: Sequence[str]) -> list[str]:
    """Return the `skeleton` of each of these words, at a tenth of the cost."""
    known = rules()
    joined = "\n".join(folded)
    for pair, single in known.digraphs:
        joined = joined.replace(pair, single)
    words = joined.split("\n")
    if len(words) != len(folded):  # none, or one that holds a newline
        return list(map(skeleton, folded))
    vowels = known.vowels
    return [
        "ا" + bare if word[:1] in vowels else bare
        for word, bare in zip(words, _bare().of(words), strict=True)
    ]


def price(name: str, word: str, most: int = 98) -> int:
    """Return what it costs to write the folded `name` as the folded `word`; 99 where it cannot be, or
    where it costs more than `most`.

    An edit distance in which vowels may come, go or change inside the word, letters may change within
    their class, and the first and last letters may change only within their class.
    """
    known = rules()
    for pair, single in known.digraphs:
        name, word = name.replace(pair, single), word.replace(pair, single)
    if not name or not word:
        return 99
    classes, vowels = known.classes, known.vowels
    if classes.get(ord(name[-1]), ord(name[-1])) != classes.get(ord(word[-1]), ord(word[-1])):
        return 99
    first_name, first_word = ord(name[0]), ord(word[0])
    if classes.get(first_name, first_name) != classes.get(first_word, first_word):
        return 99
    row = [0]
    for letter in word:
        row.append(row[-1] + (known.vowel_added if letter in vowels else 99))
    for letter in name:
        code = ord(letter)
        is_vowel = letter in vowels
        new = [row[0] + (known.vowel_added if is_vowel else 99)]
        for at, other in enumerate(word):
            if letter == other:
                change = row[at]
            elif is_vowel and other in vowels:
                change = row[at] + known.vowel_changed
            elif classes.get(code, code) == classes.get(ord(other), ord(other)):
                change = row[at] + known.letter_changed
            else:
                change = row[at] + 99
            added = new[-1] + (known.vowel_added if other in vowels or word[at - 1 : at] == other else 99)
            dropped = row[at + 1] + (known.vowel_added if is_vowel else 99)
            new.append(min(change, added, dropped))
        row = new
        if min(row) > most:  # it never grows less
            return 99
    return row[-1] if row[-1] <= most else 99


@cache
def fewest_consonants(*, inside: bool = False) -> int:
    """Return how many letters the skeleton of a name has at least that has any variants."""
    known = rules()
    return (known.budget_inside if inside else known.budget)[0][0]


def allowed(name: str, word: str, name_skeleton: str, *, inside: bool = False) -> int | None:
    """Return the price of `word` as a spelling of `name` where the budget allows it, else None."""
    most = None
    shorter = min(len(name), len(word))
    known = rules()
    for consonants, letters, limit in known.budget_inside if inside else known.budget:
        if len(name_skeleton) >= consonants and shorter >= letters:
            most = limit
    if most is None:
        return None
    if abs(len(name) - len(word)) > most + _LETTERS_OF_DIGRAPHS:
        return None  # every letter too many costs something
    if not _alike_at_the_ends(name, word):
        return None
    cost = price(name, word, most)
    return cost if cost <= most else None


def _alike_at_the_ends(name: str, word: str) -> bool:
    """Tell whether the first and last letters may be one sound each: soon told, and mostly not so."""
    known = rules()
    for pair, _ in known.digraphs:
        if pair in name or pair in word:
            return True  # `price` looks into it
    sound = known.classes.get
    first, other = ord(name[0]), ord(word[0])
    if first != other and sound(first, first) != sound(other, other):
        return False
    last, other = ord(name[-1]), ord(word[-1])
    return last == other or sound(last, last) == sound(other, other)


def joined_forms(tokens: tuple[str, ...], country: str | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the other ways to write a folded name's parts, joined or apart.

    «عبد الله الثاني» gives «عبدالله الثاني»; of a Chinese or Korean name the last two parts may join.
    """
    known = rules()
    forms = [
        (*tokens[:at], tokens[at] + tokens[at + 1], *tokens[at + 2 :])
        for at in range(len(tokens) - 1)
        if tokens[at] in known.joined_prefixes or tokens[at + 1] in known.joined_suffixes
    ]
    for at, token in enumerate(tokens):
        for prefix in known.joined_prefixes:
            rest = token[len(prefix) :]
            if token.startswith(prefix) and (rest.startswith("ال") and len(rest) > 4):
                forms.append((*tokens[:at], prefix, rest, *tokens[at + 1 :]))
    if country in known.joined_given and len(tokens) == 3:
        forms.append((tokens[0], tokens[1] + tokens[2]))
    return tuple(forms)
