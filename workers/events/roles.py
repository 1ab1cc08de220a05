"""Who did it to whom: source and target from the clause around a trigger."""

from dataclasses import dataclass, field

from topics import EntityType
from workers.entities.mentions import LinkedMention
from workers.events.agreement import (
    also_active,
    between_commas,
    disagrees,
    is_accusative,
    is_addressed,
    is_complement,
    is_counted_object,
    is_remainder,
    suffered,
    without_appositions,
)
from workers.events.lexicon import Entry
from workers.events.memory import Memory
from workers.events.parts import PRONOUN, Argument, Phrase
from workers.events.phrases import Scene
from workers.events.preceding import subject_before
from workers.events.words import Reading
from workers.text.fold import fold

OURS = "the speaker's own («we»)"
AGENT_MARKERS = ("من قبل", "على يد")
WITH_SUBJECT = frozenset(
    fold(prefix + word)
    for prefix in ("", "ب", "و", "ف", "ل")
    for word in ("أنه", "أنها", "إنه", "إنها", "أنهم", "إنهم", "أنهما", "إنهما")
)
"""Complementizers that carry the subject: «قالت إنها علقت»."""
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


def slot(arguments: list[Argument], slot: str) -> Argument | None:
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
        both = inner is not None and inner.definite and inner.mention is None and scene.infos[start].definite
        if inner is not None and not both:  # «أدان التفجير الإرهابي»: an adjective is nobody
            return inner
    folded = scene.infos[start].folded if start < end else ""
    anaphoric = scene.vocabulary.lexicon.cues.words["anaphoric_nouns"]
    if folded.removeprefix("ب").removeprefix("ل") in anaphoric or (
        folded.startswith("ل") and "ا" + folded in anaphoric
    ):
        types = [entry.type for r in scene.infos[start].readings for entry in r.entries]
        told = [memory.sources[t] for t in types if t in memory.sources]
        actor = told[0] if told else memory.last_source
        return actor if actor is not None and actor.mention is not None else None
    return None


def fill_target(
    scene: Scene, entry: Entry, slots: tuple[str, ...], found: Roles, objects: list[Phrase], memory: Memory
) -> None:
    """Fill the target from the object, else from the first of the wanted prepositions in the text."""
    wanted = [_FOLDED.get(slot, slot) for slot in slots if slot != "object"]
    if objects and objects[0].kind == "thing" and not entry.deep_target:
        # «استأنفت علاقاتها مع طهران»: a named actor behind a preposition goes before a thing
        named = any(a.preposition in wanted and a.phrases and a.phrases[0].mention for a in found.arguments)
        objects = [] if named else objects
    if "after_word" in slots:
        places = range(*found.after)
        start = next(
            (t + 1 for t in places if not entry.after.isdisjoint(scene.infos[t].bare)), found.after[1]
        )
        phrase_after = scene.phrase(start, found.after[1])
        if phrase_after is not None and _take(scene, entry, "after_word", found, phrase_after, start, memory):
            return
    preferred = wanted[0] if slots and slots[0] != "object" and wanted else ""
    if preferred and any(a.preposition == preferred and a.phrases for a in found.arguments[:4]):
        objects = []  # the entry prefers its preposition: «سحبت سفيرها من»
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
    if found.verb is not None:
        _by_pronoun(scene, wanted, found, memory)


def _by_pronoun(scene: Scene, wanted: list[str], found: Roles, memory: Memory) -> None:
    """Take what a preposition's pronoun points to as the target: «ووجهت إليه تهمة»."""
    for argument in found.arguments:
        if argument.preposition[:1] == PRONOUN and argument.preposition[1:] in wanted:
            antecedent = memory.antecedent(scene, found.anchor, exclude=found.source)
            if antecedent is not None:
                found.target = antecedent
                found.why.append("target by pronoun")
            return


_FOLDED = {"إلى": "الي", "على": "علي", "لدى": "لدي"}


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


