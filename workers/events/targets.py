"""Who it was done to: the object or prepositional phrase that an entry names, and the actor inside an act."""

import msgspec

from topics import EventType
from workers.entities.mentions import LinkedMention
from workers.events.agreement import is_measure, is_qualifier
from workers.events.lexicon import Entry
from workers.events.members import ASSAULT, MISC, SANCTION
from workers.events.memory import Memory
from workers.events.parts import PRONOUN, Argument, Phrase
from workers.events.phrases import Scene
from workers.events.words import Reading

_DEEP_REACH = 9
"""How many tokens into a complement («ندد بـتقارب بين …») the actor is looked for."""


class Roles(msgspec.Struct, eq=False):
    """What the frame found, and how."""

    source: Phrase | None = None
    target: Phrase | None = None
    more: tuple[Phrase, ...] = ()
    place: LinkedMention | None = None
    arguments: list[Argument] = []
    after: tuple[int, int] = (0, 0)
    why: list[str] = []
    anchor: int = 0
    verb: Reading | None = None
    light: str = ""
    event_object: Phrase | None = None
    follows: bool = False
    """A participle right behind the object of the main verb: «استنكرت الخطوة مطالبة بـ»."""

    def arguments_end(self, default: int) -> int:
        """Return the token after the last argument read: a complement clause begins there."""
        return self.arguments[-1].last if self.arguments else default


def bare_arguments(scene: Scene, arguments: list[Argument]) -> list[Argument]:
    """Return the arguments without preposition that may be subject or object: no manner, time or adjective."""
    first, last = (arguments[0].first, arguments[-1].first) if arguments else (0, 0)
    condition = next((t for t in range(first, last) if scene.infos[t].folded in _CONDITIONS), last + 1)
    kept: list[Argument] = []
    dropped = -1
    for a in arguments:
        if a.preposition or not a.phrases or a.first >= condition:
            continue
        phrase = a.phrases[0]
        goes_on = (
            a.first == dropped and phrase.kind == "thing" and not phrase.definite
        )  # «بانفجار عبوة ناسفة»
        if _of_inner_verb(scene, kept, a, arguments) or _same_ending(scene, kept, a, arguments):
            continue
        if goes_on or is_measure(scene, phrase) or is_qualifier(scene, arguments, a):
            dropped = -1 if phrase.definite else a.last
        elif "manners" not in scene.kinds(phrase.head):
            kept.append(a)
    return kept


def _more_behind(arguments: list[Argument], argument: Argument) -> bool:
    """Tell whether another bare phrase follows, which may be the object."""
    return any(a.first >= argument.last and not a.preposition and a.phrases for a in arguments)


def _of_inner_verb(scene: Scene, kept: list[Argument], argument: Argument, arguments: list[Argument]) -> bool:
    """Tell the object of a verb that describes the subject: «اغتال مسلحون يستقلون سيارة العقيد»."""
    if not kept or argument.first == 0 or argument.first - 1 < kept[-1].last:
        return False
    verb = scene.infos[argument.first - 1].folded
    return verb[0] == "ي" and verb.endswith("ون") and len(verb) > 4 and _more_behind(arguments, argument)


def _same_ending(scene: Scene, kept: list[Argument], argument: Argument, arguments: list[Argument]) -> bool:
    """Tell a feminine adjective right behind its noun: «أصابت رصاصة طائشة امرأة»."""
    if not kept or kept[-1].last != argument.first or argument.last != argument.first + 1:
        return False
    noun, word = kept[-1].phrases[-1], argument.phrases[0]
    both = noun.kind == word.kind == "thing" and not noun.definite and not word.definite
    ends = scene.infos[noun.last - 1].folded.endswith("ه") and scene.infos[word.head].folded.endswith("ه")
    return both and ends and _more_behind(arguments, argument)


_CONDITIONS = frozenset(("اذا", "لو", "ان", "ريثما"))
_GOALS = frozenset(("الي", "ل"))
_VICTIMS = _GOALS | {"علي", "ضد"}
_RECIPIENTS = frozenset(("org", "loc", "person", "government", "body", "crowd", "police", "army"))
_OPINIONS = frozenset((EventType.ACCUSE, EventType.SUPPORT))


def slot(arguments: list[Argument], slot: str) -> Argument | None:
    return next((a for a in arguments if a.preposition == slot and a.phrases), None)


