"""Titles and roles before a name: they are no part of it, but they help to find and to link it."""

import msgspec

from workers.entities.spans import QUOTES, View
from workers.entities.vocabulary import Is

_REACH = 12
"""How many words back a role may stand (وزير الشؤون الاجتماعية والعمل في الحكومة العراقية السابق …)."""


class Title(msgspec.Struct, frozen=True, gc=False):
    """What stands before a name: `stem` is the title word, `complement` the words between."""

    stem: str
    definite: bool
    direct: bool
    """True where only adjectives stand between title and name: the next word is the person."""
    complement: tuple[str, ...]
    nations: tuple[str, ...]
    """Nationality adjectives between, as folded stems."""

    @property
    def text(self) -> str:
        """The title for explanations."""
        return " ".join((self.stem, *self.complement))


_CALLED = Is.TITLE | Is.ROLE


def title_before(view: View, position: int, first: int) -> Title | None:
    """Return the title or role phrase that ends just before `position`, within its sentence."""
    words = view.words
    complement: list[str] = []
    nations: list[str] = []
    direct = True
    at = position - 1
    low = max(first, position - _REACH)
    while at >= low:
        word = words[at]
        if word.text in QUOTES or word.text in "()":
            at -= 1
            continue
        if word.classes & (Is.MARK | Is.NUMBER):
            return None
        if word.classes & Is.NATION and not (
            word.classes & Is.TITLE and not word.definite and at == position - 1
        ):
            nations.append(word.stem)
            complement.append(word.text)
            at -= 1
            continue
        title = None
        if word.any & _CALLED:
            title = next((r for r in word.readings if r.classes & _CALLED), None)
        if title is not None and not (word.classes & Is.BETWEEN and at > low and _role(view, at - 1)):
            head = title.classes & Is.ROLE or direct
            if head:
                # A construct head needs its complement before the name: «وزير الكهرباء», not «وزير محمد».
                complement.reverse()
                return Title(title.stem, title.definite, direct, tuple(complement), tuple(nations))
        if word.classes & (Is.REPORT | Is.FUNCTION) and not word.classes & Is.PREPOSITION:
            return None
        if not word.classes & Is.BETWEEN:
            direct = direct and word.definite and not word.readings[0].split.cut and len(complement) < 4
        complement.append(word.text)
        at -= 1
    return None


def _role(view: View, at: int) -> bool:
    """Tell whether the word at `at` is a title itself, so that the next is only its adjective."""
    word = view.words[at]
    return bool(word.any & (Is.TITLE | Is.ROLE) and word.definite)
