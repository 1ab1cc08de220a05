"""The recogniser `camel-bert`: camel-tools' BERT NER, where `make neural` and its model are installed.

The model, its tokenizer and labels are those that camel-tools' `NERecognizer` loads. Predicting is
done here, with the same word pieces and segments and so the same labels, because
`NERecognizer.predict` pads every sentence to 256 pieces and may return fewer labels than tokens
(camel_tools issue 105: words of which the tokenizer makes nothing are dropped). On real articles, a
BERT of the base size ran 2.3 times as fast as by `NERecognizer.predict` (67 to 29 words/s on two busy
cores). torch is imported when the recogniser is loaded, never with this module.

Everything here blocks and takes long: call it off an event loop.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Self

from topics import EntityType
from workers.entities.camel_data import CamelDataMissing, dataset_path, missing_packages, prepare
from workers.entities.recogniser import Span
from workers.text.document import Document

NAME = "camel-bert"

_TYPES = {
    "PERS": EntityType.PER,
    "PER": EntityType.PER,
    "LOC": EntityType.LOC,
    "ORG": EntityType.ORG,
    "MISC": EntityType.MISC,
}
_MOST_PIECES = 254
"""Word pieces of one segment, as in camel-tools: 256 less the two special ones."""
_CACHE_LIMIT = 100_000

Label = tuple[str, float]
"""A BIO label with its probability."""
_OUTSIDE: Label = ("O", 1.0)


@dataclass(frozen=True, slots=True)
class _Segment:
    """Word pieces that the model reads at once; `words` are the sentence's words they begin at."""

    sentence: int
    pieces: tuple[int, ...]
    words: tuple[tuple[int, int], ...]
    """(index of the word, index of its first piece)."""


