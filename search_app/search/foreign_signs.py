"""What of a query is an operator elsewhere and text here: AND and NOT of other engines, － and ｜ of a Chinese keyboard."""

from __future__ import annotations

from search_app.search.query import Query, Term, positive_leaves

_OPERATORS = frozenset(("AND", "and", "NOT", "not", "or"))
_WIDE_MINUS = "－−"  # not the dash, with which a headline may begin
_WIDE_BAR = "｜"


def foreign_operators(query: Query) -> tuple[Term, ...]:
    """The terms, of several, that are operators in other search engines and words here, each once."""
    terms = _terms(query)
    return tuple(term for term in terms if term.text in _OPERATORS) if len(terms) > 1 else ()


def wide_signs(query: Query) -> tuple[tuple[str, str], ...]:
    """The full-width signs of a query that would exclude or join if they were of half width, each once, with those."""
    terms = _terms(query)
    signs = [term.text[0] for term in terms[1:] if term.text[0] in _WIDE_MINUS and len(term.text) > 1]
    found = [(sign, "-") for sign in signs]
    found += [(_WIDE_BAR, "|") for term in terms if _WIDE_BAR in term.text.strip(_WIDE_BAR)]
    return tuple(dict.fromkeys(found))


def _terms(query: Query) -> tuple[Term, ...]:
    return tuple(leaf for leaf in positive_leaves(query) if isinstance(leaf, Term) and leaf.field is None)
