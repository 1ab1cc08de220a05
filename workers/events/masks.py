"""The word sets of an entry as bits, which a sentence holds or does not."""

from dataclasses import dataclass

from workers.events.lexicon import Entry

SET_KEYS = ("after", "noun_after", "verb_after", "with_", "before", "not_after", "not_next", "not_before")
"""The word sets of an entry that are told by bits."""


@dataclass(slots=True, eq=False)
class Masks:
    """The word sets of an entry as bits: a set is met where a word's `sets` share a bit with it."""

    entry: Entry
    after: int = 0
    noun_after: int = 0
    verb_after: int = 0
    with_: int = 0
    before: int = 0
    not_after: int = 0
    not_next: int = 0
    not_before: int = 0
    light: int = 0

    def needed(self, *, noun: bool) -> int:
        """Return the bits that a sentence must hold for the entry to be read so; -1 where it never is."""
        if noun and self.entry.not_noun:
            return -1
        bits = self.after | self.with_ | self.before | (self.noun_after if noun else self.verb_after)
        return bits | self.light if noun and self.entry.coded == "light" else bits
