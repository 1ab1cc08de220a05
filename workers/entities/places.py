"""Places that are not listed: facilities (شارع الرشيد, مطار بغداد الدولي) and names after a head (بلدة X)."""

import re

import msgspec

from workers.entities.clitics import Split
from workers.entities.families import PLURAL_SHAPES
from workers.entities.persons import person_at
from workers.entities.qualifying import foreign_part, purpose_end
from workers.entities.spans import QUOTES, View
from workers.entities.vocabulary import NAME, Is, Reading, Word
from workers.entities.word_sets import word_set

_BLOCKED = Is.FUNCTION | Is.MARK | Is.STOP | Is.REPORT | Is.NUMBER
_LONGEST = 6
_MAY_BE_PLACE = Is.ORDINARY | Is.SURNAME
"""What the proper name of a facility may be too («ميدان تقسيم», «مخيم بلاطة»)."""
_LOOSE_HEADS = word_set("loose_heads")
_NO_NEW_NAME = word_set("no_new_name")
_VERBS_TOO = word_set("verbs_too")
_DEEDS_TOO = word_set("deeds_too")
_HEADS_AND_DEEDS = word_set("place_heads_and_deeds")
_MEDIA_WITH_ARTICLE = word_set("media_with_article")
_OF_THINGS = word_set("of_things")
_NAMED_AFTER_PEOPLE = word_set("named_after_people")
_BUILT = word_set("built")
_TRADES = word_set("trades")
_QUARTERS = word_set("quarters")
_STREETS = word_set("streets")
_NAMED_AFTER_DAYS = word_set("named_after_days")
_MONTHS = word_set("months")
_ROADS = word_set("roads")
_FIRST = ("اول",)
_OF_TWO_MONTHS = ("الاول", "الثاني")
"""«تشرين الأول», «كانون الثاني»."""
_PLURAL_ENDINGS = ("ات", "ين", "ون")
_NOT_PROPER_ENDINGS = ("ها", "هم", "ات", "ين", "ون", "يه", "ته", "اً")


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place in the tokens `first:last`, and which rule made it one."""

    first: int
    last: int
    split: Split
    why: str


def facility_at(view: View, position: int, limit: int) -> Place | None:
    """Return the facility whose head noun stands at `position`, or None."""
    limit = min(limit, position + _LONGEST)
    at = position + 1
    if at >= limit:
        return None
    head = next(
        (
            r
            for r in view.words[position].readings
            if r.classes & (Is.FACILITY | Is.FACILITY_WEAK) and not r.definite
        ),
        None,
    )
    if head is None:
        return _of_king(view, position, limit)
    words = view.words
    complement = words[at]
    if head.stem == "وادي" and "أ" in words[position].text:
        return None  # «وأدى تراجع …»
    if head.stem in _NAMED_AFTER_DAYS and (end := _day(words, at, limit)):
        return Place(position, end, head.split, "head noun of a facility and the day it is named after")
    if complement.text.endswith(("\u064b", "\u064bا")):
        return None  # «مستشفى خاصًا»
    if complement.classes & _BLOCKED and not complement.classes & NAME:
        return None
    if head.stem in _DEEDS_TOO and complement.definite and complement.classes & Is.TITLE:
        if at + 1 < limit and words[at + 1].classes & (NAME | Is.FOREIGN) and not words[at + 1].definite:
            return None  # «(حكمت) بسجن الناشط أيمن …»
    if complement.classes & Is.GENERIC_PLACE or (complement.any & Is.MARK):
        return None
    if head.stem in _ROADS and complement.classes & Is.FACILITY and not complement.definite:
        return None  # «طريق معبر رفح»: where the road leads
    listed = view.found.get(at)
    person = person_at(view, at, limit)
    nested = facility_at(view, at, limit) if complement.classes & Is.FACILITY else None
    if nested is not None and not nested.split.cut and head.classes & Is.FACILITY:
        end = nested.last  # «مستشفى شارع الزاوية»
        while end < limit and words[end].definite and words[end].classes & Is.FACILITY_QUALIFIER:
            end += 1
        return Place(position, end, head.split, "head noun of a facility and another")
    royal = at + 1 < limit and complement.definite and complement.classes & Is.ROYAL
    if royal and head.stem in _VERBS_TOO:
        return None
    titled = person_at(view, at + 1, limit) if royal else None
    if titled is not None and not titled.split.cut:
        end = titled.last  # «استاد الأمير محمد بن فهد»
    elif listed and not listed[0].split.cut:
        if listed[0].aliases[0].entry.type == "ORG" and head.classes & Is.FACILITY_WEAK:
            return None
        end = max(listed[0].last, person.last if person else 0)
        if end < limit and words[end].folded in _STREETS:
            end += 1
    elif person is not None and (person.parts > 1 or person.given_sure):
        end = person.last
        if end < limit and words[end].definite and words[end].classes & Is.ORDINAL:
            end += 1  # «شارع محمد الخامس»
        elif person.parts == 1 and end < limit and _goes_on(view, end):
            end += 1  # «شارع عثمان ديمبيلي»
    elif complement.definite:
        if head.classes & Is.FACILITY_WEAK and not _own_name(view, head, complement):
            return None
        end = at + 1
        if (
            head.stem == "مستشفي"
            and (not complement.classes & NAME or complement.any & Is.COMMON)
            and (more := _fields(words, end, limit)) > end
        ):
            end = more  # «مستشفى النساء والولادة»
        elif end < limit and words[end].folded in _STREETS:
            end += 1  # «ملعب المملكة أرينا»
        elif (
            complement.classes & NAME
            and end < limit
            and words[end].classes & NAME
            and not words[end].classes & _BLOCKED
            and not _full_name(view, end, limit)
        ):
            end += 1
    elif _accusative(view, complement):
        return None  # «مستشفى ميدانيا»
    elif head.classes & Is.FACILITY and (_proper(complement) or _qualified(words, at, limit)):
        end = at + 1
        new = view.vocabulary.is_new(complement)
        while new and end < limit and end - at < 3 and _goes_on(view, end):
            end += 1
    elif head.classes & Is.FACILITY and _given_name(complement):
        end = at + 1  # «مستشفى ناصر»
    elif head.stem not in _NO_NEW_NAME and len(complement.folded) > 3 and view.vocabulary.is_new(complement):
        end = at + 1  # «صحراء أتاكاما», «جسر غلطة»
    else:
        return None
    while end < limit and words[end].definite and words[end].classes & Is.FACILITY_QUALIFIER:
        end += 1
    return Place(position, end, head.split, "head noun of a facility and its name")


def _day(words: list[Word], at: int, limit: int) -> int:
    """Return the end of a day or a month that a place is named after, or 0: «(ميدان) 6 أكتوبر», «(شارع) أول مايو»."""
    if words[at].classes & Is.NUMBER or words[at].folded in _FIRST:
        at += 1
    if at >= limit or words[at].folded not in _MONTHS:
        return 0
    at += 1
    return at + 1 if at < limit and words[at].folded in _OF_TWO_MONTHS else at


def _of_king(view: View, position: int, limit: int) -> Place | None:
    """«المركب الرياضي الملك فيصل»: a facility with article, its adjective and the king it is called after."""
    words = view.words
    head = next((r for r in words[position].readings if r.definite and r.classes & Is.FACILITY), None)
    at = position + 1
    while at < limit and words[at].definite and words[at].classes & Is.FACILITY_QUALIFIER:
        at += 1
    if head is None or at == position + 1:
        return None
    for found in view.found.get(at, ()):
        if found.aliases[0].entry.type == "PER" and words[found.last - 1].any & Is.ORDINAL:
            return Place(position, found.last, head.split, "a facility with article and a king's name")
    return None


def _fields(words: list[Word], at: int, limit: int) -> int:
    """Return the end of what a hospital is for: «(مستشفى الولادة) والأطفال», «(مستشفى الصحة) النفسية»."""
    end = at
    while end < limit and end - at < 2:
        word = words[end]
        joined = any(s.clitics == ("و",) and s.rest.startswith("ال") for s in word.splits)
        adjective = word.definite and word.stem.endswith("يه") and not word.classes & (Is.NATION | Is.STOP)
        if not joined and not adjective:
            break
        end += 1
    return end


def _full_name(view: View, at: int, limit: int) -> bool:
    """Tell whether a full name stands at `at`: «(مدير مستشفى) الشفاء محمد أبو سلمية»."""
    person = person_at(view, at, limit)
    return person is not None and person.parts > 1


def _accusative(view: View, word: Word) -> bool:
    """Tell whether a word is the accusative of a facility's adjective: «ميدانيا»."""
    if not word.folded.endswith("ا"):
        return False
    return bool(view.vocabulary.word(word.folded[:-1]).classes & (Is.FACILITY_QUALIFIER | Is.QUALIFIER))


