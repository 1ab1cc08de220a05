"""Which readings of a sentence's words are events: frames, needs and blockers of the lexicon."""

from collections.abc import Iterator
from itertools import chain, pairwise

import msgspec

from topics import EventType
from workers.events.around import in_title, resumed, words_in
from workers.events.lexicon import Entry
from workers.events.light_verbs import find_light, relative_light
from workers.events.members import ASSERTED, IMPERFECT, NOUN, PARTICIPLE, PERFECT
from workers.events.memory import Memory
from workers.events.needs import accept, may_be_told
from workers.events.noun_roles import noun_roles
from workers.events.parts import NUMERALS, Phrase
from workers.events.phrases import Scene
from workers.events.preceding import subject_before
from workers.events.roles import participle_roles, verb_roles
from workers.events.status import Scope
from workers.events.targets import Roles
from workers.events.telling import VIOLENT, told_behind
from workers.events.words import PREPOSITIONS, Reading, cue_bits
from workers.text.fold import fold

_WINDOW = 12
"""How many tokens of the clause are searched for the words that an entry wants or forbids."""
_CLOSE = 3


class Candidate(msgspec.Struct, eq=False):
    """A trigger with its frame filled."""

    token: int
    reading: Reading
    entry: Entry
    roles: Roles
    content: Scope | None = None
    bare: bool = False
    """A definite noun with no role of its own: it points back to an event told elsewhere."""


Trial = tuple[int, Iterator[tuple[Reading, Entry]]]
"""A trigger's token with the entries that it may be read as, the likeliest first."""


def trials(scene: Scene, tokens: list[int]) -> list[Trial]:
    """Return the triggers among `tokens` that may tell an event, as far as their sentence alone says."""
    found: list[Trial] = []
    for token in tokens:
        if (
            token in scene.covered
            or scene.is_dated(token)
            or (scene.page.tagged and _in_hashtag(scene, token))
        ):
            continue
        trial = _trial(scene, token)
        for first in trial:
            found.append((token, chain((first,), trial)))
            break
    return found


def candidates(scene: Scene, tried: list[Trial], memory: Memory) -> list[Candidate]:
    """Return the events that the triggers tell, at most one for each token."""
    found: list[Candidate] = []
    for token, trial in tried:
        for reading, entry in trial:
            count = len(memory.here)
            roles = _roles(scene, token, reading, entry, memory)
            bare = accept(scene, token, reading, entry, roles)
            if bare is not None:
                _share_subject(found, token, reading, roles)
                content = _content(scene, token, entry, roles)
                found.append(Candidate(token, reading, entry, roles, content, bare))
                memory.note_people(roles.source, roles.target)
                if reading.form.tense is not NOUN:
                    memory.latest = (scene.index, entry.type, roles.source, roles.target)
                    memory.object_end = roles.event_object.last if roles.event_object is not None else 0
                break
            del memory.here[count:]
    told = {(one.token, one.entry.type) for one in found}
    return _carried_out([one for one in found if not _is_purpose(one, told)])


def _is_purpose(one: Candidate, told: set[tuple[int, EventType]]) -> bool:
    """Tell whether a noun says why what its verb tells was done: «خرج السكان احتجاجا»."""
    why = one.roles.light == "happen" and one.reading.form.agreement == "sa"
    return why and (one.roles.anchor, one.entry.type) in told


def _share_subject(found: list[Candidate], token: int, reading: Reading, roles: Roles) -> None:
    """Give a joined event noun the agent of the one before: «ردت بتعليق المحادثات واستدعاء سفيرها»."""
    if not found or not reading.conjunction or reading.form.tense is not NOUN or reading.pronoun:
        return
    last = found[-1]
    if (
        roles.source is None
        and not roles.light
        and last.roles.light == "do"
        and token - last.token <= _JOINED
    ):
        roles.source = last.roles.source
        roles.why.append("source of the noun before")


_JOINED = 6
"""How many tokens apart two joined event nouns stand at most."""


