"""Cut a field's text into tokens and sentences, with exact offsets.

Tokens equal those of `camel_tools.tokenizers.word.simple_word_tokenize`, from camel-tools' own tables,
at about a tenth of its cost: every code point is classed by one table look-up (numpy), and a token
is a run of one class. Only words with emoji sequences (joiners, flags, skin tones) are handed to
camel-tools itself.
"""

import re
from bisect import bisect_left
from datetime import datetime

import numpy as np
from camel_tools.tokenizers.word import simple_word_tokenize
from camel_tools.utils.charsets import EMOJI_ALL_CHARSET, UNICODE_PUNCT_SYMBOL_CHARSET

from topics import Field
from workers.text.data import load_yaml
from workers.text.document import Document, FieldText, Sentence

_SPACE, _WORD, _SYMBOL, _SEQUENCE, _STOP, _BREAK = 0, 1, 2, 4, 8, 16
"""Classes of code points. The last three are flags: part of an emoji sequence; may end a sentence."""

_SEQUENCE_PARTS = (
    0x200D,  # zero width joiner
    0x20E3,  # combining enclosing keycap
    0xFE0F,  # variation selector 16
    *range(0x1F1E6, 0x1F200),  # regional indicators
    *range(0x1F3FB, 0x1F400),  # skin tones
    *range(0xE0020, 0xE0080),  # tags
)


def _class_table() -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    table = np.full(0x110000, _WORD, np.uint8)
    for symbol in UNICODE_PUNCT_SYMBOL_CHARSET | EMOJI_ALL_CHARSET:
        if len(symbol) == 1:
            table[ord(symbol)] = _SYMBOL
    for code in range(0x3001):  # no white space stands higher
        if chr(code).isspace():
            table[code] = _SPACE
    for code in _SEQUENCE_PARTS:
        table[code] |= _SEQUENCE
    for stop in ".!?؟۔…":
        table[ord(stop)] |= _STOP
    table[ord("\n")] |= _BREAK
    return table


_CLASSES = _class_table()
_KIND = 3
"""Mask for space, word and symbol."""

_ABBREVIATIONS = frozenset(word for words in load_yaml("abbreviations.yaml").values() for word in words)
_LETTER = r"[^\W\d_]"
# What stands after a mark that ends a sentence: closing quotes and brackets, then space or the end; or, glued
# by a careless hand, the next sentence's first word of at least two Arabic letters.
_END = re.compile(
    r"(?P<marks>[.!?؟۔…]+)(?P<closers>[»”’\"'\)\]]*)(?:(?=\s|\Z)|(?P<glued>(?=[\u0620-\u064a]{2})))"
)
_LAST_WORD = re.compile(rf"({_LETTER}+)\Z")
_CONTINUES = re.compile(r"\s*[^\s\wو]|\s+(?!و)\w")


_PLAIN = ("", " ", "\n")
_SPACED = {code: (chr(code), f" {chr(code)} ") for code in (_CLASSES == _SYMBOL).nonzero()[0].tolist()}
"""Every plain mark with space put around it; those that may end a sentence are added."""
_SPACED.update({ord(stop): (stop, f" {stop} ") for stop in ".!?؟۔…"})


def _ends_sentence(text: str, start: int, found: re.Match[str]) -> bool:
    """Tell whether the marks `found` end the sentence that began at `start`."""
    marks, closers = found["marks"], found["closers"]
    before = text[max(start, found.start() - 24) : found.start()]
    if found["glued"] is not None:
        last = _LAST_WORD.search(before)
        return not closers and marks != ".." and last is not None and len(last[1]) > 1
    if marks == "..":  # the Egyptian press's dash
        return False
    if marks == ".":
        stripped = before.strip()
        if stripped.isdecimal() and found.start() - start < 5:  # «1. البند الأول»
            return False
        if (last := _LAST_WORD.search(before)) is not None:
            word = last[1]
            if len(word) == 1 or word in _ABBREVIATIONS:
                return before[: last.start()].rstrip()[-1:].isdecimal()
    # «لماذا؟» قال: a question in quotation marks goes on, unless a new clause begins.
    return not (closers and marks[0] in "!?؟" and _CONTINUES.match(text, found.end()))


