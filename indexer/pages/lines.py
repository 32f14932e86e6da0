"""Text -> lines. A line is a paragraph as the page has it, without the white space around it and without control characters.

Nothing is joined, dropped or reworded here; blank lines stay, so that line numbers are those of the saved text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from indexer.analysis import HAN, ZERO_WIDTH

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_AROUND = f" \t\xa0\u3000\u2002\u2003\u2009{ZERO_WIDTH}"

# 會(huì)議: a mirror site writes the reading behind the character; a page with several of them gets rid of them all
_GLOSS = re.compile(f"(?<=[{HAN}])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{{1,7}}[)）]")
_TONE = re.compile("[(（][a-z]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,4}[)）]")
_GLOSSES_OF_A_MIRROR = 3


class Region(Enum):
    """Where an HTML line stands: in the main text, or above or below it. A text file has no regions."""

    UNKNOWN = "unknown"
    ABOVE = "above"
    MAIN = "main"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, its text (stripped; empty for a blank line), and what HTML says of it.

    `linked` is True when the line is the text of links; `navigation` when it belongs to a menu. `mark` is equal for lines that
    are set alike, as headings of one level or in bold in the middle; empty for any other.
    """

    number: int
    text: str
    linked: bool = False
    region: Region = Region.UNKNOWN
    navigation: bool = False
    mark: str = ""


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text file."""
    return tuple(Line(number, clean(line)) for number, line in enumerate(_BREAK.split(without_glosses(text)), start=1))


def clean(text: str) -> str:
    """A paragraph without control characters and the white space around it; everything inside is verbatim."""
    return _CONTROL.sub("", text).strip(_AROUND).strip()


def without_glosses(text: str) -> str:
    """`text` without the pinyin that mirror sites add, where there are several; otherwise unchanged."""
    found = 0
    for found, _ in enumerate(_TONE.finditer(text), start=1):
        if found >= _GLOSSES_OF_A_MIRROR:
            return _GLOSS.sub("", text)
    return text
