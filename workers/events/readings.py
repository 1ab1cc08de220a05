"""Which forms of which lemmas a word may be: the generated forms, and the word cut into its parts."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from workers.entities.camel_mle import Analysis
from workers.events.inflect import OBJECT_PRONOUNS, SHADDA, Form, Tense
from workers.events.lexicon import Entry, LightVerb
from workers.events.members import IMPERATIVE, IMPERFECT, NOUN, PARTICIPLE, PERFECT
from workers.events.words import MARKS, NO_PREFIX, PRONOUNS, READ_PREFIXES, Lemmatiser, Reading
from workers.text.fold import fold, unfold_offset

_NOT_NEWS = frozenset(("1s", "2md", "2mp", "2fs", "2ms", "3fp"))
"""Agreements that news prose hardly has, and that look like others («زرت», «تزورين»)."""
_SHORT = 6
"""A first person plural shorter than this is more often another word («ندين», «نرد»)."""

_TENSES = {"p": Tense.PERFECT, "i": Tense.IMPERFECT}
_PARTICIPLES = {"ا": "ms", "ه": "fs", "ين": "md"}


@dataclass(slots=True)
class Lemma:
    listed: list[Entry] = field(default_factory=list)
    helps: list[LightVerb] = field(default_factory=list)
    entries: tuple[Entry, ...] = ()
    lights: tuple[LightVerb, ...] = ()
    """What is listed, once it is complete."""
    speech: bool = False
    doubled: bool = False
    """True where the lemma is written with a shadda."""
    wasl: bool = False
    """True where the perfect begins with a silent alef (forms VII to X)."""
    low_hamza: bool = False
    """True where the noun is written with a hamza below the alef («إدانة»)."""
    hamza: bool = False
    """True where the lemma ends in a hamza."""
    noun_wants: tuple[int, ...] = ()
    verb_wants: tuple[int, ...] = ()
    """What a sentence must hold, as bits, for one of the entries to be read as a noun, or as a verb."""

    def reading(self, form: Form, verb: bool, clitics: "Clitics", shown: int) -> Reading:
        """Return the form, a finite `verb` or none, as a reading; `shown` is where it begins in the word."""
        wants = self.noun_wants if form.tense is NOUN else self.verb_wants
        return Reading(self.entries, self.lights, self.speech, form, *clitics, shown, verb, wants)


Clitics = tuple[str, str, bool, bool, str]
"""Conjunction, preposition, article, the future's س and pronoun."""


def _is_news(form: Form) -> bool:
    """Tell whether news prose has the form; others look like other words."""
    if form.tense is IMPERATIVE or form.agreement in _NOT_NEWS:
        return False
    verb = form.tense in (PERFECT, IMPERFECT)
    return not (verb and form.agreement[0] == "1" and len(form.surface) < _SHORT)


def _is_telling(word: str) -> bool:
    """Tell whether the spelling of a word may rule any form out."""
    return word[-1] in _TELLING or SHADDA in word or "\u064b" in word


_TELLING = frozenset("ةىأي\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")
"""Last letters that tell, and marks that may stand behind one."""


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

    def allows(self, lemma: Lemma, form: Form, verb: bool, pronoun: str) -> bool:
        """Tell whether the word may be this form, which is a finite `verb` or none."""
        if self.marbuta and (pronoun or verb):
            return False  # «طالبة», «قبضة» are no «طالبه», «قبضه»
        if form.tense is PERFECT and lemma.wasl and self.first_person:
            return False  # «أقترح» is the first person
        if self.first_person and form.tense is NOUN and lemma.low_hamza:
            return False  # «أدانته» is no «إدانته»
        if self.tanwin and verb:
            return False  # «طالبًا» is no dual
        if form.passive and form.tense is IMPERFECT and self.yeh and form.surface[-1] == "ي":
            return False  # «يدعي» is no «يُدعى»
        if self.doubled and not lemma.doubled and not lemma.lights:
            return False  # «وعدّ» is no «وعد»
        if self.hamza and not lemma.hamza:
            return False  # «أقرأ» is no dual of «أقرّ»
        # «قتلى»
        return not (self.maqsura and form.tense is NOUN and form.agreement in ("d", "dc"))