def _boundaries(
    text: str, stops: list[int], at: list[int], words: list[str], starts: list[int], ends: list[int]
) -> list[int]:
    """Return the offsets where sentences end, from the offsets of every mark or newline.

    `at` gives for each of `stops` the first token that starts there or later; a mark is a token.
    """
    found_ends: list[int] = []
    start = done = 0
    for stop, token in zip(stops, at, strict=True):
        if stop < done:
            continue
        mark = text[stop]
        if mark == "\n":
            found_ends.append(stop)
            start = stop + 1
            continue
        if mark == "." and token and ends[token - 1] == stop and starts[token - 1] > start:
            # Nearly every full stop: after a number, or a word that is no abbreviation and no initial.
            word = words[token - 1]
            if word.isalpha():
                plain = len(word) > 2 and word not in _ABBREVIATIONS
            else:
                plain = stop - start > 4 and word.isdecimal()
            if plain and text[stop + 1 : stop + 2] in _PLAIN and text[starts[token - 1] - 1] == " ":
                done = start = stop + 1
                found_ends.append(done)
                continue
        found = _END.match(text, stop)
        if found is None:
            continue
        done = found.end()
        if _ends_sentence(text, start, found):
            found_ends.append(done)
            start = done
    return found_ends


def _spans(text: str) -> tuple[list[int], list[int], list[int], list[int], set[int]]:
    """Return the starts and ends of all tokens, the offsets of marks that may end a sentence, for each of these
    the first token that starts there or later, and which marks the text holds.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = _CLASSES.take(codes)
    kinds = classes & _KIND
    symbols = kinds == _SYMBOL
    edge = np.empty(len(kinds) + 1, np.bool_)
    # A token starts at every symbol and at the first letter of a run; it ends where the next kind differs.
    edge[0] = True
    edge[-1] = True
    np.not_equal(kinds[1:], kinds[:-1], out=edge[1:-1])
    edge[:-1] |= symbols
    token = kinds != _SPACE
    starts = (edge[:-1] & token).nonzero()[0]
    stops = (classes >= _STOP).nonzero()[0]
    if (classes & _SEQUENCE).any():
        first, last = _spans_of_words(text)
        return first, last, stops.tolist(), np.searchsorted(first, stops).tolist(), set()
    ends = (edge[1:] & token).nonzero()[0] + 1
    at = starts.searchsorted(stops)
    return starts.tolist(), ends.tolist(), stops.tolist(), at.tolist(), set(codes[symbols].tolist())


def _words(text: str, starts: list[int], ends: list[int], marks: set[int]) -> list[str]:
    """Return the tokens: with space put around its marks, a text splits in one go."""
    spaced = text
    for mark in marks:
        bare, wide = _SPACED[mark]
        spaced = spaced.replace(bare, wide)
    words = spaced.split()
    # Every piece is one token or, in a text with emoji sequences, several: as many pieces as tokens are the tokens.
    if len(words) == len(starts):
        return words
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _spans_of_words(text: str) -> tuple[list[int], list[int]]:
    """Return token starts and ends of a text with emoji sequences, by camel-tools' own tokeniser."""
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for word in text.split():
        position = text.index(word, position)
        if word.isalnum():
            starts.append(position)
            ends.append(position + len(word))
        else:
            offset = position
            for token in simple_word_tokenize(word):
                starts.append(offset)
                offset += len(token)
                ends.append(offset)
        position += len(word)
    return starts, ends


def segment(text: str, field: Field) -> FieldText:
    """Tokenise `text` as camel-tools' `simple_word_tokenize` does, and cut it into sentences.

    A sentence ends at a newline, and at a full stop, question or exclamation mark or ellipsis that
    does not stand in a number, an address, an abbreviation or initials; closing quotation marks
    belong to it. Every token belongs to exactly one sentence.
    """
    if not text:
        return FieldText(field, text, (), (), (), ())
    starts, ends, stops, at, marks = _spans(text)
    words = _words(text, starts, ends, marks)
    sentences: list[Sentence] = []
    first = 0
    for boundary in [*_boundaries(text, stops, at, words, starts, ends), len(text)]:
        last = bisect_left(starts, boundary, first)
        if last > first:
            sentences.append(Sentence(starts[first], ends[last - 1], first, last))
            first = last
    return FieldText(field, text, tuple(words), tuple(starts), tuple(ends), tuple(sentences))


def make_document(
    article_id: str, title: str, text: str, published_at: datetime | None = None, source: str | None = None
) -> Document:
    """Build the document that the taggers read from clean title and text."""
    return Document(article_id, segment(title, Field.TITLE), segment(text, Field.TEXT), published_at, source)
