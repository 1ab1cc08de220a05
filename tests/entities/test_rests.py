"""Words are found by what is left of them behind proclitics, as by asking each of them."""

from topics import Field
from workers.entities.rests import Rests
from workers.entities.word_lists import load_vocabulary
from workers.text.columns import NUMBERS
from workers.text.segment import segment


def test_the_words_that_leave_a_wanted_word_are_found() -> None:
    vocabulary = load_vocabulary()
    rests = Rests(vocabulary)
    for text in ("قال صلاح ولصلاح إن بصلاحه على كوكب 12 ،", "وصل صلاح الدين إلى لندن", "على بصلاح"):
        field = segment(text, Field.TEXT)
        vocabulary.column.marks(field)
        words = vocabulary.column.of(field)
        for wanted in ({"صلاح"}, {"صلاح", "كوكب", "لندن"}, {"علي"}, {"وكب"}, set[str]()):
            found = [at for at, word in enumerate(words) if not wanted.isdisjoint(word.rests)]
            assert rests.among(field, words, wanted) == found
        if "الدين" in text:
            NUMBERS.start_anew()
