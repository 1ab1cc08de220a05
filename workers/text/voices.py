"""Whose voice a word gives away beside the newspaper's: a seller's, a reader's in spoken Arabic, a dial's.

Words alone say little («سعر», «بس»): they are cues that `workers.text.furniture` weighs.
"""

from functools import lru_cache
from typing import Any

from workers.text.data import load_yaml
from workers.text.phrases import skeleton

_DATA: dict[str, Any] = load_yaml("voices.yaml")

OFFER, SPOKEN, READING = "odr"


def listed(name: str) -> frozenset[str]:
    """Return a list of voices.yaml, folded and without articles."""
    return frozenset(bare(word) for word in skeleton(_DATA[name]).split())


def bare(word: str) -> str:
    """Return a folded word without its article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


_VOICES = {
    **dict.fromkeys(listed("readings"), READING),
    **dict.fromkeys(listed("offers"), OFFER),
    **dict.fromkeys(listed("spoken"), SPOKEN),
}


@lru_cache(maxsize=50_000)
def voice_of(word: str) -> str:
    """Return the voice of a folded word, `OFFER`, `SPOKEN` or `READING`, or "" where it has none of its own."""
    found = _VOICES.get(word) or _VOICES.get(bare(word))
    if found is None and len(word) > 3 and word[0] in "وفب":
        found = _VOICES.get(bare(word[1:]))
    return found or ""
