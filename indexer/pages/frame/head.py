"""Finds the title line of a page and the header lines around it.

Candidates are the short lines above the first paragraph; each is weighed by what stands beside it and by what HTML says.
Nothing is taken from inside the text: a page whose first line already is a paragraph has no title line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.analysis import HAN_CHARACTER
from indexer.pages.lines import Line
from indexer.pages.notations.bulletin_names import is_spread_name, names_bulletin
from indexer.pages.notations.dates import find_date
from indexer.pages.notations.issue_numbers import find_issue_number
from indexer.pages.notations.labels import Stated
from indexer.pages.notations.shapes import is_numbered, is_paragraph, is_prose, section_name
from indexer.pages.notations.site_names import names_office, names_site
from indexer.pages.plain import plain, squeeze
from indexer.pages.statements.header_line import read_header_line
from indexer.pages.statements.header_values import HeaderLine
from indexer.pages.statements.signatures import unit_with_people

from .title_lines import MOST_LINES, lines_of_title, may_be_half, may_be_title

_FURTHEST = 60  # content lines; a title further down is not one
_LONGEST_TITLE = 120
_LEAST_WEIGHT = -6  # a candidate with more against it is none
_JOURNAL = re.compile(r"(?:19|20)\d\d ?年? ?第? ?\d{1,2} ?期")
_OF_DOCUMENTS = frozenset((Stated.DOCUMENT, Stated.IGNORED))
_STATED_TWICE = 2
_COLONS = (":", "：")
_LINES_TO_HEADER = 4  # a subtitle, a signing unit or a repeated title may stand between title and header


@dataclass(frozen=True, slots=True)
class TitleFound:
    """Where the title begins and ends among the content lines, and the reason it was taken. Without a title it is empty."""

    at: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around the content lines of a page (its lines without blank, chrome and breadcrumb lines).

    `stated` are the titles that HTML gives, the surest first; `crumbs` the squeezed elements of the breadcrumb; `below_path`
    is the index of the first content line below it.
    """

    stated: Sequence[str]
    crumbs: frozenset[str]
    below_path: int | None


@dataclass(frozen=True, slots=True)
class _Head:
    """The content lines down to the first paragraph: their header lines by index, and the names that header values give."""

    content: Sequence[Line]
    around: Surroundings
    headers: dict[int, HeaderLine]
    named: frozenset[str]


def find_title(content: Sequence[Line], around: Surroundings) -> TitleFound:
    """The title line among the content lines, if there is one: the candidate of the greatest weight, the first of equals."""
    headers = {at: found for at, line in enumerate(content[:_FURTHEST]) if (found := read_header_line(line.text)) is not None}
    values = [value for found in headers.values() for value in found.values]
    named = frozenset(squeeze(value.text) for value in values if value.field is Stated.TITLE and value.text)
    head = _Head(content, around, headers, named)
    begun = _text_begins(head)
    best: tuple[int, int, str] | None = None
    first = _first_paragraph(content, headers)
    for at in (*range(first), *_headings_below(head, first)):
        if at in headers or not (may_be_title(content[at]) or _is_bracketed_title(head, at)):
            continue
        if _belongs_above(content, at, around.stated) or _is_journal(head, at):
            continue
        signs = _signs(head, at)
        if at >= begun and not any(weight > 0 for weight, _ in signs):
            continue
        weight = sum(weight for weight, _ in signs)
        if best is None or weight > best[0]:
            best = (weight, at, ", ".join(why for weight, why in signs if weight > 0))
    if best is None or best[0] <= _LEAST_WEIGHT:
        return TitleFound(0, 0, "")
    at = best[1]
    return TitleFound(at, at + lines_of_title(content, at, around.stated), best[2] or "first line of the page")


def _first_paragraph(content: Sequence[Line], headers: dict[int, HeaderLine]) -> int:
    for at, line in enumerate(content[:_FURTHEST]):
        if at not in headers and is_paragraph(line.text) and ("。" in line.text or len(line.text) > _LONGEST_TITLE):
            return at
    return min(len(content), _FURTHEST)


def _text_begins(head: _Head) -> int:
    """Where a text begins that has no paragraph yet: readers are addressed (各二级学院:), words lead in (通知如下:), or the first
    part is numbered below another line. From there on a line is a title only where something says so."""
    is_first = True
    for at, line in enumerate(head.content[:_FURTHEST]):
        if at in head.headers:
            continue
        if line.text.endswith(_COLONS) or (not is_first and is_numbered(line.text)):
            return at
        is_first = False
    return len(head.content)


def _is_bracketed_title(head: _Head, at: int) -> bool:
    """【政协年中工作会议】 is a title, and no section, where HTML states it, or where only header lines stand above and
    a dated one right below it."""
    line = head.content[at]
    if section_name(line.text) is None:
        return False
    is_first = all(above in head.headers for above in range(at))
    below = head.headers.get(at + 1)
    is_dated = below is not None and below.labelled and _is_dated(below)
    return (is_first and is_dated) or squeeze(line.text) in map(squeeze, head.around.stated)


