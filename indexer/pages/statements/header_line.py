"""One header line -> the values it states. A line that says anything else is no header line, and gives None.

A date label must be followed by a date or by nothing; a value that is running text makes the whole line text. So
时间:7月8日上午，在省方志馆召开会议。 stays a paragraph. Semicolons part sentences, or names: 作者:叶蓁；宋屿 is no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from indexer.analysis import HAN
from indexer.pages.notations.dates import find_date, is_date_notation
from indexer.pages.notations.labels import LabelledValue, Stated, find_labels, is_filler, is_sentence_value
from indexer.pages.notations.people import are_people, is_person
from indexer.pages.notations.units import is_unit
from indexer.pages.plain import plain

from .bare_lines import read_unlabelled
from .header_values import (
    BEHIND_COLUMNS,
    BEHIND_VALUES,
    NO_VALUE,
    SIGNS,
    UNLABELLED_RANK,
    HeaderLine,
    HeaderValue,
    column_of_controls,
    header_view,
    is_controls,
)

LONGEST_HEADER_LINE = 400
_NAMED = frozenset((Stated.AUTHOR, Stated.SOURCE, Stated.REVIEWER, Stated.CONTRIBUTOR))
_NAMED_BY_WORDS = frozenset((Stated.COLUMN, Stated.TITLE))
_PUBLICATION_RANKS = range(3)  # of labels that say what is dated; 时间: and 日期: may stand in a text
_MAY_NAME = re.compile(r'[\w·、()"《》 -]{1,30}\Z')

# most lines are text: a header line holds a colon, a bar or a gap, or opens with a date
_MAY_STATE = re.compile("[:：∶﹕︰꞉|｜丨│┃∣]|[^ \\t\u3000\xa0][ \\t\u3000\xa0]|^.{0,9}[0-9０-９一二]")
_REPORTERS = re.compile(r" {0,4}\(?报道 ?: ?(?P<people>[^:]{2,30})\Z")  # 报道 alone may begin a text
_EMPTY_VALUES = frozenset(("", "-", "--", "---", "无", "暂无", "未知", "null", "undefined", "none", "nan"))
_TEMPLATE = re.compile(r"\{\{[^{}]{0,60}\}\}|\$\{[^{}]{0,60}\}")
_ICONS_APART = re.compile(r"\A[\ue000-\uf8ff]+\s|\s[\ue000-\uf8ff]+\s*\Z")  # a rare character of a name has no space beside it
_FURNITURE_OR_LABEL = (
    r"[【\[「]|字体[: ]|字号[: ]|点击[: ]|"
    r" \(?(?:共印|印数)[ :]{0,2}\d|"  # how many copies, behind the editor who ends an imprint
    rf"  [{HAN}]{{2,6}} ?:|\Z"  # behind a gap, any label, be it one that no table knows
)
_CUT_BEFORE = re.compile(f"{_FURNITURE_OR_LABEL}|{BEHIND_VALUES}")
_CUT_COLUMN_BEFORE = re.compile(f"{_FURNITURE_OR_LABEL}|{BEHIND_COLUMNS}")


def read_header_line(text: str) -> HeaderLine | None:
    """The values that a line states, or None when it is no header line."""
    return _read(text) if len(text) <= LONGEST_HEADER_LINE else None


def read_bracketed_line(text: str) -> HeaderLine | None:
    """The values of a line that may stand in brackets, as below a text: （来源：澜川日报）."""
    return read_header_line(text.strip("()（）[]【】"))


@lru_cache(maxsize=4096)  # every step asks again, and a page may repeat one line without end
def _read(text: str) -> HeaderLine | None:
    if "。" in text or _MAY_STATE.search(text) is None:
        return None
    view = header_view(text)
    found = find_labels(view)
    if not found:
        return read_unlabelled(text, view)
    before = _before_labels(text, view, found)
    if before is None:
        return None
    values: list[HeaderValue] = list(before)
    is_name = _may_be_name if ";" in view and any(_states_publication(view, label) for label in found) else _is_name
    for label in found:
        read = None if _is_sentence(view, label, is_name) else _labelled_values(text, view, label)
        if read is None:
            return None
        values.extend(read)
    return HeaderLine(tuple(values), labelled=True)


def _before_labels(text: str, view: str, found: tuple[LabelledValue, ...]) -> tuple[HeaderValue, ...] | None:
    """What stands before the first label: nothing, a date, who reported, or a short name of the page if several labels follow."""
    before = view[: found[0].at]
    if (reporters := _REPORTERS.match(before)) is not None and are_people(reporters["people"]):
        return (HeaderValue(Stated.AUTHOR, 1, _stripped(text, reporters.start("people"), reporters.end("people"))),)
    date_ = find_date(before)
    rest = before if date_ is None else before[: date_.start] + before[date_.end :]
    left = NO_VALUE.sub(" ", rest).strip(SIGNS)
    is_name = len(left) <= 20 and (date_ or len(found) >= 2) and before[-1:] in SIGNS
    if left and not is_name and not is_date_notation(left) and not _is_word_of_label(view, found):
        return None
    if date_ is None:
        return ()
    return (HeaderValue(Stated.PUBLISHED, UNLABELLED_RANK, text[date_.start : date_.end], date_.value),)


def _is_word_of_label(view: str, found: tuple[LabelledValue, ...]) -> bool:
    """True for what belongs to the first label: 新闻 of 新闻作者. 本文作者 alone, but in front of people, may begin a text."""
    first = found[0]
    if not is_filler(view[: first.at].strip()):
        return False
    return len(found) >= 2 or first.label.field is Stated.PUBLISHED or are_people(view[first.start : first.end])


def _is_sentence(view: str, label: LabelledValue, is_name: Callable[[str], bool]) -> bool:
    """True for a value that is running text; the semicolons of a list of names are none of a sentence."""
    value = view[label.start : label.end]
    if not is_sentence_value(value):
        return False
    is_list = label.label.field in _NAMED and all(is_name(part.strip(SIGNS)) for part in value.strip(SIGNS).split(";"))
    return not is_list or is_sentence_value(value.replace(";", " "))


def _is_name(part: str) -> bool:
    return is_person(part) or is_unit(part)


def _may_be_name(part: str) -> bool:
    """Enough beside a day of publication: such a line is a header line, and 澜川日报 is neither person nor unit."""
    return _MAY_NAME.match(part) is not None


def _states_publication(view: str, label: LabelledValue) -> bool:
    is_publication = label.label.field is Stated.PUBLISHED and label.label.rank in _PUBLICATION_RANKS
    return is_publication and find_date(view[label.start : label.end]) is not None


def _labelled_values(text: str, view: str, label: LabelledValue) -> tuple[HeaderValue, ...] | None:
    field, rank = label.label.field, label.label.rank
    value = view[label.start : label.end]
    if field in (Stated.PUBLISHED, Stated.OTHER_DATE):
        return _date_value(text, view, label)
    if field in (Stated.IGNORED, Stated.DOCUMENT):
        return (HeaderValue(field, rank, _stripped(text, label.start, label.end)), *_trailing_date(text, view, label))
    date_ = find_date(value) if field is not Stated.TITLE else None
    cut = _cut_column if field in _NAMED_BY_WORDS else _cut
    end = label.start + (date_.start if date_ else cut(value))
    own = HeaderValue(field, rank, _stripped(text, label.start, end))
    if date_ is None:
        return (own,)
    stated = text[label.start + date_.start : label.start + date_.end]
    return own, HeaderValue(Stated.PUBLISHED, UNLABELLED_RANK, stated, date_.value)


def _date_value(text: str, view: str, label: LabelledValue) -> tuple[HeaderValue, ...] | None:
    value = view[label.start : label.end]
    field, rank = label.label.field, label.label.rank
    if _TEMPLATE.sub("", value).strip(SIGNS) in _EMPTY_VALUES:
        return (HeaderValue(field, rank, ""),)
    date_ = find_date(value)
    if date_ is None and label.label.notation in ("发布", "发布于"):  # 发布:北渡网 names the publisher, 发布于:澜川 his place
        return (HeaderValue(Stated.IGNORED, 0, _stripped(text, label.start, label.end)),)
    if date_ is None and is_date_notation(NO_VALUE.sub(" ", value).strip(SIGNS)):  # 2023-02-30: no day, and no text
        return (HeaderValue(field, rank, _stripped(text, label.start, label.end)),)
    if date_ is None or value[: date_.start].strip(SIGNS) or len(NO_VALUE.sub("", value[date_.end :]).strip(SIGNS)) > 20:
        return None
    return (HeaderValue(field, rank, text[label.start + date_.start : label.start + date_.end], date_.value),)


def _trailing_date(text: str, view: str, label: LabelledValue) -> tuple[HeaderValue, ...]:
    """点击:520 2023-10-08: a bare date may stand behind a count, but not inside a document number."""
    date_ = find_date(view[label.start : label.end]) if label.label.field is Stated.IGNORED else None
    if date_ is None:
        return ()
    stated = text[label.start + date_.start : label.start + date_.end]
    return (HeaderValue(Stated.PUBLISHED, UNLABELLED_RANK, stated, date_.value),)


def _cut(value: str) -> int:
    """Where page furniture or an unknown label begins behind a value (【字体, [打印]); a sign at the very start is part of it.
    Of what begins with controls nothing is a value."""
    if is_controls(value):
        return 0
    match = _CUT_BEFORE.search(value, 1)
    end = match.start() if match else len(value)
    return 0 if is_controls(value[:end]) else end


def _cut_column(value: str) -> int:
    """As `_cut`, where a control may be the value: of 栏目:关注 【打印】 the first, of 栏目:【打印】 【关闭】 none."""
    if is_controls(value):
        return column_of_controls(value)
    match = _CUT_COLUMN_BEFORE.search(value, 1)
    return match.start() if match else len(value)


def _stripped(text: str, start: int, end: int) -> str:
    value = _ICONS_APART.sub("", _TEMPLATE.sub("", text[start:end]).strip()).strip().strip("|｜丨,，;；·•_/ \u3000\xa0").strip()
    while value and _is_unbalanced(value):
        value = (value[:-1] if value[-1] in "([【（［<《)]】）］>》" else value[1:]).strip()
    if value[:1] in "[【" and value[-1:] in "]】" and len(value) > 2:
        value = value[1:-1].strip()
    return "" if plain(value) in _EMPTY_VALUES else value


def _is_unbalanced(value: str) -> bool:
    """True when the value ends with a bracket that belongs to the next label, or with one that opened before its label."""
    view = plain(value)
    last = view[-1]
    for opening, closing in ("()", "[]", "【】"):
        if last == opening or (last == closing and view.count(closing) > view.count(opening)):
            return True
    return False
