"""The head of a printed issue (红头) where a site sets it into the text, below a title and header lines of its own.

    工 作 简 报
    第31期（总第531期）
    砚湖市地方志办公室编　　　　2023年4月4日

It says once more what the page's title says, and is no text; the first headline follows it. Only what agrees with the title in
every number that both state is taken for it: other numbers are a list of issues. An office stands above the name or the number;
below it one may be the first line of the headline, if the page does not say that the issue is its own. Above all may stand for
whom it is printed: 内部资料　注意保存.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from indexer.analysis import HAN
from indexer.pages.lines import Line
from indexer.pages.notations.bulletin_names import names_bulletin
from indexer.pages.notations.issue_numbers import IssueNumber, find_issue_number, is_bare_notation, total_number
from indexer.pages.notations.shapes import is_paragraph
from indexer.pages.notations.site_names import names_office
from indexer.pages.plain import plain, squeeze
from indexer.pages.roles import LabelledLine, Role
from indexer.pages.statements.header_line import read_header_line
from indexer.pages.statements.masthead import read_masthead

from .title_lines import lines_of_title

_MOST_HEADERS = 4  # lines between a title and its text
_MOST_ABOVE_HEADLINE = 40  # lines: unit and day, a table of contents, a section
_FOR_WHOM = re.compile(rf"[(【]?内部[{HAN},、·!]{{2,14}}[)】]?\Z")  # above the name or the number, and nowhere else
_LONGEST_FOR_WHOM = 40  # characters, the gap included


def is_printed_head(below: Sequence[Line], at: int, title: str | None) -> bool:
    """True for the bulletin's name or the issue's number once more, for an office beside them and for whom it is printed above;
    `below` are the lines below the title. An office right above a paragraph is none: it may sign that."""
    if title is None or (number := find_issue_number(plain(title))) is None:
        return False
    if _says_for_whom(below[at]):
        return at + 1 < len(below) and not _says_for_whom(below[at + 1]) and is_printed_head(below, at + 1, title)
    if _names_issue(below, at, title, number):
        return True
    if at + 1 >= len(below) or is_paragraph(below[at + 1].text) or not names_office(below[at].text):
        return False
    if _names_issue(below, at + 1, title, number):
        return True
    return at > 0 and _is_issuer(below, at, title) and _names_issue(below, at - 1, title, number)


def _says_for_whom(line: Line) -> bool:
    return len(line.text) <= _LONGEST_FOR_WHOM and _FOR_WHOM.match(squeeze(plain(line.text))) is not None


def _is_issuer(below: Sequence[Line], at: int, title: str) -> bool:
    """True for the office that the title names, or that a header line states."""
    office = squeeze(below[at].text)
    headers = (read_header_line(line.text) for line in below[: min(at, _MOST_HEADERS)])
    values = (value for header in headers if header is not None for value in header.values)
    return office in squeeze(title) or any(squeeze(value.text) == office for value in values)


def _names_issue(below: Sequence[Line], at: int, title: str, number: IssueNumber) -> bool:
    if below[at].linked:
        return False
    if _is_own_number(below, at, number):
        return True
    following = below[at + 1].text if at + 1 < len(below) else ""
    masthead = read_masthead(following)
    is_name = squeeze(below[at].text) == squeeze(title[: number.start].rstrip(' 　([（《"-:：|·'))
    if masthead is not None and not masthead.number:
        return is_name
    is_numbered = _is_own_number(below, at + 1, number) if masthead is None else _agrees(masthead.number, number)
    return is_numbered and (is_name or names_bulletin(below[at].text))


def printed_title(below: Sequence[Line], headline: str | None) -> Sequence[Line]:
    """The bulletin's name and number as the text begins with them, where a site gives the page the headline of its first piece as
    title: the headline comes again above the first paragraph. Else nothing."""
    at = next((at for at, line in enumerate(below[:_MOST_HEADERS]) if read_header_line(line.text) is None), len(below))
    at += at < len(below) and _says_for_whom(below[at])
    if at == len(below) or headline is None or not names_bulletin(below[at].text):
        return ()
    end = at + lines_of_title(below, at, ())
    opening = takewhile(lambda line: not is_paragraph(line.text), below[end : end + _MOST_ABOVE_HEADLINE])
    is_repeated = squeeze(headline) in [squeeze(line.text) for line in opening]
    return below[at:end] if is_repeated and end > at + 1 else ()


def printed_number(labels: Iterable[LabelledLine]) -> str:
    """What the lines of nothing but a number state that belong to a page's title; the printed head may state more than it."""
    lines = (plain(line.text) for line in labels if line.role is Role.TITLE)
    return " ".join(filter(is_bare_notation, lines))


def _is_own_number(below: Sequence[Line], at: int, number: IssueNumber) -> bool:
    if at >= len(below) or not is_bare_notation(plain(below[at].text)) or not _agrees(below[at].text, number):
        return False
    following = find_issue_number(plain(below[at + 1].text)) if at + 1 < len(below) else None
    return following is None or following.issue == number.issue


def _agrees(text: str, number: IssueNumber) -> bool:
    """True when a line states no other number than the title does."""
    view = plain(text)
    again = find_issue_number(view)
    pairs = [(total_number(view), number.total)]
    if again is not None:
        pairs += [(again.issue, number.issue), (again.issue_end, number.issue_end), (again.year, number.year)]
    return all(one is None or other is None or one == other for one, other in pairs)
