"""Numerals, dates, names, breadcrumbs, captions and sections: the notations of formats that pages use."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from indexer.article import Published
from indexer.numerals import number
from indexer.pages.header import source_and_journalists
from indexer.pages.lines import clean
from indexer.pages.notations.dates import find_date, machine_date
from indexer.pages.notations.people import bare_names, names
from indexer.pages.notations.shapes import is_caption, is_left_open, is_numbered, opens_with_day, section_name, without_dashes
from indexer.pages.plain import plain
from indexer.pages.statements.breadcrumb import breadcrumb


@pytest.mark.parametrize(("text", "line"), [("-甲-", "-甲-"), ("\u202a 甲\u202c\u3000", "甲"), ("\ufeff——副题", "——副题")])
def test_a_line_loses_what_nobody_sees_around_it_and_nothing_else(text: str, line: str) -> None:
    assert clean(text) == line


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30", 30),
        ("三十", 30),
        ("十", 10),
        ("十二", 12),
        ("一百四十一", 141),
        ("一百零五", 105),
        ("二零二三", 2023),
        ("十十", None),
        ("", None),
        ("百年", None),
        ("廿八", 28),
        ("卅", 30),
        ("一百廿", 120),
        ("二廿", None),
        ("廿十", None),
    ],
)
def test_numbers_are_read_in_both_numerals(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023-10-08 08:35:05", datetime(2023, 10, 8, 8, 35, 5)),
        ("2020-05-14 01:53", datetime(2020, 5, 14, 1, 53)),
        ("2021-06-10", date(2021, 6, 10)),
        ("2022年10月10日", date(2022, 10, 10)),
        ("2025年04月16日 18:31:59", datetime(2025, 4, 16, 18, 31, 59)),
        ("2010/1/6 16:43:13", datetime(2010, 1, 6, 16, 43, 13)),
        ("2023.12.29", date(2023, 12, 29)),
        ("20.06.2016 11:13", datetime(2016, 6, 20, 11, 13)),
        ("2017-03-28-00:00:00", datetime(2017, 3, 28)),
        ("2022-02-2410-21-53", datetime(2022, 2, 24, 10, 21, 53)),
        ("2018-07-0912:51", datetime(2018, 7, 9, 12, 51)),
        ("二○○九年四月二十八日", date(2009, 4, 28)),
        ("二〇二一年十二月三十一日", date(2021, 12, 31)),
        ("二零二零年一月五日", date(2020, 1, 5)),
        ("２０２３－１０－０８　０８：３５", datetime(2023, 10, 8, 8, 35)),
        ("2023年10月8日8时35分", datetime(2023, 10, 8, 8, 35)),
        ("2023年10月8日8时5分", datetime(2023, 10, 8, 8, 5)),
        ("2023-10-08T08:35:05+08:00", datetime(2023, 10, 8, 8, 35, 5)),
        ("2024-12-31 24:00", date(2024, 12, 31)),
        ("2024年12月31日24时00分", date(2024, 12, 31)),
        ("2023-02-30", None),
        ("2023-02-30 24:00", None),
        ("20261月", None),
        ("613日", None),
        ("1764—2022", None),
        ("6107280000/2024-001005", None),
        ("12023-10-08", None),
        ("2023-10-081", None),
        ("12023年10月8日", None),
        ("120.06.2016", None),
    ],
)
def test_dates_are_read_with_the_precision_they_have(text: str, value: Published | None) -> None:
    found = find_date(plain(text))
    assert (found.value if found else None) == value
    assert type(found.value if found else None) is type(value)


def test_compact_dates_are_for_machines_only() -> None:
    assert machine_date("20231008083505") == datetime(2023, 10, 8, 8, 35, 5)
    assert find_date("20231008") is None


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("叶蓁", ("叶蓁",)),
        ("宋 屿", ("宋屿",)),
        ("贺知微 高 岫", ("贺知微", "高岫")),
        ("沈　岚　陆景行", ("沈岚", "陆景行")),
        ("田 野 江 未", ("田野", "江未")),
        ("叶蓁、苏晚晴；高 岫", ("叶蓁", "苏晚晴", "高岫")),
        ("宋 屿(方志年鉴处)", ("宋屿",)),
        ("记者叶蓁 通讯员苏晚晴", ("叶蓁", "苏晚晴")),
        ("欧阳 雪", ("欧阳雪",)),
        ("泽仁·扎西", ("泽仁·扎西",)),
        ("澜川省地方志工作办公室", ("澜川省地方志工作办公室",)),
        ("省地方志办 叶蓁", ("叶蓁",)),
        ("John Smith", ("John Smith",)),
        ("佚名", ()),
        ("", ()),
        ("叶蓁/文 宋屿/图", ("叶蓁", "宋屿")),
    ],
)
def test_names_are_parted_and_inner_spaces_closed(value: str, people: tuple[str, ...]) -> None:
    assert names(value) == people


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("杨博文", ("杨博文",)),
        ("周 文", ("周文",)),
        ("文 明", ("文明",)),
        ("陈 图", ("陈图",)),
        ("欧阳文 司马光远", ("欧阳文", "司马光远")),
        ("陈立文 李 娟", ("陈立文", "李娟")),
        ("叶蓁、杨博文", ("叶蓁", "杨博文")),
        ("沈 岚文 宋 屿摄", ("沈岚", "宋屿")),
        ("宋 屿摄", ("宋屿",)),
        ("沈 岚整理", ("沈岚",)),
        ("沈 岚文/图", ("沈岚",)),
        ("叶蓁文 宋屿摄影", ("叶蓁", "宋屿")),
        ("叶蓁文 宋屿 摄", ("叶蓁", "宋屿")),
        ("阿依古丽文", ("阿依古丽",)),
        ("李文 张晓摄", ("李文", "张晓")),
        ("李文/图", ("李文",)),
        ("记者 陈立文 摄影 李 文", ("陈立文", "李文")),
        ("沈从文 文", ("沈从文",)),
        ("刘宏图 整理", ("刘宏图",)),
    ],
)
def test_a_name_keeps_its_last_character_though_it_may_be_a_role(value: str, people: tuple[str, ...]) -> None:
    assert names(value) == people


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("李明 文/图", ("李明",)),
        ("叶蓁文/图", ("叶蓁",)),
        ("叶蓁文、图", ("叶蓁",)),
        ("叶蓁文图", ("叶蓁",)),
        ("张三 文 李四 图", ("张三", "李四")),
        ("叶蓁文 宋屿图", ("叶蓁", "宋屿")),
        ("沈 岚 文 宋 屿 图", ("沈岚", "宋屿")),
        ("文 宋 屿 图 沈 岚", ("宋屿", "沈岚")),
        ("文 叶蓁 图 宋屿", ("叶蓁", "宋屿")),
        ("王小明文", ("王小明",)),
        ("李明 文", ("李明",)),
        ("张晓摄", ("张晓",)),
        ("叶蓁 摄影", ("叶蓁",)),
        ("叶蓁整理", ("叶蓁",)),
        ("砚湖市方志馆文", ("砚湖市方志馆",)),
        ("叶蓁 文 图", ("叶蓁",)),
        ("鸣 文", ("鸣",)),
    ],
)
def test_a_role_beside_a_name_is_no_part_of_it(value: str, people: tuple[str, ...]) -> None:
    assert names(value) == people


@pytest.mark.parametrize("line", ["时间", "高度重视", "方志馆", "云山省", "和平区", "大事记", "全面小康", "办公室"])
def test_words_are_no_bare_names(line: str) -> None:
    assert bare_names(line) == ()


@pytest.mark.parametrize(
    ("value", "source", "journalists"),
    [
        ("澜川在线记者 叶蓁", "澜川在线", ("叶蓁",)),
        ("澜川日报 全媒体记者 叶蓁 苏晚晴", "澜川日报", ("叶蓁", "苏晚晴")),
        ("澜川在线高级记者 叶蓁", "澜川在线", ("叶蓁",)),
        ("澜川在线 本网全媒体首席记者 叶蓁", "澜川在线", ("叶蓁",)),
        ("松塘县地方志办公室供稿", "松塘县地方志办公室", ()),
        ("松塘县地方志办公室 供稿", "松塘县地方志办公室", ()),
        ("澜川省记者协会", "澜川省记者协会", ()),
        ("澜川在线记者 王𬬻", "澜川在线", ("王𬬻",)),
    ],
)
def test_a_journalist_in_the_source_is_an_author(value: str, source: str, journalists: tuple[str, ...]) -> None:
    assert source_and_journalists(value) == (source, journalists)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("您的位置: 首页 >新闻中心>政工简讯>2023年政工简讯 >详细内容", ("新闻中心", "政工简讯", "2023年政工简讯")),
        ("当前位置：首页 > 工作动态 > 正文", ("工作动态",)),
        ("您当前的位置 : 网站首页>>政务动态>>内容", ("政务动态",)),
        ("您现在的位置：首页>>>史志动态>>>正文详情", ("史志动态",)),
        ("首页 > 志鉴动态 > 工作动态", ("志鉴动态", "工作动态")),
        ("今天是2024年5月1日 当前位置：首页＞要闻", ("要闻",)),
        ("您的位置: 首页 >", ()),
        ("首页 / 资讯 / 县区动态", ("资讯", "县区动态")),
        ("首页/史志动态/正文", ("史志动态",)),
        ("网站首页 ／ 政务公开 ／ 史志 ／ 工作动态 ／ 正文", ("政务公开", "史志", "工作动态")),
        ("首页 / 概况 / 公开 / 服务 / 互动", None),
        ("首页 / 上一页 / 下一页", None),
        ("首页设计/版式", None),
        ("主编/副主编/编辑", None),
        ("首页 | 资讯 | 动态", None),
        ("人口>土地>财富，是旧志的次序。", None),
        ("省地方志办召开会议", None),
        ("地理位置:北渡市位于雪柳河下游", None),
    ],
)
def test_breadcrumbs_give_their_elements(line: str, path: tuple[str, ...] | None) -> None:
    assert breadcrumb(line) == path


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("【市州动态】", "市州动态"),
        ("·会议动态·", "会议动态"),
        ("【经验交流】白鹭洲区管好资料", None),
        ("〔2025〕", None),
        ("市州动态", None),
    ],
)
def test_a_section_head_stands_alone_in_its_signs(line: str, name: str | None) -> None:
    assert section_name(line) == name


@pytest.mark.parametrize(
    ("line", "subtitle"),
    [
        ("——党建综述", "党建综述"),
        ("—— 党建综述", "党建综述"),
        ("--党建综述", "党建综述"),
        ("-5℃的渡口", None),
        ("党建——综述", None),
    ],
)
def test_a_subtitle_loses_its_dashes(line: str, subtitle: str | None) -> None:
    assert without_dashes(line) == subtitle


@pytest.mark.parametrize(
    "line",
    [
        "图为会议现场",
        "左图：光绪年间的渡口",
        "上图为碑刻拓片",
        "图1 培训班现场",
        "图一：旧志书影",
        "图二 旧志书影",
        "评审会现场（林疏影 摄）",
        "图为活动现场。（林疏影　摄）",
        "评审会现场 林疏影摄",
        "林疏影/摄",
    ],
)
def test_a_caption_says_that_it_is_one(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line", ["图书馆向读者开放", "左图右史说方志", "图一时之便误百年之事", "专题片 开机拍摄", "柳浪县方志馆外景", "摄"]
)
def test_other_lines_are_no_captions(line: str) -> None:
    assert not is_caption(line)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("首页 > 检察动态 >> 工作动态 >> 阅读全文", ("检察动态", "工作动态")),
        ("首页 > 办事指南 > 申报材料 正文", ("办事指南", "申报材料")),
        ("当前位置：首页>方志动态　正文详情", ("方志动态",)),
        ("首页 > 方志 动态", ("方志 动态",)),
    ],
)
def test_the_pages_own_place_in_a_path_is_no_column(line: str, path: tuple[str, ...]) -> None:
    assert breadcrumb(line) == path


@pytest.mark.parametrize(
    "text", ["一、提高认识", "第一、提高认识", "①提高认识", "（二）编纂", "1.2编纂", "第三章 渡口", "附件2：名单", "附录"]
)
def test_a_heading_inside_a_text_may_be_numbered_in_many_ways(text: str) -> None:
    assert is_numbered(text)


@pytest.mark.parametrize("text", ["第三渡口", "一个渡口", "图书馆", "2023年的渡口", "注释渡口旧志"])
def test_what_only_begins_with_a_number_is_none(text: str) -> None:
    assert not is_numbered(text)


@pytest.mark.parametrize(
    "text", ["2023年2月14日，", "2月14日至16日，", "2月，", "14至16日，", "613日，", "近日，", "日前，", "连日来，"]
)
def test_news_begins_with_a_day_though_characters_of_it_are_lost(text: str) -> None:
    assert opens_with_day(f"{text}渡口志编修启动。")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("渡口旧志座谈会暨", "编纂培训班开班"),
        ("渡口志编修启动", "、桥志编修完成"),
        ("旧志展“渡口", "往事”开展"),
        ("旧志名录（第", "二批）公布"),
    ],
)
def test_a_headline_is_left_open_by_a_word_a_sign_a_quote_or_a_bracket(first: str, second: str) -> None:
    assert is_left_open(first, second)
    assert not is_left_open("旧志名录（第二批）公布", "“渡口”志出版")


def test_a_long_line_that_ends_like_a_caption_is_none() -> None:
    assert is_caption("渡口（林疏影 摄）")
    assert not is_caption("渡口的人们说起修志，" * 12 + "渡口（林疏影 摄）")
