"""The features of a word as rows of the model's embeddings, without building their names.

Equal to looking up each name that `WordFeatures.of` gives (a test holds it), in half the time: new
word forms are what a stream of distinct articles spends most of its time on.
"""

from functools import lru_cache

from workers.entities.features import RARE, WordFeatures, fold, readings

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
        return self.of_folded(fold(word))

    def of_folded(self, core: str) -> tuple[list[int], int]:
        """Return the same of a word that is folded already."""
        # Words with marks around them, digits, other scripts: seldom, and so by the long way.
        if not core.isalpha() or not "ء" <= core[0] <= "ۿ":
            return self._by_names(core)
        length = len(core)
        if length > _LONGEST_AFFIX:
            first, last = core[:_LONGEST_AFFIX], core[-_LONGEST_AFFIX:]
            found = [self._lengths[length if length < 8 else 8]]
            found += self._starts.get(first) or self._start(first)
            found += self._ends.get(last) or self._end(last)
        else:
            found = [self._lengths[length]]
            for k in range(1, length):
                found.append(self._prefixes.get(core[:k], _ABSENT))
                found.append(self._suffixes.get(core[-k:], _ABSENT))
        add = found.append
        number = self._words.get(core)
        if number:
            add(number)
        table = self._table
        rows, classes, frequencies = table.row, table.classes, table.frequency
        with_vector = len(table.packed)
        bits, frequency, article_bits, other_bits, stem_frequency = 0, RARE, 0, 0, RARE
        row = rows.get(core)
        own = -1
        if row is not None:
            bits, frequency = classes[row], frequencies[row]
            if row < with_vector:
                own = row
        stems = self._stems.get
        for kind, stem in readings(core):
            number = stems(stem)
            if number:
                add(number)
            row = rows.get(stem)
            if row is None:
                continue
            if kind == "A":
                article_bits |= classes[row]
            else:
                other_bits |= classes[row]
            if frequencies[row] < stem_frequency:
                stem_frequency = frequencies[row]
            if own < 0 and row < with_vector:
                own = row
        add(self._frequency[frequency])
        add(self._stem_frequency[stem_frequency])
        if bits:
            found += self._classes("=", bits)
        if article_bits:
            found += self._classes("A", article_bits)
        if other_bits:
            found += self._classes("v", other_bits)
        elif not bits and not article_bits:
            add(self._unlisted)
        if core[-1] == "ه" and length > 4:
            for base in (core[:-1], core[2:-1] if core.startswith("ال") else ""):
                row = rows.get(base)
                if row is not None:
                    found += self._classes("h", classes[row] & self._features.adjectives)
        return found, own

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
