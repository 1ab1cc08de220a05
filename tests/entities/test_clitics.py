"""Proclitics: every legal chain is read, and only those."""

import pytest

from tests.benchmarks.clitic_table import table
from workers.entities.clitics import chains, splits


@pytest.mark.parametrize(
    ("word", "clitics", "rest", "cut"),
    [
        ("وبوتين", ("و",), "بوتين", 1),
        ("ولقطر", ("و", "ل"), "قطر", 2),
        ("فبمصر", ("ف", "ب"), "مصر", 2),
        ("للاردن", ("ل",), "الاردن", 1),
        ("وللقاهره", ("و", "ل"), "القاهره", 2),
        ("لليبيا", ("ل",), "ليبيا", 1),
        ("للبنان", ("ل",), "لبنان", 1),
        ("والسودان", ("و",), "السودان", 1),
        ("لالمانيا", ("ل",), "المانيا", 1),
    ],
)
def test_a_chain_is_cut_off_and_the_article_restored(
    word: str, clitics: tuple[str, ...], rest: str, cut: int
) -> None:
    assert (clitics, rest, cut) in [(s.clitics, s.rest, s.cut) for s in splits(word)]


@pytest.mark.parametrize("word", ["بوبوتين", "لبقطر", "كلمصر", "وولبنان"])
def test_an_illegal_order_of_clitics_is_not_read(word: str) -> None:
    legal = {chain.parts for chain in chains()[0]}
    assert all(split.clitics in legal for split in splits(word) if split.clitics)
    assert not any(split.rest in ("بوتين", "قطر", "مصر", "لبنان") for split in splits(word))


def test_the_word_as_it_stands_is_the_first_reading() -> None:
    assert splits("بكين")[0].rest == "بكين"
    assert splits("بكين")[0].clitics == ()


def test_generated_sentences_over_all_chains_keep_their_floor() -> None:
    rows = table(600)
    for chain, (hits, found, wanted) in rows.items():
        if chain != "-":
            assert hits >= 0.97 * wanted, f"recall behind {chain!r}: {hits} of {wanted}"
            assert hits >= 0.97 * found, f"precision behind {chain!r}: {hits} of {found}"
    assert rows["-"][1] <= 2, "words that merely contain a name were tagged"
