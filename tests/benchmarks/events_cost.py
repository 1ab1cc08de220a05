"""What events and subjects cost beside cleaning, cutting into tokens and entities.

    python -m tests.benchmarks.events_cost [PATH] [--articles 1500]

PATH is anything `rasid tag` reads; without it, the sample feed is repeated. "cold" is the first pass over
the articles by a pipeline just loaded, "warm" the second one. The figure to look at is the ratio
(events + subjects) / (clean + segment + entities): both sides are measured in the same pass.
"""

import argparse
import random
from collections import Counter
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from workers.collection import keep_loaded
from workers.feeds.files import read_articles
from workers.pipeline import Pipeline
from workers.samples.feed import sample_messages
from workers.settings import Settings

BASE = ("clean", "segment", "entities")
ADDED = ("events", "subjects")


def values(path: Path | None, count: int) -> list[bytes]:
    """Return raw articles: a random choice in a fixed order, or the sample feed over and over."""
    if path is None:
        feed = [message.value for message in sample_messages() if message.value is not None]
        return list(islice(cycle(feed), count))
    found = list(read_articles(path))
    random.Random(1).shuffle(found)
    return found[:count]


def run(pipeline: Pipeline, articles: list[bytes]) -> Counter[str]:
    """Process all articles once; return the milliseconds per article of each stage."""
    now = datetime.now(UTC)
    total: Counter[str] = Counter()
    for outcome in pipeline.process_all((value, now) for value in articles):
        total.update(outcome.seconds)
    return Counter({stage: seconds / len(articles) * 1e3 for stage, seconds in total.items()})


def main() -> None:
    """Print one line for the cold pass and one for the warm pass."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=1500)
    arguments = parser.parse_args()
    articles = values(arguments.path, arguments.articles)
    pipeline = Pipeline.from_settings(Settings())
    keep_loaded()
    for name in ("cold", "warm"):
        spent = run(pipeline, articles)
        base, added = sum(spent[stage] for stage in BASE), sum(spent[stage] for stage in ADDED)
        stages = "  ".join(f"{stage} {spent[stage]:.2f}" for stage in (*BASE, *ADDED))
        print(f"{name}  ratio {added / base:.0%}  ({added:.2f} / {base:.2f} ms an article)  {stages}")


if __name__ == "__main__":
    main()
