"""What a row of the table of page chrome says. The rows themselves stand in `table`, `forms` and `neighbours`.

A row says where it counts: ANYWHERE for lines that no bulletin would print, EDGE for lines that are chrome above the title or
below the text but could be text between (主办单位:…). `closes` marks lines that stand below an article: what follows them is
chrome too; an `is_weak` one, which may be a heading in a text, does so only where no sentence follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# the kinds that somebody asks for by name
CAPTCHA = "captcha"
LOGIN = "login"
ERROR_PAGE = "error page"
NEWSPAPER = "newspaper page"
ADDRESS = "address of the page"  # a text that goes on below it is not closed
PAGER = "pages of a text"  # rows that count or turn pages; a list of pages is known by one


class Where(Enum):
    """Where a row counts."""

    ANYWHERE = "anywhere"
    EDGE = "edge"


@dataclass(frozen=True, slots=True)
class ChromeRow:
    """One kind of chrome line. `pattern` must match the whole matching-view line, its white space collapsed."""

    name: str
    pattern: str
    example: str
    where: Where = Where.ANYWHERE
    closes: bool = False
    is_weak: bool = False
