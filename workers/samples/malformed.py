"""Values that can never become an article, each with the reason that its dead letter must give."""

import json

from topics import Reason


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


_GOOD = {
    "id": "broken",
    "source": "nile-post",
    "title": "خبر لم يصل كاملا",
    "body": "قال الوزير إن الحكومة ستعلن القرار غدا.",
    "published_at": "2026-11-20T10:00:00Z",
}


def malformed_values() -> dict[str, tuple[bytes, Reason]]:
    """Return name → (bytes, reason) of every kind of malformed value."""
    return {
        "cut-json": (_json(_GOOD)[:-60], Reason.NOT_JSON),
        "error-page": (b"<html><body><h1>502 Bad Gateway</h1></body></html>", Reason.NOT_JSON),
        "no-bytes": (b"", Reason.NOT_JSON),
        "cp1256-bytes": (json.dumps(_GOOD, ensure_ascii=False).encode("cp1256"), Reason.NOT_UTF8),
        "array": (_json([_GOOD]), Reason.NOT_AN_OBJECT),
        "string": (_json("قال الوزير"), Reason.NOT_AN_OBJECT),
        "missing-body": (_json({k: v for k, v in _GOOD.items() if k != "body"}), Reason.MISSING_BODY),
        "number-as-body": (_json({**_GOOD, "body": 20261120}), Reason.WRONG_TYPE),
        "number-as-title": (_json({**_GOOD, "title": 42}), Reason.WRONG_TYPE),
        "bad-date": (_json({**_GOOD, "published_at": "الجمعة 20 نوفمبر"}), Reason.BAD_DATE),
        "deep-nesting": (
            b'{"body": "\xd8\xae\xd8\xa8\xd8\xb1", "extra": ' + b"[" * 5000 + b"]" * 5000 + b"}",
            Reason.NESTED_TOO_DEEPLY,
        ),
        "empty-body": (_json({**_GOOD, "body": ""}), Reason.EMPTY_BODY),
        "only-markup": (
            _json(
                {
                    **_GOOD,
                    "body": "<html><head><script>var a = 1;</script></head><body><nav>أخبار</nav></body></html>",
                }
            ),
            Reason.EMPTY_BODY,
        ),
    }
