"""What one word may be: trigger readings, light verb, role noun, preposition … cached per word form."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from workers.events.inflect import (
    OBJECT_PRONOUNS,
    POSSESSIVE_PRONOUNS,
    SHADDA,
    Form,
    Tense,
    noun_forms,
    participle_forms,
    verb_forms,
)
from workers.events.lexicon import Entry, Governor, Lexicon, LightVerb
from workers.text.fold import fold, unfold_offset

Lemmatiser = Callable[[str], frozenset[str]]
"""Gives a word's lemmas: of a verb the perfect, of a noun the singular. From camel-tools' morphology,
where its database is installed; asked only for words that the generator does not know."""

_MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
_NONE: frozenset[str] = frozenset()
_PUNCTUATION = frozenset("،,؛;:.!?؟…«»\"'“”()[]-–—/|‹›")


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
            self._bare = frozenset(_strippings(self.folded))
        return self._bare


def _strippings(folded: str) -> list[str]:
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


_NOT_NEWS = frozenset(("1s", "2md", "2mp", "2fs", "2ms", "3fp"))
"""Agreements that news prose hardly has, and that look like others («زرت», «تزورين»)."""
_SHORT = 6
"""A first person plural shorter than this is more often another word («ندين», «نرد»)."""
_ANY_PRONOUN = tuple({*OBJECT_PRONOUNS, *POSSESSIVE_PRONOUNS})
_PRONOUNS = {
    letter: tuple(pronoun for pronoun in _ANY_PRONOUN if pronoun[-1] == letter)
    for letter in {pronoun[-1] for pronoun in _ANY_PRONOUN}
}
TRIGGER, DOMAIN, REPORT, READABLE, LIGHT = 1, 2, 4, 8, 16
_OF_SETS = ~(TRIGGER | DOMAIN | REPORT | READABLE)
"""Bits of a word's flags; those of the word sets follow."""
_NO_PREFIX = (("", "", False, False),)
_READ_PREFIXES = {
    "ا": (*_NO_PREFIX, ("ال", "", True, False)),
    "ب": (*_NO_PREFIX, ("بال", "ب", True, False), ("ب", "ب", False, False)),
    "ك": (*_NO_PREFIX, ("كال", "ك", True, False), ("ك", "ك", False, False)),
    "ل": (*_NO_PREFIX, ("لل", "ل", True, False), ("ل", "ل", False, False)),
    "س": (*_NO_PREFIX, ("س", "", False, True)),
}
"""By first letter: proclitic, preposition, whether it holds the article, whether it is the future's س."""
_PREFIXES = {"ا": ("ال",), "ب": ("بال", "ب"), "ل": ("لل", "ل"), "ك": ("كال", "ك")}
_NOTHING = ("",)
_ROLE_PREFIXES = {letter: ("", *prefixes) for letter, prefixes in _PREFIXES.items()}
_OWNED = frozenset(
    ("نظيره", "نظيرها", "نظيريه", "نظيرته", "رئيسها", "وزيرها", "بلاده", "بلادها", "زوجته", "ابنه", "والدته")
)
"""Role nouns listed with their pronoun: definite."""


def _helper_rank(reading: Reading) -> tuple[bool, bool, bool]:
    """Order helpers: perfects first («تلقى» before «تلقي»), actives before passives."""
    return (reading.form.tense is not Tense.PERFECT, reading.form.passive, bool(reading.conjunction))


def _rank(reading: Reading) -> tuple[int, bool, int]:
    """Order readings by likelihood: finite verbs first, actives before passives, fewer clitics first."""
    clitics = len(reading.preposition) + len(reading.conjunction) + len(reading.pronoun) + reading.future
    return (0 if reading.is_verb else 1, reading.form.passive, clitics)


@dataclass(slots=True)
class _Lemma:
    entries: list[Entry] = field(default_factory=list)
    lights: list[LightVerb] = field(default_factory=list)
    speech: bool = False
    doubled: bool = False
    """True where the lemma is written with a shadda."""
    wasl: bool = False
    """True where the perfect begins with a silent alef (forms VII to X)."""
    hamza: bool = False
    """True where the lemma ends in a hamza."""


def _specificity(entry: Entry) -> int:
    """Order the senses of a lemma: those that want certain words come first."""
    return sum(
        map(
            bool,
            (entry.after, entry.verb_after, entry.noun_after, entry.with_, entry.before, entry.source_kind),
        )
    )


