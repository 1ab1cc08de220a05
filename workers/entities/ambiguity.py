"""Decide by the neighbours whether a word that is also something else names a listed entity.

Every decision is a sentence that says why, or None where the name is not meant.
"""

import re
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any

from topics import EntityType
from workers.entities.gazetteer import Alias, Mode
from workers.entities.matcher import Found
from workers.entities.spans import QUOTES, View
from workers.entities.titles import Title
from workers.entities.vocabulary import Is, Word
from workers.entities.word_sets import word_set
from workers.entities.yaml_files import DATA, read_yaml
from workers.text.fold import fold

_AFTER_SUBJECT = word_set("after_subject")
_BEFORE_CLAUSE = word_set("before_clause")
_ADVERBS = word_set("adverbs")
_EVENTS = word_set("events")
_TWO_SIDED = word_set("two_sided")
_AGAINST_CLUBS = frozenset(("مع", "علي", "امام", "ضد", "في", "من", "الي"))


@cache
def _cues() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the cue words by kind of organisation, and the roles that each title fits."""
    data: dict[str, Any] = read_yaml("cues.yaml")
    cues = {
        kind: frozenset(fold(word) for word in words) for kind, words in data["organisation_cues"].items()
    }
    fits = {fold(title): frozenset(roles) for title, roles in data["title_fits"].items()}
    return cues, fits


def title_fits(title: Title, alias: Alias, nations: dict[str, str]) -> bool:
    """Tell whether the person of `alias` may bear this title; `nations` maps adjectives to countries."""
    entry = alias.entry
    _, fits = _cues()
    roles = entry.kind.split(",")
    if not fits.get(title.stem, frozenset()).intersection(roles):
        return False
    stated = {nations[stem] for stem in title.nations if stem in nations}
    return not stated or entry.country in stated


def place_meant(view: View, found: Found, first: int, limit: int, named: AbstractSet[str]) -> str | None:
    """Say why an ambiguous word names a place here; `named` are the countries of the article."""
    words = view.words
    entry = found.aliases[0].entry
    if "إب" in entry.label and "إ" not in words[found.first].text:
        return None  # «آب» is August
    after = words[found.last] if found.last < limit else None
    before_at = view.previous(found.first, first)
    before = words[before_at] if before_at >= 0 and not found.split.cut else None
    if before is not None and any(r.classes & Is.PLACE_OUT and not r.definite for r in before.readings):
        return f"after the head noun «{before.text}»"
    if (
        after is not None
        and after.definite
        and after.classes & Is.NATION
        and _of_country(after.stem, entry.country)
    ):
        return f"before «{after.text}»"
    if after is not None and after.text in "،,و" and _place_at(view, found.last + 1, limit):
        return "beside another place"
    if after is not None and _place_behind_and(view, found.last):
        return "beside another place"
    if "و" in found.split.clitics[:1] and _place_ends_at(view, found.first, first):
        return "beside another place"
    preposition = before is not None and before.any & Is.PREPOSITION
    attached = bool(found.split.clitics) and found.split.clitics[-1] in "بل"
    single = found.last - found.first == 1
    definite = words[found.first].definite or found.split.rest.startswith("ال")
    closes = after is None or after.classes & (
        Is.MARK | Is.DIRECTION | Is.FUNCTION | Is.AFTER_NAME | Is.REPORT
    )
    if entry.kind == "city" and entry.id.startswith("Q") and not definite and not attached:
        if entry.country in named and (before is None or before.classes & Is.MARK or before.any & Is.REPORT):
            return f"a capital where a subject stands, in an article that names its country ({entry.country})"
    if not preposition and not attached:
        if (
            entry.kind == "city"
            and entry.id.startswith("Q")
            and before is not None
            and _feminine_verb(before)
        ):
            return f"after the verb «{before.text}», which is feminine as a town"
        return None
    if after is not None and after.classes & Is.DIRECTION:
        return "after a preposition, before a direction"
    if entry.kind == "city" and entry.id.startswith("Q") and not definite and closes:
        if found.split.clitics == ("ب",) or (before is not None and before.folded == "في"):
            return "a well-known city behind «in»"
    if entry.kind == "city" and entry.id.startswith("Q") and entry.country in named and not definite:
        if found.split.clitics[-1:] == ("ب",):
            return f"after ب, in an article that names its country ({entry.country})"
    if entry.country in named and (closes or not single) and (not definite or attached or preposition):
        return f"after a preposition, in an article that names its country ({entry.country})"
    if closes and not definite and preposition and (after is None or not after.classes & Is.FUNCTION):
        return "after a preposition, at the end of a phrase"
    return None


def _feminine_verb(word: Word) -> bool:
    """Tell whether a word is a verb in the feminine («وافقت»), by its ending: no noun in ات, no name."""
    folded = word.folded
    if not folded.endswith("ت") or folded.endswith("ات") or len(folded) < 5 or word.definite:
        return False
    if word.any & Is.REPORT:
        return not word.any & ~(Is.ORDINARY | Is.REPORT | Is.COMMON)
    return not word.any & ~Is.ORDINARY


def organisation_meant(
    view: View, found: Found, alias: Alias, first: int, limit: int, known: bool
) -> str | None:
    """Say why an ambiguous word names an organisation here; `known`: the article has named it already."""
    words = view.words
    cues, _ = _cues()
    kinds = alias.entry.kind.split(",")
    at = view.previous(found.first, first)
    if at >= 0 and not found.split.cut:
        stems = {reading.stem for reading in words[at].readings if not reading.definite}
        for kind in kinds:
            hit = stems & cues.get(kind, frozenset())
            if hit:
                return f"after «{words[at].text}»"
        club = kinds == ["club"] and words[at].folded in _AGAINST_CLUBS
        if (club or words[at].folded in ("في", "من")) and at - 1 >= first:
            stems = {reading.stem for reading in words[at - 1].readings}
            for kind in kinds:
                if stems & cues.get(kind, frozenset()):
                    return f"after «{words[at - 1].text} {words[at].text}»"
    quoted = found.first > first and words[found.first - 1].text in QUOTES
    quoted = quoted and found.last < limit and words[found.last].text in QUOTES
    if quoted and {"paper", "tv", "agency", "platform"}.intersection(kinds):
        return "a medium's name alone in quotation marks"
    for neighbour in _neighbours(view, found, first, limit):
        if neighbour.entry.type is EntityType.ORG and set(neighbour.entry.kind.split(",")).intersection(
            kinds
        ):
            return f"beside «{neighbour.text}»"
    if "company" in kinds and at >= 0 and not found.split.cut and _feminine_verb(words[at]):
        word = words[found.first]
        following = words[found.last] if found.last < limit else None
        if not word.definite and not word.any and following is not None and following.definite:
            return f"after the verb «{words[at].text}», which is feminine as a company"
    if not known:
        return None
    after = words[found.last] if found.last < limit else None
    before = words[at] if at >= 0 and not found.split.cut else None
    if found.split.clitics and found.split.clitics[-1] in "بك":
        return None
    if after is not None and after.definite and not after.classes & (Is.NATION | Is.TITLE):
        return None
    if after is not None and after.classes & Is.NATION and words[found.first].any & Is.DEFINITE_HEAD:
        return None  # «الاتحاد التركي» is the Turkish federation, not the club
    if before is not None and before.definite and words[found.first].definite and not reports(view, before):
        return None  # «نصح المسؤول الشباب»: an object
    if {"paper", "tv", "agency", "company", "strict"}.intersection(kinds):
        reported = before is not None and before.any & Is.REPORT
        return "the article has named this medium before" if reported else None
    sure_after = after is not None and after.folded in _AFTER_SUBJECT
    if before is not None and before.folded in _BEFORE_CLAUSE and not sure_after:
        return None
    closes = Is.MARK | Is.FUNCTION | Is.AFTER_NAME | Is.REPORT | Is.NATION
    if not words[found.first].definite and after is not None and not after.any & closes:
        return None
    return "the article has named it before"


def place_again(view: View, found: Found, first: int, limit: int) -> str | None:
    """Say why an ambiguous word names again a place that the article named beyond doubt."""
    at = view.previous(found.first, first)
    preposition = at >= 0 and view.words[at].any & Is.PREPOSITION and not found.split.cut
    attached = bool(found.split.clitics) and found.split.clitics[-1] in "بل"
    after = view.words[found.last] if found.last < limit else None
    if not preposition and not attached:
        return None
    if after is not None and after.definite and not after.classes & Is.NATION:
        return None
    return "the article has named it before"


def organisation_head(view: View, found: Found, alias: Alias, first: int) -> str | None:
    """Say which head noun just before an ambiguous word shows that the organisation is meant."""
    if "paper" in alias.entry.kind.split(",") and found.first == first + 1 and found.last < len(view.words):
        if view.words[first].text in QUOTES and view.words[found.last].text in QUOTES:
            return "a paper's name in quotation marks at the head of a sentence"
    at = view.previous(found.first, first)
    if at < 0 or found.split.cut:
        return None
    if view.words[at].folded == "ل" and found.first - at > 1 and found.last < len(view.words):
        medium = {"paper", "tv", "agency"}.intersection(alias.entry.kind.split(","))
        if medium and view.words[found.last].text in QUOTES:
            return "a medium's name alone in quotation marks after ل"  # «وقال لـ"الرياض"»
    stems = {reading.stem for reading in view.words[at].readings if not reading.definite}
    cues, _ = _cues()
    for kind in alias.entry.kind.split(","):
        if stems & cues.get(kind, frozenset()):
            return f"after «{view.words[at].text}»"
    return None


def lone_denied(view: View, found: Found, first: int) -> bool:
    """Tell whether a lone name is a common word here («بكل حماس», «بحماس»)."""
    if found.aliases[0].entry.type is EntityType.PER:
        return of_tribe(view, found.first, first) or particle(view, found.first)
    if found.split.clitics and found.split.clitics[-1] in "بك":
        return True
    at = view.previous(found.first, first)
    return (
        at >= 0 and view.words[at].readings[-1:] != () and view.words[at].readings[-1].stem in ("كل", "مزيد")
    )


def not_a_place(view: View, found: Found) -> bool:
    """Tell whether a listed place is none beside this neighbour («صلاة المغرب», «بنين وبنات»)."""
    if _of_event(view, found):
        return True
    words, at = view.words, found.last
    pairs = _not_places()
    if at < len(words) and (words[found.first].folded, words[at].folded) in pairs:
        return True
    return found.first > 0 and (words[found.first - 1].stem, words[found.first].folded) in pairs


@cache
def _not_places() -> frozenset[tuple[str, str]]:
    phrases = read_yaml("ambiguous.yaml")["not_places"]
    return frozenset((fold(one), fold(two)) for one, two in (phrase.split() for phrase in phrases))


_FEMININE = re.compile("ال(?:.*(?:ه|ات|اء)|ا..ا.|.[او]ا?.[^ن]?.|اسهم|ا.ا.ي|.{2}و.)")
"""With article, the shape of a feminine noun or of a plural of things."""


def _of_event(view: View, found: Found) -> bool:
    """Tell whether a place is part of the name of a fair or a festival: «مهرجان قرطاج الدولي»."""
    words = view.words
    at = found.first
    if not at or found.split.cut or found.last >= len(words):
        return False
    after = words[found.last]
    if not after.definite or after.classes & (Is.NATION | Is.FUNCTION) or not words[at - 1].rests:
        return False
    adjective = after.folded.endswith(("ي", "يه")) or after.classes & Is.ORDINAL
    return bool(adjective) and not _EVENTS.isdisjoint(words[at - 1].rests)


def _accusative(view: View, at: int) -> bool:
    """Tell whether a country's name is an accusative adjective: «طلبا روسيا», «مسؤولا سورياً»."""
    words = view.words
    word = words[at]
    if not word.folded.endswith("يا") or not view.vocabulary.word(word.folded[:-1]).classes & Is.NATION:
        return False
    if word.text.endswith(("\u064b", "\u064bا")):
        return True
    before = words[at - 1]
    noun = before.folded
    if not noun.endswith("ا") or noun.endswith(("وا", "ها", "نا", "ما")) or before.definite or len(noun) < 4:
        return False
    if noun in _ADVERBS or before.any & ~(Is.ORDINARY | Is.COMMON):
        return False
    return bool(view.vocabulary.word(noun[:-1]).classes & (Is.COMMON | Is.TITLE))


