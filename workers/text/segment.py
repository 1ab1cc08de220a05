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

from topics import Field
from workers.text.data import load_yaml
from workers.text.document import Document, FieldText, Sentence
from workers.text.token_classes import symbols

_SPACE, _WORD, _SYMBOL, _STOP, _SEQUENCE = 0, 1, 2, 4, 8
"""Classes of code points. The last two are flags: a newline, or a mark that may end a sentence; part of an emoji
sequence, the highest of all, so that the greatest class tells whether a text has any."""

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
    table[list(symbols())] = _SYMBOL
    for code in range(0x3001):  # no white space stands higher
        if chr(code).isspace():
            table[code] = _SPACE
    for code in _SEQUENCE_PARTS:
        table[code] |= _SEQUENCE
    for stop in ".!?؟۔…\n":
        table[ord(stop)] |= _STOP
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


_NUMBERS = np.array(range(1 << 14), np.object_)
"""Offsets as Python's integers, made once: most texts are shorter, and a stream makes a thousand for each."""
_SPACED = {
    code: (chr(code), f" {chr(code)} ")
    for code in ((_CLASSES & (_KIND | _SEQUENCE)) == _SYMBOL).nonzero()[0].tolist()
}
"""Every plain mark with space put around it."""


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


def _is_full_stop(
    padded: str, stop: int, start: int, token: int, words: list[str], starts: list[int]
) -> bool:
    """Tell at a glance whether the point at `stop`, a space after it, ends the sentence from `start`.

    It does after a number, after a word that is no abbreviation and no initial, and after a mark.
    """
    before = padded[stop]
    if not before.isalnum():
        return stop > start and not before.isspace()
    word = words[token - 1]
    first = stop - len(word)
    if starts[token - 1] != first or first <= start or padded[first] != " ":
        return False
    if word.isalpha():
        return len(word) > 2 and word not in _ABBREVIATIONS
    return stop - start > 4 and word.isdecimal()


def _sentences(
    padded: str, stops: list[int], at: list[int], words: list[str], starts: list[int], ends: list[int]
) -> list[Sentence]:
    """Cut tokens into sentences, from the offsets of every mark that may end one and of every newline.

    `padded` is the text between two spaces; `at` gives for each of `stops` the first token that starts there or
    later; a mark is a token.
    """
    text = padded[1:-1]
    made: list[Sentence] = []
    start = first = done = 0
    for stop, token in zip(stops, at, strict=True):
        if stop < done:
            continue
        mark = text[stop]
        if mark == "\n":
            start = stop + 1
            last = token
        elif padded[stop + 2] in " \n" and (
            mark != "." or _is_full_stop(padded, stop, start, token, words, starts)
        ):
            # Nearly every mark: one alone, with space after it.
            done = start = stop + 1
            last = token + 1
        else:
            found = _END.match(text, stop)
            if found is None:
                continue
            done = found.end()
            if not _ends_sentence(text, start, found):
                continue
            start = done
            last = bisect_left(starts, done, first)
        if last > first:
            made.append(Sentence(starts[first], ends[last - 1], first, last))
            first = last
    if first < len(starts):
        made.append(Sentence(starts[first], ends[-1], first, len(starts)))
    return made


def _spans(padded: str) -> tuple[list[int], list[int], list[int], list[int], set[int]]:
    """Return the starts and ends of all tokens of a text between two spaces, the offsets of marks that may end a
    sentence, for each of these the first token that starts there or later, and which marks the text holds.
    """
    # Thanks to the spaces every place has a neighbour on both sides.
    codes = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = _CLASSES.take(codes)
    kinds = classes & _KIND
    letters = kinds & _WORD
    # A symbol (2) outweighs whatever stands beside it, a word's letter (1) all but another such letter.
    starts = (kinds[1:] > letters[:-1]).nonzero()[0]
    stops = (classes[1:] >= _STOP).nonzero()[0]
    at = starts.searchsorted(stops)
    if classes[classes.argmax()] >= _SEQUENCE:
        first, last = _spans_of_words(padded[1:-1])
        stops = (classes[1:] & _STOP).nonzero()[0]
        return first, last, stops.tolist(), np.searchsorted(first, stops).tolist(), set()
    ends = (kinds[:-1] > letters[1:]).nonzero()[0]
    marks = set(codes[kinds == _SYMBOL].tolist())
    if len(padded) <= len(_NUMBERS):
        return (
            _NUMBERS.take(starts).tolist(),
            _NUMBERS.take(ends).tolist(),
            stops.tolist(),
            at.tolist(),
            marks,
        )
    return starts.tolist(), ends.tolist(), stops.tolist(), at.tolist(), marks


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
    # Imported when first needed: it works its tables out from the whole of Unicode (see token_classes.py).
    from camel_tools.tokenizers.word import simple_word_tokenize

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
    padded = f" {text} "
    starts, ends, stops, at, marks = _spans(padded)
    words = _words(text, starts, ends, marks)
    sentences = _sentences(padded, stops, at, words, starts, ends)
    return FieldText(field, text, tuple(words), tuple(starts), tuple(ends), tuple(sentences))


def make_document(
    article_id: str, title: str, text: str, published_at: datetime | None = None, source: str | None = None
) -> Document:
    """Build the document that the taggers read from clean title and text."""
    return Document(article_id, segment(title, Field.TITLE), segment(text, Field.TEXT), published_at, source)
