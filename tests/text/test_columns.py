"""Words are numbered once, and what is known of them goes by the number."""

import pytest

from topics import Field
from workers.text.columns import Column, Lookup, WordNumbers
from workers.text.document import FieldText
from workers.text.segment import segment


def text(words: str) -> FieldText:
    return segment(words, Field.TEXT)


def test_a_word_has_one_number_wherever_it_stands() -> None:
    numbers = WordNumbers()
    first, second = numbers.of(text("قصف وهدنة قصف")), numbers.of(text("هدنة قصف"))
    assert first[0] == first[2] == second[1]
    assert len({*first, *second}) == 3


def test_a_column_looks_into_each_word_once() -> None:
    numbers = WordNumbers()
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    column = Column(length, int, numbers)
    assert list(column.marks(text("قصف هدنة قصف"))) == [3, 4, 3]
    assert list(column.marks(text("هدنة سلام"))) == [4, 4]
    assert asked == ["قصف", "هدنة", "سلام"]
    assert column.known("سلام") == 4
    assert column.known("نسي") is None


def test_a_column_that_comes_late_looks_into_what_it_is_asked_for() -> None:
    numbers = WordNumbers()
    for earlier in ("قصف هدنة سلام", "نسي", "مضى"):
        numbers.of(text(earlier))
    asked: list[str] = []

    def remember(word: str) -> str:
        asked.append(word)
        return word

    column = Column(remember, numbers=numbers)
    assert list(column.marks(text("سلام جديد سلام"))) == [1, 1, 1]
    assert asked == ["سلام", "جديد"]


def test_a_word_that_cannot_be_looked_into_fails_its_text_alone() -> None:
    def find(word: str) -> str:
        if word == "سيئ":
            raise ValueError
        return word

    column = Column(find, numbers=WordNumbers())
    with pytest.raises(ValueError):
        column.marks(text("قصف سيئ هدنة"))
    assert list(column.marks(text("قصف هدنة"))) == [1, 1]
    with pytest.raises(ValueError):
        column.marks(text("سيئ"))


def test_numbering_starts_anew_before_it_grows_too_large() -> None:
    numbers = WordNumbers(capacity=10)
    column, lookup = Column(len, int, numbers), Lookup(lambda word: [word], numbers)
    for start in range(0, 60, 6):
        field = text(" ".join("ا" * (n + 1) for n in range(start, start + 6)))
        assert list(column.marks(field)) == [len(word) for word in field.words]
        assert lookup.all(numbers.of(field)) == [[word] for word in field.words]
        assert len(numbers.words) == len(numbers) <= 10 + 6
    assert numbers.age > 2


def test_the_fields_of_a_group_are_numbered_and_looked_into_together() -> None:
    numbers = WordNumbers()
    numbers.of(text("قديم"))
    fields = [text("قصف هدنة"), text(""), text("هدنة سلام")]
    array = numbers.number(fields)
    assert array.tolist() == [number for field in fields for number in numbers.of(field)]
    assert numbers.number(fields).tolist() == array.tolist()
    asked: list[list[str]] = []

    def lengths(words: list[str]) -> list[int]:
        asked.append(words)
        return list(map(len, words))

    column = Column(len, int, numbers, lengths)
    numbers.number([text("جديد قصف"), text("آخر")])
    assert list(column.marks(text("قصف"))) == [3]
    column.marks(text("ثان"))
    assert numbers.number([]).tolist() == []
    assert asked == [["ثان"]]
    assert column.value("ثالث") == 4
    assert column.of(text("قصف")) == [3]


def test_the_words_of_a_column_that_keeps_up_are_looked_into_by_groups() -> None:
    numbers = WordNumbers()
    asked: list[list[str]] = []

    def lengths(words: list[str]) -> list[int]:
        asked.append(words)
        return list(map(len, words))

    column = Column(len, int, numbers, lengths)
    for words in (("قصف هدنة", "سلام"), ("قصف", "جديد هدنة حديث")):
        fields = [text(field) for field in words]
        numbers.number(fields)
        for field in fields:
            assert list(column.marks(field)) == column.of(field) == list(map(len, field.words))
    assert asked == [["قصف", "هدنة", "سلام"], ["جديد", "حديث"]]
