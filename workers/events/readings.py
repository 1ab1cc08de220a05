"""Which forms of which lemmas a word may be: the generated forms, and the word cut into its parts."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from workers.entities.camel_mle import Analysis
from workers.events.inflect import OBJECT_PRONOUNS, POSSESSIVE_PRONOUNS, SHADDA, Form, Tense
from workers.events.lexicon import Entry, LightVerb
from workers.events.words import ANY_PRONOUN, MARKS, NO_PREFIX, PRONOUNS, READ_PREFIXES, Lemmatiser, Reading
from workers.text.fold import fold, unfold_offset

_NOT_NEWS = frozenset(("1s", "2md", "2mp", "2fs", "2ms", "3fp"))
"""Agreements that news prose hardly has, and that look like others («زرت», «تزورين»)."""
_SHORT = 6
"""A first person plural shorter than this is more often another word («ندين», «نرد»)."""

_TENSES = {"p": Tense.PERFECT, "i": Tense.IMPERFECT}
_PARTICIPLES = {"ا": "ms", "ه": "fs", "ين": "md"}


@dataclass(slots=True)
class Lemma:
    entries: list[Entry] = field(default_factory=list)
    lights: list[LightVerb] = field(default_factory=list)
    speech: bool = False
    doubled: bool = False
    """True where the lemma is written with a shadda."""
    wasl: bool = False
    """True where the perfect begins with a silent alef (forms VII to X)."""
    hamza: bool = False
    """True where the lemma ends in a hamza."""


class _Spelling:
    """What the spelling of a word rules out, though the folded word has the letters of a form."""

    __slots__ = ("doubled", "first_person", "hamza", "maqsura", "marbuta", "tanwin", "yeh")

    def __init__(self, word: str, shown: int) -> None:
        """Look at `word`, whose trigger begins at `shown`."""
        ending = MARKS.sub("", word)[-1:]
        self.marbuta, self.maqsura, self.hamza = ending == "ة", ending == "ى", ending == "أ"
        self.yeh = ending == "ي"
        self.doubled, self.tanwin = SHADDA in word, "\u064b" in word
        self.first_person = word[shown : shown + 1] == "أ"

    def allows(
        self, lemma: Lemma, form: Form, pronoun: str, preposition: str, article: bool, future: bool
    ) -> bool:
        """Tell whether the word may be this form with these clitics."""
        verb = form.tense in (Tense.PERFECT, Tense.IMPERFECT)
        if self.marbuta and (pronoun or form.tense in (Tense.PERFECT, Tense.IMPERFECT)):
            return False  # «طالبة», «قبضة» are no «طالبه», «قبضه»
        if form.tense is Tense.PERFECT and lemma.wasl and self.first_person:
            return False  # «أقترح» is the first person
        if self.tanwin and verb:
            return False  # «طالبًا» is no dual
        if form.passive and form.tense is Tense.IMPERFECT and self.yeh and form.surface[-1] == "ي":
            return False  # «يدعي» is no «يُدعى»
        if self.doubled and not lemma.doubled and not lemma.lights:
            return False  # «وعدّ» is no «وعد»
        if self.hamza and not lemma.hamza:
            return False  # «أقرأ» is no dual of «أقرّ»
        if self.maqsura and form.tense is Tense.NOUN and form.agreement in ("d", "dc"):
            return False  # «قتلى»
        if form.tense is Tense.IMPERATIVE or form.agreement in _NOT_NEWS:
            return False
        if verb and form.agreement[0] == "1" and len(form.surface) < _SHORT:
            return False
        if verb and (
            article or preposition in ("ب", "ك") or (preposition == "ل" and form.tense is Tense.PERFECT)
        ):
            return False
        if future and form.tense is not Tense.IMPERFECT:
            return False
        if not verb and article and (pronoun or form.agreement in ("sa", "pa", "dc")):
            return False
        return not (form.tense is Tense.PARTICIPLE and (article or preposition))


class Forms:
    """The generated forms of all lemmas; reads words as such forms."""

    def __init__(self) -> None:
        self._forms: dict[str, list[tuple[Lemma, Form]]] = {}
        self._bound: dict[str, list[tuple[Lemma, Form]]] = {}
        self._lemmas: dict[tuple[str, str], list[Lemma]] = {}
        """By part of speech and folded lemma, for what an analyser finds."""
        self.names: set[str] = set()
        """The folded lemmas of all parts of speech: what an analyser need know."""

    def _add(self, lemma: Lemma, forms: tuple[Form, ...]) -> None:
        for form in forms:
            (self._bound if form.bound else self._forms).setdefault(form.surface, []).append((lemma, form))

    def _name(self, lemma: Lemma, part: str, name: str) -> None:
        self._lemmas.setdefault((part, name), []).append(lemma)
        self.names.add(name)

    def _may_be_read(self, word: str, folded: str) -> bool:
        """Tell quickly whether the word may be a form of any lemma."""
        forms, bound = self._forms, self._bound
        if folded in forms:
            return True
        pronouns = PRONOUNS.get(folded[-1], ()) if word[-1] != "ة" else ()
        rests = [folded, folded[1:]] if folded[0] in "وف" else [folded]
        for rest in rests:
            for prefix, _, _, _ in READ_PREFIXES.get(rest[:1], NO_PREFIX):
                if prefix and not rest.startswith(prefix):
                    continue
                stem = rest[len(prefix) :] if prefix else rest
                if stem in forms:
                    return True
                for pronoun in pronouns:
                    if stem.endswith(pronoun) and stem[: -len(pronoun)] in bound:
                        return True
        return False

    def _readings(self, word: str, folded: str) -> list[Reading]:
        found: list[Reading] = []
        forms = self._forms
        for conjunction in ("", "و", "ف") if folded[0] in "وف" else ("",):
            if not folded.startswith(conjunction):
                continue
            rest = folded[len(conjunction) :]
            for prefix, preposition, article, future in READ_PREFIXES.get(rest[:1], NO_PREFIX):
                if not rest.startswith(prefix):
                    continue
                stem = rest[len(prefix) :]
                if len(stem) < 2 or (stem not in forms and not stem.endswith(ANY_PRONOUN)):
                    continue
                start = len(folded) - len(stem)
                self._match(word, stem, start, conjunction, preposition, article, future, found)
        return found

    def _lemmatised(self, word: str, folded: str, lemmatiser: Lemmatiser) -> list[Reading]:
        """Read a word that the generator does not know as an analyser does."""
        found: dict[tuple[int, Form, str, str], Reading] = {}
        for one in lemmatiser(word):
            if one.pronoun == "-" or one.pos == "noun_prop":
                continue
            shown = len(one.conjunction) + len(one.preposition) + one.future
            hidden = shown + (0 if not one.article else 1 if one.preposition == "ل" else 2)
            stem = folded[hidden : len(folded) - len(one.pronoun)]
            for lemma, form in self._analysed(one, stem):
                start = unfold_offset(word, shown)
                clitics = one.pronoun, one.preposition, one.article, one.future
                if _Spelling(word, start).allows(lemma, form, *clitics):
                    key = (id(lemma), form, one.conjunction + one.preposition, one.pronoun)
                    found[key] = Reading(
                        tuple(lemma.entries),
                        tuple(lemma.lights),
                        lemma.speech,
                        form,
                        one.conjunction,
                        one.preposition,
                        one.article,
                        one.future,
                        one.pronoun,
                        start,
                    )
        return list(found.values())

    def _analysed(self, one: Analysis, stem: str) -> Iterator[tuple[Lemma, Form]]:
        """Yield the lemmas that the analyser means, each with the form it says the word has."""
        if one.pos == "verb":
            tense = _TENSES.get(one.aspect)
            if tense is None or (one.pronoun and one.pronoun not in OBJECT_PRONOUNS):
                return  # «يدنا», «دعونا» are hardly ever a verb with «us»
            form = Form(stem, tense, one.agreement, one.passive, bool(one.pronoun), one.jussive)
            for lemma in self._lemmas.get(("verb", one.lemma), ()):
                if lemma.doubled == one.doubled:
                    yield lemma, form
            return
        if one.pos in ("noun", "adj"):
            yield from self._analysed_noun(one, stem)
        base = one.lemma[:-1] if stem.endswith("ين") and one.lemma.endswith("ي") else one.lemma  # «داعين»
        ending = stem[len(base) :]
        if ending in _PARTICIPLES and stem.startswith(base) and not one.pronoun:
            for lemma in self._lemmas.get(("participle", one.lemma), ()):
                yield lemma, Form(stem, Tense.PARTICIPLE, _PARTICIPLES[ending])

    def _analysed_noun(self, one: Analysis, stem: str) -> Iterator[tuple[Lemma, Form]]:
        agreement = one.agreement
        if one.construct and agreement == "d" and not one.pronoun:
            agreement = "dc"
            if not one.lemma.endswith("ه"):
                return  # «اجتماعي»: see `noun_forms`
        elif one.accusative and stem.endswith("ا") and not one.pronoun:
            agreement += "a"
        form = Form(stem, Tense.NOUN, agreement, bound=bool(one.pronoun))
        sound = stem.startswith(one.lemma.rstrip("هءي"))
        for lemma in self._lemmas.get(("noun", one.lemma), ()):
            # «مقاتل» is a plural of «مقتل» in books only: broken plurals are those that the lexicon lists
            if sound or any(stem.startswith(fold(p)) for entry in lemma.entries for p in entry.plural):
                yield lemma, form
        if stem.endswith(
            "ات"
        ):  # the lexicon has «مباحثات» and «هجوم», «هجمات», the analyser «مباحثة» and «هجمة»
            for lemma in self._lemmas.get(("plural", one.lemma), ()):
                yield lemma, form

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
        if stem.endswith(ANY_PRONOUN):
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
        fits = _Spelling(word, shown).allows

        def add(lemma: Lemma, form: Form, pronoun: str) -> None:
            if not fits(lemma, form, pronoun, preposition, article, future):
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
