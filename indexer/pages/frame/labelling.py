"""Labels everything around a page's text: chrome, breadcrumb, title, header lines, imprint, tail, repeated text.

What is left is the body, cut into pieces elsewhere. A paragraph is never labelled away: only whole chrome lines, header lines,
lines above the title, an imprint that ends the page, and what follows a closing line with no more than a remainder of running
text behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.pages.chrome.row import Where
from indexer.pages.chrome.table import chrome_row
from indexer.pages.lines import Line
from indexer.pages.notations.shapes import is_paragraph
from indexer.pages.plain import plain, squeeze
from indexer.pages.roles import LabelledLine, Role, labelled, unlabelled
from indexer.pages.statements.breadcrumb import breadcrumb
from indexer.pages.statements.masthead import organised_number, read_masthead, read_number_and_day
from indexer.pages.statements.running_text import is_running_text

from .head import Surroundings, find_title
from .header_zone import label_above, label_below, label_repeats
from .imprint import find_imprint, label_imprint
from .printed_head import printed_title
from .tail import label_copies, label_tail


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page. `title` is the title line's text (None when the page has none); `path` the breadcrumb's elements;
    `labelled` every line that is not body; `body` the rest, in order."""

    title: str | None
    path: tuple[str, ...]
    labelled: tuple[LabelledLine, ...]
    body: tuple[Line, ...]


def frame(lines: Sequence[Line], stated_titles: Sequence[str]) -> Frame:
    """The frame of a page's lines. `stated_titles` are titles that HTML states, the surest first."""
    path, crumbs = _label_breadcrumb(lines)
    furniture = tuple(_label_furniture(unlabelled(lines, crumbs)))
    content = unlabelled(lines, crumbs, furniture)
    found = find_title(content, _surroundings(content, path, crumbs, stated_titles))
    first, own = _label_title(content[found.at : found.end], found.why)
    title = _label_title(printed_title(content[found.end :], first), "")[0] or first
    above = tuple(label_above(content[: found.at], furniture))
    below = tuple(label_below(content[found.end :], title))
    rest = unlabelled(content[found.end :], below)
    repeats = tuple(label_repeats(rest))
    head = (*crumbs, *furniture, *above, *own, *below, *repeats)
    copies = tuple(label_copies(unlabelled(rest, repeats), title, head))
    from_body_on = lines[rest[0].number - 1 :] if rest else ()
    foot = _label_foot(from_body_on, title or next(iter(stated_titles), None), (*head, *copies))
    labels = sorted((*head, *copies, *foot), key=lambda line: line.number)
    other = tuple(element for element in path if squeeze(element) not in map(squeeze, (title or "", first or "")))
    return Frame(title, other, tuple(labels), unlabelled(rest, labels))


def _label_breadcrumb(lines: Sequence[Line]) -> tuple[tuple[str, ...], tuple[LabelledLine, ...]]:
    """The elements of the last breadcrumb above the first paragraph that has any, and the labels of all breadcrumb lines."""
    path: tuple[str, ...] = ()
    labels: list[LabelledLine] = []
    broken: list[Line] | None = None
    for line in lines:
        if broken is not None and _goes_on(line, lines, broken):
            broken.append(line)
            labels.append(labelled(line, Role.BREADCRUMB, "goes on from the line above"))
            continue
        if broken is not None:
            path = breadcrumb("位置:" + " ".join(part.text for part in broken)) or path
            broken = None
        if is_running_text(line.text) and not line.navigation:
            break
        elements = breadcrumb(line.text)
        if elements is not None:
            labels.append(labelled(line, Role.BREADCRUMB, "a path of pages", " > ".join(elements)))
            path = elements or path
            broken = None if elements else []
    return path, tuple(labels)


def _goes_on(line: Line, lines: Sequence[Line], broken: list[Line]) -> bool:
    """A path broken over lines goes on with a line that begins with a separator, and with what stands next to one."""
    if len(broken) > 40 or len(line.text) > 40:
        return False
    above = next((part.text for part in reversed(broken) if part.text), "")
    below = next((other.text for other in lines[line.number : line.number + 4] if other.text), "")
    return plain(line.text).startswith(">") or plain(above).endswith(">") or plain(below).startswith(">")


def _label_furniture(lines: Sequence[Line]) -> Iterator[LabelledLine]:
    """Labels blank lines, menus and chrome; what is chrome at the edges only counts above the first paragraph."""
    in_head = True
    for line in lines:
        row = chrome_row(line.text) if line.text else None
        if not line.text:
            yield labelled(line, Role.BLANK, "nothing on it")
        elif row is not None and row.where is Where.ANYWHERE:
            yield labelled(line, Role.CHROME, f"chrome table: {row.name}", "", row.name)
        elif line.navigation:
            yield labelled(line, Role.NAVIGATION, "a menu or a list of links", "")
        elif row is not None and in_head:
            yield labelled(line, Role.CHROME, f"chrome table: {row.name}, above the text", "", row.name)
        elif is_paragraph(line.text):
            in_head = False


def _surroundings(
    content: Sequence[Line], path: Sequence[str], crumbs: Sequence[LabelledLine], stated: Sequence[str]
) -> Surroundings:
    below = next((at for at, line in enumerate(content) if crumbs and line.number > crumbs[-1].number), None)
    elements = frozenset(squeeze(element) for element in path)
    return Surroundings(stated, _without_title(elements, content, below), below)


def _without_title(crumbs: frozenset[str], content: Sequence[Line], below: int | None) -> frozenset[str]:
    """Some paths end with the page's title; it stays a candidate when it stands once more right below the path."""
    if below is None or len(content[below].text) > 160:
        return crumbs
    key = squeeze(content[below].text)
    return crumbs - {key} if len(key) > 8 else crumbs


def _label_title(lines: Sequence[Line], why: str) -> tuple[str | None, tuple[LabelledLine, ...]]:
    """The title that its lines make (several where it is broken, or the issue number stands below), and their labels."""
    title = ""
    labels: list[LabelledLine] = []
    for line in lines:
        masthead = read_masthead(line.text) or (read_number_and_day(line.text) if title else None)
        number = masthead.number if masthead else organised_number(line.text)
        title += number or ("" if masthead else line.text)
        labels.append(labelled(line, Role.MASTHEAD if masthead or number else Role.TITLE, why))
    return title or None, tuple(labels)


def _label_foot(lines: Sequence[Line], title: str | None, known: Sequence[LabelledLine]) -> tuple[LabelledLine, ...]:
    """Labels the tail, the imprint and what stands behind it in `lines`, all from the first of the body on."""
    tail = tuple(label_tail(lines, known))  # without the imprint's long lines, it might seem to begin further up
    in_tail = frozenset(line.number for line in tail)
    found = find_imprint(unlabelled(lines, known), title, in_tail)
    if not found:
        return tail
    imprint = {line.number: line for line in label_imprint(found, in_tail)}
    foot = (*imprint.values(), *(line for line in tail if line.number not in imprint))
    behind = label_tail([line for line in lines if line.number >= found[0].number], (*known, *foot))
    return (*foot, *behind)
