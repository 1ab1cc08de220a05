"""Cleaning: the article's own words, and nothing else, every removal explained.

    Cleaner().clean(raw)                     # with learning per source, state inside
    clean(raw, rules=…, sketch=…)            # pure: state passed in, observations handed back

The order matters: entities are decoded and tags stripped first, then mojibake is repaired while its
control characters are still there, then characters are cleaned, then lines are judged.
"""

from collections import Counter

from topics import RawArticle, Removal
from workers.text.boilerplate import RuleSet, load_rules
from workers.text.characters import (
    clean_characters,
    clean_plain,
    decode_entities,
    join_surrogates,
    normalise_lines,
)
from workers.text.document import Cleaned, Line
from workers.text.encoding import repair, suspicious
from workers.text.glance import ODD, is_plain, kinds_of
from workers.text.html import Block, extract, has_blocks, is_html, strip_tags
from workers.text.language import identify
from workers.text.lines import Sifted, sift
from workers.text.sketch import SourceSketch
from workers.text.structure import strip_shortcodes

_ROUNDS = 8
"""What one round of decoding uncovers the next cleans; real text needs one, and no text more than these."""


def _settle(text: str, removed: "Counter[str]") -> tuple[str, int]:
    """Return `text` with no tag, entity, mojibake or unseen character left, and how many lines were repaired.

    Newlines stay where they are; none is added but by tags.
    """
    repaired = 0
    for _ in range(_ROUNDS):
        before = text
        if "&" in text:
            text = decode_entities(text)
        if "<" in text and is_html(text):
            text = strip_tags(text)
        if "[" in text:
            text = strip_shortcodes(text, removed)
        text, lines = repair(text)
        repaired += lines
        text = clean_characters(normalise_lines(text), removed)
        # A character that went may have stood inside an entity, a tag or a misread letter.
        if text == before or not ("&" in text or "<" in text or "[" in text or suspicious(text)):
            break
    return text, repaired


def _clean_title(title: str | None, removed: "Counter[str]") -> str:
    if not title:
        return ""
    text = title
    if not is_plain(title):
        text, _ = _settle(normalise_lines(join_surrogates(title)), removed)
    return " ".join(text.split())


def _lines_of_html(
    body: str, removed: "Counter[str]", trace: list[tuple[str, str]]
) -> tuple[list[Line], int]:
    blocks, dropped = extract(body)
    for rule, text in dropped:
        removed[rule] += 1
        trace.append((rule, text))
    return _lines_of_blocks(blocks, removed)


def _lines_of_blocks(blocks: list[Block], removed: "Counter[str]") -> tuple[list[Line], int]:
    # All blocks are settled in one go; what an entity decodes to never begins a new line.
    pieces: list[str] = []
    owners: list[int] = []
    for number, block in enumerate(blocks):
        for piece in block.text.split("\n"):
            pieces.append(" ".join(decode_entities(piece).split("\n")) if "&" in piece else piece)
            owners.append(number)
    text, repaired = _settle("\n".join(pieces), removed)
    settled = text.split("\n")
    if len(settled) != len(owners):  # a tag that was encoded as text made new paragraphs
        return [Line(line.strip(" ")) for line in settled if line.strip(" ")], repaired
    lines: list[Line] = []
    for line, number in zip(settled, owners, strict=True):
        if line := line.strip(" "):
            block = blocks[number]
            lines.append(Line(line, number, block.linked, block.item))
    return lines, repaired


def clean(raw: RawArticle, rules: RuleSet | None = None, sketch: SourceSketch | None = None) -> Cleaned:
    """Return the clean title and text of `raw`, its language, and what was removed by which rule.

    Pure: `sketch`, what was learned of the article's source so far, is read and not changed; pass
    `Cleaned.observations` to its `observe` afterwards. The text is empty where nothing was left.
    Never raises.
    """
    rules = rules or load_rules()
    removed: Counter[str] = Counter()
    trace: list[tuple[str, str]] = []
    title = _clean_title(raw.title, removed)
    kinds = kinds_of(raw.body) if "<" not in raw.body else ODD
    if not kinds & ODD:
        text = clean_plain(raw.body, kinds, removed)
        lines = [Line(line) for piece in text.split("\n") if (line := piece.strip(" "))]
        sifted = sift(lines, title, raw.source, rules, sketch, removed, trace, text, kinds)
        return _cleaned(raw, title, sifted, removed, trace, 0, plain=True)
    body = join_surrogates(raw.body)
    if body is not raw.body:
        removed["lone-surrogate"] += len(raw.body) - len(body)
    body = normalise_lines(body)
    if "&lt;" in body and not is_html(body):
        body = decode_entities(body)  # the whole page was encoded as text
    if is_html(body) and has_blocks(body):
        lines, repaired = _lines_of_html(body, removed, trace)
    else:
        text, repaired = _settle(body, removed)
        lines = [Line(line) for piece in text.split("\n") if (line := piece.strip(" "))]
    sifted = sift(lines, title, raw.source, rules, sketch, removed, trace)
    return _cleaned(raw, title, sifted, removed, trace, repaired)


def _cleaned(
    raw: RawArticle,
    title: str,
    sifted: Sifted,
    removed: "Counter[str]",
    trace: list[tuple[str, str]],
    repaired: int,
    plain: bool = False,
) -> Cleaned:
    return Cleaned(
        title=title,
        text=sifted.text,
        language=identify(sifted.text, title, raw.language, plain),
        removed=tuple([Removal(rule, count) for rule, count in sorted(removed.items()) if count > 0]),
        teaser=sifted.teaser,
        trace=tuple(trace),
        mojibake_repaired=repaired,
        raw_length=len(raw.body),
        observations=sifted.observations,
    )


class Cleaner:
    """Cleans a stream: `clean` with the shipped rules, learning each source's repeated lines as it goes.

    `sketch` is the state to keep over a restart (`sketch.to_bytes()`); None switches learning off.
    Not for concurrent use.
    """

    def __init__(
        self, rules: RuleSet | None = None, sketch: SourceSketch | None = None, learn: bool = True
    ) -> None:
        self.rules = rules or load_rules()
        self.sketch = (sketch or SourceSketch()) if learn else None

    def clean(self, raw: RawArticle) -> Cleaned:
        """Clean one article by what was learned before it, then learn from it."""
        cleaned = clean(raw, self.rules, self.sketch)
        if self.sketch is not None and raw.source and cleaned.observations:
            self.sketch.observe(raw.source, cleaned.observations)
        return cleaned
