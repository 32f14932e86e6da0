"""What a line of a page can be, and the labelled line that every later step reads. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from .lines import Line


class Role(Enum):
    """The part a line plays. The second group makes up the text of the articles; the first is never in it."""

    BLANK = "blank"
    CHROME = "chrome"
    NAVIGATION = "navigation"
    BREADCRUMB = "breadcrumb"
    SAVING_TIME = "saving-time"
    TITLE = "title"
    HEADER = "header"
    MASTHEAD = "masthead"
    TAIL = "tail"
    CREDIT = "credit"
    IMPRINT = "imprint"
    DUPLICATE = "duplicate"

    PREAMBLE = "preamble"
    CONTENTS = "contents"
    SECTION = "section"
    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    SIGNING_UNIT = "signing-unit"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line, or a part of one, with the role it was taken for and why.

    `number` is the line's number in the saved text (in HTML: in the lines made of it). `value` is the part that counts: a
    section's name without its brackets, a subtitle without its dashes, a signature's unit, a header value with its label. A
    paragraph with a signature glued to it makes two labelled lines of one number.
    """

    number: int
    text: str
    role: Role
    why: str
    value: str
    opens: bool = False  # a headline that begins a new piece (the second line of a broken headline does not)
    beside: str = ""  # people who sign beside the unit that is the value
    chrome: str = ""  # the name of the row of the chrome table that knows the line


def labelled(line: Line, role: Role, why: str, value: str | None = None, chrome: str = "") -> LabelledLine:
    """A whole line in a role; its value is the line itself where nothing else is given."""
    return LabelledLine(line.number, line.text, role, why, line.text if value is None else value, chrome=chrome)


def unlabelled(lines: Sequence[Line], *labels: Iterable[LabelledLine]) -> tuple[Line, ...]:
    """The lines, in order, that none of the labels is for."""
    numbers = {label.number for group in labels for label in group}
    return tuple(line for line in lines if line.number not in numbers)
