"""BM25F by array arithmetic, for the documents asked for only. The formula and its constants stand in
`search_app.search.ranking`, the rule of shares in `search_app.search.partial`."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from indexer.fields import TEXTS
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import GRAMS, WORDS, TermPostings
from search_app.engines.whoosh.lookup import Lookup, Texts, gram_family, text_places
from search_app.engines.whoosh.reader import IndexReader
from search_app.search.engine import ScorePart
from search_app.search.partial import SHARE_DECIMALS
from search_app.search.ranking import K1, SCORE_DECIMALS, Unit

_SEARCHED = 8  # where the postings are this many times more than the documents asked for, each document is searched for


_UNITS_A_STEP = 4
_WORTH_DROPPING = 500  # documents; fewer are sooner scored than sifted
_ROUNDING = 10.0**-SCORE_DECIMALS


class LengthWeights:
    """For every text and document of an index: weight / (1 - b + b * length / mean length). Made when first used."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self.of = lru_cache(maxsize=None)(self._made)

    def _made(self, family: str, text: int) -> Array:
        """One number a document; grams and single characters share theirs."""
        role = TEXTS[text].text
        if role is None:
            raise ValueError(f"{TEXTS[text].name} is not searched")
        lengths = self._reader.lengths(WORDS if family == WORDS else GRAMS, text).astype(np.float64)
        mean = lengths.mean() or 1.0
        weights: Array = role.weight / (1 - role.b + role.b * lengths / mean)
        return weights


class Weighing:
    """Weighs the units of one search."""

    def __init__(self, lookup: Lookup, lengths: LengthWeights) -> None:
        self._lookup = lookup
        self._lengths = lengths

    def scores(self, units: tuple[Unit, ...], docs: Array) -> Array:
        """The score of each of `docs` (ascending), not rounded; 0 where it holds no unit."""
        total = np.zeros(len(docs))
        places = _Places(docs, self._lookup.size)
        for unit in units:
            frequencies = self._frequencies(unit, places)
            if frequencies is not None:
                total += (unit.factor * self._idf(unit)) * frequencies / (frequencies + K1)
        return total

    def best(self, units: tuple[Unit, ...], docs: Array, count: int, headroom: float) -> tuple[Array, Array]:
        """Those of `docs` that can be among the `count` best, and their scores, not rounded.

        A score may be multiplied afterwards by 1 to `headroom`. A unit adds less than its factor times its idf; so when the heavy
        units are added up, documents that the light ones cannot lift to the place of the `count`-th are dropped (MaxScore:
        Turtle and Flood, "Query Evaluation: Strategies and Optimizations", 1995, here over arrays).
        """
        heaviest = sorted(units, key=self._most, reverse=True)
        lightest_first = np.cumsum([self._most(unit) for unit in reversed(heaviest)])
        total = np.zeros(len(docs))
        for at in range(0, len(heaviest), _UNITS_A_STEP):
            step = tuple(heaviest[at : at + _UNITS_A_STEP])
            total += self.scores(step, docs)
            left = len(heaviest) - at - len(step)
            if left and len(docs) > max(_WORTH_DROPPING, count):
                least = np.partition(total, len(docs) - count)[len(docs) - count]
                reach = (total + lightest_first[left - 1]) * headroom + _ROUNDING >= least
                docs, total = docs[reach], total[reach]
        return docs, total

    def _most(self, unit: Unit) -> float:
        """More than a unit can add to any score."""
        return unit.factor * self._idf(unit)

    def shares(self, units: tuple[Unit, ...]) -> Array:
        """For every document the part of the units' idf weight that it holds, rounded."""
        held = np.zeros(self._lookup.size)
        for unit in units:
            held += self._idf(unit) * self._lookup.mask(*_place_of(unit))
        return np.round(held / sum(self._idf(unit) for unit in units), SHARE_DECIMALS)

    def part(self, unit: Unit, doc: int) -> ScorePart | None:
        """What a unit adds to one document's score; None where the document does not hold it."""
        frequencies = self._frequencies(unit, _Places(np.array([doc]), self._lookup.size))
        if frequencies is None or not frequencies[0]:
            return None
        frequency, idf = float(frequencies[0]), self._idf(unit)
        counts = {
            TEXTS[part.text].name: count
            for part in self._lookup.postings(*_place_of(unit))
            if (count := int(part.freqs[part.docs == doc].sum()))
        }
        return ScorePart(unit.text, unit.kind, counts, frequency, idf, unit.factor * idf * frequency / (K1 + frequency))

    def _idf(self, unit: Unit) -> float:
        holders = self._lookup.count(*_place_of(unit))
        return math.log(1 + (self._lookup.size - holders + 0.5) / (holders + 0.5))

    def _frequencies(self, unit: Unit, places: _Places) -> Array | None:
        """tf(u, d) for the documents of `places`; None where no document of the index holds the unit."""
        family, term, texts = _place_of(unit)
        parts = self._lookup.postings(family, term, texts)
        if not parts:
            return None
        frequencies = np.zeros(len(places.docs) + 1)  # the last one takes what is not asked for
        for part in parts:
            places.add(frequencies, part, self._lengths.of(family, part.text))
        return frequencies[:-1]


class _Places:
    """The documents that are asked for, and the place of each among them."""

    def __init__(self, docs: Array, size: int) -> None:
        self.docs = docs
        self._size = size
        self._place_of: Array | None = None

    def add(self, sums: Array, part: TermPostings, weights: Array) -> None:
        """Add to the sum at each document's place how often the term stands there, times the document's weight."""
        if len(part.docs) > _SEARCHED * len(self.docs):
            wanted = self.docs.astype(part.docs.dtype)
            at = np.searchsorted(part.docs, wanted)
            at[at == len(part.docs)] = 0
            here = np.flatnonzero(part.docs[at] == wanted)
            sums[here] += part.freqs[at[here]] * weights[self.docs[here]]
            return
        if self._place_of is None:
            self._place_of = np.full(self._size, len(self.docs), dtype=np.intp)
            self._place_of[self.docs] = np.arange(len(self.docs))
        sums[self._place_of[part.docs]] += part.freqs * weights[part.docs]


def _place_of(unit: Unit) -> tuple[str, str, Texts]:
    return WORDS if unit.is_word else gram_family(unit.text), unit.text, text_places(unit.texts)
