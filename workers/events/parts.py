"""The parts of a clause, and what the shape of a word tells of it."""

from functools import cache
from typing import Protocol

import msgspec
from msgspec.structs import replace

from workers.entities.mentions import LinkedMention
from workers.events.words import WordInfo
from workers.text.fold import fold

NUMERALS = frozenset(
    fold(word)
    for number in ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
    for word in (number, number + "ة", number + "ون", number + "ين", "و" + number + "ين", "و" + number + "ون")
) | {"مئه", "مائه", "مئتي", "مئتين", "الف", "الفي", "عشره", "احد", "اثني", "مليون"}


class Writer(Protocol):
    """What knows the text that a phrase was read from."""

    def written(self, first: int, last: int, owned: int) -> tuple[str, str]:
        """Return surface and label of the phrase at tokens `first:last` whose genitives end at `owned`."""


class Phrase(msgspec.Struct, eq=False):
    """A noun phrase: tokens `first:last`, its head token, and the mention it stands for, if any."""

    first: int
    last: int
    head: int
    kind: str
    """person, org, loc, a role kind, or `thing`."""
    core: str
    """The head noun without clitics, folded."""
    mention: LinkedMention | None = None
    definite: bool = False
    title: tuple[str, str] | None = None
    """Core of the title before a name and its nisba adjective («زعيم», «الكوري»); for later reference."""
    writer: Writer | None = None
    span: tuple[int, int, int] = (0, 0, 0)
    """What the writer is asked, since most phrases are never shown to anyone."""
    _written: tuple[str, str] | None = None

    @property
    def surface(self) -> str:
        """The phrase as the text has it, without proclitics."""
        return self._texts()[0]

    @property
    def label(self) -> str:
        """The name of a mention; else the head noun as the text has it."""
        return self._texts()[1]

    def _texts(self) -> tuple[str, str]:
        if self._written is None:
            if self.mention is not None:
                self._written = self.mention.surface, self.mention.label
            else:
                self._written = self.writer.written(*self.span) if self.writer is not None else ("", "")
        return self._written

    def called(self, surface: str, label: str | None = None, first: int | None = None) -> "Phrase":
        """Return the phrase under another surface, and another label where one is given."""
        texts = surface, self.label if label is None else label
        return replace(self, first=self.first if first is None else first, _written=texts)


class Argument(msgspec.Struct, eq=False):
    """A preposition (empty for none) with the conjoined phrases behind it."""

    preposition: str
    phrases: tuple[Phrase, ...]
    first: int
    last: int


PRONOUN = "+"
"""Marks the preposition of an argument that is a pronoun: «إليه»."""


@cache
def pronoun_preposition(folded: str) -> str:
    """Return the preposition before its pronoun, folded: «إليه» gives «الي»."""
    folded = folded[1:] if folded[0] in "وف" and folded[1:2] in "فعمالب" and len(folded) > 4 else folded
    return next(
        (p for p in ("علي", "الي", "عن", "من", "مع", "في", "بين", "لدي") if folded.startswith(p)), folded[:1]
    )


def is_counted_people(info: WordInfo) -> bool:
    """Tell people named by their origin, or by the plural that an owner follows: «28 أفغانيا», «مرافقو مريض»."""
    if info.definite or len(info.word) <= 5:
        return False
    owned = info.word[-1] == "و" and info.word[-2] not in "يلن" and not info.telling
    return owned or info.word.endswith(("يا", "يًا", "ياً", "يين", "يون"))


def is_nisba(word: str) -> bool:
    """Tell whether the word has the shape of a nisba adjective («الكوري»، «الأمريكية»)."""
    return len(word) > 3 and word.endswith(("ي", "ية", "يه", "يون", "يين", "يتين", "يان", "يّ", "يّة", "يا"))


_PEOPLE = ("person", "soldier", "crowd")


def may_own(head: WordInfo, info: WordInfo) -> bool:
    """Tell whether an indefinite head may be owned by the noun behind it («محامي كاظم»)."""
    if head.folded.endswith(("ون", "ين", "ان")) or (head.folded.endswith("ا") and len(head.folded) > 3):
        return False
    if head.role == "quantity":
        return True
    if info.role == "quantity":
        return False  # «احتجز قراصنة ستة بحارة»
    if head.role in _PEOPLE and info.role in _PEOPLE:
        return False  # «ثلاثة رجال فتاة»
    if head.role == "armed" and not info.definite and head.folded[-1] not in "هوي" and head.folded != "تنظيم":
        return False  # «مسلح مدرسة»
    if head.role == "armed" and info.role in _PEOPLE and info.folded.endswith(("ين", "ا")):
        return False  # «مسلح شرطيين»
    if info.folded.endswith("ا") or info.attached or not info.kinds.isdisjoint(("adjectives", "time_words")):
        return False
    return bool(head.role) and (bool(info.role) or head.role in ("government", "body", "court"))


def mismatches(head: str, adjective: str) -> bool:
    """Tell a singular masculine word that cannot describe the feminine noun before it."""
    if head.endswith("ات") and adjective.endswith(("ين", "ون")):
        return True  # «منعت السلطات الصحفيين»
    return head.endswith("ة") and not adjective.endswith(("ة", "ه", "ى", "ا", "اء", "ات", "ين", "ون"))