def _feminine(words: list[Word], at: int, last: int) -> bool:
    """Tell whether «سورية» is an adjective here: «جنسيات سورية», «غير سورية», «سورية وعربية»."""
    before = words[at - 1]
    if before.folded == "غير" or (before.folded.endswith("ات") and not before.definite):
        return True
    after = words[last] if last < len(words) else None
    return (
        after is not None
        and after.folded[:1] == "و"
        and after.folded.endswith("يه")
        and len(after.folded) > 5
    )


def adjective(view: View, found: Found, first: int) -> bool:
    """Tell whether a country's name is an adjective here: «العلاقات السعودية المصرية», «الأراضي السعودية»."""
    words = view.words
    at = found.first
    if words[at].folded == "سوريه" and at > first and _feminine(words, at, found.last):
        return True
    if not found.split.cut and found.last - at == 1 and at > first and _accusative(view, at):
        return not _place_behind_and(view, found.last)  # but «منتخبا إيطاليا وفرنسا»
    if found.split.cut or found.last - at > 1 or not words[at].classes & Is.NATION or at == first:
        return False
    before = words[at - 1]
    if (
        before.definite
        and before.classes & Is.NATION
        and at - 2 >= first
        and words[at - 2].folded in _TWO_SIDED
    ):
        return True  # «العلاقات اليمنية السعودية»
    if not before.definite and before.readings[1:] and before.readings[1].definite:
        joined = before.readings[1]  # «والكرة السعودية»
        if joined.split.clitics == ("و",) and not joined.classes & (Is.QUALIFIER | Is.NATION | Is.TITLE):
            return _FEMININE.fullmatch(joined.split.rest) is not None
    if before.folded == "المملكه" or at - 1 in view.found:
        return False
    if not before.definite or before.any & (Is.QUALIFIER | Is.NATION | Is.TITLE):
        return False
    return _FEMININE.fullmatch(before.folded) is not None


