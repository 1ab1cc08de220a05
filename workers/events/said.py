"""What a sentence reports as said, and the subjects of its verbs of speech."""

from collections.abc import Iterator

from workers.events.parts import Phrase
from workers.events.phrases import Scene
from workers.events.preceding import subject_before
from workers.events.words import CUES

_COMPLEMENTIZERS = CUES["complementizers"]
Speech = tuple[int, int, int, Phrase | None]
"""First token of what is said, its end, token of the verb, speaker; None where understood."""


def speeches(scene: Scene) -> Iterator[tuple[Speech, tuple[Phrase, ...]]]:
    """Yield what is said in a sentence, each with the subject of its verb."""
    prepositions = scene.vocabulary.lexicon.cues.words["speech_prepositions"]
    reports, behind = scene.page.reports, scene.first
    while (token := reports.find(1, behind, scene.last)) >= 0:
        behind = token + 1
        info = scene.infos[token]
        if not info.reports or token in scene.covered:
            continue
        if any(h.speech and h.is_verb for h in info.helpers):
            opening = _opening(scene, token)
            if opening is None:
                continue
            group = subject_before(scene, token)
            if not group:
                bare = [a for a in scene.arguments(token + 1, opening) if not a.preposition and a.phrases]
                group = bare[0].phrases if bare else ()
            named = group and not (group[0].kind == "thing" and not group[0].definite)
            yield (opening, scene.last, token, group[0] if named else None), group
        elif info.folded in prepositions:
            start = token + 1
            while start < scene.last and "reporting_links" in scene.infos[start].kinds:
                start += 1
            phrase = scene.phrase(start, scene.last)
            if phrase is not None and (phrase.kind != "thing" or phrase.definite):
                yield (scene.first, scene.last, token, phrase), ()


def _opening(scene: Scene, token: int) -> int | None:
    """Return where what is said begins behind a verb of speech."""
    for place in range(token + 1, min(scene.last, token + 25)):
        info = scene.infos[place]
        if info.cues & _COMPLEMENTIZERS or info.word in (":", "«", "“", '"'):
            return place
    return None
