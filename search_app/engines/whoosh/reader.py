"""An open Whoosh index as arrays: the terms of its segments; lengths, columns, stored articles over all of them.

A document's number here is its place in the whole index. Everything is read-only after opening and safe for many threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from indexer.article import Article
from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.codec import segment_articles, segment_terms
from indexer.stores.whoosh.columns import Codes
from indexer.stores.whoosh.ids import Ids
from indexer.stores.whoosh.store import open_index
from indexer.stores.whoosh.stored import StoredArticles
from indexer.stores.whoosh.tables import SegmentTerms


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of the index. Its documents are [first_doc, first_doc + size) of the index."""

    terms: SegmentTerms
    ids: Ids
    articles: StoredArticles
    first_doc: int
    size: int


class IndexReader:
    """Reads one published index."""

    def __init__(self, home: Path) -> None:
        self._whoosh = open_index(home).reader()
        self._leaves = [(leaf, offset) for leaf, offset in self._whoosh.leaf_readers() if leaf.doc_count_all()]
        self.segments = tuple(
            Segment(terms := segment_terms(leaf), Ids(terms.arrays), segment_articles(leaf), offset, leaf.doc_count_all())
            for leaf, offset in self._leaves
        )
        self.size = int(self._whoosh.doc_count_all())

    def lengths(self, family: str, text: int) -> Array:
        """The exact length of every document's text: in words, bigrams or visible characters."""
        return np.concatenate([segment.terms.lengths(family, text) for segment in self.segments] or [np.zeros(0, np.uint8)])

    def facet_codes(self, facet: str) -> list[Codes]:
        """The column of a facet, segment by segment."""
        return [reader.codes() for reader in self._columns(schema.facet_column(facet))]

    def published(self) -> Array:
        """The moment of publication of every document; NO_NUMBER for undated ones."""
        columns = [reader.numbers() for reader in self._columns(schema.PUBLISHED)]
        return np.concatenate(columns or [np.zeros(0, np.int64)])

    def articles(self, docs: Sequence[int]) -> list[Article]:
        """The stored articles of some documents, in their order; those of a segment are read together."""
        found: dict[int, Article] = {}
        for segment in self.segments:
            own = [doc for doc in docs if segment.first_doc <= doc < segment.first_doc + segment.size]
            found.update(zip(own, segment.articles.articles([doc - segment.first_doc for doc in own]), strict=True))
        return [found[doc] for doc in docs]

    def find(self, ids: Sequence[str]) -> list[int | None]:
        """The document of each article id, or None."""
        wanted = [article_id.encode("utf-8", "surrogatepass") for article_id in ids]
        found: list[int | None] = [None] * len(ids)
        for segment in self.segments:
            for place, doc in enumerate(segment.ids.find(wanted)):
                if doc is not None:
                    found[place] = doc + segment.first_doc
        return found

    def ids_of(self, docs: Array) -> list[str]:
        """The article ids of documents."""
        return [article_id.decode("ascii") for article_id in self.ids.take(docs).tolist()]

    @cached_property
    def ids(self) -> Array:
        """The article id of every document, as bytes of fixed width; of one segment, a view of the mapped file."""
        parts = [segment.ids.by_document for segment in self.segments]
        return parts[0] if len(parts) == 1 else np.concatenate(parts or [np.zeros(0, dtype="S1")])

    @cached_property
    def id_order(self) -> Array:
        """For every document the rank of its id among all ids."""
        rank = np.empty(self.size, dtype=np.int64)
        order = self.segments[0].ids.order if len(self.segments) == 1 else np.argsort(self.ids, kind="stable")
        rank[order] = np.arange(self.size)
        return rank

    def _columns(self, name: str) -> list[Any]:
        kind = self._whoosh.schema[name].column_type
        return [leaf.column_reader(name, kind, translate=False) for leaf, _ in self._leaves]
