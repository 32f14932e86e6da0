"""A parsed HTML page -> its lines. Block elements break lines, inline ones never lose or join characters.

Scripts and hidden parts go. A label in a cell of its own gets a colon and its value. No recursion: any depth is walked. What the
gathered lines are marked with is `marks`' business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.pages.lines import Line
from indexer.pages.notations.shapes import is_paragraph

from .cells import CELLS, INLINE, cell_label, inline_label, paired_rows
from .crumbs import crumb_line
from .emphasis import Emphasis
from .main_text import Container
from .marks import Draft, marked_lines
from .menus import is_named_aside, is_named_foreign
from .tags import ASIDES, BLOCKS, SKIPPED, is_hidden, names_of

_CONTAINERS = frozenset(("article", "body", "center", "div", "form", "main", "section", "table", "tbody", "td", "tr")) | ASIDES
_ARTICLES = frozenset(("article", "main"))
_LISTS = frozenset(("ol", "ul"))
_MOST_LABELS = 200  # in cells of their own; the header of an official document has twenty


def html_lines(tree: LexborHTMLParser, titles: Sequence[str] = ()) -> tuple[Line, ...]:
    """The lines of a parsed page, numbered from 1, blank ones included. `titles` are those that the page states elsewhere."""
    return _Reader(tree).lines(titles)


class _Reader:
    """Walks the tree once, without recursion, and gathers lines and the containers they stand in."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._root = tree.body or tree.root
        self._drafts: list[Draft] = [Draft([])]
        self._containers: list[Container] = [Container(aside=False, first=0, outer=None)]
        self._open = [0]
        self._links = 0
        self._articles = 0  # open elements of _ARTICLES
        self._preformatted = 0  # open <pre>
        self._lists = 0  # open elements of _LISTS
        self._blocks: list[str] = []  # open elements of BLOCKS
        self._emphasis = Emphasis()
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
        return marked_lines(self._drafts, self._containers, titles)

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
            self._text_or_lines(node.text_content or "")
            return True
        tag = node.tag or ""
        if not node.is_element_node:
            return node.is_document_node
        if is_hidden(node) or node.mem_id in self._read_rows or self._crumb(node, tag):
            return False
        if tag in SKIPPED or (tag in ASIDES and not self._is_within_text()):
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
        self._articles += tag in _ARTICLES
        self._preformatted += tag == "pre"
        self._lists += tag in _LISTS
        if tag in BLOCKS:
            self._blocks.append(tag)
        if tag in _CONTAINERS:
            self._contain(node, tag)
        self._emphasis.enter(node, tag)
        return True

    def _contain(self, node: LexborNode, tag: str) -> None:
        names, first = names_of(node), len(self._drafts) - 1
        is_tagged = tag in ASIDES
        is_aside, is_foreign = is_tagged or is_named_aside(names), is_named_foreign(names)
        container = Container(is_aside, first, self._open[-1], foreign=is_foreign, tagged=is_tagged, table=tag == "table")
        self._containers.append(container)
        self._open.append(len(self._containers) - 1)

    def _is_within_text(self) -> bool:
        """True inside <article> and <main>, and right below a paragraph of the same container: an aside may be a note there."""
        above = self._drafts[-2:-1]
        return self._articles > 0 or any(
            draft.container == self._open[-1] and is_paragraph("".join(draft.parts).strip()) for draft in above
        )

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        self._emphasis.leave(node)
        if tag == "a":
            self._links -= 1
        self._articles -= tag in _ARTICLES
        self._preformatted -= tag == "pre"
        self._lists -= tag in _LISTS
        if tag in BLOCKS and self._blocks:  # what stands around an empty body was never entered
            self._blocks.pop()
        if tag in BLOCKS and not self._is_plain_cell(node, tag):
            self._break()
        if tag in _CONTAINERS:
            self._containers[self._open.pop()].end = len(self._drafts) - (0 if self._drafts[-1].parts else 1)

    def _is_plain_cell(self, node: LexborNode, tag: str) -> bool:
        """True for a cell of a row that holds text alone: such a row is one line. Layout tables hold blocks, and are none."""
        row = node.parent if tag in ("td", "th") else None
        if row is None:
            return False
        if row.mem_id not in self._plain_rows:
            self._plain_rows[row.mem_id] = _is_plain_row(row)
        return self._plain_rows[row.mem_id]

    def _crumb(self, node: LexborNode, tag: str) -> bool:
        """Write a breadcrumb that has no separators of its own; False for any other node."""
        path = crumb_line(node, tag) if not self._has_text else None
        if path is not None:
            self._whole_line(path)
        return path is not None

    def _label(self, node: LexborNode, tag: str) -> bool:
        """Write a label that has a cell of its own, or a row of them; False for any other node."""
        if tag == "tr" and (found := paired_rows(node)) is not None:
            self._labels += 1
            below, pairs = found
            for label, value in pairs:
                self._whole_line(f"{label}:{value}")
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

    def _text_or_lines(self, text: str) -> None:
        """Text, cut into lines where <pre> shows them."""
        first, *others = text.split("\n") if self._preformatted else (text,)
        self._text(first)
        for line in others:
            self._break()
            self._text(line)

    def _whole_line(self, text: str) -> None:
        self._break()
        self._text(text)
        self._break()

    def _text(self, text: str) -> None:
        draft = self._drafts[-1]
        draft.container = self._open[-1]
        draft.is_item = self._lists > 0
        draft.parts.append(text)
        if text.strip():
            draft.block = self._blocks[-1] if self._blocks else ""
            draft.mark = self._emphasis.mark if draft.mark in (None, self._emphasis.mark) else ""
        self._wants_value = self._wants_value and not text.strip()
        if self._links:
            draft.linked += len(text.strip())

    def _break(self) -> None:
        last = self._drafts[-1]
        if self._wants_value or not (last.parts or last.links):
            return
        if any(part.strip(" \t\r\n\f") for part in last.parts):
            self._has_text = self._has_text or is_paragraph("".join(last.parts).strip())
            self._drafts.append(Draft([]))
        else:
            self._drafts[-1] = Draft([])


def _is_plain_row(row: LexborNode) -> bool:
    return all(child.tag not in BLOCKS for cell in _children(row) for child in _children(cell))


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next
