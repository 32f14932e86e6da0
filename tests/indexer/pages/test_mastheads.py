"""Mastheads: the unit, number and day of a printed issue above its headlines."""

from __future__ import annotations

from datetime import date

import pytest
from page_heads import FIRST, HEADER, SECOND, read, read_html

from indexer.pages.statements.masthead import read_masthead, read_number_and_day


@pytest.mark.parametrize(
    ("line", "unit", "day"),
    [
        ("澜州市地方志办公室　　2020年6月18日", "澜州市地方志办公室", date(2020, 6, 18)),
        ("北渡市志办机关党支部 2020年6月18日", "北渡市志办机关党支部", date(2020, 6, 18)),
        ("澜州市史志办公室编\xa0\xa02023年4月28日", "澜州市史志办公室", date(2023, 4, 28)),
        ("澜州市地方志编纂委员会办公室主办　二〇二〇年六月十八日", "澜州市地方志编纂委员会办公室", date(2020, 6, 18)),
        ("澜州市地方志办公室编印（2020年6月18日）", "澜州市地方志办公室", date(2020, 6, 18)),
        ("2020年6月18日　澜州市地方志办公室编", "澜州市地方志办公室", date(2020, 6, 18)),
        ("《澜川年鉴》编辑部　2020-06-18", "《澜川年鉴》编辑部", date(2020, 6, 18)),
    ],
)
def test_a_masthead_is_a_unit_and_a_day(line: str, unit: str, day: date) -> None:
    found = read_masthead(line)
    assert found is not None
    assert (found.unit, found.published) == (unit, day)


@pytest.mark.parametrize(
    "line",
    [
        "澜州市地方志办公室",
        "2020年6月18日",
        "我市启动村志编纂 2020年6月18日",
        "澜州市地方志办公室于2020年6月18日召开会议",
        "编　　2020年6月18日",
        "",
    ],
)
def test_anything_else_is_no_masthead(line: str) -> None:
    assert read_masthead(line) is None


@pytest.mark.parametrize(
    ("name", "unit"), [("工作简报\n第5期", "澜州市地方志办公室"), ("北渡政工简讯（第5期）", "北渡市志办机关党支部")]
)
def test_a_masthead_dates_an_issue_and_is_no_headline(name: str, unit: str) -> None:
    article = read(f"{name}\n{unit}　　2020年6月18日\n\n“五个一”活动庆“七一”\n")
    assert (article.title, article.published, article.source) == ("“五个一”活动庆“七一”", date(2020, 6, 18), unit)
    assert (article.year, article.issue, article.body) == (2020, 5, f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    ("line", "issue_title", "number"),
    [
        ("第5期　澜州市地方志办公室编　2020年6月18日", "工作简报第5期", (2020, 5, None)),
        ("2019年第5期 总第88期 澜州市地方志办公室主办 2020年1月8日", "工作简报2019年第5期 总第88期", (2019, 5, 88)),
        ("（第十二期）　　澜州市地方志办公室　　2020年6月18日", "工作简报（第十二期）", (2020, 12, None)),
    ],
)
def test_a_masthead_may_begin_with_the_number_of_the_issue(
    line: str, issue_title: str, number: tuple[int, int, int | None]
) -> None:
    article = read(f"澜川史志网\n工作简报\n{line}\n我市启动村志编纂\n")
    assert (article.title, article.issue_title, article.source) == ("我市启动村志编纂", issue_title, "澜州市地方志办公室")
    assert (article.year, article.issue, article.total_issue) == number


def test_a_masthead_with_a_number_below_a_whole_title_is_no_part_of_it() -> None:
    article = read("工作简报2020年第5期\n第5期　澜州市地方志办公室编　2020年6月18日\n我市启动村志编纂\n")
    assert (article.issue_title, article.published) == ("工作简报2020年第5期", date(2020, 6, 18))


