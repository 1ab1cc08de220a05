"""Choose among the names that may stand at each position of a field: the longest that is meant wins."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from workers.entities import ambiguity
from workers.entities.gazetteer import FULL, LONE, SHORT, WORD, Alias
from workers.entities.given_away import (
    beside_direction,
    family_ends,
    family_follows,
    joined_to_person,
    of_role,
    pattern,
)
from workers.entities.institutions import institution_at, royal_at
from workers.entities.matcher import Found
from workers.entities.persons import person_at, titled_at
from workers.entities.places import announced_at, compound_place_at, facility_at, place_after_head
from workers.entities.qualifying import relational
from workers.entities.spans import LOC, NO_SPLIT, ORG, PER, Candidate, View
from workers.entities.titles import title_before
from workers.entities.vocabulary import NAME, OPENS, OPENS_FACILITY, OPENS_INSTITUTION, OPENS_PERSON, Is, Word
from workers.entities.word_sets import word_set

_NO_PART = word_set("no_part")
_DEEDS = word_set("place_heads_and_deeds")


@dataclass(slots=True)
class Choice:
    """What was chosen in one field, and what waits for the rest of the article."""

    chosen: list[Candidate] = field(default_factory=list)
    doubtful: list[Candidate] = field(default_factory=list)
    """Names in the shape of a person's that need the recogniser's agreement."""
    short: list[Found] = field(default_factory=list)
    """Short names of listed people, to be resolved against the full names."""
    replaced: list[Candidate] = field(default_factory=list)
    """Candidates that gave way to longer ones: kept, since links go by the identity of a candidate."""
    words: list[tuple[Found, Alias]] = field(default_factory=list)
    """Ambiguous names that are meant if the article names the entity elsewhere."""

    def taken(self) -> set[int]:
        """Return the tokens of what was chosen."""
        taken: set[int] = set()
        for item in self.chosen:
            if item.last - item.first == 1:
                taken.add(item.first)
            else:
                taken.update(range(item.first, item.last))
        return taken


def choose(view: View, named: AbstractSet[str]) -> Choice:
    """Return the names of one field; `named` are the countries that the article names."""
    choice = Choice()
    words, sentences = view.words, iter(view.field.sentences)
    first = limit = free = 0
    after_head: Candidate | None = None
    """A name that a head noun outside of it announces, at a later position."""
    heads: dict[int, Candidate] = {}
    for at in view.keen:
        while at >= limit:
            sentence = next(sentences)
            first, limit = sentence.first, sentence.last
        if heads:
            after_head = heads.pop(min(heads))
            if after_head.first < at and after_head.first >= free:
                choice.chosen.append(after_head)
                free, after_head = after_head.last, None
            elif after_head.first != at:
                after_head = None
        if at < free:
            after_head = None
            continue
        best = _listed(view, at, first, limit, named, choice) if at in view.found else None
        if after_head is not None:
            best = _longer(best, after_head)
            if best is not after_head and best is not None and best.type is PER:
                if words[at - 1].stem not in _DEEDS:
                    best = after_head  # «مدينة صباح الأحمد», but «مقاطعة ميسي للمباراة»
            after_head = None
        if words[at].any & Is.SUFFIX and (named_by := _by_suffix(view, at, first, choice)) is not None:
            choice.chosen.append(named_by)
            free = named_by.last
            continue
        if words[at].any & OPENS:
            best = _longer(best, _shaped(view, at, first, limit, heads, best, choice))
        if best is not None:
            choice.chosen.append(best)
            free = best.last
    choice.chosen.extend(head for head in heads.values() if head.first >= free)
    if view.titles:
        _titled(view, choice)
    choice.chosen += list(of_role(view, choice.chosen))
    choice.chosen += list(beside_direction(view, choice.chosen))
    return choice


def _titled(view: View, choice: Choice) -> None:
    """Add the names that only the title before them shows."""
    taken: set[int] | None = None
    for position in view.titles:
        limit = view.field.sentences[view.field.sentence_of(position)].last
        person = titled_at(view, position, limit)
        if person is None:
            continue
        taken = choice.taken() if taken is None else taken
        if person.first in taken:
            _give_way(view, choice, person.first, taken)
        if taken.isdisjoint(range(person.first, person.last)):
            why = f"new words after «{view.words[position].text}»"
            choice.chosen.append(pattern(person.first, person.last, NO_SPLIT, PER, 0.7, why))


def _rather_family(view: View, word: Word) -> bool:
    """Tell whether a word is a family name and nothing else, or a new word that looks like no verb."""
    if word.definite or word.any & ~(NAME | Is.FOREIGN):
        return False
    return word.any != 0 or (word.folded[0] not in "يتسناولبفك" and view.vocabulary.is_new(word))


def _give_way(view: View, choice: Choice, at: int, taken: set[int]) -> None:
    """Drop the place or club of one word at `at`: a name goes on there («المدرب الصربي ميلان رادوفيتش»)."""
    for item in choice.chosen:
        if item.first == at and item.last == at + 1 and item.type is PER and item.aliases:
            following = view.words[at + 1]
            if item.aliases[0].mode is LONE and _rather_family(view, following) and at + 1 not in view.found:
                choice.chosen.remove(item)
                taken.discard(at)  # «الحارس الأرجنتيني ميسي فرنانديز»
            return
        if item.first == at and item.last == at + 1 and item.type is not PER:
            if not item.aliases or item.aliases[0].entry.kind != "country":
                choice.chosen.remove(item)
                taken.discard(at)
            return


def _longer(one: Candidate | None, other: Candidate | None) -> Candidate | None:
    if one is None:
        return other
    if other is None:
        return one
    return other if other.last - other.first > one.last - one.first else one


def _listed(
    view: View, at: int, first: int, limit: int, named: AbstractSet[str], choice: Choice
) -> Candidate | None:
    """Return the longest listed name at `at` that is meant here."""
    for found in view.found.get(at, ()):
        alias, why, score = _meant(view, found, first, limit, named, choice)
        if alias is not None:
            return candidate_of(found, alias, why, score)
    return None


def candidate_of(found: Found, alias: Alias, why: str, score: float) -> Candidate:
    """Return the candidate of a listed name; all its bearers of that type stay in `aliases`."""
    aliases = found.aliases
    if aliases[0] is not alias:
        aliases = (alias, *[other for other in aliases if other is not alias])
    first, split = found.first, found.split
    if alias.skip:
        first, split = first + alias.skip, NO_SPLIT
    return Candidate(first, found.last, split, alias.entry.type, score, "gazetteer", why, aliases)


def _meant(
    view: View, found: Found, first: int, limit: int, named: AbstractSet[str], choice: Choice
) -> tuple[Alias | None, str, float]:
    spelled = f", spelling differs by {found.price}" if found.price else ""
    score = 1.0 - 0.05 * found.price
    for alias in found.aliases:
        if alias.mode is WORD and alias.entry.type is ORG and len(found.aliases) > 1:
            why = ambiguity.organisation_head(view, found, alias, first)
            if why is not None:
                return alias, f"listed name «{alias.text}», also the name of something else: {why}", score
    for alias in found.aliases:
        if alias.mode is FULL and not _unlikely(view, found, alias, first, named):
            return alias, f"listed name «{alias.text}»{spelled}", score
    for alias in found.aliases:
        if alias.mode is LONE and not ambiguity.lone_denied(view, found, first):
            return alias, f"listed short name «{alias.text}», which stands alone{spelled}", 0.95 * score
    shorts = [alias for alias in found.aliases if alias.mode is SHORT]
    if shorts:
        title = title_before(view, found.first, first) if not found.split.cut else None
        if title is not None:
            fitting = [a for a in shorts if ambiguity.title_fits(title, a, ambiguity.nations())]
            if len({alias.entry.id for alias in fitting}) == 1:
                return fitting[0], f"listed short name «{fitting[0].text}» with the title «{title.text}»", 0.9
        choice.short.append(found)
    for alias in found.aliases:
        if alias.mode is not WORD:
            continue
        if alias.entry.type is LOC:
            why = ambiguity.place_meant(view, found, first, limit, named)
        else:
            why = ambiguity.organisation_meant(view, found, alias, first, limit, False)
        if why is not None:
            return alias, f"listed name «{alias.text}», also a common word: {why}", 0.9
        choice.words.append((found, alias))
    return None, "", 0.0


def _unlikely(view: View, found: Found, alias: Alias, first: int, named: AbstractSet[str]) -> bool:
    """A small place behind «like» is a chance likeness («كورونا» is not ك and a town) where nothing else
    names its country, and so is a place behind a letter of a personal name («كلاوس» is not ك and لاوس).
    """
    if alias.entry.type is LOC and ambiguity.not_a_place(view, found):
        return True
    if alias.entry.kind == "country" and ambiguity.adjective(view, found, first):
        return True
    word = view.words[found.first]
    if found.split.cut and found.last - found.first == 1 and word.classes & (Is.FOREIGN | Is.GIVEN):
        following = view.words[found.last] if found.last < len(view.words) else None
        if following is not None and not following.definite and not following.classes & ~(NAME | Is.ORDINARY):
            return True
    small = alias.entry.kind == "city" and not alias.entry.id.startswith("Q")
    return small and found.split.clitics[-1:] == ("ك",) and alias.entry.country not in named


def _shaped(
    view: View,
    at: int,
    first: int,
    limit: int,
    heads: dict[int, Candidate],
    listed: Candidate | None,
    choice: Choice,
) -> Candidate | None:
    """Return the longest unlisted name at `at`, by its head noun or by name lists."""
    kinds = view.words[at].any
    best: Candidate | None = None
    if kinds & OPENS_INSTITUTION:
        institution = institution_at(view, at, limit)
        if institution is not None and institution.listed is not None:
            aliases = institution.listed.aliases
            score, why = 0.9, f"{institution.why} «{aliases[0].text}»"
            best = Candidate(at, institution.last, institution.split, ORG, score, "gazetteer", why, aliases)
        elif institution is not None and not _object_behind(view, listed, institution.last):
            best = pattern(institution.first, institution.last, institution.split, ORG, 0.85, institution.why)
    if kinds & OPENS_FACILITY:
        facility = facility_at(view, at, limit)
        if facility is not None:
            place = pattern(facility.first, facility.last, facility.split, LOC, 0.8, facility.why)
            best = _longer(best, place)
    if kinds & Is.PLACE_START:
        compound = compound_place_at(view, at, first, limit)
        if compound is not None:
            place = pattern(compound.first, compound.last, compound.split, LOC, 0.7, compound.why)
            best = _longer(best, place)
    if kinds & Is.PLACE_OUT and best is None:
        royal = royal_at(view, at, limit)
        if royal is not None:
            return pattern(royal.first, royal.last, royal.split, LOC, 0.8, royal.why)
        after = place_after_head(view, at, limit)
        if after is not None:
            heads[after.first] = pattern(after.first, after.last, after.split, LOC, 0.7, after.why)
    if kinds & Is.ANNOUNCED and best is None:
        named_so = announced_at(view, at, limit)
        if named_so is not None:
            heads[named_so.first] = pattern(named_so.first, named_so.last, NO_SPLIT, ORG, 0.7, named_so.why)
    if kinds & OPENS_PERSON:
        best = _longer(best, _person(view, at, first, limit, listed, choice))
    return best


def _object_behind(view: View, listed: Candidate | None, last: int) -> bool:
    """Tell whether a rule makes a listed organisation longer by what is no attribute of it («مجلس الأمن التدخل»),
    or by a person's name («عميد جامعة الملك فيصل خالد الفلاني»).
    """
    if listed is None or listed.type is not ORG or last <= listed.last:
        return False
    if listed.aliases[0].mode is not FULL or listed.last - listed.first < 2:
        return False
    word = view.words[listed.last]
    if word.classes & Is.GIVEN and last > listed.last + 1:
        return True
    return word.definite and not relational(word)


def _by_suffix(view: View, at: int, first: int, choice: Choice) -> Candidate | None:
    """Return the organisation whose second word stands at `at`: «أتلانتا يونايتد», «راي نيوز»."""
    if at == first:
        return None
    before, why = view.words[at - 1], f"a name before «{view.words[at].text}»"
    last = choice.chosen[-1] if choice.chosen else None
    if last is not None and last.last == at:
        if last.type is not LOC or last.last - last.first > 1:
            return None
        choice.chosen.pop()
        return pattern(last.first, at + 1, last.split, ORG, 0.8, why)
    if not view.vocabulary.is_new(before) and not before.classes & Is.FOREIGN:
        return None
    return pattern(at - 1, at + 1, NO_SPLIT, ORG, 0.75, why)


def _person(
    view: View, at: int, first: int, limit: int, listed: Candidate | None, choice: Choice
) -> Candidate | None:
    person = person_at(view, at, limit)
    if listed is not None and listed.type is LOC and listed.aliases[:1]:
        entry = listed.aliases[0].entry
        if entry.kind == "country" or entry.id.startswith("Q"):
            return None  # «إيران النووي» is no person, though Iran is a given name
    if person is None or (listed is not None and person.last <= listed.last):
        return None
    if listed is not None and listed.type is PER and not _other_person(view, listed, person.last):
        alone = listed.last - listed.first == 1 and view.words[at].classes & Is.FOREIGN
        if not alone:
            return None  # but «فرانشيسكو مانتيني» is not the Francis whom a list has
    if person.sure and (person.parts > 1 or person.last - person.first > 1):
        why = "a sequence of personal names"
        title = title_before(view, at, first) if not person.split.cut else None
        last = person.last
        if title is not None:
            why += f" after «{title.stem}»"
        if person.parts <= 2 and (title is not None or (at > first and view.words[at - 1].any & Is.REPORT)):
            last += family_ends(view, last, limit)
        return pattern(at, last, person.split, PER, 0.9 if title else 0.8, why)
    title = title_before(view, at, first) if not person.split.cut else None
    relation = title is not None and title.stem in view.vocabulary.relations
    more = title is not None and family_follows(view, person.last, limit)
    if title is not None and (person.parts > 1 or more or (title.direct and (person.given_sure or relation))):
        why = f"a personal name after «{title.text}»"
        last = person.last + more  # «النائب فرهنك باموكجي»: a family name that no list has
        return pattern(at, last, person.split, PER, 0.75, why)
    if title is None and person.parts > 1 and joined_to_person(view, at, person.split, choice.chosen):
        why = "a sequence of names joined to a person's by و"
        return pattern(at, person.last, person.split, PER, 0.7, why)
    choice.doubtful.append(pattern(at, person.last, person.split, PER, 0.5, "may be a personal name"))
    return None


def _other_person(view: View, listed: Candidate, last: int) -> bool:
    """A listed full name that goes on is another person («محمد صلاح العزب»), unless it has three
    parts or is foreign, or what follows is a place («زار محمد شياع السوداني مسقط»).
    """
    names = sum(token not in _NO_PART for token in listed.aliases[0].tokens)
    if last == listed.last + 1 and any(
        alias.entry.type is LOC for found in view.found.get(listed.last, ()) for alias in found.aliases
    ):
        return False
    return names < 3 and last > listed.last and not listed.aliases[0].foreign
