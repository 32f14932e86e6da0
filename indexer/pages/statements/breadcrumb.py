"""Breadcrumb lines: 您的位置: 首页 >新闻中心>政工简讯 >详细内容. Gives the path; the column is its last element.

A line without a position label is a breadcrumb only when it begins at the home page, or is nothing but short elements; one
parted by other signs than > only where it begins at the home page and is short, or ends with 正文: rows of links look like it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.pages.plain import plain, squeeze

_POSITION = re.compile(
    r"(?:[您你]?(?:当前|现在|目前)?的?所?在?的?(?:当前|现在)?位置|当前页面|当前栏目)"
    r" {0,4}[是为]? {0,4}(?::|(?= *首)|(?=>)|\Z)"
)
_PARTS = re.compile(r">+")
_LOOSE_PARTS = re.compile(r"[>/\\|]+| -+ |-{1,3}")
_SLASHES = re.compile(r"/+")
_HOME = re.compile(r"(?:网站|本站)?首页|主页|home|网站主页")
_NO_NAME = re.compile(r"页\Z|[。;:!?<=]")
_DOTS = re.compile(r" *[·•] *")
_DOTTED = re.compile(rf" *(?:{_HOME.pattern}) *[·•]")  # elsewhere a dot is part of a name
_DROPPED_WORDS = (
    "首页 网站首页 本站首页 主页 网站主页 home 正文 正文详情 正文内容 内容 详细内容 详情 "
    "详细 内容页 文章内容 信息内容 详细信息 内容详情 文章详情 信息详情 浏览文章 查看文章 查看内容 "
    "阅读文章 文章正文 新闻内容 新闻详情 新闻正文 信息浏览 查看信息 查看详情 详细页 细览 文章 "
    "阅读全文 查看全文 浏览全文 全文"
)
_DROPPED = frozenset(_DROPPED_WORDS.split())
_LAST_WORDS = _DROPPED - frozenset(("首页", "主页", "home", "内容", "详细", "文章", "全文"))  # these may end a column's name
_LONGEST = 160
_LONGEST_NAME = 16
_MOST_NAMES = 4  # a row of more links is a menu
_LONGEST_ELEMENT = 40


def has_position_label(text: str) -> bool:
    """True for a line that says 您的位置 and the like, whether or not the path stands on the same line."""
    return len(text) <= _LONGEST and _position_end(plain(text)) is not None


def begins_at_home(text: str) -> bool:
    """True for 首页 and the like, the first element of most paths."""
    return len(text) <= _LONGEST_ELEMENT and _HOME.fullmatch(plain(text).replace(" ", "")) is not None


def is_short_path(names: Sequence[str]) -> bool:
    """True for the home page and one to three names of pages behind it, or more where the last is 正文; 上一页 is none.
    There is at least one name."""
    first, *others = (plain(name).strip() for name in names)
    is_whole = len(names) <= _MOST_NAMES or others[-1] in _DROPPED
    are_names = all(2 <= len(name) <= _LONGEST_NAME and not _NO_NAME.search(name) for name in others)
    return bool(others) and is_whole and are_names and begins_at_home(first)


def breadcrumb(text: str) -> tuple[str, ...] | None:
    """The elements of a breadcrumb, verbatim, without 首页 and 正文; () when it leads nowhere, None for any other line."""
    if len(text) > _LONGEST:
        return None
    view = plain(text)
    start = _position_end(view)
    if start is not None:
        parts = _PARTS if ">" in view[start:] else _DOTS if _DOTTED.match(view, start) else _LOOSE_PARTS
        return _elements(text, view, start, parts)
    if ">" not in view:
        return _elements(text, view, 0, _SLASHES) if is_short_path(_SLASHES.split(view)) else None
    first = view.split(">", 1)[0].replace(" ", "")
    pieces = [piece.strip() for piece in _PARTS.split(view)]
    shape_fits = _HOME.fullmatch(first) is not None or (
        view.count(">") >= 2 and all(len(piece) <= _LONGEST_NAME for piece in pieces)
    )
    if not shape_fits or any(sign in view for sign in "。;!?<=") or any(len(piece) > _LONGEST_ELEMENT for piece in pieces):
        return None
    return _elements(text, view, 0, _PARTS)


def _position_end(view: str) -> int | None:
    label = _POSITION.search(view)
    if label is None:
        return None
    before = view[: label.start()].strip(" [【(")
    if before and not _HOME.match(view[label.end() :].lstrip(" >")):
        return None
    return label.end()


def _elements(text: str, view: str, start: int, parts: re.Pattern[str]) -> tuple[str, ...]:
    elements, at = [], start
    for part in [*parts.finditer(view, start), None]:
        end = part.start() if part else len(view)
        elements.append(text[at:end].strip(" \t\u3000\xa0\u200b[]【】"))
        at = part.end() if part else end
    named = (_without_last_word(element) for element in elements)
    return tuple(element for element in named if element and squeeze(element) not in _DROPPED)


def _without_last_word(element: str) -> str:
    """申报材料 for 申报材料 正文: some templates part the page's own place by a space."""
    words = element.rsplit(maxsplit=1)
    return words[0].strip() if len(words) > 1 and words[1] in _LAST_WORDS else element
