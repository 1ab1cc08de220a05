"""Clean text is letter for letter what annotators and our own style samples say it is."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from topics import RawArticle
from workers.text.clean import Cleaner, clean
from workers.text.document import Cleaned

STYLES = [
    json.loads(line) for line in (Path(__file__).parent / "data/styles.jsonl").read_text("utf-8").splitlines()
]
FIELDS = ("id", "source", "url", "title", "body", "published_at")


def raw_of(record: dict[str, Any]) -> RawArticle:
    return msgspec.convert({name: record.get(name) for name in FIELDS}, RawArticle)


def check(record: dict[str, Any]) -> Cleaned:
    cleaned = clean(raw_of(record))
    expect = record.get("expect", "accept")
    if expect == "skip_language":
        assert cleaned.language not in ("ar", "und")
    elif expect == "empty_body":
        assert cleaned.text == ""
    else:
        assert cleaned.text in (record["clean_text"], *record.get("alt_clean_text", ())), cleaned.trace
        assert cleaned.language == "ar"
    return cleaned


@pytest.mark.parametrize("record", STYLES, ids=lambda record: str(record["id"]))
def test_articles_in_the_styles_of_many_sites_are_clean_letter_for_letter(record: dict[str, Any]) -> None:
    cleaned = check(record)
    assert cleaned.teaser is record.get("teaser", False)
    if "clean_title" in record:
        assert cleaned.title == record["clean_title"]


def test_the_gold_articles_are_clean_letter_for_letter(shared: Path) -> None:
    for line in (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines():
        check(json.loads(line))


def test_every_removed_line_is_explained_and_counted() -> None:
    cleaned = clean(
        RawArticle(body="أقر المجلس الموازنة بعد نقاش طويل.\nإعلان\nإعلان\n(رويترز)\nانتهى الخـبر هنا.")
    )
    assert cleaned.trace == (("advert", "إعلان"), ("advert", "إعلان"), ("agency", "(رويترز)"))
    assert {removal.rule: removal.count for removal in cleaned.removed} == {
        "advert": 2,
        "agency": 1,
        "tatweel": 1,
    }


def test_a_body_of_nothing_but_boilerplate_leaves_no_text() -> None:
    assert clean(RawArticle(body="شارك على فيسبوك\nإعلان")).text == ""
    assert clean(RawArticle(body=" \n\t\u200f")).text == ""


def test_comments_end_an_article_only_where_the_article_stands_above_them() -> None:
    paragraph = "أقر المجلس الموازنة بعد نقاش طويل استمر ثلاثة أيام."
    assert clean(RawArticle(body=f"{paragraph}\nتعليقات\nكلام سامي عن الموضوع")).text == paragraph
    assert clean(RawArticle(body=f"تعليقات (3)\n{paragraph}")).text == paragraph


def test_a_cleaner_learns_a_sources_lines_and_clean_alone_does_not() -> None:
    cleaner = Cleaner()
    raws = [
        RawArticle(
            body=f"قال المسؤول رقم {n} إن الأمور تسير كما خطط لها.\nصوت الناس أولا",
            source="x",
            title=f"خبر {n}",
        )
        for n in "أبتثجحخدذرزسشص"
    ]
    texts = [cleaner.clean(raw).text for raw in raws]
    assert "صوت الناس" in texts[0]
    assert "صوت الناس" not in texts[-1]
    assert "صوت الناس" in clean(raws[-1]).text
    assert ("source-repeats", "صوت الناس أولا") in cleaner.clean(raws[0]).trace


def test_a_cleaner_may_be_told_not_to_learn() -> None:
    cleaner = Cleaner(learn=False)
    assert cleaner.sketch is None
    assert cleaner.clean(RawArticle(body="نص قصير.", source="x")).text == "نص قصير."
