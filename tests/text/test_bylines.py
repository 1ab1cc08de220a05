"""Bylines, datelines and credits that stand alone are told by their parts; sentences and headings are not."""

import pytest

from workers.text.boilerplate import load_rules
from workers.text.bylines import byline, credited

RULES = load_rules()


@pytest.mark.parametrize(
    "line",
    ["تونس – وكالات", "القاهرة - رويترز", "واس – الرياض", "رويترز، أ ف ب", "(أ ف ب)", "الدوحة - قنا", "عمان (رويترز)", "writer@example.com",
     "القاهرة، 12 يناير 2025", "عمّان 02 رمضان 1446 هـ الموافق 02 مارس 2025 م واس"],
)  # fmt: skip
def test_certain_bylines_go_wherever_they_stand(line: str) -> None:
    assert byline(line, False, RULES)


@pytest.mark.parametrize(
    "line",
    ["محمد العياف - بريدة", "جدة: عماد عيسى", "خالد الجعيد من الطائف", "عمان / ليث الجنيدي / الأناضول", "بيروت - «مثال»", "محمد الساعد (تبوك)",
     "أحمد محمود", "د. سامي منصور", "ق. و.", "مثال نيوز - دبي"],
)  # fmt: skip
def test_names_count_at_the_head_and_foot_only(line: str) -> None:
    assert byline(line, True, RULES)
    assert byline(line, False, RULES) is None


@pytest.mark.parametrize(
    "line",
    ["تونس.. وقفة احتجاجية", "القاهرة - اجتماع طارئ للجامعة", "لبنان: أزمة الوقود تتفاقم", "انتقادات نيابية", "قال أحمد محمود إن ذلك خطأ.", "نعم", "ماذا بعد؟",
     "محمد صلاح يقود ليفربول إلى الفوز على ريال مدريد", "سوريا والعراق", "3-1"],
)  # fmt: skip
def test_headings_and_sentences_stay(line: str) -> None:
    assert byline(line, True, RULES) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("صلاح يحتفل بهدفه الثاني (رويترز)", True),
        ("نازحون من الفاشر [أ ف ب]", True),
        ("جلسة سابقة (صورة أرشيفية)", True),
        ("قال الوزير ذلك. (رويترز)", False),
        ("قتل ثلاثة جنود في هجوم (حميدتي)", False),
        ("أعلنت منظمة الصحة العالمية (WHO)", False),
    ],
)
def test_a_caption_is_a_short_line_that_ends_in_an_agency_in_brackets(line: str, expected: bool) -> None:
    assert credited(line, RULES) is expected
