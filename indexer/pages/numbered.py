"""Headlines that an issue numbers: 一、云岭市启动村志编纂 where each piece ends with its unit.

A numbered line is a heading inside its text everywhere else, so the signatures have to tell: one right above (or a section head),
and one below before the next line that is numbered in the same way. The number stays in the headline, as the page has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .headlines import headline_length
from .lines import Line
from .plain import plain
from .roles import Role
from .shapes import is_heading, is_paragraph, section_name
from .signatures import own_line_signature, place_signature, split_glued

_NUMBER = re.compile(r"(?:(?P<han>[一二三四五六七八九十]{1,3})[、.]|(?P<digits>\d{1,2})[、.](?!\d)) ?")


def numbered_headline_length(lines: Sequence[Line], at: int) -> int:
    """How many lines from `at` on are a numbered headline of a signed piece: 0, 1 or 2. A piece must be allowed to begin here."""
    number = _NUMBER.match(plain(lines[at].text[:8]))
    if number is None:
        return 0
    first = replace(lines[at], text=lines[at].text[number.end() :])
    length = headline_length((first, *lines[at + 1 : at + 4]), has_other_headings=False)
    below = at + length
    has_text = length > 0 and below < len(lines) and is_paragraph(lines[below].text)
    return length if has_text and _is_signed(lines, below, number.lastgroup) else 0


def _is_signed(lines: Sequence[Line], below: int, notation: str | None) -> bool:
    """True when a signature comes before the next section or the next heading of this notation."""
    for at in range(below, len(lines)):
        line = lines[at]
        if _signs(line):
            return True
        number = _NUMBER.match(plain(line.text[:8]))
        if section_name(line.text) or (number is not None and number.lastgroup == notation and is_heading(line.text)):
            return False
    return False


def _signs(line: Line) -> bool:
    found = own_line_signature(line) or place_signature(line) or split_glued(line)[-1]
    return found.role is Role.SIGNATURE
