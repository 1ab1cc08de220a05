"""The words that articles use, analysed with the lexicon and kept."""

from collections.abc import Iterable

from workers.events.inflect import SHADDA, active_participle, duals, noun_forms, participle_forms, verb_forms
from workers.events.infos import Infos
from workers.events.judging import flag, helper_rank, judge, plain, rank, specificity
from workers.events.lexicon import Entry, Lexicon
from workers.events.masks import SET_KEYS, Masks
from workers.events.members import NOUN
from workers.events.readings import Forms, Lemma
from workers.events.words import (
    CUE_SETS,
    CUED,
    CUES,
    DOMAIN,
    EASY,
    GOVERNS,
    LIGHT,
    LISTED,
    LOW_BITS,
    NONE,
    NOTED,
    NOTHING,
    OF_SETS,
    OWNED,
    PASSED_MARKS,
    PREPOSITIONS,
    PUNCTUATION,
    READABLE,
    REPORT,
    ROLE_PREFIXES,
    ROLED,
    STOP,
    TRIGGER,
    Lemmatiser,
    Reading,
    WordInfo,
    pieces,
    strippings,
)
from workers.text.columns import NUMBERS, Column
from workers.text.fold import fold

_FEMININES = frozenset(("crowd", "person", "government", "soldier"))
"""Kinds of people, whose words have a feminine in ة."""


_TELLING = TRIGGER | REPORT | DOMAIN


