"""A Kafka cluster of one broker or more as child processes, for scripts and tests. Standard library only."""

from __future__ import annotations

import base64
import random
import signal
import socket
import struct
import subprocess
import time
import uuid
import zlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from artifacts import (
    HERE,
    VERSION,
    KafkaError,
    Runtime,
    Security,
    find_runtime,
    make_security,
    secure_properties,
)

HOST = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """Return `count` different free TCP ports of 127.0.0.1.

    They lie below the range from which systems draw the ports of outgoing connections: one of those
    could take it before the server does.
    """
    with ExitStack() as stack:
        found: list[int] = []
        for port in random.sample(range(15_000, 32_000), 2_000):
            candidate = stack.enter_context(socket.socket())
            with suppress(OSError):
                candidate.bind((HOST, port))
                found.append(port)
            if len(found) == count:
                return found
    raise KafkaError("there are no free ports")


def live_brokers(port: int, timeout: float = 2.0) -> list[int]:
    """Return the ids of the brokers that the one on `port` knows to be alive; none where it is silent.

    Asks with Kafka's own DescribeCluster request (key 60, version 0), so that no client library is
    needed: https://kafka.apache.org/protocol
    """
    header = struct.pack(">hhih5sB", 60, 0, 1, 5, b"rasid", 0)
    request = header + struct.pack(">?B", False, 0)
    try:
        with socket.create_connection((HOST, port), timeout=timeout) as connection:
            connection.sendall(struct.pack(">i", len(request)) + request)
            stream = connection.makefile("rb")
            size = struct.unpack(">i", stream.read(4))[0]
            return _broker_ids(stream.read(size))
    except (OSError, struct.error, IndexError):
        return []


def _broker_ids(answer: bytes) -> list[int]:
    """Read a DescribeCluster v0 response; compact lengths are unsigned varints, one more than the length."""
    place = 4 + 1 + 4  # correlation id, tagged fields, throttle time
    if struct.unpack_from(">h", answer, place)[0]:
        return []
    place += 2
    place += max(answer[place], 1)  # error message; its length byte is within the count
    place += max(answer[place], 1)  # cluster id
    place += 4  # controller
    count = answer[place] - 1
    place += 1
    ids = []
    for _ in range(count):
        ids.append(struct.unpack_from(">i", answer, place)[0])
        place += 4
        place += max(answer[place], 1) + 4  # host, port
        place += max(answer[place], 1) + 1  # rack, tagged fields
    return ids


@dataclass(frozen=True, slots=True)
class Node:
    """One process that is broker and controller at once."""

    id: int
    port: int
    controller_port: int
    secure_port: int | None = None


def new_cluster_id() -> str:
    """Return a random id as `kafka-storage random-uuid` makes them: none begins with a dash.

    One of 64 would, and the storage tool takes it for an option.
    """
    while True:
        made = base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode()
        if not made.startswith("-"):
            return made


