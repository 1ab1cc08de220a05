"""HTML gives the article's paragraphs, without the page around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.text.html import extract, has_blocks, is_html, junk_class, strip_tags


def texts(html: str) -> list[str]:
    return [block.text for block in extract(html)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("<p>نص", True), ("نص<br/>", True), ("5 < 6 > 4", False), ("<بوتين>", False), ("<name>", False), ("a<b", False), ("<!-- x -->", True)],
)  # fmt: skip
def test_html_is_recognised_by_known_tags(text: str, expected: bool) -> None:
    assert is_html(text) is expected


def test_paragraphs_come_from_blocks_and_double_breaks_and_inline_tags_vanish() -> None:
    assert texts("<p>الق<b>اه</b>رة\n  أولا</p><div>ثانيا<br><br>ثالثا<br>رابعا</div>") == [
        "القاهرة أولا",
        "ثانيا",
        "ثالثا\nرابعا",
    ]


def test_where_no_tag_makes_paragraphs_blank_lines_do() -> None:
    assert texts("<div>أولا\n\nثانيا\nتتمة</div>") == ["أولا", "ثانيا تتمة"]


def test_the_page_is_left_out_by_element_class_role_and_style_and_named() -> None:
    html = (
        "<nav>قائمة</nav><div class='post-share-bar'>شارك</div><div role=navigation>روابط</div><p style='display: none'>خفي</p>"
        "<p>نص المقال الطويل الذي يقرؤه الناس كل يوم في الصحف والمواقع وعلى هواتفهم.</p><figure><figcaption>صورة</figcaption></figure>"
    )
    blocks, dropped = extract(html)
    assert [block.text for block in blocks] == [
        "نص المقال الطويل الذي يقرؤه الناس كل يوم في الصحف والمواقع وعلى هواتفهم."
    ]
    assert [rule for rule, _ in dropped] == ["nav", "share", "role", "hidden", "figcaption"]


def test_an_element_that_holds_most_of_the_page_stays_whatever_its_class() -> None:
    article = "نص المقال الطويل الذي يقرؤه الناس كل يوم. " * 5
    assert texts(f"<form><div class='social'>{article}</div></form>") == [article.strip()]


def test_an_inline_element_inside_a_sentence_stays_whatever_its_class() -> None:
    assert texts("<p>زار <a class=tag href=x>القاهرة</a> أمس.</p>") == ["زار القاهرة أمس."]


def test_text_outside_the_article_is_left_out_and_said() -> None:
    body = "<article><p>نص المقال الطويل الذي يقرؤه الناس كل يوم.</p></article><div>شريط الأخبار</div>"
    blocks, dropped = extract(body)
    assert len(blocks) == 1
    assert dropped == [("outside-article", "شريط الأخبار")]


def test_the_share_of_linked_text_is_measured() -> None:
    blocks, _ = extract("<p><a href=x>عنوان خبر آخر</a></p><p>نص</p>")
    assert [block.linked for block in blocks] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("name", "rule"),
    [("post-share", "share"), ("relatedPosts", "related"), ("wp-caption-text", "caption"), ("shareholders", None), ("readable", None), ("content", None), ("download", None)],
)  # fmt: skip
def test_class_names_are_matched_by_whole_words(name: str, rule: str | None) -> None:
    assert junk_class(name) == rule


def test_tags_are_stripped_without_a_parser_where_nesting_is_absurd() -> None:
    assert texts("<div>" * 5_000 + "نص<script>x</script>") == ["نص"]


@given(st.text(st.sampled_from("<>/pdivbra! -=\"'aنص&;\n"), max_size=200))
def test_nothing_throws_on_soup(soup: str) -> None:
    extract(soup)
    strip_tags(soup)
    has_blocks(soup)
