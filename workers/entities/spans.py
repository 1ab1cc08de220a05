"""Candidates for mentions, and the view of one field that the rules read."""

from itertools import compress

import msgspec

from topics import EntityType
from workers.entities.clitics import Split
from workers.entities.gazetteer import Alias, Mode
from workers.entities.matcher import Found, Matcher
from workers.entities.vocabulary import OPENS, Is, Vocabulary, Word
from workers.text.document import FieldText

PER, LOC, ORG = EntityType.PER, EntityType.LOC, EntityType.ORG
"""Names of the module: an attribute of an enum costs as much as a call in Python 3.11, and these are asked for often."""
NO_SPLIT = Split((), 0, "")
QUOTES = frozenset("«»“”\"'‘’„‹›")
_OWNED = ("ه", "ها", "هم", "هن")
_CALLED = frozenset(("يدعي", "تدعي", "مدعوه"))
"""Verbs that give a name as a title does («شاب يدعى …»), folded."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """The tokens `first:last` may name an entity. `split` tells the proclitics of the first token."""

    first: int
    last: int
    split: Split
    type: EntityType
    score: float
    tagger: str
    why: str
    aliases: tuple[Alias, ...] = ()
    """The listed names that match, where the gazetteer found it."""


class View:
    """One field as the rules read it: its words classified, and the listed names at each position."""

    __slots__ = ("field", "found", "keen", "nations", "titles", "vocabulary", "words")

    def __init__(self, field: FieldText, vocabulary: Vocabulary, matcher: Matcher) -> None:
        """Classify the words of `field` and look up the listed names."""
        self.field = field
        self.vocabulary = vocabulary
        column = vocabulary.column
        hot = column.marks(field)
        self.words: list[Word] = column.of(field)
        self.found: dict[int, list[Found]] = {}
        self.keen: list[int] = []
        """The positions at which any name may begin."""
        self.nations: set[str] = set()
        """The nationality adjectives of the field, as folded stems."""
        self.titles: list[int] = []
        """The positions of titles with article or pronoun, after which a name may stand."""
        texts, words = field.words, self.words
        sentences = iter(field.sentences)
        limit = 0
        for position in compress(range(len(hot)), hot):
            while position >= limit:
                limit = next(sentences).last
            word = words[position]
            if word.keen:
                if word.classes & Is.TITLE and word.definite:
                    self.titles.append(position)
                if word.starts:
                    here = matcher.at(texts, position, limit, word.starts)
                    if here:
                        self.found[position] = here
                    elif not word.any & OPENS:
                        continue
                self.keen.append(position)
            elif word.classes & Is.NATION:
                self.nations.add(word.stem)
            elif word.definite or word.folded.endswith(_OWNED) or word.folded in _CALLED:
                self.titles.append(position)

    def sure_at(self, position: int) -> Found | None:
        """Return the longest listed name at `position` that needs no context, without clitics."""
        for found in self.found.get(position, ()):
            if not found.split.cut and any(alias.mode is Mode.FULL for alias in found.aliases):
                return found
        return None

    def previous(self, position: int, first: int) -> int:
        """Return the position of the nearest word before `position` that is no quotation mark, or -1."""
        position -= 1
        while position >= first and self.words[position].text in QUOTES:
            position -= 1
        return position if position >= first else -1

    def is_break(self, position: int) -> bool:
        """Tell whether the word at `position` is punctuation."""
        return bool(self.words[position].classes & Is.MARK)
