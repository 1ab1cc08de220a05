"""Take in what a recogniser found, where no listed name and no rule has decided already."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

import msgspec

from topics import EntityType
from workers.entities.ambiguity import not_a_place
from workers.entities.clitics import Split
from workers.entities.recogniser import Span
from workers.entities.selection import Choice, candidate_of
from workers.entities.spans import LOC, NO_SPLIT, ORG, PER, Candidate, View
from workers.entities.vocabulary import NAME, Is, Word
from workers.entities.word_sets import word_set

_LEAST = {PER: 0.6, LOC: 0.6, ORG: 0.6, EntityType.MISC: 0.8}
"""The least score at which a recogniser's span is believed without the agreement of a rule."""
_LEAST_ALONE = {PER: 0.9, LOC: 0.8, ORG: 0.8, EntityType.MISC: 0.9}
"""The same for a span of one word."""
_TITLED = 0.5
"""The same for a full name after a title."""
_AGREED = 0.3
"""The same for a sequence of names that the rules doubt."""
_EXTENDS = 0.5
"""The least score at which a recogniser's span makes a name longer that a rule found."""
_AFTER_PREPOSITION = 0.4
"""The least score of a new word after a preposition of place."""
_PLACE_PREPOSITIONS = word_set("place_prepositions")
_GOES_ON = NAME | Is.ORDINARY | Is.FOREIGN | Is.WEAK | Is.TITLE | Is.ROLE | Is.BETWEEN
_LISTED = 0.7
"""The same for an ambiguous listed name of the same type …"""
_LISTED_EVERYDAY = 0.95
"""… and for one that is an everyday word."""
_NO_NAME = Is.COMMON | Is.FUNCTION | Is.REPORT | Is.PREPOSITION | Is.NUMBER
_EVERYDAY = (
    *(Is.COMMON, Is.WEAK, Is.FUNCTION, Is.REPORT, Is.STOP, Is.NATION, Is.BETWEEN),
    *(Is.QUALIFIER, Is.TITLE, Is.ROLE),
)
_EVERYDAY_MASK = sum(_EVERYDAY)
_DICTIONARY = Is.COMMON | Is.ORDINARY
_PRONOUNS = ("اته", "اتها", "اتهم", "اتنا", "هما", "اتكم")
_TANWIN = re.compile("[\u064b-\u064d]")


def recognised(
    view: View,
    choice: Choice,
    spans: Sequence[Span],
    *,
    alone: bool,
    named: Set[str] = frozenset(),
    known: Mapping[str, EntityType] | None = None,
) -> Iterator[Candidate]:
    """Return the candidates that the spans of one field add to `choice`.

    With `alone` the single words, else all others: full names come first, so that single words that
    are short for them are known as such.

    `named` are the countries of the article, `known` the types of the names of one word that rules
    found in it.
    """
    spans = [span for span in spans if (span.last - span.first == 1) is alone]
    if not spans:
        return
    taken = choice.taken()
    doubtful = {item.first: item for item in choice.doubtful}
    for span in spans:
        if not taken.isdisjoint(range(span.first, span.last)):
            if not alone:
                _extend(view, choice, span, taken)
            continue
        item = (
            _listed(view, span, named)
            or _agreed(doubtful, span)
            or _believed(view, span)
            or _in_place(view, span)
        )
        if item is not None and alone and known and not item.aliases:
            kind = known.get(item.split.rest or view.words[item.first].folded)
            if (
                kind is not None and kind is not item.type
            ):  # «كريتر» is a town here as elsewhere in the article
                item = msgspec.structs.replace(
                    item, type=kind, why=f"{item.why}; of the type found elsewhere"
                )
        if item is not None and taken.isdisjoint(range(item.first, item.last)):
            taken.update(range(item.first, item.last))
            yield item


def _extend(view: View, choice: Choice, span: Span, taken: set[int]) -> None:
    """Let a name that a rule found go on as far as the recogniser sees it: «علي بن ناصر [الغفيص]»."""
    if span.type is not PER or span.score < _EXTENDS:
        return
    for at, item in enumerate(choice.chosen):
        if item.first != span.first:
            continue
        last = next((token for token in range(item.last, span.last) if _joined(view.words[token])), span.last)
        more = range(item.last, last)
        if item.type is not PER or item.aliases or not more or taken.intersection(more):
            return
        if any(view.words[token].any & ~_GOES_ON for token in more[:-1]):
            return
        end = view.words[more[-1]]
        if end.any & ~(NAME | Is.FOREIGN | Is.WEAK) or any(start[1].cut for start in end.starts):
            return
        if not (end.any or end.definite or view.vocabulary.is_new(end)):
            return
        why = f"{item.why}; the recogniser sees more of it ({span.score:.2f})"
        choice.replaced.append(item)
        choice.chosen[at] = Candidate(item.first, last, item.split, PER, span.score, "rules+recogniser", why)
        taken.update(more)
        return


