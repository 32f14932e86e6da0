"""Rows of a headline in a link and a bare day, and nothing else: on one line, or the day on the next.

Whether a row leads to another page or belongs to the text is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.pages.plain import plain

from .menus import is_attachment

_DAY = r"(?:19|20)\d\d ?(?P<sep>[-/.]) ?\d{1,2} ?(?P=sep) ?\d{1,2}|\d\d[-/]\d\d"
_CLOCK = r"(?: \d{1,2}:\d\d(?::\d\d)?)?"
_AHEAD = re.compile(rf"[·•]? ?[\[(【]? ?(?:{_DAY}){_CLOCK}(?!\d) ?[\])】]? ?")  # not 5月6日: so begin the entries of a chronicle
_BEHIND = re.compile(rf"[\[(【]? ?(?<!\d)(?:{_DAY}|(?:19|20)\d\d ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日){_CLOCK} ?[\])】]?\Z")
_SIGNS = re.compile(r"[ ·•>\[\]【】]+")
_SHORTEST_HEADLINE = 4
_MOST_LINKS = 2  # of a row: its column may stand beside the headline
_LONGEST_DAY = 24


def rows_of(texts: Sequence[str], linked: Sequence[int], links: Sequence[int]) -> list[bool]:
    """Which lines are a row, or one of a headline and its day on two lines; `linked` gives the length of each linked text."""
    rows = [_is_row(*line) for line in zip(texts, linked, links, strict=True)]
    above: int | None = None
    for at, text in enumerate(texts):
        if not text:
            continue
        if above is not None and links[at] == 0 and is_day(text) and _is_headline(texts[above], linked[above], links[above]):
            rows[above] = rows[at] = True
        above = at
    return rows


def is_day(text: str) -> bool:
    """True for a line of nothing but a day."""
    return len(text) <= _LONGEST_DAY and _BEHIND.fullmatch(plain(text)) is not None


def _is_headline(text: str, linked: int, links: int) -> bool:
    """True for a line of nothing but a link, to a page and not to an attachment."""
    headline = _SIGNS.sub("", plain(text))
    return 0 < links <= _MOST_LINKS and _SHORTEST_HEADLINE <= len(headline) <= linked and not is_attachment(headline)


def _is_row(text: str, linked: int, links: int) -> bool:
    """True for a line of nothing but a link and a day."""
    if not links:
        return False
    view = plain(text)
    day = _BEHIND.search(view) or _AHEAD.match(view)
    return day is not None and _is_headline(view[: day.start()] + view[day.end() :], linked, links)
