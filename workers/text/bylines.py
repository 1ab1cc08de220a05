"""Bylines, datelines and picture credits that stand alone, told by the kinds of their parts.

No list can know every reporter and outlet; but «X - Y» where X is a city and Y begins with a given
name, or X an agency and Y a date, is no sentence. A line counts only as a whole.
"""

import re
from functools import lru_cache
from typing import Any

from workers.text.boilerplate import RuleSet, match_line
from workers.text.data import load_lines, load_yaml
from workers.text.fold import fold
from workers.text.initials import MAX_INITIALS, NOT_INITIALS, edited, initials
from workers.text.interface import is_section
from workers.text.outlets import by_an_outlet, by_initials, named_as_an_outlet, of_a_section, signed

_DATA: dict[str, Any] = load_yaml("bylines.yaml")
_COMMON_PLACES = frozenset(fold(place) for place in _DATA["places"])
_PLACES = _COMMON_PLACES.union(load_lines("place_names.txt"))
_COMMON_NAMES = frozenset(fold(name) for name in _DATA["names"])
_NAMES = _COMMON_NAMES.union(load_lines("given_names.txt"))
_TITLES = frozenset(fold(title) for title in _DATA["titles"])
_OUTLETS_ALONE = frozenset(fold(word) for word in _DATA["outlets_alone"])
_OUTLETS = frozenset(fold(outlet) for outlet in _DATA["outlets"])
_OUTLET_WORDS = frozenset(fold(word) for word in _DATA["outlet_words"])
# As typed: folded, the preposition «على» would be the name «علي».
_NOT_IN_NAMES = frozenset(_DATA["not_in_names"])
_ROLES = frozenset(fold(word) for word in _DATA["roles"])
_OF_ROLES = frozenset(fold(word) for word in _DATA["of_roles"])
_ROLES_OF_OUTLETS = frozenset(fold(word) for word in _DATA["roles_of_outlets"])
_NOT_AFTER_FROM = frozenset(fold(word) for word in _DATA["not_after_from"])
_RULING_HOUSES = frozenset(fold(word) for word in _DATA["ruling_houses"])
_WRITING = frozenset(fold(word) for word in _DATA["writing"])

_EMBED = re.compile(
    r"(?:t\.co|pic\.twitter|twitter|x|youtu\.be|youtube|instagram|facebook|fb|tiktok|t\.me|wa\.me)(?:\.com)?/",
    re.I,
)
"""Addresses of posts; any other address inside an article is its own («… عبر الموقع:»)."""
_FOR_AN_OUTLET = re.compile(
    "ل(?!ل)[\u0621-\u064a]{3}|ب(?:موقع|صحيفه|جريده|قناه|شبكه|وكاله|بوابه)\\Z|ل(?:موقع|صحيفه)\\Z"
)
_NAME_WORDS = frozenset({"بن", "عبد", "ابو", "ال", "ابن", "بنت", "ام"})

_SON_OF = frozenset({"ولد", "منت", "بن", "بنت", "ال"})

MAX_BYLINE = 90
"""Longest byline or dateline, in code points."""
MAX_PART = 80
"""Longest part of a byline that is looked up, in code points."""

_PARTS = re.compile(
    r"\s*(?:[:|•/+،,؛;()\[\]{}*@]|(?<=\s)[-–—ـ]+|[-–—]+(?=\s)|[–—]|(?<=[\u0621-\u064a])-(?=[\u0621-\u064a]))\s*"
)
_BETWEEN = re.compile(r"[:|•/+،,؛;()\[\]{}*@–—ـ-]")  # without one of these a line has one part
_CLOSING = frozenset('»"”')
_QUOTED = re.compile(r"[«\"“”»']")
_OPENING = re.compile(r"[^().:]{2,45}\(([^()]{2,30})\)\s*[-–—ـ:]")
_TAGGED = re.compile(r"\s[-–—|/]\s*[^-–—|/]{2,25}\Z")
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?\Z")
_RIGHTS = re.compile(r"[^.]{0,60}(?:©|\(c\)|&copy;)[^.]{0,60}\Z", re.I)
_CONTACT = re.compile(
    r"\s*(?:(?:e-?mail|البريد|بريد الكاتب|تويتر|twitter)\s*:?\s*)?(?:[\w.+-]+@[\w-]+\.[\w.-]+|@\w{2,}|(?:https?://|www\.)\S+)[\s,،]*\Z",
    re.I,
)


