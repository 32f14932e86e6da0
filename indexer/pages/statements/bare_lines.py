"""Header lines without labels: a bare date, perhaps with a name beside it, and the two credits that need no colon.

2023-10-08 08:35 · 2023-10-08 澜川日报 记者叶蓁 · 澜川方志 2023-10-08 08:35 发表于澜川
发布于 2023年10月8日 由 叶蓁 · 文丨叶蓁
"""

from __future__ import annotations

import re
from datetime import datetime

from indexer.analysis import HAN
from indexer.pages.notations.dates import FoundDate, find_date
from indexer.pages.notations.labels import Stated
from indexer.pages.notations.people import RANKS, are_people, is_person
from indexer.pages.notations.site_names import names_office, names_paper, names_site

from .header_values import NO_VALUE, SIGNS, UNLABELLED_RANK, HeaderLine, HeaderValue, header_view

_LONGEST_NAME = 16  # characters beside a bare day or time
_LONGEST_DAY_AND_NAME = 60
_PLACE = re.compile(rf" {{0,4}}(?:发表于|发布于|ip属地 ?:?) ?[{HAN}]{{0,6}} *\Z")  # where WeChat says a text was sent from
_BARRED_CREDIT = re.compile(r"(?P<what>文|图) {0,2}\| *(?P<people>[^|]{2,30})\Z")
_REPORTED = re.compile(
    rf" {{0,9}}(?:(?P<paper>《[^《》]{{2,16}}》|[{HAN}]{{2,12}}(?:报|网|社|台|客户端|杂志)) {{0,9}})?"
    rf"{RANKS}(?:记者|通讯员) ?:? ?(?P<people>[^ ].{{1,30}})\Z"
)
_POSTED = ("发布于", "发表于")
_POSTED_BY = re.compile(r"(?: +由 ?(?P<name>[\w.-]{1,20}))? *\Z")


def read_unlabelled(text: str, view: str) -> HeaderLine | None:
    """What a line without any label states, or None; `view` is its matching view."""
    return _barred_credit(text, view) or _bare_date(text, view) or _reported(text, view)


def _bare_date(text: str, view: str) -> HeaderLine | None:
    date_ = find_date(view)
    if date_ is None:
        return None
    before = view[: date_.start].strip(SIGNS)
    if before in _POSTED and (posted := _posted(text, view, date_)) is not None:
        return posted
    if before and not _is_name_and_time(view, date_):
        return None
    rest = NO_VALUE.sub(" ", _without_place(view, date_)).strip(SIGNS)
    value = HeaderValue(Stated.PUBLISHED, UNLABELLED_RANK, text[date_.start : date_.end], date_.value)
    if not rest:
        return HeaderLine((value,), labelled=False)
    name = text[date_.end :].rstrip()
    if is_person(name) and "年" not in view[: date_.end]:  # 2018-07-09 12:51陆景行: a byline glued to the date
        return HeaderLine((value, HeaderValue(Stated.AUTHOR, 1, name)), labelled=False)
    return None


def _reported(text: str, view: str) -> HeaderLine | None:
    """A day with the paper and the journalists behind it: 2023-10-08 《澜川日报》　记者 叶蓁, 2023-10-08 澜川日报 记者叶蓁."""
    date_ = find_date(view)
    found = _REPORTED.match(view, date_.end) if date_ is not None and not view[: date_.start].strip(SIGNS) else None
    if date_ is None or found is None:
        return None
    paper, people = (text[found.start(name) : found.end(name)].strip() if found[name] else "" for name in ("paper", "people"))
    if not are_people(people):
        return None
    value = HeaderValue(Stated.PUBLISHED, UNLABELLED_RANK, text[date_.start : date_.end], date_.value)
    source = (HeaderValue(Stated.SOURCE, 0, paper),) if paper else ()
    return HeaderLine((value, *source, HeaderValue(Stated.AUTHOR, 1, people)), labelled=False)


def _is_name_and_time(view: str, date_: FoundDate) -> bool:
    """True for 澜川方志 2023-10-08 08:35: a name in front of a time that ends the line; whose name, the line does not say."""
    before = view[: date_.start].strip(SIGNS)
    is_name = len(before) <= _LONGEST_NAME and not any(sign in before for sign in "年月日、,:;!?") and not before.isdigit()
    return is_name and isinstance(date_.value, datetime) and not _without_place(view, date_).strip(SIGNS)


def _without_place(view: str, date_: FoundDate) -> str:
    """What stands behind a date; behind a clock, without 发表于澜川 at the line's end."""
    behind = view[date_.end :]
    return _PLACE.sub("", behind) if isinstance(date_.value, datetime) else behind


def _barred_credit(text: str, view: str) -> HeaderLine | None:
    """文丨叶蓁 names who wrote, 图丨宋屿 who took the pictures; 文 and 图 are no labels in front of anything but people."""
    found = _BARRED_CREDIT.match(view)
    people = text[found.start("people") :].strip() if found else ""
    if found is None or not are_people(people):
        return None
    field = Stated.AUTHOR if found["what"] == "文" else Stated.IGNORED
    return HeaderLine((HeaderValue(field, 1, people),), labelled=True)


def _posted(text: str, view: str, date_: FoundDate) -> HeaderLine | None:
    """发布于 2023年5月6日 由 叶蓁: who posted a text is its author where the name is a person's."""
    by = _POSTED_BY.match(view, date_.end)
    if by is None:
        return None
    name = text[by.start("name") : by.end("name")] if by["name"] else ""
    author = (HeaderValue(Stated.AUTHOR, 1, name),) if is_person(name) else ()
    value = HeaderValue(Stated.PUBLISHED, UNLABELLED_RANK, text[date_.start : date_.end], date_.value)
    return HeaderLine((value, *author), labelled=False)


def day_beside_name(text: str) -> str | None:
    """The day, verbatim, of 2023-05-06　澜川史志网 or 澜川史志网 | 2023-05-06; a paper beside it is no part of the site, but the
    source. Beside anything but a site, an office or a paper it may be text: None."""
    view = header_view(text) if len(text) <= _LONGEST_DAY_AND_NAME else ""
    date_ = find_date(view)
    if date_ is None:
        return None
    before, after = view[: date_.start], view[date_.end :]
    is_apart = before[-1:] in "| " and after[:1] in "| "  # each is true of nothing at all
    name = f"{before.strip(SIGNS)}{after.strip(SIGNS)}"
    if not is_apart or (before.strip(SIGNS) and after.strip(SIGNS)) or len(name) > _LONGEST_NAME:
        return None
    day = text[date_.start : date_.end]
    if names_paper(name):
        at = view.index(name)
        return f"{day} 来源:{text[at : at + len(name)]}"
    return day if names_site(name) or names_office(name) else None
