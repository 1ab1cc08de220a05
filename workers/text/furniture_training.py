"""Make the weights of `workers.text.furniture`: a logistic regression over cues, by numpy alone.

    python -m workers.text.furniture_training SHARED BANK.tsv… [--keep GOLD.jsonl…] [--held-out]

A BANK (tests/text/lines) holds lines of pages and lines of articles that look like such, one a line: `junk` or `keep`,
a kind, the line. SHARED holds data/anercorp/train.conll: its sentences, their clauses and pieces of them, with the
titles and paragraphs of `--keep` (tests/gold), are what must stay. With `--held-out` each bank in turn, and a third
of those sentences with it, is left out of training, and what the model makes of them is printed; without it the
weights are written.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from workers.text.boilerplate import load_rules
from workers.text.data import FOLDER
from workers.text.furniture import MAX_FURNITURE, cues_of

_SHIPPED = FOLDER / "furniture.tsv"
MIN_LINES = 3
"""A cue seen in fewer lines is not learned."""
PENALTY = 3e-5
"""What it costs a weight to leave zero."""
ROUNDS = 200
BALANCE = 0.3
"""What all lines of pages weigh in training, beside all lines of articles."""
WEIGHT_OF_KEPT = 3.0
"""What a bank's line that must stay weighs, beside a line of ANERcorp: it was written to look like a page's."""
SMALLEST, SMALLEST_PAIR = 0.1, 0.25
"""Weights nearer to zero are left out of the file; those of two words sooner."""
_NOT_OF_PAGE = frozenset({"agency", "dateline", "byline", "source-line", "caption", "wire-end"})
LIMITS = (-1.0, 0.0, 0.8, 1.8)
_OF_BYLINES = frozenset({"byline", "dateline", "caption", "caption_credit", "source_agency", "endmark"})
"""Kinds of a bank's lines that have rules of their own: from them cities and names would be learned."""
_BEFORE_MARK = re.compile(r" ([،؛:.؟!)])")
_SENTENCES = re.compile(r"(?<=[.؟!])\s+")


class Example(NamedTuple):
    """One line to learn from."""

    source: str
    weight: float
    line: str
    page: bool


def sentences(shared: Path) -> Iterable[str]:
    """Yield the sentences of SHARED/data/anercorp/train.conll, written as newspapers write them."""
    words: list[str] = []
    for row in (shared / "data" / "anercorp" / "train.conll").read_text("utf-8").splitlines():
        if row.strip():
            words.append(row.split()[0])
        elif words:
            yield _BEFORE_MARK.sub(r"\1", " ".join(words))
            words = []
    if words:
        yield _BEFORE_MARK.sub(r"\1", " ".join(words))


def texts(path: Path) -> Iterable[str]:
    """Yield the titles and paragraphs of annotated articles (tests/gold/*.jsonl)."""
    for row in path.read_text("utf-8").splitlines():
        article = json.loads(row)
        if article.get("lang", "ar") == "ar":
            for text in (article.get("title"), *(article.get("clean_text") or "").split("\n")):
                if text and text.strip():
                    yield " ".join(text.split())


def _pieces(sentence: str, chance: random.Random) -> Iterable[str]:
    """Yield lines that an article could have of a sentence: itself, its clauses, some words as a headline or a sub-heading."""
    for line in (sentence, *sentence.split("، ")):
        if 0 < len(line) <= MAX_FURNITURE:
            yield line.rstrip(".") if chance.random() < 0.5 else line
    words = sentence.split()
    if len(words) > 5:
        yield " ".join(words[: chance.randint(4, min(10, len(words) - 1))])
        first = chance.randrange(len(words) - 3)
        yield " ".join(words[first : first + chance.randint(2, 4)]).strip(" ،.:؛")


def own_lines(shared: Path, extra: Iterable[Path] = (), seed: int = 1) -> list[Example]:
    """Return lines that an article has: those of ANERcorp's training half and of the annotated articles `extra`.

    Nothing of saudinewsnet is learned from: its licence is not stated.
    """
    chance = random.Random(seed)  # noqa: S311
    examples: list[Example] = []
    for number, sentence in enumerate(sentences(shared)):
        examples += [
            Example(f"anercorp-{number % 6}", 1.0, line, False) for line in _pieces(sentence, chance)
        ]
    for number, text in enumerate(text for path in extra for text in texts(path)):
        for sentence in _SENTENCES.split(text):
            examples += [Example(f"own-{number % 6}", 1.0, line, False) for line in _pieces(sentence, chance)]
    kept = [line for rule in load_rules().rules for line in rule.keep]
    examples += [Example("rules", 5.0, line, False) for line in kept if len(line) <= MAX_FURNITURE]
    return [example for example in examples if cues_of(example.line)]


def bank_lines(path: Path) -> list[Example]:
    """Read a bank; its lines' source is its name."""
    examples = []
    for row in path.read_text("utf-8").splitlines():
        if row.startswith("#"):
            continue
        verdict, kind, line = row.split("\t", 2)
        line = " ".join(line.split())
        if verdict == "junk" and kind in _OF_BYLINES:
            continue
        if len(line) <= MAX_FURNITURE and cues_of(line):
            page = verdict == "junk"
            examples.append(Example(f"bank-{path.stem}", 1.0 if page else WEIGHT_OF_KEPT, line, page))
    return examples


