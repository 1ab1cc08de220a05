"""Dead letters: input that can never succeed, kept whole, with a reason a person understands."""

from enum import StrEnum

import msgspec


class Reason(StrEnum):
    """Why an article could not be processed. Each can never succeed by trying again."""

    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"
    NESTED_TOO_DEEPLY = "nested_too_deeply"
    MISSING_BODY = "missing_body"
    WRONG_TYPE = "wrong_type"
    BAD_DATE = "bad_date"
    TOO_LARGE = "too_large"
    EMPTY_BODY = "empty_body"
    """Nothing was left after cleaning."""
    OUTPUT_TOO_LARGE = "output_too_large"
    """The broker refused a message that this article caused."""
    PROCESSING_FAILED = "processing_failed"
    """A defect of Rasid's own: please report it."""


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """The value of `articles.dead`, keyed by `topic:partition:offset`.

    `value` is the base64 of the original bytes, so that the article can be sent again unchanged
    once its cause is mended. `rasid tag` writes them too, with topic `stdin` and the line's number,
    from 0, as offset.
    """

    id: str
    topic: str
    partition: int
    offset: int
    key: str | None = None
    """Base64 of the original key; None where there was none."""
    value: str
    reason: Reason
    detail: str
    failed_at: str
    pipeline: str
