"""Labels before a headline: «بودكاست: …», «ملف خاص | …», «بالفيديو.. …», «← …».

Sites set links to other articles between the paragraphs of one, each under the name of its kind. Every site has
other names, but all are made of one vocabulary (`genres` and `with_genres` of data/voices.yaml).
"""

import re

from workers.text.phrases import skeleton
from workers.text.voices import bare, listed

MAX_LABEL = 45
"""Longest label, in code points."""
MAX_LABELLED = 190
"""Longest line with its label."""
_SEPARATOR = re.compile(r"\s*(?:[:|│»›►▼▲◄←→⇐⇒>]|\.{2,}|…|\s[-–—ـ]+\s|(?<=\w)[-–—]\s)[\s:|│»›►▼▲◄←→⇐⇒>.]*")
_BRACKETED = re.compile(r"[(\[{]([^()\[\]{}]{2,40})[)\]}]\s*[:|.\-–—]*\s*(?=\S)")
_ARROW = re.compile(r"\s*[←→⇐⇒»›►▶▸➤➡☚☜⬅]+️?\s*(?=\S)")
_QUOTED = re.compile(r"[«\"“][^»\"”]{1,30}[»\"”]")
_GENRES = listed("genres")
_WITH = listed("with_genres") | _GENRES
_STOPS = ".؛،:"
_LEAST_WORDS = 3


def _parted(line: str) -> tuple[str, str] | None:
    """Part a line into its label and what follows it."""
    found = _BRACKETED.match(line)
    if found is not None:
        return found[1], line[found.end() :]
    # «»» after a name in quotation marks closes it; elsewhere it is an arrow.
    plain = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), line[: MAX_LABEL + 8]) if "«" in line else line
    found = _SEPARATOR.search(plain, 2, MAX_LABEL + 8)
    return (line[: found.start()], line[found.end() :]) if found is not None else None


def label_of(line: str) -> str:
    """Return what stands before the first colon, bar, dash or dots of a line, or "" where nothing does. Pure."""
    parted = _parted(line)
    return parted[0] if parted is not None and len(parted[0].split()) <= 6 and parted[1] else ""


def _is_genre(label: str) -> bool:
    """Tell whether a label is made of the words for kinds of contributions, and says one; names may be quoted."""
    words = [bare(word) for word in skeleton(_QUOTED.sub(" ", label)).replace(" :", "").split()]
    if not 0 < len(words) <= 6:
        return False
    words = [
        word[1:] if word not in _WITH and word[0] in "وب" and bare(word[1:]) in _WITH else word
        for word in words
    ]
    words = [bare(word) for word in words]
    return all(word in _WITH or word.isdecimal() for word in words) and not _GENRES.isdisjoint(words)


def labelled_headline(line: str) -> bool:
    """Tell whether a line is another article's headline under its label. Pure.

    Ask only in an article whose paragraphs end as sentences: there a line without a stop is none of them.
    """
    if len(line) > MAX_LABELLED or line[-1] in _STOPS:
        return False
    if (arrow := _ARROW.match(line)) is not None:
        rest = line[arrow.end() :]
        return len(rest.split()) >= _LEAST_WORDS and ". " not in rest
    parted = _parted(line)
    if parted is None or len(parted[0]) > MAX_LABEL or ". " in parted[1]:
        return False
    return len(parted[1].split()) >= 2 and _is_genre(parted[0])
