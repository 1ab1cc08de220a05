"""Which code points are symbols to camel-tools' tokeniser, without importing camel-tools.

It works its character sets out whenever it is imported, from the whole of Unicode and from the package
`emoji`: half of the time that Rasid took to start. Symbols are the punctuation and symbols of the running
Python's Unicode, of which there are none above plane 1, and the emoji of one code point, which are data
(`data/emoji.tsv`) because many are younger than that Unicode. The file is made anew, whenever camel-tools
or `emoji` is upgraded, by

    python -m workers.text.token_classes

and a test tells when that was forgotten.
"""

import unicodedata
from collections.abc import Iterable, Iterator

from workers.text.data import FOLDER, load_lines

_FILE = "emoji.tsv"
_HEAD = """\
# Emoji of one code point: first and last of each range, in hexadecimal.
# Made by `python -m workers.text.token_classes` from camel_tools.utils.charsets.EMOJI_ALL_CHARSET (MIT
# licence), which is that of the package emoji (BSD licence).
"""
_PLANES = range(0x20000)


def symbols() -> Iterator[int]:
    """Yield every code point that camel-tools' `simple_word_tokenize` takes for a symbol, some twice."""
    category = unicodedata.category
    yield from (code for code in _PLANES if category(chr(code))[0] in "PS")
    for line in load_lines(_FILE):
        first, last = line.split("\t")
        yield from range(int(first, 16), int(last, 16) + 1)


def ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of neighbours."""
    first = last = -2
    for code in sorted(codes):
        if code != last + 1:
            if first >= 0:
                yield first, last
            first = code
        last = code
    if first >= 0:
        yield first, last


def main() -> None:
    """Write the file."""
    from camel_tools.utils.charsets import EMOJI_ALL_CHARSET

    found = ranges(ord(emoji) for emoji in EMOJI_ALL_CHARSET if len(emoji) == 1)
    lines = "".join(f"{first:04X}\t{last:04X}\n" for first, last in found)
    (FOLDER / _FILE).write_text(_HEAD + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
