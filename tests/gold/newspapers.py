"""Protests and assaults in real newspaper sentences: recall, precision and roles.

    python -m tests.gold.newspapers SHARED [--part D] [--verbose]

`newspapers.jsonl` annotates 714 sentences of data/saudinewsnet without holding a word of them: it says
where each stands (file, place of the article in it, code points of its body) and where in the sentence
its triggers and roles stand. Four readers who saw neither code nor output annotated a part each. A and B
were used for mending; C and D were measured before they were looked at. Each sentence is coded as an
article of its own.
Events that a reader marked uncertain are neither demanded nor held against Rasid.
"""

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from topics import Actor, Event, EventStatus
from workers.feeds.files import read_articles
from workers.pipeline import Pipeline
from workers.settings import Settings

GOLD = Path(__file__).with_name("newspapers.jsonl")
_WATCHED = frozenset(("PROTEST", "ASSAULT"))
_MARKS = re.compile('[\u064b-\u0652«»"“”]')
_CLITICS = re.compile("^[وف]?(?:ال|لل|[بل])?")


@dataclass
class Figures:
    """Counts over the events that the readers are certain of."""

    found: int = 0
    missed: int = 0
    false: int = 0
    roles_right: int = 0
    roles: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.false)

    @property
    def roles_accuracy(self) -> float:
        return self.roles_right / max(1, self.roles)


def sentences(shared: Path, part: str | None = None) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each annotation with its sentence; ValueError where the corpus is another one."""
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    rows = [row for row in rows if part in (None, row["part"])]
    bodies: dict[tuple[str, int], str] = {}
    wanted = {(row["file"], row["article"]) for row in rows}
    for name in sorted({row["file"] for row in rows}):
        for number, value in enumerate(read_articles(shared / "data" / "saudinewsnet" / name)):
            if (name, number) in wanted:
                bodies[name, number] = msgspec.json.decode(value)["body"]
    for row in rows:
        text = bodies[row["file"], row["article"]][row["start"] : row["end"]]
        if hashlib.sha256(text.encode()).hexdigest()[:8] != row["check"]:
            raise ValueError(f"{row['file']}, article {row['article']}: not the sentence that was annotated")
        yield row, text


def _plain(words: str) -> str:
    return _MARKS.sub("", words)


def _same_word(one: str, other: str) -> bool:
    return one in other or other in one


def _right(wanted: str | None, actor: Actor | None) -> bool:
    """Whether an actor shares a word with the reader's span, or both name nobody."""
    if wanted is None or actor is None:
        return wanted is None and actor is None
    ours, theirs = (
        {_CLITICS.sub("", word) for word in _plain(words).split()} for words in (actor.surface, wanted)
    )
    return bool(ours & theirs)


def score(shared: Path, part: str | None = None) -> Figures:
    """Code every sentence and count."""
    pipeline, now, figures = Pipeline.from_settings(Settings()), datetime.now(UTC), Figures()
    for row, text in sentences(shared, part):
        value = json.dumps({"id": row["check"], "body": text}, ensure_ascii=False).encode()
        tagged = pipeline.process(value, now).tagged
        coded = [e for e in tagged.events if e.type.value in _WATCHED] if tagged is not None else []
        _count(row, text, coded, figures)
    return figures


def _count(row: dict[str, Any], text: str, coded: list[Event], figures: Figures) -> None:
    left = list(coded)
    named: list[str] = []
    for gold in row["events"]:
        words = [_plain(text[start:end]) for start, end in gold["triggers"]]
        named += words
        fitting = [e for e in left if e.type.value == gold["type"] and _told(e, words)]
        # One that has the reader's own trigger goes before one that tells the same by a word beside it.
        hit = min(fitting, key=lambda e: not _same_word(_plain(e.trigger), words[0]), default=None)
        if hit is not None:
            left.remove(hit)
        if not gold["certain"]:
            continue
        if hit is None:
            figures.missed += 1
            figures.errors.append(f"missed {gold['type']} «{words[0]}»: {text}")
            continue
        figures.found += 1
        for role in ("source", "target"):
            wanted = text[slice(*gold[role])] if gold[role] else None
            right = _right(wanted, getattr(hit, role))
            figures.roles += 1
            figures.roles_right += right
            if not right:
                got = getattr(hit, role)
                figures.errors.append(
                    f"{role} of «{words[0]}»: {wanted}, and not {got and got.surface}: {text}"
                )
    for event in left:
        # A second code for words that the reader named too is no invention.
        if event.status is EventStatus.ASSERTED and not _told(event, named):
            figures.false += 1
            figures.errors.append(f"false {event.type.value} «{event.trigger}»: {text}")


def _told(event: Event, words: list[str]) -> bool:
    triggers = [event.trigger, *(mention.trigger for mention in event.mentions)]
    return any(_same_word(_plain(trigger), word) for trigger in triggers for word in words)


def main() -> None:
    """Print the figures of all parts, or of one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path)
    parser.add_argument("--part", choices=["A", "B", "C", "D"])
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    figures = score(options.shared, options.part)
    if options.verbose:
        for kind, errors in Counter(error.split()[0] for error in figures.errors).items():
            print(f"{kind}: {errors}")
        print("\n".join(figures.errors))
    print(
        f"recall {figures.recall:.3f} ({figures.found} of {figures.found + figures.missed}), "
        f"precision {figures.precision:.3f} ({figures.false} false), roles {figures.roles_accuracy:.3f}"
    )


if __name__ == "__main__":
    main()
