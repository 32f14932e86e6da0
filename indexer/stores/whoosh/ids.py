"""The ids of a segment's articles, by document and in their own order. Ids are short ASCII; anything else is simply not found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from indexer.stores.whoosh.arrays import Array, narrow


class Ids:
    """`by_document[d]` is the id of document d as bytes; `order` lists the documents by ascending id."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.by_document = arrays["ids/text"]
        self.order = arrays["ids/order"]

    def find(self, ids: Sequence[bytes]) -> list[int | None]:
        """The document of each id, or None; all are looked for at once."""
        if not len(self.order):
            return [None] * len(ids)
        ascending = self._ascending
        places = ascending.searchsorted(np.array(ids, dtype=ascending.dtype)).clip(max=len(ascending) - 1)
        nearest = zip(ids, ascending.take(places).tolist(), self.order.take(places).tolist(), strict=True)
        return [doc if wanted == known else None for wanted, known, doc in nearest]  # NumPy cut or padded what was asked

    def listed(self) -> list[bytes]:
        """All ids, ascending."""
        found: list[bytes] = self._ascending.tolist()
        return found

    @cached_property
    def _ascending(self) -> Array:
        ascending: Array = self.by_document[self.order]
        return ascending


def id_arrays(ids: Sequence[str]) -> dict[str, Array]:
    """The arrays of Ids; ids[d] is document d's."""
    text = np.array([article_id.encode("ascii") for article_id in ids] or np.zeros(0, dtype="S1"))
    return {"ids/text": text, "ids/order": narrow(np.argsort(text, kind="stable"))}
