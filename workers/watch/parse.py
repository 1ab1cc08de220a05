"""Read watch rules from YAML, strictly: every mistake is one line that says where and what to do.

The nodes are read as written (all scalars are text): YAML's own guesses would turn the country code
`NO` into False and the subject `04000000` into an octal number.
"""

import re
from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

import yaml

from topics import EventStatus, EventType, Severity
from workers.watch.conditions import (
    AllOf,
    AnyOf,
    Condition,
    EntityNamed,
    EventTold,
    Not,
    Rule,
    SubjectIs,
    WordUsed,
    has_evidence,
)
from workers.watch.names import modes_of, narrower_subjects
from workers.watch.words import phrase_tokens

Resolve = Callable[[str], Collection[str]]
"""Label of an entity → the ids that bear it."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there

DEEPEST = 12
"""How many any, all and not may stand inside each other."""

_RULE_KEYS = ("name", "title", "description", "severity", "sources", "except_sources", "when")
_EXTRAS: dict[str, tuple[str, ...]] = {
    "any": (),
    "all": (),
    "not": (),
    "entity": (),
    "word": ("exact",),
    "event": ("mode", "status", "source", "target", "place", "country"),
    "subject": ("min_score",),
}
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_ENTITY_ID = re.compile(r"Q[1-9]\d*|rasid:\S+")
_SUBJECT = re.compile(r"\d{8}")
_COUNTRY = re.compile(r"[A-Z]{2}")

E = TypeVar("E", bound=StrEnum)


class _Wrong(Exception):
    """A mistake at a node; collected by the reader, never seen outside this module."""

    def __init__(self, node: yaml.Node, message: str) -> None:
        super().__init__(message)
        self.node = node
        self.message = message


def parse_rules(
    text: str, file: str, resolve: Resolve | None = None
) -> tuple[tuple[Rule, ...], tuple[str, ...]]:
    """Return the rules of `text` and the mistakes in it, each as one line that begins with `file:line`."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = " ".join((error.problem or "unreadable").split())
        return (), (f"{file}:{line}: this is no YAML ({problem}): check indentation, colons and quotes here",)
    except yaml.YAMLError as error:
        return (), (f"{file}:1: this is no YAML: {' '.join(str(error).split())}",)
    mistakes: list[str] = []

    def say(wrong: _Wrong, rule: str = "") -> None:
        line = wrong.node.start_mark.line + 1
        mistakes.append(f"{file}:{line}: {f'rule {rule}: ' if rule else ''}{wrong.message}")

    rules: dict[str, tuple[Rule, yaml.Node]] = {}
    try:
        nodes = _rule_nodes(root, file)
    except _Wrong as wrong:
        say(wrong)
        return (), tuple(mistakes)
    for number, node in enumerate(nodes, 1):
        try:
            rule = _rule(node, resolve)
            if rule.name in rules:
                first = rules[rule.name][1].start_mark.line + 1
                raise _Wrong(node, f"the name was used on line {first}: give this rule another")
            rules[rule.name] = (rule, node)
        except _Wrong as wrong:
            say(wrong, _name_of(node) or f"number {number}")
    return tuple(rule for rule, _ in rules.values()), tuple(mistakes)


def _rule_nodes(root: yaml.Node | None, file: str) -> list[yaml.Node]:
    if root is None:
        mark = yaml.Mark(file, 0, 0, 0, "", 0)
        raise _Wrong(yaml.ScalarNode("", "", mark), "the file is empty: begin it with rules:")
    top = _mapping(root, ("rules",), "the file")
    if "rules" not in top:
        raise _Wrong(root, "the key rules is missing: begin the file with rules:")
    return _items(top["rules"], "rules", "write at least one rule, each beginning with - name:")


