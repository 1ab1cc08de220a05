"""Every metric that a worker exposes, with its meaning; names and units by Prometheus' conventions.

Touched only by the edges (agents, channels, feeds, app), never by the language core. A `Metrics`
object owns its registry, so that tests read one worker's figures alone. Source names come from
outside and could be without number: the first `max_sources` are told apart, the rest are `other`.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

STAGE_SECONDS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)
DELIVERY_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
AGE_SECONDS = (0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 6 * 3600, 86400, 7 * 86400)
SHARES = (0.0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0)


class Metrics:
    """The metrics of one worker process."""

    def __init__(self, version: str, max_sources: int = 200, *, process: bool = True) -> None:
        self.registry = CollectorRegistry()
        if process:
            ProcessCollector(registry=self.registry)
            PlatformCollector(registry=self.registry)
            GCCollector(registry=self.registry)
        self._max_sources = max_sources
        self._sources: set[str] = set()
        registry = self.registry

        Info("rasid_build", "Version of this worker.", registry=registry).info({"version": version})
        self.received = Counter(
            "rasid_articles_received_total",
            "Messages read from articles.raw, by source; tombstones apart.",
            ["source"],
            registry=registry,
        )
        self.outcomes = Counter(
            "rasid_articles_total",
            "Articles by source and outcome (clean, foreign_language or dead_letter), counted when every "
            "output was acknowledged: exactly one outcome each.",
            ["source", "outcome"],
            registry=registry,
        )
        self.tombstones = Counter(
            "rasid_tombstones_total", "Null values passed over on articles.raw.", registry=registry
        )
        self.entities = Counter(
            "rasid_entities_total", "Entity messages emitted, by type.", ["type"], registry=registry
        )
        self.mentions = Counter(
            "rasid_mentions_total",
            "Mentions within the emitted entities, by type.",
            ["type"],
            registry=registry,
        )
        self.events = Counter(
            "rasid_events_total",
            "Events emitted, by PLOVER type and status.",
            ["type", "status"],
            registry=registry,
        )
        self.alerts = Counter(
            "rasid_alerts_total",
            "Alerts emitted, by rule and severity.",
            ["rule", "severity"],
            registry=registry,
        )
        self.dead_letters = Counter(
            "rasid_dead_letters_total", "Dead letters emitted, by reason.", ["reason"], registry=registry
        )
        self.redeliveries = Counter(
            "rasid_delivery_retries_total",
            "Outputs sent again after a failed delivery.",
            ["topic"],
            registry=registry,
        )
        self.abandoned = Counter(
            "rasid_batches_abandoned_total",
            "Batches left unacknowledged because the partitions moved; their articles are read again.",
            registry=registry,
        )
        self.stage_seconds = Histogram(
            "rasid_stage_duration_seconds",
            "Time that one article spent in one stage of the pipeline.",
            ["stage"],
            buckets=STAGE_SECONDS,
            registry=registry,
        )
        self.delivery_seconds = Histogram(
            "rasid_delivery_duration_seconds",
            "Time from sending a batch's outputs to the last acknowledgement.",
            buckets=DELIVERY_SECONDS,
            registry=registry,
        )
        self.batch_articles = Histogram(
            "rasid_batch_articles",
            "Articles in one batch.",
            buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
            registry=registry,
        )
        self.age_published = Histogram(
            "rasid_article_age_published_seconds",
            "Age at emission: since the article was published.",
            buckets=AGE_SECONDS,
            registry=registry,
        )
        self.age_received = Histogram(
            "rasid_article_age_received_seconds",
            "Age at emission: since the broker received the raw article.",
            buckets=AGE_SECONDS,
            registry=registry,
        )
        self.arrival_age = Histogram(
            "rasid_article_arrival_age_seconds",
            "Age on arrival at the broker, by source.",
            ["source"],
            buckets=AGE_SECONDS,
            registry=registry,
        )
        self.future_dates = Counter(
            "rasid_future_dates_total", "Articles dated after their arrival.", ["source"], registry=registry
        )
        self.removed_share = Histogram(
            "rasid_text_removed_ratio",
            "Share of an article's code points that cleaning removed, by source.",
            ["source"],
            buckets=SHARES,
            registry=registry,
        )
        self.removals = Counter(
            "rasid_removals_total",
            "Removals by cleaning rule and source.",
            ["source", "rule"],
            registry=registry,
        )
        self.mojibake = Counter(
            "rasid_mojibake_repaired_total",
            "Paragraphs repaired from a wrong decoding.",
            ["source"],
            registry=registry,
        )
        self.teasers = Counter(
            "rasid_teasers_total", "Articles that their source cut short.", ["source"], registry=registry
        )
        self.languages = Counter(
            "rasid_languages_total",
            "Articles by source and language.",
            ["source", "language"],
            registry=registry,
        )
        self.lag = Gauge(
            "rasid_consumer_lag_messages",
            "High watermark minus committed offset, per partition that this worker holds.",
            ["topic", "partition"],
            registry=registry,
        )
        self.committed = Gauge(
            "rasid_consumer_committed_offset",
            "Next offset that the group would read, per partition held.",
            ["topic", "partition"],
            registry=registry,
        )
        self.partitions = Gauge(
            "rasid_assigned_partitions",
            "Partitions of articles.raw that this worker holds.",
            registry=registry,
        )
        self.rebalances = Counter(
            "rasid_rebalances_total", "Times that partitions were assigned anew.", registry=registry
        )
        self.last_progress = Gauge(
            "rasid_last_progress_timestamp_seconds",
            "Unix time of the last acknowledged batch.",
            registry=registry,
        )

    def source(self, name: str | None) -> str:
        """Return the label for a source: its name, `unknown`, or `other` past the limit."""
        if not name:
            return "unknown"
        if name not in self._sources:
            if len(self._sources) >= self._max_sources:
                return "other"
            self._sources.add(name)
        return name[:100]


def metrics_table() -> str:
    """Return the Markdown table of Rasid's own metrics: name, kind, labels, meaning."""
    rows = ["| metric | kind | labels | meaning |", "|---|---|---|---|"]
    metrics = Metrics("0", process=False)
    for collector in metrics.registry._collector_to_names:
        name, labels = getattr(collector, "_name", ""), getattr(collector, "_labelnames", ())
        kind = getattr(collector, "_type", "")
        suffix = {"counter": "_total", "info": "_info"}.get(kind, "")
        meaning = getattr(collector, "_documentation", "").replace("|", "\\|")
        rows.append(f"| `{name}{suffix}` | {kind} | {', '.join(labels)} | {meaning} |")
    return "\n".join(rows) + "\n"
