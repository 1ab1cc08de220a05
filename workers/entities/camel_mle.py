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
_HEARD = frozenset(
    (
        "diac",
        "lex",
        "pos",
        "source",
        "prc2",
        "prc1",
        "prc0",
        "enc0",
        "per",
        "asp",
        "vox",
        "mod",
        "stt",
        "cas",
        "gen",
        "num",
        "form_gen",
        "form_num",
    )
)
"""The features that an `Analysis` is made of, and those that camel-tools needs for them."""
_SHADDA = "\u0651"
_UNKNOWN = frozenset({"", "NOAN", "NO_ANALYSIS"})


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word, in the terms of the event lexicon."""

    lemma: str
    """Folded; of a verb the perfect, of a noun the singular."""
    pos: str
    """camel-tools' part of speech: `verb`, `noun`, `noun_prop` …"""
    doubled: bool = False
    """True where the lemma is written with a shadda: «وقّع» and «وقع» fold alike."""
    aspect: str = ""
    """Of a verb: `p` perfect, `i` imperfect, `c` command."""
    passive: bool = False
    jussive: bool = False
    agreement: str = ""
    """Of a verb person, gender and number (`3fs`, `1p`); of a noun its number (`s`, `d`, `p`)."""
    accusative: bool = False
    """True for an indefinite accusative («اجتماعًا»)."""
    construct: bool = False
    conjunction: str = ""
    preposition: str = ""
    """`ب`, `ل`, `ك`; the ل of purpose too."""
    article: bool = False
    future: bool = False
    pronoun: str = ""
    """The pronoun that joins the word, folded; `-` for one of the first or second person singular."""


_PRONOUNS = {"3ms": "ه", "3fs": "ها", "3d": "هما", "3md": "هما", "3fd": "هما"}
_PRONOUNS |= {"3mp": "هم", "3p": "هم", "3fp": "هن", "1p": "نا"}
_CONJUNCTIONS = {"wa": "و", "fa": "ف"}
_PREPOSITIONS = {"bi": "ب", "li": "ل", "la": "ل", "ka": "ك"}


@lru_cache(maxsize=20_000)
def _folded(lemma: str) -> str:
    return fold(lemma.partition("_")[0])


def _analysis(raw: dict[str, Any]) -> Analysis:
    """Translate camel-tools' features."""
    lemma, pos = raw["lex"], raw.get("pos") or ""
    proclitic = raw.get("prc1") or ""
    person, gender, number = (raw.get(name) or "" for name in ("per", "gen", "num"))
    if pos == "verb":
        number = number if number in ("s", "d", "p") else "s"
        agreement = person + number if person == "1" else person + ("f" if gender == "f" else "m") + number
    else:
        agreement = number if number in ("s", "d", "p") else "s"
    enclitic = (raw.get("enc0") or "").partition("_")[0]
    return Analysis(
        lemma=_folded(lemma),
        pos=pos,
        doubled=_SHADDA in lemma,
        aspect=raw.get("asp") or "" if pos == "verb" else "",
        passive=raw.get("vox") == "p",
        jussive=raw.get("mod") == "j",
        agreement=agreement,
        accusative=raw.get("cas") == "a" and raw.get("stt") == "i",
        construct=raw.get("stt") == "c",
        conjunction=_CONJUNCTIONS.get((raw.get("prc2") or "").partition("_")[0], ""),
        preposition=_PREPOSITIONS.get(proclitic.partition("_")[0], ""),
        article=(raw.get("prc0") or "").endswith("_det"),
        future=proclitic.endswith("_fut"),
        pronoun=_PRONOUNS.get(enclitic, "-" if enclitic[:1] in ("1", "2") else ""),
    )


Analyse = Callable[[str], list[dict[str, Any]]]
"""Gives camel-tools' analyses of a word, the likeliest first."""


class CamelMorphology:
    """Looks words up in camel-tools' morphology, each distinct word once while it is in the cache."""

    def __init__(self, analyse: Analyse, cache_size: int = 100_000) -> None:
        """Use `analyse`; the `cache_size` words used last are kept."""
        self._analyse = analyse
        self._cached = lru_cache(maxsize=cache_size)(self._look_up)

    @classmethod
    def load(
        cls, folder: Path | None = None, cache_size: int = 100_000, lemmas: frozenset[str] | None = None
    ) -> Self:
        """Load the disambiguator, else a morphology database, from camel-tools' data folder.

        `lemmas` are those that matter, folded: a database forgets all others, and is many times faster.

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
        return cls.from_database(database, cache_size, lemmas)

    @classmethod
    def from_database(
        cls, path: Path, cache_size: int = 100_000, lemmas: frozenset[str] | None = None
    ) -> Self:
        """Analyse with an ALMOR database file alone; of `lemmas` only, where they are given."""
        prepare()
        from camel_tools.morphology.analyzer import Analyzer
        from camel_tools.morphology.database import MorphologyDB

        database = MorphologyDB(str(path), "a")
        # The analyser fills in every feature that the database defines, glosses and tokenisations too, which
        # takes two thirds of its time: leave those that are heard here.
        database.defines = {name: values for name, values in database.defines.items() if name in _HEARD}
        database.compute_feats = frozenset()
        if lemmas is not None:
            stems = {
                stem: [one for one in entries if _folded(one[1].get("lex") or "") in lemmas]
                for stem, entries in database.stem_hash.items()
            }
            database.stem_hash = {stem: entries for stem, entries in stems.items() if entries}
        return cls(Analyzer(database, "NONE").analyze, cache_size)

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
            if (raw.get("lex") or "") not in _UNKNOWN and raw.get("source") != "backoff":
                found.setdefault(_analysis(raw))
        return tuple(found)
