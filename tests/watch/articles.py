"""Small factories for the tests of the watch rules."""

from topics import Alert, EntityType, Event, EventStatus, EventType, Field, Severity, Subject
from topics.events import Actor, EventMention
from workers.entities.mentions import LinkedMention
from workers.text.document import Document
from workers.text.segment import make_document
from workers.watch.conditions import Condition, Rule
from workers.watch.matcher import match
from workers.watch.parse import parse_rules
from workers.watch.rules import Watchlist, compile_rules

FIRED_AT = "2026-11-24T12:00:00Z"


def document(text: str, title: str = "", source: str | None = "nile-post", id: str = "a1") -> Document:
    return make_document(id, title, text, source=source)


def watchlist(yaml: str) -> Watchlist:
    rules, mistakes = parse_rules(yaml, "rules.yaml")
    assert mistakes == ()
    return compile_rules(rules)


def watch(condition: str) -> Watchlist:
    """A watchlist of one rule, from its condition in YAML's flow style."""
    return watchlist(f"rules: [{{name: r, title: t, severity: info, when: {condition}}}]")


def rule(when: Condition, name: str = "r") -> Rule:
    return Rule(name=name, title="t", severity=Severity.INFO, when=when)


def alerts(
    doc: Document,
    rules: Watchlist,
    mentions: tuple[LinkedMention, ...] = (),
    events: tuple[Event, ...] = (),
    subjects: tuple[Subject, ...] = (),
) -> tuple[Alert, ...]:
    return match(
        document=doc,
        url="https://nile-post.example/a1",
        mentions=mentions,
        events=events,
        subjects=subjects,
        watchlist=rules,
        fired_at=FIRED_AT,
    )


def fires(text: str, condition: str) -> bool:
    return bool(alerts(document(text), watch(condition)))


def surfaces(text: str, condition: str) -> list[str]:
    return [shown.surface for alert in alerts(document(text), watch(condition)) for shown in alert.matched]


def mention(
    doc: Document,
    surface: str,
    entity_id: str,
    type: EntityType = EntityType.PER,
    clitics: tuple[str, ...] = (),
    nth: int = 0,
    field: Field = Field.TEXT,
) -> LinkedMention:
    """A mention of `surface` where it stands for the `nth` time."""
    text = doc.text if field is Field.TEXT else doc.title
    start = -1
    for _ in range(nth + 1):
        start = text.text.index(surface, start + 1)
    end = start + len(surface)
    first = next(i for i, stop in enumerate(text.ends) if stop > start)
    last = next(i for i, stop in enumerate(text.ends) if stop >= end) + 1
    return LinkedMention(
        surface=surface,
        field=field,
        start=start,
        end=end,
        first=first,
        last=last,
        sentence=text.sentence_of(first),
        type=type,
        entity_id=entity_id,
        label=f"label of {entity_id}",
        label_en=None,
        score=1.0,
        tagger="gazetteer",
        alias=surface,
        clitics=clitics,
    )


def event(
    doc: Document,
    trigger: str,
    type: EventType,
    *,
    status: EventStatus = EventStatus.ASSERTED,
    mode: str | None = None,
    source: Actor | None = None,
    target: Actor | None = None,
    place: Actor | None = None,
    mentions: tuple[EventMention, ...] = (),
) -> Event:
    start = doc.text.text.index(trigger)
    token = next(i for i, stop in enumerate(doc.text.ends) if stop > start)
    return Event(
        id="e1",
        article_id=doc.id,
        type=type,
        mode=mode,
        trigger=trigger,
        field=Field.TEXT,
        start=start,
        end=start + len(trigger),
        status=status,
        source=source,
        target=target,
        place=place,
        sentence=doc.text.sentence_of(token),
        mentions=mentions,
    )
