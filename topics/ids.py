"""Deterministic ids: hashes of what they name, never of where it stood on a topic.

The same article sent twice yields the same ids throughout, so that the repeats that at-least-once
delivery allows are recognisable downstream.
"""

import hashlib

from topics.articles import RawArticle


def content_id(*parts: str | int | None) -> str:
    """Hash `parts` to 32 hex digits (BLAKE2b, 16 bytes; RFC 7693).

    Parts are separated by a unit separator, and None differs from the empty string, so that no two
    different lists of parts run together.
    """
    joined = "\x1f".join(["\x00" if part is None else str(part) for part in parts])
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def article_id(raw: RawArticle) -> str:
    """Return the article's own id, else a hash of its url, else one of title and body."""
    if raw.id:
        return raw.id
    if raw.url:
        return content_id("url", raw.url)
    return content_id("article", raw.title, raw.body)
