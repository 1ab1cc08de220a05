"""What a sentence puts in between commas, behind which the clause goes on: «هاجم مسلحون، وهم في سيارتين، دورية»."""

from workers.entities.mentions import LinkedMention
from workers.events.lexicon import word_set
from workers.events.members import ORG, PER
from workers.events.page import Page
from workers.events.parts import NUMERALS
from workers.events.words import CUES, PREPOSITIONS, WordInfo

_LONGEST_PUT_IN = 16
"""How many tokens from one comma to the other at most."""
_OF_THEM = frozenset(("منهم", "منهن", "منهما", "منها"))
_COMMAS = "،,-–"
_RELATIVES = CUES["relatives"]
_STATES = word_set("put_in")
"""Between commas they say more of somebody: «هاجم مسلحون، كانوا في سيارة، دورية»."""


class Parentheses:
    """The parentheses of a sentence whose words were looked up."""

    __slots__ = ("_closings",)
    first: int
    last: int
    page: Page
    infos: list[WordInfo]
    mentions: dict[int, LinkedMention]
    covered: dict[int, LinkedMention]

    def __init__(self) -> None:
        self._closings: dict[int, int] | None = None

    def is_dated(self, token: int) -> bool:
        """Tell whether the token is inside a temporal expression."""
        raise NotImplementedError

    @property
    def closings(self) -> dict[int, int]:
        """The parentheses of the sentence: the comma that opens each, and the mark that closes it."""
        found = self._closings
        if found is None:
            found = self._closings = {}
            stops, last = self.page.stops, self.last - 2
            comma = stops.find(1, self.first + 1, last)
            while comma >= 0:
                if self.infos[comma].word[0] in _COMMAS:
                    closing = self._closing(comma) if self._opens(comma + 1) else self._bearer(comma)
                    if closing:
                        found[comma] = closing
                comma = stops.find(1, comma + 1, last)
        return found

    def _opens(self, token: int) -> bool:
        """Tell whether a word behind a comma says more of somebody: «وهم», «أحدهم», «التي»."""
        info = self.infos[token]
        if token in self.covered:
            return False
        if info.folded in NUMERALS and self.infos[token + 1].folded in _OF_THEM:
            return True  # «أصيب خمسة جنود، اثنان منهم بجروح خطيرة، بـ»
        if info.folded in _STATES:
            return not (info.folded == "غير" and self.infos[token + 1].folded == "ان")
        return bool(info.cues & _RELATIVES and not info.cues & PREPOSITIONS)

    def _closing(self, comma: int) -> int:
        """Return the next comma, if the clause goes on behind it; else 0."""
        for place in range(comma + 2, min(self.last, comma + _LONGEST_PUT_IN)):
            if self.infos[place].word[0] in _COMMAS:
                return place if self._continues(place + 1) else 0
        return 0

    def _bearer(self, comma: int) -> int:
        """Return the comma behind a name that says who bears a title: «حث رئيس الغرفة، سالم جابر، الحكومة»."""
        name = self.mentions.get(comma + 1)
        before = self.covered.get(comma - 1)
        if name is None or name.type is not PER or name.clitics:
            return 0
        if before is not None and before.type is not ORG:
            return 0  # a list of names
        closing = name.last
        ends = closing < self.last and self.infos[closing].word[0] in _COMMAS
        return closing if ends and self._continues(closing + 1) else 0

    def put_in(self, comma: int, end: int) -> int:
        """Return the mark before `end` that ends what the comma puts in; 0 where it puts nothing in.

        «هاجم مسلحون، وهم في سيارتين، دورية»: what was begun goes on behind it with a noun, preposition or date.
        """
        closing = self.closings.get(comma, 0)
        if 0 < closing < end:
            return closing
        if end - comma < _LONGEST_PUT_IN and comma + 1 < end and self.infos[comma].word[0] in _COMMAS:
            if self.infos[comma + 1].folded in _STATES and self._opens(comma + 1):
                return end - 1  # «قتل اثنان، أحدهما طفل»
        return 0

    def opening(self, closing: int) -> int:
        """Return the comma that opens what the mark `closing` ends; `closing` itself where it ends nothing."""
        return next((comma for comma, end in self.closings.items() if end == closing), closing)

    def is_put_in(self, start: int, token: int) -> bool:
        """Tell whether `token` stands between commas that put something in behind `start`."""
        return any(start < comma < token < end for comma, end in self.closings.items())

    def widened(self, token: int, window: int) -> int:
        """Return the end of a window of words behind `token`, what is put in not counted."""
        for comma, end in self.closings.items():
            if token < comma < window:
                window += end - comma
        return window

    def _continues(self, token: int) -> bool:
        """Tell whether a word goes on with the clause before a parenthesis, and begins none."""
        if token >= self.last:
            return False
        if token in self.covered or self.is_dated(token):
            return "و" not in self.mentions[token].clitics if token in self.mentions else True
        info = self.infos[token]
        if "complementizers" in info.kinds:
            return True  # «نفى الوزير، الذي وصل أمس، أن»
        own = any(not reading.conjunction for reading in info.readings)  # «وقفة»
        if info.opens or info.breaks or (not own and (info.conjunction or info.folded[0] in "وف")):
            return False
        return bool(info.nounish or info.attached or info.cues & PREPOSITIONS)
