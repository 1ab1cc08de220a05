"""`rasid tag`: one result line per input line, in order, exactly the contract, as a stream."""

import base64
import json
import os
import subprocess
import sys

import msgspec

from tests.commands.shell import rasid
from topics import DeadLetter
from topics.codec import encode
from workers.pipeline import Tagged

ARTICLE = {
    "id": "one",
    "title": "لقاء في القاهرة",
    "body": "التقى عبد الفتاح السيسي فلاديمير بوتين في القاهرة أمس.\n\nوقال لبوتين إن مصر ترحب بالزيارة.",
    "published_at": "2026-11-20T10:00:00Z",
    "something_else": {"is": ["ignored"]},
}


def line(**changes: object) -> bytes:
    return json.dumps(ARTICLE | changes, ensure_ascii=False).encode()


def test_each_line_gives_one_line_in_order_and_broken_ones_a_dead_letter() -> None:
    inputs = [line(id="a"), b"broken {", line(id="b"), b"", b"\xff\xfe", line(id="c"), b"[]", line(body="")]
    done = rasid("tag", stdin=b"\n".join(inputs) + b"\n")
    assert done.returncode == 0, done.stderr
    results = [json.loads(text) for text in done.stdout.split(b"\n")[:-1]]
    assert [result.get("article", {}).get("id") for result in results] == [
        "a",
        None,
        "b",
        None,
        None,
        "c",
        None,
        None,
    ]
    for number, (value, result) in enumerate(zip(inputs, results, strict=True)):
        if "dead_letter" in result:
            letter = msgspec.convert(result["dead_letter"], DeadLetter)
            assert base64.b64decode(letter.value) == value
            assert (letter.topic, letter.offset) == ("stdin", number)


def test_results_are_exactly_the_contract() -> None:
    done = rasid("tag", stdin=line())
    tagged = msgspec.json.decode(done.stdout, type=Tagged)
    assert msgspec.json.decode(encode(tagged)) == json.loads(done.stdout)
    assert set(json.loads(done.stdout)) == {"article", "entities", "events", "alerts"}
    fields = {"title": tagged.article.title, "text": tagged.article.text}
    mentions = [mention for entity in tagged.entities for mention in entity.mentions]
    assert {entity.entity_id for entity in tagged.entities} >= {"Q7747", "Q307871", "Q85", "Q79"}
    assert all(fields[m.field][m.start : m.end] == m.surface for m in mentions)
    assert all(fields[e.field][e.start : e.end] == e.trigger for e in tagged.events)
    assert all(fields[m.field][m.start : m.end] == m.surface for a in tagged.alerts for m in a.matched)


def test_the_same_input_gives_the_same_output_but_for_the_clock() -> None:
    def stable(output: bytes) -> object:
        result = json.loads(output)
        result["article"].pop("received_at")
        for alert in result["alerts"]:
            alert.pop("fired_at")
        return result

    assert stable(rasid("tag", stdin=line()).stdout) == stable(rasid("tag", stdin=line()).stdout)


def test_it_streams_a_line_comes_out_before_the_next_goes_in() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "workers", "tag"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        for number in range(3):
            process.stdin.write(line(id=f"n{number}") + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["article"]["id"] == f"n{number}"
    finally:
        process.stdin.close()
        assert process.wait(20) == 0


def test_explain_speaks_on_standard_error_and_leaves_the_contract_alone() -> None:
    plain, explained = rasid("tag", stdin=line()), rasid("tag", "--explain", stdin=line())
    assert len(explained.stdout.splitlines()) == len(plain.stdout.splitlines()) == 1
    words = explained.stderr.decode()
    assert "Q7747" in words
    assert "event" in words


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m workers tag | head -c 10"
    done = subprocess.run(
        ["bash", "-c", command], input=(line() + b"\n") * 50, capture_output=True, timeout=60, check=False
    )
    assert b"Traceback" not in done.stderr
