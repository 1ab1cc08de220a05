"""What the recogniser sees of a word."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.entities.crf import Model
from workers.entities.features import WordFeatures, WordTable, fold, pack, readings
from workers.entities.features_numbers import FeatureNumbers

WORDS = {"بوتين": 0, "اردن": 1, "الاردن": 2, "وزير": 3, "مصري": 4}


@pytest.fixture(scope="module")
def table() -> WordTable:
    vectors = np.array([[1.0, -1.0], [0.2, 0.6]], dtype=np.float32)
    return WordTable(
        row=dict(WORDS),
        classes=[1, 2, 2, 0, 4],
        frequency=[3, 2, 1, 0, 2],
        class_names=("family", "country", "nationality"),
        packed=pack(vectors),
    )


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("وبوتين", "بوتين"),
        ("ولبوتين", "بوتين"),
        ("للاردن", "الاردن"),
        ("للاردن", "اردن"),
        ("والاردن", "اردن"),
        ("بالاردن", "اردن"),
        ("الاردن", "اردن"),
    ],
)
def test_a_name_is_among_the_readings_behind_its_proclitics(word: str, stem: str) -> None:
    assert stem in [found for _, found in readings(word)]


@pytest.mark.parametrize("word", ["في", "ولد", "ال", "و", "فيا"])
def test_short_words_are_never_cut(word: str) -> None:
    assert readings(word) == []


@given(st.text(alphabet="ابتولكفيسم", min_size=1, max_size=12))
def test_every_reading_is_an_end_of_the_word_and_no_stub(word: str) -> None:
    for kind, stem in readings(word):
        assert kind in {"A", "v"}
        assert len(stem) >= 3
        assert word.endswith(stem.removeprefix("ال"))


@given(st.text(max_size=20))
def test_any_text_has_features(word: str) -> None:
    table = WordTable({}, [], [], ("nationality",), np.zeros((0, 1), np.uint8))
    names, row = WordFeatures(table).of(word)
    assert names
    assert row == -1


@given(st.text(alphabet="أإآاىيةهبتث\u064e\u0651ـ", max_size=12))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_classes_say_whether_the_word_or_a_reading_of_it_is_listed(table: WordTable) -> None:
    features = WordFeatures(table)
    assert "=family" in features.of("بوتين")[0]
    assert "vfamily" in features.of("وبوتين")[0]
    assert "=family" not in features.of("وبوتين")[0]
    assert "Acountry" in features.of("الأردن")[0]


def test_a_feminine_adjective_is_known_by_its_masculine(table: WordTable) -> None:
    assert "hnationality" in WordFeatures(table).of("المصرية")[0]


def test_a_word_without_a_vector_takes_that_of_a_reading(table: WordTable) -> None:
    features = WordFeatures(table)
    assert features.of("بوتين")[1] == 0
    assert features.of("لبوتين")[1] == 0
    assert features.of("الأردن")[1] == 1  # its own row, 2, has none
    assert features.of("وزير")[1] == -1


def test_marks_around_a_word_do_not_hide_it(table: WordTable) -> None:
    names, row = WordFeatures(table).of("(بوتين»")
    assert "w=بوتين" in names
    assert "edge" in names
    assert row == 0


def test_the_table_is_read_as_it_was_written(table: WordTable, tmp_path: Path) -> None:
    path = tmp_path / "words.bin"
    table.save(str(path))
    again = WordTable.load(path)
    assert again.row == table.row
    assert again.classes == table.classes
    assert again.frequency == table.frequency
    assert again.class_names == table.class_names
    assert np.allclose(again.vectors(np.array([0, 1, -1])), [[1.0, -1.0], [0.2, 0.6], [0.0, 0.0]], atol=0.2)
    assert not again.vectors(np.array([-1])).any()


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.bin"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(ValueError, match="RWT1"):
        WordTable.load(path)


SHIPPED = WordFeatures(WordTable.load())
NAMES = Model.load().names
NUMBERS = FeatureNumbers(SHIPPED, NAMES)


@given(
    st.one_of(
        st.text(max_size=12),
        st.text(alphabet="ابتولكفيسمهةأيى", min_size=1, max_size=12),
        st.tuples(
            st.sampled_from(["", "و", "ول", "بال", "لل", "ال", "ف"]),
            st.sampled_from(["بوتين", "أردن", "مصرية", "محمد", "قاهرة", "وزير", "شركة", "دمشق", "12", "BBC"]),
            st.sampled_from(["", "ة", "ي", ")", ".", "\u064e"]),
        ).map("".join),
    )
)
@settings(max_examples=400, deadline=None)
def test_numbers_are_those_of_the_names(word: str) -> None:
    names, row = SHIPPED.of(word)
    numbers, same_row = NUMBERS.of(word)
    assert same_row == row
    assert sorted(filter(None, numbers)) == sorted(NAMES[name] for name in names if name in NAMES)
