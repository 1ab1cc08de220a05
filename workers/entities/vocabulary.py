"""What a word may be: title, head noun, nationality, personal name, everyday word.

The lists are data, which `word_lists` reads. Every distinct word of a text is classified once and
remembered as a `Word`; the classes are bits of one number, so that a test is one `&`.
"""

import re
from collections.abc import Callable, Sequence
from operator import attrgetter

import msgspec

from workers.entities import clitics
from workers.entities.clitics import Split
from workers.entities.matcher import Start
from workers.text.columns import Column
from workers.text.fold import fold, unfold_offset

_HAMZA_AFTER_CLITIC = re.compile("[وفبكل]{1,2}[أإآ]")
_TANWIN = re.compile("[\u064b-\u064d]")
"""Nunation: a word that bears it is no foreign name."""
_PLURAL = re.compile("ا..ا.|م.ا.ي?.|.وا.ي.|ت.ا.ي.|.*وا|.*وها|.*وه")
"""Shapes of broken plurals and of verbs in the plural: no new name."""
_ENDINGS = ("", "ات", "ين", "ون", "ان", "ها", "هم", "ه", "ي", "يه", "نا", "ا")
"""Endings of Arabic words that are none of a name's stem; the empty one first."""
_HAMZAS = frozenset("أإآ")


class Is:
    """The classes of a word, as bits: plain numbers, since a flag type costs too much per word."""

    COMMON = 1 << 0
    """An everyday word, never part of a personal name."""
    WEAK = 1 << 1
    """A name that is an everyday word too."""
    GIVEN = 1 << 2
    SURNAME = 1 << 3
    FOREIGN = 1 << 4
    """A foreign given name."""
    TITLE = 1 << 5
    BETWEEN = 1 << 6
    """May stand between a title and the name."""
    ROLE = 1 << 7
    NATION = 1 << 8
    """A nationality adjective."""
    CONSTRUCT = 1 << 9
    """Head of an institution's name, before any definite complement."""
    CONSTRUCT_WEAK = 1 << 10
    DEFINITE_HEAD = 1 << 11
    QUALIFIER = 1 << 12
    STATE_BODY = 1 << 13
    GENERIC_BODY = 1 << 14
    STOP = 1 << 15
    """Ends an institution's name."""
    GENERIC_COMPLEMENT = 1 << 16
    CONJOINED = 1 << 17
    FEMININE_ONLY = 1 << 18
    WITH_PLACE = 1 << 19
    WITH_PROPER = 1 << 20
    FACILITY = 1 << 21
    FACILITY_WEAK = 1 << 22
    FACILITY_QUALIFIER = 1 << 23
    PLACE_OUT = 1 << 24
    ORG_OUT = 1 << 25
    COMPOUND = 1 << 26
    DIRECTION = 1 << 27
    PREPOSITION = 1 << 28
    REPORT = 1 << 29
    AFTER_NAME = 1 << 30
    FUNCTION = 1 << 31
    MARK = 1 << 32
    """Punctuation."""
    LATIN = 1 << 33
    NUMBER = 1 << 34
    DIN = 1 << 35
    """May stand before الدين in a name."""
    ALLAH = 1 << 36
    """May stand before الله in a name."""
    FOREIGN_PARTICLE = 1 << 37
    GENERIC_PLACE = 1 << 38
    PLACE_START = 1 << 39
    """Begins a place name of two words after a preposition."""
    WITH_CITY = 1 << 41
    NEVER_LISTED = 1 << 42
    WITH_ARTICLE = 1 << 43
    """A surname listed with its article."""
    WITH_PURPOSE = 1 << 44
    PURPOSE = 1 << 45
    ORDINARY = 1 << 46
    """A word of the dictionary: of no class otherwise, and no unlisted name."""
    SUFFIX = 1 << 47
    """The second word of a foreign organisation's name (يونايتد, تايمز)."""
    UNIT = 1 << 48
    """A unit of an army, whose number or name belongs to it."""
    ARM = 1 << 49
    BARE_COMPLEMENT = 1 << 50
    """May stand between an institution's head and a place or an adjective («محكمة جنايات القاهرة»)."""
    ROYAL = 1 << 51
    """A title that may stand inside an institution's name («جامعة الملك سعود»)."""
    ANNOUNCED = 1 << 52
    """Heads after which a bare word unknown to any list is a name."""
    ORDINAL = 1 << 53
    MEDIUM = 1 << 58
    """صحيفة, قناة: heads whose name is any word in quotation marks."""
    FACILITY_NAMED = 1 << 59
    """A head of facilities after which a word with article is a name as a rule («حي القطيع»)."""
    LETTER = 1 << 54
    """The name of a Latin letter."""
    PARTICLE = 1 << 55
    """A name that is a particle before a noun with article («لولا الحرب»)."""
    FOLLOWERS = 1 << 57
    """Words after which a name with article is a person's («أنصار الصدر», «بحسب السوداني»)."""
    TRIBE = 1 << 56
    """Before the name of a tribe («بني تميم»)."""
    KUNYA = 1 << 40
    """أبو, عبد: begins a part of two words."""


