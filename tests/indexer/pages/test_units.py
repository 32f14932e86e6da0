"""What names a unit, and where a unit signs."""

from __future__ import annotations

import pytest

from indexer.pages.notations.units import closing_bracket, is_glued_to_sentence, is_place, is_unit, signed_unit, supplying_unit


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("(栖云市地方志工作办公室)", "栖云市地方志工作办公室"),
        ("（方志年鉴处）", "方志年鉴处"),
        ("值得各地借鉴。(方志年鉴处)", "方志年鉴处"),
        ("(供稿:省方志馆)", "省方志馆"),
        ("(石桥铺区地方志办公室 供稿)", "石桥铺区地方志办公室"),
        ("(栖云市史志编委会办公室(市方志馆))", "栖云市史志编委会办公室(市方志馆)"),
        ("(砚湖市地方志办公室、苍泉市地方志办公室)", "砚湖市地方志办公室、苍泉市地方志办公室"),
        ("(中共栖云市委党史研究室)", "中共栖云市委党史研究室"),
        ("(原平县住房和城乡建设局)", "原平县住房和城乡建设局"),
        ("(栖云市委组织部)", "栖云市委组织部"),
        ("(政务公开科)", "政务公开科"),
        ("(𬇕水县地方志办公室)", "𬇕水县地方志办公室"),
        ("（栖云市文联）", "栖云市文联"),
        ("（石桥铺区文化站）", "石桥铺区文化站"),
        ("（县水文站）", "县水文站"),
        ("（石桥铺街道司法所）", "石桥铺街道司法所"),
        ("（省志《交通卷》课题组）", "省志《交通卷》课题组"),
        ("（综合股）", "综合股"),
        ("（关工委）", "关工委"),
        ("（原平县政协）", "原平县政协"),
        ("（技术入股）", None),
        ("（孙文联）", None),
        ("（人民政协）", None),
        ("（走进县幼儿园）", None),
        ("(会    场)", None),
        ("(省领导调研省方志馆)", None),
        ("(此件公开发布)", None),
        ("(1764—2022)", None),
        ("(以下简称省地方志办)", None),
        ("(2025年7月30日澜川省人大常委会会议通过)", None),
        ("(范一苇摄)", None),
        ("(左三为省地方志办主任)", None),
    ],
)
def test_only_units_sign_in_brackets(line: str, unit: str | None) -> None:
    bracket = closing_bracket(line)
    assert bracket is not None
    signed = signed_unit(bracket.inside) if bracket.start == 0 or is_glued_to_sentence(line, bracket) else None
    assert signed == unit


@pytest.mark.parametrize(
    "text",
    [
        *(
            "澜川省国家安全局",
            "澜州市价格局",
            "新闻发布局",
            "澜州市档案馆开发利用处",
            "报到处",
            "公益处",
            "督查落实处",
            "对外友好处",
            "北渡县档案馆",
            "澜川省史志办",
        ),
        *("驻会办事处", "澜州市图书馆", "石榴村社区", "地方志编纂中心", "人民政府政务服务中心"),
        *("武进医院", "南进支队", "前进社区", "跃进林场", "促进中心", "砚湖银行", "教师进修学校"),
        *("业务一股", "县志二股", "换届办"),
    ],
)
def test_a_name_that_ends_like_a_unit_is_one(text: str) -> None:
    assert is_unit(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "围绕中心、服务大局",
            "服务发展大局",
            "构建方志工作新格局",
            "坚持以人民为中心",
            "把责任落到实处",
            "志书编纂谋篇布局",
            "着眼全局",
        ),
        *("方志文化进社区", "年鉴知识进学校", "送书进档案馆", "新馆今日开馆", "办事一网通办", "遇到难题怎么办"),
        *("方志文化进医院", "送戏进文化站", "送文化进林场", "方志进银行", "文化进气象台", "年鉴进村委会", "换届村委会"),
        *("走近派出所", "探访水文站", "奋战在医院", "情系林场", "聚焦市政协", "最美医院", "走出编辑室"),
        *("文化进派出所", "深入派出所"),
        *("拧成一股", "清代八股", "道德银行", "时间银行"),
    ],
)
def test_a_phrase_that_ends_like_a_unit_is_none(text: str) -> None:
    assert not is_unit(text)


@pytest.mark.parametrize(
    "line", ["供稿：北渡市地方志办公室", "供稿单位: 北渡市地方志办公室", "北渡市地方志办公室　供稿", "北渡市地方志办公室 供稿"]
)
def test_a_unit_beside_its_supplying_needs_no_brackets(line: str) -> None:
    assert supplying_unit(line) == "北渡市地方志办公室"


@pytest.mark.parametrize(
    "line",
    [
        "北渡市地方志办公室",
        "报送：北渡市地方志办公室",
        "各乡镇要向县志办供稿",
        "供稿：叶蓁",
        "供稿：各单位的稿件",
        "如何向县志办供稿：三点体会",
        "供稿",
    ],
)
def test_without_brackets_anything_else_supplies_nothing(line: str) -> None:
    assert supplying_unit(line) is None


def test_a_phrase_that_ends_like_a_place_is_none() -> None:
    assert is_place("砚湖县")
    assert is_place("德水市、广仁市")
    assert not is_place("走进砚湖县")
