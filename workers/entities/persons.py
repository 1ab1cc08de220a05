"""Personal names that are not listed, from name lists and the shape of names.

A name is a sequence of parts: a given name, عبد + الله, صلاح الدين, بن + name, a surname. How sure
it is depends on how many of its parts are everyday words as well; a doubtful one needs a title before
it or the recogniser's agreement.
"""

import msgspec

from topics import EntityType
from workers.entities.ambiguity import particle
from workers.entities.clitics import Split
from workers.entities.families import (
    PLURAL_SHAPES,
    bears,
    everyday_family,
    family_and_title,
    family_of_titled,
    family_shaped,
    only_given,
)
from workers.entities.gazetteer import Mode
from workers.entities.spans import NO_SPLIT, PER, View
from workers.entities.titles import title_before
from workers.entities.vocabulary import NAME, Is, Word
from workers.entities.word_sets import word_set

_LINKS = word_set("name_links")
_KUNYAS = word_set("kunyas")
_TWO_PARTICLES = word_set("first_particles")
_SECOND_PARTICLES = word_set("second_particles")
_OF_FAITH = word_set("of_faith")
_HOUSE = "ال"
"""آل, folded."""
_AFTER_FAMILY = _LINKS | {_HOUSE}
_SON = frozenset(("بن", "ابن"))
_SONS = frozenset(("بن", "ولد"))
_NO_FATHER = Is.FUNCTION | Is.MARK | Is.NUMBER | Is.REPORT | Is.LATIN
_HYPHENS = frozenset("-‐‑–")
_BEFORE_VERB = word_set("before_verb")
_RATHER_VERBS = word_set("rather_verbs")
_MOST_PARTS = 6
_NOT_NAME_ENDINGS = ("ها", "هم", "هما", "اته", "تها", "تهم", "كم", "نا")
_BLOCKED = Is.COMMON | Is.FUNCTION | Is.REPORT | Is.NATION | Is.MARK | Is.NUMBER


_NO_GIVEN = _BLOCKED | Is.TITLE | Is.ROLE | Is.QUALIFIER | Is.STOP
"""What a given name with article must not be as well."""


class Person(msgspec.Struct, frozen=True, gc=False):
    """A sequence of name parts in the tokens `first:last`."""

    first: int
    last: int
    split: Split
    parts: int
    sure: bool
    """True where the sequence is a name whatever stands around it."""
    given_sure: bool
    """True where its first part is a name and no everyday word."""


