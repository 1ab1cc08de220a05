"""Take in what a recogniser found, where no listed name and no rule has decided already."""

from collections.abc import Iterator, Sequence

from topics import EntityType
from workers.entities.clitics import Split
from workers.entities.recogniser import Span
from workers.entities.selection import Choice
from workers.entities.spans import NO_SPLIT, Candidate, View
from workers.entities.vocabulary import NAME, Is, Word

_LEAST = {EntityType.PER: 0.5, EntityType.LOC: 0.6, EntityType.ORG: 0.6, EntityType.MISC: 0.6}
"""The least score at which a recogniser's span is believed without the agreement of a rule."""
_AGREED = 0.3


def recognised(view: View, choice: Choice, spans: Sequence[Span]) -> Iterator[Candidate]:
    """Return the candidates that the spans of one field add to `choice`."""
    taken = {token for item in choice.chosen for token in range(item.first, item.last)}
    doubtful = {item.first: item for item in choice.doubtful}
    for span in spans:
        if any(token in taken for token in range(span.first, span.last)):
            continue
        agreed = doubtful.get(span.first)
        if agreed is not None and span.type is EntityType.PER and agreed.last - agreed.first > 1:
            if span.score >= _AGREED:
                why = f"a sequence of names; the recogniser agrees ({span.score:.2f})"
                taken.update(range(agreed.first, agreed.last))
                yield Candidate(
                    agreed.first,
                    agreed.last,
                    agreed.split,
                    EntityType.PER,
                    span.score,
                    "rules+recogniser",
                    why,
                )
            continue
        if span.score < _LEAST[span.type]:
            continue
        first, last = span.first, span.last
        while last > first and view.words[last - 1].classes & Is.MARK:
            last -= 1
        while first < last and view.words[first].classes & (Is.MARK | Is.TITLE):
            first += 1
        if first == last:
            continue
        taken.update(range(first, last))
        split = opening_split(view.words[first])
        why = f"the recogniser's span ({span.score:.2f})"
        yield Candidate(first, last, split, span.type, span.score, "recogniser", why)


def opening_split(word: Word) -> Split:
    """Return the proclitics of the first word of a recognised span.

    The whole word where it is known as a name or a head; else the reading whose rest is known; else
    a leading و of a longer word is the conjunction.
    """
    known = NAME | Is.FOREIGN | Is.CONSTRUCT | Is.CONSTRUCT_WEAK | Is.FACILITY | Is.DEFINITE_HEAD
    if word.classes & known or word.definite or not word.readings:
        return NO_SPLIT
    for reading in word.readings[1:]:
        if reading.classes & known or reading.definite:
            return reading.split
    if word.folded.startswith("و") and len(word.folded) > 4:
        return Split(("و",), 1, word.folded[1:])
    return NO_SPLIT