class Vocabulary(Forms):
    """Analyses words with the lexicon; keeps what it has seen."""

    def __init__(self, lexicon: Lexicon, lemmatiser: Lemmatiser | None = None) -> None:
        super().__init__()
        self.lexicon = lexicon
        self._lemmatiser = lemmatiser
        self.flags = Column(self._flags_of, LOW_BITS.__and__, look_into_all=self._flags_of_all)
        """In short: bits of what a word is or may be, and of the word sets that hold it."""
        self.infos = Infos(self._analyse, self._info_of, self.flags)
        """What the words of a field may be."""
        self._same: dict[int, int] = {}
        """Flags, one object for all words that have them: they are asked for sooner so."""
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
        self._number(self._build())
        self._parts = self._hinting()
        self._known = frozenset((*self._parts, ""))

    def _hinting(self) -> dict[str, int]:
        """Return by each part of the lexicon what a word may be that is the part, with clitics or without."""
        words = self.lexicon.cues.words
        sources: tuple[tuple[Iterable[str], int], ...] = (
            (self._forms, READABLE),
            (self._bound, READABLE),
            (self.lexicon.roles, ROLED),
            (self._sets, LISTED),
            (self._kinds, CUED),
            (self._domains, LISTED),
            (self.lexicon.cues.governors, GOVERNS),
            (words["speech_prepositions"], CUED),
        )
        parts: dict[str, int] = {}
        for listed, bit in sources:
            for word in listed:
                parts[word] = parts.get(word, 0) | bit
        return parts

    def _hints(self, folded: str) -> int:
        """Return what a word may be; 0 for nearly all words, which the lexicon has no part of."""
        found = pieces(folded)
        if self._known.isdisjoint(found):
            return 0
        bits, parts = 0, self._parts
        for piece in found:
            if piece in parts:
                bits |= parts[piece]
        return bits

    def _number(self, lemmas: list[Lemma]) -> None:
        """Give each word set of the entries a bit, and tell the lemmas what their entries want."""
        bits: dict[frozenset[str], int] = {}
        lights: dict[frozenset[str], int] = {}

        def bit(words: frozenset[str], known: dict[frozenset[str], int]) -> int:
            if words not in known:
                known[words] = 2 * LIGHT << (len(bits) + len(lights))
            return known[words]

        for entry in self.lexicon.entries:
            masks = self.masks[entry] = Masks(entry)
            for name in SET_KEYS:
                words: frozenset[str] = getattr(entry, name)
                if words:
                    setattr(masks, name, bit(words, bits))
            masks.light = bit(entry.light_only, lights) if entry.light_only else LIGHT
        cues = {self.lexicon.cues.words[name]: mask for name, mask in CUE_SETS.items()}
        for words, mask in (*bits.items(), *cues.items()):
            for word in words:
                for form in (word, *duals(word)) if words in bits else (word,):
                    self._sets[form] = self._sets.get(form, 0) | mask
        for light in self.lexicon.light_verbs:
            verb = fold(light.verb[0])
            self._lights[light.verb[0]] = sum(mask for words, mask in lights.items() if verb in words)
        for lemma in lemmas:
            kept = [self.masks[entry] for entry in lemma.entries if not entry.ignored]
            lemma.noun_wants, lemma.verb_wants = (
                tuple({mask for one in kept if (mask := one.needed(noun=noun)) >= 0})
                for noun in (True, False)
            )

    def _build(self) -> list[Lemma]:
        """Generate the forms of all lemmas; return these."""
        verbs: dict[tuple[str, str], Lemma] = {}
        nouns: dict[tuple[str, tuple[str, ...], bool], Lemma] = {}
        participles: dict[tuple[str, str], Lemma] = {}
        for entry in self.lexicon.entries:
            if entry.verb:
                verbs.setdefault(entry.verb, Lemma()).listed.append(entry)
                if entry.participle:
                    participles.setdefault(entry.verb, Lemma()).listed.append(entry)
            if entry.noun:
                nouns.setdefault((entry.noun, entry.plural, entry.plural_only), Lemma()).listed.append(entry)
        for light in self.lexicon.light_verbs:
            verbs.setdefault(light.verb, Lemma()).helps.append(light)
        for speech in self.lexicon.cues.speech_verbs:
            key = next((verb for verb in verbs if fold(verb[0]) == fold(speech[0])), speech)
            verbs.setdefault(key, Lemma()).speech = True
        for lemmas in (verbs, participles):
            for (perfect, imperfect), lemma in lemmas.items():
                lemma.doubled = SHADDA in perfect + imperfect
                lemma.hamza = perfect[-1] in "أئء"
                lemma.wasl = perfect[0] == "ا"
        for (noun, _, _), lemma in nouns.items():
            lemma.doubled, lemma.hamza, lemma.low_hamza = SHADDA in noun, noun[-1] in "أئء", noun[0] == "إ"
        for lemma in (*verbs.values(), *participles.values(), *nouns.values()):
            lemma.entries = tuple(sorted(lemma.listed, key=specificity, reverse=True))
            lemma.lights = tuple(lemma.helps)
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
        return [*verbs.values(), *participles.values(), *nouns.values()]

    def look(self, word: str) -> WordInfo:
        """Return what `word` may be."""
        return self.infos.one(NUMBERS[word])

    def _hints_with_analyses(self, word: str, folded: str) -> int:
        hints = self._hints(folded)
        if self._lemmatiser is None or hints & READABLE or not self._may_be_analysed(word):
            return hints
        return hints | READABLE

    def _analyse(self, word: str) -> WordInfo:
        flags = self.flags.known(word)
        return self._info_of(word, -1 if flags is None else flags)

    def _info_of(self, word: str, hints: int) -> WordInfo:
        """Say what a word may be; `hints` are those of the word, -1 where they are not known."""
        folded = fold(word)
        if not folded or folded[0] in PUNCTUATION:
            return WordInfo(word, folded, punctuation=True, telling=True, firm=word[:1] not in PASSED_MARKS)
        if hints < 0:
            hints = self._hints_with_analyses(word, folded)
        if not hints:
            return plain(word, folded)
        info = WordInfo(word, folded)
        unjoined = folded[1:] if folded[0] in "وف" and len(folded) > 2 else folded
        first = unjoined[0]
        readings = self._look_up(info, unjoined, hints)
        info.conjunction = folded[0] == "و" and len(folded) > 3 and not info.cues & PREPOSITIONS
        if first in "بلك":
            self._attached(info, unjoined, readings)
        elif first == "ا" and len(unjoined) > 4 and unjoined[1] == "ل":
            info.definite = True
        for reading in readings:
            info.verb_like = info.verb_like or reading.is_verb
        if not info.verb_like and first == "ي":
            known = info.role or info.readings or info.helpers or info.kinds
            info.verb_like = not known and len(unjoined) > 3 and not unjoined.endswith(("ا", "ه"))
        if readings or info.kinds:
            flag(info)
        judge(info)
        return info

    def _look_up(self, info: WordInfo, unjoined: str, hints: int) -> list[Reading]:
        """Look the word up in all parts of the lexicon that may have it; return all its readings."""
        word, folded = info.word, info.folded
        readings: list[Reading] = []
        if hints & CUED:
            info.kinds = self._kinds.get(folded, NONE)
            if unjoined != folded and unjoined in self._kinds:
                info.kinds |= self._kinds[unjoined]
            info.cues = sum(CUES.get(kind, 0) for kind in info.kinds)
        if hints & LISTED:
            info.domain = self._domain(folded)
        # «هنا» is no «هنأ», though they fold alike
        if hints & READABLE and ("not_triggers" not in info.kinds or word.endswith("أ")):
            readings = self._readings(word, folded)
        if not readings and self._lemmatiser is not None and "not_triggers" not in info.kinds:
            readings = self._lemmatised(word, folded, self._lemmatiser)
        if readings:
            self._order(info, readings)
        if hints & ROLED:
            self._role(info, folded)
        if hints & GOVERNS:
            governors = self.lexicon.cues.governors
            info.governors = governors.get(folded, ())
            if folded[0] in "وفبل" and (not info.governors or folded == "ولو"):
                info.governors += governors.get(folded[1:], ())
        if hints & LISTED:
            info.sets = self._sets_of(folded)
        for helper in info.helpers:
            if helper.lights:
                info.sets |= LIGHT
                for light in helper.lights:
                    info.sets |= self._lights[light.verb[0]]
        return readings

    @staticmethod
    def _order(info: WordInfo, readings: list[Reading]) -> None:
        """Part the readings as events from those as helpers, the likeliest first."""
        chosen = [r for r in readings if r.entries]
        helpers = [r for r in readings if r.lights or r.speech]
        if len(chosen) > 1:
            chosen.sort(key=rank)
        if len(helpers) > 1:
            helpers.sort(key=helper_rank)
        info.readings, info.helpers = tuple(chosen), tuple(helpers)
        for r in chosen:
            if r.form.tense is NOUN and not r.conjunction and not r.preposition:
                info.nominal = True
            if r.wants != info.wants:
                info.wants = tuple({*info.wants, *r.wants})

    def _attached(self, info: WordInfo, unjoined: str, readings: list[Reading]) -> None:
        """Tell whether a word that begins with ب, ل or ك has it as its preposition."""
        first = unjoined[0]
        article = "لل" if first == "ل" else first + "ال"
        if unjoined.startswith(article) and len(unjoined) > len(article) + 1:
            info.attached = first
            info.definite = True
        elif first != "ك" and not info.attached and not info.cues & PREPOSITIONS:
            blocked = "not_prefixed_" + ("b" if first == "ب" else "l")
            kinds = info.kinds
            if unjoined[-1] == "ا":  # «بيتا», as «بيت»
                kinds = kinds | self._kinds.get(unjoined[:-1], NONE)
            if (len(unjoined) > 3 or "light_masdars" in kinds) and blocked not in kinds:
                own = any(r.start == (len(info.folded) - len(unjoined)) for r in readings)
                whole = info.role and (
                    info.folded.startswith(info.role_core) or unjoined.startswith(info.role_core[:2])
                )
                if not own and not whole:
                    info.attached = first

    def _domain(self, folded: str) -> str:
        domains = self._domains
        return domains.get(folded) or (domains.get(folded[1:], "") if folded[0] in "وفبل" else "")

    def _may_be_analysed(self, word: str) -> bool:
        """Tell whether the analyser knows the word as a form of any lemma."""
        lemmatiser = self._lemmatiser
        return lemmatiser is not None and any(one.lemma in self.names for one in lemmatiser(word))

    def _sets_of(self, folded: str) -> int:
        sets = self._sets
        bits = 0
        found = [piece for piece in pieces(folded) if piece in sets]
        if not found or found == [folded]:  # as mostly
            return sets[folded] if found else 0
        for word in strippings(folded):
            if word in sets:
                bits |= sets[word]
        return bits

    def _flags_of_all(self, words: list[str]) -> list[int]:
        """Return the flags of each of `words`; those of nearly all are told by a look at their pieces."""
        if self._lemmatiser is not None:
            return list(map(self._flags_of, words))
        folded = list(map(fold, words))
        none = map(self._known.isdisjoint, map(pieces, folded))
        return [
            0 if nothing and one[0] not in PUNCTUATION else self._flags_of(word)
            for word, one, nothing in zip(words, folded, none, strict=True)
        ]

    def _flags_of(self, word: str) -> int:
        """Return the word's flags; most words tell nothing, and are not analysed any further."""
        folded = fold(word)
        if not folded or folded[0] in PUNCTUATION:
            return STOP
        flags = self._hints_with_analyses(word, folded)
        if not flags:
            return 0
        if flags & READABLE:
            info = self._info_of(word, flags)
            self.infos.keep(NUMBERS[word], info)
            flags |= info.sets | (DOMAIN if info.domain else 0) | (REPORT if info.reports else 0)
            flags |= (STOP if info.breaks or folded == "ان" else 0) | (TRIGGER if info.wants else 0)
            flags |= EASY if 0 in info.wants else 0
        else:
            if flags & LISTED:
                flags |= self._sets_of(folded) | (DOMAIN if self._domain(folded) else 0)
            if flags & CUED:
                words = self.lexicon.cues.words
                prepositions, breaks = words["speech_prepositions"], words["clause_breaks"]
                unjoined = folded[1:] if folded[0] in "وف" else folded
                if folded in prepositions or unjoined in prepositions:
                    flags |= REPORT
                if folded in breaks or unjoined in breaks or folded == "ان":
                    flags |= STOP
        if flags & OF_SETS or flags & _TELLING:
            flags |= NOTED
        return self._same.setdefault(flags, flags)

    def _role(self, info: WordInfo, folded: str) -> None:
        if folded.lstrip("وف") == "امام" and "إ" not in info.word:
            return  # «أمام المحكمة», and no «إمام»
        for conjunction in ("", folded[0]) if folded[0] in "وف" else ("",):
            rest = folded[len(conjunction) :]
            for prefix in ROLE_PREFIXES.get(rest[:1], NOTHING):
                if not rest.startswith(prefix) or len(rest) < len(prefix) + 2:
                    continue
                core = rest[len(prefix) :]
                if core[-1] not in "هام" and core not in self.lexicon.roles:
                    continue
                kind, core, owned = self._role_of(core)
                if kind is not None and owned and info.word[-1] == "ة":  # «معلمة», and no pronoun
                    owned = False
                    if kind not in _FEMININES or "no_people" in info.kinds:
                        kind = None
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
