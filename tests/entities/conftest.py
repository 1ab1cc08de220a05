"""One tagger for all tests of this folder: loading takes a moment."""

import pytest

from workers.entities.tagger import Tagger


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    """The shipped gazetteer and rules, without a recogniser."""
    return Tagger.load()
