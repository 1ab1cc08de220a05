"""Say in words why an alert fired."""

from topics import Alert, Match, MatchKind


def explain(alert: Alert) -> str:
    """Return why `alert` fired: a line for the rule, then one for each piece of evidence."""
    pieces = "1 piece" if len(alert.matched) == 1 else f"{len(alert.matched)} pieces"
    head = f"{alert.severity}: rule {alert.rule} fired on {pieces} of evidence"
    return "\n".join((head, *(f"  {_reason(shown)}" for shown in alert.matched)))


def _reason(shown: Match) -> str:
    where = f"{shown.field} {shown.start}-{shown.end}"
    match shown.kind:
        case MatchKind.ENTITY:
            alias = f", listed as «{shown.alias}»" if shown.alias and shown.alias != shown.surface else ""
            what = f"{shown.label} ({shown.id}) is named «{shown.surface}»{alias}"
        case MatchKind.WORD:
            what = f"the watched word «{shown.id}» stands as «{shown.surface}»"
        case MatchKind.EVENT:
            what = f"the event {shown.label} is told by «{shown.surface}»"
        case MatchKind.SUBJECT:
            narrower = f", by its part {shown.alias}" if shown.alias else ""
            return f"the article is about {shown.label} ({shown.id}{narrower}): «{shown.sentence}»"
    behind = f" behind {' + '.join(shown.clitics)}" if shown.clitics else ""
    return f"{what}{behind} at {where}: «{shown.sentence}»"
