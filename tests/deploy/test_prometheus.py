"""Alert rules and dashboard: valid, tested, and about metrics that exist."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.prometheus.conftest import StartPrometheus, prometheus
from tests.prometheus.server import command
from workers.metrics import Metrics

__all__ = ["prometheus"]  # the fixture

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
DASHBOARD = DEPLOY / "grafana" / "dashboards" / "rasid.json"
RULES = DEPLOY / "prometheus" / "rules.yml"
OURS = re.compile(r"\brasid_\w+")
RECORDED = re.compile(r"\brasid:[\w:]+")


def rules() -> list[dict[str, Any]]:
    """Every rule of the file."""
    groups = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    """Every panel that asks Prometheus something."""
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def expressions() -> Iterator[str]:
    """Every expression of rules and dashboard."""
    yield from (rule["expr"] for rule in rules())
    yield from (target["expr"] for panel in panels() for target in panel["targets"])


def exposed() -> set[str]:
    """The names of all series that a worker exposes."""
    names = set()
    for family in Metrics("0").registry.collect():
        suffixes = {
            "counter": ["_total"],
            "histogram": ["_bucket", "_sum", "_count"],
            "info": ["_info"],
        }.get(family.type, [""])
        names |= {family.name + suffix for suffix in suffixes}
    return names


def test_rules_and_dashboard_ask_only_for_metrics_that_workers_expose() -> None:
    asked = {name for expression in expressions() for name in OURS.findall(expression)}
    assert len(asked) > 10
    assert asked - exposed() == set()


def test_what_is_used_as_recorded_is_recorded() -> None:
    recorded = {rule["record"] for rule in rules() if "record" in rule}
    used = {name for expression in expressions() for name in RECORDED.findall(expression)}
    assert used <= recorded


def test_every_alert_says_what_it_means_and_what_to_do() -> None:
    for rule in rules():
        if "alert" in rule:
            assert rule["labels"]["severity"] in ("page", "ticket")
            assert {"summary", "description"} <= rule["annotations"].keys(), rule["alert"]


def test_every_alert_has_a_case_in_which_it_fires() -> None:
    cases = (DEPLOY / "prometheus" / "rules_test.yml").read_text(encoding="utf-8")
    for rule in rules():
        if "alert" in rule:
            fires = rf'value: 1, labels: \'ALERTS{{alertname="{rule["alert"]}", alertstate="firing"'
            assert re.search(fires, cases), rule["alert"]


@pytest.mark.prometheus
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "config", "prometheus.yml"),
        ("check", "rules", "rules.yml"),
        ("test", "rules", "rules_test.yml"),
    ],
    ids=" ".join,
)
def test_promtool_is_content(arguments: tuple[str, ...]) -> None:
    folder = DEPLOY / "prometheus"
    *words, file = arguments
    ran = subprocess.run(
        [*command("promtool", folder), *words, str(folder / file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.prometheus
def test_prometheus_answers_every_panel_and_loads_the_rules(prometheus: StartPrometheus) -> None:
    server = prometheus([], rules=RULES)
    loaded = [rule["name"] for group in server.get("rules")["groups"] for rule in group["rules"]]
    assert sorted(loaded) == sorted(rule.get("alert") or rule["record"] for rule in rules())
    for expression in expressions():
        server.get("query", query=expression.replace("$__rate_interval", "1m"))


def test_panels_are_explained_and_do_not_overlap() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in panels():
        assert panel["title"]
        assert panel["description"].endswith((".", "pages."))
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells
