"""What the frames ask of every word they pass, judged once for each word form; and the order of its readings."""

from workers.events.lexicon import Entry
from workers.events.members import IMPERFECT, PARTICIPLE, PERFECT
from workers.events.words import PREPOSITIONS, Reading, WordInfo, cue_bits

_OPENING = cue_bits("clause_breaks", "relatives", "complementizers")
_PASSED = cue_bits("skip_words", "time_words")
_NO_NOUN = _OPENING | cue_bits(
    "prepositions", "negators", "subjunctives", "skip_words", "auxiliaries", "pronouns"
)


def helper_rank(reading: Reading) -> tuple[bool, bool, bool]:
    """Order helpers: perfects first («تلقى» before «تلقي»), actives before passives."""
    return (reading.form.tense is not PERFECT, reading.form.passive, bool(reading.conjunction))


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


def plain(word: str, folded: str) -> WordInfo:
    """Say what a word is that the lexicon has no part of: what its shape tells."""
    joined = folded[0]
    unjoined = folded[1:] if (joined == "و" or joined == "ف") and len(folded) > 2 else folded
    first, size = unjoined[0], len(unjoined)
    attached, definite, verb = "", False, False
    if first == "ا":
        definite = size > 4 and unjoined[1] == "ل"
    elif first == "ي":
        verb = size > 3 and unjoined[-1] not in "اه"
    elif first in "بلك":
        article = "لل" if first == "ل" else first + "ال"
        definite = size > len(article) + 1 and unjoined.startswith(article)
        if definite or (size > 3 and first != "ك"):
            attached = first
    verb = verb or (size > 4 and unjoined.endswith("وا"))  # «سكبوا»
    digit = word[0].isdigit()
    return WordInfo(
        word,
        folded,
        conjunction=joined == "و" and len(folded) > 3,
        attached=attached,
        definite=definite,
        verb_like=verb,
        finite=verb,
        nounish=not (verb or digit),
        opens=verb or (folded[-1] == "ا" and folded.startswith(("م", "وم"))),
        firm=not (digit and word.isdigit()),
    )


def judge(info: WordInfo) -> None:
    """Judge once what the clauses ask of every word."""
    cues, word = info.cues, info.word
    nominal = participle = False
    for reading in info.readings:
        nominal = nominal or not reading.is_verb
        participle = participle or reading.form.tense is PARTICIPLE
    info.telling = bool(info.readings or info.helpers or cues)
    info.finite = info.verb_like and not (info.role or cues & PREPOSITIONS)
    if not word[0].isdigit():
        info.nounish = bool(info.role) or not (cues & _NO_NOUN or (info.verb_like and not nominal))
    info.firm = not (word.isdigit() or (cues & _PASSED and not info.attached))
    if cues & _OPENING and not cues & PREPOSITIONS:
        info.opens = True
    elif info.folded != "بين":  # the preposition, though it may be the verb «بيّن»
        if participle or (info.verb_like and not info.role):
            info.opens = True
        elif not info.kinds and not info.role:
            info.opens = info.folded[-1] == "ا" and info.folded.startswith(("م", "وم"))


def flag(info: WordInfo) -> None:
    """Judge what only words with readings or cues may be."""
    joined = bool(
        info.conjunction and info.verb_like and not info.role and info.readings and info.readings[0].start > 0
    )
    for helper in info.helpers:
        if helper.is_verb:
            joined = joined or bool(info.conjunction and helper.conjunction)
            info.reports = info.reports or helper.speech
    info.breaks = joined or "clause_breaks" in info.kinds
    info.reports = info.reports or "speech_prepositions" in info.kinds
    if info.role or info.cues & PREPOSITIONS:
        return
    for r in (*info.readings, *info.helpers):
        if not r.is_verb:
            info.anew = False
            return
        if r.speech or r.pronoun or r.conjunction or r.form.agreement != "3ms" or r.form.tense is IMPERFECT:
            info.anew = True
