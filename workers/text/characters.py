"""Characters of the reader's text: entities decoded, invisible ones removed, NFC, one kind of space.

What a reader sees stays as typed: hamzas, diacritics, digits, quotation marks, Persian letters. What
no reader sees (zero-width and bidirectional controls, soft hyphens, nulls, C0 and C1 controls, lone
surrogates) and what only decorates (tatweel, presentation forms) goes, counted by kind.
"""

import html
import re
import unicodedata
from collections import Counter
from html.entities import html5

import regex

from workers.text.glance import HIDDEN, MARK, ODD, SPACED

MAX_MARKS = 30
"""Longest run of combining marks kept, as in UAX 15's stream-safe text format. Canonical ordering of a
longer run is quadratic, and no language writes one."""

# Everything that plain newswire consists of and that no step here changes: a text of these alone, already in
# NFC, passes untouched. No mark that NFC composes is among them, so that `unicodedata.is_normalized` answers
# at a glance and never has to order a long run of marks.
_UNUSUAL = re.compile(
    "[^\n -~\u00a1-\u00ac\u00ae-\u024f\u0400-\u0481\u060b-\u061b\u061d-\u063f\u0641-\u0652\u0660-\u06d5"
    "\u06ee-\u06ff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u4e00-\u9fff]"
)
# The marks among them.
_USUAL_MARKS = re.compile("[\u0610-\u061a\u064b-\u0652\u0670]{2,}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
# The Hijri year mark keeps its tatweel: it is part of the abbreviation («١٤٤٥هـ»).
_HIJRI = re.compile("ه(?<![^\\W\\d_]ه)(?<![\u064b-\u0652]ه)\u0640+(?![^\\W\\d_]|[\u064b-\u0652])")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")
# Unusual characters that neither compose nor count as space once `_remove` has been over them.
_HARMLESS = frozenset("\u0640\u00a0\t\u00ad\u061c\ufeff\u200b\u200c\u200d\u200e\u200f") | {
    chr(code)
    for code in (
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        *range(0xFB50, 0xFE00),
        *range(0xFE70, 0xFEFD),
    )
}
_SPACE_RUN = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
_LONG_MARKS = regex.compile(rf"(\p{{M}}{{{MAX_MARKS}}})\p{{M}}+")
_ENTITY = re.compile(
    r"&(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};"
    r"|(?:nbsp|quot|amp|lt|gt|laquo|raquo|zwnj|zwj|rlm|lrm)(?![A-Za-z0-9=]))"
)
_NESTED_AMPERSAND = re.compile(r"&(?:(?:amp|AMP|#0*38|#[xX]0*26);)+")


def _decode(found: re.Match[str]) -> str:
    entity = found[0]
    if entity[1] == "#":
        return html.unescape(entity)
    # Only whole names: `html.unescape` would read «&nothing;» as ¬hing;
    return html5.get(entity[1:] if entity[-1] == ";" else f"{entity[1:]};", entity)


def decode_entities(text: str) -> str:
    """Decode HTML entities until none is left, however often they were encoded."""
    while "&" in text:
        # A chain of &amp;amp;… would need one round a link: take it at once.
        decoded = _NESTED_AMPERSAND.sub("&", text)
        decoded = _ENTITY.sub(_decode, decoded)
        if decoded == text:
            break
        text = decoded
    return text


def join_surrogates(text: str) -> str:
    """Return `text` with surrogate pairs joined and lone surrogates removed."""
    try:
        text.encode("utf-8")  # much faster than a search for what is hardly ever there
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return text


def normalise_lines(text: str) -> str:
    """Return `text` with every kind of line end as a newline."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\u2028" in text or "\u2029" in text:
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return text


def clean_characters(text: str, removed: "Counter[str]") -> str:
    """Return `text` in the reader's characters; newlines stay. Counts what went in `removed`.

    Idempotent. Spaces of every kind become one space; lines are not stripped.
    """
    unusual = set(_UNUSUAL.findall(text))
    if unusual:
        text = _remove(text, "".join(sorted(unusual)), removed)
    if unusual <= _HARMLESS:
        return _settle_marks_and_spaces(text, removed)
    if not text.isascii():
        text = "\n".join([_compose(line, removed) for line in text.split("\n")])
    return _SPACE_RUN.sub(" ", text)


def clean_plain(text: str, kinds: int, removed: "Counter[str]") -> str:
    """Return what cleaning makes of the characters of a text that holds no odd one; `kinds` are `kinds_of(text)`.

    Equal to decoding, stripping, repairing and `clean_characters`, of which only what follows finds anything.
    """
    assert not kinds & ODD
    if kinds & HIDDEN:
        text = _remove(text, "".join(sorted(set(_UNUSUAL.findall(text)))), removed)
    elif kinds & SPACED:
        text = _remove_spaced(text, removed)
    if kinds & MARK:
        return _settle_marks_and_spaces(text, removed)
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _settle_marks_and_spaces(text: str, removed: "Counter[str]") -> str:
    """Order the marks of a text in which nothing composes, and make runs of spaces one."""
    if not unicodedata.is_normalized("NFC", text):
        text = _USUAL_MARKS.sub(lambda found: _compose(found[0], removed), text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _compose(line: str, removed: "Counter[str]") -> str:
    """Return a line in NFC, its runs of marks cut to a length that can be ordered in time."""
    line, runs = _LONG_MARKS.subn(r"\1", line)
    if runs:
        removed["long-mark-run"] += runs
    return unicodedata.normalize("NFC", line)


def _remove(text: str, unusual: str, removed: "Counter[str]") -> str:
    """Fold and remove; `unusual` says which characters stand in `text`, so that no step runs in vain."""
    if _SURROGATE.search(unusual):
        removed["lone-surrogate"] += len(_SURROGATE.findall(text))
        text = join_surrogates(text)
    if _PRESENTATION.search(unusual):
        text, runs = _PRESENTATION.subn(lambda found: unicodedata.normalize("NFKC", found[0]), text)
        removed["presentation-form"] += runs
    for name, pattern in (("invisible", _INVISIBLE), ("control", _CONTROL)):
        for character in "".join(pattern.findall(unusual)):
            removed[name] += text.count(character)
            text = text.replace(character, "")
    return _remove_spaced(text, removed)


def _remove_spaced(text: str, removed: "Counter[str]") -> str:
    """Remove tatweel, and make no-break spaces and tabs plain ones."""
    if "\u0640" in text:
        kept = 0
        if "ه\u0640" in text:
            text, kept = _HIJRI.subn("ه\x00", text)  # no null is left at this point
        if gone := text.count("\u0640"):
            removed["tatweel"] += gone
            text = text.replace("\u0640", "")
        if kept:
            text = text.replace("\x00", "\u0640")
    return text.replace("\u00a0", " ").replace("\t", " ")
