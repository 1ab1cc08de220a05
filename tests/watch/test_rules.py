"""A rules file is read strictly: every mistake is one line with file, line, rule and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics import EventStatus, EventType, Severity
from workers.watch.conditions import AllOf, AnyOf, EntityNamed, EventTold, Not, SubjectIs, WordUsed, leaves
from workers.watch.names import ids_of, narrower_subjects
from workers.watch.parse import parse_rules
from workers.watch.rules import RulesError, default_rules_path, load_rules


def one(when: str, head: str = "name: r, title: t, severity: info") -> str:
    return f"rules:\n  - {{{head}, when: {when}}}\n"


def condition(when: str):
    rules, mistakes = parse_rules(one(when), "rules.yaml")
    assert mistakes == ()
    return rules[0].when


def test_every_kind_of_condition_is_read():
    assert condition("{entity: Q7747}") == EntityNamed("Q7747")
    assert condition("{entity: [Q7747, 'rasid:abc']}") == AnyOf(
        (EntityNamed("Q7747"), EntityNamed("rasid:abc"))
    )
    assert condition("{word: نووي}") == WordUsed("نووي")
    assert condition("{word: نووي, exact: true}") == WordUsed("نووي", exact=True)
    assert condition("{event: ASSAULT}") == EventTold(EventType.ASSAULT)
    assert condition("{event: ASSAULT, status: any}") == EventTold(
        EventType.ASSAULT, statuses=frozenset(EventStatus)
    )
    assert condition(
        "{event: RETREAT, mode: resign, source: Q1, target: [Q2, Q3], place: Q4, country: NO}"
    ) == EventTold(
        EventType.RETREAT,
        mode="resign",
        sources=frozenset({"Q1"}),
        targets=frozenset({"Q2", "Q3"}),
        places=frozenset({"Q4"}),
        countries=frozenset({"NO"}),  # and not YAML's False
    )
    assert condition("{subject: 04000000, min_score: 0.5}") == SubjectIs(
        "04000000",
        0.5,
        narrower_subjects()["04000000"],  # nor an octal number
    )
    assert condition("{subject: 'medtop:20000002'}") == SubjectIs("20000002")
    assert condition("{all: [{word: نووي}, {not: {any: [{word: كرة}]}}]}") == AllOf(
        (WordUsed("نووي"), Not(AnyOf((WordUsed("كرة"),))))
    )


def test_a_rule_keeps_its_title_severity_and_sources():
    rules, _ = parse_rules(
        one(
            "{word: نووي}",
            "name: r-1, title: عنوان, description: d, severity: critical, sources: [A, b], except_sources: c",
        ),
        "rules.yaml",
    )
    assert rules[0].severity is Severity.CRITICAL
    assert rules[0].title == "عنوان"
    assert rules[0].reads("a")
    assert rules[0].reads("B")
    assert not rules[0].reads("c")
    assert not rules[0].reads(None)


MISTAKES = [
    # file, what the line must say
    ("", "rules.yaml:1: the file is empty: begin it with rules:"),
    ("rules: []", "rules.yaml:1: rules is empty: write at least one rule"),
    ("rules:", "rules.yaml:1: rules is empty"),
    ("- name: x", "rules.yaml:1: the file must be keys with values"),
    ("rule: []", "unknown key 'rule' in the file: did you mean rules?"),
    ("rules: [a: b", "this is no YAML"),
    ("rules:\n  - x: {\n", "this is no YAML"),
    ("rules:\n  - 5", "rules.yaml:2: rule number 1: a rule must be keys with values"),
    (
        "rules:\n  - name: r\n    title: t\n    severity: info\n    wehn: {word: x}",
        "rules.yaml:5: rule r: unknown key 'wehn' in a rule: did you mean when?",
    ),
    (
        "rules:\n  - name: r\n    title: t\n    when: {word: نووي}",
        "rules.yaml:2: rule r: the key severity is missing: add it",
    ),
    (
        one("{word: نووي}", "name: R 1, title: t, severity: info"),
        "must be lower-case letters, digits and hyphens",
    ),
    (
        one("{word: نووي}", "name: r, title: t, severity: high"),
        "unknown severity 'high': write one of info, warning, critical",
    ),
    (one("{word: نووي}", "name: r, title: t, severity: Warning"), "did you mean warning?"),
    (one("{word: نووي}", "name: r, title: '', severity: info"), "title is empty: write its text"),
    (
        one("{word: نووي}", "name: r, name: s, title: t, severity: info"),
        "the key name stands twice in a rule",
    ),
    (one("{wrod: نووي}"), "unknown key 'wrod' in a condition: did you mean word?"),
    (one("{any: []}"), "any is empty: list at least one condition under it"),
    (one("{all: }"), "all is empty"),
    (one("{any: {word: x}}"), "any must be a list"),
    (one("[{word: نووي}]"), "a list stands where a condition belongs: write any: or all: above it"),
    (one("{word: نووي, entity: Q1}"), "entity and word stand in one condition"),
    (one("{}"), "the condition is empty"),
    (one("نووي"), "a condition must be keys with values"),
    (one("{word: نووي, status: asserted}"), "status does not belong to word; word takes exact"),
    (one("{entity: Q1, exact: true}"), "exact does not belong to entity"),
    (one("{word: []}"), "word is empty"),
    (one("{word: 'نو*'}"), "write at least 3 letters before the wildcard"),
    (one("{word: نووي, exact: yes please}"), "exact must be true or false"),
    (one("{event: ATTACK}"), "unknown event type 'ATTACK'"),
    (one("{event: assault}"), "unknown event type 'assault': did you mean ASSAULT?"),
    (one("{event: ASSAULT, status: denied}"), "unknown status 'denied'"),
    (one("{event: ASSAULT, country: Sudan}"), "must be an ISO 3166-1 code"),
    (one("{event: ASSAULT, source: Putin}"), "source 'Putin' is no id, and no names are loaded"),
    (one("{entity: بوتين}"), "write its Wikidata id, such as Q7747"),
    (one("{subject: 12345678}"), "no article is given the subject '12345678'"),
    (one("{event: RETREAT, mode: aerial}"), "RETREAT has no mode 'aerial': write one of withdraw, release"),
    (one("{event: [ASSAULT, AID], mode: aerial}"), "AID has no mode 'aerial': remove it"),
    (one("{subject: politics}"), "must be an IPTC code of eight digits"),
    (one("{subject: 11000000, min_score: 2}"), "must be a number from 0 to 1"),
    (one("{not: {word: نووي}}"), "the rule could fire with nothing to show"),
    (one("{any: [{word: نووي}, {not: {word: كرة}}]}"), "the rule could fire with nothing to show"),
    (one("{all: [{not: {word: نووي}}, {not: {word: كرة}}]}"), "the rule could fire with nothing to show"),
    (one("{any: [" * 14 + "{word: نووي}" + "]}" * 14), "nested more than 12 deep"),
    (
        "rules: &a\n  - name: r\n    title: t\n    severity: info\n    when: &w {any: [*w]}",
        "nested more than 12 deep",
    ),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_a_mistake_is_one_line_that_says_where_and_what_to_do(text, said):
    _, mistakes = parse_rules(text, "rules.yaml")
    assert len(mistakes) == 1, mistakes
    assert said in mistakes[0]
    assert mistakes[0].startswith("rules.yaml:")
    assert "\n" not in mistakes[0]


def test_two_rules_of_one_name_are_refused_with_both_lines():
    text = one("{word: نووي}") + "  - {name: r, title: t, severity: info, when: {word: هدنة}}\n"
    assert parse_rules(text, "f.yaml")[1] == (
        "f.yaml:3: rule r: the name was used on line 2: give this rule another",
    )


def test_every_faulty_rule_is_named_at_once(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(
        one("{event: X}") + "  - {name: s, title: t, severity: loud, when: {word: هدنة}}\n", "utf-8"
    )
    with pytest.raises(RulesError) as caught:
        load_rules(path)
    assert len(caught.value.mistakes) == 2
    assert str(caught.value).splitlines() == list(caught.value.mistakes)


def test_a_file_that_is_missing_or_not_utf8_is_said_in_one_line(tmp_path):
    with pytest.raises(RulesError, match="No such file"):
        load_rules(tmp_path / "none.yaml")
    path = tmp_path / "rules.yaml"
    path.write_bytes("rules: هدنة".encode("cp1256"))
    with pytest.raises(RulesError, match="save it as UTF-8"):
        load_rules(path)


def test_a_name_is_looked_up_where_names_are_known():
    names = {"بوتين": {"Q7747"}, "محمد": {"Q2", "Q1"}}
    resolve = lambda name: names.get(name, set())  # noqa: E731
    rules, mistakes = parse_rules(one("{entity: بوتين}"), "f", resolve)
    assert (rules[0].when, mistakes) == (EntityNamed("Q7747"), ())
    assert "is the name of Q1, Q2" in parse_rules(one("{entity: محمد}"), "f", resolve)[1][0]
    assert "no known name" in parse_rules(one("{entity: زيد}"), "f", resolve)[1][0]


@pytest.mark.parametrize("name", ["فلاديمير بوتين", "Vladimir Putin", "vladimir putin"])
def test_the_gazetteer_knows_the_ids_of_names_in_arabic_and_english(name):
    assert ids_of(name) == {"Q7747"}


def test_the_gazetteer_does_not_guess():
    assert ids_of("زيد بن عمرو الذي لم يولد") == frozenset()


def test_the_shipped_rules_load_and_name_each_watched_thing_once():
    loaded = load_rules(default_rules_path())
    names = [rule.name for rule in loaded.rules]
    assert 15 <= len(names) == len(set(names))
    assert {"nuclear", "sanctions", "ceasefire", "earthquake", "elections", "oil", "football"} <= set(names)
    assert {"Q7747", "Q56226", "Q22686", "Q3874799", "Q15031"} <= set(loaded.entities)
    assert {severity for rule in loaded.rules for severity in [rule.severity]} == set(Severity)


def test_a_broad_subject_covers_the_narrower_ones_by_their_parent_and_not_by_their_digits():
    (broad,) = leaves(condition("{subject: 01000000}"))
    assert broad.covers("medtop:01000000")
    assert broad.covers("medtop:20000002")  # arts and entertainment
    assert not broad.covers("medtop:20000082")  # crime
    (narrow,) = leaves(condition("{subject: 'medtop:20000002'}"))
    assert narrow.covers("medtop:20000002")
    assert not narrow.covers("medtop:01000000")


PIECES = st.sampled_from(
    ["rules:", "\n", "  - ", "name: r", "title: t", "severity: info", "when:", "{", "}", "[", "]", "any:", "not:", "word:", "نووي", "*",
     "&a", "*a", "event: ASSAULT", "entity: Q1", "#", "'", '"', "\t", "|", "<<:", ", ", "...", "---", "!!set", "\x00", "subject: 1"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_gives_rules_or_lines_that_say_what_is_wrong(text):
    rules, mistakes = parse_rules(text, "f.yaml")
    assert rules or mistakes
    for line in mistakes:
        assert line.startswith("f.yaml:")
        assert "\n" not in line
