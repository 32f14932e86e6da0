"""What one line says of the list of rows below it: that it is the page's own, or nothing. Pure tests of one line, no context."""

from __future__ import annotations

import re

from indexer.pages.chrome.table import chrome_row
from indexer.pages.notations.people import bare_names
from indexer.pages.notations.shapes import is_caption, is_heading
from indexer.pages.notations.units import closing_bracket, is_unit
from indexer.pages.plain import plain, squeeze
from indexer.pages.statements.header_line import read_header_line

_LISTS = r"目录|名录|名单|清单|一览表?|大事记"
_INTRODUCES = re.compile(rf"\A附|(?::|如下.?|{_LISTS}|日期|时间)\Z")
_ANNOUNCES = re.compile(r"下列|如下|附后|(?<![\d岁元级层人年月日万千百十米度])以下(?![简统合]?称)")
_TITLE_ENDS = re.compile(r"[-_|—–｜>]|\(\d[^()]{0,20}\)\Z")
_NAMES_LIST = re.compile(rf"(?:{_LISTS})\Z")
_LONGEST_ANNOUNCEMENT = 120  # characters, from the end of a paragraph


def introduces_rows(text: str) -> bool:
    """True for a line that says what is listed below it: …如下：, 附件, or a last sentence that speaks of 以下文件."""
    if chrome_row(text) is not None:
        return False
    view = plain(text[-_LONGEST_ANNOUNCEMENT:])
    return _INTRODUCES.search(plain(text)) is not None or _ANNOUNCES.search(view.rstrip("。").rpartition("。")[2]) is not None


def names_a_list(title: str) -> bool:
    """True for the title of a page that lists: 砚湖市大事记（2023年）, 首批村志目录_澜川省情网."""
    return _NAMES_LIST.search(_TITLE_ENDS.split(squeeze(title), maxsplit=1)[0]) is not None


def may_head_rows(text: str) -> bool:
    """True for what may be a heading inside a text: no button and no caption."""
    return is_heading(text) and chrome_row(text) is None and not is_caption(text)


def may_sign(text: str) -> bool:
    """True for a unit, people, a day or labels, with or without brackets: they end a text, and head no list."""
    return is_unit(text) or bool(bare_names(text)) or closing_bracket(text) is not None or read_header_line(text) is not None
