"""Signatures and credits in brackets at the end of a line: (方志年鉴处), (供稿:省方志馆), (撰稿:陆景行), (来源:澜川日报).

Without brackets only a whole line that names its unit as the supplier is one: 供稿:省方志馆, 省方志馆 供稿. A signature may
fill a line or be glued to the last sentence; glued, it is cut off as a labelled line of its own. Brackets that name no unit and
carry no label stay text.
"""

from __future__ import annotations

import re

from indexer.pages.lines import Line
from indexer.pages.notations.labels import Stated
from indexer.pages.notations.people import are_people, bare_names, is_person, names
from indexer.pages.notations.senders import Senders, senders_of
from indexer.pages.notations.units import (
    Bracket,
    closing_bracket,
    is_glued_to_sentence,
    is_place,
    is_unit,
    named_supplier,
    signed_unit,
    supplying_unit,
)
from indexer.pages.plain import plain, squeeze
from indexer.pages.roles import LabelledLine, Role

from .header_line import read_header_line
from .header_values import HeaderLine

_CREDIT_FIELDS = frozenset((Stated.AUTHOR, Stated.SOURCE, Stated.CONTRIBUTOR, Stated.REVIEWER, Stated.IGNORED))
_OF_ALL = frozenset((Stated.REVIEWER, Stated.IGNORED))  # who edited a page edited all of its pieces
_SHORTEST_BELOW = 4  # characters of a line below a headline that a unit signs
_LONGEST_BELOW = 60
_WIDE_GAP = re.compile(r"(?:\u3000|\s\s)\Z")
_WORDS_LIKE_NAMES = frozenset(  # begin with a surname, and may end a headline behind a unit
    re.findall(
        "..",
        "简介简报简讯简史通知通告通报公告公示公报公开成立成果成效文件文集计划支部安排安全应聘关于时讯方案程序党建项目荣获"
        "荣誉经验纪要纪实全文全景全貌宣传查询平台任务步骤祝贺贺信广告班子相册史料史话连载",
    )
)
# a surname that is a word as well, in front of what a unit offers: 云展览, 文化节 and 安全月 are no people
_OFFERED = re.compile(
    r"[云文时安金全高方党新乐](?:[展游看]览|[课讲学]堂|展[厅播示区]|祭[扫祀]|直播|.[展课节周月赛奖会坛座播谈])\Z"
)
_PICTURED = re.compile(r"(?:文/图|图/文|文图|图文) +(?=.)")  # in front of people; elsewhere such a word wants its colon


def own_line_signature(line: Line) -> LabelledLine | None:
    """A line that is nothing but a signature, or None."""
    return bracket_signature(line) or _supplier(line)


def bracket_signature(line: Line) -> LabelledLine | None:
    """A line that is nothing but a signature in brackets, or None."""
    bracket = closing_bracket(line.text)
    return _signature(line, bracket) if bracket is not None and bracket.start == 0 else None


def place_signature(line: Line) -> LabelledLine | None:
    """A line that is nothing but a place in brackets, as a signed piece of an issue may end: (砚湖市)."""
    bracket = closing_bracket(line.text)
    if bracket is None or bracket.start != 0 or not is_place(bracket.inside):
        return None
    return LabelledLine(line.number, line.text, Role.SIGNATURE, "a place in brackets where a piece ends", bracket.inside)


def signing_unit(line: Line) -> LabelledLine | None:
    """A line under a headline that is nothing but a unit, alone or with who wrote behind it: 砚湖市方志馆　聂长庚."""
    if len(squeeze(line.text)) < _SHORTEST_BELOW:
        return None
    if is_unit(line.text):
        return LabelledLine(line.number, line.text, Role.SIGNING_UNIT, "a unit below the headline", line.text)
    return unit_with_people(line)


