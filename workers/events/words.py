"""What one word may be: trigger readings, light verb, role noun, preposition … cached per word form."""

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

from workers.entities.camel_mle import Analysis
from workers.events.inflect import OBJECT_PRONOUNS, POSSESSIVE_PRONOUNS, Form
from workers.events.lexicon import Entry, Governor, LightVerb

Lemmatiser = Callable[[str], tuple[Analysis, ...]]
"""Gives a word's analyses. From camel-tools' morphology, where its database is installed; asked only for
words that the generator does not know."""

MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
NONE: frozenset[str] = frozenset()
QUOTES = frozenset("«»\"“”()[]'‹›")
PASSED_MARKS = QUOTES | frozenset("،,-–")
"""Marks that may stand between a verb and its arguments."""
PUNCTUATION = frozenset("،,؛;:.!?؟…«»\"'“”()[]-–—/|‹›")


def is_marked_passive(word: str) -> bool:
    """Tell a passive by its written vowel: «قُتل», «أُرسلت», «واعتُقل», «استُدعي»."""
    place = word.find("\u064f", 0, 6)
    start = 1 if word[0] in "وف" else 0
    return 0 <= place <= 2 or (place == start + 3 and word[start] == "ا")


class Reading(msgspec.Struct, eq=False, gc=False):
    """One way to read a word as a form of a lemma.

    A msgspec struct, as all that is made by the dozen: a dataclass costs several times as much to make.
    """

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

    is_verb: bool
    """True for finite verbs."""
    wants: tuple[int, ...] = ()
    """What a sentence must hold, as bits, for one of the entries to be read so: one suffices."""


class WordInfo(msgspec.Struct, eq=False, gc=False):
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
    kinds: frozenset[str] = NONE
    """Names of the cue lists the word is in (`prepositions`, `negators`, …)."""
    cues: int = 0
    """The lists that are asked of every word, as bits of `CUES`."""
    nominal: bool = False
    """True where the bare word may be an event noun."""
    breaks: bool = False
    """True where a clause ends before the word: a clause break, or a verb joined by و."""
    finite: bool = False
    """True for a finite verb, as far as the lexicon and its shape say, outside of names."""
    nounish: bool = False
    """True where a noun phrase may begin with the word, outside of names and dates."""
    opens: bool = False
    """True where a clause may begin with the word behind a comma, outside of names and dates."""
    firm: bool = True
    """False for adverbs, marks and digits, which may stand between a verb and its arguments."""
    anew: bool = False
    """True where the word is surely a finite verb, and no noun that looks like one («فرق»)."""
    telling: bool = False
    """True for a mark, and where the word has readings or cues: between nouns it may tell of another clause."""
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


CUES = {
    name: 1 << bit
    for bit, name in enumerate(
        (
            "prepositions",
            "complementizers",
            "relatives",
            "clause_breaks",
            "negators",
            "skip_words",
            "time_words",
            "auxiliaries",
            "adjectives",
            "subjunctives",
            "pronouns",
            "pronoun_prepositions",
            "verbal_particles",
        )
    )
}
"""The cue lists that the frames ask of nearly every word they pass: a bit is asked sooner than a name."""


PREPOSITIONS = CUES["prepositions"]


def cue_bits(*names: str) -> int:
    """Return the bits of these cue lists."""
    return sum(CUES[name] for name in names)


@lru_cache(maxsize=4096)  # each stage asks of the new words of a group of articles, one stage after the other
def pieces(folded: str) -> tuple[str, ...]:
    """Return all that may be left of a word without proclitics, pronoun and the alef of tanwin, itself first.

    They hold all that `strippings`, the readings, the role nouns, the subjects and the dates cut, and more: where
    a word list has none of them, the word is none of its words.
    """
    heads = _heads(folded) if folded[:1] in _CUT else (folded,)
    last = folded[-1:]
    if last not in ENDING:
        return heads
    if last == "ه":
        length = 1
    else:
        length = 2 if folded[-2:] in _LONG_PRONOUNS else 3 if folded.endswith("هما") else 0
        if last == "ا":
            heads = (*heads, *[head[:-1] for head in heads])
        if not length:
            return heads
    stems = [head[:-length] for head in heads if len(head) > length]
    return (*heads, *stems, *[stem[:-1] + "ه" for stem in stems if stem[-1] == "ت"])


def _heads(folded: str) -> tuple[str, ...]:
    """Return what is left of a word without its proclitics, the whole word first."""
    first = folded[:1]
    if first == "ا":
        return (folded, folded[2:]) if folded[1:2] == "ل" else (folded,)
    if first == "و" or first == "ف":
        rest = folded[1:]
        return (folded, *_heads(rest)) if rest[:1] in _CUT else (folded, rest)
    second = folded[1:3]
    if second == "ال":
        return (folded, folded[1:], folded[3:])
    if second[:1] == "ل" == first:
        return (folded, folded[1:], folded[2:], "ا" + folded[1:])  # the last with its article
    return (folded, folded[1:])


_LONG_PRONOUNS = frozenset(("نا", "ها", "هم", "هن"))


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
_CUT = frozenset("وفبكلاس")
_ARTICLES = {"ا": ("ال",), "ب": ("بال",), "ك": ("كال",), "ل": ("لل",)}
ENDING = frozenset("اهمن")
"""Last letters of words that may bear an ending."""
_ENDINGS = {
    letter: tuple(pronoun for pronoun in POSSESSIVE_PRONOUNS if pronoun[-1] == letter)
    for letter in {"ا", *(pronoun[-1] for pronoun in POSSESSIVE_PRONOUNS)}
}


PRONOUNS = {
    letter: tuple(sorted(p for p in {*OBJECT_PRONOUNS, *POSSESSIVE_PRONOUNS} if p[-1] == letter))
    for letter in {pronoun[-1] for pronoun in (*OBJECT_PRONOUNS, *POSSESSIVE_PRONOUNS)}
}
"""Pronouns that join a word, by their last letter; a word ends in one of them at most."""
TRIGGER, EASY, NOTED, STOP, GOVERNS, REPORT, DOMAIN = (1 << bit for bit in range(7))
"""Bits of a word's flags: a trigger; one that wants no other word; a word that tells its sentence anything; one
that may end a clause; a status cue; a verb of speech or «وفق»; a word of a domain out of scope. GOVERNS and STOP
may stand too often."""
LOW_BITS = 127
READABLE, CUED, ROLED, LISTED, DOUBTFUL, BODY_KIND, PLACE_KIND, LIGHT = (1 << bit for bit in range(8, 16))
"""What the word may be: a form of a lemma, in a cue list, a role noun, in a word set of the entries; and what
it is, in any of its strippings: a doubtful adjective, a kind of body or place, a light verb. Those of the single
word sets follow."""
CUE_SETS = {"doubtful_adjectives": DOUBTFUL, "generic_bodies": BODY_KIND, "generic_places": PLACE_KIND}
"""The cue lists that are asked for in any stripping of a word."""
OF_SETS = -LIGHT
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
