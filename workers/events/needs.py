"""What a frame must find before its trigger is an event: roles of the right kind, and a told occurrence."""

from topics import EventType
from workers.events.around import in_writing, of_disaster, of_weather
from workers.events.kinds import is_kind
from workers.events.lexicon import Entry
from workers.events.light_verbs import find_light, relative_light
from workers.events.members import (
    AID,
    ASSAULT,
    IMPERFECT,
    NOUN,
    PARTICIPLE,
    PERFECT,
    PROTEST,
    REJECT,
    THREATEN,
)
from workers.events.noun_roles import is_fronted
from workers.events.parties import WITNESSED
from workers.events.parts import is_counted_people
from workers.events.phrases import Scene
from workers.events.targets import Roles
from workers.events.telling import (
    VERBAL,
    VIOLENT,
    carried,
    dated,
    is_report,
    of_forces,
    of_inna,
    specific,
    told_behind,
    told_now,
)
from workers.events.words import Reading, is_marked_passive
from workers.text.fold import fold

_MEETINGS = frozenset((EventType.CONSULT,))


def accept(scene: Scene, token: int, reading: Reading, entry: Entry, roles: Roles) -> bool | None:
    """Return None where the frame is not met, else whether the trigger is a bare reference."""
    noun = reading.form.tense is NOUN
    source, target = roles.source, roles.target
    given = entry.type is AID and reading.form.tense is PERFECT  # «أدوية قدمتها الهند»
    took_place = noun and entry.type in VIOLENT and told_behind(scene, token)
    takes_object = given or "object" in (*entry.target, *entry.noun_target)
    if reading.is_verb and reading.pronoun and not takes_object:
        return None  # an intransitive verb takes no object pronoun: «تعاونها» is the noun
    if noun and entry.type is REJECT and source is None and not reading.article:
        return None
    if noun:
        if entry.coded == "light" and not (roles.light or took_place):
            return None
        nowhere = roles.light in ("", "witness") and WITNESSED not in roles.why
        lone = nowhere and source is None and target is None and not took_place
        if entry.coded == "roles" and lone:
            return True if reading.article or reading.pronoun else None
    elif reading.form.tense is PARTICIPLE:
        if entry.mode == "allege" and target is None:
            return None
        if token + 1 < scene.last and scene.is_verb(token + 1):
            return None  # «منتقدين يقولون»: people, and not how one acts
        previous = scene.infos[token - 1] if token > scene.first else None
        if previous is None or not (
            previous.punctuation
            or roles.follows
            or reading.conjunction
            or scene.is_verb(token - 1)
            or token - 1 in scene.covered
            or token - 1 in scene.date_tokens
        ):
            return None
    else:
        if not all(_met(scene, token, need, roles) for need in (*entry.needs, *entry.verb_needs)):
            return None
        if entry.verb_needs_any and not any(_met(scene, token, need, roles) for need in entry.verb_needs_any):
            return None
        suffered = source is None and target is not None and is_marked_passive(scene.infos[token].word)
        if entry.needs_source and source is None and not suffered:
            return None
        if entry.needs_target and target is None and not reading.pronoun:
            return None
        if entry.source_kind and not suffered and not is_kind(scene, source, entry.source_kind):
            return None
        if not _target_fits(scene, reading, entry, roles):
            return None
        if (
            source is not None
            and entry.not_subject
            and not entry.not_subject.isdisjoint(scene.infos[source.head].bare)
        ):
            return None
    acts = target is not None and target.kind == "thing" and entry.type is THREATEN
    if acts and target is not None and scene.preposition(target.first) == "ب":
        roles.target = target = None  # «هدد بشل الموسم»: nobody is named
    if source is None and noun and entry.happened and of_disaster(scene, token):
        return None
    if reading.is_verb and entry.type in _DELIBERATE:
        alone = source is None or (target is None and "subject after verb" in roles.why)
        joined = reading.conjunction and alone  # «ضرب إعصار الجزيرة واقتلع الأشجار»
        if of_weather(scene, token) or (joined and of_disaster(scene, token)):
            return None
    if source is not None and source.mention is None and entry.type in _DELIBERATE:
        if "forces_of_nature" in scene.infos[source.head].kinds:
            return None
    thing = roles.target is not None and roles.target.kind == "thing"
    if thing and entry.type in _MEETINGS and entry.mode != "visit":
        roles.target = target = None
        if entry.reciprocal and not noun and not all(_met(scene, token, need, roles) for need in entry.needs):
            return None
    if roles.source is not None and roles.source.kind == "thing" and not _may_act(scene, roles):
        roles.source = source = None
        if entry.needs_source and not noun:
            return None
    if noun and not roles.light and reading.form.agreement in ("sa", "pa") and not of_inna(scene, token):
        return None  # an adverbial or purpose: «قتل حرقا», «احتجاجا على»
    if noun and entry.needs and not all(_met(scene, token, need, roles) for need in entry.needs):
        return None
    if noun and entry.adjective:
        return None if source is None or reading.article else False
    if noun and not (roles.light or entry.happened or took_place or specific(scene, token, reading, roles)):
        if not is_fronted(scene, token, reading, entry):
            return None
    present = roles.verb if roles.verb is not None else reading
    if (
        present.is_verb
        and present.form.tense is IMPERFECT
        and not is_report(scene, roles.anchor, present, entry, roles)
    ):
        return None
    if source is not None and source.kind in entry.not_source:
        return None
    if noun and not carried(scene, token, reading, roles):
        return None
    takes_place = roles.light == "happen" and source is None
    if (
        noun
        and entry.source_kind in ("crowd", "court")
        and not takes_place
        and not is_kind(scene, source, entry.source_kind)
    ):
        return None
    if noun and not _target_fits(scene, reading, entry, roles):
        return None
    alone = source is None and target is None and not roles.light and not took_place
    return bool(noun and reading.article and alone)


