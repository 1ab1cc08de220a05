"""How much a short line reads as a page's furniture: weighted cues, learned from interfaces and from articles.

No list knows how the next site words its prompts, but all draw on one vocabulary, speak to the reader and
lack what news is told with. Each cue (a word, two words, an opening word, a shape) has a weight in
data/furniture.tsv, positive for the page, negative for the article; a line's score is their sum.
`workers/text/furniture_training.py` made the weights.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise

from workers.text.data import load_lines
from workers.text.interface import class_of
from workers.text.labels import label_of
from workers.text.phrases import skeleton
from workers.text.voices import OFFER, SPOKEN, voice_of

MAX_FURNITURE = 200
"""Longest line, in code points, that is scored."""
_PAGE_KINDS = frozenset(("a", "s", "t", "p", OFFER, SPOKEN))
_TOLD_KINDS = _PAGE_KINDS.union(("ك", "كم", "نا"))
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")


def _load() -> dict[str, float]:
    weights: dict[str, float] = {}
    for line in load_lines("furniture.tsv"):
        cue, _, weight = line.rpartition("\t")
        weights[cue] = float(weight)
    return weights


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a folded word without its article and a conjunction before it; any number is `0`."""
    if word.isdecimal():
        return "0"
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    if word[0] in "وف" and len(word) > 4:
        return word[1:]
    return word


_SUFFIX = re.compile(
    "(?<=...)(?:اتها|اتنا|اتكم|اته|اتك|تها|تنا|تكم|ات|ين|ون|ها|نا|كم|هم|وا|ته|تك|ه|ك|ي|ا)\\Z"
)
_PREFIX = re.compile("(?:است|سي|ست|لل|لت|لي|[يتنمالب])(?=...)")
_WEAK = re.compile("[اويىئءؤ]")


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """Return roughly the consonants that a folded word shares with its kin: `علق` of «تعليقاتكم»."""
    bare = _SUFFIX.sub("", stem(word))
    return _WEAK.sub("", _PREFIX.sub("", bare))


@lru_cache(maxsize=50_000)
def _kind(word: str) -> str:
    """Name what a word's form says: the page's own vocabulary, its reader addressed, its owner speaking."""
    if (kind := class_of(word)) and not word.isdecimal():
        return kind
    if voice := voice_of(word):
        return voice
    if len(word) > 4 and word.endswith(("كم", "نا")):
        return word[-2:]
    if len(word) > 4 and word[-1] == "ك":
        return "ك"
    return "u"


@lru_cache(maxsize=256)
def _words(line: str) -> tuple[int, bool, bool]:
    """Count a line's words; tell whether one is the page's, and whether one is or speaks to its reader.

    Verses speak to someone too: inside an article that alone says nothing.
    """
    words = skeleton(line).replace(" :", "").replace(" .", "").split()
    kinds = {_kind(word) for word in words}
    return len(words), not _PAGE_KINDS.isdisjoint(kinds), not _TOLD_KINDS.isdisjoint(kinds)


def cues_of(line: str) -> list[str]:
    """Return the cues of a line; each names what it is: `=word`, `^first word`, `√kin`, `a+b`, `~shape`. Pure."""
    shape = skeleton(line)
    words = shape.replace(" :", "").replace(" .", "").split()
    if not words:
        return []
    stems = [stem(word) for word in words]
    count = len(words)
    cues = [f"={each}" for each in dict.fromkeys(stems)]
    cues += [f"{one}+{two}" for one, two in pairwise(stems)]
    cues += [f"√{each}" for each in dict.fromkeys(map(root, words)) if len(each) > 1]
    cues.append(f"^{words[0]}")
    cues.append(f"${stems[-1]}")
    kinds = [_kind(word) for word in words]
    cues += [f"~kind {kind}" for kind in dict.fromkeys(kinds)]
    voices = [voice for word in words if (voice := voice_of(word))]
    cues += [f"~voice {voice} {min(voices.count(voice), 3)}" for voice in dict.fromkeys(voices)]
    if label := label_of(line):
        cues += [f":{stem(word)}" for word in skeleton(label).split()]
    unknown = kinds.count("u")
    cues.append(f"~unknown {unknown if unknown < 6 else '6+'}")
    cues.append(f"~interface {(count - unknown) * 4 // count}/4")
    cues.append(f"~words {count if count < 6 else '6-8' if count < 9 else '9-12' if count < 13 else '13+'}")
    cues.append(f"~ends {line[-1]}" if line[-1] in ".:؟?!…»)" else "~ends")
    if words[0][-2:] == "وا" and len(words[0]) > 4:
        cues.append("~opens with وا")
    if "«" in line or '"' in line or "“" in line:
        cues.append("~quotes")
    if " . " in f"{shape} ":
        cues.append("~sentences")
    if " : " in f"{shape} ":
        cues.append("~colon")
    if any(word.isascii() and word.isalpha() for word in words):
        cues.append("~latin")
    if "0" in stems:
        cues.append("~number")
    return cues


