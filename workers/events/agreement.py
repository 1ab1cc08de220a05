"""Whether a phrase can be the subject of the verb before it: gender, number and case."""

from topics import EventType
from workers.events.lexicon import Entry
from workers.events.parts import Argument, Phrase
from workers.events.phrases import Scene
from workers.events.words import Reading
from workers.text.fold import fold

_TENS = frozenset(
    word
    for tens in ("عشر", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
    for word in (fold(tens), fold(tens)[:-2] + "ين")
)


def is_remainder(arguments: list[Argument], argument: Argument) -> bool:
    """Tell whether a bare thing only goes on with the prepositional phrase that it touches."""
    if argument.phrases[0].kind != "thing":
        return False
    return any(a.preposition and a.phrases and a.last == argument.first for a in arguments)


def is_complement(scene: Scene, entry: Entry, phrase: Phrase) -> bool:
    """Tell whether the phrase is the word that the entry wants behind its verb."""
    return phrase.kind == "thing" and bool(
        scene.infos[phrase.head].sets & scene.vocabulary.masks[entry].after
    )


def disagrees(scene: Scene, token: int, reading: Reading, phrase: Phrase) -> bool:
    """Tell whether an adjacent phrase cannot be the verb's subject: «دعا إيران», «استقبلت الرئيس»."""
    if phrase.first == token + 2 and scene.infos[token + 1].folded in ("هذه", "تلك"):
        return reading.form.agreement == "3ms"  # «دعا هذه الدول»
    if scene.skip(token + 1, phrase.first + 1) != phrase.first or reading.form.passive:
        return False
    if phrase.first != phrase.head and phrase.mention is None:
        return False  # «هاجمت مجموعة من المسلحين»
    folded = phrase.core
    if phrase.mention is None and folded in _WHOLES and " " not in phrase.label:
        folded = fold(phrase.label)
        if folded.endswith("ات") and phrase.kind != "thing" and reading.form.agreement == "3ms":
            return bool(reading.conjunction)  # «وناشد جميع الشركات»
    if phrase.mention is None and folded.endswith("ين"):  # a subject would be in ون
        participle = folded.startswith("الم") and len(folded) > 7 and folded not in _BROKEN_PLURALS
        if phrase.kind in _PLURAL_PEOPLE or (phrase.kind == "thing" and participle):
            return True
    if phrase.mention is not None:
        masculine = scene.vocabulary.lexicon.cues.words["masculine_countries"]
        feminine = (
            phrase.kind == "loc"
            and fold(phrase.surface) not in masculine
            and phrase.mention.country is not None
        )
        head = scene.infos[phrase.mention.first]
        body = phrase.kind == "org" and head.word.endswith("ة")
        if reading.form.agreement == "3fs":
            return phrase.kind == "org" and bool(head.bare & _MASCULINE_BODIES)
        return reading.form.agreement == "3ms" and (feminine or body)
    if reading.conjunction and phrase.kind == "thing" and reading.form.agreement == "3ms":
        # «ورفض مبادرة»: no thing rejects
        return not phrase.definite or folded.endswith("ه")
    if reading.form.agreement == "3ms":
        if phrase.kind == "crowd" and phrase.definite:
            return bool(reading.conjunction)
        return phrase.definite and folded.endswith("ه") and phrase.kind in ("body", "police", "government")
    singular = not folded.endswith(("ه", "ات", "اء", "ان", "ون", "ين")) and folded not in ("نواب", "قاده")
    return phrase.kind == "government" and phrase.definite and singular


_MASCULINE_BODIES = frozenset(
    fold(word)
    for word in ("مجلس", "حزب", "اتحاد", "جيش", "برلمان", "بنك", "مصرف", "حلف", "صندوق", "كونغرس", "كرملين")
)
_WHOLES = frozenset(("جميع", "كل", "كافه"))
_BROKEN_PLURALS = frozenset(("الملايين", "الميادين", "المضامين", "المجانين", "المساكين", "الموازين"))
_PLURAL_PEOPLE = frozenset(("crowd", "armed", "government", "person", "soldier"))


def is_accusative(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether the phrase's head shows the alef of an indefinite accusative."""
    if phrase.mention is not None or phrase.definite:
        return False
    word = scene.infos[phrase.head].word
    previous = scene.infos[phrase.first - 1] if phrase.first > scene.first else None
    if previous is not None and (previous.word.isdigit() or previous.folded in _TENS):
        return False  # the specification of a number: «قتل 32 شخصا»
    return len(word) > 3 and word.rstrip("\u064b").endswith(("ا", "اً")) and not word.endswith("ءا")


def also_active(scene: Scene, token: int, entry: Entry) -> bool:
    """Tell whether the same surface is an active form of the verb too."""
    return any(
        r.is_verb and not r.form.passive and entry in r.entries and r.form.agreement[0] == "3"
        for r in scene.infos[token].readings
    )


def without_appositions(arguments: list[Argument], plain: list[Argument]) -> list[Argument]:
    """Drop the offices right behind a named person where another person follows further on.

    «استقبل الأمير خالد أمير المنطقة في مكتبه أمس رئيس الهيئة»: he received the last.
    """
    first = plain[0].phrases[0]
    if first.kind not in ("person", "government"):
        return plain
    chain, last = 1, plain[0].last
    for argument in arguments[arguments.index(plain[0]) + 1 :]:
        if argument.first not in (last, last + 1) or argument.preposition not in ("", "ل"):
            break
        if not argument.preposition:
            office = argument.phrases[0]
            if office.kind != "government" or (office.mention is not None and first.mention is not None):
                break
            chain += 1
        last = argument.last
    later = [a for a in plain[chain:] if a.phrases[0].kind not in ("thing", "loc", "org")]
    return [plain[0], *later] if chain > 1 and later else plain


def suffered(entry: Entry, reading: Reading, before: tuple[Phrase, ...], objects: list[Phrase]) -> bool:
    """Tell whether a plural verb behind its people, with no object, is passive: «مسلحون قتلوا في غارة»."""
    return (
        entry.passive_guess
        and "object" in entry.target
        and bool(before)
        and all(phrase.kind == "thing" for phrase in objects)
        and not reading.pronoun
        and reading.form.agreement in ("3mp", "3md", "3fp")
        and before[0].kind not in ("police", "army", "government")
    )


def is_addressed(scene: Scene, token: int, entry: Entry, phrase: Phrase) -> bool:
    """Tell whether a place right behind a second verb of request is whom it is put to."""
    return (
        entry.type is EventType.REQUEST
        and "object" in entry.target
        and phrase.kind == "loc"
        and phrase.first == token + 1
        and not scene.preposition(phrase.first)
    )


def is_adverb(scene: Scene, phrase: Phrase) -> bool:
    """Tell an adverb before the clause from its subject: «ميدانيا، شنت مسيرة غارة»."""
    if phrase.mention is not None or phrase.first != scene.first or phrase.definite:
        return False
    word, after = (
        scene.infos[phrase.first].folded,
        scene.infos[phrase.last] if phrase.last < scene.last else None,
    )
    return word.endswith("يا") and after is not None and after.word[0] in "،,"


def is_counted_object(scene: Scene, entry: Entry, phrase: Phrase) -> bool:
    """Tell whether a counted phrase behind a second verb is done to: «واعتقلت خمسة منهم», «وأسر 12 من …»."""
    if phrase.mention is not None or "object" not in entry.target:
        return False
    if phrase.last < scene.last and scene.infos[phrase.last].folded in _OF_THEM:
        return phrase.kind in ("quantity", "thing")
    behind = range(max(scene.first, phrase.first - 2), phrase.first)
    return (
        entry.needs_target and not entry.passive_guess and any(scene.infos[p].word.isdigit() for p in behind)
    )


_OF_THEM = frozenset(("منهم", "منها", "منهن"))


def between_commas(scene: Scene, argument: Argument) -> bool:
    """Tell an office between commas, in apposition to the person before it."""
    phrase = argument.phrases[0]
    if phrase.kind != "government" or phrase.mention is not None or not phrase.definite:
        return False
    around = (argument.first - 1, argument.last)
    return all(scene.first <= p < scene.last and scene.infos[p].word[0] in "،,-–" for p in around)
