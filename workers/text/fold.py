"""The view for matching: spelling variants that readers take as the same word, made equal.

The reader's text is never changed; a folded word is only ever looked up. Folding follows
camel-tools' `dediac_ar` and `normalize_alef_ar`, `normalize_alef_maksura_ar`,
`normalize_teh_marbuta_ar`, and maps Persian and Urdu letter forms to their Arabic twins.
"""

import re
from functools import lru_cache

_DIACRITICS = re.compile("[\u064b-\u0652\u0670\u0640]")
_FOLD = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ی": "ي",
        "ک": "ك",
        "ھ": "ه",
        "ہ": "ه",
        "ۀ": "ه",
    }
)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return `word` without diacritics and tatweel, with alef, ya and ta marbuta forms made one."""
    return _DIACRITICS.sub("", word).translate(_FOLD)


def unfold_offset(word: str, folded: int) -> int:
    """Return how many code points of `word` stand before folded letter number `folded`.

    A vowel mark belongs to the letter before it: in «وَلِبوتين» two folded letters are four code points.
    """
    if len(fold(word)) == len(word):
        return folded
    seen = 0
    for position, letter in enumerate(word):
        if _DIACRITICS.match(letter):
            continue
        if seen == folded:
            return position
        seen += 1
    return len(word)
