"""The terms of one field in their order, as Whoosh's fuzzy queries and its spelling move through them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from whoosh.codec.base import FieldCursor
from whoosh.reading import TermInfo


class TermCursor(FieldCursor):  # type: ignore[misc]  # whoosh has no types
    """Stands on a term, first on the first; behind the last its text is None."""

    def __init__(self, terms: Sequence[bytes], field: Any, info_of: Callable[[bytes], TermInfo]) -> None:
        """`terms` are ascending; `field` is Whoosh's, which knows them as texts."""
        self._terms = terms
        self._field = field
        self._info_of = info_of
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term."""
        return self._go(0)

    def find(self, term: str | bytes) -> str | None:
        """Go to a term, or to the first behind it."""
        return self._go(bisect_left(self._terms, term if isinstance(term, bytes) else self._field.to_bytes(term)))

    def next(self) -> str | None:
        """Go to the next term."""
        return self._go(self._at + 1)

    def text(self) -> str | None:
        """The term it stands on."""
        return self._field.from_bytes(self._terms[self._at]) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """The statistics of that term."""
        return self._info_of(self._terms[self._at]) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether it stands on a term."""
        return self._at < len(self._terms)

    def _go(self, at: int) -> str | None:
        self._at = at
        return self.text()
