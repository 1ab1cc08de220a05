"""Names of institutions made of common words: وزارة المالية العراقية, البنك المركزي المصري, جامعة القاهرة.

Which heads, qualifiers and complements make a name is data (`data/heads.yaml`).
"""

import msgspec

from workers.entities.clitics import Split
from workers.entities.matcher import Found
from workers.entities.persons import person_at
from workers.entities.qualifying import (
    attribute,
    attributes,
    conjoined,
    foreign_part,
    is_purpose,
    nationality_end,
    purpose_end,
    relational,
    titular,
)
from workers.entities.spans import View
from workers.entities.vocabulary import NAME, Is, Reading, Word
from workers.entities.word_sets import word_set

_LONGEST = 9
_NO_BODY = word_set("no_body")
_WITH_FIELDS = word_set("with_fields")
_FIELD_ADJECTIVES = word_set("field_adjectives")
_WITH_ADJECTIVE = word_set("with_adjective")
_WITH_ADJECTIVE_AND_PURPOSE = word_set("with_adjective_and_purpose")
_WITH_ADJECTIVE_AND_TOWN = word_set("with_adjective_and_town")
_WITH_PLACE_AND_PURPOSE = word_set("with_place_and_purpose")
_AGAINST = word_set("against")
_OF_MEMBERS = word_set("of_members")
_OF_STUDIES = word_set("of_studies")
_STUDIES = word_set("studies")
_NO_PARTY = word_set("no_party")
_STATE_HEADS = word_set("state_heads")
_MINISTERS = word_set("ministers")
_FORCES = word_set("forces")
_NATIONS_TOO = word_set("nations_too")
_ARMS_OF_FORCES = word_set("arms_of_forces")
_OTHER_BODY = Is.DEFINITE_HEAD | Is.CONSTRUCT | Is.CONSTRUCT_WEAK | Is.ORG_OUT
"""With article, another body than the one whose name is read."""
_NO_ARTICLE = Is.CONSTRUCT | Is.CONSTRUCT_WEAK | Is.UNIT


class Institution(msgspec.Struct, frozen=True, gc=False):
    """An institution in the tokens `first:last`, and which rule made it one."""

    first: int
    last: int
    split: Split
    why: str
    listed: Found | None = None
    """The listed organisation that the head only introduces («منظمة أطباء بلا حدود»)."""


def institution_at(view: View, position: int, limit: int) -> Institution | None:
    """Return the institution whose head noun stands at `position`, or None."""
    limit = min(limit, position + _LONGEST)
    if position + 1 >= limit:
        return None
    for reading in view.words[position].readings:
        classes = reading.classes
        if reading.definite:
            if classes & Is.UNIT:
                found = _unit(view, position, limit, reading)
                if found:
                    return found
            if classes & (Is.DEFINITE_HEAD | Is.STATE_BODY) and not _adjective(view, position, reading):
                found = _definite(view, position, limit, reading)
                if found:
                    return found
        elif classes & _NO_ARTICLE:
            found = _unit(view, position, limit, reading) if classes & Is.UNIT else None
            found = found or _construct(view, position, limit, reading)
            if found:
                return found
    return None


def _adjective(view: View, position: int, head: Reading) -> bool:
    """«السلطات [المالية الأميركية]», «السوق [المالية السعودية]»: the body's name is an adjective here."""
    if head.split.cut or not position or not head.stem.endswith("يه") or head.classes & Is.DEFINITE_HEAD:
        return False
    before = view.words[position - 1]
    return (before.definite or before.folded.startswith("وال")) and before.folded.endswith(("ه", "ات", "وق"))


