"""The shipped recogniser: it finds names in text it never saw, and its arithmetic does not leak."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topics import EntityType, Field
from workers.entities.crf import LABELS, CrfRecogniser, Model, Network, Scorer, agree, load_recogniser
from workers.entities.crf_scorer import _packed, _sums
from workers.entities.crf_threads import use_one_thread
from workers.entities.features import WordFeatures
from workers.text.columns import NUMBERS
from workers.text.segment import make_document, segment


@pytest.fixture(scope="module")
def recogniser() -> CrfRecogniser:
    return load_recogniser()


def surfaces(recogniser: CrfRecogniser, text: str, title: str = "") -> set[tuple[str, str]]:
    document = make_document("1", title, text)
    return {
        (
            " ".join((document.title if s.field is Field.TITLE else document.text).words[s.first : s.last]),
            s.type,
        )
        for s in recogniser.recognise(document)
    }


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("وصل وزير الخارجية بدر عبد العاطي إلى أنقرة مساء أمس.", "بدر عبد العاطي", EntityType.PER),
        ("وصل وزير الخارجية بدر عبد العاطي إلى أنقرة مساء أمس.", "أنقرة", EntityType.LOC),
        ("قال المتحدث باسم الأمم المتحدة ستيفان دوجاريك إن الوضع خطير.", "الأمم المتحدة", EntityType.ORG),
        ("قال المتحدث باسم الأمم المتحدة ستيفان دوجاريك إن الوضع خطير.", "ستيفان دوجاريك", EntityType.PER),
        ("وأفادت وكالة رويترز بأن القمة ستعقد في بكين.", "رويترز", EntityType.ORG),
    ],
)
def test_names_of_news_are_found(recogniser: CrfRecogniser, text: str, name: str, kind: EntityType) -> None:
    assert (name, kind) in surfaces(recogniser, text)


@pytest.mark.parametrize(
    "text",
    [
        "ارتفعت أسعار النفط في الأسواق العالمية بنسبة ثلاثة في المئة.",
        "لم تتوصل الأطراف إلى اتفاق بعد ساعات طويلة من المفاوضات.",
        "",
        "123 ... 456 !!!",
    ],
)
def test_text_without_names_has_none(recogniser: CrfRecogniser, text: str) -> None:
    assert surfaces(recogniser, text) == set()


def test_title_and_text_are_both_read_and_their_tokens_counted_apart(recogniser: CrfRecogniser) -> None:
    document = make_document("1", "بوتين يزور بكين", "وصل الرئيس فلاديمير بوتين إلى بكين اليوم.")
    spans = recogniser.recognise(document)
    assert {s.field for s in spans} == {Field.TITLE, Field.TEXT}
    for span in spans:
        words = (document.title if span.field is Field.TITLE else document.text).words
        assert 0 <= span.first < span.last <= len(words)
        assert 0.0 <= span.score <= 1.0


def test_spans_stay_in_order_and_inside_their_sentence(recogniser: CrfRecogniser) -> None:
    text = "زار محمد علي\nأحمد حسن القاهرة. وقال سامي: نعم.\nدمشق وبيروت"
    document = make_document("1", "", text)
    spans = recogniser.recognise(document)
    for before, after in itertools.pairwise(spans):
        assert before.last <= after.first
    for span in spans:
        assert document.text.sentence_of(span.first) == document.text.sentence_of(span.last - 1)


def test_a_sentence_is_scored_alike_alone_and_among_others(recogniser: CrfRecogniser) -> None:
    one = ["وصل", "الرئيس", "فلاديمير", "بوتين", "إلى", "بكين"]
    two = ["قتل", "خمسة", "في", "انفجار", "وسط", "بغداد"]
    scorer = recogniser.scorer
    together = scorer.scores(one + two, [0, len(one)])
    assert np.allclose(together[: len(one)], scorer.scores(one, [0]), atol=0.05)
    assert np.allclose(together[len(one) :], scorer.scores(two, [0]), atol=0.05)


@given(
    st.lists(
        st.sampled_from(
            ["بوتين", "بكين", "في", "إلى", "وزير", "قال", "مصر", "،", ".", "2024", "BBC", "ولمصر"]
        ),
        min_size=1,
    )
)
@settings(max_examples=50, deadline=None)
def test_a_full_cache_changes_no_score(recogniser: CrfRecogniser, words: list[str]) -> None:
    scorer = recogniser.scorer
    small = Scorer(scorer.model, WordFeatures(scorer.features.table), cache_size=14)
    small.scores(["هذه", "كلمات", "أخرى", "تملأ", "الذاكرة", "الصغيرة"], [0])
    assert np.allclose(small.scores(words, [0]), scorer.scores(words, [0]), atol=0.05)
    assert len(small._slots) <= 14


def test_more_word_forms_than_the_cache_holds_are_refused(recogniser: CrfRecogniser) -> None:
    small = Scorer(recogniser.scorer.model, recogniser.scorer.features, cache_size=2)
    with pytest.raises(ValueError, match="different words"):
        small.scores(["في", "من", "على"], [0])


def test_a_clear_mention_favours_its_label_at_the_unclear_ones_and_lowers_nothing() -> None:
    scores = np.zeros((4, len(LABELS)), dtype=np.float32)
    scores[0, 1] = 9.0  # surely a person
    scores[1, 0] = 1.0  # the same word, unclear
    scores[2, 0] = 1.0
    scores[3, 0] = 9.0
    raised = agree(scores, ["سلام", "سلام", "قال", "قال"], 1.5)
    assert raised[1].argmax() == 1
    assert (raised >= scores).all()
    assert np.array_equal(raised[2:], scores[2:])


def test_agreement_leaves_words_alone_that_come_once_or_are_no_names() -> None:
    scores = np.zeros((3, len(LABELS)), dtype=np.float32)
    scores[0, 1] = 9.0
    scores[1:, 0] = 9.0
    assert np.array_equal(agree(scores, ["سلام", "قال", "قال"], 1.5), scores)
    assert agree(scores, ["سلام", "سلام", "قال"], 0.0) is scores


def test_the_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    shapes = {
        "embed": (3, 4),
        "project": (5, 4),
        "bias": (4,),
        "window5": (5, 4, 6),
        "bias5": (6,),
        "window3": (3, 6, 6),
        "bias3": (6,),
        "out": (6, len(LABELS)),
        "bias_out": (len(LABELS),),
        "transitions": (len(LABELS), len(LABELS)),
        "start": (len(LABELS),),
    }
    nets = tuple(
        Network(**{name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()})
        for _ in range(2)
    )
    gate = random.normal(size=(9, 5)).astype(np.float32)
    model = Model({"w=في": 1, "w=من": 2}, nets, 0.25, gate)
    path = tmp_path / "net.bin"
    model.save(str(path))
    again = Model.load(path)
    assert again.names == model.names
    assert again.agreement == 0.25
    assert again.gate is not None
    assert np.array_equal(again.gate, gate)
    for old, new in zip(nets, again.networks, strict=True):
        for name in shapes:
            assert np.allclose(getattr(old, name), getattr(new, name), atol=0.02)


NEWS = """وصل وزير الخارجية بدر عبد العاطي إلى أنقرة مساء أمس. وقال المتحدث باسم الأمم المتحدة إن الوضع خطير.
ارتفعت أسعار النفط في الأسواق العالمية بنسبة ثلاثة في المئة، وفق بيانات نشرتها وكالة رويترز من لندن.
بوتين في بكين"""


def test_the_gate_keeps_all_tokens_of_names_and_drops_most_others(recogniser: CrfRecogniser) -> None:
    ungated = CrfRecogniser(Scorer(replace(recogniser.scorer.model, gate=None), recogniser.scorer.features))
    document = make_document("1", "بوتين يزور بكين", NEWS)
    assert recogniser.recognise(document) == ungated.recognise(document)
    words = document.text.words
    begins = [sentence.first for sentence in document.text.sentences]
    found = recogniser.scorer.candidates(words, begins, [0])
    assert len(found.tokens) < len(words) / 2
    everything = ungated.scorer.candidates(words, begins, [0])
    assert everything.tokens.tolist() == list(range(len(words)))
    assert everything.first.nonzero()[0].tolist() == begins
    assert np.array_equal(everything.joined, ~everything.first)
    assert np.allclose(found.scores, everything.scores[found.tokens], atol=1e-4)


def test_articles_read_together_give_what_each_gives_alone(recogniser: CrfRecogniser) -> None:
    texts = (
        ("بوتين يزور بكين", NEWS),
        ("", "وصل سلام إلى بيروت."),
        ("", ""),
        ("سلام على أهل الدار", ""),
        ("سلام", "قال سلام إن الحكومة باقية."),
    )
    documents = [make_document(str(number), title, text) for number, (title, text) in enumerate(texts)]
    alone = [recogniser.recognise(document) for document in documents]
    assert recogniser.recognise_all(documents) == alone
    assert recogniser.recognise_all(documents[::-1]) == alone[::-1]
    assert recogniser.recognise_all([]) == []


def test_words_have_the_same_vectors_with_whatever_they_are_learned(recogniser: CrfRecogniser) -> None:
    scorer = recogniser.scorer
    words = [f"{word}ات" for word in list(scorer.features.table.row)[30_000:30_700]]
    together = scorer.vectors(words)
    for size in (1, 2, 7, 16, 33, 64, 65, 200):
        assert np.array_equal(scorer.vectors(words[-size:]), together[-size:]), size
    alone = Scorer(scorer.model, scorer.features, cache_size=1000)
    crowd = Scorer(scorer.model, scorer.features, cache_size=1000)
    for word in words[:20]:
        alone._learn([word])
    crowd._learn(words[:20][::-1])
    for word in words[:20]:
        mine, theirs = alone._slots[word], crowd._slots[word]
        assert np.array_equal(alone._gates[mine], crowd._gates[theirs])
        rows = np.arange(5)
        assert np.array_equal(alone._products[5 * mine + rows], crowd._products[5 * theirs + rows])


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.integers(0, 2**32 - 1))
def test_rows_are_added_up_and_the_same_in_any_company(lengths: list[int], seed: int) -> None:
    rows = np.random.default_rng(seed).normal(size=(sum(lengths), 8)).astype(np.float32)
    offsets = [sum(lengths[:at]) for at in range(len(lengths))]
    sums = _sums(rows, offsets)
    assert np.allclose(sums, np.add.reduceat(rows, offsets, axis=0), atol=1e-5)
    for first, length, total in zip(offsets, lengths, sums, strict=True):
        assert np.array_equal(_sums(rows[first : first + length], [0])[0], total)


def test_embeddings_are_packed_only_where_nothing_is_lost(recogniser: CrfRecogniser) -> None:
    embed = recogniser.scorer.model.networks[0].embed
    whole, steps = _packed(embed)
    assert whole.dtype == np.int8
    assert np.array_equal(whole * steps, embed)
    random = np.random.default_rng(0).normal(size=(50, 4)).astype(np.float32)
    kept, ones = _packed(random)
    assert np.array_equal(kept * ones, random)


def test_words_have_the_slots_of_their_forms_whatever_their_numbers(recogniser: CrfRecogniser) -> None:
    scorer = Scorer(recogniser.scorer.model, recogniser.scorer.features, cache_size=6)
    for words in ("أحمد احمد قال", "في قال أحمد", "من على إلى في", "قال أحمد كان في", "في"):
        numbers = NUMBERS.array(segment(words, Field.TEXT))
        for _ in range(2):
            assert scorer.slots(numbers).tolist() == scorer._slots_of(words.split())
        if words == "في قال أحمد":
            NUMBERS.start_anew()


def test_an_article_without_a_candidate_has_no_spans(recogniser: CrfRecogniser) -> None:
    gate = np.zeros_like(recogniser.scorer.model.gate)
    closed = CrfRecogniser(Scorer(replace(recogniser.scorer.model, gate=gate), recogniser.scorer.features))
    assert closed.recognise(make_document("1", "بوتين يزور بكين", NEWS)) == ()


def test_spellings_that_fold_to_the_same_share_their_products(recogniser: CrfRecogniser) -> None:
    scorer = Scorer(recogniser.scorer.model, recogniser.scorer.features, cache_size=50)
    scores = scorer.scores(["أحمد", "احمد", "أَحمد"], [0, 1, 2])
    assert np.array_equal(scores[0], scores[1])
    assert np.array_equal(scores[0], scores[2])
    assert len(set(scorer._slots.values())) == 1


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "net.bin"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(ValueError, match="RNT1"):
        Model.load(path)


def test_numpy_is_told_to_use_one_thread_where_it_can_be_told() -> None:
    script = Path("/proc/self/maps")
    has_openblas = script.exists() and "openblas" in script.read_text()
    assert use_one_thread() is has_openblas
