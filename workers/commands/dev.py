"""`rasid dev`: everything on this machine. Broker, topics, worker, sample feed, live view.

Every part is the real one: the broker is a process, the worker is `rasid worker` in a process of its
own, the feed goes through Kafka, and what is shown is read back from the topics.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.live import Live
from rich.table import Table
from rich.text import Text

from topics import Alert, CleanArticle, DeadLetter, Entity, Event
from topics.admin import create
from workers.commands.kafka_io import ConfirmedProducer, assign, consumer, reach
from workers.commands.terminal import (
    err,
    isolate,
    out,
    show_alert,
    show_article,
    show_dead_letter,
    show_event,
)
from workers.embedded import embedded_broker, free_port, stop_process
from workers.errors import RasidError
from workers.feeds.files import read_articles
from workers.settings import Settings, load_settings

OUTPUTS = ("articles.clean", "entities", "events", "alerts", "articles.dead")
WORKER_SECONDS = 40.0
DRAIN_SECONDS = 60.0


def dev(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Articles to feed instead of the sample.")
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help="End after the feed, with a summary of counts, one per line.")
    ] = False,
    rules: Annotated[
        Path | None, typer.Option(help="Watch rules to use instead of the shipped ones.")
    ] = None,
    pace: Annotated[
        float | None, typer.Option(min=0, help="Seconds between two articles, to watch them pass.")
    ] = None,
    metrics_port: Annotated[int, typer.Option(help="Port of the worker's metrics; 0 takes a free one.")] = 0,
) -> None:
    """Run everything on this machine, on an embedded broker, and watch what comes out.

    Ctrl-C stops all of it. The data is gone then: for more, run Apache Kafka (deploy/kafka).
    """
    seconds = pace if pace is not None else 0.0 if once else 0.35
    messages = _messages(files)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rasid-dev-")))
        stack.enter_context(_signals_as_interrupt())
        err.print("starting the embedded broker …", style="dim")
        address = stack.enter_context(embedded_broker())
        port = metrics_port or free_port()
        settings = load_settings(
            bootstrap_servers=address,
            security_protocol="PLAINTEXT",
            topic_prefix="",
            session_seconds=6.0,
            data_dir=folder,
            metrics_port=port,
            metrics_host="127.0.0.1",
            **({"rules": rules} if rules else {}),
        )
        with reach(settings):
            create(settings.kafka_python(), settings.topic_prefix, settings.replication)
        err.print("starting the worker …", style="dim")
        process = stack.enter_context(_worker(settings, folder))
        _wait_until_ready(process, port, folder / "worker.log")
        err.print(f"metrics on http://127.0.0.1:{port}/metrics; Ctrl-C stops everything", style="dim")
        view = View(settings)
        stack.callback(view.close)
        feeder = Feeder(settings, messages, seconds)
        feeder.start()
        try:
            view.follow(feeder, process, once)
        except KeyboardInterrupt:
            err.print("stopping …", style="dim")
        finally:
            feeder.stop()
        if once:
            view.summary()


def _messages(files: list[Path] | None) -> list[tuple[bytes | None, bytes | None]]:
    if files:
        return [(None, value) for path in files for value in read_articles(path)]
    from workers.samples import sample_messages

    return [(message.key, message.value) for message in sample_messages()]


@contextmanager
def _signals_as_interrupt() -> Iterator[None]:
    """Let SIGTERM stop everything as cleanly as Ctrl-C does, and Ctrl-C also where a shell made us ignore it."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _worker(settings: Settings, folder: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """Run `rasid worker` in a process of its own, and stop it with SIGTERM at the end."""
    environment = os.environ | {
        "RASID_BOOTSTRAP_SERVERS": settings.bootstrap_servers,
        "RASID_SECURITY_PROTOCOL": "PLAINTEXT",
        "RASID_TOPIC_PREFIX": "",
        "RASID_SESSION_SECONDS": str(settings.session_seconds),
        "RASID_DATA_DIR": str(settings.data_dir),
        "RASID_METRICS_PORT": str(settings.metrics_port),
        "RASID_METRICS_HOST": settings.metrics_host,
        # A feed made to show every kind of damage is no sign of a bad deploy.
        "RASID_DEAD_LETTER_SHARE": "1",
    }
    if settings.rules:
        environment["RASID_RULES"] = str(settings.rules.absolute())
    with (folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "workers", "worker"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is ours to pass on, in the right order
        )
    try:
        yield process
    finally:
        stop_process(process, 15)


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def _wait_until_ready(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + WORKER_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RasidError(f"the worker ended with status {process.returncode}: {_last_words(log)}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise RasidError(f"the worker was not ready within {WORKER_SECONDS:.0f} s: {_last_words(log)}")


class Feeder(threading.Thread):
    """Puts the articles on articles.raw while the view is read."""

    def __init__(
        self, settings: Settings, messages: list[tuple[bytes | None, bytes | None]], pace: float
    ) -> None:
        super().__init__(name="feeder", daemon=True)
        self._settings = settings
        self._messages = messages
        self._pace = pace
        self._halt = threading.Event()
        self.expected = sum(value is not None for _, value in messages)
        self.done = False
        self.error: Exception | None = None

    def run(self) -> None:
        """Send everything, then wait for the acknowledgements."""
        try:
            producer = ConfirmedProducer(self._settings, self._settings.topic("articles.raw"), lambda _: None)
            for key, value in self._messages:
                producer.send(key, value)
                if self._halt.wait(self._pace):
                    break
            producer.close()
            if producer.failures:
                raise RasidError(f"the broker refused articles: {producer.failures[0]}")
            self.done = True
        except Exception as error:
            self.error = error

    def stop(self) -> None:
        """End the feed early."""
        self._halt.set()
        self.join(timeout=15)


class View:
    """Reads the output topics back and shows them as they come."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._names = {settings.topic(name): name for name in OUTPUTS}
        self._reader = consumer(settings)
        assign(self._reader, list(self._names), from_beginning=True)
        self.counts: Counter[str] = Counter()
        self._entities: Counter[str] = Counter()
        self._events: Counter[str] = Counter()
        self._live = Live(console=out, auto_refresh=False, transient=True) if out.is_terminal else None

    def close(self) -> None:
        """Leave the broker."""
        self._reader.close()

    def follow(self, feeder: Feeder, process: "subprocess.Popen[bytes]", once: bool) -> None:
        """Show messages until the feed is through (with `once`) or for ever."""
        if self._live is not None:
            self._live.start()
        try:
            self._follow(feeder, process, once)
        finally:
            if self._live is not None:
                self._live.stop()

    def _follow(self, feeder: Feeder, process: "subprocess.Popen[bytes]", once: bool) -> None:
        quiet_since = time.monotonic()
        while True:
            batches = self._reader.poll(timeout_ms=200)
            for partition, records in batches.items():
                for record in records:
                    self._show(self._names[partition.topic], record.value)
            if self._live is not None:
                self._live.update(self._footer(), refresh=True)
            now = time.monotonic()
            if batches:
                quiet_since = now
            if feeder.error is not None:
                raise RasidError(f"the feed stopped: {feeder.error}")
            if process.poll() is not None:
                raise RasidError(f"the worker ended with status {process.returncode}")
            if once and feeder.done:
                finished = self.counts["articles.clean"] + self.counts["articles.dead"]
                # An article's messages are acknowledged together: two quiet seconds after the last
                # article, the rest of its messages were read too.
                if finished >= feeder.expected and now - quiet_since > 1.0:
                    return
                if now - quiet_since > DRAIN_SECONDS:
                    raise RasidError(
                        f"only {finished} of {feeder.expected} articles came out within {DRAIN_SECONDS:.0f} s"
                    )

    def _show(self, name: str, value: bytes) -> None:
        self.counts[name] += 1
        line: Text | None = None
        if name == "articles.clean":
            line = show_article(msgspec.json.decode(value, type=CleanArticle))
        elif name == "entities":
            entity = msgspec.json.decode(value, type=Entity)
            self._entities[f"{isolate(entity.label)} {entity.label_en or ''}".strip()] += entity.count
        elif name == "events":
            event = msgspec.json.decode(value, type=Event)
            self._events[event.type] += 1
            line = show_event(event)
        elif name == "alerts":
            line = show_alert(msgspec.json.decode(value, type=Alert))
        else:
            line = show_dead_letter(msgspec.json.decode(value, type=DeadLetter))
        if line is not None:
            out.print(line)

    def _footer(self) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_row(*(Text(f"{label} {count}", "bold") for label, count in self.totals().items()))
        if self._entities:
            table.add_row(
                Text("named most:", "dim"),
                *(Text(f"{name} ×{n}") for name, n in self._entities.most_common(4)),
            )
        return table

    def totals(self) -> dict[str, int]:
        """Count what came out, by the names that the summary uses."""
        return {
            "articles": self.counts["articles.clean"],
            "entities": self.counts["entities"],
            "events": self.counts["events"],
            "alerts": self.counts["alerts"],
            "dead_letters": self.counts["articles.dead"],
        }

    def summary(self) -> None:
        """Print the counts, one per line, for people and scripts alike."""
        for label, count in self.totals().items():
            out.print(f"{label} {count}")
