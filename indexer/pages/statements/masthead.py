"""The masthead line of a bulletin: the unit that issues it and the day, as printed under the bulletin's name.

    砚湖市地方志办公室编　　　　2020年6月18日
    第5期　　砚湖市地方志办公室编　　2020年6月18日
    第5期　　2020年6月18日

It is no headline, and it states the issue's source and date where the page states none of its own. A unit alone or a date alone
is none; a number and a day are one only where an issue is named above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.article import Published
from indexer.pages.notations.dates import find_date
from indexer.pages.notations.issue_numbers import find_issue_number, is_bare_notation
from indexer.pages.notations.units import is_unit
from indexer.pages.plain import plain

_LONGEST = 100  # characters, the gap between unit and date included
_ISSUED = re.compile(r"(?:主办|编印|编发|编辑|编制|印发|主编|编|印)\Z")
_GAP = " \t\xa0\u3000|｜"
_ORGANISED = re.compile(r"(?:主办|主编|编印|编辑)(?:单位)? ?: ?[^ :]{3,30} ")
_BEHIND = "编印发出版 ()"


@dataclass(frozen=True, slots=True)
class Masthead:
    """The unit, verbatim without 编 or 主办 behind it, or ""; the day; before them the issue's number, verbatim, or ""."""

    unit: str
    published: Published
    number: str = ""


def read_masthead(text: str) -> Masthead | None:
    """What a masthead line states, or None for any other line."""
    return _read(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1024)  # asked again at every step that reads a head
def _read(text: str) -> Masthead | None:
    view = plain(text)
    date_ = find_date(view)
    if date_ is None:
        return None
    if view[date_.end :].strip(_BEHIND):
        before = text[date_.end :].strip() if not view[: date_.start].strip() else ""
    else:
        before = text[: date_.start].rstrip(" \t\xa0\u3000(（").strip()
    number, before = _numbered(before)
    issued = _ISSUED.search(plain(before))
    unit = before[: issued.start()].rstrip() if issued else before  # X办公室主办 ends like a unit too: 主办 goes first
    unit = unit if is_unit(unit) else before
    return Masthead(unit, date_.value, number) if is_unit(unit) else None


def read_number_and_day(text: str) -> Masthead | None:
    """What a masthead of nothing but the issue's number and the day states, in either order; None for any other line."""
    return _read_number_and_day(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _read_number_and_day(text: str) -> Masthead | None:
    date_ = find_date(plain(text))
    if date_ is None:
        return None
    before, after = text[: date_.start].rstrip(_GAP + "(（"), text[date_.end :].lstrip(_GAP + ")）")
    number = f"{before}{after}".strip(_GAP)
    view = plain(number)
    return Masthead("", date_.value, number) if is_bare_notation(view) and find_issue_number(view) is not None else None


def organised_number(text: str) -> str:
    """The number, verbatim, of 主办：砚湖市教育局　编印：砚湖市教育局办公室　总第205期, the day of which stands on the next line;
    "" for any other line."""
    if len(text) > _LONGEST or _ORGANISED.match(plain(text)) is None:
        return ""
    last = text.rsplit(maxsplit=1)[-1]
    return last if is_bare_notation(plain(last)) else ""


def _numbered(text: str) -> tuple[str, str]:
    """The issue's number that a text begins with, and what follows it."""
    view = plain(text)
    number = find_issue_number(view)
    if number is None or view[: number.start].strip():
        return "", text
    return text[: number.end].strip(), text[number.end :].strip()
