"""Members of the enumerations that are asked of every phrase and reading: an attribute of an enumeration costs as much
as ten globals.
"""

from typing import Final

from topics import EntityType, EventStatus, EventType, Field, Granularity
from workers.events.inflect import Tense

LOC: Final = EntityType.LOC
MISC: Final = EntityType.MISC
ORG: Final = EntityType.ORG
PER: Final = EntityType.PER
IMPERATIVE: Final = Tense.IMPERATIVE
IMPERFECT: Final = Tense.IMPERFECT
NOUN: Final = Tense.NOUN
PARTICIPLE: Final = Tense.PARTICIPLE
PERFECT: Final = Tense.PERFECT
ASSERTED: Final = EventStatus.ASSERTED
FUTURE: Final = EventStatus.FUTURE
HISTORICAL: Final = EventStatus.HISTORICAL
HYPOTHETICAL: Final = EventStatus.HYPOTHETICAL
NEGATED: Final = EventStatus.NEGATED
ACCUSE: Final = EventType.ACCUSE
AGREE: Final = EventType.AGREE
AID: Final = EventType.AID
ASSAULT: Final = EventType.ASSAULT
CONSULT: Final = EventType.CONSULT
PROTEST: Final = EventType.PROTEST
REJECT: Final = EventType.REJECT
REQUEST: Final = EventType.REQUEST
SANCTION: Final = EventType.SANCTION
SUPPORT: Final = EventType.SUPPORT
THREATEN: Final = EventType.THREATEN
TEXT: Final = Field.TEXT
TITLE: Final = Field.TITLE
DAY: Final = Granularity.DAY
MONTH: Final = Granularity.MONTH
YEAR: Final = Granularity.YEAR
