"""Quality may not fall unseen: floors under the scores of the whole pipeline on annotated articles.

`dev` was worked on until it passed, so it only shows what breaks. `blind`, `second`, `third`, `fourth`, `fifth` to `eleventh`, the pages and the sentences were
written without sight of the rules (their first scores stand in the README); kinds of error found in them
were mended since, so they are blind no more, and these floors say nothing of unseen text.
Lowering a floor is a decision: say why in the commit.
"""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.gold.score import read, score
from topics.codec import encode
from workers.pipeline import Origin, Pipeline, dead_letter
from workers.settings import Settings

HERE = Path(__file__).resolve().parent

FLOORS = {
    "dev": {"exact": 1.0, "tokens": 1.0, "entities": 0.98, "linking": 0.98, "recall": 0.96, "precision": 0.95, "roles": 0.95, "dates": 0.95, "false": 0, "watch": 1.0},
    "blind": {"exact": 0.95, "tokens": 0.995, "entities": 0.96, "linking": 0.98, "recall": 0.95, "precision": 0.95, "roles": 0.93, "dates": 0.95, "false": 1, "watch": 0.98},
    "second": {"exact": 0.95, "tokens": 0.995, "entities": 0.93, "linking": 0.97, "recall": 0.92, "precision": 0.95, "roles": 0.88, "dates": 0.92, "false": 1, "watch": 0.97},
    "third": {"exact": 0.95, "tokens": 0.995, "entities": 0.9, "linking": 0.96, "recall": 0.88, "precision": 0.92, "roles": 0.86, "dates": 0.95, "false": 1, "watch": 0.96},
    "fourth": {"exact": 0.94, "tokens": 0.995, "entities": 0.94, "linking": 0.97, "recall": 0.9, "precision": 0.95, "roles": 0.88, "dates": 0.94, "false": 1, "watch": 0.94},
    "fifth": {"exact": 0.88, "tokens": 0.995, "entities": 0.94, "linking": 0.97, "recall": 0.93, "precision": 0.95, "roles": 0.92, "dates": 0.95, "false": 1, "watch": 0.95},
    "seventh": {"exact": 0.93, "tokens": 0.995, "entities": 0.96, "linking": 0.98, "recall": 0.93, "precision": 0.95, "roles": 0.87, "dates": 0.95, "false": 0, "watch": 0.98},
    "eighth": {"exact": 0.93, "tokens": 0.995, "entities": 0.98, "linking": 0.98, "recall": 0.86, "precision": 0.95, "roles": 0.92, "dates": 0.95, "false": 0, "watch": 0.97},
    "ninth": {"exact": 0.93, "tokens": 0.995, "entities": 0.93, "linking": 0.97, "recall": 0.79, "precision": 0.95, "roles": 0.86, "dates": 0.95, "false": 0, "watch": 0.95},
    "tenth": {"exact": 1.0, "tokens": 0.995, "entities": 0.91, "linking": 0.97, "recall": 0.8, "precision": 0.95, "roles": 0.76, "dates": 0.95, "false": 1, "watch": 0.96},
    "eleventh": {"exact": 1.0, "tokens": 0.995, "entities": 0.93, "linking": 0.98, "recall": 0.84, "precision": 0.95, "roles": 0.82, "dates": 0.95, "false": 0, "watch": 0.95},  # at first sight
    "sixth": {"exact": 0.94, "tokens": 0.995, "entities": 0.93, "linking": 0.97, "recall": 0.9, "precision": 0.93, "roles": 0.85, "dates": 0.9, "false": 1, "watch": 0.95},
}  # fmt: skip
PAGES = {
    "pages_first": 0.97, "pages_second": 0.97, "pages_third": 0.93, "pages_fourth": 0.97, "pages_fifth": 0.95, "pages_sixth": 0.97,
}  # fmt: skip
"""Of bodies annotated for cleaning alone, the share that must be clean to the letter."""


@cache
def figures(name: str) -> dict[str, Any]:
    """Run a gold file through a fresh pipeline, as `rasid tag` does, and score it."""
    gold = read(HERE / f"{name}.jsonl")
    pipeline = Pipeline.from_settings(Settings())
    now = datetime.now(UTC)
    results = []
    for record in gold:
        value = json.dumps(record, ensure_ascii=False).encode()
        outcome = pipeline.process(value, now)
        if outcome.tagged is not None:
            results.append(json.loads(encode(outcome.tagged)))
        else:
            assert outcome.rejection is not None
            letter = dead_letter(Origin("stdin", 0, 0, None, value), outcome.rejection, now)
            results.append({"dead_letter": json.loads(encode(letter))})
    return score(gold, results)


@pytest.mark.parametrize("name", FLOORS)
def test_every_article_has_the_right_outcome(name: str) -> None:
    outcomes = figures(name)["outcomes"]
    assert outcomes["ok"] == outcomes["of"]


@pytest.mark.parametrize("name", FLOORS)
def test_quality_stands_above_its_floors(name: str) -> None:
    found, floors = figures(name), FLOORS[name]
    exact = found["clean_exact"]
    measured = {
        "exact": exact["ok"] / exact["of"],
        "tokens": found["clean_tokens"]["f1"],
        "entities": found["entities"]["f1"],
        "linking": found["linking_accuracy"],
        "recall": found["events"]["r"],
        "precision": found["events"]["p"],
        "roles": found["roles_accuracy"],
        "dates": found["dates_accuracy"],
        "watch": found["watch"]["f1"],
    }
    below = {key: (value, floors[key]) for key, value in measured.items() if value < floors[key]}
    assert not below
    assert found["false_assertions"]["made"] <= floors["false"]


@pytest.mark.parametrize("name", PAGES)
def test_dirty_bodies_are_clean_to_the_letter(name: str) -> None:
    exact, tokens = figures(name)["clean_exact"], figures(name)["clean_tokens"]
    assert exact["ok"] >= PAGES[name] * exact["of"]
    assert tokens["r"] >= (0.997 if name == "pages_fifth" else 1.0)  # an item of its list reads as a caption


@pytest.mark.parametrize(
    ("name", "recall"),
    [
        ("sentences", 0.92),
        ("second_sentences", 0.92),
        ("third_sentences", 0.92),
        ("fourth_sentences", 0.9),  # at first sight
        ("sixth_sentences", 0.95),
        ("fifth_sentences", 0.95),
        ("seventh_sentences", 0.86),
        ("eighth_sentences", 0.95),
        ("ninth_sentences", 0.86),  # at first sight
    ],
)
def test_protest_and_assault_are_told_from_what_only_sounds_like_them(name: str, recall: float) -> None:
    found = figures(name)
    assert found["events"]["r"] >= recall
    assert found["events"]["p"] >= 0.9
    assert found["false_assertions"]["made"] <= 1


@pytest.mark.parametrize(
    ("name", "recall", "precision", "false"),
    [("tenth_sentences", 0.68, 0.77, 5), ("eleventh_sentences", 0.72, 0.81, 0)],
)
def test_long_sentences_are_read_through_their_clauses(
    name: str, recall: float, precision: float, false: int
) -> None:
    found = figures(name)
    assert found["events"]["r"] >= recall
    assert found["events"]["p"] >= precision
    assert found["false_assertions"]["made"] <= false


def test_rare_constructions_are_coded_and_what_only_holds_their_words_is_not() -> None:
    found = figures("constructions_open")
    assert found["events"]["r"] >= 0.68
    assert found["events"]["p"] >= 0.88
    assert found["false_assertions"]["made"] == 0
