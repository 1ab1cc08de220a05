"""A real Prometheus for tests: it scrapes what it is told every second and answers queries."""

import json
import math
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.kafka.cluster import cache_folder, free_ports
from tests.services import missing

IMAGE = "prom/prometheus:latest"
BRING = (
    "Prometheus is not here: `make services`, apt-get install -y prometheus, "
    "dnf install -y golang-github-prometheus, or brew install prometheus"
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One series of an instant query's answer."""

    labels: dict[str, str]
    value: float


@dataclass(frozen=True, slots=True)
class Prometheus:
    """A running server."""

    url: str

    def get(self, path: str, **parameters: str) -> Any:
        """Ask the HTTP API and return its `data`; a refusal says why."""
        address = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from None

    def query(self, promql: str) -> list[Sample]:
        """Answer an instant query: one sample per series, none where there are none."""
        data = self.get("query", query=promql)
        assert data["resultType"] == "vector", "ask for an instant vector"
        return [
            Sample({k: v for k, v in one["metric"].items() if k != "__name__"}, float(one["value"][1]))
            for one in data["result"]
        ]

    def value(self, promql: str) -> float:
        """Answer a query that gives one number; NaN where it gives none yet."""
        samples = self.query(promql)
        assert len(samples) <= 1, f"{promql} gives {len(samples)} series"
        return samples[0].value if samples else math.nan

    def wait(self, promql: str, condition: Callable[[float], bool], seconds: float = 30.0) -> float:
        """Ask again until the one number satisfies `condition`, and return it; fail when time is up."""
        end = time.monotonic() + seconds
        while not condition(value := self.value(promql)):
            assert time.monotonic() < end, f"after {seconds:.0f} s {promql} is {value}"
            time.sleep(0.25)
        return value

    def targets(self) -> dict[str, str]:
        """Return each scraped address with its health: `up`, `down` or `unknown`."""
        active = self.get("targets")["activeTargets"]
        return {target["labels"]["instance"]: target["health"] for target in active}

    def alerts(self) -> dict[str, str]:
        """Return the state of every alert that is pending or firing, by its name."""
        return {alert["labels"]["alertname"]: alert["state"] for alert in self.get("alerts")["alerts"]}


def find(tool: str) -> str | None:
    """Return the path of `prometheus` or `promtool`: the system's, or the one of deploy/services.sh."""
    cached = cache_folder() / "prometheus" / tool
    return shutil.which(tool) or (str(cached) if os.access(cached, os.X_OK) else None)


def command(tool: str, folder: Path) -> list[str]:
    """Return how to run `prometheus` or `promtool` on files of `folder`; skip where it cannot be had."""
    if found := find(tool):
        return [found]
    if not _image_is_here():
        missing(BRING)
    user = f"{os.getuid()}:{os.getgid()}"
    mount = ["--volume", f"{folder}:{folder}", "--entrypoint", f"/bin/{tool}"]
    return ["docker", "run", "--rm", "--init", "--network=host", f"--user={user}", *mount, IMAGE]


def _image_is_here() -> bool:
    if shutil.which("docker") is None:
        return False
    looked = subprocess.run(["docker", "image", "inspect", IMAGE], capture_output=True, check=False)
    return looked.returncode == 0


@contextmanager
def running(
    targets: Sequence[str], *, rules: Path | None = None, interval: str = "1s"
) -> Iterator[Prometheus]:
    """Run a Prometheus that scrapes `targets` (`host:port`, path /metrics) until the block ends.

    `rules` is a rule file, evaluated at the same interval.
    """
    with tempfile.TemporaryDirectory(prefix="rasid-prometheus-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        config: dict[str, Any] = {
            "global": {
                "scrape_interval": interval,
                "scrape_timeout": interval,
                "evaluation_interval": interval,
            },
            "scrape_configs": [{"job_name": "rasid", "static_configs": [{"targets": list(targets)}]}],
        }
        if rules is not None:
            shutil.copy(rules, folder / "rules.yml")
            config["rule_files"] = [str(folder / "rules.yml")]
        (folder / "prometheus.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        address = f"127.0.0.1:{free_ports(1)[0]}"
        arguments = [
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address={address}",
            "--log.level=warn",
        ]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*command("prometheus", folder), *arguments], stdout=log, stderr=log, cwd=folder
            )
        try:
            _wait_until_ready(f"http://{address}", process, folder / "log")
            yield Prometheus(f"http://{address}")
        finally:
            process.terminate()
            process.wait(30)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{url}/-/ready", timeout=2).close()
        except OSError:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < end, "Prometheus was not ready after 60 s"
            time.sleep(0.1)
        else:
            return
