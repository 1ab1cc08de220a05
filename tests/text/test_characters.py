"""What a reader sees stays as typed; what no reader sees goes, and is counted."""

from collections import Counter

import pytest
from camel_tools.utils.normalize import normalize_unicode
from hypothesis import given
from hypothesis import strategies as st

from workers.text.characters import clean_characters, decode_entities, join_surrogates, normalise_lines


def cleaned(text: str) -> str:
    return clean_characters(text, Counter())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("القاهــرة", "القاهرة"),
        ("بـ«تقارب»", "ب«تقارب»"),
        ("عام ١٤٤٥هـ و1446 هـ", "عام ١٤٤٥هـ و1446 هـ"),
        ("(هــ)", "(هـ)"),
        ("هـذا", "هذا"),
        ("تر\u200bمب تعل\u00adيق \u2067نص\u2069\ufeff", "ترمب تعليق نص"),
        ("أ\u00a0 \tب", "أ ب"),
        ("\x00أ\x07ب\x85", "أب"),
        ("ﻋﻘﻮﺑﺎﺕ ﷺ ﻻ", "عقوبات صلى الله عليه وسلم لا"),
        ("شدّة" + "\u064e", "شدّة\u064e"),
        ("بوتین پ ٢٠ “نص”", "بوتین پ ٢٠ “نص”"),
        ("\ud83d\ude00 \ud800", "\U0001f600 "),
    ],
)
def test_characters(typed: str, read: str) -> None:
    assert cleaned(typed) == read


def test_nfc_puts_a_vowel_before_shadda() -> None:
    assert cleaned("مّ\u064e".replace("\u0651\u064e", "\u0651\u064e")) == "م\u064e\u0651"


def test_removals_are_counted_by_kind() -> None:
    removed: Counter[str] = Counter()
    clean_characters("أــب \u200f\u200f\x00 ﻻ", removed)
    assert removed == {"tatweel": 2, "invisible": 2, "control": 1, "presentation-form": 1}


@given(st.text())
def test_cleaning_characters_twice_is_cleaning_them_once(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert once.count("\n") == text.count("\n")


@given(st.text(st.characters(min_codepoint=0xFE70, max_codepoint=0xFEFC), max_size=20))
def test_presentation_forms_fold_as_camel_tools_folds_them(text: str) -> None:
    folded = normalize_unicode(text).replace("\u0640", "")
    assert cleaned(text).replace(" ", "") == normalize_unicode(folded, compatibility=False).replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("&amp;quot;نص&amp;quot;", '"نص"'),
        ("&amp;amp;amp;lt;", "<"),
        ("&#1575;&#x644;&laquo;&nbsp;", "ال«\u00a0"),
        ("AT&T R&D a&copy=1 &nothing;", "AT&T R&D a&copy=1 &nothing;"),
        ("&quot نص", '" نص'),
    ],
)
def test_entities_are_decoded_until_stable(typed: str, read: str) -> None:
    assert decode_entities(typed) == read
    assert decode_entities(read) == read


def test_line_ends_and_surrogate_pairs() -> None:
    assert normalise_lines("أ\r\nب\rج\u2028د") == "أ\nب\nج\nد"
    assert join_surrogates("\ud83d\ude00\ud800x") == "\U0001f600x"


def test_a_long_run_of_marks_is_cut_before_it_is_ordered() -> None:
    assert len(cleaned("ا" + "\u0651\u064e\u0316" * 100_000)) < 40