def _goes_on(view: View, at: int) -> bool:
    """Tell whether a foreign name of a facility goes on: «ملعب كوينز [بارك رينجرز]», «استاد لوفتس [رود]»."""
    word = view.words[at]
    known = bool(word.any & Is.SUFFIX) or word.folded in _STREETS
    return known or (at not in view.found and view.vocabulary.is_new(word))


def _own_name(view: View, head: Reading, complement: Word) -> bool:
    """Tell whether an unknown word with article names a facility: «حي القطيع», «سوق المباركية».

    After a masculine head a word in ـية is no adjective of it.
    """
    named = head.classes & Is.FACILITY_NAMED or head.stem == "سوق"
    if named and complement.classes & NAME and not complement.any & Is.COMMON:
        return True  # «حي النسيم», «سوق الرشيد»
    if (
        head.stem in _BUILT
        and not complement.any
        and view.vocabulary.is_new(view.vocabulary.word(complement.stem))
    ):
        return True  # «جسر الطبيزة»
    allowed = Is.SURNAME | Is.ORDINARY if head.stem in _OF_THINGS else Is.SURNAME
    if complement.any & ~allowed or complement.folded.endswith(_PLURAL_ENDINGS):
        return False
    if head.classes & Is.FACILITY_NAMED:
        return True
    return not head.stem.endswith("ه") and complement.folded.endswith("يه") and len(complement.folded) > 7


