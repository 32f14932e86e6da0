"""HTML -> lines, and the facts the page states outside its text. Which line is a title or a header is not decided here."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from indexer.pages.lines import Line, without_glosses

from .facts import PageFacts, page_facts
from .gathering import html_lines
from .taming import tamed


def html_page(html: str) -> tuple[tuple[Line, ...], PageFacts]:
    """The lines of an HTML page and the facts it states. Any text is taken; no tag is trusted to be closed."""
    html = without_glosses(html)
    tree = LexborHTMLParser(tamed(html))
    facts = page_facts(tree, html)
    return html_lines(tree, facts.titles), facts
