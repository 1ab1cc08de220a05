"""Send outputs and wait until the broker has them; send again until it does.

Two kinds of failure, never mixed: an output that the broker will never take (too large) is returned
to the caller, who dead-letters its article; everything else may pass, and is tried again with
back-off for as long as the partitions are ours.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiokafka.errors import MessageSizeTooLargeError, RecordListTooLargeError

from workers.agents.messages import Output

log = logging.getLogger(__name__)

Send = Callable[[str, bytes, bytes], Awaitable[Awaitable[Any]]]
"""Hand a message (full topic, key, value) to the producer; its inner awaitable is the acknowledgement."""

TOO_LARGE = (MessageSizeTooLargeError, RecordListTooLargeError)
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0


class PartitionsMoved(Exception):
    """The group was rebalanced while outputs were under way: the batch is no longer ours to acknowledge."""


def is_too_large(error: BaseException | None) -> bool:
    """Whether the broker or the producer refused a message for its size, also when Faust wrapped it."""
    while error is not None:
        if isinstance(error, TOO_LARGE):
            return True
        error = error.__cause__
    return False


async def deliver(
    outputs: Sequence[Output],
    send: Send,
    *,
    still_ours: Callable[[], bool],
    patience: float,
    on_retry: Callable[[str], None] = lambda topic: None,
    on_state: Callable[[bool], None] = lambda delivering: None,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> dict[int, str]:
    """Deliver all `outputs`; return those that can never be delivered as {index: why}.

    `patience` is how many seconds one try waits for its acknowledgements.

    Raises `PartitionsMoved` when `still_ours` turns false between two tries.
    """
    refused: dict[int, str] = {}
    pending = list(range(len(outputs)))
    pause = FIRST_PAUSE
    while pending:
        failed: dict[int, BaseException] = {}
        acknowledgements: list[tuple[int, asyncio.Future[Any]]] = []
        for index in pending:
            output = outputs[index]
            try:
                future = await send(output.topic, output.key, output.value)
            except Exception as error:
                failed[index] = error
            else:
                acknowledgements.append((index, asyncio.ensure_future(future)))
        if acknowledgements:
            await asyncio.wait([future for _, future in acknowledgements], timeout=patience)
        for index, future in acknowledgements:
            if not future.done():
                # It may still arrive: the second copy then carries the same id.
                failed[index] = TimeoutError(f"no acknowledgement within {patience:g} s")
                future.add_done_callback(_forget)
            elif future.cancelled():
                failed[index] = ConnectionError("the producer gave up")
            elif (reason := future.exception()) is not None:
                failed[index] = reason
        for index, why in list(failed.items()):
            if is_too_large(why):
                refused[index] = f"{len(outputs[index].value):,} bytes for {outputs[index].topic}: {why}"
                del failed[index]
        pending = sorted(failed)
        if not pending:
            break
        if not still_ours():
            raise PartitionsMoved
        first = pending[0]
        log.warning(
            "%d outputs were not accepted (first, for %s: %r); sending again in %.1f s",
            len(pending), outputs[first].topic, failed[first], pause,
        )  # fmt: skip
        on_state(False)
        for index in pending:
            on_retry(outputs[index].topic)
        await sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
        if not still_ours():
            raise PartitionsMoved
    on_state(True)
    return refused


def _forget(future: "asyncio.Future[Any]") -> None:
    """Read a late failure, so that asyncio does not report it as never retrieved."""
    if not future.cancelled():
        future.exception()
