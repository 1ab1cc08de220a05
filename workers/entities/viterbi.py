"""The best label sequence of a linear-chain CRF, exact, for all sentences of an article at once.

Most tokens have one label whose score leads by more than any neighbour's transitions could make up:
such a token is settled beforehand (see `Chain.settled`). Only the short runs between settled tokens
are searched, all of them together, one position at a time.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Flags = NDArray[np.bool_]


def highest(rows: Scores) -> Scores:
    """Return the greatest number of each row: `rows.max(1)`, which takes short rows one number at a time."""
    found: Scores = np.ascontiguousarray(rows.T).max(0)
    return found


@dataclass(frozen=True, slots=True)
class Chain:
    """The transition scores of a chain whose label 0 is `O`, and what settles a token."""

    transitions: Scores
    """`transitions[a, b]`: label `b` right after label `a`."""
    before: Scores
    """The transitions, and below them a row for each label as a sentence's first."""
    after: Scores
    """Transposed transitions (a row for each label that follows), and a row of zeros: nothing follows."""
    lead: Scores
    """`lead[a, b]`: by how much `a` must lead `b` to be better in every path."""

    @classmethod
    def of(cls, transitions: Scores, start: Scores) -> "Chain":
        """Compute the leads.

        Putting `a` in place of `b` changes a path by `score[a] - score[b]`, and by the transitions
        from the label before (or the start) and to the label after (or none). The lead bounds what
        the transitions can lose by it.
        """
        before = np.vstack([transitions, start]).astype(np.float32)
        after = np.vstack([transitions.T, np.zeros(len(start))]).astype(np.float32)
        lead = (before[:, None, :] - before[:, :, None]).max(0)
        lead += (after[:, None, :] - after[:, :, None]).max(0)
        # A label need not lead itself.
        np.fill_diagonal(lead, -1)
        return cls(transitions.astype(np.float32), before, after, lead)

    def settled(self, scores: Scores) -> tuple[NDArray[np.intp], Flags]:
        """Return every token's best label by itself, and whether each best path must have it there."""
        best = scores.argmax(1)
        need = scores + self.lead.take(best, axis=0)
        return best, highest(need) < highest(scores)


def decode(scores: Scores, joined: Flags, first: Flags, last: Flags, chain: Chain) -> NDArray[np.intp]:
    """Return the best label of every token.

    `scores` has a row for each token and a column for each label. `joined` says of each token whether
    the one before it in `scores` is its neighbour in the text; between tokens that are not joined, and
    before and after all of them, stands an `O`, except where a token is the `first` or `last` of its
    sentence.
    """
    count = len(scores)
    if not count:
        return np.zeros(0, dtype=np.intp)
    labels, settled = chain.settled(scores)
    if settled.all():
        return labels
    outside = len(scores[0])
    # The label before and after each token as far as it is settled, where the run does not go on.
    before = np.zeros(count, dtype=np.intp)
    np.multiply(labels[:-1], joined[1:], out=before[1:])
    before[first] = outside
    after = np.zeros(count, dtype=np.intp)
    np.multiply(labels[1:], joined[1:], out=after[:-1])
    after[last] = outside
    # A run begins at an open token whose neighbour before is not open, and ends likewise.
    linked = joined[1:] & ~(settled[1:] | settled[:-1])
    new = ~settled
    end = new.copy()
    new[1:] &= ~linked
    end[:-1] &= ~linked
    firsts = new.nonzero()[0]
    lasts = end.nonzero()[0]
    lengths = lasts - firsts
    longest = int(lengths.max())
    alpha = scores.take(firsts, axis=0) + chain.before.take(before.take(firsts), axis=0)
    if not longest:
        alpha += chain.after.take(after.take(lasts), axis=0)
        labels[firsts] = alpha.argmax(1)
        return labels
    order = np.argsort(-lengths, kind="stable")
    firsts, lasts, lengths, alpha = firsts[order], lasts[order], lengths[order], alpha[order]
    # How many runs reach each position; they are sorted by length, so these are the first ones.
    reach = np.searchsorted(-lengths, -np.arange(longest + 1), side="right").tolist()
    reached = [alpha]
    finals = alpha.copy()
    onwards = chain.transitions[:, None, :]
    for position in range(1, longest + 1):
        running = reach[position]
        alpha = (alpha[:running].T[:, :, None] + onwards).max(0)
        alpha += scores.take(firsts[:running] + position, axis=0)
        reached.append(alpha)
        finals[:running] = alpha
    finals += chain.after.take(after.take(lasts), axis=0)
    state = finals.argmax(1)
    for position in range(longest, 0, -1):
        now = reach[position]
        labels[firsts[:now] + position] = state[:now]
        paths = chain.after.take(state[:now], axis=0)
        paths += reached[position - 1][:now]
        state[:now] = paths.argmax(1)
    labels[firsts] = state
    return labels
