"""Labels the header lines of a page: those above the title, those right below it, and repeated blocks further down.

The lines below the title are read until the first that is text. 来源: alone on its line takes its value from the next line only
where the page writes all its values so, or where the value is a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indexer.pages.chrome.row import NEWSPAPER
from indexer.pages.lines import Line
from indexer.pages.notations.issue_numbers import find_issue_number
from indexer.pages.notations.labels import Stated
from indexer.pages.notations.people import bare_names, byline_names
from indexer.pages.notations.shapes import is_paragraph, is_prose, section_name, without_dashes
from indexer.pages.plain import plain, squeeze
from indexer.pages.roles import LabelledLine, Role, labelled
from indexer.pages.statements.bare_lines import day_beside_name
from indexer.pages.statements.header_line import read_header_line
from indexer.pages.statements.header_values import HeaderLine
from indexer.pages.statements.masthead import read_masthead, read_number_and_day

from .printed_head import is_printed_head

_AHEAD = 4  # lines that may stand between title and header
_LONGEST_NEXT_LINE_VALUE = 60
_FURTHEST_DATE = 200  # lines
_LONGEST_BARE_DATE = 48  # characters, with a name and a place beside it
_MASTHEAD = "the unit that issues the bulletin, and the day"


def label_above(above: Sequence[Line], furniture: Iterable[LabelledLine]) -> Iterator[LabelledLine]:
    """Labels every line above the title; `furniture` tells whether the page is one of a newspaper."""
    is_newspaper = any(line.chrome == NEWSPAPER for line in furniture)
    listed = _list_values(above)
    for at, line in enumerate(above):
        found = read_header_line(line.text)
        if at in listed:
            yield labelled(line, Role.HEADER, "value of the label above", f"{listed[at]}:{line.text}")
        elif found is None and read_masthead(line.text) is not None:
            yield labelled(line, Role.MASTHEAD, _MASTHEAD)
        elif found is None and is_paragraph(line.text) and "。" in line.text:
            yield labelled(line, Role.PREAMBLE, "a sentence above the title")
        elif found is None:
            yield labelled(line, Role.CHROME, "above the title")
        elif found.labelled:
            yield labelled(line, Role.HEADER, _why(found))
        elif is_newspaper and "星期" in line.text:
            yield labelled(line, Role.HEADER, "the day of a newspaper page")
        else:
            yield labelled(line, Role.SAVING_TIME, "a bare time above the title is when the page was saved")


def label_below(below: Sequence[Line], title: str | None) -> Iterator[LabelledLine]:
    """Labels the header lines below the title, and what stands between them."""
    listed = _list_values(below[:80])
    dated = _bare_dates(below)
    has_header = has_date = False
    for at, line in enumerate(below):
        found = read_header_line(line.text)
        if at in listed:
            yield labelled(line, Role.HEADER, "value of the label above", f"{listed[at]}:{line.text}")
        elif found is not None and (found.labelled or (len(dated) == 1 and not has_date)):
            yield labelled(line, Role.HEADER, _why(found))
            has_header = True
            has_date = has_date or any(value.published for value in found.values)
        elif found is None and (masthead := _masthead(below, at, title)) is not None:
            yield labelled(line, Role.MASTHEAD, _MASTHEAD, masthead)
            has_header = True
        elif found is not None and at and _masthead(below, at - 1, title) not in (None, below[at - 1].text):
            yield labelled(line, Role.MASTHEAD, "the day of the unit above")
        elif at == 0 and title is not None and (day := _day_beside_name(below)) is not None:
            yield labelled(line, Role.HEADER, "a day and a name right below the title", day)
            has_header = True
        elif title is not None and squeeze(line.text) == squeeze(title):
            yield labelled(line, Role.TITLE, "the title once more")
        elif is_printed_head(below, at, title):
            yield labelled(line, Role.TITLE, "the bulletin's name or number once more")
        elif is_paragraph(line.text) or has_header or not _header_ahead(below, at):
            return
        elif (subtitle := without_dashes(line.text)) is not None:
            yield labelled(line, Role.SUBTITLE, "dashes below the title", subtitle)
        elif bare_names(line.text) or byline_names(line.text):
            yield labelled(line, Role.BYLINE, "names below the title")


def _day_beside_name(below: Sequence[Line]) -> str | None:
    """The day of a first line that has a name beside it; of several such lines none is a header."""
    days = [day for line in below[:_FURTHEST_DATE] if (day := day_beside_name(line.text)) is not None]
    return days[0] if len(days) == 1 and day_beside_name(below[0].text) else None


def _masthead(below: Sequence[Line], at: int, title: str | None) -> str | None:
    """The masthead that a line is, or, below an issue's title, that it is without a unit, or with a bare date on the next."""
    if read_masthead(below[at].text) is not None:
        return below[at].text
    number = find_issue_number(plain(title or ""))
    if number is None:
        return None
    alone = read_number_and_day(below[at].text)
    if alone is not None:
        again = find_issue_number(plain(alone.number))  # another number: an entry of a list of issues
        is_own = again is not None and again.issue == number.issue and again.year in (None, number.year)
        return below[at].text if is_own else None
    following = below[at + 1].text if at + 1 < len(below) else ""
    date_ = read_header_line(following)
    if date_ is None or date_.labelled:
        return None
    both = f"{below[at].text} {following}"
    return both if read_masthead(both) is not None else None