@lru_cache(maxsize=20_000)
def part_kind(part: str, rules: RuleSet) -> str:
    """Name what a part of a byline is: place, agency, date, role, name, outlet or other."""
    bare = _QUOTED.sub(" ", part).strip()
    folded = " ".join(fold(bare).replace(".", " ").split())
    words = folded.split()
    if not words:
        return "empty"
    for size in (1, 2):  # «بيروت وكالات», whose dash was a tatweel
        rest = words[size:]
        if not rest or len(rest) > 3 or " ".join(words[:size]) not in _PLACES:
            continue
        if rest[0] in _ROLES and _office(rest):
            return "role"  # «بيروت مراسلنا»
        rule = match_line(" ".join(bare.split()[size:]), rules)
        if rule is not None and rule.name == "agency":
            return "agency"
    if folded in _COMMON_PLACES or (words[0] in ("من", "في") and " ".join(words[1:]) in _PLACES):
        return "place"
    rule = match_line(bare, rules)
    if rule is not None and rule.name in ("agency", "dateline", "byline", "source-line"):
        return {"agency": "agency", "dateline": "date"}.get(rule.name, "role")
    if folded in _PLACES:
        return "place"
    if _has_date(bare.split(), words, rules):
        return "date"
    if 2 <= len(words) <= 4 and words[-1] in ("ووكالات", "وكالات", "والوكالات"):
        return "agency"  # «المثال ووكالات»
    if len(words) <= 6 and (kind := _kind_of_role(words, part.strip()[-1:] in _CLOSING)):
        return kind
    if len(words) <= 6:
        return _kind_of_name(part.strip(), bare.split(), words)
    return "other"


def _office(words: list[str]) -> bool:
    """Tell whether words are those of an office; a place only after «في» or «إلى»."""
    before = ""
    for word in words:
        if not (word in _ROLES or word in _OF_ROLES or (before in ("في", "الي") and word in _PLACES)):
            return False
        before = word
    return True


def _kind_of_role(words: list[str], quoted: bool = False) -> str | None:
    """Name a part that says who wrote by office («القسم الاقتصادي») or by a verb and a name («تصوير فلان»)."""
    if words[0] in _WRITING and 2 <= len(words) <= 6:
        rest = words[1:]
        while len(rest) > 1 and (rest[0] in _TITLES or rest[0] in _ROLES or rest[0] in _OF_ROLES):
            rest = rest[1:]
        if rest[0] in _NAMES and 1 <= len(rest) <= 4 and rest != words and _bare_name(" ".join(rest)):
            return "role"
        return "role" if _office(rest) else None
    if words[0] in ("خاص", "حصري") and 2 <= len(words) <= 3 and (quoted or _FOR_AN_OUTLET.match(words[1])):
        return "role"  # «خاص لمثال نيوز», «خاص «المثال»»
    if words[0] in ("من", "خاص", "مع") and len(words) > 1:
        words = words[1:]
        if words[0] in _NAMES and words[0] not in _PLACES and 2 <= len(words) <= 3:
            return None if _NOT_IN_NAMES.intersection(words) else "name"
    for at in range(1, len(words) - 1):  # «لبنان من مراسلتنا المحلية»: a dash was a tatweel, or none
        if words[at] == "من" and words[at + 1] in _ROLES and " ".join(words[:at]) in _PLACES:
            return "role" if _office(words[at + 1 :]) else None
    if words[0] not in _ROLES:
        return None
    rest = words[1:]
    if _office(rest):
        return "role" if rest or words[0] not in ("قسم", "فريق", "مكتب", "كاتب", "وحده", "غرفه") else None
    if len(rest) <= 2 and words[0] in _ROLES_OF_OUTLETS and rest[0][0] not in "يت" and rest[0] not in _PLACES:
        return "role"  # «مراسل المثال»
    sent = len(rest) >= 3 and rest[1] in ("في", "الي") and " ".join(rest[2:]) in _PLACES
    if sent and words[0] in _ROLES_OF_OUTLETS and rest[0][-1] != "ي":
        return "role"  # «موفد المثال إلى بيروت»; but «موفد أممي إلى بيروت»
    if rest[0] in _COMMON_NAMES and len(rest) <= 3:
        return "role"
    return None


def _has_date(typed: list[str], words: list[str], rules: RuleSet) -> bool:
    """Tell whether a part is a date with a place before it or an agency after it, or both."""
    for before in (0, 1, 2):
        known = not before or " ".join(words[:before]) in _PLACES
        if (
            before
            and known
            and "الموافق" in words
            and (rule := match_line(" ".join(typed[before:-1]), rules))
        ):
            if rule.name == "dateline":
                return True  # both calendars, and an agency that no list knows
        for after in (0, 1, 2) if known else (1, 2) * (before == 1):  # the agency, or that and an outlet
            rest = typed[before : len(typed) - after]
            if not rest or not (before or after):
                continue
            if after and ((tail := match_line(typed[-after], rules)) is None or tail.name != "agency"):
                continue
            rule = match_line(" ".join(rest), rules)
            if rule is not None and rule.name == "dateline":
                return True
    return False