def reports(view: View, word: Word) -> bool:
    """Tell whether a word is a verb of the report list: «التقى» is one, «السلم» a noun with its article."""
    if not word.any & Is.REPORT:
        return False
    return not (word.definite and view.vocabulary.word(word.stem).classes & Is.REPORT)


def of_tribe(view: View, position: int, first: int) -> bool:
    """Tell whether the name at `position` is a tribe's («بني تميم»)."""
    return position > first and bool(view.words[position - 1].any & Is.TRIBE)


def particle(view: View, position: int) -> bool:
    """Tell whether a name is a particle here, by the noun with article after it («لولا الحرب»)."""
    words = view.words
    if not words[position].any & Is.PARTICLE or position + 1 >= len(words):
        return False
    after = words[position + 1]
    if after.classes & (Is.FUNCTION | Is.NATION | Is.REPORT | Is.MARK | Is.FOREIGN_PARTICLE):
        return False
    return after.definite or bool(after.classes & (Is.COMMON | Is.ORDINARY | Is.WEAK | Is.DIN | Is.ALLAH))


def _neighbours(view: View, found: Found, first: int, limit: int) -> list[Alias]:
    """Return the listed names joined to this one by و or a comma."""
    near: list[Alias] = []
    after = found.last
    if after < limit:
        for other in view.found.get(after, ()):
            if other.split.clitics[:1] == ("و",):
                near.extend(other.aliases)
        if view.words[after].text in "،," and after + 1 < limit:
            for other in view.found.get(after + 1, ()):
                near.extend(other.aliases)
    if found.split.clitics[:1] == ("و",) or (
        found.first > first and view.words[found.first - 1].text in "،,"
    ):
        for start in range(max(first, found.first - 4), found.first):
            for other in view.found.get(start, ()):
                if other.last in (found.first, found.first - 1):
                    near.extend(other.aliases)
    return near


