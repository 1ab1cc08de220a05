"""Raw articles from files: JSON Lines, a JSON array, text or HTML files, folders, zips of any.

JSON Lines pass untouched, line by line, broken ones too: what is wrong with a message is the
worker's to say, as a dead letter. Everything else is wrapped in a `RawArticle`.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from topics import RawArticle
from topics.codec import encode
from workers.errors import BadInput

JSON_LINES = {".jsonl", ".ndjson"}
PAGES = {".html", ".htm", ".xhtml", ".txt"}
SUFFIXES = JSON_LINES | PAGES | {".json", ".zip"}

# Other names under which well-known collections keep what a raw article names so.
ALIASES = {
    "body": ("body", "content", "text", "article", "html"),
    "published_at": ("published_at", "published", "date", "datetime", "pubDate"),
    "fetched_at": ("fetched_at", "date_extracted", "crawled_at"),
}


def read_articles(path: Path) -> Iterator[bytes]:
    """Yield the value of one raw article message after the other.

    Raises `BadInput`, one line, for a path that is not there or cannot be read as articles.
    """
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in SUFFIXES)
        if not files:
            raise BadInput(f"{path}: no .jsonl, .json, .txt, .html or .zip files in this folder")
        for file in files:
            yield from read_articles(file)
    elif not path.exists():
        raise BadInput(f"{path}: no such file or folder")
    elif path.suffix.lower() == ".zip":
        yield from _zip(path)
    elif path.suffix.lower() in JSON_LINES:
        with path.open("rb") as lines:
            yield from (line.rstrip(b"\r\n") for line in lines if line.strip())
    elif path.suffix.lower() in SUFFIXES:
        yield from _content(path.name, path.read_bytes(), str(path))
    else:
        raise BadInput(f"{path}: give .jsonl, .json, .txt, .html, .zip, or a folder of these")


def _zip(path: Path) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if PurePosixPath(name).suffix.lower() in SUFFIXES]
            if not names:
                raise BadInput(f"{path}: no .jsonl, .json, .txt or .html files in this zip")
            for name in sorted(names):
                suffix = PurePosixPath(name).suffix.lower()
                if suffix in JSON_LINES:
                    with archive.open(name) as lines:
                        yield from (line.rstrip(b"\r\n") for line in lines if line.strip())
                elif suffix != ".zip":
                    yield from _content(name, archive.read(name), f"{path}:{name}")
    except (zipfile.BadZipFile, OSError) as error:
        raise BadInput(f"{path}: not a readable zip ({error})") from None


def _content(name: str, content: bytes, where: str) -> Iterator[bytes]:
    file = PurePosixPath(name)
    if file.suffix.lower() == ".json":
        yield from _json(content, where)
        return
    # A page's own encoding is unknown; what is not UTF-8 is read as Windows-1256, the other
    # encoding of Arabic files, which every byte can be.
    try:
        body = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        body = content.decode("cp1256", "replace")
    yield encode(RawArticle(id=None, url=f"file:{name}", source=file.parent.name or None, body=body))


def _json(content: bytes, where: str) -> Iterator[bytes]:
    try:
        data = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{where}: not JSON ({error}); JSON Lines files end in .jsonl") from None
    records = data if isinstance(data, list) else [data]
    for record in records:
        yield msgspec.json.encode(_renamed(record) if isinstance(record, dict) else record)


def _renamed(record: dict[str, object]) -> dict[str, object]:
    """Give a record of another collection the names of a raw article, where it lacks them."""
    if "body" in record:
        return record
    renamed = dict(record)
    for ours, theirs in ALIASES.items():
        for name in theirs:
            if ours not in renamed and name in renamed:
                renamed[ours] = renamed.pop(name)
    return renamed
