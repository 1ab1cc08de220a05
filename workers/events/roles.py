"""Who did it to whom: source and target from the clause around a trigger."""

from dataclasses import dataclass, field

from topics import EntityType
from workers.entities.mentions import LinkedMention
from workers.events.inflect import Tense
from workers.events.lexicon import Entry
from workers.events.memory import Memory
from workers.events.phrases import Argument, Phrase, Scene
from workers.events.words import Reading

AGENT_MARKERS = ("من قبل", "على يد")
_PATIENTS = frozenset(("person", "crowd", "quantity", "thing"))
_DEEP_REACH = 9
"""How many tokens into a complement («ندد بـتقارب بين …») the actor is looked for."""


@dataclass(slots=True)
class Roles:
    """What the frame found, and how."""

    source: Phrase | None = None
    target: Phrase | None = None
    more: tuple[Phrase, ...] = ()
    place: LinkedMention | None = None
    arguments: list[Argument] = field(default_factory=list)
    after: tuple[int, int] = (0, 0)
    why: list[str] = field(default_factory=list)
    anchor: int = 0
    verb: Reading | None = None
    light: str = ""
    event_object: Phrase | None = None


def subject_before(scene: Scene, verb: int) -> tuple[Phrase, ...]:
    """Return the subject that stands before its verb: «بوتين وكيم قد بحثا», «الرئيس الذي زار»."""
    start = verb - 1
    while start >= scene.first and start not in scene.covered:
        info = scene.infos[start]
        if info.kinds & {"skip_words", "time_words", "negators"} or start in scene.date_tokens:
            start -= 1
            continue
        break
    if start < scene.first:
        return ()
    if start not in scene.covered and "relatives" in scene.kinds(start) and scene.infos[start].folded != "من":
        return _ending_at(scene, start)
    boundary = verb - 1
    while boundary >= scene.first:
        info = scene.infos[boundary]
        if boundary not in scene.covered and (
            info.punctuation
            or (info.kinds & {"complementizers", "clause_breaks", "auxiliaries", "relatives"}
            and "prepositions" not in info.kinds)
        ):
            if info.punctuation and info.word[0] in '،,«»"“”()':
                reached = _reaches(scene, boundary + 1, verb)
                if reached:
                    return reached
                boundary -= 1
                continue
            return _reaches(scene, boundary + 1, verb)
        boundary -= 1
    return _reaches(scene, scene.first, verb)


def _reaches(scene: Scene, token: int, verb: int) -> tuple[Phrase, ...]:
    """Return the group that begins at `token` if nothing but adverbs stands between it and `verb`."""
    token = scene.skip(token, verb)
    if token >= verb or scene.preposition(token):
        return ()
    group, after = scene.group(token, verb)
    while group and after < verb:
        skipped = scene.skip(after, verb)
        info = scene.infos[skipped] if skipped < verb else None
        if info is not None and skipped not in scene.covered and info.kinds & {"negators", "skip_words"}:
            skipped += 1
        elif (
            info is not None
            and (scene.preposition(skipped) or "prepositions" in info.kinds)
            and after - token < 12
        ):
            inner, ahead = scene.group(skipped + (0 if scene.preposition(skipped) else 1), verb)
            if not inner:
                return ()
            skipped = ahead
        elif info is not None and info.kinds & {"adjectives"}:
            skipped += 1
        if skipped == after:
            return ()
        after = skipped
    return group


def _ending_at(scene: Scene, stop: int) -> tuple[Phrase, ...]:
    for start in range(max(scene.first, stop - 8), stop):
        if scene.nounish(start):
            phrase = scene.phrase(start, stop)
            if phrase is not None and phrase.last == stop:
                return (phrase,)
    return ()


def _slot(arguments: list[Argument], slot: str) -> Argument | None:
    return next((a for a in arguments if a.preposition == slot and a.phrases), None)


