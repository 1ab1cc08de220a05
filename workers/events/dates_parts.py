"""The words of one temporal expression, with what each contributes."""

from collections.abc import Sequence

import msgspec

from workers.events.dates_vocabulary import Word, read_word
from workers.text.fold import fold

_DIRECTION = {"L": -1, "C": 0, "N": 1}


class Parts(msgspec.Struct, frozen=True, gc=False):
    """The words of one expression with their symbols, e.g. `w`, `1`, `M`."""

    symbols: str
    values: tuple[Word, ...]

    @classmethod
    def of(cls, tokens: Sequence[str], symbols: str) -> "Parts":
        """Read `tokens`, whose symbols are known to be in the vocabulary."""
        return cls(symbols, tuple(_known(token) for token in tokens))

    @staticmethod
    def clitics(token: str) -> int:
        """Return how many folded letters of `token` are proclitics."""
        return _known(token).clitics

    @staticmethod
    def begins_anew(token: str) -> bool:
        """Tell whether `token` carries «و» or «ف» before a word of the vocabulary."""
        word = _known(token)
        return word.clitics > 0 and fold(token)[0] in "وف"

    def number(self, among: str) -> int | None:
        """Return the value of the first word whose symbol is in `among`."""
        for symbol, word in zip(self.symbols, self.values, strict=True):
            if symbol in among:
                return int(word.value)
        return None

    def numbers(self, among: str) -> list[int]:
        """Return the values of all words whose symbols are in `among`."""
        pairs = zip(self.symbols, self.values, strict=True)
        return [int(word.value) for symbol, word in pairs if symbol in among]

    def unit(self, among: str) -> str | None:
        """Return the unit that the first word whose symbol is in `among` names."""
        for symbol, word in zip(self.symbols, self.values, strict=True):
            if symbol in among:
                return {"d": "day", "c": "month", "a": "year"}.get(symbol) or str(word.value)
        return None

    @property
    def year(self) -> int | None:
        """The Gregorian year in digits, alone or glued to its month."""
        glued = self.number("V")
        return glued // 100 if glued is not None else self.number("4")

    @property
    def direction(self) -> int | None:
        """-1 for الماضي, 0 for الجاري, 1 for المقبل, None where nothing says."""
        for symbol in self.symbols:
            if symbol in _DIRECTION:
                return _DIRECTION[symbol]
        return None

    def cut(self, start: int, end: int) -> "Parts":
        """Return the words from `start` to `end`."""
        return Parts(self.symbols[start:end], self.values[start:end])


def _known(token: str) -> Word:
    word = read_word(token)
    if word is None:
        raise ValueError(f"{token}: not in the vocabulary of dates")
    return word
