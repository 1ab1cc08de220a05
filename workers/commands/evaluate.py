"""`rasid evaluate`: measure quality on annotated data, with a standard scorer."""

import json as json_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from workers.backends import recogniser
from workers.commands.terminal import err, out
from workers.entities.tagger import Tagger
from workers.errors import BadInput, RasidError
from workers.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Measure entities, events and cleaning on annotated data.")
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def _must_exist(file: Path) -> None:
    if not file.is_file():
        raise BadInput(f"{file}: no such file")


@app.command("ner")
def ner(
    file: Annotated[
        Path, typer.Argument(help="CoNLL: one token and its tag a line, blank lines between sentences.")
    ],
    types: Annotated[
        str, typer.Option(help="Only these types, e.g. PER,LOC,ORG; unset: all in the file.")
    ] = "",
    gazetteer: Annotated[
        bool, typer.Option("--gazetteer/--no-gazetteer", help="Whether gazetteer and patterns take part.")
    ] = False,
    json: Json = False,
) -> None:
    """Strict precision, recall and F1 (span and type exact) of the recogniser on a CoNLL file."""
    from workers.entities.evaluate import evaluate_conll
    from workers.evaluation import TaggerSpans

    _must_exist(file)
    chosen = [name.strip().upper() for name in types.split(",") if name.strip()] or None
    scored = recogniser(load_settings())
    if gazetteer:
        scored = TaggerSpans(Tagger.load(recogniser=scored))
    if scored is None:
        raise RasidError(
            "RASID_RECOGNISER=none leaves nothing to score: add --gazetteer, or choose rasid or camel-bert"
        )
    try:
        figures = evaluate_conll(file, scored, types=chosen)
    except ValueError as error:
        raise BadInput(f"{file}: {error}") from None
    _print(figures, json)


@app.command("gold")
def gold(
    file: Annotated[Path, typer.Argument(help="Annotated articles as JSON Lines.")],
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say each error on standard error.")
    ] = False,
    json: Json = False,
) -> None:
    """Entities (exact span and type), linking and watched names of the whole pipeline on annotated articles."""
    from workers.entities.evaluate_gold import evaluate_gold
    from workers.evaluation import found_by
    from workers.pipeline import Pipeline

    _must_exist(file)
    try:
        figures = evaluate_gold(file, found_by(Pipeline.from_settings(load_settings())))
    except (ValueError, KeyError) as error:
        raise BadInput(f"{file}: not annotated articles ({error!r})") from None
    errors = figures.pop("errors")
    _print(figures if not json else figures | {"errors": errors}, json)
    if not json:
        for mistake in errors if verbose else ():
            err.print(mistake, markup=False)


def _print(figures: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json_module.dumps(figures, ensure_ascii=False))
        return
    table = Table("", "precision", "recall", "F1", "")
    for name, value in figures.items():
        if isinstance(value, dict) and "f1" in value:
            rest = ", ".join(
                f"{key} {number}" for key, number in value.items() if key not in ("p", "r", "f1")
            )
            table.add_row(name, *(f"{value[key]:.3f}" for key in ("p", "r", "f1")), rest)
        elif isinstance(value, dict):
            table.add_row(name, "", "", "", ", ".join(f"{key} {number}" for key, number in value.items()))
        else:
            table.add_row(name, "", "", "", str(value))
    out.print(table)
