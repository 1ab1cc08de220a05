"""Lines in wordings that no rule lists: told by weighted cues, and by where they stand."""

import pytest

from topics import RawArticle
from workers.text.clean import clean
from workers.text.data import FOLDER
from workers.text.furniture import MAX_FURNITURE, Place, cues_of, explain, is_furniture, named_cues, score

FIRST = "أعلنت هيئة الأرصاد التونسية، الخميس، أن موجة الحر ستستمر حتى نهاية الأسبوع في معظم الولايات."
SECOND = "ودعت وزارة الصحة كبار السن إلى ملازمة بيوتهم وشرب الماء، وفتحت مراكز استقبال مكيفة."
INSIDE = [
    "هل لاحظت خطأ في هذا المقال؟ أخبر المحرر",
    "اضغط لتفعيل تنبيهات الأخبار على هاتفك",
    "تم إرسال تعليقك وسيظهر بعد المراجعة",
    "يمكنك إدارة تفضيلات الإعلانات في حسابك",
    "ساعدنا في تحسين الموقع بملاحظاتك",
]
UNDER_THE_ARTICLE = [
    "نشرتنا في بريدك",
    "الوضع الهادئ للقراءة",
    "خيارات العرض",
    "ملفات ذات ارتباط",
    "زر المشاركة",
]
OWN_SENTENCES = [
    "ولم يصدر تعليق من الحكومة",
    "وقال إن التحديث سيصل إلى هواتف المستخدمين قريبا",
    "قتل ثلاثة جنود في القصف",
    "وأغلقت المنصة حسابات آلاف المشتركين في العراق",
    "لم تعلن الشركة سعر الاشتراك في الخدمة الجديدة.",
    "فيسبوك تغلق مئات الحسابات المزيفة قبل الانتخابات.",
]


@pytest.mark.parametrize("line", INSIDE)
def test_a_line_that_speaks_to_the_reader_of_the_page_goes_wherever_it_stands(line: str) -> None:
    cleaned = clean(RawArticle(title="موجة حر", body=f"{FIRST}\n{line}\n{SECOND}"))
    assert cleaned.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("line", UNDER_THE_ARTICLE)
def test_a_line_with_no_stop_under_an_article_of_sentences_goes(line: str) -> None:
    assert (
        clean(RawArticle(title="موجة حر", body=f"{FIRST}\n{SECOND}\n{line}")).text == f"{FIRST}\n\n{SECOND}"
    )


@pytest.mark.parametrize("line", OWN_SENTENCES)
def test_an_articles_sentence_stays_even_as_its_last_words(line: str) -> None:
    for body in (f"{FIRST}\n{line}\n{SECOND}", f"{FIRST}\n{SECOND}\n{line}"):
        assert clean(RawArticle(title="موجة حر", body=body)).text == body.replace("\n", "\n\n")


def test_what_a_paragraph_introduces_stays_and_so_does_a_list() -> None:
    introduced = f"{FIRST}\n{SECOND[:-1]} في المدن التالية:\nصفاقس وقابس"
    assert clean(RawArticle(body=introduced)).text == introduced.replace("\n", "\n\n")
    listed = "\n".join(
        [FIRST, SECOND, "باجة 41 درجة", "قفصة 46 درجة", "توزر 47 درجة", "قبلي 48 درجة", "مدنين 45 درجة"]
    )
    assert clean(RawArticle(body=listed)).text == listed.replace("\n", "\n\n")


def test_where_paragraphs_end_without_a_stop_a_last_line_stays() -> None:
    body = f"{FIRST[:-1]}\n{SECOND[:-1]}\nخيارات صعبة"
    assert clean(RawArticle(body=body)).text == body.replace("\n", "\n\n")


def test_items_of_lists_are_never_the_pages() -> None:
    for line in ("3. تطبيق واتساب", "- تحديث التطبيق من المتجر", "(1) اضغط على زر المشاركة"):
        assert not is_furniture(line, Place.BESIDE)


def test_the_trace_names_the_words_that_decided() -> None:
    line = "يمكنك إدارة تفضيلات الإعلانات في حسابك"
    rules = [
        rule for rule, text in clean(RawArticle(body=f"{FIRST}\n{line}\n{SECOND}")).trace if text == line
    ]
    assert rules == [named_cues(line)]
    assert rules[0].startswith("furniture (")
    assert all(weight > 0 for _, weight in explain(line))


def test_a_line_beside_the_pages_own_needs_less() -> None:
    for line in ("خيارات المشاركة والعرض", "ملاحظات القراء على الصفحة"):
        order = [is_furniture(line, place) for place in (Place.INSIDE, Place.EDGE, Place.BESIDE)]
        assert order == sorted(order)


def test_a_line_without_words_has_no_cues() -> None:
    assert cues_of("***") == []
    assert not is_furniture("*" * (MAX_FURNITURE + 1), Place.BESIDE)


def test_the_weights_are_readable_and_name_their_sources() -> None:
    rows = (FOLDER / "furniture.tsv").read_text("utf-8").splitlines()
    assert any(row.startswith("# Source:") for row in rows)
    for row in rows:
        if not row.startswith("#"):
            cue, weight = row.rsplit("\t", 1)
            assert cue[0] in "=^$√~:" or "+" in cue
            assert -15 < float(weight) < 15
    assert score("اشترك في نشرتنا البريدية") > 0 > score("أقر مجلس الوزراء مشروع الموازنة العامة")
