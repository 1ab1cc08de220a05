"""Sentences that tell of sport, shows and fiction: events there are none of PLOVER's."""

from workers.entities.mentions import LinkedMention
from workers.events.lexicon import load_lexicon
from workers.events.members import ORG
from workers.events.words import WordInfo
from workers.text.document import FieldText
from workers.text.fold import fold

_WHOLE_ARTICLE = 5
"""From so many distinct words of sport on, and a third of the sentences, the whole field is out of scope."""


_FEW = 2
"""From so many sure words of sport or fiction on, the doubtful ones count by themselves too."""


_ACCOUNT = ("روايه",)
"""A novel, or what somebody says happened."""


def _is_office(field: FieldText, token: int, info: WordInfo) -> bool:
    """Tell «الممثل الخاص», «الرئيس المنتخب» and «رواية الحكومة» from actors, teams and novels."""
    words, cues = field.words, load_lexicon().cues.words
    if info.folded.endswith(_ACCOUNT):
        return token + 1 < len(words) and fold(words[token + 1]) in cues["accounts_of"]
    if "doubtful_offices" not in info.kinds:
        return False
    before = fold(words[token - 1]) if token else ""
    after = fold(words[token + 1]) if token + 1 < len(words) else ""
    return after in cues["of_state"] or before.removeprefix("و").removeprefix("ب") in cues["elected"]


def out_of_scope_sentences(
    field: FieldText, found: list[tuple[int, WordInfo]], mentions: list[LinkedMention]
) -> frozenset[int] | None:
    """Return the indexes of sentences that are out of scope; None where the whole field is.

    `found` are the words that belong to a domain out of scope, with their tokens.
    """
    if not found:
        return frozenset()
    found = [(t, info) for t, info in found if not _is_office(field, t, info)]
    strong = [info for _, info in found if "doubtful_domain" not in info.kinds]
    if len(strong) < _FEW:  # «المهاجم» who fired is no footballer where nothing else speaks of sport
        if not strong:
            return frozenset()
        sentences = {field.sentence_of(t) for t, info in found if "doubtful_domain" not in info.kinds}
        found = [(t, info) for t, info in found if field.sentence_of(t) in sentences]
    named = {t for m in mentions if m.type is not ORG for t in range(m.first, m.last)}
    found = [(token, info) for token, info in found if token not in named]
    blocked = frozenset(field.sentence_of(token) for token, _ in found)
    sport = {info.folded for _, info in found if info.domain == "sport"}
    if len(sport) >= _WHOLE_ARTICLE and len(blocked) * 3 >= len(field.sentences):
        return None
    return blocked
