"""Poems and dialogues in an article: runs of short lines without stop, lines with their speaker.

Poems in spoken Arabic have the words of readers' comments, and stand as they do, one line under the other;
but between comments stand their writers' names and times.
"""

import re
from collections.abc import Iterable

LEAST = 6
"""Lines that a poem has at least."""
_LONGEST, _FEWEST, _MOST = 70, 3, 12
_BETWEEN = re.compile(r"[>.*~ـ_–—… -]+\Z")
"""What poets set between verses."""
_NO_VERSE = re.compile(r"[\dA-Za-z@#:|•]|[.؛]\Z")


def verses(lines: Iterable[str]) -> frozenset[str]:
    """Return the lines that stand in a run of at least `LEAST` lines of verse, ornaments between them or not. Pure.

    Some of those inside may have a colon: «قبل ما كنت شاعر كنت: رجل».
    """
    found: set[str] = set()
    run: list[str] = []
    spoken: list[str] = []
    inside: list[str] = []
    """Lines with a colon, which are verses if verses follow too."""
    for line in (*lines, ""):
        if is_verse(line):
            run.append(line)
            spoken += inside
            inside = []
        elif run and ": " in line and is_verse(line.replace(": ", " ", 1)):
            inside.append(line)
        elif not _BETWEEN.match(line):
            if len(run) >= LEAST:
                found.update(run, spoken if len(spoken) * 3 <= len(run) else ())
            run, spoken, inside = [], [], []
    return frozenset(found)


def is_verse(line: str) -> bool:
    """Tell whether a line may be one of a poem."""
    if not 0 < len(line) <= _LONGEST or _NO_VERSE.search(line):
        return False
    return _FEWEST <= line.count(" ") + 1 <= _MOST


_SPEAKER = re.compile("[\u0621-\u064a]{2,12}(?: [\u0621-\u064a]{2,12})?\\s?: ?[^\\s]")
LEAST_SPEECHES = 4
"""Lines with a speaker before a colon that a dialogue has at least."""


def dialogue(lines: Iterable[str]) -> frozenset[str]:
    """Return the lines of a dialogue: «الأب: …», «الابن: …»; none where the same few words begin them all. Pure."""
    spoken = [line for line in lines if _SPEAKER.match(line)]
    speakers = {line.partition(":")[0].strip() for line in spoken}
    taken_up = len(spoken) > len(speakers) > 1  # somebody speaks again
    return frozenset(spoken) if len(spoken) >= LEAST_SPEECHES and taken_up else frozenset()
