"""Lines as news sites write them: the page's go from an article's foot, an article's own stay anywhere."""

from pathlib import Path

import pytest

from topics import RawArticle
from workers.text.clean import clean

DATA = Path(__file__).parent / "data"
PAGE_LINES = (DATA / "page_lines.txt").read_text("utf-8").splitlines()
OWN_LINES = (DATA / "own_lines.txt").read_text("utf-8").splitlines()
FIRST = "أقر مجلس الوزراء الأردني، الأحد، موازنة العام المقبل بعجز يبلغ ثلاثة مليارات دينار."
SECOND = "وأوضح وزير المالية في مؤتمر صحفي أن الإنفاق على الصحة والتعليم لن يمس."


@pytest.mark.parametrize("line", PAGE_LINES)
def test_a_line_of_the_page_under_an_article_goes(line: str) -> None:
    cleaned = clean(RawArticle(title="موازنة الأردن", body=f"{FIRST}\n{SECOND}\n{line}"))
    assert cleaned.text == f"{FIRST}\n\n{SECOND}"
    assert cleaned.trace


@pytest.mark.parametrize("line", OWN_LINES)
def test_an_articles_own_short_line_stays_wherever_it_stands(line: str) -> None:
    # Under the last paragraph a line without a stop heads nothing: there the line is a sentence.
    ended = line if line[-1] in ".!?؟:»" else f"{line}."
    for body in (f"{line}\n{FIRST}\n{SECOND}", f"{FIRST}\n{line}\n{SECOND}", f"{FIRST}\n{SECOND}\n{ended}"):
        assert clean(RawArticle(title="موازنة الأردن", body=body)).text == body.replace("\n", "\n\n")


@pytest.mark.parametrize(
    "own",
    [
        "حقوق الطبع كانت محور الجلسة، إذ قال محامي الدار إن موكله دفع للورثة ثمن الرواية كاملا قبل عشرين عاما.",
        "«تابع أيضا ما يكرهه غيرك»، بهذه النصيحة ختم المدرب كلمته أمام اللاعبين الشبان في معسكر الفريق.",
    ],
)
def test_a_sentence_that_only_begins_as_a_phrase_of_a_page_stays(own: str) -> None:
    body = f"{FIRST}\n{own}\n{SECOND}"
    assert clean(RawArticle(title="موازنة الأردن", body=body)).text == body.replace("\n", "\n\n")


def test_a_line_that_begins_with_the_sign_of_copyright_goes_wherever_it_stands() -> None:
    body = f"{FIRST}\n© المشهد للنشر. لا تنقل المادة من غير اسم كاتبها وعنوانها.\n{SECOND}"
    assert clean(RawArticle(title="موازنة الأردن", body=body)).text == f"{FIRST}\n\n{SECOND}"
