"""Issue numbers as bulletins write them: 第N期, (总第M期), YYYY年第N期, 第1-2期合刊, 增刊. Works on the matching view.

Document numbers (〔2025〕57号), volumes (第37卷) and counts (第21次, 第三轮) are none, and neither is 第1期 in the middle of a
phrase (2023年第1期业务培训班举行): the notation must close the title, or be parted from what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.analysis import HAN
from indexer.numerals import NUMBER, YEAR, number
from indexer.pages.plain import squeeze

_LABELS = ("增刊", "专刊", "特刊", "号外")
_LABEL = "(?:" + "|".join(_LABELS) + ")"
_LABEL_GROUPS = ("label0", "label1", "label2", "label3")  # where a label may stand in a notation
_JOIN = r" {0,3}(?:期? ?[-~、至和及,/]{1,2} ?第?) {0,3}"
_BEHIND_YEAR = r"(?:(?<=\d{4}年)|(?<=\d{4}年 )|(?<=\d{4} 年)|(?<=\d{4} 年 ))(?=\d)"  # 2022年11期 does without 第
_ORDINAL = rf"(?:(?<!总)(?<!总 )(?<!总  )(?<!总期)(?<!总期 )第 {{0,3}}|{_BEHIND_YEAR})"
_ISSUE = rf"{_ORDINAL}(?P<issue>{NUMBER})(?:{_JOIN}(?P<end>{NUMBER}))? {{0,3}}期"
_TOTAL = rf"[(\[ ]{{0,3}}总期? {{0,2}}第? {{0,3}}(?P<total>{NUMBER})(?:{_JOIN}{NUMBER})? {{0,3}}期 {{0,3}}[)\]]?"
# 2023年, (2023年), [2023], and 2023第8期
_YEAR = rf"(?:[(\[〔]? ?(?P<year>{YEAR}) {{0,3}}(?:年(?:度)? ?[)\]〕]?|[)\]〕]|(?=第)) {{0,3}})"
_NOTATION = re.compile(
    # 增刊(2022年第1期) is a supplement of the bulletin in front of it; 防汛专刊2022年第1期 is a bulletin of that name
    rf"(?:(?<![^\W报讯])(?P<label0>{_LABEL}) {{0,3}})?"
    rf"{_YEAR}?[(\[ ]{{0,3}}(?P<label1>{_LABEL})? ?[(\[]?(?:{_ISSUE})[)\]]?"
    # a bracket is taken in only with what is looked for in it: (学习教育专刊) is left whole
    rf"(?: {{0,3}}[(\[]? ?(?=合刊|{_LABEL})(?:合刊)? ?(?P<label2>{_LABEL})? ?[)\]]?)?"
    rf"(?: {{0,3}}{_TOTAL})?(?: {{0,3}}[(\[]? ?(?P<label3>{_LABEL}) ?[)\]]?)?"
)
_SUPPLEMENT = re.compile(rf"{_YEAR}(?P<label1>{_LABEL})[)\]]?(?: {{0,3}}{_TOTAL})?")
_SUPPLEMENT_ALONE = re.compile(rf" *(?P<label1>{_LABEL}) {{0,3}}{_TOTAL} *\Z")  # 增刊(总第388期), of a year that stands elsewhere
_TOTAL_ALONE = re.compile(_TOTAL)
_TOTAL_OF_BULLETIN = re.compile(rf"(?<=[报讯])[》\"]?(?={_TOTAL} *\Z)")  # 水利简报总第309期 counts its issues in no other way

# what may follow the notation without making it a phrase: nothing, a sign that parts, or a word that names the page itself
_PAGE_ITSELF = "目录|要目|目次|封面|推介|导读"
_PARTED = re.compile(
    r" *(?:\Z|[ :|_【《\"·•-]|[(\[][^()\[\]]{1,30}[)\]](?: |\Z)"
    rf"|{_PAGE_ITSELF}|简报|简讯|工作简报|政工简讯|通讯|快报)"
)
_IN_PHRASE = re.compile(rf" *《[^《》]{{1,40}}》(?! *(?:\Z|[ :|_【《·•-]|[(\[][^()\[\]]{{1,30}}[)\]] *\Z|{_PAGE_ITSELF}))")
_COUNT_OF_ALL = re.compile(rf" *[(\[][共全] ?{NUMBER} ?期[)\]]")
_BULLETIN_BEFORE = re.compile(r"[报讯刊志息][》\"]? ?\Z")
_TRAILING_NAME = re.compile(
    rf" *(?P<name>[^ :|_()\[\]【】《》\"-]{{0,12}}(?:简报|简讯|通讯|快报|专报|信息))(?: {{0,3}}{_TOTAL})?\Z"
)
_DOCUMENT_NUMBER = re.compile(rf"\(?[{HAN}a-z]{{0,20}}[〔\[(【](?:19|20)\d\d[〕\])】]第?\d{{1,5}}号\)?\Z")


@dataclass(frozen=True, slots=True)
class IssueNumber:
    """What an issue notation states, and the range [start, end) of the title that it fills. Not stated is None."""

    year: int | None
    issue: int | None
    issue_end: int | None
    label: str | None
    total: int | None
    start: int
    end: int
    trailing_name: str | None = None  # 第30期政工简讯: the bulletin's name may stand behind the number


def is_bare_notation(line: str) -> bool:
    """True for a line of nothing but an issue notation: 第9期, (总第57期), 2021年第9期(总第57期)."""
    if len(line) > 60:
        return False
    return _NOTATION.fullmatch(line.strip()) is not None or _TOTAL_ALONE.fullmatch(line.strip(" ()[]")) is not None


def is_document_number(line: str) -> bool:
    """True for a line of nothing but an official document's number: 澜府办发〔2021〕57号."""
    return len(line) <= 60 and _DOCUMENT_NUMBER.match(squeeze(line)) is not None


