"""Code events from a tagged article: find triggers, fill their frames, judge their status, merge repeats."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import compress

import msgspec

from topics import Actor, Event, EventType
from topics.entities import Field
from topics.ids import content_id
from workers.entities.mentions import LinkedMention
from workers.events.dates import DateExpression
from workers.events.frames import Candidate, Trial, candidates, trials
from workers.events.lexicon import Lexicon, load_lexicon
from workers.events.members import (
    AGREE,
    ASSERTED,
    CONSULT,
    FUTURE,
    HISTORICAL,
    MISC,
    PARTICIPLE,
    REJECT,
    REQUEST,
    TEXT,
    TITLE,
)
from workers.events.memory import Memory
from workers.events.merge import Draft, merge
from workers.events.page import Page
from workers.events.parts import Phrase
from workers.events.passing import passed_over, triggers_told
from workers.events.phrases import Scene
from workers.events.places import actor_of, place_and_how
from workers.events.roles import OURS
from workers.events.scope import out_of_scope_sentences
from workers.events.speech import Reporter
from workers.events.status import Scope, governor_scopes, status_at
from workers.events.vocabulary import Vocabulary
from workers.events.when import (
    is_ahead,
    is_of_another,
    is_of_record,
    is_old,
    near_ahead,
    told_of_another_year,
)
from workers.events.words import DOMAIN, TRIGGER, Lemmatiser, WordInfo
from workers.text.document import Document, FieldText

_TRIGGERS, _DOMAINS = (bytes(bool(byte & bit) for byte in range(256)) for bit in (TRIGGER, DOMAIN))
"""Tables that leave one bit of the words' marks."""


class CodedEvent(msgspec.Struct, frozen=True, gc=False):
    """One event with the reasons for it, in words a person understands."""

    event: Event
    why: str


