"""Every raw value becomes an article or a rejection that says why; nothing raises."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics import Mention, RawArticle, Reason
from topics.codec import MAX_DEPTH, Rejection, decode, decode_raw, encode


def article(value: bytes | str, **options: int) -> RawArticle:
    """Decode what must be an article."""
    decoded = decode_raw(value.encode() if isinstance(value, str) else value, **options)
    assert isinstance(decoded, RawArticle), decoded
    return decoded


def rejection(value: bytes | str, **options: int) -> Rejection:
    """Decode what must be rejected."""
    decoded = decode_raw(value.encode() if isinstance(value, str) else value, **options)
    assert isinstance(decoded, Rejection), decoded
    return decoded


@pytest.mark.parametrize(
    "value",
    [
        '{"body":"نص"}',
        ' \n{"body":"نص"}\n',
        b"\xef\xbb\xbf" + '{"body":"نص"}'.encode(),
        '{"body":"\\u0646\\u0635"}',
        '{"body":"نص","id":"","title":"","url":"","source":"","published_at":"","fetched_at":""}',
        '{"body":"نص","id":null,"title":null,"url":null,"source":null,"published_at":null,"language":null}',
        '{"body":"نص","published_at":"  "}',
        '{"body":"نص","unknown":{"a":[1,2.5e300,true,null,1e999,123456789012345678901234567890]}}',
        '{"body":"first","body":"نص"}',
    ],
)
def test_what_the_contract_accepts_is_an_article(value: bytes | str) -> None:
    assert article(value).body == "نص"


@pytest.mark.parametrize(
    ("value", "reason", "detail"),
    [
        ("", Reason.NOT_JSON, "the value is empty"),
        ("\ufeff", Reason.NOT_JSON, "the value is empty"),
        (" \n", Reason.NOT_JSON, "the value is empty"),
        ("not json", Reason.NOT_JSON, "near 'not json'"),
        ('{"body":"a"', Reason.NOT_JSON, "the value ends too early, after 11 bytes: it was cut off"),
        ('{"body":"a"} x', Reason.NOT_JSON, "not JSON: trailing characters at byte 1"),
        ('{"body":NaN}', Reason.NOT_JSON, "not JSON: invalid character"),
        ('{"body":"a\nb"}', Reason.NOT_JSON, "not JSON: invalid character"),
        ("{'body':'a'}", Reason.NOT_JSON, "not JSON: object keys must be strings"),
        ('{"body":1,,}', Reason.NOT_JSON, "not JSON: "),
        ('{"title":"a"} {', Reason.NOT_JSON, "not JSON: trailing characters"),
        (b'{"body":"\xff"}', Reason.NOT_UTF8, "byte 0xff at position 9 is not UTF-8"),
        (b'{"body":"a","x":"\xe3"}', Reason.NOT_UTF8, "byte 0xe3 at position 17 is not UTF-8"),
        (b'\xef\xbb\xbf{"body":"\xff"}', Reason.NOT_UTF8, "byte 0xff at position 12 is not UTF-8"),
        (b'{"body":"\xed\xa0\x80"}', Reason.NOT_UTF8, "byte 0xed at position 9 is not UTF-8"),
        ('{"body":"a"}'.encode("utf-16"), Reason.NOT_UTF8, "the value is UTF-16, not UTF-8"),
        ("[]", Reason.NOT_AN_OBJECT, "the value is an array, not an object"),
        ('[{"body":"a"}]', Reason.NOT_AN_OBJECT, "the value is an array, not an object"),
        ("null", Reason.NOT_AN_OBJECT, "the value is null, not an object"),
        ('"body"', Reason.NOT_AN_OBJECT, "the value is a string, not an object"),
        ("7", Reason.NOT_AN_OBJECT, "the value is a number, not an object"),
        ("{}", Reason.MISSING_BODY, "body is missing"),
        ('{"Body":"a"}', Reason.MISSING_BODY, "body is missing"),
        ('{"body":null}', Reason.MISSING_BODY, "body is null"),
        ('{"body":7}', Reason.WRONG_TYPE, "body is a number, not a string"),
        ('{"body":["a"]}', Reason.WRONG_TYPE, "body is an array, not a string"),
        ('{"body":{"a":1}}', Reason.WRONG_TYPE, "body is an object, not a string"),
        ('{"body":"a","id":7}', Reason.WRONG_TYPE, "id is a number, not a string"),
        ('{"body":"a","title":1.5}', Reason.WRONG_TYPE, "title is a number, not a string"),
        ('{"body":"a","url":true}', Reason.WRONG_TYPE, "url is true or false, not a string"),
        ('{"body":"a","published_at":1456789012}', Reason.WRONG_TYPE, "published_at is a number, not"),
        ('{"body":"a","published_at":"25/02/2026"}', Reason.BAD_DATE, "published_at is not an ISO 8601 date"),
        ('{"body":"a","fetched_at":"soon"}', Reason.BAD_DATE, "fetched_at is not an ISO 8601 date: 'soon'"),
    ],
)
def test_what_the_contract_refuses_is_rejected_with_its_reason(
    value: bytes | str, reason: Reason, detail: str
) -> None:
    rejected = rejection(value)
    assert rejected.reason is reason
    assert detail in rejected.detail
    assert "\n" not in rejected.detail


class TestNesting:
    @staticmethod
    def nested(levels: int) -> str:
        """Arrays in an unknown field; with the article's object they stand `levels` + 1 deep."""
        return '{"body":"a","x":' + "[" * levels + "]" * levels + "}"

    def test_up_to_the_limit_is_accepted(self) -> None:
        assert article(self.nested(MAX_DEPTH - 1)).body == "a"

    @pytest.mark.parametrize("levels", [MAX_DEPTH, 2_000, 1_000_000])
    def test_beyond_it_is_a_dead_letter_however_deep(self, levels: int) -> None:
        assert rejection(self.nested(levels)).reason is Reason.NESTED_TOO_DEEPLY

    def test_never_closed_brackets_do_not_blow_the_stack(self) -> None:
        assert rejection("[" * 3_000_000).reason is Reason.NESTED_TOO_DEEPLY
        assert rejection('{"a":' * 1_000_000).reason is Reason.NESTED_TOO_DEEPLY

    def test_brackets_within_text_do_not_nest(self) -> None:
        body = "{[" * 500 + '\\"' + "{[" * 500 + "\\\\"
        assert len(article(f'{{"body":"{body}"}}').body) == 2_002

    def test_many_siblings_do_not_nest(self) -> None:
        assert article('{"body":"a","x":[' + ",".join(["[]"] * 1_000) + "]}").body == "a"


