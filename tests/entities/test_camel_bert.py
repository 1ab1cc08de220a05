"""The BERT recogniser gives every word one label, camel-tools' own, whatever the tokenizer drops."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from topics import EntityType
from workers.entities import camel_bert
from workers.entities.camel_bert import CamelBertRecogniser, Label, spans_of
from workers.text.segment import make_document

LABELS = ["B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O"]
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ.،0123456789"
DROPPED = "\u200d"
"""A word that a BERT tokenizer makes no piece of."""


def labels(text: str) -> list[tuple[str, float]]:
    return [(label, 0.5) for label in text.split()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("O B-PERS I-PERS O", [(1, 3, EntityType.PER)]),
        ("B-LOC B-LOC", [(0, 1, EntityType.LOC), (1, 2, EntityType.LOC)]),
        ("I-ORG I-ORG O", [(0, 2, EntityType.ORG)]),
        ("B-PERS I-LOC", [(0, 1, EntityType.PER), (1, 2, EntityType.LOC)]),
        ("O O", []),
        ("LABEL_0 B-MISC", [(1, 2, EntityType.MISC)]),
        ("B-PER", [(0, 1, EntityType.PER)]),
        ("", []),
    ],
)
def test_labels_become_spans(text: str, wanted: list[tuple[int, int, EntityType]]) -> None:
    assert [span[:3] for span in spans_of(labels(text))] == wanted


def test_without_torch_loading_says_make_neural(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camel_bert, "missing_packages", lambda: ["torch"])
    with pytest.raises(ImportError, match="make neural"):
        camel_bert.load_recogniser()


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two tiny layers with random weights, saved as camel-tools' models are."""
    torch = pytest.importorskip("torch", reason="torch is not installed: make neural")
    transformers = pytest.importorskip("transformers", reason="transformers is not installed: make neural")
    folder = tmp_path_factory.mktemp("bert")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{each}" for each in LETTERS)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "BertTokenizer", "do_lower_case": False, "strip_accents": False}),
        encoding="utf-8",
    )
    torch.manual_seed(7)
    configuration = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=37,
        max_position_embeddings=256,
        initializer_range=0.6,
        id2label=dict(enumerate(LABELS)),
        label2id={label: number for number, label in enumerate(LABELS)},
    )
    model = transformers.BertForTokenClassification(configuration)
    torch.nn.init.normal_(model.classifier.weight)  # so that every label is predicted somewhere
    model.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def recogniser(model_folder: Path) -> CamelBertRecogniser:
    return CamelBertRecogniser.from_model(model_folder, threads=2)


@pytest.fixture(scope="module")
def camel(model_folder: Path, recogniser: CamelBertRecogniser) -> Any:
    """camel-tools' own recogniser of the same model."""
    from camel_tools.ner import NERecognizer

    return NERecognizer(str(model_folder))


def assert_alike(one: list[Label], other: list[Label]) -> None:
    """Equal labels, and probabilities that differ by no more than the order of adding them up."""
    assert [label for label, _ in one] == [label for label, _ in other]
    assert [score for _, score in one] == pytest.approx([score for _, score in other], abs=1e-4)


WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=9)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=6)


@pytest.mark.neural
@given(SENTENCES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_labels_equal_those_of_camel_tools(
    recogniser: CamelBertRecogniser, camel: Any, sentences: list[list[str]]
) -> None:
    ours = [[label for label, _ in sentence] for sentence in recogniser.predict(sentences)]
    assert ours == camel.predict(sentences)


@pytest.mark.neural
def test_a_sentence_beyond_the_model_s_length_is_read_in_segments_as_camel_tools_does(
    recogniser: CamelBertRecogniser, camel: Any
) -> None:
    sentence = ["كتب", "الرئيس", "رسالة"] * 60
    assert [label for label, _ in recogniser.predict([sentence])[0]] == camel.predict([sentence])[0]


@pytest.mark.neural
def test_a_word_that_the_tokenizer_drops_shifts_no_label(recogniser: CamelBertRecogniser, camel: Any) -> None:
    plain, dropped = ["زار", "الوفد", "دمشق"], ["زار", DROPPED, "الوفد", "دمشق"]
    assert len(camel.predict([dropped])[0]) == 3  # camel_tools issue 105: four words, three labels
    labels = recogniser.predict([dropped])[0]
    assert len(labels) == 4
    assert labels[1] == ("O", 1.0)
    assert_alike([labels[0], *labels[2:]], recogniser.predict([plain])[0])


@pytest.mark.neural
def test_a_word_longer_than_the_model_has_one_label(recogniser: CamelBertRecogniser) -> None:
    assert len(recogniser.predict([["كتب", "ا" * 400, "رسالة"]])[0]) == 3


@pytest.mark.neural
def test_a_batch_changes_no_label(recogniser: CamelBertRecogniser) -> None:
    sentences = [["زار"], ["كتب", "الرئيس", "رسالة", "طويلة", "جدا"], [], ["دمشق", "."]]
    together = recogniser.predict(sentences)
    for labels, sentence in zip(together, sentences, strict=True):
        assert_alike(labels, recogniser.predict([sentence])[0])


@pytest.mark.neural
def test_spans_stay_in_their_sentence_and_field(recogniser: CamelBertRecogniser) -> None:
    document = make_document("a", "زار الوفد دمشق", "كتب الرئيس رسالة. وصل الوفد إلى بيروت.\n\nانتهى.")
    spans = recogniser.recognise(document)
    assert spans, "random weights that find nothing test nothing"
    fields = {field.field: field for field in document.fields}
    for span in spans:
        field = fields[span.field]
        assert field.sentence_of(span.first) == field.sentence_of(span.last - 1)
        assert 0.0 <= span.score <= 1.0
        assert span.type in EntityType
    assert recogniser.recognise_all([document, document]) == [spans, spans]
    assert recogniser.name == "camel-bert"


@pytest.mark.neural
def test_an_empty_document_has_no_spans(recogniser: CamelBertRecogniser) -> None:
    assert recogniser.recognise(make_document("a", "", "")) == ()