def _flag(info: WordInfo) -> None:
    """Judge once what the clauses ask of every word."""
    both = (*info.readings, *info.helpers)
    joined = info.conjunction and (
        (info.verb_like and not info.role and bool(info.readings) and info.readings[0].start > 0)
        or any(h.is_verb and h.conjunction for h in info.helpers)
    )
    info.breaks = joined or "clause_breaks" in info.kinds
    if not info.role and "prepositions" not in info.kinds and all(r.is_verb for r in both):
        info.anew = any(
            r.speech
            or r.form.tense is Tense.IMPERFECT
            or r.pronoun
            or r.conjunction
            or r.form.agreement != "3ms"
            for r in both
        )
    info.reports = any(h.speech and h.is_verb for h in info.helpers) or "speech_prepositions" in info.kinds


_SET_KEYS = ("after", "noun_after", "verb_after", "with_", "before", "not_after", "not_next", "not_before")


class _Seen(dict[str, WordInfo]):
    """Word forms seen so far; a new one is analysed when it is asked for."""

    def __init__(self, analyse: Callable[[str], WordInfo], capacity: int) -> None:
        super().__init__()
        self._analyse = analyse
        self._capacity = capacity

    def __missing__(self, word: str) -> WordInfo:
        if len(self) >= self._capacity:
            self.clear()
        info = self[word] = self._analyse(word)
        return info


class _Flags(dict[str, int]):
    """Flags of the words seen so far."""

    def __init__(self, flags_of: Callable[[str], int], capacity: int) -> None:
        super().__init__()
        self._flags_of = flags_of
        self._capacity = capacity

    def __missing__(self, word: str) -> int:
        if len(self) >= self._capacity:
            self.clear()
        flags = self[word] = self._flags_of(word)
        return flags


@dataclass(slots=True, eq=False)
class Masks:
    """The word sets of an entry as bits: a set is met where a word's `sets` share a bit with it."""

    entry: Entry
    after: int = 0
    noun_after: int = 0
    verb_after: int = 0
    with_: int = 0
    before: int = 0
    not_after: int = 0
    not_next: int = 0
    not_before: int = 0
    light: int = 0

    def needed(self, reading: Reading) -> int:
        """Return the bits that a sentence must hold for the entry to be read so; -1 where it never is."""
        noun = reading.form.tense is Tense.NOUN
        if noun and self.entry.not_noun:
            return -1
        bits = self.after | self.with_ | self.before | (self.noun_after if noun else self.verb_after)
        return bits | self.light if noun and self.entry.coded == "light" else bits


