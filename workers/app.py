"""The worker: wires settings, pipeline, agents, metrics and the Faust app together, and runs it."""

import asyncio
import fcntl
import logging
from pathlib import Path
from typing import IO, Any

import faust
import msgspec

from workers import __version__, logs
from workers.agents import articles, faust_sensors, lag
from workers.agents.consumer import App
from workers.agents.progress import Progress
from workers.collection import keep_loaded
from workers.errors import RasidError
from workers.exposition import Exposition
from workers.metrics import Metrics
from workers.pipeline import Pipeline
from workers.settings import Settings
from workers.text.sketch import SourceSketch

log = logging.getLogger(__name__)

SKETCH_SECONDS = 60.0


def credentials(settings: Settings) -> Any:
    """Return Faust's credentials for the settings' TLS and SASL, or None for a plain connection."""
    context = settings.ssl_context()
    if settings.uses_sasl and settings.sasl_password is not None:
        return faust.SASLCredentials(
            username=settings.sasl_username,
            password=settings.sasl_password.get_secret_value(),
            mechanism=settings.sasl_mechanism,
            ssl_context=context,
        )
    return faust.SSLCredentials(context) if context is not None else None


def create_app(settings: Settings) -> faust.App:
    """Build the Faust app, without agents. Each choice that departs from Faust's default says why."""
    return App(
        settings.group,
        broker=[f"kafka://{server}" for server in settings.servers],
        broker_credentials=credentials(settings),
        broker_commit_interval=settings.commit_seconds,
        broker_session_timeout=settings.session_seconds,
        broker_heartbeat_interval=settings.session_seconds / 10,
        broker_max_poll_interval=300.0,
        consumer_auto_offset_reset="earliest",  # a new group reads what waits for it
        consumer_max_fetch_size=max(settings.max_message_bytes, 1_048_576),
        producer_acks=-1,  # acknowledged means: every in-sync replica has it
        producer_linger=0.005,  # 5 ms: a quarter less CPU per message than without
        producer_max_batch_size=262_144,
        producer_max_request_size=settings.max_message_bytes + 1_000_000,
        producer_request_timeout=settings.delivery_timeout_seconds,
        datadir=str(settings.data_dir),
        store="memory://",
        web_enabled=False,  # workers.exposition serves metrics and health, also when the loop is stuck
        topic_disable_leader=True,
        topic_allow_declare=False,  # `rasid topics create` does, from the catalogue
        stream_wait_empty=False,  # unacknowledged events are read again; waiting for them can hang
        stream_buffer_maxsize=4096,
        value_serializer="raw",
        key_serializer="raw",
    )


def claim_data_dir(folder: Path) -> tuple[Path, IO[str]]:
    """Take the first of `folder/worker-0`, `worker-1` … that no living worker holds.

    Returns it with the open lock file: the lock is held as long as that is open, and the kernel
    frees it however the process ends.
    """
    for number in range(1000):
        own = folder / f"worker-{number}"
        own.mkdir(parents=True, exist_ok=True)
        lock = (own / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            continue
        return own, lock
    raise RasidError(f"{folder}: a thousand workers share this folder already; set RASID_DATA_DIR")


def load_sketch(file: Path) -> SourceSketch | None:
    """Read what the last worker of this folder learned; None, with a warning, where it cannot be read."""
    if not file.is_file():
        return None
    try:
        return SourceSketch.from_bytes(file.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        log.warning("%s cannot be read (%s): the sources' repeated lines are learned anew", file, error)
        return None


def agent_options(settings: Settings) -> articles.Options:
    """Return what the article agent needs to know of the settings."""
    return articles.Options(
        topic=settings.topic("articles.raw"),
        prefix=settings.topic_prefix,
        batch_size=settings.batch_size,
        batch_seconds=settings.batch_seconds,
        delivery_timeout_seconds=settings.delivery_timeout_seconds,
        max_message_bytes=settings.max_message_bytes,
        dead_letter_window=settings.dead_letter_window,
        dead_letter_share=settings.dead_letter_share,
    )


class RunningWorker:
    """One worker process from start to end."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics(__version__, settings.max_source_labels)
        self.progress = Progress(settings.stall_seconds)
        self.failure: Exception | None = None
        self.data_dir, self._lock = claim_data_dir(settings.data_dir)
        self.exposition = Exposition(
            self.metrics.registry,
            self.progress.health,
            self.progress.ready,
            settings.metrics_host,
            settings.metrics_port,
        )
        self._sketch_file = self.data_dir / "sketch.msgpack"
        self.pipeline = Pipeline.from_settings(settings, load_sketch(self._sketch_file))
        keep_loaded()
        self.app = create_app(settings)
        self.worker = faust.Worker(
            self.app, override_logging=False, redirect_stdouts=False, quiet=True, console_port=0
        )
        topic = settings.topic("articles.raw")
        articles.register(
            self.app, self.pipeline, agent_options(settings), self.metrics, self.progress, self.fail
        )
        lag.register(self.app, topic, self.metrics, self.progress)
        faust_sensors.register(self.app, self.metrics.registry)
        self.app.timer(SKETCH_SECONDS)(self.save_sketch)

    async def fail(self, error: Exception) -> None:
        """Stop the worker because of `error`; the process then ends with status 1."""
        if self.failure is None:
            self.failure = error
            self.progress.stopping = f"stopping: {error}"
            if not isinstance(error, RasidError):
                log.error("an article batch failed in a way nobody foresaw", exc_info=error)
            asyncio.get_running_loop().create_task(self.worker.stop())

    async def save_sketch(self) -> None:
        """Keep what was learned of the sources' repeated lines, whole or not at all."""
        sketch = self.pipeline.cleaner.sketch
        if sketch is not None:
            fresh = self._sketch_file.with_suffix(".new")
            fresh.write_bytes(sketch.to_bytes())
            fresh.replace(self._sketch_file)

    def run(self) -> int:
        """Run until a signal or a failure ends it; return the exit status."""
        self.exposition.start()
        log.info(
            "worker %s reads %s of %s in group %s; metrics on port %d",
            __version__,
            self.settings.topic("articles.raw"),
            self.settings.bootstrap_servers,
            self.settings.group,
            self.exposition.port,
        )
        status = 0
        try:
            self.worker.execute_from_commandline()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
        finally:
            asyncio.run(self.save_sketch())
            self.exposition.stop()
            self._lock.close()
        if self.failure is not None:
            if isinstance(self.failure, RasidError):
                raise self.failure
            raise RasidError(f"the worker stopped: {type(self.failure).__name__}: {self.failure}")
        return status


def run_worker(settings: Settings) -> int:
    """Run one worker in this process. Raises `RasidError` with one line when it cannot go on."""
    logs.configure(settings.log_level, settings.log_format)
    return RunningWorker(settings).run()
