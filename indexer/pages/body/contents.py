"""The table of contents of an issue (本期要目): where it ends. Its entries repeat headlines that come again below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.pages.lines import Line
from indexer.pages.notations.shapes import is_contents_head, is_paragraph, section_name
from indexer.pages.plain import squeeze

_LEADERS = re.compile(r"[.·…\-_()]{0,40}\d{0,3}[()]?\Z")
_NUMBER = re.compile(r"(?:\d{1,2}[.、]|[·•◆★●■◇○-])")
_FURTHEST = 40  # lines above which a table of contents begins
_FEWEST_ENTRIES = 2


def contents_end(lines: Sequence[Line]) -> int:
    """The index of the first line behind the table of contents; 0 when there is none.

    The table ends where its first entry or head comes again, above the section that stands over it there. One without a head is
    known by that alone.
    """
    head = next((at for at, line in enumerate(lines[:_FURTHEST]) if is_contents_head(line.text)), None)
    first = 0 if head is None else head + 1
    run = first
    while run < len(lines) and not is_paragraph(lines[run].text):
        run += 1
    keys = [_key(line.text) for line in lines[first : run + 1]]
    again = next((at for at in range(_FEWEST_ENTRIES + 1, len(keys)) if keys[at] == keys[0]), None)
    if head is None:
        return first + again if again is not None and section_name(lines[first].text) is not None else 0
    if again is not None:
        return _above_section(lines, first + again, first)
    return _end_without_repeat(lines, first, run, keys)


def _end_without_repeat(lines: Sequence[Line], first: int, run: int, keys: list[str]) -> int:
    """The first entry may be a head that is not repeated: any entry that comes again ends the table just before its section."""
    seen: set[str] = set()
    for at, key in enumerate(keys):
        if key in seen:
            return _above_section(lines, first + at, first)
        seen.add(key)
    return _above_section(lines, max(first, run - 1), first)


def _above_section(lines: Sequence[Line], at: int, first: int) -> int:
    """The index of the section that the headline at `at` opens, or `at`: a section is a part of the text, not of the table."""
    if at <= first or (name := section_name(lines[at - 1].text)) is None:
        return at
    below = (section_name(line.text) for line in lines[at:])  # a section that comes again is the table's last entry
    return at if squeeze(name) in (squeeze(other) for other in below if other is not None) else at - 1


def section_names_of(lines: Sequence[Line]) -> frozenset[str]:
    """The squeezed names of the section heads in a table of contents: below, a head may stand without its signs."""
    return frozenset(squeeze(name) for line in lines if (name := section_name(line.text)) is not None)


def without_leaders(key: str) -> str:
    """An entry's key without the page it names: ……3, (3)."""
    return _LEADERS.sub("", key) or key


def without_number(key: str) -> str:
    """An entry's key without the number or the sign in front of it."""
    return key[match.end() :] if (match := _NUMBER.match(key)) else key


def _key(text: str) -> str:
    name = section_name(text)
    return squeeze(name) if name is not None else without_number(without_leaders(squeeze(text)))