def deep_actor(scene: Scene, start: int, end: int, memory: Memory) -> Phrase | None:
    """Return the first named actor inside a complement, or what an anaphoric noun points to."""
    for token in range(start, min(end, start + _DEEP_REACH)):
        mention = scene.mentions.get(token)
        if mention is not None and mention.type is not EntityType.MISC:
            return scene.phrase(token, end) or None
    folded = scene.infos[start].folded if start < end else ""
    anaphoric = scene.vocabulary.lexicon.cues.words["anaphoric_nouns"]
    if folded.removeprefix("ب").removeprefix("ل") in anaphoric or (
        folded.startswith("ل") and "ا" + folded in anaphoric
    ):
        return memory.last_source
    return None


def _target(
    scene: Scene, entry: Entry, slots: tuple[str, ...], found: Roles, objects: list[Phrase], memory: Memory
) -> None:
    for slot in slots:
        phrase: Phrase | None = None
        start = end = 0
        if slot == "object":
            if objects:
                phrase, start, end = objects[0], objects[0].first, scene.clause_end(objects[0].first)
        else:
            wanted = {"ل": ("ل",), "إلى": ("الي",), "على": ("علي",)}.get(slot, (slot,))
            argument = next((a for w in wanted for a in [_slot(found.arguments, w)] if a is not None), None)
            if argument is None:
                continue
            phrase, start, end = argument.phrases[0], argument.first, scene.clause_end(argument.first)
            if slot == "بين":
                found.source = found.source or phrase
                if len(argument.phrases) > 1:
                    phrase = argument.phrases[1]
                else:
                    continue
            elif slot == "في" and phrase.kind not in ("loc", "org") and slots[0] != "في":
                continue
        if phrase is None or (found.source is not None and phrase.first == found.source.first):
            continue
        if (
            entry.deep_target
            and phrase.mention is None
            and phrase.kind not in ("person", "army", "armed", "police")
        ):
            deep = deep_actor(scene, start, end, memory)
            if deep is not None:
                phrase = deep
        found.target = phrase
        found.why.append(f"target by {slot}")
        return


def _no_target_left(entry: Entry, found: Roles, group: tuple[Phrase, ...]) -> None:
    if found.target is None and entry.reciprocal and len(group) > 1:
        found.target = group[1]
        found.why.append("target conjoined")


def verb_roles(scene: Scene, token: int, reading: Reading, entry: Entry, memory: Memory) -> Roles:
    """Fill the frame of a finite verb."""
    end = scene.clause_end(token)
    found = Roles(anchor=token, verb=reading)
    found.arguments = scene.arguments(token + 1, end)
    found.after = (token + 1, end)
    bare = [p for a in found.arguments if not a.preposition for p in a.phrases[:1]]
    groups = [a.phrases for a in found.arguments if not a.preposition and a.phrases]
    before = subject_before(scene, token)
    agent = next(
        (a.phrases[0] for a in found.arguments if a.preposition in AGENT_MARKERS and a.phrases), None
    )
    passive = reading.form.passive and not _also_active(scene, token, entry)
    passive = passive or "\u064f" in scene.infos[token].word[:3]
    plural = reading.form.agreement in ("3md", "3fd", "3mp", "3fp")
    group: tuple[Phrase, ...] = ()
    objects = bare
    if before and (plural or not passive):
        group = before
        found.why.append("subject before verb")
    elif not plural and groups and reading.form.agreement in ("3ms", "3fs"):
        group, objects = groups[0], bare[1:]
        found.why.append("subject after verb")
    elif passive and before:
        group = before
    transitive = "object" in entry.target
    guess = (
        entry.passive_guess
        and transitive
        and not objects
        and not reading.pronoun
        and len(group) >= 1
        and (group[0].kind in _PATIENTS or agent is not None or (group[0].kind == "armed" and not before))
        and not before
    )
    if entry.victim_subject:
        found.target = group[0] if group else None
        found.why.append("subject is the victim")
        return found
    if passive or guess or (agent is not None and transitive):
        if transitive and group:
            found.target = group[0]
        found.source = agent
        found.why.append("passive")
        if not transitive or found.target is None:
            _target(scene, entry, entry.target, found, [], memory)
        return found
    if group:
        found.source = group[0]
        memory.note_subject(scene, group)
    else:
        found.source = memory.subject(scene, token)
        if found.source is not None:
            found.why.append("subject understood")
    if reading.pronoun and transitive:
        found.target = memory.antecedent(scene, token, exclude=found.source)
        found.why.append("object pronoun")
    if found.target is None:
        if entry.reciprocal and len(group) > 1:
            _no_target_left(entry, found, group)
        else:
            _target(scene, entry, entry.target, found, objects, memory)
    found.event_object = objects[0] if objects else None
    if found.target is None and entry.reciprocal and plural and not group:
        pair = memory.pair()
        if len(pair) == 2:
            found.source, found.target = pair
    return found


