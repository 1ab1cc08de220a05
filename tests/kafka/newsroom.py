"""Made-up articles in any number, worker processes, and readers of topics, for tests on real Kafka."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

from topics.admin import create

LEADERS = ("بوتين", "كيم جونغ أون", "عبد الفتاح السيسي", "دونالد ترامب", "رجب طيب أردوغان", "إيمانويل ماكرون")
PLACES = ("القاهرة", "موسكو", "بيروت", "الرياض", "طهران", "باريس", "بغداد", "تونس")
SENTENCES = (
    "التقى {a} {b} في {p} يوم الأربعاء الماضي، وبحثا ملفات الطاقة والغذاء.",
    "وقال متحدث في {p} إن الزيارة المقبلة لـ{a} لم يحدد موعدها بعد.",
    "وأدانت {p} الهجوم الذي أودى بحياة {n} مدنيا، ودعت إلى وقف إطلاق النار.",
    "وفي {p} تظاهر {n} عاملا أمام مقر الوزارة للمطالبة برواتبهم.",
    "ولم يوقع {a} أي اتفاق مع {b}، بحسب ما ذكرت وكالة الأنباء.",
    "وارتفعت أسعار النفط بنسبة {n} في المئة عند الإغلاق في {p}.",
)


DIGITS = ("صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")


def spelled(number: int) -> str:
    """Return a number in words: lines that differ in digits alone count as one line."""
    return " ".join(DIGITS[int(digit)] for digit in str(number))


def article(number: int, paragraphs: int = 4) -> bytes:
    """Return raw article `number`: the same bytes for the same number, always."""
    chance = random.Random(number)
    # Each line names its article in words: a line that many articles of a source share would be learned as
    # that source's boilerplate, and rightly so.
    lines = [
        chance.choice(SENTENCES).format(
            a=chance.choice(LEADERS),
            b=chance.choice(LEADERS),
            p=chance.choice(PLACES),
            n=chance.randint(2, 900),
        )
        + f" وهذا السطر {spelled(line)} من الخبر {spelled(number)}."
        for line in range(paragraphs)
    ]
    return json.dumps(
        {
            "id": f"article-{number}",
            "source": f"outlet-{number % 7}",
            "url": f"https://news.example/{number}",
            "title": f"خبر رقم {number} من {chance.choice(PLACES)}",
            "body": "\n\n".join([f"الخبر {spelled(number)} من وكالة الأنباء.", *lines]),
            "published_at": "2026-11-20T10:00:00Z",
        },
        ensure_ascii=False,
    ).encode()


@dataclass
class WorkerProcess:
    """`rasid worker` in a process of its own."""

    environment: dict[str, str]
    log: Path
    process: "subprocess.Popen[bytes]"
    port: int

    def kill(self) -> None:
        """End it as the kernel would: no warning, no clean-up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds: float = 30) -> int:
        """Ask it to end, by SIGTERM, and return its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return -9

    def get(self, path: str) -> tuple[int, str]:
        """Fetch a page of its HTTP server; status 0 where nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError as error:
            return 0, str(error)

    def words(self) -> str:
        """What it logged."""
        return self.log.read_text(errors="replace")


