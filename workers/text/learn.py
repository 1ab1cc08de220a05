"""From a batch of articles to reviewable rules: the lines that each source repeats, as YAML.

What the stream learns by itself (`workers.text.sketch`) is forgotten with the worker's state and
seen by nobody. `rasid rules learn FILE…` writes the same findings down: someone reads them, strikes out
what is an article's own by right, and gives the file to the worker (`load_rules(path)`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from topics import RawArticle
from workers.text.boilerplate import RuleSet, load_rules
from workers.text.clean import clean
from workers.text.phrases import skeleton

MAX_LINES = 200_000
"""Different lines remembered per source; beyond it those seen once are forgotten."""
MAX_LINE = 300

HEADER = """\
# Lines that sources repeat from article to article, found by `rasid rules learn`. Read before use: delete every
# line that is an article's own words. `articles` and `share` say how often a line was seen.
"""


@dataclass(slots=True)
class _Seen:
    articles: int = 0
    lines: "Counter[str]" = field(default_factory=Counter)
    shown: dict[str, str] = field(default_factory=dict)


def learn_rules(
    articles: Iterable[RawArticle],
    rules: RuleSet | None = None,
    min_articles: int = 5,
    min_share: float = 0.003,
    sentence_share: float = 0.1,
) -> str:
    """Return rules for the lines that stand in many articles of one source, as YAML text.

    A line is proposed when it stands in at least `min_articles` articles and in `min_share` of the
    source's, a whole sentence in `sentence_share`. What the shipped rules remove already is not proposed.
    Reads `articles` once; memory is bounded by the number of different lines.
    """
    rules = rules or load_rules()
    sources: dict[str, _Seen] = {}
    for raw in articles:
        cleaned = clean(raw, rules)
        seen = sources.setdefault(raw.source or "*", _Seen())
        seen.articles += 1
        shapes = {skeleton(line): line for line in cleaned.text.split("\n\n") if 0 < len(line) <= MAX_LINE}
        for shape, line in shapes.items():
            if shape:
                seen.lines[shape] += 1
                seen.shown.setdefault(shape, line)
        if len(seen.lines) > MAX_LINES:
            seen.lines = Counter({shape: count for shape, count in seen.lines.items() if count > 1})
            seen.shown = {shape: seen.shown[shape] for shape in seen.lines}
    return HEADER + yaml.safe_dump(
        {
            "learned": [
                rule
                for source in sorted(sources)
                for rule in _propose(source, sources[source], min_articles, min_share, sentence_share)
            ]
        },
        allow_unicode=True,
        sort_keys=False,
        width=120,
    )


def _propose(
    source: str, seen: _Seen, min_articles: int, min_share: float, sentence_share: float
) -> list[dict[str, object]]:
    proposed: list[dict[str, object]] = []
    for shape, count in sorted(seen.lines.items(), key=lambda entry: (-entry[1], entry[0])):
        line = seen.shown[shape]
        share = count / seen.articles
        sentence = line[-1] in ".!?؟" or len(line.split()) > 12
        if count < min_articles or share < (sentence_share if sentence else min_share) or line[-1] in ":؛":
            continue
        proposed.append(
            {
                "name": f"learned-{source}-{len(proposed) + 1}",
                "source": None if source == "*" else source,
                "articles": count,
                "share": round(share, 4),
                "lines": [line],
            }
        )
    return proposed
