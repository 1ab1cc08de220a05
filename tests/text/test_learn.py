"""A batch of articles becomes rules that a person can read, strike out and load."""

from pathlib import Path

import yaml

from topics import RawArticle
from workers.text.boilerplate import load_rules
from workers.text.clean import clean
from workers.text.learn import learn_rules

LETTERS = "أبتثجحخدذرزس"
ARTICLES = [
    RawArticle(
        body=f"بدأت في مدينة {letter}ين أعمال المؤتمر السنوي.\nصوت المدينة وأهلها\nشارك على فيسبوك",
        source="صحيفة",
    )
    for letter in LETTERS
]


def test_repeated_lines_are_proposed_with_their_figures_and_work_when_loaded(tmp_path: Path) -> None:
    text = learn_rules(ARTICLES)
    [rule] = yaml.safe_load(text)["learned"]
    assert rule["source"] == "صحيفة"
    assert rule["articles"] == len(LETTERS)
    assert rule["lines"] == ["صوت المدينة وأهلها"]
    path = tmp_path / "learned.yaml"
    path.write_text(text, "utf-8")
    assert clean(ARTICLES[0], load_rules(path)).text == "بدأت في مدينة أين أعمال المؤتمر السنوي."


def test_lines_of_few_articles_and_lines_that_introduce_are_not_proposed() -> None:
    assert yaml.safe_load(learn_rules(ARTICLES[:4])) == {"learned": []}
    introduced = [
        RawArticle(body=f"خبر {letter} طويل عن المؤتمر.\nوفيما يلي النص:", source="x") for letter in LETTERS
    ]
    assert yaml.safe_load(learn_rules(introduced)) == {"learned": []}
