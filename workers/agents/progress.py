"""What the worker is doing, for /health and /ready: written by the agents, read by the HTTP thread.

Health is judged by progress, not by the process being alive: Faust is known to stall in silence
(its issues 175, 523, 629). Every field is one reference or number, so reads need no lock.
"""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Progress:
    """The worker's last signs of life. Times are of the monotonic clock, in seconds."""

    stall_seconds: float
    started: float = field(default_factory=time.monotonic)
    loop_beat: float = field(default_factory=time.monotonic)
    """Last time the event loop was seen to run."""
    last_ack: float = field(default_factory=time.monotonic)
    lag: int = 0
    """Messages waiting in the partitions held."""
    assigned: bool = False
    """Whether the group has given this worker its share (which may be no partition)."""
    delivering: bool = True
    """False while outputs are being sent again after a failure."""
    stopping: str = ""
    """Why the worker is going away, when it is."""

    def acknowledged(self) -> None:
        """A batch was delivered and acknowledged."""
        self.last_ack = time.monotonic()

    def beat(self, lag: int) -> None:
        """The event loop runs; `lag` messages wait."""
        now = time.monotonic()
        if self.lag == 0 and lag > 0:
            # Work has just arrived: the time without progress counts from here.
            self.last_ack = now
        self.loop_beat = now
        self.lag = lag

    def health(self) -> tuple[bool, str]:
        """Whether the worker makes progress, and a line that says why not."""
        now = time.monotonic()
        if now - self.loop_beat > self.stall_seconds:
            return False, f"the event loop has not run for {now - self.loop_beat:.0f} s"
        if self.lag > 0 and now - self.last_ack > self.stall_seconds:
            return False, f"{self.lag} articles wait and none was finished for {now - self.last_ack:.0f} s"
        return True, "ok"

    def ready(self) -> tuple[bool, str]:
        """Whether the worker takes part in the group's work, and a line that says why not."""
        if self.stopping:
            return False, self.stopping
        if not self.assigned:
            return False, "no partitions assigned yet"
        if not self.delivering:
            return False, "the broker does not accept outputs; sending again"
        return self.health()
