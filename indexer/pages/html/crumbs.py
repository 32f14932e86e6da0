"""Breadcrumbs without written separators: links and list items side by side, parted by a template's style or by pictures.

Only what says 当前位置 or begins at the home page is one, and is named so or is a short <ol>;
where separators are written, the text is read as it stands.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from indexer.pages.plain import plain
from indexer.pages.statements.breadcrumb import begins_at_home, has_position_label, is_short_path

from .tags import SKIPPED, names_of

_HOLDERS = frozenset(("div", "dl", "nav", "ol", "p", "section", "span", "td", "ul"))
_ORDERED = "ol"  # menus are <ul>
_PARTS = frozenset(("a", "li"))
_NAME = re.compile(r"(?:\A|[\s_-])(?:bread|breadcrumbs?|crumbs?|mbx|position|location|dqwz)(?![a-z])")
_WRITTEN = re.compile(r"[>/\\|·•-]")
_MOST_NODES = 60
_LONGEST = 160


def crumb_line(node: LexborNode, tag: str) -> str | None:
    """The breadcrumb that an element holds, written with ` > `; None for any other element."""
    is_told = tag in _HOLDERS and (_is_named(node) or _is_labelled(node))
    if not (is_told or tag == _ORDERED):
        return None
    pieces = _pieces(node)
    if len(pieces) < 2 or any(_WRITTEN.search(plain(piece)) for piece in pieces):
        return None
    if not is_told and not is_short_path(pieces):
        return None
    if has_position_label(pieces[0]):
        return f"{pieces[0]} {' > '.join(pieces[1:])}"
    return " > ".join(pieces) if begins_at_home(pieces[0]) else None


def _is_named(node: LexborNode) -> bool:
    return _NAME.search(names_of(node)) is not None


def _is_labelled(node: LexborNode) -> bool:
    first = node.child
    return first is not None and first.is_text_node and "位置" in (first.text_content or "")[:_LONGEST]


def _pieces(node: LexborNode) -> list[str]:
    """The texts of links and list items, and of what stands between them; none where the element is no short one."""
    pieces = [""]
    pending: list[LexborNode | None] = [node.child]  # None where a part ends
    for _ in range(_MOST_NODES):
        if not pending:
            return [piece.strip() for piece in pieces if piece.strip()] if sum(map(len, pieces)) <= _LONGEST * 4 else []
        at = pending.pop()
        if at is None:
            pieces.append("")
            continue
        if at.next is not None:
            pending.append(at.next)
        if at.is_text_node:
            pieces[-1] += (at.text_content or "")[: _LONGEST * 4]
        elif at.tag not in SKIPPED:
            if at.tag in _PARTS:
                pieces.append("")
                pending.append(None)
            if at.child is not None:
                pending.append(at.child)
    return []