_WEIGHTS = _load()
_LISTED = re.compile(
    r"(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|أخيرا)[\u064b-\u0652]*\s?[:،-]|[\d٠-٩]{1,3}\s?[-.)–:]|[*•●▪■–-]|[(\[][\d٠-٩]"
)
_RESULT = re.compile(r"[^:\d]{2,40}:\s?\d[\d.,٫٬]*(?:\s[^\W\d_]+){1,3}")
"""A result or a price: «الطماطم: 12 جنيها»; a counter of the page's has no unit («المشاهدات: 87»)."""
_PRAYER = re.compile("(?:و?(?:نسأل|أسأل|ندعو|أدعو) (?:الله|المولى)|اللهم |رحم(?:ه|ها|هم)? الله)")
"""How columns and letters end in Arabic papers."""
_DIGIT = re.compile(r"\d")
_AND = re.compile("و(?!صل|سم|ظف|ضع|قت|سائل|كال)")


class Place(IntEnum):
    """Where a line stands: the surer that it could be the page's, the less its words must say."""

    INSIDE = 0
    BARE = 1
    """Inside an article whose paragraphs end as sentences, itself with no stop."""
    EDGE = 2
    """First or last of what is left."""
    BESIDE = 3
    """Beside a line that a rule removed as the page's."""
    BETWEEN = 4
    """Between two such lines."""
    HANGING = 5
    """Under an article whose paragraphs end as sentences, itself with no stop: hardly its last words."""
    HANGING_BESIDE = 6
    """Hanging, and beside a line that went."""
    ABOVE = 7
    """Above an article whose paragraphs end as sentences, itself with no stop."""
    ABOVE_BESIDE = 8
    """Above, and beside a line that went."""
    LEADING = 9
    """Over a headline, between the paragraphs of an article of sentences."""


_LIMITS = {
    # one word, two words, more; None: never
    Place.INSIDE: (None, 3.9, 2.3),
    Place.BARE: (None, 2.4, 1.6),
    Place.EDGE: (None, 2.0, 1.2),
    Place.BESIDE: (3.0, 1.2, 0.3),
    Place.BETWEEN: (2.0, 0.0, -1.0),
    Place.HANGING: (0.0, -0.5, -0.5),
    Place.HANGING_BESIDE: (-3.0, -3.0, -3.0),
    Place.ABOVE: (3.0, 2.0, 1.2),
    Place.ABOVE_BESIDE: (0.0, -1.5, -2.0),
    Place.LEADING: (1.5, 0.8, 0.5),
}
_PARAGRAPH = 60
"""Longer lines, in code points, are an article's paragraphs where it is asked how those end."""
STOPS = '.؟?!»"'
"""What a sentence ends with."""
MAX_HANGING_LINES = 4
"""So many short lines under the last paragraph are a list."""
MAX_HANGING = 12
"""Most words of a hanging line."""
MAX_SENTENCE = 90
"""Longest line that ends in a full stop, or cries out, and is scored."""
_WITH_COLON = 2.0
"""How much more a line with a colon must score between sentences: articles have subheadings («رأي الخبراء: …»)."""
_LONG_CRY = 60
"""Longer lines that cry out or ask, in code points, are an article's rather than a call of the page's."""
_ENDS_AS_SENTENCE = 4.0
"""How much more a line that ends in a full stop must score."""


