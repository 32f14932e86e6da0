"""Tells chrome, lines that belong to the web page and not to the bulletin, by one table of its kinds.

The rows of pages that are nothing else stand in `forms`, those that lead to other pages in `neighbours`; `row` says what a row
is. Each row carries an example, which a test holds against it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.pages.plain import plain

from .forms import IN_PLACE_OF_A_PAGE
from .neighbours import TO_OTHER_PAGES
from .row import ADDRESS, ChromeRow, Where
from .words import COUNTED, FURNITURE

LONGEST_CHROME_LINE = 300
_NO_HEADER_LINE = r"(?!.*(?:时间|日期|来源|作者) ?:)"  # 分享到： 发布时间：2023-04-05 来源：澜川日报 states more than buttons

CHROME: tuple[ChromeRow, ...] = (
    *IN_PLACE_OF_A_PAGE,
    ChromeRow("browser warning", r"尊敬的用户[,:]? ?您好[!,.]?", "尊敬的用户,您好!"),
    ChromeRow(
        "browser warning",
        r".{0,12}网站不支持您所使用的浏览器版本.{0,160}",
        "网站不支持您所使用的浏览器版本(可能会出现网页变形等问题)。",
    ),
    ChromeRow(
        "browser warning", r".{0,20}(?:请|建议)(?:您)?使用.{0,40}浏览器.{0,60}", "建议使用Chrome、360等浏览器访问本站", Where.EDGE
    ),
    ChromeRow(
        "browser warning",
        r".{0,40}(?:请|建议)[您你]?(?:尽快|立即|先)?(?:升级|更新|更换)(?:[您你]的|最新的?|所用的?)?浏览器.{0,40}",
        "为确保您享有最佳的浏览体验，建议您升级浏览器，感谢您的配合。",
        Where.EDGE,
    ),
    ChromeRow(
        "font size",  # 字号:字子瞻 is a label of a biography
        r"[【\[(]? ?(?:(?:字体|字号)(?: ?[:|]){1,2}"
        r"(?:[^\w。,;!?]|[at\d特超大中小号默认标准正常繁简体色]|打印|关闭|收藏|分享|本页|窗口){0,60}|"
        rf"(?:文字大小|字体大小|保护视力色|视力保护色|背景色) ?[:|]{_NO_HEADER_LINE}.{{0,60}})",
        "【字号:特大 大 中 小】",
    ),
    ChromeRow(
        "view count",
        rf"[【\[(]?(?:本文|本页|页面|文章|累计)?(?:被|已)?(?:{COUNTED})"
        r" ?[:|]? ?[\[(【]? ?\d{0,9}\+? ?[\])】]? ?(?:次|人次|人)?[】\])]?",
        "浏览次数:520",
    ),
    ChromeRow(
        "share", rf"(?:分享到|转发到|分享至|一键分享|分享本文) ?[:|]{_NO_HEADER_LINE}.{{0,60}}", "分享到:微博 短信", closes=True
    ),
    ChromeRow(
        "share", r"(?:.{0,40} )?微信里点[\"“]?发现[\"”]?,?扫一下(?: ?二维码.{0,20})?", "微信里点“发现”,扫一下", closes=True
    ),
    ChromeRow("share", r"二维码便可将本文分享(?:至|到)朋友圈.?", "二维码便可将本文分享至朋友圈。", closes=True),
    ChromeRow(
        "share",
        r"(?:用|请|使用)?(?:手机|微信)?(?:扫一扫|扫描二维码|扫码|扫描).{0,4}(?:手机|微信|打开|分享|关注|浏览|查看|下载).{0,24}",
        "扫一扫在手机打开当前页",
        closes=True,
    ),
    ChromeRow(
        "comments",
        r"(?:网友评论 ?:? ?)?\(?(?:只显示最新 ?\d{1,3} ?条[。,;] ?)?评论内容只代表网友观点,?.{0,20}",
        "网友评论：（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）",
        Where.EDGE,
        closes=True,
    ),
    ChromeRow("comments", r"发表评论", "发表评论", Where.EDGE, closes=True, is_weak=True),
    ChromeRow(
        "votes",
        r"(?:(?:顶|踩)一下 ?(?:\(\d{1,6}\) ?)?(?:[\d.]{1,6} ?% ?)?){1,2}",
        "顶一下 (0) 0% 踩一下 (0) 0%",
        Where.EDGE,
        closes=True,
        is_weak=True,
    ),
    ChromeRow("loading", r"(?:正在|数据|页面)?(?:加载|载入)中? ?[.。…]{0,6}|loading ?[.。…]{0,6}", "正在加载..."),
    *TO_OTHER_PAGES,
    ChromeRow(  # of a page, which has a number; the address of a site may end a notice
        ADDRESS,
        r"(?:本文|本页|原文|文章|页面)?(?:网址|地址|链接|链接地址) ?: ?"
        r"https?://[^ /]{3,80}/[^ ]{0,120}\d{2,12}(?:\.[a-z]{2,6})?/?",
        "网址：http://www.lanchuan.example/show.asp?id=2211",
        Where.EDGE,
        closes=True,
        is_weak=True,
    ),
    ChromeRow("way to a site", r"返回[^,。;:!? ]{2,10}, ?查看更多", "返回澜川省情网，查看更多"),
    ChromeRow(
        "reading time",
        r"(?:本篇|本文|全文)(?:文章)?[共约]{0,2} ?\d{1,6} ?字,? ?.{0,4}读完?.{0,3}\d{1,3} ?分钟.?",
        "本篇文章278字,读完约1分钟",
    ),
    ChromeRow("contents of the page", r"(?:内容|本文|文章|页内)导航 ?:", "内容导航:"),
    ChromeRow(
        "which version",
        r"(?:温馨)?提示 ?: ?[您你](?:现在|正在|当前)?所?(?:查看|浏览|访问)的是.{0,60}",
        "提示: 您现在查看的是手机版",
    ),
    ChromeRow(
        "related pages",
        r"[【\[◆■●]? ?(?:相关(?:文件|文章|新闻|阅读|链接|信息|内容|稿件|报道|推荐|解读)|延伸阅读|推荐阅读|"
        r"热门(?:文章|推荐|新闻|阅读|排行)|最新(?:文章|新闻|内容|推荐)|"
        r"本(?:类|栏目?)(?:推荐|排行|最新|更新)(?:文章|新闻|信息)?|同类(?:信息|文章|新闻)|"
        r"[您你]?可能(?:还)?(?:感兴趣|喜欢)的?(?:文章|新闻|信息|内容)|"
        r"点击排行榜?|猜你喜欢|友情链接|图文推荐)[】\]]? ?[:|]?(?: ?更多.{0,4})?",
        "相关文件:",
        Where.EDGE,
        closes=True,
    ),
    ChromeRow(
        "recommended pages",
        r"[【\[◆■●]? ?(?:(?:新闻|内容|文章|其[它他](?:新闻|文章|知识|内容|信息))推荐|推荐(?:内容|新闻|文章)|"
        r"最[新近]更新)[】\]]? ?:?(?: ?更多.{0,4})?",
        "其它知识推荐",
        Where.EDGE,
        closes=True,
        is_weak=True,
    ),
    ChromeRow("image file", r"[^ ]{1,80}\.(?:jpe?g|png|gif|bmp|webp|svg|tiff?)", "IMG_20230708.jpg"),
    ChromeRow(
        "registration",
        r".{0,120}(?:icp备|icp证|网安备|网站标识码|备案编?号).{0,120}",
        "澜ICP备05000000号-1 澜公网安备 00000002000001号",
        Where.EDGE,
        closes=True,
    ),
    ChromeRow(
        "copyright",
        r".{0,120}(?:copyright|©|版权所有|all rights reserved|版权归.{0,20}所有).{0,160}",
        "版权所有 澜川省地方志工作办公室",
        Where.EDGE,
        closes=True,
    ),
    ChromeRow(
        "organiser",
        # not the masthead of a bulletin, which names who prints it and ends with its number
        r"(?!(?=.{0,60}(?:编印|编辑|主编)).{0,100} (?:总|(?:19|20)\d\d ?年)? ?第 ?\d{1,4} ?期 ?\)?\Z)"
        r"(?:网站)?(?:主办|承办|协办|主管|技术支持|运维|维护|建设|制作|开发)(?:单位|机构|方)? ?[:|].{0,120}",
        "主办单位:澜川省地方志工作办公室",
        Where.EDGE,
        closes=True,
    ),
    ChromeRow(
        "disclaimer",
        r"[【\[(]?(?:免责|版权|特别|郑重|本网|本站|平台)?声明[】\])]? ?[:|].{0,280}",
        "免责声明:本网转载的文章版权属于原作者。",
        Where.EDGE,
        closes=True,
    ),
    ChromeRow(
        "support",
        r".{0,20}(?:网站支持ipv6|推荐分辨率|最佳分辨率|网站访问量|总访问量).{0,60}",
        "本网站支持IPv6",
        Where.EDGE,
        closes=True,
    ),
    ChromeRow(
        "site greeting",
        r"(?:今天是|今日是|现在是|欢迎访问|欢迎光临|欢迎您|欢迎来到).{0,80}",
        "今天是2024年7月8日 星期一 欢迎访问澜川省情网!",
        Where.EDGE,
    ),
    ChromeRow(
        "search box",
        r"(?:热门关键词|热门搜索|热搜词|热词|请输入关键[词字]|请输入搜索.{0,6}|请输入您要.{0,10}) ?[:|]?.{0,120}",
        "热门关键词: 年鉴 方志馆",
        Where.EDGE,
    ),
    ChromeRow("leaving notice", r"您访问的链接即将离开.{0,80}", "您访问的链接即将离开“澜川省情网”，是否继续？"),
    ChromeRow("placeholder", r"\{\{.{0,60}\}\}|\$\{.{0,60}\}", "{{ pvCount }}"),
    ChromeRow("script", r"(?:var |document\.|window\.|function ?\(|\$\().{0,280}", "var pageId = 7;", Where.EDGE),
)

_ROWS = tuple((row, re.compile(row.pattern)) for row in CHROME)
# one pass over all rows tells most lines that they are none
_ANY = re.compile("|".join(f"(?:{row.pattern})" for row in CHROME))
_WORDS = re.compile("|".join(re.escape(word) for word in FURNITURE))
_BETWEEN = " |/·•,、:;<>[]()【】「」\"'!.…-_=+*#«»↑↓←→^34"
_FURNITURE_ROW = ChromeRow("buttons", "", "关闭本页 【打印正文】", closes=True)
_SHORT = 2  # characters; so short a word alone on its line may be a heading, or a cell of a table
_SHORT_ROW = ChromeRow("a word of a button", "", "检索", Where.EDGE, closes=True)


def chrome_row(text: str) -> ChromeRow | None:
    """The row that says `text` is chrome, or None. `text` is verbatim and not empty."""
    return _row(text) if len(text) <= LONGEST_CHROME_LINE else None  # no cache holds a line of a million characters


@lru_cache(maxsize=4096)  # every step asks again, and a page may repeat one line without end
def _row(text: str) -> ChromeRow | None:
    view = " ".join(plain(text).split())
    words_gone = _WORDS.sub("", compact := view.replace(" ", ""))
    is_furniture = len(words_gone) < len(compact) and not words_gone.strip(_BETWEEN)
    if not is_furniture and not _ANY.fullmatch(view):
        return None
    if len(compact) <= _SHORT:
        return _SHORT_ROW
    return _FURNITURE_ROW if is_furniture else next(row for row, pattern in _ROWS if pattern.fullmatch(view))
