"""Sift an article's lines: keep its own, name the rule for every other."""

import re
from collections import Counter

import msgspec

from workers.text.boilerplate import (
    ANYWHERE,
    AT_FOOT,
    MAX_BY_LAST,
    Action,
    Rule,
    RuleSet,
    first_word,
    match_cut,
    match_line,
    match_segments,
    match_tail,
)
from workers.text.bylines import MAX_BYLINE, byline, signs
from workers.text.captions import MAX_CAPTION, credited, photographed
from workers.text.document import Line, join_blocks
from workers.text.edges import NEAR, foot_rule, head_rule
from workers.text.furniture import MAX_FURNITURE, STOPS, Place, is_furniture, is_own_sentence
from workers.text.headlines import (
    MAX_LEAD,
    ends_above,
    goes_on,
    hangs_under,
    is_headline,
    is_teased,
    is_title,
    listed_under,
)
from workers.text.interface import MAX_INTERFACE, interface_rule, is_lead
from workers.text.labels import MAX_LABELLED, labelled_headline
from workers.text.marks import caption_inside, end_mark
from workers.text.phrases import skeleton
from workers.text.sieve import Sieve
from workers.text.sketch import SourceSketch, observe_lines
from workers.text.structure import (
    cut_code,
    cut_slider,
    cut_tokens,
    has_runs,
    has_separator,
    is_menu,
    shape_rule,
    without_dots,
)

MAX_ABOVE_TITLE = 3
"""How many lines may stand above the title's repetition: further down it is the verse a poem is named by."""
_LEAD = Rule("read-also", "a label told by its words", Action.LABEL, "anywhere", False, MAX_LEAD, (), ())
SHORT = 45
"""A sentence of fewer code points is looked at closely: it may be a call of the page's («اشترك الآن.»)."""
MIN_REPEATED = 6
"""Fewest words of a repeated paragraph: «نعم» may be said twice."""

_NUMBERED = re.compile(r"\s*(?:[\d٠-٩]{1,2}\s*[-.)–:]|[•·●▪■►▶»*–-])\s*\S")
_ELLIPSIS = re.compile(r"(?:\.{3,}|…)\s*\Z")
_CUT_ENDS = ".…)]»›>→←"
_NOT_STARRED = frozenset({"player", "rating"})
_CUT_SHORT = frozenset({"more", "read-also", "call", "interface"})
"""Rules after whose tail the dots before it are marks of truncation."""


class Sifted(msgspec.Struct, frozen=True, gc=False):
    """What sifting left."""

    text: str
    teaser: bool
    observations: tuple[int, ...]


