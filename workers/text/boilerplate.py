"""Which lines of an article are the page's: rules as data, compiled once, looked up by a line's first word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from workers.text.data import FOLDER, load_yaml
from workers.text.phrases import (
    ANY,
    BadPhrase,
    Phrase,
    compile_macros,
    compile_phrase,
    key_of,
    lines_of,
    skeleton,
)

DEFAULT_RULES = FOLDER / "boilerplate.yaml"
MAX_BY_LAST = 80
"""Longest line looked up by its last word: only short phrases begin with any word."""
MAX_REPEATED = 1.5
"""How much longer than the rule's one pattern its patterns by first word may be in all."""
LONG = 150
MAX_LINE = 500
"""Longest line, in code points, that a phrase is tried on: no page's stock phrase is longer."""


class Action(StrEnum):
    """What goes with a line that a rule names."""

    LINE = "line"
    LABEL = "label"
    """The headline under it goes too."""
    LEAD = "lead"
    """It goes only if a headline is under it, and that with it: else it is the article's («في السياق نفسه»)."""
    LIST = "list"
    """The short items or the comma list under it go too."""
    BOX = "box"
    """All headlines under it go too."""
    REST = "rest"
    """Everything under it goes too."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule of the data, with the examples that test it."""

    name: str
    what: str
    action: Action
    where: str
    """`anywhere`, `edge` (first or last line of what is left) or `foot` (last line)."""
    tail: bool
    """True if it may also name what follows a paragraph's last full stop."""
    longest: int
    """Longest line, in code points, that it may name."""
    hints: tuple[str, ...] = field(repr=False)
    """Without one of these a line of over `LONG` code points need not be looked at."""
    phrases: tuple[Phrase, ...] = field(repr=False)
    junk: tuple[str, ...] = field(default=(), repr=False)
    keep: tuple[str, ...] = field(default=(), repr=False)
    frame: bool = False
    """True if most of the line is another's words, such as a headline: how those read says nothing."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One named pattern of marks that end a line where the source cut it short."""

    name: str
    hints: tuple[str, ...]
    """Without one of these the pattern need not be tried."""
    pattern: re.Pattern[str]
    junk: tuple[str, ...]
    keep: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """All rules, indexed. Build with `load_rules`."""

    rules: tuple[Rule, ...]
    cuts: tuple[Cut, ...]
    by_first: dict[str, tuple[tuple[Rule, str], ...]]
    by_last: dict[str, tuple[tuple[Rule, str], ...]]
    learned: dict[str, dict[str, str]] = field(default_factory=dict)
    """Source (`*` for all) to skeleton of a line to the name of the reviewed rule that removes it."""