def find_issue_number(title: str) -> IssueNumber | None:
    """The issue notation of a matching-view title, or None."""
    for match in _NOTATION.finditer(title):
        if (found := _issue_number(match, title)) is not None:
            return found
    for match in _SUPPLEMENT.finditer(title):
        if _PARTED.match(title, match.end()):
            return IssueNumber(
                number(match["year"]), None, None, match["label1"], _total(match, title), match.start(), match.end()
            )
    if alone := _SUPPLEMENT_ALONE.match(title):
        return IssueNumber(None, None, None, alone["label1"], _total(alone, title), *alone.span())
    if last := _TOTAL_OF_BULLETIN.search(title):
        return IssueNumber(None, None, None, None, number(last["total"]), last.end(), len(title))
    return None


def _issue_number(match: re.Match[str], title: str) -> IssueNumber | None:
    trailing = _TRAILING_NAME.match(title, match.end())
    is_parted = _PARTED.match(title, match.end()) or title[: match.end()].endswith((" ", ")", "]"))
    if not trailing and not is_parted and not _fills_bracket(match, title):
        return None
    if _is_of_something_else(match, title):
        return None
    issue = number(match["issue"])
    if not issue:
        return None
    end = number(match["end"]) if match["end"] else None
    return IssueNumber(
        year=number(match["year"]) if match["year"] else None,
        issue=issue,
        issue_end=end if end is not None and end > issue else None,
        label=next(filter(None, map(match.__getitem__, _LABEL_GROUPS)), None),
        total=_total(match, title),
        start=match.start(),
        end=match.end(),
        trailing_name=trailing["name"] if trailing else None,
    )


def _fills_bracket(match: re.Match[str], title: str) -> bool:
    """True for 【工作简报2022年第9期】 in front of a headline; 【培训班第9期】 is no issue."""
    return title.startswith("】", match.end()) and title.startswith("【") and _names_bulletin_before(match, title)


def _names_bulletin_before(match: re.Match[str], title: str) -> bool:
    return _BULLETIN_BEFORE.search(title, max(0, match.start() - 3), match.start()) is not None


def _is_of_something_else(match: re.Match[str], title: str) -> bool:
    """True for 从1958年3期《砚湖文艺》说起, which does without 第, and for a course that says how many it has: 第3期(共5期)."""
    if "第" not in title[match.start() : match.start("issue")] and _IN_PHRASE.match(title, match.end()):
        return True
    is_counted = _COUNT_OF_ALL.match(title, match.end()) is not None
    return is_counted and not _names_bulletin_before(match, title)


def total_number(text: str) -> int | None:
    """The 总期 that a matching-view title or line states, or None."""
    found = _TOTAL_ALONE.search(text)
    return number(found["total"]) if found else None


def _total(match: re.Match[str], title: str) -> int | None:
    return number(match["total"]) if match["total"] else total_number(title)