def label_repeats(body: Sequence[Line]) -> Iterator[LabelledLine]:
    """Header blocks once more inside the text: only lines that state a date beside other values."""
    for line in body:
        found = read_header_line(line.text)
        if found is not None and found.labelled and len(found.fields) >= 2 and any(value.published for value in found.values):
            yield labelled(line, Role.HEADER, "the header once more")


def _header_ahead(below: Sequence[Line], at: int) -> bool:
    """True while a header line follows within reach, with no text before it."""
    for line in below[at + 1 : at + 1 + _AHEAD]:
        found = read_header_line(line.text)
        if found is not None or read_masthead(line.text) is not None:
            return True
        if is_paragraph(line.text) or section_name(line.text) is not None:
            return False
    return False


def _bare_dates(below: Sequence[Line]) -> frozenset[str]:
    """The bare dates of the first lines: several different ones are the day heads of a chronicle, not a header."""
    found = set()
    for line in below[:_FURTHEST_DATE]:
        if len(line.text) <= _LONGEST_BARE_DATE and (header := read_header_line(line.text)) is not None and not header.labelled:
            found.add(squeeze(line.text))
    return frozenset(found)


def _list_values(lines: Sequence[Line]) -> dict[int, str]:
    """Index of each line that is the value of a label standing alone on the line above -> that label.

    Only where the page writes its values so: another header line follows the value, or the label wants a date and gets one.
    """
    found: dict[int, str] = {}
    for at in range(len(lines) - 1):
        header = read_header_line(lines[at].text)
        if header is None or not header.is_only_labels or at in found:
            continue
        value = lines[at + 1].text
        following = read_header_line(value)
        label = lines[at].text.strip(" •·●:：\t　")
        if following is not None and following.labelled:
            continue
        field = header.values[-1].field
        if following is not None:
            if field in (Stated.PUBLISHED, Stated.OTHER_DATE):
                found[at + 1] = label
        elif field not in (Stated.PUBLISHED, Stated.OTHER_DATE) and _is_in_a_list(lines, at) and not is_prose(value):
            found[at + 1] = label
    return found


def _is_in_a_list(lines: Sequence[Line], at: int) -> bool:
    if at + 2 >= len(lines) or len(lines[at + 1].text) > _LONGEST_NEXT_LINE_VALUE:
        return False
    after = read_header_line(lines[at + 2].text)
    return after is not None and after.labelled


def _why(found: HeaderLine) -> str:
    return "states " + ", ".join(dict.fromkeys(value.field.value for value in found.values))
