"""How fast the recogniser is: `python -m tests.benchmarks.ner_speed ZIP... [--articles 5000]`.

Reads distinct articles from zip files of JSON lists (`title`, `content`), cut to `--length`
characters, and times cutting into tokens and recognising, from a cold start and once warm. CPU time of
this process, so that a busy machine changes the figures little; prints one JSON object.
"""

import argparse
import json
import random
import resource
import time
import zipfile
from pathlib import Path
from typing import Any

from workers.entities.recogniser import Recogniser, load_recogniser
from workers.text.segment import make_document


def read(paths: list[Path], count: int, length: int) -> list[tuple[str, str]]:
    """Return up to `count` distinct (title, text), in a fixed random order."""
    found: dict[str, str] = {}
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if not name.endswith(".json"):
                    continue
                for article in json.loads(archive.read(name)):
                    text = article.get("content") or ""
                    if len(text) >= length:
                        found.setdefault(text[:length], article.get("title") or "")
    articles = [(title, text) for text, title in found.items()]
    random.Random(1).shuffle(articles)
    return articles[:count]


def timed(recogniser: Recogniser, articles: list[tuple[str, str]]) -> tuple[float, int, int, float]:
    """Return CPU milliseconds an article, mentions, tokens, and milliseconds for cutting into tokens.

    Each document is made right before it is recognised, as in a stream: made long before, it would
    have left the processor's caches.
    """
    mentions = tokens = 0
    clock = time.process_time_ns
    cutting = recognising = 0
    for title, text in articles:
        started = clock()
        document = make_document("1", title, text)
        made = clock()
        mentions += len(recogniser.recognise(document))
        recognising += clock() - made
        cutting += made - started
        tokens += sum(len(field.words) for field in document.fields)
    count = len(articles)
    return recognising / count / 1e6, mentions, tokens, cutting / count / 1e6


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("zips", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--length", type=int, default=2000, help="characters an article")
    parser.add_argument("--recogniser", default="rasid")
    options = parser.parse_args()
    articles = read(options.zips, options.articles, options.length)
    started = time.process_time()
    recogniser = load_recogniser(options.recogniser)
    result: dict[str, Any] = {"load_seconds": round(time.process_time() - started, 3)}
    result["articles"] = len(articles)
    cold, mentions, tokens, cutting = timed(recogniser, articles)
    result["tokens_an_article"] = round(tokens / len(articles), 1)
    result["segment_ms"] = round(cutting, 3)
    result["cold_ms"] = round(cold, 3)
    result["mentions"] = mentions
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result["warm_ms"] = round(timed(recogniser, articles[-1000:])[0], 3)
    for _ in range(3):
        timed(recogniser, articles)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result["peak_memory_mb"] = {"after_one_pass": before // 1024, "after_four_more": after // 1024}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
