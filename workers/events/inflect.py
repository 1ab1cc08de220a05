"""Inflect Arabic verbs and nouns into the folded surfaces that news text shows.

A verb is given by its perfect and its imperfect (third person masculine singular), which carry root,
pattern and class between them: `زار يزور`, `التقى يلتقي`, `شنّ يشنّ`. A shadda is written where it
tells classes apart: on the last letter of a doubled verb, on the second of form II. Surfaces are
folded as `workers.text.fold` folds words (no vowels, hamza on alef dropped, ى as ي, ة as ه), so that
moods and voices that differ by vowels alone coincide. Checked against the verb sheets of Camel Morph
MSA (CC BY 4.0) in tests/events/test_inflect.py.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from workers.text.fold import fold

SHADDA = "\u0651"
OBJECT_PRONOUNS = ("هما", "هم", "هن", "ها", "ه")
"""Pronouns of the third person that join a verb; folded; longest first. News has hardly any other."""
POSSESSIVE_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "ه")
"""Pronouns that join a noun; folded; longest first."""
_WEAK = "اوي"


class Tense(StrEnum):
    """What the form says of time; moods of the imperfect are told by the particle before it."""

    PERFECT = "perfect"
    IMPERFECT = "imperfect"
    IMPERATIVE = "imperative"
    NOUN = "noun"
    PARTICIPLE = "participle"


class Form(msgspec.Struct, frozen=True, gc=False):
    """One folded surface of a lemma, without proclitics.

    `agreement` is person, gender and number (`3ms`, `3fd`, `1p` …), for nouns number and, where it
    shows, case (`s`, `d`, `p`, `dc` a dual in construct, `sa` with the alef of tanwin). `bound` forms only stand before a pronoun.
    """

    surface: str
    tense: Tense
    agreement: str
    passive: bool = False
    bound: bool = False
    jussive: bool = False
    """The short form of weak verbs, which only stands after لم, لا and the ل of command."""


def _plain(word: str) -> str:
    return fold(word)


def is_doubled(perfect: str) -> bool:
    """Tell whether the verb's second and third radicals are one letter with shadda (`ردّ`)."""
    return perfect.endswith(SHADDA)


def is_hollow(perfect: str, imperfect: str) -> bool:
    """Tell whether the middle radical is weak and shows as a long vowel (`زار`, `استقال`)."""
    past, present = _plain(perfect), _plain(imperfect)
    return (
        not is_doubled(perfect)
        and len(past) >= 3
        and past[-2] == "ا"
        and past[-1] not in "اي"
        and present[-2:-1] in _WEAK
        and present[-1:] == past[-1]
    )


def is_defective(perfect: str) -> bool:
    """Tell whether the last radical is weak (`دعا`, `التقى`)."""
    raw = perfect.rstrip(SHADDA)
    return raw.endswith(("ى", "ا"))


def _perfect_endings(long: str, short: str, passive: bool) -> Iterator[Form]:
    """Attach the endings of a sound verb; `short` is the stem before endings that start with a consonant."""
    for agreement, stem, ending, before_pronoun in (
        ("3ms", long, "", ""),
        ("3fs", long, "ت", "ت"),
        ("3md", long, "ا", "ا"),
        ("3fd", long, "تا", "تا"),
        ("3mp", long, "وا", "و"),
        ("3fp", short, "ن", "ن"),
        ("1s", short, "ت", "ت"),
        ("1p", short, "نا", "نا"),
        ("2md", short, "تما", "تما"),
        ("2mp", short, "تم", "تمو"),
    ):
        base = stem[:-1] if ending and stem[-1] == ending[0] and stem[-1] in "نت" else stem  # شننّا, ثبتّ
        yield Form(base + ending, Tense.PERFECT, agreement, passive)
        if not passive:
            yield Form(base + before_pronoun, Tense.PERFECT, agreement, passive, bound=True)


