"""Whatever the words, coding ends, its offsets are right, and it is the same every time."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from topics import EntityType, EventStatus, Field
from workers.entities.mentions import LinkedMention
from workers.events.coder import EventCoder
from workers.text.segment import make_document

_CODER = EventCoder.load()
_WORDS = st.sampled_from(
    [
        "زار",
        "وزير",
        "الخارجية",
        "الرئيس",
        "اجتماعا",
        "مع",
        "في",
        "على",
        "من",
        "إلى",
        "أن",
        "إن",
        "قد",
        "لم",
        "سوف",
        "نفى",
        "هجوم",
        "الهجوم",
        "شن",
        "شنت",
        "قتل",
        "مقتل",
        "عقوبات",
        "فرض",
        "مظاهرة",
        "محتجون",
        "الذي",
        "التي",
        "بعد",
        "خلال",
        "،",
        ".",
        "«",
        "»",
        "(",
        ")",
        ":",
        "لقائه",
        "عزمهما",
        "الزعيمان",
        "الجانبان",
        "أعلنت",
        "إنها",
        "ستزور",
        "وقعا",
        "قال",
        "وفق",
        "مصادر",
        "أمس",
        "الأحد",
        "المقبل",
        "٢٠١٢",
        "15",
        "بلاده",
        "نظيره",
        "اتصالا",
        "هاتفيا",
        "من",
        "بين",
        "و",
        "ثلاثة",
        "جنود",
        "السلطات",
        "كيم",
        "دعا",
        "ل",
        "ب",
        "#",
        "_",
        "رسالة",
        "شكر",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=40), st.sets(st.integers(0, 39), max_size=6))
def test_any_order_of_words_is_coded_without_error_and_in_place(words: list[str], named: set[int]) -> None:
    document = make_document("x", " ".join(words[:6]), " ".join(words), datetime(2026, 3, 18, tzinfo=UTC))
    field = document.text
    mentions = [
        LinkedMention(
            field.words[i],
            Field.TEXT,
            field.starts[i],
            field.ends[i],
            i,
            i + 1,
            field.sentence_of(i),
            list(EntityType)[i % 3],
            f"Q{i}",
            field.words[i],
            None,
            1.0,
            "test",
        )
        for i in sorted(named)
        if i < len(field.words)
    ]
    coded = _CODER.code(document, mentions)
    assert coded == _CODER.code(document, mentions)
    assert len({c.event.id for c in coded}) == len(coded)
    for c in coded:
        text = document.title.text if c.event.field is Field.TITLE else field.text
        assert text[c.event.start : c.event.end] == c.event.trigger
        assert c.event.status in EventStatus


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةًٌٍَُِّْـ ،.؟", max_size=80))
def test_any_arabic_letters_are_read_without_error(text: str) -> None:
    _CODER.code(make_document("x", "", text), ())
