"""From one saved page to its articles. Pure: bytes in, articles out; walking folders is `corpus`.

`read_page` reads; `explain_page` shows, line by line, what it read and why. The way of a page (`read`), and its rooms:

    SavedPage ── decode, lines or html/ ──▶ Line ── frame/, body/ ──▶ LabelledLine ── pieces, header ──▶ Article, Doubt

    notations/   what a string states: a day, an issue number, people, a unit, a name
    chrome/      lines that belong to the web page and not to the bulletin
    statements/  what one whole line states: header lines, breadcrumbs, mastheads, imprints, signatures
    html/        HTML -> lines, and what the page states outside its text
    frame/       what stands around the text: title, header lines, tail, imprint
    body/        the text: headlines, sections, signatures, and the pieces they cut it into

What a room may import is written down in tests/test_house.py. Patterns are written against `plain`, the matching view.
"""

from __future__ import annotations

from .read import explain_page, read_page
from .reading import Doubt, PageReading
from .roles import LabelledLine, Role
from .saved import KINDS_BY_TYPE, Kind, SavedPage, kind_of

__all__ = [
    "KINDS_BY_TYPE",
    "Doubt",
    "Kind",
    "LabelledLine",
    "PageReading",
    "Role",
    "SavedPage",
    "explain_page",
    "kind_of",
    "read_page",
]
