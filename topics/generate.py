"""Write topics/schemas/*.json and topics/asyncapi.yaml from the types and the catalogue.

    python -m topics.generate             write them
    python -m topics.generate --check     exit 1 where they are not what would be written, or a
                                          message changed incompatibly since the last release
    python -m topics.generate --release   make today's schemas those that compatibility is held to

`schemas/released/` holds the messages as last released. A break on purpose (a new major version)
removes the old files there, in the same commit.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import yaml

from topics.catalogue import CATALOGUE, Topic
from topics.compatibility import channel_incompatibilities, incompatibilities
from topics.schema import Schema, components, message_schema

FOLDER = Path(__file__).resolve().parent
SCHEMAS = FOLDER / "schemas"
RELEASED = SCHEMAS / "released"
ASYNCAPI = "asyncapi.yaml"
CONTRACT_VERSION = "1.0.0"
"""Of the messages, not of the program: the first number rises when a change is incompatible."""
BINDING_VERSION = "0.5.0"

DESCRIPTION = """\
Raw Arabic news articles in; clean articles, entities, PLOVER events and alerts out.

Values are UTF-8 JSON. Readers accept unknown fields and unknown enum values. Times are ISO 8601 in
UTC. Delivery is at least once: repeats carry the same `id`. Offsets count code points of the clean
article's `title` or `text`, end exclusive."""


def schemas() -> dict[str, Schema]:
    """Return the JSON Schema of every topic's value, by the message's name."""
    return {topic.value_name: message_schema(topic.value) for topic in CATALOGUE}


def asyncapi() -> dict[str, Any]:
    """Return the AsyncAPI 3.0 document of all topics."""
    definitions = components([topic.value for topic in CATALOGUE], "#/components/schemas/{name}")
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Rasid",
            "version": CONTRACT_VERSION,
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "kafka": {
                "host": "localhost:9092",
                "protocol": "kafka",
                "description": "Any Kafka; RASID_BOOTSTRAP_SERVERS names it.",
            }
        },
        "channels": {_channel_id(topic): _channel(topic) for topic in CATALOGUE},
        "operations": dict(_operation(topic) for topic in CATALOGUE),
        "components": {
            "messages": {topic.value_name: _message(topic) for topic in CATALOGUE},
            "schemas": dict(sorted(definitions.items())),
        },
    }


def _channel_id(topic: Topic) -> str:
    first, *others = topic.name.split(".")
    return first + "".join(part.capitalize() for part in others)


def _channel(topic: Topic) -> Schema:
    return {
        "address": topic.name,
        "title": topic.name,
        "description": f"{topic.purpose} A prefix from the settings may stand before the name.",
        "messages": {topic.value_name: {"$ref": f"#/components/messages/{topic.value_name}"}},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "replicas": topic.replication,
                "topicConfiguration": {
                    "cleanup.policy": [topic.cleanup_policy],
                    "retention.ms": topic.retention_ms,
                    "max.message.bytes": topic.max_message_bytes,
                },
                "bindingVersion": BINDING_VERSION,
            }
        },
    }


def _operation(topic: Topic) -> tuple[str, Schema]:
    """Return the operation as Rasid sees it: it receives raw articles and sends all else."""
    channel = _channel_id(topic)
    action = "receive" if topic is CATALOGUE[0] else "send"
    operation = {
        "action": action,
        "channel": {"$ref": f"#/channels/{channel}"},
        "summary": topic.purpose,
        "messages": [{"$ref": f"#/channels/{channel}/messages/{topic.value_name}"}],
    }
    return f"{action}{channel[0].upper()}{channel[1:]}", operation


def _message(topic: Topic) -> Schema:
    return {
        "name": topic.value_name,
        "title": topic.value_name,
        "summary": topic.purpose,
        "contentType": "application/json",
        "payload": {"$ref": f"#/components/schemas/{topic.value_name}"},
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": topic.key},
                "bindingVersion": BINDING_VERSION,
            }
        },
    }


class _Dumper(yaml.SafeDumper):
    """YAML as a person writes it: no anchors, long text as blocks."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def generated() -> dict[Path, str]:
    """Return the text of every generated file, by its path within topics/."""
    files = {
        Path("schemas") / f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas().items()
    }
    head = "# Generated by `python -m topics.generate` from the types and the catalogue: do not edit.\n"
    body = yaml.dump(asyncapi(), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    files[Path(ASYNCAPI)] = head + body
    return files


def drift(folder: Path = FOLDER) -> list[str]:
    """Return one line per generated file that is missing, outdated or no longer made."""
    files = generated()
    found = []
    for path, text in files.items():
        there = folder / path
        if not there.is_file():
            found.append(f"topics/{path} is missing")
        elif there.read_text(encoding="utf-8") != text:
            found.append(f"topics/{path} is outdated")
    strangers = {path.relative_to(folder) for path in (folder / "schemas").glob("*.json")} - files.keys()
    return found + [f"topics/{path} is no longer made" for path in sorted(strangers)]


def breaks(released: Path = RELEASED) -> list[str]:
    """Return one line per change since the last release that breaks readers or writers."""
    today = schemas()
    found = []
    for path in sorted(released.glob("*.json")):
        if path.stem not in today:
            found.append(f"{path.stem} was removed")
            continue
        before = json.loads(path.read_text(encoding="utf-8"))
        found += [f"{path.stem}: {change}" for change in incompatibilities(before, today[path.stem])]
    document = released / ASYNCAPI
    if document.is_file():
        found += channel_incompatibilities(yaml.safe_load(document.read_text(encoding="utf-8")), asyncapi())
    return found


def write(folder: Path) -> None:
    """Write every generated file below `folder`."""
    for path, text in generated().items():
        there = folder / path
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_text(text, encoding="utf-8")


def release(released: Path = RELEASED) -> None:
    """Copy today's schemas and document to where compatibility is held to them."""
    released.mkdir(parents=True, exist_ok=True)
    for path, text in generated().items():
        (released / path.name).write_text(text, encoding="utf-8")


def main() -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m topics.generate")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="write nothing; exit 1 on drift or a break")
    choice.add_argument("--release", action="store_true", help="hold compatibility to today's schemas")
    arguments = parser.parse_args()
    broken = breaks()
    for change in broken:
        print(f"incompatible since the last release: {change}", file=sys.stderr)
    if arguments.check:
        outdated = drift()
        for line in outdated:
            print(f"{line}: run `python -m topics.generate`", file=sys.stderr)
        return 1 if broken or outdated else 0
    write(FOLDER)
    if arguments.release:
        if broken:
            return 1
        release()
    return 0


if __name__ == "__main__":
    sys.exit(main())
