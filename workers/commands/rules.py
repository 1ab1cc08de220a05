"""`rasid rules`: check watch rules; learn boilerplate rules from a batch of articles."""

from pathlib import Path
from typing import Annotated

import typer

from topics import RawArticle
from topics.codec import decode_raw
from workers.commands.terminal import err, out
from workers.feeds.files import read_articles

app = typer.Typer(no_args_is_help=True, help="Check watch rules; learn boilerplate rules from articles.")


@app.command("check")
def check(
    file: Annotated[Path | None, typer.Argument(help="Rules file; unset: the one in the settings.")] = None,
) -> None:
    """Say whether a file of watch rules can be used, and every mistake in it."""
    from workers.settings import load_settings
    from workers.watch.rules import default_rules_path, load_rules

    path = file or load_settings().rules or default_rules_path()
    watchlist = load_rules(path)
    out.print(f"{path}: {len(watchlist.rules)} rules, no mistakes")


@app.command("learn")
def learn(
    files: Annotated[list[Path], typer.Argument(help="Articles, in any form that `rasid feed` takes.")],
) -> None:
    """Find lines that a source repeats from article to article; print them as rules to review.

    Nothing is changed: read the YAML, delete what is no boilerplate, and add the rest to your rules.
    """
    from workers.text.learn import learn_rules

    articles = []
    skipped = 0
    for path in files:
        for value in read_articles(path):
            raw = decode_raw(value)
            if isinstance(raw, RawArticle):
                articles.append(raw)
            else:
                skipped += 1
    if skipped:
        err.print(f"{skipped} broken articles were left out", style="yellow")
    out.print(learn_rules(articles), end="", markup=False)