class _Sieve(Sieve):
    """The rules' pass over an article's lines."""

    def named(self, line: str, first: str | None = None) -> Rule | None:
        rule = match_line(line, self.rules, first)
        if rule is None and len(line) < 200 and has_separator(line):
            rule = match_segments(line, self.rules)
        if rule is None or (line[0] == "*" and rule.name in _NOT_STARRED):
            return None  # «* القائمة»: a subheading with its star
        return rule if rule.frame or not is_own_sentence(line) else None

    def swallowed(self, line: Line) -> bool:
        """Tell whether a line is a headline under the label or box heading above it."""
        if self.under is None:
            return False
        if self.under.action is Action.LIST:
            if listed_under(line.text) and self.named(line.text) is None:
                self.drop(self.under.name, line.text)
                return True
            self.under = None
            return False
        if self.headlines == 0 and hangs_under(line.text) and self.of_sentences:
            self.headlines = 1
        if self.headlines > 0 and is_headline(line.text) and self.named(line.text) is None:
            self.headlines -= 1
            self.drop(self.under.name, line.text)
            if self.under.action is Action.BOX or line.linked >= 0.8 or _NUMBERED.match(line.text):
                self.headlines += 1
            return True
        self.under = None
        return False

    def leads(self, position: int) -> bool:
        """Tell whether a headline hangs under line `position`, in an article of sentences."""
        below = self.lines[position + 1].text if position + 1 < len(self.lines) else ""
        return bool(below) and hangs_under(below, 3) and self.of_sentences

    def open(self, rule: Rule, text: str) -> None:
        """Remember that headlines may follow."""
        words = len(skeleton(text).replace(" :", "").split())
        if rule.action in (Action.BOX, Action.LEAD, Action.LIST) or (
            rule.action is Action.LABEL and (words <= 4 or text.rstrip().endswith(":"))
        ):
            self.under = rule
            self.headlines = 1

    def shorten(self, text: str, where: frozenset[str] = ANYWHERE) -> str:
        """Return `text` without marks of truncation and without a tail that is the page's."""
        while text:
            before = text
            for cut in self.rules.cuts:
                if (found := match_cut(text, cut)) is not None:
                    text, mark = found
                    self.drop(cut.name, mark)
                    self.teaser = True
                    self.cut_short.add(text)
            if not text:
                break
            if (tail := match_tail(text, self.rules, where)) is not None:
                rule, start = tail
                self.drop(rule.name, text[start:].strip(" "))
                self.open(rule, text[start:])
                text = text[:start].rstrip(" ")
                if rule.name in _CUT_SHORT and text.endswith(("..", "…")):
                    text = without_dots(text)
                    self.teaser = True
                    self.cut_short.add(text)
            if text == before:
                break
        return text

    def plain(self, line: Line) -> bool:
        """Keep a paragraph that no rule could name, at a glance.

        Most lines are such: everything that `sift` would look at is answered by these look-ups.
        """
        text = line.text
        size = len(text)
        ended = text[-1] == "."
        if not (
            (size > MAX_BYLINE or (ended and size > SHORT))
            and self.quick
            and self.under is None
            and line.linked < 0.9
        ):
            return False
        arabic = "\u0620" <= text[0] <= "\u064a"
        if not ended and (size <= MAX_CAPTION or text[-1] in _CUT_ENDS):
            return False
        if not arabic and (text[0] in "#＃.…[©" or "=" in text):
            return False
        if (size in self.seen and self.repeats(text)) or (self.tokens and has_runs(text)):
            return False
        if self.dotted:
            end = text[-90:]
            if ".." in end or "…" in end or "قرأ " in end:
                return False
        if ended:
            last = text.rfind(". ", max(0, size - MAX_BY_LAST), -1)
            if last >= 0:
                end = text[-90:]
                if (
                    not arabic
                    or "؟ " in end
                    or "! " in end
                    or first_word(text, last + 2) in self.rules.by_first
                ) and match_tail(text, self.rules) is not None:  # a short last sentence may be the page's
                    return False
        elif match_tail(text, self.rules) is not None:
            return False
        first = first_word(text)
        if first is None or (first == self.first and abs(size - len(self.title)) <= 60):
            return False
        if (size <= MAX_BYLINE or first in self.rules.by_first) and match_line(
            text, self.rules, first
        ) is not None:
            return False
        if size < 200 and self.parted and has_separator(text):
            return False
        if size <= MAX_BYLINE and is_furniture(text, Place.INSIDE):
            return False
        self.keep(line)
        return True

    def sift(self, position: int, line: Line) -> bool:
        """Judge one line; False means that the article ended above it."""
        text = line.text
        if self.code and (rest := cut_code(text)) is not None:
            self.drop("code", text if not rest else "code in: " + text[:80])
            return self.again(position, line, rest)
        if (rule := shape_rule(text)) is not None:
            self.drop(rule, text)
            return True
        if self.tokens and has_runs(text) and (rest := cut_tokens(text)) is not None:
            self.drop("encoded-token", text if not rest else text.replace(rest, "").strip(" "))
            return self.again(position, line, rest)
        if text[0] in "NPات" and (rest := cut_slider(text)) is not None:
            self.drop("buttons", text[: len(text) - len(rest)].strip(" "))
            return self.again(position, line, rest)
        if text[0] in ".…[" and (shorter := self.shorten(text)) != text:
            return self.again(position, line, shorter)
        first = first_word(text)
        if first == self.first and len(self.kept) <= MAX_ABOVE_TITLE and is_title(text, self.title):
            self.drop("title-repeated", text)
            return True
        if self.swallowed(line):
            return True
        if self.heads(text, position) and not self.is_caption(text):
            self.keep(line)
            return True
        named = self.named(text, first)
        if named is not None and (named.action is not Action.LEAD or self.leads(position)):
            if named.action is Action.REST and ends_above(self.kept, self.lines[position + 1 :]):
                for below in self.lines[position:]:
                    self.drop(named.name, below.text)
                return False
            self.drop(named.name, text)
            self.open(named, text)
            return True
        if text[0] in "([{=/#*<«-" and end_mark(text):
            self.drop("wire-end", text)
            return True
        if self.learned and (name := self.learned.get(skeleton(text))):
            self.drop(name, text)
            return True
        if self.is_caption(text):
            self.drop("caption", text)
            return True
        if len(text) <= MAX_INTERFACE and (
            (rule := interface_rule(text, False) or byline(text, False, self.rules)) is not None
            # «… على الرابط:», and the address under it
            and not (rule == "contact" and self.kept and self.kept[-1].text[-1] == ":")
            and not (rule == "call" and self.is_own_voice(text))  # a verse: «… ذهبوا من هنا»
        ):
            self.drop(rule, text)
            if rule == "interface" and is_lead(text) and self.leads(position):
                self.under, self.headlines = _LEAD, 1
            return True
        if line.linked >= 0.9 and len(text.split()) <= 25 and not text.endswith("."):
            self.drop("link-block", text)
            return True
        if (shorter := self.shorten(text)) != text:
            if (
                shorter in self.cut_short
                and is_teased(text, shorter)
                and goes_on(self.kept[-1:], self.lines[position + 1 : position + NEAR])
            ):
                self.drop("read-also", shorter)
                return True
            return self.again(position, line, shorter)
        if text[-1] != "." and self.of_sentences:
            if self.parted and is_menu(text):
                self.drop("menu", text)
                return True
            if len(text) <= MAX_LABELLED and labelled_headline(text):
                self.drop("read-also", text)
                return True
        if (
            len(text) <= MAX_FURNITURE
            and is_furniture(text, self.inside(text))
            and not self.is_own_voice(text)
        ):
            self.drop("furniture", text)
            if is_lead(text) and self.leads(position):
                self.under, self.headlines = _LEAD, 1
            return True
        leading = len(text) <= MAX_LEAD and self.leads(position) and is_furniture(text, Place.LEADING)
        if leading and not self.is_own_voice(text):
            self.drop("furniture", text)
            self.under, self.headlines = _LEAD, 1
            return True
        if self.repeats(text) and len(text.split()) >= MIN_REPEATED and not _NUMBERED.match(text):
            self.drop("repeated", text)
            return True
        self.keep(line)
        return True

    def is_caption(self, text: str) -> bool:
        """Tell whether a line is a caption: it ends in its credit."""
        if text[-1] in ")]":
            return credited(text, self.rules) or (self.of_sentences and caption_inside(text, self.rules))
        return text[-1] != "." and photographed(text)

    def inside(self, text: str) -> Place:
        """Say how a line stands between others: in an article of sentences one without a stop is hardly its own."""
        return Place.BARE if text[-1] not in STOPS and self.of_sentences else Place.INSIDE

    def again(self, position: int, line: Line, shorter: str) -> bool:
        """Judge what a cut left of a line as a line of its own, so that a second cleaning finds nothing."""
        return not shorter or self.sift(position, Line(shorter, line.block, line.linked, line.item))

    def sweep(self) -> None:
        """Drop lines that read as the page's beside others that went: a page's lines stand together."""
        for place in range(len(self.kept) - 1 if self.gaps else -1, -1, -1):
            text = self.kept[place].text
            sides = (place in self.gaps) + (place + 1 in self.gaps)
            beside = Place.BETWEEN if sides == 2 else Place.BESIDE
            if sides and is_furniture(text, beside) and not self.is_own_voice(text):
                del self.kept[place]
                self.drop("furniture", text)
                self.gaps = {gap - (gap > place) for gap in self.gaps} | {place}

    def trim(self) -> None:
        """Drop bylines, captions and the page's lines at the head and foot of what is left, inwards."""
        before = -1
        while before != len(self.trace):  # what went at the foot may have hidden what goes at the head
            before = len(self.trace)
            self.sweep()
            self.trim_once()

    def trim_once(self) -> None:
        """Go over head and foot once."""
        while self.kept and (rule := head_rule(self.near(0), self.beside(0), self.rules)):
            if rule == "furniture" and self.is_own_voice(self.kept[0].text):
                break
            self.drop(rule, self.kept.pop(0).text)
        if len(self.kept) > 1 and signs(self.kept[0].text, self.kept[1].text, self.rules):
            self.drop("byline", self.kept.pop(0).text)
        while self.kept:
            last = self.kept.pop()
            above = self.near(-NEAR)
            rule = foot_rule(
                last.text,
                above,
                self.beside(len(self.kept)),
                bool(self.cut_short) and bool(above) and above[-1] in self.cut_short,
                self.rules,
            )
            if rule and not (rule == "furniture" and self.is_own_voice(last.text)):
                self.drop(rule, last.text)
                continue
            shorter = self.shorten(last.text, AT_FOOT)
            if shorter == last.text:
                self.kept.append(last)
                break
            self.again(len(self.lines), last, shorter)
        # A standfirst may stand above the byline, an author's address under it.
        for place in (1, 2, -3, -2):
            if len(self.kept) < 4 or len(self.kept[place].text) > MAX_BYLINE:
                continue
            if self.kept[place - 1].text[-1] == ":":
                continue  # «… على الرابط:», and the address under it
            if rule := byline(self.kept[place].text, False, self.rules, near=True):
                self.drop(rule, self.kept.pop(place).text)

    def learn(self, source: str | None, sketch: SourceSketch | None) -> tuple[int, ...]:
        """Drop what the source repeats; return the observations of all lines that could be such."""
        if not source or not self.kept:
            return ()
        observed, repeated = observe_lines([line.text for line in self.kept], source, sketch)
        if repeated and len(repeated) < len(self.kept):
            for number in reversed(repeated):
                self.drop("source-repeats", self.kept.pop(number).text)
        return tuple(observed)


def sift(
    lines: list[Line],
    title: str,
    source: str | None,
    rules: RuleSet,
    sketch: SourceSketch | None,
    removed: "Counter[str]",
    trace: list[tuple[str, str]],
    whole: str | None = None,
    kinds: int = ~0,
) -> Sifted:
    """Keep the article's own lines. Removals are counted in `removed` and explained in `trace`.

    `whole`, if the caller has it, is the text the lines come from; `kinds` are the kinds of its characters
    (`workers.text.glance`), or more of them.
    """
    sieve = _Sieve(lines, title, source, rules, removed, trace, whole, kinds)
    for position, line in enumerate(lines):
        if not sieve.plain(line) and not sieve.sift(position, line):
            break
    sieve.trim()
    observations = sieve.learn(source, sketch)
    paragraphs, joined = join_blocks(sieve.kept)
    if joined:  # lines that were no rule's alone may be one together
        again = sift([Line(text) for text in paragraphs], title, source, rules, None, removed, trace)
        return Sifted(again.text, again.teaser or sieve.teaser, observations)
    text = "\n\n".join(paragraphs)
    return Sifted(text, sieve.teaser or bool(_ELLIPSIS.search(text[-8:])), observations)
