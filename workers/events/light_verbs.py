"""Light verbs: «أجرى مباحثات», «بعث برسالة شكر», «هجوم شنه مسلحون»."""

from workers.events.lexicon import Entry, LightVerb
from workers.events.members import IMPERFECT
from workers.events.parts import is_nisba
from workers.events.phrases import Scene
from workers.events.preceding import subject_before
from workers.events.words import CUES, PREPOSITIONS, Reading, cue_bits
from workers.text.fold import fold

_STOPPING = cue_bits("complementizers", "clause_breaks")
_RELATIVES, _PRONOUN_PREPOSITIONS = CUES["relatives"], CUES["pronoun_prepositions"]
_SETTINGS = frozenset(fold(word) for word in ("ختام", "اختتام", "أعقاب", "هامش"))
_PUT_IN = frozenset(("يعتقد", "يظن", "يشتبه", "يرجح", "يفترض"))
_PUT_IN_ABOUT = frozenset(("انه", "انها", "انهم", "بانه", "بانها", "بانهم"))
"""A doubt about the noun before, put in between a light verb and its noun."""
_STOPS = frozenset("؛;:.؟?!…")


def find_light(
    scene: Scene, token: int, reading: Reading, entry: Entry
) -> tuple[int, Reading, LightVerb] | None:
    """Find the light verb that governs an event noun, to the left in its clause."""
    key = token, reading, entry
    if key not in scene.lights:
        scene.lights[key] = _find_light(scene, token, reading, entry)
    return scene.lights[key]


def _find_light(
    scene: Scene, token: int, reading: Reading, entry: Entry
) -> tuple[int, Reading, LightVerb] | None:
    via = reading.preposition
    left = token - 1
    if via == "ب" and left >= scene.first and left not in scene.covered and "decrees" in scene.kinds(left):
        via = ""  # «أصدر قرارا بإقالة»
    enabled = False
    if left >= scene.first and left not in scene.covered and scene.infos[left].folded in _SETTINGS:
        return None  # «اتفقا على فتح المعبر في ختام محادثات»: no object of the verbs before
    while not via and left >= scene.first and left not in scene.covered:
        info = scene.infos[left]
        if info.punctuation and scene.before(left + 1) < left:
            left -= 1
            continue
        if reading.pronoun and info.cues & _PRONOUN_PREPOSITIONS:  # «أكد له رفضه»
            left -= 1
            continue
        if info.cues & PREPOSITIONS:
            if info.folded == "من":  # the partitive: «مزيد من العقوبات», or «تمكن من»
                enabled = left == token - 1
                left -= 1
                continue
            via = {"علي": "على", "الي": "إلى"}.get(info.folded, info.folded)
            left -= 1
            break
        if "carriers" in info.kinds or info.role == "quantity":
            if any(h.is_verb for h in info.helpers) and (_opens(scene, left) or _has_subject(scene, left)):
                break  # «فرض حظر تجول», «إن الحرس شن حملة»: a verb, and not «فرض» the noun
            via = info.attached
            left -= 1
            continue
        break
    if not via and reading.article and _is_owner(scene, token):
        return None  # «مقتل اثنين من منفذي الهجوم»
    infos, stop = scene.infos, max(scene.first, token - 32)
    behind = left + 1
    while behind > stop:
        behind -= 1
        position, info = behind, infos[behind]
        if info.punctuation and (opening := scene.opening(behind)) < behind:
            behind = opening  # «نفذ الطلاب، وهم من كليتين، وقفة»
            continue
        if not info.telling:
            continue
        if position not in scene.covered:
            chosen: tuple[int, Reading, LightVerb] | None = None
            for helper in info.helpers:
                for light in helper.lights:
                    if (via not in light.via and not (enabled and "من" in light.via)) or (
                        helper.form.passive and light.kind == "happen"
                    ):
                        continue
                    if helper.form.agreement[0] not in "3spd1":
                        continue
                    if entry.light_only and fold(light.verb[0]) not in entry.light_only:
                        continue
                    if light.via == ("ل",) and not entry.light_only:
                        continue  # «تدخلت لتفريق المحتجين»: a purpose, of which few acts are told as done
                    if chosen is None:
                        chosen = position, helper, light
                    elif chosen[2].kind == "happen" and light.kind == "do":
                        if left != position or not reading.article:
                            chosen = position, helper, light  # «تواصل غاراتها», but «تواصل القصف»
            if chosen is not None:
                return chosen
            if (info.punctuation and info.word[0] in _STOPS) or "negators" in info.kinds:
                return None  # «جرى بسلام ولم تقع غارات»
            if (
                info.readings
                and position <= left
                and reading.form.agreement in ("sa", "dc")
                and _is_event_noun(scene, position)
            ):
                return None  # «خرجت مسيرة تنديدا بـ»: the verb's noun is the other one
            about = info.folded in _PUT_IN_ABOUT and position > scene.first
            if about and infos[position - 1].folded in _PUT_IN:
                continue  # «شنت طائرة يُعتقد أنها أجنبية غارة»
            if info.cues & _STOPPING or (info.cues & _RELATIVES and not info.cues & PREPOSITIONS):
                return None
            if info.readings and info.verb_like and not info.role and any(r.is_verb for r in info.readings):
                if not _describes(scene, position):
                    return None
    return None


