"""The query language: parse(text) -> Query. docs/adr gives the grammar and its reasons.

Only a query beyond the limits is refused; whatever is malformed is searched as text (`scanner`).

    alternatives := sequence ( OR sequence )*        OR binds looser than standing side by side
    sequence     := operand+
    operand      := [-] ( [prefix] leaf | "(" alternatives ")" )
"""

from __future__ import annotations

from itertools import accumulate

from indexer.errors import QueryTooLarge
from search_app.search.query import And, Everything, Leaf, Not, Or, Query, Term
from search_app.search.scanner import CLOSE, MINUS, OPEN, OR, Token, tokens

MOST_CHARACTERS = 200
MOST_LEAVES = 16
MOST_DEPTH = 8


def parse(text: str) -> Query:
    """The meaning of a raw query text. Raises QueryTooLarge past 200 characters, 16 leaves or 8 nested brackets."""
    if len(text) > MOST_CHARACTERS:
        raise QueryTooLarge(f"检索词最多 {MOST_CHARACTERS} 个字，现有 {len(text)} 个字，请缩短")
    found = tokens(text)
    leaves = sum(isinstance(token, Leaf) for token in found)
    if leaves > MOST_LEAVES:
        raise QueryTooLarge(f"检索词用空格、引号隔开的最多 {MOST_LEAVES} 段，现有 {leaves} 段，请减少；整句话不必隔开")
    depth = _depth(found)
    if depth > MOST_DEPTH:
        raise QueryTooLarge(f"括号最多嵌套 {MOST_DEPTH} 层，现有 {depth} 层，请简化")
    query, _ = _alternatives(found, 0)
    if query is not None and OPEN in found:
        return _grouped(query)
    return query or Everything()


def _grouped(query: Query) -> Query:
    """A query with brackets that group: terms alone stand in an Or of their own then, for they are no plain query."""
    parts = query.parts if isinstance(query, And) else (query,)
    return Or((query,)) if all(isinstance(part, Term) for part in parts) else query


def _depth(found: list[Token]) -> int:
    depths = accumulate((token == OPEN) - (token == CLOSE) for token in found)
    return max(depths, default=0)


def _alternatives(found: list[Token], i: int) -> tuple[Query | None, int]:
    sequences: list[Query] = []
    while True:
        sequence, i = _sequence(found, i)
        if sequence is not None:
            sequences.append(sequence)
        if i >= len(found) or found[i] != OR:
            return _joined(Or, sequences), i
        i += 1


def _sequence(found: list[Token], i: int) -> tuple[Query | None, int]:
    parts: list[Query] = []
    while i < len(found) and found[i] not in (OR, CLOSE):
        part, i = _operand(found, i)
        if part is not None:
            parts.append(part)
    return _joined(And, parts), i


def _operand(found: list[Token], i: int) -> tuple[Query | None, int]:
    token = found[i]
    if token == MINUS:
        part, i = _operand(found, i + 1) if i + 1 < len(found) else (None, i + 1)
        return (Not(part) if part is not None else None), i
    if token == OPEN:
        group, i = _alternatives(found, i + 1)
        return group, i + 1
    return (token if isinstance(token, Leaf) else None), i + 1


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return kind(tuple(parts))
