#!/usr/bin/env python3
"""Apache Kafka 4 in KRaft mode from its Maven artifacts: one broker or three, on Java 17 or newer.

    python3 deploy/kafka/cluster.py up [--brokers 3] [--port 9092]   start, wait until healthy, go on running
    python3 deploy/kafka/cluster.py status                           say what runs, and where
    python3 deploy/kafka/cluster.py down [--keep-data]               stop, and remove the data
    python3 deploy/kafka/cluster.py fetch                            only fetch what `up` needs

Standard library only, so that it runs before any environment exists. The jars (43 MB) are fetched
once by Maven into `$RASID_CACHE/kafka/VERSION` (default `~/.cache/rasid`). Tests use kraft.py as a
library: see tests/kafka/cluster.py. For production use the official image (deploy/compose.yaml) or a
cluster of your own: this one listens on 127.0.0.1 only and has no security.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from artifacts import VERSION, KafkaError, cache_folder, find_runtime
from kraft import HOST, Cluster, live_brokers, wait_for

STATE = "cluster.json"


def up(arguments: argparse.Namespace) -> None:
    """Start a cluster that outlives this command."""
    folder = Path(arguments.folder)
    if running(folder):
        raise KafkaError(f"it runs already in {folder}: see `status`")
    kept = len(list(folder.glob("node*/data")))
    if kept and kept != arguments.brokers:
        raise KafkaError(
            f"{folder} holds the data of {kept} broker(s): pass --brokers {kept}, or `down` first"
        )
    cluster = Cluster(
        folder,
        brokers=arguments.brokers,
        version=arguments.version,
        heap_mb=arguments.heap,
        port=arguments.port,
    )
    try:
        cluster.start()
    except BaseException:
        cluster.stop()
        raise
    nodes = [asdict(node) for node in cluster.nodes]
    state = {
        "version": cluster.version,
        "bootstrap": cluster.bootstrap,
        "pids": cluster.pids(),
        "nodes": nodes,
    }
    (folder / STATE).write_text(json.dumps(state, indent=2) + "\n", encoding="utf-8")
    print(f"Apache Kafka {cluster.version}, {len(cluster.nodes)} broker(s): {cluster.bootstrap}")


def down(arguments: argparse.Namespace) -> None:
    """Stop the cluster of the folder, and remove the folder unless told to keep the data."""
    folder = Path(arguments.folder)
    pids = running(folder)
    for pid in pids.values():
        # Docker's client passes SIGTERM on to its container, but not SIGKILL.
        gently = arguments.keep_data or "docker" in command_line(pid)
        os.kill(pid, signal.SIGTERM if gently else signal.SIGKILL)
    wait_for(lambda: not running(folder), 60, f"some of {sorted(pids.values())} did not end")
    if not arguments.keep_data:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"stopped {len(pids)} broker(s)" if pids else "nothing runs")


def status(arguments: argparse.Namespace) -> None:
    """Say which brokers run and whether they answer; exit 1 where none does."""
    folder = Path(arguments.folder)
    pids = running(folder)
    if not pids:
        raise KafkaError(f"nothing runs in {folder}")
    state = read_state(folder)
    for node in state["nodes"]:
        pid = pids.get(node["id"])
        health = (
            "not running" if pid is None else "healthy" if live_brokers(node["port"]) else "not answering"
        )
        print(f"broker {node['id']} {HOST}:{node['port']} {f'pid {pid}, {health}' if pid else 'not running'}")


def fetch(arguments: argparse.Namespace) -> None:
    """Only fetch what `up` needs, and see that Java is there."""
    runtime = find_runtime(arguments.version)
    print(runtime.image or f"{runtime.java}\n{runtime.class_path}")


def read_state(folder: Path) -> dict[str, Any]:
    """Return what `up` wrote, or an empty state."""
    try:
        state: dict[str, Any] = json.loads((folder / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"pids": {}, "nodes": []}
    return state


def running(folder: Path) -> dict[int, int]:
    """Return the pids of the folder's brokers that are alive, and are brokers of this folder."""
    mine = str(folder.resolve())
    return {int(node): pid for node, pid in read_state(folder)["pids"].items() if mine in command_line(pid)}


def command_line(pid: int) -> str:
    """Return the command line of a process, or nothing where it has ended."""
    proc = Path("/proc") / str(pid) / "cmdline"
    if Path("/proc/self").exists():
        return proc.read_text(encoding="utf-8", errors="replace") if proc.exists() else ""
    command = ["ps", "-o", "command=", "-p", str(pid)]  # macOS has no /proc
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def main() -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(prog="cluster.py", description="Apache Kafka in KRaft mode, from Maven.")
    commands = parser.add_subparsers(dest="command", required=True)
    folder_default = cache_folder() / "kafka-data"
    for name, run in (("up", up), ("down", down), ("status", status), ("fetch", fetch)):
        command = commands.add_parser(name, help=(run.__doc__ or "").splitlines()[0])
        command.set_defaults(run=run)
        command.add_argument("--folder", default=str(folder_default), help=f"data folder ({folder_default})")
        if name in ("up", "fetch"):
            command.add_argument("--version", default=VERSION, help=f"of Kafka ({VERSION})")
        if name == "up":
            command.add_argument("--brokers", type=int, choices=(1, 3), default=1)
            command.add_argument("--port", type=int, default=9092, help="of the first broker (9092)")
            command.add_argument("--heap", type=int, default=384, help="Java heap of each, in MB (384)")
        if name == "down":
            command.add_argument("--keep-data", action="store_true", help="stop gently and leave the data")
    arguments = parser.parse_args()
    try:
        arguments.run(arguments)
    except KafkaError as error:
        print(f"kafka: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
