"""Put an article into a page: layouts (HTML templates under `data/pages/`, or plain text) and blocks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import yaml

from workers.samples.damage import DAMAGES
from workers.samples.sources import DATA, SampleArticle

PLAIN = ("plain", "plain-singles")
_PLACES = ("before", "middle", "after")
FLAGS = ("teaser", "no-title", "no-id", "no-date", "bom", "half-emoji")
"""Dirt of the message as a whole: see `feed.py`, and `teaser` here."""
_SLOT = re.compile(r"{{(\w+)}}")


@dataclass(frozen=True, slots=True)
class Block:
    """Something that pages put around an article: its place, and (html, text) variants that take turns."""

    place: str
    variants: tuple[tuple[str, str], ...]


@cache
def blocks() -> Mapping[str, Block]:
    """Return the blocks of `data/blocks.yaml`; raise ValueError where one is wrong."""
    written = yaml.safe_load((DATA / "blocks.yaml").read_text(encoding="utf-8"))["blocks"]
    found: dict[str, Block] = {}
    for name, block in written.items():
        if block["where"] not in _PLACES or not block["variants"]:
            raise ValueError(f"blocks.yaml: {name}: where must be one of {', '.join(_PLACES)}, with variants")
        found[name] = Block(block["where"], tuple((v["html"], v["text"]) for v in block["variants"]))
    return MappingProxyType(found)


@cache
def _template(name: str) -> str:
    return (DATA / "pages" / f"{name}.html").read_text(encoding="utf-8")


def body_of(article: SampleArticle, turn: int) -> str:
    """Return the article's body as a scraper would bring it. `turn` picks the variants of blocks."""
    (layout, _), *dirt = article.dirt
    plain = layout in PLAIN
    paragraphs = list(article.paragraphs)
    around: dict[str, list[str]] = {place: [] for place in _PLACES}
    for name, number in dirt:
        if name in DAMAGES:
            for index in range(len(paragraphs)) if number is None else (number - 1,):
                paragraphs[index] = DAMAGES[name](paragraphs[index])
        elif name in blocks():
            block = blocks()[name]
            html, text = block.variants[turn % len(block.variants)]
            around[block.place].append(text if plain else html)
        elif name not in FLAGS:
            raise ValueError(f"{article.name}: unknown dirt {name!r}")
    if ("teaser", None) in dirt:
        paragraphs[-1] += "... [+1834 chars]"
    if plain:
        return _plain(article, layout, paragraphs, around)
    return _page(article, layout, paragraphs, around)


def _plain(article: SampleArticle, layout: str, paragraphs: list[str], around: dict[str, list[str]]) -> str:
    half = (len(paragraphs) + 1) // 2
    lines = [*around["before"], *paragraphs[:half], *around["middle"], *paragraphs[half:], *around["after"]]
    if article.title and ("no-title", None) not in article.dirt:
        lines.insert(0, article.title)
    # The files keep paragraphs apart by a blank line or, in the second layout, by the line's end alone.
    return "\n".join(lines) if layout == "plain-singles" else "\n\n".join(lines)


def _page(article: SampleArticle, layout: str, paragraphs: list[str], around: dict[str, list[str]]) -> str:
    parts = [part for paragraph in paragraphs for part in paragraph.split("\n\n")]
    if layout == "page-br":
        half = (len(parts) + 1) // 2
        first, second = "<br><br>\n".join(parts[:half]), "<br><br>\n".join(parts[half:])
        middle = around["middle"] or ["<br><br>"]
        inner = "\n".join((*around["before"], first, *middle, second, *around["after"]))
    else:
        wrapped = [f"<p>{part}</p>" for part in parts]
        half = (len(wrapped) + 1) // 2
        inner = "\n".join(
            (*around["before"], *wrapped[:half], *around["middle"], *wrapped[half:], *around["after"])
        )
    slots = {
        "title": article.title or "",
        "outlet": article.source or "",
        "host": f"{article.source}.example",
        "body": inner,
    }
    return _SLOT.sub(lambda slot: slots[slot.group(1)], _template(layout))
