"""Marks on a line of their own: told by their shape and place, never inside what they belong to."""

import pytest

from topics import RawArticle
from workers.text.boilerplate import load_rules
from workers.text.clean import clean
from workers.text.marks import caption_above, end_mark, initialled, mark_rule, signature, stands_above

RULES = load_rules()
FIRST = "أعلنت بلدية الميناء، الأحد، إغلاق الجسر القديم أمام الشاحنات حتى نهاية الصيف المقبل."
SECOND = "وقالت البلدية إن أعمال الصيانة تشمل الدعامات والإنارة وممر المشاة على الجانبين."


@pytest.mark.parametrize(
    "line", ["(النهاية)", "== انتهى ==", "// انتهت //", "[انتهى]", "*** النهاية ***", "-- يتبع --"]
)
def test_an_end_mark_set_off_by_signs_is_told(line: str) -> None:
    assert end_mark(line)


@pytest.mark.parametrize("line", ["انتهى الاجتماع", "النهاية السعيدة", "(النهاية المفتوحة)", "- انتهى"])
def test_words_of_an_end_are_no_mark(line: str) -> None:
    assert not end_mark(line)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("كونا211530 جمت ابر 26", "wire-end"),
        ("واس 1530 جمت", "wire-end"),
        ("بنا 1640 جمت 09/04/2025", "wire-end"),
        ("AFP 1412 GMT Apr 26", "wire-end"),
        ("1435", "counter"),
        ("0", "counter"),
        ("7,812", "counter"),
        ("12.4K", "counter"),
        ("٣٤٥", "counter"),
        ("TT", "buttons"),
        ("A+ A-", "buttons"),
        ("Sahel Post", "outlet"),
        ("Example News.", "outlet"),
        ("ع. الفلاني", "byline"),
    ],
)
def test_a_mark_goes_under_an_article(line: str, rule: str) -> None:
    assert mark_rule(line, [FIRST, SECOND], RULES, foot=True) == rule
    assert clean(RawArticle(body=f"{FIRST}\n{SECOND}\n{line}")).text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "line", ["1016085696", "ارتفع 1530 جمت", "كونا تنقل بثها", "iPhone 15 Pro Max أحدثها"]
)
def test_numbers_and_names_that_say_something_stay(line: str) -> None:
    assert mark_rule(line, [FIRST, SECOND], RULES, foot=True) is None


def test_what_a_colon_introduces_stays_and_so_do_a_lists_items_and_the_numbers_of_parts() -> None:
    assert mark_rule("1435", [FIRST, "للتبرع يرجى الاتصال بالرقم:"], RULES, foot=True) is None
    assert mark_rule("Samsung Galaxy", [FIRST, "Google Pixel"], RULES, foot=True) is None
    assert mark_rule("1", [FIRST, "2", SECOND], RULES) is None


@pytest.mark.parametrize(
    "line",
    [
        "الوزيران في المرفأ. (عساف والراعي)",
        "الوزير خلال الجولة (عمر الخطيب)",
        "نازحون في المخيم (أحمد الراوي/غيتي)",
    ],
)
def test_a_first_line_that_ends_in_a_credit_is_a_caption(line: str) -> None:
    assert caption_above(line, RULES)
    assert clean(RawArticle(body=f"{line}\n{FIRST}\n{SECOND}")).text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "line",
    [
        "منظمة البلدان المصدرة للنفط (أوبك)",
        "سجن صيدنايا (ريف دمشق)",
        "الانتخابات البلدية (2025)",
        "هل يعود الحوار؟ (تحليل)",
    ],
)
def test_an_abbreviation_or_a_place_in_brackets_is_no_credit(line: str) -> None:
    assert not caption_above(line, RULES)


def test_a_name_signs_and_an_initial_with_a_family_name_does() -> None:
    assert signature("بشائر الفهداوي")
    assert initialled("ك. بلقاسم")
    for line in ("مجلس الشورى", "الوضع المالي", "هدوء حذر", "قوات التحالف"):
        assert not signature(line)
    assert not initialled("م. الشركة تغلق أبوابها اليوم")


def test_an_outlets_name_goes_over_a_dateline_and_a_heading_over_a_paragraph_stays() -> None:
    assert stands_above("المدار الجديد", ["القاهرة", FIRST, SECOND], RULES)
    assert not stands_above("أزمة الجسور", [FIRST, SECOND], RULES)
    head = f"أزمة الجسور القديمة\n{FIRST}\n{SECOND}"
    assert clean(RawArticle(body=head)).text == head.replace("\n", "\n\n")


def test_a_headline_hangs_under_a_label_and_a_heading_over_a_paragraph_is_the_articles() -> None:
    hanging = f"{FIRST}\nفي السياق نفسه\nالبلدية تفتح معبرا جديدا للمشاة\n{SECOND}"
    assert clean(RawArticle(body=hanging)).text == f"{FIRST}\n\n{SECOND}"
    heading = f"{FIRST}\nفي السياق نفسه\n{SECOND}"
    assert clean(RawArticle(body=heading)).text == heading.replace("\n", "\n\n")


def test_a_teased_headline_between_paragraphs_goes_and_a_broken_last_sentence_stays() -> None:
    teased = f"{FIRST}\nالميناء يستقبل أول سفينة سياحية... اقرأ المزيد\n{SECOND}"
    assert clean(RawArticle(body=teased)).text == f"{FIRST}\n\n{SECOND}"
    broken = clean(
        RawArticle(body=f"{FIRST}\n{SECOND}\nوأضافت البلدية أن الحركة ستعود... اقرأ المزيد\nبشائر الفهداوي")
    )
    assert broken.text == f"{FIRST}\n\n{SECOND}\n\nوأضافت البلدية أن الحركة ستعود"
    assert broken.teaser


@pytest.mark.parametrize("question", ["ما تقييمك لأعمال الصيانة؟", "هل تؤيد إغلاق الجسر؟\nنعم\nلا"])
def test_a_poll_goes_from_the_foot(question: str) -> None:
    assert clean(RawArticle(body=f"{FIRST}\n{SECOND}\n{question}")).text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "question",
    ["متى يعاد فتح الجسر؟", "هل توافق البلدية على التمديد؟", "كيف ترى واشنطن الأزمة؟", "من تختار الأحزاب؟"],
)
def test_an_articles_own_last_question_stays(question: str) -> None:
    assert question in clean(RawArticle(body=f"{FIRST}\n{SECOND}\n{question}")).text


def test_tags_go_with_their_heading_and_paragraphs_under_it_stay() -> None:
    body = f"{FIRST}\nالكلمات الدالة\nجسور\nبلدية الميناء، صيانة\n{SECOND}"
    assert clean(RawArticle(body=body)).text == f"{FIRST}\n\n{SECOND}"