UNLABELLED = [
    ("第5期　　　　2020年6月18日", "工作简报第5期", (2020, 5, None)),
    ("2020年6月18日　　第5期", "工作简报第5期", (2020, 5, None)),
    ("2019年第5期（总第88期）　2020-01-08", "工作简报2019年第5期（总第88期）", (2019, 5, 88)),
    ("（第十二期）　　二〇二〇年六月十八日", "工作简报（第十二期）", (2020, 12, None)),
    ("第5期（2020年6月18日）", "工作简报第5期", (2020, 5, None)),
]


@pytest.mark.parametrize(("line", "issue_title", "number"), UNLABELLED)
def test_a_number_and_a_day_without_labels_below_a_bulletins_name_are_its_masthead(
    line: str, issue_title: str, number: tuple[int, int, int | None]
) -> None:
    article = read(f"澜川史志网\n工作简报\n{line}\n我市启动村志编纂\n")
    assert (article.title, article.issue_title, article.body) == ("我市启动村志编纂", issue_title, f"{FIRST}\n{SECOND}")
    assert (article.year, article.issue, article.total_issue) == number
    assert (article.published is not None, article.source) == (True, None)


@pytest.mark.parametrize("name", ["政 工 简 讯", "政　工　简　讯", "政\xa0\xa0工\xa0\xa0简\xa0\xa0讯"])
@pytest.mark.parametrize(
    ("number", "total"),
    [("（第5期）", None), ("第5期（总第88期）", 88), ("第5期\n（总第88期）", 88), ("第5期　2020-06-18", None)],
)
def test_a_bulletins_name_spread_over_its_line_is_its_name(name: str, number: str, total: int | None) -> None:
    article = read(f"{name}\n{number}\n我市启动村志编纂\n")
    assert (article.title, article.body) == ("我市启动村志编纂", f"{FIRST}\n{SECOND}")
    assert (article.series, article.issue, article.total_issue) == ("政工简讯", 5, total)


@pytest.mark.parametrize("name", ["史 志 工 作 动 态", "政 务 信 息"])
def test_the_name_of_any_periodical_spread_above_a_number_is_its_name(name: str) -> None:
    article = read(f"{name}\n第 15 期\n我市启动村志编纂\n")
    assert (article.title, article.issue, article.issue_title) == ("我市启动村志编纂", 15, f"{name}第 15 期")


def test_words_spread_over_a_line_without_a_number_below_are_no_issue() -> None:
    article = read_html(f"<h1>工 作 动 态</h1><p>{HEADER}</p>", "工作动态")
    assert (article.title, article.issue) == ("工 作 动 态", None)


@pytest.mark.parametrize("above", ["", "<p>内部资料　注意保存</p>"])
def test_the_office_of_the_masthead_is_no_title_though_the_html_title_begins_with_it(above: str) -> None:
    masthead = f"{above}<p>史 志 工 作 动 态</p><p>第15期</p><p>澜州市地方志工作委员会</p><p>2019年6月3日</p>"
    article = read_html(f"{masthead}<p>渡口进了村志</p>", "澜州市地方志工作委员会史志工作动态（2019年第15期）")
    assert (article.title, article.body, article.issue) == ("渡口进了村志", f"{FIRST}\n{SECOND}", 15)
    assert (article.source, article.published) == ("澜州市地方志工作委员会", date(2019, 6, 3))


@pytest.mark.parametrize("name", ["水 利 工 作 简 报", "工作简报"])
def test_a_masthead_of_organisers_ends_with_the_number_of_the_issue(name: str) -> None:
    organisers = "主办：澜州市水利局　编印：澜州市水利局秘书科　总第205期"
    article = read_html(f"<p>{name}</p><p>{organisers}</p><p>2021年7月8日</p><p>【河湖】</p><p>渡口进了村志</p>", name)
    assert (article.title, article.section, article.total_issue) == ("渡口进了村志", "河湖", 205)


@pytest.mark.parametrize("cell", ["<td>{}</td>", "<td><p>{}</p></td>", "<td><b>{}</b></td>"])
@pytest.mark.parametrize("name", ["<h1>工作简报</h1>", "<p>工作简报</p>", "<table><tr><td>工作简报</td></tr></table>"])
def test_a_number_and_a_day_in_cells_without_labels_are_read(name: str, cell: str) -> None:
    row = "".join(map(cell.format, ["第5期", "2020年6月18日"]))
    article = read_html(f"{name}<table><tr>{row}</tr></table><p>我市启动村志编纂</p>")
    assert (article.title, article.published, article.issue) == ("我市启动村志编纂", date(2020, 6, 18), 5)
    assert (article.issue_title, article.body) == ("工作简报第5期", f"{FIRST}\n{SECOND}")


