"""What may change in a message, and what may not.

Messages are kept for weeks, and their readers and writers are upgraded at different times: old
messages must go on being readable by new code, and new ones by old code. So a field is never
removed, renamed or given another type, and a new field is never required. A new enum value may be
added: readers take unknown values as they come.
"""

from collections.abc import Iterator
from typing import Any

from topics.schema import Schema

# Words that say nothing about which values are valid.
ANNOTATIONS = frozenset({"title", "description", "default", "$schema", "$defs", "$id", "examples"})


def incompatibilities(old: Schema, new: Schema) -> list[str]:
    """Return one line per change from `old` to `new` that would break a reader or a writer.

    Both are complete JSON Schemas as `topics.schema.message_schema` makes them.
    """
    return sorted(set(_compare(old, new, "$", (old, new), frozenset())))


def channel_incompatibilities(old: Schema, new: Schema) -> list[str]:
    """Return one line per change between two AsyncAPI documents that would break a topic's users."""
    found = []
    for name, channel in old["channels"].items():
        changed = new["channels"].get(name)
        if changed is None:
            found.append(f"topic {channel['address']} was removed")
            continue
        if changed["address"] != channel["address"]:
            found.append(f"topic {channel['address']} was renamed to {changed['address']}")
        if set(changed["messages"]) != set(channel["messages"]):
            found.append(f"topic {channel['address']} carries another message")
        before, after = (one["bindings"]["kafka"]["partitions"] for one in (channel, changed))
        if after < before:
            found.append(f"topic {channel['address']} has {after} partitions instead of {before}")
    return found


def _compare(
    old: Schema, new: Schema, path: str, roots: tuple[Schema, Schema], seen: frozenset[str]
) -> Iterator[str]:
    names = (old.get("$ref"), new.get("$ref"))
    if names[0] is not None and names[0] == names[1]:
        if names[0] in seen:
            return
        seen |= {names[0]}
    old, new = _resolve(old, roots[0]), _resolve(new, roots[1])
    for word in sorted((old.keys() | new.keys()) - ANNOTATIONS - {"properties", "required", "items", "enum"}):
        if word == "anyOf" and word in old and word in new:
            yield from _compare_options(old[word], new[word], path, roots, seen)
        elif old.get(word) != new.get(word):
            yield f"{path}: {word} was {_short(old.get(word))}, is {_short(new.get(word))}"
    for value in old.get("enum", ()):
        if value not in new.get("enum", ()):
            yield f"{path}: the value {value!r} was removed"
    if "items" in old and "items" in new:
        yield from _compare(old["items"], new["items"], f"{path}[]", roots, seen)
    yield from _compare_fields(old, new, path, roots, seen)


def _compare_fields(
    old: Schema, new: Schema, path: str, roots: tuple[Schema, Schema], seen: frozenset[str]
) -> Iterator[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    needed, needs = set(old.get("required", ())), set(new.get("required", ()))
    for name, schema in before.items():
        if name not in after:
            yield f"{path}.{name} was removed"
        else:
            yield from _compare(schema, after[name], f"{path}.{name}", roots, seen)
    for name in after:
        if name in needs and name not in before:
            yield f"{path}.{name} is new and required: old messages lack it"
        elif name in needs - needed:
            yield f"{path}.{name} became required: old messages may lack it"
        elif name in before and name in needed - needs:
            yield f"{path}.{name} became optional: readers rely on it"


def _compare_options(
    old: list[Schema], new: list[Schema], path: str, roots: tuple[Schema, Schema], seen: frozenset[str]
) -> Iterator[str]:
    """Compare alternatives (`string | null`) by kind, whatever their order."""
    before = {_kind(option): option for option in old}
    after = {_kind(option): option for option in new}
    if before.keys() != after.keys():
        yield f"{path}: was {' | '.join(sorted(before))}, is {' | '.join(sorted(after))}"
        return
    for kind, option in before.items():
        yield from _compare(option, after[kind], path, roots, seen)


def _kind(option: Schema) -> str:
    kind = option.get("$ref") or option.get("type")
    return str(kind).rpartition("/")[2]


def _resolve(schema: Schema, root: Schema) -> Schema:
    """Follow a reference within the document; a schema beside it may add annotations only."""
    if "$ref" not in schema:
        return schema
    found: Any = root
    for part in schema["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def _short(value: object) -> str:
    return "not said" if value is None else str(value)