def _is_owner(scene: Scene, token: int) -> bool:
    """Tell whether a definite noun is owned by the indefinite one before it, and so no object of a verb."""
    place = token - 1
    if place <= scene.first or place in scene.covered or place in scene.date_tokens:
        return False
    info, before = scene.infos[place], scene.infos[place - 1]
    if info.definite or info.verb_like or info.kinds or (info.telling and not info.role):
        return False
    if info.folded.endswith(("ون", "ين", "ان", "ا")) or not info.nounish or info.punctuation:
        return False
    return bool(before.cues & PREPOSITIONS) and place - 1 not in scene.covered


def _describes(scene: Scene, token: int) -> bool:
    """Tell an imperfect that describes the indefinite noun before it: «سفينة ترفع علم …»."""
    if token - 1 < scene.first or any(r.form.tense is not IMPERFECT for r in scene.infos[token].readings):
        return False
    noun = scene.infos[token - 1]
    return not (noun.definite or noun.punctuation or noun.conjunction or noun.kinds or noun.verb_like)


def _opens(scene: Scene, token: int) -> bool:
    """Tell whether a clause begins with the word."""
    return token == scene.first or scene.infos[token - 1].punctuation or scene.infos[token - 1].breaks


def _has_subject(scene: Scene, token: int) -> bool:
    """Tell whether «إن» and a subject stand right before the word."""
    group = subject_before(scene, token)
    return (
        bool(group) and group[0].first > scene.first and "complementizers" in scene.kinds(group[0].first - 1)
    )


def _is_event_noun(scene: Scene, token: int) -> bool:
    """Tell whether the word is an indefinite noun trigger without preposition."""
    return any(
        not r.is_verb and not r.article and not r.preposition and not r.conjunction
        for r in scene.infos[token].readings
    )


def relative_light(scene: Scene, token: int, entry: Entry) -> tuple[int, Reading, LightVerb] | None:
    """Find the light verb of a relative clause on the noun: «هجوم شنه مسلحون», «الزيارة التي أجراها»."""
    for position in range(token + 1, min(scene.last, token + 6)):
        if position in scene.covered:
            return None
        info = scene.infos[position]
        for helper in info.helpers:
            if helper.is_verb and helper.pronoun in ("ه", "ها") and helper.lights:
                light = helper.lights[0]
                if not entry.light_only or fold(light.verb[0]) in entry.light_only:
                    return position, helper, light
        if info.punctuation or (info.role and not (position == token + 1 and is_nisba(info.word))):
            return None  # «هجوم انتحاري نفذه …»: of what kind, and nobody
    return None
