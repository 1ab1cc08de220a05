"""One field of an article with what all of its sentences share."""

from bisect import bisect_left
from datetime import datetime
from typing import Any

from workers.entities.mentions import LinkedMention
from workers.events.dates import symbols_of
from workers.events.vocabulary import Vocabulary
from workers.events.words import GOVERNS, NOTED, REPORT, STOP
from workers.text.columns import NUMBERS
from workers.text.document import FieldText, Sentence

STOPS, GOVERNORS, REPORTS, NOTES = (
    bytes(bool(byte & bit) for byte in range(256)) for bit in (STOP, GOVERNS, REPORT, NOTED)
)
"""Tables that leave one bit of the words' marks, so that the next word that has it is found by `bytes.find`."""


class Page:
    """What the sentences of one field share: the marks of its words, its mentions, the words looked up so far."""

    __slots__ = (
        "_firsts", "_mentions", "by_token", "dated", "field", "governors", "infos", "noted", "numbers",
        "published_at", "reports", "stops", "tagged", "vocabulary",
    )  # fmt: skip

    def __init__(
        self,
        vocabulary: Vocabulary,
        field: FieldText,
        marks: bytes,
        mentions: list[LinkedMention],
        published_at: datetime | None,
    ) -> None:
        """`marks` are the low bits of the flags of the field's words, `mentions` the field's own."""
        self.vocabulary = vocabulary
        self.field = field
        self.numbers = NUMBERS.of(field)
        self.published_at = published_at
        self.infos: list[Any] = [None] * len(field.words)
        """What the words may be; only those of the sentences read so far are looked up."""
        self.stops, self.governors = marks.translate(STOPS), marks.translate(GOVERNORS)
        self.reports, self.noted = marks.translate(REPORTS), marks.translate(NOTES)
        """1 for each word that may end a clause, that is a status cue, that reports, that is in a word set."""
        self.tagged = "#" in field.text or "_" in field.text
        """Whether there may be hashtags."""
        self.dated = symbols_of(field)
        """The symbol of each word as a word of dates."""
        self._mentions = sorted(mentions, key=_first)
        self._firsts = list(map(_first, self._mentions))
        self.by_token: dict[int, LinkedMention] = {}
        """Mentions by first token."""
        for mention in reversed(self._mentions):
            self.by_token[mention.first] = mention

    def own(self, sentence: Sentence) -> list[LinkedMention]:
        """Return the mentions of a sentence, in order."""
        firsts = self._firsts
        return self._mentions[bisect_left(firsts, sentence.first) : bisect_left(firsts, sentence.last)]


def _first(mention: LinkedMention) -> int:
    return mention.first
