"""Each damage is the web's own: what repairs it on the web gives the text back."""

import unicodedata

import pytest

from workers.samples.damage import DAMAGES, misread, presentation

TEXT = "فرض الاتحاد الأوروبي عقوبات على «أسطول الظل» في اليوم 17، وقال لاعب: لا شيء."


@pytest.mark.parametrize("codec", ["cp1256", "latin-1"])
def test_mojibake_reads_back_when_the_mistake_is_made_the_other_way_round(codec):
    broken = misread(codec)(TEXT)
    assert broken != TEXT
    assert broken.encode(codec).decode("utf-8") == TEXT


def test_bytes_that_cp1252_lacks_become_controls_as_in_browsers():
    broken = misread("cp1252")("ف")  # D9 81; 81 is no letter of cp1252
    assert broken == "Ù\x81"


def test_presentation_forms_fold_back_to_their_letters():
    shaped = presentation(TEXT)
    assert shaped != TEXT
    assert unicodedata.normalize("NFKC", shaped) == TEXT


@pytest.mark.parametrize(
    ("word", "shaped"),
    [
        ("بيت", "\ufe91\ufef4\ufe96"),  # initial, medial, final
        ("دار", "\ufea9\ufe8d\ufead"),  # letters that join nothing after them
        ("سلام", "\ufeb3\ufefc\ufee1"),  # lam and alef as one
    ],
)
def test_letters_take_the_shape_of_their_place(word, shaped):
    assert presentation(word) == shaped


@pytest.mark.parametrize(
    "name", ["tatweel", "zero-width", "bidi", "persian-letters", "entities", "double-entities"]
)
def test_damage_in_words_changes_a_paragraph_of_usual_length(name):
    paragraph = " ".join([TEXT] * 3)
    assert DAMAGES[name](paragraph) != paragraph
