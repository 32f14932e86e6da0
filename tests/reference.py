"""The meaning of a search, in plain Python: no index, no arrays, no cleverness. Engines are held to what this answers.

It shares with the program only what is not an engine's business: the analysis, the parsed query, the table of fields and the
constants of the ranking. Time grows with the whole corpus at every query.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from indexer.analysis import Analyser, search_key
from indexer.article import Article, published_at
from indexer.fields import FACETS, TEXTS, field_text
from indexer.generation import Manifest
from search_app.search.engine import EngineAnswer, EngineHit, EngineQuery, FacetCounts, FacetScope, ScorePart
from search_app.search.facets import place_key
from search_app.search.partial import LEAST_SHARE, SHARE_DECIMALS, partial_units
from search_app.search.query import And, Everything, Not, Or, Phrase, Query, Term, Value
from search_app.search.ranking import K1, RECENT_HALF_LIFE, SCORE_DECIMALS, Unit, readings, scored_units
from search_app.search.request import DateRange, Filter, Sort

ROLES = {item.name: item.text for item in TEXTS}


@dataclass
class Known:
    """One article with its texts cut up: search keys of paragraphs, counts of words and of grams, by text."""

    article: Article
    keys: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, Counter[str]] = field(default_factory=dict)
    grams: dict[str, Counter[str]] = field(default_factory=dict)


def listed_counts(counts: Mapping[str, int], scope: FacetScope) -> FacetCounts:
    """What an engine answers to a scope, given the counts of all values above 0.

    By place: the first `most`, as they are listed, and those that are ticked.
    """
    role = FACETS[scope.name]
    place = place_key(role)
    by_place = sorted(counts.items(), key=lambda item: place(item[0]))
    listed = by_place if role.order == "newest" else sorted(by_place, key=lambda item: -item[1])
    first = set(listed[: scope.most])
    kept = [item for item in by_place if item in first or not set(role.aliases(item[0])).isdisjoint(scope.ticked)]
    return FacetCounts(tuple(kept), more=len(counts) - len(kept))


class ReferenceEngine:
    """An Engine over a list of articles with distinct ids."""

    def __init__(self, articles: Sequence[Article], analyser: Analyser, generation: str = "reference") -> None:
        self.analyser = analyser
        self.generation = generation
        self.manifest = Manifest(
            generation, "2024-01-01T00:00:00+00:00", len(articles), 0, "reference", analyser.fingerprint, "", {}
        )
        self._known = [self._read(article) for article in articles]

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        return {known.article.id: known.article for known in self._known if known.article.id in ids}

    def explain(self, query: EngineQuery, ids: Sequence[str]) -> dict[str, tuple[ScorePart, ...]]:
        return {known.article.id: self._parts(query, known) for known in self._known if known.article.id in ids}

    def _parts(self, query: EngineQuery, known: Known) -> tuple[ScorePart, ...]:
        units = scored_units(query.query, self.analyser, query.texts)
        parts = [self._explained(known, unit) for unit in units if any(count(known, unit, text) for text in unit.texts)]
        bonus = query.recency * self._freshness(known.article)
        if parts and bonus:
            added = bonus * sum(part.added for part in parts)
            parts.append(ScorePart("", "recent", {}, self._freshness(known.article), query.recency, added))
        return tuple(parts)

    def _freshness(self, article: Article) -> float:
        moments = [moment for known in self._known if (moment := published_at(known.article.published))]
        moment = published_at(article.published)
        return 0.5 ** ((max(moments) - moment) / RECENT_HALF_LIFE) if moment else 0.0

    def _explained(self, known: Known, unit: Unit) -> ScorePart:
        counts = {text: times for text in unit.texts if (times := count(known, unit, text))}
        added = unit.factor * self._part(known, unit)
        return ScorePart(unit.text, unit.kind, counts, self._frequency(known, unit), self._idf(unit), added)

    def search(self, query: EngineQuery) -> EngineAnswer:
        matching = [known for known in self._known if self._matches(known, query)]
        found = [known for known in matching if passes(known.article, query.filters)]
        literal = {known.article.id for known in found if self._holds(known, query.query, query.texts, literal=True)}
        tiers = {known.article.id: self._tier(known, query) for known in found}
        scores = {known.article.id: self._score(known, query) for known in found}
        ordered = sorted(found, key=lambda known: order_key(known.article, query.sort, tiers, scores))
        return EngineAnswer(
            total=len(found),
            total_literal=len(literal),
            hits=tuple(
                EngineHit(known.article.id, scores[known.article.id], known.article.id in literal)
                for known in ordered[query.offset : query.offset + query.limit]
            ),
            facets={
                scope.name: listed_counts(
                    Counter(
                        value
                        for known in matching
                        if passes(known.article, scope.filters)
                        for value in set(FACETS[scope.name].values(known.article))
                    ),
                    scope,
                )
                for scope in query.facets
            },
        )

    def _read(self, article: Article) -> Known:
        known = Known(article)
        for item in TEXTS:
            paragraphs = field_text(article, item.name).split("\n")
            keys = [search_key(paragraph) for paragraph in paragraphs]
            known.keys[item.name] = keys
            known.words[item.name] = Counter(word for paragraph in paragraphs for word in self.analyser.words(paragraph))
            known.grams[item.name] = Counter(
                key[i : i + size] for key in keys for size in (1, 2) for i in range(len(key) - size + 1)
            )
        return known

    def _matches(self, known: Known, query: EngineQuery) -> bool:
        if not in_range(known.article, query.published):
            return False
        by_words = self._holds(known, query.query, query.texts, literal=query.literal_only)
        return by_words or (not query.literal_only and self._holds_part(known, query))

    def _tier(self, known: Known, query: EngineQuery) -> int:
        """0: every term stands literally; 1: every word stands; 2: part of a long query does."""
        if self._holds(known, query.query, query.texts, literal=True):
            return 0
        return 1 if self._holds(known, query.query, query.texts, literal=False) else 2

    def _holds_part(self, known: Known, query: EngineQuery) -> bool:
        units = partial_units(query.query, self.analyser, query.texts)
        families = [[unit for unit in units if unit.is_word], [unit for unit in units if not unit.is_word]]
        return any(self._share(known, family) >= LEAST_SHARE for family in families if family)

    def _share(self, known: Known, units: Sequence[Unit]) -> float:
        """The part of the units' idf weight that an article holds."""
        weights = {unit: self._idf(unit) for unit in units}
        named = {unit: weight for unit, weight in weights.items() if not unit.asks}
        held = sum(weight for unit, weight in named.items() if any(count(known, unit, text) for text in unit.texts))
        return round(held / sum(weights.values()), SHARE_DECIMALS)

    def _holds(self, known: Known, query: Query, texts: Sequence[str], *, literal: bool) -> bool:
        match query:
            case Everything():
                return True
            case And(parts):
                return all(self._holds(known, part, texts, literal=literal) for part in parts)
            case Or(parts):
                return any(self._holds(known, part, texts, literal=literal) for part in parts)
            case Not(part):
                return not self._holds(known, part, texts, literal=True)
            case Value(facet, keys):
                role = FACETS[facet]
                return any(search_key(name) in keys for value in role.values(known.article) for name in role.aliases(value))
            case Term() | Phrase():
                texts = (query.field,) if query.field else texts
                if any(query.key in key for text in texts for key in known.keys[text]):
                    return True
                if literal or isinstance(query, Phrase):
                    return False
                return any(
                    all(any(known.words[text][word] for text in texts) for word in words)
                    for words in readings(query, self.analyser)
                )

    def _score(self, known: Known, query: EngineQuery) -> float:
        units = scored_units(query.query, self.analyser, query.texts)
        score = sum(unit.factor * self._part(known, unit) for unit in units)
        return round(score * (1 + query.recency * self._freshness(known.article)), SCORE_DECIMALS)

    def _part(self, known: Known, unit: Unit) -> float:
        frequency = self._frequency(known, unit)
        return self._idf(unit) * frequency / (K1 + frequency)

    def _frequency(self, known: Known, unit: Unit) -> float:
        frequency = 0.0
        for text in unit.texts:
            times = count(known, unit, text)
            if times:
                role = ROLES[text]
                mean = sum(length(other, unit, text) for other in self._known) / len(self._known)
                frequency += role.weight * times / (1 - role.b + role.b * length(known, unit, text) / mean)
        return frequency

    def _idf(self, unit: Unit) -> float:
        holders = sum(any(count(other, unit, text) for text in unit.texts) for other in self._known)
        return math.log(1 + (len(self._known) - holders + 0.5) / (holders + 0.5))


