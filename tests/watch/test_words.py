"""Watched words are found in every form that readers take as the word, and in no other word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics import Field
from workers.text.columns import NUMBERS
from workers.text.fold import fold
from workers.text.segment import segment
from workers.watch.conditions import WordUsed
from workers.watch.words import GAP, Hit, WordIndex, phrase_tokens


def find(phrase: str, text: str, exact: bool = False) -> list[Hit]:
    return WordIndex([WordUsed(phrase, exact)]).find(segment(text, Field.TEXT))


def found(phrase: str, text: str, exact: bool = False) -> list[tuple[tuple[str, ...], str]]:
    return [(hit.clitics, text[hit.start : hit.end]) for hit in find(phrase, text, exact)]


FOUND = [
    # word, text, clitics, surface
    ("نووي", "برنامج نووي جديد", (), "نووي"),
    ("نووي", "الملف النووي", ("ال",), "نووي"),
    ("نووي", "المنشآت النووية", ("ال",), "نووية"),
    ("نووي", "المنشآت النوويّة", ("ال",), "نوويّة"),
    ("نووي", "سلاحا نوويا", (), "نوويا"),
    ("نووي", "ترسانتين نوويتين", (), "نوويتين"),
    ("نووي", "والنووي", ("و", "ال"), "نووي"),
    ("نووي", "للنووي", ("ل", "ال"), "نووي"),
    ("نووي", "وللنووية", ("و", "ل", "ال"), "نووية"),
    ("نووي", "فبالنووي", ("ف", "ب", "ال"), "نووي"),
    ("نووي", "وَلِلنَّوَوِيِّ", ("و", "ل", "ال"), "نَّوَوِيِّ"),
    ("نووي", "النـــووي", ("ال",), "نـــووي"),
    ("نووي", "النووى", ("ال",), "نووى"),
    ("نووي", "النوویة", ("ال",), "نوویة"),  # Persian ya
    ("هدنة", "بهدنة", ("ب",), "هدنة"),
    ("هدنة", "هدنتهم", (), "هدنتهم"),
    ("هدنة", "هدنتان", (), "هدنتان"),
    ("عقوبات", "وعقوباتها", ("و",), "عقوباتها"),
    ("زلزال", "كزلزال", ("ك",), "زلزال"),
    ("زلزال", "زلزالان", (), "زلزالان"),
    ("لجنة", "للجنة", ("ل",), "لجنة"),
    ("اللجنة", "وللجنة", ("و", "ل", "ال"), "لجنة"),
    ("يقصف", "سيقصف", ("س",), "يقصف"),
    ("يقصف", "وسيقصف", ("و", "س"), "يقصف"),
    ("النار", "بالنار", ("ب",), "النار"),
    ("النار", "النار", (), "النار"),
    ("التزام", "بالتزام", ("ب",), "التزام"),
    ("وقف", "وقف", (), "وقف"),
    ("وقف", "ووقف", ("و",), "وقف"),
    ("أوبك+", "تحالف «أوبك+»", (), "أوبك+"),
    ("OPEC", "منظمة opec", (), "opec"),
    ("سد", "والسد", ("و", "ال"), "سد"),
    ("نوو*", "والنوويتان", ("و", "ال"), "نوويتان"),
    ("إرهاب*", "للإرهابيين", ("ل", "ال"), "إرهابيين"),
    ("وقف إطلاق النار", "وبوقف إطلاق النار", ("و", "ب"), "وقف إطلاق النار"),
    ("وقف إطلاق النار", "وقفا لإطلاق النار", (), "وقفا لإطلاق النار"),
    ("وقف إطلاق النار", "وقف «إطلاق النار»", (), "وقف «إطلاق النار"),
    ("وقف … إطلاق النار", "وقف إطلاق النار", (), "وقف إطلاق النار"),
    ("وقف … إطلاق النار", "وقف فوري ودائم لإطلاق النار", (), "وقف فوري ودائم لإطلاق النار"),
    ("نفط وغاز", "النفط وغاز", ("ال",), "نفط وغاز"),
]


@pytest.mark.parametrize(("phrase", "text", "clitics", "surface"), FOUND)
def test_a_watched_word_is_found_behind_clitics_and_in_its_light_inflections(phrase, text, clitics, surface):
    assert found(phrase, text) == [(clitics, surface)]


MUST_NOT = [
    ("نووي", "غنوي"),
    ("نووي", "الغنوي"),
    ("نووي", "نوويل"),
    ("فلام", "سفلام"),  # س stands before the letters of the present only
    ("نووي", "بوالنووي"),  # no legal chain
    ("نووي", "النووي"[:-1]),
    ("النووي", "نووي"),  # written with the article: asks for it
    ("النووي", "بنووي"),
    ("الله", "له"),
    ("إلغاء", "غاء"),
    ("سد", "بسد"),  # short words take no prepositions
    ("سد", "أسد"),
    ("سد", "سدان"),
    ("هدنة", "مهادنة"),
    ("نفط", "نفطي"),  # an adjective is a word of its own
    ("عقوبات", "عقوبة"),
    ("زلزال", "زلازل"),  # so is a broken plural
    ("نوو*", "النو"),
    ("نوو*", "غنوو"),
    ("وقف إطلاق النار", "وقف إطلاق نار"),
    ("وقف إطلاق النار", "وقف الحرب وإطلاق النار"),
    ("وقف إطلاق النار", "وقف. إطلاق النار"),
    ("وقف إطلاق النار", "وقف\n\nإطلاق النار"),
    ("وقف … إطلاق النار", "وقف واحد اثنان ثلاثة أربعة لإطلاق النار"),
    ("نفط غاز", "نفط وغاز"),
]


@pytest.mark.parametrize(("phrase", "text"), MUST_NOT)
def test_a_watched_word_is_not_found_inside_other_words_or_across_sentences(phrase, text):
    assert found(phrase, text) == []


def test_exact_leaves_inflection_out_but_not_spelling_and_clitics():
    text = "دورية والدوري ودوريات وبالدورى"
    assert [surface for _, surface in found("دوري", text, exact=True)] == ["دوري", "دورى"]


def test_all_occurrences_are_found_in_reading_order():
    text = "هدنة ثم هدنة. ثم الهدنة"
    hits = find("هدنة", text)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    assert len(hits) == 3


def test_a_gap_takes_up_to_its_stated_number_of_words():
    assert find("وقف … النار", "وقف " + "كلمة " * GAP + "النار")
    assert not find("وقف … النار", "وقف " + "كلمة " * (GAP + 1) + "النار")


@pytest.mark.parametrize(
    ("phrase", "advice"),
    [
        ("", "write the word"),
        ("،", "no letter"),
        ("نو*", "at least 3 letters"),
        ("نو*وي", "end of a word"),
        ("… نووي", "a word before"),
        ("نووي …", "a word after"),
    ],
)
def test_a_phrase_that_cannot_be_watched_says_what_to_change(phrase, advice):
    with pytest.raises(ValueError, match=advice):
        phrase_tokens(WordUsed(phrase))


def test_an_index_without_words_finds_nothing():
    assert WordIndex([]).find(segment("نووي", Field.TEXT)) == []


def test_words_are_found_alike_when_their_numbers_start_anew():
    index = WordIndex([WordUsed("نووي"), WordUsed("هدنة")])
    one, other = segment("برنامج نووي", Field.TEXT), segment("هدنة اليوم وغدا", Field.TEXT)
    before = [index.find(one), index.find(other)]
    NUMBERS.start_anew()
    assert [index.find(other), index.find(one)] == before[::-1]


LETTERS = st.text(alphabet="وفبكلسالنيهةأىتم \u064e\u0651ـ.،«»\n", max_size=60)
WORDS = st.sampled_from(
    ["نووي", "هدنة", "النار", "وقف إطلاق النار", "نوو*", "وقف … النار", "سد", "ليل", "سلام"]
)


@given(text=LETTERS, extra=st.lists(WORDS, max_size=4), watched=st.lists(WORDS, min_size=1, max_size=4))
def test_offsets_slice_back_to_a_surface_that_holds_the_word(text, extra, watched):
    whole = text.join(extra) if extra else text
    field = segment(whole, Field.TEXT)
    for hit in WordIndex(map(WordUsed, watched)).find(field):
        surface = whole[hit.start : hit.end]
        assert 0 <= hit.start < hit.end <= len(whole)
        first = hit.condition.phrase.split()[0].removesuffix("*")
        stem = fold(first).removeprefix("ال").removesuffix("ه")
        assert stem in fold(surface)
        assert field.starts[hit.first] <= hit.start
        assert hit.end == field.ends[hit.last - 1]


@given(text=LETTERS, watched=st.lists(WORDS, min_size=2, max_size=5, unique=True))
def test_what_is_found_does_not_depend_on_what_else_is_watched(text, watched):
    field = segment(text, Field.TEXT)
    together = WordIndex(map(WordUsed, watched)).find(field)
    alone = [hit for word in watched for hit in WordIndex([WordUsed(word)]).find(field)]
    assert sorted(together, key=repr) == sorted(alone, key=repr)


@given(st.text())
def test_any_text_can_be_searched(text):
    WordIndex([WordUsed("نووي"), WordUsed("نوو*"), WordUsed("وقف … النار")]).find(segment(text, Field.TEXT))