def _sure_place(found: Found) -> bool:
    return any(a.entry.type is EntityType.LOC and a.mode is Mode.FULL for a in found.aliases)


def _place_at(view: View, at: int, limit: int) -> bool:
    return at < limit and any(_sure_place(found) for found in view.found.get(at, ()))


def _place_behind_and(view: View, at: int) -> bool:
    return any(_sure_place(f) and f.split.clitics[:1] == ("و",) for f in view.found.get(at, ()))


def _place_ends_at(view: View, end: int, first: int) -> bool:
    for start in range(max(first, end - 3), end):
        if any(_sure_place(found) and found.last == end for found in view.found.get(start, ())):
            return True
    return False


def _of_country(stem: str, country: str | None) -> bool:
    return country is not None and nations().get(stem) == country


@cache
def nations() -> dict[str, str]:
    """Return the country of every nationality adjective (folded, without article, in every form)."""
    table: dict[str, str] = {}
    ambiguous = read_yaml("ambiguous.yaml")
    left_out = {fold(word) for word in ambiguous["not_nations"]}
    for line in (DATA / "countries.tsv").read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if line.startswith("#") or len(columns) < 5:
            continue
        for adjective in columns[4].split("/"):
            word = fold(adjective)
            if " " in word or not word or word in left_out:
                continue
            for form in (word, word[:-1] + "يه", word + "ين", word + "ون", word + "ات"):
                table.setdefault(form, columns[0])
    return table
