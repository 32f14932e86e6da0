"""The rule for long plain queries: a pasted headline, a sentence, a question finds articles that hold part of it.

A query of terms alone (no quotes, OR, -, brackets, prefixes) with more than MOST_REQUIRED_WORDS words in all also matches an
article that holds at least LEAST_SHARE of it: of the idf weight of its words, or of its bigrams, whichever is the larger part.

LEAST_SHARE is settled by measurement, on 3,000 questions of cmrc_drcd (`tests/benchmarks/relevance.py`, tuning part):

    least share    .10    .15    .20    .25        at .15 the held-out part has R@10 .990, MRR@10 .963;
    R@10          .993   .993   .992   .987        plain bigram BM25 has .991 and .949 over all questions
    MRR@10        .964   .964   .963   .961
    articles       243     90     35     15        matched by a question, of 3,104
"""

from __future__ import annotations

from indexer.analysis import Analyser
from search_app.search.query import And, Query, Term
from search_app.search.ranking import Unit, leaf_units

MOST_REQUIRED_WORDS = 3
LEAST_SHARE = 0.15
SHARE_DECIMALS = 9  # so that engines that add in another order agree at the threshold


def partial_units(query: Query, analyser: Analyser, texts: tuple[str, ...]) -> tuple[Unit, ...]:
    """The units a long plain query may be matched by in part; none if every word of the query is required."""
    terms = query.parts if isinstance(query, And) else (query,)
    if not all(isinstance(term, Term) and term.field is None for term in terms):
        return ()
    units = leaf_units(query, analyser, texts)
    return units if sum(unit.is_word for unit in units) > MOST_REQUIRED_WORDS else ()
