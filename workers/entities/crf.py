"""Rasid's own recogniser: a small convolutional network with a CRF on top, in numpy.

`crf_model.py` holds the parameters, `crf_scorer.py` the network, `viterbi.py` the search for the best
labels. `train_net.py` is the same network in JAX; `data/model_card.md` says what the shipped model was
trained on.
"""

from collections.abc import Sequence

import numpy as np

from topics import EntityType
from workers.entities.crf_model import LABELS, Array, Model, Network
from workers.entities.crf_scorer import Scorer
from workers.entities.crf_threads import use_one_thread
from workers.entities.features import WordFeatures, WordTable
from workers.entities.recogniser import Span
from workers.entities.viterbi import decode, highest
from workers.text.columns import NUMBERS
from workers.text.document import Document

__all__ = ["LABELS", "CrfRecogniser", "Model", "Network", "Scorer", "agree", "load_recogniser"]

_TYPES = tuple(EntityType(label[2:]) for label in LABELS[1::2])
_SURE = 0.5
_SHORTEST_NAME = 3
_FREQUENT = 50_000
"""How many words are learned at the start: half a second that a stream's first articles save."""


def agree(scores: Array, words: list[str], weight: float, articles: list[int] | None = None) -> Array:
    """Favour for each word the labels that the same word surely has elsewhere in the article.

    The best probability that any occurrence gives to an entity label is added to that label's score
    at every occurrence, times `weight`; words of which no occurrence is likelier a name than not are
    left alone, and so are words of one or two letters. Raising only, never lowering, so that one
    clear mention («الرئيس سلام») helps the unclear ones and not the other way round.

    `articles` numbers the article of every word, in ascending order, where there are several.
    """
    if not weight or not words:
        return scores
    likely = np.exp(scores - highest(scores)[:, None])
    likely /= likely.sum(1, keepdims=True)
    sure = (highest(likely[:, 1:]) > _SURE).nonzero()[0].tolist()
    here = articles if articles is not None else [0] * len(words)
    named = {words[i] for i in sure if len(words[i]) >= _SHORTEST_NAME}
    places: dict[tuple[int, str], list[int]] = {(here[i], words[i]): [] for i in sure if words[i] in named}
    for place, word in enumerate(words):
        # Of the article that names it so: in another one, the word has no entry.
        if word in named and (where := places.get((here[place], word))) is not None:
            where.append(place)
    repeated = [where for where in places.values() if len(where) > 1]
    if not repeated:
        return scores
    flat = [place for where in repeated for place in where]
    lengths = [len(where) for where in repeated]
    starts = np.cumsum([0, *lengths[:-1]])
    best = np.maximum.reduceat(likely[flat, 1:], starts, axis=0)
    best *= np.float32(weight)
    raised = scores.copy()
    raised[flat, 1:] += best.repeat(lengths, axis=0)
    return raised


class CrfRecogniser:
    """The recogniser called `rasid`."""

    name = "rasid-crf"

    def __init__(self, scorer: Scorer) -> None:
        """Recognise with `scorer`."""
        self.scorer = scorer

    def recognise(self, document: Document) -> tuple[Span, ...]:
        """Return the spans of title and text, in reading order."""
        return self.recognise_all((document,))[0]

    def recognise_all(self, documents: Sequence[Document]) -> list[tuple[Span, ...]]:
        """Return the spans of each document, equal to what `recognise` gives of it alone.

        numpy's calls cost more than what they compute of one article: together they cost half as much.
        """
        begins: list[int] = []
        starts: list[int] = []
        """Where each document begins among the words of all of them."""
        count = 0
        for document in documents:
            starts.append(count)
            for field in document.fields:
                begins += [sentence.first + count for sentence in field.sentences]
                count += len(field.words)
        spans: list[list[Span]] = [[] for _ in documents]
        if not count:
            return [() for _ in documents]
        numbers = NUMBERS.number([field for document in documents for field in document.fields])
        found = self.scorer.candidates_at(self.scorer.slots(numbers), begins, starts)
        scores = found.scores
        if not len(scores):
            return [() for _ in documents]
        words = NUMBERS.words
        mine = [words[number] for number in numbers.take(found.tokens).tolist()]
        scores = agree(scores, mine, self.scorer.model.agreement, found.articles.tolist())
        labels = decode(scores, found.joined, found.first, found.last, self.scorer.chain)
        named = labels.nonzero()[0]
        kept = labels.take(named)
        # Each token's probability of the labels B and I of its type.
        likely = scores.take(named, axis=0)
        likely -= highest(likely)[:, None]
        np.exp(likely, out=likely)
        at = np.arange(len(named))
        odd = (kept - 1) | 1
        likely = (likely[at, odd] + likely[at, odd + 1]) / likely.sum(1)
        for first, last, label, score, number in _runs(
            found.tokens.take(named).tolist(),
            kept.tolist(),
            found.first.take(named).tolist(),
            likely.tolist(),
            found.articles.take(named).tolist(),
        ):
            title = documents[number].title
            border = starts[number] + len(title.words)
            field, offset = (title, starts[number]) if first < border else (documents[number].text, border)
            spans[number].append(Span(field.field, first - offset, last - offset, _TYPES[label // 2], score))
        return [tuple(each) for each in spans]


def _runs(
    tokens: list[int], labels: list[int], firsts: list[bool], likely: list[float], articles: list[int]
) -> list[tuple[int, int, int, float, int]]:
    """Return (first, last, number of the B label, score, article) of every span; a stray `I-` begins one.

    For each token that is not `O`: its index, its label, whether it is its sentence's first, how likely
    it is of its type, and the number of its article. The score of a span is that of its least likely
    token.
    """
    found: list[tuple[int, int, int, float, int]] = []
    open_, end, inside, score, where = -1, -1, 0, 1.0, 0
    for token, label, new, sure, article in zip(tokens, labels, firsts, likely, articles, strict=True):
        if token == end and label == inside and not new:
            end += 1
            score = min(score, sure)
            continue
        if open_ >= 0:
            found.append((open_, end, inside - 1, score, where))
        open_, end, score, where = token, token + 1, sure, article
        inside = label + 1 if label % 2 else label
    if open_ >= 0:
        found.append((open_, end, inside - 1, score, where))
    return found


def load_recogniser() -> CrfRecogniser:
    """Load the shipped model, and keep numpy's matrix products to one thread (see `crf_threads`)."""
    use_one_thread()
    scorer = Scorer(Model.load(), WordFeatures(WordTable.load()))
    scorer.learn_frequent(_FREQUENT)
    return CrfRecogniser(scorer)
