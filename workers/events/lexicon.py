"""The event lexicon: the ontology, the trigger entries, light verbs, cues and role nouns, read from data/.

An entry of data/triggers_*.yaml is one sense of one trigger lemma. Its keys:

- ``verb``: perfect and imperfect; ``noun``: the verbal noun or event noun, with ``plural``;
  ``participle``: the circumstantial participle counts as well (`منددًا`).
- ``target``, ``noun_target``: where the target stands, in order of preference: `object`, `genitive`,
  or a preposition. The source is the subject. ``genitive``: the role of what follows a verbal noun.
- ``after``, ``verb_after``, ``noun_after``, ``with``: one of these words must follow in the clause
  (``near``: within three words); ``not_after``, ``not_next``, ``not_before``, ``before``: blockers and
  needs beside the trigger.
- ``needs``, ``needs_source``, ``needs_target``, ``source_kind``, ``target_kind``: what the frame must find.
- ``coded``: when a noun is an event: `free` (always), `roles` (with a role), `light` (with a light verb);
  ``light_only``: with these light verbs alone.
- ``happened``: the noun always tells an occurrence, and never a kind of act (`مقتل`, not `قتل`).
- ``adjective``: the word is a predicate, and its source stands before it (`بلاده مستعدة لـ`).
- ``content``: the status of what stands in the trigger's complement (`hypothetical` for a demand).
"""

from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from topics import EventStatus, EventType
from workers.text.fold import fold

_DATA = files("workers.events") / "data"
TRIGGER_FILES = (
    "triggers_cooperation.yaml",
    "triggers_verbal_conflict.yaml",
    "triggers_material_conflict.yaml",
)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LexiconError(ValueError):
    """The event data contradicts its own rules; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class TypeDefinition:
    """One PLOVER type: its score, its definition in English and Arabic, and its modes."""

    score: float
    en: str
    ar: str
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)  # one object for each sense: told apart by identity
class Entry:
    """One sense of a trigger; see the module's docstring. Words are folded."""

    type: EventType
    verb: tuple[str, str] | None = None
    noun: str | None = None
    plural: tuple[str, ...] = ()
    plural_only: bool = False
    participle: bool = False
    mode: str | None = None
    target: tuple[str, ...] = ()
    noun_target: tuple[str, ...] = ()
    genitive: str = "none"
    reciprocal: bool = False
    after: frozenset[str] = frozenset()
    verb_after: frozenset[str] = frozenset()
    noun_after: frozenset[str] = frozenset()
    with_: frozenset[str] = frozenset()
    near: bool = False
    before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    not_next: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    verb_needs: tuple[str, ...] = ()
    verb_needs_any: tuple[str, ...] = ()
    needs_source: bool = False
    needs_target: bool = False
    source_kind: str | None = None
    not_subject: frozenset[str] = frozenset()
    not_source: tuple[str, ...] = ()
    target_kind: str | None = None
    coded: str = "roles"
    light_only: frozenset[str] = frozenset()
    light_wins: bool = False
    content: EventStatus | None = None
    deep_target: bool = False
    passive_guess: bool = False
    victim_subject: bool = False
    not_noun: bool = False
    no_imperfect: bool = False
    speech_type: EventType | None = None
    happened: bool = False
    ignored: bool = False
    adjective: bool = False

    name: str = field(init=False)
    """The lemma, as the explanation shows it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.verb[0] if self.verb else (self.noun or ""))


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its subject to an event noun."""

    verb: tuple[str, str]
    kind: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Governor:
    """A word (or words in a row) that gives a status to what stands in its scope."""

    words: tuple[str, ...]
    status: EventStatus
    reach: str