def _perfect_defective(past: str, raw_last: str, passive: bool) -> Iterator[Form]:
    base = past[:-1]
    glide = "ي" if passive or raw_last == "ى" else "و"
    yield Form(base + ("ي" if glide == "ي" else "ا"), Tense.PERFECT, "3ms", passive)
    feminine = base + ("يت" if passive else "ت")
    yield Form(feminine, Tense.PERFECT, "3fs", passive)
    yield Form(base + glide + "ا", Tense.PERFECT, "3md", passive)
    yield Form(feminine + "ا", Tense.PERFECT, "3fd", passive)
    yield Form(base + "وا", Tense.PERFECT, "3mp", passive)
    for agreement, ending in (("3fp", "ن"), ("1s", "ت"), ("1p", "نا"), ("2md", "تما"), ("2mp", "تم")):
        yield Form(base + glide + ending, Tense.PERFECT, agreement, passive)
    if passive:
        return
    for agreement, ending in (("3ms", "ا"), ("3fs", "ت"), ("3md", glide + "ا"), ("3mp", "و")):
        yield Form(base + ending, Tense.PERFECT, agreement, bound=True)
    for agreement, ending in (("1s", "ت"), ("1p", "نا")):
        yield Form(base + glide + ending, Tense.PERFECT, agreement, bound=True)


def _perfect(perfect: str, imperfect: str) -> Iterator[Form]:
    past = _plain(perfect)
    if is_doubled(perfect):
        short = past + past[-1]
        yield from _perfect_endings(past, short, passive=False)
        yield from _perfect_endings(past, short, passive=True)
    elif is_hollow(perfect, imperfect):
        short = past[:-2] + past[-1]
        passive = past[:-2] + "ي" + past[-1]
        yield from _perfect_endings(past, short, passive=False)
        yield from _perfect_endings(passive, short, passive=True)
    elif is_defective(perfect):
        raw_last = perfect.rstrip(SHADDA)[-1]
        yield from _perfect_defective(past, raw_last, passive=False)
        yield from _perfect_defective(past, raw_last, passive=True)
    else:
        yield from _perfect_endings(past, past, passive=False)
        if past[-1] == "ي":  # بقي، لقي
            yield Form(past[:-1] + "وا", Tense.PERFECT, "3mp")
        if perfect.endswith("أ"):  # هنأ: هنؤوا beside هنأوا, هُنّئ
            yield Form(past[:-1] + "ؤوا", Tense.PERFECT, "3mp")
            yield Form(past[:-1] + "ئوا", Tense.PERFECT, "3mp", passive=True)
            yield Form(past[:-1] + "ئ", Tense.PERFECT, "3ms", passive=True)
            yield Form(past[:-1] + "ئت", Tense.PERFECT, "3fs", passive=True)
        passive = _sound_passive(past)
        yield from _perfect_endings(passive, passive, passive=True)


def _sound_passive(past: str) -> str:
    """Write the passive perfect: its vowels are invisible but for the long ones (شورك، تُبودل)."""
    if len(past) == 4 and past[1] == "ا" and past[0] != "ا":
        return past[0] + "و" + past[2:]
    if len(past) == 5 and past[0] == "ت" and past[2] == "ا":
        return past[:2] + "و" + past[3:]
    return past


def _imperfect_stem(imperfect: str) -> str:
    return _plain(imperfect)[1:]


def _imperfect_endings(stem: str, jussive: str, feminine_plural: str, passive: bool) -> Iterator[Form]:
    """Attach prefixes and endings; `stem` before vowels, `jussive` where nothing follows."""
    for agreement, prefix, ending in (
        ("3md", "ي", "ان"),
        ("3fd", "ت", "ان"),
        ("3mp", "ي", "ون"),
        ("2mp", "ت", "ون"),
        ("2fs", "ت", "ين"),
        ("3md", "ي", "ا"),
        ("3fd", "ت", "ا"),
        ("3mp", "ي", "وا"),
        ("2mp", "ت", "وا"),
    ):
        vowel = stem
        if stem[-1] in "يو" and ending[0] in "وي":
            vowel = stem[:-1]
        yield Form(prefix + vowel + ending, Tense.IMPERFECT, agreement, passive)
        if not passive:
            bound = ending[:-1] if ending == "وا" else ending
            yield Form(prefix + vowel + bound, Tense.IMPERFECT, agreement, bound=True)
    yield Form("ي" + feminine_plural, Tense.IMPERFECT, "3fp", passive)
    for agreement, prefix in (("3ms", "ي"), ("3fs", "ت"), ("1p", "ن"), ("1s", "ا")):
        yield Form(prefix + stem, Tense.IMPERFECT, agreement, passive)
        if jussive != stem:
            yield Form(prefix + jussive, Tense.IMPERFECT, agreement, passive, jussive=True)
        if not passive:
            yield Form(prefix + stem, Tense.IMPERFECT, agreement, bound=True)
            if jussive != stem:
                yield Form(prefix + jussive, Tense.IMPERFECT, agreement, bound=True, jussive=True)


