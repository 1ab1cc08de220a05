"""What people see: colour, right-to-left-safe lines, one-line errors.

Arabic in a left-to-right terminal line scrambles its neighbours unless it is isolated: every piece
of article text is wrapped in First Strong Isolate … Pop Directional Isolate (Unicode UAX #9), so
that labels, arrows and numbers keep their places. Machines (`--json`) get none of this.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from rich.console import Console
from rich.text import Text

from topics import Alert, CleanArticle, DeadLetter, Entity, Event
from workers.errors import RasidError

FSI, PDI = "\u2068", "\u2069"
SEVERITY_STYLE = {"info": "cyan", "warning": "yellow", "critical": "bold red"}
TYPE_STYLE = {"PER": "green", "LOC": "blue", "ORG": "magenta", "MISC": "white"}

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


def isolate(text: str | None, limit: int = 0) -> str:
    """Wrap article text for a terminal line; cut at `limit` code points where one is given."""
    line = " ".join((text or "").split())
    # Controls would act on the terminal: article text must not.
    line = "".join(letter for letter in line if letter.isprintable())
    if limit and len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return f"{FSI}{line}{PDI}"


def fail(message: str) -> NoReturn:
    """Print one clear line and end with status 1."""
    err.print(Text.assemble(("rasid: ", "bold red"), " ".join(message.split())))
    sys.exit(1)


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn the errors that people are meant to read into one line; a broken pipe into silence."""
    try:
        yield
    except ValueError as error:
        # A file of rules tells every mistake in it, a line each (`workers.watch.rules.RulesError`).
        mistakes: tuple[str, ...] = getattr(error, "mistakes", ())
        if not mistakes:
            raise
        for mistake in mistakes[:-1]:
            err.print(Text.assemble(("rasid: ", "bold red"), mistake))
        fail(mistakes[-1])
    except RasidError as error:
        fail(str(error))
    except BrokenPipeError:
        # Somebody piped into `head`: no error. Point stdout away, so that its flush at exit is silent.
        sys.stdout = None
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


def show_alert(alert: Alert) -> Text:
    """One alert as a line: severity, rule, what matched and behind which clitics, title."""
    style = SEVERITY_STYLE[alert.severity]
    first = alert.matched[0] if alert.matched else None
    line = Text.assemble(("ALERT ", f"bold {style}"), (f"{alert.severity:<8} ", style), (alert.rule, "bold"))
    if first is not None:
        clitics = "".join(f"{clitic}+" for clitic in first.clitics)
        line.append(f"  {isolate(clitics + first.surface)}", style)
    line.append(f"  {isolate(alert.title, 90)}")
    return line


def show_event(event: Event) -> Text:
    """One event as a line: type, source → target, trigger, place, date, status."""
    line = Text.assemble(("event ", "bold"), (f"{event.type:<9} ", "bold cyan"))
    source = isolate(event.source.surface, 40) if event.source else "?"
    target = isolate(event.target.surface, 40) if event.target else "?"
    line.append(f"{source} → {target}  {isolate(event.trigger)}")
    if event.place:
        line.append(f"  @ {isolate(event.place.surface, 40)}", "blue")
    if event.date:
        line.append(f"  {event.date}", "yellow")
    if event.status != "asserted":
        line.append(f"  ({event.status})", "dim")
    return line


def show_entity(entity: Entity) -> Text:
    """One entity as a line: type, id, label, how often."""
    line = Text.assemble(("entity ", "bold"), (f"{entity.type:<4} ", TYPE_STYLE[entity.type]))
    line.append(f"{entity.entity_id:<12} {isolate(entity.label)}")
    if entity.label_en:
        line.append(f" {entity.label_en}", "dim")
    line.append(f" ×{entity.count}")
    return line


def show_article(article: CleanArticle) -> Text:
    """One clean article as a line: language, source, title, size."""
    line = Text.assemble(("article ", "bold green"), (f"{article.language:<3} ", "dim"))
    line.append(f"{article.source or '-'}  {isolate(article.title or article.text, 90)}")
    line.append(f"  {len(article.text)} chars", "dim")
    if article.removed:
        line.append(f", {sum(removal.count for removal in article.removed)} removed", "dim")
    return line


def show_dead_letter(letter: DeadLetter) -> Text:
    """One dead letter as a line: reason, detail, where it stood."""
    return Text.assemble(
        ("dead ", "bold red"),
        (f"{letter.reason} ", "red"),
        isolate(letter.detail, 120),
        (f"  {letter.topic}:{letter.partition}:{letter.offset}", "dim"),
    )