def _kind_of_name(part: str, typed: list[str], words: list[str]) -> str:
    if len(words) >= 3 and words[-2] == "من" and words[-1] in _PLACES:  # «فلان الفلاني من الطائف»
        words = words[:-2]
        typed = typed[:-2]
    if _NOT_IN_NAMES.intersection(typed):
        return "other"
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    if words[0] in _OUTLETS and 2 <= len(words) <= 4:
        return "outlet"
    if len(words) <= 4 and _OUTLET_WORDS.intersection(words):
        return "outlet"
    if 2 <= len(words) <= 5 and words[0] in _NAMES and all(word.isalpha() for word in words):
        return "name"
    if 3 <= len(words) <= 5 and words[1] in _SON_OF and all(word.isalpha() for word in words):
        return "name"  # a Mauritanian's: «فلان ولد فلان»
    if len(words) <= 3 and part[:1] in '«"“' and part[-1:] in '»"”' and not words[0].isascii():
        return "outlet"
    return "other"


def _bare_name(line: str) -> bool:
    """Tell whether a line that begins with a given name is all name: three words, or four with «بن» or «عبد»."""
    words = fold(line).replace(".", " ").split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    if len(words) > 3 and words[-2] == "من" and words[-1] in _PLACES:
        words = words[:-2]
    if len(words) > 3 and not {"بن", "عبد", "ابو", "ال", "ابن", "بنت"}.intersection(words):
        return False
    if words[-2:-1] == ["ال"] and words[-1] in _RULING_HOUSES:
        return False
    if any(word[0] == "و" and word not in _NAMES for word in words[1:]):  # two people: a heading
        return False
    if words[0] not in _COMMON_NAMES and not all(
        word in _NAMES or word in _NAME_WORDS or (word[:2] == "ال" and word[-1] == "ي") for word in words[1:]
    ):
        return False
    return not any(word[0] == "ي" and word not in _NAMES for word in words[1:])  # a verb: «يفوز»


def _in_a_town(words: list[str]) -> bool:
    """Tell whether words are a town and a person, whose dash was a tatweel: «بيروت فلان الفلاني»."""
    return (
        3 <= len(words) <= 4
        and words[0] in _COMMON_PLACES
        and words[0] not in _NAMES
        and words[1] in _NAMES
        and _bare_name(" ".join(words[1:]))
    )


def parts_of(line: str) -> list[str]:
    """Return the parts of a line between dashes, colons, bars, commas and brackets."""
    parts = _PARTS.split(line) if _BETWEEN.search(line) else [line]
    return [part for part in parts if part and part.strip(" .«»\"“”'ـ-–—")]


