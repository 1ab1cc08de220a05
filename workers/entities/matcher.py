"""Find listed names in tokens, behind clitics and in any spelling, whatever the size of the list.

Every alias is a path of token numbers in one trie. What a word may be (which tokens, after which
clitics, by which spelling rule) is worked out once per distinct word and remembered, so that an
article costs one dictionary look-up per word and a walk from the few words that begin a name.
"""

from collections.abc import Iterable, Sequence, Set

import msgspec

from workers.entities import clitics, variants
from workers.entities.clitics import Split
from workers.entities.gazetteer import Alias
from workers.text.fold import fold

_HYPHENS = frozenset("-‐‑–")
_CACHE = 300_000
"""Distinct words remembered; then the memory is cleared, so that a stream's stays flat."""


class Found(msgspec.Struct, frozen=True, gc=False):
    """A listed name in the tokens `first:last`, with every entity that bears it."""

    first: int
    last: int
    split: Split
    aliases: tuple[Alias, ...]
    price: int
    """What the spelling differs by (see `variants.price`); 0 for the listed spelling."""


Start = tuple[int, Split, int, tuple[Alias, ...], bool]
"""(trie node, reading of the word, price, the names that the word is alone, whether any goes on)."""
_Next = tuple[int, int]
"""(token number, price)."""
_Nexts = tuple[str, str, tuple[tuple[str, int], ...]]
"""A folded word, its skeleton where it is needed, and the listed tokens, with numbers, that it may spell."""


def _may_vary(split: Split) -> bool:
    """«كالجبان» is no spelling of الغابون: a variant stands behind no ك, and has no article."""
    rest = split.rest
    return len(rest) > 3 and rest[:2] != "ال" and split.clitics[-1:] != ("ك",)