def may_be_told(scene: Scene, token: int, reading: Reading, entry: Entry) -> bool:
    """Tell, before phrases are read, whether `accept` may be content: it saves reading most of them."""
    if reading.is_verb:
        for needs in (entry.needs, entry.verb_needs):
            if not all(may_meet(scene, token, need) for need in needs):
                return False
        if "with_or_pair" in entry.needs and not _may_pair(scene, token, reading):
            return False
        if entry.needs_target and entry.target_kind and not reading.pronoun and not _any_actor(scene, token):
            return False
        if reading.form.tense is not IMPERFECT:
            return True
        if entry.type in VERBAL or entry.type in _MEETINGS:
            written = in_writing(scene, token, reading)
            return written or bool(scene.own) or told_now(scene, token, reading)
        first = scene.index == 0 or entry.type is PROTEST or (entry.type is ASSAULT and of_forces(scene))
        return first or told_now(scene, token, reading) or dated(scene, token)
    if reading.form.agreement in ("sa", "pa") and entry.coded != "light" and not of_inna(scene, token):
        light = find_light(scene, token, reading, entry) or relative_light(scene, token, entry)
        return light is not None
    return True


def _may_pair(scene: Scene, token: int, reading: Reading) -> bool:
    """Tell whether a second party may be named: «مع», «و» before a name, or a plural verb."""
    if reading.form.agreement in ("3md", "3fd", "3mp") or may_meet(scene, token, "مع"):
        return True
    if token + 1 < scene.last and _is_dual(scene, token + 1):
        return True
    return any(
        mention.first < token + _PREPOSITION_REACH and "و" in mention.clitics for mention in scene.own
    ) or any(
        scene.infos[p].role and scene.infos[p].conjunction
        for p in range(scene.first, scene.clause_end(token))
    )


def _is_dual(scene: Scene, token: int) -> bool:
    """Tell whether the word stands for two parties: «بحث الجانبان»."""
    return token not in scene.covered and not scene.kinds(token).isdisjoint(_DUALS)


_DUALS = frozenset(("dual_persons", "dual_countries", "dual_sides"))


def _any_actor(scene: Scene, token: int) -> bool:
    """Tell whether any actor stands behind the trigger in its clause."""
    end = scene.clause_end(token)
    if any(token < mention.last and mention.first < end for mention in scene.own):
        return True
    infos = scene.infos
    return token == scene.first or any(
        infos[p].role or is_counted_people(infos[p]) for p in range(token + 1, end)
    )


_DELIBERATE = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.THREATEN))
_DIRECT = frozenset(("subject after verb", "subject before verb", "agent"))


def _may_act(scene: Scene, roles: Roles) -> bool:
    """Tell whether a noun that is no listed actor may be one: a definite or human plural subject."""
    assert roles.source is not None
    head = scene.infos[roles.source.head]
    if not (_DIRECT & set(roles.why) or any(w.startswith("light verb") for w in roles.why)):
        return False
    return (head.definite or "agent" in roles.why) or (
        head.folded.endswith("ون")
        and (head.folded.startswith("م") or len(head.folded) > 5)
        and head.folded not in _NO_PLURALS
    )


_NO_PLURALS = frozenset(("مليون", "تلفزيون", "تليفزيون", "بليون", "ترليون", "تريليون"))


