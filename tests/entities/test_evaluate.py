"""Scores are strict, and files of many makers are read."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topics import EntityType, Field
from workers.entities.crf import load_recogniser
from workers.entities.evaluate import evaluate_conll, labels_by, read_conll, strict
from workers.entities.recogniser import Span
from workers.text.document import Document

NEWS = Path(__file__).parent / "data" / "news.conll"
LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]


class Fixed:
    """Finds a person at every token called `س` and nothing else."""

    name = "fixed"

    def recognise(self, document: Document) -> tuple[Span, ...]:
        return tuple(
            Span(Field.TEXT, i, i + 1, EntityType.PER, 1.0)
            for i, word in enumerate(document.text.words)
            if word == "س"
        )

    def recognise_all(self, documents: Sequence[Document]) -> list[tuple[Span, ...]]:
        return [self.recognise(document) for document in documents]


def write(folder: Path, text: str) -> Path:
    path = folder / "x.conll"
    path.write_text(text, encoding="utf-8")
    return path


def test_tabs_blanks_and_other_names_of_types_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, "س\tB-PERS\nص I-PERS\nفي O\n\n\nع x x B-GPE\n")
    assert read_conll(path) == [(["س", "ص", "في"], ["B-PER", "I-PER", "O"]), (["ع"], ["B-LOC"])]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("I-PER I-PER O", "B-PER I-PER O"),
        ("B-PER B-PER I-LOC", "B-PER B-PER B-LOC"),
        ("S-PER S-PER O", "B-PER B-PER O"),
        ("B-ORG E-ORG I-ORG", "B-ORG I-ORG B-ORG"),
        ("PERS PERS O", "B-PER I-PER O"),
    ],
)
def test_other_schemes_become_iob2(tmp_path: Path, labels: str, expected: str) -> None:
    path = write(tmp_path, "\n".join(f"س\t{label}" for label in labels.split()))
    assert read_conll(path)[0][1] == expected.split()


def test_a_file_without_blank_lines_is_cut_into_sentences(tmp_path: Path) -> None:
    path = write(tmp_path, "\n".join(["كلمة\tO"] * 250 + [".\tO"] + ["كلمة\tO"] * 600))
    sentences = read_conll(path)
    assert len(sentences[0][0]) == 251
    assert all(len(words) <= 400 for words, _ in sentences)
    assert sum(len(words) for words, _ in sentences) == 851


def test_a_line_without_a_tag_is_refused_with_its_number(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_conll(write(tmp_path, "س\tO\nص\n"))


def test_half_a_name_counts_for_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, "س\tB-PER\nص\tI-PER\nفي\tO\nس\tB-PER\n.\tO\n")
    measures = evaluate_conll(path, Fixed())
    assert measures["micro"] == {"p": 0.5, "r": 0.5, "f1": 0.5}
    assert measures["PER"]["f1"] == 0.5
    assert measures["LOC"] == {"p": 0.0, "r": 0.0, "f1": 0.0}


def test_a_name_of_another_type_is_wrong_twice(tmp_path: Path) -> None:
    measures = evaluate_conll(write(tmp_path, "س\tB-LOC\n"), Fixed())
    assert measures["micro"]["p"] == measures["micro"]["r"] == 0.0


def test_types_limit_gold_and_found_alike(tmp_path: Path) -> None:
    path = write(tmp_path, "س\tB-PER\nفي\tO\nص\tB-MISC\n")
    measures = evaluate_conll(path, Fixed(), types=["PER", "LOC"])
    assert set(measures) == {"micro", "PER", "LOC"}
    assert measures["micro"]["f1"] == 1.0


def test_an_unknown_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="CAT"):
        evaluate_conll(write(tmp_path, "س\tO\n"), Fixed(), types=["CAT"])


def spans(labels: list[str]) -> set[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label.startswith("B") or (
            label != "O" and not (found and found[-1][1] == i and found[-1][2] == label[2:])
        ):
            found.append((i, i + 1, label[2:]))
        elif label != "O":
            found[-1] = (found[-1][0], i + 1, label[2:])
    return set(found)


def iob2(labels: list[str]) -> list[str]:
    """Make stray `I-` labels begin their span, as read_conll does."""
    result: list[str] = []
    for label in labels:
        stray = label[0] == "I" and (not result or result[-1][2:] != label[2:])
        result.append("B" + label[1:] if stray else label)
    return result


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_the_scorer_counts_what_counting_by_hand_does(pairs: list[tuple[str, str]]) -> None:
    gold, found = iob2([g for g, _ in pairs]), iob2([f for _, f in pairs])
    right = len(spans(gold) & spans(found))
    measures = strict([gold], [found], ["PER", "LOC", "ORG"])["micro"]
    assert measures["p"] == pytest.approx(right / len(spans(found)) if spans(found) else 0.0)
    assert measures["r"] == pytest.approx(right / len(spans(gold)) if spans(gold) else 0.0)


def test_labels_come_back_for_every_sentence_of_a_long_file() -> None:
    sentences = [(["قال", "س", "."], ["O", "B-PER", "O"])] * 400
    assert labels_by(Fixed(), sentences) == [labels for _, labels in sentences]


def test_the_shipped_model_keeps_its_floor_on_news_written_for_this_test() -> None:
    measures = evaluate_conll(NEWS, load_recogniser())
    assert measures["micro"]["f1"] >= 0.75
    assert measures["LOC"]["f1"] >= 0.85
    assert measures["PER"]["f1"] >= 0.70


def test_the_shipped_model_keeps_its_floor_on_anercorp(shared: Path) -> None:
    path = shared / "data" / "anercorp" / "test.conll"
    if not path.is_file():
        pytest.skip("shared/data/anercorp is not here")
    measures = evaluate_conll(path, load_recogniser())
    assert measures["micro"]["f1"] >= 0.74
    assert measures["PER"]["f1"] >= 0.73
    assert measures["LOC"]["f1"] >= 0.86
    assert measures["ORG"]["f1"] >= 0.58
