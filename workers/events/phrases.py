"""Read noun phrases and the arguments of a clause, from left to right, without a parser.

News Arabic marks most of what the frames need: prepositions open their phrases, names are linked
mentions, a definite title before a name is its apposition (`الرئيس الروسي فلاديمير بوتين`), an
indefinite noun before one owns it not (`محامي كاظم`).
"""

from workers.events.clauses import RANKS, ClauseView
from workers.events.lexicon import Entry, LightVerb, word_set
from workers.events.members import ORG, PER
from workers.events.page import Page
from workers.events.parts import (
    NUMERALS,
    PRONOUN,
    Argument,
    Phrase,
    is_counted_people,
    is_nisba,
    may_own,
    mismatches,
    pronoun_preposition,
)
from workers.events.quantities import at_least
from workers.events.words import CUES, PREPOSITIONS, QUOTES, Reading, cue_bits

_COURTESIES = frozenset(("معالي", "فخامه", "جلاله", "سعاده", "فضيله"))
_BODIES = frozenset(("police", "army", "court", "body", "armed"))
_NISBA_NOUNS = frozenset(
    ("المحامي", "الصحفي", "الصحافي", "القيادي", "الاعلامي", "الجندي", "الشرطي", "القاضي")
)
_ABOUT = frozenset(("نحو", "حوالي", "زهاء", "قرابه"))
_ODD_HEADS = _COURTESIES | _ABOUT | NUMERALS
"""Heads that are read by rules of their own."""
_ON_BEHALF = frozenset(("باسم", "باسمه", "باسمها", "باسمهم"))
_DEMONSTRATIVES = ("هذا", "هذه", "تلك", "ذلك", "هولاء")
_ADJECTIVES, _COMPLEMENTIZERS = CUES["adjectives"], CUES["complementizers"]
_RELATIVES, _PRONOUN_PREPOSITIONS = CUES["relatives"], CUES["pronoun_prepositions"]
_ENDING = cue_bits("complementizers", "relatives", "clause_breaks", "negators", "skip_words")
_NOT_JOINED = cue_bits("clause_breaks", "prepositions", "relatives", "skip_words")
_SIDES = frozenset(("شمال", "جنوب", "شرق", "غرب", "وسط", "شمالي", "جنوبي", "شرقي", "غربي"))
_TITLED = ("government", "person", "soldier")
_PARTS = frozenset(("المئات", "العشرات", "الالاف", "مئات", "عشرات", "الاف", "مئه", "الملايين"))
_NO_DUALS = frozenset(("many", "no_duals"))
_AMONG_THEM = word_set("among_them")
_LONGEST_PHRASE, _MOST_ARGUMENTS = 14, 7