def rule_lines() -> list[Example]:
    """Return the rules' own examples of lines that go."""
    return [
        Example(f"rules-{rule.name}", 2.0, line, True)
        for rule in load_rules().rules
        if rule.name not in _NOT_OF_PAGE
        for line in rule.junk
        if len(line) <= MAX_FURNITURE and "مثال" not in line
    ]


def fit(examples: list[Example]) -> dict[str, float]:
    """Return a weight for each cue and `~bias`: weighted logistic regression by Adam."""
    found = [cues_of(example.line) for example in examples]
    counts = Counter(cue for cues in found for cue in set(cues))
    kept = [cue for cue, count in sorted(counts.items()) if count >= MIN_LINES]
    number = {cue: place for place, cue in enumerate(kept)}
    rows, columns = [], []
    for place, cues in enumerate(found):
        for cue in cues:
            if cue in number:
                rows.append(place)
                columns.append(number[cue])
    row, column = np.array(rows), np.array(columns)
    target = np.array([example.page for example in examples], dtype=float)
    weight = np.array([example.weight for example in examples])
    weight[target == 1] *= weight[target == 0].sum() / weight[target == 1].sum() * BALANCE
    weight /= weight.sum()
    theta, bias = np.zeros(len(kept)), 0.0
    mean, spread, mean_bias, spread_bias = np.zeros(len(kept)), np.zeros(len(kept)), 0.0, 0.0
    for step in range(1, ROUNDS + 1):
        total = np.bincount(row, theta[column], len(examples)) + bias
        error = weight * (1 / (1 + np.exp(-np.clip(total, -30, 30))) - target)
        slope = np.bincount(column, error[row], len(kept)) + PENALTY * theta
        slope_bias = float(error.sum())
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.99 * spread + 0.01 * slope**2
        mean_bias = 0.9 * mean_bias + 0.1 * slope_bias
        spread_bias = 0.99 * spread_bias + 0.01 * slope_bias**2
        rate = 0.03 if step < ROUNDS * 0.6 else 0.01
        right, left = 1 - 0.9**step, 1 - 0.99**step
        theta -= rate * (mean / right) / (np.sqrt(spread / left) + 1e-8)
        bias -= rate * (mean_bias / right) / ((spread_bias / left) ** 0.5 + 1e-8)
    return dict(zip(kept, theta.tolist(), strict=True)) | {"~bias": bias}


def scores(weights: dict[str, float], lines: Iterable[str]) -> list[float]:
    """Return the score of each line under `weights`."""
    return [weights["~bias"] + sum(weights.get(cue, 0.0) for cue in cues_of(line)) for line in lines]


def held_out(banks: list[list[Example]], others: list[Example], own: list[Example]) -> None:
    """Print, for each bank left out, the shares of its lines and of articles' lines that score above limits."""
    sources = sorted({example.source for example in own})
    for fold, bank in enumerate(banks):
        left = set(sources[fold % 3 :: 3])
        weights = fit(
            [example for other in banks if other is not bank for example in other]
            + others
            + [example for example in own if example.source not in left]
        )
        for kind, chosen in (
            ("junk", [example for example in bank if example.page]),
            ("keep", [example for example in bank if not example.page]),
            ("articles", [example for example in own if example.source in left]),
        ):
            found = np.array(scores(weights, [example.line for example in chosen]))
            shares = "  ".join(f">{limit}: {(found > limit).mean():.4f}" for limit in LIMITS)
            print(f"{bank[0].source} {kind:9} {len(chosen):6} lines  {shares}", flush=True)


def write(weights: dict[str, float], path: Path) -> None:
    """Write the weights below the header of the shipped file."""
    header = [line for line in _SHIPPED.read_text("utf-8").splitlines() if line.startswith("#")]
    rows = sorted(
        (
            (cue, weight)
            for cue, weight in weights.items()
            if abs(weight) >= (SMALLEST_PAIR if "+" in cue else SMALLEST) or cue == "~bias"
        ),
        key=lambda entry: (-entry[1], entry[0]),
    )
    path.write_text("\n".join([*header, *(f"{cue}\t{weight:.2f}" for cue, weight in rows)]) + "\n", "utf-8")


def main() -> None:
    """Train, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("banks", type=Path, nargs="+")
    parser.add_argument(
        "--keep", type=Path, nargs="*", default=[], help="annotated articles, whose lines must stay"
    )
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument(
        "--out", type=Path, default=_SHIPPED, help="file to write (default: the shipped weights)"
    )
    arguments = parser.parse_args()
    banks = [bank_lines(path) for path in arguments.banks]
    others, own = rule_lines(), own_lines(arguments.shared, arguments.keep)
    print(f"{sum(map(len, banks)) + len(others)} lines of banks and pages, {len(own)} lines of articles")
    if arguments.held_out:
        held_out(banks, others, own)
    else:
        write(fit([*(each for bank in banks for each in bank), *others, *own]), arguments.out)


if __name__ == "__main__":
    main()
