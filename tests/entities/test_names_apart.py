"""Names told apart from what stands beside them: objects, speech, adjectives, towns, people that places are named after."""

import pytest

from tests.entities.helpers import surfaces
from workers.entities.tagger import Tagger
from workers.entities.word_sets import word_set

_NAMES = [
    # a name ends before the object of its verb
    ("وناشد الرئيس جوزاف عون الأشقاء العرب المساعدة.", "جوزاف عون", "PER"),
    ("وأبهر المطرب هاني شاكر القاعة بأغنيته.", "هاني شاكر", "PER"),
    ("وفاجأ المهاجم خالد سعيد المدافعين بهدفه.", "خالد سعيد", "PER"),
    ("وحث مجلس الأمن الأطراف المتنازعة على الحوار.", "مجلس الأمن", "ORG"),
    ("ودعا مجلس الأمن التعاون الخليجي مع اللجنة.", "مجلس الأمن", "ORG"),
    ("أصدر الرئيس السوري أحمد الشرع عفوا عن السجناء.", "أحمد الشرع", "PER"),
    ("أصدر الرئيس محمود عباس عفوا عن السجناء.", "محمود عباس", "PER"),
    # foreign given names take the family name of somebody listed
    ("وقال المحامي جان بيير ماكرون للصحفيين إن الحكم ظالم.", "جان بيير ماكرون", "PER"),
    # a family name that is another word, behind a title or a role
    ("والتقى وزير الزراعة عادل الحداد المزارعين.", "عادل الحداد", "PER"),
    ("ورفض المخرج صبحي الأمين نشر الصور.", "صبحي الأمين", "PER"),
    ("وحكمت على المدير السابق في البلدية الهادي التريكي بالسجن.", "الهادي التريكي", "PER"),
    ("وحضر الحفل والمخرج صبحي الأمين معا.", "صبحي الأمين", "PER"),
    ("قال رئيس الوزراء خالد محفوظ بحاح إن الحكومة باقية.", "خالد محفوظ بحاح", "PER"),
    # places named after people
    ("عثر على السيارة في مدينة سعد الفيصل أمس.", "سعد الفيصل", "LOC"),
    ("نقل المصابون إلى مستشفى عاصم القريب من الموقع.", "مستشفى عاصم", "LOC"),
    ("أغلقت الشرطة جسر الطبيزة بعد الحادث.", "جسر الطبيزة", "LOC"),
    ("أقيم الحفل في قاعة نزار قباني أمس.", "قاعة نزار قباني", "LOC"),
    ("توقف الإنتاج في مصفاة الحسكة بعد القصف.", "مصفاة الحسكة", "LOC"),
    ("لعب الفريق على ملعب الإمارات أرينا أمس.", "ملعب الإمارات أرينا", "LOC"),
    ("تقع القرية في قضاء أبي الفوارس جنوبا.", "أبي الفوارس", "LOC"),
    ("وصلت القافلة إلى مديرية سيئون مساء.", "سيئون", "LOC"),
    ("قال مدير مستشفى الشفاء محمود أبو سليم إن الوضع صعب.", "مستشفى الشفاء", "LOC"),
    ("وقع الحادث في شارع محمد الخامس مساء.", "شارع محمد الخامس", "LOC"),
    ("استمر القصف في محيط مطار بيروت.", "مطار بيروت", "LOC"),
    ("سد المحتجون طريق معبر القويرة.", "معبر القويرة", "LOC"),
    ("فتش الحراس بيتا في شارع إدريس لومومبي أمس.", "شارع إدريس لومومبي", "LOC"),
    # and after days
    ("تجمعوا في ساحة أول أيار صباحا.", "ساحة أول أيار", "LOC"),
    ("أغلق جسر 17 تموز بعد الحادث.", "جسر 17 تموز", "LOC"),
    ("احترق بيت في حي تشرين الثاني ليلا.", "حي تشرين الثاني", "LOC"),
    # institutions
    ("ناشدت النقابة الاتحاد الأفريقي إرسال مراقبين.", "الاتحاد الأفريقي", "ORG"),
    ("أضرب عمال جامعة محمد الأول في وجدة.", "جامعة محمد الأول", "ORG"),
    ("قضت المحكمة الابتدائية بسوسة بسجنه.", "المحكمة الابتدائية بسوسة", "ORG"),
    ("مول صندوق المغرب للتنمية المشروع.", "صندوق المغرب للتنمية", "ORG"),
    ("أعلنت شركة نفط الكويت عن اكتشاف.", "نفط الكويت", "ORG"),
    ("وقعت شركة غاز الشمال عقدا.", "غاز الشمال", "ORG"),
    ("اعترض سلاح الجو الدنماركي طائرة.", "سلاح الجو الدنماركي", "ORG"),
    ("انتقد الحزب السوداني الديمقراطي الاشتراكي القرار.", "الحزب السوداني الديمقراطي الاشتراكي", "ORG"),
    ("أحالت المديرية العامة لأمن المنشآت الملف.", "المديرية العامة لأمن المنشآت", "ORG"),
    ("قدمت بعثة الأمم المتحدة للدعم في ليبيا إحاطة.", "بعثة الأمم المتحدة للدعم في ليبيا", "ORG"),
    # a town is feminine: so is its verb
    ("وأكد الوسيط أن الجولة ستعقد إذا وافقت مسقط على ذلك.", "مسقط", "LOC"),
]