_LONG_SENTENCE = 70
"""Longer lines, in code points, that end in a stop are asked how they read even where a phrase rule names them."""
_OWN = -1.5
"""A sentence of a lower score is an article's: those of pages that the rules name score above -0.2 (gold sets)."""


@lru_cache(maxsize=256)  # a line is asked about at each of its places
def score(line: str) -> float:
    """Return the line's score: above 0 it is rather the page's (a log-odds). Pure."""
    return _WEIGHTS["~bias"] + sum([_WEIGHTS.get(cue, 0.0) for cue in cues_of(line)])


def is_furniture(line: str, place: Place) -> bool:
    """Tell whether a whole line reads as the page's at its place. Items of lists and fragments never do. Pure."""
    length = len(line)
    if line[-1] in ".!" and (length > MAX_SENTENCE or (line[-1] == "." and place >= Place.HANGING)):
        return False
    if line[-1] == ":" and " " in line and place is not Place.EDGE:
        return False  # it introduces what follows it
    if _PRAYER.match(line):
        return False
    if length > MAX_FURNITURE or length < 4 or line.endswith(("..", "…", "،", "؛")) or _LISTED.match(line):
        return False
    if _AND.match(line) and (length > 40 or (place >= Place.HANGING and " " in line)):
        return False
    count, of_page, told = _words(line)
    if place >= Place.HANGING:
        if not 0 < count <= MAX_HANGING or line[-1] in '.؟?!»")':
            return False
    elif not (of_page if place <= Place.BARE else told):
        return False
    limit = _LIMITS[place][min(count, 3) - 1]
    if limit is None or (
        place is Place.LEADING
        and (line[0] < "\u0600" or line[-1] in STOPS or ":" in line[:-1] or _DIGIT.search(line))
    ):
        return False
    if line[-1] == "." or (line[-1] in "!؟?" and length > _LONG_CRY):
        limit += _ENDS_AS_SENTENCE
    elif line[-1] == ":" and length > _LONG_CRY:
        return False
    elif (place is Place.BARE and ":" in line) or (
        place in (Place.BESIDE, Place.BETWEEN) and _RESULT.fullmatch(line)
    ):
        limit += _WITH_COLON
    return score(line) > limit


def is_own_sentence(line: str) -> bool:
    """Tell whether a line is long, ends as a sentence and reads as an article's, whatever phrase begins it. Pure."""
    return len(line) > _LONG_SENTENCE and line[-1] in ".؟!" and score(line) < _OWN


def spoken_words(line: str) -> int:
    """Count the words of spoken Arabic in a line."""
    return sum(voice_of(word) == SPOKEN for word in skeleton(line).split())


def hangs(texts: Sequence[str], under: bool = True) -> bool:
    """Tell whether a line under (or above) `texts`, those kept, can hardly be the article's own words.

    It can where paragraphs end without a stop, where the last of them introduces it, or in a list or poem. Pure.
    """
    order = range(len(texts) - 1, -1, -1) if under else range(len(texts))
    near = next((number for number, place in enumerate(order) if len(texts[place]) > _PARAGRAPH), None)
    if near is None or near >= MAX_HANGING_LINES or (under and texts[order[near]][-1] not in STOPS):
        return False
    long = [text[-1] in STOPS for text in texts if len(text) > _PARAGRAPH]
    return len(long) >= 2 and sum(long) >= 0.9 * len(long)


def explain(line: str, most: int = 4) -> list[tuple[str, float]]:
    """Return the cues that speak most for the page, with their weights."""
    found = sorted(((_WEIGHTS.get(cue, 0.0), cue) for cue in cues_of(line)), reverse=True)
    return [(cue, weight) for weight, cue in found[:most] if weight > 0]


def named_cues(line: str) -> str:
    """Return the rule's name for the trace, with the words that decided: `furniture (اشترك, بريدك)`."""
    words = [cue[1:] for cue, _ in explain(line, 8) if cue[0] in "=^$" or "+" in cue]
    return f"furniture ({', '.join(dict.fromkeys(words[:4])) or 'its place'})"
