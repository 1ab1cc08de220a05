"""Training: what is held out, what is replaced, and that training and tagging compute the same."""

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
import pytest

from workers.entities import train
from workers.entities.crf import CrfRecogniser, Model, Network, Scorer
from workers.entities.evaluate import read_conll
from workers.entities.features import WordFeatures, WordTable
from workers.entities.train_augment import Rates, augmenter, spans_of
from workers.entities.train_text import text_vectors
from workers.entities.train_words import Classes, frequency_bucket, strings, without_proclitics, words_of

NEWS = Path(__file__).parent / "data" / "news.conll"


def test_the_last_part_of_the_tokens_is_held_out_whole_sentences_only() -> None:
    corpus = read_conll(NEWS)
    kept, held = train.held_out(corpus)
    assert kept + held == corpus
    assert 0.1 < sum(len(w) for w, _ in held) / sum(len(w) for w, _ in corpus) < 0.25


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("B-PER I-PER O B-LOC", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("O I-ORG I-LOC", [(1, 2, "ORG"), (2, 3, "LOC")]),
        ("O O", []),
    ],
)
def test_spans_are_read_off_labels(labels: str, spans: list[tuple[int, int, str]]) -> None:
    assert spans_of(labels.split()) == spans


def test_labels_are_cut_into_words_without_what_stands_in_brackets() -> None:
    assert list(strings({"a": ["نادي النصر (الرياض)", {"b": "قطر"}]})) == ["نادي النصر", "قطر"]
    assert words_of("نادي النصر 1955") == ["نادي", "النصر"]


def test_classes_take_arabic_words_only_and_fold_them() -> None:
    classes = Classes()
    classes.add(["أحمد", "ahmad", "و"], "given")
    assert list(classes.bits) == ["احمد"]


def test_a_word_is_left_out_only_where_a_commoner_word_stands_behind_its_proclitics() -> None:
    ranked = {word: word for word in ["كتاب", "وكتاب", "ولاية", "لاية"]}
    assert without_proclitics(ranked) == ["كتاب", "ولاية", "لاية"]


def test_frequency_buckets_grow_with_rank_and_end() -> None:
    buckets = [frequency_bucket(rank) for rank in (0, 500, 5000, 50_000, 10**6, None)]
    assert buckets == sorted(buckets)
    assert buckets[-1] == 9
    assert buckets[-2] == 8


def test_replaced_names_keep_their_labels_and_all_else_stays() -> None:
    pytest.importorskip("arabic_name_romanizer")
    try:
        distribution("ArWikiCats")
    except PackageNotFoundError:
        pytest.skip("ArWikiCats is not installed (dependency group data)")
    corpus = read_conll(NEWS)
    augment = augmenter(WordTable.load(), Rates(person=1.0, organisation=0.0))
    changed = augment(corpus, np.random.default_rng(0))
    assert changed != corpus
    for (words, labels), (new_words, new_labels) in zip(corpus, changed, strict=True):
        assert len(new_words) == len(new_labels)
        assert [kind for _, _, kind in spans_of(labels)] == [kind for _, _, kind in spans_of(new_labels)]
        outside = [w for w, label in zip(words, labels, strict=True) if not label.endswith("PER")]
        assert outside == [
            w for w, label in zip(new_words, new_labels, strict=True) if not label.endswith("PER")
        ]


def test_training_and_tagging_compute_the_same_scores_and_labels() -> None:
    pytest.importorskip("jax")
    from workers.entities.train_net import Encoder, Shape, scores
    from workers.entities.train_net import train as train_net

    corpus = read_conll(NEWS)
    features = WordFeatures(WordTable.load())
    encoder = Encoder.fit(features, corpus)
    found = train_net(corpus, encoder, Shape(embedding=8, hidden=8, epochs=3), seed=1)
    network = Network(**{name: found[name] for name in Network.__slots__})
    recogniser = CrfRecogniser(Scorer(Model(encoder.names, (network,)), features))
    for (words, _), expected in zip(corpus, scores(found, encoder, corpus), strict=True):
        assert np.allclose(recogniser.scorer.scores(words, [0]), expected, atol=0.02)


def test_words_that_stand_in_the_same_places_of_a_text_get_like_vectors(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    lines = ["قال الرئيس أحمد إن", "قال الرئيس سالم إن", "وصل إلى دمشق أمس", "وصل إلى بيروت أمس"]
    path.write_text("\n".join(lines * 3), encoding="utf-8")
    one, other, city, unseen = text_vectors(["احمد", "سالم", "دمشق", "طوكيو"], [path], dimensions=4)
    assert np.dot(one, other) > np.dot(one, city)
    assert not unseen.any()
