"""BM25F by array arithmetic, for the documents asked for only. The formula and its constants stand in
`search_app.search.ranking`, the rule of shares in `search_app.search.partial`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from indexer.fields import TEXTS
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import WORDS, TermPostings
from search_app.engines.whoosh.lookup import ALL_TEXTS, Lookup, gram_family, text_places
from search_app.engines.whoosh.sums import sums
from search_app.engines.whoosh.weighed import WeighedUnit
from search_app.engines.whoosh.weights import LengthWeights, row_of
from search_app.search.engine import ScorePart
from search_app.search.partial import SHARE_DECIMALS
from search_app.search.ranking import K1, SCORE_DECIMALS, Unit

_UNITS_A_STEP = 8
_WORTH_DROPPING = 500  # documents; fewer are sooner scored than sifted
_WORTH_NARROWING = 4_000  # documents; fewer are sooner scored exactly at once
_LIGHT = 100 * 10.0**-SCORE_DECIMALS  # units that add less, for all articles hold them, hardly tell any apart
_STEPS = 16  # roundings that one unit's part of a score goes through, at most; adding up the units makes one more each
_NARROW_ROUNDING = 2.0**-23  # twice what one does to a narrow number: the preference makes errors larger, by up to a tenth
_STRETCHES = 8  # for each hit of a page; what reaches the best of so many stretches of documents holds the page
_ROUNDING = 10.0**-SCORE_DECIMALS


class Weighing:
    """Weighs the units of one search, each once. All of them are looked up at once."""

    def __init__(self, lookup: Lookup, lengths: LengthWeights, units: Sequence[Unit]) -> None:
        self._lookup = lookup
        self._lengths = lengths
        self._units = units
        self._weighed: list[WeighedUnit] | None = None
        by_family: defaultdict[str, list[str]] = defaultdict(list)
        for unit in units:
            by_family[_family(unit)].append(unit.text)
        for family, terms in by_family.items():
            lookup.prepare(family, terms)

    def scores(self, docs: Array) -> Array:
        """The score of each of `docs` (ascending or not), not rounded; 0 where it holds no unit."""
        return self._sums(self._held(), docs)

    def best(self, docs: Array, count: int, preference: Array | None) -> tuple[Array, Array]:
        """Those of `docs` that can be among the `count` best, and their scores.

        The scores are multiplied by `preference`: a number, 1 or more, for every document of the index. Of many documents those
        that can be among the best are found with narrow numbers, which takes half the time, and only they are scored exactly.
        """
        held = self._held()
        most = sum([item.most for item in held])
        if len(docs) <= max(_WORTH_DROPPING, count) or most < _LIGHT:
            total = self._sums(held, docs)
        elif len(docs) <= _WORTH_NARROWING:
            docs, total = self._sifted(docs, count, preference, self._lengths.table, _ROUNDING)
        else:
            error = most * (_STEPS + len(held)) * _NARROW_ROUNDING
            docs, _ = self._sifted(docs, count, preference, self._lengths.narrow, _ROUNDING + 2 * error)
            total = self._sums(held, docs)
        return docs, total if preference is None else total * preference.take(docs)

    def _sifted(self, docs: Array, count: int, preference: Array | None, weights: Array, margin: float) -> tuple[Array, Array]:
        """Those of `docs` that come within `margin` of the `count` best, and the sums over all units, as exact as `weights` are.

        When the heavy units are added up, documents that the light ones cannot lift to the place of the `count`-th are dropped
        (MaxScore: Turtle and Flood, "Query Evaluation: Strategies and Optimizations", 1995, here over arrays).
        """
        waiting = sorted(self._held(), key=lambda item: item.most)  # the heaviest last
        factors = None if preference is None else preference.take(docs)
        total = np.zeros(len(docs), dtype=weights.dtype)
        while waiting:
            many = len(docs) > max(_WORTH_DROPPING, count)
            step = [waiting.pop() for _ in waiting[: _UNITS_A_STEP if many else None]]
            total += sums(step, docs, self._lookup.segments, weights)
            if many:
                left = sum([item.most for item in waiting])
                reach = _reaching(total, left, factors, count, margin)
                total, docs = total.take(reach), docs.take(reach)
                factors = None if factors is None else factors.take(reach)
        return docs, total

    def sharing(self, units: Sequence[Unit], least: float) -> Array:
        """The documents that hold at least the part `least` of the units' idf weight (rounded), one boolean a document.

        What asks is a part of the whole that none holds.

        The rarest units are looked at first. Documents are out when what is left to look at cannot bring them in any more,
        and in as soon as they hold enough.
        """
        weighed = sorted(map(self._weigh, units), key=lambda item: -item.idf)
        whole = sum([item.idf for item in weighed])
        rarest = [item for item in weighed if not item.unit.asks]
        left = sum([item.idf for item in rarest])
        enough, surely = (least - 10.0**-SHARE_DECIMALS) * whole, (least + 10.0**-SHARE_DECIMALS) * whole
        held = np.zeros(self._lookup.size)
        while rarest and left >= enough:
            item = rarest.pop(0)
            left -= item.idf
            self._add_idf(held, item)
        docs = (held >= enough - left).nonzero()[0]
        shares = held.take(docs)
        found = np.zeros(self._lookup.size, dtype=bool)
        for item in rarest:
            found[docs[shares > surely]] = True
            undecided = ((shares >= enough - left) & (shares <= surely)).nonzero()[0]
            docs, shares = docs.take(undecided), shares.take(undecided)
            left -= item.idf
            shares += item.idf * self._lookup.holding(docs, item.family, item.unit.text, item.texts)
        found[docs[np.round(shares / whole, SHARE_DECIMALS) >= least]] = True
        return found

    def _add_idf(self, held: Array, item: WeighedUnit) -> None:
        """Add a unit's idf to what each document that holds it has."""
        for segment, parts in zip(self._lookup.segments, item.parts, strict=True):
            here = held[segment.first_doc : segment.first_doc + segment.size]
            seen = np.zeros(segment.size, dtype=bool) if len(parts) > 1 else None
            for part in parts:
                docs = part.docs.astype(np.intp)
                if seen is not None:
                    docs = docs[~seen.take(docs)]
                    seen[docs] = True
                here[docs] += item.idf

    def part(self, unit: Unit, doc: int) -> ScorePart | None:
        """What a unit adds to one document's score; None where the document does not hold it."""
        item = self._weigh(unit)
        counts: dict[str, int] = {}
        frequency = 0.0
        for segment, parts in zip(self._lookup.segments, item.parts, strict=True):
            for part in parts:
                if count := int(part.freqs[part.docs == doc - segment.first_doc].sum(dtype=np.int64)):
                    counts[TEXTS[part.text].name] = count
                    frequency += count * float(self._lengths.table[row_of(item.family, part.text), doc])
        if not frequency:
            return None
        return ScorePart(unit.text, unit.kind, counts, frequency, item.idf, item.most * frequency / (K1 + frequency))

    def _sums(self, units: Sequence[WeighedUnit], docs: Array) -> Array:
        return sums(units, docs, self._lookup.segments, self._lengths.table)

    def _held(self) -> list[WeighedUnit]:
        """The units that any document holds."""
        if self._weighed is None:  # a total alone needs none
            self._weighed = [item for item in map(self._weigh, self._units) if any(item.parts)]
        return self._weighed

    def _weigh(self, unit: Unit) -> WeighedUnit:
        family, texts = _family(unit), text_places(unit.texts)
        parts: tuple[tuple[TermPostings, ...], ...]
        if texts is ALL_TEXTS:
            found = self._lookup.found(family, unit.text)
            parts, holders = tuple([one.parts for one in found]), sum([one.holders for one in found])
        else:
            parts, holders = self._lookup.postings(family, unit.text, texts), self._lookup.count(family, unit.text, texts)
        idf = math.log(1 + (self._lookup.size - holders + 0.5) / (holders + 0.5))
        return WeighedUnit(unit, family, texts, parts, idf, unit.factor * idf)


def _family(unit: Unit) -> str:
    return WORDS if unit.is_word else gram_family(unit.text)


def _reaching(total: Array, left: float, factors: Array | None, count: int, margin: float) -> Array:
    """The places of those that can be among the `count` best once up to `left` was added; there are more than `count`."""
    scores = total if factors is None else total * factors
    least = _least(scores, count) - margin
    possible = scores
    if left:
        possible = total + left if factors is None else (total + left) * factors
    return (possible >= least).nonzero()[0]


def _least(scores: Array, count: int) -> float:
    """At most the `count`-th highest score: of a few, that one; of many, the `count`-th of the best of stretches."""
    width = len(scores) // (_STRETCHES * count)
    if width > 1:
        scores = scores[: len(scores) // width * width].reshape(-1, width).max(axis=1)
    return float(np.partition(scores, len(scores) - count)[len(scores) - count])
