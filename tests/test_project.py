"""The project's own rules: links that resolve, files small enough to hold in the head, no stray folders."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(path for path in ROOT.glob("*.md")) + sorted((ROOT / "deploy").rglob("*.md"))


def tracked() -> list[Path]:
    """Every file that git tracks."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("this is no git checkout")
    return [ROOT / line for line in done.stdout.splitlines() if (ROOT / line).is_file()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_no_source_file_is_over_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in tracked()
        if path.suffix == ".py" and (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


def test_the_top_level_holds_four_folders() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if len(path.relative_to(ROOT).parts) > 1}
    assert {name for name in folders if not name.startswith(".")} == {"topics", "workers", "deploy", "tests"}


def test_no_file_is_over_five_megabytes() -> None:
    assert not [path for path in tracked() if path.stat().st_size > 5_000_000]


ORIGIN = re.compile(r"source|derived|made (from|by)|our own|written for", re.IGNORECASE)
LICENCE = re.compile(r"licen[cs]e|\bMIT\b|\bCC BY|\bCC0\b|Apache", re.IGNORECASE)


def test_every_data_file_says_where_it_comes_from_and_on_what_terms() -> None:
    silent = []
    for path in tracked():
        if "data" in path.parts and "workers" in path.parts and path.suffix in {".yaml", ".tsv", ".txt"}:
            if "samples" in path.parts:  # articles of our own, whole files to be fed
                continue
            head = "".join(path.open(encoding="utf-8").readlines()[:12])
            if not (ORIGIN.search(head) and LICENCE.search(head)):
                silent.append(str(path.relative_to(ROOT)))
    assert not silent
