"""Sentences that tell of sport, shows and fiction: events there are none of PLOVER's."""

from topics import EntityType
from workers.entities.mentions import LinkedMention
from workers.events.words import WordInfo
from workers.text.document import FieldText

_WHOLE_ARTICLE = 5
"""From so many distinct words of sport on, and a third of the sentences, the whole field is out of scope."""


def out_of_scope_sentences(
    field: FieldText, found: list[tuple[int, WordInfo]], mentions: list[LinkedMention]
) -> frozenset[int] | None:
    """Return the indexes of sentences that are out of scope; None where the whole field is.

    `found` are the words that belong to a domain out of scope, with their tokens.
    """
    if not found:
        return frozenset()
    named = {t for m in mentions if m.type is not EntityType.ORG for t in range(m.first, m.last)}
    found = [(token, info) for token, info in found if token not in named]
    blocked = frozenset(field.sentence_of(token) for token, _ in found)
    sport = {info.folded for _, info in found if info.domain == "sport"}
    if len(sport) >= _WHOLE_ARTICLE and len(blocked) * 3 >= len(field.sentences):
        return None
    return blocked
