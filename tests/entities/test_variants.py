"""Spelling variants of foreign names come from rules, and everyday words are no variants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entities.helpers import ids, surfaces
from workers.entities.tagger import Tagger
from workers.entities.variants import allowed, joined_forms, price, skeleton, skeletons
from workers.text.fold import fold


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("ترامب", "ترمب"),
        ("زيلينسكي", "زيلنسكي"),
        ("زيلينسكي", "زيلينسكى"),
        ("نتنياهو", "نتانياهو"),
        ("ماكرون", "مكرون"),
        ("غوتيريش", "جوتيريش"),
        ("شولتس", "شولتز"),
        ("لافروف", "لفروف"),
        ("بلينكن", "بلنكن"),
    ],
)
def test_newsroom_spellings_of_a_name_are_the_same_name(name: str, word: str) -> None:
    name, word = fold(name), fold(word)
    assert skeleton(name) == skeleton(word)
    assert allowed(name, word, skeleton(name)) is not None


@pytest.mark.parametrize(
    ("name", "word"),
    [("روسيا", "روسي"), ("روسيا", "روسية"), ("بوتين", "بتن"), ("كولومبيا", "كولومبي"), ("مشار", "مشوار")],
)
def test_an_adjective_or_another_word_is_no_variant(name: str, word: str) -> None:
    name, word = fold(name), fold(word)
    assert skeleton(name) != skeleton(word) or allowed(name, word, skeleton(name)) is None


@given(st.lists(st.text(st.one_of(st.sampled_from("اوييئتشدجغقبقمم\n"), st.characters()), max_size=8)))
def test_many_words_have_the_skeletons_that_each_has(words: list[str]) -> None:
    assert skeletons(words) == list(map(skeleton, words))


def test_the_price_of_the_same_spelling_is_nothing() -> None:
    assert price("بوتين", "بوتين") == 0


def test_joined_and_separate_parts_are_one_name() -> None:
    assert ("عبدالله", "الثاني") in joined_forms(("عبد", "الله", "الثاني"))
    assert ("عبد", "الفتاح", "السيسي") in joined_forms(("عبدالفتاح", "السيسي"))
    assert ("شي", "جينبينغ") in joined_forms(("شي", "جين", "بينغ"), "CN")
    assert ("محمد", "بنسلمان") not in joined_forms(("محمد", "بن", "سلمان"), "SA")


@pytest.mark.parametrize(
    ("text", "surface", "qid"),
    [
        ("وصل زيلينسكى إلى باريس.", "زيلينسكى", "Q3874799"),
        ("قال نتانياهو إن القرار نهائي.", "نتانياهو", "Q43723"),
        ("التقى الرئيس عبدالفتاح السيسى ضيفه.", "عبدالفتاح السيسى", "Q307871"),
        ("اتصل بوتین بنظيره.", "بوتین", "Q7747"),
        ("صرح شي جينبينغ بذلك.", "شي جينبينغ", "Q15031"),
        ("صرح كيم جونغ-أون بذلك.", "كيم جونغ-أون", "Q56226"),
        ("زار اردوغان المدينة.", "اردوغان", "Q39259"),
    ],
)
def test_variants_link_in_running_text(tagger: Tagger, text: str, surface: str, qid: str) -> None:
    assert ids(tagger, text).get(surface) == qid


@pytest.mark.parametrize(
    "text",
    [
        "بينما كان الناس نياما، تحركت الشاحنات.",
        "دفع المتهم كفالة مالية كبيرة.",
        "كانت مشاعر الأهالي متباينة.",
        "تركوا منازلهم على عجل.",
        "هذا العمل الجبّان مرفوض.",
        "نوقش الأمر بأول فرصة.",
    ],
)
def test_everyday_words_that_resemble_names_are_not_tagged(tagger: Tagger, text: str) -> None:
    assert surfaces(tagger, text) == []
