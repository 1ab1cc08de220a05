"""What the language core costs, stage by stage, beside camel-tools' own cleaning and tokenising calls.

    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.core_speed PATH… [--articles 5000]

PATH is anything that `rasid feed` takes. CPU milliseconds per article on one core: "cold" is the first
pass over distinct articles after loading, "warm" the last thousand of them again. Stages are timed by the clock on the
wall; what they show is their share of the CPU's time, so that a busy machine does not lengthen them. camel-tools' calls
(normalize_unicode, arclean, dediac, the three normalize_*, simple_word_tokenize) are timed in between, on
every eighth article, so that whatever else the machine does falls on both.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec

from workers.collection import keep_loaded
from workers.feeds.files import read_articles
from workers.pipeline import Pipeline
from workers.settings import Settings

_TOGETHER = 32
"""Articles between two looks at camel-tools' calls."""
_EVERY = 8


def bodies(paths: list[Path], least: int, most: int) -> Iterator[bytes]:
    """Yield articles whose bodies have between `least` and `most` code points."""
    for path in paths:
        for value in read_articles(path):
            if least <= len(msgspec.json.decode(value).get("body", "")) <= most:
                yield value


def camel_calls() -> Callable[[str], object]:
    """Return camel-tools' own calls for cleaning and tokenising a text."""
    from camel_tools.tokenizers.word import simple_word_tokenize
    from camel_tools.utils.charmap import CharMapper
    from camel_tools.utils.dediac import dediac_ar
    from camel_tools.utils.normalize import (
        normalize_alef_ar,
        normalize_alef_maksura_ar,
        normalize_teh_marbuta_ar,
        normalize_unicode,
    )

    clean = CharMapper.builtin_mapper("arclean")

    def run(text: str) -> object:
        plain = clean(normalize_unicode(text))
        normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(plain))))
        return simple_word_tokenize(plain)

    return run


def pass_over(
    pipeline: Pipeline, values: list[bytes], camel: Callable[[str], object]
) -> tuple[float, float, dict[str, float]]:
    """Return CPU milliseconds per article of ours and of camel-tools', and ours by stage."""
    now = datetime.now(UTC)
    stages: Counter[str] = Counter()
    ours = theirs = 0.0
    sampled = 0
    for first in range(0, len(values), _TOGETHER):
        group = values[first : first + _TOGETHER]
        texts = [msgspec.json.decode(value)["body"] for value in group[::_EVERY]]
        started = time.process_time()
        for outcome in pipeline.process_all((value, now) for value in group):
            stages.update(outcome.seconds)
        between = time.process_time()
        for text in texts:
            camel(text)
        theirs += time.process_time() - between
        ours += between - started
        sampled += len(texts)
    count = len(values)
    share = min(1.0, ours / sum(stages.values()))
    by_stage = {stage: seconds * share / count * 1000 for stage, seconds in stages.items()}
    return ours / count * 1000, theirs / sampled * 1000, by_stage


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=5000)
    options = parser.parse_args()
    values = list(islice(bodies(options.paths, 1200, 3200), options.articles))
    size = sum(len(msgspec.json.decode(value)["body"]) for value in values) / len(values)
    camel = camel_calls()
    for value in values[:50]:
        camel(msgspec.json.decode(value)["body"])
    started = time.process_time()
    pipeline = Pipeline.from_settings(Settings())
    keep_loaded()
    print(
        f"{len(values):,} distinct articles of {size:,.0f} code points; loaded in {time.process_time() - started:.2f} s of CPU"
    )
    for name, chosen in (("cold", values), ("warm", values[-1000:])):
        total, theirs, stages = pass_over(pipeline, chosen, camel)
        names = sum(stages.get(stage, 0.0) for stage in ("clean", "segment", "entities"))
        told = sum(stages.get(stage, 0.0) for stage in ("events", "subjects"))
        print(
            f"{name}: {total:.2f} ms, {1000 / total:,.0f} articles/s, {total / theirs:.2f} times camel-tools' calls ({theirs:.2f} ms); "
            f"clean + segment + entities {names:.2f} ms ({1000 / names:,.0f}/s, {names / theirs:.2f} times), events + subjects {told / names:.0%} of that"
        )
        print("      " + ", ".join(f"{stage} {cost:.2f}" for stage, cost in stages.items()))


if __name__ == "__main__":
    main()