def _definite(view: View, position: int, limit: int, head: Reading) -> Institution | None:
    """«البنك المركزي المصري»: head with article and two qualifiers; «الحكومة الروسية»: body and nationality."""
    words = view.words
    at = position + 1
    qualifiers = nations = 0
    while at < limit and attribute(words[at]):
        if words[at].classes & _OTHER_BODY and not (
            words[at].classes & Is.QUALIFIER or relational(words[at])
        ):
            break  # «طالبت النقابة الاتحاد الأفريقي»: the next body, told what to do
        if words[at].classes & Is.NATION or (head.stem == "جيش" and words[at].stem in _NATIONS_TOO):
            nations += 1
        elif words[at].classes & Is.QUALIFIER:
            qualifiers += 1
        elif (nations and not words[at - 1].classes & Is.QUALIFIER) or (
            (nations or qualifiers) and not relational(words[at])
        ):
            break  # «البنك المركزي الأوروبي التضخم …», but «الحزب المصري الديمقراطي الاجتماعي»
        at += 1
    if at == position + 1:
        return None
    if nations and head.classes & Is.STATE_BODY and not head.classes & Is.GENERIC_BODY:
        if _agrees(head, words[at - 1]) and not _minister(view, position):
            return Institution(position, at, head.split, "body of a state with its nationality")
        if not qualifiers or not head.classes & Is.DEFINITE_HEAD:
            return None
    if not head.classes & Is.DEFINITE_HEAD:
        return None
    party = head.stem == "حزب" and relational(words[at - 1]) and words[at - 1].stem not in _NO_PARTY
    if party and not nations and at == position + 2:
        return Institution(position, at, head.split, "party and its adjective")
    plain = not nations and not qualifiers
    longer = purpose_end(view, at, limit, plain=plain)
    if nations and longer > at:
        return Institution(position, longer, head.split, "institution with its nationality and purpose")
    if qualifiers and (longer > at or qualifiers + nations >= 2 or (nations and qualifiers)):
        return Institution(position, longer, head.split, "institution with its qualifiers")
    if qualifiers and at - position >= 3 and all(relational(word) for word in words[position + 1 : at]):
        return Institution(position, at, head.split, "institution with its adjectives")
    if longer > at and head.stem in _WITH_ADJECTIVE_AND_PURPOSE and relational(words[at - 1]):
        return Institution(position, longer, head.split, "institution with an adjective and its purpose")
    if nations and at - position >= 3:
        return Institution(position, at, head.split, "institution with its nationality")
    if head.stem in _WITH_ADJECTIVE_AND_TOWN and relational(words[at - 1]) and not nations:
        town = next((found for found in view.found.get(at, ()) if found.split.clitics == ("ب",)), None)
        if town is not None and town.aliases[0].entry.type == "LOC" and at < limit:
            return Institution(position, town.last, head.split, "institution with an adjective and its town")
    return None


def _agrees(head: Reading, adjective: Word) -> bool:
    """Tell whether a nationality agrees with the body: «الخارجية الألمانية», not «(وزير) الخارجية الألماني»."""
    feminine = head.stem.endswith(("ه", "ات")) or bool(head.classes & Is.FEMININE_ONLY)
    return adjective.stem.endswith("ه") is feminine


def _minister(view: View, position: int) -> bool:
    """Tell whether a minister stands before the word at `position`."""
    return position > 0 and any(reading.stem in _MINISTERS for reading in view.words[position - 1].readings)


def _unit(view: View, position: int, limit: int, head: Reading) -> Institution | None:
    """«لواء 444 قتال», «الكتيبة 101»: a unit of an army with its number and its arm."""
    words = view.words
    if not words[position + 1].classes & Is.NUMBER:
        return None
    at = position + 2
    if at < limit and words[at].classes & Is.ARM:
        at += 1
    return Institution(position, at, head.split, "unit of an army and its number")


def _royal(view: View, at: int, limit: int) -> int:
    """Return the end of a title and a name inside an institution's name, or 0: «(جامعة) الملك سعود»."""
    words = view.words
    if not words[at].definite or not words[at].classes & Is.ROYAL or at + 1 >= limit:
        return 0
    person = person_at(view, at + 1, limit)
    if person is not None and not person.split.cut:
        return person.last
    named = words[at + 1].classes & NAME and not words[at + 1].definite
    return at + 2 if named else 0


def royal_at(view: View, position: int, limit: int) -> Institution | None:
    """Return the place whose head stands at `position` before a title and a name: «مدينة الملك فهد الطبية»."""
    if position + 2 >= limit:
        return None
    head = next(
        (r for r in view.words[position].readings if r.classes & Is.PLACE_OUT and not r.definite), None
    )
    end = _royal(view, position + 1, limit) if head is not None else 0
    if head is None or not end:
        return None
    end = purpose_end(view, end, limit)
    while end < limit and relational(view.words[end]):
        end += 1
    return Institution(position, end, head.split, "head noun, a title and a name")


