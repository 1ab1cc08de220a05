"""What each rule removes from real articles: a table, and a uniform sample to read.

    python -m tests.benchmarks.clean_removals SHARED [--seed N] [--articles 2000] [--sample 200]

SHARED holds data/saudinewsnet, zips of JSON arrays. Articles are cleaned with learning per source, in
the order drawn. The sample is uniform over all removals of lines (not of characters), each with its
rule and the kept lines around it, so that a reader can count what should have stayed.
"""

import argparse
import random
from collections import Counter
from pathlib import Path

from tests.text.articles import real_articles
from topics import RawArticle
from workers.text.clean import Cleaner


def main() -> None:
    """Print the table and the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--sample", type=int, default=200)
    arguments = parser.parse_args()
    cleaner = Cleaner()
    removals: list[tuple[str, str, str, str, str]] = []
    touched = 0
    for article in real_articles(arguments.shared, arguments.articles, arguments.seed):
        source = str(article.get("source") or "")
        body = str(article["content"])
        cleaned = cleaner.clean(RawArticle(title=article["title"], body=body, source=source))
        touched += bool(cleaned.trace)
        lines = [" ".join(line.split()) for line in body.split("\n") if line.strip()]
        for rule, text in cleaned.trace:
            place = next((number for number, line in enumerate(lines) if text in line), None)
            before = lines[place - 1][-60:] if place else ""
            after = lines[place + 1][:60] if place is not None and place + 1 < len(lines) else ""
            removals.append((rule, source, before, text, after))
    counts = Counter(rule for rule, *_ in removals)
    total = sum(counts.values())
    print(
        f"{arguments.articles} articles, seed {arguments.seed}: {total} lines removed from {touched} articles"
    )
    for rule, count in counts.most_common():
        print(f"{count:6}  {count / total:6.1%}  {rule}")
    chosen = random.Random(arguments.seed).sample(removals, min(arguments.sample, total))
    for number, (rule, source, before, text, after) in enumerate(chosen, 1):
        print(f"{number:3} [{rule}] {source}: {before} ⟪{text[:150]}⟫ {after}")


if __name__ == "__main__":
    main()
