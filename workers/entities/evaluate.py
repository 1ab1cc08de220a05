"""Scores of recognition and linking: strict, entity by entity, by a standard scorer.

`evaluate_conll` scores a recogniser on a CoNLL file by nervaluate's strict schema (an entity counts
if its first token, last token and type are all right), micro-averaged; on ANERcorp its figures are
those of seqeval in strict IOB2 mode. `evaluate_gold.py` scores the whole pipeline.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from topics import EntityType, Field
from workers.entities.recogniser import Recogniser
from workers.text.document import Document, FieldText, Sentence

TYPES = tuple(str(kind) for kind in EntityType)
_ALIASES = {"PERS": "PER", "PERSON": "PER", "LOCATION": "LOC", "GPE": "LOC", "ORGANIZATION": "ORG"}
_LONGEST_SENTENCE = 200
WINDOW = 1500
"""Tokens of a CoNLL file that are read as one article: the files do not say where articles end.

Some three articles of ANERcorp; on a held-out slice of its training part better than 500 (by 0.2)."""

Measures = dict[str, dict[str, float]]
Words = list[str]
Labels = list[str]


def read_conll(path: Path) -> list[tuple[Words, Labels]]:
    """Read sentences of words and IOB2 labels from a CoNLL file.

    A line holds a token and, last, its tag, parted by a tab or spaces; a blank line ends a sentence.
    Types `PERS` and the like are read as ours, a bare type (`PER`) as a span by itself joined to its
    like before it, and a sentence that never ends is cut at a full stop or after 200 tokens.

    Raises:
        ValueError: a line has no tag, with the line's number.
    """
    sentences: list[tuple[Words, Labels]] = []
    words: Words = []
    labels: Labels = []

    def end() -> None:
        nonlocal words, labels
        if words:
            sentences.append((words, _as_iob2(labels)))
            words, labels = [], []

    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("-DOCSTART-"):
            end()
            continue
        parts = text.split("\t") if "\t" in text else text.split()
        if len(parts) < 2:
            raise ValueError(f"{path}, line {number}: a token and its tag are expected, found {text!r}")
        words.append(parts[0].strip())
        labels.append(parts[-1].strip())
        long = len(words) >= _LONGEST_SENTENCE
        if (long and words[-1] in {".", "؟", "!", "…"}) or len(words) >= 2 * _LONGEST_SENTENCE:
            end()
    end()
    return sentences


def _as_iob2(labels: Labels) -> Labels:
    """Make types ours and the scheme IOB2 (IOB1, BIOES and bare types are understood)."""
    result: Labels = []
    before = "O"
    for label in labels:
        if label in {"O", "_", ""}:
            result.append("O")
            before = "O"
            continue
        mark, dash, kind = label.partition("-")
        if not dash:
            mark, kind = "I", label
        kind = _ALIASES.get(kind.upper(), kind.upper())
        begins = mark.upper() in {"B", "S", "U"} or before != kind
        result.append(f"{'B' if begins else 'I'}-{kind}")
        before = "O" if mark.upper() in {"E", "L", "S", "U"} and dash else kind
    return result


def as_document(sentences: Sequence[Words]) -> Document:
    """Lay tokenised sentences out as an article without a title; tokens are joined by a blank."""
    words = [word for sentence in sentences for word in sentence]
    starts: list[int] = []
    at = 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    cut: list[Sentence] = []
    first = 0
    for sentence in sentences:
        last = first + len(sentence)
        cut.append(Sentence(starts[first], ends[last - 1], first, last))
        first = last
    text = FieldText(Field.TEXT, " ".join(words), tuple(words), tuple(starts), tuple(ends), tuple(cut))
    return Document("conll", FieldText(Field.TITLE, "", (), (), (), ()), text)


def windows(sentences: Sequence[tuple[Words, Labels]]) -> Iterator[list[Words]]:
    """Group sentences into stretches of at least `WINDOW` tokens, each read as one article."""
    group: list[Words] = []
    size = 0
    for words, _ in sentences:
        group.append(words)
        size += len(words)
        if size >= WINDOW:
            yield group
            group, size = [], 0
    if group:
        yield group


def labels_by(recogniser: Recogniser, sentences: Sequence[tuple[Words, Labels]]) -> list[Labels]:
    """Return the labels that `recogniser` gives to every sentence."""
    result: list[Labels] = []
    for group in windows(sentences):
        document = as_document(group)
        labels = ["O"] * len(document.text.words)
        for span in recogniser.recognise(document):
            labels[span.first] = f"B-{span.type}"
            labels[span.first + 1 : span.last] = [f"I-{span.type}"] * (span.last - span.first - 1)
        result += [labels[sentence.first : sentence.last] for sentence in document.text.sentences]
    return result


def strict(gold: Sequence[Labels], found: Sequence[Labels], types: Iterable[str] | None = None) -> Measures:
    """Score label sequences by nervaluate's strict schema: micro average and each type."""
    from nervaluate import Evaluator

    kinds = list(types or TYPES)
    evaluator = Evaluator(list(gold), list(found), tags=kinds, loader="list")
    results = evaluator.evaluate()
    measures = {"micro": _measures(results["overall"]["strict"])}
    for kind in kinds:
        by_kind = results["entities"].get(kind)
        measures[kind] = _measures(by_kind["strict"]) if by_kind else {"p": 0.0, "r": 0.0, "f1": 0.0}
    return measures


def _measures(result: Any) -> dict[str, float]:
    return {"p": float(result.precision), "r": float(result.recall), "f1": float(result.f1)}


def evaluate_conll(path: Path, recogniser: Recogniser, types: Iterable[str] | None = None) -> Measures:
    """Score `recogniser` on a CoNLL file; `types` limits gold and found entities to some types.

    Raises:
        ValueError: the file is no CoNLL file, or `types` names an unknown type.
    """
    kinds = tuple(types or TYPES)
    unknown = set(kinds) - set(TYPES)
    if unknown:
        raise ValueError(f"unknown entity types {sorted(unknown)}; there are {list(TYPES)}")
    sentences = read_conll(Path(path))

    def limited(labels: Labels) -> Labels:
        return [label if label[2:] in kinds else "O" for label in labels]

    gold = [limited(labels) for _, labels in sentences]
    found = [limited(labels) for labels in labels_by(recogniser, sentences)]
    return strict(gold, found, kinds)
