"""Trains the shipped recogniser: `python -m workers.entities.train --train FILE.conll ...`.

Needs the packages of the `data` dependency group (`uv sync --group data`). Prints one line of JSON
with the scores on `--dev` (by default the last 15% of the training tokens, then left out) and on
each `--test` file, and with `--save` writes the model.

    python -m workers.entities.train words --camel-morph DIR     builds data/model_words.bin
    python -m workers.entities.train net --train train.conll     trains and scores on a held-out slice
    python -m workers.entities.train net --train train.conll --all --save   trains on all and writes
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from workers.entities.crf import CrfRecogniser, Model, Network, Scorer
from workers.entities.evaluate import evaluate_conll, labels_by, read_conll, strict
from workers.entities.features import WordFeatures, WordTable

DATA = Path(str(files("workers.entities") / "data"))
HELD_OUT = 0.15
Sentence = tuple[list[str], list[str]]


def held_out(corpus: Sequence[Sentence], part: float = HELD_OUT) -> tuple[list[Sentence], list[Sentence]]:
    """Split off the last `part` of the tokens, at a sentence's end."""
    sizes = np.cumsum([len(words) for words, _ in corpus])
    cut = int(np.searchsorted(sizes, sizes[-1] * (1 - part)))
    return list(corpus[:cut]), list(corpus[cut:])


def train_model(
    corpus: Sequence[Sentence],
    features: WordFeatures,
    shape: Any,
    seeds: Sequence[int],
    rates: Any,
    agreement: float,
    say: Callable[[str], None] = lambda _: None,
) -> Model:
    """Train one network for each seed and put them together into a model."""
    from workers.entities.train_augment import augmenter
    from workers.entities.train_net import Encoder, train

    encoder = Encoder.fit(features, corpus)
    augment = augmenter(features.table, rates) if rates else None
    networks = []
    for seed in seeds:

        def report(epoch: int, loss: float, _: Any, seconds: float, seed: int = seed) -> None:
            if epoch % 10 == 9:
                say(f"seed {seed}, epoch {epoch + 1}: loss {loss:.4f}, {seconds:.0f} s")

        found = train(corpus, encoder, shape, seed, augment, report)
        networks.append(Network(**{name: found[name] for name in Network.__slots__}))
    return Model(encoder.names, tuple(networks), agreement)


def _net(options: argparse.Namespace) -> None:
    from workers.entities.train_augment import Rates
    from workers.entities.train_net import Shape

    corpus = [sentence for path in options.train for sentence in read_conll(path)]
    held: list[Sentence] = []
    if options.dev:
        held = [sentence for path in options.dev for sentence in read_conll(path)]
    elif not options.all:
        corpus, held = held_out(corpus)
    values = {f.name: getattr(options, f.name) for f in fields(Shape)}
    shape = replace(Shape(), **{name: value for name, value in values.items() if value is not None})
    features = WordFeatures(WordTable.load())
    started = time.time()
    model = train_model(
        corpus,
        features,
        shape,
        options.seed,
        None if options.no_augment else Rates(),
        options.agreement,
        lambda line: print(line, file=sys.stderr, flush=True),
    )
    result: dict[str, Any] = {"seeds": options.seed, "seconds": round(time.time() - started)}
    target = options.save or options.output
    if target:
        model.save(str(target))
        model = Model.load(target)  # what is scored is what is shipped, roundings included
    recogniser = CrfRecogniser(Scorer(model, features))
    if held:
        gold = [labels for _, labels in held]
        result["dev"] = strict(gold, labels_by(recogniser, held))
    for path in options.test:
        result[str(path.name)] = evaluate_conll(path, recogniser)
    print(json.dumps(result))


def _words(options: argparse.Namespace) -> None:
    from workers.entities.train_words import build

    table = build(options.camel_morph, options.dimensions, options.with_vectors, options.cache, options.text)
    table.save(str(DATA / "model_words.bin"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m workers.entities.train", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(required=True)
    words = commands.add_parser("words", help="build the table of words")
    words.add_argument("--camel-morph", type=Path, required=True, metavar="DIR")
    words.add_argument("--dimensions", type=int, default=48)
    words.add_argument("--with-vectors", type=int, default=0, metavar="N", help="words that get a vector")
    words.add_argument("--cache", type=Path, metavar="FILE.npz", help="keeps the vectors between runs")
    words.add_argument("--text", type=Path, nargs="*", default=[], metavar="FILE.txt", help="text of yours")
    words.set_defaults(run=_words)
    net = commands.add_parser("net", help="train the recogniser")
    net.add_argument("--train", type=Path, nargs="+", required=True, metavar="FILE.conll")
    net.add_argument("--dev", type=Path, nargs="*", default=[], metavar="FILE.conll")
    net.add_argument("--test", type=Path, nargs="*", default=[], metavar="FILE.conll")
    net.add_argument("--all", action="store_true", help="hold nothing out")
    net.add_argument("--seed", type=int, nargs="+", default=[0], help="one network for each, averaged")
    net.add_argument("--no-augment", action="store_true", help="replace no names")
    net.add_argument("--agreement", type=float, default=0.0, help="see workers.entities.crf.Model")
    net.add_argument("--save", action="store_const", const=DATA / "model_net.bin", help="ship the model")
    net.add_argument("--output", type=Path, metavar="FILE.bin", help="write the model here instead")
    for name, kind in (("embedding", int), ("hidden", int), ("epochs", int), ("rate", float)):
        net.add_argument(f"--{name}", type=kind)
    for name in ("decay", "drop-feature", "drop-form", "drop-hidden"):
        net.add_argument(f"--{name}", type=float)
    net.set_defaults(run=_net)
    options = parser.parse_args(arguments)
    options.run(options)


if __name__ == "__main__":
    main()