def _construct(view: View, position: int, limit: int, head: Reading) -> Institution | None:
    """«وزارة المالية العراقية»: head without article, then what it is of."""
    words = view.words
    sure = bool(head.classes & Is.CONSTRUCT)
    at = position + 1
    complement = words[at]
    why = "head noun of an institution and its complement"
    if head.stem in _FORCES and not (complement.definite and complement.stem in _ARMS_OF_FORCES):
        return None  # «سلاح المقاومة», «سلاح حزب الله»
    royal = _royal(view, at, limit) if head.stem not in _NO_BODY else 0
    if royal:
        end = purpose_end(view, royal, limit)
        while end < limit and end - royal < 2 and (relational(words[end]) or titular(words, end, limit)):
            end += 1
        return Institution(position, end, head.split, "head noun of an institution, a title and a name")
    if complement.any & Is.BARE_COMPLEMENT and not complement.definite and at + 1 < limit:
        bare = _bare(view, position, limit, head)
        if bare is not None:
            return bare
    listed = view.sure_at(at)
    if listed is not None and head.classes & Is.ORG_OUT and listed.last - listed.first == 1:
        return None  # «وكالة رويترز»: the name is رويترز
    if listed is not None and not sure:
        place = listed.aliases[0].entry.type == "LOC"
        purpose = 0
        somebody = listed.aliases[0].entry.type == "PER" and listed.last - listed.first > 1
        if (place or somebody) and head.stem in _WITH_PLACE_AND_PURPOSE:
            purpose = purpose_end(view, listed.last, limit, plain=True)
        if purpose > listed.last:
            return Institution(position, purpose, head.split, "head noun, a place and a purpose")
        if head.classes & Is.NEVER_LISTED or (place and not head.classes & Is.WITH_CITY):
            return None
    if listed is not None and (head.classes & Is.WITH_PROPER or listed.aliases[0].entry.type != "PER"):
        end = attributes(words, listed.last, limit, named=True)
        if listed.aliases[0].entry.type == "PER":
            end = purpose_end(view, end, limit)  # «معهد ابن سينا للعلوم الإنسانية»
        while sure and end < limit and conjoined(words[end]):
            end += 1  # «هيئة الدفاع المدني والإسعاف»
        introduces = (
            head.classes & Is.ORG_OUT and end == listed.last and listed.aliases[0].entry.type == "ORG"
        )
        why = "head noun of an institution and a listed name"
        return Institution(position, end, head.split, why, listed if introduces else None)
    if complement.definite and complement.readings[0].classes & Is.GENERIC_COMPLEMENT:
        nation = at + 1 < limit and words[at + 1].definite and words[at + 1].classes & Is.NATION
        if head.stem != "وزاره" and not (nation and head.stem in _STATE_HEADS):
            return None  # «وزارة التجارة الكويتية» is a name, «هيئة التحرير» is none
    if complement.definite and not complement.classes & (Is.STOP | Is.NATION | Is.TITLE):
        end = at + 1
        named = False
        while end < limit:
            word = words[end]
            if word.definite and word.classes & Is.NATION:
                named = True
                end = nationality_end(words, end, limit)
                break
            if word.classes & _OTHER_BODY and not relational(word):
                break  # «إدارة الكرة الجهاز الإداري»
            if named and not relational(word) and not conjoined(word):
                break  # «صندوق النقد العربي العدد …»: after a qualifier only another one
            if attribute(word) and not word.classes & Is.NATION:
                field = head.stem in _WITH_ADJECTIVE and relational(word)
                named = named or field or bool(word.classes & Is.QUALIFIER)
                end += 1
            elif end == at + 1 and word.definite and word.stem in _FIELD_ADJECTIVES:
                named = named or head.stem in _WITH_ADJECTIVE
                end += 1  # «وزارة التنمية المحلية»
            elif conjoined(word):
                named = named or head.stem in _WITH_FIELDS
                end += 1
            else:
                break
        if end - at >= 2 and head.stem in _WITH_ADJECTIVE and relational(words[at + 1]):
            named = True  # «مديرية التسجيل العقاري», «صندوق التنمية الثقافية»
        if end < limit and head.classes & Is.WITH_PURPOSE and is_purpose(words[end]):
            return Institution(position, purpose_end(view, end, limit), head.split, why)
        if end < limit and (named or end - at >= 2) and not words[end - 1].classes & Is.NATION:
            purpose = purpose_end(view, end, limit)
            named, end = named or purpose > end, purpose
        if head.classes & Is.WITH_PLACE and end < limit:
            found = view.found.get(end)
            if found and found[0].split.clitics == ("ب",) and found[0].aliases[0].entry.type == "LOC":
                named, end = True, found[0].last
        if sure or named:
            return Institution(position, end, head.split, why)
        return None
    if complement.classes & Is.MARK or not head.classes & Is.WITH_PROPER:
        return None
    person = person_at(view, at, limit)
    if person is not None and (person.sure or person.given_sure):
        end = person.last
        if end < limit and words[end].definite and words[end].classes & Is.ORDINAL:
            end += 1  # «جامعة محمد الخامس»
        end = purpose_end(view, end, limit)
        return Institution(position, end, head.split, "head noun of an institution and a person's name")
    if sure and complement.classes & NAME and not complement.definite and at + 1 < limit:
        end = at + 1
        while end < limit and relational(words[end]) and not words[end].classes & Is.STOP:
            end += 1
        if end > at + 1:  # «جامعة نايف العربية للعلوم الأمنية»
            end = purpose_end(view, end, limit)
            return Institution(
                position, end, head.split, "head noun of an institution, a name and its adjective"
            )
    new = _proper(complement) and (
        sure or (len(complement.folded) > 4 and view.vocabulary.is_new(complement))
    )
    if new and not complement.classes & Is.LATIN:
        end = at + 1
        while end < limit and end - at < 3 and end not in view.found and foreign_part(view, end):
            end += 1  # «معهد نيو لاينز»
        end = purpose_end(view, attributes(words, end, limit, named=True), limit, plain=True)
        return Institution(position, end, head.split, "head noun of an institution and a proper name")
    return None


