import gc
import weakref
from collections.abc import Iterator

import pytest

from workers.collection import keep_loaded


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


class Cycle:
    def __init__(self) -> None:
        self.me = self


def test_what_is_loaded_is_exempt_from_collection_and_what_comes_later_is_not() -> None:
    loaded = [[] for _ in range(1000)]
    keep_loaded()
    assert gc.get_freeze_count() > len(loaded)
    later = weakref.ref(Cycle())
    gc.collect()
    assert later() is None


def test_garbage_made_while_loading_is_not_kept_for_ever() -> None:
    before = weakref.ref(Cycle())
    keep_loaded()
    assert before() is None
