"""`rasid doctor`: is everything in place? Each line says what is, or what to do."""

from collections.abc import Callable
from dataclasses import dataclass

import typer
from rich.text import Text

from workers.commands.kafka_io import reach
from workers.commands.terminal import out
from workers.errors import RasidError
from workers.settings import Settings, load_settings
from workers.watch.rules import RulesError


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, whether it is well, and what to do where it is not."""

    name: str
    well: bool
    detail: str
    optional: bool = False


def doctor() -> None:
    """Check settings, broker, topics, watch rules and models. Ends with status 1 if one is wrong."""
    findings: list[Finding] = []
    try:
        settings = load_settings()
        findings.append(Finding("settings", True, f"valid; broker {settings.bootstrap_servers}"))
    except RasidError as error:
        _show(Finding("settings", False, str(error)))
        raise typer.Exit(1) from None
    for look in (_broker, _topics, _rules, _core, _models):
        findings.extend(_guarded(look, settings))
    for finding in findings:
        _show(finding)
    if any(not finding.well and not finding.optional for finding in findings):
        raise typer.Exit(1)


def _guarded(look: Callable[[Settings], list[Finding]], settings: Settings) -> list[Finding]:
    try:
        return look(settings)
    except (RasidError, RulesError) as error:
        return [Finding(look.__name__.strip("_"), False, str(error))]


def _show(finding: Finding) -> None:
    mark, style = (
        ("ok", "green") if finding.well else ("--", "yellow") if finding.optional else ("!!", "bold red")
    )
    out.print(Text.assemble((f"{mark} ", style), (f"{finding.name:<9} ", "bold"), finding.detail))


def _broker(settings: Settings) -> list[Finding]:
    from kafka import KafkaAdminClient

    with reach(settings):
        admin = KafkaAdminClient(**settings.kafka_python(), bootstrap_timeout_ms=8000)
        admin.close()
    return [Finding("broker", True, f"{settings.bootstrap_servers} answers")]


def _topics(settings: Settings) -> list[Finding]:
    from workers.commands.topics import drift_lines

    with reach(settings):
        lines = drift_lines(settings)
    if not lines:
        return [Finding("topics", True, "all there, as the catalogue says")]
    return [
        Finding("topics", False, f"{line}; `rasid topics create` creates what is missing") for line in lines
    ]


def _rules(settings: Settings) -> list[Finding]:
    from workers.watch.rules import default_rules_path, load_rules

    path = settings.rules or default_rules_path()
    watchlist = load_rules(path)
    return [Finding("rules", True, f"{len(watchlist.rules)} watch rules in {path}")]


def _core(settings: Settings) -> list[Finding]:
    from time import perf_counter

    from workers.pipeline import Pipeline

    started = perf_counter()
    Pipeline.from_settings(settings)
    return [Finding("language", True, f"lexicons and recogniser loaded in {perf_counter() - started:.1f} s")]


def _models(settings: Settings) -> list[Finding]:
    from workers.commands.models import model_lines

    needed = settings.recogniser == "camel-bert" or settings.morphology == "camel-mle"
    return [Finding("models", well, line, optional=not needed) for well, line in model_lines(settings)]
