"""Labels everything around a page's text: chrome, breadcrumb, title, header lines, imprint, tail, repeated text.

What is left is the body, cut into pieces elsewhere. A paragraph is never labelled away: only whole chrome lines, header lines,
lines above the title, an imprint that ends the page, and what follows a closing line with no more than a remainder of running
text behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .breadcrumb import breadcrumb, has_position_label, is_separator
from .chrome import Where, chrome_row
from .head import Surroundings, TitleFound, find_title
from .header_zone import label_header, label_repeats
from .imprint import label_imprint
from .lines import Line
from .masthead import read_masthead, read_number_and_day
from .plain import squeeze
from .roles import LabelledLine, Role, Taken, labelled
from .shapes import is_paragraph
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
    taken = _everywhere(lines)
    path = _take_breadcrumb(lines, taken)
    _take_edge_chrome(lines, taken)
    content = [line for line in lines if line.number not in taken]
    last_crumb = max((number for number, line in taken.items() if line.role is Role.BREADCRUMB), default=None)
    below = None if last_crumb is None else next((at for at, line in enumerate(content) if line.number > last_crumb), None)
    crumbs = frozenset(squeeze(element) for element in path)
    found = find_title(content, Surroundings(stated_titles, _without_title(crumbs, content, below), below))
    title, rest = _take_title(content, found, taken)
    label_header(content[: found.at] if found else [], rest, title, taken)
    rest = [line for line in rest if line.number not in taken]
    label_repeats(rest, taken)
    label_copies([line for line in rest if line.number not in taken], title, taken)
    from_body_on = [line for line in lines if not rest or line.number >= rest[0].number]
    tail = dict(taken)
    label_tail(from_body_on, tail)  # by the whole page: without the imprint's long lines, it might seem to begin further up
    imprint = label_imprint(from_body_on, title or next(iter(stated_titles), None), tail, taken)
    taken.update({number: line for number, line in tail.items() if number not in taken})
    if imprint is not None:
        label_tail([line for line in from_body_on if line.number >= imprint], taken)
    body = tuple(line for line in rest if line.number not in taken)
    lines_taken = tuple(taken[number] for number in sorted(taken))
    own = () if title is None else (squeeze(title),)
    return Frame(title, tuple(element for element in path if squeeze(element) not in own), lines_taken, body)


def _everywhere(lines: Sequence[Line]) -> Taken:
    taken: Taken = {}
    for line in lines:
        if not line.text:
            taken[line.number] = labelled(line, Role.BLANK, "nothing on it")
        elif (row := chrome_row(line.text)) is not None and row.where is Where.ANYWHERE:
            taken[line.number] = labelled(line, Role.CHROME, f"chrome table: {row.name}", "")
    return taken


def _take_breadcrumb(lines: Sequence[Line], taken: Taken) -> tuple[str, ...]:
    """Labels breadcrumb lines above the first paragraph, and menus; gives the elements of the last breadcrumb that has any."""
    path: tuple[str, ...] = ()
    broken: list[Line] | None = None
    in_head = True
    for line in lines:
        if broken is not None and _goes_on(line, lines, broken):
            broken.append(line)
            taken[line.number] = labelled(line, Role.BREADCRUMB, "goes on from the line above")
            continue
        if broken is not None:
            path = breadcrumb("位置:" + " ".join(part.text for part in broken)) or path
            broken = None
        if line.number in taken and taken[line.number].role is Role.BLANK:
            continue
        in_head = in_head and not (line.number not in taken and is_paragraph(line.text))
        elements = breadcrumb(line.text) if in_head else None
        if elements is not None:
            taken[line.number] = labelled(line, Role.BREADCRUMB, "a path of pages", " > ".join(elements))
            path = elements or path
            broken = [] if not elements and has_position_label(line.text) else None
        elif line.navigation and line.number not in taken:
            taken[line.number] = labelled(line, Role.NAVIGATION, "a menu or a list of links", "")
    return path


def _goes_on(line: Line, lines: Sequence[Line], broken: list[Line]) -> bool:
    """A path broken over lines goes on with a separator, and with what stands behind one."""
    if not line.text:
        return True
    if len(broken) > 40 or len(line.text) > 40:
        return False
    written = [part for part in broken if part.text]
    if is_separator(line.text) or line.text[:1] in ">》" or (written and is_separator(written[-1].text[-1:])):
        return True
    follows = next((other.text for other in lines[line.number : line.number + 4] if other.text), "")
    return is_separator(follows) or follows[:1] == ">"


def _take_edge_chrome(lines: Sequence[Line], taken: Taken) -> None:
    """Chrome that counts only at the edges, above the first paragraph."""
    for line in lines:
        if line.number in taken:
            continue
        row = chrome_row(line.text)
        if row is not None:
            taken[line.number] = labelled(line, Role.CHROME, f"chrome table: {row.name}, above the text", "")
        elif is_paragraph(line.text):
            return


def _without_title(crumbs: frozenset[str], content: Sequence[Line], below: int | None) -> frozenset[str]:
    """Some paths end with the page's title; it stays a candidate when it stands once more right below the path."""
    if below is None or len(content[below].text) > 160:
        return crumbs
    key = squeeze(content[below].text)
    return crumbs - {key} if len(key) > 8 else crumbs


def _take_title(content: Sequence[Line], found: TitleFound | None, taken: Taken) -> tuple[str | None, list[Line]]:
    """Labels the title line (several where it is broken, or the issue number stands below); gives title and what follows."""
    if found is None:
        return None, list(content)
    end = found.at + found.length
    title = ""
    for line in content[found.at : end]:
        masthead = read_masthead(line.text) or (read_number_and_day(line.text) if title else None)
        title += masthead.number if masthead else line.text
        role = Role.MASTHEAD if masthead else Role.TITLE
        taken[line.number] = labelled(line, role, found.why)
    return title, list(content[end:])
