"""Section heads of an issue that stand without brackets or signs: 工作动态 alone on its line, above a headline.

Such words may be headings inside a text or begin a headline, so where the lines stand has to tell: an issue has at least two of
them, each right behind a signature or, the first, at the beginning, and a headline with its text follows each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line
from .plain import squeeze
from .shapes import is_heading, is_paragraph, without_dashes
from .signatures import is_signed, own_line_signature

_NAME = re.compile(
    r"(?:工作|史志|方志|志鉴|年鉴|党建|市州|市县|县区|区县|县市区|基层|各地|省内|省外|机关|行业|学会)动态|(?:工作|史志|方志|志鉴|年鉴|党建|本期|省内|省外)要闻|领导(?:讲话|批示|关怀|论述)|"
    r"(?:经验|工作|学习)交流|经验介绍|(?:特别|重点|本期)关注|本期特稿|(?:理论|调查|工作)研究|理论探讨|"
    r"他山之石|(?:信息|工作)快递|(?:信息|工作)集锦|动态信息|(?:学习|党建|交流)园地|(?:工作|史志|方志|简明)简讯|通知公告"
)
_LONGEST = 12  # characters, spaces between them included
_TEXT_WITHIN = 5  # lines below: the headline may be broken, and a subtitle and a unit may follow it


def bare_sections(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the section heads without signs among the lines of an issue that has none with them."""
    heads = [at for at in range(len(lines)) if _may_head(lines, at) and (at == 0 or is_signed(lines[at - 1]))]
    return frozenset(heads if len(heads) > 1 else ())


def _is_name(line: Line) -> bool:
    return len(line.text) <= _LONGEST and _NAME.fullmatch(squeeze(line.text)) is not None


def _may_head(lines: Sequence[Line], at: int) -> bool:
    """True for such a name with a headline and its text below."""
    if not _is_name(lines[at]):
        return False
    below = lines[at + 1 : at + 1 + _TEXT_WITHIN]
    if not below or not is_heading(below[0].text) or without_dashes(below[0].text) is not None:
        return False
    if own_line_signature(below[0]) is not None:
        return False
    first_text = next((place for place, line in enumerate(below) if is_paragraph(line.text)), None)
    return first_text is not None and not any(_is_name(line) for line in below[:first_text])