def _carried_out(found: list[Candidate]) -> list[Candidate]:
    """Let the arrest that an official orders stand for the order: «أمر القاضي بتوقيفه».

    What somebody is told to do («أمر الوزير الشرطة بـ») stays a request.
    """
    dropped: set[int] = set()
    for order, act in pairwise(found):
        if order.entry.name != "أمر" or order.content is None or not order.reading.is_verb:
            continue
        if act.entry.mode != "arrest" or act.reading.preposition != "ب":
            continue
        argument = next((a for a in order.roles.arguments if a.preposition == "ب"), None)
        if (
            argument is None
            or not argument.first <= act.token < argument.last
            or not _of_the_act(order.roles.target, act.roles.target)
        ):
            continue
        act.roles.source = order.roles.source
        act.roles.anchor, act.roles.verb = order.token, order.reading  # «لم يأمر بتوقيفه», «سيأمر»
        if act.roles.target is order.roles.source:
            act.roles.target = None
        act.roles.why.append("ordered by an official")
        dropped.add(order.token)
    return [one for one in found if one.token not in dropped]


def _of_the_act(told: Phrase | None, arrested: Phrase | None) -> bool:
    """Tell whether nobody but who is arrested stands behind an order: «أمرت النيابة بحبس المتهم»."""
    return told is None or (arrested is not None and told.first == arrested.first)


def _in_hashtag(scene: Scene, token: int) -> bool:
    field = scene.field
    text, start = field.text, field.starts[token]
    return (start > 0 and text[start - 1] in "#_") or text.startswith("_", field.ends[token])


def _trial(scene: Scene, token: int) -> Iterator[tuple[Reading, Entry]]:
    """Yield the entries whose words stand around the trigger, up to one that says it is no event."""
    for reading in _readings(scene, token):
        noun = reading.form.tense is NOUN
        for entry in reading.entries:
            if not _fits_words(scene, token, reading, entry):
                continue
            if entry.ignored:
                return
            if (
                noun
                and entry.coded == "light"
                and find_light(scene, token, reading, entry) is None
                and relative_light(scene, token, entry) is None
                and not (entry.type in VIOLENT and told_behind(scene, token))
            ):
                continue
            if may_be_told(scene, token, reading, entry):
                yield reading, entry


def _readings(scene: Scene, token: int) -> list[Reading]:
    """Return the readings in order of likelihood: verb or noun is told by the word before."""
    info = scene.infos[token]
    governed = verbal = False
    place = scene.before(token)
    if place >= 0:
        previous = scene.infos[place]
        if previous.cues & PREPOSITIONS:
            governed = place not in scene.covered and previous.folded not in ("حتي", "كما")
        verbal = bool(previous.cues & _BEFORE_VERBS) and previous.folded != "من"
    kept: list[Reading] = []
    any_verb = False
    for reading in info.readings:
        if reading.start and info.role and not info.folded.startswith("و" + info.role_core):
            continue
        if reading.is_verb:
            if governed or (
                reading.form.agreement in ("3md", "3ms")
                and not reading.start
                and place == token - 1 >= scene.first
                and scene.infos[place].word.isdigit()
                and len(scene.infos[place].word) < 4
            ):
                continue  # «30 طالبا»
            if reading.form.jussive and not _after_jussive(scene, token, reading):
                continue
            if reading.conjunction and reading.form.agreement == "3ms" and _goes_on(scene, token):
                continue
            if 0 <= place == token - 1 and not reading.conjunction and _no_verb_after(scene, place, reading):
                continue
            any_verb = True
            if (info.nominal or "many" in info.kinds) and not _starts_clause(scene, token, reading):
                continue
            if info.role and 0 <= place == token - 1 and _governs(scene, place):
                continue  # «مقتل طالب»
        elif verbal and any_verb and not reading.article and reading.form.agreement != "p":
            continue
        kept.append(reading)
    return kept


