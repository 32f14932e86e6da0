"""Lists of other pages: rows of a headline in a link and a bare day, and nothing else, line under line.

Articles hold such rows too: a notice its documents, a chronicle its entries. So a list is one only on a page without running
text, or above or below the text in a container of its own, or as a <ul> below all of it. It never is below a line that says what
is listed (…如下：, 附件) or may be a heading of the text, nor a table among the text's paragraphs, nor where the title says that
the page lists (大事记), nor where it is all that stands below a page's own date or source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.pages.chrome.table import chrome_row
from indexer.pages.notations.dates import find_date
from indexer.pages.notations.units import closing_bracket, is_unit
from indexer.pages.plain import plain
from indexer.pages.statements.header_line import read_header_line

from .list_heads import introduces_rows, may_head_rows, may_sign, names_a_list
from .main_text import Container
from .rows import is_day

_SEVERAL = 3
_IN_A_BOX = 2
_LONGEST_HEADING = 20
_OUTWARDS = 12  # containers
_HEAD_LINES = 6  # between a list and the date or source it is all the text of


@dataclass(frozen=True, slots=True)
class Placed:
    """A page's lines, and what is known of each where lists are told from text: its text, whether it is a row, the length of its
    running text, its innermost container, whether it stands in a <ul> or <ol>, the tag of its innermost block; and of what
    stands above line n, the length of its running text (`sums`) and how many of its lines are neither rows nor hold a link
    (`others`)."""

    texts: Sequence[str]
    rows: Sequence[bool]
    running: Sequence[int]
    sums: Sequence[int]
    others: Sequence[int]
    innermost: Sequence[int]
    is_item: Sequence[bool]
    blocks: Sequence[str]
    containers: Sequence[Container]


def lists_of_pages(page: Placed, within: range, titles: Sequence[str]) -> frozenset[int]:
    """The lines of such lists, with the headings of those that stand in a container of their own; `within` is the main text."""
    found: set[int] = set()
    last = next((at for at in reversed(within) if page.running[at]), None)
    for run in _runs(page.rows, page.texts):
        if _is_introduced(run, page):
            continue
        above = page.sums[run[0]] - page.sums[within.start]
        below = page.sums[within.stop] - page.sums[run[-1]]
        box = _box(run, page)
        if above and last is not None and (_is_headed(run[0], box, page, last) or _is_of_text(run[0], box, page, last, titles)):
            continue
        if _is_list(run, page, above, below, is_boxed=box is not None):
            found.update(run)
            if box is not None and above:
                found.update(_heading(run[0], box, page, last))
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
    length = sum(not is_day(page.texts[at]) for at in run)
    if not page.sums[-1]:
        return length >= _SEVERAL
    if above and below:
        return False
    if is_boxed:
        return length >= (_IN_A_BOX if above else _SEVERAL)
    return bool(above) and length >= _SEVERAL and all(page.is_item[at] for at in run)


def _is_headed(first: int, box: Container | None, page: Placed, paragraph: int) -> bool:
    """True right below what may be a heading of the text. In the list's own box it is set like the text's last `paragraph`:
    what heads the links of a site is a heading or a block of its own. Above a box it is none where it may sign the text."""
    at = _line_above(first, page)
    if at is None or page.others[at] == page.others[at + 1] or not may_head_rows(page.texts[at]):
        return False
    if box is None:
        return True
    return not may_sign(page.texts[at]) and (at < box.first or page.blocks[at] == page.blocks[paragraph])


def _is_of_text(first: int, box: Container | None, page: Placed, paragraph: int, titles: Sequence[str]) -> bool:
    """True in a table among the paragraphs of the text, in no container of its own, and on a page whose title says that it lists;
    never below a button or 相关文章."""
    at = _line_above(first, page)
    if at is None or chrome_row(page.texts[at]) is not None:
        return False
    is_table = box is not None and box.table and box.outer == page.innermost[paragraph]
    return is_table or any(map(names_a_list, titles))


def _line_above(first: int, page: Placed) -> int | None:
    return next((at for at in range(first - 1, -1, -1) if page.texts[at]), None)


def _is_introduced(run: Sequence[int], page: Placed) -> bool:
    """True right below a line that says what is listed, and below a date or a source without a text between.

    A bare day right below a text signs it: what is listed below is the text's own where it is of that day."""
    above = [at for at in range(max(0, run[0] - 4 * _HEAD_LINES), run[0]) if page.texts[at]][-_HEAD_LINES:]
    if above and introduces_rows(page.texts[above[-1]]):
        return True
    stated: set[str] = set()
    for at in reversed(above):
        if page.running[at]:
            return bool(stated) and _days(run, page) == stated
        if page.rows[at]:
            break
        header = read_header_line(page.texts[at])
        if header is not None and header.labelled:
            return True
        if header is not None:
            stated = _days([at], page)
    return bool(stated)


def _days(lines: Sequence[int], page: Placed) -> set[str]:
    found = (find_date(plain(page.texts[at])) for at in lines)
    return {f"{date_.value:%Y-%m-%d}" for date_ in found if date_ is not None}


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


def _heading(first: int, box: Container, page: Placed, paragraph: int | None) -> Iterator[int]:
    """The line that heads a list in its box, whatever it is called; no header line or signature."""
    at = _line_above(first, page)
    if at is None or at < box.first:
        return
    text = page.texts[at]
    is_alike = paragraph is not None and page.blocks[at] == page.blocks[paragraph]
    if (
        len(text) <= _LONGEST_HEADING
        and not (is_alike and is_unit(text))
        and closing_bracket(text) is None
        and read_header_line(text) is None
    ):
        yield at
