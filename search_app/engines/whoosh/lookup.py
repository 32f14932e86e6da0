"""The terms one search has looked up: every posting list is fetched at most once a search. Lives as long as one request."""

from __future__ import annotations

from search_app.engines.whoosh.reader import FieldPostings, IndexReader


class Lookup:
    """A reader that remembers what it was asked."""

    def __init__(self, reader: IndexReader) -> None:
        self.size = reader.size
        self._reader = reader
        self._found: dict[tuple[str, str], FieldPostings | None] = {}

    def postings(self, field: str, term: str) -> FieldPostings | None:
        """The postings of a term, or None where no document has it."""
        if (field, term) not in self._found:
            self._found[field, term] = self._reader.field_postings(field, term)
        return self._found[field, term]
