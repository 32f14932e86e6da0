"""The sets of HTML tags that decide what a line is: those that break lines, those whose content is no text, and those whose
content is text only within a text. And what an element is named, and whether it is shown."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "br", "caption", "center", "dd", "details", "dir", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup"),
        *("hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "ul", "aside"),
    )
)
SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map"),
        *("select", "textarea", "button", "input", "nav", "head", "title", "dialog", "frameset"),
    )
)
ASIDES = frozenset(("aside", "footer"))
_HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_SHOWN_BY_SCRIPT = frozenset(("js_content",))  # WeChat hides the text of its articles until a script has run


def names_of(node: LexborNode) -> str:
    """The class and the id of an element in lower case, parted by a space; empty for the many that have neither."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:300].lower() if attributes else ""


def is_hidden(node: LexborNode) -> bool:
    """True for an element that its page shows to nobody."""
    attributes = node.attributes
    if attributes.get("id") in _SHOWN_BY_SCRIPT:
        return False
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search((attributes.get("style") or "")[:500]))
