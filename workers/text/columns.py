"""Number every word form once, and keep what each stage knows of it in a column by that number.

Looking a word up in a large dictionary costs most where memory is slow: the table, the key and the value lie
apart. Events, dates, subjects and watched words all ask of every word of an article; so the words are numbered
by one look-up, and each of them reads its own column, which is a plain list.
"""

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from workers.text.document import FieldText

CAPACITY: Final = 300_000
"""How many distinct word forms are remembered before numbering starts anew."""

_T = TypeVar("_T")
_UNKNOWN, _ROOM = 255, 1024


class WordNumbers(dict[str, int]):
    """Word form → its number. Not safe for threads: one pipeline per process."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        super().__init__()
        self.words: list[str] = []
        """The word forms in the order of their numbers."""
        self.age = 0
        """Grows when numbering starts anew: what was kept by number is void then."""
        self._capacity = capacity
        self.fresh = 0
        """The first number that came up in the fields remembered."""
        self._last: list[tuple[FieldText, list[int], NDArray[np.intp]]] = []
        self._began = 0

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number

    def of(self, field: FieldText) -> list[int]:
        """Return the numbers of the words of `field`; the fields of the article in hand are remembered."""
        return self._numbered(field)[1]

    def array(self, field: FieldText) -> NDArray[np.intp]:
        """Return the same numbers as an array."""
        return self._numbered(field)[2]

    def _numbered(self, field: FieldText) -> tuple[FieldText, list[int], NDArray[np.intp]]:
        for known in self._last:
            if known[0] is field:
                return known
        if len(self.words) > self._capacity:
            self.start_anew()
        self.fresh, self._began = self._began, len(self.words)
        numbers = list(map(self.__getitem__, field.words))
        self._last = [*self._last[-1:], (field, numbers, np.array(numbers, np.intp))]
        return self._last[-1]

    def start_anew(self) -> None:
        """Forget all words."""
        self.clear()
        self.words.clear()
        self._last.clear()
        self.fresh = self._began = 0
        self.age += 1


NUMBERS: Final = WordNumbers()
"""The numbers that all stages of this process share."""


class Column(Generic[_T]):
    """What one stage knows of the words, by number, with a byte of it for a quick look at a whole text.

    The bytes of all words are few enough to stay in the processor's cache; the values are not. Words are looked
    into once, those of a new text together.
    """

    def __init__(
        self,
        look_into: Callable[[str], _T],
        mark: Callable[[_T], int] = bool,
        numbers: WordNumbers = NUMBERS,
    ) -> None:
        """`mark` makes a value's byte, which is less than 255."""
        self._look_into = look_into
        self._mark = mark
        self._numbers = numbers
        self._age = numbers.age
        self._marks = np.full(_ROOM, _UNKNOWN, np.uint8)
        self.values: list[Any] = []
        """By number: what is known of the words of the field whose marks were asked for last, and of others."""

    def marks(self, field: FieldText) -> bytes:
        """Return the byte of each word of `field`, by default 1 where the word means something."""
        array = self._numbers.array(field)
        self._make_room()
        found = self._marks.take(array).tobytes()
        place = found.find(_UNKNOWN)
        if place < 0:
            return found
        numbers, values = self._numbers.of(field), self.values
        while place >= 0:
            number = numbers[place]
            if values[number] is None:  # it may stand twice in the text that brings it
                values[number] = value = self._look_into(field.words[place])
                self._marks[number] = self._mark(value)
            place = found.find(_UNKNOWN, place + 1)
        return self._marks.take(array).tobytes()

    def _make_room(self) -> None:
        """Have a place for each word that is numbered; look into those of the article in hand at once."""
        if self._age != self._numbers.age:
            self.values.clear()
            self._marks.fill(_UNKNOWN)
            self._age = self._numbers.age
        words, known = self._numbers.words, len(self.values)
        size = len(words)
        if size == known:
            return
        if size > len(self._marks):
            more = np.full(max(len(self._marks), size), _UNKNOWN, np.uint8)
            self._marks = np.concatenate((self._marks, more))
        if known >= self._numbers.fresh:
            try:
                values = list(map(self._look_into, words[known:]))
            except Exception:  # noqa: S110 - the text that holds the word will meet it again, and fail alone
                pass
            else:
                self.values.extend(values)
                self._marks[known:size] = list(map(self._mark, values))
                return
        self.values.extend([None] * (size - known))

    def known(self, word: str) -> _T | None:
        """Return what is known of a word, without looking into it."""
        number = self._numbers.get(word, -1)
        met = 0 <= number < len(self.values) and self._age == self._numbers.age
        return self.values[number] if met else None


class Lookup(Generic[_T]):
    """What one stage knows of the words it asked for, by number: for what is seldom asked and dear to find.

    What is found is true, as objects are.
    """

    def __init__(self, look_into: Callable[[str], _T], numbers: WordNumbers = NUMBERS) -> None:
        self._look_into = look_into
        self._numbers = numbers
        self._age = numbers.age
        self._known: list[_T | None] = []

    def all(self, numbers: list[int]) -> list[_T]:
        """Return what is known of the words with these numbers, as `WordNumbers` just gave them."""
        known, words = self._known, self._numbers.words
        if self._age != self._numbers.age:
            known.clear()
            self._age = self._numbers.age
        if len(known) < len(words):
            known.extend([None] * (len(words) - len(known)))
        found = list(map(known.__getitem__, numbers))
        if not all(found):
            for place, number in enumerate(numbers):
                if found[place] is None:
                    if known[number] is None:  # it may stand twice in the text that brings it
                        known[number] = self._look_into(words[number])
                    found[place] = known[number]
        return found  # type: ignore[return-value]  # none is None now