def _index(
    rules: Iterable[Rule],
) -> tuple[dict[str, tuple[tuple[Rule, str], ...]], dict[str, tuple[tuple[Rule, str], ...]]]:
    # All phrases of a rule that share a first word become one pattern; where those would repeat long macros
    # over and over, all phrases of the rule do, because compiling is what the first articles wait for.
    first: dict[str, dict[str, list[str]]] = {}
    last: dict[str, dict[str, list[str]]] = {}
    named = {rule.name: rule for rule in rules}
    for rule in named.values():
        for phrase in rule.phrases:
            index, keys = (last, phrase.last) if ANY in phrase.first else (first, phrase.first)
            for key in keys:
                index.setdefault(key, {}).setdefault(rule.name, []).append(phrase.pattern)

    whole = {
        rule.name: "|".join(dict.fromkeys(phrase.pattern for phrase in rule.phrases))
        for rule in named.values()
    }
    parts: dict[str, set[str]] = {}
    for index in (first, last):
        for found in index.values():
            for name, patterns in found.items():
                parts.setdefault(name, set()).add("|".join(patterns))
    repeated = {name for name, each in parts.items() if sum(map(len, each)) > MAX_REPEATED * len(whole[name])}

    def tuples(index: dict[str, dict[str, list[str]]]) -> dict[str, tuple[tuple[Rule, str], ...]]:
        return {
            key: tuple(
                (named[name], whole[name] if name in repeated else "|".join(patterns))
                for name, patterns in found.items()
            )
            for key, found in index.items()
        }

    return tuples(first), tuples(last)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile on first use: of a thousand patterns a stream uses some dozens."""
    return re.compile(f"(?:{pattern})\\Z")


def _rule(entry: dict[str, Any], macros: dict[str, Any]) -> Rule:
    try:
        return Rule(
            name=entry["name"],
            what=entry["what"],
            action=Action(entry.get("action", "line")),
            where=entry.get("where", "anywhere"),
            tail=bool(entry.get("tail", False)),
            longest=int(entry.get("longest", 200)),
            hints=tuple(entry.get("hints", ())),
            phrases=tuple(compile_phrase(line, macros) for line in lines_of(entry["phrases"])),
            junk=tuple(lines_of(entry["junk"])),
            keep=tuple(lines_of(entry["keep"])),
            frame=bool(entry.get("frame", False)),
        )
    except (BadPhrase, KeyError, ValueError) as error:
        raise BadPhrase(f"rule {entry.get('name')!r}: {error}") from error


@lru_cache(maxsize=16)
def load_rules(*extra: Path) -> RuleSet:
    """Load the shipped rules, and files of reviewed lines that `rasid rules learn` proposed.

    Raises `BadPhrase` with the rule's name when the data is ill-formed.
    """
    data = load_yaml(DEFAULT_RULES)
    macros = compile_macros(data["macros"])
    rules = tuple(_rule(entry, macros) for entry in data["rules"])
    cuts = tuple(
        Cut(
            entry["name"],
            tuple(entry["hints"]),
            re.compile(f"(?:{'|'.join(entry['patterns'])})\\s*\\Z", re.IGNORECASE),
            tuple(lines_of(entry["junk"])),
            tuple(lines_of(entry["keep"])),
        )
        for entry in data["cuts"]
    )
    learned: dict[str, dict[str, str]] = {}
    for path in extra:
        for entry in (load_yaml(path) or {}).get("learned", ()):
            lines = learned.setdefault(entry.get("source") or "*", {})
            for line in entry["lines"]:
                lines[skeleton(line)] = entry["name"]
    by_first, by_last = _index(rules)
    return RuleSet(rules, cuts, by_first, by_last, learned)


ANYWHERE = frozenset({"anywhere"})
AT_HEAD = frozenset({"anywhere", "edge"})
AT_FOOT = frozenset({"anywhere", "edge", "foot"})

_FIRST = re.compile(r"[\W_]*([^\W_]+(?:[\u064b-\u0652\u0670]+[^\W_]*)*)")
_LAST = re.compile(r"([^\W_\s]+(?:[\u064b-\u0652\u0670]+[^\W_]*)*)[\W_]*\Z")


@lru_cache(maxsize=100_000)
def _key_of_token(token: str) -> str | None:
    found = _FIRST.match(token)
    return key_of(found[1]) if found else None


@lru_cache(maxsize=20_000)
def _key_of_last(end: str) -> str | None:
    found = _LAST.search(end)
    return key_of(found[1]) if found else None


def _last_word(line: str) -> str | None:
    """Return the look-up key of the last word of `line`, if it stands in the last 30 code points."""
    # Most lines end with a word, or a word and a mark: the look-up of that token is remembered.
    token = line[line.rfind(" ") + 1 :]
    if len(token) <= 30 and (key := _key_of_last(token)) is not None:
        return key
    found = _LAST.search(line, max(0, len(line) - 30))
    return key_of(found[1]) if found else None


def first_word(line: str, start: int = 0) -> str | None:
    """Return the look-up key of the first word of `line[start:]`, or None if it has no word."""
    space = line.find(" ", start)
    # Most lines begin with a word: the look-up of that token is remembered.
    token = line[start:space] if space > start else line[start:]
    if len(token) < 40 and (key := _key_of_token(token)) is not None:
        return key
    found = _FIRST.match(line, start)
    return key_of(found[1]) if found else None


def match_line(
    line: str, rules: RuleSet, first: str | None = None, where: frozenset[str] = ANYWHERE
) -> Rule | None:
    """Return the rule that names the whole of `line` as the page's, or None.

    `first` is its `first_word`, where the caller has it; `where` says which rules count at its place.
    """
    length = len(line)
    if length > MAX_LINE:
        return None
    first = first or first_word(line)
    if first is None:
        return None
    shape = ""
    for rule, pattern in rules.by_first.get(first, ()):
        if length <= rule.longest and rule.where in where:
            if length > LONG and rule.hints and not any(map(line.__contains__, rule.hints)):
                continue
            shape = shape or skeleton(line)
            if compiled(pattern).match(shape):
                return rule
    if length <= MAX_BY_LAST and rules.by_last:
        for rule, pattern in rules.by_last.get(_last_word(line) or "", ()):
            shape = shape or skeleton(line)
            if compiled(pattern).match(shape):
                return rule
    return None


_SENTENCE_ENDS = (". ", "؟ ", "! ", "… ", ".» ", '." ')
MAX_TAIL = 160
"""How far from a paragraph's end, in code points, a tail of the page's may begin."""


def match_tail(line: str, rules: RuleSet, where: frozenset[str] = ANYWHERE) -> tuple[Rule, int] | None:
    """Find what follows a full stop of `line` and is the page's: its rule and where it starts.

    The longest such end wins. What stands before it is whole sentences.
    """
    start = max(0, len(line) - MAX_TAIL)
    if line[-1:] == ".":
        # What a page adds seldom ends so: its last sentence alone is looked at, if it is short.
        start = line.rfind(". ", max(0, len(line) - MAX_BY_LAST), -1)
        if start < 0:
            return None
    ends: list[int] = []
    for mark in _SENTENCE_ENDS:
        found = line.find(mark, start)
        while found >= 0:
            ends.append(found + len(mark))
            found = line.find(mark, found + 1)
    for end in sorted(ends):
        first = first_word(line, end)
        if first in rules.by_first and (
            any(rule.tail for rule, _ in rules.by_first[first]) or _last_word(line) in rules.by_last
        ):
            rule = match_line(line[end:], rules, first, where)
            if rule is not None and rule.tail:
                return rule, end
    return None


_BRACKETED_SEGMENT = re.compile(r"\s*(?:[|•·●▪]|\s[-–—/]\s)\s*")


def match_segments(line: str, rules: RuleSet) -> Rule | None:
    """Return the first rule if every part of a line cut by bars or bullets is the page's («طباعة | حفظ»)."""
    parts = [part for part in _BRACKETED_SEGMENT.split(line) if part.strip()]
    if len(parts) < 2:
        return None
    matched = [match_line(part, rules) for part in parts]
    return matched[0] if all(matched) else None


def match_cut(text: str, cut: Cut) -> tuple[str, str] | None:
    """Find the marks by which a source cut a line short at its end: the line without them, and the marks."""
    end = text[-90:]
    if not (".." in end or "…" in end or end[-1:] in (")", "]", "»", "›", ">", "→", "←") or "قرأ " in end):
        return None
    lowered = end.lower()
    if not any(hint in lowered for hint in cut.hints):
        return None
    found = cut.pattern.search(text, max(0, len(text) - 90))
    if found is None or not found[0].strip():
        return None
    rest = text[: found.start()].rstrip(" ")
    dots = found[0].lstrip(" ")
    if dots.startswith("....") and not dots.startswith("....."):
        rest += "."  # a full stop, then three dots
    return rest, found[0].strip()