_ADJECTIVES = re.compile(r".{2}ي.|.ا.ي|م..و.|م.{2,3}|.{2}ا.|.{3,4}ه")
"""Shapes of names that rather describe the facility («مسجد كريم», «قصر مشهور», «ملعب هادئ»)."""


def _given_name(word: Word) -> bool:
    """Tell whether a given name that is an everyday word too names a facility, by its shape."""
    described = word.any & ~(NAME | Is.WEAK | Is.ORDINARY | Is.DIN | Is.ALLAH)
    return bool(word.classes & Is.GIVEN) and not described and not _ADJECTIVES.fullmatch(word.folded)


def _proper(word: Word) -> bool:
    """Tell whether an unknown word without article may be a proper name («ملعب أنفيلد»)."""
    known = (
        word.any & ~_MAY_BE_PLACE
        or word.definite
        or any(split.rest.startswith("ال") for split in word.splits)
    )
    return not known and len(word.folded) > 2 and not word.folded.endswith(_NOT_PROPER_ENDINGS)


def _qualified(words: list[Word], at: int, limit: int) -> bool:
    """«مستشفى تشرين الجامعي»: an everyday word without article, then a facility's qualifier with it."""
    if at + 1 >= limit or words[at].classes & (Is.FACILITY_QUALIFIER | Is.GENERIC_COMPLEMENT):
        return False
    return words[at + 1].definite and bool(words[at + 1].classes & Is.FACILITY_QUALIFIER)


def place_after_head(view: View, position: int, limit: int) -> Place | None:
    """Return the name after a head that stays outside («بلدة X», «إقليم X»), where its shape is a name's."""
    word = view.words[position]
    if not any(reading.classes & Is.PLACE_OUT and not reading.definite for reading in word.readings):
        return None
    at = position + 1
    if at >= limit:
        return None
    name = view.words[at]
    if name.text in QUOTES:
        closed = at + 2 < limit and view.words[at + 2].text in QUOTES
        if not closed or view.words[at + 1].any & ~_MAY_BE_PLACE:
            return None
        return Place(
            at + 1, at + 2, Split((), 0, view.words[at + 1].folded), f"in quotation marks after «{word.text}»"
        )
    if word.stem in _NAMED_AFTER_PEOPLE and name.any & NAME:
        person = person_at(view, at, limit)
        if person is not None and person.parts > 1 and person.sure and not person.split.cut:
            return Place(at, person.last, person.split, f"a person's name after «{word.text}»")
    deed = word.stem in _HEADS_AND_DEEDS and name.definite
    if deed and (name.stem.endswith("ات") or PLURAL_SHAPES.fullmatch(name.stem)):
        return None  # «مقاطعة الانتخابات», «مقاطعة الانضمام»
    if not _name_shaped(name) or name.classes & Is.GENERIC_PLACE:
        return None
    if name.classes & Is.ORDINARY and not name.definite:
        return None
    following = view.words[at + 1] if at + 1 < limit else None
    if word.stem in _LOOSE_HEADS and name.any & Is.ORDINARY and following is not None and following.definite:
        return None  # «مديرية التسجيل العقاري»
    kunya = name.classes & Is.KUNYA and name.classes & Is.COMPOUND  # «قضاء أبي الخصيب»
    if word.stem in _LOOSE_HEADS and not kunya and (not name.definite or name.folded.endswith("ات")):
        return None
    end = at + 1
    if name.classes & Is.COMPOUND and not name.definite:
        if end >= limit or not _name_shaped(view.words[end]):
            return None
        end += 1
    return Place(at, end, Split((), 0, name.folded), f"after «{word.text}»")


