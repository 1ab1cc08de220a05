"""Whether a phrase can be the subject of the verb before it: gender, number and case."""

from workers.events.lexicon import Entry, word_set
from workers.events.members import PER, REQUEST, THREATEN
from workers.events.parts import Argument, Phrase, is_nisba
from workers.events.phrases import Scene
from workers.events.words import Reading
from workers.text.fold import fold

_TENS = frozenset(
    word
    for tens in ("عشر", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
    for word in (fold(tens), fold(tens)[:-2] + "ين")
)


def is_measure(scene: Scene, phrase: Phrase) -> bool:
    """Tell a stretch of time from an actor or object: «حكمت عليه بالسجن ثماني سنوات»."""
    if phrase.mention is not None or phrase.kind not in ("quantity", "thing"):
        return False
    return any("units" in scene.kinds(place) for place in range(phrase.first, phrase.last))


def is_qualifier(scene: Scene, arguments: list[Argument], argument: Argument) -> bool:
    """Tell an adjective of the noun before it from an object: «في حي مكتظ», «بإضراب عام»."""
    phrase = argument.phrases[0]
    if phrase.mention is not None:
        return False
    head = scene.infos[phrase.head]
    if head.folded in _COMPARATIVES and phrase.first > scene.first:
        return any(a.last == phrase.first for a in arguments)  # «إجراءات أكثر حسما»
    if phrase.last == phrase.first + 2 and "annexed" in scene.kinds(phrase.last - 1) and not phrase.definite:
        return True  # «طائرة مجهولة المصدر»
    before = next((a for a in arguments if a.last == argument.first and a.phrases and a.preposition), None)
    owner = before.phrases[-1] if before is not None else None
    if owner is not None and phrase.kind == "crowd" and phrase.definite:  # «ضد المتشددين الأكراد»
        return owner.mention is None and owner.definite and scene.infos[owner.head].folded.endswith("ين")
    if phrase.kind != "thing" and "adjectives" not in head.kinds:
        return False
    owned = phrase.definite or scene.infos[phrase.last - 1].definite
    if owner is not None and not owned and _is_event(scene, owner):
        return True  # «بانفجار عبوة»
    if phrase.last != phrase.first + 1 and not scene.infos[phrase.last - 1].conjunction:
        return False
    if "annexed" in head.kinds:
        return True  # «سيارة تابعة لـ»
    if phrase.definite and owner is not None and owner.mention is None and owner.definite:
        return phrase.kind == "thing" and (
            "adjectives" in head.kinds or is_nisba(head.word)
        )  # «بالرصاص الحي»
    if phrase.definite:
        return phrase.kind == "thing" and _describes_name(scene, phrase)
    if head.folded.endswith("ا") or owner is None:
        return False
    if owner.mention is not None or owner.definite or owner.last != owner.first + 1:
        return False
    feminine = scene.infos[owner.head].folded.endswith(("ه", "ات"))
    return feminine == head.folded.endswith("ه")


def _is_event(scene: Scene, owner: Phrase) -> bool:
    """Tell an indefinite event noun alone, that what touches it belongs to."""
    if owner.mention is not None or owner.definite or owner.last != owner.first + 1:
        return False
    readings = scene.infos[owner.head].readings
    return bool(readings) and all(not r.is_verb for r in readings)


def _describes_name(scene: Scene, phrase: Phrase) -> bool:
    """Tell a definite word that describes the name before it: «سالم، العائد من …،», «شركة سالم الأمريكية»."""
    comma = phrase.first - 1
    if comma - 1 > scene.first and scene.infos[comma].word[0] in "،,":
        named = scene.covered.get(comma - 1)
        behind = scene.infos[phrase.last] if phrase.last < scene.last else None
        if named is not None and named.type is PER and behind is not None:
            return "prepositions" in behind.kinds or bool(behind.attached)
    head = scene.infos[phrase.head]
    adjective = "adjectives" in head.kinds or is_nisba(head.word)
    return adjective and scene.before(phrase.first) in scene.covered


_COMPARATIVES = frozenset(("اكثر", "اقل", "اشد"))


def is_late_adjective(plain: list[Argument]) -> bool:
    """Tell whether the second of three phrases only describes the first: «تجار السوق القديم البضائع»."""
    owner, word, behind = (argument.phrases[0] for argument in plain)
    if word.mention is not None or word.kind != "thing" or not word.definite or word.last != word.first + 1:
        return False
    constructed = owner.mention is None and owner.last == owner.first + 2 and not owner.definite
    return constructed and owner.last == word.first and word.last == behind.first


def is_named_behind(scene: Scene, plain: list[Argument]) -> bool:
    """Tell whether the second phrase is the name of the one before: «قتل الطفل الرضيع سالم جابر»."""
    described, name = plain[0].phrases[0], plain[1].phrases[0]
    if described.mention is not None or not described.definite or described.last != name.first:
        return False
    if described.kind != "person" and "singles" not in scene.kinds(described.head):
        return False
    return name.mention is not None and name.mention.type is PER and not name.mention.clitics


def whose_weapon(scene: Scene, arguments: list[Argument]) -> Phrase | None:
    """Return the people whose shots or bombs hit: «قتل برصاص مسلحين», «أصيب بنيران الشرطة»."""
    for argument in arguments:
        if argument.preposition != "ب" or not argument.phrases:
            continue
        weapon = argument.phrases[0]
        if weapon.mention is not None or scene.infos[weapon.head].bare.isdisjoint(_WEAPONS):
            continue
        owner = next(
            (a.phrases[0] for a in arguments if a.first == weapon.head + 1 and not a.preposition), None
        )
        if owner is None and weapon.last > weapon.head + 1:
            owner = scene.phrase(weapon.head + 1, weapon.last)
        fights = owner is not None and (owner.kind in _FIGHTERS or owner.mention is not None)
        return owner if fights else None
    return None


def wielded_at(scene: Scene, plain: list[Argument]) -> int:
    """Return the verb that brings who fired or drove the thing that hit; 0 where there is none.

    «أصابت قذيفة أطلقها مسلحون بيتا», «دهست شاحنة يقودها شاب حشدا».
    """
    if not plain or plain[0].phrases[0].mention is not None or plain[0].phrases[0].definite:
        return 0
    for verb in range(plain[0].first + 1, min(scene.last, plain[0].last + 3)):
        if scene.infos[verb].folded in _WIELDED:
            return verb
        if scene.infos[verb].punctuation or scene.infos[verb].telling:
            return 0
    return 0


_WIELDED = word_set("wielded_by")
_WEAPONS = word_set("weapons")
_FIGHTERS = frozenset(("army", "armed", "police", "soldier", "org"))


def is_remainder(arguments: list[Argument], argument: Argument) -> bool:
    """Tell whether a bare thing only goes on with the prepositional phrase that it touches."""
    kind = argument.phrases[0].kind
    if kind not in ("thing", "loc"):
        return False
    before = next((a for a in arguments if a.preposition and a.phrases and a.last == argument.first), None)
    if before is None or kind == "thing":
        return before is not None
    owner = before.phrases[-1]
    return owner.mention is None and not owner.definite  # «في ريف محافظة حمص»


def is_complement(scene: Scene, entry: Entry, phrase: Phrase) -> bool:
    """Tell whether the phrase is the word that the entry wants behind its verb."""
    head = scene.infos[phrase.head]
    owned = phrase.mention is None and head.folded.endswith(("ها", "هم"))  # «واستدعت سفيرها»
    return (phrase.kind == "thing" or owned) and bool(head.sets & scene.vocabulary.masks[entry].after)


def disagrees(scene: Scene, token: int, reading: Reading, phrase: Phrase, *, alone: bool) -> bool:
    """Tell whether an adjacent phrase cannot be the verb's subject: «دعا إيران», «استقبلت الرئيس».

    `alone`: no other bare phrase follows that could be the object («فأحرق أنصارها حافلتين»).
    """
    if phrase.first == token + 2 and scene.infos[token + 1].folded in _ANY:
        return True  # «ورفض أي اتفاق»: whoever acts is somebody
    counted = scene.infos[token + 1].word.isdigit() and phrase.first == token + 2 and phrase.kind == "thing"
    if counted and reading.conjunction and not reading.form.passive:
        return alone  # «وصادرت 60 كيلوغراما»
    if phrase.first == token + 2 and scene.infos[token + 1].folded in ("هذه", "تلك"):
        return reading.form.agreement == "3ms"  # «دعا هذه الدول»
    near = scene.skip(token + 1, phrase.first + 1)
    while near < phrase.first and near not in scene.covered and "pronoun_prepositions" in scene.kinds(near):
        near = scene.skip(near + 1, phrase.first + 1)  # «وأوقفت منهم أربعين»
    if near != phrase.first or reading.form.passive:
        return False
    if phrase.first != phrase.head and phrase.mention is None:
        return False  # «هاجمت مجموعة من المسلحين»
    folded = phrase.core
    if phrase.mention is None and folded in _WHOLES and " " not in phrase.label:
        folded = fold(phrase.label)
        if folded.endswith("ات") and phrase.kind != "thing" and reading.form.agreement == "3ms":
            return bool(reading.conjunction)  # «وناشد جميع الشركات»
    if phrase.mention is None and folded.endswith("ين"):  # a subject would be in ون
        participle = folded.startswith("الم") and len(folded) > 7 and folded not in _BROKEN_PLURALS
        if phrase.kind in _PLURAL_PEOPLE or (phrase.kind == "thing" and participle):
            return True
    if phrase.mention is not None:
        masculine = scene.vocabulary.lexicon.cues.words["masculine_countries"]
        feminine = (
            phrase.kind == "loc"
            and fold(phrase.surface) not in masculine
            and phrase.mention.country is not None
        )
        head = scene.infos[phrase.mention.first]
        body = phrase.kind == "org" and head.word.endswith("ة")
        if reading.form.agreement == "3fs":
            return phrase.kind == "org" and bool(head.bare & _MASCULINE_BODIES)
        return reading.form.agreement == "3ms" and (feminine or body)
    if reading.conjunction and phrase.kind == "thing" and reading.form.agreement == "3ms":
        # «ورفض مبادرة»: no thing rejects
        return alone and (not phrase.definite or folded.endswith("ه"))
    if reading.conjunction and phrase.kind == "thing" and not phrase.definite:
        return alone  # «وصادرت حواسيب»
    if reading.form.agreement == "3ms":
        if phrase.kind == "crowd" and phrase.definite:
            return alone and bool(reading.conjunction)
        return phrase.definite and folded.endswith("ه") and phrase.kind in ("body", "police", "government")
    singular = not folded.endswith(("ه", "ات", "اء", "ان", "ون", "ين")) and folded not in ("نواب", "قاده")
    body = phrase.kind in ("body", "court") and bool(scene.infos[phrase.head].bare & _MASCULINE_BODIES)
    thing = phrase.kind == "thing" and alone and folded in _MASCULINE_THINGS
    joined = reading.conjunction or (token > scene.first and scene.infos[token - 1].folded in _AND_HAS)
    if joined and (body or thing):
        return True  # «وطالبت الحزب الحاكم», «وجمدت العمل بالاتفاق»
    return phrase.kind == "government" and singular


_ANY = frozenset(("اي", "ايه"))
_MASCULINE_BODIES = word_set("masculine_bodies")
_AND_HAS = frozenset(("وقد", "فقد", "ولقد"))
_MASCULINE_THINGS = word_set("masculine_things")
_WHOLES = frozenset(("جميع", "كل", "كافه"))
_BROKEN_PLURALS = frozenset(("الملايين", "الميادين", "المضامين", "المجانين", "المساكين", "الموازين"))
_PLURAL_PEOPLE = frozenset(("crowd", "armed", "government", "person", "soldier"))


_OBLIQUE_NUMBERS = frozenset(("الفي", "مئتي", "مائتي", "عشرين", "اثنين", "اثنتين")) | frozenset(
    word for word in _TENS if word.endswith("ين")
)


_TENS_TOO = frozenset(word for word in _TENS if word.endswith("ين"))


def is_accusative(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether the phrase's head shows the alef of an indefinite accusative."""
    if phrase.mention is None and scene.infos[phrase.first].folded in _OBLIQUE_NUMBERS:
        return True  # «ثم أوقفت اثنين من الباعة»
    if phrase.mention is not None or phrase.definite:
        return False
    behind = range(phrase.first + 1, min(phrase.last + 1, scene.last))
    if any(scene.infos[p].folded[0] == "و" and scene.infos[p].folded[1:] in _TENS_TOO for p in behind):
        return True  # «أوقفت سبعة وعشرين»
    head = scene.infos[phrase.head]
    word = head.word
    previous = scene.infos[phrase.head - 1] if phrase.head > scene.first else None
    if previous is not None and (previous.word.isdigit() or previous.folded in _TENS):
        return False  # the specification of a number: «قتل 32 شخصا»
    if head.folded in _OBLIQUE_NUMBERS or (len(word) > 4 and word.endswith(("تين", "يين"))):
        return True  # «ونشرت ألفي جندي», «أوقف سيارتين»
    return len(word) > 3 and word.rstrip("\u064b").endswith(("ا", "اً")) and not word.endswith("ءا")


def also_active(scene: Scene, token: int, entry: Entry) -> bool:
    """Tell whether the same surface is an active form of the verb too."""
    return any(
        r.is_verb and not r.form.passive and entry in r.entries and r.form.agreement[0] == "3"
        for r in scene.infos[token].readings
    )


def without_appositions(scene: Scene, arguments: list[Argument], plain: list[Argument]) -> list[Argument]:
    """Drop the offices right behind a named person where another person follows further on.

    «استقبل الأمير خالد أمير المنطقة في مكتبه أمس رئيس الهيئة»: he received the last.
    """
    first = plain[0].phrases[0]
    if first.mention is not None and first.kind == "person" and between_commas(scene, plain[1], office=False):
        return [plain[0], *plain[2:]]  # «ناشد سالم، زعيم الحركة، المجلس»
    if first.kind not in ("person", "government"):
        return plain
    chain, last = 1, plain[0].last
    for argument in arguments[arguments.index(plain[0]) + 1 :]:
        if argument.first not in (last, last + 1) or argument.preposition not in ("", "ل"):
            break
        if not argument.preposition:
            office = argument.phrases[0]
            if office.kind != "government" or (office.mention is not None and first.mention is not None):
                break
            chain += 1
        last = argument.last
    later = [a for a in plain[chain:] if a.phrases[0].kind not in ("thing", "loc", "org")]
    return [plain[0], *later] if chain > 1 and later else plain


def suffered(
    scene: Scene,
    token: int,
    entry: Entry,
    reading: Reading,
    before: tuple[Phrase, ...],
    objects: list[Phrase],
) -> bool:
    """Tell whether a verb behind its people, with no object, is passive: «مسلحون قتلوا», «الحارس قتل عندما»."""
    if (
        not (entry.passive_guess and "object" in entry.target and before)
        or reading.pronoun
        or any(phrase.kind != "thing" for phrase in objects)
    ):
        return False
    if reading.form.agreement in ("3mp", "3md", "3fp"):
        return before[0].kind not in ("police", "army", "government")
    after = scene.infos[token + 1].folded if token + 1 < scene.last else ""
    return after in _SETTINGS and before[0].kind in ("person", "soldier", "armed", "crowd", "quantity")


_SETTINGS = word_set("passive_settings")


def is_addressed(scene: Scene, token: int, entry: Entry, phrase: Phrase) -> bool:
    """Tell whether a place right behind a second verb of request is whom it is put to."""
    return (
        entry.type in (REQUEST, THREATEN)
        and "object" in entry.target
        and phrase.kind == "loc"
        and phrase.first == token + 1
        and not scene.preposition(phrase.first)
    )


def is_adverb(scene: Scene, phrase: Phrase) -> bool:
    """Tell an adverb before the clause from its subject: «ميدانيا، شنت مسيرة غارة», «وليلا، ألقى»."""
    if phrase.mention is not None or phrase.first != scene.first or phrase.definite:
        return False
    word, after = (
        scene.infos[phrase.first].folded,
        scene.infos[phrase.last] if phrase.last < scene.last else None,
    )
    return word.endswith("ا") and after is not None and after.word[0] in "،,"


def is_counted_object(scene: Scene, entry: Entry, phrase: Phrase) -> bool:
    """Tell whether a counted phrase behind a second verb is done to: «واعتقلت خمسة منهم», «وأسر 12 من …»."""
    if phrase.mention is not None or "object" not in entry.target:
        return False
    if phrase.last < scene.last and scene.infos[phrase.last].folded in _OF_THEM:
        return phrase.kind in ("quantity", "thing")
    behind = range(max(scene.first, phrase.first - 2), phrase.first)
    counted = scene.infos[phrase.head].role == "quantity" or any(
        scene.infos[p].word.isdigit() for p in behind
    )
    return entry.needs_target and not entry.passive_guess and counted


_OF_THEM = frozenset(("منهم", "منها", "منهن"))


def between_commas(scene: Scene, argument: Argument, *, office: bool = True) -> bool:
    """Tell an office (or any description) between commas, in apposition to the person before it."""
    phrase = argument.phrases[0]
    if phrase.mention is not None or (office and phrase.kind != "government"):
        return False
    if not phrase.definite and phrase.last == phrase.first + 1:
        return False
    around = (argument.first - 1, argument.last)
    return all(scene.first <= p < scene.last and scene.infos[p].word[0] in "،,-–" for p in around)
