"""The matching view equals camel-tools' normalisation, and its offsets lead back exactly."""

from pathlib import Path

import pytest
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import normalize_alef_ar, normalize_alef_maksura_ar, normalize_teh_marbuta_ar
from hypothesis import given
from hypothesis import strategies as st

from tests.text.articles import real_articles
from workers.text.fold import _DROPPED, _FOLD, fold, fold_all, fold_text, unfold_offset


def camel(word: str) -> str:
    return normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(word))))  # type: ignore[no-any-return]


LETTERS = st.text(st.one_of(st.sampled_from("أإآٱىةابتثوَُِّْٰـیکپ\u200c"), st.characters()), max_size=20)


@given(LETTERS)
def test_folding_goes_on_from_what_camel_tools_does(word: str) -> None:
    assert fold(camel(word)) == fold(word)


@given(LETTERS)
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(st.sampled_from("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْٰ 0٢.،aZ")))
def test_on_arabic_letters_folding_is_exactly_what_camel_tools_does(word: str) -> None:
    assert fold(word) == camel(word)


def test_on_real_articles_folding_is_exactly_what_camel_tools_does(shared: Path) -> None:
    for article in real_articles(shared, 200):
        text = article["content"]
        if not _DROPPED.search(camel(text)) and not set(_FOLD) & set(map(ord, camel(text))):
            assert fold(text) == camel(text)


@given(LETTERS)
def test_every_folded_letter_leads_back_to_its_own_letter(word: str) -> None:
    folded = fold(word)
    for position, letter in enumerate(folded):
        assert fold(word[unfold_offset(word, position)]) == letter
    assert unfold_offset(word, len(folded)) == len(word) or not fold(word[unfold_offset(word, len(folded)) :])
    view = fold_text(word)
    assert view.text == folded
    assert view.offsets[:-1] == tuple(unfold_offset(word, position) for position in range(len(folded)))
    assert view.offsets[-1] == len(word)


@given(LETTERS, st.data())
def test_a_folded_span_leads_back_to_the_readers_span(word: str, data: st.DataObject) -> None:
    view = fold_text(word)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    left, right = view.span(start, end)
    assert fold(word[left:right]) == view.text[start:end]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("بوتین", "بوتين"), ("کیم", "كيم"), ("القاهـــرة", "القاهره"), ("مُحَمَّد", "محمد"), ("ڤيينا", "فيينا")],
)
def test_persian_forms_tatweel_and_marks_fold_to_plain_arabic(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_hamza_on_waw_and_ya_and_digits_are_not_folded() -> None:
    assert fold("مسؤول") == "مسؤول"
    assert fold("رئيس ٢٠٢٥") == "رئيس ٢٠٢٥"


def test_marks_of_a_proclitic_stand_before_the_name() -> None:
    assert unfold_offset("وَلِبوتين", 2) == 4


@given(st.lists(LETTERS))
def test_words_fold_together_as_each_folds(words: list[str]) -> None:
    alone = [_DROPPED.sub("", word).translate(_FOLD) for word in words]
    fold_all(words)
    assert [fold(word) for word in words] == alone
