"""Whole pages: marks, names, labels and questions of a page go, its article's lines stay, each in its place."""

from pathlib import Path

import pytest

from topics import RawArticle
from workers.text.clean import clean

Page = tuple[str, list[tuple[bool, str]]]


def pages() -> list[Page]:
    lines = (Path(__file__).parent / "data" / "pages.txt").read_text("utf-8").splitlines()
    found: list[Page] = []
    for line in lines:
        if line.startswith("* "):
            found.append((line[2:], []))
        elif line[:2] in ("- ", "= "):
            found[-1][1].append((line[0] == "=", line[2:]))
    return found


@pytest.mark.parametrize("page", pages(), ids=lambda page: page[0])
def test_of_a_page_only_the_articles_own_lines_stay(page: Page) -> None:
    title, lines = page
    cleaned = clean(RawArticle(title=title, body="\n".join(line for _, line in lines)))
    assert cleaned.text.split("\n\n") == [line for own, line in lines if own]
    assert len(cleaned.trace) >= sum(not own for own, _ in lines)


@pytest.mark.parametrize(
    "unit", ["القاهرة", "هل تؤيدون القرار؟\nنعم", "الميناء يستقبل أول سفينة... اقرأ المزيد", "418"]
)
def test_many_lines_of_the_page_leave_the_article(unit: str) -> None:
    own = "وقالت البلدية إن أعمال الصيانة تشمل الدعامات والإنارة وممر المشاة على الجانبين."
    cleaned = clean(RawArticle(body=f"{own}\n{own[:-9]}.\n" + f"{unit}\n" * 500))
    assert cleaned.text.startswith(own)
