"""Arabic is told from the other languages of its script, on short texts too, and dialect is Arabic."""

from pathlib import Path

import pytest

from tests.text.articles import real_articles
from workers.text.language import identify

CASES = {
    "ar": ["عاجل: استقالة الوزير", "الريس قال ده مش وقته يا جماعة", "شو هالحكي", "محمد صلاح", "واش هاد الشي كاين", "شلونكم اليوم",
           "رئیس الوزراء یزور طهران", "زيارة پاريس", "كيم جونغ أون", "برشا ناس في الشارع توا", "گال الرئيس إن الوضع زين"],
    "fa": ["رئیس جمهور ایران امروز به تهران بازگشت", "رئيس جمهور گفت كه اين موضوع مهم است", "ایران و روسیه توافق کردند"],
    "ur": ["وزیراعظم نے کہا کہ یہ معاہدہ اہم ہے", "پاکستان میں بارش", "بھارت کے وزیر خارجہ"],
    "ckb": ["سەرۆکی هەرێمی کوردستان", "حکومەت بڕیاری دا لە هەولێر"],
    "ps": ["د افغانستان د بهرنیو چارو وزیر وویل چې", "په کابل کې چاودنه"],
    "ug": ["شىنجاڭدىكى ئۇيغۇرلار", "خىتاي ھۆكۈمىتى ۋە ئۇيغۇر"],
    "en": ["The president said on Tuesday"], "fr": ["Le président de la République"], "ru": ["Президент сказал"], "he": ["ראש הממשלה"],
    "zh": ["中国国家主席"], "tr": ["Cumhurbaşkanı bir açıklama yaptı ve"], "und": ["123 ...", "", "xyz qwr"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"), [(code, text) for code, texts in CASES.items() for text in texts]
)
def test_languages_of_short_texts(language: str, text: str) -> None:
    assert identify(text) == language


ARABIC = "وقال الوزير إن الاتفاق الذي وقع أمس في العاصمة يفتح الباب أمام تعاون أوسع بين البلدين."
ENGLISH = (
    "The minister said that the agreement signed in the capital opens the door to wider cooperation. " * 3
)
PERSIAN = "وزیر گفت که توافق امضا شده در پایتخت راه را برای همکاری گسترده‌تر میان دو کشور باز می‌کند. " * 2


@pytest.mark.parametrize("other", [ENGLISH, PERSIAN])
def test_a_mixed_article_with_a_paragraph_of_arabic_is_arabic(other: str) -> None:
    assert identify(f"{other}\n\n{ARABIC}\n\n{other}") == "ar"


def test_a_name_in_arabic_letters_does_not_make_an_english_article_arabic() -> None:
    assert identify(f"{ENGLISH} (عبد الفتاح السيسي)") == "en"


def test_title_and_hint_help_only_where_the_text_does_not_tell() -> None:
    assert identify("بارش", "پاکستان میں بارش") == "ur"
    assert identify("بارش", "", "ur") == "ur"
    assert identify(ARABIC, "", "fa") == "ar"


def test_real_articles_are_arabic(shared: Path) -> None:
    articles = [article for article in real_articles(shared, 500) if len(article["content"].split()) > 10]
    assert [a["content"][:80] for a in articles if identify(a["content"], a["title"]) != "ar"] == []
