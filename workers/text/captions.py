"""Captions that end in who took or owns the picture."""

import re

from workers.text.boilerplate import RuleSet
from workers.text.bylines import part_kind, parts_of
from workers.text.phrases import skeleton

MAX_CAPTION = 220
MAX_CREDIT_WORDS = 22
"""Longest caption, in words, that its credit removes."""
_CREDIT = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]\s*\Z")
_PHOTOGRAPHED = re.compile(r"[^.:؟!]{8,140}?\s?[|/–—-]\s?(?:تصوير|بعدسة|عدسة)\s?[:/]?(?:\s[^\W\d_]+){1,4}")
_PICTURE = re.compile(r" (?:صوره|تصوير|ارشيف|مواقع|عدسه)")


def photographed(line: str) -> bool:
    """Tell whether `line` is a caption that ends in its photographer: «… | تصوير: فلان الفلاني»."""
    return ("تصوير" in line or "عدسة" in line) and _PHOTOGRAPHED.fullmatch(line) is not None


def credited(line: str, rules: RuleSet) -> bool:
    """Tell whether `line` is a caption: a short line, no sentence, that ends in an agency in brackets."""
    found = _CREDIT.search(line)
    if found is None or found.start() == 0 or len(line) > MAX_CAPTION:
        return False
    before = line[: found.start()].rstrip()
    inside = parts_of(found[1])
    named = inside[:1] in (["تصوير"], ["عدسة"], ["بعدسة"])
    if len(before.split()) > MAX_CREDIT_WORDS or (
        before[-1:] in (".", "!", "?", "؟", "…") and not (named and before.count(".") == 1)
    ):
        return False
    kinds = [part_kind(part, rules) for part in inside]
    return "agency" in kinds or "role" in kinds or _PICTURE.match(skeleton(found[1])) is not None
