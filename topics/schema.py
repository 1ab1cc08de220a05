"""JSON Schemas of the messages, from their types and docstrings."""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any

import msgspec

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def components(kinds: Iterable[type], ref_template: str) -> dict[str, Schema]:
    """Return the schemas of `kinds` and of all they refer to by `ref_template` (with `{name}`), by name."""
    kinds = list(kinds)
    _, definitions = msgspec.json.schema_components(kinds, ref_template=ref_template)
    definitions = json.loads(json.dumps(definitions))  # defaults as JSON has them: no tuples
    documented = {}
    for kind in _reachable(kinds):
        documented[kind.__name__] = _document(definitions[kind.__name__], kind)
    return documented


def message_schema(kind: type[msgspec.Struct]) -> Schema:
    """Return the JSON Schema (draft 2020-12) of one message type, complete in itself."""
    definitions = components([kind], "#/$defs/{name}")
    own = definitions[kind.__name__]
    if f'"#/$defs/{kind.__name__}"' not in json.dumps(definitions):  # else it holds itself
        del definitions[kind.__name__]
    return {"$schema": DIALECT, **own, "$defs": dict(sorted(definitions.items()))}


def _document(schema: Schema, kind: type) -> Schema:
    """Add what the source says of each field or member to a schema made by msgspec."""
    schema = dict(schema)
    schema["description"] = inspect.cleandoc(kind.__doc__ or "")
    notes = attribute_docstrings(kind)
    if issubclass(kind, Enum):
        told = [f"- `{kind[name].value}`: {' '.join(note.split())}" for name, note in notes.items()]
        if told:
            schema["description"] += "\n\n" + "\n".join(told)
        return schema
    schema["properties"] = {
        name: {"description": notes[name], **field} if name in notes else field
        for name, field in schema["properties"].items()
    }
    return schema


def _reachable(kinds: Iterable[type]) -> list[type]:
    """Return the structs and enums among `kinds` and their fields' types, each once."""
    found: dict[type, None] = {}

    def visit(info: object) -> None:
        if isinstance(info, msgspec.inspect.StructType):
            if info.cls not in found:
                found[info.cls] = None
                for field in info.fields:
                    visit(field.type)
        elif isinstance(info, msgspec.inspect.EnumType):
            found[info.cls] = None
        elif isinstance(info, msgspec.inspect.VarTupleType):
            visit(info.item_type)
        elif isinstance(info, msgspec.inspect.UnionType):
            for option in info.types:
                visit(option)

    for kind in kinds:
        visit(msgspec.inspect.type_info(kind))
    return list(found)


def attribute_docstrings(kind: type) -> dict[str, str]:
    """Return the strings that stand under a class's fields or members in its source."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(body, ast.ClassDef)
    return dict(_docstrings(body))


def _docstrings(body: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for statement, following in zip(body.body, body.body[1:], strict=False):
        if isinstance(statement, ast.AnnAssign):
            target: ast.expr = statement.target
        elif isinstance(statement, ast.Assign):
            target = statement.targets[0]
        else:
            continue
        documented = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
        if documented and isinstance(target, ast.Name):
            yield target.id, inspect.cleandoc(str(following.value.value))  # type: ignore[attr-defined]
