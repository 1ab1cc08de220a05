"""English labels for names that no list gives in English: attested spellings first, then letters.

A token that people are known to spell in Latin (`data/person_names.tsv`) takes their most frequent
spelling; a nationality or a head noun its English word; anything else is transliterated letter by
letter with the vowels that English readers expect between consonants.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from workers.entities.ambiguity import nations
from workers.entities.yaml_files import read_yaml
from workers.text.fold import fold

_DATA = Path(__file__).parent / "data"


@cache
def _names() -> tuple[dict[str, str], frozenset[str]]:
    latin, given = {}, set()
    for line in (_DATA / "person_names.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, kind, latin[name] = line.split("\t")
            if kind[0] in "gb":
                given.add(name)
    return latin, frozenset(given)


def given_names() -> frozenset[str]:
    """Return the folded given names that the lists have."""
    return _names()[1]


@cache
def _rules() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    data: dict[str, Any] = read_yaml("romanise.yaml")
    words = {fold(word): english for word, english in data["nouns"].items()}
    return data["letters"], {fold(k): v for k, v in data["particles"].items()}, words


@cache
def _countries() -> dict[str, str]:
    table = {}
    for line in (_DATA / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            columns = line.split("\t")
            table[columns[0]] = columns[2]
    return table


@cache
def _institutions() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the heads, adjectives and fields of institutions' names, folded, with their English words."""
    data: dict[str, Any] = read_yaml("romanise.yaml")
    heads, adjectives, fields = (
        {fold(word): english for word, english in data[key].items()}
        for key in ("heads", "adjectives", "fields")
    )
    return heads, adjectives, fields


def _translated(folded: list[str]) -> str | None:
    """Return an institution's name in English where every word of it is known: «الهيئة العامة للجوازات» is
    "General Authority for Passports"; None for any other name.
    """
    heads, adjectives, fields = _institutions()
    head = heads.get(folded[0].removeprefix("ال")) if len(folded) > 1 else None
    if head is None:
        return None
    before: list[str] = []
    after: list[str] = []
    country, noun = "", folded[0]
    for word in folded[1:]:
        link, bare = next(
            ((link, word[len(start) :]) for start, link in _STARTS if word.startswith(start)), ("of", word)
        )
        if link == "of" and bare != word and bare in nations():
            country = f" of {_countries()[nations()[bare]]}"
        elif link != "for" and bare != word and bare in adjectives:
            english = adjectives[bare] if link == "of" else f"and {adjectives[bare]}"
            of_head = not after or (bare.endswith("ه") and folded[0].endswith("ه") and noun[-1] not in "هت")
            if of_head:
                before.append(english)
            else:
                joint, field = after[-1].split(" ", 1)
                *first, last = field.rsplit(" ", 1)
                after[-1] = " ".join((joint, *first, english, last))
        elif bare in fields and (link != "and" or after):
            after.append(f"{link} {fields[bare]}")
            noun = bare
        elif link == "of" and word in _places():
            after.append(f"of {_places()[word]}")
            noun = bare
        else:
            return None
    if after and after[0].startswith("for "):
        return " ".join((*before, head + country, *after))
    return " ".join((*before, head, *after)) + country


@cache
def _places() -> dict[str, str]:
    """Return the English names of the well-known cities, by folded Arabic name."""
    table = {}
    for line in (_DATA / "cities.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            columns = line.split("\t")
            table.update({fold(name): columns[1] for name in columns[3].split("/")})
    return table


_STARTS = (("وال", "and"), ("لل", "for"), ("ال", "of"))
"""What a field or an adjective of an institution begins with, and how it is joined in English."""


@lru_cache(maxsize=50_000)
def romanise(name: str) -> str:
    """Return an English label for an Arabic name; a Latin name stays as it is."""
    letters, particles, nouns = _rules()
    attested, _ = _names()
    words = name.split()
    folded = [fold(word) for word in words]
    institution = _translated(folded) if folded else None
    if institution is not None:
        return institution
    result: list[str] = []
    at = 0
    while at < len(words):
        word = folded[at]
        if at + 1 < len(words) and f"{word} {folded[at + 1]}" in attested:
            result.append(attested[f"{word} {folded[at + 1]}"])
            at += 2
            continue
        if words[at].isascii():
            result.append(words[at])
        elif word in particles:
            result.append(particles[word] if result else particles[word].capitalize())
        elif word in nouns:
            result.append(nouns[word])
        elif word.startswith("ال") and word[2:] in nations():
            result.append(f"of {_countries()[nations()[word[2:]]]}")
        elif word in attested:
            result.append(attested[word])
        else:
            result.append(_letters(word, letters))
        at += 1
    return " ".join(result)


def _letters(word: str, letters: dict[str, str]) -> str:
    """Transliterate a folded word, with و and ي as vowels between consonants and short vowels as «a»."""
    article = ""
    if word.startswith("ال") and len(word) > 4:
        article, word = "Al-", word[2:]
    out = ""
    for at, letter in enumerate(word):
        latin = letters.get(letter, letter)
        before = out[-1:] if out else ""
        inside = 0 < at < len(word) - 1
        if letter == "و" and at and before not in "aeiou":
            latin = "ou" if inside else "o"
        elif letter == "ي" and at and before not in "aeiou":
            latin = "i"
        elif letter == "ه" and at == len(word) - 1:
            latin = "a" if before not in "aeiou" else "h"
        elif at and before and before not in "aeiou" and latin[:1] not in ("a", "") and inside:
            latin = "a" + latin
        out += latin
    return article + out.capitalize()
