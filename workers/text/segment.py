"""Cut a field's text into tokens and sentences, with exact offsets."""

import re
from datetime import datetime

from topics import Field
from workers.text.document import Document, FieldText, Sentence

_TOKEN = re.compile(r"[^\W_]+(?:[\u064b-\u0652\u0670][^\W_]*)*|\S")
_SENTENCE_END = re.compile(r"[.!?؟…]+(?=[\s»”\"')\]]|$)|\n+")


def segment(text: str, field: Field) -> FieldText:
    """Tokenise `text` as camel-tools' `simple_word_tokenize` does, and cut it into sentences."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _TOKEN.finditer(text):
        words.append(found.group())
        starts.append(found.start())
        ends.append(found.end())
    sentences: list[Sentence] = []
    first = 0
    for end in [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]:
        last = first
        while last < len(words) and starts[last] < end:
            last += 1
        if last > first:
            sentences.append(Sentence(starts[first], ends[last - 1], first, last))
            first = last
    return FieldText(field, text, tuple(words), tuple(starts), tuple(ends), tuple(sentences))


def make_document(
    article_id: str, title: str, text: str, published_at: datetime | None = None, source: str | None = None
) -> Document:
    """Build the document that the taggers read from clean title and text."""
    return Document(article_id, segment(title, Field.TITLE), segment(text, Field.TEXT), published_at, source)