def person_at(view: View, position: int, limit: int) -> Person | None:
    """Return the longest name-like sequence that begins at `position`, or None."""
    words = view.words
    word = words[position]
    split, classes = _opening(word)
    if classes < 0:
        return None
    if particle(view, position):
        return None
    if word.definite and not split.cut and not _given_follows(view, position, limit):
        return None
    weak_start = classes & Is.WEAK and not split.cut
    if weak_start and position and words[position - 1].folded in _BEFORE_VERB:
        return None  # «ثم عادل ناصر النتيجة»: a verb
    if position + 1 < limit and (word.stem, words[position + 1].folded) in view.vocabulary.not_people:
        return None
    if split.cut and split.rest in _RATHER_VERBS and split.clitics[0] in "وف":
        return None  # «وشكر غوتيريش الوسطاء»
    if split.cut and classes & Is.WEAK and position + 1 < limit and words[position + 1].folded == "الله":
        return None  # «بفضل الله»
    if classes & Is.TITLE and not split.cut and _place_at(view, position + 1, limit):
        return None  # «أمين جدة» is the mayor of Jeddah
    folded = split.rest if split.cut else word.folded
    following = words[position + 1] if position + 1 < limit else None
    compound = _compound(folded, classes, following)
    foreign = False
    at = position + 1
    if compound:
        given_sure, strong = True, True
        at += 1
    elif folded in _KUNYAS:
        if following is None or not _can_follow(view, at, limit) or following.classes & _BLOCKED & ~Is.COMMON:
            return None
        if following.classes & Is.COMMON or not (following.definite or following.classes & NAME):
            return None
        given_sure, strong = False, True
        at += 1
    elif classes & Is.FOREIGN:
        foreign = not classes & Is.WEAK
        given_sure, strong = not classes & (Is.WEAK | Is.COMMON | Is.FUNCTION | Is.TITLE), False
    elif classes & Is.GIVEN:
        given_sure, strong = not classes & (Is.WEAK | Is.COMMON), False
    else:
        return None
    parts, weak_only = 1, not given_sure
    closed = False
    """True once a family name with article has been read: a bare name after it is somebody else's."""
    unknown_used = False
    while at < limit and parts < _MOST_PARTS:
        if closed and not words[at].definite and words[at].folded not in _AFTER_FAMILY:
            break  # «(اتهم) عبد الحميد الدبيبة صدام»: subject and object
        step, kind = _part(view, at, limit, foreign, parts, unknown_used)
        if (
            step == 1
            and words[at].classes & Is.ORDINAL
            and not (position and words[position - 1].any & Is.ROYAL)
        ):
            break  # «عاقب الثالث»; «عبدالله الثاني» is a king's name
        if step == 1 and not given_sure and parts == 1 and words[at].definite:
            titled = position and words[position - 1].any & Is.TITLE
            new = not words[at].any and (titled or (folded == "علي" and words[at].folded.endswith("ي")))
            if not new and not words[at].classes & Is.WITH_ARTICLE and not family_of_titled(view, at):
                break  # «كمال الأخلاق», but «الدكتور علي الغفيص»
            if words[at].any & Is.COMMON or (not titled and PLURAL_SHAPES.fullmatch(words[at].folded[2:])):
                weak_only = True
        if not step:
            break
        if kind == "unknown":
            unknown_used = True
        elif kind == "strong":
            strong = True
        if kind in ("name", "unknown"):
            weak_only = False
        if step == 1 and words[at].definite and not words[at].classes & (Is.GIVEN | Is.TITLE):
            closed = True
        at += step
        parts += 1
    if parts == 1 and not compound and folded not in _KUNYAS:
        return Person(position, at, split, 1, False, given_sure)
    sure = strong or (parts >= 2 and (given_sure or not weak_only)) or parts >= 3
    return Person(position, at, split, parts, sure, given_sure)


def _given_follows(view: View, position: int, limit: int) -> bool:
    """«الطيب محمد إدريس»: a given name with article, only before one that is nothing else."""
    if position + 2 < limit and view.words[position + 1].folded in _SONS and position not in view.found:
        if view.words[position + 2].classes & NAME:
            return True  # «الداه ولد سيدي»
    if position + 1 >= limit or not view.vocabulary.is_given(view.words[position].folded):
        return False
    for found in view.found.get(position, ()):
        if any(alias.entry.type is not EntityType.PER for alias in found.aliases):
            return False  # «(حارس) الأهلي محمد الشناوي»
    word = view.words[position + 1]
    before = view.words[position - 1] if position else None
    if (
        before is not None
        and before.any & Is.TITLE
        and not word.any & ~(NAME | Is.WEAK | Is.ORDINARY | Is.WITH_ARTICLE | Is.FOREIGN)
    ):
        return not word.definite or word.folded.endswith("ي")  # «الشاعر المنصف الوهايبي»
    nisba = word.definite and word.folded.endswith("ي") and len(word.folded) > 5
    if nisba and not word.any & ~(NAME | Is.WITH_ARTICLE):
        first = view.field.sentences[view.field.sentence_of(position)].first
        return title_before(view, position, first) is not None  # «الضابط السابق في الديوانة الهادي …»
    return bool(word.classes & Is.GIVEN) and not word.definite and not word.any & ~(NAME | Is.DIN | Is.ALLAH)


