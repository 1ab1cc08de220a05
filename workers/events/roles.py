"""Who did it to whom: source and target from the clause around a trigger."""

from dataclasses import dataclass, field

from topics import EntityType, EventType
from workers.entities.mentions import LinkedMention
from workers.events.lexicon import Entry, LightVerb
from workers.events.memory import Memory
from workers.events.phrases import Argument, Phrase, Scene, is_nisba
from workers.events.words import Reading
from workers.text.fold import fold

OURS = "the speaker's own («we»)"
AGENT_MARKERS = ("من قبل", "على يد")
_PATIENTS = frozenset(("person", "soldier", "crowd", "quantity", "thing"))
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

    def arguments_end(self, default: int) -> int:
        """Return the token after the last argument read: a complement clause begins there."""
        return self.arguments[-1].last if self.arguments else default


def subject_before(scene: Scene, verb: int) -> tuple[Phrase, ...]:
    """Return the subject that stands before its verb: «بوتين وكيم قد بحثا», «الرئيس الذي زار»."""
    kept = scene.subjects.get(verb)
    if kept is None:
        kept = scene.subjects[verb] = _subject_before(scene, verb)
    return kept


def _subject_before(scene: Scene, verb: int) -> tuple[Phrase, ...]:
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
            or (
                info.kinds & {"complementizers", "clause_breaks", "auxiliaries", "relatives"}
                and "prepositions" not in info.kinds
            )
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
    nominal = start < end and any(not r.is_verb for r in scene.infos[start].readings)
    if nominal and scene.nounish(min(start + 1, scene.last - 1)):
        inner = scene.phrase(start + 1, end)
        if inner is not None:
            return inner
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
    """Fill the target from the object, else from the first of the wanted prepositions in the text."""
    wanted = [_FOLDED.get(slot, slot) for slot in slots if slot != "object"]
    if objects and objects[0].kind == "thing" and not entry.deep_target:
        # «استأنفت علاقاتها مع طهران»: a named actor behind a preposition goes before a thing
        named = any(a.preposition in wanted and a.phrases and a.phrases[0].mention for a in found.arguments)
        objects = [] if named else objects
    if (
        "object" in slots
        and objects
        and _take(scene, entry, "object", found, objects[0], objects[0].first, memory)
    ):
        return
    for argument in found.arguments:
        if argument.preposition not in wanted or not argument.phrases:
            continue
        phrase: Phrase = argument.phrases[0]
        if argument.preposition == "بين":
            found.source = found.source or phrase
            if len(argument.phrases) < 2:
                continue
            phrase = argument.phrases[1]
        elif argument.preposition == "في" and phrase.kind not in ("loc", "org") and wanted[0] != "في":
            continue
        if _take(scene, entry, argument.preposition, found, phrase, argument.first, memory):
            return


_FOLDED = {"إلى": "الي", "على": "علي"}


def _take(
    scene: Scene, entry: Entry, slot: str, found: Roles, phrase: Phrase, start: int, memory: Memory
) -> bool:
    if found.source is not None and phrase.first == found.source.first:
        return False
    if (
        entry.deep_target
        and phrase.mention is None
        and phrase.kind not in ("person", "army", "armed", "police", "soldier")
    ):
        deep = deep_actor(scene, phrase.first, scene.clause_end(start), memory)
        if deep is not None:
            phrase = deep
    found.target = phrase
    found.why.append(f"target by {slot}")
    return True


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
    if bare and _is_accusative(scene, bare[0]) and not passive:
        groups = []  # «قتلت قياديا»: what follows is the object
    if before and (plural or not passive):
        group = before
        found.why.append("subject before verb")
    elif (
        len(bare) == 1
        and reading.conjunction
        and "object" in entry.target
        and scene.infos[bare[0].first].folded.startswith("نظير")
        and memory.subject(scene, token) is not None
    ):
        found.why.append("his counterpart is the object")
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
    if reading.form.agreement == "1p":
        found.why.append(OURS)
        objects = bare
    elif group:
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


