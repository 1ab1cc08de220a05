"""Protest and assault sentences without any tagged name: precision against hard negatives."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.events.test_sentences import read_markup
from topics import EventStatus
from workers.events.coder import EventCoder


def _read(name: str) -> list[dict[str, Any]]:
    text = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
    return list(yaml.safe_load(text))


CASES = [*_read("protest_assault.yaml"), *_read("protest_assault_more.yaml")]
KEPT = _read("protest_assault_kept.yaml")
_WATCHED = {"PROTEST", "ASSAULT"}


@pytest.fixture(scope="module")
def coder() -> EventCoder:
    return EventCoder.load()


def asserted_types(coder: EventCoder, text: str) -> set[str]:
    document, mentions = read_markup(text)
    return {
        c.event.type.value for c in coder.code(document, mentions) if c.event.status is EventStatus.ASSERTED
    }


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_what_happened_is_coded_and_nothing_else(case: dict[str, Any], coder: EventCoder) -> None:
    found = asserted_types(coder, case["text"])
    assert set(case["types"]) <= found
    assert found & _WATCHED <= set(case["types"]) | set(case.get("optional", ()))


def test_sentences_kept_to_measure_with_stay_above_their_floors(coder: EventCoder) -> None:
    wanted = found = false = 0
    for case in KEPT:
        told = asserted_types(coder, case["text"]) & _WATCHED
        wanted += len(case["types"])
        found += len(told & set(case["types"]))
        false += bool(told and not case["types"])
    assert found / wanted >= 0.8
    assert false <= 1
