"""The little language in which boilerplate phrases are written, compiled to regular expressions.

A phrase is matched against a line's *skeleton*: the line folded and lower-cased, its words separated by
single spaces, a colon, bar, bullet or spaced dash kept as `:`, the full stop between sentences as `.`,
all other punctuation gone. The syntax is described in data/boilerplate.yaml.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from workers.text.fold import fold, fold_line

_RUN = re.compile(r"[\W_](?:(?<! )|(?=[\W_]))[\W_]*")
"""Whatever separates words, but for the single space, which is right already."""
_DELIMITER = re.compile(r"[:|•·●▪►»›>/\\*+←→]|(?<=\s)[-–—ـ−]|[-–—−](?=\s)|[—–]")
_STOP = re.compile(r"[.!?؟۔…](?=\s)")
_INITIAL = re.compile(r"(?:\A|[\s(\[«./])[\u0621-\u064aA-Za-z]\Z")
"""A letter alone before a full stop: an initial («ع. ح.»), no sentence ends there."""
_TOKEN = re.compile(
    r"\s*(?:(?P<open>[(\[])|(?P<close>[)\]])(?P<again>[+*?]?)|(?P<bar>\|)|\{(?P<macro>[a-z]+)\}(?P<times>[+*?]?)"
    r"|<(?P<low>\d+)-(?P<high>\d+)>|(?P<rest>…{1,2})|(?P<number>#)|(?P<colon>:)|(?P<stop>\.)|(?P<word>[^\s()\[\]|{}<>…#:]+))"
)
_GAP = "(?: [:.])*"
_END = "(?= |\\Z)"

ANY = "*"
"""In a set of first or last words: any word may stand there."""
NUMBER = "#"
"""In a set of first or last words: a number may stand there."""


class BadPhrase(ValueError):
    """A phrase in the data that does not follow the syntax; the message says where."""


def _mark(found: re.Match[str]) -> str:
    run = found[0]
    if _DELIMITER.search(run):
        return " : "
    if not _STOP.search(run):
        return " "
    start = found.start()
    return " " if run[0] == "." and _INITIAL.search(found.string, max(0, start - 2), start) else " . "


@lru_cache(maxsize=32)  # each rule that looks at a line asks for it
def skeleton(line: str) -> str:
    """Return the form of `line` that phrases match: `" اقرا ايضا : …"`, every word after one space."""
    body = _RUN.sub(_mark, fold_line(line).lower()).strip(" :.")
    return f" {body}" if body else ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One compiled phrase, with the words it may begin and end with (for look-up)."""

    source: str
    pattern: str
    first: frozenset[str]
    last: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """A compiled piece: its pattern, whether it may be empty, what it may begin and end with."""

    pattern: str
    empty: bool
    first: frozenset[str]
    last: frozenset[str]
    core: str | None = None
    """The pattern without the gap before it and the look-ahead after it, where it has both: what many
    pieces share is written once, which makes the patterns a third as long and quick to compile."""


def _whole(core: str, first: frozenset[str], last: frozenset[str]) -> _Part:
    return _Part(f"{_GAP} {core}{_END}", False, first, last, core)


def _word(text: str) -> _Part:
    words = skeleton(text).split()
    if not words:  # the word is punctuation (©, *): the skeleton has none
        return _Part("", True, frozenset(), frozenset())
    core = f"{_GAP} ".join(map(re.escape, words))
    return _whole(core, frozenset(words[:1]), frozenset(words[-1:]))


def _sequence(parts: list[_Part]) -> _Part:
    first: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    for part in parts:
        first |= part.first
        if not part.empty:
            break
    for part in reversed(parts):
        last |= part.last
        if not part.empty:
            break
    if parts and all(part.core is not None for part in parts):
        return _whole(f"{_GAP} ".join(part.core or "" for part in parts), first, last)
    return _Part("".join(part.pattern for part in parts), all(part.empty for part in parts), first, last)


