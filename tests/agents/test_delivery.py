"""Outputs are sent until they are acknowledged; one too large is told apart from one refused for now."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest
from aiokafka.errors import KafkaTimeoutError, MessageSizeTooLargeError

from workers.agents.delivery import PartitionsMoved, deliver, is_too_large
from workers.agents.messages import Output


class Broker:
    """Answers each send by the next entry of `answers`: an exception to fail with, or None."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers = list(answers)
        self.sent: list[bytes] = []

    async def send(self, topic: str, key: bytes, value: bytes) -> Awaitable[Any]:
        self.sent.append(value)
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        answer = self.answers.pop(0) if self.answers else None
        if answer is None:
            future.set_result("ok")
        else:
            future.set_exception(answer)
        return future


def output(value: str) -> Output:
    return Output("entities", b"k", value.encode())


async def no_sleep(_: float) -> None:
    return None


async def run(broker: Broker, *values: str, ours: bool = True) -> dict[int, str]:
    return await deliver(
        [output(value) for value in values], broker.send, still_ours=lambda: ours, patience=1, sleep=no_sleep
    )


async def test_all_acknowledged_at_once_are_sent_once() -> None:
    broker = Broker()
    assert await run(broker, "a", "b") == {}
    assert broker.sent == [b"a", b"b"]


async def test_only_what_failed_is_sent_again() -> None:
    broker = Broker(None, KafkaTimeoutError(), None, KafkaTimeoutError(), None)
    assert await run(broker, "a", "b", "c") == {}
    assert broker.sent == [b"a", b"b", b"c", b"b", b"b"]


async def test_a_too_large_output_is_returned_and_not_sent_again() -> None:
    broker = Broker(MessageSizeTooLargeError(), None)
    refused = await run(broker, "a", "b")
    assert list(refused) == [0]
    assert broker.sent == [b"a", b"b"]


async def test_a_failure_while_the_partitions_moved_ends_the_batch() -> None:
    with pytest.raises(PartitionsMoved):
        await run(Broker(KafkaTimeoutError()), "a", ours=False)


async def test_an_acknowledgement_that_never_comes_is_sent_again() -> None:
    sends = 0

    async def send(topic: str, key: bytes, value: bytes) -> Awaitable[Any]:
        nonlocal sends
        sends += 1
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if sends > 1:
            future.set_result("ok")
        return future

    assert await deliver([output("a")], send, still_ours=lambda: True, patience=0.01, sleep=no_sleep) == {}
    assert sends == 2


async def test_the_state_turns_bad_while_sending_again_and_good_after() -> None:
    states: list[bool] = []
    await deliver(
        [output("a")],
        Broker(KafkaTimeoutError()).send,
        still_ours=lambda: True,
        patience=1,
        sleep=no_sleep,
        on_state=states.append,
    )
    assert states == [False, True]


def test_a_wrapped_refusal_for_size_is_recognised() -> None:
    error = RuntimeError("Faust's wrapping")
    error.__cause__ = MessageSizeTooLargeError()
    assert is_too_large(error)
    assert not is_too_large(RuntimeError("other"))
    assert not is_too_large(None)
