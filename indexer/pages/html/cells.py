"""Labels that stand in a cell of their own, their values in the next cell or in the row below, as offices lay out headers.

    发布日期 | 2023-10-08 | 来源 | 省方志馆            发布日期 | 来源
                                                  2023-10-08 | 省方志馆

Says which nodes are such labels; how their lines are written is the reader's business. Looks at a few nodes only, for a cell of
an old page may hold the whole page.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from indexer.pages.notations.labels import NOTATIONS
from indexer.pages.plain import plain, squeeze

CELLS = frozenset(("td", "th", "dt", "dd"))
INLINE = frozenset(("span", "em", "b", "strong", "label", "i", "font"))
_MOST_NODES = 12
_LONGEST_LABEL = 12
_LONGEST_PAIR = 60
_FEWEST_COLUMNS = 2
_SIGNS = frozenset("。:")  # a sentence, or a label that has its colon already


def cell_label(node: LexborNode) -> str | None:
    """The label that is all of a cell's text, without its colon; None for any other cell."""
    text = _short_text(node, _LONGEST_LABEL)
    name = squeeze(text).rstrip(":") if text else ""
    return name if name in NOTATIONS else None


def inline_label(node: LexborNode) -> str | None:
    """The label that an inline element holds where it opens a short block: 来源 in <li><span>来源</span><span>X</span></li>."""
    parent = node.parent
    if parent is None or not all(map(_is_blank, _before(node))):
        return None
    name = cell_label(node)
    pair = _short_text(parent, _LONGEST_PAIR) if name is not None else None
    return name if pair is not None and len(squeeze(pair)) > len(name or "") and not _SIGNS & set(plain(pair)) else None


def paired_rows(row: LexborNode) -> tuple[LexborNode, list[tuple[str, str]]] | None:
    """Of a row of nothing but labels: the row of values below it, and the pairs the two make."""
    below = _next_row(row)
    if below is None:
        return None
    labels = [cell_label(cell) for cell in _cells(row)]
    if len(labels) < _FEWEST_COLUMNS or None in labels:
        return None
    values = [_short_text(cell, _LONGEST_PAIR) for cell in _cells(below)]
    if len(values) != len(labels) or None in values:
        return None
    pairs = [
        (label, value.strip()) for label, value in zip(labels, values, strict=True) if label is not None and value is not None
    ]
    return None if any(squeeze(value).rstrip(":") in NOTATIONS for _, value in pairs) else (below, pairs)


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    child = row.child
    while child is not None:
        if child.tag in CELLS:
            yield child
        child = child.next


def _next_row(row: LexborNode) -> LexborNode | None:
    at = row.next
    while at is not None and at.tag != "tr":
        at = at.next
    return at


def _before(node: LexborNode) -> Iterator[LexborNode]:
    at = node.prev
    for _ in range(_MOST_NODES):
        if at is None:
            return
        yield at
        at = at.prev


def _is_blank(node: LexborNode) -> bool:
    text = node.text_content if node.is_text_node else _short_text(node, 1)
    return text is not None and not text.strip()


def _short_text(node: LexborNode, longest: int) -> str | None:
    """All text of a node, if it is short and stands in few nodes."""
    parts: list[str] = []
    left, length = _MOST_NODES, 0
    pending = [node.child] if node.child is not None else []
    while pending:
        at = pending.pop()
        left -= 1
        if left < 0 or length > longest:
            return None
        if at.next is not None:
            pending.append(at.next)
        if at.is_text_node:
            text = at.text_content or ""
            length += len(text.strip())
            parts.append(text)
        elif at.child is not None:
            pending.append(at.child)
    return "".join(parts) if length <= longest else None