class Scene(ClauseView):
    """One sentence whose noun phrases and arguments can be read."""

    __slots__ = ("_arguments", "lights", "subjects")

    def __init__(self, page: Page, index: int) -> None:
        super().__init__(page, index)
        self._arguments: dict[tuple[int, int], list[Argument]] = {}
        self.lights: dict[tuple[int, Reading, Entry], tuple[int, Reading, LightVerb] | None] = {}
        """Light verbs of event nouns; kept by `light_verbs.find_light`."""
        self.subjects: dict[int, tuple[Phrase, ...]] = {}
        """Subjects before verbs, by the verb's token; kept by `roles.subject_before`."""

    def forget(self) -> None:
        """Forget what was read: the phrases kept point back to their sentence, and only a collection would free both."""
        self._arguments.clear()
        self.lights.clear()
        self.subjects.clear()

    def phrase(self, token: int, end: int, governed: bool = False) -> Phrase | None:
        """Read the noun phrase that begins at `token`; None where none does."""
        if token >= end:
            return None
        infos, mentions, covered = self.infos, self.mentions, self.covered
        mention = mentions.get(token)
        if mention is not None:
            return self._named(token, mention.last, mention, None)
        head = infos[token]
        if not head.nounish or token in covered:
            return at_least(self, token, end)
        dated = self._date_tokens
        if dated is None:
            dated = self.date_tokens
        if token in dated:
            return None
        role = head.role
        if head.folded in _ODD_HEADS:
            if head.folded in _COURTESIES:
                return self.phrase(token + 1, end, governed)
            counted = None
            if head.folded in _ABOUT and token + 1 < end:
                counted = self.counted(token, token + 1, end)  # «نحو ألفي شخص»
            if counted is not None:
                return counted
            if head.folded in NUMERALS and head.folded.endswith(("ون", "ين")) and not head.definite:
                counted = self.counted(token, token, end)  # «ثلاثون سجينا»
                if counted is not None and not counted.definite:
                    return counted
        if token + 1 < end and infos[token + 1].punctuation and (coined := self._coined(token, end)):
            return self._bare_name(self._described(token, coined, coined, ""), token + 2, coined)
        definite = head.definite
        for reading in () if definite else head.readings:
            if reading.pronoun and not reading.is_verb:
                definite = True
        complete = definite
        nisba = ""
        position = token + 1
        stop = token + _LONGEST_PHRASE if token + _LONGEST_PHRASE < end else end
        genitive_last = token + 1
        qualified = False
        while position < stop:
            info = infos[position]
            found = mentions.get(position)
            if found is not None:
                clitic = self.preposition(position)
                if found.clitics and "و" in found.clitics:
                    break
                if position == token + 1 and role and not definite and head.folded[-2:] in ("ون", "ين"):
                    if role != "quantity" and len(head.folded) > 4:
                        break  # «محتجون حقل الفيل»: with its ن a plural owns nothing behind it
                if found.type is PER:
                    if clitic:
                        break
                    if self._is_owned(token, position):
                        genitive_last = position = found.last  # «أنصار رئيس الوزراء السابق سالم»
                        break
                    if complete and (role or definite) and role != "quantity":
                        return self._named(token, found.last, found, (head.role_core or head.folded, nisba))
                    if not complete and not (qualified and role != "government"):
                        genitive_last = position = found.last
                    break
                if clitic == "ل" and role == "government":
                    complete = True
                    position = found.last
                    continue
                if clitic:
                    break
                if position > token + 1 and position - 1 in covered:
                    break  # «اتهمت حركة الشباب الصومال»: another name is another phrase
                owned = not definite and position == genitive_last and found.type is ORG
                if (not complete and not (qualified and role != "government")) or owned:
                    if position == token + 1 and self._is_generic(head, found):
                        return self._named(token, found.last, found, None)
                    complete = True
                    genitive_last = position = found.last
                    continue
                break
            if position in covered:
                position += 1
                continue
            if info.punctuation:
                mark = info.word[0]
                if complete and role and mark in QUOTES:
                    position += 1
                    continue
                if mark in QUOTES and position == token + 1:
                    quoted = mentions.get(position + 1)  # «منظمة "حقوق"»
                    if quoted is not None and not quoted.clitics and self._is_generic(head, quoted):
                        return self._named(token, quoted.last, quoted, None)
                if mark in "،," and role == "government" and (complete or definite):
                    named = mentions.get(position + 1)
                    if named is not None and named.type is PER and not named.clitics:
                        position += 1
                        continue
                break
            if position in dated:
                break
            folded = info.folded
            if folded in _ON_BEHALF:
                spoken = self.spokesman(position, stop)
                if spoken is not None:
                    return self._named(token, spoken.last, spoken, (head.role_core or head.folded, nisba))
                if folded == "باسم" and role == "government":
                    inner = self.phrase(position + 1, end)
                    if inner is not None:
                        return inner
                    break
            if info.attached or info.cues & PREPOSITIONS:
                ahead = position + 1
                if role == "quantity" and position == token + 1 and folded == "من":
                    counted = self.counted(token, ahead, end)
                    if counted is not None:
                        if head.folded in NUMERALS or head.folded in _PARTS:
                            label = self.field.text[self.field.starts[token] : self.field.ends[token]]
                            label = label[self._clitic_length(head) :]  # «المئات من أنصاره»
                            return counted.called(counted.surface, label)
                        return counted
                if role in _TITLED and complete:
                    named_at = self._name_behind(position, stop)
                    if named_at:
                        position = named_at
                        continue
                break
            if folded in RANKS and complete and "honorifics" in infos[position - 1].kinds:
                position += 1  # «الفريق أول»
                continue
            if info.cues & _ENDING:
                break
            if folded[0] == "و":
                own = info.role and folded.startswith(info.role_core)  # «نائب وزير»
                if info.conjunction and not info.definite and info.verb_like and not own:
                    break
                if (info.definite or info.role) and len(folded) > 3 and not info.word.startswith("وز"):
                    break
            adjective = bool(info.cues & _ADJECTIVES) or is_nisba(info.word)
            if adjective and role in _BODIES and folded in _NISBA_NOUNS:
                break  # «أوقفت الشرطة المحامي»
            if adjective and folded[-2:] == "يه":  # «المسلحين القرية» are two phrases
                adjective = infos[position - 1].folded[-2:] not in ("ون", "ين")
            if not complete and not definite and role and not info.definite:
                ending = head.folded[-2:]
                imperfect = folded[0] == "ي" and ending == "ون"  # «ملثمون يرتدون»
                if ending in ("ون", "ين") and folded[-2:] == ending and not info.attached and not imperfect:
                    position += 1  # «مسلحون مجهولون»
                    continue
                regular = folded[-3:] == "يون" or (folded[0] == "م" and folded[-2:] == "ون")
                if regular and not info.attached and position == token + 1:
                    position += 1  # «نواب محافظون»: what follows is no owner
                    break
            if info.definite or folded == "الجو":  # «سلاح الجو»: too short for its article to be cut
                if (
                    not complete
                    and not qualified
                    and not (head.folded.endswith(("ون", "ين", "ان")) and not head.kinds & _NO_DUALS)
                    and not (head.folded.endswith("ا") and self._specifies(token))
                ):
                    complete = True
                    genitive_last = position = position + 1
                    continue
                if (
                    complete
                    and role == "government"
                    and "honorifics" in info.kinds
                    and self._name_near(position, stop)
                ):
                    position += 1
                    continue
                if position == token + 1 and role == info.role == "government" and head.folded == "الرييس":
                    position += 1  # «الرئيس المدير العام»
                    continue
                if adjective and position == token + 1 and mismatches(head.word, info.word):
                    break  # «وضعت الشرطة المعارض تحت …»
                if complete and (adjective or (governed and not info.role)):
                    if is_nisba(info.word) and not nisba:
                        nisba = folded.removeprefix("و").removeprefix("ال").removesuffix("ه")
                    position += 1
                    continue
                break
            if info.finite:  # no name has got here
                break
            same_case = head.folded.endswith("ا") == folded.endswith("ا")
            if role and folded.endswith("يين"):
                if "many" in infos[position - 1].kinds and not info.definite:
                    position += 1  # «جنود ليبيين»
                    continue
                if not head.folded.endswith("ين"):
                    same_case = False  # «مسلح شرطيين»
            if (
                not complete
                and not info.definite
                and adjective
                and (not info.role or (is_nisba(info.word) and same_case))
            ):
                position += 1
                qualified = True
                continue
            owner = infos[position - 1] if role == "quantity" and position > token + 1 else head
            if not complete and not definite and (may_own(owner, info) or self._names(token, position)):
                genitive_last = position = position + 1
                continue
            break
        found_phrase = self._described(token, position, genitive_last, nisba)
        if genitive_last > token + 1 and not definite and self._names(token, token + 1):
            return self._bare_name(found_phrase, token + 1, genitive_last)
        return found_phrase

    def counted(self, token: int, start: int, end: int) -> Phrase | None:
        """Read what is counted after «أكثر من»: «أكثر من عشرين متظاهرا», «عدد من النواب»."""
        inner = start
        while inner < end and (self.infos[inner].word.isdigit() or self.infos[inner].folded in NUMERALS):
            inner += 1
        if inner >= end or inner in self.covered or not (self.infos[inner].role or inner > start):
            return None
        phrase = self.phrase(inner, end)
        if phrase is None or phrase.mention is not None:
            return None
        starts, ends = self.field.starts, self.field.ends
        text = self.field.text[starts[token] + self._clitic_length(self.infos[token]) : ends[phrase.last - 1]]
        return phrase.called(text, first=token)

    def _described(self, first: int, last: int, genitive_last: int, nisba: str) -> Phrase:
        info = self.infos[first]
        kind = info.role
        if kind is None:
            kind = "person" if is_counted_people(info) else "thing"
        elif kind == "quantity":
            inner = self._counted_head(first, last)
            kind = (self.infos[inner].role or "crowd") if inner else self._counted_kind(first)
        title = (info.role_core, nisba) if info.role == "government" and info.definite else None
        span = first, last, genitive_last
        return Phrase(
            first, last, first, kind, info.role_core or info.folded, None, info.definite, title, self, span
        )

    def group(self, token: int, end: int, governed: bool = False) -> tuple[tuple[Phrase, ...], int]:
        """Read a phrase and those conjoined to it by و; return them with the token after."""
        first = self.phrase(token, end, governed)
        if first is None:
            return (), token
        position = first.last
        infos, mentions = self.infos, self.mentions
        if position >= end or (
            mentions.get(position) is None
            and infos[position].folded[:1] != "و"
            and not infos[position].punctuation
        ):
            return (first,), position  # as nearly always
        found = [first]
        while position < end and len(found) < 6:
            info = infos[position]
            mention = mentions.get(position)
            if mention is None and info.folded[:1] != "و" and not info.punctuation:
                break  # as nearly always
            joined = mention is not None and "و" in mention.clitics and not self.preposition(position)
            if not joined and mention is None and info.folded[:1] == "و" and not self.is_verb(position):
                joined = (
                    info.definite or bool(info.role and not info.folded.startswith(info.role_core))
                ) and not info.attached
                joined = joined and not info.cues & _NOT_JOINED
            if not joined and mention is None and not info.role and not self._is_word_with_waw(info):
                joined = (
                    info.folded[:1] == "و" and len(info.folded) > 3 and not info.attached and not info.kinds
                )
            if info.punctuation and info.word[0] in "،," and position + 1 < end:
                ahead = self.mentions.get(position + 1)
                if ahead is not None and "و" in ahead.clitics and not self.preposition(position + 1):
                    position += 1
                    continue
            if not joined:
                break
            other = self.phrase(position, end)
            if other is None:
                break
            found.append(other)
            position = other.last
        return tuple(found), position

    def arguments(self, token: int, end: int) -> list[Argument]:
        """Read what follows a verb or noun up to `end`: bare phrases and prepositional ones, in order."""
        kept = self._arguments.get((token, end))
        if kept is None:
            kept = self._arguments[token, end] = self._read_arguments(token, end)
        return kept

    def _read_arguments(self, token: int, end: int) -> list[Argument]:
        found: list[Argument] = []
        infos, covered, dated = self.infos, self.covered, self.date_tokens
        position = token
        while position < end and len(found) < _MOST_ARGUMENTS:
            info = infos[position]
            if position in dated or not info.firm:
                position = self.skip(position, end)
                if position >= end:
                    break
                info = infos[position]
            cues, outside = info.cues, position not in covered
            if outside:
                if cues & _COMPLEMENTIZERS or (cues & _RELATIVES and not cues & PREPOSITIONS):
                    break
                if found and info.anew:
                    break
            if info.word[0] == "(" or (found and position > token and infos[position - 1].word[0] == "("):
                closing = next((t for t in range(position, end) if infos[t].word[0] == ")"), None)
                if closing is not None and closing - position < 6:
                    position = closing + 1
                    continue
            if outside and cues & _PRONOUN_PREPOSITIONS and not info.role:
                found.append(Argument(PRONOUN + pronoun_preposition(info.folded), (), position, position + 1))
                position += 1
                if info.folded in _AMONG_THEM and len(found) > 1 and found[-2].phrases:
                    position = self.group(position, end)[1]  # «فقد 9 بحارة بينهم ربان»: told already
                continue
            preposition, start = info.attached if outside else self.preposition(position), position
            if outside and cues & PREPOSITIONS and (not info.role or self.is_towards(position, end)):
                preposition, start = self._free_preposition(info, position + 1, end)
            if preposition:
                if start < end and infos[start].folded in _DEMONSTRATIVES:
                    start += 1  # «في هذا الصدد»
                if position < start < end - 1 and infos[start].folded in _SIDES:
                    start += 1  # «على شمال القطاع»
                if preposition == "من" and position > token and infos[position - 1].word.isdigit():
                    preposition = ""  # «أسر 12 من العناصر»
                while (
                    preposition and start < end - 1 and infos[start].word.isdigit() and self._is_count(start)
                ):
                    start += 1  # «أفرجت عن 12 موظفا»
            phrases, after = self.group(start, end, bool(preposition))
            if not phrases:
                after = start
            if phrases or preposition:
                found.append(Argument(preposition, phrases, position, after))
            position = after if after > position else position + 1
        return found
