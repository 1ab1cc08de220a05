"""Ids of our own are the same for every spelling, and different for different names."""

import pytest

from topics import EntityType
from workers.entities.linking import own_id, slug
from workers.entities.romanise import romanise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("عبد الرحمن الأحمد", "عبدالرحمن الاحمد"),
        ("هدى الشناوي", "هدى الشناوى"),
        ("أندريه سوكولوف", "اندريه سوكلوف"),
        ("مُحمّد عليّ", "محمد علي"),
        ("فاطمة الزهراء", "فاطمه الزهراء"),
    ],
)
def test_spellings_of_one_name_share_an_id(one: str, other: str) -> None:
    assert own_id(EntityType.PER, one) == own_id(EntityType.PER, other)


@pytest.mark.parametrize(
    ("one", "other"), [("سمير حداد", "سامر حداد"), ("كمال عون", "جمال عون"), ("علي حسن", "علي حسين")]
)
def test_different_names_have_different_ids(one: str, other: str) -> None:
    assert own_id(EntityType.PER, one) != own_id(EntityType.PER, other)


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
