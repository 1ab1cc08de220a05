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
    begins = np.zeros(len(scores), dtype=bool)
    firsts = np.cumsum([0, *lengths[:-1]])
    begins[firsts] = True
    labels = decode(scores, begins, Chain.of(transitions, start))
    for first, length in zip(firsts, lengths, strict=True):
        part = slice(first, first + length)
        best = plain(scores[part], transitions, start)
        assert np.isclose(path_score(labels[part], scores[part], transitions, start), best, atol=1e-3)


def test_a_sentence_does_not_see_the_one_before_it() -> None:
    transitions = np.zeros((LABELS, LABELS), dtype=np.float32)
    transitions[1, 2] = 100.0  # would pull label 2 behind label 1 across the border
    start = np.zeros(LABELS, dtype=np.float32)
    scores = np.zeros((2, LABELS), dtype=np.float32)
    scores[0, 1] = scores[1, 3] = 1.0
    labels = decode(scores, np.array([True, True]), Chain.of(transitions, start))
    assert labels.tolist() == [1, 3]


def test_nothing_gives_nothing() -> None:
    chain = Chain.of(np.zeros((LABELS, LABELS), np.float32), np.zeros(LABELS, np.float32))
    assert decode(np.zeros((0, LABELS), np.float32), np.zeros(0, bool), chain).tolist() == []


def test_tokens_that_can_only_be_outside_are_settled_without_a_search() -> None:
    chain = Chain.of(np.zeros((LABELS, LABELS), np.float32), np.zeros(LABELS, np.float32))
    scores = np.array([[5, 0, 0, 0, 0], [0, 5, 0, 0, 0]], dtype=np.float32)
    assert chain.settled(scores).tolist() == [True, False]
