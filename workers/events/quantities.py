"""How many at least: «ما لا يقل عن عشرين شخصا» stands where its people would."""

from typing import TYPE_CHECKING

from workers.events.parts import Phrase

if TYPE_CHECKING:
    from workers.events.phrases import Scene

_AT_LEAST = (
    ("لا", "يقل", "عن"),
    ("لا", "يزيد", "عن"),
    ("لا", "يزيد", "علي"),
    ("يزيد", "علي"),
    ("يزيد", "عن"),
    ("يقارب",),
)


def at_least(scene: "Scene", token: int, end: int) -> Phrase | None:
    """Return who is counted behind «ما» at `token`; None where nobody is."""
    if scene.infos[token].folded != "ما":
        return None
    for words in _AT_LEAST:
        start = token + 1 + len(words)
        if start < end and all(scene.infos[token + 1 + k].folded == word for k, word in enumerate(words)):
            return scene.counted(token, start, end)
    return None
