"""What stands around a trigger: the words that its entry asks for, the goods taken up, the office it belongs to."""

from workers.events.lexicon import Entry, word_set
from workers.events.members import AID, IMPERFECT, PERFECT
from workers.events.phrases import Scene
from workers.events.words import Reading


def words_in(scene: Scene, first: int, last: int, wanted: int) -> bool:
    """Tell whether a word of `first:last`, cut to the sentence, is in one of the sets whose bits are `wanted`."""
    infos, noted = scene.infos, scene.page.noted
    if first < scene.first:
        first = scene.first
    if last > scene.last:
        last = scene.last
    while (first := noted.find(1, first, last)) >= 0:
        if infos[first].sets & wanted:
            return True
        first += 1
    return False


def resumed(scene: Scene, token: int, reading: Reading, entry: Entry) -> bool:
    """Tell whether a relative clause takes up the goods told before it: «أدوية قدمتها الهند إلى»."""
    if entry.type is not AID or not reading.pronoun or reading.form.tense is not PERFECT:
        return False
    if entry.name not in _GIVES:
        return False
    return words_in(scene, token - _RESUMED, token, scene.vocabulary.masks[entry].after)


_GIVES = frozenset(("قدّم", "أرسل", "وزّع", "سلّم", "منح"))
_RESUMED = 8
"""How many tokens before its relative clause the goods are looked for."""


def in_title(scene: Scene, token: int, reading: Reading) -> bool:
    """Tell whether the event noun only says whose office it is: «قاضي التحقيق», «فريق التفاوض»."""
    if not reading.article or reading.preposition or token - 1 < scene.first or token - 1 in scene.covered:
        return False
    previous = scene.infos[token - 1]
    return previous.role in _OFFICES and not previous.definite


_OFFICES = frozenset(("court", "body", "government", "police"))


def of_disaster(scene: Scene, token: int) -> bool:
    """Tell whether the clause before speaks of a disaster: «ضرب زلزال الجزيرة، ما أسفر عن مقتل 31»."""
    infos = scene.infos
    return any(
        infos[place].kinds and "disasters" in infos[place].kinds for place in range(scene.first, token)
    )


def of_weather(scene: Scene, token: int) -> bool:
    """Tell whether the verb describes the weather right before it: «أمطار هاجمت», «عاصفة ثلجية ضربت»."""
    for place in (token - 1, token - 2):
        if place < scene.first or scene.infos[place].punctuation:
            return False
        if place not in scene.covered and "weather" in scene.kinds(place):
            return True
    return False


def in_writing(scene: Scene, token: int, reading: Reading) -> bool:
    """Tell a present tense that says what a letter holds: «وجهوا عريضة تدعو البلدية إلى»."""
    if reading.form.tense is not IMPERFECT or token - 1 < scene.first or token - 1 in scene.covered:
        return False
    info = scene.infos[token - 1]
    return not info.definite and not info.bare.isdisjoint(_LETTERS)


_LETTERS = word_set("letters")