def _governs(scene: Scene, place: int) -> bool:
    """Tell whether an indefinite event noun stands there, that what follows belongs to."""
    info = scene.infos[place]
    if place in scene.covered or info.definite or not info.readings:
        return False
    return all(r.form.tense is NOUN and not r.pronoun and r.form.agreement == "s" for r in info.readings)


def _no_verb_after(scene: Scene, place: int, reading: Reading) -> bool:
    """Tell whether no verb of an act can stand here: «يتمتع طالب», «هو أمر», «مما يدعم»."""
    info = scene.infos[place]
    if place in scene.covered:
        return False
    if info.folded == "مما":
        return True
    if reading.form.tense is not PERFECT or reading.form.agreement != "3ms":
        return False
    if info.folded in _SELVES:
        return True
    imperfect = info.folded[:1] in ("ي", "ت") and scene.is_verb(place)
    return imperfect and not info.cues & _BEFORE_VERBS


_SELVES = frozenset(("هو", "وهو"))


def _goes_on(scene: Scene, token: int) -> bool:
    """Tell whether a word that may be a noun goes on a series of them: «بعرقلة القوافل ونهب المخازن»."""
    if token - 2 < scene.first or not any(r.form.tense is NOUN for r in scene.infos[token].readings):
        return False
    earlier = scene.infos[token - 2]
    return bool(earlier.attached) and not earlier.definite and scene.infos[token - 1].definite


_BEFORE_VERBS = cue_bits("verbal_particles", "complementizers", "relatives", "auxiliaries")


def _after_jussive(scene: Scene, token: int, reading: Reading) -> bool:
    return reading.preposition == "ل" or (
        token > scene.first and scene.infos[token - 1].folded in ("لم", "ولم", "فلم", "لا", "ولا", "فلا")
    )


def _begun(scene: Scene, token: int) -> bool:
    """Tell whether a light verb before a date has the noun as its object: «بدأ الجيش مساء السبت قصف التلة»."""
    for place in range(token - 1, max(scene.first, token - _JOINED - 2) - 1, -1):
        info = scene.infos[place]
        if info.punctuation or info.breaks:
            return False
        if any(
            h.is_verb and light.kind == "do" and "" in light.via for h in info.helpers for light in h.lights
        ):
            return True
    return False


def _starts_clause(scene: Scene, token: int, reading: Reading) -> bool:
    """Tell whether a word that may be verb or noun stands where a verb does: «قتل», «دعم», «فتح»."""
    if reading.form.tense is IMPERFECT:
        return not (token > scene.first and "carriers" in scene.kinds(token - 1))
    following = scene.infos[token + 1] if token + 1 < scene.last else None
    if following is not None and token + 1 not in scene.covered and following.cues & PREPOSITIONS:
        if reading.form.agreement == "3ms" and token == scene.first and not _wants(reading, following.folded):
            return False
    if token == scene.first or reading.conjunction:
        return True
    previous = scene.infos[token - 1]
    if previous.cues & _BEFORE_VERBS and token - 1 not in scene.covered:
        early = token - 2 < scene.first
        return early or scene.infos[token - 2].folded not in ("من", "ومن")  # «وقد شكر», but «ومن ثم حظر»
    if token - 1 in scene.date_tokens and _begun(scene, token):
        return False
    if token - 1 in scene.covered or token - 1 in scene.date_tokens or previous.cues & _PASSED:
        return _has_subject(scene, token) or token - 1 in scene.date_tokens
    if previous.punctuation or previous.cues & _BEFORE_CLAUSES:
        return True
    return _has_subject(scene, token)


_PASSED = cue_bits("skip_words", "time_words")
_BEFORE_CLAUSES = cue_bits("clause_breaks", "negators")


def _wants(reading: Reading, preposition: str) -> bool:
    """Tell whether the verb is one that asks for the preposition: «حكم على»."""
    return any(
        fold(need) == preposition for entry in reading.entries for need in (*entry.needs, *entry.verb_needs)
    )


