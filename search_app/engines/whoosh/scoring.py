"""BM25F by array arithmetic, over the postings of a query's units only. The formula and its constants stand in
`search_app.search.ranking`, the rule of shares in `search_app.search.partial`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.fields import TEXTS
from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.lookup import Lookup
from search_app.engines.whoosh.phrases import NOWHERE
from search_app.engines.whoosh.reader import IndexReader
from search_app.search.engine import ScorePart
from search_app.search.partial import SHARE_DECIMALS
from search_app.search.ranking import K1, SCORE_DECIMALS, Unit


class LengthWeights:
    """For every field and document of an index: weight / (1 - b + b * length / mean length). Made when first used."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    @cached_property
    def by_field(self) -> dict[str, Array]:
        """Arrays of one number a document, by the name of the Whoosh field."""
        found: dict[str, Array] = {}
        for place, item in enumerate(TEXTS):
            if item.text is None:
                continue
            for family, name in (("words", schema.words_field), ("grams", schema.grams_field)):
                lengths = self._reader.lengths(family, place).astype(np.float64)
                mean = lengths.mean() or 1.0
                found[name(item.name)] = item.text.weight / (1 - item.text.b + item.text.b * lengths / mean)
            found[schema.chars_field(item.name)] = found[schema.grams_field(item.name)]
        return found


@dataclass(frozen=True, slots=True)
class WeighedUnit:
    """The documents that hold a unit (each once), its weighted frequency tf(u, d) in each, and its idf."""

    docs: Array
    frequencies: Array
    idf: float


class Weighing:
    """Weighs the units of one search; each is weighed once."""

    def __init__(self, lookup: Lookup, lengths: LengthWeights) -> None:
        self._lookup = lookup
        self._lengths = lengths
        self._weighed: dict[Unit, WeighedUnit] = {}

    def scores(self, units: tuple[Unit, ...]) -> Array:
        """The score of every document, rounded; 0 where it holds no unit."""
        total = np.zeros(self._lookup.size)
        for unit in units:
            weighed = self._weigh(unit)
            total[weighed.docs] += unit.factor * weighed.idf * weighed.frequencies / (K1 + weighed.frequencies)
        return np.round(total, SCORE_DECIMALS)

    def shares(self, units: tuple[Unit, ...]) -> Array:
        """For every document the part of the units' idf weight that it holds, rounded."""
        held = np.zeros(self._lookup.size)
        for unit in units:
            held[self._weigh(unit).docs] += self._weigh(unit).idf
        return np.round(held / sum(self._weigh(unit).idf for unit in units), SHARE_DECIMALS)

    def part(self, unit: Unit, doc: int) -> ScorePart | None:
        """What a unit adds to one document's score; None where the document does not hold it."""
        weighed = self._weigh(unit)
        at = int(np.searchsorted(weighed.docs, doc))
        if at == len(weighed.docs) or weighed.docs[at] != doc:
            return None
        frequency = float(weighed.frequencies[at])
        counts = {text: count for text in unit.texts if (count := self._count(unit, text, doc))}
        added = unit.factor * weighed.idf * frequency / (K1 + frequency)
        return ScorePart(unit.text, unit.is_word, counts, frequency, weighed.idf, added)

    def _count(self, unit: Unit, text: str, doc: int) -> int:
        postings = self._lookup.postings(_field(unit, text), unit.text)
        return 0 if postings is None else int(postings.freqs[postings.docs == doc].sum())

    def _weigh(self, unit: Unit) -> WeighedUnit:
        if unit not in self._weighed:
            docs, frequencies = self._frequencies(unit)
            idf = math.log(1 + (self._lookup.size - len(docs) + 0.5) / (len(docs) + 0.5))
            self._weighed[unit] = WeighedUnit(docs, frequencies, idf)
        return self._weighed[unit]

    def _frequencies(self, unit: Unit) -> tuple[Array, Array]:
        """The documents that hold a unit in any of its texts, and the sum of its weighted counts there."""
        docs, counts = [NOWHERE], [np.zeros(0)]
        for text in unit.texts:
            field = _field(unit, text)
            postings = self._lookup.postings(field, unit.text)
            if postings is not None:
                docs.append(postings.docs)
                counts.append(postings.freqs * self._lengths.by_field[field][postings.docs])
        if len(docs) <= 2:  # one text at the most: its documents are distinct already
            return docs[-1], counts[-1]
        distinct, places = np.unique(np.concatenate(docs), return_inverse=True)
        return distinct, np.bincount(places, weights=np.concatenate(counts), minlength=len(distinct))


def _field(unit: Unit, text: str) -> str:
    if unit.is_word:
        return schema.words_field(text)
    return schema.chars_field(text) if len(unit.text) == 1 else schema.grams_field(text)