class TestSize:
    def test_a_body_at_the_limit_is_accepted_and_one_byte_more_is_not(self) -> None:
        assert len(article('{"body":"' + "x" * 1_000 + '"}', max_bytes=1_000).body) == 1_000
        rejected = rejection('{"body":"' + "x" * 1_001 + '"}', max_bytes=1_000)
        assert rejected == Rejection(Reason.TOO_LARGE, "body has 1,001 bytes; the limit is 1,000")

    def test_the_limit_counts_utf8_and_not_json_escapes(self) -> None:
        body = "ن" * 500
        assert article(json.dumps({"body": body}), max_bytes=1_000).body == body
        assert rejection(json.dumps({"body": body + "ن"}), max_bytes=1_000).reason is Reason.TOO_LARGE

    def test_a_huge_value_is_refused_before_it_is_read(self) -> None:
        rejected = rejection(b"\xff" * 1_100_000, max_bytes=1_000)
        assert rejected == Rejection(Reason.TOO_LARGE, "the value has 1,100,000 bytes; the limit is 1,000")

    def test_the_default_is_five_megabytes(self) -> None:
        assert rejection('{"body":"' + "x" * 5_000_001 + '"}').reason is Reason.TOO_LARGE


class TestSurrogates:
    def test_half_an_emoji_becomes_the_replacement_character(self) -> None:
        assert article(r'{"body":"a\ud83d b\uDE00","title":"\ud800"}') == RawArticle(
            body="a\ufffd b\ufffd", title="\ufffd"
        )

    def test_a_whole_pair_stays(self) -> None:
        assert article(r'{"body":"\ud83d\ude00\ud83d"}').body == "😀\ufffd"

    def test_an_escaped_backslash_before_u_is_text(self) -> None:
        assert article(r'{"body":"\\ud800","x":"\ud800"}').body == "\\ud800"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
FIELDS = ("body", "id", "source", "url", "title", "published_at", "fetched_at", "language")


@given(st.binary() | st.text().map(str.encode) | json_values.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_give_an_article_or_a_rejection(value: bytes) -> None:
    assert isinstance(decode_raw(value), RawArticle | Rejection)


@given(st.dictionaries(st.sampled_from(FIELDS) | st.text(), json_values), st.booleans())
def test_any_object_is_read_as_the_contract_says(fields: dict[str, object], ascii_only: bool) -> None:
    decoded = decode_raw(json.dumps(fields, ensure_ascii=ascii_only).encode())
    wrong = [name for name in FIELDS if not isinstance(fields.get(name), str | None)]
    if not isinstance(fields.get("body"), str) or wrong:
        assert isinstance(decoded, Rejection)
        assert decoded.reason in (Reason.MISSING_BODY, Reason.WRONG_TYPE)
    elif isinstance(decoded, Rejection):
        assert decoded.reason is Reason.BAD_DATE
    else:
        assert {name: getattr(decoded, name) for name in FIELDS} == {
            name: fields.get(name) for name in FIELDS
        }


@given(
    st.integers(0, 40),
    st.binary(max_size=3),
    st.sampled_from([b'{"body":"\xd9\x86\xd8\xb5 \\u0646","title":"t","x":[{"a":1}]}']),
)
def test_a_damaged_article_never_raises(position: int, damage: bytes, value: bytes) -> None:
    assert isinstance(decode_raw(value[:position] + damage + value[position + 1 :]), RawArticle | Rejection)


@given(st.from_type(RawArticle))
def test_what_is_encoded_is_read_back(raw: RawArticle) -> None:
    assert decode(encode(raw), RawArticle) == raw


def test_what_is_not_the_message_asked_for_is_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(b'{"surface":1}', Mention)
