"""Lines of a page's interface, told by their words' classes and no list of phrases.

Sites word their buttons, prompts and labels in endless ways, from one small vocabulary. A short line that
consists of that vocabulary alone is the page's, whatever its wording; one word that is none of it, and the
line is an article's («تطبيق الاتفاق»). A line counts only as a whole.
"""

import re
from functools import lru_cache
from typing import Any

from workers.text.data import load_yaml
from workers.text.phrases import lines_of, skeleton

_DATA: dict[str, Any] = load_yaml("interface.yaml")
MAX_INTERFACE = 110
"""Longest line, in code points, that is judged by its words."""
MAX_LABELLED = 100
_MAX_WORDS = 14

ACT, STRONG, THING, PLATFORM, MORE = "astpm"


def _shapes(words: list[str]) -> frozenset[str]:
    return frozenset(skeleton(word).replace(" :", "").strip() for word in words)


_CLASSES: dict[str, str] = {}
for _name, _class in (
    ("more", MORE),
    ("things", THING),
    ("acts", ACT),
    ("platforms", PLATFORM),
    ("strong", STRONG),
):
    for _shape in _shapes(_DATA[_name]):
        _CLASSES[_shape] = _class
_LONGEST = max(shape.count(" ") for shape in _CLASSES) + 1
_OPENINGS = frozenset(shape.split()[0] for shape in _CLASSES if " " in shape)
"""First words of the vocabulary's phrases; «و» may be written to them."""
_OPENINGS |= {f"و{word}" for word in _OPENINGS}
_LONE = _shapes(lines_of(_DATA["lone"]))
_EDGE = _shapes(lines_of(_DATA["edge"]))
_SECTIONS = _shapes(_DATA["sections"])
_SECTION_HEADS = _shapes(_DATA["section_heads"])
_SECTION_ENDS = _shapes(_DATA["section_ends"])
_LANGUAGES = _shapes(_DATA["languages"])
_LEADS = _shapes(_DATA["leads"])
_DONE = _shapes(_DATA["done"])
_LABELS = _shapes(lines_of(_DATA["labels"]))
_BAR_LABELS = _shapes(_DATA["bar_labels"])
_FEEDBACK = _shapes(_DATA["done_how"])
_CALLS = tuple(f" {shape}" for shape in sorted(_shapes(lines_of(_DATA["calls"]))))
_FIRST_OF_CALLS = frozenset(call.split()[-1] for call in _CALLS)
_SEPARATOR = re.compile(r"\s*(?:[|•·●▪►»›>/\\،,]|\s[-–—ـ]\s|\t)\s*")
_DIGITS = re.compile(r"\d+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\u0600-\u06ff]+|[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\S)@\w{2,}|\b[a-z0-9-]{2,30}\.(?:com|net|org|tv|news|info)\b",
    re.ASCII | re.I,
)
_SENTENCE = re.compile(r"[^.]\.\s|…|\.{3}")
_LISTED = re.compile(r"\s*(?:[\d٠-٩]{1,2}\s?[.)–-]\s|[*•]\s)")
_BAR = re.compile(r"\s*\|\s*")


def is_section(text: str) -> bool:
    """Tell whether `text` is the name of a section of a paper («أمن», «اقتصاد», «أخبار وطنية»)."""
    return _section(skeleton(text).strip())


@lru_cache(maxsize=5_000)
def _section(bare: str) -> bool:
    if bare in _SECTIONS:
        return True
    words = bare.split()
    return (
        len(words) == 2
        and words[0] in _SECTION_HEADS
        and (words[1] in _SECTION_ENDS or words[1].removeprefix("ال") in _SECTION_ENDS)
    )


