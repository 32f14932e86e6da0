"""Which series a page belongs to, and of which year, told by its title line, its path, its column and its address.

The year comes from an issue notation in the title (2023年第30期), else from a column or an address in the series' year form
(2023年工作简报, /2023ngzjb/), else from the publication date. A year anywhere else in a title says nothing about the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.article import Published
from indexer.numerals import YEAR, number
from indexer.pages.notations.bulletin_names import BULLETIN_WORD, names_bulletin
from indexer.pages.notations.issue_numbers import IssueNumber, find_issue_number, is_bare_notation, total_number
from indexer.pages.notations.units import is_unit

from .plain import plain, squeeze

_PERIODICAL = re.compile(r"(?:简报|简讯|通讯|快报|专报|信息|史志|期刊|会刊|院刊|馆刊|杂志|学刊|月刊|季刊)\Z")
_KNOWN = ("政工简讯", "工作简报")
_YEAR_COLUMN = re.compile(rf"(?P<year>{YEAR}) ?年度? ?")
_YEAR_AT_END = re.compile(rf"(?<![\d至—~-])(?P<year>{YEAR}) ?年度? ?[《\"]?\Z")
_YEAR_PATH = re.compile(
    r"/(?:(?P<year1>(?:19|20)\d\d)n(?P<code1>[a-z]{2,8})|(?P<code2>[a-z]{2,8})(?P<year2>(?:19|20)\d\d)n)(?=/)"
)
_CODES = {"gzjb": "工作简报", "zgjx": "政工简讯", "bssz": "巴蜀史志"}  # path codes of the one known site
_QUOTED = re.compile(r"[《“\"]([^《》“”\"]{2,20})[》”\"]\s*\Z")


@dataclass(frozen=True, slots=True)
class Series:
    """A page's place in a series. `is_issue` is True when its title line is that of a bulletin's issue, so that the headlines
    stand in the body."""

    name: str | None
    year: int | None
    number: IssueNumber | None
    is_issue: bool


def series_of(
    title: str,
    column: str | None,
    url: str | None,
    published: Published | None,
    path: Sequence[str] = (),
    *,
    printed: str = "",
) -> Series:
    """The series of a page. Any of the six may be missing; nothing is guessed in their place. `printed` is the number in the
    head of the printed issue, as a matching view: it fills what the title's leaves open."""
    found = _filled(find_issue_number(plain(title)), printed)
    column_name, column_year = _column_parts(column, title)
    address_name, address_year = _address_parts(url)
    own_name = _name_in_title(title, found, column_name) if found else None
    is_bulletin = own_name is not None or _is_bulletin(column_name) or address_name in _KNOWN
    is_issue = found is not None and (is_bulletin or is_bare_notation(plain(title)))  # a number alone is no article's headline
    if is_issue and is_bulletin:
        name = own_name or (column_name if _is_bulletin(column_name) else address_name)
    else:
        name = column_name or address_name or (_name_before(title, found, path) if found else None)
    stated = (found.year or _year_before_name(title, found, own_name)) if found else None
    year = next((year for year in (stated, column_year, address_year) if year is not None), published.year if published else None)
    return Series(name, year, found, is_issue)


def _filled(found: IssueNumber | None, printed: str) -> IssueNumber | None:
    if found is None or not printed:
        return found
    again = find_issue_number(printed)
    year = again.year if again else None
    return replace(found, year=found.year or year, total=found.total or total_number(printed))


def _is_bulletin(name: str | None) -> bool:
    return name is not None and names_bulletin(name)


def _column_parts(column: str | None, title: str) -> tuple[str | None, int | None]:
    """2023年政工简讯 -> (政工简讯, 2023); any other column is its own name and tells no year."""
    if column is None:
        return None, None
    match = _YEAR_COLUMN.match(plain(column))
    if match is None:
        return column, None
    name = column[match.end() :].strip()
    if is_bare_notation(plain(name)):
        return None, number(match["year"])  # 2021年第4期: the path has come to an issue, and names no series
    if name and not _PERIODICAL.search(plain(name)) and name not in title:
        return column, None
    return name or None, number(match["year"])


def _address_parts(url: str | None) -> tuple[str | None, int | None]:
    match = _YEAR_PATH.search((url or "").lower()[:2_000])
    if match is None:
        return None, None
    code = match["code1"] or match["code2"]
    return _CODES.get(code), int(match["year1"] or match["year2"])


def _name_in_title(title: str, found: IssueNumber, column_name: str | None) -> str | None:
    """The bulletin's name in front of (or behind) the issue number, without the office that stands before it."""
    full = found.trailing_name or _closed_up(_before_number(title, found).lstrip('《"【').split("《")[-1])
    word = BULLETIN_WORD.search(full)
    if word is None:
        return None
    if column_name and _is_bulletin(column_name) and full.endswith(plain(column_name)):
        return column_name
    for known in _KNOWN:
        if full.endswith(known):
            return known
    if len(full) <= 6:
        return full
    return word.group() if is_unit(full[: word.start()]) else full[max(0, word.start() - 2) :]


def _before_number(title: str, found: IssueNumber) -> str:
    return plain(title)[: found.start].rstrip(' ([《》"-:|·')


def _closed_up(name: str) -> str:
    """政 工 简 讯 -> 政工简讯: a name whose every word is one character is one word, spread over its line."""
    words = name.split()
    return "".join(words) if all(len(word) == 1 for word in words) else name


def _year_before_name(title: str, found: IssueNumber, name: str | None) -> int | None:
    """2023 of 2023年工作简报第8期, whatever office stands before it."""
    before = _before_number(title, found)
    match = _YEAR_AT_END.search(before.removesuffix(plain(name))) if name else None
    return number(match["year"]) if match else None


def _name_before(title: str, found: IssueNumber, path: Sequence[str]) -> str | None:
    """The name before the issue number, where the path holds it too, or where it stands in quotes."""
    before = title[: found.start]
    quoted = _QUOTED.search(before)
    key = squeeze(before.strip(" 　《》"))
    return next((element for element in path if squeeze(element) == key), quoted.group(1) if quoted else None)
