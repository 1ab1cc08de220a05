"""What the article has said so far: subjects, titles and sources that later words point back to."""

from collections.abc import Callable

import msgspec

from topics import EventType
from workers.entities.mentions import LinkedMention
from workers.events.clauses import TITLE_REACH
from workers.events.fitting import agrees, is_masculine, many, of_complement
from workers.events.members import LOC, MISC, PER
from workers.events.parts import Phrase
from workers.events.phrases import Scene
from workers.events.said import speeches

RECALL = 2
"""How many sentences back an understood subject is looked for."""
_REGIONS = frozenset(("المنطقه", "للمنطقه", "بالمنطقه", "البلاد", "للبلاد"))

_PEOPLE = frozenset(("person", "crowd", "quantity", "soldier", "armed", "police"))
_PUT_TO_SOMEBODY = frozenset((EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN))
_PLURALS = ("هم", "هن", "هما")

_HONOURED = frozenset(("سموه", "سموها", "فخامته", "معاليه", "جلالته", "سعادته", "دولته", "فضيلته", "سيادته"))
"""Courtesies that stand for the person named last."""


class Later:
    """A sentence without events, whose words are looked up when something points back to it."""

    __slots__ = ("_make", "index", "names", "spoken")

    def __init__(self, index: int, make: Callable[[int], Scene], *, names: bool, spoken: bool) -> None:
        """`names` and `spoken` tell whether it has names, and speakers that may be understood later."""
        self.index, self.names, self.spoken = index, names, spoken
        self._make = make

    def scene(self) -> Scene:
        """Return the sentence."""
        return self._make(self.index)


