"""Labels before another article's headline go with it; an article's own subheadings and speakers stay."""

import pytest

from topics import RawArticle
from workers.text.clean import clean
from workers.text.labels import label_of, labelled_headline

PARAGRAPHS = (
    "أقر مجلس النواب قانون الإيجار الجديد بأغلبية ثلثي الأعضاء بعد نقاش دام أسبوعين.",
    "ويمنح القانون المستأجرين مهلة خمس سنوات، على أن ترتفع الإيجارات تدريجا كل عام.",
    "وقال رئيس لجنة الإسكان إن الحكومة ستدعم الأسر الفقيرة من صندوق خاص.",
)
OTHERS = [
    "بودكاست: رحلة قمح من القرم إلى المتوسط",
    "ملف خاص | عشر سنوات على السد",
    "بالفيديو.. إنقاذ غواصين قبالة الساحل",
    "(صور) حريق في سوق قديم",
    "«مثال نيوز» حوار: مدرب المنتخب يكشف خطته",
    "لا يفوتك – كيف تختار مدرسة لطفلك",
    "← وفاة أقدم بائع كتب في المدينة",
    "تغطية مباشرة: جلسة الثقة لحظة بلحظة",
]
OWN = [
    "ردود الفعل: صمت رسمي وغضب شعبي",
    "رأي الخبراء: القانون يحتاج إلى تعديل",
    "الوزير: لن نطرد أحدا من بيته",
    "س: ومتى يبدأ التطبيق فعلا؟",
    "المادة الأولى: يعمل بهذا القانون من تاريخ نشره",
    "تقرير اللجنة: ثلاث توصيات رئيسية",
    "بيروت: إضراب في المدارس الرسمية",
]


@pytest.mark.parametrize("line", OTHERS)
def test_a_headline_under_its_label_goes_from_between_sentences(line: str) -> None:
    body = "\n".join((*PARAGRAPHS[:2], line, PARAGRAPHS[2]))
    assert clean(RawArticle(title="قانون الإيجار", body=body)).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("line", OWN)
def test_an_articles_own_label_stays(line: str) -> None:
    assert not labelled_headline(line)
    body = "\n".join((*PARAGRAPHS[:2], line, PARAGRAPHS[2]))
    assert line in clean(RawArticle(title="قانون الإيجار", body=body)).text


@pytest.mark.parametrize("line", OTHERS)
def test_a_line_that_ends_as_a_sentence_is_no_headline(line: str) -> None:
    assert not labelled_headline(f"{line}.")


def test_the_label_is_what_stands_before_the_first_mark() -> None:
    assert label_of("ملف خاص | عشر سنوات: ماذا بقي") == "ملف خاص"
    assert label_of("اقرأ في «المثال» أيضا: خبر آخر") == "اقرأ في «المثال» أيضا"
    assert label_of("جملة بلا علامة فيها") == ""