def count(known: Known, unit: Unit, text: str) -> int:
    """How often a unit stands in one text of an article."""
    return (known.words if unit.is_word else known.grams)[text][unit.text]


def length(known: Known, unit: Unit, text: str) -> int:
    """A text's length: its index words, or the characters of its keys."""
    return sum(known.words[text].values()) if unit.is_word else sum(map(len, known.keys[text]))


def passes(article: Article, filters: Sequence[Filter]) -> bool:
    """Whether an article has, for every filter, one of its values (or of their aliases)."""
    return all(
        any(alias in item.values for value in FACETS[item.name].values(article) for alias in FACETS[item.name].aliases(value))
        for item in filters
    )


def in_range(article: Article, published: DateRange) -> bool:
    """Whether the day of publication lies in the range; without a date, only in the range that is open at both ends."""
    if published == DateRange():
        return True
    if article.published is None:
        return False
    day = published_at(article.published).date()
    return (published.first or date.min) <= day <= (published.last or date.max)


def order_key(article: Article, sort: Sort, tiers: dict[str, int], scores: dict[str, float]) -> tuple:
    """Ascending sort key: the order of results, ties by newest, then id."""
    moment = published_at(article.published)
    epoch = (moment - datetime(1, 1, 1)) // timedelta(microseconds=1) if moment else 0
    newest = (moment is None, -epoch, article.id)
    if sort is Sort.RELEVANCE:
        return (tiers[article.id], -scores[article.id], *newest)
    return newest if sort is Sort.NEWEST else (moment is None, epoch, article.id)
