"""`rasid topics`: create, check and describe the topics of the catalogue."""

import typer

app = typer.Typer(no_args_is_help=True, help="Create, check and describe the Kafka topics (never deletes).")
