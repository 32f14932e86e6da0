"""Headlines that an issue numbers: 一、砚湖市启动村志编纂, or （一） above the headline, where each piece ends with its unit.

A numbered line is a heading inside its text everywhere else, so the signatures have to tell: one right above (or a section head),
and one below, before the next line that is numbered in the same way. The one below may be missing where the piece above has a
numbered headline. The number stays in the headline, as the page has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .headlines import headline_length
from .lines import Line
from .plain import plain
from .shapes import is_heading, is_paragraph, section_name
from .signatures import is_signed

_HAN = "[一二三四五六七八九十]{1,3}"
_NUMBER = re.compile(rf"(?:(?P<han>{_HAN})[、.]|(?P<digits>\d{{1,2}})[、.](?!\d)|\((?P<bracketed>{_HAN})\)[、.]?) ?")


def numbered_headline_length(lines: Sequence[Line], at: int, headline: str) -> int:
    """How many lines from `at` on are a headline and its number; 0 where they are none. A piece must be allowed to begin here.

    `headline` is the piece's above: where it is numbered in the same way, this piece need not be signed.
    """
    number = _number(lines[at].text)
    if number is None:
        return 0
    first = replace(lines[at], text=lines[at].text[number.end() :])
    numbers = 0 if first.text else 1  # the number may have a line of its own
    opening = (first, *lines[at + 1 : at + 4])[numbers:]
    length = headline_length(opening, has_other_headings=False)
    below = at + numbers + length
    has_text = length > 0 and below < len(lines) and is_paragraph(lines[below].text)
    above = _number(headline)
    is_next = above is not None and above.lastgroup == number.lastgroup
    return numbers + length if has_text and (is_next or _is_signed(lines, below, number.lastgroup)) else 0


def _number(text: str) -> re.Match[str] | None:
    return _NUMBER.match(plain(text[:8]))


def _is_signed(lines: Sequence[Line], below: int, notation: str | None) -> bool:
    """True when a signature comes before the next section or the next heading of this notation."""
    for at in range(below, len(lines)):
        line = lines[at]
        if is_signed(line):
            return True
        number = _number(line.text)
        if section_name(line.text) or (number is not None and number.lastgroup == notation and _heads(line, number)):
            return False
    return False


def _heads(line: Line, number: re.Match[str]) -> bool:
    """True for a numbered heading, or a number above one."""
    return is_heading(line.text) or number.end() == len(line.text)