NAME = Is.GIVEN | Is.SURNAME
OPENS_PERSON = Is.GIVEN | Is.FOREIGN | Is.DIN | Is.ALLAH | Is.KUNYA
OPENS_INSTITUTION = Is.CONSTRUCT | Is.CONSTRUCT_WEAK | Is.UNIT | Is.DEFINITE_HEAD | Is.STATE_BODY
OPENS_FACILITY = Is.FACILITY | Is.FACILITY_WEAK
OPENS = (
    OPENS_PERSON
    | OPENS_INSTITUTION
    | OPENS_FACILITY
    | Is.PLACE_OUT
    | Is.PLACE_START
    | Is.ANNOUNCED
    | Is.SUFFIX
)
"""The classes of words at which a name that no list has may begin."""
_NO_VARIANT = ~(NAME | Is.FOREIGN | Is.WEAK)
"""A word of any of these classes is no variant spelling of a name."""


_TELLING = ~Is.ORDINARY
"""The classes for which a reading behind proclitics is kept."""
_HOT = Is.NATION | Is.TITLE
_ON = frozenset(("على", "وعلى", "فعلى"))
"""The preposition, though it folds to the name علي."""


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One way to read a word: proclitics, article, and what the stem is."""

    split: Split
    definite: bool
    stem: str
    classes: int


class Word(msgspec.Struct, frozen=True, gc=False, eq=False):
    """A distinct word of a text."""

    text: str
    folded: str
    classes: int
    """Classes of the word as it stands, with or without its article."""
    definite: bool
    stem: str
    """Without the article."""
    readings: tuple[Reading, ...]
    """The word as it stands first, then behind proclitics; those that are of no class are left out."""
    any: int
    """The classes of all readings together."""
    splits: tuple[Split, ...]
    """Every way to cut proclitics off, the word as it stands first."""
    rests: tuple[str, ...]
    """What remains after each of `splits`."""
    starts: tuple[Start, ...]
    """The listed names that may begin with the word (see `matcher.Matcher.starts_of`)."""
    keen: bool
    """True where any name may begin with the word."""
    hot: bool
    """True where the rules must look at the word on their way: it is keen, a nationality or a title."""


Begins = Callable[[Sequence[tuple[tuple[Split, ...], bool]]], list[tuple[Start, ...]]]
"""Says which listed names begin with each of some words, given as its splits and whether variant spellings count."""

_Draft = tuple[str, str, int, bool, str, tuple[Reading, ...], int]
"""A word's values, up to the classes of all its readings together."""


def _no_list(words: Sequence[tuple[tuple[Split, ...], bool]]) -> list[tuple[Start, ...]]:
    return [()] * len(words)


