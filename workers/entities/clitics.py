"""Proclitics: the legal chains that Arabic writes onto the front of a name.

`splits(word)` lists every way to read a folded word as a chain and a rest. Which rest is a name is
the matcher's affair. The chains are data (`data/clitics.yaml`).
"""

from dataclasses import dataclass
from functools import cache

import msgspec

from workers.entities.yaml_files import read_yaml

_ARTICLE_RULES = ("any", "contracted")


class Split(msgspec.Struct, frozen=True, gc=False):
    """One reading of a word: `clitics` cut off, `rest` to look up.

    A msgspec struct, like `Word` and `Reading`: a stream makes many, and a frozen dataclass costs ten
    times as much to make.

    `cut` counts the folded letters before the span. Where ل met ال, the rest gets its alef back
    («للأردن» reads as ل and الاردن) though the span begins at the second lam.
    """

    clitics: tuple[str, ...]
    cut: int
    rest: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A legal chain as written, and what it demands of the article after it."""

    parts: tuple[str, ...]
    text: str
    article: str


@cache
def chains() -> tuple[tuple[Chain, ...], int]:
    """Return the legal chains and the shortest rest; raises ValueError where the data is wrong."""
    data = read_yaml("clitics.yaml")
    found = []
    for row in data["chains"]:
        if row["article"] not in _ARTICLE_RULES or not row["parts"]:
            raise ValueError(f"clitics.yaml: {row} has no parts or an unknown article rule")
        found.append(Chain(tuple(row["parts"]), "".join(row["parts"]), row["article"]))
    return tuple(found), int(data["shortest_rest"])


@cache
def _by_letter() -> tuple[dict[str, list[tuple[tuple[str, ...], str, int, bool]]], int]:
    """Return the chains by their first letter, ready for use, and the shortest rest."""
    legal, shortest = chains()
    table: dict[str, list[tuple[tuple[str, ...], str, int, bool]]] = {}
    for chain in legal:
        row = (chain.parts, chain.text, len(chain.text), chain.article == "contracted")
        table.setdefault(chain.text[0], []).append(row)
    return table, shortest


def splits(folded: str) -> tuple[Split, ...]:
    """Return the readings of a folded word, the whole word first, then by growing chain."""
    legal, shortest = _by_letter()
    here = legal.get(folded[:1])
    if here is None:
        return (Split((), 0, folded),)
    readings = [Split((), 0, folded)]
    for parts, text, size, contracted in here:
        if not folded.startswith(text):
            continue
        rest = folded[size:]
        if contracted:
            if rest[:1] == "ل" and len(rest) > shortest:
                readings.append(Split(parts, size, "ا" + rest))
                # A name that begins with lam of its own is read by the plain ل: «لليبيا», «للندن».
        elif len(rest) >= shortest:
            readings.append(Split(parts, size, rest))
    return tuple(readings)
