"""Clubs: articles of sport, and cities whose names are their clubs' there."""

from workers.entities.rests import Rests
from workers.entities.selection import Choice
from workers.entities.spans import LOC, ORG, Candidate, View
from workers.entities.vocabulary import Is
from workers.entities.word_sets import word_set

_BEFORE_CLUBS = frozenset(("نادي", "لاعب", "مهاجم", "هداف", "ناديي", "لاعبي"))
"""Words after which a city's name is its club's."""
_OF_SPORT = word_set("of_sport")
_SPORT_WORDS = 4
"""Different words of sport that make an article one of sport."""


def take_clubs(views: list[View], choices: list[Choice]) -> None:
    """Take a city after «نادي» for its club, and its name elsewhere too where no place is meant."""
    clubs: set[str] = set()
    for again in (False, True):
        for view, choice in zip(views, choices, strict=True):
            for index, item in enumerate(choice.chosen):
                if item.type is not LOC or item.first == 0 or item.last - item.first > 1:
                    continue
                if not item.aliases or item.aliases[0].entry.kind != "city":
                    continue
                name = item.split.rest or view.words[item.first].folded
                before = view.words[item.first - 1]
                if again:
                    place = before.any & (Is.PREPOSITION | Is.PLACE_OUT) or item.split.cut
                    meant = name in clubs and not place
                else:
                    after = view.words[item.last] if item.last < len(view.words) else None
                    own = after is None or not after.definite or bool(after.classes & Is.NATION)
                    meant = before.folded in _BEFORE_CLUBS and not item.split.cut and own
                if meant:
                    clubs.add(name)
                    why = "a city's name after «نادي» in the article: its club"
                    choice.chosen[index] = Candidate(
                        item.first, item.last, item.split, ORG, 0.8, "rules", why
                    )
        if not clubs:
            return


def of_sport(views: list[View], choices: list[Choice], rests: Rests) -> bool:
    """Tell whether the article is of sport: it names a club, or uses several of sport's words."""
    if any(item.aliases and item.aliases[0].entry.kind == "club" for c in choices for item in c.chosen):
        return True
    if not any(alias.entry.kind == "club" for choice in choices for _, alias in choice.words):
        return False
    hits = {
        rest
        for view in views
        for at in rests.among(view.field, view.words, _OF_SPORT)
        for rest in view.words[at].rests
        if rest in _OF_SPORT
    }
    return len(hits) >= _SPORT_WORDS
