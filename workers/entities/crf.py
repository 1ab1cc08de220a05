"""Rasid's own recogniser: a small convolutional network with a CRF on top, in numpy.

Everything that depends on one word alone is computed once per word form and cached, up to the first
window's products, so that a token costs five look-ups and two small matrix products. `train_net.py`
is the same network in JAX; `data/model_card.md` says what the shipped model was trained on.
"""

import json
import zlib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from topics import EntityType
from workers.entities.crf_threads import use_one_thread
from workers.entities.features import WordFeatures, WordTable
from workers.entities.features_numbers import FeatureNumbers
from workers.entities.recogniser import Span
from workers.entities.viterbi import Chain, decode
from workers.text.document import Document

LABELS = (
    "O",
    "B-PER",
    "I-PER",
    "B-LOC",
    "I-LOC",
    "B-ORG",
    "I-ORG",
    "B-MISC",
    "I-MISC",
)
"""IOB2. In the network's outputs `B-` labels have odd numbers, and `I-` follows its `B-`."""
_TYPES = tuple(EntityType(label[2:]) for label in LABELS[1::2])
_MAGIC = b"RNT1"
_FIXED_POINT = np.float32(1024)
"""Steps to the unit in which cached products are kept; they reach from -32 to 32."""
_SURE = 0.5
_SHORTEST_NAME = 3
Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """The parameters of one trained network; the names are those of `train_net.py`."""

    embed: Array
    project: Array
    bias: Array
    window5: Array
    bias5: Array
    window3: Array
    bias3: Array
    out: Array
    bias_out: Array
    transitions: Array
    start: Array


@dataclass(frozen=True, slots=True)
class Model:
    """One or more networks over the same features; their scores are averaged."""

    names: dict[str, int]
    """Feature to its row of `embed`; row 0 is zero."""
    networks: tuple[Network, ...]
    agreement: float = 0.0
    """How much a label of a word counts for the same word elsewhere in the article (see `agree`)."""

    def save(self, path: str) -> None:
        """Write the model to `path`: embeddings in 8 bits, all else in 16."""
        shapes: list[tuple[str, tuple[int, ...]]] = []
        parts = ["\n".join(self.names).encode()]
        for network in self.networks:
            for name in Network.__slots__:
                value = getattr(network, name)
                shapes.append((name, value.shape))
                if name == "embed":
                    steps = (np.abs(value).max(0) / 127 + 1e-9).astype(np.float32)
                    parts.append(steps.tobytes() + np.rint(value / steps).astype(np.int8).tobytes())
                else:
                    parts.append(value.astype(np.float16).tobytes())
        packed = [zlib.compress(part, 9) for part in parts]
        header = json.dumps(
            {"agreement": self.agreement, "arrays": shapes, "parts": [len(part) for part in packed]}
        ).encode()
        with open(path, "wb") as out:  # noqa: PTH123
            out.write(_MAGIC + len(header).to_bytes(4, "little") + header + b"".join(packed))

    @classmethod
    def load(cls, path: Traversable | None = None) -> "Model":
        """Read the model from `path`, or the shipped one.

        Raises:
            ValueError: the file is no model.
        """
        data = (path or files("workers.entities") / "data" / "model_net.bin").read_bytes()
        if data[:4] != _MAGIC:
            raise ValueError(f"not a model: the file should begin with {_MAGIC.decode()}")
        at = 8 + int.from_bytes(data[4:8], "little")
        header = json.loads(data[8:at])
        parts = []
        for length in header["parts"]:
            parts.append(zlib.decompress(data[at : at + length]))
            at += length
        names = {name: number for number, name in enumerate(parts[0].decode().split("\n"), 1)}
        networks = []
        values: dict[str, Array] = {}
        for (name, shape), part in zip(header["arrays"], parts[1:], strict=True):
            if name == "embed":
                steps = np.frombuffer(part, dtype=np.float32, count=shape[1])
                value = np.frombuffer(part, dtype=np.int8, offset=steps.nbytes).reshape(shape) * steps
            else:
                value = np.frombuffer(part, dtype=np.float16).reshape(shape).astype(np.float32)
            values[name] = value
            if len(values) == len(Network.__slots__):
                networks.append(Network(**values))
                values = {}
        return cls(names, tuple(networks), header["agreement"])


