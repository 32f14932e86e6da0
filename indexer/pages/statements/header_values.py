"""What header lines state, and the signs and words of a page's furniture that may stand among it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.article import Published
from indexer.pages.chrome.words import CONTROLS, COUNTED
from indexer.pages.notations.labels import Stated
from indexer.pages.plain import plain

UNLABELLED_RANK = 4  # a bare date is believed after 日期:, before 更新时间:
_ICON_AND_COUNT = re.compile(r"[\ue000-\uf8ff][ \xa0]{0,2}\d{1,7}(?![^ \xa0])(?! ?年)")
SIGNS = " ,;|·•●◆■/-_:丨*[]【】()<>{}"
_LONG = 4  # characters; no name ends with so long a control
_CONTROLS = "|".join(map(re.escape, CONTROLS))
_GAP = r"[\[\]()【】|/· ]{0,4}"
_SIZES = rf"(?:(?:特大{_GAP})?大{_GAP}中{_GAP}小|小{_GAP}中{_GAP}大|a[+-]{_GAP}(?:a{_GAP})?a[+-])"
_COUNTER = (
    r"(?:已有 ?\d{1,6} ?人|(?:本文|本页|文章)?(?:已被|已有|已|被)? ?(?:"
    rf"(?<!\d)\d{{1,7}} ?人次?(?:{COUNTED}|阅览|评论|点赞)|"
    rf"(?:{COUNTED}|阅览)[量数]? ?[:(]? ?\d{{1,7}} ?\)? ?(?:人次|次|人)?|"
    r"(?:评论|点赞)[量数]? ?[:(] ?\d{1,7} ?\)?))"
)
_OF_THE_PAGE = rf"{_COUNTER}|{_SIZES}|{_CONTROLS}|{COUNTED}"
_ONLY_CONTROLS = re.compile(_OF_THE_PAGE)
NO_VALUE = re.compile(
    rf"星期[一二三四五六日天]|周[一二三四五六日]|{_OF_THE_PAGE}|访问|次数|\d{{0,7}} ?次|[\[【(](?:大|中|小|字体.{{0,20}})[\]】)]"
)
# behind a value, counters and long words (打印本页) may be glued to it, others stand between spaces or in brackets
_GLUED = "|".join(re.escape(word) for word in CONTROLS if len(word) >= _LONG)
# words that name columns and the pages of papers too: 《澜川文学》 阅读 栏目 is a source, 热点 关注 a column
_NAMING = "关注|阅读|评论|朗读|听新闻|分享|收藏"
_OTHERS = "|".join(word for word in (*map(re.escape, CONTROLS), *COUNTED.split("|")) if word not in _NAMING.split("|"))
_MORE = rf"[ |/·]{{0,4}}(?:[()\[\]【】]|(?:{_OF_THE_PAGE}|评论)(?=[ :()\[\]【】\d]|\Z))"
_ALWAYS = rf"{_COUNTER}|(?:{_GLUED}){{1,4}}(?=[ ):]|\Z)|(?<=[ (]){_SIZES}(?=[ )]|\Z)|[ (](?:{_OTHERS})(?=[ ):]|\Z)"
BEHIND_VALUES = rf"{_ALWAYS}|[ (](?:{_NAMING})(?= ?:|{_MORE})|[ (](?!评论)(?:{_NAMING}) *\Z"
BEHIND_COLUMNS = rf"{_ALWAYS}|[ (](?:{_NAMING})(?= ?:|\))|[ (](?:朗读|听新闻|分享|收藏)(?= |\Z)"
_NAMES_COLUMN = re.compile(rf" *(?!{_COUNTER})(?:{_NAMING})(?=[ 【\[]|\Z)(?! +(?:{_NAMING})(?: |\Z))")


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
        return not any(value.text for value in self.values)


def is_controls(value: str) -> bool:
    """True for nothing but controls (【打印】 【关闭】, 大 中 小, 浏览 52 次) in place of a value, and for nothing at all."""
    return not _ONLY_CONTROLS.sub(" ", value).strip(SIGNS)


def column_of_controls(value: str) -> int:
    """Where a column ends that a word of controls names, in a value of controls alone: 关注 in 关注 【打印】; 0 for 分享 收藏."""
    found = _NAMES_COLUMN.match(value)
    return found.end() if found else 0


def header_view(text: str) -> str:
    """The matching view of a line, without the counts that icons name: \\uf06e 123."""
    return plain(_ICON_AND_COUNT.sub(lambda count: " " * len(count.group()), text))
