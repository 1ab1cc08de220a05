"""Label scores of tokens: the network of `crf.py`, word by word, window by window, in numpy.

Four in five tokens of news can be no part of a name, and a linear look at the five words around tells so
(`Model.gate`). Only the others are put through the network.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from workers.entities.crf_model import Array, Model
from workers.entities.features import WordFeatures, fold_all
from workers.entities.features_numbers import FeatureNumbers
from workers.entities.viterbi import Chain
from workers.text.columns import NUMBERS

_STEPS = np.float32(400)
"""Steps to the unit in which cached products are kept."""
_MOST = 6553
"""The largest product, in steps: five of them stay within 16 bits. The shipped model's reach 5,600."""
_BATCH = 1000
_ROWS = 16
"""Matrix products over new words are made of multiples of so many rows: the last bits of a row then do not depend on
how many others there are, and a word has the same vectors with whatever it was learned."""
_ROWS5 = np.arange(5)[:, None]
_POSITIONS5 = _ROWS5 - 2
_WINDOW3 = np.arange(-1, 2)
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The tokens of some articles that may be part of a name, in order."""

    tokens: Places
    """Their indexes among the articles' words."""
    articles: Places
    """The number of the article of each."""
    scores: Array
    """A row of label scores for each."""
    joined: NDArray[np.bool_]
    """Whether the candidate before it is the token right before it, in the same sentence."""
    first: NDArray[np.bool_]
    """Whether it is the first token of its sentence."""
    last: NDArray[np.bool_]
    """Whether it is the last token of its sentence."""


def _packed(embed: Array) -> tuple[NDArray[np.int8] | Array, Array]:
    """Return embeddings as whole steps in 8 bits, and the step of each column, where they are such (as those of a
    model that was read from a file are): a quarter of the memory, which new words reach all over.
    """
    steps = np.maximum(np.abs(embed).max(0), np.float32(1e-9)) / np.float32(127)
    whole = np.rint(embed / steps).astype(np.int8)
    ones = (whole == 1).argmax(0)
    own: Array = embed[ones, np.arange(embed.shape[1])]  # to the bit: 127 steps by 127 need not be one
    if np.array_equal(whole * own, embed):
        return whole, own
    return embed, np.ones(embed.shape[1], np.float32)


def _sums(rows: Array, offsets: list[int]) -> Array:
    """Return the sum of the rows from each of `offsets` to the next, each of one row at least.

    To the bit what `np.add.reduceat` gives, which adds the first row to the pairwise sum of the others, in a third
    of its time: it goes down every column by itself, and this along the rows of all words.
    """
    first = np.array(offsets)
    total = np.zeros((len(offsets), rows.shape[1]), np.float32)
    others = np.diff(first, append=len(rows)) - 1
    eights = others >> 3
    if eights.any():
        at = eights.nonzero()[0]
        start = first.take(at)[:, None] + np.arange(1, 9)
        octet = rows.take(start, axis=0)
        for k in range(1, int(eights.max())):
            more = (eights.take(at) > k).nonzero()[0]
            octet[more] += rows.take(start.take(more, axis=0) + 8 * k, axis=0)
        octet = octet[:, ::2] + octet[:, 1::2]
        octet = octet[:, ::2] + octet[:, 1::2]
        total[at] = octet[:, 0] + octet[:, 1]
    left = others & 7
    start = first + 8 * eights
    for k in range(1, int(left.max()) + 1):
        at = (left >= k).nonzero()[0]
        total[at] += rows.take(start.take(at) + k, axis=0)
    total += rows.take(first, axis=0)
    return total


def _product(rows: Array, weights: Array) -> Array:
    """Return `rows @ weights`, each row to the bit what it is alone (see `_ROWS`)."""
    count = len(rows)
    full = np.zeros((count + -count % _ROWS, rows.shape[1]), dtype=np.float32)
    full[:count] = rows
    product: Array = (full @ weights)[:count]
    return product


