"""The section heads of an issue: in their signs (【市州动态】), named in its contents, or behind one sign (■ 工作要闻).

A sign in front marks many a heading inside a text. It makes section heads only where the text begins with one, another has the
same sign, and every one of them stands above a headline that has its text.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.pages.lines import Line
from indexer.pages.notations.shapes import is_paragraph, marked_name, section_name
from indexer.pages.plain import squeeze

from .headlines import headline_length

_LONGEST = 40  # characters


def section_heads(lines: Sequence[Line], listed: frozenset[str]) -> dict[int, str]:
    """The index of each section head below an issue's contents -> its name. `listed` are those of the contents."""
    heads = {
        at: section_name(line.text) or line.text
        for at, line in enumerate(lines)
        if section_name(line.text) or (len(line.text) <= _LONGEST and squeeze(line.text) in listed)
    }
    return heads or _marked_heads(lines)


def _marked_heads(lines: Sequence[Line]) -> dict[int, str]:
    sign = marked_name(lines[0].text) if lines else None
    if sign is None:
        return {}
    marked = [(at, found) for at, line in enumerate(lines) if (found := marked_name(line.text)) and found.sign == sign.sign]
    are_heads = len(marked) > 1 and all(_stands_above_piece(lines, at) for at, _ in marked)
    return {at: found.name for at, found in marked} if are_heads else {}


def _stands_above_piece(lines: Sequence[Line], at: int) -> bool:
    length = headline_length(lines[at + 1 : at + 5], has_other_headings=False)
    below = at + 1 + length
    return length > 0 and marked_name(lines[at + 1].text) is None and below < len(lines) and is_paragraph(lines[below].text)
