"""The inflection generator: what readers write is generated, and what they do not write is not."""

import csv
from pathlib import Path

import pytest

from workers.events.inflect import active_participle, noun_forms, participle_forms, verb_forms
from workers.events.lexicon import load_lexicon
from workers.text.fold import fold

# (perfect, imperfect, surfaces that must be generated, surfaces that must not)
VERBS = [
    (
        "زار",
        "يزور",
        "زار زارت زارا زارتا زاروا زرت زرنا زير يزور تزور يزوران يزورون يزوروا يزر يزار",
        "يزوار زورت",
    ),
    (
        "التقى",
        "يلتقي",
        "التقى التقت التقيا التقتا التقوا التقينا يلتقي تلتقي يلتقيان يلتقون يلتقوا يلتق",
        "التقيوا",
    ),
    ("دعا", "يدعو", "دعا دعت دعوا دعوا دعونا دعي دعيت يدعو تدعو يدعون يدعوا يدع يدعى", "دعات يدعوون"),
    ("شنّ", "يشنّ", "شن شنت شنوا شننا شننت يشن تشن يشنون", "شنيت شنننا"),
    ("وعد", "يعد", "وعد وعدت وعدوا يعد تعد يعدون يوعد", "يوعدو"),
    ("استقال", "يستقيل", "استقال استقالت استقالوا استقلت يستقيل تستقيل يستقيلون يستقل", "استقيالت"),
    ("اغتال", "يغتال", "اغتال اغتالت اغتالوا اغتيل اغتيلت اغتيلوا يغتال", "اغتاليل"),
    ("هنّأ", "يهنّئ", "هنأ هنأت هنأوا هنؤوا هنئ يهنئ تهنئ يهنئون", "يهناىء"),
    ("أدان", "يدين", "أدان أدانت أدانوا أدين أدينت يدين تدين يدينون يدان", "أداينت"),
    ("شارك", "يشارك", "شارك شاركت شاركوا شورك يشارك يشاركون", "شاروك"),
    ("تبادل", "يتبادل", "تبادل تبادلت تبادلا تبادلوا تبودل يتبادل يتبادلون", "تباديل"),
    ("توعّد", "يتوعّد", "توعد توعدت توعدوا يتوعد يتوعدون", "توعدان"),
]


@pytest.mark.parametrize(("perfect", "imperfect", "wanted", "unwanted"), VERBS, ids=[v[0] for v in VERBS])
def test_verb_is_conjugated_as_its_class_demands(
    perfect: str, imperfect: str, wanted: str, unwanted: str
) -> None:
    free = {form.surface for form in verb_forms(perfect, imperfect) if not form.bound}
    assert {fold(word) for word in wanted.split()} - free == set()
    assert {fold(word) for word in unwanted.split()} & free == set()


def test_forms_before_a_pronoun_lose_the_silent_alef_and_change_the_maqsura() -> None:
    bound = {form.surface for form in verb_forms("التقى", "يلتقي") if form.bound}
    assert {"التقا", "التقو", "يلتقي"} <= bound
    assert "التقوا" not in bound


def test_passive_shows_where_the_long_vowel_changes() -> None:
    passives = {
        form.surface for form in verb_forms("اغتال", "يغتال") if form.passive and form.tense == "perfect"
    }
    assert "اغتيل" in passives
    assert "اغتال" not in passives


def test_the_short_form_of_weak_verbs_is_marked() -> None:
    marked = {form.surface for form in verb_forms("أقال", "يقيل") if form.jussive}
    assert "يقل" in marked
    assert "يقيل" not in marked


@pytest.mark.parametrize(
    ("perfect", "imperfect", "participle"),
    [("طالب", "يطالب", "مطالب"), ("دعا", "يدعو", "داعي"), ("رفض", "يرفض", "رافض"), ("ندّد", "يندّد", "مندد")],
)
def test_active_participle(perfect: str, imperfect: str, participle: str) -> None:
    assert active_participle(perfect, imperfect) == participle
    assert participle + "ا" in {form.surface for form in participle_forms(perfect, imperfect)}


def test_nouns_take_tanwin_dual_plural_and_pronouns() -> None:
    assert {"لقاء", "لقاءات", "لقاءين"} <= {f.surface for f in noun_forms("لقاء") if not f.bound}
    assert {"لقاء", "لقائ", "لقاؤ"} <= {f.surface for f in noun_forms("لقاء") if f.bound}
    assert {"زياره", "زيارات", "زيارتين"} <= {f.surface for f in noun_forms("زيارة") if not f.bound}
    assert "زيارت" in {f.surface for f in noun_forms("زيارة") if f.bound}
    assert {"هجوم", "هجوما", "هجمات"} <= {f.surface for f in noun_forms("هجوم", ("هجمات",))}


def test_a_masculine_noun_has_no_form_that_looks_like_a_nisba() -> None:
    assert "اجتماعي" not in {f.surface for f in noun_forms("اجتماع")}


_BUCKWALTER = str.maketrans(
    "'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYyFNKaui~o`{",
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْٰٱ",
)


def _stems(path: Path, lemmas: set[str]) -> dict[str, set[str]]:
    """Folded stems of each folded lemma in a Camel Morph verb sheet."""
    found: dict[str, set[str]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            lemma = fold((row["LEMMA"] or "").split("-")[0].translate(_BUCKWALTER))
            if lemma in lemmas:
                found.setdefault(lemma, set()).add(fold((row["FORM"] or "").translate(_BUCKWALTER)))
    return found


def test_every_imperfect_of_the_lexicon_is_one_that_camel_morph_knows(shared: Path) -> None:
    verbs = {entry.verb for entry in load_lexicon().entries if entry.verb}
    verbs |= {light.verb for light in load_lexicon().light_verbs}
    known = _stems(shared / "data/camel-morph/MSA-Verb-LEX-IV.csv", {fold(perfect) for perfect, _ in verbs})
    wrong = []
    for perfect, imperfect in sorted(verbs):
        ours = fold(imperfect)[1:]
        stems = known.get(fold(perfect), set())
        # the sheet leaves out the first radical where it is a hamza: its alef is written by the prefix
        if stems and not any(
            o.startswith(s) or s.startswith(o) for s in stems for o in (ours, ours.removeprefix("ا"))
        ):
            wrong.append(f"{perfect} {imperfect}")
    assert wrong == []
    assert len(known) > 0.9 * len({fold(perfect) for perfect, _ in verbs})


def test_generated_perfects_begin_with_a_stem_of_camel_morph(shared: Path) -> None:
    verbs = {entry.verb for entry in load_lexicon().entries if entry.verb}
    known = _stems(shared / "data/camel-morph/MSA-Verb-LEX-PV.csv", {fold(perfect) for perfect, _ in verbs})
    wrong = []
    for perfect, imperfect in sorted(verbs):
        stems = known.get(fold(perfect), set())
        for form in verb_forms(perfect, imperfect):
            if stems and form.tense == "perfect" and not form.passive and not form.bound:
                if not any(form.surface.startswith(stem) for stem in stems):
                    wrong.append(f"{perfect}: {form.surface}")
    assert wrong == []