def _has_subject(scene: Scene, token: int) -> bool:
    """Tell whether an actor stands before the verb, and not just a word that is not known («أسفر قصف»)."""
    group = subject_before(scene, token)
    return bool(group) and (group[0].kind != "thing" or group[0].definite)


def _fits_words(scene: Scene, token: int, reading: Reading, entry: Entry) -> bool:
    noun = reading.form.tense is NOUN
    if noun and (entry.not_noun or in_title(scene, token, reading)):
        return False
    if entry.no_imperfect and reading.form.tense is IMPERFECT and not reading.future:
        return False
    masks = scene.vocabulary.masks[entry]
    extra = masks.noun_after if noun else masks.verb_after
    # What stands beside the trigger first: that is told soonest.
    if masks.before and not words_in(scene, token - 2, token, masks.before):
        return False
    if masks.not_before and words_in(scene, token - 2, token, masks.not_before):
        return False
    if masks.not_next and words_in(scene, token + 1, token + 2, masks.not_next):
        return False
    if not (masks.after or extra or masks.with_ or masks.not_after):
        return True
    end = scene.clause_end(token)
    if masks.not_after and words_in(
        scene, token + 1, min(end, scene.widened(token, token + 7)), masks.not_after
    ):
        return False
    if masks.with_ and not words_in(
        scene, token + 1, min(end, scene.widened(token, token + 1 + 16)), masks.with_
    ):
        return False
    if not (masks.after or extra):
        return True
    window = _near_window(scene, token, end) if entry.near else token + 1 + _WINDOW
    window = min(end, scene.widened(token, window))
    return not (
        (
            masks.after
            and not words_in(scene, token + 1, window, masks.after)
            and not resumed(scene, token, reading, entry)
        )
        or (extra and not words_in(scene, token + 1, window, extra))
    )


def _near_window(scene: Scene, token: int, end: int) -> int:
    """Return the end of the words near a trigger: a name, the subject and a time put between are passed over."""
    window = token + 1 + _CLOSE
    for mention in scene.own:  # a name of several words counts as one
        if token < mention.first < window:
            window += mention.last - mention.first - 1
    subject = scene.phrase(token + 1, end)
    if subject is not None and subject.mention is None:
        window += subject.last - subject.first - 1
    place = token + 1
    while place < min(window, end):  # a time put between counts for nothing: «ضربت طائرات، فجر أمس، محطة»
        info = scene.infos[place]
        if place not in scene.covered and (
            info.word[0] in "،,"
            or info.word.isdigit()
            or info.folded in NUMERALS
            or "time_words" in info.kinds
        ):
            window += 1
        place += 1
    return window


def _roles(scene: Scene, token: int, reading: Reading, entry: Entry, memory: Memory) -> Roles:
    if reading.form.tense is NOUN:
        return noun_roles(scene, token, reading, entry, memory)
    if reading.form.tense is PARTICIPLE:
        return participle_roles(scene, token, reading, entry, memory)
    return verb_roles(scene, token, reading, entry, memory)


_EARLIER = frozenset(fold(word) for word in ("بعد", "عقب", "إثر", "خلال", "أثناء", "ختام", "اختتام"))


def _is_perfect(scene: Scene, token: int) -> bool:
    """Tell whether the word tells of something done."""
    return any(r.form.tense is PERFECT for r in scene.infos[token].readings)


def _content(scene: Scene, token: int, entry: Entry, roles: Roles) -> Scope | None:
    if entry.content is None or entry.content is ASSERTED:
        return None
    end = scene.clause_end(token)
    for place in range(token + 3, end):  # «اتفقا على تسيير دوريات بعد مباحثات»: those were held
        if place in scene.covered:
            continue
        info = scene.infos[place]
        then = info.folded == "ثم" and place + 1 < end and _is_perfect(scene, place + 1)
        if info.folded in _EARLIER or then:  # «حمّلتها المسؤولية، ثم طردت سفيرها»
            end = place
            break
    return Scope(token + 1, end, entry.content, f"content of {entry.name}")
