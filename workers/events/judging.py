"""What the frames ask of every word they pass, judged once for each word form; and the order of its readings."""

from workers.events.inflect import Tense
from workers.events.lexicon import Entry
from workers.events.words import PREPOSITIONS, Reading, WordInfo, cue_bits

_OPENING = cue_bits("clause_breaks", "relatives", "complementizers")
_PASSED = cue_bits("skip_words", "time_words")
_NO_NOUN = _OPENING | cue_bits(
    "prepositions", "negators", "subjunctives", "skip_words", "auxiliaries", "pronouns"
)


def helper_rank(reading: Reading) -> tuple[bool, bool, bool]:
    """Order helpers: perfects first («تلقى» before «تلقي»), actives before passives."""
    return (reading.form.tense is not Tense.PERFECT, reading.form.passive, bool(reading.conjunction))


def rank(reading: Reading) -> tuple[int, bool, int]:
    """Order readings by likelihood: finite verbs first, actives before passives, fewer clitics first."""
    clitics = len(reading.preposition) + len(reading.conjunction) + len(reading.pronoun) + reading.future
    return (0 if reading.is_verb else 1, reading.form.passive, clitics)


def specificity(entry: Entry) -> int:
    """Order the senses of a lemma: those that want certain words come first."""
    return sum(
        map(
            bool,
            (entry.after, entry.verb_after, entry.noun_after, entry.with_, entry.before, entry.source_kind),
        )
    )


def judge_plain(info: WordInfo) -> None:
    """Judge a word that the lexicon has no part of."""
    verb = info.finite = info.verb_like
    if info.word[0].isdigit():
        info.firm = not info.word.isdigit()
    else:
        info.nounish = not verb
    info.opens = verb or (info.folded[-1] == "ا" and info.folded.startswith(("م", "وم")))


def judge(info: WordInfo) -> None:
    """Judge once what the clauses ask of every word."""
    cues, digits = info.cues, info.word[0].isdigit()
    info.finite = info.verb_like and not (info.role or cues & PREPOSITIONS)
    info.nounish = not digits and bool(
        info.role
        or (not cues & _NO_NOUN and (not info.verb_like or any(not r.is_verb for r in info.readings)))
    )
    info.firm = not (info.word.isdigit() or (cues & _PASSED and not info.attached))
    if cues & _OPENING and not cues & PREPOSITIONS:
        info.opens = True
    elif info.folded != "بين":  # the preposition, though it may be the verb «بيّن»
        participle = info.folded.endswith("ا") and info.folded.startswith(("م", "وم"))
        info.opens = bool(
            (info.verb_like and not info.role)
            or any(r.form.tense is Tense.PARTICIPLE for r in info.readings)
            or (participle and not info.kinds and not info.role)
        )


def flag(info: WordInfo) -> None:
    """Judge what only words with readings or cues may be."""
    both = (*info.readings, *info.helpers)
    joined = info.conjunction and (
        (info.verb_like and not info.role and bool(info.readings) and info.readings[0].start > 0)
        or any(h.is_verb and h.conjunction for h in info.helpers)
    )
    info.breaks = joined or "clause_breaks" in info.kinds
    if not info.role and "prepositions" not in info.kinds and all(r.is_verb for r in both):
        info.anew = any(
            r.speech
            or r.form.tense is Tense.IMPERFECT
            or r.pronoun
            or r.conjunction
            or r.form.agreement != "3ms"
            for r in both
        )
    info.reports = any(h.speech and h.is_verb for h in info.helpers) or "speech_prepositions" in info.kinds
