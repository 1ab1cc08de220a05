"""Subjects are told by the words of a lexicon whose codes are IPTC's."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.events.subjects import SubjectTagger, load_lexicon, parse_lexicon
from workers.text.segment import make_document

TABLE = Path(__file__).parent / "data" / "subjects.tsv"
PREFIX = "medtop:"


@pytest.fixture(scope="module")
def tagger() -> SubjectTagger:
    return SubjectTagger.load()


def codes(tagger: SubjectTagger, title: str, text: str = "") -> list[str]:
    document = make_document("a", title, text)
    return [subject.code.removeprefix(PREFIX) for subject in tagger.subjects(document)]


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("first", "second", "title", "text"), rows())
def test_the_first_subject_is_the_reader_s(
    tagger: SubjectTagger, first: str, second: str, title: str, text: str
) -> None:
    found = codes(tagger, title, text)
    assert next(code for code in found if code.endswith("000000")) == first
    assert second == "-" or second in found


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("التقى الرئيس نظيره في إسلام آباد ليبحثا العلاقات الثنائية", "12000000"),
        ("يسعى الوزير بهدف واضح إلى تعديل وزاري في الحكومة", "15000000"),
        ("قال مصدر طبي إن القصف أوقع قتلى وجرحى", "07000000"),
        ("ذكرت وسائل إعلام أن الانتخابات تأجلت", "01000000"),
        ("أقام نادي جدة الأدبي أمسية شعرية", "15000000"),
        ("وقف الوزير أمام النواب وأمام الصحافيين", "12000000"),
    ],
)
def test_a_word_in_another_sense_is_no_evidence(tagger: SubjectTagger, text: str, absent: str) -> None:
    assert absent not in codes(tagger, text, text)


@pytest.mark.parametrize("text", ["", "...", "ذهب الرجل إلى بيته ثم عاد", "abc 123"])
def test_a_text_about_nothing_listed_has_no_subject(tagger: SubjectTagger, text: str) -> None:
    assert codes(tagger, text, text) == []


def test_proclitics_article_and_spelling_do_not_matter(tagger: SubjectTagger) -> None:
    plain = tagger.subjects(make_document("a", "انتخابات وناخبين", ""))
    attached = tagger.subjects(make_document("a", "وللانتخابات والناخبين", ""))
    assert plain == attached != ()


def test_a_possessive_pronoun_does_not_matter(tagger: SubjectTagger) -> None:
    assert "20000638" in codes(tagger, "استدعت سفيرها", "التقى السفير وسفيرهم")
    assert "20000593" in codes(tagger, "تشكيل حكومته", "")


def test_the_title_weighs_more_than_the_text(tagger: SubjectTagger) -> None:
    in_title = tagger.subjects(make_document("a", "زلزال عنيف", "قال الرجل ذلك"))
    in_text = tagger.subjects(make_document("a", "قال الرجل ذلك", "زلزال عنيف"))
    scores = {subject.code: subject.score for subject in in_text}
    assert all(subject.score > scores.get(subject.code, 0.0) for subject in in_title)


@given(st.lists(st.sampled_from(sorted({w for key in load_lexicon().terms for w in key})), max_size=40))
@settings(max_examples=200, deadline=None)
def test_scores_are_ordered_within_bounds_and_children_have_their_parent(words: list[str]) -> None:
    found = SubjectTagger.load().subjects(make_document("a", " ".join(words[:5]), " ".join(words)))
    scores = [subject.score for subject in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0.4 <= score <= 1.0 for score in scores)
    parents = {topic.code: topic.parent for topic in load_lexicon().topics}
    present = {subject.code for subject in found}
    assert all(parents[code] is None or parents[code] in present for code in present)


def test_every_first_level_subject_of_iptc_is_listed_with_arabic_labels() -> None:
    topics = load_lexicon().topics
    roots = sorted(topic.code for topic in topics if topic.parent is None)
    assert roots == [f"{PREFIX}{number:02d}000000" for number in range(1, 18)]
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in topic.label) for topic in topics)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([{"code": "a", "label": "أ", "en": "a"}, {"code": "a", "label": "أ", "en": "a"}], "twice"),
        ([{"code": "b", "label": "ب", "en": "b", "parent": "zz"}], "no first-level"),
    ],
)
def test_a_lexicon_that_contradicts_itself_is_refused(rows: list[dict[str, str]], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_lexicon(rows)
