"""What goes wrong is said in one line, with a status that scripts can read, and no traceback."""

from pathlib import Path

import pytest

from tests.commands.shell import NOWHERE, rasid


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["tail"],
        ["feed"],
        ["tail", "alerts", "--bogus"],
        ["feed", "--limit", "many"],
        ["evaluate", "ner"],
    ],
)
def test_wrong_usage_is_one_line_and_status_2(arguments: list[str]) -> None:
    done = rasid(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    lines = done.stderr.decode().strip().splitlines()
    assert len(lines) == 1, lines
    assert "--help" in lines[0]


@pytest.mark.parametrize(
    "arguments", [["topics", "check"], ["topics", "create"], ["tail", "alerts"], ["feed", "--sample"]]
)
def test_an_unreachable_broker_is_one_line_that_says_what_to_do(arguments: list[str]) -> None:
    done = rasid(*arguments, **NOWHERE)
    assert done.returncode == 1
    lines = done.stderr.decode().strip().splitlines()
    assert len(lines) == 1, lines
    assert "127.0.0.1:1" in lines[0]
    assert "RASID_BOOTSTRAP_SERVERS" in lines[0]


def test_a_bad_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_bytes(b"{")
    (tmp_path / "rules.yaml").write_text("rules: 7\n", encoding="utf-8")
    for arguments, says in (
        (["evaluate", "ner", str(tmp_path / "absent.conll")], "no such file"),
        (["rules", "learn", str(tmp_path / "broken.json")], "not JSON"),
        (["rules", "check", str(tmp_path / "rules.yaml")], "rules.yaml"),
    ):
        done = rasid(*arguments)
        assert done.returncode == 1, arguments
        lines = done.stderr.decode().strip().splitlines()
        assert len(lines) == 1, lines
        assert says in lines[0]


def test_a_wrong_setting_is_one_line_that_names_it() -> None:
    done = rasid("tag", RASID_MAX_BODY_BYTES="-4")
    assert done.returncode == 1
    assert done.stderr.decode().strip().splitlines()[0].startswith("rasid: RASID_MAX_BODY_BYTES")


def test_a_worker_without_a_broker_ends_with_one_line() -> None:
    done = rasid("worker", RASID_METRICS_PORT="0", seconds=60, **NOWHERE)
    assert done.returncode == 1
    text = done.stderr.decode()
    assert "Traceback" not in text
    assert "no Kafka broker answers at 127.0.0.1:1" in text.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "command",
    ["dev", "worker", "topics", "feed", "tail", "tag", "models", "doctor", "evaluate", "rules", "settings"],
)
def test_every_command_explains_itself(command: str) -> None:
    done = rasid(command, "--help")
    assert done.returncode == 0
    assert b"Usage: rasid " + command.encode() in done.stdout


def test_the_version_is_told() -> None:
    assert rasid("--version").stdout.startswith(b"rasid 0.")


def test_doctor_says_of_each_line_what_to_do() -> None:
    done = rasid("doctor", **NOWHERE)
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert any(line.startswith("ok") and "settings" in line for line in lines)
    assert any(
        line.startswith("!!") and "broker" in line and "RASID_BOOTSTRAP_SERVERS" in line for line in lines
    )
