"""Lists of other pages: rows of a headline in a link and a bare day, and nothing else, line under line.

Articles hold such rows too: a notice its documents, a chronicle its entries. So a list is one only on a page without running
text, or above or below the text in a container of its own, or as a <ul> below all of it. It never is below a line that says what
is listed (…如下：, 附件), nor where it is all that stands below a page's own date or source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .chrome import chrome_row
from .header_line import read_header_line
from .html_main import Container
from .html_menus import is_attachment
from .plain import plain, squeeze
from .shapes import is_heading
from .units import closing_bracket

_DAY = r"(?:19|20)\d\d ?(?P<sep>[-/.]) ?\d{1,2} ?(?P=sep) ?\d{1,2}|\d\d[-/]\d\d"
_CLOCK = r"(?: \d{1,2}:\d\d(?::\d\d)?)?"
_AHEAD = re.compile(rf"[·•]? ?[\[(【]? ?(?:{_DAY}){_CLOCK}(?!\d) ?[\])】]? ?")  # not 5月6日: so begin the entries of a chronicle
_BEHIND = re.compile(rf"[\[(【]? ?(?<!\d)(?:{_DAY}|(?:19|20)\d\d ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日){_CLOCK} ?[\])】]?\Z")
_SIGNS = re.compile(r"[ ·•>\[\]【】]+")
_INTRODUCES = re.compile(r"\A附|(?::|如下.?|目录|名录|名单|清单|一览表?|大事记|日期|时间)\Z")
_SHORTEST_HEADLINE = 4
_MOST_LINKS = 2  # of a row: its column may stand beside the headline
_SEVERAL = 3
_IN_A_BOX = 2
_LONGEST_HEADING = 20
_LONGEST_DAY = 24
_OUTWARDS = 12  # containers
_HEAD_LINES = 6  # between a list and the date or source it is all the text of


@dataclass(frozen=True, slots=True)
class Placed:
    """A page's lines, and what is known of each where lists are told from text: its text, whether it is a row, the length of its
    running text, its innermost container, whether it stands in a <ul> or <ol>; and of what stands above line n, the length of
    its running text (`sums`) and how many of its lines are neither rows nor hold a link (`others`)."""

    texts: Sequence[str]
    rows: Sequence[bool]
    running: Sequence[int]
    sums: Sequence[int]
    others: Sequence[int]
    innermost: Sequence[int]
    is_item: Sequence[bool]
    containers: Sequence[Container]


def rows_of(texts: Sequence[str], linked: Sequence[int], links: Sequence[int]) -> list[bool]:
    """Which lines are a row, or one of a headline and its day on two lines; `linked` gives the length of each linked text."""
    rows = [_is_row(*line) for line in zip(texts, linked, links, strict=True)]
    above: int | None = None
    for at, text in enumerate(texts):
        if not text:
            continue
        if above is not None and links[at] == 0 and _is_day(text) and _is_headline(texts[above], linked[above], links[above]):
            rows[above] = rows[at] = True
        above = at
    return rows


def _is_day(text: str) -> bool:
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


def lists_of_pages(page: Placed, within: range, titles: Sequence[str]) -> frozenset[int]:
    """The lines of such lists, with the headings of those that stand in a container of their own; `within` is the main text."""
    found: set[int] = set()
    for run in _runs(page.rows, page.texts):
        if _is_introduced(run[0], page):
            continue
        above = page.sums[run[0]] - page.sums[within.start]
        below = page.sums[within.stop] - page.sums[run[-1]]
        box = _box(run, page)
        if _is_list(run, page, above, below, is_boxed=box is not None):
            found.update(run)
            if box is not None and above:
                found.update(_heading(run[0], box, page, titles))
    return frozenset(found)


def _runs(rows: Sequence[bool], texts: Sequence[str]) -> Iterator[list[int]]:
    run: list[int] = []
    for at, is_one in enumerate([*rows, False]):
        if is_one:
            run.append(at)
        elif at == len(rows) or texts[at]:
            if run:
                yield run
            run = []


def _is_list(run: Sequence[int], page: Placed, above: int, below: int, *, is_boxed: bool) -> bool:
    length = sum(not _is_day(page.texts[at]) for at in run)
    if not page.sums[-1]:
        return length >= _SEVERAL
    if above and below:
        return False
    if is_boxed:
        return length >= (_IN_A_BOX if above else _SEVERAL)
    return bool(above) and length >= _SEVERAL and all(page.is_item[at] for at in run) and not _is_headed(run[0], page)


def _is_headed(first: int, page: Placed) -> bool:
    """True right below what may be a heading of the text."""
    at = next((at for at in range(first - 1, -1, -1) if page.texts[at]), None)
    return at is not None and is_heading(page.texts[at]) and not page.rows[at] and chrome_row(page.texts[at]) is None


def _is_introduced(first: int, page: Placed) -> bool:
    """True right below a line that says what is listed, and below a date or a source without a text between."""
    above = [at for at in range(max(0, first - 4 * _HEAD_LINES), first) if page.texts[at]][-_HEAD_LINES:]
    if above and _INTRODUCES.search(plain(page.texts[above[-1]])) and chrome_row(page.texts[above[-1]]) is None:
        return True
    for at in reversed(above):
        if page.running[at] or page.rows[at]:
            return False
        header = read_header_line(page.texts[at])
        if header is not None and not header.is_only_labels:
            return True
    return False


def _box(run: Sequence[int], page: Placed) -> Container | None:
    """The largest container that holds a run and at most a heading beside it; None where the run stands among a text."""
    found: Container | None = None
    at: int | None = page.innermost[run[0]]
    for _ in range(_OUTWARDS):
        if at is None:
            break
        container = page.containers[at]
        is_text = page.sums[container.end] > page.sums[container.first]
        if is_text or page.others[container.end] - page.others[container.first] > 1:
            break
        found = container if run[-1] < container.end else None
        at = container.outer
    return found


def _heading(first: int, box: Container, page: Placed, titles: Sequence[str]) -> Iterator[int]:
    """The line that heads a list in its box, whatever it is called; no title, header line or signature."""
    at = next((at for at in range(first - 1, box.first - 1, -1) if page.texts[at]), None)
    if at is None:
        return
    text = page.texts[at]
    is_own = squeeze(text) in {squeeze(title) for title in titles} or closing_bracket(text) is not None
    if len(text) <= _LONGEST_HEADING and not is_own and read_header_line(text) is None:
        yield at
