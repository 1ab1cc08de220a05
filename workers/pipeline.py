"""One article in, one outcome out: every stage of the language core, with no Kafka in sight.

The agents, `rasid tag` and the benchmarks all call the same `Pipeline.process`.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec
from yaml import YAMLError

from topics import Alert, CleanArticle, DeadLetter, Entity, Event, RawArticle, Reason, Subject
from topics.codec import Rejection, decode_raw, parse_time
from topics.ids import article_id, content_id
from workers import __version__
from workers.entities.mentions import LinkedMention
from workers.entities.messages import entities_of
from workers.entities.recogniser import Span
from workers.entities.tagger import Tagger
from workers.errors import BadSettings
from workers.events.coder import CodedEvent, EventCoder
from workers.events.subjects import SubjectTagger
from workers.text.boilerplate import RuleSet
from workers.text.boilerplate import load_rules as load_boilerplate
from workers.text.clean import Cleaner
from workers.text.columns import NUMBERS
from workers.text.document import Cleaned, Document
from workers.text.segment import make_document
from workers.text.sketch import SourceSketch
from workers.watch.matcher import match
from workers.watch.rules import Watchlist, default_rules_path, load_rules

if TYPE_CHECKING:
    from workers.settings import Settings

PIPELINE_VERSION = f"rasid-{__version__}"
# A publication date this far after arrival is a wrong clock or a wrong time zone's offset left out,
# and still tells the day well enough; beyond it the date is in the future and resolves nothing.
FUTURE_SLACK = timedelta(hours=14)
_TOGETHER = 32
"""Articles that the recogniser reads at once, which costs it half as much …"""
_TOGETHER_BYTES = 256 * 1024
"""… and the bytes with which a group takes no further article, so that nobody waits long for its first outcome."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a raw value stood, and its original bytes, for a dead letter."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes


