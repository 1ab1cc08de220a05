"""Short names: «صلاح» is the Salah that the article named in full, unless another bearer was named since.

A `Registry` remembers the full names of an article in reading order and gives, for a short form at a
position, the bearer meant. `stands_as_name` decides whether a word that is also an everyday word
stands as a name.
"""

from dataclasses import dataclass, field

import msgspec

from workers.entities.ambiguity import of_tribe, particle, reports
from workers.entities.spans import QUOTES, Candidate, View
from workers.entities.vocabulary import NAME, Is, Word
from workers.entities.word_sets import word_set

_LINKS = word_set("family_links")
_OF_THINGS = word_set("things_after")
_SPEAKS_ON = word_set("speaks_on")
_ASSERTIVE = word_set("assertive")
_CLAUSE_OPENERS = word_set("clause_openers")
_MANNER = word_set("manner")
_BEFORE_IMPERFECT = word_set("before_imperfect")


class Bearer(msgspec.Struct, frozen=True, gc=False):
    """A person named in full: its order in the article, and who it is."""

    order: int
    entity_id: str
    candidate: Candidate
    given: bool
    """True where the short form is the given name."""


_OPENING = frozenset("«“‘‹„")
_LATELY = 40
"""Tokens within which somebody's given name alone is taken for him, though it is a family name too."""


@dataclass(slots=True)
class Registry:
    """Short forms of the people of one article -> their bearers in reading order."""

    forms: dict[tuple[str, ...], list[Bearer]] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    """The first words of all short forms."""
    ids: set[str] = field(default_factory=set)

    def add(self, tokens: tuple[str, ...], order: int, entity_id: str, candidate: Candidate) -> None:
        """Remember a full name of two tokens or more under its family and given name."""
        if len(tokens) > 1:
            self.ids.add(entity_id)
            if len(tokens) < 4 and tokens[-1][:1] != "و":
                self._add(tokens, Bearer(order, entity_id, candidate, False))  # the full name again
        for form, given in short_forms(tokens):
            self._add(form, Bearer(order, entity_id, candidate, given))

    def add_form(self, form: tuple[str, ...], order: int, entity_id: str, candidate: Candidate) -> None:
        """Remember a listed short form of a person named in full."""
        self._add(form, Bearer(order, entity_id, candidate, False))

    def _add(self, form: tuple[str, ...], bearer: Bearer) -> None:
        self.forms.setdefault(form, []).append(bearer)
        self.heads.add(form[0])

    def knows(self, entity_id: str) -> bool:
        """Tell whether the article names this person in full."""
        return entity_id in self.ids

    def bearer(self, form: tuple[str, ...], order: int | None) -> Bearer | None:
        """Return whose short name `form` is at `order` (None: in the title, which sums up the article).

        The nearest full name before it; a family name before a given name, unless that was just named.
        """
        bearers = self.forms.get(form)
        if not bearers:
            return None
        if order is None:
            return next((bearer for bearer in bearers if not bearer.given), bearers[0])
        before = [bearer for bearer in bearers if bearer.order < order]
        families = [bearer for bearer in before if not bearer.given]
        if not families:
            return before[-1] if before else None
        last = max(before, key=lambda bearer: bearer.order)
        if last.given and not last.candidate.aliases and order - last.order < _LATELY:
            return last  # «… عباس رمضان. وأضاف عباس»: he was named last, and nothing else is known of him
        return families[-1]


def short_forms(tokens: tuple[str, ...]) -> list[tuple[tuple[str, ...], bool]]:
    """Return the forms in which a person is named again, and whether each is the given name."""
    if len(tokens) < 2:
        return []
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1] in _LINKS:
        start -= 1
    if tokens[start] in ("الدين", "الله"):
        start -= 1
        if not start:
            return []
    family = tokens[start:]
    forms = [(family, False)]
    if len(family) == 1 and family[0].startswith("ال") and len(family[0]) > 4:
        forms.append(((family[0][2:],), False))
    if tokens[0] in _LINKS or tokens[1] in ("الدين", "الله"):
        given = tokens[:2]
    else:
        given = tokens[:1]
    if given != family and len("".join(given)) > 2:
        forms.append((given, True))
    return forms


def _opens_with_verb(view: View, at: int, first: int) -> bool:
    """Tell whether the word at `at` opens its clause and may be a verb: «وأيد بري القرار»."""
    word = view.words[at]
    opens = at == first or bool(view.words[at - 1].classes & Is.MARK)
    opens = opens or view.words[at - 1].folded in _CLAUSE_OPENERS
    noun = Is.PREPOSITION | Is.FUNCTION | Is.COMMON | Is.TITLE | Is.ROLE | NAME | Is.NATION | Is.MARK
    return opens and not word.definite and not word.any & noun


def _quotation_opens(view: View, first: int, last: int) -> bool:
    """Tell whether a quotation begins just before `first` and goes on with a preposition or a joined word."""
    words = view.words
    if not first or words[first - 1].text not in QUOTES or last >= len(words):
        return False
    after = words[last]
    joined = not after.classes & ~Is.ORDINARY and len(after.splits) > 1 and after.folded[:1] in "ولب"
    if not joined and not after.classes & Is.PREPOSITION:
        return False
    return (
        words[first - 1].text in _OPENING
        or first == 1
        or bool(words[first - 2].classes & (Is.MARK | Is.REPORT | Is.FUNCTION))
    )


