"""Whose claim it is: the speaker of what a sentence reports."""

from topics import EventType
from workers.events.frames import Candidate
from workers.events.members import CONSULT
from workers.events.memory import Memory, same
from workers.events.parts import Phrase
from workers.events.phrases import Scene
from workers.events.said import Speech, speeches

_COOPERATIVE = frozenset((EventType.CONSULT, EventType.AID, EventType.COOPERATE, EventType.SUPPORT))


class Reporter:
    """Finds the verbs of speech of one sentence and their subjects."""

    def __init__(self, scene: Scene, memory: Memory, *, reports: bool = True) -> None:
        """`reports` is False where the sentence is known to have no verb of speech."""
        self.scene = scene
        self._memory = memory
        self._speakers: list[Speech] | None = None if reports else []

    def note_speakers(self) -> None:
        """Let the memory know the speakers before the sentence's events are read («قالت إنها …»)."""
        if self._speakers is None:
            self._speakers = []
            for speech, group in speeches(self.scene):
                if group:
                    self._memory.note_subject(group)
                self._speakers.append(speech)

    def _found(self) -> list[Speech]:
        self.note_speakers()
        assert self._speakers is not None
        return self._speakers

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
        return candidate.entry.type is not CONSULT and own  # «روما», «الشركة»