@dataclass(frozen=True, slots=True)
class Cues:
    """Function words, status cues and scope words; all folded."""

    words: dict[str, frozenset[str]]
    governors: dict[str, tuple[Governor, ...]]
    """By first word, longest first."""
    out_of_scope: dict[str, frozenset[str]]
    speech_verbs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All event data, validated."""

    ontology: dict[EventType, TypeDefinition]
    entries: tuple[Entry, ...]
    light_verbs: tuple[LightVerb, ...]
    cues: Cues
    roles: dict[str, str]
    """Role noun (folded, without article) to its kind: army, armed, police, court, crowd, government …"""


def _read(name: str) -> Any:
    return yaml.load((_DATA / name).read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader


def _folded(words: Any, sets: dict[str, frozenset[str]], where: str) -> frozenset[str]:
    if isinstance(words, str):
        if not words.startswith("$") or words[1:] not in sets:
            raise LexiconError(f"{where}: unknown word set {words!r}")
        return sets[words[1:]]
    return frozenset(fold(str(word)) for word in words)


_KNOWN = {one.name.rstrip("_") for one in fields(Entry) if one.init} | {"as_type"}
_WORD_KEYS = frozenset(
    (
        "after",
        "verb_after",
        "noun_after",
        "with",
        "before",
        "not_after",
        "not_next",
        "not_before",
        "light_only",
        "not_subject",
    )
)
_TUPLE_KEYS = frozenset(
    ("plural", "target", "noun_target", "needs", "verb_needs", "verb_needs_any", "not_source")
)


def _entry(event_type: EventType, raw: dict[str, Any], sets: dict[str, frozenset[str]], where: str) -> Entry:
    unknown = raw.keys() - _KNOWN
    if unknown:
        raise LexiconError(f"{where}: unknown keys {sorted(unknown)}")
    if "verb" not in raw and "noun" not in raw:
        raise LexiconError(f"{where}: neither verb nor noun")
    values: dict[str, Any] = {"type": event_type}
    for key, value in raw.items():
        if key in _WORD_KEYS:
            values["with_" if key == "with" else key] = _folded(value, sets, where)
        elif key in _TUPLE_KEYS:
            values[key] = tuple(value)
        elif key == "verb":
            perfect, imperfect = value.split()
            values[key] = (perfect, imperfect)
        elif key == "content":
            values[key] = EventStatus(value)
        elif key == "speech_type":
            values[key] = EventType(value)
        elif key == "as_type":
            if value == "none":
                values["ignored"] = True
            else:
                values["type"] = EventType(value)
        else:
            values[key] = value
    return Entry(**values)


def _validate(entries: tuple[Entry, ...], ontology: dict[EventType, TypeDefinition]) -> None:
    for entry in entries:
        if entry.genitive not in {"source", "target", "none"} or entry.coded not in {
            "free",
            "roles",
            "light",
        }:
            raise LexiconError(f"{entry.name}: genitive {entry.genitive!r}, coded {entry.coded!r}")
        if entry.mode and entry.mode not in ontology[entry.type].modes:
            raise LexiconError(f"{entry.name}: {entry.mode!r} is no mode of {entry.type.value}")


def _cues(raw: dict[str, Any]) -> Cues:
    governors: dict[str, list[Governor]] = {}
    for group in raw.pop("governors"):
        for phrase in group["words"]:
            words = tuple(fold(word) for word in str(phrase).split())
            governors.setdefault(words[0], []).append(
                Governor(words, EventStatus(group["status"]), group["reach"])
            )
    out_of_scope = {k: frozenset(fold(w) for w in v) for k, v in raw.pop("out_of_scope").items()}
    speech = tuple((p, i) for p, i in (verb.split() for verb in raw.pop("speech_verbs")))
    words_ = {key: frozenset(fold(str(w).replace("_", " ")) for w in value) for key, value in raw.items()}
    ordered = {first: tuple(sorted(g, key=lambda item: -len(item.words))) for first, g in governors.items()}
    return Cues(words_, ordered, out_of_scope, speech)


def _plurals(word: str, kind: str) -> tuple[str, ...]:
    """Return the dual and sound plural of a role noun."""
    if kind == "crowd" and word.endswith(("ون", "ين")) and len(word) > 5:
        return (word[:-1],)  # «نازحي مأرب»
    if kind == "quantity" or word.endswith(("ون", "ين", "ان", "ات")) or len(word) < 4:
        return ()
    if word.endswith("ه"):
        return tuple(word[:-1] + ending for ending in ("ات", "تان", "تين", "تا", "تي"))
    return (word + "ون", word + "ين", word + "و", word + "ان")


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(fold(word) for word in words) for name, words in _read("word_sets.yaml").items()}


def word_set(name: str) -> frozenset[str]:
    """Return the folded words of the set `name` of word_sets.yaml; raises KeyError where there is none."""
    return _word_sets()[name]


@cache
def load_lexicon() -> Lexicon:
    """Read and validate all event data.

    Raises:
        LexiconError: if a file breaks the rules of the module's docstring.
    """
    ontology = {
        EventType(name): TypeDefinition(float(d["score"]), d["en"], d["ar"], tuple(d["modes"]))
        for name, d in _read("ontology.yaml").items()
    }
    if set(ontology) != set(EventType):
        raise LexiconError("ontology.yaml does not define the 16 types")
    sets = _word_sets()
    entries: list[Entry] = []
    for name in TRIGGER_FILES:
        for type_name, raw_entries in _read(name).items():
            for number, raw in enumerate(raw_entries):
                entries.append(_entry(EventType(type_name), raw, sets, f"{name}: {type_name} {number}"))
    _validate(tuple(entries), ontology)
    light = []
    for raw in _read("light_verbs.yaml"):
        perfect, imperfect = raw["verb"].split()
        light.append(LightVerb((perfect, imperfect), raw["kind"], tuple(raw["via"])))
    roles: dict[str, str] = {}
    for kind, words in _read("actors.yaml").items():
        for word in words:
            roles.setdefault(fold(str(word)), kind)
    for word, kind in tuple(roles.items()):
        for form in _plurals(word, kind):
            roles.setdefault(form, kind)
    return Lexicon(ontology, tuple(entries), tuple(light), _cues(_read("cues.yaml")), roles)
