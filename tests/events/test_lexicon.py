"""The event data keeps its own rules, and covers what it must."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from topics import EventStatus, EventType
from workers.entities.camel_mle import Analysis
from workers.events import lexicon
from workers.events.coder import EventCoder
from workers.events.lexicon import LexiconError, load_lexicon
from workers.events.vocabulary import Vocabulary


def test_all_types_are_defined_in_both_languages_with_plover_scores() -> None:
    ontology = load_lexicon().ontology
    assert set(ontology) == set(EventType)
    assert ontology[EventType.ASSAULT].score == -9
    assert ontology[EventType.AID].score == 10
    assert all(d.en and any("\u0600" < letter < "\u06ff" for letter in d.ar) for d in ontology.values())


def test_there_are_six_hundred_triggers_over_all_types() -> None:
    entries = load_lexicon().entries
    triggers: Counter[str] = Counter()
    for entry in entries:
        triggers[entry.type] += bool(entry.verb) + bool(entry.noun) + entry.participle
    assert sum(triggers.values()) >= 600
    assert all(triggers[event_type] >= 10 for event_type in EventType)


def test_every_mode_is_a_mode_of_its_type() -> None:
    loaded = load_lexicon()
    wrong = [
        f"{entry.name}: {entry.type.value}/{entry.mode}"
        for entry in loaded.entries
        if entry.mode and entry.mode not in loaded.ontology[entry.type].modes
    ]
    assert wrong == []


def test_contents_of_speech_are_not_asserted() -> None:
    content = {e.name: e.content for e in load_lexicon().entries if e.type is EventType.REQUEST}
    assert EventStatus.ASSERTED not in content.values()


@pytest.mark.parametrize(
    "raw",
    [
        {"verb": "زار يزور", "wrong_key": 1},
        {"mode": "visit"},
        {"verb": "زار يزور", "after": "$no_such_set"},
    ],
)
def test_a_broken_entry_is_refused_with_its_place(raw: dict[str, object]) -> None:
    with pytest.raises(LexiconError, match="here"):
        lexicon._entry(EventType.CONSULT, raw, {}, "here")


def test_a_lemmatiser_adds_readings_for_words_the_generator_does_not_know() -> None:
    plain = Vocabulary(load_lexicon())
    assert not plain.look("تظاهراتيه").readings
    found = Analysis("تظاهره", "noun", agreement="d")
    helped = Vocabulary(load_lexicon(), lambda word: (found,))
    assert helped.look("تظاهراتيه").readings[0].entries[0].type is EventType.PROTEST


def test_loading_gives_a_coder_that_codes_nothing_in_an_empty_text() -> None:
    from workers.text.segment import make_document

    assert EventCoder.load().code(make_document("x", "", ""), ()) == ()


@pytest.mark.parametrize("word", ["هناك", "حياة", "قتلى", "طالبة", "وزير", "أقرأ", "اجتماعي", "نقل"])
def test_look_alikes_are_no_triggers(word: str) -> None:
    info = Vocabulary(load_lexicon()).look(word)
    assert info.readings == () or info.role


@pytest.mark.parametrize("part", ["entities", "events"])
def test_no_set_of_words_stands_there_for_nothing(part: str) -> None:
    folder = Path(lexicon.__file__).parents[1] / part
    names = yaml.safe_load((folder / "data" / "word_sets.yaml").read_text("utf-8"))
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    data = "".join(path.read_text("utf-8") for path in (folder / "data").glob("*.yaml"))
    assert [name for name in names if f'"{name}"' not in code and f"${name}" not in data] == []
