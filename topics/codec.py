"""Messages to bytes and back, and the contract's word on what a raw article may be.

`decode_raw` never raises: whatever stands on `articles.raw` becomes a `RawArticle` or a `Rejection`
whose detail a person understands.
"""

import re
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from topics.articles import RawArticle
from topics.dead_letters import Reason
from topics.times import parse_time

__all__ = ["MAX_DEPTH", "Rejection", "decode", "decode_raw", "encode", "parse_time"]

MAX_DEPTH = 100
"""Levels of arrays and objects within each other that a raw article may have."""
MAX_BODY_BYTES = 5_000_000
BOM = b"\xef\xbb\xbf"
# A JSON escape writes one byte as six (`\u0061`): more than that cannot be a body within the limit.
ESCAPED = 6
ENVELOPE_BYTES = 1_000_000

MessageT = TypeVar("MessageT", bound=msgspec.Struct)

_encoder = msgspec.json.Encoder()
_raw_decoder = msgspec.json.Decoder(RawArticle)
_any_decoder = msgspec.json.Decoder()
_decoders: dict[type, msgspec.json.Decoder[object]] = {}

# A string, unclosed ones included (so that each byte is looked at once), or one bracket.
_structure = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\Z|\\\Z)|[\[{]|[\]}]', re.DOTALL)
_escapes = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_expected = re.compile(r"Expected `(.+?)`, got `(.+?)`(?: - at `\$\.?(.*)`)?$")
_position = re.compile(r"\(byte (\d+)\)$")
_json_names = {
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "array": "an array",
    "object": "an object",
    "null": "null",
    "str": "a string",
}


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a raw value can never be processed, however often it is tried."""

    reason: Reason
    detail: str
    """One line for a person: what is wrong, and where."""


def encode(message: msgspec.Struct) -> bytes:
    """Return the message as UTF-8 JSON, ready for Kafka."""
    return _encoder.encode(message)


def decode(value: bytes, kind: type[MessageT]) -> MessageT:
    """Read back a message of Rasid's own topics. Raises `msgspec.DecodeError` where it is none."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    message = decoder.decode(value)
    assert isinstance(message, kind)
    return message


def decode_raw(value: bytes, max_bytes: int = MAX_BODY_BYTES) -> RawArticle | Rejection:
    """Read one raw article by the data contract, or say why it is none.

    `max_bytes` limits body and title, each counted in UTF-8 after JSON's escapes are undone. Unknown
    fields are accepted, of equal keys the last one counts, and half a surrogate pair (an emoji that
    was cut in two) is read as U+FFFD rather than costing the article.
    """
    if len(value) > ESCAPED * max_bytes + ENVELOPE_BYTES:
        return Rejection(Reason.TOO_LARGE, f"the value has {len(value):,} bytes; the limit is {max_bytes:,}")
    start = len(BOM) if value.startswith(BOM) else 0
    json = value[start:] if start else value
    try:
        json.decode()
    except UnicodeDecodeError as error:
        return Rejection(Reason.NOT_UTF8, _not_utf8(value, start + error.start))
    if json.count(b"{") + json.count(b"[") > MAX_DEPTH and _too_deep(json):
        return Rejection(
            Reason.NESTED_TOO_DEEPLY, f"arrays or objects stand more than {MAX_DEPTH} levels deep"
        )
    try:
        article = _raw_decoder.decode(json)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        whole = _without_lone_surrogates(json)
        if whole == json:
            return _explain(json, error, start)
        try:
            article = _raw_decoder.decode(whole)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as second:
            return _explain(whole, second, start)
    return _within_limits(article, len(json), max_bytes)


def _within_limits(article: RawArticle, size: int, max_bytes: int) -> RawArticle | Rejection:
    if size > max_bytes:
        for name, text in (("body", article.body), ("title", article.title or "")):
            length = len(text.encode())
            if length > max_bytes:
                detail = f"{name} has {length:,} bytes; the limit is {max_bytes:,}"
                return Rejection(Reason.TOO_LARGE, detail)
    for name, date in (("published_at", article.published_at), ("fetched_at", article.fetched_at)):
        if date:
            try:
                parse_time(date)
            except ValueError as error:
                return Rejection(Reason.BAD_DATE, f"{name} {error}")
    return article


def _not_utf8(value: bytes, position: int) -> str:
    if value.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the value is UTF-16, not UTF-8"
    return f"byte 0x{value[position]:02x} at position {position:,} is not UTF-8"


def _too_deep(json: bytes) -> bool:
    depth = 0
    for found in _structure.finditer(json):
        first = json[found.start()]
        if first in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif first in b"]}":
            depth -= 1
    return False


def _without_lone_surrogates(json: bytes) -> bytes:
    """Replace each `\\uD800`-like escape without its other half by U+FFFD's."""
    return _escapes.sub(lambda found: rb"\ufffd" if found[1] else found[0], json)


def _explain(json: bytes, error: Exception, start: int) -> Rejection:
    """Turn the decoder's error into the contract's reason. `start` bytes were skipped before `json`."""
    if not json.strip():
        return Rejection(Reason.NOT_JSON, "the value is empty")
    # The decoder stops at the first wrong type; what is no JSON at all further on weighs more.
    try:
        _any_decoder.decode(json)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as worse:
        return Rejection(Reason.NOT_JSON, _not_json(json, worse, start))
    told = str(error)
    if "missing required field" in told:
        return Rejection(Reason.MISSING_BODY, "body is missing")
    found = _expected.search(told)
    if found is None:
        return Rejection(Reason.WRONG_TYPE, told)
    got, field = _json_names.get(found[2], found[2]), found[3] or ""
    if not field:
        return Rejection(Reason.NOT_AN_OBJECT, f"the value is {got}, not an object")
    if field == "body" and found[2] == "null":
        return Rejection(Reason.MISSING_BODY, "body is null")
    return Rejection(Reason.WRONG_TYPE, f"{field} is {got}, not a string")


def _not_json(json: bytes, error: Exception, start: int) -> str:
    told = str(error)
    at = _position.search(told)
    if at is None:
        if "truncated" in told:
            return f"the value ends too early, after {start + len(json):,} bytes: it was cut off"
        return f"not JSON: {told}"
    position = int(at[1])
    near = json[max(0, position - 20) : position + 20].decode("utf-8", "replace")
    what = told.removeprefix("JSON is malformed: ")[: -len(at[0])].strip()
    return f"not JSON: {what} at byte {start + position:,}, near {near!r}"
