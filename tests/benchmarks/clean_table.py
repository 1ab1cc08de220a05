"""The README's table: Rasid, trafilatura alone and camel-tools' calls alone on the same gold articles.

    python -m tests.benchmarks.clean_table GOLD.jsonl

Per tool: articles whose clean text equals the gold letter for letter, precision, recall and F1 over
words, and articles/s on one core, all in one run. trafilatura belongs to the `data` dependency group.
"""

import json
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import msgspec
from camel_tools.utils.charmap import CharMapper
from camel_tools.utils.normalize import normalize_unicode

from topics import RawArticle
from workers.text.clean import Cleaner

Clean = Callable[[dict[str, Any]], str]


def rasid() -> Clean:
    """Return Rasid's cleaning, a new cleaner that has learned nothing."""
    cleaner = Cleaner()
    names = ("id", "source", "url", "title", "body", "published_at")

    def call(record: dict[str, Any]) -> str:
        return cleaner.clean(msgspec.convert({name: record.get(name) for name in names}, RawArticle)).text

    return call


def camel() -> Clean:
    """Return camel-tools' own cleaning calls; they know no HTML and no boilerplate."""
    arclean = CharMapper.builtin_mapper("arclean")
    return lambda record: str(arclean(normalize_unicode(record["body"])))


def trafilatura() -> Clean | None:
    """Return trafilatura's extraction with its default settings, or None with a word on how to get it."""
    try:
        from trafilatura import extract
    except ImportError:
        print(
            "trafilatura is not installed: uv sync --group data, or pip install trafilatura", file=sys.stderr
        )
        return None

    def call(record: dict[str, Any]) -> str:
        body = record["body"]
        page = (
            body
            if "<p" in body or "<div" in body or "<br" in body
            else f"<html><body><p>{body}</p></body></html>"
        )
        # It gives one line a paragraph; the gold puts a blank line between.
        return "\n\n".join((extract(page, include_comments=False) or "").split("\n"))

    return call


def score(records: list[dict[str, Any]], call: Clean, rounds: int = 5) -> tuple[int, float, float, float]:
    """Return (exact articles, precision, recall, articles/s) of a tool."""
    exact = shared = predicted = gold = 0
    for record in records:
        text = call(record)
        exact += text in (record["clean_text"], *record.get("alt_clean_text", ()))
        words, wanted = text.split(), record["clean_text"].split()
        shared += sum(
            b.size for b in SequenceMatcher(None, words, wanted, autojunk=False).get_matching_blocks()
        )
        predicted += len(words)
        gold += len(wanted)
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        for record in records:
            call(record)
        best = min(best, time.process_time() - started)
    return exact, shared / max(predicted, 1), shared / max(gold, 1), len(records) / best


def main() -> None:
    """Print the table in Markdown."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m tests.benchmarks.clean_table GOLD.jsonl")
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    records = [record for record in map(json.loads, lines) if record.get("expect", "accept") == "accept"]
    tools = {"Rasid": rasid(), "trafilatura alone": trafilatura(), "camel-tools' calls alone": camel()}
    print(
        f"| {len(records)} articles | exact | precision | recall | F1 | articles/s |\n|---|---|---|---|---|---|"
    )
    for name, call in tools.items():
        if call is not None:
            exact, precision, recall, rate = score(records, call)
            f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
            print(f"| {name} | {exact} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {rate:,.0f} |")


if __name__ == "__main__":
    main()
