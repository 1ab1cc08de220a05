"""What shape alone tells of a page's lines: menus, captions with a credit, blurbs of authors."""

import pytest

from topics import RawArticle
from workers.text.boilerplate import load_rules
from workers.text.bylines import byline
from workers.text.captions import photographed
from workers.text.clean import clean
from workers.text.marks import blurb, caption_inside
from workers.text.structure import cut_slider, is_menu
from workers.text.voices import OFFER, READING, SPOKEN, voice_of

RULES = load_rules()


@pytest.mark.parametrize(
    "line",
    [
        "سياسة | اقتصاد | رياضة | فنون",
        "الصفحة الأولى » أخبار » عرب وعالم » اليمن",
        "المشهد > محليات",
        "أسواق › عملات › انخفاض جديد لسعر الصرف في السوق الموازية",
    ],
)
def test_short_items_between_bars_are_a_menu(line: str) -> None:
    assert is_menu(line)


@pytest.mark.parametrize(
    "line",
    [
        "الأهلي | الزمالك",
        "1 | 2 | 3 | 4",
        "5 > 3",
        "كلفة الوحدة في المصنع القديم والجديد > كلفة الاستيراد",
        "قال الوزير | وأضاف المتحدث باسم الحكومة أن القرار نهائي | ثم انفض الاجتماع | وغادر الجميع",
    ],
)
def test_two_items_numbers_and_sentences_are_none(line: str) -> None:
    assert not is_menu(line)


@pytest.mark.parametrize(
    "line",
    [
        "عمال إنقاذ قرب الميناء (من صفحة الدفاع المدني)",
        "مزارعون في موسم القطاف (الألمانية)",
        "طفلة أمام خيمتها (سامي الفلاني)",
    ],
)
def test_a_credit_in_brackets_makes_a_caption(line: str) -> None:
    assert caption_inside(line, RULES)


@pytest.mark.parametrize(
    "line",
    [
        "منظمة الدول المصدرة للنفط (أوبك)",
        "وتقع البلدة شمال العاصمة (بغداد)",
        "توقف العمل في ثلاثة مصانع (2024)",
        "قال ذلك للمرة الأولى. (الجزيرة)",
    ],
)
def test_an_abbreviation_a_place_or_a_year_in_brackets_makes_none(line: str) -> None:
    assert not caption_inside(line, RULES)


def test_a_photographer_after_a_bar_makes_a_caption() -> None:
    assert photographed("واجهة المتحف بعد الترميم | تصوير: سامي الفلاني")
    assert not photographed("منع تصوير المتهمين داخل القاعة")


@pytest.mark.parametrize(
    "line",
    [
        "* باحثة في الشأن التركي",
        "صحافي من غزة",
        "سامي الفلاني كاتب وروائي مصري",
        "أستاذ القانون بجامعة المثال",
    ],
)
def test_a_line_about_its_author_is_a_blurb(line: str) -> None:
    assert blurb(line)


@pytest.mark.parametrize(
    "line",
    ["وزير المالية", "رئيس الجمهورية", "صحافي يروي ما رآه", "الكاتب: سامي", "اجتمع الوزير مع كاتب الدولة"],
)
def test_a_signature_under_a_decree_or_a_sentence_is_none(line: str) -> None:
    assert not blurb(line)


def test_a_town_that_no_list_has_makes_a_dateline_beside_an_outlet_or_a_reporter() -> None:
    assert byline("قريتنا – مثال نيوز", True, RULES)
    assert byline("قريتنا – أحمد الفلاني", True, RULES)
    assert byline("مرصد المثال - سبتمبر 2025", True, RULES)
    assert not byline("قريتنا – مثال نيوز", False, RULES)


def test_words_give_a_voice_away() -> None:
    assert voice_of("تقسيط") == OFFER
    assert voice_of("والتوصيل") == OFFER
    assert voice_of("علشان") == SPOKEN
    assert voice_of("الرطوبه") == READING
    assert voice_of("الحكومه") == ""


def test_a_sliders_buttons_go_from_before_a_line() -> None:
    assert cut_slider("Next Previous سامي الفلاني – مثال نيوز") == "سامي الفلاني – مثال نيوز"
    assert cut_slider("التالي السابق") is None
    assert cut_slider("السابق كان أفضل") is None


SPOKEN_COLUMN = (
    "النهارده نزلت السوق عشان أجيب خضار ولقيت الأسعار زادت تاني",
    "سألت البياع بكام الكيلو قالي بأربعين يا بيه والله",
    "قلتله ليه كده ده امبارح كان بتلاتين",
    "ضحك وقالي الدولار يا باشا هو السبب في كل حاجة",
    "رجعت البيت ومعايا نص كيلو طماطم وبس",
    "وقعدنا ناكل ونضحك على حالنا يا جماعة وربنا يسترها علينا",
)


def test_a_column_in_spoken_arabic_keeps_all_its_lines() -> None:
    body = "\n".join(SPOKEN_COLUMN)
    assert clean(RawArticle(title="يوميات", body=body)).text == "\n\n".join(SPOKEN_COLUMN)


def test_readers_who_speak_under_a_report_go() -> None:
    report = (
        "قررت الحكومة رفع أسعار الوقود بنسبة عشرة في المئة اعتبارا من يوم الأحد المقبل.",
        "وقال وزير الطاقة إن القرار يستهدف خفض الدعم وتوجيهه إلى الأسر الأكثر فقرا.",
        "وأضاف أن المراجعة المقبلة للأسعار ستكون بعد ثلاثة أشهر.",
    )
    comments = ("والله حرام عليكم يا جماعة تعبنا", "ليه كده يا حكومة مش كفاية علينا")
    cleaned = clean(RawArticle(title="رفع أسعار الوقود", body="\n".join((*report, *comments))))
    assert cleaned.text == "\n\n".join(report)
