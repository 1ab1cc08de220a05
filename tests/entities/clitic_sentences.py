"""Sentences with names behind every legal chain of proclitics, and words that merely contain a name.

Written without the matcher's code: the chains, their spelling before ال and the span's beginning are
stated here anew, so that the generator can contradict the matcher.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

CHAINS = ("", "و", "ف", "ب", "ك", "ل", "وب", "وك", "ول", "فب", "فك", "فل")
_MARKS = {"و": "وَ", "ف": "فَ", "ب": "بِ", "ك": "كَ", "ل": "لِ"}

NAMES = (
    *("مصر", "قطر", "لبنان", "ليبيا", "تونس", "تركيا", "روسيا", "إيران", "فرنسا", "ألمانيا", "سوريا", "كندا"),
    *(
        "باكستان",
        "أوكرانيا",
        "إسرائيل",
        "بيروت",
        "دمشق",
        "بغداد",
        "لندن",
        "باريس",
        "موسكو",
        "واشنطن",
        "طهران",
    ),
    *(
        "كييف",
        "بكين",
        "برلين",
        "طوكيو",
        "دبي",
        "صنعاء",
        "غزة",
        "تل أبيب",
        "أبو ظبي",
        "كوريا الجنوبية",
        "فلسطين",
    ),
    *(
        "السعودية",
        "الإمارات",
        "الكويت",
        "البحرين",
        "اليمن",
        "العراق",
        "الأردن",
        "السودان",
        "الجزائر",
        "المغرب",
    ),
    *("القاهرة", "الرياض", "الدوحة", "الخرطوم", "الرباط", "القدس", "الهند", "الصين", "اليابان", "البرازيل"),
    *("الولايات المتحدة", "الصومال", "النمسا", "المكسيك", "الفلبين", "الفاتيكان", "المدينة المنورة"),
    *(
        "الأمم المتحدة",
        "الاتحاد الأوروبي",
        "مجلس الأمن",
        "حزب الله",
        "الناتو",
        "منظمة التحرير",
        "داعش",
        "طالبان",
    ),
    *("البنك الدولي", "الجامعة العربية", "رويترز", "أوبك", "الوكالة الدولية للطاقة الذرية", "البيت الأبيض"),
    *(
        "فلاديمير بوتين",
        "بوتين",
        "ترامب",
        "دونالد ترامب",
        "ماكرون",
        "نتنياهو",
        "زيلينسكي",
        "أردوغان",
        "السيسي",
    ),
    *("محمد بن سلمان", "عبد الفتاح السيسي", "محمود عباس", "كيم جونغ أون", "شي جين بينغ", "أنطونيو غوتيريش"),
)
"""Listed names, with and without article, of one word and more."""

TEMPLATES = (
    "وصل الوفد أمس {} في زيارة قصيرة.",
    "وقال المصدر إن الأمر {} واضح تماما.",
    "تحدث المسؤول عن دور {} في الأزمة، وعن نتائجها.",
    "{} موقف ثابت من هذه المسألة.",
    "لم يتغير شيء بالنسبة {}، بحسب التقرير.",
    "ورأى الخبراء أن الدعم المقدم {} غير كاف.",
    "أعلنت اللجنة قرارها بشأن «{}» بعد ساعات.",
    "جاء ذلك ردا على بيان سابق ({}) نشر يوم الخميس.",
    "هذا ما أكده تقرير جديد: {}",
    "زار الوفد عدة دول، {} من بينها، ثم عاد.",
)

NEGATIVES = (
    *(
        "مصرفية",
        "مصروفات",
        "المصريون",
        "قطرات",
        "القطريون",
        "فقط",
        "لبنانيون",
        "اللبنانية",
        "روسيات",
        "إيرانيون",
    ),
    *(
        "الإيرانية",
        "تركيب",
        "تركيبة",
        "عراقيل",
        "عدنية",
        "حلبة",
        "صورهم",
        "دبيب",
        "تونسيات",
        "يمنيون",
        "كندية",
    ),
    *("الصينيات", "هندسة", "المهندسين", "سوداني", "الأردنيين", "باكستانية", "فرنسيون", "ألمانيات", "بغدادية"),
    *("ترمبية", "بوتينية", "دمشقية", "قدسية", "غزوات", "موسكوبية", "لندنية", "باريسية", "واشنطنية", "حماسة"),
    *("متحدون", "أمميون", "أوروبيون", "فلسطينيات", "كويتيات", "بحرينية", "مغاربة", "جزائريات", "صوماليون"),
)
"""Words in which a listed name is only a part, or which resemble a name behind a clitic."""


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence; `start:end` is the name (or the word that is none), without its proclitics."""

    text: str
    chain: str
    start: int
    end: int
    positive: bool


def attach(chain: str, name: str) -> tuple[str, int]:
    """Return the name as written behind `chain`, and how many letters stand before its span."""
    if chain.endswith("ل") and name.startswith("ال"):
        return chain + name[1:], len(chain)  # the alef is not written; the span begins at the second lam
    return chain + name, len(chain)


def examples(count: int, seed: int = 5) -> Iterator[Example]:
    """Yield `count` examples: nine names behind clitics for one word that is no name."""
    dice = random.Random(seed)
    for number in range(count):
        template = dice.choice(TEMPLATES)
        before, _, after = template.partition("{}")
        if number % 10 == 9:
            word = dice.choice(NEGATIVES)
            yield Example(before + word + after, "-", len(before), len(before) + len(word), positive=False)
            continue
        chain = CHAINS[number % len(CHAINS)]
        name = dice.choice(NAMES)
        written, cut = attach(chain, name)
        if chain and dice.random() < 0.15:
            marked = "".join(_MARKS[letter] for letter in chain)
            written, cut = marked + written[len(chain) :], len(marked)
        start = len(before) + cut
        yield Example(before + written + after, chain, start, len(before) + len(written), positive=True)
