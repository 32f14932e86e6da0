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

    def find(self, article_id: bytes) -> int | None:
        """The document of an id, or None."""
        if len(article_id) > self.by_document.dtype.itemsize or b"\0" in article_id:  # NumPy would pad, or cut the zeros off
            return None
        place = int(self._ascending.searchsorted(np.bytes_(article_id)))
        found = place < len(self.order) and self._ascending[place] == article_id
        return int(self.order.item(place)) if found else None

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