def _also_active(scene: Scene, token: int, entry: Entry) -> bool:
    """Tell whether the same surface is an active form of the verb too."""
    return any(
        r.is_verb and not r.form.passive and entry in r.entries and r.form.agreement[0] == "3"
        for r in scene.infos[token].readings
    )


def participle_roles(scene: Scene, token: int, reading: Reading, entry: Entry, memory: Memory) -> Roles:
    """Fill the frame of a circumstantial participle: its source is the subject of the main verb."""
    end = scene.clause_end(token)
    found = Roles(anchor=token, verb=None)
    found.arguments = scene.arguments(token + 1, end)
    found.after = (token + 1, end)
    found.source = memory.subject(scene, token)
    found.why.append("subject of the main verb")
    objects = [p for a in found.arguments if not a.preposition for p in a.phrases[:1]]
    _target(scene, entry, entry.target, found, objects, memory)
    found.event_object = objects[0] if objects else None
    return found


_CARRIERS = frozenset(
    ["رساله", "رسائل", "برقيه", "برقيات", "سلسله", "جوله", "حمله", "عده", "اي", "كل", "مزيد", "اول", "اولي", "ثاني", "ثالث", "تلك", "هذه", "هذا", "كلمه", "خطاب", "مجموعه", "حزمه", "اعمال", "عمليه", "عمليات", "نداء", "بيان", "احدث", "اخر", "عن", "من", "اكبر", "اوسع"]
)


def find_light(scene: Scene, token: int, reading: Reading, entry: Entry) -> tuple[int, Reading] | None:
    """Find the light verb that governs an event noun, to the left in its clause."""
    via = reading.preposition
    left = token - 1
    while left >= scene.first and left not in scene.covered:
        info = scene.infos[left]
        if not via and "prepositions" in info.kinds and info.folded in ("عن", "علي", "في", "الي", "من"):
            if info.folded == "من" and left - 1 >= scene.first:
                left -= 1
                continue
            via = {"علي": "على", "الي": "إلى"}.get(info.folded, info.folded)
            left -= 1
            break
        stripped = info.folded[1:] if info.attached in ("ب", "ل") else info.folded
        if stripped in _CARRIERS or info.role == "quantity":
            via = via or info.attached
            left -= 1
            if via:
                break
            continue
        break
    position = left
    while position >= max(scene.first, token - 18):
        info = scene.infos[position]
        if position not in scene.covered:
            for helper in info.helpers:
                if helper.light is None or not (helper.is_verb or helper.form.tense is Tense.NOUN):
                    continue
                if via not in helper.light.via:
                    continue
                if entry.light_only and not _allowed(helper.light.verb[0], entry):
                    continue
                return position, helper
            if info.punctuation and info.word[0] in _STOPS:
                return None
            if info.kinds & {"complementizers", "clause_breaks"} or (
                info.kinds & {"relatives"} and "prepositions" not in info.kinds
            ):
                return None
            if any(r.is_verb for r in info.readings) and info.verb_like and not info.role:
                return None
        position -= 1
    return None


_STOPS = frozenset("؛;:.؟?!…")


def _allowed(verb: str, entry: Entry) -> bool:
    from workers.text.fold import fold

    return fold(verb) in entry.light_only


