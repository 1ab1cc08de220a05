"""Every rule of the data names its own examples and no example of what must stay."""

from pathlib import Path

import pytest

from topics import RawArticle
from workers.text.boilerplate import (
    ANYWHERE,
    AT_FOOT,
    AT_HEAD,
    Action,
    Cut,
    Rule,
    first_word,
    load_rules,
    match_line,
    match_segments,
    match_tail,
)
from workers.text.clean import clean
from workers.text.phrases import BadPhrase, compile_macros, compile_phrase, skeleton

RULES = load_rules()
PLACES = {"anywhere": ANYWHERE, "edge": AT_HEAD, "foot": AT_FOOT}


def cases(which: str) -> list[object]:
    return [
        pytest.param(rule, line, id=f"{rule.name}: {line}")
        for rule in RULES.rules
        for line in getattr(rule, which)
    ]


@pytest.mark.parametrize(("rule", "line"), cases("junk"))
def test_a_line_of_the_pages_is_named_by_its_rule(rule: Rule, line: str) -> None:
    named = match_line(line, RULES, where=AT_FOOT) or match_segments(line, RULES)
    assert named is not None
    assert named.name == rule.name


@pytest.mark.parametrize(("rule", "line"), cases("keep"))
def test_an_articles_own_line_is_named_by_no_rule(rule: Rule, line: str) -> None:
    named = match_line(line, RULES, where=PLACES[rule.where])
    assert named is None or named.action is Action.LEAD  # those go with a headline under them only
    assert match_segments(line, RULES) is None
    assert match_tail(line, RULES) is None


@pytest.mark.parametrize(("rule", "line"), cases("keep"))
def test_an_articles_own_line_survives_between_paragraphs(rule: Rule, line: str) -> None:
    before, after = (
        "أقر المجلس الموازنة بعد نقاش طويل استمر ثلاثة أيام.",
        "ويبدأ العمل بها مطلع العام المقبل في البلاد.",
    )
    assert line in clean(RawArticle(body=f"{before}\n{line}\n{after}")).text.split("\n\n")


@pytest.mark.parametrize(("cut", "line"), [(cut, line) for cut in RULES.cuts for line in cut.junk])
def test_a_mark_of_truncation_goes_and_the_broken_sentence_stays(cut: Cut, line: str) -> None:
    cleaned = clean(RawArticle(body=line))
    assert cleaned.text in ("قال الوزير إن الوقت", "وأضاف المصدر أن")
    assert cleaned.teaser
    assert [removal.rule for removal in cleaned.removed] == [cut.name]


@pytest.mark.parametrize(("cut", "line"), [(cut, line) for cut in RULES.cuts for line in cut.keep])
def test_dots_that_cut_nothing_short_stay(cut: Cut, line: str) -> None:
    assert clean(RawArticle(body=line)).text == line


def test_every_rule_says_what_it_is_and_has_both_kinds_of_examples() -> None:
    assert len({rule.name for rule in RULES.rules}) == len(RULES.rules)
    for rule in RULES.rules:
        assert rule.what
        assert rule.junk
        assert rule.keep
        assert rule.where in PLACES


def test_a_tail_of_the_pages_is_found_after_the_last_full_stop_only() -> None:
    found = match_tail("انتهت الجلسة. تابعونا على فيسبوك", RULES)
    assert found is not None
    assert found[0].name == "follow"
    assert match_tail("انتهت الجلسة وتابعونا على فيسبوك", RULES) is None


def test_a_skeleton_keeps_words_delimiters_and_inner_full_stops() -> None:
    assert skeleton("إقرأْ أيضاً: «بوتين» – موسكو") == " اقرا ايضا : بوتين : موسكو"
    assert skeleton("انتهى. وبدأ، ثم") == " انتهي . وبدا ثم"
    assert skeleton("***") == ""
    assert first_word("- «إعلان»") == "اعلان"


@pytest.mark.parametrize("phrase", ["(", ")", "a|b", "{nothing}", "<1-3> …", "[a]", "…"])
def test_an_ill_formed_phrase_is_refused(phrase: str) -> None:
    with pytest.raises(BadPhrase):
        compile_phrase(phrase, compile_macros({}))


def test_reviewed_lines_are_removed_for_their_source_only(tmp_path: Path) -> None:
    reviewed = tmp_path / "reviewed.yaml"
    reviewed.write_text("learned:\n- {name: learned-x-1, source: x, lines: [صوت الناس أولا]}\n", "utf-8")
    rules = load_rules(reviewed)
    body = "أقر المجلس الموازنة بعد نقاش طويل.\nصوت الناس أولا\nويبدأ العمل بها غدا."
    assert "صوت الناس" not in clean(RawArticle(body=body, source="x"), rules).text
    assert "صوت الناس" in clean(RawArticle(body=body, source="y"), rules).text