@dataclass
class Newsroom:
    """Topics, a group and workers of one test, told apart from all others by `prefix`."""

    bootstrap: str
    prefix: str
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    workers: list[WorkerProcess] = field(default_factory=list)
    _consumer: Consumer | None = None

    @property
    def group(self) -> str:
        return f"{self.prefix}rasid"

    @property
    def raw(self) -> str:
        return f"{self.prefix}articles.raw"

    def environment(self) -> dict[str, str]:
        """The settings of a worker, as environment variables."""
        return {
            "RASID_BOOTSTRAP_SERVERS": self.bootstrap,
            "RASID_TOPIC_PREFIX": self.prefix,
            "RASID_GROUP": self.group,
            "RASID_SESSION_SECONDS": "6",
            "RASID_DATA_DIR": str(self.folder / "state"),
            "RASID_METRICS_HOST": "127.0.0.1",
        } | self.settings

    def create_topics(self) -> None:
        """Create them as `rasid topics create` does."""
        create({"bootstrap_servers": self.bootstrap}, prefix=self.prefix)

    def start_worker(self, **settings: str) -> WorkerProcess:
        """Start one more worker."""
        from workers.embedded import free_port

        port = free_port()
        environment = self.environment() | settings | {"RASID_METRICS_PORT": str(port)}
        log = self.folder / f"worker-{uuid.uuid4().hex[:8]}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "workers", "worker"],
                env=os.environ | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        worker = WorkerProcess(environment, log, process, port)
        self.workers.append(worker)
        return worker

    def wait_ready(self, worker: WorkerProcess, seconds: float = 60) -> None:
        """Wait until the worker says that it is ready."""
        until(lambda: worker.get("/ready")[0] == 200, seconds, lambda: f"not ready: {worker.words()[-1500:]}")

    def feed(self, messages: list[tuple[bytes | None, bytes | None]]) -> None:
        """Put messages on articles.raw, confirmed by the broker."""
        producer = Producer(
            {"bootstrap.servers": self.bootstrap, "acks": "all", "linger.ms": 20, "message.max.bytes": 10**7}
        )
        failures: list[str] = []
        for key, value in messages:
            while True:
                try:
                    producer.produce(
                        self.raw, value, key, on_delivery=lambda e, _: failures.append(str(e)) if e else None
                    )
                    break
                except BufferError:
                    producer.poll(0.1)
        producer.flush(60)
        assert not failures, failures[:3]

    def ends(self, topic: str) -> dict[int, int]:
        """Return the end offset of every partition of a topic (without prefix)."""
        name = f"{self.prefix}{topic}"

        def ask() -> dict[int, int]:
            partitions = self._asker().list_topics(name, timeout=20).topics[name].partitions
            return {
                part: self._asker().get_watermark_offsets(TopicPartition(name, part), timeout=20)[1]
                for part in partitions
            }

        return patiently(ask)

    def committed(self) -> dict[int, int]:
        """Return the group's committed offset of every partition of articles.raw that has one."""
        # Not the admin client's list_consumer_group_offsets: in confluent-kafka 2.16 it ends the process.
        partitions = [TopicPartition(self.raw, number) for number in self.ends("articles.raw")]
        found = patiently(lambda: self._asker().committed(partitions, timeout=20))
        return {one.partition: one.offset for one in found if one.offset >= 0}

    def commit(self, offsets: dict[int, int]) -> None:
        """Commit offsets of articles.raw in the group's name, as an operator's reset does."""
        places = [TopicPartition(self.raw, partition, offset) for partition, offset in offsets.items()]
        patiently(lambda: self._asker().commit(offsets=places, asynchronous=False))

    def _asker(self) -> Consumer:
        """A consumer that never subscribes, so never joins the group: it only asks for offsets."""
        if self._consumer is None:
            self._consumer = Consumer(
                {"bootstrap.servers": self.bootstrap, "group.id": self.group, "log_level": 2}
            )
        return self._consumer

    def close(self) -> None:
        """Stop the workers that still run, and leave the broker."""
        for worker in self.workers:
            worker.stop()
        if self._consumer is not None:
            self._consumer.close()

    def lag(self) -> int:
        """Return how many messages the group has not committed yet, as the broker tells it."""
        committed = self.committed()
        return sum(end - committed.get(partition, 0) for partition, end in self.ends("articles.raw").items())

    def wait_no_lag(self, seconds: float) -> None:
        """Wait until everything on articles.raw is committed."""
        words = lambda: "\n".join(worker.words()[-800:] for worker in self.workers[-2:])  # noqa: E731

        def through() -> bool:
            failed = [worker for worker in self.workers if worker.process.poll() not in (None, 0, -9, -15)]
            assert not failed, failed[0].words()[-1500:]
            return self.lag() == 0

        until(
            through,
            seconds,
            lambda: f"lag {self.lag()} after {seconds} s\n{words()}",
            pause=0.5,
        )

    def read(self, topic: str) -> list[tuple[bytes | None, bytes]]:
        """Return all (key, value) that stand on a topic now."""
        name = f"{self.prefix}{topic}"
        ends = self.ends(topic)
        total = sum(ends.values())
        consumer = Consumer(
            {
                "bootstrap.servers": self.bootstrap,
                "group.id": uuid.uuid4().hex,
                "enable.auto.commit": False,
                "log_level": 2,
            }
        )
        consumer.assign([TopicPartition(name, partition, 0) for partition in ends])
        found: list[tuple[bytes | None, bytes]] = []
        while len(found) < total:
            messages = consumer.consume(min(5000, total - len(found)), timeout=20)
            assert messages, f"only {len(found)} of {total} messages of {topic} came"
            found += [(message.key(), message.value()) for message in messages if message.error() is None]
        consumer.close()
        return found

    def read_json(self, topic: str) -> list[dict[str, Any]]:
        """Return all values that stand on a topic now, decoded."""
        return [json.loads(value) for _, value in self.read(topic)]


def patiently(ask: Any, seconds: float = 30) -> Any:
    """Ask again while a topic is so new that its partitions have no leader yet."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return ask()
        except KafkaException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)


def until(condition: Any, seconds: float, otherwise: Any, pause: float = 0.2) -> None:
    """Wait for `condition()`; fail with `otherwise()` after `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(pause)
    raise AssertionError(otherwise())


@contextmanager
def newsroom(bootstrap: str, prefix: str, **settings: str) -> Iterator[Newsroom]:
    """Make the topics of one test; stop its workers at the end."""
    with tempfile.TemporaryDirectory(prefix="rasid-test-", ignore_cleanup_errors=True) as folder:
        room = Newsroom(bootstrap, prefix, Path(folder), settings)
        room.create_topics()
        try:
            yield room
        finally:
            room.close()
