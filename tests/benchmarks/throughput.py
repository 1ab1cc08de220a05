"""`make bench`: how fast is Rasid, and what does the stream cost, in one run on this machine.

Compares, over the same articles: the bare language core in one process; the worker end to end on a
real Apache Kafka with one and with two processes; and the same core in a plain confluent-kafka loop
(batched commits, every delivery awaited) as the yardstick of what the machine could do.

    python -m tests.benchmarks.throughput [--articles N] [--corpus FOLDER_OR_FILE]

Without --corpus it makes articles of about 2,000 characters up; with it, any that `rasid feed` reads.
"""

import argparse
import os
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
from confluent_kafka import Consumer, TopicPartition
from rich.console import Console
from rich.table import Table

from tests.kafka.cluster import kafka_cluster
from tests.kafka.newsroom import Newsroom, article, newsroom
from topics import RawArticle
from topics.codec import decode_raw
from topics.ids import article_id
from workers.collection import keep_loaded
from workers.feeds.files import read_articles
from workers.pipeline import Pipeline
from workers.settings import Settings

console = Console(width=None if sys.stdout.isatty() else 120)


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the result."""

    name: str
    rate: float
    cpu: float
    """Mean number of cores that the processes used."""
    memory: float
    """Resident memory in MB, all processes."""
    p50: float | None = None
    p99: float | None = None
    """Seconds from the broker's receipt of a raw article to that of its clean article."""


def articles(count: int, corpus: Path | None) -> list[bytes]:
    """Return `count` distinct raw articles."""
    if corpus is None:
        return [article(number, 16) for number in range(count)]
    found: list[bytes] = []
    for value in read_articles(corpus):
        found.append(value)
        if len(found) == count:
            break
    return found


def bare_core(values: list[bytes]) -> Figures:
    """The language core alone: no Kafka, one process, from a cold start."""
    pipeline = Pipeline.from_settings(Settings())
    keep_loaded()
    process = psutil.Process()
    now = datetime.now(UTC)
    cpu, started = sum(process.cpu_times()[:2]), time.perf_counter()
    for _ in pipeline.process_all((value, now) for value in values):
        pass
    seconds = time.perf_counter() - started
    used = sum(process.cpu_times()[:2]) - cpu
    return Figures(
        "bare language core, 1 process",
        len(values) / seconds,
        used / seconds,
        process.memory_info().rss / 1e6,
    )


def key_of(value: bytes) -> bytes:
    """Return the key under which an article's clean message comes out: its id."""
    raw = decode_raw(value)
    return article_id(raw).encode() if isinstance(raw, RawArticle) else b""


def latencies(room: Newsroom) -> list[float]:
    """Seconds from the receipt of each raw article to that of its clean article, by the broker's clocks."""

    def stamps(topic: str) -> dict[bytes, float]:
        name = f"{room.prefix}{topic}"
        ends = room.ends(topic)
        consumer = Consumer({"bootstrap.servers": room.bootstrap, "group.id": uuid.uuid4().hex})
        consumer.assign([TopicPartition(name, partition, 0) for partition in ends])
        found: dict[bytes, float] = {}
        seen = 0
        while seen < sum(ends.values()):
            for message in consumer.consume(min(5000, sum(ends.values()) - seen), timeout=20):
                seen += 1
                if (key := message.key()) is not None:
                    found[key] = message.timestamp()[1] / 1000
        consumer.close()
        return found

    raw, clean = stamps("articles.raw"), stamps("articles.clean")
    return sorted(clean[key] - raw[key] for key in clean.keys() & raw.keys())


def quantile(values: list[float], share: float) -> float | None:
    """Return the quantile of sorted `values`; None where there are none."""
    return values[min(len(values) - 1, int(len(values) * share))] if values else None


def on_kafka(name: str, bootstrap: str, values: list[bytes], commands: list[list[str]]) -> Figures:
    """Feed everything, then let the processes work it off; latency is measured in a second, paced run."""
    with newsroom(bootstrap, f"bench-{uuid.uuid4().hex[:6]}.") as room:
        environment = (
            os.environ | room.environment() | {"RASID_DEAD_LETTER_SHARE": "1", "RASID_METRICS_PORT": "0"}
        )
        room.feed([(f"{n}".encode(), value) for n, value in enumerate(values[:200])])
        processes = [
            psutil.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for command in commands
        ]
        try:
            room.wait_no_lag(120)  # warm: started, assigned, lexicons loaded
            room.feed([(f"{n}".encode(), value) for n, value in enumerate(values)])
            cpu = sum(sum(process.cpu_times()[:2]) for process in processes)
            before = sum(room.committed().values())
            started = time.perf_counter()
            room.wait_no_lag(900)
            seconds = time.perf_counter() - started
            done = sum(room.committed().values()) - before
            used = sum(sum(process.cpu_times()[:2]) for process in processes) - cpu
            memory = sum(process.memory_info().rss for process in processes) / 1e6
            rate = done / seconds
            with newsroom(bootstrap, f"bench-{uuid.uuid4().hex[:6]}.") as paced:
                paced_environment = environment | paced.environment()
                followers = [
                    psutil.Popen(
                        command, env=paced_environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                    )
                    for command in commands
                ]
                try:
                    paced.feed([(b"warm", values[0])])
                    paced.wait_no_lag(120)
                    pause = 1 / max(1.0, rate / 2)  # half load: latency, not queueing
                    named = [(key_of(value), value) for value in values[:600]]
                    for n in range(0, len(named), 5):
                        paced.feed(named[n : n + 5])
                        time.sleep(pause * 5)
                    paced.wait_no_lag(120)
                    spread = latencies(paced)
                finally:
                    for follower in followers:
                        follower.terminate()
                        follower.wait(20)
        finally:
            for process in processes:
                process.terminate()
                process.wait(20)
    return Figures(name, rate, used / seconds, memory, quantile(spread, 0.5), quantile(spread, 0.99))


def main() -> None:
    """Run all, and print one table with ratios to the bare core."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    values = articles(options.articles, options.corpus)
    worker = [sys.executable, "-m", "workers", "worker"]
    plain = [sys.executable, "-m", "tests.benchmarks.plain_loop"]
    rows: list[Figures] = []
    with console.status("bare core …"):
        rows.append(bare_core(values))
    with kafka_cluster() as cluster:
        for name, commands in (
            ("plain confluent-kafka loop, 1 process", [plain]),
            ("Rasid worker, 1 process", [worker]),
            ("Rasid workers, 2 processes", [worker, worker]),
        ):
            with console.status(f"{name} …"):
                rows.append(on_kafka(name, cluster.bootstrap, values, commands))
    table = Table("what", "articles/s", "of bare core", "cores used", "memory MB", "p50 s", "p99 s")
    for row in rows:
        table.add_row(
            row.name, f"{row.rate:,.0f}", f"{row.rate / rows[0].rate:.2f}", f"{row.cpu:.2f}", f"{row.memory:,.0f}",
            "" if row.p50 is None else f"{row.p50:.3f}", "" if row.p99 is None else f"{row.p99:.3f}",
        )  # fmt: skip
    size = sum(map(len, values)) / len(values) / 1000
    console.print(f"{len(values):,} distinct articles of {size:.1f} KB on average; {os.cpu_count()} cores")
    console.print(table)


if __name__ == "__main__":
    main()