class CamelBertRecogniser:
    """Finds mentions with a BERT model for token classification."""

    def __init__(
        self, model: Any, tokenizer: Any, *, threads: int | None = None, batch_size: int = 32
    ) -> None:
        """Use a loaded model and tokenizer; on a GPU where torch sees one.

        `threads` sets torch's threads for the whole process; unset, torch chooses.
        """
        import torch

        if threads is not None:
            torch.set_num_threads(threads)
        self._torch = torch
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._model = model.to(self._device).eval()
        self._tokenizer = tokenizer
        self._labels = [model.config.id2label[number] for number in range(model.config.num_labels)]
        self._batch_size = batch_size
        self._pieces: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int | None = None) -> Self:
        """Load camel-tools' default NER model from `folder` (unset: camel-tools' own data folder).

        Raises:
            CamelDataMissing: the model is not installed.
            ImportError: torch or transformers is not installed (`make neural`).
        """
        if missing := missing_packages():
            raise ImportError(f"{' and '.join(missing)} not installed: make neural")
        model = dataset_path("NamedEntityRecognition", folder)
        if model is None:
            raise CamelDataMissing(
                "camel-tools' NER model is not installed; install it with `rasid models install`"
            )
        return cls.from_model(model, threads=threads)

    @classmethod
    def from_model(cls, path: Path, *, threads: int | None = None) -> Self:
        """Load a BERT model for token classification from a folder, as `NERecognizer` does."""
        prepare()
        from camel_tools.ner import NERecognizer

        loaded = NERecognizer(str(path))
        return cls(loaded.model, loaded.tokenizer, threads=threads)

    @property
    def name(self) -> str:
        """What goes into `Entity.tagger`."""
        return NAME

    def recognise(self, document: Document) -> tuple[Span, ...]:
        """Return the spans of title and text, in reading order; all sentences go in one batch run."""
        return self.recognise_all((document,))[0]

    def recognise_all(self, documents: Sequence[Document]) -> list[tuple[Span, ...]]:
        """Return the spans of each document; batches run across documents, which suits a GPU."""
        places = [
            (number, field, sentence)
            for number, document in enumerate(documents)
            for field in document.fields
            for sentence in field.sentences
        ]
        labels = self.predict([field.words[sentence.first : sentence.last] for _, field, sentence in places])
        found: list[list[Span]] = [[] for _ in documents]
        for (number, field, sentence), predicted in zip(places, labels, strict=True):
            for first, last, kind, score in spans_of(predicted):
                found[number].append(
                    Span(field.field, sentence.first + first, sentence.first + last, kind, score)
                )
        return [tuple(spans) for spans in found]

    def predict(self, sentences: Sequence[Sequence[str]]) -> list[list[Label]]:
        """Return one label for every word of every sentence.

        A word that the tokenizer makes nothing of is `O`, and so is nothing else by default: labels
        and words always agree in number.
        """
        labels: list[list[Label]] = [[_OUTSIDE] * len(sentence) for sentence in sentences]
        segments = [
            segment
            for number, sentence in enumerate(sentences)
            for segment in self._segments(number, sentence)
        ]
        # Sentences of like length share a batch, so that little of it is padding.
        segments.sort(key=lambda segment: len(segment.pieces))
        for batch in _batches(segments, self._batch_size):
            for segment, row in zip(batch, self._run(batch), strict=True):
                for (word, _), label in zip(segment.words, row, strict=True):
                    labels[segment.sentence][word] = label
        return labels

    def _segments(self, number: int, sentence: Sequence[str]) -> Iterator[_Segment]:
        pieces: list[int] = []
        words: list[tuple[int, int]] = []
        for index, word in enumerate(sentence):
            of_word = self._pieces_of(word)
            if not of_word:
                continue
            if pieces and len(pieces) + len(of_word) > _MOST_PIECES:
                yield _Segment(number, tuple(pieces), tuple(words))
                pieces, words = [], []
            words.append((index, len(pieces)))
            pieces.extend(of_word)
        if pieces:
            yield _Segment(number, tuple(pieces), tuple(words))

    def _pieces_of(self, word: str) -> tuple[int, ...]:
        """Return the ids of a word's pieces, at most one segment's worth."""
        found = self._pieces.get(word)
        if found is None:
            if len(self._pieces) >= _CACHE_LIMIT:
                self._pieces.clear()
            tokens = self._tokenizer.tokenize(word)
            ids = self._tokenizer.convert_tokens_to_ids(tokens) if tokens else []
            found = self._pieces[word] = tuple(ids[:_MOST_PIECES])
        return found

    def _run(self, batch: Sequence[_Segment]) -> list[list[Label]]:
        """Run the model once; return the label of every word of every segment."""
        torch = self._torch
        first, last, pad = (
            self._tokenizer.cls_token_id,
            self._tokenizer.sep_token_id,
            self._tokenizer.pad_token_id or 0,
        )
        width = max(len(segment.pieces) for segment in batch) + 2
        ids = torch.full((len(batch), width), pad, dtype=torch.long)
        mask = torch.zeros((len(batch), width), dtype=torch.long)
        for row, segment in enumerate(batch):
            ids[row, : len(segment.pieces) + 2] = torch.tensor((first, *segment.pieces, last))
            mask[row, : len(segment.pieces) + 2] = 1
        with torch.inference_mode():
            logits = self._model(
                input_ids=ids.to(self._device),
                attention_mask=mask.to(self._device),
                token_type_ids=torch.zeros_like(ids).to(self._device),
            ).logits
            best, labels = torch.softmax(logits.float(), dim=-1).max(dim=-1)
        scores, numbers = best.cpu().tolist(), labels.cpu().tolist()
        return [
            [(self._labels[numbers[row][at + 1]], scores[row][at + 1]) for _, at in segment.words]
            for row, segment in enumerate(batch)
        ]


def spans_of(labels: Iterable[Label]) -> Iterator[tuple[int, int, EntityType, float]]:
    """Read BIO labels as (first word, last word exclusive, type, mean probability).

    An `I-` after another type or after `O` begins a span; labels of unknown types are `O`.
    """
    first, kind, scores = 0, None, [0.0]
    position = -1
    for position, (label, score) in enumerate(labels):
        begins, _, named = label.partition("-")
        here = _TYPES.get(named)
        if kind is not None and here is kind and begins == "I":
            scores.append(score)
            continue
        if kind is not None:
            yield first, position, kind, sum(scores) / len(scores)
        first, kind, scores = position, here, [score]
    if kind is not None:
        yield first, position + 1, kind, sum(scores) / len(scores)


def _batches(segments: Sequence[_Segment], size: int) -> Iterator[tuple[_Segment, ...]]:
    rest = iter(segments)
    while batch := tuple(islice(rest, size)):
        yield batch


def load_recogniser() -> CamelBertRecogniser:
    """Load the recogniser from camel-tools' own data folder."""
    return CamelBertRecogniser.load()
