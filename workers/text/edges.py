"""What stands first and last: by which rule the head or the foot of what is left of an article goes.

There names, sections, marks and questions are the page's; inside an article they would be its own.
"""

from collections.abc import Sequence

from workers.text.boilerplate import AT_FOOT, AT_HEAD, Action, RuleSet, match_line
from workers.text.bylines import byline
from workers.text.furniture import Place, hangs, is_furniture
from workers.text.interface import interface_rule
from workers.text.marks import blurb, caption_above, mark_rule, signature, stands_above

_STOPS = '.؟?!»")'
NEAR = 60
"""How many lines beside one at an edge are looked at, so that judging takes linear time."""
MAX_EDGE = 300
"""Longest first or last line, in code points, that could be the page's."""
MAX_ANSWER = 30
_POLL = "poll"
"""The rule whose lines are questions; no other question is the page's for its words alone."""
_AUTHOR_NOTE = "author-note"
"""The rule whose lines are sentences; no other sentence is the page's for its words alone."""


def _listed(text: str, rules: RuleSet, where: frozenset[str]) -> str | None:
    """Name the phrase rule of a line; of those that end as a sentence few are one."""
    if text[-1] == "!":
        return None
    named = match_line(text, rules, where=where)
    if (
        named is None
        or (text[-1] == "؟" and named.name != _POLL)
        or (text[-1] == "." and named.name != _AUTHOR_NOTE)
    ):
        return None
    # A label of what is not there; but a colon introduces something.
    return None if named.action is Action.LEAD and (where is AT_HEAD or text[-1] == ":") else named.name


def _answers(text: str, above: Sequence[str], rules: RuleSet) -> bool:
    """Tell whether a line is one of the answers under a poll's question."""
    if len(text) > MAX_ANSWER or text[-1] in _STOPS:
        return False
    for line in above[:-7:-1]:
        if line[-1] == "؟":
            return _listed(line, rules, AT_FOOT) == _POLL
        if len(line) > MAX_ANSWER:
            return False
    return False


def head_rule(lines: Sequence[str], beside: bool, rules: RuleSet) -> str | None:
    """Name the rule by which the first of `lines` goes, or None. Pure.

    `beside` is true where something of the page stood right above or under it.
    """
    text, below = lines[0], lines[1:]
    if len(text) > MAX_EDGE:
        return None
    rule = byline(text, True, rules) or interface_rule(text, True) or mark_rule(text, below, rules)
    if rule is None and below and is_furniture(text, Place.EDGE):
        return "furniture"
    if rule is None and below and text[-1] not in '.؟?!»"' and hangs(below, False):
        if caption_above(text, rules):
            return "caption"
        place = Place.ABOVE_BESIDE if beside else Place.ABOVE
        if is_furniture(text, place):
            return "furniture"
        if stands_above(text, below, rules):
            return "byline"
    return rule or _listed(text, rules, AT_HEAD)


def foot_rule(text: str, above: Sequence[str], beside: bool, broken: bool, rules: RuleSet) -> str | None:
    """Name the rule by which `text`, which stands under the lines `above`, goes, or None. Pure.

    `broken` is true where the source cut the article short: what follows is hardly its own.
    """
    if len(text) > MAX_EDGE:
        return None
    rule = byline(text, True, rules) or interface_rule(text, True) or mark_rule(text, above, rules, foot=True)
    if rule is None and len(above) > 1 and is_furniture(text, Place.EDGE):
        return "furniture"
    if rule is None and above and text[-1] not in _STOPS and ((hanging := hangs(above)) or broken):
        if signature(text):
            return "byline"
        if blurb(text):
            return "author-bio"
        place = Place.HANGING_BESIDE if beside else Place.HANGING
        if hanging and is_furniture(text, place):
            return "furniture"
    if rule is None and _answers(text, above, rules):
        return _POLL
    return rule or _listed(text, rules, AT_FOOT)
