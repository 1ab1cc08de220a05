"""Number every word form once, and keep what each stage knows of it in a column by that number.

Looking a word up in a large dictionary costs most where memory is slow: the table, the key and the value lie
apart. Entities, events, dates, subjects and watched words all ask of every word of an article; so the words are numbered
by one look-up, and each of them reads its own column, which is a plain list.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import Any, Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from workers.text.document import FieldText
from workers.text.fold import fold_all

CAPACITY: Final = 300_000
"""How many distinct word forms are remembered before numbering starts anew."""

_T = TypeVar("_T")
_Numbered = tuple[FieldText, list[int], NDArray[np.intp]]
"""A field, held so that its identity stays its own, and the numbers of its words twice."""
_UNKNOWN, _ROOM = 255, 1024
_REMEMBERED = 64
"""How many fields are remembered that came by themselves: more than an article has, and a group leaves behind."""


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
        """The first number that came up in the fields numbered last."""
        self._fields: dict[int, _Numbered] = {}
        self._began = 0

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.words)
        self.words.append(word)
        return number

    def of(self, field: FieldText) -> list[int]:
        """Return the numbers of the words of `field`; those of the articles in hand are remembered."""
        return (self._fields.get(id(field)) or self._numbered(field))[1]

    def array(self, field: FieldText) -> NDArray[np.intp]:
        """Return the same numbers as an array."""
        return (self._fields.get(id(field)) or self._numbered(field))[2]

    def number(self, fields: Sequence[FieldText]) -> NDArray[np.intp]:
        """Number the words of all these fields at once, and return the numbers, one field after the other.

        What is asked of a word's first sight is then asked of all new words of a group of articles together, which
        costs half as much as between other work: the tables that are asked stay in the processor's cache.
        """
        known = list(map(self._fields.get, map(id, fields)))
        if None not in known and known:
            return np.concatenate([one[2] for one in known if one is not None])
        if len(self.words) > self._capacity:
            self.start_anew()
        self.fresh = self._began = len(self.words)
        numbers = list(map(self.__getitem__, chain.from_iterable([field.words for field in fields])))
        array = np.array(numbers, np.intp)
        fold_all(self.words[self.fresh :])
        self._fields.clear()
        first = 0
        for field in fields:
            last = first + len(field.words)
            self._fields[id(field)] = field, numbers[first:last], array[first:last]
            first = last
        return array

    def _numbered(self, field: FieldText) -> "_Numbered":
        """Number and remember a field that comes by itself."""
        if len(self.words) > self._capacity:
            self.start_anew()
        self.fresh, self._began = self._began, len(self.words)
        numbers = list(map(self.__getitem__, field.words))
        if len(self._fields) >= _REMEMBERED:
            del self._fields[next(iter(self._fields))]
        found = self._fields[id(field)] = field, numbers, np.array(numbers, np.intp)
        return found

    def start_anew(self) -> None:
        """Forget all words."""
        self.clear()
        self.words.clear()
        self._fields.clear()
        self.fresh = self._began = 0
        self.age += 1


NUMBERS: Final = WordNumbers()
"""The numbers that all stages of this process share."""


def _each(look_into: Callable[[str], _T], words: list[str]) -> list[_T]:
    return list(map(look_into, words))


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
        look_into_all: Callable[[list[str]], list[_T]] | None = None,
    ) -> None:
        """`mark` makes a value's byte, which is less than 255; `look_into_all` does what `look_into` does of each
        word, where it costs less of all together.
        """
        self._look_into = look_into
        self._look_into_all = look_into_all or partial(_each, look_into)
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

    def of(self, field: FieldText) -> list[_T]:
        """Return what is known of each word of `field`, whose marks were just asked for."""
        return list(map(self.values.__getitem__, self._numbers.of(field)))

    def value(self, word: str) -> _T:
        """Return what is known of one word, looking into it where that is new."""
        number = self._numbers[word]
        self._make_room()
        value: _T | None = self.values[number]
        if value is None:
            self.values[number] = value = self._look_into(word)
            self._marks[number] = self._mark(value)
        return value

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
                values = self._look_into_all(words[known:])
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
