"""What follows the head of an institution's name: adjectives, nationalities, joined fields and purposes."""

from workers.entities.spans import View
from workers.entities.vocabulary import NAME, Is, Word
from workers.entities.word_sets import word_set

_DIRECTIONS = word_set("direction_adjectives")
_PURPOSE_NOUNS = word_set("purpose_nouns")
_PEOPLE = word_set("people_plurals")


def attribute(word: Word) -> bool:
    """Tell whether a word may qualify an institution: with article, without clitic, not out of the phrase."""
    if word.classes & Is.TITLE and not word.stem.endswith("يه"):
        return False
    return word.definite and not word.classes & (Is.STOP | Is.MARK | Is.FUNCTION | Is.REPORT)


def relational(word: Word) -> bool:
    """Tell whether a word can only be an adjective of the noun before it: «(للطاقة) الذرية», no «الإضراب»."""
    adjective = word.stem.endswith(("ي", "يه")) or bool(word.classes & (Is.QUALIFIER | Is.NATION))
    return attribute(word) and adjective


def titular(words: list[Word], at: int, limit: int) -> bool:
    """«(مركز الأمير فهد) الإعلامي»: an adjective that is a title too, but with no name after it."""
    word = words[at]
    if not word.definite or not word.classes & Is.TITLE or not word.stem.endswith("ي"):
        return False
    return at + 1 >= limit or not words[at + 1].classes & NAME


def _direction(word: Word) -> bool:
    """«الكورية الجنوبية»: a direction belongs to the nationality before it."""
    return word.stem in _DIRECTIONS


def nationality_end(words: list[Word], at: int, limit: int) -> int:
    at += 1
    while at < limit and words[at].definite and (words[at].classes & Is.NATION or _direction(words[at])):
        at += 1
    return at


def attributes(words: list[Word], at: int, limit: int, *, named: bool) -> int:
    """Return the end of the qualifiers and nationalities after a proper name («بنك الكويت الوطني»).

    A nationality before a personal name is that person's («(نادي الهلال) البرازيلي كارلوس»).
    """
    side = Is.QUALIFIER | Is.NATION | Is.FACILITY_QUALIFIER
    while at < limit and named and words[at].definite and (words[at].classes & side or _direction(words[at])):
        if words[at].classes & Is.STOP:
            break
        if words[at].classes & Is.NATION and at + 1 < limit and words[at + 1].classes & (NAME | Is.FOREIGN):
            break
        at += 1
    return at


def conjoined(word: Word) -> bool:
    """«… والبحث العلمي»: a conjoined field of an institution."""
    if word.classes & ~Is.ORDINARY:
        return False
    return any(
        reading.split.clitics == ("و",) and reading.definite and reading.classes & Is.CONJOINED
        for reading in word.readings
    )


def _plural_attribute(noun: str, word: Word) -> bool:
    """«(للمحاسبين) القانونيين»: the adjective of a plural of people."""
    people = noun.endswith("ين") or noun.removeprefix("ال") in _PEOPLE
    if people and not noun.endswith("ين"):
        return word.folded.endswith("ين") and attribute(word) and not word.classes & Is.NATION
    return people and word.folded.endswith("يين") and attribute(word)


def is_purpose(word: Word) -> bool:
    """«للدراسات»: a purpose that belongs to an institute's name."""
    return any(r.split.clitics == ("ل",) and r.classes & Is.PURPOSE for r in word.readings)


def _second_attribute(before: Word, word: Word) -> bool:
    """«… السياسية والاستراتيجية»: a second adjective joined to the first."""
    ending = "يه" if before.stem.endswith("يه") else "ي" if before.stem.endswith("ي") else ""
    if not before.definite or not ending:
        return False
    return any(
        split.clitics == ("و",) and split.rest.startswith("ال") and split.rest.endswith(ending)
        for split in word.splits
    )


def foreign_part(view: View, at: int) -> bool:
    """Tell whether a foreign name of several words goes on at `at`: «معهد نيو [لاينز]»."""
    word = view.words[at]
    if word.any & Is.SUFFIX:
        return True
    return view.vocabulary.is_new(word) and not word.folded.endswith(("ها", "هم", "ه", "نا", "هما"))


def purpose_end(view: View, at: int, limit: int, *, plain: bool = False) -> int:
    """Return the end of a phrase of purpose: «للشغل», «للطاقة الذرية», «لحقوق الإنسان», «لشؤون اللاجئين».

    With `plain` it is no generic noun («للنادي»).
    """
    words = view.words
    if at >= limit:
        return at
    classes = {reading.split.cut: reading.classes for reading in words[at].readings}
    for split in words[at].splits:
        if split.clitics != ("ل",):
            continue
        known = classes.get(split.cut, 0)
        generic = Is.GENERIC_COMPLEMENT if plain else 0
        if split.rest.startswith("ال") and not known & (Is.GIVEN | Is.STOP | Is.TITLE | Is.ORG_OUT | generic):
            end = at + 1
            while end < limit and (
                conjoined(words[end])
                or (relational(words[end]) and end - at < 3)
                or (end == at + 1 and _plural_attribute(split.rest, words[end]))
                or _second_attribute(words[end - 1], words[end])
            ):
                end += 1
            return end
        if split.rest in _PURPOSE_NOUNS and at + 1 < limit and words[at + 1].definite:
            end = at + 2
            while (
                end < limit
                and end - at < 5
                and (conjoined(words[end]) or (relational(words[end]) and not words[end].classes & Is.NATION))
            ):
                end += 1
            return end
    return at
