"""The shipped subject rules agree with what readers marked in the gold articles."""

import json
from pathlib import Path

from tests.watch.articles import alerts, document
from workers.watch.rules import default_rules_path, load_rules


def test_subject_words_fire_on_the_gold_articles_that_speak_of_them_and_on_no_others(shared: Path):
    rules = load_rules(default_rules_path())
    with (shared / "gold" / "dev.jsonl").open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    wrong = [
        (article["id"], expected["topic"], expected["should_fire"])
        for article in articles
        if article.get("expect", "accept") == "accept"
        for expected in article["watch"]
        if "topic" in expected
        and expected["should_fire"]
        is not (
            expected["topic"]
            in {a.rule for a in alerts(document(article["clean_text"], id=article["id"]), rules)}
        )
    ]
    assert wrong == []