def unit_with_people(line: Line) -> LabelledLine | None:
    """A line that is a unit, a gap and the names of people, and nothing else."""
    words = line.text.split() if len(line.text) <= _LONGEST_BELOW else []
    for cut in range(len(words) - 1, 0, -1):
        rest = " ".join(words[cut:])
        unit, people = " ".join(words[:cut]), bare_names(rest) or _short_name_apart(line.text, rest)
        if people and is_unit(unit) and not any(map(_OFFERED.match, people)):
            why = "a unit and its people below the headline"
            return LabelledLine(line.number, line.text, Role.SIGNING_UNIT, why, unit, beside="、".join(people))
    return None


def _short_name_apart(line: str, name: str) -> tuple[str, ...]:
    """The person of two characters that a line ends with, behind a wide gap; alone, or behind a space, 简介 may be a word."""
    is_name = len(name) == 2 and is_person(name) and name not in _WORDS_LIKE_NAMES
    return (name,) if is_name and _WIDE_GAP.search(line[: -len(name)]) else ()


def split_glued(line: Line) -> tuple[LabelledLine, ...]:
    """A paragraph, and the signature glued to its last sentence if there is one."""
    bracket = closing_bracket(line.text)
    if bracket is not None and is_glued_to_sentence(line.text, bracket):
        signature = _signature(line, bracket)
        if signature is not None:
            text = line.text[: bracket.start].rstrip()
            return LabelledLine(line.number, text, Role.PARAGRAPH, "text before a signature", text), signature
    return (paragraph(line),)


def is_signed(line: Line) -> bool:
    """True for a line that is a signature or ends with one."""
    found = own_line_signature(line) or place_signature(line) or split_glued(line)[-1]
    return found.role is Role.SIGNATURE


def paragraph(line: Line, why: str = "text") -> LabelledLine:
    """The line as a paragraph."""
    return LabelledLine(line.number, line.text, Role.PARAGRAPH, why, line.text)


def _supplier(line: Line) -> LabelledLine | None:
    unit = supplying_unit(line.text)
    senders = Senders(unit, ()) if unit else senders_of(named_supplier(line.text) or "")
    if not senders.unit or not (unit or senders.people):
        return None
    beside = "、".join(senders.people)
    return LabelledLine(line.number, line.text, Role.SIGNATURE, "the unit that supplied the text", senders.unit, beside=beside)


def _signature(line: Line, bracket: Bracket) -> LabelledLine | None:
    text = line.text[bracket.start :].strip()
    credit = read_header_line(bracket.inside)
    if credit is not None and _is_credit(credit):
        role = Role.TAIL if credit.fields <= _OF_ALL else Role.CREDIT
        return LabelledLine(line.number, text, role, "a credit in brackets", bracket.inside)
    wrote = _PICTURED.match(plain(bracket.inside))
    if wrote is not None and are_people(people := bracket.inside[wrote.end() :]):
        return LabelledLine(line.number, text, Role.BYLINE, "who wrote the text and took its pictures", people)
    signer = signed_unit(bracket.inside)
    if signer is None:
        return _unit_and_people(line, text, bracket.inside)
    senders = senders_of(signer)
    if senders.unit is None:
        return LabelledLine(line.number, text, Role.CREDIT, "the people who sent the text in", f"作者:{signer}")
    why = "a unit and its people in brackets" if senders.people else "a unit in brackets"
    return LabelledLine(line.number, text, Role.SIGNATURE, why, senders.unit, beside="、".join(senders.people))


def _is_credit(credit: HeaderLine) -> bool:
    """True for labels with values; 供稿 is a signature, read elsewhere."""
    return (
        credit.labelled
        and credit.fields <= _CREDIT_FIELDS
        and Stated.CONTRIBUTOR not in credit.fields
        and any(value.text for value in credit.values)
    )


def _unit_and_people(line: Line, text: str, inside: str) -> LabelledLine | None:
    """(方志年鉴处 陆景行): the unit signs, and names who wrote the piece."""
    words = inside.split()
    for cut in range(len(words) - 1, 0, -1):
        unit, people = signed_unit(" ".join(words[:cut])), " ".join(words[cut:])
        if unit is not None and are_people(people):
            wrote = "、".join(names(people))
            return LabelledLine(line.number, text, Role.SIGNATURE, "a unit and its people in brackets", unit, beside=wrote)
    return None