def _adjective(before: Word | None) -> bool:
    """Tell whether a word with article behind `before` is rather its adjective («الحل الطيب»)."""
    return (
        before is not None
        and before.definite
        and before.text.startswith("ال")  # «إليه» has no article
        and not before.classes & (Is.MARK | Is.TITLE | Is.ROLE | Is.NATION | Is.BETWEEN | NAME)
    )


def _announces(before: Word, definite: bool) -> bool:
    """Tell whether a title stands for a person: with article, pronoun or owner («المدرب», «نظيره», «محامي»), not «حكم معين»."""
    for reading in before.readings:
        if reading.classes & (Is.TITLE | Is.ROLE):
            known = (
                reading.definite or reading.stem.endswith(("ه", "ها", "هم", "ي")) or len(reading.stem) == 1
            )
            if known or definite:
                return True
    return False


def stands_as_name(
    view: View, first: int, last: int, sentence: tuple[int, int], *, given: bool, cut: int
) -> str | None:
    """Say why the words `first:last` stand as a short name here, or None where they are everyday words."""
    words = view.words
    word = words[first]
    classes = word.classes if not cut else next((r.classes for r in word.readings if r.split.cut == cut), 0)
    definite = word.definite
    if of_tribe(view, first, sentence[0]) or particle(view, first):
        return None
    after = words[last] if last < sentence[1] else None
    at = view.previous(first, sentence[0])
    before = words[at] if at >= 0 else None
    everyday = classes & (
        Is.WEAK | Is.COMMON | Is.NATION | Is.QUALIFIER | Is.TITLE | Is.STOP | Is.BETWEEN | Is.FUNCTION
    )
    nisba = definite and word.folded.endswith("ي")
    if last - first == 1 and everyday and not cut and not nisba and _quotation_opens(view, first, last):
        return None  # «مضيفا: "شكري لكل من سأل"»: everyday speech
    if definite and classes & Is.WITH_ARTICLE and everyday == Is.WEAK and not _adjective(before):
        everyday = 0  # «العجمي» is a family name rather than an adjective
    if before is not None and not cut and before.folded in _MANNER and first - at == 1:
        return None  # «بشكل سريع», «أيام حداد»
    if given and classes & Is.FUNCTION:
        return None  # «المخرج القانوني غير ممكن»
    if before is not None and not cut and before.folded == "اما" and after is not None and not definite:
        if after.folded[0] == "ف" and len(after.folded) > 3:
            return f"between «{before.text}» and «{after.text}»"
    if last - first == 1 and not given and not everyday:
        return "no everyday word"
    if last - first > 1:
        return "no everyday word"
    reported = before is not None and reports(view, before) and not cut
    if reported and not given and before is not None and not definite:
        return f"after «{before.text}»"  # «التقى بري السفير»
    followed = after is not None and bool(after.any & Is.AFTER_NAME) and not after.definite
    if after is not None and after.definite and not definite and not after.classes & (Is.BETWEEN | Is.NATION):
        return None  # «صلاح الفريق»: a noun and its genitive
    if before is not None and before.definite and definite and not before.classes & (Is.MARK | Is.TITLE):
        return None  # «الشعب السوداني»: an adjective
    if definite and not given and not cut and before is not None and (after is None or not after.definite):
        if before.any & Is.FOLLOWERS or (before.classes & Is.PREPOSITION and before.folded not in _OF_THINGS):
            return f"after «{before.text}»"
    if reported:
        return f"after «{before.text}»" if before is not None else ""
    if before is not None and not cut and _announces(before, definite):
        return f"after «{before.text}»"
    if followed and not (
        before is not None
        and before.any & Is.FUNCTION
        and definite
        and after is not None
        and after.folded in ("و",)
    ):
        if after is not None and after.folded in _SPEAKS_ON:
            return f"before «{after.text}»"
        if not given and (cut or before is None or before.classes & Is.MARK):
            return f"before «{after.text}»" if after is not None else ""
    negated = before is not None and at > sentence[0] and words[at - 1].folded in _BEFORE_IMPERFECT
    if negated and not given and not cut and not definite and first - at == 1 and before is not None:
        return f"after «{words[at - 1].text} {before.text}»"
    asserted = before is not None and before.folded in _ASSERTIVE and first - at == 1 and not cut
    if given and asserted and not definite and after is not None and not word.folded.endswith("ا"):
        return f"after «{before.text}», without the ending of a noun" if before is not None else ""
    if given and classes & Is.WEAK:
        return None
    if before is not None and not cut and _opens_with_verb(view, at, sentence[0]):
        return f"after «{before.text}»"
    opens = before is None or before.classes & Is.MARK or words[first - 1].text in QUOTES
    closes = after is None or bool(after.classes & Is.MARK)
    if classes & (Is.COMMON | Is.NATION | Is.FUNCTION | Is.QUALIFIER) and definite:
        return None
    if given and not (classes & NAME or classes & Is.FOREIGN or not classes):
        return None
    if given:
        return "its bearer's given name" if not classes & Is.GIVEN or opens or closes else None
    if opens or closes or cut:
        return "at the edge of a phrase"
    return None
