"""Articles from files: JSON Lines untouched, everything else wrapped as a raw article."""

import json
import zipfile
from pathlib import Path

import pytest

from topics import RawArticle
from topics.codec import decode_raw
from workers.errors import BadInput
from workers.feeds.files import read_articles


def bodies(path: Path) -> list[str]:
    """The bodies of the articles in `path`, all of which must be valid."""
    found = []
    for value in read_articles(path):
        raw = decode_raw(value)
        assert isinstance(raw, RawArticle), raw
        found.append(raw.body)
    return found


def test_json_lines_pass_untouched_broken_ones_too(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"body": "x"}\r\nbroken\n\n\xff\xfe\n')
    assert list(read_articles(file)) == [b'{"body": "x"}', b"broken", b"\xff\xfe"]


def test_text_and_html_files_become_bodies(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("نص أول", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>نص ثان</p>", encoding="utf-8")
    (tmp_path / "c.md").write_text("no article", encoding="utf-8")
    assert bodies(tmp_path) == ["نص أول", "<p>نص ثان</p>"]


def test_a_page_in_windows_1256_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("القاهرة".encode("cp1256"))
    assert bodies(tmp_path / "a.txt") == ["القاهرة"]


def test_a_zip_of_any_of_these_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("x/a.jsonl", '{"body": "1"}\n{"body": "2"}\n')
        archive.writestr("x/b.txt", "3")
        archive.writestr(
            "x/c.json", json.dumps([{"body": "4"}, {"content": "5", "date_extracted": "2015-07-21 02:51:32"}])
        )
        archive.writestr("x/ignored.png", b"\x89PNG")
    assert bodies(tmp_path / "all.zip") == ["1", "2", "3", "4", "5"]


def test_a_collection_with_other_names_is_renamed(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '[{"content": "x", "date_extracted": "2015-07-21 02:51:32"}]', encoding="utf-8"
    )
    raw = decode_raw(next(read_articles(tmp_path / "a.json")))
    assert isinstance(raw, RawArticle)
    assert raw.fetched_at == "2015-07-21 02:51:32"


@pytest.mark.parametrize("name", ["absent.jsonl", "picture.png", "broken.zip", "broken.json"])
def test_what_cannot_be_read_is_one_line(tmp_path: Path, name: str) -> None:
    if name != "absent.jsonl":
        (tmp_path / name).write_bytes(b"{ nonsense")
    with pytest.raises(BadInput) as caught:
        list(read_articles(tmp_path / name))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_folder_says_what_it_looked_for(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="jsonl"):
        list(read_articles(tmp_path))


def test_the_real_corpus_is_read(shared: Path) -> None:
    first = next(read_articles(shared / "data" / "saudinewsnet" / "2015-07-22.zip"))
    raw = decode_raw(first)
    assert isinstance(raw, RawArticle)
    assert raw.source
    assert len(raw.body) > 200