def deep_actor(
    scene: Scene, start: int, end: int, memory: Memory, past: frozenset[str] = frozenset()
) -> Phrase | None:
    """Return the first named actor inside a complement, or what an anaphoric noun points to.

    Whom the act was done to is not who is blamed or praised for it: `past` are the prepositions that
    the search does not pass («أدان هجوما على السفارة»).
    """
    head = scene.infos[start] if start < end else None
    act = head is not None and head.definite and start not in scene.covered
    if not act and past is _VICTIMS and _done_to_owner(scene, start, end):
        return None  # «دان قصف المستشفى»: whom it hit is not whom it is held against
    if not act:  # «أدان الهجوم في رسالة إلى نظيره»: a definite act names nobody
        for token in range(start, min(end, start + _DEEP_REACH)):
            mention = scene.mentions.get(token)
            if mention is not None and mention.type is not MISC:
                if scene.preposition(token) in past:
                    break
                return scene.phrase(token, end) or None
            info = scene.infos[token]
            if token not in scene.covered and (
                info.folded in past or ("relatives" in info.kinds and "prepositions" not in info.kinds)
            ):
                break
    nominal = start < end and any(not r.is_verb for r in scene.infos[start].readings)
    if nominal and scene.nounish(min(start + 1, scene.last - 1)):
        inner = scene.phrase(start + 1, end)
        both = inner is not None and inner.definite and inner.mention is None and scene.infos[start].definite
        both = both or (inner is not None and inner.kind == "thing" and not inner.definite)
        if inner is not None and not both:  # «أدان التفجير الإرهابي», «بإضراب عام»: an adjective is nobody
            return inner
    folded = scene.infos[start].folded if start < end else ""
    anaphoric = scene.vocabulary.lexicon.cues.words["anaphoric_nouns"]
    if folded.removeprefix("ب").removeprefix("ل") in anaphoric or (
        folded.startswith("ل") and "ا" + folded in anaphoric
    ):
        types = [entry.type for r in scene.infos[start].readings for entry in r.entries]
        told = [memory.sources[t] for t in types if t in memory.sources]
        now = memory.latest if memory.latest is not None and memory.latest[0] == scene.index else None
        actor = told[0] if told else now[2] if now is not None else memory.last_source
        return actor if actor is not None and actor.mention is not None else None
    return None


