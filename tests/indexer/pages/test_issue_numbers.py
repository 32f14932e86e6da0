"""The numbers of issues in every notation, and the series and year of a page."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.article import Published
from indexer.pages.notations.issue_numbers import find_issue_number, is_bare_notation
from indexer.pages.plain import plain
from indexer.pages.series import series_of


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
        ("【工作简报2022年第9期】多措并举推进村志编纂", (2022, 9, None, None, None)),
        ("【水利简报第9期（总第309期）】渡口进了村志", (None, 9, None, None, 309)),
        ("水利简报总第309期", (None, None, None, None, 309)),
        ("《水利简报》（总第309期）", (None, None, None, None, 309)),
        ("水利简报总 第309期", (None, None, None, None, 309)),
        ("水利简报总  第309期", (None, None, None, None, 309)),
        ("水利简报总期第309期", (None, None, None, None, 309)),
        ("水利简报总期 第309期", (None, None, None, None, 309)),
        ("工作简报2022年第4-3期", (2022, 4, None, None, None)),
        ("工作简报2022第8期", (2022, 8, None, None, None)),
        ("工作简报2022年度第8期", (2022, 8, None, None, None)),
        ("2022年第11期《砚湖文艺》征文选登", (2022, 11, None, None, None)),
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
        "【干部培训班第3期】渡口进了村志",
        "从【工作简报第3期】说起",
        "【工作简报第9期学习会】渡口进了村志",
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
        ("【水利简报2022年第9期】渡口进了村志", None, None, None, ("水利简报", 2022, True)),
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
    ("line", "is_bare"), [("（总第57期）", True), ("总第57期", True), ("总第57期讲话", False), ("第9期讲话", False)]
)
def test_a_line_is_a_number_alone_where_nothing_follows_it(line: str, *, is_bare: bool) -> None:
    assert is_bare_notation(plain(line)) is is_bare


@pytest.mark.parametrize("folder", ["2020nbssz", "bssz2020n"])
def test_the_year_stands_before_or_behind_the_code_in_an_address(folder: str) -> None:
    found = series_of("渡口旧事", None, f"http://www.lanchuan.example/qk/{folder}/content_1", None)
    assert (found.name, found.year) == ("巴蜀史志", 2020)
