"""The typed values that pass between the stages of the language core.

A `Document` is a clean article with its two fields (title and text) cut into tokens and sentences.
Offsets count code points of the field's text, end exclusive, everywhere.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

import msgspec

from topics import Field, Removal


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """One sentence: its code points `start:end`, and its tokens `first:last` (end exclusive).

    A msgspec struct: there are many, and a frozen dataclass costs ten times as much to make.
    """

    start: int
    end: int
    first: int
    last: int


_LAST = attrgetter("last")


class FieldText(msgspec.Struct, frozen=True, gc=False):
    """One field of an article, tokenised. `words[i]` is `text[starts[i]:ends[i]]`.

    Parallel lists and not a list of token objects: a stream of long articles spends its time here.
    """

    field: Field
    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    def sentence_of(self, token: int) -> int:
        """Return the index of the sentence that holds the token with index `token`."""
        sentences = self.sentences
        return bisect_right(sentences, token, hi=max(len(sentences) - 1, 0), key=_LAST)


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line as the page shows it, its characters clean."""

    text: str
    block: int = -1
    """Which HTML block it belongs to; -1: a paragraph of its own."""
    linked: float = 0.0
    """Share of its block's letters that stand in links."""
    item: bool = False


def join_blocks(lines: Sequence[Line]) -> tuple[list[str], bool]:
    """Join the lines of one block by a space; tell whether any were joined."""
    paragraphs: list[str] = []
    block = -1
    joined = False
    for line in lines:
        if line.block >= 0 and line.block == block:
            paragraphs[-1] += f" {line.text}"
            joined = True
        else:
            paragraphs.append(line.text)
        block = line.block
    return paragraphs, joined


class Cleaned(msgspec.Struct, frozen=True, gc=False):
    """What cleaning made of one raw article; the explanation of every removal is in `trace`."""

    title: str
    text: str
    language: str
    removed: tuple[Removal, ...] = ()
    teaser: bool = False
    trace: tuple[tuple[str, str], ...] = ()
    """(rule, removed line or characters), in the order of removal; for `--explain`."""
    mojibake_repaired: int = 0
    """How many paragraphs were repaired from a wrong decoding."""
    raw_length: int = 0
    """Code points of the body as received, markup included."""
    observations: tuple[int, ...] = ()
    """Hashes of the lines that `workers.text.sketch.SourceSketch.observe` counts for the source."""


@dataclass(frozen=True, slots=True)
class Document:
    """A clean Arabic article, ready for tagging."""

    id: str
    title: FieldText
    text: FieldText
    published_at: datetime | None = None
    """In UTC; None where absent or in the future, so that nothing relative is resolved."""
    source: str | None = None

    @property
    def fields(self) -> tuple[FieldText, FieldText]:
        """Title and text, in reading order."""
        return (self.title, self.text)
