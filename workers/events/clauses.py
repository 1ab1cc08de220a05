"""One sentence with its words looked up: where clauses end, what a word may begin."""

from topics import EntityType
from workers.entities.mentions import LinkedMention
from workers.events.dates import DateExpression, expressions
from workers.events.dates_vocabulary import OTHER
from workers.events.members import LOC, MISC, ORG, PER
from workers.events.page import Page
from workers.events.parentheses import Parentheses
from workers.events.parts import NUMERALS, Phrase, is_nisba
from workers.events.words import BODY_KIND, CUES, PLACE_KIND, QUOTES, WordInfo, cue_bits
from workers.text.document import Sentence

NO_TOKENS: frozenset[int] = frozenset()
_HARD_STOPS = frozenset(".؛;:؟?!…")
_LONGEST_CLAUSE = 50
TITLE_REACH = 7
"""How many tokens before a person's name its title is looked for."""


_ADVERBIAL = cue_bits("time_words", "skip_words", "prepositions")
RANKS = frozenset(("اول", "ثان", "ركن"))
"""They end a rank: «الفريق أول», «اللواء ركن»."""
_OFFICE_LINKS = frozenset(("في", "ب", "من", "لدي", "عن"))
_OFFICE_REACH = 6
"""How many tokens behind the preposition of an office its holder's name is looked for."""
_KINDS = {EntityType.PER: "person", EntityType.ORG: "org", EntityType.LOC: "loc"}
_EXCEPT = frozenset(("غير", "الا", "بيد"))


