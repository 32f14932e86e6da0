"""WhooshEngine: the port `search_app.search.engine.Engine` on one published Whoosh index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from pathlib import Path

import numpy as np

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.generation import Manifest
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.columns import NO_NUMBER, moment_number
from search_app.engines.whoosh.facets import FacetTable
from search_app.engines.whoosh.found import Found
from search_app.engines.whoosh.lookup import Lookup, text_places
from search_app.engines.whoosh.matching import Matcher
from search_app.engines.whoosh.ordering import Ordering
from search_app.engines.whoosh.reader import IndexReader
from search_app.engines.whoosh.scoring import Weighing
from search_app.engines.whoosh.weights import LengthWeights
from search_app.search.engine import EngineAnswer, EngineHit, EngineQuery, FacetCounts, FacetScope, ScorePart
from search_app.search.partial import LEAST_SHARE, partial_units
from search_app.search.ranking import SCORE_DECIMALS, Unit, scored_units
from search_app.search.request import DateRange, Filter, Sort

_ANY_TIME = DateRange()


class WhooshEngine:
    """One open generation. Everything in it is read-only, so any number of threads may search at once."""

    def __init__(self, home: Path, manifest: Manifest, analyser: Analyser) -> None:
        self.manifest = manifest
        self.generation = manifest.name
        self.analyser = analyser
        self._reader = IndexReader(home)
        self._lengths = LengthWeights(self._reader)
        self._published = self._reader.published()
        self._ordering = Ordering(self._reader, self._published)
        self._facets = FacetTable(self._reader)
        self._prepare()

    def _prepare(self) -> None:
        """Make what is made once when it is first used: a twentieth of a second that no reader should have to wait for."""
        _ = self._lengths.narrow
        self._ordering.prepare()
        self._facets.prepare()

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """The articles that have one of `ids`, by id."""
        docs = [doc for doc in self._reader.find(ids) if doc is not None]
        return {article.id: article for article in self._reader.articles(docs)}

    def search(self, query: EngineQuery) -> EngineAnswer:
        """Answer one query: masks, then the documents that match, then scores where the page needs them."""
        lookup = Lookup(self._reader)
        weighing = Weighing(lookup, self._lengths, scored_units(query.query, self.analyser, query.texts))
        matcher = Matcher(lookup, text_places(query.texts), self.analyser, self._facets)
        literal = matcher.literal(query.query)
        by_words = literal if query.literal_only else matcher.by_words(query.query)
        matching = self._dated(by_words if query.literal_only else self._or_in_part(by_words, query, weighing), query.published)
        selection = Selection(matching, self._facets)
        found = selection.found(query.filters)
        total = len(found.docs)
        total_literal = total if matching is literal else int(np.count_nonzero(literal & found.mask))
        tiers = () if total_literal == total else (literal, by_words)
        docs, scores = self._hits(query, weighing, found.docs, tiers)
        hits = zip(self._reader.ids_of(docs), scores.tolist(), literal.take(docs).tolist(), strict=True)
        return EngineAnswer(
            total=total,
            total_literal=total_literal,
            hits=tuple([EngineHit(*hit) for hit in hits]),
            facets=self._counts(query.facets, selection),
        )

    def explain(self, query: EngineQuery, ids: Sequence[str]) -> dict[str, tuple[ScorePart, ...]]:
        """The parts of the scores of articles."""
        units = scored_units(query.query, self.analyser, query.texts)
        weighing = Weighing(Lookup(self._reader), self._lengths, units)
        docs = zip(ids, self._reader.find(ids), strict=True)
        return {article_id: self._parts(query, weighing, units, doc) for article_id, doc in docs if doc is not None}

    def _parts(self, query: EngineQuery, weighing: Weighing, units: Sequence[Unit], doc: int) -> tuple[ScorePart, ...]:
        parts = tuple(part for unit in units if (part := weighing.part(unit, doc)) is not None)
        fresh = float(self._ordering.freshness[doc])
        bonus = query.recency * fresh * sum(part.added for part in parts)
        return (*parts, ScorePart("", "recent", {}, fresh, query.recency, bonus)) if bonus else parts

    def _counts(self, scopes: Sequence[FacetScope], selection: Selection) -> dict[str, FacetCounts]:
        """The counts of every scope; those under the same filters are counted together."""
        by_filters: defaultdict[tuple[Filter, ...], list[FacetScope]] = defaultdict(list)
        for scope in scopes:
            by_filters[scope.filters].append(scope)
        counts: dict[str, FacetCounts] = {}
        for filters, under in by_filters.items():
            counts.update(self._facets.counts(selection.found(filters), under))
        return counts

    def _or_in_part(self, by_words: Array, query: EngineQuery, weighing: Weighing) -> Array:
        """The articles of `by_words`, and those that hold enough of a long plain query."""
        units = partial_units(query.query, self.analyser, query.texts)
        families = [tuple(unit for unit in units if unit.is_word is is_word) for is_word in (True, False)]
        found = by_words
        for family in families:
            if family:
                found = found | weighing.sharing(family, LEAST_SHARE)
        return found

    def _hits(self, query: EngineQuery, weighing: Weighing, found: Array, tiers: tuple[Array, ...]) -> tuple[Array, Array]:
        """The documents of the page and their scores, in order."""
        if query.sort is Sort.RELEVANCE:
            return self._best_hits(query, weighing, found, tiers)
        if not query.limit:
            return found[:0], np.zeros(0)
        docs = self._ordering.by_date(found, query.sort, slice(query.offset, query.offset + query.limit))
        scores = weighing.scores(docs)
        if (preference := self._ordering.preference(query.recency)) is not None:
            scores *= preference[docs]
        return docs, scores.round(SCORE_DECIMALS)

    def _best_hits(self, query: EngineQuery, weighing: Weighing, found: Array, tiers: tuple[Array, ...]) -> tuple[Array, Array]:
        """By relevance: tier after tier until the page is full, so that a tier that is not reached is never scored."""
        first, left = query.offset, query.limit
        pages: list[tuple[Array, Array]] = []
        for docs in _tiers(found, tiers):
            if not left:
                break
            if first < len(docs):
                reach, unrounded = weighing.best(docs, first + left, self._ordering.preference(query.recency))
                scores = unrounded.round(SCORE_DECIMALS)
                if len(docs) > 1:  # to sort one costs as much as to sort many
                    at = self._ordering.by_score(reach, scores, slice(first, first + left))
                    reach, scores = reach.take(at), scores.take(at)
                pages.append((reach, scores))
                left -= len(reach)
            first = max(first - len(docs), 0)
        if len(pages) == 1:
            return pages[0]
        pages.append((found[:0], np.zeros(0)))
        return np.concatenate([docs for docs, _ in pages]), np.concatenate([scores for _, scores in pages])

    def _dated(self, matching: Array, published: DateRange) -> Array:
        """What of `matching` was published in the range."""
        if published == _ANY_TIME:
            return matching
        mask: Array = matching & (self._published != NO_NUMBER)
        if published.first:
            mask &= self._published >= moment_number(datetime.combine(published.first, time.min))
        if published.last:
            mask &= self._published <= moment_number(datetime.combine(published.last, time.max))
        return mask


def _tiers(found: Array, tiers: tuple[Array, ...]) -> Iterator[Array]:
    """What of `found` is in the first tier (a mask), what else in the next, and the rest; each worked out when asked for."""
    for tier in tiers:
        held = tier.take(found)
        if held.all():
            break
        yield found[held]
        found = found[~held]
    yield found


class Selection:
    """The matching documents under different filters; each combination is worked out once."""

    def __init__(self, matching: Array, facets: FacetTable) -> None:
        self._matching = matching
        self._facets = facets
        self._masks: dict[Filter, Array] = {}
        self._found: dict[frozenset[Filter], Found] = {}

    def found(self, filters: tuple[Filter, ...]) -> Found:
        """The matching documents that all `filters` leave."""
        chosen = frozenset(filters)
        if chosen not in self._found:
            mask = self._matching
            for item in chosen:
                mask = mask & self._mask(item)
            self._found[chosen] = Found.of(mask)
        return self._found[chosen]

    def _mask(self, item: Filter) -> Array:
        if item not in self._masks:
            self._masks[item] = self._facets.mask(item.name, item.values)
        return self._masks[item]
