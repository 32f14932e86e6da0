"""Shapes of lines that body text is cut by: prose, headings, dashes, section heads. Pure tests of one line, no context."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.analysis import HAN, HAN_CHARACTER
from indexer.pages.plain import plain, squeeze

PROSE_LENGTH = 60
HEADLINE_LENGTH = 60
_LONGEST_CAPTION = 120
_LONGEST_DAY = 40

_SENTENCE_SIGNS = re.compile(r"[。;]|[!?].")
_SENTENCE_END = re.compile(r"[:,、]\Z")
_NUMBERED = re.compile(
    r"第?[零一二三四五六七八九十百]{1,4}[、.,]|第[零一二三四五六七八九十百]{1,4}[章节条]|\([零一二三四五六七八九十\d]{1,4}\)|\d{1,3}(?:[.、)]|\.\d)|"
    r"[①-⑳]|附件?[一二三四五六七八九十\d]{0,2} ?:|附录|注:"
)
_DASHES = re.compile(r"-{1,4} *(?=[^ \d-])")
_BRACKET_HEAD = re.compile(
    r"(?:【(?P<a>[^【】]{2,16})】|〖(?P<b>[^〖〗]{2,16})〗|〔(?P<c>[^〔〕\d]{2,16})〕|\[(?P<d>[^\[\]\d]{2,16})\]) ?[:]?\Z"
)
_SIGN_HEAD = re.compile(r"(?P<sign>[·•・◆◇★☆●▲■□◎※○⊙❖]) *(?P<name>[^ ·•・◆◇★☆●▲■□◎※。,]{2,12}) *(?P=sign)\Z")
_MARKED = re.compile(rf"(?P<sign>[◆◇★☆●▲■□◎※○⊙❖▍▌▶►])\s*(?P<name>[{HAN}]{{2,8}})\Z")
_CONTENTS_HEAD = re.compile(
    r"[【《\[(·◆★]? ?(?:本期(?:要目|目录|导读|内容|要点|看点|提要)|要 {0,8}目|目 {0,8}录|内容提要|本刊要目) ?"
    r"[】》\])·◆★]? ?:?\Z"
)
_CAPTION = re.compile(
    r"\A(?:(?:[上下左右]?图|图 ?[一二三四五六七八九十]{1,2})[为:(]|图 ?(?:\d{1,2}|[一二三四五六七八九十]{1,2} ))|"  # not 左图右史
    rf"(?:\A|[ (/:,。、])[{HAN}]{{2,4}} {{0,4}}/? ?(?<![拍航])摄\)?\Z"
)
_DATE_START = re.compile(
    r"(?:\d{4} ?年)? ?\d{1,2} ?月(?: ?\d{1,2} ?(?:[-~至到、] ?\d{1,2} ?)?日)?|\d{2,4} ?(?:[-~至到、] ?\d{1,2} ?)?日|"
    r"近日|日前|近期|连日来|日来|今年|去年|昨日|今日|当前"
)
_PLACE_START = re.compile(rf"(?P<place>[{HAN}]{{2,7}}?(?:自治州|自治县|地方志办|方志办|史志办|省|市|州|县|区|镇|乡))")
_EVENT = re.compile(
    r"召开|举行|举办|开展|出版|入选|印发|启动|获|调研|完成|通过|发布|推进|上线|开馆|揭牌|评审|培训|座谈|督导|"
    r"部署|参加|组织|赴|首发|列入|写入|传达|学习"
)

_OPEN_ENDS = tuple('与和及、在对向为的赴于把将从以暨至到并《"(')
_OPEN_STARTS = tuple("、》”)，,的")
_PAIRS = (("《", "》"), ("“", "”"), ("【", "】"), ("〈", "〉"))


def is_prose(text: str) -> bool:
    """True for running text: a sentence, or a line too long for a heading."""
    if len(text) > PROSE_LENGTH:
        return True
    view = plain(text)
    return bool(_SENTENCE_SIGNS.search(view) or _SENTENCE_END.search(view))


def is_paragraph(text: str) -> bool:
    """True for a whole sentence of some length, the mark of an article's text."""
    return len(text) > 24 and ("。" in text or len(text) > PROSE_LENGTH)


def is_heading(text: str) -> bool:
    """True for a line that may be a headline or a heading inside the text."""
    return (
        len(text) <= HEADLINE_LENGTH and len(squeeze(text)) >= 2 and not is_prose(text) and HAN_CHARACTER.search(text) is not None
    )


def is_numbered(text: str) -> bool:
    """True for 一、… (二)… 3.…: a heading inside a text, and a headline only where `numbered` says so."""
    return _NUMBERED.match(plain(text)) is not None


def is_caption(text: str) -> bool:
    """True for what stands below a picture and says so: 图为会议现场, 左图：旧志, 会议现场（林疏影 摄）."""
    return len(text) <= _LONGEST_CAPTION and _CAPTION.search(plain(text)) is not None


def without_dashes(text: str) -> str | None:
    """The subtitle of a line that opens with dashes, or None."""
    dashes = _DASHES.match(plain(text[:80]))
    return text[dashes.end() :].strip() or None if dashes else None


def section_name(text: str) -> str | None:
    """市州动态 for 【市州动态】 or ·市州动态·, standing alone on their line; None for any other line."""
    if len(text) > 40:
        return None
    view = plain(text)
    match = _BRACKET_HEAD.match(view) or _SIGN_HEAD.match(view)
    if match is None:
        return None
    group = next(name for name, found in match.groupdict().items() if found and name != "sign")
    return text[match.start(group) : match.end(group)].strip() or None


@dataclass(frozen=True, slots=True)
class Marked:
    """A short line behind one sign: ■ 工作要闻."""

    sign: str
    name: str


def marked_name(text: str) -> Marked | None:
    """The sign and the words of a line that is nothing but a sign and two to eight characters, or None."""
    match = _MARKED.match(text)
    return Marked(match["sign"], match["name"]) if match else None


def is_contents_head(text: str) -> bool:
    """True for 本期要目 and the like: a table of contents follows."""
    return len(text) <= 24 and _CONTENTS_HEAD.match(plain(text)) is not None


def opens_with_day(text: str) -> bool:
    """True for a text that begins as news do, with a day or with 近日 and the like."""
    return _DATE_START.match(plain(text[:_LONGEST_DAY])) is not None


def opens_news(headline: str, paragraph: str) -> bool:
    """True when a heading inside a run of pieces begins a new piece: it tells of an event at a place, and its text like news."""
    view, text = plain(headline), plain(paragraph[:120])
    place = _PLACE_START.match(view)
    signs = (
        place is not None,
        place is not None and place["place"] in text,
        opens_with_day(paragraph),
        _EVENT.search(view) is not None,
    )
    return sum(signs) >= 3


def is_left_open(first: str, second: str) -> bool:
    """True when a headline cannot end with its first line: an open quotation mark or bracket, or a word that wants another."""
    view = plain(first)
    if view.rstrip().endswith(_OPEN_ENDS) or second.startswith(_OPEN_STARTS):
        return True
    return any(first.count(opening) > first.count(closing) for opening, closing in _PAIRS) or view.count("(") > view.count(")")
