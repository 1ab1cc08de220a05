"""The words that articles use, analysed with the lexicon and kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from workers.events.inflect import SHADDA, Tense, active_participle, noun_forms, participle_forms, verb_forms
from workers.events.lexicon import Entry, Lexicon
from workers.events.readings import Forms, Lemma
from workers.events.words import (
    DOMAIN,
    LIGHT,
    NONE,
    NOTHING,
    OF_SETS,
    OWNED,
    PUNCTUATION,
    READABLE,
    REPORT,
    ROLE_PREFIXES,
    TRIGGER,
    Lemmatiser,
    Reading,
    WordInfo,
    strippings,
)
from workers.text.fold import fold


def _helper_rank(reading: Reading) -> tuple[bool, bool, bool]:
    """Order helpers: perfects first («تلقى» before «تلقي»), actives before passives."""
    return (reading.form.tense is not Tense.PERFECT, reading.form.passive, bool(reading.conjunction))


def _rank(reading: Reading) -> tuple[int, bool, int]:
    """Order readings by likelihood: finite verbs first, actives before passives, fewer clitics first."""
    clitics = len(reading.preposition) + len(reading.conjunction) + len(reading.pronoun) + reading.future
    return (0 if reading.is_verb else 1, reading.form.passive, clitics)


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


_T = TypeVar("_T")


class _Memo(dict[str, _T]):
    """What is known of the words seen so far; a new word is looked into when it is asked for."""

    def __init__(self, look_into: Callable[[str], _T], capacity: int) -> None:
        super().__init__()
        self._look_into = look_into
        self._capacity = capacity

    def __missing__(self, word: str) -> _T:
        if len(self) >= self._capacity:
            self.clear()
        known = self[word] = self._look_into(word)
        return known


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


class Vocabulary(Forms):
    """Analyses words with the lexicon; keeps what it has seen."""

    def __init__(
        self, lexicon: Lexicon, lemmatiser: Lemmatiser | None = None, capacity: int = 300_000
    ) -> None:
        super().__init__()
        self.lexicon = lexicon
        self._lemmatiser = lemmatiser
        self._seen = _Memo(self._analyse, capacity)
        self._flags = _Memo(self._flags_of, capacity)
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

    def _build(self) -> None:
        verbs: dict[tuple[str, str], Lemma] = {}
        nouns: dict[tuple[str, tuple[str, ...], bool], Lemma] = {}
        participles: dict[tuple[str, str], Lemma] = {}
        for entry in self.lexicon.entries:
            if entry.verb:
                verbs.setdefault(entry.verb, Lemma()).entries.append(entry)
                if entry.participle:
                    participles.setdefault(entry.verb, Lemma()).entries.append(entry)
            if entry.noun:
                nouns.setdefault((entry.noun, entry.plural, entry.plural_only), Lemma()).entries.append(entry)
        for light in self.lexicon.light_verbs:
            verbs.setdefault(light.verb, Lemma()).lights.append(light)
        for speech in self.lexicon.cues.speech_verbs:
            key = next((verb for verb in verbs if fold(verb[0]) == fold(speech[0])), speech)
            verbs.setdefault(key, Lemma()).speech = True
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
            self._name(lemma, "verb", fold(perfect))
        for (perfect, imperfect), lemma in participles.items():
            self._add(lemma, participle_forms(perfect, imperfect))
            self._name(lemma, "participle", active_participle(perfect, imperfect))
        for (noun, plural, plural_only), lemma in nouns.items():
            self._add(lemma, noun_forms(noun, plural, countable=not plural_only))
            self._name(lemma, "noun", fold(noun))
            for sound in (noun, *plural) if plural_only else plural:
                if sound.endswith("ات"):
                    for ending in ("", "ه"):
                        self._name(lemma, "plural", fold(sound)[:-2] + ending)

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
        if not folded or folded[0] in PUNCTUATION:
            info.punctuation = True
            return info
        unjoined = folded[1:] if folded[0] in "وف" and len(folded) > 2 else folded
        info.kinds = self._kinds.get(folded, NONE)
        if unjoined != folded and unjoined in self._kinds:
            info.kinds |= self._kinds[unjoined]
        info.domain = self._domains.get(folded) or (
            self._domains.get(folded[1:], "") if folded[0] in "وفبل" else ""
        )
        readings = []
        flags = self._flags.get(word)
        # «هنا» is no «هنأ», though they fold alike
        if ("not_triggers" not in info.kinds or word.endswith("أ")) and (flags is None or flags & READABLE):
            readings = self._readings(word, folded)
        if not readings and self._lemmatiser is not None and "not_triggers" not in info.kinds:
            readings = self._lemmatised(word, folded, self._lemmatiser)
        if readings:
            info.readings = tuple(sorted((r for r in readings if r.entries), key=_rank))
            info.nominal = any(
                r.form.tense is Tense.NOUN and not r.conjunction and not r.preposition for r in info.readings
            )
            info.helpers = tuple(sorted((r for r in readings if r.lights or r.speech), key=_helper_rank))
        self._role(info, folded)
        known = bool(info.role or info.readings or info.helpers or info.kinds)
        info.conjunction = folded[0] == "و" and len(folded) > 3 and "prepositions" not in info.kinds
        first = unjoined[0]
        if first in "بلك":
            article = "لل" if first == "ل" else first + "ال"
            if unjoined.startswith(article) and len(unjoined) > len(article) + 1:
                info.attached = first
                info.definite = True
            elif first != "ك" and not info.attached and "prepositions" not in info.kinds:
                blocked = "not_prefixed_" + ("b" if first == "ب" else "l")
                if (len(unjoined) > 3 or "light_masdars" in info.kinds) and blocked not in info.kinds:
                    own = any(r.start == (len(folded) - len(unjoined)) for r in readings)
                    whole = info.role and (
                        folded.startswith(info.role_core) or unjoined.startswith(info.role_core[:2])
                    )
                    if not own and not whole:
                        info.attached = first
        elif first == "ا" and len(unjoined) > 4 and unjoined[1] == "ل":
            info.definite = True
        info.verb_like = any(r.is_verb for r in readings) or (
            first == "ي" and not known and len(unjoined) > 3 and not unjoined.endswith(("ا", "ه"))
        )
        if readings or info.kinds:
            _flag(info)
        governors = self.lexicon.cues.governors
        info.governors = governors.get(folded, ())
        if folded[0] in "وفبل" and (not info.governors or folded == "ولو"):
            info.governors += governors.get(folded[1:], ())
        info.sets = self._sets_of(folded) if flags is None else flags & OF_SETS
        for helper in info.helpers:
            if helper.lights:
                info.sets |= LIGHT
                for light in helper.lights:
                    info.sets |= self._lights[light.verb[0]]
        if info.readings:
            wants = {self.masks[e].needed(r) for r in info.readings for e in r.entries if not e.ignored}
            info.wants = tuple(mask for mask in wants if mask >= 0)
        return info

    def _may_be_analysed(self, word: str) -> bool:
        """Tell whether the analyser knows the word as a form of any lemma."""
        lemmatiser = self._lemmatiser
        return lemmatiser is not None and any(one.lemma in self.names for one in lemmatiser(word))

    def _sets_of(self, folded: str) -> int:
        sets = self._sets
        bits = 0
        for word in strippings(folded):
            if word in sets:
                bits |= sets[word]
        return bits

    def _flags_of(self, word: str) -> int:
        """Return the word's flags; most words tell nothing, and are not analysed any further."""
        folded = fold(word)
        if not folded or folded[0] in PUNCTUATION:
            return 0
        if not self._may_be_read(word, folded) and not self._may_be_analysed(word):
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

    def _role(self, info: WordInfo, folded: str) -> None:
        for conjunction in ("", folded[0]) if folded[0] in "وف" else ("",):
            rest = folded[len(conjunction) :]
            for prefix in ROLE_PREFIXES.get(rest[:1], NOTHING):
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
            return kind, core, core in OWNED
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