class Tagged(msgspec.Struct, frozen=True):
    """All messages that one article caused: one line of `rasid tag`."""

    article: CleanArticle
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    alerts: tuple[Alert, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What led to an outcome, for `rasid tag --explain`."""

    cleaned: Cleaned | None = None
    mentions: tuple[LinkedMention, ...] = ()
    events: tuple[CodedEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one raw value: exactly one of `tagged` and `rejection` is set."""

    tagged: Tagged | None
    rejection: Rejection | None
    source: str | None = None
    arrival_age: float | None = None
    """Seconds from publication to arrival; negative for a future date; None without a date."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Time spent, by stage."""
    explanation: Explanation = Explanation()


def utc(moment: datetime) -> str:
    """Write a moment as ISO 8601 in UTC, to the second or finer if it is finer."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
    return text.replace("+00:00", "Z")


def dead_letter(origin: Origin, rejection: Rejection, failed_at: datetime) -> DeadLetter:
    """Keep a rejected value whole. Its id depends on content and reason, not on when it failed."""
    return DeadLetter(
        id=content_id("dead", b64encode(origin.value).decode(), rejection.reason),
        topic=origin.topic,
        partition=origin.partition,
        offset=origin.offset,
        key=None if origin.key is None else b64encode(origin.key).decode(),
        value=b64encode(origin.value).decode(),
        reason=rejection.reason,
        detail=rejection.detail,
        failed_at=utc(failed_at),
        pipeline=PIPELINE_VERSION,
    )


@dataclass(slots=True)
class _Read:
    """An article that was decoded, cleaned and, where it is Arabic, cut into tokens."""

    identity: str
    raw: RawArticle
    received_at: datetime
    published: datetime | None
    age: float | None
    cleaned: Cleaned
    document: Document | None
    seconds: dict[str, float]
    spans: tuple[Span, ...] | None = None
    """What the recogniser found."""


class _Laps:
    """A clock that adds to the seconds of each stage."""

    __slots__ = ("_now", "seconds")

    def __init__(self, seconds: dict[str, float] | None = None) -> None:
        self.seconds = {} if seconds is None else seconds
        self._now = perf_counter()

    def lap(self, stage: str) -> None:
        """Count the time since the last lap for `stage`."""
        then = perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + then - self._now
        self._now = then


class Pipeline:
    """The whole language core, loaded once. Not safe for concurrent calls: one per process."""

    def __init__(
        self,
        cleaner: Cleaner,
        tagger: Tagger,
        coder: EventCoder,
        subjects: SubjectTagger,
        watchlist: Watchlist,
        max_body_bytes: int = 5_000_000,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.cleaner = cleaner
        self.watchlist = watchlist
        self._tagger = tagger
        self._coder = coder
        self._subjects = subjects
        self._max_body_bytes = max_body_bytes
        self._clock = clock

    @classmethod
    def from_settings(cls, settings: "Settings", sketch: SourceSketch | None = None) -> "Pipeline":
        """Build every stage as the settings say. Raises `BadSettings` when one cannot be built.

        `sketch` is what was learned of the sources' repeated lines before a restart.
        """
        from workers.backends import lemmatiser, recogniser

        return cls(
            cleaner=Cleaner(rules=_boilerplate(settings.boilerplate), sketch=sketch),
            tagger=Tagger.load(recogniser=recogniser(settings)),
            coder=EventCoder.load(lemmatiser=lemmatiser(settings)),
            subjects=SubjectTagger.load(),
            watchlist=load_rules(settings.rules or default_rules_path()),
            max_body_bytes=settings.max_body_bytes,
        )

    def process(self, value: bytes, received_at: datetime) -> Outcome:
        """Turn the bytes of one raw article into its messages, or say why that can never succeed.

        Never raises on any input: a defect of ours becomes a rejection too, so that one article
        cannot stop the stream.
        """
        return next(self.process_all([(value, received_at)]))

    def process_all(self, values: Iterable[tuple[bytes, datetime]]) -> Iterator[Outcome]:
        """Give for each (raw article, time of arrival) what `process` gives, in order, at less cost.

        Articles are read some at a time, `_TOGETHER` at most: the outcome of the first of them comes
        when they all are clean. Nothing else goes over from one to another but what cleaning learns of
        their sources' repeated lines.
        """
        for group in _groups(values):
            read = [self._read(value, received_at) for value, received_at in group]
            self._recognise([one for one in read if isinstance(one, _Read)])
            for one in read:
                yield self._tagged(one) if isinstance(one, _Read) else one

    def _read(self, value: bytes, received_at: datetime) -> "_Read | Outcome":
        """Decode and clean one article and cut it into tokens."""
        laps = _Laps()
        raw = decode_raw(value, self._max_body_bytes)
        laps.lap("decode")
        if isinstance(raw, Rejection):
            return Outcome(None, raw, seconds=laps.seconds)
        try:
            identity = article_id(raw)
            published = parse_time(raw.published_at) if raw.published_at else None
            age = (received_at - published).total_seconds() if published else None
            cleaned = self.cleaner.clean(raw)
            laps.lap("clean")
            if not cleaned.text:
                rejection = Rejection(Reason.EMPTY_BODY, _why_empty(cleaned))
                return Outcome(None, rejection, raw.source, age, laps.seconds, Explanation(cleaned))
            document = None
            if cleaned.language == "ar":
                dated = published if published and published <= received_at + FUTURE_SLACK else None
                document = make_document(identity, cleaned.title, cleaned.text, dated, raw.source)
                laps.lap("segment")
        except Exception as error:  # the contract: nothing crashes the worker
            return _failed(error, raw.source, laps.seconds)
        return _Read(identity, raw, received_at, published, age, cleaned, document, laps.seconds)

    def _recognise(self, read: "list[_Read]") -> None:
        """Let the recogniser read those of these articles that are Arabic, all at once."""
        started = perf_counter()
        arabic = [(one, one.document) for one in read if one.document is not None]
        documents = [document for _, document in arabic]
        NUMBERS.number([field for document in documents for field in document.fields])
        try:
            found = self._tagger.recognise(documents)
        except Exception:  # an article that it cannot read: each by itself, when it is tagged
            return
        tokens = sum(map(_tokens, documents)) or 1
        spent = perf_counter() - started
        for (one, document), spans in zip(arabic, found, strict=True):
            one.spans = spans
            one.seconds["entities"] = spent * _tokens(document) / tokens

    def _tagged(self, read: "_Read") -> Outcome:
        """Find and code what an article says."""
        try:
            return self._messages(read)
        except Exception as error:  # the contract: nothing crashes the worker
            return _failed(error, read.raw.source, read.seconds)

    def _messages(self, read: "_Read") -> Outcome:
        laps = _Laps(read.seconds)
        raw, cleaned, published, document = read.raw, read.cleaned, read.published, read.document
        # What was published is said even where it is too far ahead to date events by.
        stamp = utc(published) if published is not None else None
        mentions: tuple[LinkedMention, ...] = ()
        coded: tuple[CodedEvent, ...] = ()
        entities: tuple[Entity, ...] = ()
        alerts: tuple[Alert, ...] = ()
        subjects: tuple[Subject, ...] = ()
        if document is not None:
            mentions = self._tagger.tag(document, read.spans)
            entities = entities_of(document, mentions, stamp)
            laps.lap("entities")
            coded = self._coder.code(document, mentions)
            laps.lap("events")
            subjects = self._subjects.subjects(document)
            laps.lap("subjects")
            alerts = self._watch(document, raw.url, mentions, coded, subjects)
            laps.lap("watch")
        if stamp is not None:
            coded = tuple(
                [CodedEvent(msgspec.structs.replace(one.event, published_at=stamp), one.why) for one in coded]
            )
        article = CleanArticle(
            id=read.identity,
            source=raw.source,
            url=raw.url,
            title=cleaned.title,
            text=cleaned.text,
            language=cleaned.language,
            published_at=stamp,
            received_at=utc(read.received_at),
            subjects=subjects,
            removed=cleaned.removed,
            teaser=cleaned.teaser,
            pipeline=PIPELINE_VERSION,
        )
        tagged = Tagged(article, entities, tuple([one.event for one in coded]), alerts)
        explanation = Explanation(cleaned, mentions, coded)
        return Outcome(tagged, None, raw.source, read.age, laps.seconds, explanation)

    def _watch(
        self,
        document: Document,
        url: str | None,
        mentions: tuple[LinkedMention, ...],
        coded: tuple[CodedEvent, ...],
        subjects: tuple[Subject, ...],
    ) -> tuple[Alert, ...]:
        return match(
            document=document,
            url=url,
            mentions=mentions,
            events=tuple(one.event for one in coded),
            subjects=subjects,
            watchlist=self.watchlist,
            fired_at=utc(self._clock()),
        )


def _groups(values: Iterable[tuple[bytes, datetime]]) -> Iterator[list[tuple[bytes, datetime]]]:
    """Cut a stream of raw articles into the groups that are read together; takes no more than it gives."""
    group: list[tuple[bytes, datetime]] = []
    size = 0
    for one in values:
        group.append(one)
        size += len(one[0])
        if len(group) == _TOGETHER or size > _TOGETHER_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _tokens(document: Document) -> int:
    return len(document.title.words) + len(document.text.words)


def _failed(error: Exception, source: str | None, seconds: dict[str, float]) -> Outcome:
    """Return the rejection of an article that a defect of ours stopped."""
    detail = f"{type(error).__name__}: {error}"[:500]
    return Outcome(None, Rejection(Reason.PROCESSING_FAILED, detail), source, seconds=seconds)


def _boilerplate(extra: Path | None) -> RuleSet:
    """Load the shipped boilerplate rules, and the user's reviewed lines."""
    try:
        return load_boilerplate(*([extra] if extra else []))
    except (OSError, ValueError, KeyError, TypeError, YAMLError) as error:
        raise BadSettings(f"RASID_BOILERPLATE: {extra} is no file of learned lines ({error})") from None


def _why_empty(cleaned: Cleaned) -> str:
    if not cleaned.removed:
        return "the body holds no text"
    rules = ", ".join(f"{removal.rule} ×{removal.count}" for removal in cleaned.removed[:8])
    return f"no text was left after cleaning; removed: {rules}"
