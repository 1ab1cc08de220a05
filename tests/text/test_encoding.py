"""Mojibake is repaired where the repair is certain, and nothing else is touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.articles import real_articles
from workers.text.encoding import repair, repair_line

SENTENCE = "ونفى الجيش، أمس، أن يكون قد شن غارة على المدينة «القديمة» في ٢٠٢٥!"


def misread(text: str, codec: str) -> str:
    shown = []
    for byte in text.encode("utf-8"):
        one = bytes([byte]).decode(codec, "ignore")
        shown.append(one or chr(byte))
    return "".join(shown)


@pytest.mark.parametrize("codec", ["latin-1", "cp1252", "cp1256"])
@pytest.mark.parametrize("times", [1, 2])
def test_a_misread_paragraph_is_repaired_without_loss(codec: str, times: int) -> None:
    text = SENTENCE
    for _ in range(times):
        text = misread(text, codec)
    assert repair(f"فقرة سليمة.\n{text}\nوأخرى.") == (f"فقرة سليمة.\n{SENTENCE}\nوأخرى.", 1)


@given(st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآىةؤئ َُِّ٠١٢abc 12.-"), min_size=12))
def test_any_arabic_read_as_latin_is_repaired(text: str) -> None:
    if sum("\u0621" <= letter <= "\u064a" for letter in text) >= 8:
        assert repair_line(misread(text, "latin-1")) == text


def test_a_misread_run_inside_a_sound_paragraph_is_repaired() -> None:
    assert repair_line(f"قال: {misread('نعم للسلام', 'cp1252')} “ثم” مضى") == "قال: نعم للسلام “ثم” مضى"


def test_arabic_windows_read_as_western_windows_is_repaired() -> None:
    assert repair_line(SENTENCE.replace("٢٠٢٥", "").encode("cp1256").decode("cp1252")).startswith(
        "ونفى الجيش"
    )


@pytest.mark.parametrize(
    "line",
    ["Ø", "Ørsted og Åse", "naïve façade", "حفظ، ثم طبع؛ هكذا", "«حظ» و«ضبط»", "Ã©tÃ©", "§ 5", "١- ٢-"],
)
def test_what_is_no_mojibake_of_arabic_stays(line: str) -> None:
    assert repair_line(line) == line


def test_no_line_of_real_articles_is_changed(shared: Path) -> None:
    for article in real_articles(shared, 500):
        assert repair(article["content"]) == (article["content"], 0)


@given(st.text())
def test_nothing_throws_and_lines_stay_lines(text: str) -> None:
    assert repair(text)[0].count("\n") == text.count("\n")
