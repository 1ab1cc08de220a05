"""Who did it to whom, told by an event noun: light verb, genitive, pronoun and prepositions."""

from topics import EventType
from workers.events.agreement import whose_weapon
from workers.events.attackers import doer, take_forces
from workers.events.fallen import fallen_in, killed_in
from workers.events.lexicon import Entry, LightVerb, word_set
from workers.events.light_verbs import find_light, relative_light
from workers.events.members import ACCUSE, ASSAULT, CONSULT, PROTEST, SUPPORT
from workers.events.memory import Memory
from workers.events.parties import WITNESSED, is_place, name_others, other_half, taking_part
from workers.events.parts import Phrase, is_nisba
from workers.events.phrases import Scene
from workers.events.preceding import subject_before
from workers.events.roles import AGENT_MARKERS, OURS, WITH_SUBJECT
from workers.events.targets import Roles, fill_target, name_party, slot
from workers.events.words import Reading, is_marked_passive
from workers.text.fold import fold


def noun_roles(scene: Scene, token: int, reading: Reading, entry: Entry, memory: Memory) -> Roles:
    """Fill the frame of an event noun: light verb, genitive, pronoun and prepositions."""
    end = scene.clause_end(token)
    found = Roles(anchor=token)
    behind = token + 2 if entry.type is ASSAULT and _shares_owner(scene, token) else token + 1
    found.after = (behind, end)
    found.arguments = scene.arguments(behind, end)
    genitive: tuple[Phrase, ...] = ()
    if not reading.article and not reading.pronoun and reading.form.agreement not in ("sa", "pa"):
        first = next(iter(found.arguments), None)
        if first is not None and not first.preposition and _touches(scene, behind, first.first):
            genitive = first.phrases
    told, fallen = fallen_in(scene, token) if entry.type is ASSAULT and not _mutual(found) else (0, None)
    if fallen is not None and genitive and genitive[0].last > told:
        genitive = ()  # «تفجير راح ضحيته»
    objects = [p for a in found.arguments if not a.preposition for p in a.phrases[:1]]
    if reading.article:
        objects = []
    objects = [p for p in objects if not _is_adjective(scene, p)]
    objects = [p for p in objects if not _goes_on(scene, genitive, p)]
    if entry.mode == "visit":  # «زيارته المجر»
        objects = [p for p in objects if p.mention is not None and p.kind == "loc" and reading.pronoun]
    if genitive:
        objects = [p for p in objects if p.first != genitive[0].first]
    light = None if entry.adjective else find_light(scene, token, reading, entry)
    if entry.adjective:
        found.source = next(iter(subject_before(scene, token)), None)
        if found.source is None and token > scene.first and scene.infos[token - 1].folded in WITH_SUBJECT:
            found.source = memory.subject(scene, token)
        found.why.append("source: subject of the predicate")
    elif light is not None:
        _light_roles(scene, token, light, found, memory, entry)
    else:
        _relative_roles(scene, token, entry, found, memory)
    if entry.type is CONSULT and not reading.article:
        _gathered(scene, token, found)
    agent = next(
        (a.phrases[0] for a in found.arguments if a.preposition in AGENT_MARKERS and a.phrases), None
    )
    if agent is not None:
        found.source = agent
        found.why.append("agent")
    if found.source is None and entry.type is ASSAULT:
        found.source = doer(scene, token, reading, found) or whose_weapon(scene, found.arguments)
        if found.source is None and not entry.happened:
            take_forces(scene, entry, found)
    if genitive and _is_origin(scene, token, reading, entry, genitive[0]):
        genitive = ()
    if genitive and _qualifies(scene, token, reading, genitive[0], entry.genitive):
        owner = entry.genitive
        if entry.mode == "visit" and genitive[0].kind == "loc":
            owner = "target"  # «زيارة بيروت»
        parties = _PARTIES if slot(found.arguments, "ل") and entry.type is ACCUSE else _FORCES
        if owner == "target" and genitive[0].kind in parties:  # «إدانة الوزارة للجريمة», «قصف الجيش للقرية»
            slots = [s for s in (*entry.noun_target, "object") if s == "object" or slot(found.arguments, s)]
            acted = any(p.mention is not None or p.definite or p.kind != "thing" for p in objects)
            if not entry.happened and any(s != "object" or acted for s in slots):  # «مقتل ضابط صف»
                owner = "source"
        if owner == "source" and found.source is None:
            found.source = genitive[0]
            found.why.append("source by genitive")
            if entry.reciprocal and len(genitive) > 1:
                found.target = genitive[1]
        elif owner == "target" and found.target is None:
            found.target = genitive[0]
            found.why.append("target by genitive")
    if found.target is None and fallen is not None:
        found.target = fallen
        found.why.append("those who fell in it")
    if reading.pronoun and found.light == "happen" and light is not None and entry.genitive == "target":
        found.target = next(iter(subject_before(scene, light[0])), None)  # «إن قاضيا تم اغتياله»
    if reading.pronoun:
        owner_phrase = memory.subject(scene, token)
        if reading.pronoun == "هما" and found.source is not None:
            found.target = found.target or (found.more[0] if found.more else None)
        elif reading.pronoun == "هما":
            pair = memory.pair()
            if len(pair) == 2 and entry.genitive == "source":
                found.source, found.target = pair
        elif reading.pronoun == "نا":
            found.why.append(OURS)
        elif (entry.genitive != "target" and found.source is None) or slot(found.arguments, "ل"):
            found.source = owner_phrase
            found.why.append("source by pronoun")
        elif entry.type is ASSAULT and entry.genitive == "target" and objects and _next(token, objects[0]):
            found.source, found.target = owner_phrase, objects[0]  # «منذ اغتيالها قاضيين»
            found.why.append("source by pronoun")
        elif entry.genitive == "target" and found.target is None:
            told = light is not None and found.source is not None and found.light == "do"
            if entry.type is ASSAULT and found.source is not None and owner_phrase is not None:
                if owner_phrase.first == found.source.first:  # «قام لصوص بمهاجمته»
                    owner_phrase = memory.antecedent(scene, token, found.source, reading.pronoun)
            found.target = objects[0] if told and objects else owner_phrase  # «أعرب عن إدانته الهجوم»
    if found.target is None and entry.type is ASSAULT:
        found.target = _aimed_at(scene, token)
    if found.target is None:
        fill_target(scene, entry, entry.noun_target, found, objects, memory)
        name_party(scene, entry, found)
        name_others(scene, entry, found)
    if found.target is None or "target by في" in found.why:
        found.target = killed_in(scene, token, reading, entry, memory) or found.target
    if found.source is None and entry.type is SUPPORT:
        sender = slot(found.arguments, "من")
        if sender is not None and sender.phrases[0].kind in NAMED_KINDS:
            found.source = sender.phrases[0]
            found.why.append("source by من")
    if (
        found.source is None
        and entry.genitive == "source"
        and not reading.article
        and _controlled(scene, token, entry)
    ):
        subject = memory.subject(scene, token)
        if entry.type is not PROTEST or (subject is not None and subject.kind in _CROWDS):
            found.source = subject  # but «تراجع الوزير بعد احتجاجات»
            found.why.append("source: subject of the main verb")
    if found.source is None and entry.type is PROTEST:
        found.source = taking_part(scene, token)
    if found.source is None and is_fronted(scene, token, reading, entry):
        found.source = _subject_behind(scene, end)
        found.why.append("source: subject of the clause behind")
    if found.target is None and light is not None and found.light != "receive":
        before = Roles(source=found.source, anchor=light[0], verb=found.verb)
        before.arguments = scene.arguments(light[0] + 1, token)
        fill_target(scene, entry, tuple(s for s in entry.noun_target if s != "object"), before, [], memory)
        found.target = before.target
    if found.target is None and entry.type in _MUTUAL and found.source is not None:
        found.target = other_half(scene, found.source, token)
    if found.target is None and found.more and entry.type in _MUTUAL:
        found.target = found.more[0]
        found.why.append("target conjoined")
    return found


