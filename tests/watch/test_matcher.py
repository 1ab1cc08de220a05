"""A rule fires when its conditions are met, with every reason to show for it, and not otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.watch.articles import alerts, document, event, fires, mention, rule, surfaces, watch, watchlist
from topics import AlertKind, EntityType, EventStatus, EventType, Field, MatchKind, Severity, Subject
from topics.events import Actor, EventMention
from workers.watch.conditions import AllOf, AnyOf, Condition, Not, WordUsed, has_evidence, leaves
from workers.watch.explain import explain
from workers.watch.matcher import EXCERPT, MATCHES, OCCURRENCES, shorten
from workers.watch.rules import compile_rules, default_rules_path, load_rules


def test_an_alert_says_rule_severity_story_article_and_every_place():
    doc = document("وقال بوتين إن الهدنة بعيدة. ورحب مسؤول بهدنة أخرى.", title="بوتين والهدنة")
    rules = watchlist(
        "rules: [{name: truce, title: هدنة, severity: critical, when: {all: [{word: هدنة}, {entity: Q7747}]}}]"
    )
    named = (
        mention(doc, "بوتين", "Q7747"),
        mention(doc, "بوتين", "Q7747", field=Field.TITLE),
    )
    (alert,) = alerts(doc, rules, named)
    assert (alert.rule, alert.severity, alert.kind) == ("truce", Severity.CRITICAL, AlertKind.NEW)
    assert (alert.article_id, alert.title, alert.url) == (
        "a1",
        "بوتين والهدنة",
        "https://nile-post.example/a1",
    )
    assert alert.fired_at == "2026-11-24T12:00:00Z"
    assert [(m.kind, m.id, m.surface, m.clitics, m.field) for m in alert.matched] == [
        ("entity", "Q7747", "بوتين", (), "title"),
        ("word", "هدنة", "هدنة", ("و", "ال"), "title"),
        ("entity", "Q7747", "بوتين", (), "text"),
        ("word", "هدنة", "هدنة", ("ال",), "text"),
        ("word", "هدنة", "هدنة", ("ب",), "text"),
    ]
    assert alert.matched[4].sentence == "ورحب مسؤول بهدنة أخرى."
    assert alert.excerpt == "وقال بوتين إن الهدنة بعيدة."


def test_the_id_is_stable_per_rule_and_story_and_differs_between_rules_and_articles():
    rules = watchlist(
        "rules: [{name: a, title: t, severity: info, when: {word: هدنة}},"
        " {name: b, title: t, severity: info, when: {word: هدنة}}]"
    )
    first = alerts(document("هدنة"), rules)
    again = alerts(document("هدنة ثانية"), rules)
    other = alerts(document("هدنة", id="a2"), rules)
    assert [a.id for a in first] == [a.id for a in again]
    assert len({a.id for a in (*first, *other)}) == 4
    assert len({a.story_id for a in (*first, *other)}) == 4


FIRES = [
    ("{any: [{word: زلزال}, {word: هدنة}]}", "هدنة", True),
    ("{any: [{word: زلزال}, {word: هدنة}]}", "سلام", False),
    ("{all: [{word: زلزال}, {word: هدنة}]}", "هدنة", False),
    ("{all: [{word: زلزال}, {word: هدنة}]}", "هدنة بعد زلزال", True),
    ("{all: [{word: هدنة}, {not: {word: مباراة}}]}", "هدنة", True),
    ("{all: [{word: هدنة}, {not: {word: مباراة}}]}", "هدنة قبل المباراة", False),
    ("{all: [{word: هدنة}, {not: {all: [{word: مباراة}, {word: مرمى}]}}]}", "هدنة قبل المباراة", True),
    ("{all: [{word: هدنة}, {not: {not: {word: مباراة}}}]}", "هدنة", False),
    ("{all: [{word: هدنة}, {not: {not: {word: مباراة}}}]}", "هدنة ومباراة", True),
    ("{entity: Q7747}", "بوتين", False),  # a name that no mention links is no evidence
    ("{word: نووي}", "الغنوي", False),
]


@pytest.mark.parametrize(("condition", "text", "expected"), FIRES)
def test_conditions_combine(condition, text, expected):
    assert fires(text, condition) is expected


def test_not_leaves_no_evidence():
    assert surfaces(
        "هدنة وزلزال", "{all: [{word: هدنة}, {not: {all: [{word: زلزال}, {word: مباراة}]}}]}"
    ) == ["هدنة"]


def test_every_branch_of_any_that_holds_is_shown():
    assert surfaces("هدنة وزلزال", "{any: [{word: زلزال}, {word: هدنة}, {word: نفط}]}") == ["هدنة", "زلزال"]


def test_a_word_within_a_persons_full_name_is_a_name():
    doc = document("قال عادل سلام إن سلام ينتظر السلام.")
    (alert,) = alerts(
        doc,
        watch("{word: سلام}"),
        (mention(doc, "عادل سلام", "rasid:1"), mention(doc, "سلام", "rasid:1", nth=1)),
    )
    assert [(m.surface, m.clitics) for m in alert.matched] == [("سلام", ("ال",))]


def test_one_doubtful_tag_of_a_single_word_does_not_silence_a_rule():
    doc = document("وقع زلزال في المدينة.")
    assert alerts(doc, watch("{word: زلزال}"), (mention(doc, "زلزال", "rasid:1"),))


def test_a_word_within_the_name_of_an_institution_still_counts():
    doc = document("قال مجلس النفط إنه يجتمع.")
    assert alerts(doc, watch("{word: نفط}"), (mention(doc, "مجلس النفط", "rasid:1", EntityType.ORG),))


KHARTOUM = Actor(surface="الخرطوم", entity_id="Q1963", country="SD")
ARMY = Actor(surface="الجيش السوداني", entity_id="Q1", country="SD")
CAIRO = Actor(surface="القاهرة", entity_id="Q85", country="EG")
EVENTS = [
    ("{event: ASSAULT}", {}, True),
    ("{event: PROTEST}", {}, False),
    ("{event: [PROTEST, ASSAULT]}", {}, True),
    ("{event: ASSAULT}", {"status": EventStatus.NEGATED}, False),
    ("{event: ASSAULT, status: negated}", {"status": EventStatus.NEGATED}, True),
    ("{event: ASSAULT, status: any}", {"status": EventStatus.FUTURE}, True),
    ("{event: ASSAULT, mode: aerial}", {}, False),
    ("{event: ASSAULT, mode: aerial}", {"mode": "aerial"}, True),
    ("{event: ASSAULT, source: Q1}", {"source": ARMY}, True),
    ("{event: ASSAULT, target: Q1}", {"source": ARMY}, False),
    ("{event: ASSAULT, source: Q1, place: Q1963}", {"source": ARMY, "place": KHARTOUM}, True),
    ("{event: ASSAULT, source: Q1, place: Q1963}", {"source": ARMY, "place": CAIRO}, False),
    ("{event: ASSAULT, country: SD}", {"place": KHARTOUM}, True),
    ("{event: ASSAULT, country: SD}", {"place": CAIRO, "target": KHARTOUM}, False),
    ("{event: ASSAULT, country: SD}", {"target": KHARTOUM}, True),  # a place that is hit is where it is hit
    ("{event: ASSAULT, country: SD}", {"target": ARMY}, False),  # an army may be hit anywhere
    ("{event: ASSAULT, country: SD}", {}, False),
]


@pytest.mark.parametrize(("condition", "parts", "expected"), EVENTS)
def test_an_event_rule_asks_type_status_mode_actors_and_place(condition, parts, expected):
    doc = document("قصف الجيش السوداني الخرطوم.")
    told = event(doc, "قصف", EventType.ASSAULT, **parts)
    named = (
        mention(doc, "الخرطوم", "Q1963", EntityType.LOC),
        mention(doc, "الجيش السوداني", "Q1", EntityType.ORG),
    )
    assert bool(alerts(doc, watch(condition), named, events=(told,))) is expected


def test_an_event_is_shown_wherever_it_is_told():
    doc = document("قصف الجيش السوداني الخرطوم. وأوقع القصف قتلى.")
    start = doc.text.text.index("القصف")
    more = EventMention(trigger="القصف", field=Field.TEXT, start=start, end=start + 5, sentence=1)
    told = event(doc, "قصف", EventType.ASSAULT, source=ARMY, target=KHARTOUM, mentions=(more,))
    (alert,) = alerts(doc, watch("{event: ASSAULT}"), events=(told,))
    assert [(m.surface, m.sentence) for m in alert.matched] == [
        ("قصف", "قصف الجيش السوداني الخرطوم."),
        ("القصف", "وأوقع القصف قتلى."),
    ]
    assert alert.matched[0].label == "ASSAULT الجيش السوداني → الخرطوم"
    assert alert.matched[0].id == "ASSAULT"


def test_a_subject_rule_fires_on_its_code_and_narrower_ones_from_a_score_on():
    doc = document("نص الخبر.", title="عنوان")
    about = (Subject("medtop:20000002", "فنون وتسلية", 0.6),)
    (alert,) = alerts(doc, watch("{subject: 01000000}"), subjects=about)
    (shown,) = alert.matched
    assert (shown.kind, shown.id, shown.label, shown.surface) == (
        MatchKind.SUBJECT,
        "01000000",
        "فنون وتسلية",
        "",
    )
    assert (shown.start, shown.end, shown.sentence, alert.excerpt) == (0, 0, "عنوان", "نص الخبر.")
    assert not alerts(doc, watch("{subject: 01000000, min_score: 0.7}"), subjects=about)
    assert not alerts(doc, watch("{subject: 15000000}"), subjects=about)


def test_a_rule_reads_its_sources_only():
    text = "rules: [{name: r, title: t, severity: info, sources: [Nile-Post], when: {word: هدنة}}]"
    assert alerts(document("هدنة", source="nile-post"), watchlist(text))
    assert not alerts(document("هدنة", source="sham-press"), watchlist(text))
    assert not alerts(document("هدنة", source=None), watchlist(text))


def test_alerts_come_in_the_order_of_the_rules():
    text = "rules: [{name: z, title: t, severity: info, when: {word: نفط}}, {name: a, title: t, severity: info, when: {word: هدنة}}]"
    assert [alert.rule for alert in alerts(document("هدنة ثم نفط"), watchlist(text))] == ["z", "a"]


def test_evidence_is_capped_and_the_first_of_every_condition_is_kept():
    words = ["نفط", "هدنة", "زلزال", "نووي", "اقتراع", "عقوبات", "برميل", "مونديال"]
    doc = document(". ".join(" ".join([word] * 30) for word in words))
    (alert,) = alerts(doc, watch("{word: [" + ", ".join(words) + "]}"))
    assert len(alert.matched) == MATCHES
    assert {m.id for m in alert.matched} == set(words)
    (alert,) = alerts(doc, watch("{word: نفط}"))
    assert len(alert.matched) == OCCURRENCES


def test_an_article_without_evidence_costs_nothing_and_says_nothing():
    assert alerts(document(""), watch("{word: نووي}")) == ()
    assert alerts(document("كلام"), compile_rules(())) == ()


def test_a_long_sentence_is_shortened_between_words_around_its_evidence():
    short = "جملة قصيرة."
    assert shorten(short, 3) == short
    long = " ".join(f"كلمة{n}" for n in range(100))
    head = shorten(long, 5)
    assert len(head) <= EXCERPT
    assert head.endswith("…")
    assert long.startswith(head[:-1])
    assert long[len(head) - 1] == " "
    tail = shorten(long, len(long))
    assert len(tail) <= EXCERPT
    assert tail.startswith("…كلمة")
    assert long.endswith(tail[1:])


@given(st.text(alphabet="ابت .،", max_size=900), st.integers(0, 900))
def test_an_excerpt_never_exceeds_its_length_and_holds_the_evidence(sentence, at):
    at = min(at, len(sentence))
    excerpt = shorten(sentence, at)
    assert len(excerpt) <= EXCERPT
    assert excerpt.strip("…") in sentence


def test_explain_names_rule_word_clitics_offsets_and_sentence():
    doc = document("وأعلنت أن بوتين قبل بالهدنة.")
    (alert,) = alerts(doc, watch("{any: [{word: هدنة}, {entity: Q7747}]}"), (mention(doc, "بوتين", "Q7747"),))
    said = explain(alert)
    assert "rule r fired on 2 pieces of evidence" in said
    assert "the watched word «هدنة» stands as «هدنة» behind ب + ال at text 23-27" in said
    assert "label of Q7747 (Q7747) is named «بوتين» at text 10-15" in said


def conditions() -> st.SearchStrategy[Condition]:
    words = st.sampled_from(["نووي", "هدنة", "زلزال", "نفط"]).map(WordUsed)
    return st.recursive(
        words,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda c: AnyOf(tuple(c))),
            st.lists(inner, min_size=1, max_size=3).map(lambda c: AllOf(tuple(c))),
            inner.map(Not),
        ),
        max_leaves=8,
    )


def holds(condition: Condition, used: set[str]) -> bool:
    """The plain meaning of a tree, to compare with."""
    match condition:
        case AnyOf(inner):
            return any(holds(child, used) for child in inner)
        case AllOf(inner):
            return all(holds(child, used) for child in inner)
        case Not(child):
            return not holds(child, used)
        case WordUsed(phrase):
            return phrase in used
    raise AssertionError


@given(conditions().filter(has_evidence), st.sets(st.sampled_from(["نووي", "هدنة", "زلزال", "نفط"])))
def test_a_rule_fires_exactly_when_its_tree_holds_and_always_with_evidence(tree, used):
    found = alerts(document(" ".join(sorted(used))), compile_rules((rule(tree),)))
    assert bool(found) is holds(tree, used)
    for alert in found:
        assert alert.matched
        assert {WordUsed(m.id) for m in alert.matched} <= set(leaves(tree))


SHIPPED, SHIPPED_AGAIN = load_rules(default_rules_path()), load_rules(default_rules_path())
TEXTS = st.lists(
    st.sampled_from(
        ["والنووي", "هدنة", "بزلزالٍ", "للنفط", "كلام", "وقف", "إطلاق", "النار", ".", "،", "سلام"]
    ),
    max_size=25,
).map(" ".join)


@given(TEXTS, TEXTS)
def test_offsets_slice_back_to_the_surface_and_the_result_is_deterministic(title, text):
    doc = document(text, title)
    found = alerts(doc, SHIPPED)
    assert found == alerts(doc, SHIPPED_AGAIN)
    for alert in found:
        assert len(alert.excerpt) <= EXCERPT
        for shown in alert.matched:
            field = doc.title if shown.field is Field.TITLE else doc.text
            assert field.text[shown.start : shown.end] == shown.surface
            assert shown.surface in shown.sentence


@given(st.permutations(range(4)), TEXTS)
def test_the_order_of_mentions_and_of_rules_does_not_change_an_alert(order, text):
    doc = document(f"بوتين ثم كيم ثم بوتين ثم كيم {text}")
    named = [
        mention(doc, "بوتين", "Q7747"),
        mention(doc, "كيم", "Q56226"),
        mention(doc, "بوتين", "Q7747", nth=1),
        mention(doc, "كيم", "Q56226", nth=1),
    ]
    shuffled = tuple(named[i] for i in order)
    assert alerts(doc, SHIPPED, shuffled) == alerts(doc, SHIPPED, tuple(named))
    backwards = compile_rules(SHIPPED.rules[::-1])
    assert set(alerts(doc, backwards, shuffled)) == set(alerts(doc, SHIPPED, shuffled))
