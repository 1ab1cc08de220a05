"""Whether what was named before fits a verb or pronoun that goes on with it: gender and number."""

from workers.events.members import PER
from workers.events.parts import Phrase
from workers.events.phrases import Scene


def is_masculine(phrase: Phrase) -> bool:
    """Tell whether an unnamed speaker is masculine by the shape of the word («المصدر», «المتحدث»)."""
    speaks = phrase.kind in ("government", "body", "person")
    return phrase.mention is None and speaks and not phrase.core.endswith(("ه", "ات", "اء", "ي"))


def of_complement(scene: Scene, start: int, token: int) -> Phrase | None:
    """Return the subject right behind the last «أن» between: «قال سالم إن القوات صدت الهجوم وأسرت»."""
    for place in range(token - 1, start, -1):
        if scene.infos[place].folded in ("ان", "بان") and place not in scene.covered:
            phrase = scene.phrase(place + 1, token)
            named = phrase is not None and (phrase.definite or phrase.core.endswith(("ين", "ون")))
            return phrase if named and phrase is not None and phrase.kind != "thing" else None
    return None


def agrees(scene: Scene, group: tuple[Phrase, ...], agreement: str) -> bool:
    """Tell whether a group may be the subject of a verb with this agreement."""
    first = group[0]
    if agreement in ("3ms", "3fs") and first.mention is None:
        return scene.kinds(first.head).isdisjoint(("dual_persons", "dual_countries", "dual_sides"))
    if agreement == "3mp" and len(group) == 1:
        return first.mention is None or first.mention.type is not PER
    return True


def many(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether an unnamed phrase stands for several people."""
    if phrase.first == phrase.head and "singles" in scene.kinds(phrase.head):
        return False
    if phrase.kind in ("crowd", "quantity") or phrase.core.endswith(("ون", "ين", "ات", "ان", "وا")):
        return True
    before = scene.infos[phrase.first - 1] if phrase.first > scene.field.sentences[0].first else None
    if before is not None and before.word.isdigit():
        return True
    head = scene.infos[phrase.head]
    return head.role == "quantity" or not head.bare.isdisjoint(scene.vocabulary.lexicon.cues.words["many"])