def _choice(options: list[_Part]) -> _Part:
    first: frozenset[str] = frozenset().union(*(option.first for option in options))
    last: frozenset[str] = frozenset().union(*(option.last for option in options))
    cores = list(dict.fromkeys(option.core for option in options if option.core is not None))
    others = list(dict.fromkeys(option.pattern for option in options if option.core is None))
    core = f"(?:{'|'.join(cores)})" if len(cores) > 1 else "".join(cores)
    if not others:
        return _whole(core, first, last)
    if cores:
        others.insert(0, f"{_GAP} {core}{_END}")
    return _Part(f"(?:{'|'.join(others)})", any(option.empty for option in options), first, last)


def _repeat(part: _Part, again: str) -> _Part:
    if not again:
        return part
    # At most twelve times: no line says more, and the pattern stays linear.
    times = {"?": "?", "*": "{0,12}", "+": "{1,12}"}[again]
    return _Part(f"(?:{part.pattern}){times}", part.empty or again != "+", part.first, part.last)


_REST = _Part("[^.]*", True, frozenset({ANY}), frozenset({ANY}))
_EVERYTHING = _Part(".*", True, frozenset({ANY}), frozenset({ANY}))
_NUMBER = _whole("\\d+", frozenset({NUMBER}), frozenset({NUMBER}))
_COLON = _Part("(?: [.])* :", True, frozenset(), frozenset())


def _parse(text: str, position: int, macros: dict[str, _Part], closing: str | None) -> tuple[_Part, int]:
    options: list[_Part] = []
    parts: list[_Part] = []
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            if not text[position:].strip():
                break
            raise BadPhrase(f"cannot read {text[position:]!r} in {text!r}")
        position = found.end()
        if found["open"]:
            inner, position = _parse(text, position, macros, ")" if found["open"] == "(" else "]")
            parts.append(inner)
        elif found["close"]:
            if found["close"] != closing:
                raise BadPhrase(f"{found['close']!r} closes nothing in {text!r}")
            options.append(_sequence(parts))
            choice = _choice(options)
            if closing == "]":
                choice = _repeat(choice, "*" if found["again"] in ("*", "+") else "?")
            else:
                choice = _repeat(choice, found["again"])
            return choice, position
        elif found["bar"]:
            if closing is None:
                raise BadPhrase(f"a bar outside brackets in {text!r}")
            options.append(_sequence(parts))
            parts = []
        elif found["macro"]:
            if found["macro"] not in macros:
                raise BadPhrase(f"no macro {found['macro']!r}, wanted by {text!r}")
            parts.append(_repeat(macros[found["macro"]], found["times"]))
        elif found["low"]:
            low, high = int(found["low"]), int(found["high"])
            any_word = frozenset({ANY})
            parts.append(_Part(f"{_GAP}(?: [^ :.]+){{{low},{high}}}", low == 0, any_word, any_word))
        elif found["rest"]:
            parts.append(_REST if len(found["rest"]) == 1 else _EVERYTHING)
        elif found["number"]:
            parts.append(_NUMBER)
        elif found["colon"]:
            parts.append(_COLON)
        elif found["word"]:
            parts.append(_word(found["word"]))
    if closing is not None:
        raise BadPhrase(f"{closing!r} is missing in {text!r}")
    return _sequence(parts), position


def lines_of(block: str) -> list[str]:
    """Return the lines of a YAML block that are not empty."""
    return [line.strip() for line in block.splitlines() if line.strip()]


def compile_macros(macros: dict[str, str]) -> dict[str, _Part]:
    """Compile macros in order: each may use those before it."""
    compiled: dict[str, _Part] = {}
    for name, block in macros.items():
        compiled[name] = _choice([_parse(line, 0, compiled, None)[0] for line in lines_of(block)])
    return compiled


def compile_phrase(text: str, macros: dict[str, _Part]) -> Phrase:
    """Compile one phrase. Raises `BadPhrase` when it is ill-formed or could match any line."""
    part, _ = _parse(text, 0, macros, None)
    if part.empty:
        raise BadPhrase(f"{text!r} matches an empty line")
    if ANY in part.first and ANY in part.last:
        raise BadPhrase(f"{text!r} neither begins nor ends with a word: it cannot be looked up")
    return Phrase(text, f"{part.pattern}{_GAP}", part.first, part.last)


@lru_cache(maxsize=50_000)
def key_of(word: str) -> str:
    """Return the look-up key of a line's first or last word: folded, or `NUMBER`."""
    folded = fold(word).lower()
    return NUMBER if folded.isdecimal() else folded
