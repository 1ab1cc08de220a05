"""Fits the gate of the shipped recogniser: `python -m workers.entities.train_gate --train FILE.conll`.

The gate tells tokens that may be part of a name from all others, so that only the former are put
through the network (see `Model.gate`). It is a logistic regression over the vectors of the five words
around, and is taught by the network itself: by which tokens of the training corpus have an entity
label among those that the network thinks possible. It looks at no gold label. Run it after
`workers.entities.train net --save`; it writes the model anew, with the gate. Takes some seconds.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from workers.entities.crf import Model, Scorer
from workers.entities.crf_model import Array
from workers.entities.evaluate import read_conll
from workers.entities.features import WordFeatures, WordTable
from workers.entities.train import DATA

POSSIBLE = 3.0
"""A token may be part of a name if some entity label's score is at most this much below that of `O`."""
WEIGHT = 60.0
"""How much worse it is to lose such a token than to keep another."""
ROOM = 1.5
"""What is added to the fitted bias, to be safe with text unlike the training corpus."""
_EPOCHS = 8
_RATE = 3e-3
_DECAY = 1e-4
_BATCH = 512


def windows(scorer: Scorer, sentences: Sequence[list[str]]) -> Array:
    """Return a row for each token: the vectors of the five words around it side by side, and a one."""
    forms = {word: row for row, word in enumerate(dict.fromkeys(w for words in sentences for w in words), 1)}
    vectors = scorer.vectors(list(forms))
    table = np.vstack([np.zeros((1, vectors.shape[1]), dtype=np.float32), vectors])
    laid: list[int] = [0, 0]
    places: list[int] = []
    for words in sentences:
        places += range(len(laid), len(laid) + len(words))
        laid += [forms[word] for word in words]
        laid += [0, 0]
    around = np.array(laid)[np.array(places)[:, None] + np.arange(-2, 3)]
    rows = np.empty((len(places), 5 * table.shape[1] + 1), dtype=np.float32)
    rows[:, :-1] = table[around].reshape(len(places), -1)
    rows[:, -1] = 1
    return rows


def fit(rows: Array, wanted: Any, seed: int = 0) -> Array:
    """Return the weights of a logistic regression, by Adam with a falling rate."""
    weights = np.zeros(rows.shape[1], dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    cost = np.where(wanted, np.float32(WEIGHT), np.float32(1))
    random = np.random.default_rng(seed)
    step = 0
    for epoch in range(_EPOCHS):
        order = random.permutation(len(rows))
        for at in range(0, len(rows), _BATCH):
            part = order[at : at + _BATCH]
            some = rows[part]
            error = cost[part] * (1 / (1 + np.exp(-(some @ weights))) - wanted[part])
            gradient = some.T @ error.astype(np.float32) / len(part) + np.float32(_DECAY) * weights
            step += 1
            mean = 0.9 * mean + 0.1 * gradient
            square = 0.99 * square + 0.01 * gradient * gradient
            rate = _RATE * (1 - epoch / (_EPOCHS + 0.5))
            weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
            weights = weights.astype(np.float32)
    return weights


def gate_of(model: Model, features: WordFeatures, sentences: Sequence[list[str]]) -> tuple[Array, float]:
    """Return the gate of `model` (see `Model.gate`), and which part of the tokens it lets through."""
    scorer = Scorer(replace(model, gate=None), features)
    scores = np.vstack([scorer.scores(words, [0]) for words in sentences])
    wanted = scores[:, 1:].max(1) - scores[:, 0] > -POSSIBLE
    rows = windows(scorer, sentences)
    weights = fit(rows, wanted)
    weights[-1] += ROOM
    gate = np.zeros((rows.shape[1] // 5 + 1, 5), dtype=np.float32)
    gate[:-1] = weights[:-1].reshape(5, -1).T
    gate[-1, 0] = weights[-1]
    return gate, float((rows @ weights > 0).mean())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m workers.entities.train_gate", description=__doc__)
    parser.add_argument("--train", type=Path, nargs="+", required=True, metavar="FILE.conll")
    parser.add_argument("--model", type=Path, default=DATA / "model_net.bin", metavar="FILE.bin")
    options = parser.parse_args(arguments)
    sentences = [words for path in options.train for words, _ in read_conll(path) if words]
    model = Model.load(options.model)
    gate, passed = gate_of(model, WordFeatures(WordTable.load()), sentences)
    replace(model, gate=gate).save(str(options.model))
    print(json.dumps({"tokens_let_through": round(passed, 4)}))


if __name__ == "__main__":
    main()
