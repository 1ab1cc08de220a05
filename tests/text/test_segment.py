"""Tokens equal camel-tools', offsets are exact, and sentences end where a reader ends them."""

from pathlib import Path

import pytest
from camel_tools.tokenizers.word import simple_word_tokenize
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.articles import real_articles
from topics import Field
from workers.text.document import FieldText
from workers.text.segment import make_document, segment

NASTY = st.text(
    st.one_of(
        st.sampled_from(
            "كتب ٢٠.،؟!\n\t\u00a0\u200d\ufe0f\u20e3#*5👍🏽🇪🇬👨\U000e0067\U000e007f\x1c\x85\u2028\ud800aé"
        ),
        st.characters(),
    ),
    max_size=60,
)


def check(text: str) -> FieldText:
    cut = segment(text, Field.TEXT)
    assert list(cut.words) == simple_word_tokenize(text)
    assert all(text[s:e] == w for w, s, e in zip(cut.words, cut.starts, cut.ends, strict=True))
    covered = [token for sentence in cut.sentences for token in range(sentence.first, sentence.last)]
    assert covered == list(range(len(cut.words)))
    assert all(s.start == cut.starts[s.first] and s.end == cut.ends[s.last - 1] for s in cut.sentences)
    return cut


@settings(max_examples=1500, deadline=None)
@given(NASTY)
def test_tokens_equal_those_of_camel_tools_on_any_unicode(text: str) -> None:
    check(text)


@given(
    st.lists(
        st.sampled_from(["كتب.", "5", "👍🏽", "👨‍👩‍👧", "#️⃣", "🇪🇬", "«و»", " ", "\n", "e\u0301", "ab"])
    ).map("".join)
)
def test_tokens_equal_those_of_camel_tools_on_emoji_sequences(text: str) -> None:
    check(text)


def test_tokens_equal_those_of_camel_tools_on_every_code_point() -> None:
    for start in range(0, 0x110000, 4096):
        check(" ".join(chr(code) for code in range(start, min(start + 4096, 0x110000))))


def test_tokens_equal_those_of_camel_tools_on_real_articles(shared: Path) -> None:
    for article in real_articles(shared, 300):
        check(article["content"])


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in check(text).sentences]


@pytest.mark.parametrize(
    "expected",
    [
        ["وصل الوفد.", "وبدأت المحادثات؟", "نعم!", "انتهى"],
        ["قال د. أحمد و أ.د. سامي إن النسبة 3.5 في المئة.", "وأضاف ذلك."],
        ["ذكرت أ.ف.ب. أن J. K. Rowling وصلت.", "وغادرت."],
        ["وقع ذلك عام 622 م.", "وبعده بعام هاجر آخرون."],
        ["قال: «لن نقبل.»", "وأضاف أن الرد قادم."],
        ["سأل «لماذا؟» ثم مضى.", "وعاد."],
        ["كتب: “شكرا!”، مضيفا أنه سعيد."],
        ["تونس.. وقفة احتجاجية"],
        ["ليست للبيع...", "وهو يعرف ذلك"],
        ["1. البند الأول من الاتفاق.", "2. البند الثاني."],
        ["زوروا www.example.com لمعرفة المزيد.", "انتهى."],
        ["انتهى الاجتماع.", "وقال الوزير إنه مفيد."],
        ["عنوان بلا نقطة", "فقرة تالية."],
        ["قال Mr. Smith ذلك.", "ومضى."],
        ["ماذا بعد؟!", "لا أحد يعرف…"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected or sentences("\n\n".join(expected)) == expected


def test_a_full_stop_glued_to_the_next_sentence_ends_it() -> None:
    assert sentences("انتهى الاجتماع.وقال الوزير شيئا") == ["انتهى الاجتماع.", "وقال الوزير شيئا"]


def test_a_newline_always_ends_a_sentence() -> None:
    assert sentences("عنوان\nنص") == ["عنوان", "نص"]


def test_an_empty_text_has_no_tokens_and_no_sentences() -> None:
    assert segment("", Field.TITLE).words == ()
    assert sentences(" \n ") == []


def test_a_document_has_title_and_text_in_reading_order() -> None:
    document = make_document("1", "عنوان", "نص أول. نص ثان.")
    assert [field.field for field in document.fields] == [Field.TITLE, Field.TEXT]
    assert document.text.sentence_of(5) == 1
