"""Names that what stands beside them gives away: a role and what it is of, a direction, a name that goes on."""

from collections.abc import Iterator, Sequence

from topics import EntityType
from workers.entities.clitics import Split
from workers.entities.persons import arabic_noun, new_name_at
from workers.entities.spans import LOC, NO_SPLIT, PER, Candidate, View
from workers.entities.titles import title_before
from workers.entities.vocabulary import NAME, Is

_NEAR = frozenset(("في", "الي", "من", "قرب", "نحو", "علي", "حول", "شمال", "جنوب"))
"""Prepositions after which a new word is rather a place than a loan word («داخل سينما»)."""
_FAR = 7
"""Words between a role and a name with which they have nothing to do with each other."""
_NEW_NAME = NAME | Is.FOREIGN | Is.ORDINARY
"""What the first word of a name may be besides, where a role announces it."""


def pattern(first: int, last: int, split: Split, kind: EntityType, score: float, why: str) -> Candidate:
    """Return the candidate that a rule made."""
    return Candidate(first, last, split, kind, score, "rules", why)


def of_role(view: View, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Return the names of new words after a role and what it is of: «قالت حاكمة ولاية أوريغون تينا كوتيك»."""
    taken = {item.first for item in chosen}
    for item in chosen:
        at = item.last
        if item.type is PER or at in taken or at in view.found or at + 1 >= len(view.words):
            continue
        word = view.words[at]
        if word.definite or word.any & ~_NEW_NAME or len(word.folded) < 3:
            continue
        sentence = view.field.sentences[view.field.sentence_of(item.first)]
        if not (word.classes & (NAME | Is.FOREIGN) or view.vocabulary.is_new(word)):
            continue
        person = new_name_at(view, at, sentence.last)
        if person is None or any(token in taken for token in range(at, person.last)):
            continue
        title = title_before(view, item.first, sentence.first)
        if title is not None and len(title.complement) < _FAR:
            why = f"new words after «{title.text}» and what it is of"
            yield pattern(at, person.last, NO_SPLIT, PER, 0.7, why)


def beside_direction(view: View, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Return new words that a direction and a place tell where to find: «في كيداال شمالي مالي»."""
    words = view.words
    for item in chosen:
        at = item.first - 1
        if item.type is not LOC or at < 2 or not words[at].any & Is.DIRECTION or item.split.cut:
            continue
        first = view.field.sentences[view.field.sentence_of(item.first)].first
        while at > first and words[at].any & Is.DIRECTION:
            at -= 1
        close = words[at].folded != "في"
        if not close:
            at -= 1
        if at <= first or not _new_place(view, at) or (words[at].definite and not close):
            continue
        if any(other.first <= at < other.last for other in chosen):
            continue
        why = f"a new word between «{words[at - 1].text}» and a direction of «{words[item.first].text}»"
        yield pattern(at, at + 1, NO_SPLIT, LOC, 0.7, why)


def _new_place(view: View, at: int) -> bool:
    """Tell whether the word at `at` is of no list, stands after a preposition of place, and is no plural."""
    word, before = view.words[at], view.words[at - 1]
    if before.folded not in _NEAR and not before.classes & Is.PLACE_OUT:
        return False
    if (
        len(word.folded) < 4
        or word.any
        or not word.folded.isalpha()
        or word.folded.endswith(("ات", "ين", "ون", "ها", "هم", "يه"))
    ):
        return False
    if word.definite:
        return view.vocabulary.is_new(view.vocabulary.word(word.stem))
    return view.vocabulary.is_new(word)


def joined_to_person(view: View, at: int, split: Split, chosen: Sequence[Candidate]) -> bool:
    """Tell whether a person's name ends just before, to which و or a comma joins this one."""
    if not chosen or chosen[-1].type is not PER:
        return False
    end = chosen[-1].last
    if split.clitics == ("و",):
        return end == at
    return end == at - 1 and view.words[end].text in "،,"


def family_ends(view: View, at: int, limit: int) -> bool:
    """Tell whether a family name that no list has ends a full name: «الدكتور مصطفى جميل بلجوش، فيما»."""
    if not family_follows(view, at, limit):
        return False
    folded = view.words[at].folded
    if folded[0] in "بلوفسيت" or folded.endswith(("ه", "ا", "ات", "هم")):
        return False  # «خالد الفيصل بعنوان», «علي عبدالله صوابه»
    after = view.words[at + 1] if at + 1 < limit else None
    return after is None or bool(after.classes & (Is.MARK | Is.FUNCTION | Is.AFTER_NAME | Is.PREPOSITION))


def family_follows(view: View, at: int, limit: int) -> bool:
    """Tell whether the word at `at` is a family name that no list has, rather than a word that opens what comes next."""
    if at >= limit or at in view.found:
        return False
    word = view.words[at]
    return (
        view.vocabulary.is_new(word)
        and not arabic_noun(view, word)
        and not (word.folded[:1] in "وف" and len(word.folded) > 4)
    )
