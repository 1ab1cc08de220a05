"""The morphology `camel-mle`: camel-tools' analyser behind the event lexicon's own inflection.

Where camel-tools' MLE disambiguator is installed, a word's likeliest analyses give its lemmas; where
only a morphology database is (camel-tools' own, or any ALMOR `.db` file in the data folder), all
analyses do. Analysing costs about a millisecond a word, and the cache that
`MLEDisambiguator(cache_size=…)` promises keeps nothing (camel-tools 1.6.0), so every distinct word is
analysed once and kept here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from workers.entities.camel_data import CamelDataMissing, database_file, dataset_path, prepare
from workers.text.fold import fold

NAME = "camel-mle"

_LIKELIEST = 3
"""How many analyses of the disambiguator are heard."""
_UNKNOWN = frozenset({"", "NOAN", "NO_ANALYSIS"})


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word: its lemma, folded, and camel-tools' part of speech (`verb`, `noun_prop` …)."""

    lemma: str
    pos: str


Analyse = Callable[[str], list[dict[str, Any]]]
"""Gives camel-tools' analyses of a word, the likeliest first."""


class CamelMorphology:
    """Looks words up in camel-tools' morphology, each distinct word once while it is in the cache."""

    def __init__(self, analyse: Analyse, cache_size: int = 100_000) -> None:
        """Use `analyse`; the `cache_size` words used last are kept."""
        self._analyse = analyse
        self._cached = lru_cache(maxsize=cache_size)(self._look_up)

    @classmethod
    def load(cls, folder: Path | None = None, cache_size: int = 100_000) -> Self:
        """Load the disambiguator, else a morphology database, from camel-tools' data folder.

        Raises:
            CamelDataMissing: neither is installed.
        """
        if (
            dataset_path("DisambigMLE", folder) is not None
            and dataset_path("MorphologyDB", folder) is not None
        ):
            from camel_tools.disambig.mle import MLEDisambiguator

            mle = MLEDisambiguator.pretrained(top=_LIKELIEST, cache_size=0)
            return cls(
                lambda word: [one.analysis for one in mle.disambiguate([word])[0].analyses], cache_size
            )
        database = database_file(folder)
        if database is None:
            raise CamelDataMissing(
                "camel-tools' morphology is not installed; install it with `rasid models install`"
            )
        return cls.from_database(database, cache_size)

    @classmethod
    def from_database(cls, path: Path, cache_size: int = 100_000) -> Self:
        """Analyse with an ALMOR database file alone."""
        prepare()
        from camel_tools.morphology.analyzer import Analyzer
        from camel_tools.morphology.database import MorphologyDB

        return cls(Analyzer(MorphologyDB(str(path), "a"), "NONE").analyze, cache_size)

    def analyses(self, word: str) -> tuple[Analysis, ...]:
        """Return the distinct readings of `word`, the likeliest first; none for an unknown word."""
        return self._cached(word)

    def lemmas(self, word: str) -> frozenset[str]:
        """Return the folded lemmas of `word` without its clitics: of «وسيلتقيان», «التقي»."""
        return frozenset(analysis.lemma for analysis in self._cached(word))

    def _look_up(self, word: str) -> tuple[Analysis, ...]:
        if not "\u0621" <= word[:1] <= "\u064a":
            return ()  # numbers, marks and foreign words have no Arabic lemma
        found: dict[Analysis, None] = {}
        for raw in self._analyse(word):
            lemma = raw.get("lex") or ""
            if lemma not in _UNKNOWN and raw.get("source") != "backoff":
                found.setdefault(Analysis(fold(lemma.partition("_")[0]), raw.get("pos") or ""))
        return tuple(found)
