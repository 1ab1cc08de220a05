"""A spokesman named in the clause is its actor, and not the body that he speaks for."""

from datetime import UTC, datetime

import pytest

from workers.entities.tagger import Tagger
from workers.events.coder import EventCoder
from workers.text.segment import make_document


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("واتهم المتحدث باسمه ديمتري بيسكوف أوكرانيا بالتضليل.", "ديمتري بيسكوف", "أوكرانيا"),
        ("وشكر المتحدث باسم الأمم المتحدة ستيفان دوجاريك قطر على جهود الوساطة.", "ستيفان دوجاريك", "قطر"),
    ],
)
def test_the_spokesman_is_the_actor(text: str, source: str, target: str) -> None:
    document = make_document("a", "", text, datetime(2026, 11, 20, tzinfo=UTC))
    (coded,) = EventCoder.load().code(document, Tagger.load().tag(document))
    event = coded.event
    assert event.source is not None
    assert event.source.surface == source
    assert event.target is not None
    assert event.target.surface == target
