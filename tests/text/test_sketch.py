"""Lines are learned per source, in bounded memory, and never those that few articles share by right."""

from hypothesis import given
from hypothesis import strategies as st

from workers.text.sketch import EDGE, SENTENCE, SourceSketch, Thresholds, observation


def stream(
    sketch: SourceSketch, lines: list[str], articles: int, edge: bool = True, own: str = "سطر"
) -> None:
    for number in range(articles):
        unique = "".join(chr(ord("ا") + int(digit)) for digit in str(number))
        sketch.observe("x", tuple(observation(line, edge) for line in [*lines, f"{own} {unique}"]))


def test_a_short_line_of_many_articles_is_the_sources() -> None:
    sketch = SourceSketch()
    seen = observation("صوت الناس أولا", True)
    stream(sketch, ["صوت الناس أولا"], 5)
    assert not sketch.repeated("x", seen)
    stream(sketch, ["صوت الناس أولا"], 5, own="آخر")
    assert sketch.repeated("x", seen)
    assert not sketch.repeated("y", seen)


def test_a_sentence_that_a_tenth_of_the_articles_share_stays() -> None:
    sketch = SourceSketch()
    background = "وكانت الحرب قد اندلعت في نيسان من العام قبل الماضي."
    stream(sketch, [background], 40)
    stream(sketch, [], 360, own="آخر")
    assert not sketch.repeated("x", observation(background, True))


def test_a_sentence_in_every_article_is_the_sources() -> None:
    sketch = SourceSketch()
    stream(sketch, ["تصدر الصحيفة منذ سبعين عاما في ثلاث عواصم."], 20)
    assert sketch.repeated("x", observation("تصدر الصحيفة منذ سبعين عاما في ثلاث عواصم.", True))


def test_a_subheading_inside_few_articles_stays() -> None:
    sketch = SourceSketch()
    stream(sketch, ["تفاصيل الحادث"], 10, edge=False)
    stream(sketch, [], 400, own="آخر")
    assert not sketch.repeated("x", observation("تفاصيل الحادث", False))


def test_an_article_delivered_twice_counts_once() -> None:
    sketch = SourceSketch()
    for _ in range(50):
        sketch.observe("x", (observation("صوت الناس أولا", True),))
    assert sketch.articles("x") == 1


def test_numbers_do_not_make_lines_different() -> None:
    assert observation("العدد 12", True) == observation("العدد 1305", True)
    assert observation("نص.", True) & SENTENCE
    assert observation("نص", True) & EDGE


def test_state_survives_a_restart() -> None:
    sketch = SourceSketch()
    stream(sketch, ["صوت الناس أولا"], 30)
    again = SourceSketch.from_bytes(sketch.to_bytes())
    assert again.to_bytes() == sketch.to_bytes()
    assert again.repeated("x", observation("صوت الناس أولا", True))


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.integers(0, 2**64 - 1), max_size=12)), max_size=60)
)
def test_memory_is_bounded_and_replay_gives_the_same_state(articles: list[tuple[str, list[int]]]) -> None:
    first, second = (SourceSketch(max_sources=2, max_lines=20, window=16) for _ in range(2))
    for sketch in (first, second):
        for source, lines in articles:
            sketch.observe(source, tuple(lines))
    assert first.to_bytes() == second.to_bytes()
    assert len(first) <= 2
    assert all(len(known.lines) <= 20 + 12 for known in first._sources.values())
    assert all(known.articles < 16 for known in first._sources.values())


def test_what_is_no_longer_repeated_is_forgotten() -> None:
    sketch = SourceSketch(window=100, thresholds=Thresholds(fragment=(6, 0.05)))
    stream(sketch, ["صوت الناس أولا"], 30)
    for number in range(600):
        sketch.observe("x", (observation("ا" * (number % 90 + 1) + "ب" * (number // 90), True),))
    assert not sketch.repeated("x", observation("صوت الناس أولا", True))
