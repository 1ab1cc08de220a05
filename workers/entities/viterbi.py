"""The best label sequence of a linear-chain CRF, exact, for all sentences of an article at once.

Most tokens of news can only be `O`: where its score leads by more than any neighbour's transitions
could make up, the token is settled beforehand (see `settled`). Only the short runs between settled
tokens are searched, all of them together, one position at a time.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Chain:
    """The transition scores of a chain whose label 0 is `O`, and what settles a token as `O`."""

    transitions: Scores
    """`transitions[a, b]`: label `b` right after label `a`."""
    start: Scores
    """Each label as a sentence's first."""
    lead: Scores
    """By how much `O` must lead each other label to be part of every best path."""

    @classmethod
    def of(cls, transitions: Scores, start: Scores) -> "Chain":
        """Compute the leads.

        Putting `O` in place of `k` changes a path by `score[O] - score[k]`, and by the transitions
        from the label before (or the start) and to the label after (or none). The lead bounds what
        the transitions can lose by it.
        """
        before = np.vstack([transitions, start])
        after = np.vstack([transitions.T, np.zeros(len(start), dtype=np.float32)])
        lead = (before - before[:, :1]).max(0) + (after - after[:, :1]).max(0)
        return cls(transitions.astype(np.float32), start.astype(np.float32), lead.astype(np.float32))

    def settled(self, scores: Scores) -> NDArray[np.bool_]:
        """Return for every token whether it is `O` in every best path."""
        margin: Scores = (scores[:, :1] - scores - self.lead)[:, 1:]
        return margin.min(1) > 0  # type: ignore[no-any-return]


def decode(scores: Scores, begins: NDArray[np.bool_], chain: Chain) -> NDArray[np.int8]:
    """Return the best label of every token.

    `scores` has a row for each token and a column for each label; `begins` is true at the first
    token of each sentence.
    """
    count = len(scores)
    labels = np.zeros(count, dtype=np.int8)
    if not count:
        return labels
    open_ = ~chain.settled(scores)
    if not open_.any():
        return labels
    # A run begins at an open token after a settled one, or at a sentence's first token.
    new = open_.copy()
    new[1:] &= ~open_[:-1] | begins[1:]
    firsts = np.flatnonzero(new)
    ends = np.flatnonzero(open_ & np.append(~open_[1:] | begins[1:], True)) + 1
    lengths = ends - firsts
    order = np.argsort(-lengths, kind="stable")
    firsts, ends, lengths = firsts[order], ends[order], lengths[order]
    transitions = chain.transitions
    # Before a run stands a settled `O`, or the sentence's start; after it a settled `O`, or nothing.
    alpha = scores[firsts] + np.where(begins[firsts][:, None], chain.start, transitions[0])
    longest = int(lengths[0])
    # How many runs reach each position; they are sorted by length, so these are the first ones.
    reach = np.searchsorted(-lengths, -np.arange(longest), side="left").tolist()
    back: list[Any] = []
    finals = np.empty_like(alpha)
    rows = np.arange(len(firsts))[:, None]
    columns = np.arange(scores.shape[1])
    running = len(firsts)
    for position in range(1, longest):
        still = reach[position]
        finals[still:running] = alpha[still:running]
        running = still
        paths = alpha[:running, :, None] + transitions
        best = paths.argmax(1)
        back.append(best)
        alpha = paths[rows[:running], best, columns] + scores[firsts[:running] + position]
    finals[:running] = alpha[:running]
    closed = ends < count
    closed[closed] = ~begins[ends[closed]]
    finals[closed] += transitions[:, 0]
    state = finals.argmax(1)
    for position in range(longest - 1, 0, -1):
        now = reach[position]
        labels[firsts[:now] + position] = state[:now]
        state[:now] = back[position - 1][rows[:now, 0], state[:now]]
    labels[firsts] = state
    return labels
