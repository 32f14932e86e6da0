"""Dates and times as pages write them, with the precision they give. Works on the matching view.

A date that does not exist (2023-02-30) is no date; the hour 24 gives the day it ends. This module only reads notations; which
date of a page is the publication date is decided in `header`, and never from running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from indexer.article import Published
from indexer.numerals import number

_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-4]) ?[:时\-] ?(?P<minute>[0-5]\d|\d(?=分))(?: ?[:分\-] ?(?P<second>[0-5]\d)(?:\.\d{1,6})?)?[分秒]?"
)
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # 2022-02-2410-21-53: day and time run together, so the day has exactly two digits
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>\d\d)(?P=sep)(?P<day>\d\d){_CLOCK}(?!\d)",
        rf"(?<!\d)(?P<year>(?:19|20)\d\d) ?(?P<sep>[-/.]) ?(?P<month>\d{{1,2}}) ?(?P=sep) ?(?P<day>\d{{1,2}})"
        rf"(?:(?: {{1,9}}|t|-){_CLOCK})?(?!\d)",
        rf"(?<!\d)(?P<year>(?:19|20)\d\d) ?年 ?(?P<month>\d{{1,2}}) ?月 ?(?P<day>\d{{1,2}}) ?日(?: {{0,9}}{_CLOCK})?(?!\d)",
        rf"(?<!\d)(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>(?:19|20)\d\d)(?: {{1,9}}{_CLOCK})?(?!\d)",
        r"(?P<year>[一二][零一二三四五六七八九]{3}) ?年 ?(?P<month>[一二三四五六七八九十]{1,3}) ?月 ?"
        r"(?P<day>[一二三四五六七八九十]{1,3}) ?日",
    )
)
# the compact form is only for machine-written values (meta tags): in a visible line eight digits may be any number
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d))?\Z")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line: its value and the range [start, end) that it fills."""

    value: Published
    start: int
    end: int


def find_date(line: str) -> FoundDate | None:
    """The first date in a matching-view line."""
    found = [
        FoundDate(value, match.start(), match.end())
        for shape in _SHAPES
        for match in shape.finditer(line)
        if (value := _value(match)) is not None
    ]
    return min(found, key=lambda date_: (date_.start, -date_.end), default=None)


def is_date_notation(text: str) -> bool:
    """True for a matching-view text of nothing but a date, whether or not the day exists."""
    return any(shape.fullmatch(text) for shape in _SHAPES)


def machine_date(value: str) -> Published | None:
    """The date of a value that a content management system wrote, such as a meta tag: also 20231008 and 20231008083505."""
    if compact := _COMPACT.match(value.strip()):
        return _value(compact)
    found = find_date(value)
    return found.value if found else None


def _value(match: re.Match[str]) -> Published | None:
    parts = {name: number(text) for name, text in match.groupdict().items() if name != "sep" and text is not None}
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    if year is None or month is None or day is None:
        return None
    hour, minute = parts.get("hour"), parts.get("minute")
    try:
        if hour in (None, 24) or minute is None:
            return date(year, month, day)
        return datetime(year, month, day, hour, minute, parts.get("second") or 0)
    except ValueError:
        return None
