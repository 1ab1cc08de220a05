"""camel-tools is imported without a network, its data is found where it is, and what is missing is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.entities.camel_folder import write_folder
from workers.entities import camel_data

NO_NETWORK = """
import socket
def refuse(*_, **__): raise AssertionError('the network was asked')
socket.socket.connect = socket.create_connection = refuse
from pathlib import Path
from workers.entities import camel_data
"""


def run(code: str, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "CAMELTOOLS_DATA"}
    done = subprocess.run(
        [sys.executable, "-c", NO_NETWORK + code],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_without_data_camel_tools_imports_without_the_network(tmp_path: Path) -> None:
    code = (
        "camel_data.prepare(); import camel_tools.morphology.analyzer, camel_tools.disambig.mle; print('ok')"
    )
    assert run(code, HOME=str(tmp_path)) == "ok"
    assert not (tmp_path / ".camel_tools" / "catalogue.json").exists()


def test_a_home_that_cannot_be_written_does_not_matter() -> None:
    home = "/proc/no-such-home"
    code = (
        "import os; camel_data.prepare(); import camel_tools.morphology.analyzer; print(os.environ['HOME'])"
    )
    assert run(code, HOME=home) == home


def test_a_folder_with_a_catalogue_is_used_as_it_is(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "camel")
    before = sorted(path.name for path in folder.rglob("*"))
    code = f"print(camel_data.prepare(Path({str(folder)!r})))"
    assert run(code, HOME=str(tmp_path)) == str(folder)
    assert run("print(camel_data.prepare())", HOME=str(tmp_path), CAMELTOOLS_DATA=str(folder)) == str(folder)
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_our_own_folder_goes_with_the_process(tmp_path: Path) -> None:
    left = run("print(camel_data.prepare())", HOME=str(tmp_path))
    assert left != str(tmp_path / ".camel_tools")
    assert not Path(left).exists()


def test_status_names_what_is_there_and_what_is_missing(tmp_path: Path) -> None:
    code = "print(*(f'{one.backend} {one.installed} {one.line}' for one in camel_data.status(Path(%r))), sep='\\n')"
    bert, mle = run(code % str(tmp_path), HOME=str(tmp_path)).splitlines()
    assert bert.startswith("camel-bert False")
    assert "make neural" in bert or "rasid models install" in bert
    assert mle.startswith("camel-mle False")
    assert "rasid models install" in mle
    folder = write_folder(tmp_path / "camel")
    assert run(code % str(folder), HOME=str(tmp_path)).splitlines()[1].startswith("camel-mle True")


@pytest.fixture
def camel_runs(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stand in for the camel_data command: it fails for packages called `bad…`."""
    commands: list[list[str]] = []

    def fake(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        commands.append([*command, str(options["env"]["CAMELTOOLS_DATA"])])  # type: ignore[index]
        bad = command[-1].startswith("bad")
        return subprocess.CompletedProcess(command, 0, "", "Error: Invalid package name" if bad else "")

    monkeypatch.setattr(subprocess, "run", fake)
    return commands


def test_install_runs_camel_data_and_goes_on_after_a_failure(
    camel_runs: list[list[str]], tmp_path: Path
) -> None:
    lines = list(camel_data.install(["bad-one", "good-one"], tmp_path / "data"))
    assert [command[-2:] for command in camel_runs] == [
        ["bad-one", str(tmp_path / "data")],
        ["good-one", str(tmp_path / "data")],
    ]
    assert lines[1] == "bad-one: failed: Error: Invalid package name"
    assert lines[-1] == "good-one: installed"


def test_install_takes_the_packages_that_rasid_uses_by_default(
    camel_runs: list[list[str]], tmp_path: Path
) -> None:
    list(camel_data.install(folder=tmp_path))
    assert [command[-2] for command in camel_runs] == list(camel_data.PACKAGES)
