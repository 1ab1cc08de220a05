"""The recogniser's network while it is trained, in JAX. `crf.py` is the same network in numpy.

A word is the sum of the embeddings of its features and a projection of its vector; a window of five
words and one of three are convolved over it; a linear-chain CRF reads the labels off. It is trained
with features and word forms dropped at random, so that it learns to do without a word's own form.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import jax  # type: ignore[import-not-found,unused-ignore]
import jax.numpy as jnp  # type: ignore[import-not-found,unused-ignore]
import numpy as np

from workers.entities.crf import LABELS
from workers.entities.features import WordFeatures

jax.config.update("jax_default_prng_impl", "unsafe_rbg")

Sentence = tuple[list[str], list[str]]
"""Words and their labels (IOB2)."""
Parameters = dict[str, Any]
FEATURES_A_WORD = 56
_LENGTHS = (16, 32, 48, 80)
_TOKENS_A_BATCH = 1600


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes and rates of the network, chosen on a held-out slice (see the model card)."""

    embedding: int = 64
    hidden: int = 64
    epochs: int = 24
    rate: float = 3e-3
    decay: float = 1e-3
    drop_feature: float = 0.25
    drop_form: float = 0.25
    drop_hidden: float = 0.4


class Encoder:
    """Turns words into arrays, with the features that occur often enough in the training corpus."""

    def __init__(self, features: WordFeatures, names: dict[str, int]) -> None:
        """Number the features by `names`, from 1."""
        self.features = features
        self.names = names
        self.dimensions = features.table.dimensions + 1
        self._cache: dict[str, tuple[Any, Any, Any]] = {}

    @classmethod
    def fit(cls, features: WordFeatures, corpus: Sequence[Sentence], least: int = 2) -> "Encoder":
        """Keep the features that at least `least` tokens of the corpus have."""
        counts: Counter[str] = Counter()
        for words, _ in corpus:
            for word in words:
                counts.update(features.of(word)[0])
        kept = sorted(name for name, count in counts.items() if count >= least)
        return cls(features, {name: number for number, name in enumerate(kept, 1)})

    def of(self, word: str) -> tuple[Any, Any, Any]:
        """Return feature numbers (0 is padding), which of them tell the word's form, and its vector."""
        found = self._cache.get(word)
        if found is None:
            names, row = self.features.of(word)
            numbers = [(self.names[n], n[:2] in ("w=", "t=")) for n in names if n in self.names]
            numbers = numbers[:FEATURES_A_WORD]
            ids = np.zeros(FEATURES_A_WORD, np.int32)
            form = np.zeros(FEATURES_A_WORD, bool)
            ids[: len(numbers)] = [n for n, _ in numbers]
            form[: len(numbers)] = [f for _, f in numbers]
            vector = np.append(self.features.table.vectors(np.array([row]))[0], np.float32(row >= 0))
            found = self._cache[word] = (ids, form, vector)
        return found


def batches(corpus: Sequence[Sentence], encoder: Encoder, random: Any = None) -> Iterator[Any]:
    """Yield (places, ids, form, vectors, labels, mask); places are (sentence, start, length)."""
    longest = _LENGTHS[-1]
    pieces: dict[int, list[tuple[int, int, list[str], list[str]]]] = {size: [] for size in _LENGTHS}
    for number, (words, labels) in enumerate(corpus):
        for at in range(0, len(words), longest):
            piece = (number, at, words[at : at + longest], labels[at : at + longest])
            pieces[next(s for s in _LENGTHS if s >= len(piece[2]))].append(piece)
    groups = []
    for size, members in pieces.items():
        if random is not None:
            random.shuffle(members)
        rows = _TOKENS_A_BATCH // size
        groups += [(size, rows, members[at : at + rows]) for at in range(0, len(members), rows)]
    if random is not None:
        random.shuffle(groups)
    for size, rows, members in groups:
        ids = np.zeros((rows, size, FEATURES_A_WORD), np.int32)
        form = np.zeros((rows, size, FEATURES_A_WORD), bool)
        vectors = np.zeros((rows, size, encoder.dimensions), np.float32)
        numbers = np.zeros((rows, size), np.int32)
        mask = np.zeros((rows, size), np.float32)
        places = []
        for k, (number, at, words, tags) in enumerate(members):
            places.append((number, at, len(words)))
            for i, word in enumerate(words):
                ids[k, i], form[k, i], vectors[k, i] = encoder.of(word)
            numbers[k, : len(tags)] = [LABELS.index(tag) for tag in tags]
            mask[k, : len(words)] = 1
        yield places, ids, form, vectors, numbers, mask


def initial(encoder: Encoder, shape: Shape, seed: int) -> Parameters:
    """Draw the parameters at random."""
    keys = jax.random.split(jax.random.PRNGKey(seed), 5)
    e, h, n = shape.embedding, shape.hidden, len(LABELS)

    def draw(key: Any, size: tuple[int, ...], scale: float) -> Any:
        return jax.random.normal(key, size) * scale

    return {
        "embed": draw(keys[0], (len(encoder.names) + 1, e), 0.12),
        "project": draw(keys[1], (encoder.dimensions, e), encoder.dimensions**-0.5),
        "bias": jnp.zeros(e),
        "window5": draw(keys[2], (5, e, h), 1.4 * (5 * e) ** -0.5),
        "bias5": jnp.zeros(h),
        "window3": draw(keys[3], (3, h, h), 1.4 * (3 * h) ** -0.5),
        "bias3": jnp.zeros(h),
        "out": draw(keys[4], (h, n), h**-0.5),
        "bias_out": jnp.zeros(n),
        "transitions": jnp.zeros((n, n)),
        "start": jnp.zeros(n),
    }


