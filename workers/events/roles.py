"""Who did it to whom: source and target from the clause around a trigger."""

from topics import EventType
from workers.events.agreement import (
    also_active,
    between_commas,
    disagrees,
    is_accusative,
    is_addressed,
    is_complement,
    is_counted_object,
    is_late_adjective,
    is_named_behind,
    is_remainder,
    suffered,
    whose_weapon,
    wielded_at,
    without_appositions,
)
from workers.events.around import in_writing
from workers.events.kinds import is_kind
from workers.events.lexicon import Entry
from workers.events.members import ASSAULT, CONSULT, NOUN, REQUEST, SUPPORT, THREATEN
from workers.events.memory import Memory
from workers.events.parties import name_others, other_half
from workers.events.parts import NUMERALS, PRONOUN, Phrase, is_nisba
from workers.events.phrases import Scene
from workers.events.preceding import subject_before
from workers.events.targets import Roles, bare_arguments, fill_target, name_party
from workers.events.words import Reading, is_marked_passive
from workers.text.fold import fold

OURS = "the speaker's own («we»)"
AGENT_MARKERS = ("من قبل", "على يد")
WITH_SUBJECT = frozenset(
    fold(prefix + word)
    for prefix in ("", "ب", "و", "ف", "ل")
    for word in ("أنه", "أنها", "إنه", "إنها", "أنهم", "إنهم", "أنهما", "إنهما", "لكنه", "لكنها", "لكنهم")
)
"""Complementizers that carry the subject: «قالت إنها علقت»."""
_PATIENTS = frozenset(("person", "soldier", "crowd", "quantity", "thing"))


