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
    ("own", "last"),
    [
        (
            "حقوق الطبع كانت محور الجلسة، إذ قال محامي الدار إن موكله دفع للورثة ثمن الرواية كاملا قبل عشرين عاما.",
            False,
        ),
        (
            "«تابع أيضا ما يكرهه غيرك»، بهذه النصيحة ختم المدرب كلمته أمام اللاعبين الشبان في معسكر الفريق.",
            False,
        ),
        ("نسأل الله أن يحفظ أبناء هذه البلدة الطيبة من كل سوء", True),
        ("رابعا: قد تظهر للمستخدم رسالة تطلب منه الموافقة والمتابعة", True),
        (
            "فمن منكم يا أصدقائي لم يضغط يوما زر الإعجاب وهو لم يقرأ من المقال كله سوى عنوانه؟!",
            True,
        ),
    ],
)
def test_sentences_prayers_points_and_long_cries_stay_that_only_begin_as_a_page_does(
    own: str, last: bool
) -> None:
    body = "\n".join((FIRST, SECOND, own) if last else (FIRST, own, SECOND))
    assert clean(RawArticle(title="موازنة الأردن", body=body)).text == body.replace("\n", "\n\n")


def test_a_line_that_begins_with_the_sign_of_copyright_goes_wherever_it_stands() -> None:
    body = f"{FIRST}\n© المشهد للنشر. لا تنقل المادة من غير اسم كاتبها وعنوانها.\n{SECOND}"
    assert clean(RawArticle(title="موازنة الأردن", body=body)).text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("heading", "below"),
    [
        (
            "تعليقات القراء",
            "وتقول الصحيفة إن تعليقات القراء زادت ثلاثة أضعاف منذ فتح الباب أمام الأسماء المستعارة.",
        ),
        (
            "سياسة الخصوصية",
            "ويلزم القانون كل موقع بنشر سياسة الخصوصية في صفحة مستقلة يسهل على الزائر العثور عليها.",
        ),
    ],
)
def test_a_heading_whose_words_the_paragraph_under_it_says_stays(heading: str, below: str) -> None:
    body = f"{FIRST}\n{heading}\n{below}\n{SECOND}"
    assert clean(RawArticle(title="موازنة الأردن", body=body)).text == body.replace("\n", "\n\n")
    alone = f"{FIRST}\n{heading}\n{SECOND}"
    assert clean(RawArticle(title="موازنة الأردن", body=alone)).text == f"{FIRST}\n\n{SECOND}"


def test_a_box_glued_to_its_first_headline_goes() -> None:
    glued = "مقالات أخرى للكاتبحين يضحك البحركيف نقرأ الموازنة"
    assert (
        clean(RawArticle(title="موازنة الأردن", body=f"{FIRST}\n{glued}\n{SECOND}")).text
        == f"{FIRST}\n\n{SECOND}"
    )


def test_who_made_a_film_goes_only_first_or_last() -> None:
    credit = "إخراج: ليلى منصور"
    inside = f"{FIRST}\n«ليل المدينة»\n{credit}\nدراما عن ثلاث شقيقات في حي قديم من أحياء العاصمة.\n{SECOND}"
    assert credit in clean(RawArticle(title="موازنة الأردن", body=inside)).text
    assert credit not in clean(RawArticle(title="موازنة الأردن", body=f"{FIRST}\n{SECOND}\n{credit}")).text