def _is_journal(head: _Head, at: int) -> bool:
    """True for the journal that a text was printed in (澜川史志 2021年7期): it stands below the date, the title above that, and
    no header line with a date follows."""
    above = head.headers.get(at - 1)
    if above is None or not _is_dated(above) or at < 2 or at - 2 in head.headers or not may_be_title(head.content[at - 2]):
        return False
    below = [head.headers[place] for place in range(at + 1, at + 2 + _LINES_TO_HEADER) if place in head.headers]
    return _JOURNAL.search(plain(head.content[at].text)) is not None and all(found.fields <= _OF_DOCUMENTS for found in below)


def _is_dated(found: HeaderLine) -> bool:
    return any(value.published is not None for value in found.values)


def _headings_below(head: _Head, first: int) -> list[int]:
    """What HTML states twice (<h1> and <title>) is the title though a notice to the reader stands above it: where no line above
    is stated, a header line follows it, and more text than there is above."""
    stated = [squeeze(title) for title in head.around.stated]
    if any(squeeze(line.text) in stated for line in head.content[:first]):
        return []
    length = [len(line.text) if is_paragraph(line.text) else 0 for line in head.content]
    return [
        at
        for at in range(first, min(len(head.content), _FURTHEST))
        if not head.content[at].linked
        and len(head.content[at].text) <= _LONGEST_TITLE
        and stated.count(squeeze(head.content[at].text)) >= _STATED_TWICE
        and _lines_to_header(head.content, at, head.headers) is not None
        and sum(length[:at]) < sum(length[at:])
    ][:1]


def _belongs_above(content: Sequence[Line], at: int, stated: Sequence[str]) -> bool:
    """True for the issue number of the bulletin named a line or two above, and for a further line of a broken title."""
    return any(at < above + lines_of_title(content, above, stated) for above in range(max(0, at - MOST_LINES + 1), at))


def _is_first_below_path(head: _Head, at: int) -> bool:
    """Only header lines (the saving time, say) may stand between breadcrumb and title."""
    first = head.around.below_path
    return first is not None and at >= first and all(between in head.headers for between in range(first, at))


def _signs(head: _Head, at: int) -> list[tuple[int, str]]:
    """Every sign for and against a candidate: its weight and the reason. Weights are relative: a header line right below
    outweighs the place below the breadcrumb, and a title that HTML states outweighs both. Sites state their own name, or their
    office's, as the title of every page: that says nothing where something stands between it and the header line."""
    line = head.content[at]
    length = lines_of_title(head.content, at, head.around.stated)
    keys = (squeeze(line.text), squeeze("".join(part.text for part in head.content[at : at + length])))
    distance = _lines_to_header(head.content, at + length - 1, head.headers)
    below = head.content[at + 1 : at + 1 + _LINES_TO_HEADER]
    is_bulletin = length > 1 and (names_bulletin(line.text) or is_spread_name(line.text))
    is_sites_name = names_site(line.text) or (names_office(line.text) and bool(distance))
    carries_number = is_bulletin or find_issue_number(plain(line.text)) is not None
    table = (
        (not head.named.isdisjoint(keys), 6, "the page's own name field"),
        (carries_number, 5, "carries an issue number"),
        (distance is not None, 6 - (distance or 0), "header line below"),
        (_is_first_below_path(head, at), 4, "first line below the breadcrumb"),
        (any(squeeze(other.text.lstrip("#")) in keys for other in below), 4, "stands twice"),
        (not head.around.crumbs.isdisjoint(keys), -8, "an element of the breadcrumb"),
        (names_site(line.text), -3, "the site's name"),
        (at > 0 and _names_signer(line) and may_be_half(head.content[at - 1]), -3, "an office below a headline"),
        (line.linked, -3, "a link"),
        (length == 1 and is_prose(line.text), -3, "a sentence"),
        (_opens_with_date(line.text), -6, "opens with a date"),
        (HAN_CHARACTER.search(keys[0]) is None, -12, "no Chinese"),
        (len(keys[0]) < 4 or line.text.count(" ") >= 5, -3, "too short, or a row of words"),
    )
    stated = [] if is_sites_name else _stated_signs(keys, head.around.stated)
    return stated + [(weight, why) for holds, weight, why in table if holds]


def _names_signer(line: Line) -> bool:
    return names_office(line.text) or unit_with_people(line) is not None


def _opens_with_date(text: str) -> bool:
    found = find_date(plain(text[:24]))
    return found is not None and found.start == 0


def _stated_signs(keys: Sequence[str], stated: Sequence[str]) -> list[tuple[int, str]]:
    """`keys` are the first line of a title and the whole of it."""
    for weight, title in zip((12, 10, 8, 8, 8), stated, strict=False):
        other = squeeze(title)
        if other in keys:
            return [(weight, "stated by the HTML")]
        if any(len(key) >= 6 and other.startswith(key) and not _issues(key, other) for key in keys):
            return [(weight - 2, "begins the HTML title")]
    return []


def _issues(key: str, title: str) -> bool:
    """True for the office at the beginning of the title of its bulletin's issue: it is no title, but stands in the masthead."""
    return names_office(key) and key != title and find_issue_number(title[len(key) :]) is not None


def _lines_to_header(content: Sequence[Line], at: int, headers: dict[int, HeaderLine]) -> int | None:
    """0 when the next line is a header line, 1 when one short line stands between, …; None when none is near."""
    for distance, below in enumerate(range(at + 1, min(at + 2 + _LINES_TO_HEADER, len(content)))):
        if below in headers:
            return distance
        if is_paragraph(content[below].text) or section_name(content[below].text):
            return None
    return None
