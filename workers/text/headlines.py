"""Which lines could be another article's headline, and which repeat this article's title."""

import re
from collections.abc import Sequence

from workers.text.document import Line
from workers.text.phrases import skeleton

MAX_LEAD = 30
"""Longest label, in code points, that is told by its words and the headline under it."""
MAX_HEADLINE_WORDS = 22
MAX_HEADLINE = 170
"""Longest headline under a «read also» label, in words and code points."""

_INNER_STOP = re.compile(r"[^.\d]\.\s+\S+\s+\S+\s+\S")


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


MIN_PARAGRAPH = 70
"""Longer lines, in code points, are mostly paragraphs where it is asked how those end."""
_STOPS = '.؟?!»"”)…'
_ARABIC = re.compile('(?:[-–•*▪►»›←] ?)?[«"“]?[\u0621-\u064a\\d]')
_READ_ON = re.compile("[\u0621-\u064a]{3}|more", re.I)
_ITEMS = re.compile(r"\s*[،,|•·/\\]\s*|\s[-–—]\s")
MAX_ITEM_WORDS = 5


def of_sentences(texts: Sequence[str]) -> bool:
    """Tell whether nearly all paragraphs among `texts` end as sentences, so that a line that does not is none.

    The last one may be cut short.
    """
    ends = [text[-1] in _STOPS for text in texts if len(text) > MIN_PARAGRAPH]
    if len(ends) > 2 and not ends[-1]:
        ends.pop()
    return len(ends) >= 2 and sum(ends) >= 0.8 * len(ends)


def is_paragraph(text: str) -> bool:
    """Tell whether a line is a paragraph, if a short one, that ends as a sentence."""
    return len(text) > 45 and text[-1] in _STOPS


def hangs_under(text: str, least: int = 5) -> bool:
    """Tell whether a line of at least `least` words without a stop could be a headline that hangs under a label."""
    return (
        text[-1] not in _STOPS
        and text[-1] not in ":؛،,"
        and _ARABIC.match(text) is not None
        and len(text) <= MAX_HEADLINE
        and text.count(" ") >= least - 1
        and is_headline(text)
    )


def is_teased(text: str, shorter: str) -> bool:
    """Tell whether a line is another article's headline and a call to read on: «فلان يزور بلدا... اقرأ المزيد»."""
    return (
        hangs_under(shorter, 3)
        and shorter[0] != "و"
        and text.startswith(shorter)
        and _READ_ON.search(text, len(shorter)) is not None
    )


def listed_under(text: str) -> bool:
    """Tell whether a line is an item or a list of short items, as stand under a heading of tags."""
    if len(text) > 250 or text[-1] in ".؟?!:؛":
        return False
    items = [item for item in _ITEMS.split(text) if item.strip()]
    return bool(items) and all(len(item.split()) <= MAX_ITEM_WORDS for item in items)


def ends_above(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Tell whether an article stands in the lines `above` and hardly any of it in those `below`."""
    if not any(len(line.text.split()) >= 8 for line in above):
        return False
    rest = sum(len(line.text) for line in below if len(line.text.split()) >= 12 and line.text.endswith("."))
    return rest <= 0.25 * sum(len(line.text) for line in above)


def goes_on(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Tell whether an article's sentences stand right above and somewhere below: nothing is cut short between."""
    return bool(above) and is_paragraph(above[-1].text) and any(is_paragraph(line.text) for line in below)
