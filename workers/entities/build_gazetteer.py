"""Compile the gazetteer's sources (`data/*.yaml`, `data/*.tsv`) to `data/gazetteer.tsv`.

    python -m workers.entities.build_gazetteer

Needs nothing but the project itself; a test fails when the compiled file does not match its sources.
`derive_places` makes `data/places.tsv` from GeoNames, and needs the packages of the `data` group.
"""

import csv
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from topics import EntityType, Field
from workers.entities import variants
from workers.entities.gazetteer import COMPILED, Mode
from workers.entities.linking import own_id
from workers.entities.vocabulary import Is, Vocabulary
from workers.entities.word_lists import load_vocabulary
from workers.text.fold import fold
from workers.text.segment import segment

DATA = COMPILED.parent
ARAB = frozenset("EG SA AE QA KW BH OM YE IQ SY LB JO PS SD LY TN DZ MA MR SO DJ KM EH".split())  # noqa: SIM905
"""ISO codes of the Arab countries: their names have no foreign spelling variants."""
_BEFORE_PEOPLE = frozenset(("الشيخ", "الشيخه", "شيخ", "شيخه", "الملا", "ملا"))
"""Folded titles that some names are listed with, to be found by: they are no part of the mention."""


@dataclass(slots=True)
class Listed:
    """One entity as read from a source, before its aliases are worked out."""

    id: str | None
    type: EntityType
    label: str
    label_en: str
    kind: str = ""
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    foreign: bool = False
    whole: bool = False
    """True where a head that is outside of other names belongs to this one («بعثة الأمم المتحدة …»)."""
    names: list[tuple[str, Mode]] = field(default_factory=list)


def tokens_of(name: str) -> tuple[str, ...]:
    """Return the folded tokens of a name, as the matcher meets them in a text."""
    words = segment(name, Field.TEXT).words
    return tuple(fold(word) for word in words if word not in "-‐‑–")


def rows_of(path: Path) -> Iterator[list[str]]:
    """Return the rows of a TSV source without its comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if line.strip() and not line.startswith("#"))
        yield from csv.reader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)


def latin_key(name: str) -> str:
    """Return a Latin name without accents and case, for comparing."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def countries() -> Iterator[Listed]:
    """Read `countries.tsv`."""
    ambiguous, _ = _ambiguous()
    for code, key, english, names, *_ in rows_of(DATA / "countries.tsv"):
        forms = names.split("/")
        listed = Listed(key, EntityType.LOC, forms[0], english, "country", code, foreign=code not in ARAB)
        listed.names = [(form, Mode.WORD if fold(form) in ambiguous else Mode.FULL) for form in forms]
        yield listed


def cities() -> Iterator[Listed]:
    """Read `cities.tsv`."""
    where = _coordinates()
    for key, english, country, names, *mode in rows_of(DATA / "cities.tsv"):
        forms = names.split("/")
        listed = Listed(
            None if key == "-" else key,
            EntityType.LOC,
            forms[0],
            english,
            "city",
            country,
            foreign=country not in ARAB,
        )
        listed.latitude, listed.longitude = where.get((latin_key(english), country), (None, None))
        listed.names = [(form, Mode(mode[0]) if mode and mode[0] else Mode.FULL) for form in forms]
        yield listed


def regions() -> Iterator[Listed]:
    """Read `regions.tsv`."""
    for key, english, country, names, mode, kind in rows_of(DATA / "regions.tsv"):
        forms = names.split("/")
        listed = Listed(None if key == "-" else key, EntityType.LOC, forms[0], english, kind)
        listed.country = None if country == "-" else country
        listed.names = [(form, Mode(mode)) for form in forms]
        yield listed


