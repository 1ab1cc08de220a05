"""What a glance says of a text lets steps be skipped: none of them may have found anything."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.text.characters import clean_plain
from workers.text.clean import _settle
from workers.text.glance import HIDDEN, MARK, ODD, SPACED, is_plain, kinds_of
from workers.text.language import _OTHERS_LETTERS

NOT_ODD = [character for character in map(chr, range(0x110000)) if not kinds_of(character) & ODD]
SOUP = st.text(st.sampled_from(NOT_ODD), max_size=60)
NEWS = st.text(st.sampled_from("بته هـ\u0640\u00a0\t \n\u064b\u064e\u0651\u200f.-1aA;"), max_size=40)


@settings(max_examples=1_000, deadline=None)
@given(st.one_of(SOUP, NEWS))
def test_a_text_without_odd_characters_is_cleaned_as_any_other(text: str) -> None:
    short, whole = Counter[str](), Counter[str]()
    assert (clean_plain(text, kinds_of(text), short), 0) == _settle(text, whole)
    assert +short == +whole
    if is_plain(text):
        assert not kinds_of(text) & (ODD | HIDDEN | SPACED | MARK)


@pytest.mark.parametrize("sign", [*"&<[\r\u2028ØÙÃ§„†ˆ±ٹ·Ç", "ﷺ", "\ud800", *_OTHERS_LETTERS])
def test_signs_that_some_step_looks_for_are_odd(sign: str) -> None:
    assert kinds_of(f"نص {sign}") & ODD
    assert not is_plain(sign)
