"""Facets of few values, counted as one: a document has one code for its combination of values, however many facets there are.

Counting over many documents is a `take` and a `bincount` a facet, and its time grows with the documents. Years, series and
sources make few combinations: those are counted once, and what each value has is added up from the small table. Which facets
are so is found when many documents are first counted; there may be none.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from indexer.stores.whoosh.arrays import Array

_MOST = 8  # one combination for every so many documents; the table is to be much smaller than what is counted


class Combinations:
    """The combinations of some facets that any document of an index has."""

    def __init__(self, bins: Mapping[str, Array], size: int) -> None:
        """`bins` is of every facet the bin of each of `size` documents. The facets of fewest values are taken first."""
        self._codes = np.zeros(size, dtype=np.intp)
        examples = np.zeros(min(size, 1), dtype=np.intp)  # a document of each combination
        self.facets: list[str] = []
        for name in sorted(bins, key=lambda name: len(np.unique(bins[name]))):
            keys = self._codes * (int(bins[name].max(initial=0)) + 1) + bins[name]
            _, firsts, codes = np.unique(keys, return_index=True, return_inverse=True)
            if len(firsts) * _MOST > size:
                break
            self._codes, examples = codes, firsts
            self.facets.append(name)
        self.count = len(examples)
        self._bins = np.concatenate([bins[name].take(examples) for name in self.facets] or [self._codes[:0]])

    def counted(self, docs: Array, bins: int) -> Array:
        """How many of `docs` are in each of the bins of `facets`, of `bins` in all."""
        of_each = np.bincount(self._codes.take(docs), minlength=self.count).astype(np.float64)
        found: Array = np.bincount(self._bins, np.tile(of_each, len(self.facets)), minlength=bins).astype(np.intp)
        return found
