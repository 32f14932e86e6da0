"""Gathered lines -> lines that say what HTML tells of them: linked or not, in the main text or around it, part of a menu.

Menus, and lines outside the main text, are marked, not dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from indexer.pages.lines import Line, Region, clean
from indexer.pages.statements.running_text import is_running_text

from .asides import own_asides
from .lists import Placed, lists_of_pages
from .main_text import Container, MainText, main_text
from .menus import leads_to_neighbour, links_in_text, menu_lines
from .reach import with_what_follows
from .rows import rows_of

_WHITE = re.compile(r"[ \t\r\n\f]+")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_ASIDE_SHARE = 0.3  # a "menu" that holds more of the running text than this is none


@dataclass(slots=True)
class Draft:
    """A line while it is gathered."""

    parts: list[str]
    container: int = 0
    linked: int = 0
    links: int = 0
    is_item: bool = False  # of a <ul> or <ol>
    block: str = ""  # the innermost block element of its text
    mark: str | None = None  # how all of its text is set; None before any


def marked_lines(drafts: Sequence[Draft], containers: Sequence[Container], titles: Sequence[str]) -> tuple[Line, ...]:
    """The lines of a page, numbered from 1. `titles` are those that it states elsewhere."""
    texts = [clean(_collapsed("".join(draft.parts))) for draft in drafts]
    linked = [
        bool(text) and draft.linked * 10 >= len(text.replace(" ", "")) * 8 for text, draft in zip(texts, drafts, strict=True)
    ]
    links = [draft.links for draft in drafts]
    rows = rows_of(texts, [draft.linked for draft in drafts], links)
    other = [is_link or is_one for is_link, is_one in zip(linked, rows, strict=True)]
    running = [0 if is_other or not is_running_text(text) else len(text) for text, is_other in zip(texts, other, strict=True)]
    sums = [0, *accumulate(running)]
    innermost = [draft.container for draft in drafts]
    found = main_text(containers, innermost, texts, sums, titles)
    own = own_asides(containers, found, texts, links, running)
    others = [container for at, container in enumerate(containers) if at not in own]
    main = with_what_follows(found, others, texts, linked, running)
    aside = _aside_lines(others, sums) | _outside(main, running)
    menus = menu_lines(texts, linked, links)
    if main is not None and main.is_sure:
        menus -= links_in_text(main.lines, texts, linked, running, innermost)
    if any(rows):
        page = _placed(drafts, containers, texts, rows, running)
        within = main.lines if main is not None and main.is_sure else range(len(texts))
        menus |= lists_of_pages(page, within, titles)
    menus |= {at for at, draft in enumerate(drafts) if draft.links and leads_to_neighbour(texts[at], draft.linked)}
    lines = (
        Line(
            at + 1,
            text,
            linked[at],
            _region(at, main),
            navigation=at in aside or at in menus,
            mark=drafts[at].mark or "",
        )
        for at, text in enumerate(texts)
    )
    return tuple(lines)


def _placed(
    drafts: Sequence[Draft], containers: Sequence[Container], texts: Sequence[str], rows: Sequence[bool], running: Sequence[int]
) -> Placed:
    beside = (bool(text) and not is_one and not draft.links for text, is_one, draft in zip(texts, rows, drafts, strict=True))
    innermost, is_item = [draft.container for draft in drafts], [draft.is_item for draft in drafts]
    sums, others = [0, *accumulate(running)], [0, *accumulate(beside)]
    blocks = [draft.block for draft in drafts]
    return Placed(texts, rows, running, sums, others, innermost, is_item, blocks, containers)


def _aside_lines(containers: Sequence[Container], sums: Sequence[int]) -> frozenset[int]:
    found: set[int] = set()
    for one in containers:
        if one.aside and (one.tagged or sums[one.end] - sums[one.first] <= sums[-1] * _ASIDE_SHARE):
            found.update(range(one.first, one.end))
    return frozenset(found)


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


def _collapsed(text: str) -> str:
    """White space as a browser shows it; a line break of the source between two wide characters is nothing."""

    def shown(match: re.Match[str]) -> str:
        around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        is_break = "\n" in match.group() or "\r" in match.group()
        return "" if is_break and all(_WIDE.match(character) for character in around) else " "

    return _WHITE.sub(shown, text)