def _imperfect(perfect: str, imperfect: str) -> Iterator[Form]:
    stem = _imperfect_stem(imperfect)
    raw_last = imperfect.rstrip(SHADDA)[-1]
    if is_hollow(perfect, imperfect):
        jussive = stem[:-2] + stem[-1]
        yield from _imperfect_endings(stem, jussive, jussive + "ن", passive=False)
        passive = stem[:-2] + "ا" + stem[-1]
        yield from _imperfect_endings(passive, jussive, jussive + "ن", passive=True)
    elif raw_last in "يوى":
        yield from _imperfect_endings(stem, stem[:-1], stem + "ن", passive=False)
        if raw_last == "ى":  # before a pronoun: يتولاه
            for agreement, prefix in (("3ms", "ي"), ("3fs", "ت"), ("1p", "ن"), ("1s", "ا")):
                yield Form(prefix + stem[:-1] + "ا", Tense.IMPERFECT, agreement, bound=True)
        passive = stem[:-1] + "ي"
        yield from _imperfect_endings(passive, stem[:-1], passive + "ن", passive=True)
    else:
        feminine = stem + stem[-1] + "ن" if is_doubled(perfect) else stem + "ن"
        yield from _imperfect_endings(stem, stem, feminine, passive=False)
        past = _plain(perfect)
        passive = "و" + stem if past[0] == "و" and stem[0] != "و" and len(past) == 3 else stem
        if raw_last == "ئ":  # يهنّئ, passive يُهنّأ
            passive = stem[:-1] + "ا"
        yield from _imperfect_endings(passive, passive, passive + "ن", passive=True)
        if raw_last == "أ":  # يبدؤون beside يبدأون
            yield Form("ي" + stem[:-1] + "ؤون", Tense.IMPERFECT, "3mp")


def _imperative(perfect: str, imperfect: str) -> Iterator[Form]:
    """Yield the two imperatives that headlines and slogans use; forms with a prosthetic alef included."""
    stem = _imperfect_stem(imperfect)
    raw_last = imperfect.rstrip(SHADDA)[-1]
    if is_hollow(perfect, imperfect):
        short = stem[:-2] + stem[-1]
    elif raw_last in "يوى":
        short = stem[:-1]
    else:
        short = stem
    past = _plain(perfect)
    needs_alef = past[0] == "ا" or (
        len(past) == 3 and SHADDA not in perfect and not is_hollow(perfect, imperfect)
    )
    prefix = "ا" if needs_alef and not short.startswith("ا") else ""
    if past[0] == "و" and len(past) == 3 and stem[0] != "و":
        prefix = ""
    yield Form(prefix + short, Tense.IMPERATIVE, "2ms")
    plural = stem[:-1] if raw_last in "يوى" else stem
    yield Form(prefix + plural + "وا", Tense.IMPERATIVE, "2mp")


def verb_forms(perfect: str, imperfect: str) -> tuple[Form, ...]:
    """Return every folded form of the verb: both tenses, both voices, imperative, before pronouns too."""
    forms = dict.fromkeys(_perfect(perfect, imperfect))
    forms.update(dict.fromkeys(_imperfect(perfect, imperfect)))
    forms.update(dict.fromkeys(_imperative(perfect, imperfect)))
    return tuple(form for form in forms if len(form.surface) > 1)


