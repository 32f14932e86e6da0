"""Suggestions: where a search finds nothing, others that find something. What a query matches stays as it is.

Words that no article holds together, or a phrase quoted wrongly, need not be a dead end. The engine is asked for totals only,
2 + 2 * MOST_WORDS times at most, and never where there is a hit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.analysis import HAN, Analyser, grams, search_key
from indexer.errors import QueryTooLarge
from search_app.search.engine import Engine, EngineQuery
from search_app.search.parser import parse
from search_app.search.query import Query, Words, positive_leaves
from search_app.search.request import SearchRequest
from search_app.search.results import Offer
from search_app.search.scanner import SIGNS

MOST_WORDS = 6
_SIGNS = re.compile(rf"[{re.escape(SIGNS)}]|(?<!\S)-+|(?<!\S)OR(?!\S)")
_UNDIVIDED = re.compile(rf"[{HAN}]{{3,4}}")


def suggestions(engine: Engine, asked: EngineQuery, request: SearchRequest) -> tuple[Offer, ...]:
    """Searches that find something, given one (`asked`, for `request`) that finds nothing.

    The same words without quotes and other signs; where that is no help, each word by itself, those of fewest articles first,
    and any of them. Filters, dates, scope and the way of matching stay.
    """
    leaves = positive_leaves(request.query)
    terms = list(dict.fromkeys(_plain(leaf) for leaf in leaves))
    together = " ".join(terms)

    def found(texts: Iterable[str]) -> list[Offer]:
        queries = [(text, query) for text in texts if (query := _parsed(text)) not in (None, request.query)]
        requests = [replace(request, text=text, query=query, page=1) for text, query in queries]
        offers = [Offer(item.text, _total(engine, asked, item), item) for item in requests]
        return [offer for offer in offers if offer.total]

    if whole := found([together]):
        return tuple(whole)
    single = found(_several(terms)) or found(_several(_parts(leaves, engine.analyser)))
    single.sort(key=lambda offer: offer.total)
    either = [" OR ".join(offer.label for offer in single)] if len(single) > 1 else []
    return (*single, *found(either))


def _parsed(text: str) -> Query | None:
    """What a text means; None where that is nothing, or too large: signs taken out of a phrase leave many terms."""
    try:
        return parse(text) if search_key(text) else None
    except QueryTooLarge:
        return None


def _total(engine: Engine, asked: EngineQuery, request: SearchRequest) -> int:
    return engine.search(replace(asked, query=request.query, offset=0, limit=0, facets=())).total


def _plain(leaf: Words) -> str:
    """A term or phrase without anything that the query language could take for an operator."""
    return " ".join(_SIGNS.sub(" ", leaf.text).split())


def _several(texts: Sequence[str]) -> list[str]:
    """Texts to try one by one: the first MOST_WORDS of two characters or more; none where there is nothing to choose from."""
    return [text for text in dict.fromkeys(texts) if len(text) > 1][:MOST_WORDS] if len(texts) > 1 else []


def _parts(leaves: Sequence[Words], analyser: Analyser) -> list[str]:
    """The words of terms; of a short one that is a single word, like 省志办, its pairs of characters."""
    found: list[str] = []
    for leaf in leaves:
        words = max(analyser.query_words(leaf.text), analyser.accurate_words(leaf.text), key=len)
        found += grams(words[0]) if len(words) == 1 and _UNDIVIDED.fullmatch(words[0]) else words
    return found
