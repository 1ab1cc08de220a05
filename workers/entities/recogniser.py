"""What a recogniser of entities is, and the recognisers there are.

To add one: write a class that satisfies `Recogniser` in a module of its own, and add its name and
`module:attribute` to `RECOGNISERS`. The attribute is called without arguments (a class, or a
function that loads a model) the first time the name is asked for; nothing is imported before.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Protocol, cast

import msgspec

from topics import EntityType, Field
from workers.text.document import Document


class Span(msgspec.Struct, frozen=True, gc=False):
    """A mention found by a recogniser: the tokens `first:last` (end exclusive) of one field.

    Token indexes count in the `FieldText` of `field`. The first token includes any proclitics that
    are written together with the name («ولبوتين» is one token): where the name itself begins is
    decided later, by the tagger. Spans of one field never overlap and never cross a sentence.
    """

    field: Field
    first: int
    last: int
    type: EntityType
    score: float
    """From 0 to 1: how sure the recogniser is that the span is an entity of this type."""


class Recogniser(Protocol):
    """Finds the mentions of people, places, organisations and other named things in a document."""

    @property
    def name(self) -> str:
        """The name that goes into `Entity.tagger`, e.g. `rasid-crf`."""
        ...

    def recognise(self, document: Document) -> tuple[Span, ...]:
        """Return the spans of title and text, in reading order."""
        ...

    def recognise_all(self, documents: Sequence[Document]) -> list[tuple[Span, ...]]:
        """Return what `recognise` gives of each document: together they cost less."""
        ...


RECOGNISERS: dict[str, str] = {
    "rasid": "workers.entities.crf:load_recogniser",
    "camel-bert": "workers.entities.camel_bert:load_recogniser",
}
"""Every recogniser by the name that the setting `recogniser` takes."""


def load_recogniser(name: str) -> Recogniser:
    """Import and load the recogniser called `name`.

    Raises:
        ValueError: no recogniser has this name.
        ImportError: its packages are not installed.
    """
    try:
        module, attribute = RECOGNISERS[name].split(":")
    except KeyError:
        known = ", ".join(sorted(RECOGNISERS))
        raise ValueError(f"no recogniser is called {name!r}; there are: {known}") from None
    factory = cast("Callable[[], Recogniser]", getattr(import_module(module), attribute))
    return factory()