def active_participle(perfect: str, imperfect: str) -> str:
    """Return the masculine singular active participle, folded (`مطالب`، `داعي`، `رافض`)."""
    past, stem = _plain(perfect), _imperfect_stem(imperfect)
    form_one = len(past) == 3 and SHADDA not in perfect[:-1]
    if not form_one or is_doubled(perfect):
        return "م" + stem if not form_one else past[0] + "ا" + past[1]
    if is_hollow(perfect, imperfect):
        return past[0] + "ائ" + past[-1]
    if is_defective(perfect):
        return past[0] + "ا" + past[1] + "ي"
    return past[0] + "ا" + past[1:]


def participle_forms(perfect: str, imperfect: str) -> tuple[Form, ...]:
    """Return the indefinite accusative forms, as the circumstantial clause has them (`مطالبًا`)."""
    base = active_participle(perfect, imperfect)
    plural = base[:-1] if base.endswith("ي") else base
    return (
        Form(base + "ا", Tense.PARTICIPLE, "ms"),
        Form(base + "ه", Tense.PARTICIPLE, "fs"),
        Form(base + "ين", Tense.PARTICIPLE, "md")
        if base == plural
        else Form(plural + "ين", Tense.PARTICIPLE, "mp"),
    )


def noun_forms(noun: str, plurals: tuple[str, ...] = (), *, countable: bool = True) -> tuple[Form, ...]:
    """Return the folded forms of a (verbal) noun: tanwin alef, dual, sound plural, before pronouns.

    `plurals` are the broken ones, or the only ones to use; without them the sound feminine plural is
    built. `countable=False` gives neither dual nor plural.
    """
    word = _plain(noun)
    feminine = noun.endswith("ة")
    forms = [Form(word, Tense.NOUN, "s")]
    if feminine:
        bound, stem = word[:-1] + "ت", word[:-1] + "ت"
        sound_plural = word[:-1] + "ات"
    else:
        bound, stem = word, word
        sound_plural = word + "ات"
        if word[-1] not in "ايءو" or word[-1] in "يو":
            forms.append(Form(word + "ا", Tense.NOUN, "sa"))
    forms.append(Form(bound, Tense.NOUN, "s", bound=True))
    if noun.endswith("ء"):  # لقاؤه، لقائه، لقاءه
        forms += [Form(word[:-1] + seat, Tense.NOUN, "s", bound=True) for seat in "ؤئ"]
    if noun.endswith("ى"):
        forms.append(Form(word[:-1] + "ا", Tense.NOUN, "s", bound=True))
    if countable:
        forms += [Form(stem + ending, Tense.NOUN, "d") for ending in ("ان", "ين")]
        if feminine:  # masculine ones look like the tanwin alef and like a nisba (اجتماعا، اجتماعي)
            forms += [Form(stem + ending, Tense.NOUN, "dc") for ending in ("ا", "ي")]
            forms += [Form(stem + ending, Tense.NOUN, "d", bound=True) for ending in ("ا", "ي")]
        for plural in plurals or (sound_plural,):
            folded = _plain(plural)
            forms.append(Form(folded, Tense.NOUN, "p"))
            tied = folded[:-1] + "ت" if plural.endswith("ة") else folded
            forms.append(Form(tied, Tense.NOUN, "p", bound=True))
            if folded[-1] not in "ايءوته" and folded[-2:] != "ات":
                forms.append(Form(folded + "ا", Tense.NOUN, "pa"))
    return tuple(dict.fromkeys(forms))


def duals(word: str) -> tuple[str, ...]:
    """Return the dual forms of a folded singular noun; () for a word that shows another number already."""
    if len(word) < 3 or " " in word or word.endswith(("ين", "ون", "ان", "ات", "ا", "ي", "و", "ء")):
        return ()
    if word[-1] == "ه":
        return word[:-1] + "تان", word[:-1] + "تين"
    return () if word[0] == "م" else (word + "ان", word + "ين")  # «مطالبين» is of «مطالب» and «مُطالِب»
