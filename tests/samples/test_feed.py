"""The sample feed holds every kind of trouble that the web brings, the same at every call."""

import json
from collections import Counter

import pytest

from topics import RawArticle, Reason
from topics.codec import Rejection, decode_raw
from workers.samples import Expect, Kind, SampleMessage, sample_messages
from workers.samples.layout import blocks, body_of
from workers.samples.malformed import malformed_values
from workers.samples.sources import SampleArticle, read_article, read_folder

FEED = sample_messages()
DECODED_LATER = (Reason.EMPTY_BODY,)
"""Reasons that only cleaning can find."""


def of(kind: Kind) -> list[SampleMessage]:
    return [message for message in FEED if message.kind is kind]


def value(message: SampleMessage) -> dict[str, object]:
    assert message.value is not None
    return json.loads(message.value.decode("utf-8-sig"))


def test_the_feed_has_enough_of_every_kind():
    counts = Counter(message.kind for message in FEED)
    assert counts[Kind.ARTICLE] >= 48
    assert counts[Kind.MALFORMED] == len(malformed_values()) >= 12
    assert counts[Kind.FOREIGN] >= 4
    assert all(counts[kind] for kind in Kind)


def test_the_same_bytes_come_out_every_time():
    assert sample_messages() == FEED


def test_ids_are_unique_but_for_intended_repeats():
    sent = [message.key for message in FEED if message.key and message.kind is not Kind.DUPLICATE]
    assert len(sent) == len(set(sent))
    originals = {message.key: message.value for message in FEED if message.kind is not Kind.DUPLICATE}
    for message in of(Kind.DUPLICATE):
        assert originals[message.key] == message.value


def test_a_wire_copy_tells_the_same_story_under_another_id():
    for copy in of(Kind.WIRE_COPY):
        original = next(m for m in of(Kind.ARTICLE) if m.name == copy.name)
        assert value(copy)["title"] == value(original)["title"]
        assert value(copy)["id"] != value(original)["id"]
        assert value(copy)["body"] != value(original)["body"]


def test_every_reason_that_a_value_can_be_malformed_for_is_shown():
    shown = {message.reason for message in of(Kind.MALFORMED)}
    assert set(Reason) - shown == {Reason.TOO_LARGE, Reason.OUTPUT_TOO_LARGE, Reason.PROCESSING_FAILED}


@pytest.mark.parametrize("message", of(Kind.MALFORMED), ids=lambda message: message.name)
def test_a_malformed_value_is_rejected_for_its_reason(message):
    decoded = decode_raw(message.value)
    if message.reason in DECODED_LATER:
        assert isinstance(decoded, RawArticle)
    else:
        assert isinstance(decoded, Rejection)
        assert decoded.reason is message.reason


def test_every_other_value_is_an_article_by_the_contract():
    for message in FEED:
        if message.expect in (Expect.CLEAN, Expect.FOREIGN):
            assert isinstance(decode_raw(message.value), RawArticle), message.name


def test_a_tombstone_has_a_key_and_no_value():
    (tombstone,) = of(Kind.TOMBSTONE)
    assert tombstone.value is None
    assert tombstone.key
    assert tombstone.expect is Expect.PASSED_OVER


def test_most_articles_are_as_long_as_news_are():
    lengths = [len(" ".join(article.paragraphs).split()) for article in read_folder("articles")]
    assert sum(length >= 120 for length in lengths) >= 48
    assert max(lengths) <= 350


def test_every_layout_damage_and_block_is_used():
    from workers.samples.damage import DAMAGES
    from workers.samples.layout import FLAGS, PLAIN
    from workers.samples.sources import DATA

    used = {
        name
        for folder in ("articles", "foreign")
        for article in read_folder(folder)
        for name, _ in article.dirt
    }
    pages = {path.stem for path in (DATA / "pages").iterdir()}
    # The feed itself puts bylines on wire copies.
    assert set(DAMAGES) | set(blocks()) | set(PLAIN) | set(FLAGS) | pages <= used | {"byline"}


def test_the_articles_texts_themselves_are_clean():
    """Damage is the builder's: a file that a person edits holds none by accident."""
    for article in read_folder("articles"):
        text = "\n".join(article.paragraphs)
        assert not set(text) & set("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\ufeff\u00a0\t<>&"), (
            article.name
        )
        assert not [c for c in text if "\ufb50" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufeff"], article.name


def test_outlets_are_invented_and_their_addresses_reserved():
    for message in FEED:
        if message.expect in (Expect.CLEAN, Expect.FOREIGN) and "url" in value(message):
            assert ".example/" in str(value(message)["url"])


def test_a_file_with_a_faulty_header_says_what_to_mend(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("source: a\ncolour: red\n\nنص", "utf-8")
    with pytest.raises(ValueError, match="'colour: red' is no header line"):
        read_article(path)
    path.write_text("source: a\n\nنص", "utf-8")
    with pytest.raises(ValueError, match="the header lacks date, dirt, title"):
        read_article(path)


def test_unknown_dirt_is_refused():
    article = SampleArticle("x", "a", None, "article", "t", ("نص",), (("plain", None), ("mud", None)))
    with pytest.raises(ValueError, match="unknown dirt 'mud'"):
        body_of(article, 0)
