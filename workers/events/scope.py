"""Sentences that tell of sport, shows and fiction: events there are none of PLOVER's."""

from topics import EntityType
from workers.entities.mentions import LinkedMention
from workers.events.lexicon import Lexicon
from workers.events.words import WordInfo
from workers.text.document import FieldText

_WHOLE_ARTICLE = 5
"""From so many distinct words of one domain on, the whole field is out of scope."""


def out_of_scope_sentences(
    field: FieldText, infos: list[WordInfo], lexicon: Lexicon, mentions: list[LinkedMention]
) -> frozenset[int] | None:
    """Return the indexes of sentences that are out of scope; None where the whole field is."""
    blocked: set[int] = set()
    sport, fiction = lexicon.cues.out_of_scope["sport"], lexicon.cues.out_of_scope["fiction"]
    seen: set[str] = set()
    named = {t for m in mentions if m.type is not EntityType.ORG for t in range(m.first, m.last)}
    for token, info in enumerate(infos):
        if token in named:
            continue
        folded = info.folded
        if folded in sport or (folded[:1] in "وفبل" and folded[1:] in sport):
            seen.add(folded)
            blocked.add(field.sentence_of(token))
        elif folded in fiction or (folded[:1] in "وفبل" and folded[1:] in fiction):
            blocked.add(field.sentence_of(token))
    if len(seen) >= _WHOLE_ARTICLE and len(blocked) * 3 >= len(field.sentences):
        return None
    return frozenset(blocked)
