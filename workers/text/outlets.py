"""Lines of two parts where no list knows one of them: the outlet, its town, its section or its reporter.

What the other part is, and on which side it stands, tells the page's line from half a heading.
"""

import re
from collections.abc import Sequence
from typing import Any

from workers.text.data import load_lines, load_yaml
from workers.text.fold import fold
from workers.text.initials import initials
from workers.text.interface import is_section

_DATA: dict[str, Any] = load_yaml("bylines.yaml")
_NAMES = frozenset(fold(name) for name in _DATA["names"]).union(load_lines("given_names.txt"))
_OUTLET_ENDS = frozenset(fold(word) for word in _DATA["outlet_ends"])
_ROLES_OF_OUTLETS = frozenset(fold(word) for word in _DATA["roles_of_outlets"])
_QUOTED = re.compile(r"[«\"“”»']")
_DASHES = (" - ", "|", " – ", " — ", "/")


def by_an_outlet(line: str, parts: Sequence[str], kinds: Sequence[str]) -> str | None:
    """Name the rule (`byline`, `dateline`) of a line whose only unknown part is an outlet's name, or None. Pure.

    `kinds` are those of `parts` (`workers.text.bylines.part_kind`), exactly one of them «other».
    """
    if len(parts) != 2 or "،" in line or "؛" in line:
        return None
    at = kinds.index("other")
    unknown, other = parts[at], kinds[1 - at]
    if named_as_an_outlet(unknown) and other == "place":
        return "dateline"  # «بيروت: المثال اليوم»
    if ":" in line:
        return None
    if of_a_section(unknown, parts[1 - at], line):
        return "byline"
    if other == "place" and initials(unknown):
        return "byline"  # «س. ع / بيروت»
    words = fold(_QUOTED.sub(" ", unknown)).split()
    if not 1 <= len(words) <= 2 or other not in ("place", "agency", "role", "name"):
        return None
    if other == "name" and not any(mark in line for mark in _DASHES):
        return None
    if words[0][0] in "يت" and words[0] not in _NAMES:
        return None  # a verb begins half a heading: «بيروت - تعلن …»
    plain = len(words) == 2 and words[1][:2] != "ال" and words[0][:2] != "ال" and not words[0].isascii()
    if plain and words[0] not in _ROLES_OF_OUTLETS and words[0] != "خاص":
        return None  # «بيروت - هدوء حذر»
    return "byline"


def of_a_section(unknown: str, other: str, line: str) -> bool:
    """Tell whether a line is an outlet of one or two words and its section: «المثال - قسم الاقتصاد», «طب | المثال». Pure."""
    words = fold(_QUOTED.sub(" ", unknown)).split()
    if not 1 <= len(words) <= 2 or words[0][:2] != "ال":
        return False
    beside = fold(other).split()
    if len(beside) == 2 and beside[0] == "قسم" and beside[1][:2] == "ال":
        return True
    return "|" in line and is_section(other)


def named_as_an_outlet(part: str) -> bool:
    """Tell whether a part is two words of which the second ends outlets' names («المثال اليوم»). Pure."""
    words = fold(part).split()
    return len(words) == 2 and words[1] in _OUTLET_ENDS


def signed(line: str, parts: Sequence[str], kinds: Sequence[str]) -> bool:
    """Tell whether a line with one unknown part is signed by a person or by initials. Pure.

    «فلان الفلاني - المثال - المدينة», «مثال نت - البلدة - فلان الفلاني», «المدينة/ فلان/ المثال».
    """
    if not 3 <= len(kinds) <= 4 or any(mark in line for mark in ":،؛"):
        return False
    at = kinds.index("other")
    if kinds.count("name") != 1:
        return False
    if "name" in (kinds[0], kinds[-1]) and ("place" in kinds or "outlet" in kinds):
        return True
    return kinds[0] == "place" and at == len(kinds) - 1 and len(parts[at].split()) <= 2


def by_initials(line: str, parts: Sequence[str]) -> bool:
    """Tell whether a line is an outlet of one word and the initials of its editors: «المثال/ ن ك/ ر م». Pure."""
    if "/" not in line or not 2 <= len(parts) <= 4 or len(parts[0].split()) > 1:
        return False
    return all(initials(part) for part in parts[1:])
