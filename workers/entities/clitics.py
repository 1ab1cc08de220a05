"""Proclitics: the legal chains that Arabic writes onto the front of a name.

`splits(word)` lists every way to read a folded word as a chain and a rest. Which rest is a name is
the matcher's affair. The chains are data (`data/clitics.yaml`).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_DATA = Path(__file__).parent / "data" / "clitics.yaml"
_ARTICLE_RULES = ("any", "contracted")


@dataclass(frozen=True, slots=True)
class Split:
    """One reading of a word: `clitics` cut off, `rest` to look up.

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
    data = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    found = []
    for row in data["chains"]:
        if row["article"] not in _ARTICLE_RULES or not row["parts"]:
            raise ValueError(f"clitics.yaml: {row} has no parts or an unknown article rule")
        found.append(Chain(tuple(row["parts"]), "".join(row["parts"]), row["article"]))
    return tuple(found), int(data["shortest_rest"])


def splits(folded: str) -> tuple[Split, ...]:
    """Return the readings of a folded word, the whole word first, then by growing chain."""
    readings = [Split((), 0, folded)]
    if not folded or folded[0] not in "وفبكل":
        return tuple(readings)
    legal, shortest = chains()
    for chain in legal:
        if not folded.startswith(chain.text):
            continue
        rest = folded[len(chain.text) :]
        if chain.article == "contracted":
            if rest.startswith("ل") and len(rest) > shortest:
                readings.append(Split(chain.parts, len(chain.text), "ا" + rest))
                # A name that begins with lam of its own is read by the plain ل: «لليبيا», «للندن».
        elif len(rest) >= shortest:
            readings.append(Split(chain.parts, len(chain.text), rest))
    return tuple(readings)
