"""`rasid topics`: create, check and describe the topics of the catalogue."""

import typer
from rich.table import Table

from topics.admin import TopicReport, check, create, describe
from workers.commands.kafka_io import reach
from workers.commands.terminal import out
from workers.settings import Settings, load_settings

app = typer.Typer(no_args_is_help=True, help="Create, check and describe the Kafka topics (never deletes).")


def drift_lines(settings: Settings) -> list[str]:
    """Return one line for each way in which a topic is not as the catalogue has it."""
    return [line for report in check(*_target(settings)) for line in _drift(report)]


def _target(settings: Settings) -> tuple[dict[str, object], str, int | None]:
    return settings.kafka_python(), settings.topic_prefix, settings.replication


def _drift(report: TopicReport) -> list[str]:
    if not report.exists:
        return [f"{report.name}: missing; `rasid topics create` creates it"]
    return [f"{report.name}: {one.setting} is {one.found}, not {one.wanted}" for one in report.differences]


@app.command("create")
def create_command() -> None:
    """Create what is missing; leave what is there as it is, and say how it differs."""
    settings = load_settings()
    with reach(settings):
        reports = create(*_target(settings))
    for report in reports:
        out.print(f"{report.name}: {'created' if report.created else 'already there'}")
        for line in _drift(report):
            out.print(f"  {line}", style="yellow")


@app.command("check")
def check_command() -> None:
    """Show what is missing or differs. Ends with status 1 if anything does."""
    settings = load_settings()
    with reach(settings):
        lines = drift_lines(settings)
    for line in lines:
        out.print(line, style="yellow")
    if lines:
        raise typer.Exit(1)
    out.print("all topics are there, as the catalogue says")


@app.command("describe")
def describe_command() -> None:
    """Show every topic: purpose, key, value, partitions, copies and settings as the broker tells them."""
    settings = load_settings()
    with reach(settings):
        reports = describe(*_target(settings))
    table = Table("topic", "key", "value", "partitions", "copies", "settings", "what for")
    for report in reports:
        topic = report.topic
        if report.configs is None:
            configs = "not told by this broker" if report.exists else ""
        else:
            configs = "\n".join(f"{name}={value}" for name, value in sorted(report.configs.items()))
        found = str(len(report.partitions)) if report.exists else "missing"
        table.add_row(
            report.name, topic.key, topic.value_name, found, str(report.replication), configs, topic.purpose
        )
    out.print(table)
