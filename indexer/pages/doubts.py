"""What is doubtful about a page that was read: no date, a title made from the text, characters lost around markup.

Says only what the page itself shows; doubts that need other pages are found in `copies` (a clash) and `numbering`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.article import published_at
from indexer.pages.html.facts import PageFacts
from indexer.pages.notations.dates import machine_date

from .header import Header
from .plain import plain
from .reading import Doubt
from .roles import LabelledLine, Role

_TEXT = frozenset((Role.PARAGRAPH, Role.HEADLINE, Role.SUBTITLE, Role.PREAMBLE))
# 20261月: 年 is gone (a year never stands against a month); 613日: 月 is gone. 120日 and 365日 are counts of days
_YEAR_AGAINST_MONTH = re.compile(r"(?<![\d.])(?:19|20)\d\d(?:0?[1-9]|1[0-2])月")
_MONTH_AGAINST_DAY = re.compile(r"(?<![\d.])(?P<month>[1-9]|1[0-2])(?P<day>[1-9]|[12]\d|3[01])日")
_ROUND = 10
_REPLACED = "\ufffd"


def doubts_of(lines: Sequence[LabelledLine], header: Header, facts: PageFacts, *, title_is_made: bool) -> Iterator[Doubt]:
    """The doubts about one page."""
    if title_is_made:
        first = next((line.text for line in lines if line.role in _TEXT), None)
        yield Doubt("title-from-text", "没有标题行，取了正文第一句作标题。", first)
    yield from _about_dates(lines, header, facts)
    losses = ((line.text, _loss(line.text)) for line in lines if line.role in _TEXT)
    shown = next((text[max(0, loss[0] - 40) : loss[1] + 40] for text, loss in losses if loss is not None), None)
    if shown is not None:
        yield Doubt("lost-characters", "日期里少了字，或有认不出的字符。", shown)


def _about_dates(lines: Sequence[LabelledLine], header: Header, facts: PageFacts) -> Iterator[Doubt]:
    if header.published is None:
        saving = next((line.text for line in lines if line.role is Role.SAVING_TIME), None)
        if saving is not None:
            yield Doubt("saving-date-only", "页首的时间是保存网页的时间，不是发布日期。", saving)
        else:
            shown = next((line.text for line in lines if line.role in (Role.HEADER, Role.TITLE)), None)
            yield Doubt("no-date", "页面没有写发布日期。", shown)
        return
    stated, coded = published_at(header.published), published_at(machine_date(facts.published or ""))
    if stated is not None and coded is not None and stated.date() != coded.date():
        sentence = f"页面写的是 {stated.date()}，网页源代码里是 {coded.date()}。"
        yield Doubt("dates-disagree", sentence, facts.published)


def _loss(text: str) -> tuple[int, int] | None:
    """Where characters are missing in a line, or None."""
    if "日" not in text and "月" not in text and _REPLACED not in text:
        return None
    view = plain(text)
    if (found := _YEAR_AGAINST_MONTH.search(view)) is not None:
        return found.span()
    for match in _MONTH_AGAINST_DAY.finditer(view):
        digits = int(match["month"] + match["day"])
        if digits > 31 and digits % _ROUND and view[match.end() : match.end() + 1] not in ("均", "元", "龄", "游"):
            return match.span()
    at = text.find(_REPLACED)
    return (at, at + 1) if at >= 0 else None
