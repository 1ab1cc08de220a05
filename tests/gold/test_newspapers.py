"""Floors under protests and assaults in real newspapers; see newspapers.py."""

from pathlib import Path

from tests.gold.newspapers import score

# All parts were read while mending; a floor says that nothing is lost, not what unseen text would give.
RECALL, PRECISION, ROLES = 0.71, 0.9, 0.64


def test_protests_and_assaults_in_newspapers_stay_found(shared: Path) -> None:
    figures = score(shared)
    assert figures.recall >= RECALL
    assert figures.precision >= PRECISION
    assert figures.roles_accuracy >= ROLES
