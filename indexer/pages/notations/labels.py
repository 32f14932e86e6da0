"""The one table of the labels that stand in front of a page's header values, and how one line is cut at them.

A value never begins with another label. `is_sentence_value` tells a value that is running text: `header_line` takes no line that
holds one for a header.
Everything matches on the matching view, so widths, scripts and spaces inside a label (来  源) do not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from indexer.analysis import HAN


class Stated(Enum):
    """What a label introduces. Two kinds of values are read over: IGNORED (view counts, font sizes, credits) wherever they
    stand, DOCUMENT (index numbers and other data of an official document) only in a header, for they may be text elsewhere."""

    AUTHOR = "author"
    SOURCE = "source"
    PUBLISHED = "published"
    COLUMN = "column"
    REVIEWER = "reviewer"
    CONTRIBUTOR = "contributor"
    TITLE = "title"
    OTHER_DATE = "other date"
    IGNORED = "ignored"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Label:
    """One notation; of two labels of a field, the lower rank is believed."""

    notation: str
    field: Stated
    rank: int = 0


_TABLE: tuple[tuple[Stated, int, str], ...] = (
    (Stated.AUTHOR, 0, "作者 撰稿 撰稿人 撰文 作者姓名 文章作者 稿件作者"),
    (Stated.AUTHOR, 1, "记者 通讯员 投稿人 文/图 图/文 文图 图文 报道"),
    (Stated.SOURCE, 0, "来源 信息来源 新闻来源 文章来源 稿件来源 稿源 来源单位 消息来源 内容来源 原文来源 文章出处 出处 来源于"),
    (Stated.PUBLISHED, 0, "发布时间 发布日期 发布于 发表时间 发表日期 发稿时间 发稿日期 发布"),
    (Stated.PUBLISHED, 1, "公开日期 公开时间 公布日期 公布时间 信息公开日期"),
    (
        Stated.PUBLISHED,
        2,
        "添加时间 添加日期 上传时间 上传日期 上载日期 上载时间 录入时间 录入日期 创建时间 加入时间 信息时间 信息日期 编稿时间",
    ),
    (Stated.PUBLISHED, 3, "日期 时间"),
    (Stated.PUBLISHED, 5, "更新时间 更新日期 最后更新 修改时间 最近更新"),
    (Stated.COLUMN, 0, "栏目 所属栏目 栏目名称 栏目类别 类别 所属类别 信息类别"),
    (Stated.REVIEWER, 0, "终审 终审人"),
    (Stated.REVIEWER, 1, "审稿 审稿人 审核 审核人 审签 审定 审定人 签发 签发人"),
    (Stated.REVIEWER, 2, "责任编辑 责编 本文责任编辑"),
    (Stated.REVIEWER, 3, "编辑"),
    (Stated.CONTRIBUTOR, 0, "供稿 供稿单位 来稿单位 报送单位 撰稿单位"),
    (Stated.TITLE, 0, "名称 信息名称 文件名称 标题 信息标题"),
    (
        Stated.OTHER_DATE,
        0,
        "成文日期 成文时间 发文日期 发文时间 生成日期 生成时间 印发日期 印发时间 制发日期 签发日期 有效期 生效日期",
    ),
    (Stated.OTHER_DATE, 0, "失效日期 废止日期 施行日期 实施日期 截止日期 截止时间 产生日期 形成日期 当前时间 当前日期 现在时间"),
    (Stated.IGNORED, 0, "浏览次数 浏览量 浏览数 浏览 阅读次数 阅读量 阅读数 阅读 已阅读 点击 点击率 点击数 点击量 点击次数"),
    (Stated.IGNORED, 0, "访问量 访问次数 访问人数 访问 人气 热度 查看次数 点赞 评论数 本文已被浏览 本文浏览次数 关注度"),
    (Stated.IGNORED, 0, "字体 字号 字体大小 文字大小 大小 视力保护色 保护视力色 背景色 护眼色 分享 分享到 打印 转发 语音"),
    (
        Stated.IGNORED,
        0,
        "发布人 发布者 录入 录入人 录入者 信息录入 上传者 校对 排版 制作 监制 初审 初审人 复审 复审人 一审 二审 三审 复核",
    ),
    (Stated.IGNORED, 0, "总编辑 值班编辑 美编 版式 值班主任 校审 网编 统筹 策划 图片来源 供图 配图 摄影 摄影者 照相"),
    (Stated.DOCUMENT, 0, "索引号 信息索引号 索引 主题分类 信息分类 分类 体裁分类 组配分类 服务对象 发文机构 发布机构 发文机关"),
    (
        Stated.DOCUMENT,
        0,
        "发布单位 发文单位 制发机关 公开责任部门 责任部门 公开主体 所属机构 发文字号 文号 文件编号 编号 统一编号",
    ),
    (
        Stated.DOCUMENT,
        0,
        "统一登记号 登记号 公文时效 有效性 是否有效 效力状态 时效性 内容概述 主题词 关键词 关键字 热门关键词 标签",
    ),
    (Stated.DOCUMENT, 0, "公开方式 公开范围 公开时限 公开程序 公开类别 公开属性 信息格式 语种 载体类型 版次 版面"),
    (Stated.DOCUMENT, 0, "资料来源 数据来源 素材来源 作者单位 作者简介"),
)
LABELS: tuple[Label, ...] = tuple(
    Label(notation, field, rank) for field, rank, notations in _TABLE for notation in notations.split()
)

_LONGEST_VALUE = 80
_SENTENCE = re.compile(r"[。!?]|;.")
_GAP = " {0,8}"


def _spelled(notation: str, gap: str) -> str:
    return gap.join(re.escape(character) for character in notation)


_BY_NOTATION = {label.notation: label for label in LABELS}
NOTATIONS = frozenset(_BY_NOTATION)
_NOTATIONS = sorted(_BY_NOTATION, key=len, reverse=True)
_COLON = re.compile("(?P<label>" + "|".join(_spelled(notation, _GAP) for notation in _NOTATIONS) + r") {0,4}(?::|\|(?!\|)|丨) *")
# 发 文 日 期 2019-11-29: a label spread out to the width of its cell needs no colon
_SPREAD = re.compile("(?P<label>" + "|".join(_spelled(n, " {1,12}") for n in _NOTATIONS) + r")(?: {1,9}|\Z)")
# 来源：澜川日报　　责编 温如故: nor does one between two gaps and in front of a name
_APART = re.compile(rf"(?<=  )(?P<label>责任编辑|责编|编辑) {{1,3}}(?=[{HAN}]{{2,3}}(?:  |\Z))")
# 来源：澜川日报　文/聂长庚　图/宋屿: who wrote and who took the pictures, behind other labels
_SLASHED = re.compile(rf"(?<= )(?P<label>文/|图/) ?(?=[{HAN}]{{2,4}}(?: |\Z))")
_SLASHED_LABELS = {"文/": Label("文/", Stated.AUTHOR, 1), "图/": Label("图/", Stated.IGNORED)}
ONLY_BEHIND_OTHERS = frozenset(("报道",))  # it may begin a text as well
_FILLER_BEFORE = ("信息", "文章", "稿件", "新闻", "本文", "网站", "内容", "首次")


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A label found in a line and the range [start, end) of its value; the range may be empty. `at` is where the label begins."""

    label: Label
    at: int
    start: int
    end: int


