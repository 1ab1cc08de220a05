"""The sample feed as Kafka messages, in a fixed order."""

import json
from dataclasses import dataclass, replace
from enum import StrEnum

from topics import Reason
from workers.samples.layout import body_of
from workers.samples.malformed import malformed_values
from workers.samples.sources import SampleArticle, read_folder

_TWICE = ("05-gaza-truce-talks", "26-turkey-earthquake")
"""Sent a second time, byte for byte, as feeds do."""
_WIRE = {"17-opec-output": "nile-post", "14-iran-iaea": "sham-press"}
"""The same wire story by a second outlet: another id, another layout."""


class Kind(StrEnum):
    """What a sample message is there to show."""

    ARTICLE = "article"
    DUPLICATE = "duplicate"
    WIRE_COPY = "wire_copy"
    TEASER = "teaser"
    FUTURE = "future"
    FOREIGN = "foreign"
    MALFORMED = "malformed"
    TOMBSTONE = "tombstone"


class Expect(StrEnum):
    """The outcome that the message must have."""

    CLEAN = "clean"
    FOREIGN = "foreign"
    DEAD = "dead"
    PASSED_OVER = "passed_over"


@dataclass(frozen=True, slots=True)
class SampleMessage:
    """One message for `articles.raw`. A null value is a tombstone."""

    key: bytes | None
    value: bytes | None
    name: str
    kind: Kind
    expect: Expect = Expect.CLEAN
    reason: Reason | None = None
    """Of the dead letter, where one is expected."""


def sample_messages() -> tuple[SampleMessage, ...]:
    """Build the sample feed; the same bytes at every call."""
    articles = [_message(article, turn) for turn, article in enumerate(read_folder("articles"))]
    foreign = [_message(article, turn) for turn, article in enumerate(read_folder("foreign"))]
    by_name = {article.name: article for article in read_folder("articles")}
    copies = [
        _message(
            replace(by_name[name], source=outlet, dirt=(("plain", None), ("byline", None)), kind="wire_copy"),
            1,
        )
        for name, outlet in _WIRE.items()
    ]
    twice = [replace(m, kind=Kind.DUPLICATE) for m in articles if m.name in _TWICE]
    broken = [
        SampleMessage(None, value, name, Kind.MALFORMED, Expect.DEAD, reason)
        for name, (value, reason) in malformed_values().items()
    ]
    tombstone = SampleMessage(b"nile-post-withdrawn", None, "withdrawn", Kind.TOMBSTONE, Expect.PASSED_OVER)
    # Spread what is not a plain article over the feed, every fourth message.
    others = [tombstone, *foreign, *broken, *copies, *twice]
    feed: list[SampleMessage] = []
    for number, message in enumerate(articles):
        feed.append(message)
        if number % 2 and others and number > len(articles) // 4:
            feed.append(others.pop(0))
    return (*feed, *others)


def _message(article: SampleArticle, turn: int) -> SampleMessage:
    flags = {name for name, _ in article.dirt}
    slug = article.name.partition("-")[2]
    identity = None if "no-id" in flags else f"{article.source}-{slug}"
    raw: dict[str, object] = {
        "id": identity,
        "source": article.source,
        "url": f"https://{article.source}.example/{slug}" if article.source else None,
        "title": None if "no-title" in flags else article.title,
        "body": body_of(article, turn),
        "published_at": None if "no-date" in flags else article.date,
        "language": "ar",  # what scrapers believe of every page they are sent to fetch
        "section": "news",  # a field that the contract does not name, as feeds have
    }
    value = json.dumps({k: v for k, v in raw.items() if v is not None}, ensure_ascii=False).encode()
    if "half-emoji" in flags:  # cut in two by a scraper that counts UTF-16 units
        value = value.replace(b'"body": "', rb'"body": "\ud83d ', 1)
    if "bom" in flags:
        value = b"\xef\xbb\xbf" + value
    kind = Kind(article.kind)
    return SampleMessage(
        key=identity.encode() if identity else None,
        value=value,
        name=article.name,
        kind=kind,
        expect=Expect.FOREIGN if kind is Kind.FOREIGN else Expect.CLEAN,
    )
