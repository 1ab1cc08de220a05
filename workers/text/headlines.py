"""Which lines could be another article's headline, and which repeat this article's title."""

import re

from workers.text.phrases import skeleton

MAX_HEADLINE_WORDS = 22
MAX_HEADLINE = 170
"""Longest headline under a «read also» label, in words and code points."""

_INNER_STOP = re.compile(r"[^.]\.\s+\S+\s+\S+\s+\S")


def is_headline(line: str) -> bool:
    """Tell whether a line could be another article's headline: short, one clause, no full stop."""
    return (
        len(line) <= MAX_HEADLINE
        and len(line.split()) <= MAX_HEADLINE_WORDS
        and line[-1] not in ".،,:؛"
        and not _INNER_STOP.search(line)
    )


def is_title(line: str, title: str) -> bool:
    """Tell whether a line repeats the title, or the title is the line with the outlet's name after it."""
    if not title or abs(len(line) - len(title)) > 60:
        return False
    own, shape = skeleton(line), skeleton(title)
    if not own:
        return False
    if own == shape:
        return True
    longer, shorter = (shape, own) if len(shape) > len(own) else (own, shape)
    rest = longer[len(shorter) :]
    return (
        len(shorter.split()) >= 4
        and longer.startswith(shorter)
        and rest.startswith(" :")
        and len(rest.split()) <= 6
    )