@lru_cache(maxsize=20_000)
def class_of(word: str) -> str:
    """Return the class of a folded word, its clitics tried off, or "" if it is none of the interface's."""
    if word.isdecimal():
        return MORE
    found = _CLASSES.get(word)
    if found:
        return found
    forms = [word]
    if word[0] in "وف" and len(word) > 3:
        forms.append(word[1:])
    for form in forms:
        if form in _CLASSES:
            return _CLASSES[form]
        for prefix in ("ال", "بال", "لل", "كال", "ب", "ل"):
            if form.startswith(prefix) and len(form) - len(prefix) >= 3:
                bare = form[len(prefix) :]
                for candidate in (bare, f"ال{bare}"):
                    kind = _CLASSES.get(candidate)
                    # With the article a verb is another word: «الفعل».
                    if kind and (kind != ACT or candidate != bare or prefix in ("ل", "ب")):
                        return kind
    # «نسختنا», «هواتفكم»: a thing of the page's with its owner or its reader in it is no article's.
    for suffix in ("نا", "كم"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            stem = word[: -len(suffix)]
            bare = f"{stem[:-1]}ه" if stem[-1] == "ت" else stem
            for form in (bare, bare[1:] if bare[0] in "وفبل" else bare):
                if _CLASSES.get(form) in (THING, STRONG) or (bare != stem and _CLASSES.get(form) == ACT):
                    return STRONG
    return ""


def classes_of(words: list[str]) -> str:
    """Return one letter per word or phrase of the vocabulary; `u` for a word that is none of it."""
    letters: list[str] = []
    position = 0
    while position < len(words):
        word = words[position]
        for size in range(min(_LONGEST, len(words) - position), 1, -1) if word in _OPENINGS else ():
            phrase = " ".join(words[position : position + size])
            found = _CLASSES.get(phrase) or (_CLASSES.get(phrase[1:]) if phrase[0] == "و" else None)
            if found:
                letters.append(found)
                position += size
                break
        else:
            letters.append(class_of(word) or "u")
            position += 1
    return "".join(letters)


def _all_interface(words: list[str], edge: bool, strict: bool) -> bool:
    """Tell whether the words are the interface's alone, and say something of it."""
    letters = classes_of(words)
    if "u" in letters:
        # An outlet's own name among words that only pages use: «تابع أخبار مثال عبر تطبيقنا».
        told = letters.count(STRONG) >= 1 and (ACT in letters or PLATFORM in letters)
        return told and len(letters) >= 4 and letters.count("u") * 4 <= len(letters)
    if strict and STRONG not in letters and ACT not in letters:
        return False
    telling = len(letters) - letters.count(MORE)
    if STRONG in letters:
        return telling >= 2 or len(letters) <= 4
    if telling < 2:
        if edge and THING in letters and 2 <= len(letters) <= 3:
            return True
        return PLATFORM in letters and len(letters) <= 3
    return True


def is_lead(line: str) -> bool:
    """Tell whether a line of the interface's words announces other articles: «لمزيد من القراءة»."""
    return not _LEADS.isdisjoint(skeleton(line).split())


def _feedback(words: list[str]) -> bool:
    """Tell whether words report what a button did: «تم النسخ», «تعذر تحميل المزيد»."""
    rest = words[1:]
    acts = 0
    for word in rest:
        bare = word.removeprefix("ال")
        if _CLASSES.get(bare) == ACT or _CLASSES.get(word) == ACT:
            acts += 1
        elif word not in _FEEDBACK and not class_of(word):
            return False
    return acts > 0 and (acts + 1 == len(words) or len(words) <= 4)


def interface_rule(line: str, edge: bool) -> str | None:
    """Name the rule by which a line of interface words goes, or None. Pure; `edge` as in `byline`."""
    if len(line) > MAX_INTERFACE or (line[-1] == "." and line[-2:] != ".."):
        return None
    address = _ADDRESS.search(line) if "@" in line or "." in line or "+" in line else None
    if address is not None:
        line = _ADDRESS.sub(" ", line).strip()
        if not line:
            return None
    shape = skeleton(line)
    words = shape.replace(" :", "").replace(" .", "").split()
    if not words or len(words) > _MAX_WORDS + 4:
        return None
    if _LISTED.match(line):  # an item of a list: «3. تطبيق فيسبوك»
        return None
    bare = " ".join(words)
    introduces = address is None and line.rstrip()[-1:] == ":"
    if (
        (edge or not introduces)
        and (_DIGITS.sub("0", bare) if bare[0] < "A" or len(words) > 2 else bare) in _LONE
    ) or (edge and (bare in _EDGE or _section(bare))):
        return "interface"
    if words[0] in _DONE and 2 <= len(words) <= 6 and line[-1] not in ":؟" and _feedback(words):
        return "interface"
    if (
        words[-1] in _FIRST_OF_CALLS
        and 2 < len(words) <= 12
        and line[-1] not in "؟?"
        and not _SENTENCE.search(line)
        and f" {bare}".endswith(_CALLS)
    ):
        return "call"
    if "|" in line or " : " in shape or "،" in line:
        named = _parted(line, shape, edge)
        if named is not None:
            return named
    if bare in _LANGUAGES and (bare.isascii() or edge):
        return "languages"
    if (
        len(words) <= _MAX_WORDS
        and (" ." not in shape or len(words) <= 8)
        and _all_interface(words, edge, introduces or "«" in line)
    ):
        return "interface"
    if address is not None and len(words) <= 8 and ACT in classes_of(words):
        return "contact"
    return None


def _parted(line: str, shape: str, edge: bool) -> str | None:
    """Judge a line with a colon, bars or commas by its parts."""
    label, colon, _ = shape.partition(" : ")
    label = label.strip()
    if colon and label in _LABELS and len(line) <= MAX_LABELLED:
        return "labelled"
    if "|" in line and _BAR.split(line, maxsplit=1)[0] and line[-1] not in ".؟":
        first = skeleton(_BAR.split(line, maxsplit=1)[0]).strip()
        if first in _BAR_LABELS:
            return "labelled"
    parts = [skeleton(part).strip() for part in _SEPARATOR.split(line)]
    parts = [part for part in parts if part]
    if len(parts) >= 2:
        if all(part in _LANGUAGES for part in parts):
            return "languages"
        if (
            "،" not in line
            and all(part in _SECTIONS for part in parts)
            and (len(parts) > 2 or "|" in line or edge)
        ):
            return "interface"
    if (
        edge
        and colon
        and label in _BAR_LABELS
        and len(line) <= 80
        and line[-1] not in ".؟"
        and label not in ("خاص", "تقرير", "تحليل", "راي", "حوار", "عاجل", "متابعة", "تغطية")
    ):
        return "labelled"
    return None
