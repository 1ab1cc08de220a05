"""The place of an event is the linked location that a locative word governs, the smallest first."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topics import EntityType, Field
from workers.entities.mentions import LinkedMention
from workers.events.places import actor_of, place_and_how
from workers.text.document import FieldText
from workers.text.segment import segment

_MARKED = re.compile(r"\[(?P<type>[LO])(?P<name>[^\]]+)\]|\{(?P<trigger>[^}]+)\}")


def parse(marked: str) -> tuple[FieldText, int, tuple[LinkedMention, ...]]:
    """Read `{trigger}`, `[Llocation]` and `[Oorganisation]`; letters before a bracket are proclitics."""
    text, spans, trigger_at, position = "", [], 0, 0
    for found in _MARKED.finditer(marked):
        text += marked[position : found.start()]
        if found["trigger"]:
            trigger_at = len(text)
            text += found["trigger"]
        else:
            kind = EntityType.LOC if found["type"] == "L" else EntityType.ORG
            spans.append((len(text), len(text) + len(found["name"]), kind))
            text += found["name"]
        position = found.end()
    field = segment(text + marked[position:], Field.TEXT)
    mentions = tuple(mention(field, start, end, kind) for start, end, kind in spans)
    trigger = next(token for token, end in enumerate(field.ends) if end > trigger_at)
    return field, trigger, mentions


def mention(field: FieldText, start: int, end: int, kind: EntityType) -> LinkedMention:
    tokens = [k for k in range(len(field.words)) if field.starts[k] < end and start < field.ends[k]]
    surface = field.text[start:end]
    return LinkedMention(
        surface=surface,
        field=field.field,
        start=start,
        end=end,
        first=tokens[0],
        last=tokens[-1] + 1,
        sentence=field.sentence_of(tokens[0]),
        type=kind,
        entity_id=f"rasid:{surface}",
        label=surface,
        label_en=None,
        score=1.0,
        tagger="test",
        clitics=tuple(field.text[field.starts[tokens[0]] : start]),
        country="LB",
        latitude=33.3,
        longitude=35.2,
    )


def place(marked: str, *, at_target: bool = False, speech: bool = False) -> str | None:
    field, trigger, mentions = parse(marked)
    found = place_and_how(
        field, field.sentence_of(trigger), trigger, mentions, at_target=at_target, speech=speech
    )[0]
    return found.surface if found else None


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("{اجتمع} الوزراء في [Lبيروت] أمس", "بيروت"),
        ("{اجتمع} الوزراء ب[Lبيروت] أمس", "بيروت"),
        ("{قُتل} القائد في [Lالنبطية] جنوبي [Lلبنان]", "النبطية"),
        ("{قُتل} القائد في مدينة [Lحلب] شمال [Lسوريا]", "حلب"),
        ("{قُتل} القائد في العاصمة السورية [Lدمشق]", "دمشق"),
        ("{قُتل} القائد في بلدة صغيرة قرب [Lحمص]", "حمص"),
        ("{قُتل} القائد على مقربة من [Lالموصل]", "الموصل"),
        ("{اعتصم} العشرات أمام مقر الشركة في [Lشارع النيل] وسط [Lالخرطوم]", "شارع النيل"),
        ("{استقبل} الرئيس ضيفه داخل [Oالبيت الأبيض]", "البيت الأبيض"),
        ("{نقلت} القوافل المساعدات إلى [Lتشاد] عبر [Lمعبر الطينة]", "معبر الطينة"),
        ("في [Lالرباط]، {ندد} متحدث بالقرار", "الرباط"),
        ("وفي مدينة [Lفاس] {خرج} الآلاف", "فاس"),
        ("بدأت في [Lالخرطوم] أمس {اجتماعات} اللجنة", "الخرطوم"),
        ("{خرج} الآلاف، في [Lفاس] ومدن أخرى، احتجاجا", "فاس"),
    ],
)
def test_a_place_is_found(marked: str, wanted: str) -> None:
    assert place(marked) == wanted


@pytest.mark.parametrize(
    "marked",
    [
        "{فرضت} [Lواشنطن] عقوبات على [Lإيران]",
        "{نددت} [Lطهران] بالخطوة",
        "{قال} الوزير إن الحرب في [Lاليمن] طويلة",
        "{استقال} المدير، واجتمع الباقون في [Lعمان]",
        "{استقال} المدير بعد الهجوم في [Lعمان]",
        "{استقال} المدير الذي يسكن في [Lعمان]",
        "{وقعت} الاتفاق مع [Oحزب العمل] في الصباح",
        "{اعتقل} المدير في [Oحزب العمل]",
    ],
)
def test_an_actor_or_another_clause_s_place_is_none(marked: str) -> None:
    assert place(marked) is None


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("بعد {زيارة} ل[Lاليابان] استمرت أياما", "اليابان"),
        ("{وصل} الوزير إلى [Lتونس]", "تونس"),
        ("{زار} الوزير مدينة [Lسوسة]", "سوسة"),
        ("{قصف} عنيف على [Lتعز]", "تعز"),
        ("{زار} الوزير [Lتونس] في [Lقرطاج]", "قرطاج"),
    ],
)
def test_the_target_is_the_place_only_where_the_caller_says_so(marked: str, wanted: str) -> None:
    assert place(marked, at_target=True) == wanted


@pytest.mark.parametrize(
    "marked",
    ["{اجتماعات} اللجنة الفنية للجنة ل[Lسد الموصل]", "{زيارة} مدير تعليم منطقة [Lتبوك] له"],
)
def test_what_belongs_to_another_name_is_not_reached(marked: str) -> None:
    assert place(marked, at_target=True) is None


def test_without_leave_the_target_is_no_place() -> None:
    assert place("بعد {زيارة} ل[Lاليابان] استمرت أياما") is None


@pytest.mark.parametrize(
    "marked",
    [
        "{وافق} الوفد على المشاركة في محادثات في [Lأستانا]",
        "{طالب} الوفد بعقد جلسة في [Lأستانا]",
        "{دعا} الوفد إلى هدنة في [Lغزة]",
    ],
)
def test_the_place_of_what_is_asked_for_is_not_where_it_was_said(marked: str) -> None:
    assert place(marked, speech=True) is None


def test_the_place_of_saying_stands_before_the_complement() -> None:
    assert place("{دعا} الوفد في [Lأستانا] إلى هدنة في [Lغزة]", speech=True) == "أستانا"


def test_a_place_with_its_proclitic_is_no_complement() -> None:
    assert place("{وقعت} مصر والأردن ب[Lالقاهرة] اتفاقا للربط", speech=True) == "القاهرة"


def test_a_mention_of_another_field_or_sentence_is_none() -> None:
    assert place("{اجتمع} الوزراء أمس. وقال شاهد في [Lبيروت] ذلك") is None


def test_an_actor_keeps_country_and_coordinates() -> None:
    _, _, (beirut,) = parse("{اجتمع} الوزراء في [Lبيروت]")
    actor = actor_of(beirut)
    assert (actor.surface, actor.entity_id, actor.country) == ("بيروت", "rasid:بيروت", "LB")
    assert (actor.latitude, actor.longitude) == (33.3, 35.2)


WORDS = ["في", "بمدينة", "إلى", "على", "العاصمة", "السورية", "،", ".", "وفي", "قال", "إن", "القرب", "من", "ل"]


@given(st.lists(st.sampled_from([*WORDS, "[Lدمشق]", "ب[Lدمشق]", "[Oقصر الشعب]"]), max_size=12), st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_order_of_words_gives_a_mention_of_the_sentence_or_none(words: list[str], flag: bool) -> None:
    field, trigger, mentions = parse(" ".join(["{اجتمع}", *words]))
    found = place_and_how(
        field, field.sentence_of(trigger), trigger, mentions, at_target=flag, speech=not flag
    )[0]
    assert found is None or (found in mentions and found.sentence == field.sentence_of(trigger))
