"""The subject that stands before its verb."""

from workers.events.agreement import is_adverb
from workers.events.members import PER
from workers.events.parts import Phrase
from workers.events.phrases import Scene
from workers.events.words import CUES, PREPOSITIONS, cue_bits

_ADVERBS, _PASSED = cue_bits("skip_words", "time_words", "negators"), cue_bits("negators", "skip_words")
_BOUNDARIES = cue_bits("complementizers", "clause_breaks", "auxiliaries", "relatives")
_RELATIVES = CUES["relatives"]
_AUXILIARIES = CUES["auxiliaries"]
_PEOPLE = frozenset(("person", "soldier", "crowd", "armed"))


def subject_before(scene: Scene, verb: int) -> tuple[Phrase, ...]:
    """Return the subject that stands before its verb: «بوتين وكيم قد بحثا», «الرئيس الذي زار»."""
    kept = scene.subjects.get(verb)
    if kept is None:
        kept = scene.subjects[verb] = _subject_before(scene, verb)
    return kept


def _subject_before(scene: Scene, verb: int) -> tuple[Phrase, ...]:
    start = verb - 1
    if start > scene.first and start not in scene.covered and scene.infos[verb].folded.endswith("وا"):
        near = scene.infos[start]
        if near.role in _PEOPLE and not near.definite and not near.conjunction:
            phrase = scene.phrase(start, verb)  # «فرقت القوات خريجين اعتصموا أمام …»
            return (phrase,) if phrase is not None else ()
    while start >= scene.first and start not in scene.covered:
        adverb = scene.infos[start].cues & _ADVERBS
        if not adverb and start not in scene.date_tokens:
            break
        start -= 1
    if start < scene.first:
        return ()
    if (
        start not in scene.covered
        and scene.infos[start].cues & _RELATIVES
        and scene.infos[start].folded != "من"
    ):
        if start - 1 > scene.first and scene.infos[start - 1].word[0] in "،,":
            return _ending_at(scene, start - 1)  # «الهيئة، التي طالبت»
        return _ending_at(scene, start)
    boundary = verb - 1
    while boundary >= scene.first:
        info = scene.infos[boundary]
        if (
            info.punctuation or (info.cues & _BOUNDARIES and not info.cues & PREPOSITIONS)
        ) and boundary not in scene.covered:
            if info.punctuation and (opening := scene.opening(boundary)) < boundary:
                boundary = opening - 1  # «المهاجم، البالغ 19 عاما، طعن»
                continue
            if info.punctuation and info.word[0] in '،,«»"“”()':
                reached = _reaches(scene, boundary + 1, verb)
                if reached:
                    named = scene.covered.get(boundary - 1)
                    office = reached[0].kind == "government" and reached[0].mention is None
                    if office and named is not None and named.type is PER:
                        return (scene.named(named),)  # «سالم، رئيس المصرف، استقال»
                    return reached
                boundary -= 1
                continue
            if boundary == start > scene.first and info.cues & _AUXILIARIES:
                return _subject_before(scene, boundary)  # «إن الزوارق كانت تهاجم»
            return _reaches(scene, boundary + 1, verb)
        boundary -= 1
    reached = _reaches(scene, scene.first, verb)
    return () if reached and is_adverb(scene, reached[0]) else reached


def _reaches(scene: Scene, token: int, verb: int) -> tuple[Phrase, ...]:
    """Return the group that begins at `token` if nothing but adverbs stands between it and `verb`."""
    token = scene.skip(token, verb)
    if token >= verb or scene.preposition(token):
        return ()
    if _is_unknown_verb(scene, token, verb):
        token = _behind_pronoun(scene, token + 1, verb)  # «ثم تدخلت الشرطة وأبعدتهم»
    group, after = scene.group(token, verb)
    while group and after < verb:
        skipped = scene.skip(after, verb)
        info = scene.infos[skipped] if skipped < verb else None
        if info is not None and skipped not in scene.covered and info.cues & _PASSED:
            skipped += 1
        elif (
            info is not None
            and (info.cues & PREPOSITIONS or scene.preposition(skipped))
            and after - token < 12
        ):
            if info.cues & CUES["pronoun_prepositions"]:
                after = skipped + 1
                continue
            inner, ahead = scene.group(skipped + (0 if scene.preposition(skipped) else 1), verb)
            if not inner:
                return ()
            skipped = ahead
        elif info is not None and (
            info.cues & CUES["adjectives"] or "annexed" in info.kinds or _matches(scene, skipped)
        ):
            skipped += 1
        if skipped == after:
            return ()
        after = skipped
    return group


def _matches(scene: Scene, token: int) -> bool:
    """Tell an adjective by the article or the ending of the noun before it: «اللجان المختصة», «شبانا غاضبين»."""
    noun, word = scene.infos[token - 1], scene.infos[token]
    if token in scene.covered or token - 1 in scene.covered or noun.definite is not word.definite:
        return False
    if word.telling or word.conjunction:
        return False
    if word.definite:
        return not word.role
    if len(word.folded) < 4 or word.folded[0] in "يت":
        return False
    return any(word.folded.endswith(end) and noun.folded.endswith(end) for end in _INDEFINITE_ENDS)


_INDEFINITE_ENDS = ("ا", "ين", "ون", "ات")


def _is_unknown_verb(scene: Scene, token: int, verb: int) -> bool:
    """Tell a feminine perfect that is in no list, by its open ت, from a noun before its owner."""
    info = scene.infos[token]
    if token in scene.covered or info.role or info.kinds or info.definite or token + 1 >= verb:
        return False
    after = _behind_pronoun(scene, token + 1, verb)
    open_t = len(info.folded) > 4 and info.folded.endswith("ت") and not info.folded.endswith("ات")
    return open_t and after < verb and (scene.infos[after].definite or after in scene.covered)


def _behind_pronoun(scene: Scene, token: int, verb: int) -> int:
    """Return the token behind the verb's prepositions with pronouns: «فتصدت لهم الشرطة واعتقلت»."""
    while token < verb and token not in scene.covered and "pronoun_prepositions" in scene.kinds(token):
        token += 1
    return token


def _ending_at(scene: Scene, stop: int) -> tuple[Phrase, ...]:
    """Return the phrase that ends at `stop`: the whole, but of an act only its people («لتفريق المحتجين الذين»)."""
    whole: tuple[Phrase, ...] = ()
    for start in range(max(scene.first, stop - 8), stop):
        if scene.nounish(start):
            phrase = scene.phrase(start, stop)
            if phrase is not None and phrase.last == stop:
                if phrase.kind != "thing" or not any(not r.is_verb for r in scene.infos[start].readings):
                    return whole if whole and phrase.kind == "thing" else (phrase,)
                whole = whole or (phrase,)
    return whole