def announced_at(view: View, position: int, limit: int) -> Place | None:
    """Return the organisation's name after a head that stays outside («نقابة فيردي», «قناة راي نيوز»).

    Its words are of no list and no dictionary, or names of letters, or stand in quotation marks.
    """
    words = view.words
    if not any(r.classes & Is.ANNOUNCED and not r.definite for r in words[position].readings):
        return None
    at = end = position + 1
    if at >= limit:
        return None
    why = f"after «{words[position].text}»"
    if words[at].text in QUOTES:
        end = at + 1
        while end < limit and end - at < 5 and not words[end].classes & Is.MARK:
            end += 1
        closed = end < limit and words[end].text in QUOTES and end > at + 1
        one = end == at + 2 and not words[position].any & Is.MEDIUM
        if one and (words[at + 1].definite or words[at + 1].any & (Is.ORDINARY | Is.GENERIC_PLACE)):
            return None  # شركة «التمور»
        return (
            Place(at + 1, end, Split((), 0, words[at + 1].folded), why + " in quotation marks")
            if closed
            else None
        )
    if words[at].folded in _TRADES and at + 1 < limit and not words[position].any & Is.MEDIUM:
        where = view.sure_at(at + 1)
        if where is not None and where.aliases[0].entry.type == "LOC":
            return Place(at, where.last, Split((), 0, words[at].folded), why)
        if words[at + 1].folded in _QUARTERS:
            return Place(at, at + 2, Split((), 0, words[at].folded), why)
    while end < limit and words[end].any & Is.LETTER:
        end += 1
    if end - at >= 2:
        return Place(at, end, Split((), 0, words[at].folded), why)
    if at + 1 < limit and words[at + 1].any & Is.SUFFIX:
        return Place(at, at + 2, Split((), 0, words[at].folded), why)
    medium = bool(words[position].any & Is.MEDIUM)
    listed = view.sure_at(at) if medium else None
    if (
        listed is not None
        and listed.aliases[0].entry.type == "LOC"
        and _own_adjective(words, listed.last, limit)
    ):
        return Place(at, listed.last + 1, Split((), 0, words[at].folded), why)  # «قناة عدن المستقلة»
    if at in view.found or words[at].classes & Is.LATIN:
        return None
    paper = words[position].stem in _MEDIA_WITH_ARTICLE
    if paper and _medium_named(words, at, limit):
        return Place(at, at + 1, Split((), 0, words[at].folded), why)
    if not view.vocabulary.is_new(words[at]):
        return None
    end = at + 1
    while end < limit and end - at < 3 and end not in view.found and foreign_part(view, end):
        end += 1
    end = purpose_end(view, end, limit, plain=True)  # «شركة أنادولو للنقل»
    return Place(at, end, Split((), 0, words[at].folded), why)


def _own_adjective(words: list[Word], at: int, limit: int) -> bool:
    """Tell whether an adjective that is no nationality stands at `at`."""
    if at >= limit or not words[at].definite:
        return False
    return not words[at].any & (Is.NATION | Is.STOP | Is.TITLE | NAME) and words[at].stem.endswith("ه")


def _medium_named(words: list[Word], at: int, limit: int) -> bool:
    """Tell whether a word with article is the whole name of a medium: «قناة الإخبارية», «صحيفة الغد الأردنية»."""
    word = words[at]
    generic = Is.COMMON | Is.STOP | Is.TITLE | Is.NATION | Is.GENERIC_COMPLEMENT | Is.FUNCTION | Is.NUMBER
    if not word.definite or word.any & generic:
        return False
    return at + 1 >= limit or not words[at + 1].definite or bool(words[at + 1].classes & Is.NATION)


def compound_place_at(view: View, position: int, first: int, limit: int) -> Place | None:
    """Return a place of two words after a preposition: «في عين التينة», «إلى دير ياسين»."""
    words = view.words
    if position + 1 >= limit or position == first or not _name_shaped(words[position + 1]):
        return None
    if not words[position].classes & Is.PLACE_START or not words[position - 1].classes & Is.PREPOSITION:
        return None
    split = Split((), 0, words[position].folded)
    return Place(position, position + 2, split, "a place name of two words after a preposition")


def _name_shaped(word: Word) -> bool:
    """Tell whether a word can be a proper name: no everyday word, no adjective without article."""
    if word.classes & (
        _BLOCKED | Is.COMMON | Is.NATION | Is.TITLE | Is.ROLE | Is.GENERIC_COMPLEMENT | Is.QUALIFIER
    ):
        return False
    if any(
        split.clitics and (split.rest.startswith("ال") or word.any != word.classes) for split in word.splits
    ):
        return False
    if word.classes & Is.LATIN or (not word.definite and word.folded.endswith(("يه", "ات", "ين", "ون"))):
        return False
    return len(word.folded) > 2
