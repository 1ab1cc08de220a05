"""What Faust fetched and threw away in a rebalance is read again, on real Apache Kafka."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.kafka.cluster import Cluster
from tests.kafka.newsroom import Newsroom, article
from workers.app import create_app
from workers.settings import Settings

COUNT = 7


@pytest.mark.parametrize("reset", [None, 0], ids=["nothing committed", "offset 0 committed"])
def test_messages_thrown_away_before_the_first_commit_are_read_again(
    kafka: Cluster, prefix: str, tmp_path: Path, reset: int | None
) -> None:
    room = Newsroom(kafka.bootstrap, prefix, tmp_path)
    room.create_topics()
    room.feed([(None, article(number)) for number in range(COUNT)])
    if reset is not None:
        room.commit(dict.fromkeys(room.ends("articles.raw"), reset))
    settings = Settings(
        bootstrap_servers=kafka.bootstrap, topic_prefix=prefix, group=room.group, data_dir=tmp_path
    )
    taken: list[tuple[int, int]] = []

    async def rebalance() -> None:
        app = create_app(settings)

        async def take(stream: Any) -> None:
            async for events in stream.noack_take(100, within=0.1):  # and acknowledges none
                taken.extend((event.message.partition, event.message.offset) for event in events)

        app.agent(app.topic(room.raw, key_type=bytes, value_type=bytes))(take)
        await app.start()
        try:
            await _until(lambda: len(taken) == COUNT)
            # What Faust does in a rebalance, between throwing away and going on:
            app.consumer.stop_flow()
            await app.consumer.perform_seek()
            app.consumer.resume_flow()
            await _until(lambda: len(taken) == 2 * COUNT)
        finally:
            await app.stop()
            room.close()

    asyncio.run(rebalance())
    assert sorted(taken) == sorted(2 * taken[:COUNT])


async def _until(condition: Any, seconds: float = 30) -> None:
    for _ in range(int(seconds / 0.1)):
        if condition():
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not come to that")
