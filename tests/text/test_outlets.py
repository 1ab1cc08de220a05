"""Lines that an outlet nobody listed puts at the head or foot of its article, and headings that only look so."""

import pytest

from workers.text.boilerplate import load_rules
from workers.text.bylines import byline
from workers.text.captions import credited

RULES = load_rules()


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("الأطلس سبورت - الرباط", "dateline"),
        ("صنعاء: المشهد اليوم", "dateline"),
        ("المشهد العماني - قسم المحليات", "byline"),
        ("رياضة | المشهد العماني", "byline"),
        ("عدن مراسلنا", "byline"),
        ("حمص سامر الحلبي", "byline"),
        ("ل. ح / عنابة", "byline"),
        ("تدقيق الثقافة: ل. ح.", "byline"),
        ("أطار – سيداتي ولد الشيباني", "byline"),
        ("(الوكالة الأندلسية للأنباء)", "agency"),
        ("القويعية 5 شعبان 1446 هـ الموافق 4 فبراير 2025 م واس المشهد", "dateline"),
    ],
)
def test_an_outlet_no_list_knows_signs_with_its_town_section_or_agency(line: str, rule: str) -> None:
    assert byline(line, True, RULES) == rule


@pytest.mark.parametrize(
    "line",
    [
        "صنعاء: هدنة هشة",
        "بيروت - ترقب وقلق",
        "هجرة بطيئة - الرباط",
        "حصار جديد - حمص",
        "المشهد السياسي - أسئلة مفتوحة",
        "عدن تترقب",
        "تدقيق الثقافة: لا شيء.",
        "حمص أحمد يعود",
        "لا هذا / عنابة",
        "قسم الطوارئ في المستشفى | ليلة طويلة",
    ],
)
def test_half_a_heading_is_no_outlet(line: str) -> None:
    assert byline(line, True, RULES) is None


def test_a_caption_may_be_a_sentence_if_its_photographer_is_named() -> None:
    assert credited("صيادون يعودون إلى الميناء. (تصوير: سامر الحلبي / المشهد)", RULES)
    assert not credited("صيادون عادوا إلى الميناء. وبقي آخرون. (تصوير: سامر الحلبي)", RULES)
    assert not credited("صيادون يعودون إلى الميناء. (الميناء القديم)", RULES)


def test_a_ruler_signs_his_decree_and_no_article() -> None:
    assert byline("سالم بن جابر آل نهيان", True, RULES) is None
    assert byline("سالم بن جابر", True, RULES) == "byline"


@pytest.mark.parametrize("line", ["ساحل نت - الضباب - سالم جابر", "حلب/ سالم جابر/ الضفاف", "ضفاف/ ن ك/ ر م"])
def test_signatures_come_in_many_orders(line: str) -> None:
    assert byline(line, True, RULES) == "byline"
