"""Ids: a Wikidata id where the gazetteer knows one, else an id of our own.

An id of our own is `rasid:` + type + a slug of the canonical spelling, so that the spellings of one
name share it: «عبد الرحمن الأحمد», «عبدالرحمن الاحمد» and «عَبد الرحمن الأحمد» are one person.
"""

import re
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

import msgspec

from topics import EntityType
from workers.entities import variants
from workers.entities.ambiguity import nations
from workers.entities.gazetteer import FULL, Alias
from workers.entities.romanise import given_names, romanise
from workers.entities.spans import LOC, PER, Candidate, View
from workers.entities.vocabulary import NAME, Is
from workers.entities.yaml_files import read_yaml
from workers.text.fold import fold, unfold_offset

_NOT_WORD = re.compile(r"[\W_]+")
_SEATS = str.maketrans("ؤ", "ئ")
"""«مسؤول» and «مسئول» are one word."""


@lru_cache(maxsize=50_000)
def own_id(kind: EntityType, name: str, *, foreign: bool = False) -> str:
    """Return our own id of an entity that has no Wikidata id; `foreign` where its name is no Arabic one."""
    return f"rasid:{kind.value.lower()}:{slug(name, person=kind is PER, foreign=foreign)}"


@lru_cache(maxsize=50_000)
def slug(name: str, *, person: bool = False, foreign: bool = False) -> str:
    """Return the canonical spelling of a name as one word, the same for every spelling of it.

    Folded, the seats of hamza made one, with عبد and the like joined to what follows, without the
    article; a person's keeps it before a given name («محمد العلي» is not «محمد علي»). Of a `foreign`
    name, words of four consonants or more are written as `variants.skeleton` has them, since newsrooms
    differ in their vowels; in Arabic names a vowel letter makes another name.
    """
    words = [word for word in _NOT_WORD.split(fold(name).translate(_SEATS)) if word]
    for prefix in variants.rules().joined_prefixes:
        for at in range(len(words) - 2, -1, -1):
            if words[at] == prefix:
                words[at : at + 2] = [prefix + words[at + 1]]
    parts = []
    for word in words:
        definite = word.startswith("ال") and len(word) > 4
        bare = word[2:] if definite else word
        bare = bare.casefold()
        if person and definite and bare in given_names():
            bare = word
        shape = variants.skeleton(bare) if foreign and bare.isalpha() and not bare.isascii() else ""
        parts.append(shape if len(shape) >= 4 and not definite else bare)
    return "-".join(parts)


class Link(msgspec.Struct, frozen=True, gc=False):
    """Who or what a mention is: id, labels, and how that was decided."""

    entity_id: str
    label: str
    label_en: str | None
    why: str
    tokens: tuple[str, ...]
    """The folded words of the name, without proclitics."""
    short: tuple[tuple[str, ...], ...] = ()
    """Listed short forms, for the rest of the article."""
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


def link(view: View, item: Candidate, named: AbstractSet[str], sure: AbstractSet[str]) -> Link:
    """Link one mention; `named` are the countries that the article names, `sure` the listed entities
    that it names by a name of theirs alone.
    """
    head = item.split.rest if item.split.cut else view.words[item.first].folded
    tokens: tuple[str, ...] = (head,)
    if item.last - item.first > 1:
        tokens = (head, *[word.folded for word in view.words[item.first + 1 : item.last]])
    if item.aliases:
        return _listed(view, item, named, sure, tokens)
    label = canonical(view, item)
    return Link(
        own_id(item.type, label, foreign=_foreign(view, item)),
        label,
        romanise(label),
        "no listed entity of this name: an id of our own",
        tokens,
        country=_country(view, item),
    )


def _foreign(view: View, item: Candidate) -> bool:
    """Tell whether an unlisted person bears a foreign name, by the given name at its start."""
    if item.type is not PER:
        return False
    kinds = {reading.split.cut: reading.classes for reading in view.words[item.first].readings}
    classes = kinds.get(item.split.cut, 0)
    return bool(classes & Is.FOREIGN) and not classes & NAME