def _joins(form: Form, verb: bool, pronoun: str, preposition: str, article: bool, future: bool) -> bool:
    """Tell whether these clitics may join the form."""
    if verb:
        if article or preposition in ("ب", "ك") or (preposition and form.tense is PERFECT):
            return False
        return not future or form.tense is IMPERFECT
    if future or (article and (pronoun or form.agreement in ("sa", "pa", "dc"))):
        return False
    return not (form.tense is PARTICIPLE and (article or preposition))


_Known = tuple[Lemma, Form, bool]
"""A form of a lemma, and whether it is a finite verb."""


_NO_FORMS: list[_Known] = []


class Forms:
    """The generated forms of all lemmas; reads words as such forms."""

    def __init__(self) -> None:
        self._forms: dict[str, list[_Known]] = {}
        self._bound: dict[str, list[_Known]] = {}
        self._lemmas: dict[tuple[str, str], list[Lemma]] = {}
        """By part of speech and folded lemma, for what an analyser finds."""
        self.names: set[str] = set()
        """The folded lemmas of all parts of speech: what an analyser need know."""

    def _add(self, lemma: Lemma, forms: tuple[Form, ...]) -> None:
        for form in filter(_is_news, forms):
            verb = form.tense in (PERFECT, IMPERFECT)
            table = self._bound if form.bound else self._forms
            table.setdefault(form.surface, []).append((lemma, form, verb))

    def _name(self, lemma: Lemma, part: str, name: str) -> None:
        self._lemmas.setdefault((part, name), []).append(lemma)
        self.names.add(name)

    def _readings(self, word: str, folded: str) -> list[Reading]:
        found: list[Reading] = []
        forms, bound = self._forms, self._bound
        pronoun = ""
        for ending in PRONOUNS.get(folded[-1], ()):
            if folded.endswith(ending):
                pronoun = ending  # a word ends in one of them at most
                break
        for conjunction in ("", folded[0]) if folded[0] in "وف" else ("",):
            rest = folded[1:] if conjunction else folded
            for prefix, preposition, article, future in READ_PREFIXES.get(rest[:1], NO_PREFIX):
                if prefix and not rest.startswith(prefix):
                    continue
                stem = rest[len(prefix) :] if prefix else rest
                if len(stem) < 2:
                    continue
                known, tied = forms.get(stem, _NO_FORMS), _NO_FORMS
                if pronoun and len(stem) > len(pronoun) + 1:
                    tied = bound.get(stem[: -len(pronoun)], _NO_FORMS)
                if not known and not tied:
                    continue
                offset = len(folded) - len(stem)
                if article:
                    offset -= 1 if preposition == "ل" else 2
                shown = offset if len(folded) == len(word) else unfold_offset(word, offset)
                telling = _is_telling(word) or word[shown : shown + 1] == "أ"
                spelling = _Spelling(word, shown) if telling else None
                for ending, listed in (("", known), (pronoun, tied)):
                    clitics = conjunction, preposition, article, future, ending
                    for lemma, form, verb in listed:
                        if verb and ending == "نا":
                            continue  # with nouns alone; verbs stand first among the bound forms
                        if _joins(form, verb, ending, preposition, article, future) and (
                            spelling is None or spelling.allows(lemma, form, verb, ending)
                        ):
                            found.append(lemma.reading(form, verb, clitics, shown))
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
                clitics = one.preposition, one.article, one.future
                verb = form.tense in (PERFECT, IMPERFECT)
                if not _is_news(form) or not _joins(form, verb, one.pronoun, *clitics):
                    continue
                if _Spelling(word, start).allows(lemma, form, verb, one.pronoun):
                    key = (id(lemma), form, one.conjunction + one.preposition, one.pronoun)
                    found[key] = lemma.reading(form, verb, (one.conjunction, *clitics, one.pronoun), start)
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
                yield lemma, Form(stem, PARTICIPLE, _PARTICIPLES[ending])

    def _analysed_noun(self, one: Analysis, stem: str) -> Iterator[tuple[Lemma, Form]]:
        agreement = one.agreement
        if one.construct and agreement == "d" and not one.pronoun:
            agreement = "dc"
            if not one.lemma.endswith("ه"):
                return  # «اجتماعي»: see `noun_forms`
        elif one.accusative and stem.endswith("ا") and not one.pronoun:
            agreement += "a"
        form = Form(stem, NOUN, agreement, bound=bool(one.pronoun))
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