def people() -> Iterator[Listed]:
    """Read `people/*.yaml`."""
    for path in sorted((DATA / "people").glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield _person(row)


def _demoted(listed: Listed, vocabulary: Vocabulary) -> None:
    """Let no single everyday word stand alone for an entity («بأول» is no Powell, «مالية» no Malé)."""
    weaker = Mode.SHORT if listed.type is EntityType.PER else Mode.WORD
    doubtful = Is.COMMON | Is.FUNCTION | Is.REPORT | Is.STOP | Is.AFTER_NAME
    for at, (name, mode) in enumerate(listed.names):
        if mode in (Mode.FULL, Mode.LONE) and len(tokens_of(name)) == 1 and not name.isascii():
            word = vocabulary.word(fold(name))
            if word.any & doubtful and (word.classes & doubtful or listed.type is EntityType.PER):
                listed.names[at] = (name, weaker)


def _person(row: dict[str, Any]) -> Listed:
    country = row.get("cc")
    foreign = row.get("foreign", country not in ARAB)
    listed = Listed(
        row.get("q"), EntityType.PER, row["ar"], row["en"], row.get("role", ""), country, foreign=foreign
    )
    full = [row["ar"], *row.get("aka", ())]
    listed.names = [(name, Mode.FULL) for name in full]
    listed.names += [(name, Mode.LONE) for name in row.get("lone", ())]
    short = list(row.get("short", ()))
    if "short" not in row:
        words = row["ar"].split()
        if len(words) > 1:
            family = (
                words[-2:]
                if words[-2] in ("بن", "ابن", "آل", "أبو", "دي", "فون", "فان", "عبد")
                else words[-1:]
            )
            short.append(" ".join(family))
    listed.names += [(name, Mode.SHORT) for name in short if name not in row.get("lone", ())]
    return listed


def organisations() -> Iterator[Listed]:
    """Read `organisations.yaml` and `organisations_more.yaml`."""
    files = (DATA / "organisations.yaml", DATA / "organisations_more.yaml")
    for row in (row for path in files for row in yaml.safe_load(path.read_text(encoding="utf-8"))):
        listed = Listed(
            row.get("q"),
            EntityType.ORG,
            row["ar"],
            row["en"],
            row.get("kind", ""),
            row.get("cc"),
            foreign=not row.get("native", False),
            whole=row.get("whole", False),
        )
        words, lone = row.get("word", ()), row.get("lone", ())
        full = [name for name in [row["ar"], *row.get("aka", ())] if name not in words and name not in lone]
        listed.names = [(name, Mode.FULL) for name in full]
        listed.names += [(name, Mode.LONE) for name in lone]
        listed.names += [(name, Mode.WORD) for name in words]
        yield listed


def places() -> Iterator[Listed]:
    """Read `places.tsv`, which `derive_places` makes."""
    path = DATA / "places.tsv"
    if not path.is_file():
        return
    ambiguous, dropped = _ambiguous()
    vocabulary = load_vocabulary()
    ours = {
        fold(name)
        for source in ("countries.tsv", "cities.tsv", "regions.tsv")
        for row in rows_of(DATA / source)
        for name in row[3].split("/")
    }
    for english, country, latitude, longitude, names in rows_of(path):
        forms = [
            form
            for form in _without_bare(names.split("/"))
            if fold(form) not in dropped and "ال" + fold(form) not in ours and form != "="
        ]
        if not forms:
            continue
        listed = Listed(
            None,
            EntityType.LOC,
            forms[0],
            english,
            "city",
            country,
            float(latitude),
            float(longitude),
        )
        for form in forms:
            word = vocabulary.word(form)
            short = " " not in form and len(word.stem) < 4 and country not in ARAB
            known = bool(word.classes & ~Is.ORDINARY)
            doubtful = " " not in form and (known or short or len(word.stem) < 3)
            listed.names.append((form, Mode.WORD if doubtful or fold(form) in ambiguous else Mode.FULL))
        yield listed


def _without_bare(names: list[str]) -> list[str]:
    """Leave out a name without article where the same name with article is listed."""
    folded = {fold(name) for name in names}
    return [name for name in names if "ال" + fold(name) not in folded]


def _ambiguous() -> tuple[set[str], set[str]]:
    """Return the folded names that are also words, and those that are left out."""
    data = yaml.safe_load((DATA / "ambiguous.yaml").read_text(encoding="utf-8"))
    names, dropped = ({fold(name) for name in data[key].split()} for key in ("names", "drop"))
    dropped.update(fold(name) for name in data["drop_phrases"])
    return names - dropped, dropped


def _coordinates() -> dict[tuple[str, str], tuple[float, float]]:
    """Return where the cities of `cities.tsv` are, by English name without accents and country."""
    found = {}
    for english, country, latitude, longitude, names in rows_of(DATA / "places.tsv"):
        if names == "=":
            found[english, country] = (float(latitude), float(longitude))
    return found


def _outside_heads() -> tuple[set[str], set[str], set[str]]:
    """Return the heads of places and of organisations that are never in a span, and those that are
    out before a one-word name only.
    """
    data = yaml.safe_load((DATA / "heads.yaml").read_text(encoding="utf-8"))
    one_word = {fold(word) for word in data["out_before_one_word"]}
    places = {fold(word) for word in data["place_out"].split()}
    organisations = {fold(word) for word in data["organisation_out"].split()} - one_word
    return places, organisations, one_word


def _head_outside(
    listed: Listed,
    tokens: tuple[str, ...],
    outside: tuple[set[str], set[str], set[str]],
    vocabulary: Vocabulary,
) -> bool:
    """Tell whether the first token is a generic head outside the mention («حركة النهضة», «إقليم الحوز»)."""
    if listed.type is EntityType.PER:
        return len(tokens) > 1 and tokens[0] in _BEFORE_PEOPLE
    if len(tokens) < 2 or listed.kind == "country" or listed.whole:
        return False
    places, organisations, one_word = outside
    if listed.type is EntityType.LOC:
        return tokens[0] in places
    if tokens[0] in one_word and len(tokens) == 2:
        return not vocabulary.word(tokens[1]).classes & Is.COMMON  # «منظمة التحرير» is one name
    return tokens[0] in organisations


def compiled(sources: Iterable[Listed]) -> Iterator[str]:
    """Return the lines of the compiled file."""
    yield "# Made by workers/entities/build_gazetteer.py from the sources beside this file: do not edit. Licences: theirs, see NOTICE (CC BY 4.0 for GeoNames)."
    taken: set[tuple[str, ...]] = set()
    outside = _outside_heads()
    vocabulary = load_vocabulary()
    for listed in sources:
        _demoted(listed, vocabulary)
        key = listed.id or own_id(listed.type, listed.label, foreign=listed.foreign)
        where = ["", ""] if listed.latitude is None else [f"{listed.latitude:.4f}", f"{listed.longitude:.4f}"]
        lines = []
        for name, mode in listed.names:
            first = tokens_of(name)
            for tokens in (first, *variants.joined_forms(first, listed.country)):
                if (key, *tokens) in taken or not tokens:
                    continue
                taken.add((key, *tokens))
                foreign = listed.foreign and mode in (Mode.FULL, Mode.LONE)
                flags = ("f" if foreign else "") + (
                    "h" if _head_outside(listed, tokens, outside, vocabulary) else ""
                )
                lines.append(f"A\t{mode.value}\t{flags or '-'}\t{' '.join(tokens)}")
        if lines:
            columns = [
                key,
                listed.type.value,
                listed.label,
                listed.label_en,
                listed.kind,
                listed.country or "",
            ]
            yield "\t".join(["E", *columns, *where])
            yield from lines


def all_sources() -> Iterator[Listed]:
    """Return every listed entity, the surest sources first."""
    yield from countries()
    yield from cities()
    yield from regions()
    yield from organisations()
    yield from people()
    yield from places()


def main() -> int:
    """Write the compiled file."""
    text = "\n".join(compiled(all_sources())) + "\n"
    COMPILED.write_text(text, encoding="utf-8")
    print(f"{text.count(chr(10) + 'E')} entities, {text.count(chr(10) + 'A')} aliases", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
