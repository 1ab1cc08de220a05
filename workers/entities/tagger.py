"""Tag a document: every entity named in it, told apart and linked.

The order of trust: a listed name that nothing else is called; a name made by a head noun or by name
lists; a listed name that its neighbours confirm; a short name whose full form the article gives; what
the recogniser adds where none of these overlaps it.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Self

from topics import EntityType
from workers.entities import ambiguity
from workers.entities.clitics import Split
from workers.entities.clubs import of_sport, take_clubs
from workers.entities.coreference import Registry, stands_as_name
from workers.entities.gazetteer import FULL, LONE, SHORT, load_gazetteer
from workers.entities.linking import Link, link
from workers.entities.matcher import Matcher
from workers.entities.mentions import LinkedMention
from workers.entities.merging import recognised
from workers.entities.recogniser import Recogniser, Span
from workers.entities.rests import Rests
from workers.entities.selection import Choice, candidate_of, choose
from workers.entities.spans import LOC, ORG, PER, Candidate, View
from workers.entities.vocabulary import Is, Vocabulary, Word
from workers.entities.word_lists import load_vocabulary
from workers.entities.word_sets import word_set
from workers.text.document import Document, FieldText
from workers.text.fold import unfold_offset

_SURE_ELSEWHERE = 0.6
"""The least score of a mention that lets the same word be a name in the article's other sentences."""
_MANNER = word_set("manner")
_FOREIGN_NAME = Is.SURNAME | Is.FOREIGN
_FIRST = attrgetter("first")


