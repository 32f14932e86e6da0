"""A parsed HTML page -> its lines. Block elements break lines, inline ones never lose or join characters.

Scripts and hidden parts go; menus, and lines outside the main text, are marked, not dropped. A label in a cell of its own gets a
colon and its value. No recursion: any depth is walked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .chrome import chrome_row
from .html_cells import CELLS, INLINE, cell_label, inline_label, paired_rows
from .html_main import Container, MainText, main_text
from .html_menus import is_named_aside, is_named_foreign, links_in_text, menu_lines
from .html_reach import with_what_follows
from .html_tags import BLOCKS, SKIPPED
from .lines import Line, Region, clean
from .shapes import is_paragraph

_CONTAINERS = frozenset(("article", "body", "center", "div", "form", "main", "section", "table", "tbody", "td", "tr"))
_HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_SHOWN_BY_SCRIPT = frozenset(("js_content",))  # WeChat hides the text of its articles until a script has run
_WHITE = re.compile(r"[ \t\r\n\f]+")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_MOST_LABELS = 200  # in cells of their own; the header of an official document has twenty
_ASIDE_SHARE = 0.3  # a "menu" that holds more of the running text than this is none


@dataclass(slots=True)
class _Draft:
    """A line while it is gathered."""

    parts: list[str]
    container: int = 0
    linked: int = 0
    links: int = 0


def html_lines(tree: LexborHTMLParser, titles: Sequence[str] = ()) -> tuple[Line, ...]:
    """The lines of a parsed page, numbered from 1, blank ones included. `titles` are those that the page states elsewhere."""
    return _Reader(tree).lines(titles)


class _Reader:
    """Walks the tree once, without recursion, and gathers lines and the containers they stand in."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._root = tree.body or tree.root
        self._drafts: list[_Draft] = [_Draft([])]
        self._containers: list[Container] = [Container(aside=False, first=0, outer=None)]
        self._open = [0]
        self._links = 0
        self._plain_rows: dict[int, bool] = {}
        self._read_rows: set[int] = set()
        self._wants_value = False  # a label in a cell of its own was written: the next text belongs to its line
        self._labels = 0
        self._has_text = False  # running text was seen: what looks like a label below it may be text

    def lines(self, titles: Sequence[str]) -> tuple[Line, ...]:
        node = self._root
        while node is not None:
            entered = self._enter(node)
            if entered and node.child is not None:
                node = node.child
                continue
            if entered:
                self._leave(node)
            node = self._onwards(node)
        for container in self._open:
            self._containers[container].end = len(self._drafts)
        return self._finished(titles)

    def _onwards(self, node: LexborNode) -> LexborNode | None:
        at: LexborNode | None = node
        while at is not None and at.next is None:
            at = at.parent
            if at is None or self._root is None or at.mem_id == self._root.mem_id:
                return None
            self._leave(at)
        return at.next if at is not None else None

    def _enter(self, node: LexborNode) -> bool:
        """Take in one node; False for a subtree that is not read."""
        if node.is_text_node:
            self._text(node.text_content or "")
            return True
        tag = node.tag or ""
        if not node.is_element_node:
            return node.is_document_node
        if tag in SKIPPED or _is_hidden(node) or node.mem_id in self._read_rows:
            return False
        if not self._has_text and self._labels < _MOST_LABELS and self._label(node, tag):
            return False
        if tag in BLOCKS and not self._is_plain_cell(node, tag):
            self._break()
        elif tag in ("td", "th"):
            self._text(" ")
        if tag == "a":
            self._links += 1
            self._drafts[-1].links += 1
        if tag in _CONTAINERS:
            first, foreign = len(self._drafts) - 1, is_named_foreign(node)
            self._containers.append(Container(is_named_aside(node), first, self._open[-1], foreign=foreign))
            self._open.append(len(self._containers) - 1)
        return True

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "a":
            self._links -= 1
        if tag in BLOCKS and not self._is_plain_cell(node, tag):
            self._break()
        if tag in _CONTAINERS and node.is_element_node:
            self._containers[self._open.pop()].end = len(self._drafts) - (0 if self._drafts[-1].parts else 1)

    def _is_plain_cell(self, node: LexborNode, tag: str) -> bool:
        """True for a cell of a row that holds text alone: such a row is one line. Layout tables hold blocks, and are none."""
        row = node.parent if tag in ("td", "th") else None
        if row is None:
            return False
        if row.mem_id not in self._plain_rows:
            self._plain_rows[row.mem_id] = _is_plain_row(row)
        return self._plain_rows[row.mem_id]

    def _label(self, node: LexborNode, tag: str) -> bool:
        """Write a label that has a cell of its own, or a row of them; False for any other node."""
        if tag == "tr" and (found := paired_rows(node)) is not None:
            self._labels += 1
            below, pairs = found
            for label, value in pairs:
                self._break()
                self._text(f"{label}:{value}")
            self._break()
            self._read_rows.add(below.mem_id)
            return True
        stated = cell_label(node) if tag in CELLS else inline_label(node) if tag in INLINE else None
        if stated is None:
            return False
        self._labels += 1
        self._wants_value = False
        if tag in CELLS:
            self._break()
        self._text(f"{stated}:")
        self._wants_value = tag in CELLS
        return True

    def _text(self, text: str) -> None:
        draft = self._drafts[-1]
        draft.container = self._open[-1]
        draft.parts.append(text)
        self._wants_value = self._wants_value and not text.strip()
        if self._links:
            draft.linked += len(text.strip())

    def _break(self) -> None:
        if self._wants_value:
            return
        if any(part.strip(" \t\r\n\f") for part in self._drafts[-1].parts):
            self._has_text = self._has_text or is_paragraph("".join(self._drafts[-1].parts).strip())
            self._drafts.append(_Draft([]))
        else:
            self._drafts[-1] = _Draft([])

    def _finished(self, titles: Sequence[str]) -> tuple[Line, ...]:
        texts = [clean(_collapsed("".join(draft.parts))) for draft in self._drafts]
        linked = [
            bool(text) and draft.linked * 10 >= len(text.replace(" ", "")) * 8
            for text, draft in zip(texts, self._drafts, strict=True)
        ]
        running = [0 if is_link or not _is_running(text) else len(text) for text, is_link in zip(texts, linked, strict=True)]
        sums = [0]
        for length in running:
            sums.append(sums[-1] + length)
        innermost = [draft.container for draft in self._drafts]
        found = main_text(self._containers, innermost, texts, sums, titles)
        main = with_what_follows(found, self._containers, texts, linked, running)
        aside = self._aside_lines(sums) | _outside(main, running)
        menus = menu_lines(texts, linked, [draft.links for draft in self._drafts])
        if main is not None and main.is_sure:
            menus -= links_in_text(main.lines, texts, linked, running, innermost)
        lines = (
            Line(at + 1, text, linked[at], _region(at, main), navigation=at in aside or at in menus)
            for at, text in enumerate(texts)
        )
        return tuple(lines)

    def _aside_lines(self, sums: list[int]) -> frozenset[int]:
        found: set[int] = set()
        for container in self._containers:
            if container.aside and sums[container.end] - sums[container.first] <= sums[-1] * _ASIDE_SHARE:
                found.update(range(container.first, container.end))
        return frozenset(found)


def _is_running(text: str) -> bool:
    return is_paragraph(text) and chrome_row(text) is None


def _outside(main: MainText | None, running: Sequence[int]) -> frozenset[int]:
    """The running text that surely is another page's: teasers, comments, a column beside the text."""
    if main is None or not main.is_sure:
        return frozenset()
    return frozenset(at for at, length in enumerate(running) if length and at not in main.lines)


def _region(at: int, main: MainText | None) -> Region:
    if main is None:
        return Region.UNKNOWN
    if at < main.lines.start:
        return Region.ABOVE
    return Region.MAIN if at < main.lines.stop else Region.BELOW


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if attributes.get("id") in _SHOWN_BY_SCRIPT:
        return False
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search((attributes.get("style") or "")[:500]))


def _is_plain_row(row: LexborNode) -> bool:
    return all(child.tag not in BLOCKS for cell in _children(row) for child in _children(cell))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _collapsed(text: str) -> str:
    """White space as a browser shows it; a line break of the source between two wide characters is nothing."""

    def shown(match: re.Match[str]) -> str:
        around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        is_break = "\n" in match.group() or "\r" in match.group()
        return "" if is_break and all(_WIDE.match(character) for character in around) else " "

    return _WHITE.sub(shown, text)
