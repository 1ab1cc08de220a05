"""Sentences over all types with hard negatives: what must be coded, and what must not be asserted."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from topics import EntityType, EventStatus, Field
from workers.entities.mentions import LinkedMention
from workers.events.coder import CodedEvent, EventCoder
from workers.text.document import Document
from workers.text.segment import make_document

_DATA = Path(__file__).parent / "data"
CASES: list[dict[str, Any]] = [
    case
    for name in (
        "sentences.yaml",
        "sentences_more.yaml",
        "sentences_third.yaml",
        "sentences_fourth.yaml",
        "sentences_fifth.yaml",
        "sentences_sixth.yaml",
        "sentences_seventh.yaml",
        "sentences_eighth.yaml",
        "sentences_ninth.yaml",
        "sentences_tenth.yaml",
    )
    for case in yaml.safe_load((_DATA / name).read_text(encoding="utf-8"))
]
PUBLISHED = datetime(2026, 3, 18, 12, tzinfo=UTC)
_MARKUP = re.compile(r"<([PLO]):([^>]+)>")
_TYPES = {"P": EntityType.PER, "L": EntityType.LOC, "O": EntityType.ORG}


def read_markup(text: str) -> tuple[Document, list[LinkedMention]]:
    """Make the document of a marked sentence, with a mention for each mark."""
    plain, spans, last = "", [], 0
    for mark in _MARKUP.finditer(text):
        plain += text[last : mark.start()]
        spans.append((len(plain), len(plain) + len(mark[2]), mark[1], mark[2]))
        plain += mark[2]
        last = mark.end()
    plain += text[last:]
    document = make_document("case", "", plain, PUBLISHED)
    field = document.text
    mentions = []
    for start, end, kind, name in spans:
        first = max(i for i, s in enumerate(field.starts) if s <= start)
        stop = max(i for i, s in enumerate(field.starts) if s < end) + 1
        clitics = tuple(plain[field.starts[first] : start])
        mentions.append(
            LinkedMention(
                name,
                Field.TEXT,
                start,
                end,
                first,
                stop,
                field.sentence_of(first),
                _TYPES[kind],
                "rasid:" + name,
                name,
                None,
                1.0,
                "test",
                clitics=clitics,
                country="XX" if kind == "L" else None,
            )
        )
    return document, mentions


@pytest.fixture(scope="module")
def coder() -> EventCoder:
    return EventCoder.load()


def _among(found: str | None, wanted: Any) -> bool:
    options = wanted if isinstance(wanted, list) else [wanted]
    return found is not None and any(found in option or option in found for option in options)


def _agrees(coded: CodedEvent, wanted: dict[str, Any]) -> bool:
    return coded.event.type == wanted["type"] and _among(coded.event.trigger, wanted["trigger"])


def problems(case: dict[str, Any], coded: tuple[CodedEvent, ...]) -> list[str]:
    """Say everything that the coded events get wrong."""
    found: list[str] = []
    asserted = [c for c in coded if c.event.status is EventStatus.ASSERTED]
    spare = list(asserted)
    for wanted in case["events"]:
        hit = next((c for c in spare if _agrees(c, wanted)), None)
        if hit is None:
            if not wanted.get("optional"):
                found.append(f"missed {wanted['type']} {wanted['trigger']}")
            continue
        spare.remove(hit)
        for role in ("source", "target", "place"):
            actor = getattr(hit.event, role)
            if role in wanted and not _among(actor.surface if actor else None, wanted[role]):
                found.append(
                    f"{wanted['trigger']}: {role} {actor.surface if actor else None} for {wanted[role]}"
                )
        if "date" in wanted and hit.event.date != wanted["date"]:
            found.append(f"{wanted['trigger']}: date {hit.event.date} for {wanted['date']}")
    found += [f"asserted {c.event.type.value} {c.event.trigger}: {c.why}" for c in spare]
    for marked in case.get("marked", ()):
        for c in coded:
            if c.event.type == marked["type"] and c.event.status not in (
                marked["status"],
                EventStatus.ASSERTED,
            ):
                found.append(f"{c.event.trigger} is {c.event.status.value}, not {marked['status']}")
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_sentence_is_coded_as_a_reader_would(case: dict[str, Any], coder: EventCoder) -> None:
    document, mentions = read_markup(case["text"])
    assert problems(case, coder.code(document, mentions)) == []


def test_the_set_covers_every_type_and_many_negatives() -> None:
    assert {e["type"] for case in CASES for e in case["events"]} >= {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip
    assert len(CASES) >= 60
    assert sum(not case["events"] for case in CASES) >= 20
