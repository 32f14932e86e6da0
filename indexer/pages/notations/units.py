"""The units (offices, departments, societies) that sign a piece, and the brackets they sign in.

Says yes only to what can be nothing but a unit: (会    场), (此件公开发布), (1764—2022) and (徐华山摄) are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.analysis import HAN
from indexer.pages.plain import plain, squeeze

_SUFFIX = re.compile(
    r"(?:办公室|[志史县市州省区委府]?办|党委|党组|党总支|党支部|支部|委员会|编委会|编委|研究室|中心|"
    r"编辑部|综合部|(?:图书)?馆|年鉴社|杂志社|出版社|处|科|局|厅|研究院|大学|学院|学校|中学|小学|"
    r"研究所|社科院|科学院|学会|协会|联合会|研究会|工会|妇联|团委|公司|集团|政府|工作站|领导小组|指导小组|编写组|工作组|"
    r"法院|检察院|支队|总队|服务队|工作队|社区|宣传部|组织部|统战部|纪委监委|纪委|纪检组|[省市州县区]委|"
    r"管委会|村委会|居委会|工委|编[辑纂审]室|资料室|大队|中队|派出所|司法所|供销社|报社|商会|红十字会|武装部|工作部|文献部|信息部|"
    r"气象台|电视台|广电台|水文站|文化站|医院|银行|幼儿园|林场|(?:课题|采编|编纂|资料)组|"
    r"(?<![入控参持先通新配送有人个每炒港屁招募一二三四五六七八九十])股|"
    r"(?:业务|编[纂辑审研]|综合|宣传|资料|征集|年鉴|史?志书?|第)[一二三四五六七八九十]股|"  # but 清代八股, 拧成一股
    r"(?<=[国省市州县区旗镇乡委])(?:人大|政协|文联|残联|侨联|工商联|社科联|科协|党校))\Z"  # 孙文联 is a man
)
# kinds of units that culture goes to (方志文化进医院), and that a place called 前进 or 武进 has too
_VISITED = (
    r"社区|学校|大学|中学|小学|幼儿园|党?支部|图书馆|档案馆|博物馆|文化馆|方志馆|纪念馆|医院|银行|林场|(?:文化|工作|水文|气象|电视)[站台]|"
    r"派出所|司法所|[支大中]队|法院|检察院|报社|供销社|公司|商会|[村居]委会|党校"
)
_UNIT_TEXT = re.compile(rf"[{HAN}·、,()\"《》-]+\Z")
_NO_UNIT = re.compile(
    r"以下简称|以下统称|会议通过|此件|图为|召开|举行|举办|印发|关于|赴|做好|走进|参观|供图|等单位\Z|摄\Z|[的了是被把]|"
    r"(?:大|(?<!发)布|(?<!价)格|(?<!安)全)局\Z|(?:(?<!落)实|(?<!友)好|[深细难妙])处\Z|"  # but 安全局, 督查落实处
    r"[为绕]中心\Z|百科\Z|[进入开闭]馆\Z|"
    r"(?:怎么|一网通|跨[省市县]通|马上|网上|就近)办\Z|"
    rf"(?:(?<![前先跃武促奋永新共推改引民东南西北])进|[到入]|换届)(?:{_VISITED})\Z|"
    r"\A(?:走[近出向入]|[探寻走]访|探秘|聚焦|[情心]系|致敬|点赞|最[美忙]|(?:奋战|坚守|战斗|活跃|扎根|奔波|行走)在)|"
    r"(?:道德|时间|爱心|文明|积分|生态|种子|记忆)银行\Z|"
    r"开展|加强|调研(?![处科室中])|组织(?![部处科委办])|推进(?!办|组|领导|工作|中心)|公开(?![办处科])|通过|"
    r"\A(?:左|右|中|图|原|现任|时任|即|见|详见|如|含|不含|包括|设|在|为|与|将|由|下同)[一二三四五六七八九十为起]?(?!国|共|央|学|山|江|州|平|阳|乐|皋)"
)
_SHORT_OFFICE = re.compile(
    r"(?:[党安应金]办|文联|(?:宣传|宣教|文史|文教|文化|文秘|党史|党建|方志|史志|安全|安监|农业|农村|水利|司法|应急|时政|房管)科)\Z"
)
_NEVER_GIVEN = re.compile(r"[馆处局厅办股]\Z")  # ends no given name, as 科 does
_LONGEST_GIVEN = 3  # characters of most people's names
_TRAILING_BRACKET = re.compile(r"\([^()]{1,30}\)\Z")
_PLACE = re.compile(rf"[{HAN}、]{{1,20}}[省市州县区旗镇乡]\Z")
_SUPPLIED = re.compile(r"(?:供稿(?:单位|人)?|来稿单位|报送单位|报送|撰稿单位|稿源)\Z")
_LABEL = re.compile(r"(?P<label>供稿(?:单位|人)?|来稿单位|报送单位|撰稿单位|报送) *[:|] *(?P<unit>.{2,60})\Z")
_SENTENCE_END = "。！？!?…”’』」；;"
_SHORTEST_UNIT = 3
_LONGEST_NAME = 80  # characters, spaces included
_LONGEST = 60  # characters of a signature, brackets included


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket that ends a line: where it opens, and what it holds, verbatim and stripped."""

    start: int
    inside: str


