"""Marks that stand on a line of their own: telex codes, counters, font buttons, an outlet's Latin name, bare names.

None says anything in words, so none is told by its wording, only by its shape and by where it stands.
"""

import re
from collections.abc import Sequence

from workers.text.boilerplate import RuleSet, match_line
from workers.text.bylines import byline, is_plain_name, part_kind, parts_of
from workers.text.data import load_yaml
from workers.text.fold import fold

MAX_MARK = 60
"""Longest mark, in code points."""
MAX_CAPTION = 160
_STOPS = '.؟?!»"”'

_COUNTER = re.compile(
    r"\W{0,3}[\d٠-٩]{1,3}(?:[\d٠-٩]{0,4}|(?:[,.٬،][\d٠-٩]{3}){1,3}|[.,٫]\d{1,2}(?=\s?[kKmMأم]))\s?(?:[kKmM]\b|ألف|مليون)?\W{0,3}"
)
_BUTTON = re.compile(r"[A-Za-z](?:[A-Za-z]|[+\-–−]{0,2}[\s/|]*[A-Za-z])?[+\-–−]{0,2}")
_LATIN = re.compile(r"(?=.*[A-Za-z]{2})[A-Za-z0-9 .,&'’|_/@:()–-]+")
_END = re.compile(r"[\W_]*(?:ال)?(?:نهاية|انتهى|انتهت|إنتهى|تمت|يتبع)[\W_]*")
_DECORATED = re.compile(r"[(\[{=/#*<«-].*[)\]}=/#*>»-]")
_ZONE = r"(?:جمت|ج\s?م\s?ت|ت\s?غ|ت\s?م|غرينتش|جرينتش|gmt|utc)"
_TELEX = re.compile(
    rf"[\W_]*(?P<agency>[^\W\d_][^\d]{{0,20}}?)?[\s/-]*(?P<number>\d{{4,8}})[\s/-]*(?P<zone>{_ZONE})?"
    rf"(?:[\s/-]+(?P<month>[^\W\d_]{{3,6}}))?(?:[\s/-]+\d{{1,4}}(?:[./-]\d{{1,4}}){{0,2}})?[\W_]*",
    re.I,
)
_MONTHS = frozenset(fold(month).lower() for month in load_yaml("bylines.yaml")["telex_months"])
_CREDIT = re.compile(r"[(\[]([^()\[\]\d:]{3,40})[)\]]\Z")
_CREDITS = frozenset(fold(word) for word in load_yaml("bylines.yaml")["credits"])
_AUTHORS = frozenset(fold(word) for word in load_yaml("bylines.yaml")["authors"])


def end_mark(line: str) -> bool:
    """Tell whether a line is a dispatch's end mark set off by signs: «(النهاية)», «== انتهى ==»."""
    return len(line) <= 24 and _DECORATED.fullmatch(line) is not None and _END.fullmatch(line) is not None


def _telex(line: str, rules: RuleSet) -> bool:
    """Tell whether a line is what an agency sets under a dispatch: its name, time, zone, month, as one code."""
    found = _TELEX.fullmatch(line)
    if found is None:
        return False
    agency, month = found["agency"], found["month"]
    if month and fold(month).lower()[:3] not in _MONTHS:
        return False
    if agency is None:
        return found["zone"] is not None
    rule = match_line(agency.strip(" -/"), rules)
    return rule is not None and rule.name == "agency"


def mark_rule(line: str, others: Sequence[str], rules: RuleSet, foot: bool = False) -> str | None:
    """Name the rule by which a mark goes as the first or last line of what is left, or None.

    `others` are the article's other lines: the number of a part, a list's items, and what a colon introduces stay.
    """
    if not others or len(line) > MAX_MARK:
        return None
    beside = others[-1 if foot else 0]
    if foot and beside[-1] in ":؛":
        return None
    if _COUNTER.fullmatch(line):
        return None if _numbers_parts(others) else "counter"
    if foot and _telex(line, rules):
        return "wire-end"
    if initialled(line):
        return "byline"
    if not "A" <= line[0] <= "z":
        return None
    if len(line) <= 7 and _BUTTON.fullmatch(line):
        return "buttons"
    # «Example News.»: with a paragraph beside it, or it is an item of a list.
    named = _LATIN.fullmatch(line) and len(line.split()) <= 4 and not _LATIN.fullmatch(beside)
    return "outlet" if named and (beside[-1] in _STOPS if foot else len(beside) > MAX_MARK) else None


