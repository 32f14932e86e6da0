"""Numbers, dates, issue numbers, names, units, breadcrumbs and series: the notations of formats that pages use."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from indexer.article import Published
from indexer.numerals import number
from indexer.pages.breadcrumb import breadcrumb
from indexer.pages.dates import find_date, machine_date
from indexer.pages.header import source_and_journalists
from indexer.pages.issue_numbers import find_issue_number
from indexer.pages.lines import clean
from indexer.pages.people import bare_names, names
from indexer.pages.plain import plain
from indexer.pages.series import series_of
from indexer.pages.shapes import is_caption, section_name, without_dashes
from indexer.pages.units import closing_bracket, is_glued_to_sentence, is_unit, signed_unit, supplying_unit


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
        ("2024-12-31 24:00", date(2024, 12, 31)),
        ("2024年12月31日24时00分", date(2024, 12, 31)),
        ("2023-02-30", None),
        ("2023-02-30 24:00", None),
        ("20261月", None),
        ("613日", None),
        ("1764—2022", None),
        ("6107280000/2024-001005", None),
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
    ("title", "stated"),
    [
        ("澜川省地方志办政工简讯2023年第30期(总第142期)", (2023, 30, None, None, 142)),
        ("澜川省地方志办政工简讯２０２３年第３０期（总第１４２期）", (2023, 30, None, None, 142)),
        ("澜川省地方志工作简报第65期(总第540期)", (None, 65, None, None, 540)),
        ("《澜川史志》2020年第6期", (2020, 6, None, None, None)),
        ("政工简讯2023 年第 7 期", (2023, 7, None, None, None)),
        ("政工简讯第三十期", (None, 30, None, None, None)),
        ("工作简报2021年第1-2期合刊(总第342-343期)", (2021, 1, 2, None, 342)),
        ("工作简报2021年第3、4期", (2021, 3, 4, None, None)),
        ("工作简报2020年增刊", (2020, None, None, "增刊", None)),
        ("工作简报2020年第5期(专刊)", (2020, 5, None, "专刊", None)),
        ("2023年第30期政工简讯", (2023, 30, None, None, None)),
        ("政工简讯2023年第30期：以支部建设引领修志", (2023, 30, None, None, None)),
        ("工作简报2022年第14期（学习教育专刊）", (2022, 14, None, None, None)),
        ("工作简报2022年第14期（总第214期）（学习教育专刊）", (2022, 14, None, None, 214)),
        ("工作简报2022年第25期·防汛专刊", (2022, 25, None, None, None)),
        ("工作简报增刊（2022年第1期）", (2022, 1, None, "增刊", None)),
        ("防汛专刊2022年第1期", (2022, 1, None, None, None)),
        ("工作简报（2022年增刊）", (2022, None, None, "增刊", None)),
        ("工作简报（2022年增刊）（总第388期）", (2022, None, None, "增刊", 388)),
        ("工作简报第14期（总 第114期）", (None, 14, None, None, 114)),
        ("工作简报第14期（总  第 114 期）", (None, 14, None, None, 114)),
        ("工作简报2022年第3期、第4期合刊（总第203期、204期）", (2022, 3, 4, None, 203)),
        ("工作简报2022年第5/6期", (2022, 5, 6, None, None)),
        ("工作简报2022年11期", (2022, 11, None, None, None)),
        ("2022年11期《砚湖简报》", (2022, 11, None, None, None)),
        ("2022年11期《砚湖简报》（总第211期）", (2022, 11, None, None, 211)),
        ("2022年11期《砚湖文艺》目录", (2022, 11, None, None, None)),
        ("工作简报第3期（共5期）", (None, 3, None, None, None)),
        ("工作简报2022 年 11 期（总第211期）", (2022, 11, None, None, 211)),
        ("工作简报第廿八期", (None, 28, None, None, None)),
        ("水利简报总第309期", (None, None, None, None, 309)),
        ("《水利简报》（总第309期）", (None, None, None, None, 309)),
    ],
)
def test_issue_numbers_are_read_in_every_notation(title: str, stated: tuple[int | str | None, ...]) -> None:
    found = find_issue_number(plain(title))
    assert found is not None
    assert (found.year, found.issue, found.issue_end, found.label, found.total) == stated


@pytest.mark.parametrize(
    "title",
    [
        "关于做好第三轮修志工作的通知(澜志办〔2025〕57号)",
        "镇政发〔2024〕7号",
        "《澜川年鉴(2025)》第37卷出版",
        "《澜川通志》第一卷",
        "第21次办务会议召开",
        "2023年第1期业务培训班举行",
        "2023年第1期（春季）业务培训班举行",
        "2023年3期业务培训班举行",
        "从1958年3期《砚湖文艺》说起",
        "从1958年3期《砚湖文艺》（复刊号）说起",
        "砚湖市2023年2期《专项债券》发行公告",
        "全市干部培训班第3期（共5期）",
        "全市干部培训班2023年第三期（共五期）",
        "全年11期（总第211期）",
        "2022年11月期",
        "2023年第1期[春季]业务培训班举行",
        "《澜川史志》（2022年增刊）出版发行",
        "《水利简报》出版总第309期",
        "澜川日报总第309期发行",
        "【澜川观察】2021年起，年鉴连年出版",
    ],
)
def test_other_numbers_are_no_issue_numbers(title: str) -> None:
    assert find_issue_number(plain(title)) is None


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


@pytest.mark.parametrize("line", ["时间", "高度重视", "方志馆", "云山省", "和平区", "大事记", "全面小康", "办公室"])
def test_words_are_no_bare_names(line: str) -> None:
    assert bare_names(line) == ()


@pytest.mark.parametrize(
    ("value", "source", "journalists"),
    [
        ("澜川在线记者 叶蓁", "澜川在线", ("叶蓁",)),
        ("澜川日报 全媒体记者 叶蓁 苏晚晴", "澜川日报", ("叶蓁", "苏晚晴")),
        ("松塘县地方志办公室供稿", "松塘县地方志办公室", ()),
        ("松塘县地方志办公室 供稿", "松塘县地方志办公室", ()),
        ("澜川省记者协会", "澜川省记者协会", ()),
        ("澜川在线记者 王𬬻", "澜川在线", ("王𬬻",)),
    ],
)
def test_a_journalist_in_the_source_is_an_author(value: str, source: str, journalists: tuple[str, ...]) -> None:
    assert source_and_journalists(value) == (source, journalists)


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
    ("title", "column", "url", "published", "expected"),
    [
        ("澜川省地方志办政工简讯2023年第30期", "2023年政工简讯", None, None, ("政工简讯", 2023, True)),
        ("澜川省地方志工作简报第65期(总第540期)", "2025年工作简报", None, date(2026, 1, 2), ("工作简报", 2025, True)),
        (
            "澜川省地方志工作简报第65期",
            None,
            "http://a.example/gzdt/gzjb/2025ngzjb/content_1",
            date(2026, 1, 2),
            ("工作简报", 2025, True),
        ),
        ("澜川省地方志工作简报第65期", "工作简报", None, date(2026, 1, 2), ("工作简报", 2026, True)),
        ("澜川省地方志工作简报第65期", None, None, None, ("工作简报", None, True)),
        ("栖云市史志简报2021年第9期", None, None, None, ("史志简报", 2021, True)),
        ("工作简报〔2023〕第8期", None, None, None, ("工作简报", 2023, True)),
        ("政工简讯（2023）第8期", None, None, None, ("政工简讯", 2023, True)),
        ("政工简讯2023第8期", None, None, None, ("政工简讯", 2023, True)),
        ("政工简讯·2023年第8期", None, None, None, ("政工简讯", 2023, True)),
        ("2023年工作简报第8期", None, None, date(2024, 1, 2), ("工作简报", 2023, True)),
        ("澜州市档案史志馆2023年《工作简报》第8期", None, None, date(2024, 1, 2), ("工作简报", 2023, True)),
        ("澜州市档案史志馆2022-2023年工作简报第8期", None, None, date(2024, 1, 2), ("工作简报", 2024, True)),
        ("水利简报总第309期", None, None, date(2024, 1, 2), ("水利简报", 2024, True)),
        ("2023年第8期工作简报（总第503期）", None, None, None, ("工作简报", 2023, True)),
        ("【澜川观察】2021年起，年鉴连年出版", "媒体报道", None, date(2025, 11, 21), ("媒体报道", 2025, False)),
        ("《澜川年鉴(2025)》出版", None, None, None, (None, None, False)),
        ("《澜川史志》2020年第6期(总第232期)", "2020年", None, date(2021, 1, 4), ("澜川史志", 2020, False)),
        ("两会专题", "2023年全国两会", None, None, ("2023年全国两会", None, False)),
        ("青年党员话初心", "2024年政工简讯", None, None, ("政工简讯", 2024, False)),
    ],
)
def test_series_and_year_come_from_title_column_and_address(
    title: str, column: str | None, url: str | None, published: Published | None, expected: tuple[str | None, int | None, bool]
) -> None:
    found = series_of(title, column, url, published)
    assert (found.name, found.year, found.is_issue) == expected


@pytest.mark.parametrize(
    ("title", "path", "expected"),
    [
        ("澜川史志2021年第1期(总第300期)", ("澜川史志", "2021年"), ("澜川史志", 2021, False)),
        ("澜川史志２０２１年第１－２期合刊", ("资源", "澜川史志", "2021年"), ("澜川史志", 2021, False)),
        ("《北渡 文史》第3期", ("北渡文史", "2021年"), ("北渡文史", 2021, False)),
        ("北渡县文史2021年第3期", ("文史", "2021年"), (None, 2021, False)),
        ("2021年第1期", ("澜川史志", "2021年"), (None, 2021, True)),
        ("澜川史志出版", ("澜川史志", "2021年"), (None, 2021, False)),
        ("澜川省地方志工作简报2021年第1期", ("澜川省地方志工作简报", "2021年"), ("工作简报", 2021, True)),
    ],
)
def test_a_name_before_the_issue_number_that_the_path_holds_is_the_series(
    title: str, path: tuple[str, ...], expected: tuple[str | None, int | None, bool]
) -> None:
    found = series_of(title, path[-1], None, None, path)
    assert (found.name, found.year, found.is_issue) == expected


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
