"""The letters of many words change at once as `str.translate` changes those of each."""

import re

from hypothesis import given
from hypothesis import strategies as st

from workers.text.letters import Letters

CHANGES = str.maketrans({"أ": "ا", "ة": "ه", "ـ": None, "b": "a"})
WORDS = st.lists(st.text(st.one_of(st.sampled_from("أاةهـab\n😀\ud800"), st.characters()), max_size=6))


@given(WORDS)
def test_all_words_become_what_each_becomes(words: list[str]) -> None:
    assert Letters(CHANGES).of(words) == [word.translate(CHANGES) for word in words]


@given(WORDS)
def test_letters_are_dropped_and_those_that_stand_doubled_made_single(words: list[str]) -> None:
    plain = [re.sub(r"(.)\1+", r"\1", re.sub("[xه]", "", word.translate(CHANGES))) for word in words]
    letters = Letters(str.maketrans({**CHANGES, ord("ة"): None}), "xه", single=True)
    assert letters.of(words) == plain
