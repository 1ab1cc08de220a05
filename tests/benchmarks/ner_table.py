"""The README's table of recognition: Rasid part by part, and what else finds Arabic names without a download.

    OPENBLAS_NUM_THREADS=1 python -m tests.benchmarks.ner_table FILE.conll ARTICLES…
        [--articles 1000] [--gold GOLD.jsonl…]

FILE.conll is scored as by `rasid evaluate ner`; ARTICLES are anything that `rasid feed` takes, of which a fixed
random sample is read. Every row is
measured in a process of its own, one after the other: strict F1 by type; articles per second of CPU on one
core, for cleaning, cutting into tokens and tagging together (distinct articles, from a cold start), and for
tagging alone, cold and when the same articles come again; resident memory once loaded and after the
articles; the size of the data files that it opened. With `--gold` a second table scores each row that
tells a name from its proclitics on annotated articles, title left out.

The row of mishtar, a rule-based finder of names of persons, is there when it is installed (`pip install
mishtar`). CAMeLBERT cannot be had without a download: its row repeats what was published.
"""

import argparse
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec
import psutil  # type: ignore[import-untyped]

from tests.benchmarks.core_speed import bodies
from topics import EntityType, Field, RawArticle
from workers.collection import keep_loaded
from workers.entities.evaluate import Measures, evaluate_conll
from workers.entities.evaluate_gold import Found, evaluate_gold
from workers.entities.matcher import Matcher
from workers.entities.recogniser import Recogniser, Span, load_recogniser
from workers.entities.tagger import Tagger
from workers.entities.word_lists import DATA, load_vocabulary
from workers.evaluation import RAW_FIELDS, TaggerSpans
from workers.text.clean import Cleaner
from workers.text.document import Document
from workers.text.segment import make_document

NEWS_TYPES = ("PER", "LOC", "ORG")
PUBLISHED = "| camel-tools' CAMeLBERT-MSA, as published | – | 82.4 | – | – | – | – | – | – | about 440 MB |"
"""Inoue et al. 2021, "The Interplay of Variant, Size, and Task Type in Arabic Pre-trained Language Models"
(arXiv 2103.06678): ANERcorp, the same split, micro F1 over four types. The size is that of a BERT base with
30,000 word pieces, 109 million parameters in 32 bits, without torch. Not run here: its weights need a download."""


class Mishtar:
    """mishtar 0.1 (Taha Zerrouki, GPL) as a `Recogniser`: persons, by a list of names and by بن, أبو, عبد.

    Its class for places is left out: it raises TypeError wherever a word follows one. Its list of names, in
    PyArabic, loads empty (PyArabic 0.6.5 to 0.6.15 look for tabs where the list has blanks): `mended` reads it.
    """

    name = "mishtar"

    def __init__(self, *, mended: bool) -> None:
        self._finder: Any = import_module("mishtar.mynamed").myNamed()
        if mended:
            names: Any = import_module("pyarabic.propernouns")
            rows = (re.split(r"\t| {2,}", line) for line in names.TEXT.splitlines())
            names.PROPER_NOUNS.update((row[0].strip(), row[1]) for row in rows if len(row) > 1)

    def recognise(self, document: Document) -> tuple[Span, ...]:
        """Return the names of persons, sentence by sentence."""
        return tuple(
            Span(field.field, sentence.first + first, sentence.first + last + 1, EntityType.PER, 1.0)
            for field in document.fields
            for sentence in field.sentences
            for first, last in self._positions(list(field.words[sentence.first : sentence.last]))
        )

    def recognise_all(self, documents: Sequence[Document]) -> list[tuple[Span, ...]]:
        """Return the same of each document."""
        return [self.recognise(document) for document in documents]

    def _positions(self, words: list[str]) -> list[tuple[int, int]]:
        try:
            return list(self._finder.detect_positions(words))
        except IndexError:  # a sentence that begins with بن
            return []


def without_gazetteer() -> Tagger:
    """Return the tagger with an empty gazetteer: word lists, patterns and the recogniser stay."""
    vocabulary = load_vocabulary()
    matcher = Matcher([], vocabulary.everyday())
    vocabulary.use(matcher.starts_of_all)
    return Tagger(matcher, vocabulary, load_recogniser("rasid"))


