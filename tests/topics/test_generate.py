"""The checked-in schemas and AsyncAPI document are what the types say, and break nobody."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from topics import Reason
from topics.catalogue import CATALOGUE, Topic
from topics.codec import encode
from topics.generate import FOLDER, asyncapi, breaks, drift, generated, release, schemas, write

ids = pytest.mark.parametrize("topic", CATALOGUE, ids=lambda topic: topic.value_name)
VALIDATORS = {name: jsonschema.Draft202012Validator(schema) for name, schema in schemas().items()}


def references(node: Any) -> list[str]:
    """Every `$ref` below a node."""
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [found for value in node.values() for found in references(value)]
    return [found for value in node for found in references(value)] if isinstance(node, list) else []


def resolve(document: dict[str, Any], reference: str) -> Any:
    """Follow a reference within the document."""
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part]
    return node


def test_the_checked_in_files_are_what_the_types_say() -> None:
    assert drift() == [], "run `python -m topics.generate`"


def test_no_message_changed_incompatibly_since_the_last_release() -> None:
    assert breaks() == []


def test_drift_is_seen(tmp_path: Path) -> None:
    assert len(drift(tmp_path)) == len(generated())
    write(tmp_path)
    assert drift(tmp_path) == []
    (tmp_path / "schemas" / "Event.json").write_text("{}")
    (tmp_path / "schemas" / "Alert.json").unlink()
    (tmp_path / "schemas" / "Old.json").write_text("{}")
    assert drift(tmp_path) == [
        "topics/schemas/Event.json is outdated",
        "topics/schemas/Alert.json is missing",
        "topics/schemas/Old.json is no longer made",
    ]


def test_a_break_since_the_release_is_seen(tmp_path: Path) -> None:
    release(tmp_path)
    assert breaks(tmp_path) == []
    schema = schemas()["Alert"]
    schema["properties"]["tone"] = {"type": "string"}
    (tmp_path / "Alert.json").write_text(json.dumps(schema))
    (tmp_path / "Rumour.json").write_text("{}")
    assert breaks(tmp_path) == ["Alert: $.tone was removed", "Rumour was removed"]


def test_the_command_checks_and_writes_nothing() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "topics.generate", "--check"], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


@ids
def test_every_schema_is_valid_and_explains_its_fields(topic: Topic) -> None:
    schema = json.loads((FOLDER / "schemas" / f"{topic.value_name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["description"]
    assert all(resolve(schema, reference) for reference in references(schema))


def test_notes_under_fields_and_members_reach_the_schema() -> None:
    dead = schemas()["DeadLetter"]
    assert (
        dead["properties"]["key"]["description"] == "Base64 of the original key; None where there was none."
    )
    assert "`empty_body`: Nothing was left" in dead["$defs"]["Reason"]["description"]
    assert set(dead["$defs"]["Reason"]["enum"]) == set(Reason)


@ids
@settings(max_examples=30)
@given(data=st.data())
def test_every_encoded_message_is_valid_by_its_schema(topic: Topic, data: st.DataObject) -> None:
    # JSON has no infinity and no NaN; Rasid's scores are shares of 1.
    finite = st.from_type(topic.value).filter(lambda message: not re.search(r"\binf|nan\b", repr(message)))
    message = data.draw(finite)
    errors = VALIDATORS[topic.value_name].iter_errors(json.loads(encode(message)))
    assert [error.message for error in errors] == []


class TestAsyncApi:
    def test_the_file_is_plain_yaml_of_the_document(self) -> None:
        text = (FOLDER / "asyncapi.yaml").read_text(encoding="utf-8")
        assert yaml.safe_load(text) == asyncapi()
        assert "&id" not in text

    def test_its_structure_is_that_of_version_3(self) -> None:
        document = asyncapi()
        assert document["asyncapi"] == "3.0.0"
        assert {"title", "version"} <= document["info"].keys()
        assert set(document) <= {
            *("asyncapi", "info", "defaultContentType", "servers", "channels", "operations", "components")
        }
        assert all(resolve(document, reference) for reference in references(document))

    def test_every_topic_has_a_channel_a_message_and_one_operation(self) -> None:
        document = asyncapi()
        channels = {channel["address"]: channel for channel in document["channels"].values()}
        assert list(channels) == [topic.name for topic in CATALOGUE]
        for topic in CATALOGUE:
            channel = channels[topic.name]
            assert list(channel["messages"]) == [topic.value_name]
            kafka = channel["bindings"]["kafka"]
            assert (kafka["partitions"], kafka["replicas"]) == (topic.partitions, topic.replication)
            assert document["components"]["messages"][topic.value_name]["payload"]
        used = [operation["channel"]["$ref"] for operation in document["operations"].values()]
        assert sorted(used) == sorted(f"#/channels/{name}" for name in document["channels"])

    def test_rasid_receives_raw_articles_and_sends_all_else(self) -> None:
        actions = {name: operation["action"] for name, operation in asyncapi()["operations"].items()}
        assert [name for name, action in actions.items() if action == "receive"] == ["receiveArticlesRaw"]
