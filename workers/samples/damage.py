"""What the web does to a text: each damage is a function from a paragraph to a paragraph.

`DAMAGES` is the registry that the header line `dirt` of an article names them by.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

Damage = Callable[[str], str]

_WORD = re.compile(r"[\u0621-\u064a]{4,}")
_BASE64 = "MmEwMjo0NzgwOjIxOjo0Zg=="


def misread(codec: str) -> Damage:
    """UTF-8 bytes read as another encoding. Bytes that the codec lacks become C1 controls, as in browsers."""

    def damage(text: str) -> str:
        letters: list[str] = []
        for byte in text.encode("utf-8"):
            try:
                letters.append(bytes((byte,)).decode(codec))
            except UnicodeDecodeError:
                letters.append(chr(byte))
        return "".join(letters)

    return damage


def _forms() -> Mapping[tuple[str, str], str]:
    """(letters, position) → presentation form B, from the Unicode database's own decompositions."""
    forms: dict[tuple[str, str], str] = {}
    for code in range(0xFE80, 0xFEFD):
        tag, *letters = unicodedata.decomposition(chr(code)).split()
        forms["".join(chr(int(letter, 16)) for letter in letters), tag.strip("<>")] = chr(code)
    return MappingProxyType(forms)


FORMS = _forms()


def presentation(text: str) -> str:
    """Write Arabic letters in the shapes they are drawn with, lam-alef as one, as old systems stored them."""
    shaped: list[str] = []
    joined = False  # the letter before reaches out to this one
    position = 0
    while position < len(text):
        letters = text[position : position + 2]
        if (letters, "isolated") not in FORMS:
            letters = text[position]
        after = text[position + len(letters) : position + len(letters) + 1]
        reaches = (letters, "initial") in FORMS and (after, "final") in FORMS
        shape = ("medial" if reaches else "final") if joined else ("initial" if reaches else "isolated")
        shaped.append(FORMS.get((letters, shape), letters))
        joined = reaches
        position += len(letters)
    return "".join(shaped)


def _in_words(change: Callable[[str], str], every: int) -> Damage:
    """Change every n-th longer Arabic word."""

    def damage(text: str) -> str:
        count = 0

        def one(found: re.Match[str]) -> str:
            nonlocal count
            count += 1
            return change(found.group()) if count % every == 0 else found.group()

        return _WORD.sub(one, text)

    return damage


def _stretch(word: str) -> str:
    """Put tatweel after the first letter that joins."""
    for position, letter in enumerate(word[:-1]):
        if (letter, "initial") in FORMS:
            return word[: position + 1] + "ـــ" + word[position + 1 :]
    return word


def _split_invisibly(word: str) -> str:
    return word[:2] + "\u200b" + word[2:]


def _direct(word: str) -> str:
    return "\u202b" + word + "\u202c"


def _as_persian(text: str) -> str:
    return text.replace("ي", "ی").replace("ك", "ک")


DAMAGES: Mapping[str, Damage] = MappingProxyType(
    {
        "mojibake-cp1256": misread("cp1256"),
        "mojibake-cp1252": misread("cp1252"),
        "mojibake-latin1": misread("latin-1"),
        "presentation": presentation,
        "tatweel": _in_words(_stretch, 9),
        "zero-width": _in_words(_split_invisibly, 7),
        "bidi": _in_words(_direct, 11),
        "persian-letters": _in_words(_as_persian, 5),
        "entities": lambda text: html.escape(text).replace("«", "&laquo;").replace("»", "&raquo;"),
        "double-entities": lambda text: text.replace("«", "&amp;quot;").replace("»", "&amp;quot;"),
        "base64": lambda text: f"{text}\n\n{_BASE64}رابط مختصر للخبر",
        "repeated": lambda text: f"{text}\n\n{text}",
    }
)
