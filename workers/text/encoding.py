"""Mojibake: UTF-8 that was read as latin-1, cp1252 or cp1256, repaired where the repair is certain.

Certain means that the paragraph, or a run of it, turns back into valid UTF-8 without loss, and that
what comes out is Arabic. The repair comes before any character is removed, because the C1 controls,
soft hyphens and no-break spaces of such a paragraph are data.

ftfy 6.3 was judged and not used: it knows no cp1256, so it repairs none of the paragraphs that were
read as Arabic Windows; where it does repair (latin-1, cp1252) the result is equal, and a sound paragraph cost
it 13 us against under one here. It is no dependency: where it is installed, tests/benchmarks/clean_speed.py
prints both.
"""

import re


def _bytes_of(codec: str) -> dict[int, int]:
    """Map code points to bytes as browsers decode `codec`: undefined bytes are their own C1 controls."""
    table: dict[int, int] = {code: code for code in range(0x100)} if codec != "cp1256" else {}
    for byte in range(0x80, 0x100):
        character = bytes([byte]).decode(codec, "ignore")
        table[ord(character) if character else byte] = byte
    for code in range(0x80):
        table[code] = code
    return table


_WESTERN = _bytes_of("cp1252")
"""latin-1 and cp1252 together: their printable characters never contradict each other."""
_ARABIC = _bytes_of("cp1256")
_ARABIC.update({code: code for code in range(0x80, 0xA0) if code not in _ARABIC})


def _class(table: dict[int, int], low: int, high: int) -> str:
    return "".join(sorted(re.escape(chr(code)) for code, byte in table.items() if low <= byte <= high))


def _sequence(table: dict[int, int]) -> str:
    """A pattern for one character of UTF-8 (two to four bytes) as `table`'s codec shows it."""
    tail = f"[{_class(table, 0x80, 0xBF)}]"
    return (
        f"[{_class(table, 0xC2, 0xDF)}]{tail}|[{_class(table, 0xE0, 0xEF)}]{tail}{{2}}"
        f"|[{_class(table, 0xF0, 0xF4)}]{tail}{{3}}"
    )


# A run: characters of UTF-8 with ASCII between them. It starts and ends with such a character.
_RUNS = {
    name: (table, re.compile(f"(?:{_sequence(table)})(?:[ -~]*(?:{_sequence(table)}))+"))
    for name, table in (("western", _WESTERN), ("arabic", _ARABIC))
}
# The Arabic block is led by bytes D8 to DB, and by EF for its presentation forms. Two such pairs in a row are in
# western reading never words of any language; three are in Arabic reading never words of Arabic.
_LEADS_WESTERN = re.compile(f"(?:[ØÙÚÛ][{_class(_WESTERN, 0x80, 0xBF)}]){{2}}")
_LEADS_ARABIC = re.compile(f"(?:[طظعغ][{_class(_ARABIC, 0x80, 0xBF)}]){{3}}")
# Twice misread: the leads D8 to DB became C3 98 to C3 9B.
_LEADS_TWICE = re.compile("Ã[\u0098-\u009b˜™š›]")
_ARABIC_LETTER = re.compile("[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_TELLING = re.compile(r"\b[وفبك]?ال|ة\b|\b(?:في|من|على|أن|إن|عن|إلى|هذا|قال|مع)\b")
# Arabic Windows read as western Windows («ÇáÑÆíÓ»): nearly every letter stands in C0-FF.
_LEADS_SINGLE = re.compile("[\u00c0-\u00ff]{3}")
_HIGH_LATIN = re.compile("[\u00c0-\u00ff]")
_LETTER = re.compile(r"[^\W\d_]")


def _decode_run(found: re.Match[str], table: dict[int, int]) -> str:
    run = found[0]
    try:
        decoded = bytes([table[ord(character)] for character in run]).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return run
    letters = len(_ARABIC_LETTER.findall(decoded))
    foreign = len(re.findall(r"[^\x00-\x7f]", decoded)) - letters
    return decoded if letters >= 2 and letters > foreign else run


def _repair_single_byte(line: str) -> str:
    """Repair Arabic Windows read as western Windows, if nearly all letters speak for it."""
    letters = len(_LETTER.findall(line))
    if letters < 8 or len(_HIGH_LATIN.findall(line)) < 0.75 * letters or _ARABIC_LETTER.search(line):
        return line
    try:
        decoded = line.translate(_UNDEFINED).encode("cp1252").decode("cp1256")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return line
    return decoded if len(_TELLING.findall(decoded)) >= 2 else line


_UNDEFINED = {0xA0: 0xA0}


def repair_line(line: str) -> str:
    """Return `line` with what was misread read rightly, or `line` itself."""
    repaired = line
    for _ in range(3):  # misread up to three times over
        before = repaired
        if _LEADS_ARABIC.search(repaired) or _LEADS_TWICE.search(repaired):
            repaired = _repair_runs(repaired, "arabic")
        if _LEADS_WESTERN.search(repaired) or _LEADS_TWICE.search(repaired):
            repaired = _repair_runs(repaired, "western")
        if repaired == before:
            break
    if repaired == line and _LEADS_SINGLE.search(line):
        return _repair_single_byte(line)
    return repaired


def _repair_runs(line: str, name: str) -> str:
    table, pattern = _RUNS[name]
    try:  # the whole line at once: no mark of punctuation can break it
        whole = bytes([table[ord(character)] for character in line]).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return pattern.sub(lambda found: _decode_run(found, table), line)
    return whole


def suspicious(text: str) -> bool:
    """Tell at a glance whether `text` could hold mojibake.

    Without one of these it holds none: the leads as western letters; the commonest second bytes of
    Arabic (those of ا ل ن و ر ي) as Arabic Windows shows them; alef as one byte.
    """
    # Written out: this runs on every text, and a loop costs more than the searches.
    return (
        "Ø" in text
        or "Ù" in text
        or "Ã" in text
        or "§" in text
        or "„" in text
        or "†" in text
        or "ˆ" in text
        or "±" in text
        or "ٹ" in text
        or "·" in text
        or "Ç" in text
    )


def repair(text: str) -> tuple[str, int]:
    """Return `text` with every misread line repaired, and how many lines were."""
    if not suspicious(text):
        return text, 0
    lines = text.split("\n")
    repaired = [repair_line(line) for line in lines]
    return "\n".join(repaired), sum(a != b for a, b in zip(lines, repaired, strict=True))
