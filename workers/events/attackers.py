"""Who attacked, where neither a verb nor an owner of the attack's noun says it."""

from workers.events.lexicon import Entry, word_set
from workers.events.parts import Argument, Phrase, is_nisba
from workers.events.phrases import Scene
from workers.events.targets import Roles, slot
from workers.events.words import Reading


def doer(scene: Scene, token: int, reading: Reading, found: Roles) -> Phrase | None:
    """Return who stands behind «قيام»: «قيام الحرس بدهم المخزن»."""
    if reading.preposition != "ب":
        return None
    for place in range(token - 2, max(scene.first, token - 8) - 1, -1):
        info = scene.infos[place]
        if info.punctuation:
            return None
        if info.folded in _DOING:
            who = scene.phrase(place + 1, token)
            if who is not None:
                found.light = "do"
                found.why.append("who stands behind «" + info.word + "»")
            return who
    return None


_DOING = word_set("doing")


_POWERS = frozenset(("org", "loc", "government"))
"""Where it is said on whom the attack fell, they attacked: «قصف للنظام على البلدة»."""


def _all_adjectives(scene: Scene, argument: Argument) -> bool:
    """Tell whether what stands behind an act only says of what kind it was: «قصف مدفعي عنيف»."""
    return all(
        is_nisba(scene.infos[place].word) or "adjectives" in scene.kinds(place)
        for place in range(argument.first, argument.last)
    )


def take_forces(scene: Scene, entry: Entry, found: Roles) -> None:
    """Take the forces behind «ل» or «من» as those who attack: «غارة لسلاح البحر», «هجوم من مسلحين»."""
    for preposition in ("ل", "من"):
        argument = slot(found.arguments, preposition)
        if argument is None or preposition in entry.noun_target:
            continue  # «ضربة جوية للمخزن»: the target
        if any(
            a.first < argument.first and not a.preposition and not _all_adjectives(scene, a)
            for a in found.arguments
        ):
            continue  # «تفجير حاجز للجيش»
        aimed = argument.phrases[0].kind in _POWERS and slot(found.arguments, "علي") is not None
        if aimed or argument.phrases[0].kind in ("army", "armed"):
            found.source = argument.phrases[0]
            found.why.append("source by " + preposition)
            return