class ClauseView(Parentheses):
    """One sentence with its words looked up, its mentions and its dates."""

    __slots__ = (
        "_clause_ends", "_date_tokens", "_dates", "covered", "field", "first", "index", "infos", "last", "mentions",
        "own", "page", "sentence", "vocabulary",
    )  # fmt: skip

    def __init__(self, page: Page, index: int) -> None:
        super().__init__()
        self.vocabulary = page.vocabulary
        self.field = page.field
        self.index = index
        self.sentence: Sentence = page.field.sentences[index]
        self.first, self.last = first, last = self.sentence.first, self.sentence.last
        self.page = page
        self.infos: list[WordInfo] = page.infos
        """The words of the field; only those of the sentences read so far are looked up."""
        page.infos[first:last] = page.vocabulary.infos.all(page.numbers[first:last])
        self.mentions = page.by_token
        """Mentions by first token; the whole field's."""
        self.own = page.own(self.sentence)
        """The mentions of this sentence, in order."""
        self.covered: dict[int, LinkedMention] = {
            inside: mention for mention in self.own for inside in range(mention.first, mention.last)
        }
        """Tokens of this sentence inside a mention."""
        self._clause_ends: dict[int, int] = {}
        dated = bool(page.dated[first:last].strip(OTHER))  # mostly not: that spares the look for expressions
        self._dates: tuple[DateExpression, ...] | None = None if dated else ()
        self._date_tokens: frozenset[int] | None = None if dated else NO_TOKENS

    @property
    def dates(self) -> tuple[DateExpression, ...]:
        """The temporal expressions of this sentence, in order; none that is part of a name («محور 26 يوليو»)."""
        found = self._dates
        if found is None:
            told = expressions(self.field, self.page.published_at, self.sentence)
            found = self._dates = tuple(one for one in told if one.first not in self.covered)
        return found

    @property
    def date_tokens(self) -> frozenset[int]:
        """Tokens of this sentence inside a temporal expression."""
        found = self._date_tokens
        if found is None:
            found = self._date_tokens = frozenset([t for d in self.dates for t in range(d.first, d.last)])
        return found

    def kinds(self, token: int) -> frozenset[str]:
        """Return the cue lists that hold the token."""
        return self.infos[token].kinds

    def is_verb(self, token: int) -> bool:
        """Tell whether the token is a finite verb, as far as the lexicon and its shape say."""
        return self.infos[token].finite and token not in self.covered

    def preposition(self, token: int) -> str:
        """Return the preposition that the token is or begins with, else an empty string."""
        mention = self.mentions.get(token)
        if mention is not None:
            for clitic in mention.clitics:
                if clitic in ("ب", "ل", "ك"):
                    return clitic
            return ""
        return "" if token in self.covered else self.infos[token].attached

    def is_towards(self, position: int, end: int) -> bool:
        """Tell «نحو» of a direction from that of an estimate: «أبحرت نحو عدن», «نحو مئة جندي»."""
        if self.infos[position].folded != "نحو" or position + 1 >= end:
            return False
        return position + 1 in self.mentions or self.infos[position + 1].definite

    def is_dated(self, token: int) -> bool:
        """Tell whether the token is inside a temporal expression; those are read only if it may be."""
        return self.page.dated[token] != OTHER and token in self.date_tokens

    def clause_end(self, token: int) -> int:
        """Return where the clause of `token` ends to the right (token index, end exclusive)."""
        end = self._clause_ends.get(token)
        if end is None:
            end = self._clause_ends[token] = self._clause_end(token)
        return end

    def _clause_end(self, token: int) -> int:
        last = min(self.last, token + _LONGEST_CLAUSE)
        infos, stops = self.infos, self.page.stops
        position = stops.find(1, token + 1, last)
        while position >= 0:
            info = infos[position]
            if info.punctuation:
                if info.word[0] in _HARD_STOPS:
                    return position
                if closing := self.closings.get(position):
                    position = closing
                elif info.word[0] in "،,-–" and self._opens_clause(position + 1):
                    return position
            elif info.breaks and position not in self.covered:
                return position
            elif info.folded == "ان" and infos[position - 1].folded in _EXCEPT and position - 1 > token:
                return position - 1  # «غير أن»
            position = stops.find(1, position + 1, last)
        return max(last, token + 1)

    def _opens_clause(self, token: int) -> bool:
        if token >= self.last:
            return True
        return self.infos[token].opens and not (token in self.covered or self.is_dated(token))

    def skip(self, token: int, end: int) -> int:
        """Step over adverbs, dates, quotation marks and parentheses between commas."""
        infos, covered, dated = self.infos, self.covered, self.date_tokens
        while token < end:
            info = infos[token]
            if token in covered or (info.firm and token not in dated):
                return token
            if not info.punctuation or token in dated or info.word[0] in QUOTES:
                token += 1
                continue
            inner = token + 1
            closing = self.put_in(token, end)
            if closing:
                token = closing + 1
            elif inner in dated or (inner < end and infos[inner].cues & _ADVERBIAL):
                found = (t for t in range(inner, min(end, token + 12)) if infos[t].word[0] in "،,-–")
                token = next(found, token) + 1
            else:
                token += 1
        return token

    def nounish(self, token: int) -> bool:
        """Tell whether a noun phrase may begin here."""
        if token in self.covered:
            return token in self.mentions
        return self.infos[token].nounish and token not in self.date_tokens

    def before(self, token: int) -> int:
        """Return the token before `token`, quotation marks passed over; -1 at the sentence's start."""
        token -= 1
        while token >= self.first and self.infos[token].punctuation and self.infos[token].word[0] in QUOTES:
            token -= 1
        return token if token >= self.first else -1

    def after_quotes(self, token: int, end: int) -> int:
        while token < end and self.infos[token].punctuation and self.infos[token].word[0] in QUOTES:
            token += 1
        return token

    def _free_preposition(self, info: WordInfo, start: int, end: int) -> tuple[str, int]:
        """Return the preposition that a word of its own is, and where its phrase begins at `start` or later."""
        infos = self.infos
        preposition = info.folded if info.folded != "و" else ""
        if preposition[:1] in "وف" and preposition[1:] in self.vocabulary.lexicon.cues.words["prepositions"]:
            preposition = preposition[1:]
        start = self.after_quotes(start, end)
        if preposition == "من" and start < end and infos[start].folded == "قبل":
            return "من قبل", start + 1
        if preposition == "علي" and start < end and infos[start].folded == "متن":
            return preposition, start + 1  # «على متن دراجة»
        if preposition == "علي" and start < end and infos[start].folded in ("يد", "ايدي"):
            return "على يد", start + 1
        return preposition, start

    def _specifies(self, token: int) -> bool:
        """Tell whether a noun only says what a number counts («14 نائبا»): it owns nothing."""
        previous = self.infos[token - 1] if token > self.first else None
        return previous is not None and (previous.word.isdigit() or previous.folded in NUMERALS)

    def _names(self, token: int, position: int) -> bool:
        """Tell whether a word behind a kind of body is its name: «تحالف صمود», «جماعة نصرة الإسلام»."""
        info, head = self.infos[position], self.infos[token]
        if position != token + 1 or info.role or info.kinds or info.attached or info.readings:
            return False
        if info.folded.endswith(("ا", "ه", "ين", "ون")) and not info.folded.endswith("ره"):
            return False
        return bool(head.sets & BODY_KIND)

    def _bare_name(self, phrase: Phrase, first: int, last: int) -> Phrase:
        """Leave the kind of body out of its name: «تحالف صمود» is صمود."""
        name = self.field.text[self.field.starts[first] : self.field.ends[last - 1]]
        return phrase.called(name, name)

    def _coined(self, token: int, end: int) -> int:
        """Return the end of a name in quotes behind a kind of body («منظمة "برو أزول"»), else 0."""
        opening = token + 1
        if (
            opening + 1 >= end
            or not self.infos[opening].punctuation
            or self.infos[opening].word[0] not in QUOTES
        ):
            return 0
        if not self.infos[token].sets & BODY_KIND:
            return 0
        for closing in range(opening + 2, min(end, opening + 7)):
            if self.infos[closing].punctuation and self.infos[closing].word[0] in QUOTES:
                return closing if closing - 1 not in self.covered else 0
        return 0

    def _name_near(self, token: int, stop: int) -> bool:
        """Tell whether a person's name follows the honorific within three words."""
        for ahead in range(token + 1, min(stop, token + 4)):
            found = self.mentions.get(ahead)
            if found is not None:
                return found.type is PER and not found.clitics
            info = self.infos[ahead]
            if not info.definite and "honorifics" not in info.kinds and info.folded not in RANKS:
                return False
        return False

    def _is_generic(self, head: WordInfo, name: LinkedMention) -> bool:
        """Tell whether the noun before a name only says what kind of thing it is: «مدينة حلب»."""
        kind = PLACE_KIND if name.type is LOC else BODY_KIND
        return name.type is not MISC and bool(head.sets & kind)

    def _counted_kind(self, token: int) -> str:
        """Return the kind of what is counted: «مئات من أنصار»."""
        for ahead in range(token + 1, min(self.last, token + 4)):
            role = self.infos[ahead].role
            if role and role != "quantity":
                return role
        return "quantity"

    def _is_word_with_waw(self, info: WordInfo) -> bool:
        """Tell whether the word itself begins with و or is a verb joined by it."""
        return info.verb_like or any(r.start == 0 for r in (*info.readings, *info.helpers))

    def _is_count(self, token: int) -> bool:
        return (
            token not in self.covered and token not in self.date_tokens and self.infos[token].word.isdigit()
        )

    def _clitic_length(self, info: WordInfo) -> int:
        """Code points of the proclitics before the noun (its article stays)."""
        word = info.word
        skip = 0
        core = info.role_core or ""
        if word[:1] in "وف" and len(word) > 3 and not info.folded.startswith(core or "\0"):
            skip = 1
        rest = word[skip:]
        if info.attached and rest[:1] == info.attached:
            skip += 1
        elif not core and skip and not info.definite:
            skip = 0
        return skip

    def _counted_head(self, first: int, last: int) -> int:
        """Return the token of what a quantity counts where it stands right behind, else 0."""
        inner = first + 1
        if self.infos[first].definite:
            return 0  # «المجموعة العسكرية»
        return inner if inner < last and (self.infos[inner].role or self.infos[inner].definite) else 0

    def written(self, first: int, last: int, owned: int) -> tuple[str, str]:
        """Return surface and label of a described phrase; see `Phrase`."""
        text, starts, ends = self.field.text, self.field.starts, self.field.ends
        stop = max(owned, first + 1)
        label_token = first
        if self.infos[first].role == "quantity" and not self.infos[first].definite:
            inner = self._counted_head(first, last)
            if inner:
                label_token, stop = inner, inner + 1
            elif first + 1 < stop and first + 1 not in self.covered:
                label_token = first + 1  # «أربع شاحنات»: the trucks
        elif stop == first + 1 and last > first + 1:
            stop = min(last, first + 2)
        start = starts[first] + self._clitic_length(self.infos[first])
        label_start = starts[label_token] + self._clitic_length(self.infos[label_token])
        return text[start : ends[stop - 1]], text[label_start : ends[label_token]]

    def spokesman(self, position: int, stop: int) -> LinkedMention | None:
        """Return the person named behind «باسم الحكومة» or «باسمه»."""
        at = position + 1
        while at < stop and not self.infos[at].punctuation:
            found = self.mentions.get(at)
            if found is not None and found.type is PER:
                return None if found.clitics else found
            if found is None and (self.infos[at].attached or self.is_verb(at)):
                return None
            at = found.last if found is not None else at + 1
        return None

    def _name_behind(self, position: int, stop: int) -> int:
        """Return where the name begins whose title goes on with a preposition, else 0.

        «المدير في الشركة سالم», «الأمين العام للمجلس سالم», «المكلفة من مجلس النواب سالم».
        """
        info = self.infos[position]
        at = position if info.attached else position + 1
        if info.attached not in ("", "ل") or (not info.attached and info.folded not in _OFFICE_LINKS):
            return 0
        first = self.mentions.get(at)
        if at >= stop or (first is not None and first.type is PER):
            return 0
        if first is not None:
            at = first.last
        elif self.infos[at].definite:
            at += 1
        else:  # «من مجلس الشيوخ»
            at = at + 2 if at + 1 < stop and self.infos[at + 1].definite else stop
        while at < min(stop, position + _OFFICE_REACH):
            found = self.mentions.get(at)
            if found is not None:
                return at if found.type is PER and not found.clitics else 0
            info = self.infos[at]
            described = is_nisba(info.word) or bool(info.cues & CUES["adjectives"])
            if not info.definite or info.role or not described:
                return 0
            at += 1
        return 0

    def _is_owned(self, token: int, name: int) -> bool:
        """Tell whether the titled name at `name` owns the noun at `token` and is not its name."""
        head = self.infos[token]
        if head.definite or head.role in (None, "government", "quantity"):
            return False
        return any(
            self.infos[t].role == "government" and not self.infos[t].definite for t in range(token + 1, name)
        )

    def _named(self, first: int, last: int, mention: LinkedMention, title: tuple[str, str] | None) -> Phrase:
        kind = _KINDS.get(mention.type, "thing")
        if mention.type is ORG:
            kind = self.infos[mention.first].role or "org"
            if kind in ("crowd", "quantity", "person", "government", "body"):
                kind = "org"
        return Phrase(first, last, mention.first, kind, "", mention, True, title)

    def named(self, mention: LinkedMention) -> Phrase:
        """Return the phrase of a mention alone."""
        return self._named(mention.first, mention.last, mention, None)
