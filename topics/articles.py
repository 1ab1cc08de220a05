"""Articles as they arrive (`articles.raw`) and as they are read (`articles.clean`)."""

import msgspec


class RawArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One article as scraped: the value of `articles.raw`.

    Only `body` is required. A missing `id` is replaced by a hash of `url`, or of title and body
    (see `topics.ids`). Dates are ISO 8601; one without an offset is read as UTC. Fields not named
    here are accepted and ignored.
    """

    body: str
    """Plain text or HTML; recognised by looking."""
    id: str | None = None
    source: str | None = None
    url: str | None = None
    title: str | None = None
    published_at: str | None = None
    fetched_at: str | None = None
    language: str | None = None
    """What the scraper believed; a hint only."""


class Removal(msgspec.Struct, frozen=True):
    """How often one boilerplate or character rule removed something from an article."""

    rule: str
    count: int


class Subject(msgspec.Struct, frozen=True):
    """What the article is about: an IPTC Media Topic with its score from 0 to 1."""

    code: str
    label: str
    score: float


class CleanArticle(msgspec.Struct, frozen=True, kw_only=True):
    """The article's own words, and nothing else: the value of `articles.clean`.

    Paragraphs of `text` are separated by one blank line; the title is not part of it. All offsets
    in other messages count code points of `title` or of `text` as they stand here.
    """

    id: str
    source: str | None = None
    url: str | None = None
    title: str
    text: str
    language: str
    """ISO 639 code; only `ar` is tagged. `und` where no language could be told."""
    published_at: str | None = None
    received_at: str
    subjects: tuple[Subject, ...] = ()
    removed: tuple[Removal, ...] = ()
    teaser: bool = False
    """True where the source cut the article short."""
    pipeline: str
    """Version of the pipeline that made this message."""
