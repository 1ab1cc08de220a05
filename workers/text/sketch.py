"""Lines that a source repeats from article to article, learned on the stream in bounded memory.

A `SourceSketch` holds, for each source a worker has seen, how many articles it saw and a bounded table
of line hashes with the articles each stood in. It is a plain value with explicit `observe`: whoever
owns the stream passes it in, keeps it over a restart (`to_bytes`, `from_bytes`), and gets the same
answers again on the same sequence of articles. It knows no clock and no randomness.
"""

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import msgspec

from workers.text.bylines import parts_of

EDGE, SENTENCE, PART = 1, 2, 4
"""Flags in the low bits of an observation: stood at the article's head or foot; ends as a sentence or is
long; one half of a two-part line («عين اليوم – الرياض»)."""

_FLAGS = 7
_DIGITS = re.compile("[0-9٠-٩۰-۹]+")
MAX_OBSERVED = 300
"""Longest line, in code points, that is learned from."""
_HEAD, _FOOT = 2, 3
"""How many lines count as an article's head and foot when lines are learned."""
_SHORT = 90


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a line counts as the source's own and not an article's: both counts must be reached."""

    fragment: tuple[int, float] = (6, 0.005)
    """(articles, share of the source's articles) for a short line without a full stop at head or foot."""
    inner: tuple[int, float] = (12, 0.05)
    """For such a line in the middle of articles: it may be a subheading that articles share by right."""
    sentence: tuple[int, float] = (12, 0.25)
    """For a whole sentence: articles of one story share their background by right, for weeks."""
    part: tuple[int, float] = (12, 0.05)
    """For one half of a two-part line."""


class _Source(msgspec.Struct):
    """What is known of one source."""

    articles: int = 0
    lines: dict[int, list[int]] = {}
    """Line hash to [articles it stood in, of these at head or foot]."""
    recent: list[int] = []
    """Fingerprints of the last articles, so that a redelivered article counts once."""


def observation(line: str, edge: bool, part: bool = False) -> int:
    """Return the 64-bit hash of a line with its flags: what is kept of it.

    Digits count as one, so that lines that differ in a date or a number are one line.
    """
    shape = _DIGITS.sub("0", line) if len(line) < 150 else line
    flags = EDGE if edge else 0
    if shape[-1:] in ".!?؟" or shape.count(" ") > 11:
        flags |= SENTENCE
    data = shape.encode("utf-8", "surrogatepass")
    if part:
        flags |= PART
        digest = blake2b(data, digest_size=8, person=b"part")
    else:
        digest = blake2b(data, digest_size=8)
    return int.from_bytes(digest.digest(), "big") & ~_FLAGS | flags


class SourceSketch:
    """Counts of repeated lines per source. Mutable and bounded; not for concurrent use.

    At most `max_sources` sources (the one longest unseen goes first) of `max_lines` lines (those in
    the fewest articles go first). When a source reaches `window` articles all its counts are halved, so
    that old boilerplate is forgotten and no count outgrows its share.
    """

    def __init__(
        self,
        max_sources: int = 500,
        max_lines: int = 2_000,
        window: int = 4_000,
        thresholds: Thresholds | None = None,
    ) -> None:
        self._sources: OrderedDict[str, _Source] = OrderedDict()
        self._max_sources = max_sources
        self._max_lines = max_lines
        self._window = window
        self._thresholds = thresholds or Thresholds()

    def __len__(self) -> int:
        return len(self._sources)

    def articles(self, source: str) -> int:
        """Return how many of the source's articles count (halved with the window)."""
        known = self._sources.get(source)
        return known.articles if known else 0

    def observe(self, source: str, observations: tuple[int, ...]) -> None:
        """Count one article of `source` with the observations of its lines (`Cleaned.observations`)."""
        known = self._sources.get(source)
        if known is None:
            known = self._sources[source] = _Source(0, {}, [])
            if len(self._sources) > self._max_sources:
                self._sources.popitem(last=False)
        else:
            self._sources.move_to_end(source)
        fingerprint = hash(observations) & 0xFFFFFFFF  # of integers: the same in every process
        if observations and fingerprint in known.recent:
            return
        known.recent.append(fingerprint)
        if len(known.recent) > 64:
            del known.recent[0]
        known.articles += 1
        for key, edge in {seen & ~EDGE: seen & EDGE for seen in observations}.items():
            counts = known.lines.get(key)
            if counts is None:
                known.lines[key] = [1, edge]
            else:
                counts[0] += 1
                counts[1] += edge
        if len(known.lines) > self._max_lines:
            self._prune(known)
        if known.articles >= self._window:
            known.articles //= 2
            known.lines = {
                key: [count // 2, edge // 2] for key, (count, edge) in known.lines.items() if count > 1
            }

    def _prune(self, known: _Source) -> None:
        """Keep the lines of most articles, the latest first among equals, at half the bound."""
        order = sorted(enumerate(known.lines), key=lambda entry: (-known.lines[entry[1]][0], -entry[0]))
        kept = sorted(order[: self._max_lines // 2])
        known.lines = {key: known.lines[key] for _, key in kept}

    def repeated(self, source: str, seen: int) -> bool:
        """Tell whether a line is one that `source` repeats, by what was observed before."""
        known = self._sources.get(source)
        if known is None:
            return False
        counts = known.lines.get(seen & ~EDGE)
        if counts is None:
            return False
        count, edge = counts
        if seen & PART:
            least, share = self._thresholds.part
        elif seen & SENTENCE:
            least, share = self._thresholds.sentence
        elif seen & EDGE and edge * 5 >= count * 4:
            least, share = self._thresholds.fragment
        else:
            least, share = self._thresholds.inner
        return count >= least and count >= share * known.articles

    def to_bytes(self) -> bytes:
        """Return the whole state (MessagePack), equal for equal states."""
        return msgspec.msgpack.encode(list(self._sources.items()))

    @classmethod
    def from_bytes(cls, state: bytes, **bounds: int) -> "SourceSketch":
        """Restore what `to_bytes` gave. Raises `msgspec.DecodeError` when it is something else."""
        sketch = cls(**bounds)  # type: ignore[arg-type]
        sketch._sources = OrderedDict(msgspec.msgpack.decode(state, type=list[tuple[str, _Source]]))
        return sketch


def observe_lines(
    lines: Sequence[str], source: str, sketch: SourceSketch | None
) -> tuple[list[int], list[int]]:
    """Return the observations of an article's lines that a source could repeat, and which of them it does.

    Reads `sketch` and changes nothing.
    """
    observed: list[int] = []
    repeated: list[int] = []
    foot = len(lines) - _FOOT
    counted = sketch is not None and sketch.articles(source) > 0
    for number, text in enumerate(lines):
        edge = number < _HEAD or number >= foot
        if len(text) > (MAX_OBSERVED if edge else _SHORT):
            continue
        seen = observation(text, edge)
        observed.append(seen)
        known = counted and sketch is not None and sketch.repeated(source, seen)
        # A line that ends in a colon introduces what follows it.
        if known and text[-1] not in ":؛":
            repeated.append(number)
        if edge and len(text) <= 60 and text[-1] not in '.!?؟…»”"':
            parts = parts_of(text)
            if len(parts) == 2 and all(len(part.split()) <= 4 for part in parts):
                halves = [observation(part, True, part=True) for part in parts]
                observed.extend(halves)
                if not known and sketch is not None and any(sketch.repeated(source, half) for half in halves):
                    repeated.append(number)
    return observed, repeated
