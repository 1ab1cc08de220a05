"""Vectors of words from plain text that you have, for those who have text with a clear licence.

Which common words stand beside a word, counted, weighed by positive pointwise mutual information and
cut to the first principal axes. They are added to the vectors that are there without any text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from topics import Field
from workers.entities.features import fold
from workers.text.segment import segment

CONTEXTS = 1000
"""How many of the text's commonest words are counted as neighbours."""
DIMENSIONS = 32


def read_words(paths: Sequence[Path]) -> Iterator[list[str]]:
    """Yield the folded words of every line of UTF-8 text files."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield [fold(word) for word in segment(line, Field.TEXT).words]


def text_vectors(
    words: Sequence[str], paths: Sequence[Path], dimensions: int = DIMENSIONS
) -> NDArray[np.float32]:
    """Return a vector of unit variance for each folded word; zeros for words that the text has not."""
    counts: Counter[str] = Counter()
    for line in read_words(paths):
        counts.update(line)
    contexts = {word: column for column, (word, _) in enumerate(counts.most_common(CONTEXTS))}
    rows = {word: row for row, word in enumerate(words)}
    width = len(contexts)
    # Left and right neighbours apart: «الرئيس» before a name says more than after it.
    pairs: Counter[int] = Counter()
    for line in read_words(paths):
        for left, right in pairwise(line):
            row, column = rows.get(right), contexts.get(left)
            if row is not None and column is not None:
                pairs[row * 2 * width + column] += 1
            row, column = rows.get(left), contexts.get(right)
            if row is not None and column is not None:
                pairs[row * 2 * width + width + column] += 1
    table = np.zeros((len(words), 2 * width), dtype=np.float32)
    table.reshape(-1)[list(pairs)] = list(pairs.values())
    total = max(1.0, float(table.sum()))
    expected = table.sum(1, keepdims=True) @ table.sum(0, keepdims=True) / total
    table /= np.maximum(expected, 1e-9)
    np.log(table, out=table, where=table > 0)
    np.maximum(table, 0, out=table)
    _, axes = np.linalg.eigh(table.T @ table)
    projected = table @ axes[:, ::-1][:, :dimensions]
    if projected.shape[1] < dimensions:
        projected = np.pad(projected, ((0, 0), (0, dimensions - projected.shape[1])))
    lengths = np.linalg.norm(projected, axis=1, keepdims=True)
    projected /= np.maximum(lengths, 1e-9)
    scaled: NDArray[np.float32] = (projected / max(float(projected.std()), 1e-9)).astype(np.float32)
    return scaled
