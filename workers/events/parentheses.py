"""What a sentence puts in between commas, behind which the clause goes on: «هاجم مسلحون، وهم في سيارتين، دورية»."""

from workers.entities.mentions import LinkedMention
from workers.events.lexicon import word_set
from workers.events.words import CUES, PREPOSITIONS, WordInfo

_LONGEST_PUT_IN = 16
"""How many tokens from one comma to the other at most."""
_RELATIVES = CUES["relatives"]
_STATES = word_set("put_in")
"""Between commas they say more of somebody: «هاجم مسلحون، كانوا في سيارة، دورية»."""


class Parentheses:
    """The parentheses of a sentence whose words were looked up."""

    __slots__ = ()
    first: int
    last: int
    infos: list[WordInfo]
    mentions: dict[int, LinkedMention]
    covered: dict[int, LinkedMention]

    def is_dated(self, token: int) -> bool:
        """Tell whether the token is inside a temporal expression."""
        raise NotImplementedError

    def put_in(self, comma: int, end: int) -> int:
        """Return the mark that ends what the comma puts in; 0 where it puts nothing in.

        «هاجم مسلحون، وهم في سيارتين، دورية»: what was begun goes on behind it with a noun, preposition or date.
        """
        if self.infos[comma].word[0] not in "،,-–" or comma + 1 >= self.last or comma + 1 in self.covered:
            return 0
        opening = self.infos[comma + 1]
        said = opening.folded in _STATES and not (
            opening.folded == "غير" and self.infos[min(comma + 2, self.last - 1)].folded == "ان"
        )
        if not said and not (opening.cues & _RELATIVES and not opening.cues & PREPOSITIONS):
            return 0
        for place in range(comma + 2, min(end, comma + _LONGEST_PUT_IN)):
            if self.infos[place].word[0] in "،,-–":
                return place if self._continues(place + 1) else 0
        return end - 1 if said and end < comma + _LONGEST_PUT_IN else 0

    def opening(self, closing: int) -> int:
        """Return the comma that opens what the mark `closing` ends; `closing` itself where it ends nothing."""
        for comma in range(closing - 2, max(self.first, closing - _LONGEST_PUT_IN), -1):
            if self.infos[comma].punctuation and self.put_in(comma, self.last) == closing:
                return comma
        return closing

    def is_put_in(self, start: int, token: int) -> bool:
        """Tell whether `token` stands between commas that put something in behind `start`."""
        for comma in range(max(start + 1, token - _LONGEST_PUT_IN), token):
            if self.infos[comma].punctuation and self.put_in(comma, self.last) > token:
                return True
        return False

    def _continues(self, token: int) -> bool:
        """Tell whether a word goes on with the clause before a parenthesis, and begins none."""
        if token >= self.last:
            return False
        if token in self.covered or self.is_dated(token):
            return "و" not in self.mentions[token].clitics if token in self.mentions else True
        info = self.infos[token]
        own = any(not reading.conjunction for reading in info.readings)  # «وقفة»
        if info.opens or info.breaks or (not own and (info.conjunction or info.folded[0] in "وف")):
            return False
        return bool(info.nounish or info.attached or info.cues & PREPOSITIONS)
