"""Short names follow the full name that the article gave, and no other bearer's."""

import pytest

from tests.entities.helpers import ids, mentions, surfaces
from topics import Field
from workers.entities.coreference import short_forms
from workers.entities.tagger import Tagger
from workers.text.segment import make_document


@pytest.mark.parametrize(
    ("tokens", "family"),
    [
        (("محمد", "صلاح"), ("صلاح",)),
        (("هشام", "عبد", "الرازق"), ("عبد", "الرازق")),
        (("محمد", "بن", "سلمان"), ("بن", "سلمان")),
        (("حسن", "نصر", "الله"), ("نصر", "الله")),
    ],
)
def test_the_family_name_keeps_its_particles(tokens: tuple[str, ...], family: tuple[str, ...]) -> None:
    assert (family, False) in short_forms(tokens)


def test_a_short_name_takes_the_id_of_the_full_one(tagger: Tagger) -> None:
    found = mentions(tagger, "سجل محمد صلاح هدفين. وهتفت الجماهير لصلاح، وقال صلاح إنه سعيد.")
    assert [m.entity_id for m in found] == ["Q1354960"] * 3


def test_a_common_word_is_not_the_short_name(tagger: Tagger) -> None:
    found = mentions(tagger, "سجل محمد صلاح هدفين. لكن صلاح الفريق مسؤولية الجميع.")
    assert len(found) == 1


def test_another_bearer_of_the_name_is_another_person(tagger: Tagger) -> None:
    text = "قال صلاح الدين منصور إن مصر سعيدة، وأضاف منصور أن الفوز مستحق."
    found = ids(tagger, text)
    assert not found["صلاح الدين منصور"].startswith("Q")
    assert found["منصور"] == found["صلاح الدين منصور"]


def test_kim_is_the_kim_of_the_article(tagger: Tagger) -> None:
    assert ids(tagger, "ظهرت كيم كارداشيان أمس، وقال مكتب كيم إنها بخير.")["كيم"] == "Q186304"
    assert ids(tagger, "وصل كيم جونغ أون أمس، وغادر كيم المدينة.")["كيم"] == "Q56226"


def test_a_person_who_shares_a_leaders_family_name_is_not_that_leader(tagger: Tagger) -> None:
    found = ids(tagger, "قال الطبيب سمير بوتين إن الحالة مستقرة.")
    assert not found["سمير بوتين"].startswith("Q")
    found = ids(tagger, "حضر خالد بن سلمان العتيبي الجلسة.")
    assert not found["خالد بن سلمان العتيبي"].startswith("Q")


def test_a_leader_beside_another_name_keeps_the_short_name(tagger: Tagger) -> None:
    found = ids(tagger, "انتقد السيناتور مارك كيلر ترامب بشدة.")
    assert found["ترامب"] == "Q22686"
    assert not found["مارك كيلر"].startswith("Q")


def test_an_ambiguous_short_name_alone_fires_nothing(tagger: Tagger) -> None:
    assert surfaces(tagger, "هتفت الجماهير لصلاح طويلا.") == []


def test_the_title_is_resolved_against_the_article(tagger: Tagger) -> None:
    document = make_document("a", "صلاح يقود فريقه للفوز", "سجل محمد صلاح هدفين.")
    title = [m for m in tagger.tag(document) if m.field is Field.TITLE]
    assert [m.entity_id for m in title] == ["Q1354960"]
