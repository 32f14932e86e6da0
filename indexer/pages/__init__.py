"""From one saved page to its articles. Pure: bytes in, articles out; walking folders is `corpus`.

`read_page` reads; `explain_page` shows, line by line, what it read and why.
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
