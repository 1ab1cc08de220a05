"""Scores of the whole pipeline on annotated articles: entities, links, watched entities.

The gold is JSON Lines; each line is a raw article with `clean_text`, `entities` (`start`, `end`,
`type`, and of `qid`, `nil`, `not_qid`, `alt_types` what applies), `optional_entities`, `watch` and
`expect`. Offsets are code points of `clean_text`.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

_SCORED = ("PER", "LOC", "ORG")
Offset = Callable[[int], int | None]


@dataclass(frozen=True, slots=True)
class Found:
    """What the pipeline made of one article."""

    text: str
    """The clean text that the offsets count in."""
    mentions: tuple[tuple[int, int, str, str], ...]
    """(start, end, type, entity id) of every mention in the text; the title is not scored."""
    entity_ids: frozenset[str] = frozenset()
    """The ids of all entities named in title or text: what a watch rule can see."""


def evaluate_gold(path: Path, run: Callable[[Mapping[str, Any]], Found | None]) -> dict[str, Any]:
    """Score `run`, the whole pipeline, on a file of annotated articles.

    `run` gets each line as a raw article and returns None where it became no Arabic article. A
    mention counts if start, end and type are right; optional ones count neither way. A link is scored
    on mentions found: it must be the `qid` where the gold gives one, no Wikidata id where it says
    `nil`, and none of `not_qid`. The result has `micro`, a part for each type, `linking`, `watch` and
    `errors`, which says each error in words.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("micro", *_SCORED, "watch", "link")}
    errors: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line) if line.strip() else {"expect": "nothing"}
        if record.get("expect", "accept") != "accept":
            continue
        found = run(record)
        if found is None:
            errors.append(f"{record['id']}: became no Arabic article")
            found = Found("", ())
        _score_mentions(record, found, counts, errors)
        _score_watch(record, found, counts["watch"], errors)
    links = counts.pop("link")
    scored = links["right"] + links["wrong"]
    result: dict[str, Any] = {name: _ratios(count) for name, count in counts.items()}
    result["linking"] = {"accuracy": links["right"] / scored if scored else 0.0, "scored": scored}
    result["errors"] = errors
    return result


def _offsets(text: str, gold: str) -> Offset:
    """Map offsets of `text` to offsets of `gold` where both agree."""
    if text == gold:
        return lambda offset: offset
    table: dict[int, int] = {}
    for block in SequenceMatcher(None, text, gold, autojunk=False).get_matching_blocks():
        for k in range(block.size + 1):
            table.setdefault(block.a + k, block.b + k)
    return table.get


def _score_mentions(
    record: Mapping[str, Any], found: Found, counts: Mapping[str, Counter[str]], errors: list[str]
) -> None:
    gold = {(e["start"], e["end"]): e for e in record.get("entities", ()) if e["type"] in _SCORED}
    optional = {(e["start"], e["end"]) for e in record.get("optional_entities", ())}
    place = _offsets(found.text, record["clean_text"])
    predicted = {
        (place(start), place(end)): (kind, entity_id, found.text[start:end])
        for start, end, kind, entity_id in reversed(found.mentions)
        if kind in _SCORED
    }
    for span, (kind, _, surface) in predicted.items():
        if span in optional:
            continue
        entity = gold.get(span)
        if entity is None or kind not in {entity["type"], *entity.get("alt_types", ())}:
            _count(counts, kind, "extra")
            errors.append(f"{record['id']}: spurious {kind} {surface!r}")
    for span, entity in gold.items():
        kind, entity_id, _ = predicted.get(span, ("", "", ""))
        surface = record["clean_text"][span[0] : span[1]]
        if kind not in {entity["type"], *entity.get("alt_types", ())}:
            _count(counts, entity["type"], "missed")
            errors.append(f"{record['id']}: missed {entity['type']} {surface!r}")
            continue
        _count(counts, entity["type"], "right")
        right = _link_is_right(entity, entity_id)
        if right is not None:
            counts["link"]["right" if right else "wrong"] += 1
            if not right:
                errors.append(f"{record['id']}: linked {surface!r} to {entity_id}")


def _count(counts: Mapping[str, Counter[str]], kind: str, outcome: str) -> None:
    counts["micro"][outcome] += 1
    counts[kind][outcome] += 1


def _link_is_right(entity: Mapping[str, Any], entity_id: str) -> bool | None:
    """Return whether a link is right; None where the gold does not say."""
    if entity.get("qid"):
        return bool(entity_id == entity["qid"])
    if entity.get("nil"):
        return not (entity_id[:1] == "Q" and entity_id[1:].isdigit())
    return entity_id not in entity["not_qid"] if entity.get("not_qid") else None


def _score_watch(record: Mapping[str, Any], found: Found, counts: Counter[str], errors: list[str]) -> None:
    watches: Iterable[Mapping[str, Any]] = record.get("watch", ())
    for watch in watches:
        if "qid" not in watch or watch.get("soft"):
            continue
        fired, expected = watch["qid"] in found.entity_ids, watch["should_fire"]
        if fired and expected:
            counts["right"] += 1
        elif fired != expected:
            counts["extra" if fired else "missed"] += 1
            errors.append(f"{record['id']}: watch {watch['qid']} {'fired' if fired else 'was silent'}")


def _ratios(counts: Counter[str]) -> dict[str, float]:
    found, wanted = counts["right"] + counts["extra"], counts["right"] + counts["missed"]
    precision = counts["right"] / found if found else 0.0
    recall = counts["right"] / wanted if wanted else 0.0
    total = precision + recall
    return {"p": precision, "r": recall, "f1": 2 * precision * recall / total if total else 0.0}
