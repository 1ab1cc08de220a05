"""Read articles with marked entities: `[surface|TYPE|id]` and `{optional}` in running text."""

import re
from dataclasses import dataclass, field
from pathlib import Path

_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]*)\|?([^\]]*)\]|\{([^}]+)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """An article's plain text with the spans that were marked in it."""

    id: str
    title: str
    text: str
    entities: tuple[tuple[int, int, str, str], ...]
    """(start, end, type, id), id being a Wikidata id, NIL or -."""
    optional: tuple[tuple[int, int], ...] = field(default=())


def parse(identifier: str, title: str, marked: str) -> Marked:
    """Take the marks out of `marked`; a mark without a type is plain text."""
    plain: list[str] = []
    entities: list[tuple[int, int, str, str]] = []
    optional: list[tuple[int, int]] = []
    length = last = 0
    for found in _MARK.finditer(marked):
        before = marked[last : found.start()]
        surface = found.group(1) or found.group(4)
        start = length + len(before)
        end = start + len(surface)
        if found.group(4):
            optional.append((start, end))
        elif found.group(2):
            entities.append((start, end, found.group(2), found.group(3)))
        plain += [before, surface]
        length, last = end, found.end()
    plain.append(marked[last:])
    return Marked(identifier, title, "".join(plain), tuple(entities), tuple(optional))


def read_marked(path: Path) -> list[Marked]:
    """Read a file of marked articles."""
    articles = []
    text = "\n".join(
        line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#")
    )
    for block in text.split("== ")[1:]:
        head, _, body = block.partition("\n")
        identifier, _, title = head.partition(" ")
        paragraphs = [line.strip() for line in body.strip().split("\n") if line.strip()]
        articles.append(parse(identifier, title, "\n\n".join(paragraphs)))
    return articles
