"""Reading and writing topics from the command line, through kafka-python."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError

from topics.admin import AdminError, knock
from topics.admin import BrokerUnreachable as NoBroker
from workers.errors import BrokerUnreachable, RasidError
from workers.settings import Settings


def unreachable(settings: Settings, error: Exception) -> BrokerUnreachable:
    """Say where no broker was found and what to do."""
    logging.getLogger(__name__).debug("no broker", exc_info=error)
    return BrokerUnreachable(
        f"no Kafka broker answers at {settings.bootstrap_servers}: start one (`make run` brings its own), or set "
        "RASID_BOOTSTRAP_SERVERS"
    )


@contextmanager
def reach(settings: Settings) -> Iterator[None]:
    """See that a broker listens, and turn kafka-python's errors into one line."""
    try:
        knock(settings.servers)
        yield
    except NoBroker as error:
        raise unreachable(settings, error) from None
    except AdminError as error:
        raise RasidError(str(error)) from None
    except KafkaError as error:
        raise RasidError(f"Kafka at {settings.bootstrap_servers}: {error}") from None


def consumer(settings: Settings, **options: Any) -> KafkaConsumer:
    """Return a consumer without a group; partitions are assigned by hand (tansu's groups are slow)."""
    return KafkaConsumer(
        **settings.kafka_python(),
        enable_auto_commit=False,
        group_id=None,
        max_partition_fetch_bytes=settings.max_message_bytes,
        bootstrap_timeout_ms=8000,
        **options,
    )


def assign(reader: KafkaConsumer, topics: list[str], from_beginning: bool) -> list[TopicPartition]:
    """Assign every partition of `topics`, at its beginning or at its end."""
    partitions = []
    for topic in topics:
        numbers = reader.partitions_for_topic(topic)
        if not numbers:
            raise RasidError(f"topic {topic} does not exist: run `rasid topics create`")
        partitions += [TopicPartition(topic, number) for number in sorted(numbers)]
    reader.assign(partitions)
    if from_beginning:
        reader.seek_to_beginning(*partitions)
    else:
        reader.seek_to_end(*partitions)
    return partitions


class ConfirmedProducer:
    """Sends values and counts what the broker acknowledged; a failed one is never forgotten."""

    def __init__(self, settings: Settings, topic: str, on_confirmed: Callable[[int], None]) -> None:
        self._topic = topic
        self._on_confirmed = on_confirmed
        self.confirmed = 0
        self.failures: list[str] = []
        self._producer = KafkaProducer(
            **settings.kafka_python(),
            acks="all",
            linger_ms=5,
            enable_idempotence=False,  # the embedded broker knows none; ids make repeats harmless
            max_request_size=settings.max_message_bytes + 1_000_000,
            bootstrap_timeout_ms=8000,
        )

    def send(self, key: bytes | None, value: bytes | None) -> None:
        """Hand one message over; its acknowledgement is counted when it comes."""
        future = self._producer.send(self._topic, key=key, value=value)
        future.add_callback(self._done)
        future.add_errback(self._failed)

    def _done(self, _: object) -> None:
        self.confirmed += 1
        self._on_confirmed(1)

    def _failed(self, error: object) -> None:
        self.failures.append(str(error))

    def close(self) -> None:
        """Wait for every acknowledgement, then close."""
        self._producer.flush(timeout=60)
        self._producer.close(timeout=10)