class Cluster:
    """A Kafka cluster in a folder of its own.

    `settings` are lines for every server.properties, e.g. `{"message.max.bytes": "2000"}`. With
    `secure`, each broker also listens with TLS and SASL/PLAIN (`secure_bootstrap`, `security`).
    Processes are children of the caller, in sessions of their own: whoever starts stops.
    """

    def __init__(
        self,
        folder: Path,
        *,
        brokers: int = 1,
        version: str = VERSION,
        heap_mb: int = 384,
        port: int | None = None,
        settings: Mapping[str, str] | None = None,
        secure: bool = False,
    ) -> None:
        self.folder = folder.resolve()
        self.version = version
        self.heap_mb = heap_mb
        self.settings = dict(settings or {})
        self.security: Security | None = None
        each = 3 if secure else 2
        ports = free_ports(each * brokers)
        self.nodes = tuple(
            Node(
                id=index + 1,
                port=port + index if port else ports[each * index],
                controller_port=ports[each * index + 1],
                secure_port=ports[each * index + 2] if secure else None,
            )
            for index in range(brokers)
        )
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._secure = secure
        self._runtime: Runtime | None = None

    @property
    def bootstrap(self) -> str:
        """`host:port` of every broker, separated by commas."""
        return ",".join(f"{HOST}:{node.port}" for node in self.nodes)

    @property
    def secure_bootstrap(self) -> str:
        """The same for the listeners with TLS and SASL; `localhost`, as the certificate says."""
        return ",".join(f"localhost:{node.secure_port}" for node in self.nodes)

    def start(self, timeout: float = 90.0) -> None:
        """Format the folders, start every node and wait until all of them are alive."""
        runtime = self._runtime = find_runtime(self.version)
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._secure:
            self.security = make_security(self.folder, runtime)
        cluster_id = new_cluster_id()
        formats = []
        for node in self.nodes:
            folder = self._folder(node)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "server.properties").write_text(self._properties(node), encoding="utf-8")
            if (folder / "data").exists():
                continue  # stopped and started again: the data are kept
            arguments = ["-Xmx128m", "-XX:TieredStopAtLevel=1", *self._class_path(runtime)]
            arguments += ["kafka.tools.StorageTool", "format", "-t", cluster_id]
            arguments += ["-c", str(folder / "server.properties")]
            command = runtime.command("java", self.folder, arguments)
            formats.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT))
        for process in formats:
            output, _ = process.communicate(timeout=timeout)
            if process.returncode:
                raise KafkaError(
                    f"Kafka could not format its folder: {output.decode(errors='replace')[-400:]}"
                )
        for node in self.nodes:
            self._spawn(node, runtime)
        self.wait(timeout)

    def stop(self, *, gently: bool = False, timeout: float = 60.0) -> None:
        """End every node: at once, or `gently` with a controlled shutdown."""
        if gently:
            for process in self._processes.values():
                process.send_signal(signal.SIGTERM)
            for process in self._processes.values():
                with suppress(subprocess.TimeoutExpired):
                    process.wait(timeout)
        for node_id in list(self._processes):
            self.kill(node_id)

    def kill(self, node_id: int) -> None:
        """End one broker as a power cut would (SIGKILL)."""
        process = self._processes.pop(node_id)
        assert self._runtime is not None
        self._runtime.kill(process, self._container(node_id))

    def restart(self, node_id: int, timeout: float = 90.0) -> None:
        """Start a killed broker again, on its old ports and data, and wait until it is alive."""
        node = next(node for node in self.nodes if node.id == node_id)
        self._spawn(node, self._runtime or find_runtime(self.version))
        self.wait(timeout)

    def wait(self, timeout: float = 90.0) -> None:
        """Wait until every started broker knows every other to be alive."""
        expected = sorted(self._processes)

        def healthy() -> bool:
            for node in self.nodes:
                process = self._processes.get(node.id)
                if process is not None and process.poll() is not None:
                    raise KafkaError(f"Kafka broker {node.id} ended at once: {self.last_words(node)}")
            return all(
                sorted(live_brokers(node.port)) == expected for node in self.nodes if node.id in expected
            )

        wait_for(
            healthy, timeout, f"Kafka was not healthy after {timeout:.0f} s; see {self.folder}/*/broker.log"
        )

    def pids(self) -> dict[int, int]:
        """Return the process id of each running node."""
        return {node_id: process.pid for node_id, process in self._processes.items()}

    def last_words(self, node: Node) -> str:
        """Return the last line of a node's log."""
        log = self._folder(node) / "broker.log"
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n") if log.exists() else []
        told = [line for line in lines if line.strip() and not line.startswith("\tat ")]
        return told[-1][:300] if told else "it wrote no log"

    def _folder(self, node: Node) -> Path:
        return self.folder / f"node{node.id}"

    def _container(self, node_id: int) -> str:
        return f"rasid-kafka-{zlib.crc32(str(self.folder).encode()):08x}-{node_id}"

    def _class_path(self, runtime: Runtime) -> list[str]:
        return ["-cp", runtime.class_path, f"-Dlog4j2.configurationFile={HERE / 'log4j2.properties'}"]

    def _spawn(self, node: Node, runtime: Runtime) -> None:
        folder = self._folder(node)
        # A small heap and the serial collector: two cores and many neighbours, not a data centre.
        arguments = [f"-Xmx{self.heap_mb}m", "-Xms64m", "-XX:+UseSerialGC", *self._class_path(runtime)]
        arguments += ["kafka.Kafka", str(folder / "server.properties")]
        command = runtime.command("java", self.folder, arguments, self._container(node.id))
        with (folder / "broker.log").open("ab") as log:
            self._processes[node.id] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def _properties(self, node: Node) -> str:
        several = len(self.nodes) > 1
        replicas = str(min(len(self.nodes), 3))
        in_sync = "2" if several else "1"
        listeners = [f"PLAINTEXT://{HOST}:{node.port}"]
        if node.secure_port:
            listeners.append(f"SASL_SSL://localhost:{node.secure_port}")
        lines = {
            "node.id": str(node.id),
            "process.roles": "broker,controller",
            "controller.quorum.voters": ",".join(f"{n.id}@{HOST}:{n.controller_port}" for n in self.nodes),
            "controller.listener.names": "CONTROLLER",
            "inter.broker.listener.name": "PLAINTEXT",
            "listeners": ",".join([*listeners, f"CONTROLLER://{HOST}:{node.controller_port}"]),
            "advertised.listeners": ",".join(listeners),
            "listener.security.protocol.map": ("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL"),
            "log.dirs": str(self._folder(node) / "data"),
            "auto.create.topics.enable": "false",
            "default.replication.factor": replicas,
            "min.insync.replicas": in_sync,
            "offsets.topic.replication.factor": replicas,
            "offsets.topic.num.partitions": "8",
            "transaction.state.log.replication.factor": replicas,
            "transaction.state.log.min.isr": in_sync,
            "transaction.state.log.num.partitions": "4",
            # Three seconds at every new group otherwise, for nothing on one machine.
            "group.initial.rebalance.delay.ms": "0",
        }
        if self.security is not None:
            lines |= secure_properties(self.folder, self.security)
        lines |= self.settings
        return "".join(f"{key}={value}\n" for key, value in lines.items())


def wait_for(condition: Callable[[], bool], timeout: float, otherwise: str) -> None:
    """Ask `condition` ten times a second until it holds; raise `otherwise` when time is up."""
    end = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > end:
            raise KafkaError(otherwise)
        time.sleep(0.1)
