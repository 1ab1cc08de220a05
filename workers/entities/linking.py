"""Ids: a Wikidata id where the gazetteer knows one, else an id of our own.

An id of our own is `rasid:` + type + a slug of the canonical spelling, so that the spellings of one
name share it: «عبد الرحمن الأحمد», «عبدالرحمن الاحمد» and «عَبد الرحمن الأحمد» are one person.
"""

import re
from functools import lru_cache

from topics import EntityType
from workers.entities import variants
from workers.text.fold import fold

_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=50_000)
def own_id(kind: EntityType, name: str) -> str:
    """Return our own id of an entity that has no Wikidata id."""
    return f"rasid:{kind.value.lower()}:{slug(name)}"


@lru_cache(maxsize=50_000)
def slug(name: str) -> str:
    """Return the canonical spelling of a name as one word, the same for every spelling of it.

    Folded, with عبد and the like joined to what follows, without the article, and with long vowels
    inside foreign-looking words left out as `variants.skeleton` does for words of four consonants or
    more; shorter words stay as they are, since dropping their vowels would run different names together.
    """
    words = [fold(word) for word in _NOT_WORD.split(name) if word]
    for prefix in variants.rules().joined_prefixes:
        for at in range(len(words) - 2, -1, -1):
            if words[at] == prefix:
                words[at : at + 2] = [prefix + words[at + 1]]
    parts = []
    for word in words:
        bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
        bare = bare.casefold()
        shape = variants.skeleton(bare) if bare.isalpha() and not bare.isascii() else bare
        parts.append(shape if len(shape) >= 4 else bare)
    return "-".join(parts)
