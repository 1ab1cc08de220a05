"""Bylines, datelines and credits that stand alone are told by their parts; sentences and headings are not."""

import pytest

from workers.text.boilerplate import load_rules
from workers.text.bylines import byline, signs
from workers.text.captions import credited

RULES = load_rules()


@pytest.mark.parametrize(
    "line",
    ["تونس – وكالات", "القاهرة - رويترز", "واس – الرياض", "رويترز، أ ف ب", "(أ ف ب)", "الدوحة - قنا", "عمان (رويترز)", "writer@example.com",
     "© 2026 بوابة الساحل للنشر.", "القاهرة، 12 يناير 2025", "عمّان 02 رمضان 1446 هـ الموافق 02 مارس 2025 م واس"],
)  # fmt: skip
def test_certain_bylines_go_wherever_they_stand(line: str) -> None:
    assert byline(line, False, RULES)


@pytest.mark.parametrize(
    "line",
    ["محمد العياف - بريدة", "جدة: عماد عيسى", "خالد الجعيد من الطائف", "عمان / ليث الجنيدي / الأناضول", "بيروت - «مثال»", "محمد الساعد (تبوك)",
     "أحمد محمود", "د. سامي منصور", "ق. و.", "مثال نيوز - دبي",
     "طرابلس، لبنان من مراسلتنا المحلية", "وهران من مراسلنا الجهوي"],
)  # fmt: skip
def test_names_count_at_the_head_and_foot_only(line: str) -> None:
    assert byline(line, True, RULES)
    assert byline(line, False, RULES) is None


@pytest.mark.parametrize(
    "line",
    ["تونس.. وقفة احتجاجية", "القاهرة - اجتماع طارئ للجامعة", "لبنان: أزمة الوقود تتفاقم", "انتقادات نيابية", "قال أحمد محمود إن ذلك خطأ.", "نعم", "ماذا بعد؟",
     "محمد صلاح يقود ليفربول إلى الفوز على ريال مدريد", "سوريا والعراق", "3-1",
     "لبنان من مراسلنا إلى رئيس", "بيروت من مدينة إلى متحف"],
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


@pytest.mark.parametrize(
    "line",
    ["ر.م/ ف.ع", "م ص ع / ط م ا", "=====ر.ا.", "ع.خ/س ك", "انتهى م.ع", "(النهاية)", "---- انتهى ----", "انتهى.", "من أحمد محمود", "من جون سميثسون",
     "مثال نيوز – أمن", "مثال برس - اقتصاد", "المثال اليوم - سياسة", "واس/ ع م ر", "/ تمت /", "الرياض 12 جمادى الآخرة 1447 هـ الموافق 03 ديسمبر 2025 م واس"],
)  # fmt: skip
def test_end_marks_initials_and_signatures_go_at_the_head_and_foot(line: str) -> None:
    assert byline(line, True, RULES)


@pytest.mark.parametrize(
    "line",
    ["لا بد", "من هو", "نعم.", "كل عام", "حق لنا", "من وحي الخيال", "من أجل مستقبل أفضل", "من ذاكرة الأيام", "من دفتر مذكرات جندي",
     "من شاعر مجهول", "انتهى الاجتماع", "النهاية السعيدة", "مثال نيوز - إغلاق المكاتب نهائيا"],
)  # fmt: skip
def test_short_words_and_headings_are_no_signatures(line: str) -> None:
    assert byline(line, True, RULES) is None


def test_an_unknown_name_signs_only_above_a_dispatch() -> None:
    assert signs("من زوزوكو بلنتاف", "القاهرة (رويترز) - قال مسؤول إن الاتفاق قريب.", RULES)
    assert not signs("من زوزوكو بلنتاف", "قال مسؤول (رويترز) إن الاتفاق قريب.", RULES)
    assert not signs("من زوزوكو بلنتاف", "القاهرة (الحي القديم) - قال مسؤول إن الاتفاق قريب.", RULES)
