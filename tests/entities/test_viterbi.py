"""The search for the best label sequence is exact, whatever is settled beforehand."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.entities.viterbi import Chain, decode

LABELS = 5


def plain(scores: np.ndarray, transitions: np.ndarray, start: np.ndarray) -> float:
    """The score of the best path, by the textbook."""
    alpha = start + scores[0]
    for row in scores[1:]:
        alpha = (alpha[:, None] + transitions).max(0) + row
    return float(alpha.max())


def path_score(labels: np.ndarray, scores: np.ndarray, transitions: np.ndarray, start: np.ndarray) -> float:
    total = float(start[labels[0]] + scores[0, labels[0]])
    for i in range(1, len(labels)):
        total += float(transitions[labels[i - 1], labels[i]] + scores[i, labels[i]])
    return total


def whole(lengths: list[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What `decode` wants to know of sentences of these lengths that are given whole."""
    first = np.zeros(sum(lengths), dtype=bool)
    last = first.copy()
    ends = np.cumsum(lengths)
    first[ends - lengths] = True
    last[ends - 1] = True
    return ~first, first, last


@given(
    st.integers(0, 2**32 - 1),
    st.lists(st.integers(1, 9), min_size=1, max_size=6),
    st.floats(0.1, 8.0),
    st.floats(0.0, 12.0),
)
@settings(max_examples=200, deadline=None)
def test_every_sentence_gets_a_path_that_scores_as_high_as_the_best(
    seed: int, lengths: list[int], spread: float, lead: float
) -> None:
    random = np.random.default_rng(seed)
    transitions = random.normal(0, 2, (LABELS, LABELS)).astype(np.float32)
    start = random.normal(0, 2, LABELS).astype(np.float32)
    scores = random.normal(0, spread, (sum(lengths), LABELS)).astype(np.float32)
    scores[:, 0] += random.choice([0.0, lead, 3 * lead], len(scores))
    labels = decode(scores, *whole(lengths), Chain.of(transitions, start))
    for first, length in zip(np.cumsum([0, *lengths[:-1]]), lengths, strict=True):
        part = slice(first, first + length)
        best = plain(scores[part], transitions, start)
        assert np.isclose(path_score(labels[part], scores[part], transitions, start), best, atol=1e-3)


@given(st.integers(0, 2**32 - 1), st.lists(st.booleans(), min_size=1, max_size=12), st.floats(0.1, 8.0))
@settings(max_examples=200, deadline=None)
def test_tokens_left_out_are_outside(seed: int, given_: list[bool], spread: float) -> None:
    random = np.random.default_rng(seed)
    transitions = random.normal(0, 2, (LABELS, LABELS)).astype(np.float32)
    start = random.normal(0, 2, LABELS).astype(np.float32)
    full = random.normal(0, spread, (len(given_), LABELS)).astype(np.float32)
    kept = np.array(given_)
    full[~kept, 1:] = -1000.0
    full[~kept, 0] = 1000.0
    tokens = np.flatnonzero(kept)
    joined = np.array([t > 0 and given_[t - 1] for t in tokens], dtype=bool)
    found = np.zeros(len(given_), dtype=np.intp)
    found[tokens] = decode(
        full[tokens], joined, tokens == 0, tokens == len(given_) - 1, Chain.of(transitions, start)
    )
    best = plain(full.astype(np.float64), transitions, start)
    assert np.isclose(path_score(found, full, transitions, start), best, rtol=1e-5, atol=1e-2)


def test_a_sentence_does_not_see_the_one_before_it() -> None:
    transitions = np.zeros((LABELS, LABELS), dtype=np.float32)
    transitions[1, 2] = 100.0  # would pull label 2 behind label 1 across the border
    start = np.zeros(LABELS, dtype=np.float32)
    scores = np.zeros((2, LABELS), dtype=np.float32)
    scores[0, 1] = scores[1, 3] = 1.0
    labels = decode(scores, *whole([1, 1]), Chain.of(transitions, start))
    assert labels.tolist() == [1, 3]


def test_nothing_gives_nothing() -> None:
    chain = Chain.of(np.zeros((LABELS, LABELS), np.float32), np.zeros(LABELS, np.float32))
    none = np.zeros(0, bool)
    assert decode(np.zeros((0, LABELS), np.float32), none, none, none, chain).tolist() == []


def test_a_token_with_a_clear_lead_is_settled_without_a_search_and_no_other() -> None:
    transitions = np.zeros((LABELS, LABELS), np.float32)
    transitions[0, 2] = 3.0
    chain = Chain.of(transitions, np.zeros(LABELS, np.float32))
    scores = np.array([[5, 0, 0, 0, 0], [0, 5, 0, 0, 0], [0, 5, 3, 0, 0], [1, 1, 1, 1, 1]], dtype=np.float32)
    labels, settled = chain.settled(scores)
    assert settled.tolist() == [True, True, False, False]
    assert labels[:2].tolist() == [0, 1]
