"""Spare the garbage collector what will never be garbage.

A loaded pipeline is some 500,000 objects that live as long as the process: gazetteer, lexicons, caches.
CPython's collector walks all of them at every full collection, and an article makes thousands of short-lived
values that trigger one: a seventh of the time per article went there. Reference counting frees those values
anyway; only cycles, which the core does not make, wait for the rarer collections.
"""

import gc

_YOUNG = 50_000
"""Net allocations before a collection of the youngest: CPython's 700 come round several times an article."""


def keep_loaded() -> None:
    """Exempt all that is loaded by now from collection, and collect less often; for the whole process."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 100)
