"""What a word is read as: the article is told from letters that only look like it."""

import pytest

from workers.entities.vocabulary import Vocabulary
from workers.entities.word_lists import load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize("text", ["القاهرة", "الوزير", "اَلوزير", "الجيش"])
def test_the_article_is_cut_off(vocabulary: Vocabulary, text: str) -> None:
    word = vocabulary.word(text)
    assert word.definite
    assert not word.stem.startswith("ال")


@pytest.mark.parametrize("text", ["ألقاه", "ألمانيا", "إليهم", "آلهة", "أَلقاه"])
def test_an_alef_with_hamza_is_no_article(vocabulary: Vocabulary, text: str) -> None:
    assert not vocabulary.word(text).definite


def test_behind_a_clitic_the_hamza_counts_too(vocabulary: Vocabulary) -> None:
    by_cut = {reading.split.cut: reading for reading in vocabulary.word("بألمانيا").readings}
    assert not any(reading.definite for reading in by_cut.values())