def verb_roles(scene: Scene, token: int, reading: Reading, entry: Entry, memory: Memory) -> Roles:
    """Fill the frame of a finite verb."""
    end = scene.clause_end(token)
    found = Roles(anchor=token, verb=reading)
    found.arguments = scene.arguments(token + 1, end)
    found.after = (token + 1, end)
    plain = bare_arguments(scene, found.arguments)
    shooter = whose_weapon(scene, found.arguments) if entry.type is ASSAULT else None
    if shooter is not None:
        plain = [a for a in plain if a.first != shooter.first]
    wielder: Phrase | None = None
    if entry.type is ASSAULT and (verb := wielded_at(scene, plain)):
        end = scene.clause_end(verb)
        found.arguments, found.after = scene.arguments(verb + 1, end), (verb + 1, end)
        plain = bare_arguments(scene, found.arguments)
        wielder, plain = (plain[0].phrases[0], plain[1:]) if plain else (None, [])
    if len(plain) > 1 and is_named_behind(scene, plain):
        del plain[0]
    if len(plain) == 3 and is_late_adjective(plain):
        del plain[1]
    if len(plain) > 2:
        plain = without_appositions(scene, found.arguments, plain)
    bare = [a.phrases[0] for a in plain]
    groups = [a.phrases for a in plain if not is_remainder(found.arguments, a)]
    before = subject_before(scene, token) if wielder is None else ()
    if before and len(bare) > 1 and bare[0].kind in _FORCES and scene.infos[token - 1].word[0] in "،,":
        before = ()  # «في الميناء، مقر الحامية، هاجمت دورية زورقين»
    if before and reading.form.agreement == "3mp" and before[0].kind == "loc":
        before = ()  # «دخلوا قرية سالم وأحرقوا سيارتين»: the village did not
    marked = is_marked_passive(scene.infos[token].word)
    relative = token > scene.first and scene.infos[token - 1].folded in _RELATIVES
    owner: Phrase | None = None
    resumed = bool(found.arguments) and found.arguments[0].preposition[:1] == PRONOUN
    if relative and (reading.pronoun or resumed) and groups and groups[0][0].kind != "thing":
        owner, before = next(iter(before), None), ()  # «الاتفاق الذي رفضته أثينا», «الذي وافقت عليه»
    if relative and not before and not reading.pronoun:
        groups = []  # «…، الذي أدان العنف»: its subject is the antecedent
    goes_on = reading.conjunction or (token > scene.first and scene.infos[token - 1].folded in _GOING_ON)
    if goes_on and groups and is_complement(scene, entry, groups[0][0]):
        if (token > scene.first and scene.infos[token - 1].folded == "ان") or memory.has_subject(
            scene, token
        ):
            groups = []  # «ووجهت إليه تهمة», «قبل أن تطلق سراحهم»
    if reading.conjunction:
        if len(plain) == 2 and is_complement(scene, entry, bare[1]) and memory.has_subject(scene, token):
            groups = []  # «ردت طهران وحملت واشنطن المسؤولية»
        if token > scene.first and scene.infos[token - 1].punctuation:
            before = ()  # what stands before the comma belongs to another clause
        acts = bool(groups) and groups[0][0].kind != "thing" and not is_accusative(scene, groups[0][0])
        if acts and reading.form.agreement in ("3ms", "3fs"):
            before = ()  # «…، وتعهد فيدان»: what stands before belongs to the verb before
        if (
            len(groups) == 1
            and is_addressed(scene, token, entry, groups[0][0])
            and memory.has_subject(scene, token)
        ):
            groups = []  # «أدانت … اللقاء، ودعت موسكو إلى …»
        if (
            groups
            and not (reading.form.passive or marked)
            and is_counted_object(scene, entry, groups[0][0])
            and memory.has_subject(scene, token)
        ):
            groups = []  # «فرقت القوات …، واعتقلت خمسة منهم»
        if (
            groups
            and entry.passive_guess
            and reading.form.agreement == "3ms"
            and groups[0][0].kind in _PATIENTS
            and memory.acted(scene, token)
        ):
            groups = []  # «رد الجيش على القصف وقتل خمسة جنود»
        if entry.passive_guess and reading.form.agreement == "3fs" and _counts_men(scene, token):
            groups = groups if not memory.has_subject(scene, token) else []  # «داهمت القوة الوكر وقتلت أربعة»
        if groups and reading.pronoun and memory.has_subject(scene, token):
            if scene.skip(token + 1, end) != groups[0][0].first:
                groups = []  # «وطالبه بالضغط على من سماهم رعاة الحرب»
    asked = resumed and reading.conjunction and "direct" in entry.verb_needs_any
    if asked and groups and groups[0][0].kind == "thing" and memory.has_subject(scene, token):
        groups = []  # «وتوقع منها تمويل الجسر»
    if entry.type is REQUEST and in_writing(scene, token, reading):
        before, groups = (), []  # «سلموا مذكرة تطالب الحكومة»: they demand it
    signed = entry.type is SUPPORT and len(groups) > 1 and is_complement(scene, entry, groups[0][0])
    if signed and groups[1][0].kind in ("person", "government", "org", "body"):
        groups = groups[1:]  # «وقع المذكرتين وزير النقل»
    agent = next(
        (a.phrases[0] for a in found.arguments if a.preposition in AGENT_MARKERS and a.phrases), None
    )
    passive = reading.form.passive and not also_active(scene, token, entry)
    passive = passive or marked
    if agent is not None and len(bare) > 1 and not passive and bare[0].kind != "thing":
        agent = None  # «انتقد النائب السياسة المتبعة من قبل الوزارة»: that of the participle
    plural = reading.form.agreement in ("3md", "3fd", "3mp", "3fp")
    group: tuple[Phrase, ...] = ()
    if len(plain) == 2 and between_commas(scene, plain[1]) and bare[0].mention is not None:
        bare, groups = bare[:1], groups[:1]  # «أمر شوقي، النائب العام، بـ»
    objects = bare
    if bare and is_accusative(scene, bare[0]) and not passive:
        groups = []  # «قتلت قياديا»: what follows is the object
    own = _carries_subject(scene, token)
    accused = memory.accused(scene) if own and scene.infos[token - 1].folded[0] == "ب" else None
    if own:
        found.why.append("subject in the pronoun before")
        objects = bare
    elif before and (plural or not passive):
        group = before
        found.why.append("subject before verb")
    elif (
        len(bare) == 1
        and not reading.pronoun
        and "object" in entry.target
        and scene.infos[bare[0].first].folded.startswith("نظير")
        and memory.subject(scene, token, reading.form.agreement) is not None
    ):
        found.why.append("his counterpart is the object")
    elif (
        not plural
        and groups
        and ("object" in entry.target or "direct" in entry.verb_needs_any)
        and disagrees(scene, token, reading, groups[0][0], alone=len(bare) == 1)
        and (groups[0][0].label.endswith("ين") or memory.subject(scene, token) is not None)
    ):
        found.why.append("the phrase behind disagrees in gender: it is the object")
    elif not plural and groups and reading.form.agreement in ("3ms", "3fs"):
        group, objects = groups[0], [p for p in bare[1:] if not _is_nominative(scene, p)]
        found.why.append("subject after verb")
    elif passive and before:
        group = before
    if wielder is not None:
        group, objects = (), bare
    transitive = "object" in entry.target
    guess = (
        entry.passive_guess
        and transitive
        and not objects
        and not reading.pronoun
        and len(group) >= 1
        and (
            agent is not None
            or group[0].kind in _PATIENTS
            or (group[0].kind == "armed" and not before and entry.mode != "abduct")
        )
    )
    if entry.passive_guess and transitive and not objects and not before and not reading.pronoun and group:
        guess = guess or (group[0].kind in ("government", "police") and not group[0].definite)
    if entry.passive_guess and transitive and not reading.pronoun and group and group[0].kind in _PATIENTS:
        # «قتل 40 بحارا في ميناء»: the counted are the dead
        counted = group[0].first > scene.first and scene.infos[group[0].first - 1].word.isdigit()
        guess = guess or (counted and all(phrase.kind == "thing" for phrase in objects))
    guess = guess or suffered(scene, token, entry, reading, before, objects)
    if entry.victim_subject:
        found.source, found.target = shooter, group[0] if group else None
        found.why.append("subject is the victim")
        return found
    if passive or guess or (agent is not None and transitive):
        if transitive and group:
            found.target = group[0]
        elif passive and transitive and goes_on and not bare:
            found.target = memory.subject(scene, token, reading.form.agreement)  # «استُدعيت ثم احتُجزت»
        found.source = agent or shooter
        if before and group:
            memory.note_subject(group)
        found.why.append("passive")
        if entry.reciprocal:  # «اتُّفق في الدوحة بين … و…»
            fill_target(scene, entry, (*entry.target, "بين"), found, [], memory)
        if not transitive or found.target is None:
            fill_target(scene, entry, entry.target, found, [], memory)
        return found
    if reading.form.agreement == "1p":
        found.why.append(OURS)
        objects = bare
    elif group:
        found.source = group[0]
        if group[0].last != token or group[0].definite or not scene.infos[token].folded.endswith("وا"):
            memory.note_subject(group)  # not that of «طلابا اعتصموا»
    elif not (plural and entry.passive_guess and transitive and not objects and not reading.pronoun):
        attack = "aimed" in scene.kinds(token) and _attack_before(scene, token)
        found.source = None if attack else accused or memory.subject(scene, token, reading.form.agreement)
        found.source = wielder or found.source
        if found.source is not None:
            found.why.append("subject understood")
    taken = entry.mode in ("abduct", "arrest") and len(objects) > 1
    if taken and not is_kind(scene, objects[0], "person"):
        people_first = [p for p in objects if is_kind(scene, p, "person")]
        objects = people_first or objects  # «خطف رجال يحملون بنادق التاجر»
    if reading.pronoun and transitive:
        if token - 2 >= scene.first and scene.infos[token - 1].folded == "ما":
            owner = owner or memory.subject(scene, token - 1)  # «وهو ما ثمّنه»: whose act it is
        found.target = owner or memory.antecedent(scene, token, found.source, reading.pronoun)
        found.why.append("object pronoun")
    both = memory.dual(scene, group[0]) if entry.reciprocal and group else ()
    if found.target is None and entry.reciprocal and (len(group) > 1 or len(both) == 2):
        found.target = group[1] if len(group) > 1 else both[1]  # «بحث الجانبان»
        found.why.append("target conjoined")
    elif found.target is None and entry.reciprocal and group and other_half(scene, group[0], scene.last):
        found.target = other_half(scene, group[0], scene.last)
    elif found.target is None:
        fill_target(scene, entry, entry.target, found, objects, memory)
        name_party(scene, entry, found)
        name_others(scene, entry, found)
    met = entry.type is CONSULT and entry.target_kind == "person"
    # «واستقبل السفير في أول لقاء بينهما»: the meeting is no object
    people = [p for p in bare if p.kind != "thing"] if met else bare
    if (
        (found.target is None or (met and found.target.kind == "thing"))
        and group
        and len(people) == 1
        and group[0] is people[0]
        and entry.target[:1] == ("object",)
        and (entry.needs_target or entry.target_kind)
    ):
        understood = memory.subject_of_sentence(scene, token, exclude=group[0])
        if understood is not None:  # «وصل كيم حيث التقى الرئيس»
            found.source, found.target = understood, group[0]
            found.why.append("subject understood, the one phrase is the object")
    thing = entry.type is THREATEN and found.target is not None and found.target.kind == "thing"
    if (found.target is None or thing) and entry.type in _ADDRESSED and "subject understood" in found.why:
        found.target = memory.addressee(scene, found.source, verbal=True) or found.target
    found.event_object = objects[0] if objects else None
    if found.target is None and entry.reciprocal and plural and not group:
        pair = memory.pair()
        if len(pair) == 2:
            found.source, found.target = pair
    return found