def _listed(
    view: View, item: Candidate, named: AbstractSet[str], sure: AbstractSet[str], tokens: tuple[str, ...]
) -> Link:
    alias, why = _which(view, item, named, sure)
    entry = alias.entry
    return Link(
        entry.id,
        entry.label,
        entry.label_en,
        why,
        tokens,
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
    )


def _which(view: View, item: Candidate, named: AbstractSet[str], sure: AbstractSet[str]) -> tuple[Alias, str]:
    """Choose among the entities that bear one name: the diacritics, then the countries named, then the order."""
    if len(item.aliases) == 1:
        return item.aliases[0], f"linked to {item.aliases[0].entry.id}"
    aliases = [a for a in item.aliases if a.mode is item.aliases[0].mode and a.entry.type is item.type]
    if len({alias.entry.id for alias in aliases}) < 2:
        return item.aliases[0], f"linked to {item.aliases[0].entry.id}"
    raw = view.field.words[item.first]
    for marked, country in _marked().items():
        if marked in raw:
            for alias in aliases:
                if alias.entry.country == country:
                    return alias, f"linked to {alias.entry.id} by its vowel marks"
    nearest = _nearest(view, item, aliases)
    if nearest is not None:
        return nearest, f"linked to {nearest.entry.id}: its country is the nearest that the text names"
    alone = [alias for alias in aliases if alias.entry.id in sure]
    if len({alias.entry.id for alias in alone}) == 1:
        return alone[0], f"linked to {alone[0].entry.id}: the article names it in full"
    near = [alias for alias in aliases if alias.entry.country in named]
    if len({alias.entry.id for alias in near}) == 1:
        return near[0], f"linked to {near[0].entry.id}: the article names its country"
    return aliases[0], f"linked to {aliases[0].entry.id}, the first listed of {len(aliases)} of this name"


_NEAR = 40
"""Tokens within which another name tells which of two places is meant."""


def _nearest(view: View, item: Candidate, aliases: list[Alias]) -> Alias | None:
    """Return the place whose country, or another place of it, is named nearest to the mention."""
    if item.type is not LOC:
        return None
    table = nations()
    here = {alias.entry.country: alias for alias in reversed(aliases)}
    best: tuple[int, Alias] | None = None
    for at in range(max(0, item.first - _NEAR), min(len(view.words), item.last + _NEAR)):
        if item.first <= at < item.last:
            continue
        countries = {table.get(r.stem) for r in view.words[at].readings if r.classes & Is.NATION}
        for found in view.found.get(at, ())[:1]:
            stated = {alias.entry.country for alias in found.aliases if alias.mode is FULL}
            if len(stated) == 1:
                countries |= stated
        distance = item.first - at if at < item.first else at - item.last + 1
        for country in countries & here.keys():
            if country is not None and (best is None or distance < best[0]):
                best = (distance, here[country])
    return best[1] if best is not None else None


@cache
def _marked() -> dict[str, str]:
    marked: dict[str, str] = read_yaml("ambiguous.yaml")["marked"]
    return marked


def canonical(view: View, item: Candidate) -> str:
    """Return the name as it would stand alone: without proclitics, with the alef that ل took."""
    first = view.field.words[item.first]
    start = unfold_offset(first, item.split.cut)
    head = first[start:]
    if item.split.cut and item.split.rest.startswith("ال") and not fold(head).startswith("ال"):
        head = "ا" + head
    return " ".join((head, *view.field.words[item.first + 1 : item.last]))


def _country(view: View, item: Candidate) -> str | None:
    """Return the country that a nationality inside the name states."""
    table = nations()
    for word in view.words[item.first + 1 : item.last]:
        if word.classes & Is.NATION:
            return table.get(word.stem)
    return None