class Vocabulary:
    """Analyses words with the lexicon; keeps what it has seen."""

    def __init__(
        self, lexicon: Lexicon, lemmatiser: Lemmatiser | None = None, capacity: int = 300_000
    ) -> None:
        self.lexicon = lexicon
        self._lemmatiser = lemmatiser
        self._seen = _Seen(self._analyse, capacity)
        self._flags = _Flags(self._flags_of, capacity)
        self._forms: dict[str, list[tuple[_Lemma, Form]]] = {}
        self._bound: dict[str, list[tuple[_Lemma, Form]]] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        for name, words in lexicon.cues.words.items():
            for word in words:
                self._kinds[word] = self._kinds.get(word, frozenset()) | {name}
        self._domains = {
            word: domain for domain, words in lexicon.cues.out_of_scope.items() for word in words
        }
        self._sets: dict[str, int] = {}
        self._lights: dict[str, int] = {}
        self.masks: dict[Entry, Masks] = {}
        self._build()
        self._number()

    def _number(self) -> None:
        """Give each word set of the entries a bit."""
        bits: dict[frozenset[str], int] = {}
        lights: dict[frozenset[str], int] = {}

        def bit(words: frozenset[str], known: dict[frozenset[str], int]) -> int:
            if words not in known:
                known[words] = 2 * LIGHT << (len(bits) + len(lights))
            return known[words]

        for entry in self.lexicon.entries:
            masks = self.masks[entry] = Masks(entry)
            for name in _SET_KEYS:
                words: frozenset[str] = getattr(entry, name)
                if words:
                    setattr(masks, name, bit(words, bits))
            masks.light = bit(entry.light_only, lights) if entry.light_only else LIGHT
        for words, mask in bits.items():
            for word in words:
                self._sets[word] = self._sets.get(word, 0) | mask
        for light in self.lexicon.light_verbs:
            verb = fold(light.verb[0])
            self._lights[light.verb[0]] = sum(mask for words, mask in lights.items() if verb in words)

    def _add(self, lemma: _Lemma, forms: tuple[Form, ...]) -> None:
        for form in forms:
            (self._bound if form.bound else self._forms).setdefault(form.surface, []).append((lemma, form))

    def _build(self) -> None:
        verbs: dict[tuple[str, str], _Lemma] = {}
        nouns: dict[tuple[str, tuple[str, ...], bool], _Lemma] = {}
        participles: dict[tuple[str, str], _Lemma] = {}
        for entry in self.lexicon.entries:
            if entry.verb:
                verbs.setdefault(entry.verb, _Lemma()).entries.append(entry)
                if entry.participle:
                    participles.setdefault(entry.verb, _Lemma()).entries.append(entry)
            if entry.noun:
                nouns.setdefault((entry.noun, entry.plural, entry.plural_only), _Lemma()).entries.append(
                    entry
                )
        for light in self.lexicon.light_verbs:
            verbs.setdefault(light.verb, _Lemma()).lights.append(light)
        for speech in self.lexicon.cues.speech_verbs:
            key = next((verb for verb in verbs if fold(verb[0]) == fold(speech[0])), speech)
            verbs.setdefault(key, _Lemma()).speech = True
        for lemmas in (verbs, participles):
            for (perfect, imperfect), lemma in lemmas.items():
                lemma.doubled = SHADDA in perfect + imperfect
                lemma.hamza = perfect[-1] in "أئء"
                lemma.wasl = perfect[0] == "ا"
        for (noun, _, _), lemma in nouns.items():
            lemma.doubled, lemma.hamza = SHADDA in noun, noun[-1] in "أئء"
        for lemma in (*verbs.values(), *participles.values(), *nouns.values()):
            lemma.entries.sort(key=_specificity, reverse=True)
        for (perfect, imperfect), lemma in verbs.items():
            self._add(lemma, verb_forms(perfect, imperfect))
        for (perfect, imperfect), lemma in participles.items():
            self._add(lemma, participle_forms(perfect, imperfect))
        for (noun, plural, plural_only), lemma in nouns.items():
            self._add(lemma, noun_forms(noun, plural, countable=not plural_only))

    def flags(self, words: tuple[str, ...]) -> list[int]:
        """Return the flags of every word of a field: `TRIGGER`, `DOMAIN` and the bits of the word sets."""
        return list(map(self._flags.__getitem__, words))

    def look_all(self, words: tuple[str, ...]) -> list[WordInfo]:
        """Look up every word of a sentence."""
        return list(map(self._seen.__getitem__, words))

    def look(self, word: str) -> WordInfo:
        """Return what `word` may be."""
        return self._seen[word]

    def _analyse(self, word: str) -> WordInfo:
        folded = fold(word)
        info = WordInfo(word, folded)
        if not folded or folded[0] in _PUNCTUATION:
            info.punctuation = True
            return info
        unjoined = folded[1:] if folded[0] in "وف" and len(folded) > 2 else folded
        info.kinds = self._kinds.get(folded, _NONE)
        if unjoined != folded and unjoined in self._kinds:
            info.kinds |= self._kinds[unjoined]
        info.domain = self._domains.get(folded) or (
            self._domains.get(folded[1:], "") if folded[0] in "وفبل" else ""
        )
        readings = []
        flags = self._flags.get(word)
        if "not_triggers" not in info.kinds and (flags is None or flags & READABLE):
            readings = self._readings(word, folded)
        if not readings and self._lemmatiser is not None and "not_triggers" not in info.kinds:
            readings = self._lemmatised(word, folded, self._lemmatiser)
        info.readings = tuple(sorted((r for r in readings if r.entries), key=_rank))
        info.nominal = any(
            r.form.tense is Tense.NOUN and not r.conjunction and not r.preposition for r in info.readings
        )
        info.helpers = tuple(sorted((r for r in readings if r.lights or r.speech), key=_helper_rank))
        self._role(info, folded)
        known = bool(info.role or info.readings or info.helpers or info.kinds)
        info.conjunction = folded[0] == "و" and len(folded) > 3 and "prepositions" not in info.kinds
        for article in ("بال", "لل", "كال"):
            if unjoined.startswith(article) and len(unjoined) > len(article) + 1:
                info.attached = article[0]
                info.definite = True
        if not info.attached and "prepositions" not in info.kinds:
            first, blocked = unjoined[0], "not_prefixed_" + ("b" if unjoined[0] == "ب" else "l")
            long = len(unjoined) > 3 or "light_masdars" in info.kinds
            if first in "بل" and long and blocked not in info.kinds:
                own = any(r.start == (len(folded) - len(unjoined)) for r in readings)
                whole = info.role and (
                    folded.startswith(info.role_core) or unjoined.startswith(info.role_core[:2])
                )
                if not own and not whole:
                    info.attached = first
        info.definite = info.definite or (unjoined.startswith("ال") and len(unjoined) > 4)
        info.verb_like = any(r.is_verb for r in readings) or (
            not known and len(unjoined) > 3 and unjoined[0] == "ي" and not unjoined.endswith(("ا", "ه"))
        )
        if readings or info.kinds:
            _flag(info)
        governors = self.lexicon.cues.governors
        info.governors = governors.get(folded, ())
        if folded[0] in "وفبل" and (not info.governors or folded == "ولو"):
            info.governors += governors.get(folded[1:], ())
        info.sets = self._sets_of(folded) if flags is None else flags & _OF_SETS
        for helper in info.helpers:
            if helper.lights:
                info.sets |= LIGHT
                for light in helper.lights:
                    info.sets |= self._lights[light.verb[0]]
        wants = {self.masks[e].needed(r) for r in info.readings for e in r.entries if not e.ignored}
        info.wants = tuple(mask for mask in wants if mask >= 0)
        return info

    def _sets_of(self, folded: str) -> int:
        sets = self._sets
        bits = 0
        for word in _strippings(folded):
            if word in sets:
                bits |= sets[word]
        return bits

    def _flags_of(self, word: str) -> int:
        """Return the word's flags; most words tell nothing, and are not analysed any further."""
        folded = fold(word)
        if not folded or folded[0] in _PUNCTUATION:
            return 0
        if self._lemmatiser is None and not self._may_be_read(word, folded):
            flags = self._sets_of(folded)
            if folded in self._domains or (folded[0] in "وفبل" and folded[1:] in self._domains):
                flags |= DOMAIN
            prepositions = self.lexicon.cues.words["speech_prepositions"]
            if folded in prepositions or (folded[0] in "وف" and folded[1:] in prepositions):
                flags |= REPORT
            return flags
        info = self._seen[word]
        flags = info.sets | READABLE | (DOMAIN if info.domain else 0) | (REPORT if info.reports else 0)
        return flags | TRIGGER if info.wants else flags

    def _may_be_read(self, word: str, folded: str) -> bool:
        """Tell quickly whether the word may be a form of any lemma."""
        forms, bound = self._forms, self._bound
        if folded in forms:
            return True
        pronouns = _PRONOUNS.get(folded[-1], ()) if word[-1] != "ة" else ()
        rests = [folded, folded[1:]] if folded[0] in "وف" else [folded]
        for rest in rests:
            for prefix, _, _, _ in _READ_PREFIXES.get(rest[:1], _NO_PREFIX):
                if prefix and not rest.startswith(prefix):
                    continue
                stem = rest[len(prefix) :] if prefix else rest
                if stem in forms:
                    return True
                for pronoun in pronouns:
                    if stem.endswith(pronoun) and stem[: -len(pronoun)] in bound:
                        return True
        return False

    def _role(self, info: WordInfo, folded: str) -> None:
        for conjunction in ("", folded[0]) if folded[0] in "وف" else ("",):
            rest = folded[len(conjunction) :]
            for prefix in _ROLE_PREFIXES.get(rest[:1], _NOTHING):
                if not rest.startswith(prefix) or len(rest) < len(prefix) + 2:
                    continue
                core = rest[len(prefix) :]
                if core[-1] not in "هام" and core not in self.lexicon.roles:
                    continue
                kind, core, owned = self._role_of(core)
                if kind is not None:
                    info.role, info.role_core = kind, core
                    info.definite = owned or len(prefix) > 1
                    info.attached = prefix[0] if prefix and prefix != "ال" else ""
                    return

    def _role_of(self, core: str) -> tuple[str | None, str, bool]:
        """Return kind, noun and whether a pronoun makes it definite."""
        roles = self.lexicon.roles
        kind = roles.get(core)
        if kind is not None:
            return kind, core, core in _OWNED
        if core[-1] in "هام":
            for pronoun in ("هما", "هم", "ها", "ه"):
                stem = core[: -len(pronoun)]
                if len(stem) > 2 and core.endswith(pronoun):
                    kind = roles.get(stem) or (roles.get(stem[:-1] + "ه") if stem[-1] == "ت" else None)
                    if kind is not None:
                        return kind, stem, True
            if core[-1] == "ا" and len(core) > 3:
                return roles.get(core[:-1]), core, False
        return None, core, False

    def _readings(self, word: str, folded: str) -> list[Reading]:
        found: list[Reading] = []
        forms = self._forms
        for conjunction in ("", "و", "ف") if folded[0] in "وف" else ("",):
            if not folded.startswith(conjunction):
                continue
            rest = folded[len(conjunction) :]
            for prefix, preposition, article, future in _READ_PREFIXES.get(rest[:1], _NO_PREFIX):
                if not rest.startswith(prefix):
                    continue
                stem = rest[len(prefix) :]
                if len(stem) < 2 or (stem not in forms and not stem.endswith(_ANY_PRONOUN)):
                    continue
                start = len(folded) - len(stem)
                self._match(word, stem, start, conjunction, preposition, article, future, found)
        return found

    def _lemmatised(self, word: str, folded: str, lemmatiser: Lemmatiser) -> list[Reading]:
        """Read a word that the generator does not know by the lemmas an analyser gives it."""
        found: list[Reading] = []
        for lemma in lemmatiser(word):
            for entry, form in self._forms.get(fold(lemma), ()):
                if form.tense not in (Tense.PERFECT, Tense.NOUN) or form.agreement not in ("3ms", "s"):
                    continue
                start = next(
                    (k for k in range(min(3, len(folded))) if folded[k:].startswith(form.surface[:2])), 0
                )
                clitics = folded[:start]
                if not all(letter in "وفبلك" for letter in clitics):
                    start, clitics = 0, ""
                conjunction = clitics[:1] if clitics[:1] in ("و", "ف") else ""
                found.append(
                    Reading(
                        tuple(entry.entries),
                        tuple(entry.lights),
                        entry.speech,
                        form,
                        conjunction,
                        clitics[len(conjunction) :],
                        folded[start:].startswith("ال") and form.tense is Tense.NOUN,
                        False,
                        "",
                        unfold_offset(word, start),
                    )
                )
        return found

    def _match(
        self,
        word: str,
        stem: str,
        start: int,
        conjunction: str,
        preposition: str,
        article: bool,
        future: bool,
        found: list[Reading],
    ) -> None:
        free = self._forms.get(stem, ())
        tied = []
        if stem.endswith(_ANY_PRONOUN):
            for pronouns, verbal in ((OBJECT_PRONOUNS, True), (POSSESSIVE_PRONOUNS, False)):
                for pronoun in pronouns:
                    if stem.endswith(pronoun) and len(stem) > len(pronoun) + 1:
                        for lemma, form in self._bound.get(stem[: -len(pronoun)], ()):
                            if (form.tense is Tense.NOUN) != verbal:
                                tied.append((lemma, form, pronoun))
        if not free and not tied:
            return
        offset = start
        if article:
            offset = start - 2 if preposition != "ل" else start - 1
        shown = unfold_offset(word, offset)

        ending = _MARKS.sub("", word)[-1:]
        marbuta, maqsura, hamza = ending == "ة", ending == "ى", ending == "أ"
        doubled, tanwin = SHADDA in word, "\u064b" in word

        def add(lemma: _Lemma, form: Form, pronoun: str) -> None:
            verb = form.tense in (Tense.PERFECT, Tense.IMPERFECT)
            if marbuta and (pronoun or form.tense in (Tense.PERFECT, Tense.IMPERFECT)):
                return  # «طالبة», «قبضة» are no «طالبه», «قبضه»
            if form.tense is Tense.PERFECT and lemma.wasl and word[shown : shown + 1] == "أ":
                return  # «أقترح» is the first person
            if tanwin and verb:
                return  # «طالبًا» is no dual
            if form.passive and form.tense is Tense.IMPERFECT and ending == "ي" and form.surface[-1] == "ي":
                return  # «يدعي» is no «يُدعى»
            if doubled and not lemma.doubled and not lemma.lights:
                return  # «وعدّ» is no «وعد»
            if hamza and not lemma.hamza:
                return  # «أقرأ» is no dual of «أقرّ»
            if maqsura and form.tense is Tense.NOUN and form.agreement in ("d", "dc"):
                return  # «قتلى»
            if form.tense is Tense.IMPERATIVE or form.agreement in _NOT_NEWS:
                return
            if verb and form.agreement[0] == "1" and len(form.surface) < _SHORT:
                return
            if verb and (
                article or preposition in ("ب", "ك") or (preposition == "ل" and form.tense is Tense.PERFECT)
            ):
                return
            if future and form.tense is not Tense.IMPERFECT:
                return
            if not verb and article and (pronoun or form.agreement in ("sa", "pa", "dc")):
                return
            if form.tense is Tense.PARTICIPLE and (article or preposition):
                return
            found.append(
                Reading(
                    tuple(lemma.entries),
                    tuple(lemma.lights),
                    lemma.speech,
                    form,
                    conjunction,
                    preposition,
                    article,
                    future,
                    pronoun,
                    shown,
                )
            )

        for lemma, form in free:
            add(lemma, form, "")
        for lemma, form, pronoun in tied:
            add(lemma, form, pronoun)
