"""BM25F by array arithmetic, for the documents asked for only. The formula and its constants stand in
`search_app.search.ranking`, the rule of shares in `search_app.search.partial`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
        self._made: dict[tuple[str, int], Array] = {}

    def of(self, family: str, text: int) -> Array:
        """One number a document; grams and single characters share theirs."""
        place = (WORDS if family == WORDS else GRAMS, text)
        found = self._made.get(place)
        if found is None:  # two threads may both make it: the same numbers
            found = self._made[place] = self._weights(*place)
        return found

    def _weights(self, family: str, text: int) -> Array:
        role = TEXTS[text].text
        if role is None:
            raise ValueError(f"{TEXTS[text].name} is not searched")
        lengths = self._reader.lengths(family, text).astype(np.float64)
        mean = lengths.mean() or 1.0
        weights: Array = role.weight / (1 - role.b + role.b * lengths / mean)
        return weights


@dataclass(frozen=True, slots=True, eq=False)
class WeighedUnit:
    """A unit with what an index knows of it. `most` is more than it can add to any score."""

    unit: Unit
    place: tuple[str, str, Texts]
    parts: tuple[TermPostings, ...]
    idf: float
    most: float


class Weighing:
    """Weighs the units of one search, each once."""

    def __init__(self, lookup: Lookup, lengths: LengthWeights) -> None:
        self._lookup = lookup
        self._lengths = lengths
        self._weighed: dict[Unit, WeighedUnit] = {}

    def scores(self, units: Iterable[Unit], docs: Array) -> Array:
        """The score of each of `docs`, not rounded; 0 where it holds no unit."""
        return self._sums(self._weigh(units), _Places(docs, self._lookup.size))

    def best(self, units: Iterable[Unit], docs: Array, count: int, headroom: float) -> tuple[Array, Array]:
        """Those of `docs` that can be among the `count` best, and their scores, not rounded.

        A score may be multiplied afterwards by 1 to `headroom`. When the heavy units are added up, documents that the light ones
        cannot lift to the place of the `count`-th are dropped (MaxScore: Turtle and Flood, "Query Evaluation: Strategies and
        Optimizations", 1995, here over arrays).
        """
        heaviest = sorted((item for item in self._weigh(units) if item.parts), key=lambda item: -item.most)
        left = sum(item.most for item in heaviest)
        total = np.zeros(len(docs))
        places = _Places(docs, self._lookup.size)
        for at in range(0, len(heaviest), _UNITS_A_STEP):
            step = heaviest[at : at + _UNITS_A_STEP]
            total += self._sums(step, places)
            left -= sum(item.most for item in step)
            if at + _UNITS_A_STEP < len(heaviest) and len(total) > max(_WORTH_DROPPING, count):
                least = np.partition(total, len(total) - count)[len(total) - count]
                reach = (total + left) * headroom + _ROUNDING >= least
                total = total[reach]
                places = _Places(places.docs[reach], self._lookup.size)
        return places.docs, total

    def shares(self, units: Iterable[Unit]) -> Array:
        """For every document the part of the units' idf weight that it holds, rounded."""
        weighed = self._weigh(units)
        held = np.zeros(self._lookup.size)
        for item in weighed:
            if len(item.parts) == 1:
                held[item.parts[0].docs] += item.idf
            elif item.parts:
                held += item.idf * self._lookup.mask(*item.place)
        return np.round(held / sum(item.idf for item in weighed), SHARE_DECIMALS)

    def part(self, unit: Unit, doc: int) -> ScorePart | None:
        """What a unit adds to one document's score; None where the document does not hold it."""
        (item,) = self._weigh([unit])
        frequency = float(self._frequencies(item, _Places(np.array([doc]), self._lookup.size))[0])
        if not frequency:
            return None
        counts = {
            TEXTS[part.text].name: count
            for part in item.parts
            if (count := int(part.freqs[part.docs == doc].sum(dtype=np.int64)))
        }
        return ScorePart(unit.text, unit.kind, counts, frequency, item.idf, item.most * frequency / (K1 + frequency))

    def _weigh(self, units: Iterable[Unit]) -> list[WeighedUnit]:
        return [self._weighed.get(unit) or self._weighed.setdefault(unit, self._weighed_anew(unit)) for unit in units]

    def _weighed_anew(self, unit: Unit) -> WeighedUnit:
        place = (WORDS if unit.is_word else gram_family(unit.text), unit.text, text_places(unit.texts))
        holders = self._lookup.count(*place)
        idf = math.log(1 + (self._lookup.size - holders + 0.5) / (holders + 0.5))
        return WeighedUnit(unit, place, self._lookup.postings(*place), idf, unit.factor * idf)

    def _sums(self, weighed: Sequence[WeighedUnit], places: _Places) -> Array:
        total = np.zeros(len(places.docs))
        for item in weighed:
            if item.parts:
                frequencies = self._frequencies(item, places)
                total += item.most * frequencies / (frequencies + K1)
        return total

    def _frequencies(self, item: WeighedUnit, places: _Places) -> Array:
        """tf(u, d) for the documents of `places`."""
        frequencies = np.zeros(len(places.docs) + 1)  # the last one takes what is not asked for
        for part in item.parts:
            places.add(frequencies, part, self._lengths.of(item.place[0], part.text))
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
            at = part.docs.searchsorted(wanted)
            at[at == len(part.docs)] = 0
            here = (part.docs[at] == wanted).nonzero()[0]
            sums[here] += part.freqs[at[here]] * weights[self.docs[here]]
            return
        if self._place_of is None:
            self._place_of = np.full(self._size, len(self.docs), dtype=np.intp)
            self._place_of[self.docs] = np.arange(len(self.docs))
        sums[self._place_of[part.docs]] += part.freqs * weights[part.docs]
