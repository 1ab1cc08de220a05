"""Make the weights of `workers.text.furniture`: a logistic regression over cues, by numpy alone.

    python -m workers.text.furniture_training SHARED LINES.tsv [--keep FILE] [--held-out] [--out FILE]

LINES.tsv holds lines of pages and interfaces, one a line: where it is from (a package or a site), a weight,
the line. SHARED holds data/saudinewsnet: headlines, paragraphs and sentences of its articles are what
must stay. With `--held-out` every fifth of the sources of lines, and a third of the newspapers, is left
out of training in turn, and what the model makes of them is printed; without it the weights are written.
"""

import argparse
import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from topics import RawArticle
from workers.text.boilerplate import load_rules
from workers.text.clean import clean
from workers.text.data import FOLDER
from workers.text.furniture import MAX_FURNITURE, cues_of, use

MIN_LINES, MIN_SOURCES = 3, 2
"""A cue seen in fewer lines, or in lines of fewer sources, is not learned: names of products are none."""
PENALTY = 2e-5
ROUNDS = 250
SMALLEST, SMALLEST_PAIR = 0.1, 0.25
"""Weights nearer to zero are left out of the file; those of two words sooner."""
_NOT_OF_PAGE = frozenset({"agency", "dateline", "byline", "source-line", "caption", "wire-end"})
_SENTENCES = re.compile(r"(?<=[.؟!])\s+")


class Example(NamedTuple):
    """One line to learn from."""

    source: str
    weight: float
    line: str
    page: bool


def articles(shared: Path) -> Iterable[dict[str, Any]]:
    """Yield the articles of SHARED/data/saudinewsnet."""
    for archive in sorted((shared / "data" / "saudinewsnet").glob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                if name.endswith(".json") and "MACOSX" not in name:
                    yield from json.loads(opened.read(name).decode("utf-8-sig"))


def own_lines(shared: Path, extra: Path | None = None, seed: int = 1) -> list[Example]:
    """Return lines of real articles: short paragraphs left by the rules, headlines, some sentences.

    `extra` is a file of further lines that must stay.
    """
    use({"~bias": -100.0})  # what the last weights removed must be seen
    chance = random.Random(seed)  # noqa: S311
    examples: list[Example] = []
    seen: Counter[str] = Counter()
    for article in articles(shared):
        source = str(article.get("source"))
        title = " ".join(str(article["title"]).split())
        if 0 < len(title) <= MAX_FURNITURE:
            examples.append(Example(source, 1.0, title, False))
        body = str(article["content"])
        paragraphs = clean(RawArticle(title=title, body=body)).text.split("\n\n")
        for line in paragraphs:
            if 0 < len(line) <= MAX_FURNITURE and "@" not in line:
                seen[line] += 1
                # What stands in several articles may be the page's after all.
                examples.append(Example(source, 2.0 if seen[line] == 1 else 0.0, line, False))
            elif chance.random() < 0.3:
                sentence = chance.choice(_SENTENCES.split(line))
                if 0 < len(sentence) <= MAX_FURNITURE:
                    bare = sentence.rstrip(".") if chance.random() < 0.5 else sentence
                    if bare:
                        examples.append(Example(source, 1.0, bare, False))
    repeated = {line for line, count in seen.items() if count > 2}
    rules = load_rules().rules
    kept = [line for rule in rules for line in rule.keep]
    kept += extra.read_text("utf-8").splitlines() if extra else []
    examples += [Example("rules", 5.0, line, False) for line in kept if len(line) <= MAX_FURNITURE]
    return [example for example in examples if example.weight and example.line not in repeated]


def page_lines(path: Path) -> list[Example]:
    """Read LINES.tsv, and add the rules' own examples of lines that go."""
    examples = [
        Example(f"rules-{rule.name}", 2.0, line, True)
        for rule in load_rules().rules
        if rule.name not in _NOT_OF_PAGE
        for line in rule.junk
        if len(line) <= MAX_FURNITURE and "مثال" not in line
    ]
    for row in path.read_text("utf-8").splitlines():
        source, weight, line = row.split("\t", 2)
        if 0 < len(line) <= MAX_FURNITURE and cues_of(line):
            examples.append(Example(source, float(weight), line, True))
    return examples


def fit(examples: list[Example]) -> dict[str, float]:
    """Return a weight for each cue and `~bias`: weighted logistic regression by Adam, with an L2 penalty."""
    found = [cues_of(example.line) for example in examples]
    counts = Counter(cue for cues in found for cue in set(cues))
    sources: dict[str, set[str]] = {}
    for example, cues in zip(examples, found, strict=True):
        for cue in cues:
            sources.setdefault(cue, set()).add(example.source)
    kept = [
        cue
        for cue, count in sorted(counts.items())
        if count >= MIN_LINES and len(sources[cue]) >= MIN_SOURCES
    ]
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
    weight[target == 1] *= weight[target == 0].sum() / weight[target == 1].sum() / 4
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
        rate = 0.05 if step < ROUNDS * 0.6 else 0.015
        right, left = 1 - 0.9**step, 1 - 0.99**step
        theta -= rate * (mean / right) / (np.sqrt(spread / left) + 1e-8)
        bias -= rate * (mean_bias / right) / ((spread_bias / left) ** 0.5 + 1e-8)
    return {"~bias": bias, **dict(zip(kept, theta.tolist(), strict=True))}


def scores(weights: dict[str, float], lines: Iterable[str]) -> list[float]:
    """Return the score of each line under `weights`."""
    return [weights["~bias"] + sum(weights.get(cue, 0.0) for cue in cues_of(line)) for line in lines]


def held_out(page: list[Example], own: list[Example], thresholds: tuple[float, ...]) -> None:
    """Print, for each fold by source, the share of its page lines found and of articles' lines taken."""
    sources = sorted({example.source for example in page})
    random.Random(3).shuffle(sources)  # noqa: S311
    papers = sorted({example.source for example in own})
    for fold in range(5):
        out, left = set(sources[fold::5]), set(papers[fold % 3 :: 3])
        weights = fit(
            [example for example in page if example.source not in out]
            + [example for example in own if example.source not in left]
        )
        for kind, chosen in (
            ("sites", [e for e in page if e.source in out and e.source.startswith("site-")]),
            ("packages", [e for e in page if e.source in out and not e.source.startswith("site-")]),
            ("articles", [e for e in own if e.source in left]),
        ):
            found = np.array(scores(weights, [example.line for example in chosen]))
            shares = "  ".join(f">{limit}: {(found > limit).mean():.4f}" for limit in thresholds)
            print(f"fold {fold} {kind:9} {len(chosen):6} lines  {shares}", flush=True)


def write(weights: dict[str, float], path: Path) -> None:
    """Write the weights below the header that `path` has."""
    header = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
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
    parser.add_argument("lines", type=Path)
    parser.add_argument("--keep", type=Path, help="further lines that must stay")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--out", type=Path, default=FOLDER / "furniture.tsv")
    arguments = parser.parse_args()
    page, own = page_lines(arguments.lines), own_lines(arguments.shared, arguments.keep)
    print(f"{len(page)} lines of pages, {len(own)} lines of articles")
    if arguments.held_out:
        held_out(page, own, (0.0, 1.0, 2.0, 3.0, 4.0))
    else:
        write(fit(page + own), arguments.out)


if __name__ == "__main__":
    main()
