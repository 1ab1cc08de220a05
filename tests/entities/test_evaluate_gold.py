"""Scores of the whole pipeline on annotated articles."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from workers.entities.evaluate_gold import Found, evaluate_gold

TEXT = "زار بوتين بكين مع كيم."
RECORD: dict[str, Any] = {
    "id": "1",
    "clean_text": TEXT,
    "entities": [
        {"start": 4, "end": 9, "type": "PER", "qid": "Q7747"},
        {"start": 10, "end": 14, "type": "LOC", "qid": "Q956", "alt_types": ["ORG"]},
        {"start": 18, "end": 21, "type": "PER", "not_qid": ["Q56226"]},
    ],
    "watch": [{"qid": "Q7747", "should_fire": True}, {"qid": "Q56226", "should_fire": False}],
}


def score(tmp_path: Path, found: Found | None, **changes: Any) -> dict[str, Any]:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**RECORD, **changes}) + "\n\n", encoding="utf-8")

    def run(record: Mapping[str, Any]) -> Found | None:
        assert record["id"] == "1"
        return found

    return evaluate_gold(path, run)


ALL = ((4, 9, "PER", "Q7747"), (10, 14, "ORG", "Q956"), (18, 21, "PER", "rasid:kim"))


def test_what_is_all_right_scores_one(tmp_path: Path) -> None:
    result = score(tmp_path, Found(TEXT, ALL, frozenset({"Q7747", "Q956"})))
    assert result["micro"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert result["linking"] == {"accuracy": 1.0, "scored": 3}
    assert result["watch"]["f1"] == 1.0
    assert result["errors"] == []


def test_the_classic_wrong_guess_and_a_false_alarm_are_counted(tmp_path: Path) -> None:
    mentions = (*ALL[:2], (18, 21, "PER", "Q56226"))
    result = score(tmp_path, Found(TEXT, mentions, frozenset({"Q7747", "Q56226"})))
    assert result["linking"]["accuracy"] == pytest.approx(2 / 3)
    assert result["watch"]["p"] == 0.5
    assert len(result["errors"]) == 2


def test_a_span_one_letter_off_is_spurious_and_missed(tmp_path: Path) -> None:
    result = score(tmp_path, Found(TEXT, ((3, 9, "PER", "Q7747"),)))
    assert result["PER"] == {"p": 0.0, "r": 0.0, "f1": 0.0}


def test_optional_mentions_count_neither_way(tmp_path: Path) -> None:
    optional = [{"start": 0, "end": 3}]
    result = score(tmp_path, Found(TEXT, (*ALL, (0, 3, "PER", "x"))), optional_entities=optional)
    assert result["micro"]["p"] == 1.0


def test_offsets_are_compared_where_the_texts_agree(tmp_path: Path) -> None:
    moved = tuple((start + 5, end + 5, kind, key) for start, end, kind, key in ALL)
    assert score(tmp_path, Found("عاجل " + TEXT, moved))["micro"]["f1"] == 1.0


def test_an_article_that_was_lost_misses_everything(tmp_path: Path) -> None:
    result = score(tmp_path, None)
    assert result["micro"]["r"] == 0.0
    assert result["errors"][0] == "1: became no Arabic article"


def test_articles_that_must_not_be_tagged_are_not_run(tmp_path: Path) -> None:
    result = score(tmp_path, Found("", ()), expect="skip_language")
    assert result["micro"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert result["errors"] == []
