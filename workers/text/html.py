"""HTML to lines of text: the article's blocks, without the page around them.

selectolax's lexbor parses (a browser's algorithm, in C); the walk is ours, because paragraphs, inline
tags inside a word and the share of link text per block have to be kept. What is left out by structure
stands in data/html.yaml; what needs its words read is left to `workers.text.boilerplate`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from workers.text.data import load_yaml

MAX_DEPTH = 400
"""Elements nested deeper than any page's: such input is stripped of its tags without parsing, because
a browser's algorithm looks up the whole stack at every start tag."""

_DATA: dict[str, Any] = load_yaml("html.yaml")
_BLOCK = frozenset(_DATA["block"])
_ALWAYS = frozenset(_DATA["drop_always"])
_MINOR = frozenset(_DATA["drop_if_minor"])
_ROLES = frozenset(_DATA["drop_roles"])
_KNOWN = sorted(_BLOCK | _ALWAYS | _MINOR | frozenset(_DATA["inline"]), key=len, reverse=True)


def _alternatives(names: list[str]) -> str:
    return "|".join(re.escape(name.replace(" ", "-")) for name in sorted(names, key=len, reverse=True))


_CLASSES = re.compile(
    "-(?:"
    + "|".join(f"(?P<{rule}>{_alternatives(names)})" for rule, names in _DATA["drop_classes"].items())
    + ")-"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
_TAG = re.compile(
    rf"<(?=[/a-z!])(?:/?(?P<name>{'|'.join(map(re.escape, _KNOWN))})(?:\s[^<>]*|/)?|!doctype[^<>]{{0,500}})>",
    re.I,
)
_BREAKING = _BLOCK | {"br"}
_CONTENT_GONE = re.compile(r"<(script|style|noscript|iframe|template)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BREAKS = re.compile(r"\x00[ \n]*(?:\x00[ \n]*)+")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_PARAGRAPH = re.compile(r"<(?:p|br)(?=[\s/>])", re.I)
_SOFT_SPACE = re.compile(r"[ \t\n\r\f]+")
_WORDLESS = [
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "math",
    "canvas",
    "object",
    "embed",
    "map",
]
"""Removed before anything is measured: what they hold no reader sees."""
_NEVER = frozenset({"html", "body", "article", "main"})
_LONG = frozenset({"comments", "related", "navigation", "cookie", "footer", "nav", "aside", "hidden"})
"""Rules that may take most of a page's text; the others, weaker or wrapped round the article by careless
templates, take less than half."""
_MAX_GUARDS = 300
"""How many elements are measured before they are left out: each measure reads the element's text."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as the page shows it."""

    text: str
    """Single `<br>`s are newlines."""
    linked: float
    """Share of its letters that stand in links, from 0 to 1."""
    item: bool
    """True for an item of a list."""


def is_html(text: str) -> bool:
    """Tell whether `text` holds a tag that HTML knows; `x < y` and `<name>` are none."""
    return "<" in text and (_TAG.search(text) is not None or ("<!--" in text and "-->" in text))


def has_blocks(text: str) -> bool:
    """Tell whether tags make the paragraphs of `text`; else its newlines do."""
    return any((found["name"] or "").lower() in _BREAKING for found in _TAG.finditer(text))


def strip_tags(text: str) -> str:
    """Return `text` without known tags, by pattern: block tags become newlines, others nothing."""
    text = _CONTENT_GONE.sub("", _without_comments(text))
    return _TAG.sub(lambda found: "\n" if (found["name"] or "").lower() in _BREAKING else "", text)


def _without_comments(text: str) -> str:
    pieces: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces.append(text[position:start])
        position = end + 3
    return "".join(pieces) + text[position:]


@lru_cache(maxsize=20_000)
def junk_class(attribute: str) -> str | None:
    """Name what a class or id attribute marks as the page's, or None."""
    words = "-".join(word.lower() for word in _CAMEL.split(attribute) if word)
    found = _CLASSES.search(f"-{words}-")
    return found.lastgroup if found else None


def _too_deep(text: str) -> bool:
    if text.count("<") < MAX_DEPTH:
        return False
    depth = 0
    for found in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", text):
        if found[2].lower() in (
            "p",
            "br",
            "img",
            "li",
            "hr",
            "input",
            "meta",
            "link",
            "td",
            "tr",
            "source",
            "wbr",
        ):
            continue
        depth += -1 if found[1] else 1
        if depth > MAX_DEPTH:
            return True
        depth = max(depth, 0)
    return False


class _Walk:
    """One pass over a parsed page. Keeps the blocks found and what was left out, by name."""

    def __init__(self, size: int, containers: frozenset[int], paragraphs: bool) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[tuple[str, str]] = []
        self._size = size
        self._containers = containers
        self._outside = bool(containers)
        self._paragraphs = paragraphs
        self._parts: list[str] = []
        self._linked = self._letters = self._links = self._items = self._pre = 0
        self._guards = 0

    def _flush(self) -> None:
        """End the paragraph under way."""
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts.clear()
        share = self._linked / self._letters if self._letters else 0.0
        self._linked = self._letters = 0
        for piece in _BREAKS.split(text):
            line = piece.replace("\x00", "\n").strip(" \n")
            if not line:
                continue
            if self._outside:
                self.dropped.append(("outside-article", line))
            else:
                self.blocks.append(Block(line, share, self._items > 0))

    def _text(self, data: str) -> None:
        if self._pre:
            data = data.replace("\n", "\x00\x00")
        elif not self._paragraphs and "\n" in data:
            data = _BLANK_LINE.sub("\x00\x00", data)
        data = _SOFT_SPACE.sub(" ", data)
        self._parts.append(data)
        letters = len(data) - data.count(" ")
        self._letters += letters
        if self._links:
            self._linked += letters

    def _enter(self, tag: str) -> None:
        if tag in _BLOCK:
            self._flush()
        if tag == "a":
            self._links += 1
        elif tag == "li":
            self._items += 1
        elif tag == "pre":
            self._pre += 1

    def _leave(self, tag: str) -> None:
        if tag in _BLOCK:
            self._flush()
        if tag == "a":
            self._links -= 1
        elif tag == "li":
            self._items -= 1
        elif tag == "pre":
            self._pre -= 1

    def _alone(self, node: LexborNode) -> bool:
        """Tell whether an inline element shares its line with no text: else it is part of a sentence."""
        if any(part.strip(" \x00\xa0|/") for part in self._parts):
            return False
        after = node.next
        for _ in range(20):
            if after is None or (after.tag or "") in _BLOCK or after.tag == "br":
                return True
            if after.tag == "-text" and (after.text_content or "").strip(" \n\t\xa0|/"):
                return False
            after = after.next
        return False

    def _rule(self, node: LexborNode, tag: str) -> str | None:
        """Name the structural rule by which an element goes, or None."""
        if tag in _ALWAYS:
            return tag
        rule: str | None = tag if tag in _MINOR else None
        attributes = node.attributes
        if attributes and tag not in _NEVER:
            style = attributes.get("style")
            if "hidden" in attributes or (style and _INVISIBLE_STYLE.search(style)):
                rule = "hidden"
            elif attributes.get("role") in _ROLES:
                rule = "role"
            else:
                for key in ("class", "id"):
                    value = attributes.get(key)
                    if value and (named := junk_class(value)) is not None:
                        if tag in _BLOCK or self._alone(node):
                            rule = named
                        break
        if rule is None or self._guards >= _MAX_GUARDS:
            return None
        self._guards += 1
        inside = len(node.text(deep=True))
        return rule if inside < self._size * (0.85 if rule in _LONG else 0.5) or inside < 40 else None

    def walk(self, root: LexborNode) -> None:
        """Visit all nodes under `root` in document order, without recursion."""
        stack: list[tuple[LexborNode, str, bool]] = []
        node = root.first_child
        while node is not None or stack:
            if node is None:
                node, tag, container = stack.pop()
                self._leave(tag)
                if container:
                    self._flush()
                    self._outside = True
            else:
                tag = node.tag or ""
                if tag == "-text":
                    self._text(node.text_content or "")
                elif tag == "br":
                    self._parts.append("\x00")
                elif tag and tag[0] not in "-!":
                    if (rule := self._rule(node, tag)) is not None:
                        if tag in _BLOCK:
                            self._flush()
                        self.dropped.append((rule, _SOFT_SPACE.sub(" ", node.text(deep=True)).strip()))
                    else:
                        container = self._outside and node.mem_id in self._containers
                        if container:
                            self._flush()
                            self._outside = False
                        self._enter(tag)
                        stack.append((node, tag, container))
                        node = node.first_child
                        continue
            node = node.next
        self._flush()


def _containers(tree: LexborHTMLParser, size: int) -> frozenset[int]:
    """Return the identities of the elements that hold the article, if they hold most of the page."""
    for selector in _DATA["containers"]:
        chosen: list[int] = []
        inside = 0
        for node in tree.css(selector)[:50]:
            length = len(node.text(deep=True))
            if length >= size / 4:
                chosen.append(node.mem_id)
                inside += length
        if inside >= size / 2:
            return frozenset(chosen)
    return frozenset()


def extract(text: str) -> tuple[list[Block], list[tuple[str, str]]]:
    """Return the blocks of an HTML body, and what was left out as (rule, text)."""
    if _too_deep(text):
        lines = [line.strip() for line in strip_tags(text).split("\n")]
        return [Block(line, 0.0, False) for line in lines if line], []
    tree = LexborHTMLParser(text)
    tree.strip_tags(_WORDLESS, recursive=True)
    root = tree.body
    if root is None:
        return [], []
    size = len(root.text(deep=True))
    # Where no tag makes paragraphs (WordPress' raw posts), a blank line does.
    walk = _Walk(size, _containers(tree, size), _PARAGRAPH.search(text) is not None)
    walk.walk(root)
    return walk.blocks, walk.dropped