def _is_accusative(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether the phrase's head shows the alef of an indefinite accusative."""
    if phrase.mention is not None or phrase.definite:
        return False
    word = scene.infos[phrase.head].word
    return len(word) > 3 and word.rstrip("\u064b").endswith(("ا", "اً")) and not word.endswith("ءا")


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


CARRIERS = frozenset(
    [
        "رساله",
        "رسائل",
        "برقيه",
        "برقيات",
        "سلسله",
        "جوله",
        "حمله",
        "عده",
        "اي",
        "كل",
        "مزيد",
        "اول",
        "اولي",
        "ثاني",
        "ثالث",
        "تلك",
        "هذه",
        "هذا",
        "كلمه",
        "خطاب",
        "مجموعه",
        "حزمه",
        "اعمال",
        "عمليه",
        "عمليات",
        "نداء",
        "بيان",
        "احدث",
        "اخر",
        "عن",
        "من",
        "اكبر",
        "اوسع",
    ]
)


def find_light(
    scene: Scene, token: int, reading: Reading, entry: Entry
) -> tuple[int, Reading, LightVerb] | None:
    """Find the light verb that governs an event noun, to the left in its clause."""
    via = reading.preposition
    left = token - 1
    while not via and left >= scene.first and left not in scene.covered:
        info = scene.infos[left]
        if info.punctuation and scene.before(left + 1) < left:
            left -= 1
            continue
        if "prepositions" in info.kinds:
            if info.folded == "من":  # the partitive: «مزيد من العقوبات»
                left -= 1
                continue
            via = {"علي": "على", "الي": "إلى"}.get(info.folded, info.folded)
            left -= 1
            break
        stripped = info.folded[1:] if info.attached in ("ب", "ل") else info.folded
        if stripped in CARRIERS or info.role == "quantity":
            via = info.attached
            left -= 1
            continue
        break
    position = left
    while position >= max(scene.first, token - 32):
        info = scene.infos[position]
        if position not in scene.covered:
            for helper in info.helpers:
                for light in helper.lights:
                    if via not in light.via or (helper.form.passive and light.kind == "happen"):
                        continue
                    if helper.form.agreement[0] not in "3spd1":
                        continue
                    if entry.light_only and fold(light.verb[0]) not in entry.light_only:
                        continue
                    return position, helper, light
            if info.punctuation and info.word[0] in _STOPS:
                return None
            if (
                position <= left
                and reading.form.agreement in ("sa", "dc")
                and _is_event_noun(scene, position)
            ):
                return None  # «خرجت مسيرة تنديدا بـ»: the verb's noun is the other one
            if info.kinds & {"complementizers", "clause_breaks"} or (
                info.kinds & {"relatives"} and "prepositions" not in info.kinds
            ):
                return None
            if any(r.is_verb for r in info.readings) and info.verb_like and not info.role:
                return None
        position -= 1
    return None


def _is_event_noun(scene: Scene, token: int) -> bool:
    """Tell whether the word is an indefinite noun trigger without preposition."""
    return any(
        not r.is_verb and not r.article and not r.preposition and not r.conjunction
        for r in scene.infos[token].readings
    )


def relative_light(scene: Scene, token: int, entry: Entry) -> tuple[int, Reading, LightVerb] | None:
    """Find the light verb of a relative clause on the noun: «هجوم شنه مسلحون», «الزيارة التي أجراها»."""
    for position in range(token + 1, min(scene.last, token + 6)):
        if position in scene.covered:
            return None
        info = scene.infos[position]
        for helper in info.helpers:
            if helper.is_verb and helper.pronoun in ("ه", "ها") and helper.lights:
                light = helper.lights[0]
                if not entry.light_only or fold(light.verb[0]) in entry.light_only:
                    return position, helper, light
        if info.punctuation or info.role:
            return None
    return None


_STOPS = frozenset("؛;:.؟?!…")


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
    if reading.article:
        objects = []
    if genitive:
        objects = [p for p in objects if p.first != genitive[0].first]
    light = find_light(scene, token, reading, entry)
    if light is not None:
        _light_roles(scene, token, light, found, memory)
    else:
        _relative_roles(scene, token, entry, found, memory)
    agent = next(
        (a.phrases[0] for a in found.arguments if a.preposition in AGENT_MARKERS and a.phrases), None
    )
    if agent is not None:
        found.source = agent
    if genitive and _qualifies(scene, token, reading, genitive[0], entry.genitive):
        owner = entry.genitive
        if owner == "target" and genitive[0].kind in ("army", "armed", "police", "soldier", "org"):
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
        elif reading.pronoun == "نا":
            found.why.append(OURS)
        elif entry.genitive != "target" and found.source is None or _slot(found.arguments, "ل"):
            found.source = owner_phrase
            found.why.append("source by pronoun")
        elif entry.genitive == "target" and found.target is None:
            found.target = owner_phrase
    if found.target is None:
        _target(scene, entry, entry.noun_target, found, objects, memory)
    if found.source is None and entry.type is EventType.SUPPORT:
        sender = _slot(found.arguments, "من")
        if sender is not None and sender.phrases[0].kind in _NAMED_KINDS:
            found.source = sender.phrases[0]
            found.why.append("source by من")
    if (
        found.source is None
        and entry.genitive == "source"
        and not reading.article
        and _controlled(scene, token)
    ):
        found.source = memory.subject(scene, token)
        found.why.append("source: subject of the main verb")
    if found.target is None and light is not None and found.light != "receive":
        before = Roles(source=found.source)
        before.arguments = scene.arguments(light[0] + 1, token)
        _target(scene, entry, tuple(s for s in entry.noun_target if s != "object"), before, [], memory)
        found.target = before.target
    if found.target is None and found.more and entry.type in _MUTUAL:
        found.target = found.more[0]
        found.why.append("target conjoined")
    return found


_MUTUAL = frozenset((EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.ASSAULT))
_CONTROLLERS = frozenset(fold(word) for word in ("بعد", "خلال", "قبل", "عقب", "إثر", "أثناء", "ختام"))


def _controlled(scene: Scene, token: int) -> bool:
    """Tell whether the noun's agent is the clause's subject: «بعث برسالة بعد زيارة لروسيا»."""
    return token > scene.first and scene.infos[token - 1].folded in _CONTROLLERS


def _relative_roles(scene: Scene, token: int, entry: Entry, found: Roles, memory: Memory) -> None:
    light = relative_light(scene, token, entry)
    if light is None:
        return
    position, helper, verb = light
    found.light = verb.kind
    found.anchor, found.verb = position, helper
    found.why.append(f"relative clause with {verb.verb[0]}")
    end = scene.clause_end(position)
    found.arguments = scene.arguments(position + 1, end)
    found.after = (position + 1, end)
    bare = [a for a in found.arguments if not a.preposition and a.phrases]
    if verb.kind == "do" and bare:
        found.source = bare[0].phrases[0]
        memory.note_subject(scene, bare[0].phrases)


_NAMED_KINDS = frozenset(
    (
        "person",
        "soldier",
        "org",
        "loc",
        "army",
        "armed",
        "police",
        "court",
        "crowd",
        "government",
        "body",
        "quantity",
    )
)


def _qualifies(scene: Scene, token: int, reading: Reading, phrase: Phrase, role: str) -> bool:
    """Tell a genitive from an adjective behind an event noun: «تفجير مسجد», «هجمات محتملة»."""
    if phrase.kind in _NAMED_KINDS:
        return True
    if role == "source":
        return False
    info = scene.infos[phrase.head]
    if info.definite:
        return True
    if "adjectives" in info.kinds or is_nisba(info.word):
        return False
    feminine = reading.form.agreement == "p" or scene.infos[token].folded.endswith("ه")
    return not (feminine and info.folded.endswith("ه"))


def _light_roles(
    scene: Scene, token: int, light: tuple[int, Reading, LightVerb], found: Roles, memory: Memory
) -> None:
    position, helper, verb = light
    found.light = verb.kind
    found.anchor = position
    found.verb = helper
    found.why.append(f"light verb {verb.verb[0]}")
    if verb.kind == "happen":
        return
    group: tuple[Phrase, ...] = ()
    if helper.is_verb:
        passive = helper.form.passive and not any(
            h.is_verb and not h.form.passive and verb in h.lights for h in scene.infos[position].helpers
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
        if group and verb.kind != "witness":
            memory.note_subject(scene, group)
    else:
        first = scene.phrase(position + 1, token)
        group = (first,) if first is not None else ()
        found.why.append("noun of the light verb")
    subject = group[0] if group else (memory.subject(scene, position) if helper.is_verb else None)
    if verb.kind == "do":
        found.source = subject
        if len(group) > 1:
            found.more = group[1:]
    elif verb.kind == "receive":
        found.target = subject
        giver = next((a for a in found.arguments if a.preposition == "من" and a.phrases), None)
        if giver is None:
            giver = next(
                (a for a in scene.arguments(position + 1, token) if a.preposition == "من" and a.phrases), None
            )
        found.source = giver.phrases[0] if giver else None