class Scorer:
    """Computes the label scores of tokens, with a bounded cache of word forms."""

    def __init__(self, model: Model, features: WordFeatures, cache_size: int = 200_000) -> None:
        """Keep the products of at most `cache_size` word forms; when full, the cache starts anew.

        The default holds the word forms of some 7,000 distinct articles in at most 260 MB.
        """
        self.model = model
        self.features = features
        self._numbers = FeatureNumbers(features, model.names)
        nets = model.networks
        self._embed = np.hstack([net.embed for net in nets])
        self._project = np.hstack([net.project for net in nets])
        self._bias = np.hstack([net.bias for net in nets])
        self._bias5 = np.hstack([net.bias5 for net in nets])
        self._width = nets[0].embed.shape[1]
        self._hidden = nets[0].window5.shape[2]
        # (embedding, window position and hidden unit): one product gives all five positions.
        self._window5 = [
            np.ascontiguousarray(net.window5.transpose(1, 0, 2)).reshape(self._width, -1) for net in nets
        ]
        self._window3 = [
            np.ascontiguousarray(net.window3.transpose(1, 0, 2)).reshape(self._hidden, -1) for net in nets
        ]
        self._out = [net.out / np.float32(len(nets)) for net in nets]
        self._bias_out: Array = np.mean([net.bias_out for net in nets], axis=0)
        self.chain = Chain.of(
            np.mean([net.transitions for net in nets], axis=0), np.mean([net.start for net in nets], axis=0)
        )
        self._size = cache_size
        self._slots: dict[str, int] = {}
        # What each word adds to the five windows that it stands in. Slot 0 is the gap between
        # sentences: all zeros. Fixed point in 16 bits: half the memory of float32, and numpy turns it
        # into float32 six times faster than half precision.
        self._products = np.zeros((cache_size + 1, 5 * self._hidden * len(nets)), dtype=np.int16)

    def _learn(self, words: list[str]) -> None:
        """Compute and cache the products of new word forms."""
        numbers: list[int] = []
        offsets: list[int] = []
        rows: list[int] = []
        of = self._numbers.of
        for word in words:
            offsets.append(len(numbers))
            found, row = of(word)
            numbers += found
            numbers.append(0)  # so that no word is without a feature; its embedding is zero
            rows.append(row)
        summed = np.add.reduceat(self._embed[numbers], offsets, axis=0)
        vectors = np.ones((len(words), self._project.shape[0]), dtype=np.float32)
        vectors[:, :-1] = self.features.table.vectors(rows)
        vectors[:, -1] = np.array(rows) >= 0
        summed += vectors @ self._project
        summed += self._bias
        np.maximum(summed, 0, out=summed)
        first = len(self._slots) + 1
        width, size = self._width, self._hidden
        products = self._products[first : first + len(words)].reshape(len(words), 5, -1)
        for k, window in enumerate(self._window5):
            part = summed[:, k * width : (k + 1) * width] @ window
            part *= _FIXED_POINT
            np.clip(part, -32768, 32767, out=part)
            np.rint(part, out=part)
            products[:, :, k * size : (k + 1) * size] = part.reshape(len(words), 5, size)
        self._slots.update(zip(words, range(first, first + len(words)), strict=True))

    def _slots_of(self, words: list[str]) -> list[int]:
        """Return the cache's slot of every word; words not met before are computed."""
        slots = self._slots
        found = list(map(slots.get, words))
        if None in found:
            new = [word for word in dict.fromkeys(words) if word not in slots]
            if len(slots) + len(new) > self._size:
                slots.clear()
                new = list(dict.fromkeys(words))
            for at in range(0, len(new), self._size):
                self._learn(new[at : at + self._size])
            found = [slots[word] for word in words]
        return found  # type: ignore[return-value]

    def scores(self, words: list[str], begins: list[int]) -> Array:
        """Return a row of label scores for every word; `begins` are the sentences' first tokens.

        Raises:
            ValueError: there are more different words than the cache holds.
        """
        if len(words) > self._size and len(set(words)) > self._size:
            raise ValueError(f"more than {self._size} different words in one article")
        # Two gaps between sentences, so that no window sees past its sentence.
        count = len(words)
        shift = np.zeros(count, dtype=np.intp)
        shift[begins[1:]] = 2
        place = np.arange(2, count + 2) + np.cumsum(shift)
        total = int(place[-1]) + 3
        laid = np.zeros(total, dtype=np.intp)
        laid[place] = self._slots_of(words)
        added = self._products[laid].astype(np.float32)
        gaps = np.ones(total, dtype=bool)
        gaps[place] = False
        # The networks stand side by side up to here: each position's products are one stretch.
        size = self._hidden
        both = size * len(self.model.networks)
        activated = np.zeros((total, both), dtype=np.float32)
        middle = activated[2:-2]
        for at in range(5):
            middle += added[at : total - 4 + at, at * both : (at + 1) * both]
        middle *= 1 / _FIXED_POINT
        middle += self._bias5
        np.maximum(activated, 0, out=activated)
        activated[gaps] = 0
        result = np.repeat(self._bias_out[None], count, axis=0)
        for k, net in enumerate(self.model.networks):
            hidden = activated[:, k * size : (k + 1) * size]
            products = hidden @ self._window3[k]
            wide = products[1:-1, size : 2 * size] + net.bias3
            wide += products[:-2, :size]
            wide += products[2:, 2 * size :]
            np.maximum(wide, 0, out=wide)
            wide += hidden[1:-1]
            result += wide[place - 1] @ self._out[k]
        return result