def noun_roles(scene: Scene, token: int, reading: Reading, entry: Entry, memory: Memory) -> Roles:
    """Fill the frame of an event noun: light verb, genitive, pronoun and prepositions."""
    end = scene.clause_end(token)
    found = Roles(anchor=token)
    found.after = (token + 1, end)
    found.arguments = scene.arguments(token + 1, end)
    genitive: tuple[Phrase, ...] = ()
    if not reading.article and not reading.pronoun and reading.form.agreement not in ("sa", "pa"):
        first = next(iter(found.arguments), None)
        if first is not None and not first.preposition and first.first == token + 1:
            genitive = first.phrases
    objects = [p for a in found.arguments if not a.preposition for p in a.phrases[:1]]
    if genitive:
        objects = [p for p in objects if p.first != genitive[0].first]
    light = find_light(scene, token, reading, entry)
    if light is not None:
        _light_roles(scene, token, light, found, memory)
    agent = next(
        (a.phrases[0] for a in found.arguments if a.preposition in AGENT_MARKERS and a.phrases), None
    )
    if agent is not None:
        found.source = agent
    if genitive and genitive[0].surface.strip():
        owner = entry.genitive
        if owner == "target" and genitive[0].kind in ("army", "armed", "police", "org"):
            slots = [s for s in (*entry.noun_target, "object") if s == "object" or _slot(found.arguments, s)]
            if any(s != "object" or objects for s in slots):
                owner = "source"
        if owner == "source" and found.source is None:
            found.source = genitive[0]
            found.why.append("source by genitive")
            if entry.reciprocal and len(genitive) > 1:
                found.target = genitive[1]
        elif owner == "target" and found.target is None:
            found.target = genitive[0]
            found.why.append("target by genitive")
    if reading.pronoun:
        owner_phrase = memory.subject(scene, token)
        if reading.pronoun == "هما":
            pair = memory.pair()
            if len(pair) == 2 and entry.genitive == "source":
                found.source, found.target = pair
        elif entry.genitive != "target" and found.source is None:
            found.source = owner_phrase
            found.why.append("source by pronoun")
        elif entry.genitive == "target" and found.target is None:
            found.target = owner_phrase
    if found.target is None:
        _target(scene, entry, entry.noun_target, found, objects, memory)
    if found.target is None and light is not None and found.light != "receive":
        before = Roles(source=found.source)
        before.arguments = scene.arguments(light[0] + 1, token)
        _target(scene, entry, tuple(s for s in entry.noun_target if s != "object"), before, [], memory)
        found.target = before.target
    return found


def _light_roles(scene: Scene, token: int, light: tuple[int, Reading], found: Roles, memory: Memory) -> None:
    position, helper = light
    assert helper.light is not None
    found.light = helper.light.kind
    found.anchor = position
    found.verb = helper if helper.is_verb else None
    found.why.append(f"light verb {helper.light.verb[0]}")
    if helper.light.kind == "happen":
        return
    group: tuple[Phrase, ...] = ()
    if helper.is_verb:
        passive = helper.form.passive and not any(
            h.is_verb and not h.form.passive and h.light is helper.light
            for h in scene.infos[position].helpers
        )
        passive = passive or "\u064f" in scene.infos[position].word[:3]
        group = subject_before(scene, position)
        if not group:
            bare = [a for a in scene.arguments(position + 1, token) if not a.preposition and a.phrases]
            group = bare[0].phrases if bare else ()
            if not group and (
                passive or (helper.form.agreement in ("3ms", "3fs") and token - position <= 2 and not passive)
            ):
                if passive or scene.infos[token].definite:
                    return
        if group and helper.light.kind != "witness":
            memory.note_subject(scene, group)
    else:
        first = scene.phrase(position + 1, token)
        group = (first,) if first is not None else ()
        found.why.append("noun of the light verb")
    subject = group[0] if group else (memory.subject(scene, position) if helper.is_verb else None)
    if helper.light.kind == "do":
        found.source = subject
        if len(group) > 1:
            found.more = group[1:]
    elif helper.light.kind == "receive":
        found.target = subject
        giver = next((a for a in found.arguments if a.preposition == "من" and a.phrases), None)
        if giver is None:
            giver = next(
                (a for a in scene.arguments(position + 1, token) if a.preposition == "من" and a.phrases), None
            )
        found.source = giver.phrases[0] if giver else None
