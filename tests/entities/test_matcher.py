"""The matcher finds every listed name whatever the size of the list."""

import random

from topics import EntityType
from workers.entities import clitics
from workers.entities.gazetteer import Alias, Entry, Mode
from workers.entities.matcher import Matcher
from workers.text.fold import fold


def _alias(name: str, *, foreign: bool = False, key: str = "Q1") -> Alias:
    entry = Entry(key, EntityType.LOC, name, name)
    return Alias(entry, tuple(fold(word) for word in name.split()), Mode.FULL, foreign)


def test_the_longest_name_comes_first() -> None:
    matcher = Matcher([_alias("كوريا"), _alias("كوريا الجنوبية")])
    found = matcher.at(["زار", "كوريا", "الجنوبية", "أمس"], 1, 4)
    assert [(item.first, item.last) for item in found] == [(1, 3), (1, 2)]


def test_a_name_does_not_run_over_the_limit() -> None:
    matcher = Matcher([_alias("كوريا الجنوبية")])
    assert matcher.at(["كوريا", "الجنوبية"], 0, 1) == []


def test_a_name_inside_another_word_is_not_found() -> None:
    matcher = Matcher([_alias("مصر")])
    assert matcher.at(["مصرفي"], 0, 1) == []
    assert matcher.at(["بالمصرف"], 0, 1) == []


def test_the_whole_word_is_preferred_to_a_clitic_and_a_rest() -> None:
    matcher = Matcher([_alias("بكين", key="Q956"), _alias("كين", key="Q2")])
    assert matcher.at(["بكين"], 0, 1)[0].aliases[0].entry.id == "Q956"


def test_variants_are_for_foreign_names_only() -> None:
    assert Matcher([_alias("ترامب", foreign=True)]).at(["ترمب"], 0, 1)
    assert not Matcher([_alias("ترامب")]).at(["ترمب"], 0, 1)


def test_everyday_words_are_never_variants() -> None:
    assert not Matcher([_alias("بانما", foreign=True)], {"بنما"}).at(["بنما"], 0, 1)


def test_a_hundred_thousand_aliases_are_all_found() -> None:
    dice = random.Random(1)
    letters = "ابتجدرزسشعغفقكلمنهوي"
    names = {
        " ".join("".join(dice.choices(letters, k=7)) for _ in range(dice.randint(1, 3)))
        for _ in range(100_000)
    }
    matcher = Matcher([_alias(name, key=name) for name in names])
    for name in dice.sample(sorted(names), 500):
        words = name.split()
        found = matcher.at(words, 0, len(words))
        assert found[0].last == len(words)
        assert any(alias.entry.id == name for alias in found[0].aliases)


def test_words_together_begin_the_names_that_each_begins() -> None:
    names = [
        _alias("ترامب", foreign=True),
        _alias("بوتين", foreign=True),
        _alias("مصر"),
        _alias("كوريا الجنوبية"),
    ]
    matcher = Matcher(names, {"بنما"})
    words = ["ترمب", "وترامب", "كترمب", "لمصر", "كوريا", "بتين", "بوتن", "قال", "وبوتن", "ترامب", "بنما"]
    splits = [clitics.splits(fold(word)) for word in words]
    for spell in (True, False):
        each = [matcher.starts_of(each, spell=spell) for each in splits]
        assert matcher.starts_of_all([(each, spell) for each in splits]) == each
        assert any(each)
    assert matcher.starts_of_all([]) == []
