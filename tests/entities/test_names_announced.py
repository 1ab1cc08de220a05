"""Names that a title, a role, a direction or another mention gives away, and words that only look so."""

import pytest

from tests.entities.helpers import ids, surfaces
from workers.entities.tagger import Tagger

_NAMES = [
    # a family name that is a title or an everyday word, behind a title and a given name
    ("وقال المتحدث علاء الدين البابا إن الحصار مستمر.", "علاء الدين البابا", "PER"),
    ("واعتذر النائب الأسبق وائل السلطان عن الحضور.", "وائل السلطان", "PER"),
    ("والتقى الوزير رامي خطاب في مكتبه وفدا.", "رامي خطاب", "PER"),
    # a family name that no list has, after a given name and a role
    ("ورفض وزير الزراعة في الولاية كريم بوخضاش المقترح.", "كريم بوخضاش", "PER"),
    # new words after a role and what it is of
    ("وقالت حاكمة ولاية أوريغون زيندالا كوتيك إن الحريق انتهى.", "زيندالا كوتيك", "PER"),
    ("وحذر محافظ البنك المركزي غرايبم بيللكر من التضخم.", "غرايبم بيللكر", "PER"),
    ("وشكا محاميهم زيندال كوتييف من المعاملة.", "زيندال كوتييف", "PER"),
    ("وأصيب شاب يدعى سليم برازنجي بجروح.", "سليم برازنجي", "PER"),
    # a verb that is a given name too
    ("وشكر غوتيريش الوسطاء.", "غوتيريش", "PER"),
    # a new word that a direction of a place tells where to find
    ("وقتل عشرة جنود في كمين قرب زيبكوكا شمال شرقي نيجيريا.", "زيبكوكا", "LOC"),
    # armies, gendarmes and courts
    ("أعلن الجيش المالي مقتل قيادي.", "الجيش المالي", "ORG"),
    ("أوقف الدرك الوطني السنغالي شاحنة.", "الدرك الوطني السنغالي", "ORG"),
    ("وقررت المحكمة العليا تأجيل النظر في الطعن.", "المحكمة العليا", "ORG"),
    ("وتدخلت شرطة مكافحة الشغب قرب الجسر.", "شرطة مكافحة الشغب", "ORG"),
    ("حضر الحفل صالح عبد الحي وعمر البركاتي.", "عمر البركاتي", "PER"),
    # cities that are nouns too
    ("وتوفي المصاب في مستشفى خاص بجدة.", "جدة", "LOC"),
    ("وسيطر المسلحون على مواقع في مأرب وإب.", "إب", "LOC"),
    ("وشكر الرئيس حسن شيخ محمود مسقط على المبادرة.", "مسقط", "LOC"),
]


@pytest.mark.parametrize(("text", "name", "kind"), _NAMES)
def test_a_name_is_announced(tagger: Tagger, text: str, name: str, kind: str) -> None:
    assert (name, kind) in surfaces(tagger, text)


_NO_NAMES = [
    ("استقبل الأمير خالد البابا فرنسيس.", "خالد البابا"),
    ("ووصل الوزير رامي الجمعة إلى بيروت.", "رامي الجمعة"),
    ("وقدمت المطربة نانسي قوائم أغانيها.", "قوائم"),
    ("وختم السيد ظريف مقالته بالتحذير.", "مقالته"),
    ("وتحاول فنزويلا عضو منظمة أوبك احتواء تداعيات الأزمة.", "احتواء"),
    ("وحذر خبراء من نقص في عمالة متخصصة مدربة.", "متخصصة"),
    ("تصل ذاكرة الهاتف إلى 32 جيجا بايت.", "بايت"),
    ("وأحرز المهاجم ماركو رينيه هدفا في الشوط الأول.", "هدفا"),
    ("وناشد رئيس المجلس الوطني بفرض عقوبات جديدة.", "بفرض"),
    ("وعاد إلى مسقط رأسه بعد سنوات.", "مسقط"),
    ("أعلن الوالي حظر تجول ليليا بعد العاصفة.", "ليليا"),
    ("ورفضت الوزارة طلبا روسيا لاستخدام المطار.", "روسيا"),
    ("ونقلت الحافلة أربعين سورياً إلى الحدود.", "سوريا"),
    ("انطلقت فعاليات مهرجان قرطاج الدولي مساء.", "قرطاج"),
    ("وحكمت المحكمة بسجن الناشط أيمن التونسي.", "سجن"),
    ("تأجل اللقاء إلى منتصف آب، وفي بيروت، آب حار.", "آب"),
    ("خرج المنتخب من بطولة كوبا أمريكا.", "أمريكا"),
    ("ودعت المعارضة إلى مقاطعة الانتخابات.", "الانتخابات"),
    ("راجع المريض مستشفى خاصًا في المدينة.", "مستشفى"),
    ("والقتلى من جنسيات غير سورية.", "سورية"),
    ("وقع إطلاق نار داخل سينما بولاية تكساس.", "سينما"),
]


