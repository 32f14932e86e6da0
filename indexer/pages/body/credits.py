"""Credits of the pieces of an issue: who wrote a piece, sent it in, or printed it first, as it is stated below it.

A credit holds for its own piece and for no other. What stands at the very end of an issue is said of its last piece where
another one is signed too, and of the whole issue elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.pages.notations.labels import Stated
from indexer.pages.roles import LabelledLine, Role
from indexer.pages.statements.header_line import read_bracketed_line

_SIGNED = frozenset((Role.CREDIT, Role.SIGNATURE, Role.SIGNING_UNIT))
_OF_ONE = frozenset((Stated.AUTHOR, Stated.CONTRIBUTOR, Stated.IGNORED))
_OF_ONE_IN_BRACKETS = _OF_ONE | {Stated.SOURCE}
_OPENING = ("(", "（")


def with_credits_of_pieces(lines: Sequence[LabelledLine]) -> tuple[LabelledLine, ...]:
    """The lines of an issue with its tail and its credits told apart: what is for all is tail, what is one piece's a credit."""
    last = _last_piece(lines)
    if not any(line.role in _SIGNED for line in lines[:last]):
        return tuple(replace(line, role=Role.TAIL) if line.role is Role.CREDIT else line for line in lines)
    if any(line.role in _SIGNED for line in lines[last:]):
        return tuple(lines)
    below = _below_text(lines)
    return tuple(
        replace(line, role=Role.CREDIT, why="a credit of the last piece") if at in below and line.role is Role.TAIL else line
        for at, line in enumerate(lines)
    )


def _last_piece(lines: Sequence[LabelledLine]) -> int:
    """Where the last piece begins; 0 in a text of one piece."""
    begins = (at for at in range(len(lines) - 1, 0, -1) if lines[at].role is Role.SECTION or lines[at].opens)
    return next(begins, 0)


def _below_text(lines: Sequence[LabelledLine]) -> range:
    """The lines right below the text that are credits of one piece."""
    text = [at for at, line in enumerate(lines) if line.role is Role.PARAGRAPH]
    first = end = text[-1] + 1 if text else len(lines)
    while end < len(lines) and (lines[end].role is Role.BLANK or _is_of_one(lines[end])):
        end += 1
    return range(first, end)


def _is_of_one(line: LabelledLine) -> bool:
    found = read_bracketed_line(line.text) if line.role is Role.TAIL else None
    fields = _OF_ONE_IN_BRACKETS if line.text.startswith(_OPENING) else _OF_ONE
    return found is not None and found.fields <= fields
