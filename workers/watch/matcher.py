"""Match one article against the watchlist: which rules fire, and the evidence of each.

Pure: the same article, watchlist and time give the same alerts, in the order of the rules.
"""

from collections.abc import Mapping, Sequence

from topics import Alert, AlertKind, EntityType, Event, Field, Match, MatchKind, Subject
from topics.events import Actor, EventMention
from topics.ids import content_id
from workers.entities.mentions import LinkedMention
from workers.text.document import Document, FieldText
from workers.watch.conditions import AllOf, AnyOf, Condition, EventTold, Leaf, Not, Rule
from workers.watch.explain import explain
from workers.watch.rules import Watchlist
from workers.watch.words import Hit

__all__ = ["EXCERPT", "MATCHES", "OCCURRENCES", "explain", "match", "shorten"]

_ENTITY, _WORD, _EVENT, _SUBJECT = MatchKind.ENTITY, MatchKind.WORD, MatchKind.EVENT, MatchKind.SUBJECT
_LOC, _PER, _TITLE, _TEXT, _NEW = EntityType.LOC, EntityType.PER, Field.TITLE, Field.TEXT, AlertKind.NEW
"""Each named once: asking an enumeration for a member costs as much as ten globals."""
OCCURRENCES = 10
"""How many occurrences of one condition an alert shows."""
MATCHES = 60
"""How many pieces of evidence an alert shows; the first of each condition comes before the rest."""
EXCERPT = 280
"""Longest excerpt, in code points."""

Evidence = dict[Leaf, list[Match]]


def match(
    *,
    document: Document,
    url: str | None,
    mentions: tuple[LinkedMention, ...],
    events: tuple[Event, ...],
    subjects: tuple[Subject, ...],
    watchlist: Watchlist,
    fired_at: str,
) -> tuple[Alert, ...]:
    """Return one alert for each rule that fires on the article, in the order of the rules.

    Until stories exist the story of an alert is the article itself. `fired_at` is ISO 8601 in UTC.
    """
    evidence = _evidence(document, mentions, events, subjects, watchlist)
    if not evidence:
        return ()
    # A rule fires only with evidence to show (the validator sees to it), so only these can.
    candidates = sorted({number for leaf in evidence for number in watchlist.rules_of[leaf]})
    alerts = []
    for number in candidates:
        rule = watchlist.rules[number]
        if rule.reads(document.source) and (met := _met(rule.when, evidence)):
            alerts.append(_alert(rule, document, url, _shown(met, evidence), fired_at))
    return tuple(alerts)


def _met(condition: Condition, evidence: Mapping[Leaf, Sequence[Match]]) -> list[Leaf] | None:
    """Return the leaves that meet the condition, or None. `Not` is met by an empty list."""
    match condition:
        case AnyOf(conditions):
            branches = [met for child in conditions if (met := _met(child, evidence)) is not None]
            return [leaf for met in branches for leaf in met] if branches else None
        case AllOf(conditions):
            found: list[Leaf] = []
            for child in conditions:
                met = _met(child, evidence)
                if met is None:
                    return None
                found += met
            return found
        case Not(child):
            return [] if _met(child, evidence) is None else None
        case leaf:
            return [leaf] if leaf in evidence else None


def _evidence(
    document: Document,
    mentions: tuple[LinkedMention, ...],
    events: tuple[Event, ...],
    subjects: tuple[Subject, ...],
    watchlist: Watchlist,
) -> Evidence:
    evidence: Evidence = {}
    fields = {_TITLE: document.title, _TEXT: document.text}
    for mention in mentions:
        watched = watchlist.entities.get(mention.entity_id)
        if watched:
            evidence.setdefault(watched, []).append(_of_entity(mention, fields[mention.field]))
    for field in document.fields:
        hits = watchlist.words.find(field)
        if not hits:
            continue
        names = _person_names(field.field, mentions)
        for hit in hits:
            for first, last in names:
                if first <= hit.first and hit.last <= last:
                    break
            else:
                evidence.setdefault(hit.condition, []).append(_of_word(hit, field))
    watched_events = [(event, wanted) for event in events if (wanted := watchlist.events.get(event.type))]
    if watched_events:
        named = {mention.entity_id for mention in mentions if mention.type is _LOC}
        for event, conditions in watched_events:
            for told in conditions:
                if _tells(event, told, named):
                    evidence.setdefault(told, []).extend(_of_event(event, fields))
    for asked in watchlist.subjects:
        for subject in subjects:
            if asked.covers(subject.code) and subject.score >= asked.min_score:
                evidence.setdefault(asked, []).append(_of_subject(asked.code, subject, document))
    return evidence


def _person_names(field: Field, mentions: tuple[LinkedMention, ...]) -> tuple[tuple[int, int], ...]:
    """Token spans of persons' names: a watched word in them is a name, and no word («سلام» in «عادل سلام»).

    A single word counts as a name only where the article gives the same person's longer name too:
    one doubtful tag must not silence a rule.
    """
    full = {m.entity_id for m in mentions if m.type is _PER and m.last - m.first > 1}
    return tuple(
        (m.first, m.last) for m in mentions if m.field is field and m.entity_id in full and m.type is _PER
    )


def _tells(event: Event, told: EventTold, named_places: set[str]) -> bool:
    if event.status not in told.statuses:
        return False
    place = _where(event, named_places)
    return (
        (told.mode is None or told.mode == event.mode)
        and (not told.sources or _is_one_of(event.source, told.sources))
        and (not told.targets or _is_one_of(event.target, told.targets))
        and (not told.places or _is_one_of(place, told.places))
        and (not told.countries or (place is not None and place.country in told.countries))
    )


