"""Changes that break a reader or writer are told; those that break none are not."""

from enum import StrEnum

import msgspec
import pytest

from topics.compatibility import channel_incompatibilities, incompatibilities
from topics.generate import asyncapi
from topics.schema import Schema, message_schema


class Mood(StrEnum):
    """A mood."""

    GOOD = "good"
    BAD = "bad"


class Part(msgspec.Struct, kw_only=True):
    """A part."""

    start: int
    inner: "tuple[Part, ...]" = ()


def schema(name: str = "Message", **fields: object) -> Schema:
    """The schema of a message with these fields: `name=type` or `name=(type, default)`."""
    listed = [(key, *value) if isinstance(value, tuple) else (key, value) for key, value in fields.items()]
    kind = msgspec.defstruct(name, listed, kw_only=True)
    _, definitions = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    return {**definitions.pop(name), "$defs": definitions}


OLD = {"id": str, "title": (str | None, None), "count": int, "mood": Mood, "parts": tuple[Part, ...]}


def changed(**changes: object) -> Schema:
    """The message with fields replaced, or removed where the change is None."""
    return schema(**{name: kind for name, kind in (OLD | changes).items() if kind is not None})


def test_the_same_message_breaks_nothing() -> None:
    assert incompatibilities(changed(), changed()) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"count": None}, ["$.count was removed"]),
        ({"title": None}, ["$.title was removed"]),
        (
            {"count": None, "number": int},
            ["$.count was removed", "$.number is new and required: old messages lack it"],
        ),
        ({"count": str}, ["$.count: type was integer, is string"]),
        ({"count": float}, ["$.count: type was integer, is number"]),
        ({"id": str | None}, ["$.id: anyOf was not said, is", "$.id: type was string, is not said"]),
        ({"title": (int | None, None)}, ["$.title: was null | string, is integer | null"]),
        ({"title": str | None}, ["$.title became required: old messages may lack it"]),
        ({"count": (int, 0)}, ["$.count became optional: readers rely on it"]),
        ({"new": str}, ["$.new is new and required: old messages lack it"]),
        ({"parts": tuple[str, ...]}, ["$.parts[]"]),
    ],
)
def test_a_breaking_change_is_told(changes: dict[str, object], told: list[str]) -> None:
    found = incompatibilities(changed(), changed(**changes))
    for line in told:
        assert any(one.startswith(line) for one in found), found


@pytest.mark.parametrize("added", [(str, ""), (str | None, None), (tuple[Part, ...], ())])
def test_a_new_optional_field_breaks_nothing(added: tuple[object, object]) -> None:
    assert incompatibilities(changed(), changed(new=added)) == []


def test_a_removed_enum_value_is_told_and_a_new_one_is_not() -> None:
    old, new = changed(), changed()
    new["$defs"]["Mood"] = {"enum": ["bad", "good", "mixed"]}
    assert incompatibilities(old, new) == []
    new["$defs"]["Mood"] = {"enum": ["good", "mixed"]}
    assert incompatibilities(old, new) == ["$.mood: the value 'bad' was removed"]


def test_a_change_within_a_nested_message_is_told() -> None:
    old, new = changed(), changed()
    new["$defs"]["Part"] = new["$defs"]["Part"] | {"properties": {"inner": {}}, "required": []}
    assert "$.parts[].start was removed" in incompatibilities(old, new)


def test_other_words_break_nothing() -> None:
    new = changed()
    new |= {"title": "Letter", "description": "Other words."}
    new["properties"]["id"] = {"description": "An id.", "type": "string"}
    assert incompatibilities(changed(), new) == []


def test_a_message_that_holds_itself_is_compared_once() -> None:
    assert incompatibilities(message_schema(Part), message_schema(Part)) == []


class TestChannels:
    def test_the_same_topics_break_nothing(self) -> None:
        assert channel_incompatibilities(asyncapi(), asyncapi()) == []

    def test_a_topic_removed_renamed_shrunk_or_with_another_message_is_told(self) -> None:
        new = asyncapi()
        del new["channels"]["alerts"]
        new["channels"]["entities"]["address"] = "names"
        new["channels"]["events"]["bindings"]["kafka"]["partitions"] = 1
        new["channels"]["articlesRaw"]["messages"] = {"CleanArticle": {}}
        assert channel_incompatibilities(asyncapi(), new) == [
            "topic articles.raw carries another message",
            "topic entities was renamed to names",
            "topic events has 1 partitions instead of 6",
            "topic alerts was removed",
        ]

    def test_more_partitions_and_new_topics_break_nothing(self) -> None:
        new = asyncapi()
        new["channels"]["events"]["bindings"]["kafka"]["partitions"] = 12
        new["channels"]["stories"] = new["channels"]["events"]
        assert channel_incompatibilities(asyncapi(), new) == []
