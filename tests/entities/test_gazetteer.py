"""The gazetteer's sources are sound, and the compiled file is made from them."""

import re
from pathlib import Path

import pytest
import yaml

from workers.entities import build_gazetteer
from workers.entities.ambiguity import nations
from workers.entities.gazetteer import COMPILED, Mode, load_gazetteer, read_compiled

_DATA = COMPILED.parent


def test_the_compiled_file_is_up_to_date() -> None:
    made = "\n".join(build_gazetteer.compiled(build_gazetteer.all_sources())) + "\n"
    assert made == COMPILED.read_text(encoding="utf-8"), "run python -m workers.entities.build_gazetteer"


def test_every_source_says_where_it_comes_from() -> None:
    for path in [*_DATA.glob("*.yaml"), *_DATA.glob("*.tsv"), *(_DATA / "people").glob("*.yaml")]:
        assert path.read_text(encoding="utf-8").startswith("#"), f"{path.name} has no comment on its source"


def test_no_wikidata_id_is_given_to_two_people() -> None:
    seen: dict[str, str] = {}
    for path in sorted((_DATA / "people").glob("*.yaml")):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            key = row.get("q")
            if key is None:
                continue
            assert re.fullmatch(r"Q[1-9]\d*", key), f"{row['en']}: {key}"
            assert seen.setdefault(key, row["en"]) == row["en"], f"{key} is {seen[key]} and {row['en']}"


def test_no_alias_belongs_to_two_countries() -> None:
    owners: dict[tuple[str, ...], str] = {}
    for alias in load_gazetteer():
        if alias.entry.kind == "country":
            assert owners.setdefault(alias.tokens, alias.entry.id) == alias.entry.id, alias.text


def test_the_lists_are_of_the_size_that_the_project_promises() -> None:
    aliases = load_gazetteer()
    entries = {alias.entry.id: alias.entry for alias in aliases}
    kinds = [entry.kind for entry in entries.values()]
    assert sum(entry.type == "PER" for entry in entries.values()) >= 800
    assert kinds.count("country") >= 195
    assert sum(entry.type == "ORG" for entry in entries.values()) >= 400
    assert sum(entry.type == "LOC" for entry in entries.values()) >= 2000


def test_short_names_of_people_are_never_full_names() -> None:
    for alias in load_gazetteer():
        if alias.entry.type == "PER" and alias.mode is Mode.SHORT:
            assert len(alias.tokens) <= 3


@pytest.mark.parametrize("line", ["X\tbad", "A\tfull\t-\tword", "E\ttoo\tfew"])
def test_a_malformed_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        read_compiled([line])


def test_nationalities_know_their_country() -> None:
    assert nations()["روسيه"] == "RU"
    assert nations()["مصريين"] == "EG"
    assert "ماليه" not in nations(), "مالية is finance"


def test_the_data_folder_names_no_path_of_a_builder() -> None:
    for path in _DATA.rglob("*"):
        if path.suffix in (".yaml", ".tsv", ".md"):
            assert "/tmp/" not in path.read_text(encoding="utf-8"), Path(path).name
