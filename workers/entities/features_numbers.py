"""The features of a word as rows of the model's embeddings, without building their names.

Equal to looking up each name that `WordFeatures.of` gives (a test holds it), in half the time: new
word forms are what a stream of distinct articles spends most of its time on.
"""

from collections.abc import Sequence
from functools import lru_cache

from workers.entities.features import PROCLITICS, RARE, SHORTEST_STEM, WordFeatures, fold, readings

_ABSENT = 0
_LONGEST_AFFIX = 4
_AFFIXES_KEPT = 50_000


class FeatureNumbers:
    """Maps a word to the numbers of its features and to its row in the table of words."""

    def __init__(self, features: WordFeatures, names: dict[str, int]) -> None:
        """Number the features of `features` by `names`; those without a number are left out."""
        self._features = features
        self._table = features.table
        self._names = names
        kinds: dict[str, dict[str, int]] = {kind: {} for kind in "wpst"}
        for name, number in names.items():
            if name[1:2] == "=" and name[0] in kinds:
                kinds[name[0]][name[2:]] = number
        self._words, self._prefixes, self._suffixes, self._stems = (kinds[kind] for kind in "wpst")
        # The numbers of all prefixes, or suffixes, by the longest of them: one look-up in place of four.
        self._starts: dict[str, tuple[int, ...]] = {}
        self._ends: dict[str, tuple[int, ...]] = {}
        self._lengths = [names.get(f"n={n}", _ABSENT) for n in range(9)]
        self._frequency = [names.get(f"f={n}", _ABSENT) for n in range(RARE + 1)]
        self._stem_frequency = [names.get(f"g={n}", _ABSENT) for n in range(RARE + 1)]
        self._unlisted = names.get("unlisted", _ABSENT)

        @lru_cache(maxsize=4096)
        def classes(mark: str, bits: int) -> tuple[int, ...]:
            found = (names.get(name, _ABSENT) for name in features.class_features(mark, bits))
            return tuple(number for number in found if number)

        self._classes = classes

    def _by_names(self, word: str) -> tuple[list[int], int]:
        names, row = self._features.of(word)
        get = self._names.get
        return list(filter(None, map(get, names))), row

    def of(self, word: str) -> tuple[list[int], int]:
        """Return the numbers of the features of `word`, and its row in the table's vectors or -1.

        A feature without a number may be given as 0, whose embedding is zero.
        """
        numbers, _, rows = self.of_all([fold(word)])
        return numbers, rows[0]

    def of_all(self, cores: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Return the features of words that are folded already, one after the other; where those of each begin,
        at least one; and the rows of the words.

        Each table is asked for all words in one go.
        """
        numbers: list[int] = []
        offsets: list[int] = []
        own: list[int] = []
        starts = list(map(self._starts.get, [core[:_LONGEST_AFFIX] for core in cores]))
        ends = list(map(self._ends.get, [core[-_LONGEST_AFFIX:] for core in cores]))
        whole = list(map(self._words.get, cores))
        rows = list(map(self._table.row.get, cores))
        with_vector, lengths, add = len(self._table.packed), self._lengths, numbers.append
        for core, first, last, number, row in zip(cores, starts, ends, whole, rows, strict=True):
            offsets.append(len(numbers))
            # Words with marks around them, digits, other scripts: seldom, and so by the long way.
            if not core.isalpha() or not "ء" <= core[0] <= "ۿ":
                found, mine = self._by_names(core)
                numbers += found or (_ABSENT,)
                own.append(mine)
                continue
            length = len(core)
            if length > _LONGEST_AFFIX:
                add(lengths[length if length < 8 else 8])
                numbers += first or self._start(core[:_LONGEST_AFFIX])
                numbers += last or self._end(core[-_LONGEST_AFFIX:])
            else:
                add(lengths[length])
                for k in range(1, length):
                    add(self._prefixes.get(core[:k], _ABSENT))
                    add(self._suffixes.get(core[-k:], _ABSENT))
            if number:
                add(number)
            stem = self._stem(core, row, numbers)
            if row is None or row >= with_vector:
                row = stem
            own.append(row)
        return numbers, offsets, own

    def _stem(self, core: str, row: int | None, numbers: list[int]) -> int:
        """Add the numbers that the table gives of a word and of its readings; return the row of a reading or -1."""
        table = self._table
        rows, classes, frequencies = table.row, table.classes, table.frequency
        bits, frequency = (0, RARE) if row is None else (classes[row], frequencies[row])
        article_bits, other_bits, stem_frequency, own = 0, 0, RARE, -1
        if len(core) > SHORTEST_STEM and core[0] in PROCLITICS:
            for kind, stem in readings(core):
                number = self._stems.get(stem)
                if number:
                    numbers.append(number)
                row = rows.get(stem)
                if row is None:
                    continue
                if kind == "A":
                    article_bits |= classes[row]
                else:
                    other_bits |= classes[row]
                if frequencies[row] < stem_frequency:
                    stem_frequency = frequencies[row]
                if own < 0 and row < len(table.packed):
                    own = row
        numbers.append(self._frequency[frequency])
        numbers.append(self._stem_frequency[stem_frequency])
        if bits:
            numbers += self._classes("=", bits)
        if article_bits:
            numbers += self._classes("A", article_bits)
        if other_bits:
            numbers += self._classes("v", other_bits)
        elif not bits and not article_bits:
            numbers.append(self._unlisted)
        if core[-1] == "ه" and len(core) > 4:
            for base in (core[:-1], core[2:-1] if core.startswith("ال") else ""):
                row = rows.get(base)
                if row is not None:
                    numbers += self._classes("h", classes[row] & self._features.adjectives)
        return own

    def _start(self, letters: str) -> tuple[int, ...]:
        """Return, and keep, the numbers of the prefixes of a word that begins with these letters."""
        get = self._prefixes.get
        found = tuple(filter(None, (get(letters[:k]) for k in range(1, _LONGEST_AFFIX + 1)))) or (_ABSENT,)
        if len(self._starts) >= _AFFIXES_KEPT:
            self._starts.clear()
        self._starts[letters] = found
        return found

    def _end(self, letters: str) -> tuple[int, ...]:
        """Return, and keep, the numbers of the suffixes of a word that ends with these letters."""
        get = self._suffixes.get
        found = tuple(filter(None, (get(letters[-k:]) for k in range(1, _LONGEST_AFFIX + 1)))) or (_ABSENT,)
        if len(self._ends) >= _AFFIXES_KEPT:
            self._ends.clear()
        self._ends[letters] = found
        return found
