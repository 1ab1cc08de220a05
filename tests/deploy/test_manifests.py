"""Compose, Kubernetes and the image agree with each other, with the settings and with the locks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.kafka.cluster import KAFKA_VERSION
from workers.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
KUBERNETES = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
VARIABLES = {f"RASID_{name.upper()}" for name in Settings.model_fields}
METRICS_PORT = Settings.model_fields["metrics_port"].default


def compose() -> dict[str, Any]:
    """The compose file."""
    document: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return document


def objects() -> list[dict[str, Any]]:
    """Every Kubernetes object."""
    return [one for path in KUBERNETES for one in yaml.safe_load_all(path.read_text(encoding="utf-8")) if one]


def pods() -> Iterator[dict[str, Any]]:
    """The pod of every object that runs one."""
    for one in objects():
        if one["kind"] in ("Deployment", "Job"):
            yield one["spec"]["template"]["spec"]


def the(kind: str) -> dict[str, Any]:
    """The one object of a kind."""
    (found,) = (one for one in objects() if one["kind"] == kind)
    return found


@pytest.mark.parametrize(
    "path", [DEPLOY / "Dockerfile", DEPLOY / "compose.yaml", *KUBERNETES], ids=lambda p: p.name
)
def test_every_setting_named_is_one_that_exists(path: Path) -> None:
    text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
    assert set(re.findall(r"RASID_[A-Z_]+", text)) <= VARIABLES


class TestCompose:
    def test_it_runs_the_kafka_that_the_tests_run(self) -> None:
        assert compose()["services"]["kafka"]["image"] == f"apache/kafka:{KAFKA_VERSION}"

    def test_every_image_is_pinned_and_every_port_stays_on_this_machine(self) -> None:
        for name, service in compose()["services"].items():
            assert re.search(r":v?\d+\.\d+\.\d+$", service["image"]), name
            assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ())), name

    def test_every_service_is_health_checked_or_ends_by_itself(self) -> None:
        for name, service in compose()["services"].items():
            check = service["healthcheck"]
            assert "test" in check or name in ("topics", "feed")

    def test_workers_wait_for_the_topics_and_these_for_kafka(self) -> None:
        services = compose()["services"]
        assert services["worker"]["depends_on"] == {"topics": {"condition": "service_completed_successfully"}}
        assert services["topics"]["depends_on"] == {"kafka": {"condition": "service_healthy"}}

    def test_the_files_it_mounts_are_there(self) -> None:
        for service in compose()["services"].values():
            for volume in service.get("volumes", ()):
                source = volume.split(":")[0]
                if source.startswith("."):
                    assert (DEPLOY / source).exists(), source


class TestKubernetes:
    def test_the_customization_names_every_file(self) -> None:
        named = set(the("Kustomization")["resources"]) | {"kustomization.yaml", "podmonitor.yaml"}
        assert named == {path.name for path in KUBERNETES}

    def test_the_worker_is_probed_where_it_answers(self) -> None:
        (container,) = the("Deployment")["spec"]["template"]["spec"]["containers"]
        assert container["ports"] == [{"name": "metrics", "containerPort": METRICS_PORT}]
        probes = {name: container[name]["httpGet"] for name in container if name.endswith("Probe")}
        assert probes == {
            "startupProbe": {"path": "/health", "port": "metrics"},
            "livenessProbe": {"path": "/health", "port": "metrics"},
            "readinessProbe": {"path": "/ready", "port": "metrics"},
        }

    def test_scrapes_find_the_port(self) -> None:
        annotations = the("Deployment")["spec"]["template"]["metadata"]["annotations"]
        assert annotations["prometheus.io/port"] == str(METRICS_PORT)
        assert the("Service")["spec"]["ports"][0]["port"] == METRICS_PORT
        assert the("PodMonitor")["spec"]["podMetricsEndpoints"][0]["port"] == "metrics"

    def test_no_pod_may_more_than_it_must(self) -> None:
        for pod in pods():
            assert pod["securityContext"]["runAsNonRoot"] is True
            assert pod["automountServiceAccountToken"] is False
            for container in pod["containers"]:
                security = container["securityContext"]
                assert security["readOnlyRootFilesystem"] is True
                assert security["allowPrivilegeEscalation"] is False
                assert security["capabilities"] == {"drop": ["ALL"]}
                assert container["resources"]["limits"]["memory"]

    def test_every_mount_has_its_volume(self) -> None:
        for pod in pods():
            volumes = {volume["name"] for volume in pod["volumes"]}
            for container in pod["containers"]:
                assert {mount["name"] for mount in container["volumeMounts"]} == volumes


class TestImage:
    def test_it_does_not_run_as_root(self) -> None:
        text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
        (user,) = re.findall(r"^USER (\d+)$", text, re.MULTILINE)
        assert int(user) == the("Deployment")["spec"]["template"]["spec"]["securityContext"]["runAsUser"] > 0
        assert f"EXPOSE {METRICS_PORT}" in text

    def test_what_it_copies_is_let_into_the_build(self) -> None:
        text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
        ignore = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
        copied = [
            word
            for line in re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE)
            for word in line.split()
        ]
        assert copied
        for source in copied:
            assert f"!{source}" in ignore
            assert (ROOT / source).exists()

    def test_it_has_the_versions_that_are_tested_and_no_tools_of_the_tests(self) -> None:
        def pins(path: Path) -> set[str]:
            return set(re.findall(r"^[\w.-]+==\S+", path.read_text(encoding="utf-8"), re.MULTILINE))

        image = pins(DEPLOY / "requirements.lock")
        assert image < pins(ROOT / "requirements.lock")
        assert not any(pin.startswith(("pytest", "hypothesis", "confluent")) for pin in image)
