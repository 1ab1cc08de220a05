"""Poems stay, also those in spoken Arabic, whose words are those of readers' comments."""

from topics import RawArticle
from workers.text.clean import clean
from workers.text.verses import LEAST, dialogue, is_verse, verses

POEM = (
    "يا طير سلّم لي على دار الأحباب",
    "وقل لهم وين المواعيد راحت",
    "ما عاد لي في ليلة البعد مرقاد",
    "والله يا عيني على الدرب ناحت",
    "قالوا تصبّر قلت كيف أتصبّر",
    "وأنا اللي بالدمع روحي تراحت",
)
PARAGRAPHS = (
    "أقيمت مساء الأحد أمسية للشعر الشعبي في مركز المدينة الثقافي بحضور مئات الزوار.",
    "وقال مدير المركز إن الأمسيات ستستمر حتى نهاية الشهر المقبل.",
)


def test_a_poem_between_paragraphs_stays_whole() -> None:
    body = "\n".join((PARAGRAPHS[0], *POEM, PARAGRAPHS[1]))
    text = clean(RawArticle(title="أمسية شعرية", body=body)).text
    assert all(verse in text for verse in POEM)


def test_a_run_of_lines_is_a_poem_and_a_few_are_not() -> None:
    assert verses(POEM) == frozenset(POEM)
    assert verses(POEM[: LEAST - 1]) == frozenset()
    assert verses((*POEM[:3], "قبل 3 ساعات", *POEM[3:])) == frozenset()


def test_ornaments_between_verses_are_no_end_and_a_verse_may_have_a_colon() -> None:
    asked = "وقلت لهم: وين الوعد يا أهل الدار"
    poem = (*POEM[:2], ">", *POEM[2:4], ">", asked, *POEM[4:], "* *")
    assert verses(poem) == frozenset((*POEM, asked))
    assert verses((*POEM, "تابعوا الصفحة: أخبار الشعر الشعبي")) == frozenset(POEM)  # behind the last verse
    assert not verses(("الاسم: شاعر الديرة", *POEM[:4], "البريد: شاعر من الديرة", POEM[4]))


def test_names_times_and_sentences_are_no_verse() -> None:
    for line in ("أبو سالم", "قبل 3 ساعات", "قال الوزير إن العمل انتهى.", "كلمات: شاعر مجهول", ""):
        assert not is_verse(line)


def test_a_dialogue_is_told_by_speakers_who_speak_again() -> None:
    talk = ["الأب: شاركنا رأيك", "الابن: لا رأي لي", "الأب: تابعنا إذن", "الابن: سأفعل"]
    assert dialogue(["جلسا قرب النافذة.", *talk]) == frozenset(talk)
    assert not dialogue(["الطماطم: 12 جنيها", "البصل: 9 جنيهات", "الثوم: 40 جنيها", "الخيار: 10 جنيهات"])
    assert not dialogue(["مشاركة: فيسبوك", "مشاركة: تويتر", "مشاركة: واتساب", "مشاركة: تلغرام"])
