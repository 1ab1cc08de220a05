"""One event once: the title, the lead and the body repeat it, and a verb and its noun tell it twice."""

import msgspec

from topics import EventMention, EventStatus, EventType, Granularity
from workers.entities.mentions import LinkedMention
from workers.events.members import ASSAULT, PROTEST, SANCTION, TEXT, TITLE
from workers.events.memory import same
from workers.events.parts import Phrase
from workers.text.document import FieldText

_NO_SANCTIONS = frozenset(("curfew", "martial-law"))
"""Of these «فرض» tells no sanction: «فرض قائد الشرطة حظرا للتجوال»."""
_LEAD = 3
"""The title repeats what the first sentences tell."""


class Draft(msgspec.Struct, eq=False):
    """An event before merging. `start:end` are code points of its field."""

    type: EventType
    mode: str | None
    lemma: str
    field: FieldText
    token: int
    start: int
    end: int
    sentence: int
    status: EventStatus
    source: Phrase | None
    target: Phrase | None
    place: LinkedMention | None
    place_stated: bool
    """Said with a preposition of place, and not only implied by the target."""
    date: str | None
    granularity: Granularity | None
    reported_by: Phrase | None
    bare: bool
    joined: bool
    """Told by a finite verb behind «و»."""
    anchor: int
    why: str
    mentions: tuple[EventMention, ...] = ()


def merge(drafts: list[Draft]) -> list[Draft]:
    """Return one draft for each event, in reading order of their main mentions, text before title."""
    kept: list[Draft] = []
    governed = {(d.field.field, d.anchor, d.type) for d in drafts if d.anchor != d.token}
    governed |= {(d.field.field, d.anchor, SANCTION) for d in drafts if d.mode in _NO_SANCTIONS}
    for draft in drafts:
        if (draft.field.field, draft.token, draft.type) in governed:
            continue
        twins = [k for k in reversed(kept) if _same_event(k, draft)]
        twin = next((k for k in twins if k.lemma == draft.lemma), twins[0] if twins else None)
        if twin is not None:
            _join(twin, draft)
        elif not draft.bare:
            kept.append(draft)
    return kept


def _same_event(old: Draft, new: Draft) -> bool:
    if old.type is not new.type or old.status is not new.status:
        return False
    if old.date and new.date and not (old.date.startswith(new.date) or new.date.startswith(old.date)):
        return False
    clause = old.field is new.field and old.sentence == new.sentence
    if new.bare:
        return True
    if not _compatible(old.source, new.source) or not _compatible(old.target, new.target):
        return False
    if new.field.field is TITLE and old.field.field is TEXT:
        return old.sentence < _LEAD or old.lemma == new.lemma
    if old.lemma == new.lemma:
        told_again = new.target is None or old.target is None or same(old.target, new.target)
        return not clause or told_again
    if clause and new.source is None and old.type is PROTEST:
        return True
    if clause and old.type is ASSAULT and new.joined and new.source and not old.source:
        return False  # «قتل صاروخ سبعة، وقصف الجيش مخزنا»
    if clause and old.type is ASSAULT:
        return old.target is None or new.target is None or same(old.target, new.target)
    named = (old.source and new.source and same(old.source, new.source)) or (
        old.target and new.target and same(old.target, new.target)
    )
    return bool(named) and old.field.field is not new.field.field


def _compatible(one: Phrase | None, other: Phrase | None) -> bool:
    return one is None or other is None or same(one, other) or one.mention is None or other.mention is None


def _join(old: Draft, new: Draft) -> None:
    mention = EventMention(
        trigger=new.field.text[new.start : new.end],
        field=new.field.field,
        start=new.start,
        end=new.end,
        sentence=new.sentence,
    )
    old.mentions = (*old.mentions, mention)
    old.source = old.source or new.source
    old.target = old.target or new.target
    if old.date is None and new.date is not None:
        old.date, old.granularity = new.date, new.granularity
    if old.place is None or (new.place_stated and not old.place_stated):
        old.place, old.place_stated = new.place or old.place, new.place_stated
