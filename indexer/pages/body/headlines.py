"""The opening of a piece: its headline (perhaps broken over two lines), subtitle, names and signing unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.pages.lines import Line
from indexer.pages.notations.dates import is_date_notation
from indexer.pages.notations.people import bare_names
from indexer.pages.notations.shapes import (
    is_caption,
    is_heading,
    is_left_open,
    is_numbered,
    is_paragraph,
    is_prose,
    section_name,
    without_dashes,
)
from indexer.pages.notations.units import is_unit
from indexer.pages.plain import plain
from indexer.pages.roles import LabelledLine, Role
from indexer.pages.statements.signatures import own_line_signature, paragraph, signing_unit, unit_with_people

_LONGEST_BROKEN_HEADLINE = 80
MOST_BELOW = 3  # lines below a headline that may be subtitle, names and unit


def headline_length(lines: Sequence[Line], *, has_other_headings: bool) -> int:
    """How many of the first lines are a headline: 0, 1, or 2 for one that is broken over two lines.

    `has_other_headings` says that the text below has headings of its own, so that a second short line is more likely the
    first of them.
    """
    if not lines:
        return 0
    if not _may_be_headline(lines[0]):
        return 2 if _is_broken_at_colon(lines) else 0
    if len(lines) < 2 or not may_go_on(lines[0], lines[1]):
        return 1
    if is_left_open(lines[0].text, lines[1].text):
        return 2
    below = lines[2] if len(lines) > 2 else None
    if below is None or has_other_headings:
        return 1
    return 2 if is_paragraph(below.text) or without_dashes(below.text) or _signs(below) else 1


def _is_broken_at_colon(lines: Sequence[Line]) -> bool:
    """True for a headline whose first line ends with a colon; not for 各县地方志办: or other words that lead into a text."""
    if len(lines) < 3 or not lines[0].text.endswith((":", "：")):
        return False
    first = replace(lines[0], text=lines[0].text[:-1])
    may_be_headline = _may_be_headline(first) and not is_unit(first.text) and not bare_names(first.text)
    below = lines[2].text
    return may_be_headline and may_go_on(first, lines[1]) and (is_paragraph(below) or without_dashes(below) is not None)


def label_opening(lines: Sequence[Line], length: int) -> tuple[list[LabelledLine], int]:
    """Labels the opening of a piece whose headline has `length` lines; gives the labelled lines and how many were read."""
    labelled = [
        LabelledLine(
            line.number, line.text, Role.HEADLINE, "begins a piece" if at == 0 else "headline goes on", line.text, at == 0
        )
        for at, line in enumerate(lines[:length])
    ]
    at = length
    while length and at < min(len(lines) - 1, length + MOST_BELOW):
        below = _below_headline(lines[at], lines[at + 1 : at + 3])
        if below is None:
            break
        labelled.append(below)
        at += 1
    return labelled, at


def _below_headline(line: Line, following: Sequence[Line]) -> LabelledLine | None:
    subtitle = without_dashes(line.text)
    if subtitle is not None and is_heading(line.text):
        return LabelledLine(line.number, line.text, Role.SUBTITLE, "dashes below the headline", subtitle)
    if bare_names(line.text):
        return LabelledLine(line.number, line.text, Role.BYLINE, "names below the headline", line.text)
    if _is_day(line.text):
        return paragraph(line, "a day below the headline")
    unit = signing_unit(line) if own_line_signature(following[0]) is None else None
    return unit if unit is None or not unit.beside or _is_text(following) else None


def _is_text(lines: Sequence[Line]) -> bool:
    """True where a text begins, perhaps with a heading; not for a list of prizes, with a unit and its people below each."""
    return any(is_prose(line.text) for line in lines) and not any(unit_with_people(line) for line in lines)


def is_below_headline(line: Line) -> bool:
    """True for what stands below a headline and is no part of it: a subtitle, names, a unit, a day, a signature."""
    is_signed = _signs(line) or own_line_signature(line) is not None
    return is_signed or without_dashes(line.text) is not None or _is_day(line.text)


def _signs(line: Line) -> bool:
    """True for a unit, names or both, which stand below a headline and are no part of it."""
    return bool(is_unit(line.text) or bare_names(line.text) or unit_with_people(line))


def _is_day(text: str) -> bool:
    """True for a line that is nothing but a day, perhaps in brackets, as below the headline of a speech."""
    return is_date_notation(plain(text[:_LONGEST_BROKEN_HEADLINE]).strip(" ()"))


def _may_be_headline(line: Line) -> bool:
    return (
        is_heading(line.text)
        and not is_numbered(line.text)
        and not is_caption(line.text)
        and without_dashes(line.text) is None
        and section_name(line.text) is None
        and own_line_signature(line) is None
    )


def may_go_on(first: Line, second: Line) -> bool:
    """True for a second line that may be a part of the headline that the first begins."""
    return (
        _may_be_headline(second)
        and not is_below_headline(second)
        and len(first.text) + len(second.text) <= _LONGEST_BROKEN_HEADLINE
    )
