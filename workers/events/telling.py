"""Whether an event noun or a present tense tells one occurrence, and not a kind of act, a habit or a rule."""

from topics import EventType
from workers.events.around import in_writing
from workers.events.kinds import ARMED, is_kind
from workers.events.lexicon import Entry
from workers.events.members import ASSAULT, CONSULT, LOC, ORG, PROTEST, REQUEST, TITLE
from workers.events.phrases import Scene
from workers.events.targets import Roles
from workers.events.words import PREPOSITIONS, Reading

VIOLENT = frozenset((ASSAULT, PROTEST))
VERBAL = frozenset(
    (
        EventType.ACCUSE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.SUPPORT,
        EventType.AGREE,
    )
)


def dated(scene: Scene, token: int) -> bool:
    """Tell whether a date of known day stands in the clause behind the trigger, or right before it."""
    end = scene.clause_end(token)
    return any((token < d.first < end or token - 3 <= d.last <= token) and d.iso for d in scene.dates)


def placed(scene: Scene, token: int) -> bool:
    """Tell whether a place is named in the clause behind the trigger."""
    end = scene.clause_end(token)
    return any(scene.mentions[t].type is LOC for t in range(token + 1, end) if t in scene.mentions)


def of_inna(scene: Scene, token: int) -> bool:
    """Tell whether an indefinite accusative is the subject behind إن («إن قصفا استهدف»)."""
    return token > scene.first and "complementizers" in scene.kinds(token - 1)


def carried(scene: Scene, token: int, reading: Reading, roles: Roles) -> bool:
    """Tell whether a noun behind the verbal noun of a light verb happened («بعد شن هجوم», not «في شن هجوم»)."""
    previous = token - 1
    if previous < scene.first or previous in scene.covered or reading.preposition:
        return True
    info = scene.infos[previous]
    if roles.light:
        return True
    if "light_masdars" not in info.kinds or (
        any(h.is_verb for h in info.helpers) and previous == scene.first
    ):
        return True
    if any(h.is_verb for h in info.helpers) and reading.form.agreement == "sa":
        return True
    return previous > scene.first and "causes" in scene.kinds(previous - 1)


def specific(scene: Scene, token: int, reading: Reading, roles: Roles) -> bool:
    """Tell an event noun that names an occurrence from one that names a kind of act («قصف المدن»)."""
    if scene.field.field is TITLE or reading.pronoun or roles.light:
        return True
    for phrase in (roles.source, roles.target):
        if phrase is not None and (
            phrase.mention is not None or (phrase.kind != "thing" and not phrase.definite)
        ):
            return True
    if token > scene.first and "kind_markers" in scene.infos[token - 1].kinds:
        return False
    if token > scene.first and "causes" in scene.kinds(token - 1):
        return True
    if reading.preposition:
        return False
    return dated(scene, token) or placed(scene, token)


def told_behind(scene: Scene, token: int) -> bool:
    """Tell whether a verb behind an event noun says that it took place: «الهجوم الذي استهدف», «معارك تدور»."""
    if any("depictions" in scene.kinds(place) for place in range(scene.first, token)):
        return False  # «رواية تحكي مجزرة جرت في قرية»
    for place in range(token + 1, min(scene.last, token + 5)):
        info = scene.infos[place]
        if "took_place" in info.kinds and place not in scene.covered:
            return True
        if info.punctuation or info.role or info.conjunction or info.cues & PREPOSITIONS:
            return False
    return False


def is_report(scene: Scene, token: int, reading: Reading, entry: Entry, roles: Roles) -> bool:
    """Tell a present tense that reports an act from one that states a habit or a rule."""
    if told_now(scene, token, reading) or "continuing" in scene.kinds(token):
        return True
    if entry.type is REQUEST and in_writing(scene, token, reading):
        return roles.source is not None
    named = roles.source is not None and (roles.source.mention is not None or roles.source.kind == "quantity")
    if entry.type in VERBAL or entry.type is CONSULT:
        return named
    aimed = roles.target is not None or roles.light == "do"
    if entry.type is ASSAULT and aimed and is_kind(scene, roles.source, "army"):
        return True  # «الجنود يهاجمون التلة»: forces at war, and no habit
    if entry.type is PROTEST and roles.source is not None and roles.source.kind in _CROWDS:
        return True
    return dated(scene, token) or (named and placed(scene, token) and scene.index == 0)


_CROWDS = frozenset(("crowd", "person", "quantity"))


def of_forces(scene: Scene) -> bool:
    """Tell whether the sentence may name an army, armed men or an organisation."""
    if any(mention.type is ORG for mention in scene.own):
        return True
    return any(scene.infos[place].role in ARMED for place in range(scene.first, scene.last))


def told_now(scene: Scene, token: int, reading: Reading) -> bool:
    """Tell whether a particle or the headline makes a present tense speak of one act."""
    if scene.field.field is TITLE or reading.future:
        return True
    if token == scene.first:
        return False
    previous = scene.infos[token - 1]
    return not previous.kinds.isdisjoint(("negators", "subjunctives")) or previous.folded in _PARTICLES


_PARTICLES = frozenset(("قد", "سوف", "وقد", "وسوف"))
