"""For every document a row of bins, one for each of its facet values, so that counting reads a document in one place.

Facet by facet it would be read in as many places as there are facets, and reading is what counting costs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from indexer.stores.whoosh.arrays import Array
from search_app.engines.whoosh.facet_codes import FacetCodes, FurtherBins
from search_app.engines.whoosh.found import Found

_MOST = 4  # values of a facet that have a place in a row; what more a document has is looked up


class BinRows:
    """The values of some facets. A document with fewer values than its row has places is in the bin of those without any."""

    def __init__(self, facets: Sequence[FacetCodes], bins: int) -> None:
        """`facets` are some with values; `bins` are there in all."""
        columns = list(chain.from_iterable([facet.bins_at(i) for i in range(min(facet.most, _MOST))] for facet in facets))
        self._bins = bins
        self._rows = np.stack([column.astype(np.min_scalar_type(self._bins)) for column in columns], axis=1)
        self._beyond: list[FurtherBins] = [facet.beyond(_MOST) for facet in facets if facet.most > _MOST]

    def counted(self, found: Found) -> Array:
        """How many of the documents found are in each bin."""
        counts: Array = np.bincount(self._rows.take(found.docs, axis=0).reshape(-1), minlength=self._bins)
        for further in self._beyond:
            counts += np.bincount(further.of(found), minlength=self._bins)
        return counts
