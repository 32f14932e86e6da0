"""Keeps HTML parsing linear: pages made (or broken) so that a browser's tree would explode are flattened before parsing.

Ordinary pages pass unchanged. A flattened page loses its nesting, never its text.
"""

from __future__ import annotations

import re

from .tags import ASIDES, BLOCKS, SKIPPED

_NAME = r"([a-zA-Z][a-zA-Z0-9]*)(?![a-zA-Z0-9])"  # its end is said: otherwise a long one is tried at every length
_TAG = re.compile(rf"<(/?){_NAME}[^<>]*>")
_LONG_TAG = re.compile(rf"<{_NAME}[^<>]{{2000,}}>")
_DEEPEST = 300  # open elements; browsers stop at 512, the parser's time is quadratic in them
_FORMATTING = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
_CLOSED_BY_THE_NEXT = frozenset(
    {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup"}
)
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})


def tamed(html: str) -> str:
    """HTML that the parser reads in linear time: over-long tags lose their attributes, over-deep pages their nesting."""
    html = _LONG_TAG.sub(r"<\1>", html)
    return _flattened(html) if _is_too_deep(html) else html


def _is_too_deep(html: str) -> bool:
    depth = formatting = 0
    for match in _TAG.finditer(html):
        name = match.group(2).lower()
        if name in _VOID or name in _CLOSED_BY_THE_NEXT:
            continue
        step = -1 if match.group(1) else 1
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
        else:
            depth = max(0, depth + step)
        if depth > _DEEPEST or formatting > _DEEPEST // 4:
            return True
    return False


def _flattened(html: str) -> str:
    """Every block tag a line break, every inline tag nothing; scripts and styles stay, to be skipped."""

    def flat(match: re.Match[str]) -> str:
        name = match.group(2).lower()
        if name in SKIPPED or name in ASIDES or name in ("title", "meta", "link", "base", "html"):
            return match.group() if name != "input" else ""
        return "<br>" if name in BLOCKS or name == "body" else ""

    return _TAG.sub(flat, html)
