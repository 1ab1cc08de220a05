"""One thread for the recogniser's small matrix products.

OpenBLAS, which numpy's wheels bring, starts a thread for each core at every product. Products of a
few hundred rows are done before the threads have woken: on a busy machine that was seen to make the
recogniser ten times slower. Parallelism belongs to whole articles: start more workers.
"""

import ctypes
import sys
from pathlib import Path

_SETTERS = ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads")


def use_one_thread() -> bool:
    """Tell numpy's OpenBLAS to use one thread in this process; return whether one was found and told.

    Elsewhere than on Linux, and with another BLAS, nothing is done: set `OPENBLAS_NUM_THREADS=1` (or
    the variable of that BLAS) before the start.
    """
    maps = Path("/proc/self/maps")
    if not sys.platform.startswith("linux") or not maps.exists():
        return False
    told = False
    for library in {line.split()[-1] for line in maps.read_text().splitlines() if "openblas" in line}:
        try:
            loaded = ctypes.CDLL(library)
        except OSError:
            continue
        for name in _SETTERS:
            if hasattr(loaded, name):
                getattr(loaded, name)(1)
                told = True
    return told
