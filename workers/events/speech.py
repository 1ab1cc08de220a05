"""Whose claim it is: the speaker of what a sentence reports."""

from topics import EventType
from workers.events.frames import Candidate
from workers.events.memory import Memory, same
from workers.events.parts import Phrase
from workers.events.phrases import Scene
from workers.events.preceding import subject_before

_COOPERATIVE = frozenset((EventType.CONSULT, EventType.AID, EventType.COOPERATE, EventType.SUPPORT))


class Reporter:
    """Finds the verbs of speech of one sentence and their subjects."""

    def __init__(self, scene: Scene, memory: Memory, *, reports: bool = True) -> None:
        """`reports` is False where the sentence is known to have no verb of speech."""
        self.scene = scene
        self._memory = memory
        self._speakers: list[tuple[int, int, int, Phrase | None]] | None = None if reports else []

    def note_speakers(self) -> None:
        """Let the memory know the speakers before the sentence's events are read («قالت إنها …»)."""
        self._found()

    def _found(self) -> list[tuple[int, int, int, Phrase | None]]:
        """(first token of what is said, its end, token of the verb, speaker; None where understood)."""
        if self._speakers is None:
            self._speakers = self._find()
        return self._speakers

    def _find(self) -> list[tuple[int, int, int, Phrase | None]]:
        scene = self.scene
        found: list[tuple[int, int, int, Phrase | None]] = []
        prepositions = scene.vocabulary.lexicon.cues.words["speech_prepositions"]
        for token in range(scene.first, scene.last):
            info = scene.infos[token]
            if not info.reports or token in scene.covered:
                continue
            if any(h.speech and h.is_verb for h in info.helpers):
                opening = next(
                    (
                        t
                        for t in range(token + 1, min(scene.last, token + 25))
                        if "complementizers" in scene.infos[t].kinds
                        or scene.infos[t].word in (":", "«", "“", '"')
                    ),
                    None,
                )
                if opening is None:
                    continue
                group = subject_before(scene, token)
                if not group:
                    bare = [a for a in scene.arguments(token + 1, opening) if not a.preposition and a.phrases]
                    group = bare[0].phrases if bare else ()
                if group:
                    self._memory.note_subject(scene, group)
                if group and group[0].kind == "thing" and not group[0].definite:
                    group = ()
                found.append((opening, scene.last, token, group[0] if group else None))
            elif info.folded in prepositions:
                start = token + 1
                while start < scene.last and "reporting_links" in scene.infos[start].kinds:
                    start += 1
                phrase = scene.phrase(start, scene.last)
                if phrase is not None and (phrase.kind != "thing" or phrase.definite):
                    found.append((scene.first, scene.last, token, phrase))
        return found

    def speaker_of(self, token: int) -> Phrase | None:
        """Return who says what stands at `token`, the innermost speaker."""
        inside = [s for s in self._found() if s[0] <= token < s[1]]
        if not inside:
            return None
        _, _, verb, speaker = max(inside, key=lambda s: s[0])
        speaker = speaker or self._memory.subject(self.scene, verb)
        return self._memory.resolve(speaker)[0] if speaker is not None else None

    def own_country(self, phrase: Phrase) -> Phrase | None:
        """Return the speaker behind «بلاده», «حكومته»."""
        scene = self.scene
        own = scene.vocabulary.lexicon.cues.words["own_country"]
        folded = scene.infos[phrase.head].folded if phrase.head < len(scene.infos) else ""
        if folded not in own and folded[1:] not in own:
            return None
        return self.speaker_of(phrase.first) or self._memory.subject(scene, phrase.first)

    def promises(self, candidate: Candidate, source: Phrase | None, speaker: Phrase | None) -> bool:
        """Tell whether a future cooperative act is the speaker's own promise."""
        if candidate.entry.type not in _COOPERATIVE or source is None or speaker is None:
            return False
        if same(source, speaker):
            return True
        own = source.kind == "loc" or (source.kind == "body" and source.mention is None and source.definite)
        return candidate.entry.type is not EventType.CONSULT and own  # «روما», «الشركة»