ROWS: Mapping[str, Callable[[], Recogniser | Tagger]] = {
    "Rasid's recogniser alone": partial(load_recogniser, "rasid"),
    "Rasid without gazetteer: recogniser and patterns": without_gazetteer,
    "Rasid without recogniser: gazetteer and patterns": Tagger.load,
    "Rasid: gazetteer, patterns and recogniser": lambda: Tagger.load(load_recogniser("rasid")),
    "mishtar 0.1 (persons only)": partial(Mishtar, mended=False),
    "mishtar 0.1, its list of names mended": partial(Mishtar, mended=True),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of one tool."""

    measures: Measures
    """Over `NEWS_TYPES`."""
    four_types: float | None
    """F1 over all types, None for a tool that makes no MISC."""
    whole: float
    """Articles per second of CPU: cleaning, tokens and tagging."""
    cold: float
    """Articles per second, tagging alone."""
    warm: float
    loaded_mb: float
    """Resident memory, the interpreter and its libraries included."""
    after_mb: float
    data_mb: float
    gold: tuple[dict[str, Any], ...]


def opened_files() -> set[Path]:
    """Return a set to which every file opened from now on is added."""
    opened: set[Path] = set()

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str):
            opened.add(Path(arguments[0]))

    sys.addaudithook(note)
    return opened


def data_mb(tool: object, opened: set[Path]) -> float:
    """Return the size of the data files in `opened`; of mishtar, whose data are modules, that of its packages."""
    files = {path.resolve() for path in opened if path.is_relative_to(DATA)}
    if isinstance(tool, Mishtar):
        folders = (Path(str(import_module(name).__file__)).parent for name in ("mishtar", "pyarabic"))
        files = {path for folder in folders for path in folder.rglob("*.py")}
    return sum(path.stat().st_size for path in files) / 1e6


def resident_mb() -> float:
    """Return the memory that this process holds now."""
    return float(psutil.Process().memory_info().rss) / 1e6


def speeds(recogniser: Recogniser, values: list[bytes]) -> tuple[float, float, float]:
    """Return articles per second of CPU: all of it and tagging alone from a cold start, tagging alone again."""
    cleaner = Cleaner()
    clock = time.process_time_ns
    spent = [0, 0, 0]
    for turn in (1, 2):
        for value in values:
            raw = msgspec.json.decode(value, type=RawArticle)
            started = clock()
            cleaned = cleaner.clean(raw)
            document = make_document("1", cleaned.title, cleaned.text)
            made = clock()
            recogniser.recognise(document)
            done = clock()
            spent[turn] += done - made
            if turn == 1:
                spent[0] += done - started
    whole, cold, warm = (len(values) / part * 1e9 for part in spent)
    return whole, cold, warm


def gold_score(tagger: Tagger, path: Path) -> dict[str, Any]:
    """Score `tagger` on annotated articles; as in a stream, what a source repeats is learned on the way."""
    cleaner = Cleaner()

    def run(record: Mapping[str, Any]) -> Found | None:
        raw = {name: record[name] for name in RAW_FIELDS if name in record}
        cleaned = cleaner.clean(msgspec.convert(raw, RawArticle))
        if cleaned.language != "ar":
            return None
        found = tuple(
            (mention.start, mention.end, str(mention.type), mention.entity_id)
            for mention in tagger.tag(make_document("1", cleaned.title, cleaned.text))
            if mention.field is Field.TEXT
        )
        return Found(cleaned.text, found)

    return evaluate_gold(path, run)


def measure(name: str, conll: Path, values: list[bytes], gold: list[Path]) -> Row:
    """Measure one row; to be called in a fresh process."""
    opened = opened_files()
    tool = ROWS[name]()
    keep_loaded()
    recogniser = TaggerSpans(tool) if isinstance(tool, Tagger) else tool
    loaded = resident_mb()
    whole, cold, warm = speeds(recogniser, values)
    after = resident_mb()
    measures = evaluate_conll(conll, recogniser, NEWS_TYPES)
    everything = evaluate_conll(conll, recogniser)
    return Row(
        measures,
        everything["micro"]["f1"] if everything["MISC"]["f1"] else None,
        whole,
        cold,
        warm,
        loaded,
        after,
        data_mb(tool, opened),
        tuple(gold_score(tool, path) for path in gold) if isinstance(tool, Tagger) else (),
    )


def sample(paths: list[Path], articles: int) -> list[bytes]:
    """Return articles of 1,200 to 3,200 code points in random order, the same at every call."""
    values = list(chain.from_iterable(bodies([path], 1200, 3200) for path in paths))
    return random.Random(1).sample(values, min(articles, len(values)))


def table(rows: Mapping[str, Row]) -> Iterator[str]:
    """Yield the lines of the main table."""
    yield (
        "| | F1, PER LOC ORG | F1, with MISC | PER | LOC | ORG "
        "| articles/s, with cleaning | tagging alone: cold, warm | memory: loaded, after | data |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for name, row in rows.items():
        f1 = [f"{100 * row.measures[kind]['f1']:.1f}" for kind in ("micro", *NEWS_TYPES)]
        f1.insert(1, "–" if row.four_types is None else f"{100 * row.four_types:.1f}")
        cells = (
            name,
            *f1,
            f"{row.whole:,.0f}",
            f"{row.cold:,.0f}, {row.warm:,.0f}",
            f"{row.loaded_mb:.0f}, {row.after_mb:.0f} MB",
            f"{row.data_mb:.1f} MB",
        )
        yield f"| {' | '.join(cells)} |"
    yield PUBLISHED


def gold_table(rows: Mapping[str, Row], gold: list[Path]) -> Iterator[str]:
    """Yield the lines of the table of annotated articles."""
    yield f"| entity F1: all (PER, LOC, ORG) | {' | '.join(path.stem for path in gold)} |"
    yield "|---" * (len(gold) + 1) + "|"
    for name, row in rows.items():
        if row.gold:
            cells = []
            for score in row.gold:
                every, *kinds = (f"{100 * score[kind]['f1']:.1f}" for kind in ("micro", *NEWS_TYPES))
                cells.append(f"{every} ({', '.join(kinds)})")
            yield f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("conll", type=Path)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--gold", nargs="+", type=Path, default=[])
    options = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    values = sample(options.paths, options.articles)
    rows: dict[str, Row] = {}
    for name in ROWS:
        if name.startswith(Mishtar.name) and find_spec(Mishtar.name) is None:
            print(f"no row {name}: pip install mishtar", file=sys.stderr)
            continue
        with get_context("spawn").Pool(1) as fresh:
            rows[name] = fresh.apply(measure, (name, options.conll, values, options.gold))
        print(f"measured: {name}; load of the machine {os.getloadavg()[0]:.1f}", file=sys.stderr)
    size = sum(len(msgspec.json.decode(value)["body"]) for value in values) / len(values)
    print(f"{len(values):,} articles of {size:,.0f} code points\n")
    print("\n".join(table(rows)))
    if options.gold:
        print()
        print("\n".join(gold_table(rows, options.gold)))


if __name__ == "__main__":
    main()
