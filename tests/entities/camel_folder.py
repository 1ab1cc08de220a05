"""A data folder of camel-tools small enough to write in a test: catalogue, morphology, MLE model."""

import json
from pathlib import Path

_FEATURES = "diac lex bw gloss pos prc3 prc2 prc1 prc0 enc0 stt gen num source"
_OPEN = ("diac", "lex", "bw", "gloss")
_ORDER = f"ORDER {_FEATURES}"


def _lines() -> list[str]:
    lines = ["###DEFINES###"]
    lines += [f"DEFINE {name} {name}:*open*" for name in _OPEN]
    lines += [
        "DEFINE pos pos:noun pos:verb pos:digit pos:punc pos:noun_prop pos:foreign",
        "DEFINE prc3 prc3:0",
        "DEFINE prc2 prc2:0 prc2:wa_conj",
        "DEFINE prc1 prc1:0 prc1:li_prep",
        "DEFINE prc0 prc0:0 prc0:Al_det",
        "DEFINE enc0 enc0:0",
        "DEFINE stt stt:i stt:d stt:na",
        "DEFINE gen gen:m gen:f",
        "DEFINE num num:s num:p",
        "DEFINE source source:lex",
        "###DEFAULTS###",
    ]
    lines += [
        f"DEFAULT pos:{pos} diac:* lex:* bw:* gloss:* pos:{pos} prc3:0 prc2:0 prc1:0 prc0:0 enc0:0 "
        "stt:na gen:m num:s source:lex"
        for pos in ("noun", "verb", "digit", "punc", "noun_prop", "foreign")
    ]
    lines += [
        "###ORDER###",
        _ORDER,
        "###TOKENIZATIONS###",
        "TOKENIZATION diac",
        "###STEMBACKOFF###",
        "STEMBACKOFF NOAN_PROP N1",
        "###PREFIXES###",
        "\tP0\tdiac: bw: gloss: prc2:0 prc1:0 prc0:0",
        "و\tP1\tdiac:وَ bw:wa/CONJ gloss:and prc2:wa_conj prc1:0 prc0:0",
        "ولل\tP2\tdiac:وَلِل bw:wa+li+Al gloss:and_to_the prc2:wa_conj prc1:li_prep prc0:Al_det",
        "###SUFFIXES###",
        "\tS0\tdiac: bw: gloss: num:s",
        "ات\tS1\tdiac:ات bw:At/NSUFF gloss: num:p",
        "###STEMS###",
        "زيار\tN1\tdiac:زِيار lex:زِيارَة_1 bw:ziyAr/NOUN gloss:visit pos:noun gen:f",
        "زياره\tN1\tdiac:زِيارَة lex:زِيارَة_1 bw:ziyAraT/NOUN gloss:visit pos:noun gen:f",
        "وقع\tV1\tdiac:وَقَّعَ lex:وَقَّع_1 bw:waq~aE/VERB gloss:sign pos:verb",
        "وقع\tV1\tdiac:وَقَعَ lex:وَقَع_1 bw:waqaE/VERB gloss:fall pos:verb",
        "###TABLE AB###",
        *(f"{prefix} {stem}" for prefix in ("P0", "P1", "P2") for stem in ("N1", "V1")),
        "###TABLE BC###",
        "N1 S0",
        "N1 S1",
        "V1 S0",
        "###TABLE AC###",
        *(f"{prefix} {suffix}" for prefix in ("P0", "P1", "P2") for suffix in ("S0", "S1")),
    ]
    return lines


def write_database(path: Path) -> Path:
    """Write an ALMOR database of two nouns and two verbs, with the clitics و and لل."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(_lines()) + "\n", encoding="utf-8")
    return path


def write_folder(folder: Path, *, model: bool = True) -> Path:
    """Write a data folder with that database as `calima-msa-r13`, and with `model` an MLE model of one word."""
    name = "calima-msa-r13"
    components = {
        "MorphologyDB": {"default": name, "datasets": {name: {"path": f"morphology_db/{name}"}}},
    }
    write_database(folder / "data" / "morphology_db" / name / "morphology.db")
    if model:
        components["DisambigMLE"] = {
            "default": name,
            "datasets": {name: {"path": f"disambig_mle/{name}"}},
        }
        likeliest = {"diac": "وَقَّعَ", "lex": "وَقَّع_1", "bw": "waq~aE/VERB", "pos": "verb"}
        path = folder / "data" / "disambig_mle" / name / "model.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"وقع": likeliest}), encoding="utf-8")
    catalogue = {"version": "1.6", "packages": {}, "components": components}
    (folder / "catalogue.json").write_text(json.dumps(catalogue), encoding="utf-8")
    return folder
