"""Whom an attack hit, where the noun of the attack does not say it: «تفجير راح ضحيته …», «قتل ثلاثة في كمين»."""

from workers.events.lexicon import Entry, word_set
from workers.events.members import ASSAULT, LOC
from workers.events.memory import Memory
from workers.events.parts import Phrase
from workers.events.phrases import Scene
from workers.events.words import Reading

_VICTIM_OF_IT = word_set("victims_of_it")
_IN_WHICH = word_set("in_which")
_REACH = 14
"""How many tokens behind the noun its victims are looked for."""


def fallen_in(scene: Scene, token: int) -> tuple[int, Phrase | None]:
    """Return where «راح ضحيته» begins behind the noun of an attack, and whom it names; (0, None) without it."""
    for place in range(token + 1, min(scene.last, token + _REACH)):
        info = scene.infos[place]
        if info.folded in _VICTIM_OF_IT and place not in scene.covered:
            end = scene.clause_end(place)
            fallen = scene.phrase(scene.skip(place + 1, end), end)
            if fallen is not None and (fallen.kind != "thing" or not fallen.definite):
                return place - 1, fallen
        if info.punctuation or info.folded == "ان":
            break
    return 0, None


def killed_in(scene: Scene, token: int, reading: Reading, entry: Entry, memory: Memory) -> Phrase | None:
    """Return those whom a verb right before says to have been hit in the attack: «قتل أربعة حراس في تفجير …»."""
    if entry.type is not ASSAULT or reading.pronoun or token == scene.first:
        return None
    latest = memory.latest
    if latest is None or latest[0] != scene.index or latest[1] is not ASSAULT:
        return None
    target = latest[3]
    if "aimed" in scene.kinds(token - 1):
        return target  # «استهدف تفجير حاجزا»
    inside = scene.infos[token - 1].folded in _IN_WHICH or reading.preposition == "ب"
    if not inside or target is None or not (scene.first <= target.first < token):
        return None
    if target.kind in ("thing", "loc") or (target.mention is not None and target.mention.type is LOC):
        return None
    clear = all(not scene.infos[place].punctuation for place in range(target.last, token))
    return target if clear else None
