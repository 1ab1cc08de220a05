"""A word that one sentence shows to be a name is that name in the article's other sentences."""

import pytest

from topics import EntityType
from workers.entities.tagger import Tagger
from workers.text.segment import make_document


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def found(tagger: Tagger, text: str) -> list[tuple[str, EntityType, tuple[str, ...], str]]:
    mentions = tagger.tag(make_document("a", "", text))
    return [(m.surface, m.type, m.clitics, m.entity_id) for m in mentions]


def test_a_new_place_is_found_where_nothing_shows_that_it_is_one(tagger: Tagger) -> None:
    mentions = found(
        tagger, "استعاد الجيش بلدة باردوير أمس. كانت باردوير آخر المعاقل، وتوجه الجنود لباردوير."
    )
    assert [(m[0], m[1], m[2]) for m in mentions] == [
        ("باردوير", EntityType.LOC, ()),
        ("باردوير", EntityType.LOC, ()),
        ("باردوير", EntityType.LOC, ("ل",)),
    ]
    assert len({m[3] for m in mentions}) == 1


def test_an_everyday_word_is_no_place_though_a_town_has_its_name(tagger: Tagger) -> None:
    mentions = found(tagger, "استعاد الجيش بلدة السلام أمس. وتحدث الناس عن السلام طويلا.")
    assert len(mentions) <= 1


def test_a_new_word_stays_unnamed_where_no_sentence_shows_a_name(tagger: Tagger) -> None:
    assert found(tagger, "كانت باردوير آخر المعاقل.") == []
