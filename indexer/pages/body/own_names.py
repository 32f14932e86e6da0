"""Whether headlines of a section each tell of something of their own, as the pieces of an issue do and headings of one text do
not: news of a place, or of a place or unit that none above them names.

A headline names what a clause of its own text begins with, the place perhaps without its kind: 云岭编修村志 where 云岭市 does so.
One that names nothing (渡口的账本) has a text that begins on a day or with another place, and is no shorter than the first, as
headings of one text are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.analysis import HAN
from indexer.pages.notations.shapes import opens_news, opens_with_day
from indexer.pages.notations.units import is_unit
from indexer.pages.plain import plain, squeeze

_OPENING = 120  # characters of a text
_CLAUSE_END = re.compile(r"[,。;:、]|(?<=\d)日")
_PLACE = re.compile(
    rf"(?![各全该本我])(?P<name>[{HAN}]{{2,6}}?)(?<![各全该社])(?:自治州|自治县|[省市州县区镇乡])(?![志级域情史内])"
)
_TIMES = ("今年", "去年", "当前")  # no day
_ABOUT = 1  # character that headlines of one length may differ by
_UNIT_START = tuple("省市州县区")
_SHORTEST_UNIT = 4
_LONGEST_UNIT = 20


def tell_of_their_own(headlines: Iterable[tuple[str, str]]) -> bool:
    """`headlines` are each with the first paragraph below it. One that names what another does tells its news on a day."""
    named: set[str] = {""}
    opened: set[str] = {""}
    shortest = 0
    for headline, text in headlines:
        shortest = shortest or len(squeeze(headline)) - _ABOUT
        name, place = _name(headline, text), _first_place(text)
        names_its_own = name not in named or (name != "" and _tells_day(text))
        opens_its_own = len(squeeze(headline)) >= shortest and (place not in opened or _tells_day(text))
        if not (names_its_own or opens_its_own or opens_news(headline, text)):
            return False
        named.add(name)
        opened.add(place)
    return True


def _tells_day(text: str) -> bool:
    return opens_with_day(text) and not text.startswith(_TIMES)


def _first_place(text: str) -> str:
    """The place that a text begins with; empty where it begins with anything else."""
    place = _PLACE.match(plain(text[:_OPENING]))
    return "" if place is None else place["name"]


def _name(headline: str, text: str) -> str:
    """The place or unit that a headline begins with, and a clause of its text too; empty where there is none."""
    view = plain(headline)
    names = (_shared_name(view, clause.strip()) for clause in _CLAUSE_END.split(plain(text[:_OPENING])))
    return next(filter(None, names), "")


def _shared_name(headline: str, clause: str) -> str:
    place = _PLACE.match(clause)
    if place is not None and headline.startswith(place["name"]):
        return place["name"]
    if not headline.startswith(_UNIT_START):
        return ""
    units = (headline[:end] for end in range(_SHORTEST_UNIT, _LONGEST_UNIT) if clause.startswith(headline[:end]))
    return next(filter(is_unit, units), "")
