"""The tagger as a whole: floors on annotated articles, and what holds of any text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.entities.helpers import ids, mentions, surfaces
from tests.entities.marked import Marked, read_marked
from topics import EntityType, Field
from workers.entities.tagger import Tagger
from workers.text.segment import make_document

_DATA = Path(__file__).parent / "data"


def _scores(tagger: Tagger, articles: list[Marked]) -> tuple[float, float]:
    """Return entity F1 (exact span and type) and the share of right links."""
    right = predicted = expected = linked = links = 0
    for article in articles:
        gold = {(start, end, kind): key for start, end, kind, key in article.entities}
        found = {
            (m.start, m.end, m.type.value): m.entity_id
            for m in mentions(tagger, article.text, article.title)
            if m.type is not EntityType.MISC and (m.start, m.end) not in article.optional
        }
        predicted += len(found)
        expected += len(gold)
        for span, key in gold.items():
            if span not in found:
                continue
            right += 1
            if key != "-":
                links += 1
                linked += not found[span].startswith("Q") if key == "NIL" else found[span] == key
    return 2 * right / (predicted + expected), linked / links


@pytest.mark.parametrize(("name", "floor"), [("articles.txt", 0.96), ("articles_blind.txt", 0.94)])
def test_our_own_articles_keep_their_floors(tagger: Tagger, name: str, floor: float) -> None:
    f1, accuracy = _scores(tagger, read_marked(_DATA / name))
    assert f1 >= floor
    assert accuracy >= 0.98


def test_the_gold_articles_keep_their_floors(tagger: Tagger, shared: Path) -> None:
    articles = []
    for line in (shared / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if gold.get("expect", "accept") != "accept":
            continue
        entities = tuple(
            (e["start"], e["end"], e["type"], e.get("qid") or ("NIL" if e.get("nil") else "-"))
            for e in gold["entities"]
        )
        optional = tuple((e["start"], e["end"]) for e in gold.get("optional_entities", ()))
        articles.append(Marked(gold["id"], gold["title"], gold["clean_text"], entities, optional))
    f1, accuracy = _scores(tagger, articles)
    assert f1 >= 0.96
    assert accuracy >= 0.97


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "قال",
                "الرئيس",
                "بوتين",
                "ولبوتين",
                "للأردن",
                "«الجزيرة»",
                "قناة",
                "حركة",
                "فتح",
                "وزارة",
                "الدفاع",
                "الروسية",
                "محمد",
                "صلاح",
                "بن",
                "عبد",
                "الله",
                "في",
                "شارع",
                "مدينة",
                "صور",
                "،",
                ".",
                ":",
                "(",
                ")",
                "-",
                "Elon",
                "Musk",
                "2024",
                "كتب",
                "آل",
                "أبو",
                "مطار",
                "بغداد",
                "الدولي",
                "السابق",
                "و",
                "إن",
                "أن",
            ]
        ),
        max_size=40,
    )
)
def test_spans_are_in_order_apart_and_equal_their_surface(tagger: Tagger, words: list[str]) -> None:
    text = " ".join(words)
    last = 0
    for mention in mentions(tagger, text):
        assert mention.start >= last
        assert mention.end > mention.start
        assert text[mention.start : mention.end] == mention.surface
        assert mention.why
        last = mention.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_tagged_without_an_error(tagger: Tagger, text: str) -> None:
    document = make_document("a", text, text)
    for mention in tagger.tag(document):
        field = document.title if mention.field is Field.TITLE else document.text
        assert field.text[mention.start : mention.end] == mention.surface


def test_the_same_article_gives_the_same_mentions(tagger: Tagger) -> None:
    text = "التقى فلاديمير بوتين نظيره الصيني شي جين بينغ في بكين، وقال بوتين إن اللقاء مثمر."
    assert mentions(tagger, text) == mentions(tagger, text)


def test_an_explanation_names_alias_clitics_and_reason(tagger: Tagger) -> None:
    (mention,) = mentions(tagger, "وجهت الدعوة ولبوتين حق الرفض.")
    assert mention.surface == "بوتين"
    assert mention.alias == "بوتين"
    assert mention.clitics == ("و", "ل")
    assert "Q7747" in mention.why


def test_names_in_latin_letters_are_found_in_arabic_text(tagger: Tagger) -> None:
    found = ids(tagger, "أعلن Elon Musk أن شركة SpaceX ستتعاون مع Tesla قريبا.")
    assert found["Elon Musk"] == "Q317521"
    assert found["SpaceX"] == "Q193701"
    assert "Tesla" in found


def test_nested_names_give_the_longest_only(tagger: Tagger) -> None:
    assert surfaces(tagger, "درس في جامعة القاهرة ثم سافر.") == [("جامعة القاهرة", "ORG")]
    assert surfaces(tagger, "وصل إلى مطار بغداد الدولي فجرا.") == [("مطار بغداد الدولي", "LOC")]


@pytest.mark.parametrize(
    "text",
    ["وصلت القوات الروسية إلى الحدود.", "رحب الشعب المصري بالخطوة.", "ذكرت وسائل إعلام فرنسية ذلك."],
)
def test_peoples_and_generic_bodies_are_no_entities(tagger: Tagger, text: str) -> None:
    assert surfaces(tagger, text) == []


def test_a_state_body_with_its_nationality_is_one_organisation(tagger: Tagger) -> None:
    text = "قررت الحكومة الكورية الجنوبية ووزارة الدفاع الروسية ذلك."
    assert surfaces(tagger, text) == [("الحكومة الكورية الجنوبية", "ORG"), ("وزارة الدفاع الروسية", "ORG")]


def test_generic_heads_stay_outside_the_span(tagger: Tagger) -> None:
    assert surfaces(tagger, "أعلنت حركة حماس ذلك.") == [("حماس", "ORG")]
    assert surfaces(tagger, "ضرب الزلزال إقليم الحوز ومدينة مراكش.") == [("الحوز", "LOC"), ("مراكش", "LOC")]


def test_an_office_behind_a_name_is_no_part_of_it(tagger: Tagger) -> None:
    found = surfaces(tagger, "وقال حسين يحيى الفاضلي الأمين العام للهيئة إن العمل جار.")
    assert found == [("حسين يحيى الفاضلي", "PER")]
