"""The rule for long plain queries: a pasted headline, a sentence, a question finds articles that hold part of it.

A query of terms alone (no quotes, OR, -, brackets, prefixes) with more than MOST_REQUIRED_WORDS words in all also matches an
article that holds at least LEAST_SHARE of it: of the idf weight of its words, or of its bigrams, whichever is the larger part.

LEAST_SHARE is settled by measurement (`tests/benchmarks/relevance.py`), this is the one place that says it.
"""

from __future__ import annotations

from indexer.analysis import Analyser
from search_app.search.query import And, Query, Term
from search_app.search.ranking import Unit, scored_units

MOST_REQUIRED_WORDS = 3
LEAST_SHARE = 0.25
SHARE_DECIMALS = 9  # so that engines that add in another order agree at the threshold


def partial_units(query: Query, analyser: Analyser, texts: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units a long plain query may be matched by in part; none if every word of the query is required."""
    terms = query.parts if isinstance(query, And) else (query,)
    if not all(isinstance(term, Term) and term.field is None for term in terms):
        return ()
    units = scored_units(query, analyser, texts)
    return units if sum(unit.is_word for unit in units) > MOST_REQUIRED_WORDS else ()
