"""An open Whoosh index as arrays over all its segments: postings, lengths, columns, stored articles.

A document's number here is its place in the whole index. Everything is read-only after opening and safe for many threads.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from indexer.article import Article
from indexer.fields import TEXTS
from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.codec import GRAM_SUFFIXES, ArrayTermsReader, segment_terms
from indexer.stores.whoosh.columns import Codes
from indexer.stores.whoosh.postings import gram_key
from indexer.stores.whoosh.store import open_index


@dataclass(frozen=True, slots=True)
class TermPostings:
    """One term in one field over the whole index: ascending documents, how often in each, and where (grams only)."""

    docs: Array
    freqs: Array
    positions: Array | None
    text: int = 0


@dataclass(frozen=True, slots=True)
class _Segment:
    terms: ArrayTermsReader
    first_doc: int


class IndexReader:
    """Reads one published index."""

    def __init__(self, home: Path) -> None:
        self._whoosh = open_index(home).reader()
        self._leaves = [(leaf, offset) for leaf, offset in self._whoosh.leaf_readers() if leaf.doc_count_all()]
        self._segments = [_Segment(segment_terms(leaf), offset) for leaf, offset in self._leaves]
        self.size = int(self._whoosh.doc_count_all())

    def postings(self, family: str, term: str) -> tuple[TermPostings, ...]:
        """The postings of a term in each text that has it; `text` is the place in TEXTS."""
        return tuple(replace(p, text=n) for n, t in enumerate(TEXTS) if (p := self.field_postings(f"{t.name}_{family}", term)))

    def field_postings(self, field: str, term: str) -> TermPostings | None:
        """The postings of a term, or None where no document has it."""
        found = [part for segment in self._segments if (part := _segment_postings(segment, field, term))]
        if len(found) < 2:
            return found[0] if found else None
        return TermPostings(
            np.concatenate([part.docs for part in found]),
            np.concatenate([part.freqs for part in found]),
            None
            if found[0].positions is None
            else np.concatenate([part.positions for part in found if part.positions is not None]),
        )

    def lengths(self, family: str, text: int) -> Array:
        """The exact length of every document's text in a family, WORDS or GRAMS."""
        return self.field_lengths(f"{TEXTS[text].name}_{family}")

    def field_lengths(self, field: str) -> Array:
        """The exact length of every document's text in a field."""
        return np.concatenate([segment.terms.fields[field].lengths for segment in self._segments] or [np.zeros(0, np.uint32)])

    def facet_codes(self, facet: str) -> list[tuple[Codes, int]]:
        """The column of a facet, segment by segment, with the segment's first document."""
        return [(reader.codes(), offset) for reader, offset in self._columns(schema.facet_column(facet))]

    def published(self) -> Array:
        """The moment of publication of every document; NO_NUMBER for undated ones."""
        columns = [reader.numbers() for reader, _ in self._columns(schema.PUBLISHED)]
        return np.concatenate(columns or [np.zeros(0, np.int64)])

    def article(self, doc: int) -> Article:
        """The stored article of a document."""
        return Article.from_json(json.loads(self._whoosh.stored_fields(doc)[schema.ARTICLE]))

    def find(self, article_id: str) -> int | None:
        """The document of an article id, or None."""
        found = self.field_postings(schema.ID, article_id)
        return None if found is None else int(found.docs[0])

    def id(self, doc: int) -> str:
        """The article id of a document."""
        return str(self._ids[doc].decode("ascii"))

    @cached_property
    def id_order(self) -> Array:
        """For every document the rank of its id among all ids."""
        rank = np.empty(self.size, dtype=np.int64)
        rank[np.argsort(self._ids, kind="stable")] = np.arange(self.size)
        return rank

    @cached_property
    def _ids(self) -> Array:
        ids = np.zeros(self.size, dtype="S48")
        for segment in self._segments:
            known = segment.terms.fields[schema.ID]
            ids[known.docs.astype(np.int64) + segment.first_doc] = [segment.terms.vocabulary.word(key) for key in known.terms]
        return ids

    def _columns(self, name: str) -> list[tuple[Any, int]]:
        kind = self._whoosh.schema[name].column_type
        return [(leaf.column_reader(name, kind, translate=False), offset) for leaf, offset in self._leaves]


def _segment_postings(segment: _Segment, field: str, term: str) -> TermPostings | None:
    postings = segment.terms.fields[field]
    is_gram = field.endswith(GRAM_SUFFIXES)
    key = gram_key(term) if is_gram else segment.terms.vocabulary.find(term.encode("utf-8", "surrogatepass"))
    place = None if key is None else postings.find(key)
    if place is None:
        return None
    at = slice(int(postings.starts[place]), int(postings.starts[place + 1]))
    docs = postings.docs[at].astype(np.int64) + segment.first_doc
    if postings.positions is None or postings.position_starts is None:
        return TermPostings(docs, postings.freqs[at], None)
    inside = slice(int(postings.position_starts[place]), int(postings.position_starts[place + 1]))
    return TermPostings(docs, postings.freqs[at], postings.positions[inside])
