"""Read the word lists of `data/` into a `Vocabulary`: what every listed word may be.

The lists: `words.yaml`, `titles.yaml`, `heads.yaml`, `ambiguous.yaml`, `countries.tsv`,
`person_names.tsv`, `foreign_given.txt`, `ordinary.txt`.
"""

from collections.abc import Iterable, Iterator

from workers.entities.vocabulary import NAME, Is, Vocabulary
from workers.entities.yaml_files import DATA, read_yaml
from workers.text.fold import fold


def _folded(text: str) -> set[str]:
    return {fold(word) for word in text.split()}


def _nationalities() -> Iterator[str]:
    left_out = {fold(word) for word in read_yaml("ambiguous.yaml")["not_nations"]}
    for line in (DATA / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        columns = line.split("\t")
        for adjective in columns[4].split("/") if len(columns) > 4 and columns[4] else ():
            folded = [fold(word) for word in adjective.split()]
            yield from (word for word in folded if word.endswith("ي") and word not in left_out)


def _add(classes: dict[str, int], words: Iterable[str], kind: int) -> None:
    for word in words:
        classes[word] = classes.get(word, 0) | kind


_HEADS = {
    "construct_sure": Is.CONSTRUCT,
    "construct_weak": Is.CONSTRUCT_WEAK,
    "organisation_definite": Is.DEFINITE_HEAD,
    "qualifiers": Is.QUALIFIER,
    "state_bodies": Is.STATE_BODY,
    "generic_bodies": Is.GENERIC_BODY,
    "not_qualifiers": Is.STOP,
    "generic_complements": Is.GENERIC_COMPLEMENT,
    "conjoined": Is.CONJOINED,
    "feminine_only": Is.FEMININE_ONLY,
    "with_place": Is.WITH_PLACE,
    "with_proper": Is.WITH_PROPER,
    "with_city": Is.WITH_CITY,
    "never_listed": Is.NEVER_LISTED,
    "with_purpose": Is.WITH_PURPOSE,
    "purposes": Is.PURPOSE,
    "facility_sure": Is.FACILITY,
    "facility_weak": Is.FACILITY_WEAK,
    "facility_named": Is.FACILITY_NAMED,
    "facility_qualifiers": Is.FACILITY_QUALIFIER,
    "generic_places": Is.GENERIC_PLACE,
    "place_out": Is.PLACE_OUT,
    "organisation_out": Is.ORG_OUT,
    "compound_place": Is.COMPOUND,
    "directions": Is.DIRECTION,
    "place_starts": Is.PLACE_START,
    "organisation_suffixes": Is.SUFFIX,
    "units": Is.UNIT,
    "arms": Is.ARM,
    "bare_complements": Is.BARE_COMPLEMENT,
    "royal": Is.ROYAL,
    "announcing": Is.ANNOUNCED,
    "ordinals": Is.ORDINAL,
    "letter_names": Is.LETTER,
    "media": Is.MEDIUM,
}


def load_vocabulary() -> Vocabulary:
    """Read the lists; raises ValueError or KeyError where one is malformed."""
    classes: dict[str, int] = {}
    names = (DATA / "person_names.tsv").read_text(encoding="utf-8").splitlines()
    kinds = {"g": Is.GIVEN, "s": Is.SURNAME, "b": NAME, "-": 0}
    for line in names:
        if not line.startswith("#"):
            columns = line.split("\t")
            kind = kinds[columns[1][0]]
            classes[columns[0]] = kind | Is.WEAK if columns[1].endswith("w") else kind
    words = read_yaml("words.yaml")
    for word in _folded(words["joined_names"]):
        classes.pop(word, None)
    weak = _folded(words["weak_names"])
    for word in _folded(words["common"]) - weak:
        classes[word] = Is.COMMON
    for word in weak:
        classes[word] = classes.get(word, Is.GIVEN) | Is.WEAK
    for line in (DATA / "foreign_given.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _add(classes, _folded(line), Is.FOREIGN)
    titles = read_yaml("titles.yaml")
    for group in titles["titles"].values():
        _add(classes, (fold(title) for title in group if " " not in title), Is.TITLE)
    _add(classes, (fold(word) for word in titles["between"]), Is.BETWEEN)
    _add(classes, (fold(word) for word in titles["role_heads"]), Is.ROLE)
    for key, kind in (
        ("report", Is.REPORT),
        ("after_name", Is.AFTER_NAME),
        ("function", Is.FUNCTION),
        ("prepositions", Is.PREPOSITION),
        ("before_din", Is.DIN),
        ("before_allah", Is.ALLAH),
        ("foreign_particles", Is.FOREIGN_PARTICLE),
    ):
        _add(classes, _folded(words[key]), kind)
    heads = read_yaml("heads.yaml")
    for key, kind in _HEADS.items():
        listed = heads[key]
        _add(classes, _folded(listed) if isinstance(listed, str) else {fold(word) for word in listed}, kind)
    for adjective in _nationalities():
        forms = [adjective, adjective[:-1] + "يه", adjective + "ين", adjective + "ون", adjective + "ات"]
        _add(classes, forms, Is.NATION)
    ambiguous = read_yaml("ambiguous.yaml")
    for key, kind in (
        ("nation_plurals", Is.NATION),
        ("particles_before_article", Is.PARTICLE),
        ("tribes", Is.TRIBE),
        ("followers", Is.FOLLOWERS),
    ):
        _add(classes, (fold(word) for word in ambiguous[key]), kind)
    for line in (DATA / "ordinary.txt").read_text(encoding="utf-8").splitlines():
        classes.setdefault(line, Is.ORDINARY)
    # «على» and «علي» fold alike: the name is kept here, the preposition is told by its last letter.
    classes["علي"] = NAME | Is.WEAK
    _add(classes, ("ابو", "ابا", "ابي", "عبد"), Is.KUNYA)
    pairs = [tuple(fold(word) for word in phrase.split()) for phrase in words["not_people"]]
    not_people = frozenset((pair[0], pair[1]) for pair in pairs if len(pair) == 2)
    return Vocabulary(classes, frozenset(fold(word) for word in titles["relations"]), not_people)