def _target_fits(scene: Scene, reading: Reading, entry: Entry, roles: Roles) -> bool:
    """Check the target's kind; one of another kind is dropped where the frame can do without."""
    if entry.target_kind is None or is_kind(scene, roles.target, entry.target_kind):
        return True
    if roles.target is None:
        alone = reading.form.agreement in ("3md", "3fd", "3mp") or reading.form.tense is NOUN
        return not entry.needs_target and (entry.target_kind != "person" or alone)
    if entry.needs_target or entry.target_kind == "person":
        return False
    roles.target = None
    return True


_DEMAND_REACH = 20
"""How many tokens behind its verb a demand is looked for."""
_TOWARDS = ("علي", "باتجاه", "نحو", "الي")


def _met(scene: Scene, token: int, need: str, roles: Roles) -> bool:
    if need == "promised":
        return scene.infos[token].folded.lstrip("و").startswith("س")
    if need == "with_or_pair":
        pair = roles.verb is not None and roles.verb.form.agreement in ("3md", "3fd", "3mp")
        return pair or (roles.target is not None and roles.target.kind != "thing")
    if need == "pact_content":
        pair = roles.verb is not None and roles.verb.form.agreement in ("3md", "3fd", "3mp")
        return pair or roles.target is not None or _met(scene, token, "على", roles)
    if need == "demand":
        first, last = roles.after
        verbs = (p for p in range(first, last) if scene.is_verb(p) and not scene.is_put_in(first - 1, p))
        reach = min(next(verbs, last), scene.widened(first, first + _DEMAND_REACH))
        demanded = any(_by(scene, p) for p in range(first, reach))
        opened = last < scene.last and "complementizers" in scene.infos[last].kinds
        return (
            demanded or opened or any("complementizers" in scene.infos[p].kinds for p in range(first, last))
        )
    if need.startswith("no_"):  # «احتج بالمادة»: the verb has another sense with this preposition
        wanted = need.removeprefix("no_")
        if next((a.preposition for a in roles.arguments if a.preposition), "") == wanted:
            return False
        behind = scene.infos[token + 1 : min(roles.after[1], token + 5)]  # short words («بنص») are not cut
        if any(i.folded[0] == wanted and "complementizers" in i.kinds for i in behind):
            return False  # «احتج المتهم بأنه كان مريضا»
        return not any(i.folded[0] == wanted and not (i.kinds or i.role) for i in behind)
    if need == "content":
        first, last = roles.after
        for position in range(first, last):
            info = scene.infos[position]
            if position in scene.covered:
                continue
            if (
                "complementizers" in info.kinds
                or info.attached == "ب"
                or info.folded in ("الي", "من", "علي", "عن")
            ):
                return True
            if info.attached == "ل" and info.folded not in ("له", "لها", "لهم"):
                return True
            if len(info.folded) == 3 and info.folded[0] == "ب" and not info.kinds and not info.role:
                return True  # «هدد بشل الحركة»: short words are not cut
        return last < scene.last and "complementizers" in scene.infos[last].kinds
    if need == "direct":
        return roles.event_object is not None and roles.source is not None and roles.source.kind != "thing"
    if need == "object":
        return roles.target is not None
    if need == "object_actor":
        return is_kind(scene, roles.target, "actor")
    if need == "في_or_على":
        return _met(scene, token, "في", roles) or _met(scene, token, "على", roles)
    if need == "على_or_towards":
        return any(a.preposition in _TOWARDS for a in roles.arguments)
    if need == "strike_context":
        return is_kind(scene, roles.source, "crowd")
    found = any(a.preposition == fold(need) for a in roles.arguments)
    return found or (need in _WITH_PRONOUN and may_meet(scene, token, need))


def _by(scene: Scene, token: int) -> bool:
    """Tell whether the word begins with the preposition ب; short words («بحل») are not cut when looked up."""
    info = scene.infos[token]
    short = len(info.folded) == 3 and info.folded[0] == "ب" and token not in scene.covered
    return scene.preposition(token) == "ب" or (short and not (info.kinds or info.role))


_WITH_PRONOUN = {
    need: tuple(fold(need) + pronoun for pronoun in ("", "ه", "ها", "هم", "هما", "هن"))
    for need in ("على", "إلى", "عن", "ب", "من", "في", "مع", "ل", "ضد")
}
_WITH_PRONOUN["ب"] += ("بان", "بانه", "بانها", "بانهم", "بما", "بمن")


def may_meet(scene: Scene, token: int, need: str) -> bool:
    """Tell, without reading phrases, whether the clause has the preposition `need`; True for other needs."""
    shapes = _WITH_PRONOUN.get(need)
    if shapes is None:
        return True
    infos, clitic = scene.infos, need if need in ("ب", "ل") else ""
    for place in range(token + 1, min(scene.clause_end(token), token + _PREPOSITION_REACH)):
        if infos[place].folded in shapes or (clitic and scene.preposition(place) == clitic):
            return True
    return False


_PREPOSITION_REACH = 16
