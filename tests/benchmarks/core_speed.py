"""What the language core costs, stage by stage, beside camel-tools' own cleaning and tokenising calls.

    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.core_speed PATH… [--articles 5000]

PATH is anything that `rasid feed` takes. CPU milliseconds per article on one core: "cold" is the first
pass over distinct articles after loading, "warm" the last thousand of them again. camel-tools' calls
(normalize_unicode, arclean, dediac, the three normalize_*, simple_word_tokenize) are timed in the same run.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec

from workers.collection import keep_loaded
from workers.feeds.files import read_articles
from workers.pipeline import Pipeline
from workers.settings import Settings


def bodies(paths: list[Path], least: int, most: int) -> Iterator[bytes]:
    """Yield articles whose bodies have between `least` and `most` code points."""
    for path in paths:
        for value in read_articles(path):
            if least <= len(msgspec.json.decode(value).get("body", "")) <= most:
                yield value


def camel_ms(values: list[bytes]) -> float:
    """CPU milliseconds per article of camel-tools' own calls."""
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
    texts = [msgspec.json.decode(value)["body"] for value in values]
    started = time.process_time()
    for text in texts:
        plain = clean(normalize_unicode(text))
        normalize_teh_marbuta_ar(normalize_alef_maksura_ar(normalize_alef_ar(dediac_ar(plain))))
        simple_word_tokenize(plain)
    return (time.process_time() - started) / len(texts) * 1000


def pass_over(pipeline: Pipeline, values: list[bytes]) -> tuple[float, dict[str, float]]:
    """Return CPU milliseconds per article, and wall milliseconds by stage."""
    now = datetime.now(UTC)
    stages: Counter[str] = Counter()
    started = time.process_time()
    for value in values:
        for stage, seconds in pipeline.process(value, now).seconds.items():
            stages[stage] += seconds
    total = (time.process_time() - started) / len(values) * 1000
    return total, {stage: seconds / len(values) * 1000 for stage, seconds in stages.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=5000)
    options = parser.parse_args()
    values = list(islice(bodies(options.paths, 1200, 3200), options.articles))
    size = sum(len(msgspec.json.decode(value)["body"]) for value in values) / len(values)
    camel = camel_ms(values[:500])
    started = time.process_time()
    pipeline = Pipeline.from_settings(Settings())
    keep_loaded()
    print(
        f"{len(values):,} distinct articles of {size:,.0f} code points; loaded in {time.process_time() - started:.2f} s of CPU"
    )
    print(f"camel-tools' calls: {camel:.2f} ms per article")
    for name, chosen in (("cold", values), ("warm", values[-1000:])):
        total, stages = pass_over(pipeline, chosen)
        names = sum(stages.get(stage, 0.0) for stage in ("clean", "segment", "entities"))
        told = sum(stages.get(stage, 0.0) for stage in ("events", "subjects"))
        print(
            f"{name}: {total:.2f} ms, {1000 / total:,.0f} articles/s, {total / camel:.2f} times camel-tools' calls; "
            f"clean + segment + entities {names:.2f} ms ({1000 / names:,.0f}/s), events + subjects {told / names:.0%} of that"
        )
        print("      " + ", ".join(f"{stage} {cost:.2f}" for stage, cost in stages.items()))


if __name__ == "__main__":
    main()