def find_labels(line: str) -> tuple[LabelledValue, ...]:
    """Every label of a matching-view line with the raw range of its value: up to the next label, or the end."""
    marks = [*_COLON.finditer(line), *_SPREAD.finditer(line), *_APART.finditer(line), *_SLASHED.finditer(line)]
    marks.sort(key=lambda mark: (mark.start(), -mark.end()))
    accepted: list[re.Match[str]] = []
    for mark in marks:
        if accepted and mark.start() < accepted[-1].end():
            continue
        if _may_begin(line, mark, accepted[-1] if accepted else None):
            accepted.append(mark)
    ends = [*(mark.start() for mark in accepted[1:]), len(line)][: len(accepted)]
    return tuple(LabelledValue(_label(mark), mark.start(), mark.end(), end) for mark, end in zip(accepted, ends, strict=True))


def _label(mark: re.Match[str]) -> Label:
    notation = mark["label"].replace(" ", "")
    return _SLASHED_LABELS.get(notation) or _BY_NOTATION[notation]


def _may_begin(line: str, mark: re.Match[str], last: re.Match[str] | None) -> bool:
    """A label stands at the start, behind a space or a sign, or glued to the value of the label before it."""
    before = line[: mark.start()]
    if mark.re in (_APART, _SLASHED):
        return last is not None
    if mark["label"] in ONLY_BEHIND_OTHERS:
        return last is not None and not before[-1].isalnum()
    if not before or not before[-1].isalnum():
        return True
    if mark.re is _SPREAD:
        return False
    return last is not None or before[-1].isdigit() or before.strip() in _FILLER_BEFORE


def is_filler(text: str) -> bool:
    """True for a word that may stand glued in front of a label, as 新闻 in 新闻作者:."""
    return text in _FILLER_BEFORE


def is_sentence_value(value: str) -> bool:
    """True for a value that is running text, so that its "label" was a word of the text."""
    return len(value) > _LONGEST_VALUE or bool(_SENTENCE.search(value.rstrip(" ;")))
