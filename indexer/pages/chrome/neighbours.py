"""The rows of chrome that lead to other pages: neighbours, the pages of a list or a text, the sheets of a newspaper.

Texts speak of the article before and of the page behind: what may be a sentence counts at the edges of a text only.
"""

from __future__ import annotations

from .row import NEWSPAPER, PAGER, ChromeRow, Where

TO_OTHER_PAGES: tuple[ChromeRow, ...] = (
    # before the neighbours: a line of both 上一版 and 下一版 would be one of them
    ChromeRow(
        NEWSPAPER,
        r"第 ?[a-z]?\d{1,3} ?版 ?[:|].{0,60}|.{0,30}(?:标题导航|本版导航|各版导航|视觉导航|版面导航|查看本版大图).{0,30}",
        "第A2版:要闻 上一版3  4下一版",
        Where.EDGE,
    ),
    ChromeRow(
        NEWSPAPER, r"[^,。:;]{0,30}上一版[^,。:;]{0,30}下一版[^,。:;]{0,30}", "上一版/ 04 版 /下一版", Where.EDGE, closes=True
    ),
    ChromeRow(NEWSPAPER, r".{0,30}(?:上一版|下一版).{0,30}", "下一版：副刊", Where.EDGE),
    ChromeRow(
        "neighbour page",
        r"[<【\[]?(?:上|下|前|后)(?:一|1)(?:篇|条|页|则)[】\]>]? ?[:|].{0,160}",
        "上一篇:省方志馆开馆公告",
        closes=True,
    ),
    ChromeRow(  # 前一篇文章:写渡口的变迁 speaks of articles
        "neighbour page",
        r"[<【\[]?[上下](?:一|1)[篇条则](?:文章|新闻|信息)[】\]>]? ?[:|].{0,160}",
        "上一篇文章:没有了",
        Where.EDGE,
        closes=True,
    ),
    ChromeRow(
        "neighbour page",
        r".{0,4}上一(?:篇|条|页).{0,12}下一(?:篇|条|页).{0,40}",
        "上一篇 渡口志  下一篇 桥志",
        Where.EDGE,
        closes=True,
    ),
    ChromeRow(
        "neighbour page",
        r"(?:[<【\[(] ?[上下]一[篇条则] ?[】\]>)] ?|[上下]一篇 )(?:[^ 。,;][^。]{5,80}|没有了?|无)",
        "[上一篇] 省方志馆开馆公告",
        Where.EDGE,
        closes=True,
        is_weak=True,
    ),
    ChromeRow(
        PAGER,
        r"(?=[^上下每]{0,40}(?:[上下]一?页|每页))(?=[^\d]{0,40}\d)"
        r"[\d /|\[\]()<>:,.…·共第条页转到跳上下一首末尾每前后当总记录数确定]{4,80}",
        "共 40 条 1/4 首页 上一页 下一页 尾页",
    ),
    ChromeRow(
        PAGER,
        r"\d{1,3} ?/ ?\d{1,3}(?: ?[|\[(]? ?(?:首页|上一?页|下一?页|尾页|末页) ?[|\])]?){2,4}",
        "1/12 首页 尾页",
    ),
)
