"""`rasid dev`: everything on one machine, from Python packages alone, and all of it stopped at the end."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.commands.shell import rasid
from workers.embedded import embedded_broker


def counts(output: bytes) -> dict[str, int]:
    """Read the summary: lines such as `alerts 12`."""
    return {name: int(number) for name, number in re.findall(r"(?m)^(\w+) (\d+)$", output.decode())}


def test_once_prints_counts_above_zero_and_ends() -> None:
    done = rasid("dev", "--once", seconds=120)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    found = counts(done.stdout)
    assert set(found) == {"articles", "entities", "events", "alerts", "dead_letters"}
    assert all(number > 0 for number in found.values()), found


def test_files_of_ones_own_are_fed_instead_of_the_sample(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    file.write_text(
        json.dumps({"body": "زار فلاديمير بوتين القاهرة."}, ensure_ascii=False) + "\nbroken\n",
        encoding="utf-8",
    )
    found = counts(rasid("dev", "--once", str(file), seconds=120).stdout)
    assert (found["articles"], found["dead_letters"]) == (1, 1)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_broker_and_worker_and_leaves_nothing_behind(how: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "workers", "dev"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ,
    )
    children: list[psutil.Process] = []
    deadline = time.monotonic() + 60
    while len(children) < 2 and time.monotonic() < deadline:
        time.sleep(0.2)
        children = psutil.Process(process.pid).children(recursive=True)
    assert len(children) >= 2, "broker and worker did not start"
    time.sleep(3)
    process.send_signal(how)
    output, _ = process.communicate(timeout=40)
    assert b"Traceback" not in output
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive, alive


def test_feed_and_tail_work_on_the_embedded_broker(tmp_path: Path) -> None:
    file = tmp_path / "two.jsonl"
    file.write_bytes(b'{"id": "a", "body": "x"}\n{"id": "b", "body": "y"}\n')
    with embedded_broker() as address:
        where = {"RASID_BOOTSTRAP_SERVERS": address}
        created = rasid("topics", "create", **where)
        assert created.returncode == 0, created.stderr
        assert created.stdout.count(b"created") == 6
        assert rasid("topics", "check", **where).returncode == 0
        fed = rasid("feed", str(file), **where)
        assert fed.returncode == 0, fed.stderr
        assert b"2 articles confirmed" in fed.stdout
        told = rasid("tail", "articles.raw", "-b", "-n", "2", "--json", **where)
        assert sorted(told.stdout.splitlines()) == file.read_bytes().splitlines()
