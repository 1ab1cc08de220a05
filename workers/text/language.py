"""Tell Arabic from the other languages of its script, and from other scripts, on short texts too.

Every word votes by its letters and, if it is a function word, by itself; Arabic's article and its
hamzas and ta marbuta vote too. Dialects are Arabic. A mixed article that holds a paragraph of Arabic
is Arabic: its Arabic is to be tagged.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Any

from workers.text.data import load_yaml

UNDETERMINED = "und"
ARABIC = "ar"

_DATA: dict[str, Any] = load_yaml("languages.yaml")
_ARABIC_SCRIPT = ("ar", "fa", "ur", "ckb", "ps", "ug", "sd", "ms")
_TWINS = str.maketrans("یک", "يك")
_LETTERS = {
    letter: [language for language, letters in _DATA["letters"].items() if letter in letters]
    for letter in {letter for letters in _DATA["letters"].values() for letter in letters}
}
_OTHERS_LETTERS = tuple(letter for letter, languages in _LETTERS.items() if ARABIC not in languages)
_PER_ARTICLE = 80
"""Code points of a text to each word with a bare article, at most: Arabic news has one to thirty."""
_WORDS: dict[str, list[str]] = {}
for _language, _words in _DATA["words"].items():
    for _word in _words:
        _WORDS.setdefault(_word.translate(_TWINS), []).append(_language)
_STARTS = [int(start, 16) for start, _, _ in _DATA["scripts"]]
_ENDS = [int(end, 16) for _, end, _ in _DATA["scripts"]]
_SCRIPTS = [language for _, _, language in _DATA["scripts"]]
_ARTICLE = re.compile("[وفبك]?(?:ال|لل)[\u0621-\u064a]{3}")
_STRIP = ".,،؛;:«»\"“”'()[]!؟?…-–—*"
_FEW = 18
"""Fewest words that can be plainly Arabic at a glance."""
_SAMPLE = 100
"""Words looked at: a language shows in far fewer."""

_GLANCE = 70
_SLICE = 250
"""Code points looked at in each of three places of a long text; at a glance, where that tells, fewer."""

Votes = tuple[tuple[str, float], ...]


@lru_cache(maxsize=100_000)
def votes_of(word: str) -> Votes:
    """Return which script (`Arabic`, `Latin`, or a language of its own script) and languages a word speaks for."""
    word = word.strip(_STRIP).lower()
    letter = next((character for character in word if character.isalpha()), "")
    if not letter:
        return ()
    code = ord(letter)
    if not (0x0600 <= code <= 0x06FF or 0x0750 <= code <= 0x077F or 0x08A0 <= code <= 0x08FF):
        if code < 0x250:
            return (("Latin", 1.0), *((language, 1.0) for language in _WORDS.get(word, ())))
        place = bisect_right(_STARTS, code) - 1
        if place >= 0 and code <= _ENDS[place]:
            # Han has no spaces: a run of it counts as many words as it has.
            return ((_SCRIPTS[place], max(1.0, len(word) / 3 if code >= 0x3040 else 1.0)),)
        return ((UNDETERMINED, 1.0),)
    votes: dict[str, float] = {"Arabic": 1.0}
    for character in set(word):
        for language in _LETTERS.get(character, ()):
            votes[language] = max(votes.get(language, 0.0), 0.35 if language == "fa" else 1.0)
    for language in _WORDS.get(word.translate(_TWINS), ()):
        votes[language] = votes.get(language, 0.0) + 1.0
    foreign = any(language in votes for language in _ARABIC_SCRIPT[1:])
    if _ARTICLE.match(word.translate(_TWINS)):
        votes[ARABIC] = votes.get(ARABIC, 0.0) + (0.5 if foreign else 1.0)
    elif not foreign and any(character in word for character in "أإآةؤ"):
        votes[ARABIC] = votes.get(ARABIC, 0.0) + 0.7
    return tuple(votes.items())


def _tally(words: list[str]) -> dict[str, float]:
    votes: dict[str, float] = {}
    for word in words:
        for language, weight in votes_of(word):
            votes[language] = votes.get(language, 0.0) + weight
    return votes


def _best(votes: dict[str, float], among: tuple[str, ...]) -> str:
    # The first of `among` wins a tie: Arabic.
    return max(among, key=lambda language: votes.get(language, 0.0))


@lru_cache(maxsize=100_000)
def _plain(word: str) -> float:
    """Return what a word says for Arabic and against every other language; of another script, very much."""
    votes = votes_of(word)
    if votes and votes[0][0] != "Arabic":
        return -1_000.0
    known = dict(votes)
    return known.get(ARABIC, 0.0) - 4 * sum(known.get(language, 0.0) for language in _ARABIC_SCRIPT[1:])


def _samples(text: str, size: int) -> list[str]:
    """Return the whole words of three places of a text: the first may be a quotation in another language."""
    middle = len(text) // 2
    return [
        word
        for piece in (text[:size], text[middle : middle + size], text[-size:])
        for word in piece.split()[1:-1]
    ]


def _plainly_arabic(words: list[str]) -> bool:
    return len(words) >= _FEW and sum(map(_plain, words)) >= 0.35 * len(words)


def _surely_arabic(text: str, plain: bool) -> bool:
    """Tell Arabic at a glance: articles in plenty, and no letter that another language of its script needs."""
    if len(text) < _SLICE or text.count(" ال") * _PER_ARTICLE < len(text):
        return False
    return plain or not any(map(text.__contains__, _OTHERS_LETTERS))


def identify(text: str, title: str = "", hint: str | None = None, plain: bool = False) -> str:
    """Return the ISO 639 code of the language of `text`; `und` where nothing tells.

    `title` helps out where the text has few words; `hint`, what the scraper believed, only where no
    word votes. `plain` says that the caller knows `text` to hold no odd character (`workers.text.glance`).
    """
    if _surely_arabic(text, plain):
        return ARABIC
    if len(text) > 3 * _SLICE:
        if _plainly_arabic(_samples(text, _GLANCE)):
            return ARABIC
        words = _samples(text, _SLICE) or text.split()
    else:
        words = text.split()
    if len(words) < 12:
        words += title.split()
    if _plainly_arabic(words):
        return ARABIC
    if len(words) > _SAMPLE:
        words = words[:: -(-len(words) // _SAMPLE)]
    votes = _tally(words)
    arabic = votes.get("Arabic", 0.0)
    others = {name: count for name, count in votes.items() if name not in _ARABIC_SCRIPT and name != "Arabic"}
    scripts = {name: count for name, count in others.items() if name == "Latin" or name in _SCRIPTS}
    total = arabic + sum(scripts.values()) + others.get(UNDETERMINED, 0.0)
    if not total:
        return UNDETERMINED
    if arabic >= 0.3 * total:
        best = _best(votes, _ARABIC_SCRIPT)
        if not votes.get(best):
            # No word tells: letters that Arabic has and a scraper that says otherwise, or nothing else.
            known = (hint or "")[:3].split("-")[0].lower()
            return known if known in _ARABIC_SCRIPT else ARABIC
        if best == ARABIC or not _has_arabic_paragraph(text):
            return best
        return ARABIC
    if arabic and _has_arabic_paragraph(text):
        return ARABIC
    script = max(scripts, key=lambda name: scripts[name], default=UNDETERMINED)
    if script != "Latin":
        return script
    latin = tuple(name for name in _DATA["words"] if name not in _ARABIC_SCRIPT)
    best = _best(votes, latin)
    return best if votes.get(best, 0.0) >= 1 else UNDETERMINED


def _has_arabic_paragraph(text: str) -> bool:
    """Tell whether a paragraph of at least eight words is clearly Arabic."""
    for paragraph in text.split("\n"):
        words = paragraph.split()
        if len(words) < 8:
            continue
        votes = _tally(words[:60])
        foreign = max(votes.get(language, 0.0) for language in _ARABIC_SCRIPT[1:])
        size = min(len(words), 60)
        if votes.get("Arabic", 0.0) >= 0.7 * size and votes.get(ARABIC, 0.0) >= max(3.0, 2 * foreign):
            return True
    return False