def test_a_number_and_a_day_below_an_issues_title_date_it() -> None:
    article = read("工作简报2020年第5期\n第5期　　2020年6月18日\n我市启动村志编纂")
    assert (article.title, article.published, article.body) == ("我市启动村志编纂", date(2020, 6, 18), f"{FIRST}\n{SECOND}")


def test_the_page_is_believed_before_a_number_and_a_day() -> None:
    article = read("工作简报\n第5期　　2020年6月18日\n来源：澜川在线 更新时间：2020-06-20\n我市启动村志编纂")
    assert (article.title, article.published, article.source) == ("我市启动村志编纂", date(2020, 6, 20), "澜川在线")


def test_numbers_and_days_one_below_the_other_are_a_list_of_issues() -> None:
    issues = [f"第{number}期　2020-06-{number:02}" for number in (5, 4, 3)]
    for name in ("工作简报", "工作简报2020年第6期"):
        kept = read("\n".join([name, *issues]))
        assert not [line for line in issues if line not in f"{kept.title}\n{kept.body}"]
    links = "".join(f"<p><a href=/{number}>{line}</a></p>" for number, line in enumerate(issues[:1]))
    assert read_html(f"<h1>工作简报</h1>{links}").issue is None


@pytest.mark.parametrize("line", ["第5期　2020年6月18日", "2020年第5期 2020-06-18"])
def test_a_number_and_a_day_elsewhere_are_text(line: str) -> None:
    article = read("我省启动村志编纂工作\n来源：澜川在线 更新时间：2020-06-20", FIRST, line, SECOND)
    assert article.body == f"{FIRST}\n{line}\n{SECOND}"
    assert read(f"工作简报第5期\n{HEADER}\n我省启动村志编纂", FIRST, line, SECOND).body == f"{FIRST}\n{line}\n{SECOND}"


@pytest.mark.parametrize(
    "line", ["第5期", "2020年6月18日", "第5期 星期四 2020年6月18日", "第5期于2020年6月18日出版", "总第88期 2020年6月18日", ""]
)
def test_anything_else_is_no_number_and_day(line: str) -> None:
    assert read_number_and_day(line) is None


def test_a_masthead_is_read_in_html() -> None:
    head = "<h1>工作简报第5期</h1><p>澜州市史志办公室编&nbsp;&nbsp;2023年4月28日</p><p>我市启动村志编纂</p>"
    article = read_html(head)
    assert (article.title, article.published, article.source) == ("我市启动村志编纂", date(2023, 4, 28), "澜州市史志办公室")


def test_what_the_page_states_is_believed_before_its_masthead() -> None:
    head = "工作简报第5期\n来源：澜川在线 更新时间：2023-05-06\n澜州市史志办公室编　2023年4月28日\n我市启动村志编纂"
    article = read(head)
    assert (article.title, article.published, article.source) == ("我市启动村志编纂", date(2023, 5, 6), "澜川在线")


def test_a_masthead_above_the_headline_that_html_states_dates_it() -> None:
    head = "<p>工作简报</p><p>第5期</p><p>澜州市史志办公室　2023年4月28日</p><h1>我市启动村志编纂</h1>"
    article = read_html(head, "我市启动村志编纂")
    assert (article.title, article.published) == ("我市启动村志编纂", date(2023, 4, 28))


def test_the_unit_and_day_below_a_notice_are_text() -> None:
    article = read("关于报送村志初稿的通知\n2020-06-20", FIRST, "澜州市地方志办公室　2020年6月18日")
    assert (article.published, article.body) == (date(2020, 6, 20), f"{FIRST}\n澜州市地方志办公室　2020年6月18日")