def _is_one_of(actor: Actor | None, ids: frozenset[str]) -> bool:
    return actor is not None and actor.entity_id in ids


def _where(event: Event, named_places: set[str]) -> Actor | None:
    """The stated place, else the target where that is one: what is hit is where it is hit."""
    if event.place is not None:
        return event.place
    target = event.target
    return target if target is not None and target.entity_id in named_places else None


def _sentence(field: FieldText, number: int) -> str:
    if not 0 <= number < len(field.sentences):
        return ""
    sentence = field.sentences[number]
    return field.text[sentence.start : sentence.end]


def _of_entity(mention: LinkedMention, field: FieldText) -> Match:
    return Match(
        kind=_ENTITY,
        id=mention.entity_id,
        label=mention.label,
        alias=mention.alias,
        clitics=mention.clitics,
        surface=mention.surface,
        field=mention.field,
        start=mention.start,
        end=mention.end,
        sentence=_sentence(field, mention.sentence),
    )


def _of_word(hit: Hit, field: FieldText) -> Match:
    return Match(
        kind=_WORD,
        id=hit.condition.phrase,
        label=hit.condition.phrase,
        alias=hit.condition.phrase,
        clitics=hit.clitics,
        surface=field.text[hit.start : hit.end],
        field=field.field,
        start=hit.start,
        end=hit.end,
        sentence=_sentence(field, field.sentence_of(hit.first)),
    )


def _of_event(event: Event, fields: Mapping[Field, FieldText]) -> list[Match]:
    label = " ".join(
        part
        for part in (
            f"{event.type}/{event.mode}" if event.mode else str(event.type),
            f"({event.status})" if event.status != "asserted" else "",
            event.source.label or event.source.surface if event.source else "",
            f"→ {event.target.label or event.target.surface}" if event.target else "",
            f"@ {event.place.label or event.place.surface}" if event.place else "",
        )
        if part
    )
    told: tuple[Event | EventMention, ...] = (event, *event.mentions)
    return [
        Match(
            kind=_EVENT,
            id=event.type,
            label=label,
            surface=fields[place.field].text[place.start : place.end],
            field=place.field,
            start=place.start,
            end=place.end,
            sentence=_sentence(fields[place.field], place.sentence),
        )
        for place in told
    ]


def _of_subject(code: str, subject: Subject, document: Document) -> Match:
    """A subject is the whole article's: its span is empty, its sentence the title or the lead."""
    field = document.title if document.title.sentences else document.text
    return Match(
        kind=_SUBJECT,
        id=code,
        label=subject.label,
        alias=subject.code if not subject.code.endswith(code) else None,
        surface="",
        field=field.field,
        start=0,
        end=0,
        sentence=_sentence(field, 0),
    )


def _order(shown: Match) -> tuple[bool, int, int, str, str, str]:
    return (shown.field is _TEXT, shown.start, shown.end, shown.kind, shown.id, shown.label)


def _shown(met: Sequence[Leaf], evidence: Evidence) -> tuple[Match, ...]:
    """The evidence to show, in reading order: at most `OCCURRENCES` of a condition, `MATCHES` in all."""
    ordered = [sorted(set(evidence[leaf]), key=_order)[:OCCURRENCES] for leaf in dict.fromkeys(met)]
    found = list(dict.fromkeys(shown for occurrences in ordered for shown in occurrences))
    if len(found) > MATCHES:
        firsts = [occurrences[0] for occurrences in ordered]
        found = list(dict.fromkeys([*firsts, *sorted(found, key=_order)]))[:MATCHES]
    return tuple(sorted(found, key=_order))


def _alert(
    rule: Rule, document: Document, url: str | None, matched: tuple[Match, ...], fired_at: str
) -> Alert:
    story = content_id("story", rule.name, document.id)
    return Alert(
        id=content_id(rule.name, story),
        kind=_NEW,
        rule=rule.name,
        severity=rule.severity,
        story_id=story,
        article_id=document.id,
        matched=matched,
        title=document.title.text,
        excerpt=_excerpt(document, matched),
        url=url,
        fired_at=fired_at,
    )


def _excerpt(document: Document, matched: tuple[Match, ...]) -> str:
    """The sentence of the first evidence: of the text where there is one, for the title is given anyway."""
    best = next((m for m in matched if m.field is _TEXT and m.surface), None)
    if best is None:
        lead = document.text if document.text.sentences else document.title
        return shorten(_sentence(lead, 0), 0)
    # Where the evidence stands in its sentence: sentences may repeat, so ask the one around it.
    around = next((s.start for s in document.text.sentences if s.start <= best.start < s.end), best.start)
    return shorten(best.sentence, best.end - around)


def shorten(sentence: str, must_hold: int) -> str:
    """Cut `sentence` at word boundaries to `EXCERPT` code points that hold its first `must_hold`-th.

    The cut ends are marked with …; a first part is cut off only where the evidence stands too late.
    """
    if len(sentence) <= EXCERPT:
        return sentence
    start = 0
    if must_hold > EXCERPT - 1:
        space = sentence.find(" ", max(must_hold - EXCERPT * 2 // 3, 0))
        start = space + 1 if 0 <= space < must_hold else max(must_hold - EXCERPT // 2, 0)
    room = EXCERPT - (1 if start else 0)
    rest = sentence[start:]
    if len(rest) > room:
        end = rest.rfind(" ", 0, room)
        rest = rest[: end if end > 0 else room - 1].rstrip(" ،؛:,;") + "…"
    return ("…" if start else "") + rest
