"""Nothing throws, clean text of clean text is itself, and time grows with the body and not with its square."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.text.articles import real_articles
from topics import RawArticle
from workers.text.clean import Cleaner, clean

PIECES = [
    "قال الوزير إن الاتفاق «نهائي».", "شارك على فيسبوك", "اقرأ أيضا:", "تعليقات", "(رويترز)", "كتب: أحمد علي", "\n", "\n\n", " ",
    "<p>", "</p>", "<br>", "<div class=share>", "</div>", "<!--", "-->", "<b", "<script>", "&lt;p&gt;", "&amp;amp;quot;", "&#8203;", "&",
    "Ø§Ù\u0084", "Ù\u0085", "ط§ظ„", "\u00ad", "\u200f", "ه\u0640", "\u0640", "\ufefb", "\ud800", "\udc00", "\x00", "\u0651\u064e", "\u0301" * 40,
    "[+12 chars]", "...", "…", ". ", "؟ ", "MmEwMjo0NzgwOjExOjo0Zg==", "1. ", "عنوان قصير", "The deal", "است که در", "إعلان", "|", "https://a.b/c",
    "#وسم", "القاهرة - ", "رويترز", "أحمد محمود", "5 يناير 2025", "[caption]", "{a:b}", "\u2028", "\r\n", "\t", "\u00a0",
]  # fmt: skip
SOUP = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=30).map("".join)
BYTES = st.binary(max_size=80).map(lambda data: data.decode("latin-1"))
BODIES = st.one_of(SOUP, st.text(max_size=80), BYTES)


@settings(max_examples=1200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BODIES, st.one_of(st.none(), SOUP))
@example("<b>>p>نص", None)
@example("&am&shy;p;lt;p>نص", None)
def test_nothing_throws_and_clean_text_of_clean_text_is_itself(body: str, title: str | None) -> None:
    once = clean(RawArticle(body=body, title=title, source="s"))
    assert once.text == once.text.strip()
    assert unicodedata.is_normalized("NFC", once.text)
    assert "\x00" not in once.text
    once.text.encode("utf-8")
    once.title.encode("utf-8")
    twice = clean(RawArticle(body=once.text, title=title, source="s"))
    assert twice.text == once.text, (twice.trace, once.trace)


def test_clean_text_of_real_articles_is_itself(shared: Path) -> None:
    for article in real_articles(shared, 400):
        once = clean(RawArticle(body=article["content"], title=article["title"], source=article["source"]))
        again = clean(RawArticle(body=once.text, title=article["title"], source=article["source"]))
        assert again.text == once.text, again.trace


def test_a_cleaned_stream_gives_the_same_results_when_replayed(shared: Path) -> None:
    articles = [
        RawArticle(body=article["content"], title=article["title"], source=article["source"])
        for article in real_articles(shared, 300)
    ]
    first, second = Cleaner(), Cleaner()
    assert [first.clean(raw) for raw in articles] == [second.clean(raw) for raw in articles]
    assert first.sketch is not None
    assert second.sketch is not None
    assert first.sketch.to_bytes() == second.sketch.to_bytes()


SHAPES = {
    "words": "كلمة ",
    "lines": "سطر قصير\n",
    "sentences": "قال الوزير ذلك. ",
    "marks": "\u0651\u064e\u0316\u0301",
    "hamza marks": "\u0655\u0654",
    "tatweel": "ه\u0640",
    "paragraphs": "<p>نص",
    "nested": "<div><b>",
    "links": "<a href=x>نص</a> ",
    "open tags": "<p ",
    "open comments": "<!--",
    "angle brackets": "<",
    "ampersands": "&amp;",
    "entity chain": "&#38;#38;",
    "latin mojibake": "Ø§Ù\u0084 ",
    "arabic mojibake": "ط§ظ„ ",
    "token": "aB3",
    "padding": "aaaaaa=",
    "dots": "...",
    "brackets": "(رويترز) [",
    "labels": "اقرأ أيضا: ",
    "bars": "شارك | ",
    "dashes": "القاهرة - ",
    "hashtags": "#وسم ",
    "spaces": " \u00a0\t",
    "surrogates": "\ud800",
    "emoji": "👍🏽",
    "code": "a{b:",
}


# A square would take hours; a busy machine under coverage has taken more than 30 s for what takes 4.
@pytest.mark.timeout(150)
@pytest.mark.parametrize("name", SHAPES)
def test_a_megabyte_of_anything_is_cleaned_long_before_a_square_would_be(name: str) -> None:
    shape = SHAPES[name]
    clean(RawArticle(body=shape * (1_000_000 // len(shape)), title="عنوان"))
