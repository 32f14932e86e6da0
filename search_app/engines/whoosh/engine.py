"""WhooshEngine: the port `search_app.search.engine.Engine` on one published Whoosh index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time
from pathlib import Path

import numpy as np

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.errors import DamagedGeneration
from indexer.fields import FACETS
from indexer.generation import Manifest, check_readable, check_sizes, folder, read_manifest
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.columns import NO_NUMBER
from indexer.stores.whoosh.writer import moment_number
from search_app.engines.whoosh.facets import FacetCodes
from search_app.engines.whoosh.lookup import Lookup
from search_app.engines.whoosh.matching import Matcher
from search_app.engines.whoosh.ordering import Ordering
from search_app.engines.whoosh.reader import IndexReader
from search_app.engines.whoosh.scoring import LengthWeights, Weighing
from search_app.search.engine import EngineAnswer, EngineHit, EngineQuery, ScorePart
from search_app.search.partial import LEAST_SHARE, partial_units
from search_app.search.ranking import scored_units
from search_app.search.request import DateRange, Filter


def opener(analyser: Analyser) -> Callable[[Path, str], WhooshEngine]:
    """A function that opens a generation (index folder, name). Raises GenerationError where it may not be read."""

    def open_engine(index_dir: Path, name: str) -> WhooshEngine:
        manifest = read_manifest(index_dir, name)
        check_readable(manifest, WhooshStore.name, analyser.fingerprint)
        check_sizes(index_dir, manifest)
        try:
            return WhooshEngine(folder(index_dir, name), manifest, analyser)
        except Exception as error:  # Whoosh unpickles on opening, and a damaged pickle can raise anything at all
            raise DamagedGeneration(f"{name} 打不开（{error}），请 rollback 到上一代或重建索引") from error

    return open_engine


class WhooshEngine:
    """One open generation. Everything in it is read-only, so any number of threads may search at once."""

    def __init__(self, home: Path, manifest: Manifest, analyser: Analyser) -> None:
        self.manifest = manifest
        self.generation = manifest.name
        self.analyser = analyser
        self._reader = IndexReader(home)
        self._lengths = LengthWeights(self._reader)
        self._ordering = Ordering(self._reader)
        self._facets = {name: FacetCodes(self._reader, name) for name in FACETS}
        self._published = self._reader.published()

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """The articles that have one of `ids`, by id."""
        places = {article_id: doc for article_id in ids if (doc := self._reader.find(article_id)) is not None}
        return {article_id: self._reader.article(doc) for article_id, doc in places.items()}

    def search(self, query: EngineQuery) -> EngineAnswer:
        """Answer one query: masks, then scores, then the documents of the page."""
        lookup = Lookup(self._reader)
        weighing = Weighing(lookup, self._lengths)
        matcher = Matcher(lookup, query.texts, self.analyser, self._facets)
        literal = matcher.literal(query.query)
        by_words = literal if query.literal_only else matcher.by_words(query.query)
        matching = (by_words if query.literal_only else by_words | self._in_part(query, weighing)) & self._published_within(
            query.published
        )
        masks = {item: self._facets[item.name].mask(item.values, lookup.size) for item in query.filters}
        found = _under(matching, query.filters, masks)
        literal = literal & found
        return EngineAnswer(
            total=int(np.count_nonzero(found)),
            total_literal=int(np.count_nonzero(literal)),
            hits=self._hits(query, weighing, found, 2 - by_words.astype(np.int8) - literal),
            facets={
                scope.name: self._facets[scope.name].counts(_under(matching, scope.filters, masks)) for scope in query.facets
            },
        )

    def explain(self, query: EngineQuery, article_id: str) -> tuple[ScorePart, ...]:
        """The parts of an article's score."""
        doc = self._reader.find(article_id)
        if doc is None:
            return ()
        weighing = Weighing(Lookup(self._reader), self._lengths)
        return tuple(
            part
            for unit in scored_units(query.query, self.analyser, query.texts)
            if (part := weighing.part(unit, doc)) is not None
        )

    def _in_part(self, query: EngineQuery, weighing: Weighing) -> Array:
        """The articles that hold enough of a long plain query."""
        units = partial_units(query.query, self.analyser, query.texts)
        families = [tuple(unit for unit in units if unit.is_word is is_word) for is_word in (True, False)]
        shares = [weighing.shares(family) for family in families if family]
        found: Array = np.maximum.reduce([np.zeros(self._reader.size), *shares]) >= LEAST_SHARE
        return found

    def _hits(self, query: EngineQuery, weighing: Weighing, found: Array, tiers: Array) -> tuple[EngineHit, ...]:
        """The hits of the page; the tier of a literal match is 0."""
        if not query.limit:
            return ()
        scores = weighing.scores(scored_units(query.query, self.analyser, query.texts))
        places = slice(query.offset, query.offset + query.limit)
        docs = self._ordering.page(np.flatnonzero(found), query.sort, tiers, scores, places)
        return tuple(EngineHit(self._reader.id(doc), float(scores[doc]), literal=bool(tiers[doc] == 0)) for doc in docs.tolist())

    def _published_within(self, published: DateRange) -> Array:
        if published == DateRange():
            return np.ones(self._reader.size, dtype=bool)
        mask: Array = self._published != NO_NUMBER
        if published.first:
            mask &= self._published >= moment_number(datetime.combine(published.first, time.min))
        if published.last:
            mask &= self._published <= moment_number(datetime.combine(published.last, time.max))
        return mask


def _under(matching: Array, filters: tuple[Filter, ...], masks: dict[Filter, Array]) -> Array:
    """The matching documents that all `filters` leave."""
    found: Array = np.logical_and.reduce([matching, *(masks[item] for item in filters)])
    return found