def test_a_masthead_may_fill_two_lines() -> None:
    article = read("工作简报\n第5期\n澜州市地方志办公室编\n2020年6月18日\n我市启动村志编纂")
    assert (article.title, article.published, article.source) == ("我市启动村志编纂", date(2020, 6, 18), "澜州市地方志办公室")


def test_the_number_of_an_issue_between_its_name_and_a_headline_is_read_where_html_states_all_three() -> None:
    lines = ["澜川史志", "2023年第2期", "把账本写进村志"]
    assert read_html("".join(f"<p>{line}</p>" for line in lines), "".join(lines)).issue == 2


def test_lines_of_other_years_below_an_issues_title_are_a_list_of_issues() -> None:
    issues = [f"{year}年第1期　{year}年1月5日" for year in (2022, 2021)]
    kept = read("\n".join(["工作简报2023年第1期", *issues]))
    assert not [line for line in issues if line not in f"{kept.title}\n{kept.body}"]


PRINTED = [
    ("工作简报第31期", "工作简报\n第31期\n澜州市地方志办公室编　　2023年4月4日"),
    ("工作简报第31期", "工 作 简 报\n第31期\n澜州市地方志办公室编\n2023年4月4日"),
    ("工作简报2023年第31期（总第531期）", "工作简报\n2023年第31期\n（总第531期）"),
    ("工作简报（第31期）", "（第31期）"),
    ("第31期", "澜州市工作简报\n第31期"),
    ("政务信息第31期", "政 务 信 息\n第 31 期\n澜州市地方志办公室　2023年4月4日"),
    ("工作简报第31期", "工作简报\n澜州市地方志办公室　2023年4月4日"),
    ("工作简报第31期", "澜州市地方志办公室\n工作简报\n第31期"),
    ("澜州市地方志办公室工作简报2023年第31期", "2023年第31期\n澜州市地方志办公室"),
    ("工作简报第31期", "内部资料　注意保存\n工 作 简 报\n第31期\n澜州市地方志办公室\n2023年4月4日"),
    ("工作简报第31期", "（内部刊物）\n澜州市地方志办公室\n工作简报\n第31期"),
    ("工作简报第31期：渡口进了村志", "工作简报\n第31期　　澜州市地方志办公室　2023年4月4日"),
]


@pytest.mark.parametrize(("title", "printed"), PRINTED)
@pytest.mark.parametrize("header", [f"<p>{HEADER}</p>", ""])
def test_the_head_of_the_printed_issue_below_the_sites_own_title_is_no_text(title: str, printed: str, header: str) -> None:
    lines = "".join(f"<p>{line}</p>" for line in (*printed.split("\n"), "渡口进了村志"))
    article = read_html(f"<div>首页 &gt; 工作简报</div><h1>{title}</h1>{header}{lines}", title)
    assert (article.title, article.body) == ("渡口进了村志", f"{FIRST}\n{SECOND}")
    assert (article.issue_title, article.issue, article.contributor) == (title, 31, None)


def test_the_head_of_the_printed_issue_fills_what_the_title_leaves_open() -> None:
    article = read(f"工作简报第31期\n{HEADER}\n工作简报\n2022年第31期\n（总第531期）\n渡口进了村志")
    assert (article.title, article.year, article.total_issue) == ("渡口进了村志", 2022, 531)
    assert read(f"工作简报第31期\n{HEADER}\n工作简报\n总第531期\n渡口进了村志").total_issue == 531


def test_a_unit_between_the_printed_head_and_a_paragraph_is_no_part_of_the_head() -> None:
    article = read(f"工作简报第31期\n{HEADER}\n第31期\n澜州市地方志办公室")
    assert f"{article.title}\n{article.body}".endswith(f"澜州市地方志办公室\n{FIRST}\n{SECOND}")


def test_the_office_that_a_page_has_as_its_source_below_the_number_is_the_issuer() -> None:
    article = read("工作简报第31期\n来源：澜州市地方志办公室 时间：2023-02-17\n第31期\n澜州市地方志办公室\n渡口进了村志")
    assert (article.title, article.source) == ("渡口进了村志", "澜州市地方志办公室")


