"""Lines as they stand on pages and in articles (tests/text/lines): how many go and how many stay, where they stand.

The cues of `workers.text.furniture` are learned from these lines, so the floors say only what breaks; two banks more are
kept from learning (lines/unlearned): what comes of those is what comes of wordings that nobody has seen.
"""

from functools import cache
from pathlib import Path

import pytest

from topics import RawArticle
from workers.text.clean import clean

LINES = Path(__file__).parent / "lines"
BANKS = [LINES / f"{name}.tsv" for name in ("first", "second", "third")]
"""Those written by hands that saw no rule; the fourth only widens the vocabulary."""
UNLEARNED = [LINES / "unlearned" / f"{name}.tsv" for name in ("fifth", "sixth")]
PARAGRAPHS = (
    "قالت وزارة الصحة إن حملة التطعيم ستبدأ في ثلاث محافظات جنوبية مطلع الشهر المقبل.",
    "وأوضح المتحدث باسم الوزارة أن اللقاح متوفر في جميع المراكز الصحية وأنه مجاني لكل الأطفال دون الخامسة.",
    "وتأتي الحملة بعد تسجيل خمس حالات إصابة بالمرض في الأسابيع الأخيرة، وفق بيان للوزارة نشر مساء الأحد.",
    "ودعا البيان الأهالي إلى مراجعة أقرب مركز صحي مصطحبين بطاقة التطعيم الخاصة بكل طفل.",
)
WHOLE = "\n\n".join(PARAGRAPHS)
BETWEEN, UNDER = 2, 4


@cache
def shares(bank: Path, place: int) -> tuple[float, float]:
    """Return the share of junk that goes and of own lines that stay, each alone among the paragraphs."""
    gone, stayed = [], []
    for row in bank.read_text("utf-8").splitlines():
        if row.startswith("#"):
            continue
        verdict, _, line = row.split("\t", 2)
        body = "\n".join((*PARAGRAPHS[:place], line, *PARAGRAPHS[place:]))
        text = clean(RawArticle(title="حملة تطعيم جديدة في الجنوب", body=body)).text
        if verdict == "junk":
            gone.append(text == WHOLE)
        else:
            stayed.append(len(text) > len(WHOLE))
    return sum(gone) / len(gone), sum(stayed) / len(stayed)


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_most_lines_of_the_page_go_from_under_an_article(bank: Path) -> None:
    assert shares(bank, UNDER)[0] > 0.9


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_between_paragraphs_too_though_names_and_counters_may_be_its_own_there(bank: Path) -> None:
    assert shares(bank, BETWEEN)[0] > 0.68


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.stem)
def test_lines_of_the_article_that_look_like_the_pages_stay(bank: Path) -> None:
    assert shares(bank, BETWEEN)[1] > 0.97
    assert shares(bank, UNDER)[1] > 0.94


@pytest.mark.parametrize(
    ("bank", "between", "under"), zip(UNLEARNED, (0.55, 0.37), (0.74, 0.62), strict=True)
)
def test_many_lines_of_the_page_that_were_not_learned_go(bank: Path, between: float, under: float) -> None:
    assert shares(bank, BETWEEN)[0] > between
    assert shares(bank, UNDER)[0] > under


@pytest.mark.parametrize("bank", UNLEARNED, ids=lambda bank: bank.stem)
def test_lines_of_the_article_that_were_not_learned_stay(bank: Path) -> None:
    assert shares(bank, BETWEEN)[1] > 0.97
    assert shares(bank, UNDER)[1] > 0.87  # a bare line under the last paragraph is mostly the page's
