"""Whether the time of an event makes it background or still to come, and which times are not its own."""

from datetime import date, timedelta

from workers.events.lexicon import word_set
from workers.events.phrases import Scene
from workers.text.fold import fold

_OLD = timedelta(days=92)
"""An event older than this is background: gold rule of about three months."""


def is_old(iso: str | None, published: date | None) -> bool:
    """Tell whether a resolved date lies more than about three months before publication."""
    if iso is None or published is None:
        return False
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        latest = date(parts[0], 12, 31)
    elif len(parts) == 2:
        latest = date(parts[0], parts[1], 28)
    else:
        latest = date(parts[0], parts[1], parts[2])
    return published - latest > _OLD


_YEAR_WORDS = frozenset(
    fold(word) for word in ("عام", "سنة", "منذ", "في", "من", "لعام", "حتى", "العام", "بعام")
)
_ERA_WORDS = word_set("eras")


def told_of_another_year(scene: Scene, trigger: int, iso: str | None, published: date | None) -> str:
    """Return the year or era before publication's that the words around the trigger name, else empty."""
    if published is None:
        return ""
    end = scene.clause_end(trigger)
    opening = scene.first + scene.infos[scene.first].punctuation
    if scene.infos[opening].folded in _AGO:
        for token in range(opening + 1, min(opening + 4, trigger)):
            if scene.infos[token].folded in _YEARS:  # «قبل ثلاثين عاما أبرم …»
                return scene.infos[token].word
    if iso is not None and len(iso) != 4:
        return ""
    if _recalls(scene, trigger, end):
        return scene.infos[trigger].word
    for token in range(max(scene.first, trigger - 12), end):
        info = scene.infos[token]
        word = info.word
        if word.isdigit() and 3 <= len(word) <= 4 and int(word) < published.year - (published.month < 4):
            previous = scene.infos[token - 1] if token > scene.first else None
            if len(word) == 3 and (previous is None or previous.folded not in ("عام", "سنه")):
                continue  # «معركة سنة 636»
            if previous is not None and previous.folded.removeprefix("و") in _YEAR_WORDS:
                since = token > trigger and previous.folded in ("منذ", "حتي")
                if not since and not is_of_another(scene, trigger, token):
                    return word
        elif info.folded in _ERA_WORDS and token not in scene.covered:
            return word
    return ""


_AGO = frozenset(("قبل", "وقبل"))
_YEARS = word_set("years_ago")
_THEN = word_set("then")


def _recalls(scene: Scene, trigger: int, end: int) -> bool:
    """Tell whether the clause goes back to an anniversary told before: «في ذكرى الهدنة … طالبوا جنيف حينها»."""
    if not any(scene.infos[token].folded in _THEN for token in range(trigger + 1, end)):
        return False
    return any("ذكري" in scene.infos[token].bare for token in range(scene.first, trigger))


def near_ahead(iso: str | None, ahead: str | None, published: date | None) -> bool:
    """Tell whether a day without its year lies soon after publication rather than long before it."""
    if not (iso and ahead and published and len(iso) == len(ahead) == 10):
        return False
    past, future = date.fromisoformat(iso), date.fromisoformat(ahead)
    return published - past > 2 * _OLD and timedelta() < future - published <= _OLD / 2


def is_of_another(scene: Scene, trigger: int, token: int) -> bool:
    """Tell whether a time at `token` belongs to a participle behind the trigger («المعتقل منذ 2021»)."""
    place = token - 1
    while place > trigger and (
        not scene.kinds(place).isdisjoint(("prepositions", "time_words")) or place in scene.date_tokens
    ):
        place -= 1
    if place <= trigger or place in scene.covered:
        return False
    return "dated_participles" in scene.kinds(place)


def is_of_record(scene: Scene, token: int) -> bool:
    """Tell whether a time says since when nothing was like it: «الأكبر منذ عقدين»."""
    if scene.infos[token].folded != "منذ" or token - 1 < scene.first:
        return False
    info = scene.infos[token - 1]
    return token - 1 not in scene.covered and (info.folded in _FIRST or _is_superlative(info.folded))


_FIRST = frozenset(fold(word) for word in ("الأول", "الأولى", "نوعه", "نوعها"))


def _is_superlative(folded: str) -> bool:
    return len(folded) in (6, 7) and folded.startswith("الا") and folded[-1] not in "هنت"


def is_ahead(iso: str | None, published: date | None) -> bool:
    """Tell whether a resolved day lies after publication."""
    if iso is None or published is None or len(iso) != 10:
        return False
    return date.fromisoformat(iso) > published
