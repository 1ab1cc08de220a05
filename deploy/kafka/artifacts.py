"""What a Kafka broker needs before it starts: Java, the jars, a certificate. Standard library only."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
VERSION = "4.1.1"
JAVA_AT_LEAST = 17


class KafkaError(Exception):
    """Something is missing or did not start; the message is one line and says what to do."""


def cache_folder() -> Path:
    """Return `$RASID_CACHE`, else `rasid` under the user's cache folder."""
    if chosen := os.environ.get("RASID_CACHE"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rasid"


def find_java() -> str:
    """Return a `java` of version 17 or newer, or raise with the command that brings one."""
    places = [os.environ.get("JAVA_HOME"), "/opt/homebrew/opt/openjdk@17", "/usr/local/opt/openjdk@17"]
    candidates = [str(Path(place) / "bin" / "java") for place in places if place]
    if on_path := shutil.which("java"):
        candidates.append(on_path)
    for java in candidates:
        if java_version(java) >= JAVA_AT_LEAST:
            return java
    raise KafkaError(
        "Java 17 or newer is not here: apt-get install -y openjdk-17-jre-headless, "
        "dnf install -y java-17-openjdk-headless, or brew install openjdk@17"
    )


def java_version(java: str) -> int:
    """Return the major version of `java`, or 0 where it does not run."""
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r'version "(?:1\.)?(\d+)', told.stderr + told.stdout)
    return int(found[1]) if found else 0


def ensure_jars(version: str = VERSION) -> Path:
    """Return the folder of Kafka's jars; fetch them with Maven where they are not cached yet.

    The folder appears whole or not at all, so that a fetch that broke off is simply done again.
    """
    ready = cache_folder() / "kafka" / version
    if ready.is_dir():
        return ready
    maven = shutil.which("mvn")
    if maven is None:
        raise KafkaError(
            "Maven is not here: apt-get install -y maven, dnf install -y maven, or brew install maven"
        )
    ready.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ready.parent, prefix=".fetch-") as scratch:
        # Maven writes beside the pom (target/): give it a copy, so that the source tree stays clean.
        shutil.copy(HERE / "pom.xml", scratch)
        lib = Path(scratch) / "lib"
        command = [maven, "-q", "-B", "-f", f"{scratch}/pom.xml", f"-Dkafka.version={version}"]
        command += ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={lib}"]
        ran = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if ran.returncode or not any(lib.glob("kafka_2.13-*.jar")):
            lines = [line for line in ran.stdout.splitlines() if "ERROR" in line]
            raise KafkaError(f"Maven could not fetch Kafka {version}: {lines[0] if lines else 'no output'}")
        try:
            lib.rename(ready)
        except OSError:
            if not ready.is_dir():  # else another process was faster: equal jars
                raise
    return ready


@dataclass(frozen=True, slots=True)
class Runtime:
    """How to run Java with Kafka's classes: on this machine, or within the official image.

    In a container everything has the same paths, ports and user as here, so that nothing else differs.
    """

    java: str
    """The `java` to run; within an image simply `java`."""
    class_path: str
    image: str | None = None

    def command(self, tool: str, folder: Path, arguments: list[str], name: str | None = None) -> list[str]:
        """Return the command that runs `java` or `keytool` on files of `folder`; `name` is a container's."""
        if self.image is None:
            return [str(Path(self.java).with_name(tool)), *arguments]
        docker = ["docker", "run", "--rm", "--network=host", f"--user={os.getuid()}:{os.getgid()}"]
        docker += [f"--volume={folder}:{folder}", f"--volume={HERE}:{HERE}:ro", f"--entrypoint={tool}"]
        return [*docker, *([f"--name={name}"] if name else []), self.image, *arguments]

    def kill(self, process: subprocess.Popen[bytes], name: str) -> None:
        """End a process at once (SIGKILL) and wait for it."""
        if self.image is not None:
            # The client's death would not be the container's.
            subprocess.run(["docker", "kill", "--signal=KILL", name], capture_output=True, check=False)
        else:
            process.kill()
        process.wait()


def find_runtime(version: str = VERSION) -> Runtime:
    """Return Java and Kafka of this machine, else the official image where Docker has it.

    Raises `KafkaError` with the command that helps. deploy/services.sh installs or pulls.
    """
    try:
        return Runtime(java=find_java(), class_path=f"{ensure_jars(version)}/*")
    except KafkaError:
        image = f"apache/kafka:{version}"
        if not has_image(image):
            raise
        return Runtime(java="java", class_path="/opt/kafka/libs/*", image=image)


def has_image(image: str) -> bool:
    """Say whether Docker is here and has the image; pulls nothing."""
    if shutil.which("docker") is None:
        return False
    looked = subprocess.run(["docker", "image", "inspect", image], capture_output=True, check=False)
    return looked.returncode == 0


@dataclass(frozen=True, slots=True)
class Security:
    """A second listener per broker, SASL_SSL with PLAIN: who may log in, and the certificate to trust."""

    username: str
    password: str
    ca_file: str


def make_security(folder: Path, runtime: Runtime) -> Security:
    """Make a self-signed certificate for `localhost` with keytool, and one user with a random password."""
    password = uuid.uuid4().hex
    store = ["-keystore", str(folder / "broker.p12"), "-storetype", "PKCS12", "-storepass", "rasid-test"]
    make = ["-genkeypair", "-alias", "broker", "-keyalg", "RSA", "-keysize", "2048", "-validity", "30"]
    make += ["-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1", *store]
    export = ["-exportcert", "-rfc", "-alias", "broker", "-file", str(folder / "ca.pem"), *store]
    for arguments in (make, export):
        ran = subprocess.run(
            runtime.command("keytool", folder, arguments), capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise KafkaError(f"keytool could not make a certificate: {(ran.stdout + ran.stderr).strip()}")
    return Security(username="rasid", password=password, ca_file=str(folder / "ca.pem"))


def secure_properties(folder: Path, security: Security) -> dict[str, str]:
    """Return the broker settings of the SASL_SSL listener."""
    login = "org.apache.kafka.common.security.plain.PlainLoginModule required"
    return {
        "listener.name.sasl_ssl.ssl.keystore.type": "PKCS12",
        "listener.name.sasl_ssl.ssl.keystore.location": str(folder / "broker.p12"),
        "listener.name.sasl_ssl.ssl.keystore.password": "rasid-test",
        "listener.name.sasl_ssl.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.sasl_ssl.plain.sasl.jaas.config": (
            f'{login} user_{security.username}="{security.password}";'
        ),
    }