@pytest.mark.parametrize(("text", "word"), _NO_NAMES)
def test_what_stands_there_may_be_no_name(tagger: Tagger, text: str, word: str) -> None:
    assert not any(word in surface for surface, _ in surfaces(tagger, text))


@pytest.mark.parametrize("text", ["وقد جاء منتخبا إيطاليا وفرنسا معا.", "وقال أيضا إن روسيا ترفض."])
def test_a_country_after_an_accusative_may_be_meant(tagger: Tagger, text: str) -> None:
    assert any(kind == "LOC" for _, kind in surfaces(tagger, text))


def test_a_full_name_is_found_again_where_nothing_announces_it(tagger: Tagger) -> None:
    text = "قال الوزير ماجد الحقباني إن العمل بدأ. يذكر أن ماجد الحقباني اجتمع أمس بالوفد."
    assert surfaces(tagger, text).count(("ماجد الحقباني", "PER")) == 2


def test_a_part_of_a_full_name_that_is_a_leader_too_gives_way(tagger: Tagger) -> None:
    found = ids(tagger, "قال حاكم فلوريدا السابق جيب بوش ذلك. ويدخل جيب بوش السباق.")
    assert "بوش" not in found


_ENDS = [
    # a family name that no list has ends a full name behind a title or a verb of saying
    ("وطلب الدكتور مصطفى جميل رفكوش، من جانبه، إعفاءه.", "مصطفى جميل رفكوش", "PER"),
    ("أهدى الأمير خالد الفيصل بعنوان الوفاء قصيدة.", "خالد الفيصل", "PER"),
    # son of: whatever the father's name means besides
    ("ورعى الأمير سلمان بن مساعد بن فهد الحفل.", "سلمان بن مساعد بن فهد", "PER"),
    ("واستقبل الأمير زنجوي بن عبدالعزيز المهنئين.", "زنجوي بن عبدالعزيز", "PER"),
    ("وقال الداه ولد محمود إن الاتفاق باطل.", "الداه ولد محمود", "PER"),
    # a listed town that is a family name too
    ("وقال مدير الشركة في ليبيا زرنادينو ليون إن العمل بدأ.", "زرنادينو ليون", "PER"),
    ("وقتل القيادي أبو حمزة المغربي في الغارة.", "أبو حمزة المغربي", "PER"),
    # institutions
    ("ينظمها معهد ابن سينا للعلوم الإنسانية غدا.", "معهد ابن سينا للعلوم الإنسانية", "ORG"),
    ("وقعت جامعة نايف العربية للعلوم الأمنية مذكرة.", "جامعة نايف العربية للعلوم الأمنية", "ORG"),
    ("عقدت لجنة الشؤون الخارجية جلسة.", "لجنة الشؤون الخارجية", "ORG"),
    ("نقلت إلى مستشفى النساء والولادة في المدينة.", "مستشفى النساء والولادة", "LOC"),
]


@pytest.mark.parametrize(("text", "name", "kind"), _ENDS)
def test_a_name_has_all_its_parts_and_no_more(tagger: Tagger, text: str, name: str, kind: str) -> None:
    assert (name, kind) in surfaces(tagger, text)


_THINGS = [
    ("وصل العمال إلى جبال شاهقة تغطيها الثلوج.", "شاهقة"),
    ("افتتحت البلدية محطة وقود جديدة.", "وقود"),
    ("ويأخذ القرار في عين الاعتبار رأي السكان.", "الاعتبار"),
    ("وهذا من توفيق رب العباد.", "توفيق"),
    ("شاركت الدولة المقر في تنظيم دولة المقر للدورة.", "المقر"),
]


@pytest.mark.parametrize(("text", "word"), _THINGS)
def test_things_are_no_names(tagger: Tagger, text: str, word: str) -> None:
    assert not any(word in surface for surface, _ in surfaces(tagger, text))


def test_a_club_is_meant_in_an_article_of_sport_only(tagger: Tagger) -> None:
    sport = "سجل المهاجم هدفين في الشوط الأول من المباراة، وقاد النصر إلى الفوز أمام جماهير الملعب، وقال المدرب إنه سعيد."
    assert ("النصر", "ORG") in surfaces(tagger, sport)
    war = "رفع الجنود راية فوق التلة، وقاد النصر إلى الفوز بالبلدة كلها، وقال الضابط إنه سعيد."
    assert ("النصر", "ORG") not in surfaces(tagger, war)


def test_an_army_s_mali_is_no_finance(tagger: Tagger) -> None:
    assert not surfaces(tagger, "راجع المجلس المالي الميزانية.")
