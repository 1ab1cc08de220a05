"""Read the sample articles: one file each, a few header lines, a blank line, paragraphs.

    source: nile-post
    date: 2026-11-17T13:30:00Z
    dirt: page-portal entities mojibake-cp1256:3
    title: …

    First paragraph …

`dirt` names what happens to the article on its way through the web, in that order: a page or plain
layout first, then damage (`damage.py`, a number after the colon picks the paragraph, from 1) and
blocks of a page (`data/blocks.yaml`). `-` stands for an absent value.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
_KEYS = ("source", "date", "dirt", "kind", "title")


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One invented article before anything happened to it."""

    name: str
    """Stem of its file, e.g. `03-elfasher-shelling`."""
    source: str | None
    date: str | None
    """ISO 8601."""
    kind: str
    title: str | None
    paragraphs: tuple[str, ...]
    dirt: tuple[tuple[str, int | None], ...]
    """Names of layouts, damages and blocks, each with the number of its paragraph, from 1."""


def read_article(path: Path) -> SampleArticle:
    """Read one article file; raise ValueError that names the file and what to mend."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    header: dict[str, str] = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if not colon or key not in _KEYS:
            raise ValueError(f"{path.name}: {line!r} is no header line: write one of {', '.join(_KEYS)}")
        header[key] = value.strip()
    missing = [key for key in ("source", "date", "dirt", "title") if key not in header]
    if missing:
        raise ValueError(f"{path.name}: the header lacks {', '.join(missing)}: add it, or - for none")
    dirt: list[tuple[str, int | None]] = []
    for word in header["dirt"].split():
        name, _, number = word.partition(":")
        dirt.append((name, int(number) if number else None))
    return SampleArticle(
        name=path.stem,
        source=_or_none(header["source"]),
        date=_or_none(header["date"]),
        kind=header.get("kind", "article"),
        title=_or_none(header["title"]),
        paragraphs=tuple(part.strip() for part in body.split("\n\n") if part.strip()),
        dirt=tuple(dirt),
    )


def read_folder(name: str) -> tuple[SampleArticle, ...]:
    """Read every article of a folder of `data/`, in the order of the file names."""
    return tuple(map(read_article, sorted((DATA / name).glob("*.txt"))))


def _or_none(value: str) -> str | None:
    return None if value == "-" else value
