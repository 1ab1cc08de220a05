"""Where a personal name begins and ends."""

import pytest

from topics import EntityType
from workers.entities.tagger import Tagger
from workers.text.segment import make_document


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def people(tagger: Tagger, text: str) -> list[str]:
    return [m.surface for m in tagger.tag(make_document("a", "", text)) if m.type is EntityType.PER]


def test_two_new_words_may_follow_a_foreign_given_name(tagger: Tagger) -> None:
    assert people(tagger, "وقال كارلوس دوفنتي كاربيرا وزير النقل إن الخط توقف.") == ["كارلوس دوفنتي كاربيرا"]


def test_a_word_joined_by_and_is_no_part_of_the_name(tagger: Tagger) -> None:
    assert people(tagger, "سجل دييغو كوستا وطردته لجنة الحكام.") == ["دييغو كوستا"]


def test_the_grace_of_god_is_nobody(tagger: Tagger) -> None:
    assert people(tagger, "نجحت العملية بفضل الله ثم بجهود الأطباء.") == []


def test_a_mayor_and_his_city_are_no_name(tagger: Tagger) -> None:
    assert people(tagger, "زار أمين جدة الموقع أمس.") == []


def test_a_name_of_faith_is_one_name(tagger: Tagger) -> None:
    assert people(tagger, "وقال الدكتور تاج السر محمد أحمد إن الموسم تأخر.") == ["تاج السر محمد أحمد"]
