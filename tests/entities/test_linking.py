"""Ids of our own are the same for every spelling, and different for different names."""

import pytest

from topics import EntityType
from workers.entities.linking import own_id, slug
from workers.entities.romanise import romanise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("عبد الرحمن الأحمد", "عبدالرحمن الأحمد"),
        ("عبد العزيز الدوسري", "عبدالعزيز الدوسرى"),
        ("هدى الشناوي", "هدى الشناوى"),
        ("مُحمّد عليّ", "محمد علي"),
        ("فاطمة الزهراء", "فاطمه الزهراء"),
        ("أحمد  أبو  الغيط", "احمد أبوالغيط"),
        ("فؤاد مسؤول", "فئاد مسئول"),
        ("سعيد الدوسري", "سعيد دوسري"),
    ],
)
def test_spellings_of_one_name_share_an_id(one: str, other: str) -> None:
    assert own_id(EntityType.PER, one) == own_id(EntityType.PER, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("أندريه سوكولوف", "اندريه سوكلوف"), ("ستيفن كلينتون", "ستيفن كلنتون"), ("فيكتوريا", "فكتوريا")],
)
def test_spellings_of_one_foreign_name_share_an_id(one: str, other: str) -> None:
    assert own_id(EntityType.PER, one, foreign=True) == own_id(EntityType.PER, other, foreign=True)


_DIFFERENT = (
    "سمير حداد، سامر حداد، كمال عون، جمال عون، علي حسن، علي حسين، محمد علي، محمد العلي، عبد العزيز، عبد العز، "
    "محمود صالح، محمد صالح، أحمد منصور، أحمد منصوري، طلال مرزوق، هلال مرزوق، نصير زكريا، ناصر زكريا، "
    "مجاهد سلطان، مجهد سلطان، زاهر برهان، ظاهر برهان، حليمة، خليمة، عبد الحميد، عبد الخميد، كاظم، كاتم"
)


def test_different_names_have_different_ids() -> None:
    names = _DIFFERENT.split("، ")
    assert len({own_id(EntityType.PER, name) for name in names}) == len(names)


def test_different_institutions_have_different_ids() -> None:
    names = ["وزارة التعليم", "وزارة العلوم", "وزارة الإعلام", "وزارة العمل", "وزارة العدل", "وزارة التعلم"]
    assert len({own_id(EntityType.ORG, name) for name in names}) == len(names)
    assert own_id(EntityType.ORG, "وزارة التعليم") == "rasid:org:وزاره-تعليم"


def test_the_type_is_part_of_the_id() -> None:
    assert own_id(EntityType.LOC, "الأبيض") != own_id(EntityType.ORG, "الأبيض")
    assert own_id(EntityType.LOC, "الأبيض").startswith("rasid:loc:")
    assert slug("") == ""


@pytest.mark.parametrize(
    ("arabic", "english"),
    [("محمد الشناوي", "Mohammed"), ("وزارة الدفاع الروسية", "Russia"), ("SpaceX", "SpaceX")],
)
def test_labels_are_romanised(arabic: str, english: str) -> None:
    label = romanise(arabic)
    assert label
    assert label.isascii() or english in label
    assert english[:3] in label


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("الهيئة العامة للجوازات", "General Authority for Passports"),
        ("وزارة التعليم العالي والبحث العلمي", "Ministry of Higher Education and Scientific Research"),
        ("مجلس النواب العراقي", "Council of Representatives of Iraq"),
        ("جامعة القاهرة", "University of Cairo"),
    ],
)
def test_the_words_of_an_institution_are_translated(arabic: str, english: str) -> None:
    assert romanise(arabic) == english
