"""Query: what a query text means, as a tree of frozen values. `parser` makes it; engines and snippets walk it.

Nothing here knows an engine, a field or a dictionary. The parser's limits keep every tree small enough to walk recursively.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every article: the empty query."""


@dataclass(frozen=True, slots=True)
class Term:
    """A plain term: matches literally or by its words. `key` is the search key of `text`, never empty.

    With `field`, only that text counts, whatever else is searched. `after` is the key of a headline's own brackets that alone
    part it from the term before, as in 修正案（十二）; it says nothing of what matches.
    """

    text: str
    key: str
    field: str | None = None
    after: str = dataclass_field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quoted phrase: matches literally only. `key` and `field` are as in Term."""

    text: str
    key: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """The articles that have in `facet` a value with one of `keys` as the search key of one of its aliases."""

    facet: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All of `parts` (at least two)."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of `parts`: at least two, or one that stood in brackets, which is no plain query (`partial`)."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The articles that `part` does not match; inside it every term is literal."""

    part: Query


Words = Term | Phrase
Leaf = Term | Phrase | Value
Query = Everything | Term | Phrase | Value | And | Or | Not


def positive_leaves(query: Query) -> tuple[Words, ...]:
    """The terms and phrases that speak for a match, in order and once each: those under no Not. They score and are marked."""
    if isinstance(query, Term | Phrase):
        return (query,)
    if isinstance(query, And | Or):
        return tuple(dict.fromkeys(leaf for part in query.parts for leaf in positive_leaves(part)))
    return ()


def prefixed(query: Query) -> int:
    """How many leaves of a query have a prefix."""
    match query:
        case And(parts) | Or(parts):
            return sum(map(prefixed, parts))
        case Not(part):
            return prefixed(part)
        case Term(field=str()) | Phrase(field=str()) | Value():
            return 1
    return 0


def plain_terms(query: Query) -> tuple[Term, ...]:
    """The terms of a query of plain terms side by side; none of any other."""
    parts = query.parts if isinstance(query, And) else (query,)
    terms = tuple(term for term in parts if isinstance(term, Term) and term.field is None)
    return terms if len(terms) == len(parts) else ()
