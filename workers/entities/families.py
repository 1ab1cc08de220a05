"""Family names that no list has, or that are other words too: by their shape and by what stands before."""

import re
from collections.abc import Sequence

from workers.entities.gazetteer import Alias
from workers.entities.spans import View
from workers.entities.titles import title_before
from workers.entities.vocabulary import NAME, Is, Word
from workers.entities.word_sets import word_set
from workers.text.fold import fold

_EVERYDAY_FAMILIES = word_set("everyday_families")
_NAME_LINKS = word_set("family_links")
_OF_FAITH = word_set("of_faith")
_DAYS = frozenset(("جمعه", "لجمعه", "خميس", "لخميس", "سبت", "لسبت"))
_CLOSES = Is.MARK | Is.FUNCTION | Is.PREPOSITION | Is.AFTER_NAME
_NOT_FAMILY_ENDINGS = ("ات", "ين", "ون", "يه", "تين")
"""Endings of an unknown word with article that is rather a noun or an adjective than a family name."""
PLURAL_SHAPES = re.compile(
    r"(?:..و.|ا..ا.|م.ا.ي?.|.وا.ي?.|..ا[ءئي].|ت.ا.ي?.|ت..ي.|.{2,4}اء|(?:ا|ان|است)..?ا.)"
)
"""Shapes of broken plurals and verbal nouns («الرسوم», «الوفود»), without article."""
_THINGS = re.compile(r"ا..ا.|م.ا.ي?.|.وا.ي?.|ت.ا.ي?.|ت..ي.|.{2,4}اء|م.ا..ه|(?:ا|ان|است)..?ا.ه?")
"""The same for what stands behind a full name: fewer of them, since it is more often a family name."""
_FAMILY = NAME | Is.WEAK | Is.ORDINARY | Is.WITH_ARTICLE
"""All that a family name may be besides."""


def family_of_titled(view: View, at: int) -> bool:
    """«(وزير الاقتصاد) سمير الحداد»: a listed family name, after a given name that a role announces."""
    word = view.words[at]
    if not word.classes & Is.SURNAME or word.any & ~_FAMILY:
        return False
    first = view.field.sentences[view.field.sentence_of(at)].first
    return title_before(view, at - 1, first) is not None


def family_and_title(view: View, at: int, following: Word | None) -> bool:
    """Tell whether a title is a family name behind a title and a given name: «المخرج صبحي الأمين (أعلن)»."""
    if (
        not view.words[at].classes & Is.WITH_ARTICLE
        or at < 2
        or (following is not None and following.definite)
    ):
        return False
    titled = any(r.definite and r.classes & Is.TITLE for r in view.words[at - 2].readings)
    return titled and bool(view.words[at - 1].classes & Is.GIVEN)


def family_shaped(view: View, at: int, parts: int) -> bool:
    """Tell whether the unknown word with article at `at` is a family name, whatever its ending.

    After a single name without a title before it, that must be nothing else than a name, and the word
    must not look like a plural or a verbal noun («فقرة العرضة», «رفعت الرسوم»).
    """
    folded = view.words[at].folded
    if folded.endswith(_NOT_FAMILY_ENDINGS):
        return False
    if parts > 1:
        return not _thing(view, folded[2:])  # «سمير حداد الأساتذة»: subject and object
    if at > 1 and view.words[at - 2].any & Is.TITLE:
        return True
    only_name = view.words[at - 1].classes & Is.GIVEN and not view.words[at - 1].any & ~NAME
    return bool(only_name) and not PLURAL_SHAPES.fullmatch(folded[2:])


def _thing(view: View, stem: str) -> bool:
    """Tell whether an unknown stem, found with article, is rather a thing than a family: «القاعة», «الأفرقاء»."""
    if stem.endswith("ه") and view.vocabulary.word(stem[:-1]).classes & (Is.ORDINARY | Is.COMMON):
        return True
    return _THINGS.fullmatch(stem) is not None


def everyday_family(view: View, at: int, limit: int, parts: int) -> bool:
    """Tell whether a word of many uses is the family name of somebody whose title and given name stand before it.

    «المتحدث علاء الدين البابا إن», «الوزير أنس معلم على», but not «استقبل الأمير خالد البابا فرنسيس».
    """
    words = view.words
    word = words[at]
    known = word.folded in _EVERYDAY_FAMILIES or bool(
        word.classes & Is.SURNAME and word.classes & (Is.TITLE | Is.COMMON) and not word.classes & Is.FUNCTION
    )
    if not known or parts > 1 or (word.classes & Is.STOP and word.folded[-5:] in _DAYS):
        return False
    after = words[at + 1] if at + 1 < limit else None
    if after is not None:
        if after.definite or after.folded in _NAME_LINKS:
            return False
        if not after.any & (_CLOSES | Is.REPORT):
            return False
        if after.classes & NAME and not after.classes & (Is.FUNCTION | Is.REPORT):
            return False
    compound = words[at - 1].folded in _OF_FAITH
    if not compound and not words[at - 1].classes & (NAME | Is.FOREIGN):
        return False
    start = at - 2 if compound else at - 1
    first = view.field.sentences[view.field.sentence_of(at)].first
    title = title_before(view, start, first)
    return title is not None and title.direct


def bears(alias: Alias, before: Sequence[Word]) -> bool:
    """Tell whether the name read so far begins as the bearer of `alias` is called: «خالد محفوظ بحاح»."""
    return bool(before) and fold(alias.entry.label.partition(" ")[0]) == before[0].folded


def only_given(words: Sequence[Word]) -> bool:
    """Tell whether the parts read so far are foreign given names only: «جان بيير»."""
    return all(word.classes & Is.FOREIGN for word in words)
