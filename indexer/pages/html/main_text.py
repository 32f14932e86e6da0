"""Which lines of an HTML page are its main text: those of the smallest container that holds the title and text below it.

Where no title is stated, or too little text stands with it, the smallest container with most of the running text is taken, and
nothing is cut. Why not a main-text library: docs/adr/0008.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.pages.plain import squeeze

_MOST = 0.85  # of a page's running text: the smallest container that holds as much is the main text
_LEAST = 0.15  # of it must stand with the title; less is a summary, and the text stands elsewhere
_SHORTEST_TITLE = 4
_PARTS = re.compile(r"[-_|—–｜>]+")
_MOST_TITLES = 20


@dataclass(slots=True)
class Container:
    """A container element: the range of lines inside it, the container around it, and what it is named like: a menu or a footer
    (`aside`), comments and other pages (`foreign`). `tagged` is true for <aside> and <footer>, `table` for <table>."""

    aside: bool
    first: int
    outer: int | None
    end: int = 0
    foreign: bool = False
    tagged: bool = False
    table: bool = False


@dataclass(frozen=True, slots=True)
class MainText:
    """The lines of the main text. Running text outside is none of the page's own only where `is_sure`."""

    lines: range
    is_sure: bool


def main_text(
    containers: Sequence[Container], innermost: Sequence[int], texts: Sequence[str], sums: Sequence[int], titles: Sequence[str]
) -> MainText | None:
    """The main text of a page, or None for a page without running text.

    `innermost` gives each line's container; `sums[n]` is the length of the running text above line n; `titles` are what HTML
    states as titles.
    """
    if not sums[-1]:
        return None
    for lines in _title_lines(texts, titles):
        around = ((_around(containers, innermost[line], line, sums), line) for line in lines[:_MOST_TITLES])
        found = [within for within, line in around if within is not None and _is_likely(within, line, sums)]
        if found:
            return MainText(min(found, key=lambda within: sums[within.stop] - sums[within.start]), is_sure=True)
    chosen = range(len(sums) - 1)
    for container in containers:
        if sums[container.end] - sums[container.first] >= sums[-1] * _MOST and container.end - container.first > 1:
            within = range(container.first, container.end)
            chosen = within if len(within) <= len(chosen) else chosen
    return MainText(chosen, is_sure=False)


def _is_likely(within: range, line: int, sums: Sequence[int]) -> bool:
    """Enough text stands with the title, and less above it than in it: a site's name in its footer is no title."""
    inside = sums[within.stop] - sums[within.start]
    return sums[within.stop] - sums[line] >= sums[-1] * _LEAST and sums[within.start] <= inside


def _title_lines(texts: Sequence[str], titles: Sequence[str]) -> tuple[list[int], list[int]]:
    """The lines that are a stated title or at least the first half of one; and those that are less of it or one of its parts.

    Sites add their name behind a title or in front; a mere part may as well be the name of a section further down.
    """
    stated = [squeeze(title) for title in titles]
    parts = frozenset(squeeze(part) for title in titles for part in _PARTS.split(title))
    most: list[int] = []
    less: list[int] = []
    for at, text in enumerate(texts):
        key = squeeze(text) if _SHORTEST_TITLE <= len(text) <= 200 else ""
        begun = [title for title in stated if len(key) >= _SHORTEST_TITLE and title.startswith(key)]
        if any(len(key) * 2 >= len(title) for title in begun):
            most.append(at)
        elif begun or (len(key) >= _SHORTEST_TITLE and key in parts):
            less.append(at)
    return most, less


def _around(containers: Sequence[Container], at: int, line: int, sums: Sequence[int]) -> range | None:
    """The smallest container around a title that holds running text below it."""
    inner: int | None = at
    while inner is not None:
        container = containers[inner]
        if container.aside:
            return None
        if sums[container.end] > sums[line]:
            return range(container.first, container.end)
        inner = container.outer
    return None