def _place_at(view: View, at: int, limit: int) -> bool:
    """Tell whether a place of note stands at `at`, whatever else its name may be."""
    return at < limit and any(
        alias.entry.type is EntityType.LOC and alias.entry.id.startswith("Q")
        for found in view.found.get(at, ())
        for alias in found.aliases
    )


def titled_at(view: View, position: int, limit: int) -> Person | None:
    """Return the name of new words after the title at `position`: «النائب سركان أوزتورك»."""
    words = view.words
    at = position + 1
    while at < limit and words[at].definite and words[at].classes & (Is.NATION | Is.BETWEEN):
        at += 1
    return new_name_at(view, at, limit)


def new_name_at(view: View, at: int, limit: int) -> Person | None:
    """Return the name of two or three new words at `at`, where a title announces one."""
    words, vocabulary = view.words, view.vocabulary
    if at + 1 >= limit:
        return None
    second = words[at + 1]
    if arabic_noun(view, words[at]):
        return None
    sure = vocabulary.is_new(second) or (second.any and not second.any & ~(NAME | Is.FOREIGN))
    if at in view.found:
        famous = view.found[at][0].aliases[0].entry.type is PER and vocabulary.is_new(words[at])
        if not sure or words[at].definite or not (famous or words[at].classes & (NAME | Is.FOREIGN)):
            return None  # «المدرب الصربي ميلان رادوفيتش»
    elif not vocabulary.is_new(words[at]) and not (sure and _unread(words[at])):
        return None  # «العقيد بوكاري تراوري»: the first word may look as if ب were cut off
    end = at + 1
    while end + 1 < limit and words[end].folded in _SON and words[end + 1].classes & NAME:
        end += 2
    if end > at + 1 and not words[at].definite and (vocabulary.is_new(words[at]) or _unread(words[at])):
        return Person(at, end, NO_SPLIT, end - at, True, False)  # «(الأمير) جلوي بن عبدالعزيز»
    end = at + 1
    if end in view.found and vocabulary.is_new(words[at]) and _name_and_place(view, end):
        return Person(at, end + 1, NO_SPLIT, 2, True, False)  # «(المبعوث) برناردينو ليون»
    while end < limit and end - at < 3 and end not in view.found:
        word = words[end]
        named = word.any and not word.any & ~(NAME | Is.FOREIGN)
        if word.folded[:1] == "و" and len(word.folded) > 5:
            break  # «… ومفاضلته»
        if word.definite or not (named or vocabulary.is_new(word)) or arabic_noun(view, word):
            break
        end += 1
    return Person(at, end, NO_SPLIT, end - at, True, False) if end - at >= 2 else None


def _name_and_place(view: View, at: int) -> bool:
    """Tell whether a listed place of one word at `at` is a personal name too («ليون»)."""
    word = view.words[at]
    if word.definite or not word.classes & NAME or word.any & ~(NAME | Is.FOREIGN):
        return False
    return all(
        found.last - at == 1 and found.aliases[0].entry.kind != "country"
        for found in view.found[at]
        if not found.split.cut
    )


def _unread(word: Word) -> bool:
    """Tell whether a word is of no list and looks like no verb, accusative or word with pronoun."""
    folded = word.folded
    if word.any or word.definite or folded[:1] in "لسويتفك":
        return False
    return len(folded) > 3 and not folded.endswith(("ا", "ه", "هم", "ات", "ين", "ون"))