class Scorer:
    """Computes the label scores of tokens, with a bounded cache of word forms."""

    def __init__(self, model: Model, features: WordFeatures, cache_size: int = 200_000) -> None:
        """Keep the products of at most `cache_size` folded words; when full, the cache starts anew.

        The default holds those of some 10,000 distinct articles, in at most 260 MB.
        """
        self.model = model
        self.features = features
        self._numbers = FeatureNumbers(features, model.names)
        nets = model.networks
        self._embed, self._embed_steps = _packed(np.hstack([net.embed for net in nets]))
        self._project = np.hstack([net.project for net in nets])
        self._bias = np.hstack([net.bias for net in nets])
        self._width = nets[0].embed.shape[1]
        self._hidden = size = nets[0].window5.shape[2]
        # (embedding, window position and hidden unit): one product gives all five positions.
        self._window5 = [
            np.ascontiguousarray(net.window5.transpose(1, 0, 2)).reshape(self._width, -1) for net in nets
        ]
        self._window3 = [np.ascontiguousarray(net.window3.reshape(-1, net.window3.shape[2])) for net in nets]
        # The hidden units are kept times `_STEPS`: what is added to them is too, and their weights are not.
        self._bias5 = [net.bias5 * _STEPS for net in nets]
        self._bias3 = [net.bias3 * _STEPS for net in nets]
        self._out = [net.out / (_STEPS * len(nets)) for net in nets]
        self._bias_out: Array = np.mean([net.bias_out for net in nets], axis=0)
        self.chain = Chain.of(
            np.mean([net.transitions for net in nets], axis=0), np.mean([net.start for net in nets], axis=0)
        )
        self._size = cache_size
        self._slots: dict[str, int] = {}
        """By the folded word."""
        self._by_number: Places = np.zeros(1024, dtype=np.intp)
        """The same by a word's number in `NUMBERS`; 0 where it is not known."""
        self._age = NUMBERS.age
        self._used = 1
        # What each word adds to the five windows that it stands in, five rows a word. Slot 0 is the gap
        # between sentences: all zeros. In 16 bits: half the memory, and several times faster to add up.
        self._products = np.zeros((5 * (cache_size + 1), size * len(nets)), dtype=np.int16)
        gate = model.gate
        self._gate = None if gate is None else np.ascontiguousarray(gate[:-1])
        self._gate_bias = 0.0 if gate is None else float(gate[-1, 0])
        self._gates = np.zeros((cache_size + 1, 5), dtype=np.float32)

    def _learn(self, forms: list[str]) -> None:
        """Compute and cache the products of new folded words, each of them once in `forms`."""
        if not forms:
            return
        first = self._used
        end = self._used = first + len(forms)
        vectors = self.vectors(forms)
        width, size = self._width, self._hidden
        products = self._products[5 * first : 5 * end].reshape(len(forms), 5, -1)
        for k, window in enumerate(self._window5):
            part = _product(vectors[:, k * width : (k + 1) * width], window)
            part *= _STEPS
            np.rint(part, out=part)
            np.clip(part, -_MOST, _MOST, out=part)
            products[:, :, k * size : (k + 1) * size] = part.reshape(len(forms), 5, size)
        if self._gate is not None:
            self._gates[first:end] = _product(vectors, self._gate)
        self._slots.update(zip(forms, range(first, end), strict=True))

    def learn_frequent(self, count: int) -> None:
        """Compute the products of the `count` most frequent words of the table beforehand."""
        words = list(islice(self.features.table.row, min(count, self._size // 2)))
        for at in range(0, len(words), _BATCH):
            self._slots_of(words[at : at + _BATCH])

    def vectors(self, words: list[str]) -> Array:
        """Return a row for each folded word: its vectors in all networks, side by side."""
        numbers, offsets, rows = self._numbers.of_all(words)
        summed = _sums(self._embed.take(numbers, axis=0) * self._embed_steps, offsets)
        told = np.ones((len(words), self._project.shape[0]), dtype=np.float32)
        own = np.array(rows)
        told[:, :-1] = self.features.table.vectors(own)
        told[:, -1] = own >= 0
        summed += _product(told, self._project)
        summed += self._bias
        return np.maximum(summed, 0, out=summed)

    def _slots_of(self, words: Sequence[str]) -> list[int]:
        """Return the cache's slot of every word; words not met before are computed.

        Nothing is seen of a word but its folded form: forms that fold to the same share a slot.

        Raises:
            ValueError: there are more different words than the cache holds.
        """
        slots = self._slots
        forms = fold_all(words)
        new = [form for form in dict.fromkeys(forms) if form not in slots]
        if len(slots) + len(new) > self._size:
            new = list(dict.fromkeys(forms))
            if len(new) > self._size:
                raise ValueError(f"more than {self._size} different words in one article")
            slots.clear()
            self._used = 1
            self._by_number.fill(0)
        self._learn(new)
        return list(map(slots.__getitem__, forms))

    def slots(self, numbers: Places) -> Places:
        """Return the slot of every word, given by its number in `NUMBERS`; words not met before are computed.

        Raises:
            ValueError: there are more different words than the cache holds.
        """
        if self._age != NUMBERS.age:
            self._by_number.fill(0)
            self._age = NUMBERS.age
        if len(NUMBERS.words) > len(self._by_number):
            self._by_number = np.concatenate((self._by_number, np.zeros(len(NUMBERS.words), np.intp)))
        found = self._by_number.take(numbers)
        if not found.all():
            for again in (False, True):
                new = np.unique(numbers if again else numbers.compress(found == 0))
                words = NUMBERS.words
                self._by_number[new] = self._slots_of([words[number] for number in new.tolist()])
                found = self._by_number.take(numbers)
                if found.all():
                    break  # else the cache was full, and forgot those of the other words
        return found

    @staticmethod
    def _lay(slots: Sequence[int] | Places, begins: list[int]) -> tuple[Places, Places]:
        """Lay the words out with two gaps between sentences, so that no window sees past its sentence.

        Returns the slot at every place, and the place of every word.
        """
        step = np.ones(len(slots), dtype=np.intp)
        step[begins] = 3
        place = step.cumsum()
        place -= 1
        laid = np.zeros(int(place[-1]) + 3, dtype=np.intp)
        laid[place] = slots
        return laid, place

    def candidates(self, words: Sequence[str], begins: list[int], starts: list[int]) -> Candidates:
        """Return the tokens that may be part of a name.

        `words` are those of one article or of several, one after the other; `begins` are the sentences'
        first tokens and `starts` the articles', in ascending order.

        Raises:
            ValueError: there are more different words than the cache holds.
        """
        return self.candidates_at(self._slots_of(words), begins, starts)

    def candidates_at(
        self, slots: Sequence[int] | Places, begins: list[int], starts: list[int]
    ) -> Candidates:
        """Return the same of words that are given by their slots."""
        laid, place = self._lay(slots, begins)
        if self._gate is None:
            tokens = np.arange(len(slots))
        else:
            gates = self._gates.take(laid, axis=0)
            total = gates[:-4, 0] + gates[1:-3, 1]
            total += gates[2:-2, 2]
            total += gates[3:-1, 3]
            total += gates[4:, 4]
            tokens = (total.take(place - 2) > -self._gate_bias).nonzero()[0]
            place = place.take(tokens)
        around = laid.take(place[:, None] + _WINDOW3)
        joined = np.zeros(len(place), dtype=bool)
        np.equal(place[1:], place[:-1] + 1, out=joined[1:])
        bounds = np.searchsorted(tokens, [*starts, len(slots)])
        articles = np.arange(len(starts)).repeat(np.diff(bounds))
        scores = self._scores(laid, place, bounds.tolist())
        return Candidates(tokens, articles, scores, joined, around[:, 0] == 0, around[:, 2] == 0)

    def scores(self, words: Sequence[str], begins: list[int]) -> Array:
        """Return a row of label scores for every word, whether it may be part of a name or not.

        Raises:
            ValueError: there are more different words than the cache holds.
        """
        laid, place = self._lay(self._slots_of(words), begins)
        return self._scores(laid, place, [0, len(place)])

    def _scores(self, laid: Places, place: Places, bounds: list[int]) -> Array:
        """Return a row of label scores for each of these places; `bounds` are where articles begin and end.

        Matrix products are made article by article: their last bits depend on the number of rows, and
        an article's scores must not depend on what it is read together with.
        """
        # The first window is needed at each place and its neighbours, as far as there are words.
        near = np.zeros(len(laid), dtype=bool)
        around = place[:, None] + _WINDOW3
        near[around] = True
        near &= laid != 0
        centres = near.nonzero()[0]
        count = len(centres)
        row = np.zeros(len(laid), dtype=np.intp)
        row[centres] = np.arange(1, count + 1)
        five = (laid * 5).take(_POSITIONS5 + centres)
        five += _ROWS5
        added = self._products.take(five[0], axis=0)
        for rows in five[1:]:
            added += self._products.take(rows, axis=0)
        three = row.take(around)
        middle = three[:, 1]
        size = self._hidden
        articles = [(first, last) for first, last in pairwise(bounds) if first < last]
        wide = np.empty((len(place), size), dtype=np.float32)
        result = np.empty((len(place), len(self._bias_out)), dtype=np.float32)
        result[:] = self._bias_out
        for k, window in enumerate(self._window3):
            hidden = np.empty((count + 1, size), dtype=np.float32)
            hidden[0] = 0  # the gap
            np.add(added[:, k * size : (k + 1) * size], self._bias5[k], out=hidden[1:])
            np.maximum(hidden, 0, out=hidden)
            windows = hidden.take(three, axis=0).reshape(len(place), 3 * size)
            for first, last in articles:
                np.matmul(windows[first:last], window, out=wide[first:last])
            wide += self._bias3[k]
            np.maximum(wide, 0, out=wide)
            wide += hidden.take(middle, axis=0)
            for first, last in articles:
                result[first:last] += wide[first:last] @ self._out[k]
        return result
