"""The view for matching: spelling variants that readers take as the same word, made equal.

The reader's text is never changed; a folded word is only ever looked up. Folding is what camel-tools'
`dediac_ar`, `normalize_alef_ar`, `normalize_alef_maksura_ar` and `normalize_teh_marbuta_ar` do, and
beyond them it drops tatweel, Quranic and stray combining marks and invisible formatting characters,
and maps Persian and Urdu letter forms to their Arabic twins. Folding is idempotent. Every letter folds
to one letter or to none, which is what makes the map of offsets back exact.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workers.text.letters import Letters

# dediac_ar's marks (064B-0652, 0670); tatweel; honorific and Quranic marks; the hamza and madda that NFC
# could not compose; zero-width and bidirectional controls, soft hyphen, byte order mark.
_DROPPED = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
_FOLD = str.maketrans(
    {
        # alef, alef maqsura and ta marbuta, as camel-tools
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        # Persian and Urdu forms of Arabic letters
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ۓ": "ي",
        "ک": "ك",
        "ھ": "ه",
        "ہ": "ه",
        "ۂ": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ۃ": "ه",
        "ۋ": "و",
        # letters that Arabic lacks, by the letter Arabic writes for them
        "پ": "ب",
        "چ": "ج",
        "ژ": "ج",
        "ڤ": "ف",
        "ڥ": "ف",
        "گ": "ك",
        "ڭ": "ك",
    }
)
_PAIRS = tuple((chr(letter), plain) for letter, plain in _FOLD.items())


_TATWEEL = "\u0640"
"""The one letter, as Unicode counts letters, that folding drops."""
_KEPT = 200_000
"""How many words are remembered as they fold, before the memory is cleared."""


class _Folded(dict[str, str]):
    """Words as they fold."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        folded = _DROPPED.sub("", word).translate(_FOLD)
        # Half of all words fold to themselves: keep one string.
        self[word] = folded = word if folded == word else folded
        return folded


_FOLDED = _Folded()
_LETTERS = Letters(_FOLD, "".join(filter(_DROPPED.match, map(chr, range(0x10000)))))


def fold(word: str) -> str:
    """Return `word` without marks and tatweel, with alef, ya, ta marbuta and Persian forms made one.

    Remembers its answers: for words. Whole lines go to `fold_line`.
    """
    return _FOLDED[word]


def fold_all(words: Sequence[str]) -> None:
    """Fold many words at once, a tenth of the work, for those who will ask `fold` for each of them."""
    if len(_FOLDED) + len(words) > _KEPT:
        _FOLDED.clear()
    for word, folded in zip(words, _LETTERS.of(words), strict=True):
        _FOLDED[word] = word if folded == word else folded


def fold_line(line: str) -> str:
    """Fold a text of many words, without remembering it."""
    line = _DROPPED.sub("", line)
    # A search for each letter beats `translate` on long texts.
    for letter, plain in _PAIRS:
        if letter in line:
            line = line.replace(letter, plain)
    return line


def unfold_offset(word: str, folded: int) -> int:
    """Return how many code points of `word` stand before folded letter number `folded`.

    A vowel mark belongs to the letter before it: in «وَلِبوتين» two folded letters are four code points.
    Past the last letter the answer is `len(word)`, marks included.
    """
    if not folded and word[:1].isalpha() and word[0] != _TATWEEL:
        return 0  # nearly always: no mark stands at the front
    if len(fold(word)) == len(word):
        return min(folded, len(word))
    seen = 0
    for position, letter in enumerate(word):
        if _DROPPED.match(letter):
            continue
        if seen == folded:
            return position
        seen += 1
    return len(word)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A whole text folded, with the reader's offset of every folded letter."""

    text: str
    offsets: tuple[int, ...]
    """`offsets[i]` is where folded letter `i` stands in the reader's text; one more entry than
    letters: the last is the reader's length."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map folded code points `start:end` to the reader's, marks of the last letter included."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end]


def fold_text(text: str) -> FoldedText:
    """Fold a whole text; spaces and punctuation stay, so words and sentences are where they were."""
    offsets: list[int] = []
    last = 0
    for dropped in _DROPPED.finditer(text):
        offsets.extend(range(last, dropped.start()))
        last = dropped.end()
    offsets.extend(range(last, len(text) + 1))
    return FoldedText(_DROPPED.sub("", text).translate(_FOLD), tuple(offsets))