def _shift(x: Any, by: int) -> Any:
    if by > 0:
        return jnp.pad(x[:, by:], ((0, 0), (0, by), (0, 0)))
    return jnp.pad(x[:, :by], ((0, 0), (-by, 0), (0, 0))) if by < 0 else x


def emissions(p: Parameters, ids: Any, vectors: Any, mask: Any, key: Any = None, drop: float = 0.0) -> Any:
    """Return the score of every label at every token; with a key, with hidden units dropped."""
    mask = mask[..., None]
    words = (p["embed"][ids] * (ids > 0)[..., None]).sum(2) + vectors @ p["project"] + p["bias"]
    words = jax.nn.relu(words) * mask
    if key is not None:
        first, second = jax.random.split(key)
        words *= (jax.random.uniform(first, words.shape) > drop) / (1 - drop)
    hidden = sum(_shift(words, k - 2) @ p["window5"][k] for k in range(5)) + p["bias5"]
    hidden = jax.nn.relu(hidden) * mask
    if key is not None:
        hidden *= (jax.random.uniform(second, hidden.shape) > drop) / (1 - drop)
    wide = sum(_shift(hidden, k - 1) @ p["window3"][k] for k in range(3)) + p["bias3"]
    return (jax.nn.relu(wide) + hidden) @ p["out"] + p["bias_out"]


def loss(p: Parameters, scores: Any, labels: Any, mask: Any) -> Any:
    """Return the CRF's negative log likelihood per token."""
    transitions = p["transitions"]

    def step(alpha: Any, now: Any) -> Any:
        score, real = now
        reached = jax.nn.logsumexp(alpha[:, :, None] + transitions[None], 1) + score
        return jnp.where(real[:, None] > 0, reached, alpha), None

    first = p["start"] + scores[:, 0]
    last, _ = jax.lax.scan(step, first, (scores[:, 1:].transpose(1, 0, 2), mask[:, 1:].T))
    path = (jnp.take_along_axis(scores, labels[..., None], 2)[..., 0] * mask).sum(1)
    path += p["start"][labels[:, 0]] + (transitions[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)
    return ((jax.nn.logsumexp(last, 1) - path) * mask[:, 0]).sum() / mask.sum()


def train(
    corpus: Sequence[Sentence],
    encoder: Encoder,
    shape: Shape,
    seed: int,
    augment: Callable[[Sequence[Sentence], Any], Sequence[Sentence]] | None = None,
    report: Callable[[int, float, Parameters, float], None] | None = None,
) -> Parameters:
    """Train by Adam with a falling rate; return the running mean of the parameters."""
    each = jax.tree_util.tree_map
    p = initial(encoder, shape, seed)
    mean = each(jnp.zeros_like, p)
    square = each(jnp.zeros_like, p)
    smooth = p
    random = np.random.default_rng(seed)
    key = jax.random.PRNGKey(seed + 1000)
    started = time.time()

    @jax.jit  # type: ignore[untyped-decorator,unused-ignore]
    def update(state: Any, batch: Any, key: Any, step: Any, rate: Any) -> Any:
        p, mean, square, smooth = state
        ids, vectors, labels, mask = batch

        def objective(q: Parameters) -> Any:
            return loss(q, emissions(q, ids, vectors, mask, key, shape.drop_hidden), labels, mask)

        value, gradient = jax.value_and_grad(objective)(p)
        norm = jnp.sqrt(sum((g * g).sum() for g in jax.tree_util.tree_leaves(gradient)))
        gradient = each(lambda g: g * jnp.minimum(1.0, 1.0 / (norm + 1e-9)), gradient)
        mean = each(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
        square = each(lambda s, g: 0.99 * s + 0.01 * g * g, square, gradient)
        p = each(
            lambda q, m, s: (
                q * (1 - rate * shape.decay)
                - rate * (m / (1 - 0.9**step)) / (jnp.sqrt(s / (1 - 0.99**step)) + 1e-7)
            ),
            p,
            mean,
            square,
        )
        keep = jnp.minimum(0.998, step / (step + 10.0))
        smooth = each(lambda a, b: keep * a + (1 - keep) * b, smooth, p)
        return (p, mean, square, smooth), value

    state = (p, mean, square, smooth)
    step = 0
    for epoch in range(shape.epochs):
        total = 0.0
        seen = 0
        sentences = corpus if augment is None else augment(corpus, random)
        for _, ids, form, vectors, labels, mask in batches(sentences, encoder, random):
            gone = random.random(ids.shape, dtype=np.float32) < shape.drop_feature
            gone |= form & (random.random((*ids.shape[:2], 1), dtype=np.float32) < shape.drop_form)
            step += 1
            key, now = jax.random.split(key)
            rate = shape.rate * min(1.0, step / 100) * (1 - 0.95 * epoch / shape.epochs)
            batch = (np.where(gone, 0, ids), vectors, labels, mask)
            state, value = update(state, batch, now, float(step), rate)
            total += float(value)
            seen += 1
        if report:
            report(epoch, total / seen, state[3], time.time() - started)
    trained = {name: np.array(value) for name, value in state[3].items()}
    trained["embed"][0] = 0  # padding: masked here, simply added at run time
    return trained


def scores(p: Parameters, encoder: Encoder, corpus: Sequence[Sentence]) -> list[Any]:
    """Return the label scores of every sentence, without dropping anything."""
    found = [np.zeros((len(words), len(LABELS)), np.float32) for words, _ in corpus]
    run = jax.jit(emissions)
    for places, ids, _, vectors, _, mask in batches(corpus, encoder):
        result = np.asarray(run(p, ids, vectors, mask))
        for k, (number, at, length) in enumerate(places):
            found[number][at : at + length] = result[k, :length]
    return found