@pytest.mark.parametrize(("text", "name", "kind"), _NAMES)
def test_a_name_ends_where_something_else_begins(tagger: Tagger, text: str, name: str, kind: str) -> None:
    assert (name, kind) in surfaces(tagger, text)


_NO_NAMES = [
    # nouns that some list of names has
    ("أهدى الأغنية إلى روح نور الشريف أمس.", "روح نور الشريف"),
    ("وأكد أن سر نجاح الفريق في صبره.", "سر نجاح"),
    # an adjective in the accusative is no hospital's name
    ("وأقامت الدولة مستشفى ميدانيا قرب الحدود.", "مستشفى ميدانيا"),
    # the arms of a movement are no air force
    ("وطالب بتسليم سلاح المقاومة الفلسطينية للدولة.", "سلاح المقاومة الفلسطينية"),
    # force majeure
    ("وأعلنت الشركة حالة القوة القاهرة في الحقل.", "القاهرة"),
    # guests, not a town
    ("ونقل عنه زواره أن الوضع صعب.", "زواره"),
    # another body begins
    ("ضمت القائمة مجلس الوصاية الأمانة العامة والمحكمة.", "مجلس الوصاية الأمانة العامة"),
]


@pytest.mark.parametrize(("text", "name"), _NO_NAMES)
def test_what_only_looks_like_a_name_is_none(tagger: Tagger, text: str, name: str) -> None:
    assert name not in {surface for surface, _ in surfaces(tagger, text)}


_SAID = [
    # speech that opens with the word, an indefinite title, an adjective of the noun before it
    ("وقال القنصل هادي شكري إن الوضع هادئ، مضيفا: «شكري لكل من سأل».", "شكري", 0),
    ("وقال المدرب علي معين إن اللقاء صعب، ولم يتحدث عن حكم معين في الدوري.", "معين", 0),
    ("وقال الخبير ياسر الطيب إن المياه قليلة، وإن الحل الطيب قريب.", "الطيب", 0),
]


@pytest.mark.parametrize(("text", "word", "most"), _SAID)
def test_an_everyday_word_is_not_the_person_named_before(
    tagger: Tagger, text: str, word: str, most: int
) -> None:
    alone = [surface for surface, _ in surfaces(tagger, text) if surface == word]
    assert len(alone) <= most


_SHORT = [
    ("وقال النائب فريد زهران ذلك أمس. وأضاف عضو في الحزب أن فريد وحده يسأل.", "فريد"),
    ("واستقبل نبيه بري الوفد. ثم التقى بري السفير في مكتبه.", "بري"),
    ("وزار الرئيس أحمد الشرع المدينة، فيما لزم الشرع الصمت بعدها.", "الشرع"),
]


@pytest.mark.parametrize(("text", "word"), _SHORT)
def test_a_short_name_follows_the_full_one_among_everyday_words(tagger: Tagger, text: str, word: str) -> None:
    assert (word, "PER") in surfaces(tagger, text)


def test_a_womans_title_is_no_part_of_her_name(tagger: Tagger) -> None:
    found = surfaces(tagger, "قالت الشيخة حسينة إنها باقية.")
    assert ("حسينة", "PER") in found


def test_the_sets_of_words_are_folded_and_a_missing_one_is_named() -> None:
    assert "نقابه" in word_set("of_members")
    with pytest.raises(KeyError):
        word_set("no such set")
