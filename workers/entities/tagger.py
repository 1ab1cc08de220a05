"""Tag a document: every entity named in it, told apart and linked."""

from typing import Self

from topics import EntityType
from workers.entities.gazetteer import Alias, Mode, load_gazetteer
from workers.entities.matcher import Found, Matcher
from workers.entities.mentions import LinkedMention
from workers.entities.recogniser import Recogniser
from workers.text.document import Document, FieldText
from workers.text.fold import unfold_offset


class Tagger:
    """Finds and links the entities of a document. Holds no state but bounded caches."""

    def __init__(self, matcher: Matcher, recogniser: Recogniser | None = None) -> None:
        """Use `matcher` for listed names and `recogniser`, where given, for the others."""
        self._matcher = matcher
        self._recogniser = recogniser

    @classmethod
    def load(cls, recogniser: Recogniser | None = None) -> Self:
        """Load the shipped gazetteer; takes well under a second."""
        return cls(Matcher(load_gazetteer()), recogniser)

    def tag(self, document: Document) -> tuple[LinkedMention, ...]:
        """Return the mentions of title and text, in reading order; spans of one field never overlap."""
        found = [(field, item) for field in document.fields for item in self._names(field)]
        full = {
            alias.entry.id
            for _, item in found
            for alias in item.aliases
            if alias.mode in (Mode.FULL, Mode.LONE)
        }
        mentions = []
        for field, item in found:
            for alias in item.aliases:
                if alias.mode in (Mode.FULL, Mode.LONE) or (
                    alias.mode is Mode.SHORT and alias.entry.type is EntityType.PER and alias.entry.id in full
                ):
                    mentions.append(_mention(field, item, alias))
                    break
        return tuple(mentions)

    def _names(self, field: FieldText) -> list[Found]:
        words = field.words
        found: list[Found] = []
        for sentence in field.sentences:
            at = sentence.first
            while at < sentence.last:
                here = self._matcher.at(words, at, sentence.last)
                if here:
                    found.append(here[0])
                    at = here[0].last
                else:
                    at += 1
        return found


def _mention(field: FieldText, item: Found, alias: Alias) -> LinkedMention:
    entry = alias.entry
    start = field.starts[item.first] + unfold_offset(field.words[item.first], item.split.cut)
    end = field.ends[item.last - 1]
    return LinkedMention(
        surface=field.text[start:end],
        field=field.field,
        start=start,
        end=end,
        first=item.first,
        last=item.last,
        sentence=field.sentence_of(item.first),
        type=entry.type,
        entity_id=entry.id,
        label=entry.label,
        label_en=entry.label_en,
        score=1.0,
        tagger="gazetteer",
        alias=alias.text,
        clitics=item.split.clitics,
        why=f"listed name «{alias.text}»",
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
    )
