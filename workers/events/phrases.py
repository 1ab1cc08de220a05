"""Read noun phrases and the arguments of a clause, from left to right, without a parser.

News Arabic marks most of what the frames need: prepositions open their phrases, names are linked
mentions, a definite title before a name is its apposition (`الرئيس الروسي فلاديمير بوتين`), an
indefinite noun before one owns it not (`محامي كاظم`).
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from topics import EntityType
from workers.entities.mentions import LinkedMention
from workers.events.clauses import ClauseView
from workers.events.parts import (
    NUMERALS,
    PRONOUN,
    Argument,
    Phrase,
    is_counted_people,
    is_nisba,
    may_own,
    pronoun_preposition,
)
from workers.events.vocabulary import Vocabulary
from workers.events.words import QUOTES
from workers.text.document import FieldText

_COURTESIES = frozenset(("معالي", "فخامه", "جلاله", "سعاده", "فضيله"))
_BODIES = frozenset(("police", "army", "court", "body", "armed"))
_NISBA_NOUNS = frozenset(
    ("المحامي", "الصحفي", "الصحافي", "القيادي", "الاعلامي", "الجندي", "الشرطي", "القاضي")
)
_ABOUT = frozenset(("نحو", "حوالي", "زهاء", "قرابه"))
_ON_BEHALF = frozenset(("باسم", "باسمه", "باسمها", "باسمهم"))
_DEMONSTRATIVES = ("هذا", "هذه", "تلك", "ذلك", "هولاء")
_LONGEST_PHRASE, _MOST_ARGUMENTS = 14, 7


class Scene(ClauseView):
    """One sentence whose noun phrases and arguments can be read."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        field: FieldText,
        sentence: int,
        infos: list[Any],
        mentions: dict[int, LinkedMention],
        own: list[LinkedMention],
        published_at: datetime | None,
        whole: bool = True,
    ) -> None:
        super().__init__(vocabulary, field, sentence, infos, mentions, own, published_at, whole)
        self._arguments: dict[tuple[int, int], list[Argument]] = {}
        self.subjects: dict[int, tuple[Phrase, ...]] = {}
        """Subjects before verbs, by the verb's token; kept by `roles.subject_before`."""

    def phrase(self, token: int, end: int, *, governed: bool = False) -> Phrase | None:
        """Read the noun phrase that begins at `token`; None where none does."""
        if token >= end or not self.nounish(token):
            return None
        mention = self.mentions.get(token)
        if mention is not None:
            return self._named(token, mention.last, mention, None)
        head = self.infos[token]
        if head.folded in _COURTESIES:
            return self.phrase(token + 1, end, governed=governed)
        if head.folded in _ABOUT and token + 1 < end:
            counted = self._counted(token, token + 1, end)  # «نحو ألفي شخص»
            if counted is not None:
                return counted
        coined = self._coined(token, end)
        if coined:
            return self._bare_name(self._described(token, coined, coined, ""), token + 2, coined)
        definite = head.definite or any(r.pronoun and not r.is_verb for r in head.readings)
        complete = definite
        nisba = ""
        position = token + 1
        stop = min(end, token + _LONGEST_PHRASE)
        genitive_last = token + 1
        qualified = False
        while position < stop:
            info = self.infos[position]
            found = self.mentions.get(position)
            if found is not None:
                clitic = self.preposition(position)
                if found.clitics and "و" in found.clitics:
                    break
                if found.type is EntityType.PER:
                    if clitic:
                        break
                    if complete and (head.role or definite) and head.role != "quantity":
                        return self._named(token, found.last, found, (head.role_core or head.folded, nisba))
                    if not complete:
                        genitive_last = position = found.last
                    break
                if clitic == "ل" and head.role == "government":
                    complete = True
                    position = found.last
                    continue
                if clitic:
                    break
                if position > token + 1 and position - 1 in self.covered:
                    break  # «اتهمت حركة الشباب الصومال»: another name is another phrase
                if not complete or (not definite and position == genitive_last):
                    if position == token + 1 and self._is_generic(head, found):
                        return self._named(token, found.last, found, None)
                    complete = True
                    genitive_last = position = found.last
                    continue
                break
            if position in self.covered:
                position += 1
                continue
            if info.punctuation and info.word[0] in QUOTES and complete and head.role:
                position += 1
                continue
            if info.word[0] in "،," and head.role == "government" and (complete or definite):
                named = self.mentions.get(position + 1)
                if named is not None and named.type is EntityType.PER and not named.clitics:
                    position += 1
                    continue
            if info.punctuation or position in self.date_tokens:
                break
            if info.folded in _ON_BEHALF and (spoken := self.spokesman(position, stop)) is not None:
                return self._named(token, spoken.last, spoken, (head.role_core or head.folded, nisba))
            if info.folded == "باسم" and head.role == "government":
                inner = self.phrase(position + 1, end)
                if inner is not None:
                    return inner
                break
            if "prepositions" in info.kinds or info.attached:
                ahead = position + 1
                if head.role == "quantity" and position == token + 1 and info.folded == "من":
                    counted = self._counted(token, ahead, end)
                    if counted is not None:
                        return counted
                if (
                    head.role in ("government", "person")
                    and definite
                    and info.folded in ("في", "ب")
                    and ahead in self.mentions
                    and self.mentions[ahead].last in self.mentions
                    and self.mentions[self.mentions[ahead].last].type is EntityType.PER
                ):
                    position = self.mentions[ahead].last
                    continue
                break
            if not info.kinds.isdisjoint(
                ("complementizers", "relatives", "clause_breaks", "negators", "skip_words")
            ):
                break
            if info.conjunction and not info.definite and info.folded[0] == "و" and info.verb_like:
                break
            if (
                info.folded[0] == "و"
                and (info.definite or info.role)
                and len(info.folded) > 3
                and not info.word.startswith("وز")
            ):
                break
            adjective = "adjectives" in info.kinds or is_nisba(info.word)
            if adjective and head.role in _BODIES and info.folded in _NISBA_NOUNS:
                break  # «أوقفت الشرطة المحامي»
            if adjective and info.folded[-2:] == "يه":  # «المسلحين القرية» are two phrases
                adjective = self.infos[position - 1].folded[-2:] not in ("ون", "ين")
            if not complete and not definite and head.role and not info.definite:
                ending = head.folded[-2:]
                if ending in ("ون", "ين") and info.folded[-2:] == ending and not info.attached:
                    position += 1  # «مسلحون مجهولون»
                    continue
                regular = info.folded[-3:] == "يون" or (info.folded[0] == "م" and info.folded[-2:] == "ون")
                if regular and not info.attached and position == token + 1:
                    position += 1  # «نواب محافظون»: what follows is no owner
                    break
            if info.definite:
                if (
                    not complete
                    and not qualified
                    and not head.folded.endswith(("ون", "ين", "ان"))
                    and not (head.folded.endswith("ا") and self._specifies(token))
                ):
                    complete = True
                    genitive_last = position = position + 1
                    continue
                if (
                    complete
                    and head.role == "government"
                    and "honorifics" in info.kinds
                    and self._name_near(position, stop)
                ):
                    position += 1
                    continue
                if (
                    position == token + 1
                    and head.role == info.role == "government"
                    and head.folded == "الرييس"
                ):
                    position += 1  # «الرئيس المدير العام»
                    continue
                if complete and (adjective or (governed and not info.role)):
                    if is_nisba(info.word) and not nisba:
                        nisba = info.folded.removeprefix("و").removeprefix("ال").removesuffix("ه")
                    position += 1
                    continue
                break
            if self.is_verb(position):
                break
            same_case = head.folded.endswith("ا") == info.folded.endswith("ا")
            if (
                not complete
                and not info.definite
                and adjective
                and (not info.role or (is_nisba(info.word) and same_case))
            ):
                position += 1
                qualified = True
                continue
            owner = self.infos[position - 1] if head.role == "quantity" and position > token + 1 else head
            if not complete and not definite and (may_own(owner, info) or self._names(token, position)):
                genitive_last = position = position + 1
                continue
            break
        found_phrase = self._described(token, position, genitive_last, nisba)
        if genitive_last > token + 1 and not definite and self._names(token, token + 1):
            return self._bare_name(found_phrase, token + 1, genitive_last)
        return found_phrase

    def _bare_name(self, phrase: Phrase, first: int, last: int) -> Phrase:
        """Leave the kind of body out of its name: «تحالف صمود» is صمود."""
        name = self.field.text[self.field.starts[first] : self.field.ends[last - 1]]
        return replace(phrase, surface=name, label=name)

    def _counted(self, token: int, start: int, end: int) -> Phrase | None:
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
        return replace(phrase, first=token, surface=text)

    def _named(self, first: int, last: int, mention: LinkedMention, title: tuple[str, str] | None) -> Phrase:
        kind = {EntityType.PER: "person", EntityType.ORG: "org", EntityType.LOC: "loc"}.get(
            mention.type, "thing"
        )
        if mention.type is EntityType.ORG:
            kind = self.infos[mention.first].role or "org"
            if kind in ("crowd", "quantity", "person", "government", "body"):
                kind = "org"
        return Phrase(
            first, last, mention.first, kind, mention.surface, mention.label, "", mention, True, title
        )

    def named(self, mention: LinkedMention) -> Phrase:
        """Return the phrase of a mention alone."""
        return self._named(mention.first, mention.last, mention, None)

    def _described(self, first: int, last: int, genitive_last: int, nisba: str) -> Phrase:
        info = self.infos[first]
        text, starts, ends = self.field.text, self.field.starts, self.field.ends
        start = starts[first] + self._clitic_length(info)
        stop = max(genitive_last, first + 1)
        kind = info.role or ("person" if is_counted_people(info) else "thing")
        label_token = first
        if info.role == "quantity":
            inner = first + 1
            if inner < last and (self.infos[inner].role or self.infos[inner].definite):
                label_token, stop = inner, inner + 1
                kind = self.infos[inner].role or "crowd"
            else:
                kind = self._counted_kind(first)
        elif stop == first + 1 and last > first + 1:
            stop = min(last, first + 2)
        label_start = starts[label_token] + self._clitic_length(self.infos[label_token])
        return Phrase(
            first,
            last,
            first,
            kind,
            text[start : ends[stop - 1]],
            text[label_start : ends[label_token]],
            info.role_core or info.folded,
            None,
            info.definite,
            (info.role_core, nisba) if info.role == "government" and info.definite else None,
        )

    def group(self, token: int, end: int, *, governed: bool = False) -> tuple[tuple[Phrase, ...], int]:
        """Read a phrase and those conjoined to it by و; return them with the token after."""
        first = self.phrase(token, end, governed=governed)
        if first is None:
            return (), token
        found = [first]
        position = first.last
        while position < end and len(found) < 6:
            info = self.infos[position]
            mention = self.mentions.get(position)
            joined = mention is not None and "و" in mention.clitics and not self.preposition(position)
            if not joined and mention is None and info.folded[:1] == "و" and not self.is_verb(position):
                joined = (
                    info.definite or bool(info.role and not info.folded.startswith(info.role_core))
                ) and not info.attached
                joined = joined and info.kinds.isdisjoint(
                    ("clause_breaks", "prepositions", "relatives", "skip_words")
                )
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
        position = token
        while position < end and len(found) < _MOST_ARGUMENTS:
            position = self.skip(position, end)
            if position >= end:
                break
            info = self.infos[position]
            if position not in self.covered and "complementizers" in info.kinds:
                break
            if (
                position not in self.covered
                and "relatives" in info.kinds
                and "prepositions" not in info.kinds
            ):
                break
            if found and position not in self.covered and self.infos[position].anew:
                break
            if info.word[0] == "(" or (
                found and position > token and self.infos[position - 1].word[0] == "("
            ):
                closing = next((t for t in range(position, end) if self.infos[t].word[0] == ")"), None)
                if closing is not None and closing - position < 6:
                    position = closing + 1
                    continue
            if position not in self.covered and "pronoun_prepositions" in info.kinds and not info.role:
                found.append(Argument(PRONOUN + pronoun_preposition(info.folded), (), position, position + 1))
                position += 1
                continue
            preposition, start = self.preposition(position), position
            if position not in self.covered and "prepositions" in info.kinds and not info.role:
                preposition = info.folded if info.folded not in ("و",) else ""
                if (
                    preposition[:1] in "وف"
                    and preposition[1:] in self.vocabulary.lexicon.cues.words["prepositions"]
                ):
                    preposition = preposition[1:]
                start = self.after_quotes(position + 1, end)
                if preposition == "من" and start < end and self.infos[start].folded == "قبل":
                    preposition, start = "من قبل", start + 1
                elif preposition == "علي" and start < end and self.infos[start].folded == "متن":
                    start += 1  # «على متن دراجة»
                elif preposition == "علي" and start < end and self.infos[start].folded in ("يد", "ايدي"):
                    preposition, start = "على يد", start + 1
            if preposition and start < end and self.infos[start].folded in _DEMONSTRATIVES:
                start += 1  # «في هذا الصدد»
            if preposition == "من" and position > token and self.infos[position - 1].word.isdigit():
                preposition = ""  # «أسر 12 من العناصر»
            while preposition and start < end - 1 and self._is_count(start):
                start += 1  # «أفرجت عن 12 موظفا»
            phrases, after = self.group(start, end, governed=bool(preposition))
            if not phrases:
                after = start
            if phrases or preposition:
                found.append(Argument(preposition, phrases, position, after))
            position = max(position + 1, after)
        return found
