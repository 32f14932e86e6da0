"""What of a query is an operator elsewhere and text here: AND and NOT of other engines, － and ｜ of a Chinese keyboard."""

from __future__ import annotations

import re

from search_app.search.query import Query, Term, positive_leaves

_OPERATORS = frozenset(("AND", "and", "NOT", "not", "or"))
_WIDE_MINUS = "－−"  # not the dash, with which a headline may begin
_WIDE_BAR = "｜"


def foreign_operators(query: Query) -> tuple[Term, ...]:
    """The terms, of several, that are operators in other search engines and words here, each once."""
    terms = _terms(query)
    return tuple(term for term in terms if term.text in _OPERATORS) if len(terms) > 1 else ()


def wide_signs(text: str, query: Query) -> tuple[tuple[str, str], ...]:
    """The full-width signs of a query, typed as `text`, that would exclude or join if they were of half width, each once with
    the one of half width."""
    typed = [term.text for term in _terms(query)]
    behind_space = [term for term in typed if re.search(rf"\S\s+{re.escape(term)}", text)]
    found = [(term[0], "-") for term in behind_space if term[0] in _WIDE_MINUS and len(term) > 1]
    found += [(_WIDE_BAR, "|") for term in typed if _WIDE_BAR in term.strip(_WIDE_BAR)]
    return tuple(dict.fromkeys(found))


def _terms(query: Query) -> tuple[Term, ...]:
    return tuple(leaf for leaf in positive_leaves(query) if isinstance(leaf, Term) and leaf.field is None)
