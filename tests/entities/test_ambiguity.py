"""Words that are also names are decided by their neighbours."""

import pytest

from tests.entities.helpers import ids, surfaces
from workers.entities.tagger import Tagger


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("ذكرت قناة الجزيرة أن الاجتماع تأجل.", "الجزيرة", "ORG"),
        ("كتبت صحيفة الشرق الأوسط أن الاجتماع تأجل.", "الشرق الأوسط", "ORG"),
        ("يسود التوتر في الشرق الأوسط منذ سنوات.", "الشرق الأوسط", "LOC"),
        ("أعلنت حركة فتح موقفها.", "فتح", "ORG"),
        ("احتج أنصار حركة النهضة أمام المقر.", "النهضة", "ORG"),
        ("اغتيل القيادي في صور جنوبي لبنان.", "صور", "LOC"),
        ("فاز نادي الهلال بالكأس.", "الهلال", "ORG"),
        ("وصلت المساعدات إلى مدينة الأبيض السودانية.", "الأبيض", "LOC"),
        ("نشر على منصة إكس تعليقا.", "إكس", "ORG"),
        ("قالت القيادية أمل بن عمار إن الحكم ظالم.", "أمل بن عمار", "PER"),
        ("قال أستاذ القانون عادل سلام إن القرار باطل.", "عادل سلام", "PER"),
    ],
)
def test_the_name_is_found_where_its_neighbours_show_it(
    tagger: Tagger, text: str, surface: str, kind: str
) -> None:
    assert (surface, kind) in surfaces(tagger, text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("النهضة الاقتصادية لا تتحقق في يوم.", "النهضة"),
        ("طالب النواب فتح تحقيق في الحادث.", "فتح"),
        ("تداول الناشطون صور السيارة المحترقة.", "صور"),
        ("أمل المواطنين كبير في التغيير.", "أمل"),
        ("هذا حكم عادل وقاض كريم.", "كريم"),
        ("عمل الجميع بحماس شديد.", "حماس"),
        ("سلام المنطقة في خطر.", "سلام"),
        ("زار السياح جزيرة جميلة.", "جزيرة"),
        ("الشرع والقانون أساس الدولة.", "الشرع"),
        ("وناصر نواب من كتل مختلفة المطلب.", "ناصر"),
        ("فقط من حضر يصوت.", "قط"),
    ],
)
def test_the_everyday_word_is_left_alone(tagger: Tagger, text: str, surface: str) -> None:
    assert surface not in [found for found, _ in surfaces(tagger, text)]


def test_nationalities_are_no_places(tagger: Tagger) -> None:
    assert surfaces(tagger, "رحب التونسيون والروسية واللبنانيات بالفكرة.") == []


def test_a_title_and_a_family_name_link_to_the_bearer_of_that_office(tagger: Tagger) -> None:
    assert ids(tagger, "استقبل الرئيس السوري الشرع ضيفه.")["الشرع"] == "Q7934206"
    assert ids(tagger, "استقبل رئيس الوزراء اللبناني سلام ضيفه.")["سلام"] == "Q638463"
    assert not ids(tagger, "استقبل الرئيس المصري الشرع ضيفه.").get("الشرع", "").startswith("Q")


def test_two_places_of_one_name_are_told_apart(tagger: Tagger) -> None:
    assert ids(tagger, "زار سلطنة عمان ثم قال إن عمان دولة صديقة.")["عمان"] == "Q842"
    assert ids(tagger, "وصل الملك إلى عمّان عاصمة الأردن.")["عمّان"] == "Q3805"
