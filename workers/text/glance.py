"""What kinds of characters a text holds, told in one pass.

Nearly every step of cleaning looks for characters that plain newswire does not have. One look-up for each code
point, all of them joined, says which kinds are there: the steps that need another kind are not asked.
"""

import re

import numpy as np

ODD = 1
"""What some step may change or judge by, and none of the kinds below: tags, entities, presentation forms, letters of
other languages, whatever could be misread bytes."""
HIDDEN = 2
"""What no reader sees: `workers.text.characters` removes each, and nothing comes of it."""
SPACED = 64
"""Tatweel, which goes, and the spaces that become plain ones."""
MARK = 4
"""Vowel marks that may stand out of order; alone, the commonest (fathatan) cannot."""
LATIN = 8
"""Latin letters, and the other signs of which an encoded token has one at least, but for the dash."""
CODE = 16
"""Signs of which every piece of code has one at least, unless it holds Latin letters."""
ELLIPSIS = 32
BETWEEN = 128
"""Signs that may part a line: bars, bullets, dashes, strokes."""


def _table() -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    table = np.full(0x110000, ODD, np.uint8)
    letters = (*range(0x621, 0x63B), *range(0x641, 0x64B))
    for code in (*letters, *range(0x660, 0x66D), *map(ord, "\n\u064b«»،؛؟–—‘’“”"), *range(0x20, 0x7F)):
        table[code] = 0
    for codes, kind in (
        (map(ord, "&<["), ODD),
        (range(0x202A, 0x202F), HIDDEN),
        (range(0x2060, 0x2065), HIDDEN),
        (range(0x2066, 0x206A), HIDDEN),
        ((*range(0x09), *range(0x0E, 0x20), 0x0B, 0x0C, *range(0x7F, 0xA0)), HIDDEN),
        (map(ord, "\u00ad\u061c\ufeff\u200b\u200c\u200d\u200e\u200f"), HIDDEN),
        (map(ord, "\u0640\u00a0\t"), SPACED),
        ((*range(0x610, 0x61B), *range(0x64C, 0x653), 0x670), MARK),
        ((*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1), ord("=")), LATIN),
        (map(ord, "{;"), CODE),
        ((0x2026,), ELLIPSIS),
        (map(ord, "|/-–"), BETWEEN),
        (map(ord, "•●▪"), ODD | BETWEEN),
    ):
        table[list(codes)] = kind
    return table


_KINDS = _table()
_NOT_PLAIN = re.compile(
    f"[^{''.join(map(re.escape, map(chr, ((_KINDS & (ODD | HIDDEN | SPACED | MARK)) == 0).nonzero()[0].tolist())))}]"
)


def kinds_of(text: str) -> int:
    """Return the kinds of characters in `text`, joined by `|`."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return int(np.bitwise_or.reduce(_KINDS.take(codes)))


def is_plain(text: str) -> bool:
    """Tell whether cleaning changes no character of a short text, but for runs of spaces."""
    return _NOT_PLAIN.search(text) is None
