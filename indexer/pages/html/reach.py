"""How far down a sure main text goes on below the container it was found by.

That container may hold only the first part of a text: its lead, its first page, the first piece of an issue. The running text
that follows is the same page's, up to the first mark of another: a row that closes, a link, a menu, a block named like comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.pages.chrome.table import chrome_row
from indexer.pages.plain import plain

from .main_text import Container, MainText
from .menus import is_attachment

_OTHERS_NAME = (
    r"(?:编辑|为您|精彩|热点|热门|图文|新闻|文章|好文)?推荐(?:阅读|新闻|文章)?|"
    r"(?:相关|热门|更多|往期)(?:新闻|文章|阅读|链接|信息|内容|报道|资讯|回顾)?|(?:网友|最新|用户|全部|精选)?(?:评论|留言|跟帖)"
)
_OTHERS = re.compile(rf"[【\[(] ?(?:{_OTHERS_NAME}) ?[】\])].*|(?:{_OTHERS_NAME}) ?:?")


def with_what_follows(
    main: MainText | None, containers: Sequence[Container], texts: Sequence[str], linked: Sequence[bool], running: Sequence[int]
) -> MainText | None:
    """The main text down to the last running text before a mark of another page; unchanged where it is not sure.

    `running` gives the length of each line that is running text, and 0 for any other.
    """
    if main is None or not main.is_sure:
        return main
    stop = main.lines.stop
    for at in range(stop, _next_foreign(containers, main.lines, len(texts))):
        if texts[at] and _is_anothers(texts[at], is_linked=linked[at]):
            break
        stop = at + 1 if running[at] else stop
    return MainText(range(main.lines.start, stop), is_sure=True)


def _next_foreign(containers: Sequence[Container], lines: range, end: int) -> int:
    """Where the first block begins below `lines` that is named like a menu, comments or links to others."""
    below = (container for container in containers if container.aside or container.foreign)
    return min((one.first for one in below if lines.stop <= one.first < one.end), default=end)


def _is_anothers(text: str, *, is_linked: bool) -> bool:
    """True for a line that closes a page, or that is or names what belongs to another."""
    if is_linked:
        return not is_attachment(text)
    row = chrome_row(text)
    return (row is not None and row.closes) or _OTHERS.fullmatch(plain(text[:200])) is not None