_CROWDS = ("crowd", "person", "quantity")
_FORCES = ("army", "armed", "police", "soldier", "org")
_PARTIES = (*_FORCES, "loc", "government", "body", "person")
_ANNOUNCING = frozenset(("أعلن", "أكّد", "أبلغ", "نقل"))
_MUTUAL = frozenset((EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.ASSAULT))
_CONTROLLERS = frozenset(fold(word) for word in ("بعد", "خلال", "قبل", "عقب", "إثر", "أثناء", "ختام"))


def _is_adjective(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether what follows an event noun only says of what kind it was: «قصف جوي»."""
    if phrase.mention is not None or phrase.last > phrase.first + 1:
        return False
    info = scene.infos[phrase.head]
    if phrase.kind == "person":  # «ضربات روسية»
        return info.word.endswith("ية") and is_nisba(info.word) and not info.word.startswith("ال")
    if phrase.definite or phrase.kind != "thing":
        return False
    return "adjectives" in info.kinds or is_nisba(info.word)


def _mutual(found: Roles) -> bool:
    """Tell whether both sides of a fight are named behind «بين»: who fell in it is neither."""
    return slot(found.arguments, "بين") is not None


def _goes_on(scene: Scene, genitive: tuple[Phrase, ...], phrase: Phrase) -> bool:
    """Tell an adjective right behind the owner of an act: «انفجار سيارة مفخخة»."""
    if (
        not genitive
        or genitive[-1].last != phrase.first
        or phrase.last != phrase.first + 1
        or phrase.definite
    ):
        return False
    owner = genitive[-1]
    things = owner.kind == phrase.kind == "thing" and owner.mention is None is phrase.mention
    ends = (scene.infos[owner.last - 1].folded[-1], scene.infos[phrase.head].folded[-1])
    return things and not owner.definite and ends == ("ه", "ه")


def _aimed_at(scene: Scene, token: int) -> Phrase | None:
    """Return the object of «استهدف» behind an attack: «تفجير استهدف موكبه»."""
    for place in range(token + 1, min(scene.last, token + 6)):
        if "aimed" in scene.kinds(place) and place not in scene.covered:
            end = scene.clause_end(place)
            return scene.phrase(scene.skip(place + 1, end), end)
    return None


def _shares_owner(scene: Scene, token: int) -> bool:
    """Tell whether another verbal noun stands between an act and its victim: «أسر وإصابة حراس»."""
    return token + 1 < scene.last and scene.infos[token + 1].folded in _WITH_ANOTHER


_WITH_ANOTHER = word_set("joined_acts")


def _next(token: int, phrase: Phrase) -> bool:
    """Tell whether people stand right behind the noun."""
    return phrase.kind != "thing" and phrase.first <= token + 2


def is_fronted(scene: Scene, token: int, reading: Reading, entry: Entry) -> bool:
    """Tell whether the sentence opens with the event as a setting: «في تظاهرة هي الثالثة، خرج المئات»."""
    if entry.type is not PROTEST or reading.article or reading.pronoun:
        return False
    return token == scene.first + 1 and scene.infos[scene.first].folded in ("في", "وفي", "خلال")


def _subject_behind(scene: Scene, comma: int) -> Phrase | None:
    """Return the subject of the verb behind the comma that ends a setting."""
    verb = scene.skip(comma, scene.last)
    if verb >= scene.last or not scene.infos[verb].verb_like:
        return None
    bare = [a for a in scene.arguments(verb + 1, scene.clause_end(verb)) if not a.preposition and a.phrases]
    return bare[0].phrases[0] if bare and bare[0].phrases[0].kind != "thing" else None


def _touches(scene: Scene, token: int, first: int) -> bool:
    """Tell whether nothing but digits stands between («مقتل 11 عسكريا»)."""
    return all(scene.infos[place].word.isdigit() for place in range(token, first))


def _controlled(scene: Scene, token: int, entry: Entry) -> bool:
    """Tell whether the noun's agent is the clause's subject: «بعث برسالة بعد زيارة لروسيا»."""
    if entry.type is ASSAULT:
        return False  # «وصلت جثث بعد غارة»: whoever attacked is another
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
        memory.note_subject(bare[0].phrases)
    giver = slot(found.arguments, "من") if verb.kind == "receive" else None
    if giver is not None:  # «خلال اتصال تلقاه من نظيره»
        found.source = giver.phrases[0]
        found.target = bare[0].phrases[0] if bare else memory.subject(scene, token, "3ms")


def _gathered(scene: Scene, token: int, found: Roles) -> None:
    """Take both parties of a meeting from its relative clause: «قمة جمعت في باريس الرئيس … ونظيره …»."""
    for place in range(token + 1, min(scene.last, token + 4)):
        info = scene.infos[place]
        if place in scene.covered or info.punctuation:
            return
        if info.folded in _GATHER:
            behind = scene.arguments(place + 1, scene.clause_end(place))
            people = [p for a in behind if not a.preposition for p in a.phrases if p.kind != "thing"]
            if len(people) > 1:
                found.source, found.target = people[:2]
                found.why.append(f"parties gathered by {info.word}")
            return


_GATHER = frozenset(("جمع", "جمعت", "ضم", "ضمت"))
NAMED_KINDS = frozenset(
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


def _is_origin(scene: Scene, token: int, reading: Reading, entry: Entry, phrase: Phrase) -> bool:
    """Tell an adjective of origin from a person: «غارات أميركية», «قصف إسرائيلي», but «مقتل إسرائيلي»."""
    word = scene.infos[phrase.head].word
    if phrase.mention is not None or word.startswith("ال"):
        return False
    if any(not is_nisba(scene.infos[place].word) for place in range(phrase.first + 1, phrase.last)):
        return False  # «ضربة إسرائيلية جوية»
    if not is_nisba(word) or word.endswith(("ون", "ين", "ان", "يا")):
        return False
    feminine = reading.form.agreement == "p" or scene.infos[token].folded.endswith("ه")
    return feminine if word.endswith("ة") else bool(entry.noun_target)


def _qualifies(scene: Scene, token: int, reading: Reading, phrase: Phrase, role: str) -> bool:
    """Tell a genitive from an adjective behind an event noun: «تفجير مسجد», «هجمات محتملة»."""
    if phrase.mention is None and phrase.last == phrase.first + 1 and not phrase.definite:
        if "adjectives" in scene.kinds(phrase.head):
            return False  # «هجوم مسلح»
    if phrase.kind in NAMED_KINDS:
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
    scene: Scene,
    token: int,
    light: tuple[int, Reading, LightVerb],
    found: Roles,
    memory: Memory,
    entry: Entry,
) -> None:
    position, helper, verb = light
    found.light = verb.kind
    found.anchor = position
    found.verb = helper
    found.why.append(f"light verb {verb.verb[0]}")
    if verb.kind == "happen":
        if verb.verb[0] == "صدر":
            giver = slot(scene.arguments(position + 1, token), "عن")
            found.source = giver.phrases[0] if giver is not None else None
        return
    group: tuple[Phrase, ...] = ()
    if helper.is_verb:
        passive = helper.form.passive and not any(
            h.is_verb and not h.form.passive and verb in h.lights for h in scene.infos[position].helpers
        )
        passive = passive or is_marked_passive(scene.infos[position].word)
        group = subject_before(scene, position)
        if helper.conjunction and position > scene.first and scene.infos[position - 1].punctuation:
            group = ()  # «استقبل … المبعوث، وأكد له رفضه»
        if not group:
            bare = [a for a in scene.arguments(position + 1, token) if not a.preposition and a.phrases]
            if bare and bare[-1].last == token and bare[-1].phrases[0].kind == "thing":
                del bare[-1]  # «سلمته مذكرة احتجاج»: what the noun belongs to
            group = bare[0].phrases if bare else ()
            if len(bare) > 1 and entry.type is SUPPORT and bare[1].phrases[0].kind == "person":
                found.target = bare[1].phrases[0]  # «سلم الوزير نظيره رسالة شكر»
            if not group and (
                passive or (helper.form.agreement in ("3ms", "3fs") and token - position <= 2 and not passive)
            ):
                if passive or scene.infos[token].definite:
                    return
        if group and verb.kind != "witness":
            memory.note_subject(group)
    else:
        first = scene.phrase(position + 1, token)
        group = (first,) if first is not None else ()
        found.why.append("noun of the light verb")
    understood = helper.form.agreement if verb.kind == "receive" else ""
    subject = group[0] if group else memory.subject(scene, position, understood) if helper.is_verb else None
    if verb.kind == "witness" and subject is not None and is_place(scene, subject):
        found.why.append(WITNESSED)
    if verb.kind == "do":
        if verb.verb[0] in _ANNOUNCING and entry.type is ASSAULT and entry.genitive == "target":
            if subject is not None and subject.kind not in ("army", "armed"):
                return  # «أعلنت الوزارة مقتل ثلاثة»: who tells of it did not do it
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