def _opening(word: Word) -> tuple[Split, int]:
    """Return the reading of a word as the start of a name, and its classes; -1 where it is none."""
    classes = word.classes
    if classes & (Is.GIVEN | Is.FOREIGN) and not classes & (Is.COMMON | Is.FUNCTION) and not word.definite:
        return NO_SPLIT, classes
    if (
        word.folded == "عبد"
        or word.folded in _KUNYAS
        or (classes & (Is.DIN | Is.ALLAH) and not word.definite)
    ):
        return NO_SPLIT, classes
    if classes & Is.WITH_ARTICLE and classes & Is.GIVEN and not classes & _NO_GIVEN:
        return NO_SPLIT, classes | Is.WEAK  # «الطيب محمد إدريس»
    if classes & ~Is.ORDINARY:
        return NO_SPLIT, -1
    for reading in word.readings[1:]:
        if len(reading.stem) < 5 and "ك" in reading.split.clitics:
            continue  # «كمران» is no ك
        if len(reading.stem) < 4 and not reading.classes & Is.GIVEN and reading.split.clitics != ("و",):
            continue  # «لجان» are committees, not for Jean
        good = reading.classes & (Is.GIVEN | Is.FOREIGN | Is.DIN | Is.ALLAH) or reading.stem == "عبد"
        if good and not reading.definite and not reading.classes & (Is.COMMON | Is.FUNCTION):
            return reading.split, reading.classes
        if reading.stem in _KUNYAS and len(reading.stem) == 3:
            return reading.split, reading.classes
    return NO_SPLIT, -1


def _compound(folded: str, classes: int, following: Word | None) -> bool:
    """Tell whether two words make one part: عبد الله, صلاح الدين, نصر الله."""
    if following is None:
        return False
    if folded == "عبد":
        return (following.definite and len(following.folded) > 3) or following.folded in ("الله", "ربه")
    if following.folded in _OF_FAITH:
        return bool(classes & Is.DIN)
    return following.folded == "الله" and bool(classes & Is.ALLAH)