@contextmanager
def _no_collection() -> Iterator[None]:
    """Put off garbage collection: a list of 100,000 names makes no garbage, and loads thrice as fast."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Tagger:
    """Finds and links the entities of a document. Holds no state but bounded caches."""

    def __init__(
        self, matcher: Matcher, vocabulary: Vocabulary, recogniser: Recogniser | None = None
    ) -> None:
        """Use `matcher` for listed names and `recogniser`, where given, for those that no rule finds."""
        self._matcher = matcher
        self._shorts = _short_aliases(matcher)
        self._vocabulary = vocabulary
        self._rests = Rests(vocabulary)
        self._recogniser = recogniser

    @classmethod
    def load(cls, recogniser: Recogniser | None = None) -> Self:
        """Load the shipped gazetteer and word lists; takes well under a second."""
        with _no_collection():
            vocabulary = load_vocabulary()
            matcher = Matcher(load_gazetteer(), vocabulary.everyday())
            vocabulary.use(matcher.starts_of_all)
        return cls(matcher, vocabulary, recogniser)

    def recognise(self, documents: Sequence[Document]) -> list[tuple[Span, ...]]:
        """Return what the recogniser, if there is one, finds in each document, for `tag`."""
        if self._recogniser is None:
            return [() for _ in documents]
        return self._recogniser.recognise_all(documents)

    def tag(self, document: Document, spans: Sequence[Span] | None = None) -> tuple[LinkedMention, ...]:
        """Return the mentions of title and text, in reading order; spans of one field never overlap.

        `spans` are what `recognise` found in the document, where it was asked before.
        """
        if spans is None:
            spans = self.recognise((document,))[0]
        views = [View(field, self._vocabulary, self._matcher) for field in document.fields]
        named = _countries(views)
        choices = [choose(view, named) for view in views]
        take_clubs(views, choices)
        _known_words(views, choices, self._rests)
        links = _resolve(views, choices, named, self._shorts, self._rests)
        if spans:
            self._recognised(spans, views, choices, named, links)
        _named_again(views, choices, links, self._rests)
        mentions = []
        for view, choice in zip(views, choices, strict=True):
            choice.chosen.sort(key=_FIRST)
            sentences, sentence = view.field.sentences, 0
            for item in choice.chosen:
                while item.first >= sentences[sentence].last:
                    sentence += 1
                mentions.append(_mention(view.field, item, links[id(item)], sentence))
        return tuple(mentions)

    def _recognised(
        self,
        spans: Sequence[Span],
        views: list[View],
        choices: list[Choice],
        named: set[str],
        links: dict[int, Link],
    ) -> None:
        """Add what the recogniser found: full names, the short names of their bearers, single words."""
        known = {
            links[id(item)].tokens[0]: item.type
            for choice in choices
            for item in choice.chosen
            if item.last - item.first == 1 and item.type is LOC
        }
        by_field = [[span for span in spans if span.field is view.field.field] for view in views]
        for alone in (False, True):
            people = 0
            for view, choice, mine in zip(views, choices, by_field, strict=True):
                more = list(recognised(view, choice, mine, alone=alone, named=named, known=known))
                choice.chosen.extend(more)
                people += sum(item.type is PER for item in more)
                for item in choice.chosen if choice.replaced else more:
                    if id(item) not in links:
                        links[id(item)] = link(view, item, named, frozenset())
            if people and not alone:
                _resolve(views, choices, named, self._shorts, self._rests, links)


def _countries(views: list[View]) -> set[str]:
    """Return the countries that the article names, by name or nationality."""
    table = ambiguity.nations()
    named: set[str] = set()
    for view in views:
        named.update(table[stem] for stem in view.nations if stem in table)
        for here in view.found.values():
            aliases = here[0].aliases
            if len(aliases) == 1 and aliases[0].entry.type is not LOC:
                continue
            countries = {
                alias.entry.country
                for alias in aliases
                if alias.mode is FULL and alias.entry.country and alias.entry.type is LOC
            }
            if len(countries) == 1:  # «طرابلس» says of neither Libya nor Lebanon that it is meant
                named |= countries
    return named


def _known_words(views: list[View], choices: list[Choice], rests: Rests) -> None:
    """Accept ambiguous names of entities that the article names beyond doubt elsewhere."""
    if not any(choice.words for choice in choices):
        return
    chosen = [item.aliases[0].entry for choice in choices for item in choice.chosen if item.aliases]
    known = {entry.id for entry in chosen}
    sport = of_sport(views, choices, rests)
    for view, choice in zip(views, choices, strict=True):
        taken = choice.taken() if choice.words else set()
        for found, alias in choice.words:
            named_before = alias.entry.id in known or (sport and alias.entry.kind == "club")
            if not named_before or found.first in taken:
                continue
            sentence = view.field.sentences[view.field.sentence_of(found.first)]
            if alias.entry.type is ORG:
                why = ambiguity.organisation_meant(view, found, alias, sentence.first, sentence.last, True)
            else:
                why = ambiguity.place_again(view, found, sentence.first, sentence.last)
            if why is not None:
                text = f"listed name «{alias.text}», also a common word: {why}"
                choice.chosen.append(candidate_of(found, alias, text, 0.85))
                taken.update(range(found.first, found.last))


def _lasting(kind: EntityType, word: Word) -> bool:
    """Tell whether a word, once it is a name, is one throughout the article: new words and foreign names."""
    if word.text.endswith(("\u064b", "\u064bا", "ا\u064b")):
        return False  # «آيلًا»
    if kind is LOC:
        return not word.any
    return kind is PER and 0 != word.any == word.any & _FOREIGN_NAME and not word.definite


def _named_again(views: list[View], choices: list[Choice], links: dict[int, Link], rests: Rests) -> None:
    """Find the other mentions of a person or place that no list has («باردير») and one sentence gave away."""
    known: dict[str, Candidate] = {}
    for view, choice in zip(views, choices, strict=True):
        for item in choice.chosen:
            if item.last - item.first > 1 or item.aliases or item.score < _SURE_ELSEWHERE:
                continue
            word = view.words[item.first]
            if _lasting(item.type, word) and (word.any or view.vocabulary.is_new(word)):
                known.setdefault(item.split.rest or word.folded, item)
    if not known:
        return
    for view, choice in zip(views, choices, strict=True):
        taken = choice.taken()
        for at in rests.among(view.field, view.words, known.keys()):
            if at in taken:
                continue
            word = view.words[at]
            if at and view.words[at - 1].folded in _MANNER:
                continue  # «أيام حداد»
            split, item = next((s, known[s.rest]) for s in word.splits if s.rest in known)
            if not _lasting(item.type, word):
                continue
            why = f"named elsewhere in the article ({item.why})"
            again = Candidate(at, at + 1, split, item.type, _SURE_ELSEWHERE, "coreference", why)
            choice.chosen.append(again)
            links[id(again)] = links[id(item)]


def _short_aliases(matcher: Matcher) -> dict[str, list[tuple[str, ...]]]:
    """Return the listed short names of every person, by id."""
    shorts: dict[str, list[tuple[str, ...]]] = {}
    for alias in matcher.aliases:
        if alias.mode in (SHORT, LONE) and alias.entry.type is PER:
            shorts.setdefault(alias.entry.id, []).append(alias.tokens)
    return shorts


def _resolve(
    views: list[View],
    choices: list[Choice],
    named: set[str],
    shorts: dict[str, list[tuple[str, ...]]],
    rests: Rests,
    links: dict[int, Link] | None = None,
) -> dict[int, Link]:
    """Link the full names, then the short ones to them; adds the short ones to `choices`.

    What is in `links` already, by identity of the candidate, stays linked so.
    """
    links = {} if links is None else links
    sure = {
        item.aliases[0].entry.id for choice in choices for item in choice.chosen if len(item.aliases) == 1
    }
    registry = Registry()
    text_view, text_choice = views[1], choices[1]
    for view, choice in ((text_view, text_choice), (views[0], choices[0])):
        for item in choice.chosen:
            found = links.get(id(item))
            if found is None:
                links[id(item)] = found = link(view, item, named, sure)
            if item.type is PER:
                order = item.first if view is text_view else -1
                registry.add(found.tokens, order, found.entity_id, item)
                if len(found.tokens) > 1:
                    for form in shorts.get(found.entity_id, ()):
                        registry.add_form(form, order, found.entity_id, item)
    if not registry.forms:
        return links
    for view, choice in zip(views, choices, strict=True):
        _short_names(view, choice, registry, links, rests, in_title=view is not text_view)
    return links


def _short_names(
    view: View, choice: Choice, registry: Registry, links: dict[int, Link], rests: Rests, *, in_title: bool
) -> None:
    """Find the short names of the registry's people in one field."""
    taken = choice.taken()
    heads = registry.heads
    for at in rests.among(view.field, view.words, heads):
        if at in taken:
            continue
        sentence = view.field.sentences[view.field.sentence_of(at)]
        for split in view.words[at].splits:
            if split.rest not in heads:
                continue
            short = _short_at(view, at, sentence.first, sentence.last, split, registry, in_title)
            if short is None or not _free(choice, short[0], taken):
                continue
            candidate, full_name = short
            choice.chosen.append(candidate)
            links[id(candidate)] = links[id(full_name)]
            taken.update(range(candidate.first, candidate.last))
            break
    # A lone famous name follows another bearer that the article named in full.
    for item in choice.chosen:
        if item.type is PER and item.aliases and item.aliases[0].mode is not FULL:
            bearer = registry.bearer(item.aliases[0].tokens, None if in_title else item.first)
            if bearer is not None and not registry.knows(item.aliases[0].entry.id):
                links[id(item)] = links[id(bearer.candidate)]


