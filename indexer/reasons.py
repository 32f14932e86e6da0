"""The one table of reasons: why a page gave no article, or a doubtful one. The ledger, its readers and the manual use it.

A SKIPPED page is not in the index; a page with a DOUBT is, and somebody should look at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """What a reason means for the page."""

    SKIPPED = "skipped"
    DOUBT = "doubt"

    @property
    def label(self) -> str:
        """The word for it in Chinese."""
        return "跳过" if self is Level.SKIPPED else "存疑"


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable word, its level, what it means and what to do, both in Chinese for the operator."""

    word: str
    level: Level
    meaning: str
    fix: str


_SAVE_AGAIN = "重新保存这一页"
_CHECK_FILE = "检查这个文件；重新下载或导出"
_TABLE = (
    Reason("captcha", Level.SKIPPED, "保存下来的是登录或验证码页面，没有文章", "通过验证后重新保存这一页"),
    Reason("chrome-only", Level.SKIPPED, "只有导航、按钮一类内容，没有文章", _SAVE_AGAIN),
    Reason("empty-file", Level.SKIPPED, "文件是空的（0 字节）", "检查保存网页的程序和它的磁盘；重新保存或下载"),
    Reason("empty-body", Level.SKIPPED, "有标题，没有正文", "核对原网页；正文若是图片或附件，请补录文字"),
    Reason("no-title", Level.SKIPPED, "没有标题，也没有可作标题的文字", "用 parse --explain 逐行查看，报告给开发者"),
    Reason("undecodable", Level.SKIPPED, "编码读不出", "用浏览器打开，另存为 UTF-8"),
    Reason("mojibake", Level.SKIPPED, "存下来就是乱码", _SAVE_AGAIN),
    Reason("duplicate", Level.SKIPPED, "与另一个网页是同一篇，已取较好的一份", "不必处理"),
    Reason("unknown-kind", Level.SKIPPED, "不是认识的网页文件", "不必处理，或从目录中移走"),
    Reason("too-large", Level.SKIPPED, "文件过大，标记或行过多，或解压后过大", "确认它是网页；压缩包请解开后再建库"),
    Reason("out-of-memory", Level.SKIPPED, "读这一页时内存不足", "内存宽裕时再建库，会重读这一页"),
    Reason("unreadable", Level.SKIPPED, "文件读不出", "检查文件权限与磁盘"),
    Reason("encrypted", Level.SKIPPED, "压缩包里的文件加了密码", "解开后再建库"),
    Reason("nested-archive", Level.SKIPPED, "压缩包里还有压缩包", "解开内层压缩包后再建库"),
    Reason("empty-container", Level.SKIPPED, "容器文件里没有一个网页", "确认文件没有存错"),
    Reason("broken-container", Level.SKIPPED, "容器文件有损坏的部分；读得出的网页已收入", _CHECK_FILE),
    Reason("reader-failed", Level.SKIPPED, "程序读这一页时出了错，这一页没有收入", "把这一页和这条记录一起报告给开发者"),
    Reason("no-date", Level.DOUBT, "没有发布日期；按日期筛选时找不到它", "核对原网页；原网页也没有的不必处理"),
    Reason("saving-date-only", Level.DOUBT, "只有保存网页的时间，没有发布日期", "核对原网页；原网页也没有的不必处理"),
    Reason("title-from-text", Level.DOUBT, "没有标题行，取正文第一句作标题", "用 parse --explain 逐行查看；补上标题后重新保存"),
    Reason(
        "lost-characters", Level.DOUBT, "正文在标记前后丢了字，如 20261月、613日", "对照原网页补上；或以 .html、.mht 重新保存"
    ),
    Reason("dates-disagree", Level.DOUBT, "页面写的日期与网页源代码里的日期不同；取页面写的", "核对原网页"),
    Reason("number-clash", Level.DOUBT, "两个不同的网页用了同一个期号；都已收入", "核对两页的期号"),
    Reason("number-out-of-series", Level.DOUBT, "总期号与期号之差，和同系列同年其他各期不一致", "核对期号与总期号"),
)
REASONS = {reason.word: reason for reason in _TABLE}
