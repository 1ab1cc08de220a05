"""Lines of editors' initials and end marks, which agencies set under a dispatch."""

import re

from workers.text.data import load_yaml
from workers.text.fold import fold

_DATA = load_yaml("bylines.yaml")
_ENDS = frozenset(fold(word) for word in _DATA["ends"])
NOT_INITIALS = frozenset(fold(word) for word in _DATA["not_initials"])
"""Short words that are everyday words, folded."""
_WRITING = frozenset(fold(word) for word in _DATA["writing"])
_LETTERS = re.compile(r"[^\W_]+")
MAX_INITIALS = 40
"""Longest line of editors' initials, in code points."""


def initials(line: str) -> str | None:
    """Name a line of editors' initials («م ص ع / ط م ا», «==ر.ا.») or of an end mark with or without them."""
    words = _LETTERS.findall(fold(line))
    bare = [word for word in words if word not in _ENDS]
    ended = len(words) - len(bare) == 1 and (words[0] in _ENDS or words[-1] in _ENDS)
    if not all(
        len(word) <= 3 and "\u0621" <= word[0] <= "\u064a" and word not in NOT_INITIALS for word in bare
    ):
        return None
    if ended:
        return "wire-end"
    single = sum(len(word) == 1 for word in bare)
    marked = any(mark in line for mark in "./=")
    if single * 2 >= len(bare) > 0 and (marked or (single == len(bare) and single >= 2)):
        return "byline"
    return None


def edited(line: str) -> bool:
    """Tell whether a line says by initials who wrote or edited: «تحرير المحليات: س. ع.»."""
    desk, _, who = line.partition(":")
    words = fold(desk).split()
    return 1 <= len(words) <= 3 and words[0] in _WRITING and bool(who.strip()) and bool(initials(who))
