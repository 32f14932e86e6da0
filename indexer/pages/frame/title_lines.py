"""How many lines a title has: two where it is broken, more where HTML states it or the number stands below a bulletin's name.

A broken title is known by what HTML states as a whole, by a first line that cannot end there, or by two headlines that stand
together right above the header line with only names of sites, offices and columns above. Of three lines that HTML does not
state nothing tells whether they are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.pages.lines import Line
from indexer.pages.notations.bulletin_names import is_spread_name, names_bulletin
from indexer.pages.notations.dates import find_date
from indexer.pages.notations.issue_numbers import find_issue_number, is_bare_notation, is_document_number
from indexer.pages.notations.shapes import (
    is_contents_head,
    is_heading,
    is_left_open,
    is_numbered,
    is_prose,
    section_name,
    without_dashes,
)
from indexer.pages.notations.site_names import is_name, names_office, names_site
from indexer.pages.plain import plain, squeeze
from indexer.pages.statements.breadcrumb import breadcrumb
from indexer.pages.statements.header_line import read_header_line
from indexer.pages.statements.masthead import organised_number, read_masthead, read_number_and_day
from indexer.pages.statements.signatures import unit_with_people

_LONGEST_TITLE = 120
_LONGEST_BROKEN_TITLE = 80
MOST_LINES = 4
_SHORTEST_HALF = 7  # characters; menus and columns have fewer
_SHORTEST_BEFORE_COLON = 6
_SAME_BEGINNING = 6  # characters; a title that stands twice, once with the site's name or cut short, is not broken
_MOST_WORDS = 3  # a row of as many words is a menu
_SHORTEST_WORD = 6  # characters; where a first line has gaps, shorter words are a menu or a site's motto
_DOCUMENT = re.compile(r"的?(?:通知|公告|决定|意见|方案|办法|规定|函|报告|批复|通报|启事|公示)\Z")
_COLONS = (":", "：")
_BRACKETS = tuple("(（[【〔")


def lines_of_title(content: Sequence[Line], at: int, stated: Sequence[str]) -> int:
    """How many lines the title at `at` has. `stated` are the titles that HTML gives."""
    if not (names_bulletin(content[at].text) or is_spread_name(content[at].text)):
        return _lines_of_broken(content, at, stated) or (2 if _goes_on(content, at, stated) else 1)
    end = at + 1
    while end < min(len(content), at + 3) and is_bare_notation(plain(content[end].text)):
        end += 1
    if end == at + 1 and _numbers_issue(content, end):
        end += 1
    return end - at


def _numbers_issue(content: Sequence[Line], at: int) -> bool:
    """True for a masthead that begins with the issue's number; several without a unit, or a link, are a list of issues."""
    if at >= len(content):
        return False
    masthead = read_masthead(content[at].text)
    if masthead is not None:
        return bool(masthead.number)
    if organised_number(content[at].text):
        return True
    numbered = [read_number_and_day(line.text) is not None for line in content[at : at + 2]]
    return numbered[0] and not any(numbered[1:]) and not content[at].linked


def may_be_title(line: Line) -> bool:
    """True for a line that may be a title or a part of one, by its own shape."""
    return (
        2 <= len(line.text) <= _LONGEST_TITLE
        and any(character.isalpha() for character in line.text)
        and section_name(line.text) is None
        and without_dashes(line.text) is None
        and not is_contents_head(line.text)
        and not is_document_number(line.text)
        and breadcrumb(line.text) is None
        and read_masthead(line.text) is None
    )


def _lines_of_broken(content: Sequence[Line], at: int, stated: Sequence[str]) -> int:
    """How many lines a title has that is broken over more than two, as HTML states it; 0 for any other."""
    length = 0
    for lines in range(3, MOST_LINES + 1):
        parts = content[at : at + lines]
        if len(parts) < lines or not (_may_be_part(parts[-1]) and _may_be_part(parts[-2]) and _may_be_part(parts[0])):
            break
        if _is_stated(parts, stated):
            length = lines
    return length


def _may_be_part(line: Line) -> bool:
    if is_prose(line.text) or is_bare_notation(plain(line.text)):  # 2023年第2期 between a bulletin's name and a headline
        return False
    return read_header_line(line.text) is None and may_be_title(line)