def _name_of(node: yaml.Node) -> str:
    """Return the name that a faulty rule gives itself, or nothing."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next(
        (str(value.value) for key, value in pairs if key.value == "name" and isinstance(value.value, str)), ""
    )


def _rule(node: yaml.Node, resolve: Resolve | None) -> Rule:
    keys = _mapping(node, _RULE_KEYS, "a rule")
    for required in ("name", "title", "severity", "when"):
        if required not in keys:
            raise _Wrong(node, f"the key {required} is missing: add it")
    name = _text(keys["name"], "name")
    if not _NAME.fullmatch(name):
        raise _Wrong(
            keys["name"], f"the name {name!r} must be lower-case letters, digits and hyphens, at most 64"
        )
    when = _condition(keys["when"], resolve, 0)
    if not has_evidence(when):
        raise _Wrong(
            keys["when"],
            "the rule could fire with nothing to show: a not stands alone or under any; put it under all "
            "beside an entity, word, event or subject",
        )
    return Rule(
        name=name,
        title=_text(keys["title"], "title"),
        severity=_one_of(Severity, keys["severity"], "severity"),
        when=when,
        description=_text(keys["description"], "description") if "description" in keys else "",
        sources=frozenset(text.casefold() for _, text in _texts(keys.get("sources"), "sources")),
        except_sources=frozenset(
            text.casefold() for _, text in _texts(keys.get("except_sources"), "except_sources")
        ),
    )


def _condition(node: yaml.Node, resolve: Resolve | None, depth: int) -> Condition:
    if isinstance(node, yaml.SequenceNode):
        raise _Wrong(node, "a list stands where a condition belongs: write any: or all: above it")
    if depth > DEEPEST:
        raise _Wrong(node, f"conditions are nested more than {DEEPEST} deep: split the rule")
    kinds = tuple(_EXTRAS)
    extras = tuple(extra for names in _EXTRAS.values() for extra in names)
    keys = _mapping(node, kinds + extras, "a condition")
    present = [kind for kind in kinds if kind in keys]
    if len(present) != 1:
        what = (
            f"{present[0]} and {present[1]} stand in one condition" if present else "the condition is empty"
        )
        raise _Wrong(node, f"{what}: write one of {', '.join(kinds)}; list several under any: or all:")
    kind = present[0]
    for key, value in keys.items():
        if key != kind and key not in _EXTRAS[kind]:
            allowed = f"; {kind} takes {', '.join(_EXTRAS[kind])}" if _EXTRAS[kind] else ""
            raise _Wrong(value, f"{key} does not belong to {kind}{allowed}: move or remove it")
    value = keys[kind]
    if kind in ("any", "all"):
        items = _items(value, kind, "list at least one condition under it")
        children = tuple(_condition(item, resolve, depth + 1) for item in items)
        return AnyOf(children) if kind == "any" else AllOf(children)
    if kind == "not":
        return Not(_condition(value, resolve, depth + 1))
    if kind == "entity":
        return _any_of(EntityNamed(id) for id in _entity_ids(value, "entity", resolve))
    if kind == "word":
        return _words(value, _flag(keys["exact"], "exact") if "exact" in keys else False)
    if kind == "subject":
        return _subjects(value, _score(keys["min_score"]) if "min_score" in keys else 0.0)
    return _events(value, keys, resolve)


def _any_of(
    leaves: Iterator[EntityNamed] | Iterator[WordUsed] | Iterator[EventTold] | Iterator[SubjectIs],
) -> Condition:
    found: tuple[Condition, ...] = tuple(dict.fromkeys(leaves))
    return found[0] if len(found) == 1 else AnyOf(found)


def _words(node: yaml.Node, exact: bool) -> Condition:
    found: list[WordUsed] = []
    for item, phrase in _texts(node, "word"):
        condition = WordUsed(" ".join(phrase.split()), exact)
        try:
            phrase_tokens(condition)
        except ValueError as error:
            raise _Wrong(item, f"word {phrase!r}: {error}") from None
        found.append(condition)
    return _any_of(iter(found))


def _events(node: yaml.Node, keys: dict[str, yaml.Node], resolve: Resolve | None) -> Condition:
    statuses = frozenset({EventStatus.ASSERTED})
    if "status" in keys:
        written = _texts(keys["status"], "status")
        if [text for _, text in written] == ["any"]:
            statuses = frozenset(EventStatus)
        else:
            statuses = frozenset(_member(EventStatus, item, text, "status") for item, text in written)
    countries = [(item, text) for item, text in _texts(keys.get("country"), "country")]
    for item, code in countries:
        if not _COUNTRY.fullmatch(code):
            raise _Wrong(item, f"the country {code!r} must be an ISO 3166-1 code of two capitals, such as SD")
    roles = {
        role: frozenset(_entity_ids(keys[role], role, resolve)) if role in keys else frozenset[str]()
        for role in ("source", "target", "place")
    }
    types = [_member(EventType, item, text, "event type") for item, text in _texts(node, "event")]
    mode = _text(keys["mode"], "mode") if "mode" in keys else None
    for type in types if mode else ():
        if mode not in modes_of(type):
            known = ", ".join(modes_of(type))
            advice = f"write one of {known}" if known else "remove it"
            raise _Wrong(keys["mode"], f"{type} has no mode {mode!r}: {advice}")
    return _any_of(
        EventTold(
            type=type,
            mode=mode,
            statuses=statuses,
            sources=roles["source"],
            targets=roles["target"],
            places=roles["place"],
            countries=frozenset(code for _, code in countries),
        )
        for type in types
    )


def _subjects(node: yaml.Node, min_score: float) -> Condition:
    found: list[SubjectIs] = []
    for item, text in _texts(node, "subject"):
        code = text.removeprefix("medtop:")
        if not _SUBJECT.fullmatch(code):
            raise _Wrong(item, f"the subject {text!r} must be an IPTC code of eight digits, such as 11000000")
        if code not in narrower_subjects():
            raise _Wrong(
                item, f"no article is given the subject {text!r}: use a code of events/data/subjects.yaml"
            )
        found.append(SubjectIs(code, min_score, narrower_subjects()[code]))
    return _any_of(iter(found))


def _entity_ids(node: yaml.Node, key: str, resolve: Resolve | None) -> list[str]:
    ids: list[str] = []
    for item, text in _texts(node, key):
        if _ENTITY_ID.fullmatch(text):
            ids.append(text)
            continue
        found = sorted(resolve(text)) if resolve else []
        if len(found) != 1:
            if not resolve:
                why = "is no id, and no names are loaded to look it up"
            elif found:
                why = f"is the name of {', '.join(found[:5])}"
            else:
                why = "is no id and no known name"
            raise _Wrong(item, f"{key} {text!r} {why}: write its Wikidata id, such as Q7747")
        ids.append(found[0])
    return ids


# Scalars, lists and mappings


def _mapping(node: yaml.Node, known: tuple[str, ...], what: str) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _Wrong(node, f"{what} must be keys with values: write key: value, with a space after the colon")
    keys: dict[str, yaml.Node] = {}
    for key_node, value in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        if key not in known:
            near = get_close_matches(key, known, 1)
            advice = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            raise _Wrong(key_node, f"unknown key {key!r} in {what}: {advice}")
        if key in keys:
            raise _Wrong(key_node, f"the key {key} stands twice in {what}: keep one")
        keys[key] = value
    return keys


def _items(node: yaml.Node, key: str, advice: str) -> list[yaml.Node]:
    if isinstance(node, yaml.SequenceNode) and node.value:
        return list(node.value)
    empty = isinstance(node, yaml.SequenceNode) or (isinstance(node, yaml.ScalarNode) and not node.value)
    raise _Wrong(node, f"{key} is empty: {advice}" if empty else f"{key} must be a list: {advice}")


def _text(node: yaml.Node, key: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _Wrong(node, f"{key} must be text")
    text = str(node.value).strip()
    if not text or (node.style is None and text in ("~", "null")):
        raise _Wrong(node, f"{key} is empty: write its text")
    return text


def _texts(node: yaml.Node | None, key: str) -> list[tuple[yaml.Node, str]]:
    if node is None:
        return []
    if isinstance(node, yaml.SequenceNode):
        items = _items(node, key, "write at least one text")
        return [(item, _text(item, key)) for item in items]
    return [(node, _text(node, key))]


def _flag(node: yaml.Node, key: str) -> bool:
    text = _text(node, key)
    if text not in ("true", "false"):
        raise _Wrong(node, f"{key} must be true or false")
    return text == "true"


def _score(node: yaml.Node) -> float:
    text = _text(node, "min_score")
    if not re.fullmatch(r"0?\.\d+|[01](?:\.0+)?", text):
        raise _Wrong(node, f"min_score {text!r} must be a number from 0 to 1")
    return float(text)


def _one_of(kind: type[E], node: yaml.Node, key: str) -> E:
    return _member(kind, node, _text(node, key), key)


def _member(kind: type[E], node: yaml.Node, text: str, key: str) -> E:
    try:
        return kind(text)
    except ValueError:
        near = get_close_matches(
            text.upper() if kind is EventType else text.lower(), [str(m) for m in kind], 1
        )
        advice = f"did you mean {near[0]}?" if near else f"write one of {', '.join(kind)}"
        raise _Wrong(node, f"unknown {key} {text!r}: {advice}") from None