def _numbers_parts(others: Sequence[str]) -> bool:
    """Tell whether numbers stand between the paragraphs, so that one at an edge is the number of a part."""
    counters = [_COUNTER.fullmatch(other) is not None if len(other) < 12 else False for other in others]
    first = next((place for place, counter in enumerate(counters) if not counter), len(counters))
    return any(counters[first:]) and not all(counters[first + 1 :])


def caption_above(line: str, rules: RuleSet) -> bool:
    """Tell whether the first line is a caption that ends in a credit no list knows: «في بعبدا. (فلان وفلان)».

    Ask only above an article of sentences. One word in brackets may be an abbreviation («منظمة … (أوبك)»):
    it counts after a full stop, or as a person or an outlet.
    """
    if len(line) > MAX_CAPTION or line[-1] not in ")]":
        return False
    found = _CREDIT.search(line)
    if found is None or found.start() < 4:
        return False
    before = line[: found.start()].rstrip()
    words = found[1].split()
    if len(words) > 5 or len(before.split()) > 20 or ". " in before:
        return False
    if before[-1] in ".…":
        return True
    if before[-1] in "!؟?:":
        return False
    kinds = {part_kind(part, rules) for part in parts_of(found[1])}
    if kinds & {"name", "outlet", "agency", "role"}:
        return True
    # «وزير الطاقة خلال الجلسة (فلان الفلاني)»; but «سجن صيدنايا (ريف دمشق)», «حزب العدالة (الحاكم منذ عام)»
    return "place" not in kinds and "date" not in kinds and len(words) == 2 and is_plain_name(words)


def caption_inside(line: str, rules: RuleSet) -> bool:
    """Tell whether a line between an article's sentences is a caption with a credit that no list knows whole.

    It says so by a word of `credits` («من صفحة …», «الأوروبية») or a person's name in its brackets.
    """
    found = _CREDIT.search(line) if len(line) <= MAX_CAPTION and line[-1] in ")]" else None
    if found is None:
        return False
    before = line[: found.start()].rstrip()
    if not 2 <= len(before.split()) <= 20 or before[-1] in ".…!؟?:،" or ". " in before:
        return False
    words = found[1].split()
    if len(words) <= 5 and not _CREDITS.isdisjoint(fold(word) for word in words):
        return True
    kinds = {part_kind(part, rules) for part in parts_of(found[1])}
    if kinds & {"outlet", "agency", "role"}:
        return True
    return not kinds & {"place", "date"} and len(words) == 2 and is_plain_name(words)


def blurb(line: str) -> bool:
    """Tell whether a line under an article says who its author is: «* باحثة في الشأن التركي», «فلان الفلاني كاتب مصري».

    Ask only of the last line, without a stop, under an article of sentences.
    """
    words = line.lstrip("*•-– ").replace("،", " ").split()
    if not 2 <= len(words) <= 14 or len(line) > MAX_CAPTION or ":" in line:
        return False
    role = next((place for place, word in enumerate(words[:5]) if fold(word) in _AUTHORS), None)
    if role is None:
        return False
    if role == 0:  # «صحافي من غزة», «أستاذ القانون بجامعة …»; but «صحافي يروي …»
        return words[1][0] not in "يت" or line[0] in "*•"
    return 2 <= role <= 4 and is_plain_name(words[:role])


_INITIALLED = re.compile(
    r"[(\[]?\s*(?:[\u0621-\u064a]\s?\.\s?){1,3}[\u0621-\u064a]{3,12}(?:\s[\u0621-\u064a]{3,12})?\s*[)\]]?"
)


def initialled(line: str) -> bool:
    """Tell whether a line is a family name after initials: «ع. الفلاني»."""
    return len(line) <= 40 and "." in line and _INITIALLED.fullmatch(line) is not None


def signature(line: str) -> bool:
    """Tell whether a line under an article (or under a sentence cut short) is a person's name and nothing more.

    Of two words; the first has no article, the last is a family name by its form («فلان الفلاني»).
    """
    words = line.split()
    return len(line) <= 40 and len(words) == 2 and words[1][:2] == "ال" and is_plain_name(words)


def stands_above(line: str, below: Sequence[str], rules: RuleSet) -> bool:
    """Tell whether the first line, of up to three words, names the outlet over a dateline or byline under it.

    «مثال الجديد», and «القاهرة» or «فلان الفلاني» on the next line. Ask only above an article of sentences.
    """
    words = line.split()
    if not 1 <= len(words) <= 3 or line[-1] in '.؟?!…:،؛»"' or len(below) < 2 or any(map(str.isdigit, line)):
        return False
    return byline(below[0], True, rules) in ("byline", "dateline", "agency")