@pytest.mark.parametrize("title", ["工作简报第31期", "澜州市教育局工作简报第31期"])
@pytest.mark.parametrize("office", ["青垣县地方志办公室", "澜州市第一中学"])
def test_an_office_below_the_number_that_the_page_does_not_name_begins_the_headline(title: str, office: str) -> None:
    article = read(f"{title}\n{HEADER}\n第31期\n{office}\n扎实推进村志编纂工作")
    assert (article.title, article.body) == (f"{office}扎实推进村志编纂工作", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    "lines",
    [
        "第32期",
        "第31期\n第30期",
        "第31期\n工作简报第30期",
        "工作简报\n第32期",
        "内部资料　免费交流\n第32期",
        "内部资料　免费交流\n渡口进了村志",
        "工作简报\n第31期（总第532期）",
        "工作简报\n2022年第31期",
        "工作简报\n渡口进了村志",
        "渡口进了村志\n第31期",
    ],
)
def test_other_numbers_and_names_below_an_issues_title_are_text(lines: str) -> None:
    kept = read(f"工作简报2023年第31期（总第531期）\n{HEADER}\n{lines}")
    assert not [line for line in lines.split("\n") if line not in f"{kept.title}\n{kept.body}"]


@pytest.mark.parametrize(
    "masthead",
    [
        "",
        "<p>澜州市水利局办公室编　　2023年4月4日</p>",
        "<p>本期要目</p><p>渡口进了村志</p>",
        "<p>澜州市水利局</p><p>【河湖】</p>",
    ],
)
def test_where_a_site_gives_an_issue_its_headline_as_title_the_printed_head_names_the_issue(masthead: str) -> None:
    head = f"<h1>渡口进了村志</h1><p>{HEADER}</p><p>水利简报</p><p>2022年第32期（总第332期）</p>{masthead}<p>渡口进了村志</p>"
    article = read_html(f"<p>首页 &gt; 简报专栏 &gt; 渡口进了村志</p>{head}", "渡口进了村志")
    assert (article.title, article.body, article.column) == ("渡口进了村志", f"{FIRST}\n{SECOND}", "简报专栏")
    assert (article.series, article.year, article.issue, article.total_issue) == ("水利简报", 2022, 32, 332)
    assert article.issue_title == "水利简报2022年第32期（总第332期）"


def test_for_whom_an_issue_is_printed_may_stand_above_its_printed_head() -> None:
    printed = "<p>内部资料　注意保存</p><p>水利简报</p><p>2022年第32期</p><p>渡口进了村志</p>"
    article = read_html(f"<p>首页 &gt; 简报专栏</p><h1>渡口进了村志</h1><p>{HEADER}</p>{printed}", "渡口进了村志")
    assert (article.title, article.body) == ("渡口进了村志", f"{FIRST}\n{SECOND}")
    assert (article.series, article.issue, article.issue_title) == ("水利简报", 32, "水利简报2022年第32期")


@pytest.mark.parametrize(
    "lines", ["水利简报\n2022年第32期\n渡口的另一篇", "水利简报\n渡口进了村志", "2022年第32期\n渡口进了村志"]
)
def test_a_bulletin_named_below_another_title_is_text(lines: str) -> None:
    article = read(f"渡口进了村志\n{HEADER}\n{lines}")
    assert (article.title, article.issue) == ("渡口进了村志", None)
    assert not [line for line in lines.split("\n") if line not in f"{article.title}\n{article.body}"]


def test_an_office_below_a_header_line_is_no_printed_head_where_no_name_or_number_stands_beside_it() -> None:
    article = read(f"澜州市地方志办公室工作简报第31期\n{HEADER}\n澜州市地方志办公室\n召开村志编纂推进会")
    assert article.title == "澜州市地方志办公室召开村志编纂推进会"


def test_the_number_of_an_issue_may_be_printed_twice_below_its_title() -> None:
    article = read(f"工作简报第31期\n{HEADER}\n第31期\n2023年第31期（总第531期）\n渡口进了村志")
    assert (article.title, article.issue, article.total_issue, article.body) == ("渡口进了村志", 31, 531, f"{FIRST}\n{SECOND}")