def _in_place(view: View, span: Span) -> Candidate | None:
    """A new word after a preposition of place, which the recogniser takes for a name, if doubtfully."""
    words, first = view.words, span.first
    if span.last - first != 1 or first == 0 or span.score < _AFTER_PREPOSITION:
        return None
    before = words[first - 1]
    if before.folded not in _PLACE_PREPOSITIONS or not view.vocabulary.is_new(words[first]):
        return None
    if span.type is not LOC and before.folded != "في":
        return None
    why = f"a new word after «{before.text}» (the recogniser: {span.type.value}, {span.score:.2f})"
    return Candidate(first, span.last, NO_SPLIT, LOC, 0.5, "rules+recogniser", why)


def _listed(view: View, span: Span, named: Set[str]) -> Candidate | None:
    """An ambiguous listed name that the rules did not see meant, and the recogniser does."""
    if span.score < _LISTED:
        return None
    for found in view.found.get(span.first, ()):
        if not_a_place(view, found):
            continue
        for alias in found.aliases:
            everyday = found.last - found.first == 1 and view.words[found.first].any & Is.COMMON
            elsewhere = alias.entry.type is LOC and alias.entry.country not in named
            if everyday and (span.score < _LISTED_EVERYDAY or elsewhere):
                continue  # «سيول» are floods where nothing else is of Korea
            if found.last == span.last and alias.entry.type is span.type and alias.mode.value == "word":
                why = f"listed name «{alias.text}», also a common word: the recogniser agrees ({span.score:.2f})"
                return candidate_of(found, alias, why, span.score)
    return None


def _agreed(doubtful: dict[int, Candidate], span: Span) -> Candidate | None:
    """A sequence of names that the rules doubt."""
    item = doubtful.get(span.first)
    if item is None or span.type is not PER or item.last - item.first < 2 or span.score < _AGREED:
        return None
    why = f"a sequence of names; the recogniser agrees ({span.score:.2f})"
    return Candidate(item.first, item.last, item.split, PER, span.score, "rules+recogniser", why)


def _believed(view: View, span: Span) -> Candidate | None:
    """A span that no rule knows of, cut to the name."""
    words = view.words
    first, last = span.first, span.last
    outside = Is.MARK | Is.TITLE | (Is.NATION if span.type is PER else 0)
    while first < last and words[first].classes & outside:
        first += 1
    if span.type is PER and last - first > 2 and _joined_nationality(words[first]):
        first += 1  # «(الأميركي باراك أوباما) والكوبي راؤول كاسترو»
    if span.type is PER:
        for at in range(first + 1, last):
            if _joined(words[at]):
                last = at  # «محمد وعبدالعزيز» are two
                break
    while last > first and words[last - 1].classes & Is.MARK:
        last -= 1
    if (
        span.type is EntityType.LOC
        and last - first == 2
        and words[last - 1].classes & (Is.NATION | Is.QUALIFIER)
    ):
        if (
            words[first].definite
            and words[last - 1].folded.endswith("ه")
            and not words[first].folded.endswith("ه")
        ):
            last -= 1  # «(دول) الخليج العربية»
    if first == last:
        return None
    single = last - first == 1
    titled = span.type is PER and not single and first > 0 and words[first - 1].any & Is.TITLE
    if span.score < (_TITLED if titled else (_LEAST_ALONE if single else _LEAST)[span.type]):
        return None
    if any(len(word.text) != len(word.folded) and _TANWIN.search(word.text) for word in words[first:last]):
        return None
    if single and any(not_a_place(view, found) for found in view.found.get(first, ())):
        return None  # «غرب تكساس»
    if span.type is ORG and last - first == 2 and _generic(words[first], words[first + 1]):
        return None
    if single and span.type in (LOC, PER) and _nationality(view, words[first]):
        return None  # «وفدا يونانيا»
    if single and span.type is not ORG and _in_dictionary(view, words[first]):
        return None
    if single and words[first].classes & Is.KUNYA:
        return None  # «أبو» alone is half a name
    if single and first and _adjective_behind(words[first - 1], words[first]):
        return None  # «المشروبات الغازية»
    if single and span.type is not EntityType.ORG and words[first].folded.endswith(_PRONOUNS):
        if not words[first].any:
            return None  # «(بدوله) ومؤسساته»
    if single and span.type is EntityType.MISC and words[first].any & (Is.ORG_OUT | Is.PLACE_OUT):
        return None  # «ميليشيا»
    if single and words[first].any & _EVERYDAY_MASK:
        return None  # an everyday word alone: the rules have looked at its neighbours and said no
    if span.type is PER:
        if any(_no_part_of_name(view, at, first) for at in range(first, last)):
            return None
    split = opening_split(words[first])
    if (
        first
        and split.clitics == ("و",)
        and words[first - 1].any & Is.REPORT
        and not words[first].readings[1:]
    ):
        split = NO_SPLIT  # «وقال ويلكينز»: no «and» follows a verb of saying
    why = f"the recogniser's span ({span.score:.2f})"
    return Candidate(first, last, split, span.type, span.score, "recogniser", why)


