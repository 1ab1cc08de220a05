"""camel-tools' data: where it is, what of it is installed, and how to install the rest.

camel-tools reads a catalogue when its morphology, disambiguation or NER is imported, fetches it over
the network where it is absent, and makes a folder in HOME. `prepare` makes such an import safe: it
gives camel-tools a folder with a catalogue, the smallest there is if the user has none, so that
nothing is fetched behind anyone's back. Call it before anything else imports `camel_tools.data`.
"""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("disambig-mle-calima-msa-r13", "ner-arabert")
"""The camel_data packages that Rasid's backends use; the first brings its morphology database."""

_SMALLEST_CATALOGUE = {"version": "1.6", "packages": {}, "components": {}}
_HELP = "install it with `rasid models install`"


class CamelDataMissing(Exception):
    """A model of camel-tools that a backend needs is not installed; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Status:
    """Whether one backend can be used."""

    backend: str
    installed: bool
    line: str
    """What is there or missing, in words."""


def data_folder(folder: Path | None = None) -> Path:
    """Return where camel-tools' data is or would be: `folder`, else camel-tools' own rule."""
    if folder is not None:
        return folder.expanduser().absolute()
    named = os.environ.get("CAMELTOOLS_DATA")
    return Path(named).expanduser().absolute() if named else Path.home() / ".camel_tools"


def prepare(folder: Path | None = None) -> Path:
    """Make importing camel-tools' data-driven parts safe, and return the data folder it will use.

    Once camel-tools has read a catalogue the process keeps it; later calls return that folder.
    """
    loaded = sys.modules.get("camel_tools.data")
    if loaded is not None:
        return Path(loaded.CT_DATA_DIR)
    target = data_folder(folder)
    if not (target / "catalogue.json").is_file():
        target = _private_folder()
    os.environ["CAMELTOOLS_DATA"] = str(target)
    _with_writable_home(target)
    return target


def _private_folder() -> Path:
    """Make a folder of our own with the smallest catalogue that loads; it goes with the process."""
    private = Path(tempfile.mkdtemp(prefix="rasid-camel-"))
    atexit.register(shutil.rmtree, private, ignore_errors=True)
    (private / "catalogue.json").write_text(json.dumps(_SMALLEST_CATALOGUE), encoding="utf-8")
    return private


def _with_writable_home(target: Path) -> None:
    """Import `camel_tools.data`, which makes ~/.camel_tools, also where HOME cannot be written."""
    home = os.environ.get("HOME")
    try:
        import camel_tools.data
    except OSError:
        os.environ["HOME"] = str(target if os.access(target, os.W_OK) else _private_folder())
        try:
            import camel_tools.data  # noqa: F401
        finally:
            if home is None:
                del os.environ["HOME"]
            else:
                os.environ["HOME"] = home


def dataset_path(component: str, folder: Path | None = None, name: str | None = None) -> Path | None:
    """Return the folder of an installed data set (the component's default one), or None.

    `component` is camel-tools' name, e.g. `NamedEntityRecognition`, `DisambigMLE`, `MorphologyDB`.
    """
    prepare(folder)
    from camel_tools.data import CATALOGUE

    entry = CATALOGUE.components.get(component)
    if entry is None:
        return None
    dataset = entry.datasets.get(name or entry.default)
    path = Path(dataset.path) if dataset is not None else None
    return path if path is not None and path.is_dir() and any(path.iterdir()) else None


def status(folder: Path | None = None) -> tuple[Status, ...]:
    """Say of each camel-tools backend whether it can be used, and what is missing where not."""
    where = data_folder(folder)
    return (_bert_status(folder, where), _mle_status(folder, where))


def missing_packages() -> list[str]:
    """Return which of the packages that `make neural` installs are not there."""
    return [name for name in ("torch", "transformers") if find_spec(name) is None]


def _bert_status(folder: Path | None, where: Path) -> Status:
    if missing := missing_packages():
        line = f"camel-bert: {' and '.join(missing)} not installed: make neural"
        return Status("camel-bert", installed=False, line=line)
    model = dataset_path("NamedEntityRecognition", folder)
    if model is None:
        return Status("camel-bert", installed=False, line=f"camel-bert: no NER model in {where}: {_HELP}")
    return Status("camel-bert", installed=True, line=f"camel-bert: {model}")


def _mle_status(folder: Path | None, where: Path) -> Status:
    model = dataset_path("DisambigMLE", folder) or database_file(folder)
    if model is None:
        line = f"camel-mle: no disambiguator and no morphology database in {where}: {_HELP}"
        return Status("camel-mle", installed=False, line=line)
    return Status("camel-mle", installed=True, line=f"camel-mle: {model}")


def database_file(folder: Path | None = None) -> Path | None:
    """Return an ALMOR morphology database: camel-tools' own, else the first `.db` file in `folder`."""
    installed = dataset_path("MorphologyDB", folder)
    if installed is not None and (installed / "morphology.db").is_file():
        return installed / "morphology.db"
    target = data_folder(folder)
    found = sorted(target.glob("*.db")) if target.is_dir() else []
    return found[0] if found else None


def install(packages: Sequence[str] | None = None, folder: Path | None = None) -> Iterator[str]:
    """Run camel-tools' own camel_data for `packages` (unset: `PACKAGES`), and yield what it says.

    Runs in processes of its own, so that this one never goes on the network. A package that fails
    yields a line that says so; the others are still tried.
    """
    target = data_folder(folder)
    target.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "CAMELTOOLS_DATA": str(target)}
    for package in packages or PACKAGES:
        yield f"{package}: camel_data --install into {target}"
        command = [sys.executable, "-m", "camel_tools.cli.camel_data", "--install", package]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        said = (done.stderr or done.stdout).strip().splitlines()
        failed = done.returncode != 0 or any(line.startswith("Error") for line in said)
        yield f"{package}: {'failed: ' + (said[-1] if said else 'no reason given') if failed else 'installed'}"
