"""How long cleaning takes, against camel-tools' own calls in the same run.

    python -m tests.benchmarks.clean_speed [ARTICLES.jsonl | folder of saudinewsnet zips]

Prints microseconds per article and ratios; trust the ratios. Without an argument it makes its own
articles. "plain" is a body of about 2,500 characters of plain text, cleaned (language and boilerplate
included) and tokenised; camel-tools' side is `normalize_unicode`, the `arclean` mapper, `dediac_ar`, the
three `normalize_*` and `simple_word_tokenize`. "html" is the same text as a small page.

The sides take turns, some dozen articles each, and each block counts at its quickest of several rounds: what
else runs on the machine slows all of them alike.
"""

import json
import random
import statistics
import sys
import time
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from camel_tools.tokenizers.word import simple_word_tokenize
from camel_tools.utils.charmap import CharMapper
from camel_tools.utils.dediac import dediac_ar
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from topics import Field, RawArticle
from workers.text.clean import Cleaner, clean
from workers.text.encoding import repair, repair_line
from workers.text.segment import segment

try:
    import ftfy
except ImportError:  # no dependency of the project: `pip install ftfy` adds its lines to the table
    ftfy = None

ARCLEAN = CharMapper.builtin_mapper("arclean")
SENTENCES = [
    "أقر مجلس الوزراء مشروع الموازنة العامة بعد جلسة استمرت ست ساعات برئاسة رئيس الحكومة.",
    "وقال وزير المالية في مؤتمر صحفي إن العجز سينخفض إلى «ثلاثة في المئة» بحلول نهاية العام المقبل.",
    "وانتقدت كتل نيابية المشروع، معتبرة أنه لا يراعي أوضاع ذوي الدخل المحدود ولا يعالج البطالة.",
    "ومن المقرر أن يبدأ البرلمان مناقشة المشروع يوم الأحد، على أن يصوت عليه قبل منتصف الشهر.",
    "وكان صندوق النقد الدولي قد دعا إلى إصلاح نظام الدعم، لكن النقابات أعلنت رفضها أي زيادة في الأسعار.",
]


def made_up(count: int = 200, length: int = 2_500) -> list[tuple[str, str]]:
    """Make articles of our own: title and plain body, four sentences a paragraph at most."""
    chance = random.Random(7)
    articles = []
    for number in range(count):
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < length:
            drawn = " ".join(chance.sample(SENTENCES, chance.randint(1, 3)))
            paragraphs.append(f"{drawn[:-1]} رقم {len(paragraphs)}.")
        articles.append((f"مجلس الوزراء يقر الموازنة {number}", "\n\n".join(paragraphs)[:length]))
    return articles


def read(path: Path) -> Iterable[tuple[str, str]]:
    """Read titles and bodies of JSON Lines, or of a folder of zips of JSON arrays."""
    if path.is_dir():
        for archive in sorted(path.glob("*.zip"))[:3]:
            with zipfile.ZipFile(archive) as opened:
                for name in opened.namelist():
                    if name.endswith(".json") and "MACOSX" not in name:
                        for article in json.loads(opened.read(name).decode("utf-8-sig")):
                            yield article["title"], article["content"]
    else:
        for line in path.read_text("utf-8").splitlines():
            article = json.loads(line)
            yield article.get("title") or "", article["body"]


def camel(body: str) -> None:
    """Do camel-tools' own cleaning and tokenising calls."""
    text = ARCLEAN(normalize_unicode(body))
    normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(text))))
    simple_word_tokenize(text)


BLOCK = 20
"""Articles that one side works through before the other's turn."""


def compare(sides: Sequence[Callable[[int], object]], count: int, rounds: int = 7) -> list[float]:
    """Return what each side takes per article, in microseconds of this process.

    A side is called with the number of an article. Every block counts at its quickest round.
    """
    blocks = [range(start, min(start + BLOCK, count)) for start in range(0, count, BLOCK)]
    best = [[float("inf")] * len(blocks) for _ in sides]
    for _ in range(rounds):
        for number, block in enumerate(blocks):
            for side, times in zip(sides, best, strict=True):
                started = time.process_time()
                deque(map(side, block), 0)
                times[number] = min(times[number], time.process_time() - started)
    return [sum(times) / count * 1e6 for times in best]


def misread(text: str, codec: str) -> str:
    """Return `text` as UTF-8 read by `codec`."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode("utf-8"))


def main() -> None:
    """Print the table."""
    if len(sys.argv) > 1:
        articles = [(title, body) for title, body in read(Path(sys.argv[1])) if 2_000 <= len(body) <= 3_000][
            :300
        ]
    else:
        articles = made_up()
    count = len(articles)
    print(f"{count} articles, {statistics.mean(len(body) for _, body in articles):.0f} characters each")
    plain = [RawArticle(title=title, body=body, source="bench") for title, body in articles]
    pages = [
        RawArticle(
            title=title,
            source="bench",
            body=f"<html><body><nav><ul><li>أخبار</li></ul></nav><article><h1>{title}</h1>"
            + "".join(f"<p>{line}</p>" for line in body.split("\n") if line.strip())
            + "<div class='share'>شارك على فيسبوك</div></article><footer>حقوق</footer></body></html>",
        )
        for title, body in articles
    ]
    cleaner = Cleaner()

    def theirs(number: int) -> None:
        camel(articles[number][1])

    def ours(number: int) -> None:
        segment(cleaner.clean(plain[number]).text, Field.TEXT)

    def html(number: int) -> None:
        segment(cleaner.clean(pages[number]).text, Field.TEXT)

    deque(map(ours, range(count)), 0)  # warm up
    reference, own, page = compare((theirs, ours, html), count)
    print(f"camel-tools' calls      {reference:8.0f} us")
    print(f"clean + tokenise, plain {own:8.0f} us   1/{reference / own:.1f} of camel-tools'")
    print(f"clean + tokenise, html  {page:8.0f} us   {1e6 / page:.0f} articles/s")
    texts = [clean(raw).text for raw in plain]
    tokens, alone = compare(
        (
            lambda number: simple_word_tokenize(texts[number]),
            lambda number: segment(texts[number], Field.TEXT),
        ),
        count,
    )
    print(f"tokenise alone          {alone:8.0f} us   1/{tokens / alone:.1f} of simple_word_tokenize")
    for codec in ("latin-1", "cp1252", "cp1256"):
        paragraphs = [misread(line, codec) for line in SENTENCES]
        own_repair = sum(repair_line(bad) == good for bad, good in zip(paragraphs, SENTENCES, strict=True))
        print(f"mojibake by {codec:8} repaired: Rasid {own_repair} of {len(SENTENCES)}", end="")
        if ftfy is not None:
            pairs = zip(paragraphs, SENTENCES, strict=True)
            print(f", ftfy {sum(ftfy.fix_encoding(bad) == good for bad, good in pairs)}", end="")
        print()
    sound = compare([lambda number: repair(SENTENCES[number % len(SENTENCES)])], 1_000)[0]
    print(f"a sound paragraph: Rasid {sound:.1f} us", end="")
    if ftfy is not None:
        judged = compare([lambda number: ftfy.fix_encoding(SENTENCES[number % len(SENTENCES)])], 1_000)[0]
        print(f", ftfy {judged:.1f} us", end="")
    print()


if __name__ == "__main__":
    main()