def agree(scores: Array, words: list[str], weight: float) -> Array:
    """Favour for each word the labels that the same word surely has elsewhere in the article.

    The best probability that any occurrence gives to an entity label is added to that label's score
    at every occurrence, times `weight`; words of which no occurrence is likelier a name than not are
    left alone, and so are words of one or two letters. Raising only, never lowering, so that one
    clear mention («الرئيس سلام») helps the unclear ones and not the other way round.
    """
    if not weight:
        return scores
    likely = np.exp(scores - scores.max(1, keepdims=True))
    likely /= likely.sum(1, keepdims=True)
    sure = (likely[:, 1:] > _SURE).any(1)
    names = {word for word in {words[i] for i in np.flatnonzero(sure)} if len(word) >= _SHORTEST_NAME}
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        if word in names:
            places.setdefault(word, []).append(place)
    repeated = [where for where in places.values() if len(where) > 1]
    if not repeated:
        return scores
    flat = [place for where in repeated for place in where]
    starts = np.cumsum([0, *map(len, repeated[:-1])])
    best = np.maximum.reduceat(likely[flat, 1:], starts, axis=0)
    raised = scores.copy()
    raised[flat, 1:] += np.float32(weight) * np.repeat(best, [len(w) for w in repeated], axis=0)
    return raised


class CrfRecogniser:
    """The recogniser called `rasid`."""

    name = "rasid-crf"

    def __init__(self, scorer: Scorer) -> None:
        """Recognise with `scorer`."""
        self.scorer = scorer

    def label(self, words: list[str], begins: list[int]) -> tuple[NDArray[np.int8], Array]:
        """Return the labels' numbers and the scores of one article's words."""
        scores = self.scorer.scores(words, begins)
        scores = agree(scores, words, self.scorer.model.agreement)
        marks = np.zeros(len(words), dtype=bool)
        marks[begins] = True
        return decode(scores, marks, self.scorer.chain), scores

    def recognise(self, document: Document) -> tuple[Span, ...]:
        """Return the spans of title and text, in reading order."""
        words: list[str] = []
        begins: list[int] = []
        for field in document.fields:
            begins += [sentence.first + len(words) for sentence in field.sentences]
            words += field.words
        if not words:
            return ()
        labels, scores = self.label(words, begins)
        border = len(document.title.words)
        found: list[Span] = []
        for first, last, number in _spans(labels, frozenset(begins)):
            part = scores[first:last].astype(np.float64)
            part = np.exp(part - part.max(1, keepdims=True))
            sure = float((part[:, number : number + 2].sum(1) / part.sum(1)).min())
            field = document.title if first < border else document.text
            offset = 0 if first < border else border
            found.append(Span(field.field, first - offset, last - offset, _TYPES[number // 2], sure))
        return tuple(found)


def _spans(labels: NDArray[Any], begins: frozenset[int]) -> list[tuple[int, int, int]]:
    """Return (first, last, number of the B label) of every span; a stray `I-` begins one."""
    found: list[tuple[int, int, int]] = []
    open_ = -1
    number = 0
    for place in np.flatnonzero(labels).tolist():
        label = int(labels[place])
        follows = open_ >= 0 and found[open_][1] == place and place not in begins
        if follows and label == number + 1:
            first, _, _ = found[open_]
            found[open_] = (first, place + 1, number)
        else:
            number = label if label % 2 else label - 1
            open_ = len(found)
            found.append((place, place + 1, number))
    return found


def load_recogniser() -> CrfRecogniser:
    """Load the shipped model, and keep numpy's matrix products to one thread (see `crf_threads`)."""
    use_one_thread()
    return CrfRecogniser(Scorer(Model.load(), WordFeatures(WordTable.load())))
