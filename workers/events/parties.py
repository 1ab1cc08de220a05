"""Parties that no slot of an entry names: whom a protest is against, for whom a promise is, the other of a pair."""

from msgspec.structs import replace

from workers.events.lexicon import Entry, word_set
from workers.events.members import AGREE, MISC, PROTEST
from workers.events.parts import Phrase, is_nisba
from workers.events.phrases import Scene
from workers.events.targets import Roles

WITNESSED = "a place witnessed it"
_REACH = 14
"""How many tokens into what is promised the giving is looked for."""
_GIFT = 8
"""How many tokens behind the giving its receiver is looked for."""


def name_others(scene: Scene, entry: Entry, found: Roles) -> None:
    """Fill the target of a protest or a promise from the words behind."""
    target = found.target
    if entry.type is PROTEST and target is None:
        found.target = _against(scene, found)
    elif entry.type is AGREE and (target is None or (target.mention is None and target.kind == "thing")):
        found.target = _receiver(scene, found) or _whose_wish(scene, found) or target


def _whose_wish(scene: Scene, found: Roles) -> Phrase | None:
    """Return whose request or offer is met: «قبل عرض مصرف خليجي»."""
    wish = found.target
    if wish is None or wish.mention is not None or scene.infos[wish.head].bare.isdisjoint(_WISHES):
        return None
    owner = scene.phrase(wish.head + 1, found.after[1]) if not scene.infos[wish.head].definite else None
    return owner if owner is not None and (owner.mention is not None or owner.kind in _PARTIES) else None


_WISHES = word_set("wishes")


def other_half(scene: Scene, phrase: Phrase, end: int) -> Phrase | None:
    """Return the second owner or adjective of a dual: «وزيرا خارجية الهند وباكستان», «الوزيران التركي والقطري»."""
    if phrase.mention is not None or scene.infos[phrase.head].folded not in _DUALS:
        return None
    for place in range(phrase.head + 1, min(end, phrase.last + 3)):
        mention = scene.mentions.get(place)
        if mention is not None and "و" in mention.clitics:
            return scene.named(mention)
        info = scene.infos[place]
        if place not in scene.covered and info.folded.startswith("وال") and is_nisba(info.word):
            adjective = scene.phrase(place, place + 1)
            return adjective if adjective is None else replace(adjective, kind="government")
    return None


_DUALS = word_set("dual_offices")


def _against(scene: Scene, found: Roles) -> Phrase | None:
    """Return whom the people shout against or want gone, in the clause or in the participles behind it."""
    first, last = found.after
    for place in range(first, min(scene.last, first + 2 * _REACH)):
        info = scene.infos[place]
        if place in scene.covered:
            continue
        if place >= last and info.breaks and not info.folded.endswith("وا"):
            return None  # another clause with a subject of its own
        gone = info.attached == "ب" and not info.bare.isdisjoint(_GOING)
        hostile = place + 1 < scene.last and scene.preposition(place + 1) == "ل"
        hostile = hostile and not info.bare.isdisjoint(_HOSTILE)
        start = place + 1 if gone or hostile or info.folded == "ضد" else 0
        if start:
            phrase = scene.phrase(start, scene.last)
            actor = phrase is not None and (phrase.mention is not None or phrase.kind in _PARTIES)
            return phrase if actor else None
    return None


_GOING = word_set("departures")
_HOSTILE = word_set("hostile")
_PARTIES = frozenset(("government", "body", "org", "person", "army", "armed", "police", "court"))


def _receiver(scene: Scene, found: Roles) -> Phrase | None:
    """Return to whom something is promised: «تعهدت بأن تسلّم كييف بطاريات», «وافق على توريد الغاز لعمان»."""
    first, last = found.after
    for place in range(first, min(last, first + _REACH)):
        info = scene.infos[place]
        if place in scene.covered or info.bare.isdisjoint(_GIVING):
            continue
        for behind in range(place + 1, min(last, place + _GIFT)):
            mention = scene.mentions.get(behind)
            if mention is None or mention.type is MISC:
                continue
            if found.source is not None and mention is found.source.mention:
                continue
            near = behind == place + 1 or scene.infos[behind - 1].folded == "الي"
            if near or scene.preposition(behind) == "ل":
                return scene.named(mention)
        return None
    return None


_GIVING = word_set("giving")


def taking_part(scene: Scene, token: int) -> Phrase | None:
    """Return who took part in a protest: «تظاهرة شارك فيها آلاف المعلمين»."""
    for place in range(token + 1, min(scene.last - 2, token + 6)):
        if scene.infos[place].folded in _TOOK_PART and "pronoun_prepositions" in scene.kinds(place + 1):
            return scene.phrase(place + 2, scene.clause_end(place))
    return None


_TOOK_PART = word_set("took_part")


def is_place(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a place stands as the subject: «شهدت المدينة هجمات», «عرفت بغداد تفجيرات»."""
    return phrase.kind == "loc" or phrase.core in scene.vocabulary.lexicon.cues.words["place_nouns"]