def is_unit(text: str) -> bool:
    """True for the name of a unit, or of several: 2 to 40 characters that end like one and say nothing else."""
    if len(text) > _LONGEST_NAME:
        return False
    name = squeeze(text)
    core = _TRAILING_BRACKET.sub("", name)
    return bool(
        _SHORTEST_UNIT <= len(core) <= 40 and _SUFFIX.search(core) and _UNIT_TEXT.match(name) and not _NO_UNIT.search(name)
    )


def is_office(text: str) -> bool:
    """True for a unit of a shape that no person's name has, though it begin with a surname: 水利局, 宣传部, 党办. But 王立科
    and 李大学 are people: a short name that ends with 科 is that of an office only behind a word for what it does."""
    word = squeeze(text[:_LONGEST_NAME])
    if _SUFFIX.fullmatch(word) or _SHORT_OFFICE.match(word):
        return True
    return is_unit(word) and (len(word) > _LONGEST_GIVEN or _NEVER_GIVEN.search(word) is not None)


def is_place(text: str) -> bool:
    """True for a bare place, or several, as some issues sign their pieces: (砚湖市)."""
    if len(text) > _LONGEST_NAME:
        return False
    name = squeeze(text)
    return bool(_PLACE.match(name)) and not _NO_UNIT.search(name)


def closing_bracket(line: str) -> Bracket | None:
    """The bracket, nested ones included, that `line` ends with."""
    tail = plain(line[-_LONGEST:]).rstrip()
    if not tail.endswith(")"):
        return None
    depth, offset = 0, max(0, len(line) - _LONGEST)
    for place in range(len(tail) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(tail[place], 0)
        if depth == 0:
            start = offset + place
            return Bracket(start, line[start + 1 : offset + len(tail) - 1].strip())
    return None


def is_glued_to_sentence(line: str, bracket: Bracket) -> bool:
    """True when the bracket stands behind a finished sentence, where a signature may stand."""
    before = line[max(0, bracket.start - 8) : bracket.start].rstrip()
    return bool(before) and before[-1] in _SENTENCE_END


def signed_unit(inside: str) -> str | None:
    """The unit that a bracket's content names as the signer: X办公室, 供稿:X, X 供稿; None when it is no signature."""
    view = plain(inside)
    if labelled := _LABEL.match(view):
        return inside[labelled.start("unit") : labelled.end("unit")].strip() or None
    if supplied := _SUPPLIED.search(view):
        unit = inside[: supplied.start()].strip()
        return unit if 2 <= len(unit) <= 40 else None
    return inside if is_unit(inside) else None


def supplying_unit(line: str) -> str | None:
    """The unit of a whole line such as 供稿:X办公室 or X办公室 供稿."""
    supplier = named_supplier(line)
    return supplier if supplier is not None and is_unit(supplier) else None


def named_supplier(line: str) -> str | None:
    """Whom a whole line says to have supplied the text. 报送:X may name whom it went to, 向X供稿 is a phrase."""
    supplier = signed_unit(line) if len(line) <= _LONGEST and "稿" in line else None
    if supplier is None or supplier == line:
        return None
    return supplier if line.endswith(supplier) or line[len(supplier)].isspace() else None