class Matcher:
    """A trie of aliases. Not changed after it was built; its word cache is bounded."""

    def __init__(self, aliases: Iterable[Alias], everyday: Set[str] = frozenset()) -> None:
        """Build the trie; `aliases` may be 100,000 and more.

        `everyday` are folded words that are never taken for a variant spelling («بينما» is not بنما).
        """
        self._everyday = everyday
        self._numbers: dict[str, int] = {}
        self._children: dict[int, int] = {}
        self._inner: set[int] = set()
        """The nodes after which a name may go on."""
        self._skeletons: dict[str, list[tuple[str, int]]] = {}
        self._first_skeletons: dict[str, list[tuple[str, int]]] = {}
        """The same for tokens that begin a name."""
        self._starts: dict[str, tuple[Start, ...]] = {}
        self._nexts: dict[str, _Nexts] = {}
        self.aliases = tuple(aliases)
        """Every alias in the trie."""
        foreign: dict[str, None] = {}  # no set, whose order is another in each process
        numbers, children = self._numbers, self._children
        ends: dict[int, list[Alias]] = {}
        inner = self._inner
        nodes = 0
        for alias in self.aliases:
            node = 0
            for token in alias.tokens:
                number = numbers.setdefault(token, len(numbers))
                key = node << 24 | number
                child = children.get(key)
                if child is None:
                    nodes += 1
                    inner.add(node)
                    children[key] = child = nodes
                node = child
            ends.setdefault(node, []).append(alias)
            if alias.foreign:
                foreign.update(dict.fromkeys(alias.tokens))
        self._ends = {node: tuple(aliases) for node, aliases in ends.items()}
        for token, shape in zip(foreign, variants.skeletons(list(foreign)), strict=True):
            self._skeletons.setdefault(shape, []).append((token, numbers[token]))
            # A child of the root: its key is the number itself.
            if numbers[token] in children and len(shape) >= variants.fewest_consonants():
                self._first_skeletons.setdefault(shape, []).append((token, numbers[token]))

    def _variants(self, folded: str, shape: str) -> list[_Next]:
        """Return the listed tokens, first ones of a name, of which the folded word with this skeleton is a variant."""
        if len(folded) < 4 or folded in self._everyday:
            return []
        near = self._first_skeletons.get(shape, ())
        priced = [(number, variants.allowed(token, folded, shape)) for token, number in near]
        return [(number, price) for number, price in priced if price is not None]

    def starts(self, word: str) -> tuple[Start, ...]:
        """Return the ways in which `word` begins a listed name."""
        known = self._starts.get(word)
        if known is None:
            if len(self._starts) >= _CACHE:
                self._starts.clear()
            known = self._starts[word] = self.starts_of(clitics.splits(fold(word)))
        return known

    def starts_of(self, splits: Iterable[Split], *, spell: bool = True) -> tuple[Start, ...]:
        """Return the ways in which a word begins a listed name; with `spell` also in a variant spelling."""
        found: list[Start] = []
        numbers, children = self._numbers, self._children
        for split in splits:
            rest = split.rest
            number = numbers.get(rest)
            if number is not None:
                node = children.get(number)  # a child of the root: its key is the number itself
                if node is not None:
                    found.append(self._start(node, split, 0))
            elif spell and _may_vary(split):
                for number, price in self._variants(rest, variants.skeleton(rest)):
                    node = children.get(number)
                    if node is not None:
                        found.append(self._start(node, split, price))
        return tuple(found)

    def _start(self, node: int, split: Split, price: int) -> Start:
        return node, split, price, self._names(node, price), node in self._inner

    def _names(self, node: int, price: int) -> tuple[Alias, ...]:
        """Return the names that end at a node; a variant spelling is for those marked foreign only."""
        ends = self._ends.get(node, ())
        return tuple([alias for alias in ends if alias.foreign]) if price and ends else ends

    def starts_of_all(self, words: Sequence[tuple[Sequence[Split], bool]]) -> list[tuple[Start, ...]]:
        """Return what `starts_of` gives of each of these words, given as its splits and `spell`, at less cost.

        Most words neither are listed nor share the skeleton of a name: the skeletons are made together.
        """
        starts: list[tuple[Start, ...]] = []
        numbers, children = self._numbers, self._children
        varying: list[int] = []
        rests: list[str] = []
        for splits, spell in words:
            found: tuple[Start, ...] = ()
            for split in splits:
                number = numbers.get(split.rest)
                if number is not None:
                    node = children.get(number)
                    if node is not None:
                        found = (*found, self._start(node, split, 0))
                elif spell and _may_vary(split):
                    varying.append(len(starts))
                    rests.append(split.rest)
            starts.append(found)
        known = self._first_skeletons
        for at, rest, shape in zip(varying, rests, variants.skeletons(rests), strict=True):
            if shape in known and self._variants(rest, shape):
                splits, spell = words[at]
                starts[at] = self.starts_of(splits, spell=spell)
        return starts

    def _nexts_of(self, word: str) -> _Nexts:
        """Return which listed tokens `word` may spell inside a name, where no clitic may stand.

        Where other words of the name agree, shorter words may vary too («فلاديمير بوتن»). Whether a variant is near
        enough is asked only of the few that go on with a name.
        """
        folded = fold(word)
        number = self._numbers.get(folded)
        if number is not None:
            return folded, "", ((folded, number),)
        if len(folded) < 4 or folded in self._everyday:
            return folded, "", ()
        shape = variants.skeleton(folded)
        if len(shape) < variants.fewest_consonants(inside=True):
            return folded, "", ()
        return folded, shape, tuple(self._skeletons.get(shape, ()))

    def at(
        self, words: Sequence[str], position: int, limit: int, starts: tuple[Start, ...] | None = None
    ) -> list[Found]:
        """Return every listed name that begins at `position` and ends by `limit`, the longest first.

        `starts` of the word there, where the caller knows them already.
        """
        if starts is None:
            starts = self.starts(words[position])
        found: list[Found] = []
        at = position + 1
        for node, split, price, aliases, goes_on in starts:
            if aliases:
                found.append(Found(position, at, split, aliases, price))
            if goes_on and at < limit:
                self._go_on(words, position, at, limit, node, split, price, found)
        if len(found) > 1:
            found.sort(key=lambda item: (position - item.last, item.price, item.split.cut))
        return found

    def _following(self, words: Sequence[str], at: int, limit: int) -> tuple[int, _Nexts]:
        """Return how a name may go on with the word at `at`, and where it then ends; a hyphen may come before."""
        word = words[at]
        if word in _HYPHENS and at + 1 < limit:
            at += 1
            word = words[at]
        known = self._nexts.get(word)
        if known is None:
            if len(self._nexts) >= _CACHE:
                self._nexts.clear()
            known = self._nexts[word] = self._nexts_of(word)
        return at + 1, known

    def _walk(
        self,
        words: Sequence[str],
        first: int,
        at: int,
        limit: int,
        node: int,
        split: Split,
        price: int,
        found: list[Found],
    ) -> None:
        """Find the names that end at a node, before `at`, and those that go on from it."""
        aliases = self._names(node, price)
        if aliases:
            found.append(Found(first, at, split, aliases, price))
        if at < limit and node in self._inner:
            self._go_on(words, first, at, limit, node, split, price, found)

    def _go_on(
        self,
        words: Sequence[str],
        first: int,
        at: int,
        limit: int,
        node: int,
        split: Split,
        price: int,
        found: list[Found],
    ) -> None:
        """Find the names that go on from a node with the word at `at`."""
        last, (folded, shape, near) = self._following(words, at, limit)
        for token, number in near:
            child = self._children.get(node << 24 | number)
            if child is not None:
                more = variants.allowed(token, folded, shape, inside=True) if shape else 0
                if more is not None:
                    self._walk(words, first, last, limit, child, split, price + more, found)