class Vocabulary:
    """Classifies words. Not changed after it was built; what it remembers is bounded."""

    def __init__(
        self,
        classes: dict[str, int],
        relations: frozenset[str] = frozenset(),
        not_people: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        """Use `classes`: folded stem without article -> classes."""
        self._classes = classes
        self.relations = relations
        """Words such as ابنته after which even an everyday word is a person's name."""
        self.not_people = not_people
        """Pairs of words that look like a personal name and are none («رمضان المبارك»)."""
        self._begins: Begins = _no_list
        self.column = self._begin()
        """What is known of the words of a field, by number; the byte of a word tells whether it is hot."""

    def _begin(self) -> Column[Word]:
        return Column(lambda text: self._classify([text])[0], attrgetter("hot"), look_into_all=self._classify)

    def use(self, begins: Begins) -> None:
        """Let `begins` say of the readings of a word which listed names begin with it."""
        self._begins = begins
        self.column = self._begin()

    def everyday(self) -> frozenset[str]:
        """Return the words that are never a variant spelling of a name: all but names."""
        return frozenset(
            word for word, kind in self._classes.items() if kind & ~(NAME | Is.FOREIGN | Is.WEAK)
        )

    def word(self, text: str) -> Word:
        """Classify one word."""
        return self.column.value(text)

    def is_given(self, folded: str) -> bool:
        """Tell whether a word as it stands, with its article, is listed as a given name («الطيب»)."""
        return bool(self._classes.get(folded, 0) & Is.GIVEN)

    def is_new(self, word: Word) -> bool:
        """Tell whether a word without article is of no list and no dictionary, in none of its readings.

        Endings of the plural and pronouns are cut off too. Not remembered: ask of few words.
        """
        if word.any or word.definite or len(word.folded) < 3:
            return False
        known = self._classes
        folded = word.folded
        if _PLURAL.fullmatch(folded) or _HAMZA_AFTER_CLITIC.match(word.text):
            return False
        if folded[0] == "س" and folded[1:] in known and folded[1] in "يتنا":
            return False  # a verb in the future
        for split in word.splits:
            rest = split.rest
            if split.clitics and split.clitics[0] in "فك":
                continue  # rare, and many a foreign name begins so
            if split.clitics and rest.startswith("ال"):
                return False
            for ending in _ENDINGS:
                if rest.endswith(ending) and len(rest) - len(ending) > 2:
                    stem = rest[: len(rest) - len(ending)]
                    if stem in known or (ending and stem + "ه" in known):
                        return False
        return True

    def _classify(self, texts: Sequence[str]) -> list[Word]:
        """Classify words, all together: the listed names that they may begin are looked for at once."""
        drafts: list[_Draft] = []
        readings: list[tuple[tuple[Split, ...], bool]] = []
        for text in texts:
            draft, splits, spell = self._draft(text)
            drafts.append(draft)
            readings.append((splits, spell))
        words = []
        for draft, (splits, _), starts in zip(drafts, readings, self._begins(readings), strict=True):
            rests = (splits[0].rest,) if len(splits) == 1 else tuple([split.rest for split in splits])
            keen = bool(starts or draft[6] & OPENS)
            words.append(Word(*draft, splits, rests, starts, keen, keen or bool(draft[2] & _HOT)))
        return words

    def _draft(self, text: str) -> tuple[_Draft, tuple[Split, ...], bool]:
        """Return what a word is by itself, its splits, and whether it may be a variant spelling of a name."""
        first = text[0]
        if not first.isalpha():
            kind = Is.NUMBER if first.isdigit() else Is.MARK
            return (text, text, kind, False, text, (), kind), (), False
        folded = fold(text)
        if first.isascii():
            return (text, folded, Is.LATIN, False, text, (), Is.LATIN), (Split((), 0, folded),), False
        splits = clitics.splits(folded)
        known = self._classes
        # «بأول» is ب and أول, not باول: a hamza on an alef inside a word begins a word.
        cut = (
            len(splits) > 1
            and _HAMZA_AFTER_CLITIC.match(text) is not None
            and not known.get(folded, 0) & Is.COMMON
        )
        plain = len(folded) == len(text)
        readings = []
        together = 0
        for split in splits:
            at = split.cut
            if cut and not at:
                readings.append(Reading(split, False, split.rest, 0))
                continue
            stem = rest = split.rest
            # The article bears no hamza: «ألقاه», «ألمانيا».
            definite = (
                rest[:2] == "ال"
                and len(rest) > 3
                and text[at if plain else unfold_offset(text, at)] not in _HAMZAS
            )
            if definite:
                stem = rest[2:]
                # A surname may have the article as part of it: «الشريف» is listed so.
                own = known.get(rest, 0)
                classes = known.get(stem, 0) | own | (Is.WITH_ARTICLE if own & NAME else 0)
            else:
                classes = known.get(stem, 0)
                if stem[:5] == "عبدال" and len(stem) > 6:
                    classes |= NAME
            if not at or classes & _TELLING:
                readings.append(Reading(split, definite, stem, classes))
                together |= classes
        if cut:
            splits = splits[1:]
        if text in _ON:
            readings = [r if r.stem != "علي" else _preposition(r) for r in readings]
            together = 0
            for reading in readings:
                together |= reading.classes
            splits = ()
        whole = readings[0]
        # What has a class of its own beside that of a name is no variant spelling of one.
        spell = not together & _NO_VARIANT and (plain or not _TANWIN.search(text))
        draft = text, folded, whole.classes, whole.definite, whole.stem, tuple(readings), together
        return draft, splits, spell


def _preposition(reading: Reading) -> Reading:
    return Reading(reading.split, reading.definite, reading.stem, Is.FUNCTION | Is.PREPOSITION)
