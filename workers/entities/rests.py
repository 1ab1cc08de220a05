"""Find the words of a field of which some reading leaves a wanted word: «ولصلاح» of صلاح.

Of each word form one number is kept that has a bit for each of its rests; a wanted word has one of these bits. So
one look at an array leaves few of a field's words to be asked.
"""

from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

from workers.entities.vocabulary import Vocabulary, Word
from workers.text.columns import NUMBERS
from workers.text.document import FieldText

_BITS = 63
_UNKNOWN = -1
"""Every bit: of a word that was not looked into when its number came up."""


class Rests:
    """The rests of all word forms, in short, by their numbers in `NUMBERS`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Look at the words that `vocabulary` has classified."""
        self._vocabulary = vocabulary
        self._signs: NDArray[np.int64] = np.zeros(1024, np.int64)
        self._known = 0
        self._age = NUMBERS.age

    def among(self, field: FieldText, words: Sequence[Word], wanted: Set[str]) -> list[int]:
        """Return the positions of the words of `field` that have one of `wanted` as a rest; `words` are classified."""
        numbers = NUMBERS.array(field)
        self._catch_up()
        apart = wanted.isdisjoint
        likely = (self._signs.take(numbers) & _sign(wanted)).nonzero()[0].tolist()
        return [at for at in likely if not apart(words[at].rests)]

    def _catch_up(self) -> None:
        """Make the signs of the words that were classified since the last time."""
        known = self._vocabulary.column.values
        size = len(known)
        if self._age != NUMBERS.age or size < self._known:
            self._known = 0
            self._age = NUMBERS.age
        if size == self._known:
            return
        if size > len(self._signs):
            self._signs = np.concatenate((self._signs, np.zeros(size, np.int64)))
        self._signs[self._known : size] = [
            _UNKNOWN if word is None else _sign(word.rests) for word in known[self._known :]
        ]
        self._known = size


def _sign(rests: Sequence[str] | Set[str]) -> int:
    sign = 0
    for rest in rests:
        sign |= 1 << hash(rest) % _BITS
    return sign
