"""The yardstick of `make bench`: Rasid's core in a plain confluent-kafka loop, with the same promises.

Batches, every delivery confirmed, then one commit. No Faust, no metrics, no health.
"""

import signal
from datetime import UTC, datetime
from types import FrameType

from confluent_kafka import Consumer, KafkaError, Message, Producer

from workers.agents.messages import Output, outputs_of
from workers.collection import keep_loaded
from workers.pipeline import Origin, Pipeline, dead_letter
from workers.settings import Settings


def main() -> None:
    """Run until SIGTERM."""
    running = True

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal running
        running = False

    signal.signal(signal.SIGTERM, stop)
    settings = Settings()
    pipeline = Pipeline.from_settings(settings)
    keep_loaded()
    shared = {"bootstrap.servers": settings.bootstrap_servers}
    consumer = Consumer(
        shared | {"group.id": settings.group, "auto.offset.reset": "earliest", "enable.auto.commit": False}
    )
    producer = Producer(shared | {"acks": "all", "linger.ms": 5, "message.max.bytes": 17_000_000})
    consumer.subscribe([settings.topic("articles.raw")])
    while running:
        messages = consumer.consume(settings.batch_size, timeout=settings.batch_seconds)
        if not messages:
            continue
        refused: list[KafkaError] = []

        def done(error: KafkaError | None, _: Message, refused: list[KafkaError] = refused) -> None:
            if error is not None:
                refused.append(error)

        for message in messages:
            for output in outputs(pipeline, message):
                producer.produce(settings.topic(output.topic), output.value, output.key, on_delivery=done)
            producer.poll(0)
        producer.flush()
        if refused:
            raise SystemExit(f"not delivered: {refused[0]}")
        consumer.commit(asynchronous=False)
    consumer.close()


def outputs(pipeline: Pipeline, message: Message) -> tuple[Output, ...]:
    """Compute one message's outputs."""
    from topics.codec import encode

    now = datetime.now(UTC)
    value = message.value() or b""
    outcome = pipeline.process(value, now)
    if outcome.tagged is not None:
        return outputs_of(outcome.tagged)
    assert outcome.rejection is not None
    origin = Origin(message.topic() or "", message.partition() or 0, message.offset() or 0, None, value)
    return (Output("articles.dead", b"", encode(dead_letter(origin, outcome.rejection, now))),)


if __name__ == "__main__":
    main()
