"""What the article has said so far: subjects, titles and sources that later words point back to."""

from dataclasses import dataclass, field, replace

from topics import EntityType, EventType
from workers.events.clauses import TITLE_REACH
from workers.events.parts import Phrase
from workers.events.phrases import Scene

_REGIONS = frozenset(("المنطقه", "للمنطقه", "بالمنطقه", "البلاد", "للبلاد"))

_HONOURED = frozenset(("سموه", "سموها", "فخامته", "معاليه", "جلالته", "سعادته", "دولته", "فضيلته", "سيادته"))
"""Courtesies that stand for the person named last."""


def _stem(core: str) -> str:
    """Strip the ending of a dual or sound plural from a title («زعيمان» to «زعيم»)."""
    for ending in ("ان", "ين", "ون"):
        if core.endswith(ending) and len(core) > len(ending) + 2:
            return core[: -len(ending)]
    return core


@dataclass(slots=True)
class Memory:
    """Grows while a field is read, sentence by sentence."""

    last_source: Phrase | None = None
    told: int = 0
    """The sentence of the latest asserted event."""
    sources: dict[EventType, Phrase | None] = field(default_factory=dict)
    """The source of the latest event of each type: «الهجوم» points to the attacker."""
    subjects: list[tuple[int, int, tuple[Phrase, ...]]] = field(default_factory=list)
    """(sentence, token, group) of the subjects found."""
    titles: dict[tuple[str, str], Phrase] = field(default_factory=dict)
    people: list[Phrase] = field(default_factory=list)
    """Named people and bodies in order, the latest last."""
    places: list[Phrase] = field(default_factory=list)
    patient: tuple[int, Phrase] | None = None
    """The named person to whom the latest event was done, with the sentence's index."""

    def note_subject(self, scene: Scene, group: tuple[Phrase, ...]) -> None:
        """Remember the subject of a verb of this sentence."""
        self.subjects.append((scene.index, group[0].first, group))

    def read(self, scene: Scene) -> None:
        """Take in the names and titles of a sentence."""
        for mention in scene.own:
            token = mention.first
            phrase = scene.named(mention)
            if mention.type is EntityType.LOC:
                self.places.append(phrase)
            elif mention.type is not EntityType.MISC:
                self.people.append(phrase)
                if mention.type is EntityType.PER:
                    self._title(scene, token, phrase)

    def _title(self, scene: Scene, token: int, phrase: Phrase) -> None:
        if token == scene.first or not (scene.infos[token - 1].definite or (token - 1) in scene.covered):
            return
        for start in range(max(scene.first, token - TITLE_REACH), token):
            if scene.infos[start].role != "government" or start in scene.covered:
                continue
            whole = scene.phrase(start, phrase.last)
            if (
                whole is not None
                and whole.mention is not None
                and whole.mention.first == token
                and whole.title
            ):
                core, nisba = whole.title
                self.titles[(core, "")] = phrase
                if nisba:
                    self.titles[(core, nisba)] = phrase
                return

    def has_subject(self, scene: Scene, token: int) -> bool:
        """Tell whether a verb before `token` in the sentence has a subject that may go on."""
        return any(sentence == scene.index and first < token for sentence, first, _ in self.subjects)

    def subject(self, scene: Scene, token: int) -> Phrase | None:
        """Return the understood subject: that of the clause before, else the latest person or body."""
        here = [s for s in self.subjects if s[0] == scene.index and s[1] < token]
        if here:
            return max(here, key=lambda s: s[1])[2][0]
        earlier = [
            p
            for p in self.people
            if p.first < token and p.first >= scene.first and not scene.preposition(p.first)
        ]
        if earlier:
            return earlier[-1]
        for sentence, _, group in reversed(self.subjects):
            if sentence < scene.index and scene.index - sentence <= 2:
                return group[0]
        if token == scene.first and self.last_source is not None and scene.index - self.told <= 1:
            return self.last_source
        if token == scene.first and scene.index:  # «وأشاد …» goes on about whom the sentence before named
            before = scene.field.sentences[scene.index - 1]
            return next((p for p in self.people if before.first <= p.first and self._leads(scene, p)), None)
        return None

    @staticmethod
    def _leads(scene: Scene, phrase: Phrase) -> bool:
        return (
            phrase.mention is not None
            and phrase.mention.type is EntityType.PER
            and not phrase.mention.clitics
            and phrase.first < scene.first
        )

    def subject_of_sentence(self, scene: Scene, token: int, exclude: Phrase) -> Phrase | None:
        """Return the person or body that the sentence began with, other than `exclude`."""
        for sentence, position, group in reversed(self.subjects):
            if sentence == scene.index and position < token and not same(group[0], exclude):
                return group[0]
        return next(
            (
                p
                for p in reversed(self.people)
                if scene.first <= p.first < token and not scene.preposition(p.first) and not same(p, exclude)
            ),
            None,
        )

    def antecedent(self, scene: Scene, token: int, exclude: Phrase | None) -> Phrase | None:
        """Return what an object pronoun points to: the latest actor that is not the subject."""
        topic = self.patient
        if topic is not None and topic[0] < scene.index <= topic[0] + 2:
            if exclude is None or not same(topic[1], exclude):
                return topic[1]  # the one the article is about, not the one named last
        for phrase in reversed(self.people):
            if (
                phrase.kind == "person"
                and phrase.first < token
                and (exclude is None or not same(phrase, exclude))
            ):
                return phrase
        return None

    def pair(self) -> tuple[Phrase, ...]:
        """Return the two latest distinct people, in reading order («الزعيمان»)."""
        found: list[Phrase] = []
        for phrase in reversed(self.people):
            if phrase.mention is None or phrase.mention.type is not EntityType.PER:
                continue
            if not any(same(phrase, other) for other in found):
                found.append(phrase)
            if len(found) == 2:
                break
        return tuple(reversed(found))

    def dual(self, scene: Scene, phrase: Phrase) -> tuple[Phrase, ...]:
        """Return the two actors that «الزعيمان», «البلدان», «الجانبان» stand for, in reading order."""
        kinds = scene.kinds(phrase.head) if phrase.mention is None and phrase.head < len(scene.infos) else ()
        if "dual_persons" in kinds:
            return self.pair()
        if "dual_countries" in kinds:
            return _latest_two(
                [p for p in self.places if p.first < phrase.first and p.mention and p.mention.country]
            )
        if "dual_sides" in kinds:
            people = _latest_two([p for p in self.people if p.first < phrase.first])
            if len(people) == 2 and people[0].kind != people[1].kind:  # «رئيس مجلس الوزراء» names one side
                people = (
                    _latest_two([p for p in self.people if p.first < phrase.first and p.kind == "person"])
                    or people
                )
            return people or _latest_two([p for p in self.places if p.first < phrase.first])
        return ()

    def region(self, scene: Scene, phrase: Phrase) -> Phrase | None:
        """Return the latest place for «المنطقة», «البلاد», under the surface that the text has."""
        if phrase.core not in _REGIONS or not phrase.definite:
            return None
        earlier = [p for p in self.places if p.first < scene.first]
        return replace(earlier[-1], surface=phrase.surface) if earlier else None

    def resolve(self, phrase: Phrase) -> tuple[Phrase, str]:
        """Return the named phrase that a title or place noun stands for, with a word on how."""
        if phrase.mention is not None:
            return phrase, ""
        if phrase.core in _HONOURED:
            named = next(
                (p for p in reversed(self.people) if p.kind == "person" and p.first < phrase.first), None
            )
            if named is not None:
                return named, f"title {phrase.surface}"
        if phrase.kind == "government" and phrase.definite and phrase.title:
            core, nisba = phrase.title
            named = self.titles.get((core, nisba)) if nisba else self.titles.get((core, ""))
            if named is not None:
                return named, f"title {phrase.surface}"
        return phrase, ""


def _latest_two(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda p: -p.first):
        if not any(same(phrase, other) for other in found):
            found.append(phrase)
        if len(found) == 2:
            break
    return tuple(reversed(found)) if len(found) == 2 else ()


def same(one: Phrase, other: Phrase) -> bool:
    """Tell whether two phrases name the same actor."""
    if one.mention is not None and other.mention is not None:
        return one.mention.entity_id == other.mention.entity_id
    if one.mention is not None or other.mention is not None:
        return False
    return bool(one.core) and _bare_core(one.core) == _bare_core(other.core)


def _bare_core(core: str) -> str:
    """Strip article and tanwin alef: «سوقا», «السوق»."""
    core = core.removeprefix("ال")
    return core[:-1] if core.endswith("ا") and len(core) > 3 else core
