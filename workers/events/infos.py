"""What the words may be, by number, analysed when a sentence first asks for them."""

from collections.abc import Callable

from workers.events.words import WordInfo
from workers.text.columns import NUMBERS, Column, Lookup


class Infos(Lookup[WordInfo]):
    """What the words may be, by number."""

    def __init__(
        self, analyse: Callable[[str], WordInfo], look_at: Callable[[str, int], WordInfo], flags: Column[int]
    ):
        super().__init__(analyse)
        self._look_at, self._flags = look_at, flags

    def one(self, number: int) -> WordInfo:
        """Return what is known of the word with this number, as `WordNumbers` just gave it."""
        known = self._known
        if number < len(known) and self._age == NUMBERS.age and (info := known[number]) is not None:
            return info
        return super().all([number])[0]

    def all(self, numbers: list[int]) -> list[WordInfo]:
        """Return what is known of the words with these numbers, which are of a field whose marks were asked for."""
        known = self._known
        if self._age != NUMBERS.age or len(known) < len(NUMBERS.words):
            super().all([])  # makes room
        found = list(map(known.__getitem__, numbers))
        if not all(found):
            words, flags = NUMBERS.words, self._flags.values
            for place, number in enumerate(numbers):
                if found[place] is None:
                    if (info := known[number]) is None:  # it may stand twice in the text that brings it
                        info = known[number] = self._look_at(words[number], flags[number])
                    found[place] = info
        return found  # type: ignore[return-value]  # none is None now

    def keep(self, number: int, info: WordInfo) -> None:
        """Remember what the word with this number was found to be."""
        super().all([])  # makes room
        self._known[number] = info
