"""The sample feed: invented Arabic news, as dirty as the web, to try and to test Rasid with.

All stories are invented; people in office are named only so that there is something to find. The
texts are files under `data/`, what pages do to them is code, and the same bytes come out every time.
"""

from workers.samples.feed import Expect, Kind, SampleMessage, sample_messages

__all__ = ["Expect", "Kind", "SampleMessage", "sample_messages"]
