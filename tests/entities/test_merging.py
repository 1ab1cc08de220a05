"""What a recogniser adds is taken where no rule has decided, without its proclitics."""

from collections.abc import Sequence

from topics import EntityType, Field
from workers.entities.recogniser import Span
from workers.entities.tagger import Tagger
from workers.text.document import Document
from workers.text.segment import make_document


class FakeRecogniser:
    """Says what it is told to say."""

    def __init__(self, *spans: Span) -> None:
        self._spans = spans

    @property
    def name(self) -> str:
        return "fake"

    def recognise(self, document: Document) -> tuple[Span, ...]:
        return self._spans

    def recognise_all(self, documents: Sequence[Document]) -> list[tuple[Span, ...]]:
        return [self._spans for _ in documents]


def _tag(text: str, *spans: tuple[int, int, EntityType, float]) -> list[tuple[str, str]]:
    made = [Span(Field.TEXT, first, last, kind, score) for first, last, kind, score in spans]
    tagger = Tagger.load(FakeRecogniser(*made))
    return [(m.surface, m.type.value) for m in tagger.tag(make_document("a", "", text))]


def test_an_unknown_name_is_taken_from_the_recogniser_without_its_conjunction() -> None:
    assert _tag("حضر الجلسة وتيتوبا كرومويل أمس.", (2, 4, EntityType.PER, 0.9)) == [("تيتوبا كرومويل", "PER")]


def test_a_listed_name_wins_over_the_recogniser() -> None:
    assert _tag("زار بوتين المدينة.", (1, 2, EntityType.LOC, 0.99)) == [("بوتين", "PER")]


def test_a_rule_s_name_goes_on_as_far_as_the_recogniser_sees_it() -> None:
    text = "وقال علي بن ناصر الغفيص إن العمل بدأ."
    assert _tag(text, (1, 5, EntityType.PER, 0.9)) == [("علي بن ناصر الغفيص", "PER")]
    text = "وقال علي بن ناصر والغفيص إن العمل بدأ."
    assert _tag(text, (1, 5, EntityType.PER, 0.9)) == [("علي بن ناصر", "PER")]


def test_a_new_word_after_a_preposition_needs_little_agreement() -> None:
    assert _tag("اندلع القتال في داماتورو أمس.", (3, 4, EntityType.LOC, 0.5)) == [("داماتورو", "LOC")]
    assert _tag("اندلع القتال في مساكين أمس.", (3, 4, EntityType.LOC, 0.5)) == []


def test_neither_a_nationality_nor_a_counted_thing_is_a_name() -> None:
    assert _tag("استقبل وفدا يونانيا أمس.", (2, 3, EntityType.LOC, 0.93)) == []
    assert _tag("بلغ السعر عشرين دولارا أمس.", (3, 4, EntityType.MISC, 0.99)) == []


def test_a_word_is_of_the_type_that_rules_found_elsewhere_in_the_article() -> None:
    found = _tag("وصل إلى مدينة كريتر. وعاد سكان كريتر أمس.", (7, 8, EntityType.PER, 0.95))
    assert found == [("كريتر", "LOC"), ("كريتر", "LOC")]


def test_floods_are_not_a_capital_though_the_recogniser_says_so() -> None:
    assert _tag("قتل عشرة في سيول ضربت المحافظة.", (3, 4, EntityType.LOC, 0.99)) == []


def test_an_unsure_span_is_not_taken() -> None:
    assert _tag("حضر الجلسة تيتوبا كرومويل أمس.", (2, 4, EntityType.PER, 0.2)) == []


def test_an_everyday_word_alone_is_not_taken() -> None:
    assert _tag("حكم القاضي عادل في القضية.", (2, 3, EntityType.PER, 0.7)) == []


def test_a_short_name_follows_a_full_name_that_only_the_recogniser_found() -> None:
    text = "حضر تيتوبا كرومويل الجلسة. وقال كرومويل إن القرار صائب."
    assert ("كرومويل", "PER") in _tag(text, (1, 3, EntityType.PER, 0.9))


def test_two_joined_names_are_not_one() -> None:
    assert _tag("فاز معاذ وأنس بالجائزة.", (1, 3, EntityType.PER, 0.95)) in ([("معاذ", "PER")], [])
