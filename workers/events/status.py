"""Whether the text asserts an event: negation, condition, wish, plan, and past beyond three months.

Cues and their reach are data (`data/cues.yaml`). A cue governs what follows it in its clause; `near`
cues govern only the next few words, since they are nouns of the complement itself («خطة لغزو …»).
"""

import msgspec

from topics import EventStatus
from workers.events.lexicon import word_set
from workers.events.members import (
    ACCUSE,
    AGREE,
    ASSERTED,
    FUTURE,
    HYPOTHETICAL,
    IMPERFECT,
    NEGATED,
    NOUN,
    PERFECT,
    REJECT,
    REQUEST,
    SUPPORT,
    THREATEN,
)
from workers.events.phrases import Scene
from workers.events.words import DOUBTFUL, Reading
from workers.text.fold import fold

_MODALS = frozenset(fold(word) for word in ("يمكن", "ربما"))
_NEAR = 4
"""How many tokens a `near` cue reaches."""


class Scope(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A stretch of tokens `first:last` whose events have `status`, and the cue that says so."""

    first: int
    last: int
    status: EventStatus
    cue: str
    near: bool = False


def governor_scopes(scene: Scene, stop: int) -> list[Scope]:
    """Return the scopes that the cue words of the sentence before token `stop` open, in order."""
    scopes: list[Scope] = []
    governors, infos, behind = scene.page.governors, scene.infos, scene.first
    while (token := governors.find(1, behind, stop)) >= 0:
        behind = token + 1
        if token in scene.covered:
            continue
        for governor in infos[token].governors:
            words = governor.words
            size = len(words)
            if size > 1 and (token + size > scene.last or infos[token + 1].folded != words[1]):
                continue
            if governor.status is ASSERTED and token == scene.first:
                continue  # «ولو أنها وعدت» concedes behind its main clause; before it, it supposes
            if size < 3 or all(infos[token + k].folded == words[k] for k in range(2, size)):
                end = scene.clause_end(token + size - 1)
                if governor.words[0] in _CLAIMS:
                    end = _goes_on(scene, end)
                if governor.reach == "next":
                    end = min(end, token + size + 1)
                if governor.reach == "near":
                    end = min(end, token + size + _NEAR)
                scopes.append(
                    Scope(
                        token + size, end, governor.status, " ".join(governor.words), governor.reach == "near"
                    )
                )
                break
    return scopes


_CLAIMS = word_set("claims")


def _goes_on(scene: Scene, end: int) -> int:
    """Return where a claim ends whose verbs are joined with no mark: «زعم أن الحرس ضربوه وسلبوه»."""
    while end < scene.last:
        info = scene.infos[end]
        told = [r for r in info.readings if r.is_verb]
        if not info.conjunction or not told or scene.infos[end - 1].punctuation:
            break
        if any(e.type in _WORDS for r in told for e in r.entries) or any(h.speech for h in info.helpers):
            break
        end = scene.clause_end(end)
    return end


_WORDS = frozenset((ACCUSE, AGREE, REJECT, REQUEST, SUPPORT, THREATEN))


_HELPING = frozenset(("يكن", "تكن", "يتم", "تتم", "يعد", "يجر", "اي", "يكونوا"))
"""Words that stand between a negator and what it denies."""


def _word_before(scene: Scene, token: int) -> str:
    """Return the particle before the word, folded; empty where there is none."""
    infos = scene.infos
    token -= 1
    while token >= scene.first and infos[token].folded in _HELPING:
        token -= 1
    return infos[token].folded if token >= scene.first and token not in scene.covered else ""


def status_at(
    scene: Scene,
    anchor: int,
    trigger: int,
    reading: Reading,
    verb: Reading | None,
    scopes: list[Scope],
    *,
    content: bool,
) -> tuple[EventStatus, str]:
    """Return the status of the event with its cue (empty for asserted).

    `anchor` is the token of the finite verb that carries the clause (the light verb of an event noun,
    else the trigger); `verb` its reading.
    """
    cues = scene.vocabulary.lexicon.cues.words
    infos = scene.infos
    for place in {anchor, trigger}:
        word = _word_before(scene, place)
        if word in cues["negators"] or (word[:1] in "وف" and word[1:] in cues["negators"]):
            if word in ("لا", "ولا", "فلا") and not (verb and verb.is_verb and place == anchor):
                if place == trigger and not reading.is_verb:
                    return NEGATED, word
                continue
            return NEGATED, word
    if not reading.is_verb and anchor == trigger and _told_of_none(scene, trigger):
        return NEGATED, infos[trigger - 2].word
    if _was_not_done(scene, anchor):
        return NEGATED, "لم يكن"
    if _supposed(scene, anchor, verb):
        return HYPOTHETICAL, "إن الشرطية"
    if verb is not None and verb.form.tense is IMPERFECT:
        word = _word_before(scene, anchor)
        if verb.future or word in ("سوف", "وسوف", "فسوف"):
            return FUTURE, "س"
        if word in ("قد", "وقد", "فقد"):
            return HYPOTHETICAL, "قد مع المضارع"
    inside = [
        scope
        for scope in scopes
        if (scope.first <= trigger < scope.last or scope.first <= anchor < scope.last)
        and not (anchor < scope.first and _puts_in(scene, scope))
    ]
    if inside:
        scope = max(inside, key=lambda s: s.first)
        if scope.near and scope.status is HYPOTHETICAL:  # «أحبط محاولة تفجير»
            scope = next((s for s in inside if s.near and s.status is NEGATED), scope)
        return scope.status, scope.cue
    if verb is not None and verb.form.tense is IMPERFECT:
        word = _word_before(scene, anchor)
        if word in cues["subjunctives"] and not _came_after(scene, anchor):
            return HYPOTHETICAL, word
        if verb.preposition == "ل":
            return HYPOTHETICAL, "لام التعليل"
    if reading.conjunction == "و" and not reading.is_verb and trigger > scene.first:
        previous = infos[trigger - 1]
        if previous.attached == "ل" and not previous.definite and trigger - 1 not in scene.covered:
            return HYPOTHETICAL, "لام الغرض"
    carrier = verb if verb is not None else reading
    if carrier.form.tense is NOUN and carrier.preposition == "ل":
        return HYPOTHETICAL, "لام الغرض"
    if not reading.is_verb and anchor == trigger and _set_ahead(scene, trigger):
        return FUTURE, infos[trigger - 1].word
    end = min(scene.clause_end(trigger), trigger + 12)
    for token in range(trigger + 1, min(end, trigger + 4)):
        if token not in scene.covered and infos[token].sets & DOUBTFUL:
            return HYPOTHETICAL, infos[token].word
    for token in range(trigger + 1, scene.last):
        kinds = infos[token].kinds
        if not kinds or token in scene.covered:
            continue
        if not reading.is_verb and "denials" in kinds:
            return NEGATED, infos[token].word
        if "refutations" in kinds and infos[token - 1].folded == "ما":
            return HYPOTHETICAL, infos[token].word
    if not reading.is_verb and anchor == trigger:
        for token in range(trigger + 1, end):
            helpers = infos[token].helpers
            if helpers and any(h.future for h in helpers) and token not in scene.covered:
                return FUTURE, infos[token].word  # «الاجتماع سيعقد»
            if infos[token].folded in _MODALS:
                return HYPOTHETICAL, infos[token].word
    done = reading.is_verb and reading.form.tense is PERFECT  # «اعتقل لاحقا»
    for token in range(trigger + 1, trigger if content or done else end):
        if infos[token].folded in cues["future_words"] and token not in scene.covered:
            return FUTURE, infos[token].word
    return ASSERTED, ""


def _told_of_none(scene: Scene, token: int) -> bool:
    """Tell the noun right behind a denied verb, whichever it is: «لم تقع غارات»."""
    if token - 2 < scene.first or token - 1 in scene.covered:
        return False
    verb = scene.infos[token - 1]
    denied = scene.infos[token - 2].folded in ("لم", "ولم", "لن", "ولن")
    return denied and verb.folded[0] in "يت" and not verb.definite


def _supposed(scene: Scene, anchor: int, verb: Reading | None) -> bool:
    """Tell the «إن» of a condition, which stands right before its verb: «إن رفضت النقابة»."""
    if verb is None or not verb.is_verb or verb.conjunction or anchor - 1 < scene.first:
        return False
    return scene.infos[anchor - 1].word in _IF and scene.infos[max(scene.first, anchor - 2)].folded != "ما"


_IF = frozenset(("إن", "وإن", "فإن", "لئن", "ولئن"))


def _set_ahead(scene: Scene, trigger: int) -> bool:
    """Tell whether the noun is the setting of what is still to come: «ستؤكد خلال لقاءاتها»."""
    if trigger - 1 < scene.first or scene.infos[trigger - 1].folded not in _SETTINGS:
        return False
    for place in range(trigger - 2, max(scene.first - 1, trigger - 10), -1):
        info = scene.infos[place]
        if info.punctuation or place in scene.covered:
            continue
        if any(r.future for r in (*info.readings, *info.helpers)):
            return True
        if info.verb_like:
            return False
    return False


_SETTINGS = frozenset(("خلال", "اثناء", "قبل", "قبيل"))


def _puts_in(scene: Scene, scope: Scope) -> bool:
    """Tell a doubt that is put in behind a noun: «أطلق رجال يُرجح أنهم مهربون النار»."""
    opens = scene.infos[scope.first].folded if scope.first < scene.last else ""
    return scope.cue in _PUT_IN and opens in _WITH_PRONOUN


_PUT_IN = word_set("doubts_put_in")
_WITH_PRONOUN = frozenset(("انه", "انها", "انهم", "انهما", "بانه", "بانها", "بانهم"))


def _was_not_done(scene: Scene, anchor: int) -> bool:
    """Tell whether a pluperfect is denied before its subject: «لم يكن الوزير قد زار المدينة»."""
    if anchor - 1 < scene.first or scene.infos[anchor - 1].folded != "قد":
        return False
    for place in range(anchor - 2, max(scene.first, anchor - _PLUPERFECT), -1):
        info = scene.infos[place]
        if place in scene.covered:
            continue
        if info.folded in _BE:
            return "negators" in scene.kinds(place - 1)
        if info.punctuation or not info.kinds.isdisjoint(_OPENERS):
            return False
    return False


_PLUPERFECT = 14
"""How many tokens back «لم يكن» is looked for: a subject with its titles."""
_BE = frozenset(("يكن", "تكن", "يكونوا", "يكونا", "تكونا", "اكن", "نكن"))
_OPENERS = frozenset(("complementizers", "clause_breaks", "relatives"))


def _came_after(scene: Scene, anchor: int) -> bool:
    """Tell whether «قبل أن» tells what came next: «أحرقوا سيارة قبل أن ينسحبوا», «قبل أن تفرج عنهم صباح اليوم»."""
    if anchor - 2 < scene.first or scene.infos[anchor - 2].folded != "قبل":
        return False
    if _told_before(scene, anchor - 2):
        return True
    end = scene.clause_end(anchor)
    return any(anchor < d.first < end for d in scene.dates) or any(
        scene.infos[p].folded in _LATER for p in range(anchor + 1, end)
    )


def _told_before(scene: Scene, token: int) -> bool:
    """Tell whether the words before `token` tell what was done, and neither deny nor demand it."""
    done = False
    for place in range(scene.first, token):
        info = scene.infos[place]
        if place in scene.covered:
            continue
        if not info.kinds.isdisjoint(("negators", "subjunctives", "complementizers")):
            return False
        for governor in info.governors:
            if governor.reach == "near" and place + _NEAR < token:
                continue
            ahead = scene.infos[place : place + len(governor.words)]
            if tuple(one.folded for one in ahead) == governor.words:
                return False
        told = [r for r in (*info.readings, *info.helpers) if r.is_verb and info.verb_like]
        if info.folded in _LEFT:
            return False  # «غادر الوفد القاعة قبل أن يوقع»
        perfect = any(r.form.tense is PERFECT for r in told)  # «تجمع» may be either
        if not perfect and told:
            return False
        done = done or perfect
    return done


_LEFT = frozenset(("غادر", "غادرت", "غادروا", "وغادر", "وغادرت", "وغادروا"))
_LATER = frozenset(("لاحقا", "بكفاله", "بعدها"))
