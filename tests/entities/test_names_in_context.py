"""Short names, companies, papers and facilities where the words beside them decide."""

import pytest

from tests.entities.helpers import ids, surfaces
from workers.entities.tagger import Tagger

_NAMED = "استقبل الرئيس محمود عباس وزير الإعلام. "


@pytest.mark.parametrize("again", ["ولم يفلح عباس في ذلك.", "أما عباس فقال إن الوضع صعب."])
def test_a_short_name_stands_as_a_subject(tagger: Tagger, again: str) -> None:
    assert ("عباس", "PER") in surfaces(tagger, _NAMED + again)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("قال المتحدث يحيى سريع إن العملية انتهت. وتغير الوضع بشكل سريع.", "سريع"),
        ("وقال المبعوث غير بيدرسن ذلك، وأضاف أن المخرج القانوني غير ممكن.", "غير"),
        ("تحدث المهندس أبو العز عن المشروع، ثم صارت النار بردا وسلاما.", "بردا"),
    ],
)
def test_an_adjective_is_no_short_name(tagger: Tagger, text: str, word: str) -> None:
    assert (word, "PER") not in surfaces(tagger, text)
    assert (word, "LOC") not in surfaces(tagger, text)


def test_a_famous_name_that_goes_on_is_somebody_else_s(tagger: Tagger) -> None:
    found = ids(tagger, "وأصيب الجناح البرازيلي رونالدو غوميز في التدريب.")
    assert "رونالدو غوميز" in found
    assert "رونالدو" not in found
    assert ids(tagger, "ووصل المهاجم البرتغالي رونالدو إلى الرياض.")["رونالدو"] == "Q11571"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("ورفضت ميتا الحكم الصادر بحقها.", "ميتا", "ORG"),
        ("«الشرق الأوسط» سألت الوزير عن الخطة.", "الشرق الأوسط", "ORG"),
        ("أعلن مدير المستشفى الجامعي محمد السادس إضرابا.", "المستشفى الجامعي محمد السادس", "LOC"),
        ("ونظمت النقابة الوطنية للأطباء الداخليين وقفة.", "النقابة الوطنية للأطباء الداخليين", "ORG"),
        ("تخرج الطلاب من مركز محمد بن نايف للمناصحة أمس.", "مركز محمد بن نايف للمناصحة", "ORG"),
        ("وقال محمد إبراهيم أبو سنة إن الشعر باق.", "محمد إبراهيم أبو سنة", "PER"),
        ("وتوقع الخبير كريس ويلكنز، أن يهبط السعر.", "كريس ويلكنز", "PER"),
        ("ووصلت فرق الدفاع المدني للموقع سريعا.", "الدفاع المدني", "ORG"),
        ("وزار رئيس الوزراء العراقي محمد شياع السوداني مسقط أمس.", "محمد شياع السوداني", "PER"),
        ("وصل الرئيس التركي رجب طيب أردوغان الدوحة.", "رجب طيب أردوغان", "PER"),
        ("ورأى الباحث في جامعة الملك سعود خالد العتيبي أن القرار صائب.", "جامعة الملك سعود", "ORG"),
        ("ورأى الباحث في جامعة الملك سعود خالد العتيبي أن القرار صائب.", "خالد العتيبي", "PER"),
        (
            "وأعلنت جامعة الملك سعود بن عبدالعزيز للعلوم الصحية النتائج.",
            "جامعة الملك سعود بن عبدالعزيز للعلوم الصحية",
            "ORG",
        ),
        ("وصل شهباز شريف جدة أمس.", "شهباز شريف", "PER"),
    ],
)
def test_neighbours_tell_the_name(tagger: Tagger, text: str, name: str, kind: str) -> None:
    assert (name, kind) in surfaces(tagger, text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("اتخذ كل حزب بوقه منبرا.", "بوقه"),
        ("ويريد مبعوثو «الشرق الأوسط» حلا سريعا.", "مبعوثو"),
        ("وأشاد بعمق العلاقات اليمنية السعودية.", "السعودية"),
        ("وهذا رأس جبل الجليد فقط.", "الجليد"),
    ],
)
def test_what_neighbours_rule_out(tagger: Tagger, text: str, word: str) -> None:
    assert not any(word in surface for surface, _ in surfaces(tagger, text))
