"""Count one finished article in the metrics: exactly one outcome each."""

from topics import DeadLetter
from workers.metrics import Metrics
from workers.pipeline import Outcome


def tally(metrics: Metrics, outcome: Outcome, letter: DeadLetter | None, age_received: float) -> None:
    """Count an article whose outputs were all acknowledged. `age_received` is in seconds."""
    source = metrics.source(outcome.source)
    metrics.received.labels(source).inc()
    for stage, seconds in outcome.seconds.items():
        metrics.stage_seconds.labels(stage).observe(seconds)
    metrics.age_received.observe(max(age_received, 0.0))
    if outcome.arrival_age is not None:
        if outcome.arrival_age < 0:
            metrics.future_dates.labels(source).inc()
        metrics.arrival_age.labels(source).observe(max(outcome.arrival_age, 0.0))
        metrics.age_published.observe(max(outcome.arrival_age + age_received, 0.0))
    cleaned = outcome.explanation.cleaned
    if cleaned is not None:
        for removal in cleaned.removed:
            metrics.removals.labels(source, removal.rule).inc(removal.count)
        if cleaned.mojibake_repaired:
            metrics.mojibake.labels(source).inc(cleaned.mojibake_repaired)
        if cleaned.raw_length:
            metrics.removed_share.labels(source).observe(max(0.0, 1 - len(cleaned.text) / cleaned.raw_length))
    if letter is not None:
        metrics.outcomes.labels(source, "dead_letter").inc()
        metrics.dead_letters.labels(letter.reason).inc()
        return
    tagged = outcome.tagged
    assert tagged is not None
    article = tagged.article
    metrics.languages.labels(source, article.language).inc()
    metrics.outcomes.labels(source, "clean" if article.language == "ar" else "foreign_language").inc()
    if article.teaser:
        metrics.teasers.labels(source).inc()
    for entity in tagged.entities:
        metrics.entities.labels(entity.type).inc()
        metrics.mentions.labels(entity.type).inc(entity.count)
    for event in tagged.events:
        metrics.events.labels(event.type, event.status).inc()
    for alert in tagged.alerts:
        metrics.alerts.labels(alert.rule, alert.severity).inc()