def _joined_nationality(word: Word) -> bool:
    """Tell whether a word is و and a nationality with article."""
    return any(r.split.clitics == ("و",) and r.definite and r.classes & Is.NATION for r in word.readings)


def _adjective_behind(before: Word, word: Word) -> bool:
    """Tell whether a word is rather the adjective of a feminine noun with article before it."""
    if not word.definite or not word.folded.endswith("يه") or word.any & NAME:
        return False
    return before.definite and before.folded.endswith(("ات", "ه")) and not before.any & (Is.TITLE | NAME)


def _no_part_of_name(view: View, at: int, first: int) -> bool:
    """Tell whether the word at `at` is an everyday word; behind أبو any word is part of a name."""
    word = view.words[at]
    if not word.classes & _NO_NAME or word.classes & NAME:
        return False
    return not (at > first + 1 and view.words[at - 1].classes & Is.KUNYA)


def _in_dictionary(view: View, word: Word) -> bool:
    """Tell whether a word is an ordinary one, or the accusative of one («دولارا»)."""
    if word.classes & Is.ORDINARY:
        return True
    folded = word.folded
    if folded.endswith("يا") and len(folded) > 4 and view.vocabulary.word(folded[:-1]).classes & Is.WEAK:
        return True  # «(حظر تجول) ليليا»
    if folded.endswith(("ين", "ان")) and not word.any and not word.definite and len(folded) > 4:
        return bool(view.vocabulary.word(folded[:-2]).classes & Is.COMMON)  # «دولارين»
    return folded.endswith("ا") and bool(view.vocabulary.word(folded[:-1]).classes & _DICTIONARY)


def _generic(head: Word, qualifier: Word) -> bool:
    """«المنظمة الدولية»: a head and one qualifier name nobody."""
    heads = Is.DEFINITE_HEAD | Is.CONSTRUCT | Is.CONSTRUCT_WEAK
    return head.definite and bool(head.classes & heads and qualifier.classes & Is.QUALIFIER)


def _nationality(view: View, word: Word) -> bool:
    """Tell whether a word is a nationality in the accusative, or an adjective of a listed country."""
    if word.folded.endswith("ا") and view.vocabulary.word(word.folded[:-1]).any & Is.NATION:
        return True
    if not word.folded.endswith(("ي", "يه")):
        return False
    country = word.folded.removesuffix("ه") + "ا"  # «أوكراني», of أوكرانيا
    return any(start[1].cut == 0 for start in view.vocabulary.word(country).starts)


def _joined(word: Word) -> bool:
    """Tell whether a word is و and a name."""
    if not word.classes & ~Is.ORDINARY and word.folded.startswith("وال"):
        return True
    return not word.classes & ~Is.ORDINARY and any(
        reading.split.clitics == ("و",) and reading.classes & NAME for reading in word.readings
    )


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
    for split in word.splits:
        if split.clitics and split.rest.startswith("ال") and len(split.rest) > 4:
            return split
    if word.folded.startswith("و") and len(word.folded) > 4:
        return Split(("و",), 1, word.folded[1:])
    return NO_SPLIT