class Memory(msgspec.Struct, eq=False):
    """Grows while a field is read, sentence by sentence; takes in names and titles when they are asked for."""

    last_source: Phrase | None = None
    told: int = 0
    """The sentence of the latest asserted event."""
    sources: dict[EventType, Phrase | None] = {}
    """The source of the latest event of each type: «الهجوم» points to the attacker."""
    here: list[tuple[int, tuple[Phrase, ...]]] = []
    """(token, group) of the subjects found in the sentence in hand."""
    done_to: list[tuple[int, Phrase]] = []
    """(sentence, phrase) of the unnamed people of the events so far: «احتجز صيادين … ثم رحّلهم»."""
    latest: tuple[int, EventType, Phrase | None, Phrase | None] | None = None
    """(sentence, type, source, target) of the latest event that a verb tells."""
    object_end: int = 0
    """The token after the object of that verb."""
    patient: tuple[int, Phrase] | None = None
    """The named person to whom the latest event was done, with the sentence's index."""
    _index: int = 0
    _earlier: list[tuple[int, tuple[Phrase, ...] | Later]] = []
    """(sentence, group) of the subjects before, and the sentences whose speakers may be some."""
    _titles: dict[tuple[str, str], Phrase] = {}
    _people: list[Phrase] = []
    _places: list[Phrase] = []
    _unread: list[Later | Scene] = []
    """Sentences whose names are not taken in yet."""
    _untitled: list[tuple[Scene, Phrase]] = []
    """Persons whose titles are not read yet."""

    def note_subject(self, group: tuple[Phrase, ...]) -> None:
        """Remember the subject of a verb of the sentence in hand."""
        self.here.append((group[0].first, group))

    def note_people(self, *took_part: Phrase | None) -> None:
        """Remember the unnamed who took part in an event, for the pronouns behind it."""
        for phrase in took_part:
            if phrase is not None and phrase.mention is None and phrase.kind in _PEOPLE:
                self.done_to.append((self._index, phrase))

    def ends_at(self, scene: Scene, token: int) -> bool:
        """Tell whether the object of the sentence's latest event ends right before `token`."""
        return self.latest is not None and self.latest[0] == scene.index and self.object_end == token

    def accused(self, scene: Scene) -> Phrase | None:
        """Return who is accused by the sentence's latest event: «اتهم الحزب الشرطة بأنها …»."""
        if self.latest is None or self.latest[0] != scene.index or self.latest[1] is not EventType.ACCUSE:
            return None
        return self.latest[3]

    def addressee(self, scene: Scene, source: Phrase | None, verbal: bool = False) -> Phrase | None:
        """Return to whom the sentence's event before was done by the same source: «دعا الحكومة …، مهددا».

        `verbal`: only where that event was one of words, put to somebody.
        """
        if self.latest is None or source is None or self.latest[0] != scene.index:
            return None
        _, event_type, doer, target = self.latest
        if verbal and event_type not in _PUT_TO_SOMEBODY:
            return None
        if doer is None or target is None or doer.first != source.first:
            return None
        named = target.mention is not None and target.mention.type is not MISC
        return target if named or target.kind in ("government", "body", "person", "armed") else None

    def begin(self, scene: Scene, passed: list[Later]) -> None:
        """Go on to a sentence with events, past those in `passed` since the last one."""
        self._earlier += [(self._index, group) for _, group in self.here]
        self.here.clear()
        self._index = scene.index
        self._earlier += [(later.index, later) for later in passed if later.spoken]
        self._unread += [later for later in passed if later.names]
        self._unread.append(scene)

    @property
    def people(self) -> list[Phrase]:
        """Named people and bodies in order, the latest last."""
        self._read_names()
        return self._people

    @property
    def places(self) -> list[Phrase]:
        """Named places in order, the latest last."""
        self._read_names()
        return self._places

    @property
    def titles(self) -> dict[tuple[str, str], Phrase]:
        """Who bears a title, by its core and nisba adjective."""
        self._read_names()
        for scene, phrase in self._untitled:
            self._title(scene, phrase.first, phrase)
        self._untitled.clear()
        return self._titles

    def _read_names(self) -> None:
        for unread in self._unread:
            scene = unread.scene() if isinstance(unread, Later) else unread
            for mention in scene.own:
                phrase = scene.named(mention)
                if mention.type is LOC:
                    self._places.append(phrase)
                elif mention.type is not MISC:
                    self._people.append(phrase)
                    if mention.type is PER:
                        self._untitled.append((scene, phrase))
        self._unread.clear()

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
                self._titles[(core, "")] = phrase
                if nisba:
                    self._titles[(core, nisba)] = phrase
                return

    def has_subject(self, scene: Scene, token: int) -> bool:
        """Tell whether a verb before `token` in the sentence has a subject that may go on."""
        return any(first < token for first, _ in self.here) or self._opening(scene, token) is not None

    def subject(self, scene: Scene, token: int, agreement: str = "") -> Phrase | None:
        """Return the understood subject: that of the clause before, else the latest person or body.

        `agreement` is that of the verb: «أن الجانبين توافقا …، وثمّن» goes back to who speaks.
        """
        here = [s for s in self.here if s[0] < token and agrees(scene, s[1], agreement)]
        if here:
            first, group = max(here, key=lambda s: s[0])
            unlike = agreement == "3fs" and is_masculine(group[0])
            if agreement == "3mp" and len(group) == 1 and group[0].kind in ("government", "body"):
                unlike = not many(scene, group[0])  # «قال مصدر إن مسلحين وصلوا وهاجموا»
            inner = of_complement(scene, first, token) if unlike else None
            return inner if inner is not None else group[0]
        opening = self._opening(scene, token) if agreement else None
        if opening is not None:
            return opening
        for mention in reversed(scene.own):
            if mention.first < token and _is_party(mention) and not scene.preposition(mention.first):
                return scene.named(mention)
        for sentence, heard in reversed(self._earlier):
            if scene.index - sentence > RECALL:
                break
            if isinstance(heard, Later):
                spoken = [group for _, group in speeches(heard.scene()) if group]
                if not spoken:
                    continue
                heard = spoken[-1]
            return heard[0]
        if token == scene.first and self.last_source is not None and scene.index - self.told <= 1:
            return self.last_source
        if token == scene.first and scene.index:  # «وأشاد …» goes on about whom the sentence before named
            before = scene.field.sentences[scene.index - 1]
            return next((p for p in self.people if before.first <= p.first and self._leads(scene, p)), None)
        return None

    def acted(self, scene: Scene, token: int) -> bool:
        """Tell whether the subject that a masculine singular verb goes on with is one who fights."""
        subject = self.subject(scene, token, "3ms") if self.has_subject(scene, token) else None
        if subject is None or subject.first < scene.first:
            return False
        forces = scene.vocabulary.lexicon.cues.words["masculine_forces"]
        return not scene.infos[subject.head].bare.isdisjoint(forces)

    @staticmethod
    def _opening(scene: Scene, token: int) -> Phrase | None:
        """Return the subject of the verb that the sentence opens with, though no event was read of it."""
        start = scene.skip(scene.first, token)
        if start < token and (scene.preposition(start) or "prepositions" in scene.kinds(start)):
            comma = next(
                (p for p in range(start, min(token, start + 8)) if scene.infos[p].word[0] in "،,"), 0
            )
            start = scene.skip(comma + 1, token) if comma else token
        if start >= token or not scene.is_verb(start):
            return None
        bare = [a for a in scene.arguments(start + 1, scene.clause_end(start)) if not a.preposition]
        if not bare or not bare[0].phrases or bare[0].first >= token:
            return None
        first = bare[0].phrases[0]
        return first if first.kind != "thing" else None

    @staticmethod
    def _leads(scene: Scene, phrase: Phrase) -> bool:
        return (
            phrase.mention is not None
            and phrase.mention.type is PER
            and not phrase.mention.clitics
            and phrase.first < scene.first
        )

    def subject_of_sentence(self, scene: Scene, token: int, exclude: Phrase) -> Phrase | None:
        """Return the person or body that the sentence began with, other than `exclude`."""
        for position, group in reversed(self.here):
            if position < token and not same(group[0], exclude):
                return group[0]
        for mention in reversed(scene.own):
            if mention.first < token and _is_party(mention) and not scene.preposition(mention.first):
                named = scene.named(mention)
                if not same(named, exclude):
                    return named
        return None

    def antecedent(
        self, scene: Scene, token: int, exclude: Phrase | None, pronoun: str = ""
    ) -> Phrase | None:
        """Return what an object pronoun points to: the latest actor that is not the subject."""
        unnamed = [
            p
            for sentence, p in self.done_to
            if scene.index - sentence <= 1
            and p.first < token
            and (exclude is None or p.first != exclude.first)
            and many(scene, p) == (pronoun in _PLURALS)
        ]
        if pronoun in _PLURALS:
            return unnamed[-1] if unnamed else self._done_to_several(scene, token)
        done = self.latest[3] if self.latest is not None and self.latest[0] == scene.index else None
        if (
            pronoun == "ها"
            and done is not None
            and (done.kind in ("loc", "org") or done.core.endswith(("ه", "ات")))
        ):
            if exclude is None or done.first != exclude.first:
                return done  # «حاصروا قرية وقصفوها»
        topic = self.patient
        if topic is not None and topic[0] < scene.index <= topic[0] + 2:
            if exclude is None or not same(topic[1], exclude):
                return topic[1]  # the one the article is about, not the one named last
        if pronoun == "ه" and unnamed and not any(unnamed[-1].first < p.first < token for p in self.people):
            return unnamed[-1]
        for phrase in reversed(self.people):
            if (
                phrase.kind == "person"
                and phrase.first < token
                and (exclude is None or not same(phrase, exclude))
            ):
                return phrase
        return None

    def _done_to_several(self, scene: Scene, token: int) -> Phrase | None:
        """Return whom the sentence's latest event was done to, with others: «طردت القنصل واثنين معه، وأمرتهم»."""
        if self.latest is None or self.latest[0] != scene.index or self.latest[3] is None:
            return None
        target = self.latest[3]
        joined = target.last < token and scene.infos[target.last].folded[0] == "و"
        return target if joined and target.kind in ("person", "government") else None

    def pair(self) -> tuple[Phrase, ...]:
        """Return the two latest distinct people, in reading order («الزعيمان»)."""
        found: list[Phrase] = []
        for phrase in reversed(self.people):
            if phrase.mention is None or phrase.mention.type is not PER:
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
        return earlier[-1].called(phrase.surface) if earlier else None

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


def _is_party(mention: LinkedMention) -> bool:
    """Tell whether the mention names a person or a body."""
    return mention.type is not LOC and mention.type is not MISC


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