def byline(line: str, edge: bool, rules: RuleSet, near: bool = False) -> str | None:
    """Name the rule (`byline`, `dateline`, `agency`, `contact`) by which a whole line goes, or None.

    `edge` is true where the line is the first or last of what is left: only there do names count; `near`
    where a line or two of the article stand outside it: only parts that need no name count.
    """
    if len(line) > MAX_BYLINE:
        return None
    if edge and len(line) <= MAX_INITIALS and (ended := initials(line)):
        return ended
    if edge and len(line) <= MAX_INITIALS and edited(line):
        return "byline"
    if "©" in line and len(line.split()) <= 12 and _RIGHTS.match(line.rstrip(".")):
        return "copyright"
    if line[-1] in ".!?؟…":
        return None
    if line[0] == "2" and _STAMP.match(line):
        return "dateline"
    if ("@" in line or "." in line) and _CONTACT.match(line) and (edge or "@" in line or _EMBED.search(line)):
        return "contact"
    parts = parts_of(line)
    if not 1 <= len(parts) <= 7:
        return None
    kinds = [part_kind(part, rules) if len(part) < MAX_PART else "other" for part in parts]
    found = set(kinds)
    if "other" in found:
        if edge and len(parts) == 1 and _in_a_town(fold(line).split()):
            return "byline"
        # «عمان / فلان الفلاني / الأناضول»: one part unknown, between a place and an agency.
        unknown = [part for part, kind in zip(parts, kinds, strict=True) if kind == "other"]
        short = len(unknown) == 1 and 1 <= len(unknown[0].split()) <= 4
        if (
            found == {"other", "agency"}
            and kinds[-1] == "agency"
            and len(parts) == 2
            and _TAGGED.search(line)
        ):
            return "caption"  # «وزير المالية خلال المؤتمر - أ ف ب»
        if (edge or near) and short and {"place", "agency"} <= found:
            return "byline"
        if edge and short and signed(line, parts, kinds):
            return "byline"
        if edge and found & {"outlet", "agency"} and all(is_section(p) or initials(p) for p in unknown):
            return "byline"  # «مثال نيوز – أمن», «واس/ ع م ر»
        if edge and short and len(parts) == 2 and "date" in found and not any(mark in line for mark in ":،؛"):
            return "dateline"  # «مرصد المثال - سبتمبر 2025», «المدينة في 3 مارس /مثال/»
        if (
            edge
            and short
            and len(parts) == 2
            and kinds == ["other", "outlet"]
            and " " not in parts[0].strip()
        ):
            return "dateline"  # a town that no list has: «البلدة – مثال نيوز»
        if edge and by_initials(line, parts):
            return "byline"
        if edge and len(parts) == 2 and is_section(parts[1]) and named_as_an_outlet(parts[0]):
            return "byline"
        if edge and len(parts) == 2 and any(of_a_section(parts[at], parts[1 - at], line) for at in (0, 1)):
            return "byline"
        if edge and _from_a_reporter(line):
            return "byline"
        return by_an_outlet(line, parts, kinds) if edge and len(unknown) == 1 else None
    if len(parts) == 1 and kinds[0] in ("place", "role"):
        # «[القاهرة]», «القاهرة:», «القسم الاقتصادي»
        bracketed = line[0] in "[(" and line[-1] in "])"
        return (
            {"place": "dateline", "role": "byline"}[kinds[0]]
            if edge or bracketed or (near and kinds[0] == "role")
            else None
        )
    if len(parts) == 1 and kinds[0] not in ("date", "agency"):
        quoted = kinds == ["outlet"] and line[0] in '«"“' and line[-1] != ":"
        own = fold(line).split()
        named = kinds == ["outlet"] and len(own) <= 3 and bool(_OUTLETS_ALONE.intersection((own[0], own[-1])))
        return (
            "byline"
            if edge
            and (
                quoted
                or named
                or (kinds == ["name"] and (_from_a_reporter(line) if own[0] == "من" else _bare_name(line)))
            )
            else None
        )
    if "agency" in found and found <= {"agency", "place", "date", "outlet", "role", "name"}:
        return "agency" if edge or "name" not in found else None
    if "date" in found and found <= {"date", "place", "outlet"}:
        return "dateline"
    if not edge and not (near and found & {"place", "outlet"}):
        return None
    if "name" in found or "role" in found:
        # «فلان وفلان» and «المدينة: فلان» at the head; two names alone could be a heading.
        return "byline" if found & {"place", "outlet", "role", "date"} or len(parts) == 2 else None
    if "outlet" in found and "place" in found:
        return "dateline"
    return None


def _from_a_reporter(line: str) -> bool:
    """Tell whether a line is «من» and a name of two to four words that begins with a given name.

    Family names are often foreign and on no list; an article, or a feminine or plural ending, is a phrase's.
    """
    typed = line.split()
    if not 3 <= len(typed) <= 5 or typed[0] != "من" or not all(map(str.isalpha, typed)):
        return False
    words = [fold(word) for word in typed[1:]]
    if _NOT_IN_NAMES.intersection(typed[1:]) or words[0] in _NOT_AFTER_FROM or words[0] not in _NAMES:
        return False
    return words[-1] not in _PLACES and all(
        word in _NAMES
        or word in _NAME_WORDS
        or (word[:2] == "ال" and word[-1] == "ي")
        or (word[:2] not in ("ال", "لل") and word[-1] != "ه" and word[-2:] != "ات" and len(word) >= 4)
        for word in words[1:]
    )


def signs(line: str, below: str, rules: RuleSet) -> bool:
    """Tell whether `line` is «من فلان …» and the paragraph `below` opens as a dispatch: «المدينة (وكالة) - …»."""
    typed = line.split()
    if not 3 <= len(typed) <= 7 or typed[0] != "من" or line[-1] in ".!?؟…:" or len(line) > MAX_BYLINE:
        return False
    opening = _OPENING.match(below)
    return opening is not None and part_kind(opening[1], rules) == "agency"


def is_plain_name(words: list[str]) -> bool:
    """Tell whether two or three words have the form of a person's name that no list knows.

    A given name has no article and no ending of a plural; the last is a family name («الفلاني») or known.
    """
    folded = [fold(word) for word in words]
    if not all(map(str.isalpha, words)) or not all("\u0621" <= word[0] <= "\u064a" for word in folded):
        return False
    if _NOT_IN_NAMES.intersection(words) or NOT_INITIALS.intersection(folded) or len(words) < 2:
        return False
    first, last = folded[0], folded[-1]
    if first in _TITLES and len(folded) > 2:
        first = folded[1]
    if first[:2] == "ال" or first[-2:] in ("ات", "ون", "ين", "يه") or first[-1] == "ه" or len(first) < 3:
        return first in _NAMES and last[:2] == "ال" and last[-1] == "ي"
    return first in _NAMES or (
        last[:2] == "ال" and words[-1][-1] == "ي" and len(last) >= 5 and last not in _OF_ROLES
    )
