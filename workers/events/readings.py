"""Which forms of which lemmas a word may be: the generated forms, and the word cut into its parts."""

from dataclasses import dataclass, field

from workers.events.inflect import OBJECT_PRONOUNS, POSSESSIVE_PRONOUNS, SHADDA, Form, Tense
from workers.events.lexicon import Entry, LightVerb
from workers.events.words import ANY_PRONOUN, MARKS, NO_PREFIX, PRONOUNS, READ_PREFIXES, Lemmatiser, Reading
from workers.text.fold import fold, unfold_offset

_NOT_NEWS = frozenset(("1s", "2md", "2mp", "2fs", "2ms", "3fp"))
"""Agreements that news prose hardly has, and that look like others («زرت», «تزورين»)."""
_SHORT = 6
"""A first person plural shorter than this is more often another word («ندين», «نرد»)."""


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


class Forms:
    """The generated forms of all lemmas; reads words as such forms."""

    def __init__(self) -> None:
        self._forms: dict[str, list[tuple[Lemma, Form]]] = {}
        self._bound: dict[str, list[tuple[Lemma, Form]]] = {}

    def _add(self, lemma: Lemma, forms: tuple[Form, ...]) -> None:
        for form in forms:
            (self._bound if form.bound else self._forms).setdefault(form.surface, []).append((lemma, form))

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

        ending = MARKS.sub("", word)[-1:]
        marbuta, maqsura, hamza = ending == "ة", ending == "ى", ending == "أ"
        doubled, tanwin = SHADDA in word, "\u064b" in word

        def add(lemma: Lemma, form: Form, pronoun: str) -> None:
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