def _goes_on(content: Sequence[Line], at: int, stated: Sequence[str]) -> bool:
    if at + 1 >= len(content):
        return False
    first, second = content[at], content[at + 1]
    if not (may_be_title(first) and may_be_title(second)) or read_header_line(second.text) is not None:
        return False
    opening = first.text[:-1] if first.text.endswith(_COLONS) else first.text
    if is_prose(opening) or is_prose(second.text):
        return False
    if _is_stated((first, second), stated):
        return True
    return _stands_above_header(content, at + 2) and (
        _is_unfinished(first.text, second.text) or (_is_free(content, at, stated) and _are_halves(content, at))
    )


def _is_stated(parts: Sequence[Line], stated: Sequence[str]) -> bool:
    """True when the lines together are a stated title, or its beginning, and the first alone is none."""
    titles = [squeeze(title) for title in stated]
    keys = [squeeze(part.text) for part in parts]
    has_issuer = parts[1].text.startswith("关于") and any(title.startswith(parts[0].text + parts[1].text) for title in stated)
    offices = parts[1:] if has_issuer else parts  # an office issues 关于…的通知, where the title has no space between them
    is_named = any(names_site(part.text) for part in parts) or any(names_office(part.text) for part in offices)
    return not is_named and keys[0] not in titles and any(title.startswith("".join(keys)) for title in titles)


def _stands_above_header(content: Sequence[Line], at: int) -> bool:
    """True when a header line comes next; a subtitle, a document's number or an office may stand between."""
    for line in content[at : at + 3]:
        if read_header_line(line.text) is not None:
            return True
        if not (is_document_number(line.text) or without_dashes(line.text) or names_office(line.text)):
            return False
    return False


def _is_unfinished(first: str, second: str) -> bool:
    """True when the first line is left open, or only the second names the document that 关于 begins."""
    if first.endswith(_COLONS):
        return False
    names_document = _DOCUMENT.search(second) is not None and _DOCUMENT.search(first) is None
    return is_left_open(first, second) or (first.startswith("关于") and names_document)


def _is_free(content: Sequence[Line], at: int, stated: Sequence[str]) -> bool:
    """True when nothing says that one of the lines is a title by itself, and no list of headlines ends with them."""
    titles = [squeeze(title) for title in stated]
    first, second = squeeze(content[at].text), squeeze(content[at + 1].text)
    if any(title.startswith((first, second)) for title in titles):
        return False
    if first in second or second in first or first[:_SAME_BEGINNING] == second[:_SAME_BEGINNING]:
        return False
    return at == 0 or not may_be_half(content[at - 1])


def _are_halves(content: Sequence[Line], at: int) -> bool:
    """True for two lines that stand together, both headlines by their shape, or the first one leading in with a colon."""
    first, second = content[at], content[at + 1]
    is_apart = second.number - first.number > max(1, content[at + 2].number - second.number)
    if is_apart or first.region is not second.region or len(first.text) + len(second.text) > _LONGEST_BROKEN_TITLE:
        return False
    if first.text.endswith(_COLONS):
        return len(squeeze(first.text)) > _SHORTEST_BEFORE_COLON and not is_name(first.text) and _is_plain(second)
    has_short_words = " " in plain(first.text) and any(len(word) < _SHORTEST_WORD for word in first.text.split())
    return not has_short_words and may_be_half(first) and may_be_half(second)


def may_be_half(line: Line) -> bool:
    """True for a line that reads as a headline or half of one, whatever stands around it."""
    return len(squeeze(line.text)) >= _SHORTEST_HALF and _is_plain(line)


def _is_plain(line: Line) -> bool:
    """True for a headline that is no link, name, number, date or row of words."""
    view = plain(line.text)
    return (
        is_heading(line.text)
        and not line.linked
        and not is_name(line.text)
        and unit_with_people(line) is None
        and not is_numbered(line.text)
        and not line.text.startswith(_BRACKETS)
        and len(line.text.split()) < _MOST_WORDS
        and find_date(view) is None
        and find_issue_number(view) is None
        and read_header_line(line.text) is None
    )