def _done_to_owner(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the noun behind a verbal noun is its victim: «قصف المستشفى», but not «إعدام إيران أربعة»."""
    if start >= end or start in scene.covered:
        return False
    entries = [entry for r in scene.infos[start].readings if not r.is_verb for entry in r.entries]
    if not entries or any(e.genitive != "target" or e.type is not ASSAULT for e in entries):
        return False
    inner = scene.phrase(start + 1, end)
    if inner is None or (inner.mention is None and not inner.definite and inner.kind == "thing"):
        return False
    behind = scene.skip(inner.last, end)
    bare = behind < end and scene.nounish(behind) and not scene.preposition(behind)
    return not bare


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
        wanted_word = scene.vocabulary.masks[entry].after
        start = next((t + 1 for t in places if scene.infos[t].sets & wanted_word), found.after[1])
        if start - 1 in places and scene.infos[start - 1].folded.endswith(_THEM) and found.verb is not None:
            found.target = memory.antecedent(scene, start - 1, found.source, "هم")
            if found.target is not None:
                found.why.append("target by pronoun")
                return  # «تطلق سراحهم»
        phrase_after = scene.phrase(start, found.after[1])
        sentence = found.verb is None or entry.mode == "convict"
        if sentence and phrase_after is not None and entry.mode == "convict":
            given = scene.infos[start - 1].definite or is_measure(scene, phrase_after)
            phrase_after = None if given or phrase_after.kind == "thing" else phrase_after  # «بالسجن عاما»
        if phrase_after is not None and _take(scene, entry, "after_word", found, phrase_after, start, memory):
            return
    preferred = wanted[0] if slots and slots[0] != "object" and wanted else ""
    if preferred and any(a.preposition == preferred and a.phrases for a in found.arguments[:4]):
        objects = []  # the entry prefers its preposition: «سحبت سفيرها من»
    if "recipient" in slots and len(objects) > 1 and objects[0].kind in _RECIPIENTS:
        found.target = objects[0]  # «سلمت المنظمة الوزارة شحنة أدوية»
        found.why.append("target by recipient")
        return
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
        if is_measure(scene, phrase) or _of_the_doer(scene, entry, found, argument):
            continue  # «غرمتها بمبلغ ألف ريال»
        if argument.preposition == "بين":
            found.source = found.source or phrase
            if len(argument.phrases) < 2:
                continue
            phrase = argument.phrases[1]
        elif argument.preposition == "في" and phrase.kind not in ("loc", "org") and wanted[0] != "في":
            if phrase.core not in scene.vocabulary.lexicon.cues.words["place_nouns"]:
                continue
        if _take(scene, entry, argument.preposition, found, phrase, argument.first, memory):
            return
    if found.verb is not None:
        _by_pronoun(scene, wanted, found, memory)


def _of_the_doer(scene: Scene, entry: Entry, found: Roles, argument: Argument) -> bool:
    """Tell whether a phrase describes who acted, where a like one follows what was thrown.

    «رمى شابان على جسر حجرين على السيارة».
    """
    mask = scene.vocabulary.masks[entry].after if entry.after else 0
    if not mask or argument.preposition != "علي":
        return False
    thrown = next((t for t in range(*found.after) if scene.infos[t].sets & mask), 0)
    like = (a for a in found.arguments if a.preposition == argument.preposition and a.phrases)
    return argument.first < thrown and any(a.first > thrown for a in like)


def _by_pronoun(scene: Scene, wanted: list[str], found: Roles, memory: Memory) -> None:
    """Take what a preposition's pronoun points to as the target: «ووجهت إليه تهمة»."""
    for argument in found.arguments:
        if argument.preposition[:1] == PRONOUN and argument.preposition[1:] in wanted:
            word = scene.infos[argument.first].folded
            pronoun = next((p for p in ("هما", "هم", "هن", "ها", "ه") if word.endswith(p)), "")
            antecedent = memory.antecedent(scene, found.anchor, found.source, pronoun)
            if antecedent is not None:
                found.target = antecedent
                found.why.append("target by pronoun")
            return


_OBJECT_PRONOUNS = frozenset(("ه", "ها", "هم", "هن", "هما"))
_THEM = ("هم", "هن")
_FOLDED = {"إلى": "الي", "على": "علي", "لدى": "لدي", "أمام": "امام"}


def _take(
    scene: Scene, entry: Entry, slot: str, found: Roles, phrase: Phrase, start: int, memory: Memory
) -> bool:
    if found.source is not None and phrase.first == found.source.first:
        return False
    word = scene.infos[phrase.first].folded
    if word.startswith("ايا") and word[3:] in _OBJECT_PRONOUNS:  # «متهمين إياها»
        found.target = memory.antecedent(scene, phrase.first, found.source, word[3:])
        found.why.append("target by pronoun")
        return found.target is not None
    if (
        entry.deep_target
        and phrase.mention is None
        and phrase.kind not in ("person", "army", "armed", "police", "soldier")
    ):
        past = _VICTIMS if entry.type in _OPINIONS else _GOALS
        deep = deep_actor(scene, phrase.first, scene.clause_end(start), memory, past)
        if deep is not None:
            phrase = deep
    found.target = phrase
    found.why.append(f"target by {slot}")
    return True


def name_party(scene: Scene, entry: Entry, found: Roles) -> None:
    """Name whom it concerns where the slot holds but goods or an act: «رسوما على واردات الصلب من تركيا»."""
    target = found.target
    if target is not None and (target.mention is not None or target.kind != "thing"):
        return
    wanted = _PARTY_BY.get(entry.type)
    if wanted is None or (target is None and entry.type is SANCTION):
        return
    start = target.last if target is not None else 0
    for argument in found.arguments:
        if argument.preposition in wanted and argument.first >= start and argument.phrases:
            phrase = argument.phrases[0]
            if (
                phrase.mention is not None
                and phrase.kind in ("loc", "org", "person")
                and phrase is not found.source
            ):
                found.target = phrase
                found.why.append(f"the party by {argument.preposition}")
                return


_PARTY_BY = {
    EventType.SANCTION: frozenset(("من",)),
    EventType.AGREE: frozenset(("ل", "مع")),
}
