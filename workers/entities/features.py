"""What the recogniser sees of one word: named features, and a place in the shipped table of words.

A feature belongs to one word alone and never looks at its neighbours (the network's windows do
that), so everything here is computed once per word form and cached. Training and tagging share this
code; a change here asks for a newly trained model.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
from numpy.typing import NDArray

from workers.text.letters import Letters

# The folding is the model's own, frozen with it, and not workers.text.fold: a finer folding there
# must not change silently what the model was trained on.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیې", "ي"),
        **dict.fromkeys("ةھہە", "ه"),
        "ک": "ك",
        **dict.fromkeys([0x0640, 0x0670, *range(0x064B, 0x0653)]),
    }
)
_LETTERS = Letters(_FOLD)
EDGE = "".join(chr(c) for c in range(0x21, 0x7F) if not chr(c).isalnum()) + "،؛؟«»“”‘’…–—•٪٫٬‹›·"
_ADJECTIVES = frozenset({"adjective", "nationality"})
SHORTEST_STEM = 3
PROCLITICS = frozenset("اوفبكل")
"""First letters of words that may have `readings`."""
_LONGEST_AFFIX = 4
VECTOR_STEP = 0.4
"""The distance between the 16 levels at which vectors of unit variance are stored."""
_BYTES = np.arange(256)
_LEVELS = ((np.stack([_BYTES & 15, _BYTES >> 4], axis=1) - 7.5) * VECTOR_STEP).astype(np.float32)
"""The two numbers that each byte of a packed vector stands for."""
RARE = 9
"""The frequency bucket of a word that the table does not have."""


def fold(word: str) -> str:
    """Return `word` without vowel marks and tatweel, with the forms of alef, ya, ta marbuta made one."""
    return word.translate(_FOLD)


def fold_all(words: Sequence[str]) -> list[str]:
    """Fold many words, at a tenth of the cost."""
    return _LETTERS.of(words)


def readings(word: str) -> list[tuple[str, str]]:
    """Return what a folded word may be behind its proclitics, as (kind, stem).

    The kind is `A` where only the article was taken off, `v` otherwise. Every reading is offered, right
    or wrong: the model weighs them. Stems keep at least three letters.
    """
    if len(word) <= SHORTEST_STEM:
        return []
    if word.startswith("ال"):
        return [("A", word[2:])] if len(word) >= 2 + SHORTEST_STEM else []
    found: list[tuple[str, str]] = []
    rest = word
    if rest[0] in "وف":
        rest = rest[1:]
        found.append(("v", rest))
        if rest.startswith("ال") and len(rest) >= 2 + SHORTEST_STEM:
            found.append(("v", rest[2:]))
            return found
    if len(rest) > SHORTEST_STEM and rest[0] in "بكل":
        if rest.startswith("لل"):
            found.append(("v", "ال" + rest[2:]))
            if len(rest) >= 2 + SHORTEST_STEM:
                found.append(("v", rest[2:]))
        else:
            found.append(("v", rest[1:]))
            if rest.startswith("ال", 1) and len(rest) >= 3 + SHORTEST_STEM:
                found.append(("v", rest[3:]))
    return found


@dataclass(frozen=True, slots=True)
class WordTable:
    """The shipped table of words: classes, frequency and a vector for each.

    `model_card.md` names the sources and licences of every column.
    """

    row: dict[str, int]
    """Folded word to its row."""
    classes: list[int]
    """A bit for each of `class_names` that the word belongs to."""
    frequency: list[int]
    """From 0, the most frequent, to `RARE`."""
    class_names: tuple[str, ...]
    packed: NDArray[np.uint8]
    """A vector for each of the first `len(packed)` words, two four-bit levels a byte."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return 2 * int(self.packed.shape[1])

    def vectors(self, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return the vectors of these rows, and of -1 a vector of zeros."""
        # Both numbers of a byte at once. Row -1 is the last one, and blotted out.
        found = _LEVELS.take(self.packed.take(rows, axis=0), axis=0).reshape(len(rows), -1)
        found *= (rows >= 0)[:, None]
        return found

    @classmethod
    def load(cls, path: Traversable | None = None) -> "WordTable":
        """Read the table from `path`, or the shipped one.

        Raises:
            ValueError: the file is no table of words.
        """
        data = (path or files("workers.entities") / "data" / "model_words.bin").read_bytes()
        if data[:4] != b"RWT1":
            raise ValueError("not a table of words: the file should begin with RWT1")
        size = int.from_bytes(data[4:8], "little")
        header = json.loads(data[8 : 8 + size])
        at = 8 + size
        parts = []
        for length in header["parts"]:
            parts.append(zlib.decompress(data[at : at + length]))
            at += length
        words = parts[0].decode().split("\n")
        packed = np.frombuffer(parts[3], dtype=np.uint8).reshape(-1, header["dimensions"] // 2)
        known: dict[
            int, int
        ] = {}  # few are distinct: one object for each, that stays in the processor's cache
        return cls(
            row=dict(zip(words, range(len(words)), strict=True)),
            classes=[
                known.setdefault(bits, bits) for bits in np.frombuffer(parts[1], dtype=np.uint32).tolist()
            ],
            frequency=list(parts[2]),
            class_names=tuple(header["classes"]),
            packed=packed,
        )

    def save(self, path: str) -> None:
        """Write the table to `path`."""
        parts = [
            zlib.compress(part, 9)
            for part in (
                "\n".join(self.row).encode(),
                np.array(self.classes, dtype=np.uint32).tobytes(),
                bytes(self.frequency),
                self.packed.tobytes(),
            )
        ]
        header = json.dumps(
            {
                "classes": self.class_names,
                "dimensions": self.dimensions,
                "parts": [len(part) for part in parts],
            }
        ).encode()
        with open(path, "wb") as out:  # noqa: PTH123
            out.write(b"RWT1" + len(header).to_bytes(4, "little") + header + b"".join(parts))


def pack(vectors: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Round vectors of unit variance and even length to 16 levels, two a byte."""
    levels = np.clip(np.rint(vectors / VECTOR_STEP + 7.5), 0, 15).astype(np.uint8)
    return np.ascontiguousarray(levels[:, 0::2] | (levels[:, 1::2] << 4))


class WordFeatures:
    """Names the features of a word, from its letters and from the table of words."""

    def __init__(self, table: WordTable) -> None:
        """Read words against `table`."""
        self.table = table
        names = table.class_names
        self.adjectives = sum(1 << i for i, name in enumerate(names) if name in _ADJECTIVES)

        @lru_cache(maxsize=4096)
        def class_features(mark: str, bits: int) -> tuple[str, ...]:
            return tuple(f"{mark}{name}" for i, name in enumerate(names) if bits >> i & 1)

        self.class_features = class_features

    def of(self, word: str) -> tuple[list[str], int]:
        """Return the features of `word` and its row in the table's vectors, -1 where it has none."""
        folded = fold(word)
        core = folded.strip(EDGE)
        if not core:
            return [f"P={folded}", "punctuation"], -1
        found = [f"n={min(len(core), 8)}"]
        if core != folded:
            found.append("edge")
        first = core[0]
        if not "ء" <= first <= "ۿ":
            found.append(f"w={core}")
            if first.isdigit():
                found.append("digit")
            elif first.isalpha():
                found.append("Latin" if first.isupper() else "latin")
            return found, -1
        if not core.isalpha():
            found.append("mixed")
        add = found.append
        add("w=" + core)
        for k in range(1, min(_LONGEST_AFFIX, len(core) - 1) + 1):
            add("p=" + core[:k])
            add("s=" + core[-k:])
        table = self.table
        row = table.row.get(core)
        own = row
        with_vector = len(table.packed)
        bits, frequency, article_bits, other_bits, stem_frequency = 0, RARE, 0, 0, RARE
        if row is not None:
            bits, frequency = table.classes[row], table.frequency[row]
        if own is not None and own >= with_vector:
            own = None
        for kind, stem in readings(core):
            add("t=" + stem)
            row = table.row.get(stem)
            if row is None:
                continue
            if kind == "A":
                article_bits |= table.classes[row]
            else:
                other_bits |= table.classes[row]
            stem_frequency = min(stem_frequency, table.frequency[row])
            if own is None and row < with_vector:
                own = row
        add(f"f={frequency}")
        add(f"g={stem_frequency}")
        if not bits | article_bits | other_bits:
            add("unlisted")
        else:
            if bits:
                found += self.class_features("=", bits)
            if article_bits:
                found += self.class_features("A", article_bits)
            if other_bits:
                found += self.class_features("v", other_bits)
        if core[-1] == "ه" and len(core) > SHORTEST_STEM + 1:
            for base in (core[:-1], core[2:-1] if core.startswith("ال") else ""):
                row = table.row.get(base)
                if row is not None:
                    found += self.class_features("h", table.classes[row] & self.adjectives)
        return found, -1 if own is None else own
