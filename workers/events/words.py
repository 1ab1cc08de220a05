"""What one word may be: trigger readings, light verb, role noun, preposition … cached per word form."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from workers.entities.camel_mle import Analysis
from workers.events.inflect import (
    OBJECT_PRONOUNS,
    POSSESSIVE_PRONOUNS,
    Form,
    Tense,
)
from workers.events.lexicon import Entry, Governor, LightVerb

Lemmatiser = Callable[[str], tuple[Analysis, ...]]
"""Gives a word's analyses. From camel-tools' morphology, where its database is installed; asked only for
words that the generator does not know."""

MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
NONE: frozenset[str] = frozenset()
PUNCTUATION = frozenset("،,؛;:.!?؟…«»\"'“”()[]-–—/|‹›")


@dataclass(slots=True, eq=False)  # not frozen: made for every new word, and never changed
class Reading:
    """One way to read a word as a form of a lemma."""

    entries: tuple[Entry, ...]
    lights: tuple[LightVerb, ...]
    speech: bool
    form: Form
    conjunction: str
    preposition: str
    """`ب`, `ل`, `ك` before a noun; `ل` before an imperfect (purpose); else empty."""
    article: bool
    future: bool
    pronoun: str
    start: int
    """Code points of the word before the trigger: its proclitics."""

    is_verb: bool = field(init=False)
    """True for finite verbs."""

    def __post_init__(self) -> None:
        """Tell verbs once: the frames ask it often."""
        self.is_verb = self.form.tense in (Tense.PERFECT, Tense.IMPERFECT)


@dataclass(slots=True, eq=False)
class WordInfo:
    """Everything the frames ask of a word form; built once per form."""

    word: str
    folded: str
    readings: tuple[Reading, ...] = ()
    helpers: tuple[Reading, ...] = ()
    """Readings as light verb or verb of speech."""
    role: str | None = None
    role_core: str = ""
    punctuation: bool = False
    conjunction: bool = False
    attached: str = ""
    definite: bool = False
    verb_like: bool = False
    kinds: frozenset[str] = field(default_factory=frozenset)
    """Names of the cue lists the word is in (`prepositions`, `negators`, …)."""
    nominal: bool = False
    """True where the bare word may be an event noun."""
    breaks: bool = False
    """True where a clause ends before the word: a clause break, or a verb joined by و."""
    anew: bool = False
    """True where the word is surely a finite verb, and no noun that looks like one («فرق»)."""
    reports: bool = False
    """True for verbs of speech and for «وفق»."""
    governors: tuple[Governor, ...] = ()
    """Status cues that begin with the word."""
    sets: int = 0
    """Bits of the lexicon's word sets that hold the word in any of its strippings."""
    wants: tuple[int, ...] = ()
    """What a sentence must hold, as bits, for one of the readings to be an event: one suffices."""
    domain: str = ""
    """`sport` or `fiction` where the word belongs to one of the domains out of scope."""
    _bare: frozenset[str] | None = None

    @property
    def bare(self) -> frozenset[str]:
        """The word without any proclitic, article, pronoun or tanwin alef: every way to strip it."""
        if self._bare is None:
            self._bare = frozenset(strippings(self.folded))
        return self._bare


def strippings(folded: str) -> list[str]:
    found = [folded]
    first = folded[:1]
    if first in _PROCLITICS:
        words = [folded]
        if first in "وف" and len(folded) > 3:
            words.append(folded[1:])
            found.append(folded[1:])
        for word in words:
            if word[0] in "بكل" and len(word) > 3:
                found.append(word[1:])
            for article in _ARTICLES.get(word[0], ()):
                if word.startswith(article) and len(word) > len(article) + 1:
                    found.append(word[len(article) :])
    endings = _ENDINGS.get(folded[-1:])
    if endings is not None:
        for word in tuple(found):
            if word[-1] == "ا" and len(word) > 3:
                found.append(word[:-1])
            for pronoun in endings:
                if word.endswith(pronoun) and len(word) > len(pronoun) + 2:
                    stem = word[: -len(pronoun)]
                    found.append(stem)
                    if stem[-1] == "ت":
                        found.append(stem[:-1] + "ه")
    return found


_PROCLITICS = frozenset("وفبكلا")
_ARTICLES = {"ا": ("ال",), "ب": ("بال",), "ك": ("كال",), "ل": ("لل",)}
_ENDINGS = {
    letter: tuple(pronoun for pronoun in POSSESSIVE_PRONOUNS if pronoun[-1] == letter)
    for letter in {"ا", *(pronoun[-1] for pronoun in POSSESSIVE_PRONOUNS)}
}


ANY_PRONOUN = tuple({*OBJECT_PRONOUNS, *POSSESSIVE_PRONOUNS})
PRONOUNS = {
    letter: tuple(pronoun for pronoun in ANY_PRONOUN if pronoun[-1] == letter)
    for letter in {pronoun[-1] for pronoun in ANY_PRONOUN}
}
TRIGGER, DOMAIN, REPORT, READABLE, LIGHT = 1, 2, 4, 8, 16
OF_SETS = ~(TRIGGER | DOMAIN | REPORT | READABLE)
"""Bits of a word's flags; those of the word sets follow."""
NO_PREFIX = (("", "", False, False),)
READ_PREFIXES = {
    "ا": (*NO_PREFIX, ("ال", "", True, False)),
    "ب": (*NO_PREFIX, ("بال", "ب", True, False), ("ب", "ب", False, False)),
    "ك": (*NO_PREFIX, ("كال", "ك", True, False), ("ك", "ك", False, False)),
    "ل": (*NO_PREFIX, ("لل", "ل", True, False), ("ل", "ل", False, False)),
    "س": (*NO_PREFIX, ("س", "", False, True)),
}
"""By first letter: proclitic, preposition, whether it holds the article, whether it is the future's س."""
_PREFIXES = {"ا": ("ال",), "ب": ("بال", "ب"), "ل": ("لل", "ل"), "ك": ("كال", "ك")}
NOTHING = ("",)
ROLE_PREFIXES = {letter: ("", *prefixes) for letter, prefixes in _PREFIXES.items()}
OWNED = frozenset(
    ("نظيره", "نظيرها", "نظيريه", "نظيرته", "رئيسها", "وزيرها", "بلاده", "بلادها", "زوجته", "ابنه", "والدته")
)
"""Role nouns listed with their pronoun: definite."""