def _bare(view: View, position: int, limit: int, head: Reading) -> Institution | None:
    """«محكمة جنايات القاهرة», «هيئة عمليات التجارة البحرية البريطانية»: two nouns, then a place or a nationality."""
    words = view.words
    at = position + 2
    why = "head noun of an institution, a noun and what it is of"
    listed = view.sure_at(at)
    if listed is not None:
        if listed.aliases[0].entry.type != "LOC":
            return None
        end = attributes(words, listed.last, limit, named=True)
        return Institution(position, end, head.split, why)
    if not words[at].definite:
        return None
    end = at + 1
    while end < limit and attribute(words[end]) and (relational(words[end]) or words[end].stem.endswith("ه")):
        end += 1
    if any(words[k].classes & (Is.NATION | Is.QUALIFIER) for k in range(at + 1, end)):
        return Institution(position, end, head.split, why)
    if words[position + 1].folded == "مكافحه" and head.stem in _AGAINST:
        return Institution(position, end, head.split, why)  # «جهاز مكافحة الإرهاب»
    studies = head.stem in _OF_STUDIES and words[position + 1].folded in _STUDIES  # «معهد دراسات السلام»
    if (studies or head.stem in _OF_MEMBERS) and not words[at].any & Is.STOP:
        while end < limit and conjoined(words[end]):
            end += 1  # «نقابة عمال الموانئ والنقل»
        return Institution(position, end, head.split, why)  # «نقابة أصحاب المستشفيات»
    return None


def _proper(word: Word) -> bool:
    """Tell whether an unknown word without article may be a proper name («جامعة هارفارد»)."""
    known = word.any or word.definite or any(split.rest.startswith("ال") for split in word.splits)
    if known or word.text.endswith("ه"):
        return False  # «حزب بوقه»
    return len(word.folded) > 3 and not word.folded.endswith(("ها", "هم", "ات", "ين", "ون"))