_FORCES = frozenset(("army", "armed", "police"))
_GOING_ON = frozenset(("ان", "ثم", "لم", "ولم", "لن", "قد"))


def _counts_men(scene: Scene, token: int) -> bool:
    """Tell whether a numeral that counts men stands right behind the word: «أربعة من عناصره»."""
    number = scene.infos[token + 1].folded if token + 1 < scene.last else ""
    return number in NUMERALS and number[-1] == "ه"


def _attack_before(scene: Scene, token: int) -> bool:
    """Tell whether the noun of an attack, perhaps with adjectives, is what hit: «بعد غارة جوية استهدفت»."""
    for place in range(token - 1, max(scene.first, token - 4) - 1, -1):
        info = scene.infos[place]
        if any(r.form.tense is NOUN and e.type is ASSAULT for r in info.readings for e in r.entries):
            return True
        if info.punctuation or not is_nisba(info.word):
            return False
    return False


def _is_nominative(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether people stand in the nominative, and so are no object: «قتل جنديان في كمين نصبه مهربون»."""
    return (
        phrase.mention is None and phrase.kind != "thing" and scene.infos[phrase.head].folded.endswith("ون")
    )


def _carries_subject(scene: Scene, token: int) -> bool:
    """Tell whether a particle right before the verb holds its subject: «إنها علقت», «لكنها لم تقطع»."""
    place = token - 1
    while place > scene.first and (
        "verbal_particles" in scene.kinds(place) or scene.infos[place].folded in _PUT_BETWEEN
    ):
        place -= 1
    return place >= scene.first and scene.infos[place].folded in WITH_SUBJECT


_PUT_BETWEEN = frozenset(
    fold(word)
    for word in ("في", "المقابل", "الوقت", "نفسه", "ذاته", "من", "جهته", "جهتها", "أيضا", "كذلك", "بدوره")
)
"""They stand between «لكنه» and its verb: «لكنه من جهة أخرى حذر»."""
_RELATIVES = frozenset(
    fold(prefix + word) for word in ("الذي", "التي", "الذين", "اللذين", "اللذان") for prefix in ("", "و")
)


def participle_roles(scene: Scene, token: int, reading: Reading, entry: Entry, memory: Memory) -> Roles:
    """Fill the frame of a circumstantial participle: its source is the subject of the main verb."""
    end = scene.clause_end(token)
    found = Roles(anchor=token, verb=None)
    found.arguments = scene.arguments(token + 1, end)
    found.after = (token + 1, end)
    found.source = memory.subject(scene, token, reading.form.agreement)
    found.why.append("subject of the main verb")
    objects = [a.phrases[0] for a in bare_arguments(scene, found.arguments)]
    found.follows = memory.ends_at(scene, token)
    fill_target(scene, entry, entry.target, found, objects, memory)
    if entry.type in _ADDRESSED and (found.target is None or found.target.kind == "thing"):
        found.target = memory.addressee(scene, found.source) or found.target
    found.event_object = objects[0] if objects else None
    return found


_ADDRESSED = frozenset((EventType.THREATEN, EventType.REQUEST))
