"""Stop before a bad deploy empties the topic into the dead letters. Pure."""

from collections import deque


class DeadLetterBreaker:
    """Counts dead letters over the latest `window` articles; trips above `share` of a full window."""

    def __init__(self, window: int, share: float) -> None:
        self._window = window
        self._share = share
        self._latest: deque[bool] = deque(maxlen=window)
        self._dead = 0

    def record(self, dead: bool) -> None:
        """Add one article's outcome."""
        if len(self._latest) == self._window:
            self._dead -= self._latest[0]
        self._latest.append(dead)
        self._dead += dead

    @property
    def tripped(self) -> bool:
        """Whether a full window holds more than its share of dead letters."""
        return (
            self._share < 1 and len(self._latest) == self._window and self._dead > self._share * self._window
        )

    def explain(self) -> str:
        """Say the figures in one line."""
        return f"{self._dead} of the latest {len(self._latest)} articles were dead letters"
