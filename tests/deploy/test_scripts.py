"""Scripts and Makefile: what is missing is said in one line, with the command that brings it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kafka.cluster import KAFKA_VERSION

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("bash", "sed", "head", "id", "mkdir", "dirname", "cat", "cksum", "cut")


def bare(tmp_path: Path, *tools: str) -> dict[str, str]:
    """An environment with next to nothing on its path, and an empty cache."""
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir(exist_ok=True)
    for tool in (*TOOLS, *tools):
        (bin_folder / tool).symlink_to(str(shutil.which(tool)))
    return {"PATH": str(bin_folder), "HOME": str(tmp_path), "RASID_CACHE": str(tmp_path / "cache")}


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command without input and return what it said."""
    return subprocess.run(
        command,
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("script", [".ci/run", "deploy/services.sh"])
def test_scripts_are_valid_bash(script: str) -> None:
    assert run(["bash", "-n", script], dict(os.environ)).returncode == 0


class TestServices:
    def test_what_is_missing_is_named_with_its_command_and_nothing_fails(self, tmp_path: Path) -> None:
        environment = bare(tmp_path) | {"PYTHON": sys.executable, "RASID_NO_INSTALL": "1"}
        ran = run(["bash", "deploy/services.sh"], environment)
        assert ran.returncode == 0, ran.stderr
        assert (
            "Apache Kafka: its tests are skipped. Java 17 or newer is not here: apt-get install" in ran.stdout
        )
        assert "Prometheus: its tests are skipped. Bring it with: apt-get install -y prometheus" in ran.stdout

    def test_where_services_are_required_it_fails(self, tmp_path: Path) -> None:
        environment = bare(tmp_path) | {"PYTHON": sys.executable, "RASID_NO_INSTALL": "1"}
        ran = run(["bash", "deploy/services.sh"], environment | {"RASID_REQUIRE_SERVICES": "1"})
        assert ran.returncode == 1
        assert "allows no skip" in ran.stderr


class TestKafkaScript:
    def ask(self, environment: dict[str, str], *arguments: str) -> tuple[int, str, str]:
        """Run deploy/kafka/cluster.py."""
        ran = run([sys.executable, "deploy/kafka/cluster.py", *arguments], environment)
        return ran.returncode, ran.stdout, ran.stderr

    def test_without_java_it_says_so_in_one_line(self, tmp_path: Path) -> None:
        status, out, err = self.ask(bare(tmp_path), "up", "--folder", str(tmp_path / "data"))
        assert (status, out) == (1, "")
        assert re.fullmatch(r"kafka: Java 17 or newer is not here: apt-get install -y .*\n", err)

    def test_an_old_java_does_not_count(self, tmp_path: Path) -> None:
        environment = bare(tmp_path)
        java = tmp_path / "bin" / "java"
        java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
        java.chmod(0o755)
        status, _, err = self.ask(environment, "up", "--folder", str(tmp_path / "data"))
        assert status == 1
        assert "Java 17 or newer is not here" in err

    def test_without_maven_it_says_so_in_one_line(self, tmp_path: Path) -> None:
        environment = bare(tmp_path)
        java = tmp_path / "bin" / "java"
        java.write_text("#!/bin/sh\necho 'openjdk version \"21.0.1\" 2023-10-17' >&2\n")
        java.chmod(0o755)
        status, _, err = self.ask(environment, "up", "--folder", str(tmp_path / "data"))
        assert status == 1
        assert re.fullmatch(r"kafka: Maven is not here: apt-get install -y maven, .*\n", err)

    def test_nothing_running_is_no_error_to_stop_and_one_to_ask_for(self, tmp_path: Path) -> None:
        folder = str(tmp_path / "data")
        assert self.ask(dict(os.environ), "down", "--folder", folder) == (0, "nothing runs\n", "")
        assert self.ask(dict(os.environ), "status", "--folder", folder) == (
            1,
            "",
            f"kafka: nothing runs in {folder}\n",
        )

    def test_the_pom_fetches_the_version_that_the_script_names(self) -> None:
        pom = (ROOT / "deploy" / "kafka" / "pom.xml").read_text(encoding="utf-8")
        assert f"<kafka.version>{KAFKA_VERSION}</kafka.version>" in pom


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here: apt-get install -y make")
class TestMakefile:
    def test_help_lists_what_the_project_promises(self) -> None:
        told = run(["make", "help"], dict(os.environ)).stdout
        for target in ("setup", "run", "test", "lint", "bench", "neural", "lock", "services", "clean"):
            assert re.search(rf"^  make {target} +\S", told, re.MULTILINE), target

    def test_without_a_python_it_says_which_are_needed(self, tmp_path: Path) -> None:
        environment = bare(tmp_path, "make", "rm")
        ran = run(["make", "setup", f"VENV={tmp_path / 'venv'}"], environment)
        assert ran.returncode != 0
        assert "Rasid needs Python 3.11, 3.12 or 3.13" in ran.stderr