class EventCoder:
    """Codes the events of articles; holds the lexicon and the words it has seen."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    @classmethod
    def load(cls, lemmatiser: Lemmatiser | None = None, lexicon: Lexicon | None = None) -> "EventCoder":
        """Load the shipped lexicon; `lemmatiser` adds readings from a morphological analyser."""
        return cls(Vocabulary(lexicon or load_lexicon(), lemmatiser))

    def code(self, document: Document, mentions: Iterable[LinkedMention]) -> tuple[CodedEvent, ...]:
        """Return the events of the article, text first; each told once, with all its mentions."""
        by_field: dict[Field, list[LinkedMention]] = {TITLE: [], TEXT: []}
        for mention in mentions:
            by_field[mention.field].append(mention)
        drafts: list[Draft] = []
        for field in (document.text, document.title):
            drafts += self._field(document, field, by_field[field.field])
        return tuple(_coded(document, draft) for draft in merge(drafts))

    def _field(self, document: Document, field: FieldText, mentions: list[LinkedMention]) -> list[Draft]:
        vocabulary = self._vocabulary
        marks = vocabulary.flags.marks(field)
        triggers = marks.translate(_TRIGGERS)
        if triggers.find(1) < 0:
            return []
        domains = compress(range(len(marks)), marks.translate(_DOMAINS))
        blocked = out_of_scope_sentences(
            field, [(token, vocabulary.look(field.words[token])) for token in domains], mentions
        )
        if blocked is None:
            return []
        page = Page(vocabulary, field, marks, mentions, document.published_at)
        scenes: dict[int, Scene] = {}

        def scene_of(number: int) -> Scene:
            if number not in scenes:
                scenes[number] = Scene(page, number)
            return scenes[number]

        try:
            return self._told(page, marks, triggers, blocked, scene_of)
        finally:
            for scene in scenes.values():
                scene.forget()

    def _told(
        self,
        page: Page,
        marks: bytes,
        triggers: bytes,
        blocked: frozenset[int],
        scene_of: Callable[[int], Scene],
    ) -> list[Draft]:
        """Code the events of a field, sentence by sentence."""
        sentences = page.field.sentences
        published = page.published_at.date() if page.published_at else None
        memory = Memory()
        drafts: list[Draft] = []
        number = done = 0
        spoken: set[int] = set()
        """Sentences of reports passed over since the last event."""
        hit = triggers.find(1)
        while hit >= 0:
            while sentences[number].last <= hit:
                number += 1
            sentence = sentences[number]
            if number not in blocked:
                speaks = page.reports.find(1, sentence.first, sentence.last) >= 0
                told = triggers_told(
                    page, marks, compress(range(hit, sentence.last), triggers[hit:]), sentence
                )
                tried = trials(scene_of(number), told) if told else []
                if tried:
                    scene = scene_of(number)
                    memory.begin(scene, passed_over(page, done, number, spoken, scene_of))
                    done = number + 1
                    reporter = Reporter(scene, memory, reports=speaks)
                    drafts += self._sentence(scene, tried, memory, reporter, published)
                elif speaks:
                    spoken.add(number)
            hit = triggers.find(1, sentence.last)
        return drafts

    def _sentence(
        self,
        scene: Scene,
        tried: list[Trial],
        memory: Memory,
        reporter: Reporter,
        published: date | None,
    ) -> list[Draft]:
        reporter.note_speakers()
        found = candidates(scene, tried, memory)
        if not found:
            return []
        scopes = governor_scopes(scene, max(max(c.token, c.roles.anchor) for c in found))
        scopes += [c.content for c in found if c.content is not None]
        drafts: list[Draft] = []
        for candidate in found:
            draft = self._draft(scene, candidate, memory, reporter, scopes, published)
            if not _of_nobody(candidate, draft):
                drafts.append(draft)
        return drafts

    def _draft(
        self,
        scene: Scene,
        candidate: Candidate,
        memory: Memory,
        reporter: Reporter,
        scopes: list[Scope],
        published: date | None,
    ) -> Draft:
        roles, entry = candidate.roles, candidate.entry
        outer = [s for s in scopes if s is not candidate.content]
        status, cue = status_at(
            scene,
            roles.anchor,
            candidate.token,
            candidate.reading,
            roles.verb,
            outer,
            content=entry.content is not None,
        )
        expression = _date_of(scene, candidate)
        iso = expression.iso if expression else None
        upcoming = expression is not None and near_ahead(expression.iso, expression.ahead, published)
        if status is ASSERTED and upcoming:
            status, cue = FUTURE, expression.text if expression else ""
        elif status is not ASSERTED and upcoming and expression is not None:
            iso = expression.ahead
        if status is ASSERTED and is_old(iso, published):
            status, cue = HISTORICAL, expression.text if expression else ""
        elif status is ASSERTED and is_ahead(iso, published):
            status, cue = FUTURE, expression.text if expression else ""
        if status is ASSERTED:
            year = told_of_another_year(scene, candidate.token, iso, published)
            if year:
                status, cue = HISTORICAL, year
        if status is FUTURE and expression is not None and expression.ahead:
            iso = expression.ahead
        speaker = reporter.speaker_of(candidate.token)
        if OURS in roles.why and roles.source is None:
            roles.source = speaker or memory.subject(scene, candidate.token)
        if (
            speaker is not None
            and candidate.reading.form.tense is PARTICIPLE
            and scene.first <= speaker.first < candidate.token
        ):
            roles.source = speaker  # «قال إن …، متهما»: the main verb is that of the speech
        pair = memory.dual(scene, roles.source) if roles.source is not None else ()
        if len(pair) == 2 and roles.source is not None:
            roles.why.append(f"«{roles.source.surface}» are {pair[0].surface} and {pair[1].surface}")
            roles.source = pair[0]
            if roles.target is None and entry.type in _MUTUAL:
                roles.target = pair[1]
        source, source_how = _resolved(roles.source, memory, reporter)
        target, target_how = _resolved(roles.target, memory, reporter)
        event_type = entry.type
        speaks = source is not None and source.kind in _SPEAKERS and not _is_spot(target)
        if entry.speech_type is not None and speaks:
            event_type = entry.speech_type  # «هاجم النائب الحكومة»
        if status is FUTURE and cue == "س" and reporter.promises(candidate, source, speaker):
            event_type, status, cue = AGREE, ASSERTED, "a speaker's future cooperation"
            target = None if candidate.entry.type is CONSULT else target
        if target is not None and event_type in _TO_SOMEONE and _is_act(target, event_type):
            owner = scene.covered.get(target.last - 1)  # «رفضت مقترح واشنطن»; the act alone is no actor
            act = target if event_type is REJECT else None  # «رفضت طلبا»: what is refused
            target = scene.named(owner) if owner is not None and owner.type is not MISC else act
        speech = event_type in _SPEECH
        place, stated = place_and_how(
            scene.field,
            scene.sentence,
            candidate.token,
            scene.own,
            at_target=event_type in _AT_TARGET,
            speech=speech,
        )
        if status is ASSERTED and not candidate.bare:
            memory.last_source = source or memory.last_source
            memory.told = scene.index
            memory.sources[event_type] = source
            if target is not None and target.kind == "person" and target.mention is not None:
                if event_type in _DONE_TO:
                    memory.patient = (scene.index, target)
        why = [
            f"{entry.name} as {event_type}",
            *roles.why,
            *(f"source: {how}" for how in [source_how] if how),
            *(f"target: {how}" for how in [target_how] if how),
            f"status {status}" + (f" by «{cue}»" if cue else ""),
            *([f"date «{expression.text}» {expression.why}"] if expression else []),
        ]
        return Draft(
            type=event_type,
            mode=entry.mode if event_type is entry.type else None,
            lemma=entry.name,
            field=scene.field,
            token=candidate.token,
            start=scene.field.starts[candidate.token] + candidate.reading.start,
            end=scene.field.ends[candidate.token],
            sentence=scene.index,
            status=status,
            source=source,
            target=target,
            place=place,
            place_stated=stated,
            date=iso,
            granularity=expression.granularity if expression and iso else None,
            reported_by=speaker,
            bare=candidate.bare,
            joined=candidate.reading.is_verb and candidate.reading.conjunction == "و",
            anchor=roles.anchor,
            why="; ".join(why),
        )


_DONE_TO = frozenset((EventType.COERCE, EventType.ACCUSE, EventType.SANCTION, EventType.ASSAULT))
_AT_TARGET = frozenset((EventType.CONSULT, EventType.AID, EventType.ASSAULT, EventType.PROTEST))
_TO_SOMEONE = frozenset((EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.CONCEDE))
_MUTUAL = frozenset((EventType.CONSULT, EventType.SUPPORT, EventType.AGREE, EventType.COOPERATE))
_SPEAKERS = frozenset(("person", "government", "body", "court"))
_SPEECH = frozenset(
    (
        EventType.AGREE,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.SUPPORT,
    )
)


def _of_nobody(candidate: Candidate, draft: Draft) -> bool:
    """Tell whether a finite verb of request has neither speaker nor addressee: it is mostly a noun misread."""
    finite = candidate.reading.is_verb and not candidate.reading.form.passive
    return finite and draft.type is REQUEST and draft.source is None and draft.target is None


def _is_spot(target: Phrase | None) -> bool:
    """Tell whether it was an unnamed thing that was attacked: «هاجموا ثلاثة فنادق», and nobody in words."""
    unnamed = target is not None and target.mention is None and not target.definite
    return unnamed and target is not None and target.kind in ("thing", "quantity", "body")


def _is_act(phrase: Phrase, event_type: EventType) -> bool:
    """Tell whether a target is an act or thing, and nobody."""
    if phrase.mention is not None or phrase.kind != "thing":
        return False
    people = phrase.core.endswith(("ها", "هم", "ين", "ون"))
    return not people and (event_type is AGREE or not phrase.definite)


_TITLE_GOES_ON = 4
"""How many tokens behind a title the comma before its bearer's name may stand."""


