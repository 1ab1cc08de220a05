"""What is known while an article's lines are sifted: what was kept, what went, and where."""

from collections import Counter
from itertools import islice

from workers.text.boilerplate import Rule, RuleSet, first_word
from workers.text.document import Line
from workers.text.edges import NEAR
from workers.text.furniture import named_cues, spoken_words
from workers.text.glance import BETWEEN, CODE, ELLIPSIS, LATIN
from workers.text.headlines import of_sentences
from workers.text.phrases import skeleton
from workers.text.structure import has_runs
from workers.text.verses import dialogue, is_verse, verses

_NOT_FURNITURE = frozenset(
    ("title-repeated", "byline", "dateline", "agency", "caption", "repeated", "encoded-token", "contact")
)
"""Rules beside whose lines an article's own short line may well stand."""
_HEADING = 40
"""Longest subheading, in code points, that is told by the paragraph under it."""
_LINE, _BEGINNING = 25, 3
"""Lines of more code points than this, so many of them, tell whether an article is in spoken Arabic."""


class Sieve:
    """The lines of one article: those still to judge, those kept, and what went between them."""

    def __init__(
        self,
        lines: list[Line],
        title: str,
        source: str | None,
        rules: RuleSet,
        removed: "Counter[str]",
        trace: list[tuple[str, str]],
        whole: str | None,
        kinds: int,
    ) -> None:
        self.lines = lines
        self.title = title
        self.first = first_word(title)
        self.learned: dict[str, str] = {}
        if rules.learned:
            self.learned = {**rules.learned.get("*", {}), **rules.learned.get(source or "", {})}
        self.rules = rules
        self.removed = removed
        self.trace = trace
        self.kept: list[Line] = []
        self.seen: dict[int, str | set[str]] = {}
        """Lines by their length. Most are the only one of theirs, and a long one takes its time to hash."""
        self.teaser = False
        self.under: Rule | None = None
        self.headlines = 0
        self.cut_short: set[str] = set()
        """Lines that the source broke off."""
        if whole is None:
            whole = " ".join([line.text for line in lines])
        # An encoded token of neither letters nor `=` is a UUID of digits alone.
        self.tokens = (bool(kinds & LATIN) or (bool(kinds & BETWEEN) and "-" in whole)) and has_runs(whole)
        self.code = (bool(kinds & CODE) and (";" in whole or "{" in whole)) or (
            bool(kinds & LATIN) and "CDATA" in whole
        )
        self.dotted = bool(kinds & ELLIPSIS and "…" in whole) or ".." in whole or "قرأ " in whole
        self.parted = bool(kinds & BETWEEN)
        """Whether any line may have parts between bars or dashes."""
        self.quick = not (self.code or self.learned)
        self._of_sentences: bool | None = None
        self._spoken: bool | None = None
        self._verses: frozenset[str] | None = None
        self.gaps: set[int] = set()
        """Before which of the kept lines something of the page stood."""

    @property
    def of_sentences(self) -> bool:
        """Tell whether most of the lines are sentences."""
        if self._of_sentences is None:  # functools.cached_property takes a lock
            self._of_sentences = of_sentences([line.text for line in self.lines])
        return self._of_sentences

    def is_own_voice(self, text: str) -> bool:
        """Tell whether a line is of a poem or a dialogue, or in spoken Arabic as the article itself is: then no reader's comment.

        Ask only of lines that read as the page's: it is seldom needed.
        """
        if self._verses is None:
            texts = [line.text for line in self.lines]
            self._verses = verses(texts) | dialogue(texts)
        if text in self._verses or (self.kept and self.kept[-1].text[-1:] == ":" and is_verse(text)):
            return True  # «حيث يقول الشاعر:»
        if not spoken_words(text):
            return False
        if self._spoken is None:
            beginning = islice((line.text for line in self.lines if len(line.text) > _LINE), _BEGINNING)
            counts = list(map(spoken_words, beginning))
            self._spoken = sum(counts) > 2 and sum(map(bool, counts)) > 1
        return self._spoken

    def heads(self, text: str, position: int) -> bool:
        """Tell whether a short line at `position` is a subheading: the paragraph under it says the same words in a sentence."""
        below = self.lines[position + 1].text if position + 1 < len(self.lines) else ""
        if len(text) > _HEADING or len(below) < 2 * _HEADING or below[-1] not in '.»"' or " " not in text:
            return False
        return skeleton(text) in skeleton(below)

    def drop(self, rule: str, text: str) -> None:
        """Count and explain a line that goes."""
        self.removed[rule] += 1
        self.trace.append((named_cues(text) if rule == "furniture" else rule, text))
        if rule not in _NOT_FURNITURE:
            self.gaps.add(len(self.kept))

    def keep(self, line: Line) -> None:
        """Take a line for the article's own."""
        text = line.text
        same = self.seen.setdefault(len(text), text)
        if isinstance(same, set):
            same.add(text)
        elif same is not text:
            self.seen[len(text)] = {same, text}
        self.kept.append(line)

    def repeats(self, text: str) -> bool:
        """Tell whether a line like it was kept."""
        same = self.seen.get(len(text))
        return text in same if isinstance(same, set) else text == same

    def near(self, start: int) -> list[str]:
        """Return the first (0) or last (`-NEAR`) lines kept: so many that all judging takes linear time."""
        return [line.text for line in (self.kept[start:] if start else self.kept[:NEAR])]

    def beside(self, place: int) -> bool:
        """Tell whether something of the page stood right above or under the kept line `place`."""
        return place in self.gaps or place + 1 in self.gaps
