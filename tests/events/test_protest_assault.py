"""Protest and assault sentences without any tagged name: precision against hard negatives."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.events.test_sentences import read_markup
from topics import EventStatus
from workers.events.coder import EventCoder

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "protest_assault.yaml").read_text(encoding="utf-8")
)
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