def _resolved(phrase: Phrase | None, memory: Memory, reporter: Reporter) -> tuple[Phrase | None, str]:
    if phrase is None:
        return None, ""
    scene = reporter.scene
    if phrase.kind in ("government", "person") and scene.first <= phrase.first < scene.last:
        for comma in range(phrase.last, min(scene.last, phrase.last + _TITLE_GOES_ON)):
            if comma in scene.closings and comma + 1 in scene.mentions:
                return scene.named(scene.mentions[comma + 1]), f"who is {phrase.surface}"
    resolved, how = memory.resolve(phrase)
    if resolved.mention is None:
        own = reporter.own_country(phrase) or memory.region(reporter.scene, phrase)
        if own is not None:
            return own, phrase.surface
    return resolved, how


def _date_of(scene: Scene, candidate: Candidate) -> DateExpression | None:
    """Return the temporal expression of the trigger's clause: the nearest behind it, else before it."""
    if not scene.dates:
        return None
    anchor, token = candidate.roles.anchor, candidate.token
    first = min(anchor, token)
    end = scene.clause_end(token)
    if candidate.entry.content is not None:  # a date inside what is asked or promised is not its own
        end = next(
            (a.first for a in candidate.roles.arguments if a.preposition),
            min(end, candidate.roles.arguments_end(end)),
        )
    behind = [
        d
        for d in scene.dates
        if first <= d.first < end
        and not is_of_another(scene, token, d.first)
        and not is_of_record(scene, d.first)
        and not scene.is_put_in(anchor, d.first)
    ]
    if behind:
        return behind[0]
    before = [d for d in scene.dates if d.last <= first and scene.clause_end(d.first) >= first]
    if before and before[-1].first <= scene.first + 3:
        return before[-1]
    near = [d for d in before if first - d.last <= 4]
    return near[-1] if near else None


def _actor(phrase: Phrase | None) -> Actor | None:
    if phrase is None:
        return None
    if phrase.mention is None:
        return Actor(surface=phrase.surface, label=phrase.label)
    return actor_of(phrase.mention, phrase.surface)


def _coded(document: Document, draft: Draft) -> CodedEvent:
    event = Event(
        id=content_id(document.id, draft.field.field, draft.start, draft.end, draft.type),
        article_id=document.id,
        type=draft.type,
        mode=draft.mode,
        trigger=draft.field.text[draft.start : draft.end],
        field=draft.field.field,
        start=draft.start,
        end=draft.end,
        status=draft.status,
        reported_by=_actor(draft.reported_by),
        source=_actor(draft.source),
        target=_actor(draft.target),
        place=actor_of(draft.place) if draft.place else None,
        date=draft.date,
        date_granularity=draft.granularity,
        sentence=draft.sentence,
        mentions=draft.mentions,
        published_at=document.published_at.strftime("%Y-%m-%dT%H:%M:%SZ") if document.published_at else None,
    )
    return CodedEvent(event, draft.why)


__all__ = ["CodedEvent", "EventCoder", "WordInfo"]