def verb_roles(scene: Scene, token: int, reading: Reading, entry: Entry, memory: Memory) -> Roles:
    """Fill the frame of a finite verb."""
    end = scene.clause_end(token)
    found = Roles(anchor=token, verb=reading)
    found.arguments = scene.arguments(token + 1, end)
    found.after = (token + 1, end)
    plain = [a for a in found.arguments if not a.preposition and a.phrases]
    plain = [a for a in plain if "manners" not in scene.kinds(a.phrases[0].head)]
    if len(plain) > 2:
        plain = without_appositions(found.arguments, plain)
    bare = [a.phrases[0] for a in plain]
    groups = [a.phrases for a in plain if not is_remainder(found.arguments, a)]
    before = subject_before(scene, token)
    relative = token > scene.first and scene.infos[token - 1].folded in _RELATIVES
    owner: Phrase | None = None
    resumed = bool(found.arguments) and found.arguments[0].preposition[:1] == PRONOUN
    if relative and (reading.pronoun or resumed) and groups and groups[0][0].kind != "thing":
        owner, before = next(iter(before), None), ()  # «الاتفاق الذي رفضته أثينا», «الذي وافقت عليه»
    if relative and not before and not reading.pronoun:
        groups = []  # «…، الذي أدان العنف»: its subject is the antecedent
    if reading.conjunction:
        if token > scene.first and scene.infos[token - 1].punctuation:
            before = ()  # what stands before the comma belongs to another clause
        if groups and groups[0][0].kind != "thing" and reading.form.agreement in ("3ms", "3fs"):
            before = ()  # «…، وتعهد فيدان»: what stands before belongs to the verb before
        if groups and is_complement(scene, entry, groups[0][0]) and memory.has_subject(token):
            groups = []  # «ووجهت إليه تهمة»
        if len(groups) == 1 and is_addressed(scene, token, entry, groups[0][0]) and memory.has_subject(token):
            groups = []  # «أدانت … اللقاء، ودعت موسكو إلى …»
        if groups and is_counted_object(scene, entry, groups[0][0]) and memory.has_subject(token):
            groups = []  # «فرقت القوات …، واعتقلت خمسة منهم»
    agent = next(
        (a.phrases[0] for a in found.arguments if a.preposition in AGENT_MARKERS and a.phrases), None
    )
    passive = reading.form.passive and not also_active(scene, token, entry)
    passive = passive or "\u064f" in scene.infos[token].word[:3]
    plural = reading.form.agreement in ("3md", "3fd", "3mp", "3fp")
    group: tuple[Phrase, ...] = ()
    if len(plain) == 2 and between_commas(scene, plain[1]) and bare[0].mention is not None:
        bare, groups = bare[:1], groups[:1]  # «أمر شوقي، النائب العام، بـ»
    objects = bare
    if bare and is_accusative(scene, bare[0]) and not passive:
        groups = []  # «قتلت قياديا»: what follows is the object
    own = token > scene.first and scene.infos[token - 1].folded in WITH_SUBJECT
    if own:
        found.why.append("subject in the pronoun before")
        objects = bare
    elif before and (plural or not passive):
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
    elif (
        not plural
        and groups
        and "object" in entry.target
        and disagrees(scene, token, reading, groups[0][0])
        and (groups[0][0].label.endswith("ين") or memory.subject(scene, token) is not None)
    ):
        found.why.append("the phrase behind disagrees in gender: it is the object")
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
        and (agent is not None or group[0].kind in _PATIENTS or (group[0].kind == "armed" and not before))
    )
    if entry.passive_guess and transitive and not objects and not before and not reading.pronoun and group:
        guess = guess or (group[0].kind in ("government", "police") and not group[0].definite)
    guess = guess or suffered(entry, reading, before, objects)
    if entry.victim_subject:
        found.target = group[0] if group else None
        found.why.append("subject is the victim")
        return found
    if passive or guess or (agent is not None and transitive):
        if transitive and group:
            found.target = group[0]
        found.source = agent
        if before and group:
            memory.note_subject(group)
        found.why.append("passive")
        if not transitive or found.target is None:
            fill_target(scene, entry, entry.target, found, [], memory)
        return found
    if reading.form.agreement == "1p":
        found.why.append(OURS)
        objects = bare
    elif group:
        found.source = group[0]
        if group[0].last != token or group[0].definite or not scene.infos[token].folded.endswith("وا"):
            memory.note_subject(group)  # not that of «طلابا اعتصموا»
    else:
        found.source = memory.subject(scene, token)
        if found.source is not None:
            found.why.append("subject understood")
    if reading.pronoun and transitive:
        found.target = owner or memory.antecedent(scene, token, exclude=found.source)
        found.why.append("object pronoun")
    if found.target is None and entry.reciprocal and len(group) > 1:
        found.target = group[1]
        found.why.append("target conjoined")
    elif found.target is None:
        fill_target(scene, entry, entry.target, found, objects, memory)
    if (
        found.target is None
        and group
        and len(bare) == 1
        and group[0] is bare[0]
        and entry.target[:1] == ("object",)
        and (entry.needs_target or entry.target_kind)
    ):
        understood = memory.subject_of_sentence(scene, token, exclude=group[0])
        if understood is not None:  # «وصل كيم حيث التقى الرئيس»
            found.source, found.target = understood, group[0]
            found.why.append("subject understood, the one phrase is the object")
    found.event_object = objects[0] if objects else None
    if found.target is None and entry.reciprocal and plural and not group:
        pair = memory.pair()
        if len(pair) == 2:
            found.source, found.target = pair
    return found


_RELATIVES = frozenset(
    fold(prefix + word) for word in ("الذي", "التي", "الذين", "اللذين", "اللذان") for prefix in ("", "و")
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
    fill_target(scene, entry, entry.target, found, objects, memory)
    found.event_object = objects[0] if objects else None
    return found
