"""Which kinds of phrase an entry may ask for as source or target."""

from workers.events.members import MISC
from workers.events.parts import Phrase
from workers.events.phrases import Scene

ARMED = frozenset(("army", "armed", "police", "soldier", "org"))
_CROWD = frozenset(("crowd", "quantity", "person"))
_ACTORS = frozenset(
    (
        "army",
        "armed",
        "police",
        "soldier",
        "org",
        "loc",
        "person",
        "crowd",
        "quantity",
        "government",
        "body",
        "court",
    )
)
_PEOPLE = frozenset(
    (
        "person",
        "soldier",
        "government",
        "body",
        "crowd",
        "quantity",
        "police",
        "armed",
        "army",
        "org",
        "court",
    )
)


def _serves(scene: Scene, phrase: Phrase) -> bool:
    """Tell people of an armed body: «أعوان الحرس», «رجال الشرطة»."""
    if (
        phrase.mention is not None
        or phrase.last < phrase.first + 2
        or "servants" not in scene.kinds(phrase.head)
    ):
        return False
    return scene.infos[phrase.head + 1].role in ARMED


def is_kind(scene: Scene, phrase: Phrase | None, kind: str) -> bool:
    """Tell whether the phrase is of the kind that `source_kind` or `target_kind` names."""
    if phrase is None:
        return False
    if kind == "actor":
        return (phrase.mention is not None and phrase.mention.type is not MISC) or phrase.kind in _ACTORS
    if kind == "person":
        return phrase.kind in _PEOPLE
    if kind == "crowd":
        return phrase.kind in _CROWD and (phrase.mention is None)
    if kind == "army":
        if phrase.kind == "loc" and phrase.mention is not None and phrase.mention.country is not None:
            return True
        return phrase.kind in ARMED or _serves(scene, phrase)
    if kind == "court":
        return phrase.kind == "court"
    return True
