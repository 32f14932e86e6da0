"""Pasted prose: a headline or a question whose own quotes and brackets were not meant as the query language.

谁主张「日本是单一民族」？ asks by the letter for articles that hold exactly what is quoted and every other word. Where none
does, the whole is read once more as plain text (docs/adr/0023-headlines-and-questions.md). Not so where the language was
meant: quotes alone, a prefix, an exclusion, quotes and brackets that stand apart from other words.
"""

from __future__ import annotations

from dataclasses import replace

from indexer.analysis import Analyser
from indexer.errors import QueryTooLarge
from search_app.search.parser import parse
from search_app.search.partial import partial_units
from search_app.search.query import And, Or, Phrase, Query, Term, positive_leaves
from search_app.search.request import SearchRequest
from search_app.search.scanner import SIGNS, touches_words

_BLANKED = str.maketrans(dict.fromkeys(SIGNS, " "))


def read_as_text(request: SearchRequest, analyser: Analyser, texts: tuple[str, ...]) -> SearchRequest | None:
    """The same request with its signs read as nothing; None where they may have been meant, or where it is no long query."""
    if not touches_words(request.text) or not _is_prose(request.query):
        return None
    try:
        plain = parse(request.text.translate(_BLANKED))
    except QueryTooLarge:
        return None
    return replace(request, query=plain) if partial_units(plain, analyser, texts) else None


def _is_prose(query: Query) -> bool:
    """Whether a query has words outside its quotes, and neither prefix nor exclusion."""
    return _has_no_demands(query) and any(isinstance(leaf, Term) for leaf in positive_leaves(query))


def _has_no_demands(query: Query) -> bool:
    match query:
        case And(parts) | Or(parts):
            return all(map(_has_no_demands, parts))
        case Term(field=None) | Phrase(field=None):
            return True
    return False
