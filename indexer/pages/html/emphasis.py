"""How the text of an element is set: as a heading of some level, or in bold in the middle of the page.

Only what the element itself says counts: tags, `align` and `style`. Style sheets are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BOLD = frozenset(("b", "strong"))
_ALIGN = re.compile(r"text-align\s{0,3}:\s{0,3}(\w{1,10})", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s{0,3}:\s{0,3}(\w{1,10})", re.IGNORECASE)
_BOLD_WEIGHTS = frozenset(("bold", "bolder", "600", "700", "800", "900"))
_LONGEST_STYLE = 500


@dataclass(frozen=True, slots=True)
class _Setting:
    heading: str = ""
    centred: bool = False
    bold: bool = False


class Emphasis:
    """The setting of the text that is read now. Every element that is entered has to be left."""

    def __init__(self) -> None:
        self._now = _Setting()
        self._outer: list[tuple[int, _Setting]] = []  # elements that change it, and what it was around them

    @property
    def mark(self) -> str:
        """h3 and the like, or `centred bold`; empty for any other text. Equal for lines that are set alike."""
        return self._now.heading or ("centred bold" if self._now.centred and self._now.bold else "")

    def enter(self, node: LexborNode, tag: str) -> None:
        """Take in an element."""
        inner = _inside(node, tag, self._now)
        if inner is not self._now:
            self._outer.append((node.mem_id, self._now))
            self._now = inner

    def leave(self, node: LexborNode) -> None:
        """Undo what entering the element has changed."""
        if self._outer and self._outer[-1][0] == node.mem_id:
            _, self._now = self._outer.pop()


def _inside(node: LexborNode, tag: str, outer: _Setting) -> _Setting:
    if tag in _HEADINGS:
        return replace(outer, heading=tag)
    if tag in _BOLD:
        return replace(outer, bold=True)
    if tag == "center":
        return replace(outer, centred=True)
    attributes = node.attributes
    if not attributes:
        return outer
    style = (attributes.get("style") or "")[:_LONGEST_STYLE]
    align = _ALIGN.search(style)
    side = align[1] if align else attributes.get("align")
    weight = _WEIGHT.search(style)
    if side is None and weight is None:
        return outer
    centred = outer.centred if side is None else side.lower() == "center"
    return replace(outer, centred=centred, bold=weight[1].lower() in _BOLD_WEIGHTS if weight else outer.bold)
