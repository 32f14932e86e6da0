"""Suggestions: where a search finds nothing, others that find something. What a query matches stays as it is.

Words that no article holds together, a phrase quoted wrongly or a filter that was forgotten need not be a dead end. The engine is
asked for totals only, 6 + 2 * MOST_WORDS times at most and for `pieces`, and never where there is a hit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter

from indexer.analysis import search_key
from indexer.errors import QueryTooLarge
from search_app.search.asking import ALL_TEXTS, as_read
from search_app.search.engine import Engine, EngineQuery, FacetScope
from search_app.search.foreign_signs import foreign_operators
from search_app.search.interrogatives import INTERROGATIVES
from search_app.search.narrowing import offered, total
from search_app.search.parser import parse
from search_app.search.pieces import pieces
from search_app.search.prefixes import FACET_NAMES, is_bare
from search_app.search.query import Everything, Phrase, Query, Value, Words, positive_leaves
from search_app.search.request import DateRange, Match, Scope, SearchRequest
from search_app.search.results import Offer
from search_app.search.scanner import SIGNS

MOST_WORDS = 6
NAMED_FACETS = ("source", "series")  # those whose values are names that a reader may know in part
_SIGNS = re.compile(rf"[{re.escape(SIGNS)}]|(?<!\S)-+|(?<!\S)OR(?!\S)")


def suggestions(engine: Engine, asked: EngineQuery, request: SearchRequest, typed: SearchRequest) -> tuple[Offer, ...]:
    """Searches that find something, given one (`asked`, for `request`, as `typed` is read) that finds nothing.

    The same query without what narrows it down. Then, no wider: the same words without quotes, other signs and operators of other
    search engines; else the terms, or else the pieces of them, that are found: together, each by itself, those of fewest articles
    first, and any of them. For a prefix that names no value, the values that hold what it names.
    """
    return (*_wider(engine, asked, request, typed), *_otherwise(engine, asked, request))


def _wider(engine: Engine, asked: EngineQuery, request: SearchRequest, typed: SearchRequest) -> tuple[Offer, ...]:
    """The same query without filters and dates, in all texts, or with all matches: each that is another search.

    In other texts what was typed may be read otherwise: prose that no title holds by the letter may stand so in a body.
    """
    first = replace(request, page=1)
    anywhere = as_read(engine, replace(typed, scope=Scope.ALL, page=1))
    ways = (
        ("不限年份、作者等", replace(first, filters=(), published=DateRange()), asked),
        ("不只搜标题", anywhere, replace(asked, texts=ALL_TEXTS)),
        ("不只看完整匹配", replace(first, match=Match.WORDS), replace(asked, literal_only=False)),
    )
    return tuple(offer for label, wider, query in ways if wider != first for offer in offered(engine, query, wider, label))


def _otherwise(engine: Engine, asked: EngineQuery, request: SearchRequest) -> tuple[Offer, ...]:
    """The same words as other queries."""
    leaves = positive_leaves(request.query)
    foreign = foreign_operators(request.query)
    terms = list(filter(None, dict.fromkeys(_plain(leaf) for leaf in leaves if leaf not in foreign)))
    together = " ".join(terms)

    def found(texts: Iterable[str]) -> list[Offer]:
        queries = [(text, query) for text in texts if (query := _parsed(text)) not in (None, request.query)]
        requests = [replace(request, text=text, query=query, page=1) for text, query in queries]
        return [offer for item in requests for offer in offered(engine, asked, item, item.text)]

    def holds(text: str) -> bool:
        return total(engine, asked, replace(request, query=Phrase(text, search_key(text)))) > 0

    if isinstance(request.query, Value):
        return tuple(found(_values_like(engine, asked, request.query)))
    if whole := found([together]):
        return tuple(whole)
    single = found(_several(terms)) or found(list(filter(_names, dict.fromkeys(pieces(together, holds))))[:MOST_WORDS])
    if len(single) < 2:
        return tuple(single)
    rarest_first = sorted(single, key=attrgetter("total"))
    all_of_them = found([" ".join(offer.label for offer in single)])
    both = [offer for offer in all_of_them if offer.total <= rarest_first[0].total]  # more would be of a long query's rule
    return (*both, *rarest_first, *found([" OR ".join(offer.label for offer in rarest_first)]))


def _values_like(engine: Engine, asked: EngineQuery, leaf: Value) -> list[str]:
    """Queries for values, those of most articles first, that hold what a prefix names: 来源:澜川 names none, 澜川日报 is one."""
    key = "".join(leaf.keys)
    if leaf.facet not in NAMED_FACETS:
        return []
    every = FacetScope(leaf.facet, asked.filters)
    counts = engine.search(replace(asked, query=Everything(), offset=0, limit=0, facets=(every,))).facets[leaf.facet].values
    like = sorted((item for item in counts if key in search_key(item[0])), key=itemgetter(1), reverse=True)
    return [_asking_for(leaf.facet, value) for value, _ in like[:MOST_WORDS]]


def _asking_for(facet: str, value: str) -> str:
    """A query text for the articles that have a value, in quotes if it needs them."""
    prefix = next(name for name, named in FACET_NAMES.items() if named == facet)
    plain = f"{prefix}:{value}"
    quoted = value.replace('"', '""')
    return plain if _parsed(plain) == Value(facet, (search_key(value),)) else f'{prefix}:"{quoted}"'


def _parsed(text: str) -> Query | None:
    """What a text means; None where that is nothing, or too large: signs taken out of a phrase leave many terms."""
    try:
        return parse(text) if search_key(text) else None
    except QueryTooLarge:
        return None


def _plain(leaf: Words) -> str:
    """A term or phrase without anything that the query language could take for an operator; of 作者： alone nothing."""
    if is_bare(leaf.text):
        return ""
    return " ".join(_SIGNS.sub(" ", leaf.text).split())


def _several(texts: Sequence[str]) -> list[str]:
    """Texts to try one by one: the first MOST_WORDS of two characters or more; none where there is nothing to choose from."""
    return [text for text in dict.fromkeys(texts) if _names(text)][:MOST_WORDS] if len(texts) > 1 else []


def _names(text: str) -> bool:
    """Whether a text by itself is anything to look for."""
    return len(text) > 1 and text not in INTERROGATIVES
