"""Run `rasid` as a user does: a process of its own."""

import os
import subprocess
import sys


def rasid(
    *arguments: str, stdin: bytes = b"", seconds: float = 90, **settings: str
) -> "subprocess.CompletedProcess[bytes]":
    """Run `rasid` with `arguments`; `settings` go into its environment."""
    return subprocess.run(
        [sys.executable, "-m", "workers", *arguments],
        input=stdin, env=os.environ | settings, capture_output=True, timeout=seconds, check=False,
    )  # fmt: skip


NOWHERE = {"RASID_BOOTSTRAP_SERVERS": "127.0.0.1:1"}
"""Settings under which no broker answers."""
