"""Kinds of names that no list has: what makes each a name, and the words that look like one and are none."""

import pytest

from tests.entities.helpers import ids, surfaces
from workers.entities.tagger import Tagger

_NAMES = [
    # institutions: head, adjective, complement, purpose
    ("أعلنت وزارة التجارة الأردنية قرارا.", "وزارة التجارة الأردنية", "ORG"),
    ("قالت وزارة الصناعة والتجارة إن الأسعار ثابتة.", "وزارة الصناعة والتجارة", "ORG"),
    ("وقضت محكمة جنايات الإسكندرية ببراءته.", "محكمة جنايات الإسكندرية", "ORG"),
    ("نشرت وكالة أنباء البحرين الخبر.", "وكالة أنباء البحرين", "ORG"),
    ("وقال رئيس الهيئة المصرية للكتاب ذلك.", "الهيئة المصرية للكتاب", "ORG"),
    ("حضر مدير مركز الملك فهد الثقافي.", "مركز الملك فهد الثقافي", "ORG"),
    ("انسحب اللواء 35 مدرع من المدينة.", "اللواء 35 مدرع", "ORG"),
    ("هاجمت كتيبة 101 الموقع.", "كتيبة 101", "ORG"),
    ("وقال المتحدث ل«الرياض» إن العمل بدأ.", "الرياض", "ORG"),
    ("أصدر صندوق النقد العربي العدد الأول من النشرة.", "صندوق النقد العربي", "ORG"),
    ("أنقذ خفر السواحل الإيطالي مهاجرين.", "خفر السواحل الإيطالي", "ORG"),
    ("ضبطت الجمارك التونسية شحنة.", "الجمارك التونسية", "ORG"),
    ("أعلنت المديرية العامة للجوازات ذلك.", "المديرية العامة للجوازات", "ORG"),
    ("وقعت الهيئة الأردنية للمهندسين الزراعيين العقد.", "الهيئة الأردنية للمهندسين الزراعيين", "ORG"),
    ("قالت الإدارة العامة للأسواق إن العمل بدأ.", "الإدارة العامة للأسواق", "ORG"),
    # names that a head outside the span announces
    ("ووقعت شركة «سوكلين» العقد.", "سوكلين", "ORG"),
    ("وأضافت شركة بولترونا أنها باعت.", "بولترونا", "ORG"),
    ("ودعت نقابة سي جي تي إلى وقفة.", "سي جي تي", "ORG"),
    ("وذكرت صحيفة «دايلي مايل» الخبر.", "دايلي مايل", "ORG"),
    ("فاز شيفليد يونايتد بالمباراة.", "شيفليد يونايتد", "ORG"),
    # places
    ("زار مدينة الملك عبدالعزيز للعلوم والتقنية أمس.", "مدينة الملك عبدالعزيز للعلوم والتقنية", "LOC"),
    ("أقيمت المباراة على استاد الأمير عبدالله بن جلوي مساء.", "استاد الأمير عبدالله بن جلوي", "LOC"),
    ("وصل إلى مدينة «هونشو» مساء.", "هونشو", "LOC"),
    ("اندلع حريق في حي القطيع مساء.", "حي القطيع", "LOC"),
    ("وجال الوزير في سوق الصفافيرية أمس.", "سوق الصفافيرية", "LOC"),
    # people whom only the title shows
    ("وتحدث النائب فرهنك باموكجي في الجلسة.", "فرهنك باموكجي", "PER"),
    ("وقال العقيد فهد بن سعد الجريبع إن الطريق مغلق.", "فهد بن سعد الجريبع", "PER"),
    ("وقال عدنان بن أحمد السيد أن العمل تم.", "عدنان بن أحمد السيد", "PER"),
]


@pytest.mark.parametrize(("text", "name", "kind"), _NAMES)
def test_an_unlisted_name_is_found_by_its_kind(tagger: Tagger, text: str, name: str, kind: str) -> None:
    assert (name, kind) in surfaces(tagger, text)


_NO_NAMES = [
    ("رأس الأمير خالد بن فيصل وفد بلاده.", "رأس الأمير خالد بن فيصل"),
    ("وأبدى الطرفان حسن نية في المحادثات.", "حسن نية"),
    ("زرع الأهالي شجرة زيتون في القرية.", "شجرة زيتون"),
    ("برئاسة الأمير خالد بن فيصل عقدت الجلسة.", "رئاسة"),
    ("عاقب الثالث على تأخره.", "الثالث"),
    ("وقال إن شيوخ قبيلة بني تميم حضروا.", "تميم"),
    ("يعمل في شركة مقاولات كبيرة.", "مقاولات"),
    ("قدمت شركة «التمور» عرضا.", "التمور"),
    ("عقد في مدينة واحدة من المدن.", "واحدة"),
    ("وتابع المدير أسباب مساكين التأخير.", "أسباب"),
    ("تناول اللقاء العلاقات السعودية المصرية.", "السعودية"),
    ("غادر اللاعب الأراضي السعودية مساء.", "السعودية"),
    ("وفر منفذ الاعتداء من المكان.", "منفذ"),
    ("ضمن مهرجان نجاح صيف هذا العام.", "صيف"),
]


@pytest.mark.parametrize(("text", "word"), _NO_NAMES)
def test_what_only_looks_like_a_name_is_none(tagger: Tagger, text: str, word: str) -> None:
    assert not any(word in surface for surface, _ in surfaces(tagger, text))


@pytest.mark.parametrize(
    "text",
    ["اتهم الحوثيون السعودية بالقصف.", "دعت الولايات المتحدة السعودية إلى الحوار.", "زار الرئيس السعودية."],
)
def test_a_country_after_a_subject_is_no_adjective(tagger: Tagger, text: str) -> None:
    assert ("السعودية", "LOC") in surfaces(tagger, text)


def test_two_people_side_by_side_are_not_one(tagger: Tagger) -> None:
    found = surfaces(tagger, "واتهم سامي الجبوري كريم بالتقصير.")
    assert ("سامي الجبوري", "PER") in found


def test_a_purpose_ends_before_a_noun_that_follows(tagger: Tagger) -> None:
    found = surfaces(tagger, "تعتزم الهيئة العامة للطيران المدني الإعلان غدا.")
    assert ("الهيئة العامة للطيران المدني", "ORG") in found


def test_a_place_of_two_countries_is_told_by_what_is_near(tagger: Tagger) -> None:
    assert ids(tagger, "زار الوفد الأردن والتقى في عمان رجال أعمال.")["عمان"] == "Q3805"
    assert ids(tagger, "غادر الوفد مسقط وعاد إلى عمان لاحقا.")["عمان"] == "Q842"
    assert ids(tagger, "اشتباكات في طرابلس شمال لبنان.")["طرابلس"] != "Q3579"
    assert ids(tagger, "اشتباكات في طرابلس، وأعلنت ليبيا الطوارئ.")["طرابلس"] == "Q3579"


def test_a_letter_is_not_cut_off_a_personal_name_to_find_a_country(tagger: Tagger) -> None:
    found = surfaces(tagger, "وقال كلاوس فيرنهايم إن الشركة ربحت.")
    assert ("كلاوس فيرنهايم", "PER") in found


def test_the_bearer_named_last_is_meant_by_his_given_name(tagger: Tagger) -> None:
    text = "استقبل محمود عباس الوفد. وقال مدير المركز عباس الطائي إن العمل بدأ، وأضاف عباس أنه مستمر."
    assert ids(tagger, text)["عباس"] == ids(tagger, text)["عباس الطائي"]
