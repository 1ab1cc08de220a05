"""What may be passed over: triggers whose sentence lacks the words that they want, sentences without events."""

from collections.abc import Callable, Iterable
from functools import reduce
from itertools import compress
from operator import or_

from workers.events.memory import Later
from workers.events.page import Page
from workers.events.phrases import Scene
from workers.events.words import EASY
from workers.text.document import Sentence


def triggers_told(page: Page, marks: bytes, hits: Iterable[int], sentence: Sentence) -> list[int]:
    """Return the triggers among `hits` of which the sentence holds the words that they want."""
    held, vocabulary = -1, page.vocabulary
    told: list[int] = []
    for hit in hits:
        if not marks[hit] & EASY:
            if held < 0:
                here = slice(sentence.first, sentence.last)
                noted = compress(page.numbers[here], page.noted[here])
                held = reduce(or_, map(vocabulary.flags.values.__getitem__, noted), 0)
            for want in vocabulary.infos.one(page.numbers[hit]).wants:
                if want & held == want:
                    break
            else:
                continue
        told.append(hit)
    return told


def passed_over(
    page: Page, start: int, stop: int, spoken: set[int], scene_of: Callable[[int], Scene]
) -> list[Later]:
    """Return the sentences `start:stop`, which tell no event, but have names or are in `spoken`."""
    found: list[Later] = []
    for number in range(start, stop):
        names = bool(page.own(page.field.sentences[number]))
        if names or number in spoken:
            found.append(Later(number, scene_of, names=names, spoken=number in spoken))
    return found
