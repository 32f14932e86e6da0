"""What one line of an imprint says: whom an issue went to, how many copies were printed, who printed it and when.

    报：省委办公厅、省政府办公厅      送：各市州地方志办公室      发：机关各处室
    澜川省地方志办公室　2020年6月18日印发                      （共印200份）

Tells a line by itself; whether it stands in an imprint is decided in `imprint`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.pages.notations.dates import find_date
from indexer.pages.notations.labels import Stated
from indexer.pages.notations.units import is_unit
from indexer.pages.plain import plain

from .header_line import read_header_line
from .masthead import read_masthead

PRINTED = "印数"
ISSUED = "印发"
KEYWORDS = "主题词"
_LABELS = "报 送 发 主报 呈报 抄报 上报 报送 主送 抄送 分送 发送 印送 抄发 下发 分发"
SENT = frozenset(_LABELS.split())

_OPENINGS = frozenset(f"{''.join(label[0] for label in SENT)}報發")
_LONGEST = 600  # characters; a list of a province's departments has 300
_SHORT = 100
_LABEL = re.compile("(?:(?<= )|\\A)(?P<label>" + "|".join(" {0,8}".join(label) for label in sorted(SENT)) + ") {0,4}:")
_PRINTED = re.compile(
    r"(?:\A|(?<=[ 。,;]))[(\[]? ?(?:本期|此件)?共? ?印[数发制刷]? ?:? ?[\d零一二三四五六七八九十百千]{1,8} ?份 ?[)\]]?[。.]?\Z|"
    r"(?:\A|(?<=[ 。,;]))印 {0,2}数 ?: ?\d{1,6}\Z"
)
_ISSUED = re.compile(r"(?:印发|编印|印制|印) ?[)。]?\Z")
_KEYWORDS = re.compile(r"主 {0,8}题 {0,8}词 {0,4}:")
_LONGEST_CONTACT = 60
_CONTACT = re.compile(
    r"(?:(?:副|执行)?主编|总编|编审|核稿|主办(?:单位)?|承办(?:单位)?|编印(?:单位)?|打字|打印|联系(?:人|电话|方式)|(?:值班|咨询|编辑部)?电话|传真|(?:投稿|电子|联系)?邮箱|电子邮件|地址|邮编|邮政编码|网址)"
    r" {0,4}:"
)
_PROOFREADER = re.compile("校 {0,8}对(?: {0,4}人)? {0,4}:")
_ISSUER = re.compile(r"(?:主办|承办|编印|编发|编) ?\Z")
_RULE = re.compile(r"[-_=*~─━═]{3,}\Z")
_CREDITS = frozenset((Stated.AUTHOR, Stated.SOURCE, Stated.PUBLISHED, Stated.REVIEWER, Stated.CONTRIBUTOR, Stated.IGNORED))
_SENTENCE = re.compile("[,。;]")
_PARTS = re.compile(r"[、,;/ ]")
_TELLS = re.compile("[的了是把被到给]")  # no name of an office has one of these: 送：两趟到县 tells something
_BRACKET = re.compile(r"\([^()]{0,40}\)")
_RECIPIENT = re.compile(
    r"各|(?:有关|全体|存档|备案|领导|同志|单位|部门|机关|书记|[省市州县区局处厅]长|主[席任]|秘书长|成员|人员|委员|大学|中学|小学|企业|公司|集团|街道|乡镇)\Z|"
    r"[委府协办厅局部署处科室院会馆社站所团校省市州县区]\Z|人大\Z|常委\Z"
)


def may_be_imprint(text: str) -> bool:
    """False for most lines that state nothing of `imprint_kinds`: told by a few characters, since every line is asked."""
    return text[:1] in _OPENINGS or "份" in text[-5:] or "印" in text[-10:]


def imprint_kinds(text: str) -> frozenset[str] | None:
    """What a line of an imprint states: labels of `SENT`, PRINTED, ISSUED, KEYWORDS.

    An empty set for a line that may stand among them (a rule, a telephone number, editors, who issues it); None for others.
    """
    return _kinds(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1024)  # asked once for the page, and again for its last lines
def _kinds(text: str) -> frozenset[str] | None:
    view = plain(text).rstrip()
    printed = _PRINTED.search(view[-40:]) if "份" in view[-4:] or "数" in view[-12:] else None
    rest = view[: len(view) - len(printed.group())].rstrip() if printed else view
    sent = _sent(rest) if rest else frozenset[str]()
    if printed:
        beside = sent if sent is not None or len(view) > _SHORT else _stating_nothing(text, rest)
        return None if beside is None else beside | {PRINTED}
    if sent is not None or len(view) > _SHORT:
        return sent or None
    if _is_issued(text, view):
        return frozenset((ISSUED,))
    if _KEYWORDS.match(view) and "。" not in view:
        return frozenset((KEYWORDS,))
    return _stating_nothing(text, view)


def _stating_nothing(text: str, view: str) -> frozenset[str] | None:
    """An empty set for what may stand in an imprint and states nothing of it; `view` may end before the number of copies."""
    return frozenset() if is_rule(view) or _is_contact(view) or _is_issuer(view) or is_credit(text) else None


def is_rule(text: str) -> bool:
    """True for a line that is drawn."""
    return _RULE.match(plain(text[:_SHORT])) is not None


def is_credit(text: str) -> bool:
    """True for a line that names editors and the like: it states fields, and is no part of the imprint."""
    found = read_header_line(text)
    return found is not None and found.labelled and found.fields <= _CREDITS


def names_proofreader(text: str) -> bool:
    """True for a line of credits that a printed sheet has and a web page has not: 编辑：叶蓁　校对：宋屿."""
    return len(text) <= _SHORT and _PROOFREADER.search(plain(text)) is not None and is_credit(text)


def names_recipients(text: str) -> bool:
    """True for a list of offices and people, most of which can be told for such; not for a sentence."""
    view = plain(text).strip(" 。,、;")
    if not view or len(text) > _LONGEST or "。" in view or _TELLS.search(view):
        return False
    parts = [part for part in _PARTS.split(_BRACKET.sub(" ", view)) if part]
    known = sum(_RECIPIENT.search(part) is not None for part in parts)
    return known * 2 > len(parts)


def _sent(view: str) -> frozenset[str] | None:
    """The labels of a line of nothing but labels with their recipients; the last recipients may stand on the next line."""
    marks = list(_LABEL.finditer(view))
    if not marks or marks[0].start() > 0:
        return None
    ends = [*(mark.start() for mark in marks[1:]), len(view)]
    values = [view[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    if not all(names_recipients(value) for value in values if value) or not all(values[:-1]):
        return None
    return frozenset(mark["label"].replace(" ", "") for mark in marks)


def _is_contact(view: str) -> bool:
    """True for a telephone number, an address and the like; not for a sentence about them."""
    return len(view) <= _LONGEST_CONTACT and _CONTACT.match(view) is not None and not _SENTENCE.search(view)


def _is_issuer(view: str) -> bool:
    """True for 某办公室主办: a unit, and that it issues the bulletin."""
    issuer = _ISSUER.search(view)
    return issuer is not None and is_unit(view[: issuer.start()])


def _is_issued(text: str, view: str) -> bool:
    """True for a day with 印发 behind it, and a unit in front of it or nothing."""
    date_ = find_date(view) if _ISSUED.search(view) else None
    if date_ is None or _ISSUED.fullmatch(view[date_.end :].strip()) is None:
        return False
    return not view[: date_.start].strip(" (") or read_masthead(text) is not None
