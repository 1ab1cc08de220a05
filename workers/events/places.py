"""Where it happened: the mention in the event's sentence that is its place. Pure functions.

A place is a linked location (or an institution that is a building) behind a locative word: «في صور
جنوبي لبنان», «بالقاهرة», «أمام مقر المصرف في شارع الرشيد». Of several, the first after the trigger is
taken: Arabic names the smaller place before the larger one around it. Words are data
(`data/places.yaml`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from topics import Actor
from workers.entities.mentions import LinkedMention
from workers.events.members import LOC, ORG
from workers.text.document import FieldText, Sentence
from workers.text.fold import fold

_LONGEST_HEAD = 4
"""How many tokens of generic heads and their adjectives may stand before the name."""
_INITIAL = 4
"""How many tokens from its sentence's start a place before the trigger may begin."""


@dataclass(frozen=True, slots=True)
class _Words:
    locative: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    heads: frozenset[str]
    place_heads: frozenset[str]
    toward: frozenset[str]
    stops: frozenset[str]
    marks: frozenset[str]
    complements: frozenset[str]
    locative_clitic: str
    toward_clitic: str


@cache
def _words() -> _Words:
    text = files("workers.events").joinpath("data/places.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)

    def folded(name: str) -> frozenset[str]:
        return frozenset(fold(word) for word in data[name])

    return _Words(
        locative=folded("locative"),
        pairs=frozenset((fold(first), fold(second)) for first, second in data["locative_pairs"]),
        heads=folded("heads"),
        place_heads=folded("place_heads"),
        toward=folded("toward"),
        stops=folded("stops"),
        marks=frozenset(data["stop_marks"]),
        complements=folded("complements"),
        locative_clitic=data["locative_clitic"],
        toward_clitic=data["toward_clitic"],
    )


def place_and_how(
    field: FieldText,
    sentence: Sentence | int,
    trigger: int,
    mentions: Iterable[LinkedMention],
    *,
    at_target: bool = False,
    speech: bool = False,
) -> tuple[LinkedMention | None, bool]:
    """Return the mention that is the place of the event with `trigger` (a token index), or None, and whether it is
    said to be the place.

    `sentence` may be narrowed to the event's clause. `at_target` takes, where no place is said, the
    location that the event goes to or falls on (visits, deliveries, attacks: «زيارة لروسيا», «قصف على
    الفاشر»). `speech` is for what is said, asked or agreed: a place inside the complement («وافق على
    محادثات في جنيف») is not where it was said.
    """
    bounds = field.sentences[sentence] if isinstance(sentence, int) else sentence
    near = [
        mention
        for mention in mentions
        if (mention.type is LOC or _is_building(mention))
        and mention.field is field.field
        and bounds.first <= mention.first < bounds.last
    ]
    if not near:
        return None, False
    near.sort(key=lambda mention: mention.first)
    after = [mention for mention in near if mention.first > trigger]
    limit = 0
    if after:
        named = {mention.first for mention in after} if speech else None
        limit = _clause_end(field, trigger, after[-1].first, bounds.last, named)
    for mention in after:
        if mention.first < limit and _is_located(field, mention, trigger):
            return mention, True
    for mention in near:
        if mention.first < trigger and _opens(field, bounds, mention):
            return mention, True
    if at_target:
        for mention in after:
            if mention.first < limit and _is_reached(field, mention, trigger):
                return mention, False
    return None, False


def actor_of(mention: LinkedMention, surface: str | None = None) -> Actor:
    """Return the mention as an actor of the contract, with country and coordinates where known."""
    return Actor(
        surface=mention.surface if surface is None else surface,
        entity_id=mention.entity_id,
        label=mention.label,
        country=mention.country,
        latitude=mention.latitude,
        longitude=mention.longitude,
    )


def _is_building(mention: LinkedMention) -> bool:
    """Tell whether the name of a body names where it sits as well."""
    return mention.type is ORG and fold(mention.surface.split(" ", 1)[0]) in _words().place_heads


def _clause_end(field: FieldText, trigger: int, reach: int, last: int, named: set[int] | None) -> int:
    """Return the token where what the trigger says ends, or one behind `reach`; its sentence ends at `last`.

    For a communication, `named` are the tokens at which places are named, which are no complements
    («وقعا بالقاهرة اتفاقا»); None for other triggers.
    """
    known = _words()
    stops, marks, words = known.stops, known.marks, field.words
    for token in range(trigger + 1, reach + 1):
        word = words[token]
        bare = fold(word)
        if bare in stops or word in marks or (bare[:1] in "وف" and bare[1:] in stops):
            return token
        if word in "،," and token + 1 < last and _begins_clause(words[token + 1]):
            return token
        if named is None or token in named:
            continue
        if bare in known.complements or (bare[:1] == "ب" and _is_verbal_complement(bare, token, trigger)):
            return token
    return reach + 1


def _begins_clause(word: str) -> bool:
    """Tell «، واستقال» from a list of names: a word with «و» or «ف» after a comma opens a clause."""
    bare = fold(word)
    if bare[:1] not in ("و", "ف") or bare in _words().locative:
        return False
    rest = bare[1:]
    return rest not in _words().locative and rest[:1] != _words().locative_clitic


def _is_verbal_complement(bare: str, token: int, trigger: int) -> bool:
    """Tell «طالب … بعقد جلسة»: a ب-word that is no place opens the complement of a communication."""
    return token > trigger + 1 and len(bare) > 3 and bare[1:] not in _words().heads


def _is_located(field: FieldText, mention: LinkedMention, trigger: int) -> bool:
    """Tell whether a locative word, or the proclitic ب, governs the mention."""
    words = _words()
    if words.locative_clitic in mention.clitics:
        return True
    if mention.clitics and set(mention.clitics) & {words.toward_clitic, "ك"}:
        return False
    for token in range(mention.first - 1, max(trigger, mention.first - 2 - _LONGEST_HEAD), -1):
        bare = fold(field.words[token])
        if _without_conjunction(bare) in words.locative:
            return True
        pair = (_stem(fold(field.words[token - 1])), bare) if token else ("", bare)
        if pair in words.pairs:
            return True
        stem = _stem(bare)
        if stem in words.heads:
            if bare != stem and bare.endswith(words.locative_clitic + stem):
                return True
            continue
        if bare.startswith("ال") and token > 0 and token > trigger + 1:
            continue  # an adjective of the head before it (العاصمة السورية دمشق)
        return False
    return False


def _is_reached(field: FieldText, mention: LinkedMention, trigger: int) -> bool:
    """Tell whether the event goes to the mention or falls on it.

    Only the first phrase with ل is where it goes («اجتماعات اللجنة للسد» has none behind «للجنة»), and a
    head is an object («زار الوزير مدينة سوسة») only behind the trigger or a definite word («مدير تعليم
    منطقة تبوك» is a name's part).
    """
    words = _words()
    if words.toward_clitic in mention.clitics:
        between = map(fold, field.words[trigger + 1 : mention.first])
        return not any(_without_joining(bare).startswith("لل") for bare in between)
    token = mention.first - 1
    while token > trigger and _stem(fold(field.words[token])) in words.heads:
        token -= 1
    before = fold(field.words[token]) if token >= 0 else ""
    if token < mention.first - 1 and (token == trigger or before.startswith("ال")):
        return True
    return _without_conjunction(before) in words.toward


def _opens(field: FieldText, bounds: Sentence, mention: LinkedMention) -> bool:
    """Tell whether the mention is a place at the sentence's head («وفي سيول، ندد», «بدأت في سيول»)."""
    return mention.first - bounds.first <= _INITIAL and _is_located(field, mention, bounds.first - 1)


def _without_joining(bare: str) -> str:
    return bare[1:] if len(bare) > 3 and bare[0] in "وف" else bare


def _without_conjunction(bare: str) -> str:
    return bare[1:] if len(bare) > 2 and bare[0] in "وف" and bare[1:] in _words().locative else bare


def _stem(bare: str) -> str:
    """Return a head without the proclitics و ف ب ل before it."""
    heads = _words().heads
    rest = bare
    for letters in ("وف", "بل"):
        if rest in heads:
            return rest
        if len(rest) > 2 and rest[0] in letters:
            rest = rest[1:]
    return rest if rest in heads or rest in {"القرب", "مقربه", "الجوار"} else bare
