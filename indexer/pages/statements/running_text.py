"""Running text of a page: paragraphs that are its own, and not a long line of chrome."""

from __future__ import annotations

from indexer.pages.chrome.table import chrome_row
from indexer.pages.notations.shapes import is_paragraph


def is_running_text(text: str) -> bool:
    """True for a paragraph that is no chrome, be it at the edges of a text only."""
    return is_paragraph(text) and chrome_row(text) is None
