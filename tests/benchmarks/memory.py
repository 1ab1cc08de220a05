"""Whether memory stays flat over a long stream.

    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.memory PATH… [--articles 200000]

PATH is anything that `rasid feed` takes; when all of it was read it is read again from the start, each
round with a word of its own in every article, so that word forms keep coming that no cache holds. Prints the resident
memory after every tenth part of the way, and the articles done per second of CPU.
"""

import argparse
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path

import msgspec
import psutil

from workers.collection import keep_loaded
from workers.feeds.files import read_articles
from workers.pipeline import Pipeline
from workers.settings import Settings

_LETTERS = "بتجحدرسشصطعفقكلمنهوي"


def stream(paths: list[Path]) -> Iterator[bytes]:
    """Yield the articles over and over; from the second round on each has a new word and a new address."""
    numbers = count()
    for turn in count():
        for path in paths:
            for value in read_articles(path):
                if not turn:
                    yield value
                    continue
                article = msgspec.json.decode(value)
                number = next(numbers)
                word = "".join(_LETTERS[number // len(_LETTERS) ** k % len(_LETTERS)] for k in range(5))
                article["body"] = f"{article.get('body', '')} {word}"
                article["url"] = f"{article.get('url', '')}#{turn}"
                yield msgspec.json.encode(article)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=200_000)
    options = parser.parse_args()
    process = psutil.Process()
    pipeline = Pipeline.from_settings(Settings())
    keep_loaded()
    print(f"{'articles':>9} {'MB':>5} {'articles/s':>11}")
    print(f"{0:>9,} {process.memory_info().rss / 2**20:>5.0f}", flush=True)
    values = stream(options.paths)
    part = max(1, options.articles // 10)
    for done in range(part, options.articles + 1, part):
        started = time.process_time()
        for _ in pipeline.process_all((value, datetime.now(UTC)) for value in islice(values, part)):
            pass
        rate = part / (time.process_time() - started)
        print(f"{done:>9,} {process.memory_info().rss / 2**20:>5.0f} {rate:>11,.0f}", flush=True)


if __name__ == "__main__":
    main()
