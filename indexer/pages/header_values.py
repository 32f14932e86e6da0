"""What header lines state, and the signs and words of a page's furniture that may stand among it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.article import Published

from .labels import Stated
from .plain import plain

UNLABELLED_RANK = 4  # a bare date is believed after 日期:, before 更新时间:
_ICON_AND_COUNT = re.compile(r"[\ue000-\uf8ff][ \xa0]{0,2}\d{1,7}(?![^ \xa0])(?! ?年)")
SIGNS = " ,;|·•●◆■/-_:丨*[]【】()<>{}"
FURNITURE = re.compile(
    r"星期[一二三四五六日天]|周[一二三四五六日]|打印|关闭|收藏|分享|字体|字号|大中小|大 中 小|"
    r"浏览|阅读|点击|访问量?|次数|\d{0,7} ?次|复制链接|朗读|(?:我要|网页)?纠错|"
    r"[\[【(](?:大|中|小|打印|关闭|字体.{0,20})[\]】)]"
)


@dataclass(frozen=True, slots=True)
class HeaderValue:
    """A stated value, verbatim; `text` is empty where the label stands without one. `published` is set for dates."""

    field: Stated
    rank: int
    text: str
    published: Published | None = None


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """The values of one header line, in order. `labelled` is False for a bare date (with or without a name)."""

    values: tuple[HeaderValue, ...]
    labelled: bool

    @property
    def fields(self) -> frozenset[Stated]:
        return frozenset(value.field for value in self.values)

    @property
    def is_only_labels(self) -> bool:
        """True for 来源: standing alone: its value may stand on the next line."""
        return self.labelled and all(not value.text for value in self.values)


def header_view(text: str) -> str:
    """The matching view of a line, without the counts that icons name: \\uf06e 123."""
    return plain(_ICON_AND_COUNT.sub(lambda count: " " * len(count.group()), text))
