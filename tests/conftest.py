"""Fixtures that every folder of tests may use."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The builders' shared folder (gold data, corpora); absent on a user's machine."""
    folder = Path(os.environ.get("RASID_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "dev.jsonl").is_file():
        pytest.skip("shared/ is not here: set RASID_SHARED to the folder with gold/ and data/")
    return folder
