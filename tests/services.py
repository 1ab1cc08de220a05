"""What tests do where a service they need is missing: skip with the command, or fail in CI."""

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip the test with `reason`, which names the command that helps.

    With RASID_REQUIRE_SERVICES=1 (set by .ci/run) it is an error instead: in CI nothing may be
    skipped for want of a service.
    """
    if os.environ.get("RASID_REQUIRE_SERVICES") == "1":
        pytest.fail(f"a service is required here: {reason}", pytrace=False)
    pytest.skip(reason)
