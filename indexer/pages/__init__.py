"""From one saved page to its articles. Pure: bytes in, articles out; walking folders is `corpus`.

`read_page` reads; `explain_page` shows, line by line, what it read and why.
"""

from __future__ import annotations

from .read import explain_page, read_page
from .roles import LabelledLine, Role
from .saved import SavedPage

__all__ = ["LabelledLine", "Role", "SavedPage", "explain_page", "read_page"]