def _free(choice: Choice, name: Candidate, taken: set[int]) -> bool:
    """Tell whether no other name stands in the way; a part of a full name gives way («جيب [بوش]»)."""
    if taken.isdisjoint(range(name.first, name.last)):
        return True
    if name.last - name.first == 1:
        return False
    inside = [item for item in choice.chosen if item.first < name.last and name.first < item.last]
    if any(i.type is not PER or i.first < name.first or i.last > name.last for i in inside):
        return False
    if any(item.last - item.first > 1 for item in inside):
        return False
    choice.replaced.extend(inside)
    choice.chosen[:] = [item for item in choice.chosen if item not in inside]
    return True


def _short_at(
    view: View, at: int, first: int, limit: int, split: Split, registry: Registry, in_title: bool
) -> tuple[Candidate, Candidate] | None:
    for size in (3, 2, 1):
        if at + size > limit:
            continue
        form = (split.rest, *(word.folded for word in view.words[at + 1 : at + size]))
        bearer = registry.bearer(form, None if in_title else at)
        if bearer is None:
            continue
        why = stands_as_name(view, at, at + size, (first, limit), given=bearer.given, cut=split.cut)
        if why is None:
            continue
        text = f"short for a person whom the article names in full ({why})"
        return Candidate(at, at + size, split, PER, 0.85, "coreference", text), bearer.candidate
    return None


def _mention(field: FieldText, item: Candidate, found: Link, sentence: int) -> LinkedMention:
    start = field.starts[item.first] + unfold_offset(field.words[item.first], item.split.cut)
    end = field.ends[item.last - 1]
    why = item.why
    if item.split.clitics:
        why += f"; behind {'، '.join(item.split.clitics)}"
    # By position: twenty keywords cost seven times as much.
    return LinkedMention(
        field.text[start:end],
        field.field,
        start,
        end,
        item.first,
        item.last,
        sentence,
        item.type,
        found.entity_id,
        found.label,
        found.label_en,
        item.score,
        item.tagger,
        item.aliases[0].text if item.aliases else None,
        item.split.clitics,
        f"{why}; {found.why}",
        found.country,
        found.latitude,
        found.longitude,
    )
