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
from workers.text.document import Document
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


def timed(recogniser: Recogniser, documents: list[Document]) -> tuple[float, int]:
    """Return CPU milliseconds an article, and how many mentions were found."""
    mentions = 0
    started = time.process_time()
    for document in documents:
        mentions += len(recogniser.recognise(document))
    return (time.process_time() - started) / len(documents) * 1e3, mentions


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
    started = time.process_time()
    documents = [make_document(str(i), *article) for i, article in enumerate(articles)]
    result["articles"] = len(documents)
    result["tokens_an_article"] = round(
        sum(len(field.words) for document in documents for field in document.fields) / len(documents), 1
    )
    result["segment_ms"] = round((time.process_time() - started) / len(documents) * 1e3, 3)
    cold, mentions = timed(recogniser, documents)
    result["cold_ms"] = round(cold, 3)
    result["mentions"] = mentions
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result["warm_ms"] = round(timed(recogniser, documents[-1000:])[0], 3)
    for _ in range(3):
        timed(recogniser, documents)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result["peak_memory_mb"] = {"after_one_pass": before // 1024, "after_four_more": after // 1024}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
