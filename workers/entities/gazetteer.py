"""The gazetteer: who and what is listed, under which names.

The sources are YAML and TSV files under `data/`; `build_gazetteer` compiles them to
`data/gazetteer.tsv`, which loads in a fraction of a second. A line of the compiled file is either an
entity (`E`) or an alias of the entity above it (`A`); the columns are those of `Entry` and `Alias`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from topics import EntityType

COMPILED = Path(__file__).parent / "data" / "gazetteer.tsv"


class Mode(StrEnum):
    """When an alias counts as its entity."""

    FULL = "full"
    """Always: nothing else is called this."""
    LONE = "lone"
    """A short name that stands for one well-known bearer, unless the article names another."""
    SHORT = "short"
    """A short name that needs its bearer's title before it, or the full name in the article."""
    WORD = "word"
    """Also a common word (or another name): the neighbours decide."""


FULL, SHORT, LONE, WORD = Mode.FULL, Mode.SHORT, Mode.LONE, Mode.WORD
"""Names of the module: an attribute of an enum costs as much as a call in Python 3.11, and these are asked for often."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed entity. `id` is a Wikidata id or an id of our own (`rasid:…`)."""

    id: str
    type: EntityType
    label: str
    label_en: str
    kind: str = ""
    """What it is: `country`, `city`, `party`, `president` …; several are joined by commas."""
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Alias(msgspec.Struct, frozen=True, gc=False):
    """One name of an entity, as folded tokens."""

    entry: Entry
    tokens: tuple[str, ...]
    mode: Mode
    foreign: bool
    """True where the spelling rules for foreign names apply."""
    skip: int = 0
    """Tokens at the start that are a generic head and no part of the mention (حركة, إقليم, نهر)."""

    @property
    def text(self) -> str:
        """The alias as one string, for explanations."""
        return self.tokens[0] if len(self.tokens) == 1 else " ".join(self.tokens)


def read_compiled(lines: Iterable[str]) -> list[Alias]:
    """Read the lines of a compiled gazetteer; raises ValueError naming the bad line."""
    aliases: list[Alias] = []
    entry: Entry | None = None
    modes = {mode.value: mode for mode in Mode}
    for number, line in enumerate(lines, 1):
        columns = line.rstrip("\n").split("\t")
        if columns[0] == "A" and entry is not None and len(columns) == 4:
            tokens = tuple(columns[3].split(" "))
            flags = columns[2]
            aliases.append(Alias(entry, tokens, modes[columns[1]], "f" in flags, int("h" in flags)))
        elif columns[0] == "E" and len(columns) == 9:
            _, key, kind, label, label_en, role, country, latitude, longitude = columns
            entry = Entry(
                key,
                EntityType(kind),
                label,
                label_en,
                role,
                country or None,
                float(latitude) if latitude else None,
                float(longitude) if longitude else None,
            )
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"gazetteer, line {number}: neither an entity nor an alias: {line[:60]!r}")
    return aliases


def load_gazetteer(path: Path = COMPILED) -> list[Alias]:
    """Load a compiled gazetteer."""
    with path.open(encoding="utf-8") as lines:
        return read_compiled(lines)
