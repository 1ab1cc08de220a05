"""Change the letters of many words at once: one look-up in a table (numpy) for all of them.

`str.translate` looks each letter of each word up in a dictionary; of some hundred words together a table does
it in a tenth of the time.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_HIGHEST = 0x10000
"""No letter that is changed or dropped stands so high, nor at the place before."""


class Letters:
    """What becomes of each letter: another one, or nothing."""

    def __init__(
        self, changes: Mapping[int, str | int | None], dropped: str = "", *, single: bool = False
    ) -> None:
        """Take a table as of `str.maketrans`; drop the letters of `dropped` too. `single` makes letters that
        stand doubled after that single.
        """
        self._table = np.arange(_HIGHEST, dtype=np.uint32)
        self._kept = np.ones(_HIGHEST, dtype=np.bool_)
        self._single = single
        for letter, new in changes.items():
            if new is None:
                self._kept[letter] = False
            else:
                self._table[letter] = ord(new) if isinstance(new, str) else new
        self._kept[[ord(letter) for letter in dropped]] = False

    def of(self, words: Sequence[str]) -> list[str]:
        """Return what each word becomes."""
        changed = self._changed("\n".join(words)).split("\n")
        if len(changed) == len(words):
            return changed
        return [self._changed(word) for word in words]  # a word that holds a newline, or no word at all

    def _changed(self, text: str) -> str:
        codes: NDArray[np.uint32] = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        new = self._table.take(codes, mode="clip")
        kept = self._kept.take(codes, mode="clip")
        if len(codes) and codes[codes.argmax()] >= _HIGHEST:
            np.copyto(new, codes, where=codes >= _HIGHEST)
        new = new.compress(kept)
        if self._single and len(new):
            new = new[np.concatenate(([True], (new[1:] != new[:-1]) | (new[1:] == ord("\n"))))]
        return new.tobytes().decode("utf-32-le", "surrogatepass")
