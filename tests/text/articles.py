"""Real articles for property tests: a fixed random sample of the shared corpus, never copied here."""

import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def real_articles(shared: Path, count: int, seed: int = 4) -> Iterator[dict[str, Any]]:
    """Yield `count` articles of saudinewsnet, the same ones at every call."""
    folder = shared / "data" / "saudinewsnet"
    everything: list[dict[str, Any]] = []
    for archive in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            for name in sorted(opened.namelist()):
                if name.endswith(".json") and "MACOSX" not in name:
                    everything.extend(json.loads(opened.read(name).decode("utf-8-sig")))
    yield from random.Random(seed).sample(everything, count)
