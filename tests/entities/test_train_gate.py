"""The gate is fitted to what the network says, whatever the text."""

import numpy as np

from workers.entities.crf import Model, Scorer
from workers.entities.features import WordFeatures, WordTable
from workers.entities.train_gate import fit, gate_of


def test_a_regression_separates_what_can_be_separated_and_would_rather_keep_than_lose() -> None:
    random = np.random.default_rng(0)
    rows = random.normal(size=(4000, 6)).astype(np.float32)
    rows[:, -1] = 1
    wanted = rows[:, 0] + 0.5 * random.normal(size=len(rows)) > 1.5
    kept = rows @ fit(rows, wanted) > 0
    assert kept[wanted].mean() > 0.95
    assert kept[rows[:, 0] < 0].mean() < 0.7


def test_a_gate_has_a_row_for_each_number_of_a_word_and_the_bias_last() -> None:
    model, features = Model.load(), WordFeatures(WordTable.load())
    sentences = [["وصل", "الرئيس", "بوتين", "إلى", "بكين"], ["ارتفعت", "أسعار", "النفط", "أمس"]] * 4
    gate, passed = gate_of(model, features, sentences)
    assert model.gate is not None
    assert gate.shape == model.gate.shape
    assert not gate[-1, 1:].any()
    assert 0 < passed <= 1
    assert len(Scorer(model, features).candidates(sentences[0], [0], [0]).tokens) >= 2