def _part(view: View, at: int, limit: int, foreign: bool, parts: int, unknown_used: bool) -> tuple[int, str]:
    """Return how many tokens the next part takes, 0 where the name ends, and of what kind it is."""
    word = view.words[at]
    following = view.words[at + 1] if at + 1 < limit else None
    if word.text in _HYPHENS and following is not None and not following.classes & _BLOCKED:
        return (2, "unknown") if foreign and not following.definite else (0, "")
    if _compound(word.folded, word.classes, following):
        return 2, "strong"
    if word.text in ("وحده", "وحدها"):
        return 0, ""  # «قرار بشير وحده»
    if word.folded == "رضي" and following is not None and following.folded == "الله":
        return 0, ""  # «عثمان رضي الله عنه»
    if word.folded in _LINKS or word.folded == _HOUSE or word.folded in _KUNYAS:
        if following is None:
            return 0, ""
        if word.folded in ("ام",) or (word.text == "ال" and word.folded == _HOUSE):
            return 0, ""
        after = view.words[at + 2] if at + 2 < limit else None
        if _compound(following.folded, following.classes, after):
            return 3, "strong"
        if word.folded == _HOUSE and parts > 1 and not following.classes & (Is.FUNCTION | Is.MARK):
            return 2, "strong"
        if following.classes & NAME or (
            not following.classes & _BLOCKED and following.any == following.classes
        ):
            return 2, "strong"
        if word.folded in _SON and not following.definite and not following.classes & _NO_FATHER:
            return 2, "strong"  # «عبدالله بن مساعد»
        kunya = word.folded in _KUNYAS and parts < 3 and not word.definite
        if kunya and not following.any & (_BLOCKED & ~Is.COMMON) and not following.definite:
            return 2, "strong"  # «محمد أبو حيد»
        return 0, ""
    if foreign and word.classes & Is.FOREIGN_PARTICLE and following is not None:
        if word.folded in _TWO_PARTICLES and following.folded in _SECOND_PARTICLES and at + 2 < limit:
            if not view.words[at + 2].classes & _BLOCKED:
                return 3, "unknown"  # «بارت فان دن بروك»
        if not following.classes & _BLOCKED or following.classes & NAME:
            return 2, "unknown"
        return 0, ""
    if not _can_follow(view, at, limit, parts):
        return 0, ""
    classes = word.classes
    if everyday_family(view, at, limit, parts):
        return 1, "name"
    if (
        word.definite
        and classes & (Is.TITLE | Is.ROLE)
        and following is not None
        and following.definite
        and following.classes & (Is.QUALIFIER | Is.BETWEEN)
        and not following.classes & NAME
    ):
        return 0, ""  # «حسين الفاضلي الأمين العام»
    if parts == 1 and word.definite and classes & Is.NATION and not word.folded.endswith(("ه", "ين", "ون")):
        if view.words[at - 2].folded in _KUNYAS and at > 1:
            return 1, "name"  # «أبو حمزة الفرنسي»
    if word.definite and classes & Is.NATION and classes & Is.SURNAME and not word.folded.endswith("ه"):
        return 1, "name"  # «محمد المصري»: a nationality follows no full name, it goes before
    if classes & _BLOCKED and not (parts > 2 and word.definite and classes & Is.SURNAME):
        return 0, ""
    if (
        classes & Is.TITLE
        and not word.definite
        and (parts > 1 or following is None or not following.classes & NAME or following.definite)
    ):
        return 0, ""  # «فيصل بن خالد أمير عسير»
    if classes & Is.WEAK and not word.definite:
        return 1, "weak"
    if classes & NAME and (not word.definite or classes & Is.SURNAME):
        outside = Is.TITLE | Is.ROLE | Is.QUALIFIER | Is.STOP | Is.BETWEEN
        if word.definite and classes & outside and parts < 3:
            ends = following is None or following.classes & (Is.FUNCTION | Is.MARK)
            linked = ends and classes & Is.SURNAME and view.words[at - 2].folded in _LINKS
            if not linked and not (parts == 1 and family_and_title(view, at, following)):
                return 0, ""
        return 1, "name"
    if not word.any and word.definite and len(word.folded) > 5 and not foreign:
        if word.folded.endswith("ي") or family_shaped(view, at, parts):
            return 1, "weak"  # «زياد الرقيطي», «خالد الدايل»: an unknown word with article is a family name
    if classes & Is.FOREIGN:
        return 1, "unknown"
    # A second unknown word must be new («جيلبرتو بيكيتو فراتين»); none begins with و («دييغو كوستا وطرد»).
    again = unknown_used and not view.vocabulary.is_new(word)
    if word.folded[:1] == "و" and len(word.folded) > 3:
        again = again or parts > 1 or not view.vocabulary.is_new(word)  # but «كريس ويلكنز»
    again = again or arabic_noun(view, word)
    if foreign and not again and not word.any and not word.definite and not classes & Is.LATIN:
        joined = any(split.rest.startswith("ال") for split in word.splits)  # «بالقول»
        if len(word.folded) > 2 and not joined and not word.text.endswith((*_NOT_NAME_ENDINGS, "ة")):
            return 1, "unknown"
    return 0, ""


def arabic_noun(view: View, word: Word) -> bool:
    """Tell whether an unknown word is a plural («قوائم», «مباحثات») or the accusative of a noun («هدفا»)."""
    if word.text.endswith(("ته", "تها", "تهم", "اء", "هما")):
        return True  # «مقالته», «احتواء»
    if ("ائ" in word.text and not word.text.endswith("يل")) or (
        word.folded.endswith("ات") and len(word.folded) > 5
    ):
        return True
    stem = word.folded[:-1] if word.folded.endswith("ا") else ""
    return len(stem) > 2 and bool(view.vocabulary.word(stem).classes & Is.COMMON)


def _can_follow(view: View, at: int, limit: int, parts: int = 1) -> bool:
    """Tell whether the token at `at` may go on a name: no listed entity begins there."""
    for found in view.found.get(at, ()):
        if found.split.cut:
            continue
        for alias in found.aliases:
            if alias.mode is Mode.FULL and (alias.entry.type != "PER" or found.last - at > 1):
                return False
            before = view.words[max(0, at - parts) : at]
            if alias.mode is Mode.LONE and parts > 1 and not (only_given(before) or bears(alias, before)):
                return False  # «جان بيير ماكرون», but not «جو بايدن بوتين»
    return True
