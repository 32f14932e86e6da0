"""Heads of pages: mastheads, broken titles, document numbers and site names around the headline."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from indexer.article import Article
from indexer.pages import SavedPage, read_page
from indexer.pages.masthead import read_masthead, read_number_and_day

FIRST = "雪柳河上的渡口，自清末以来迁过三次，每一次都记在旧志里，修志的人沿河走了一遍，把碑刻和账本都抄了回来。"
SECOND = "会议要求，各县区要把村志编纂列入年度重点工作，明确专人负责，按时报送进度，年底前完成初稿并送省方志馆审读。"


def read(head: str, *paragraphs: str) -> Article:
    text = "\n".join((head, *(paragraphs or (FIRST, SECOND))))
    (article,) = read_page(SavedPage("page.txt", text.encode(), None)).articles
    return article


def read_html(body: str, title: str = "") -> Article:
    html = f"<html><head><title>{title}</title></head><body>{body}<p>{FIRST}</p><p>{SECOND}</p></body></html>"
    (article,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    return article


def test_a_paragraph_that_is_none_of_the_main_text_does_not_hide_the_breadcrumb_below_it() -> None:
    tip = "温馨提示：您的浏览器版本过低，可能存在安全风险，为了更好地浏览本站，建议您升级之后再来，感谢您的配合。"
    text = f"<div><h1>渡口旧志</h1><p>{FIRST}</p><p>{SECOND}</p></div>"
    html = f"<title>渡口旧志</title><div>{tip}</div><div>当前位置：首页 &gt; 工作动态</div>{text}"
    (article,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    assert (article.column, article.body) == ("工作动态", f"{FIRST}\n{SECOND}")


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


HEADER = "来源：澜川省史志办 时间：2023-02-17"
BROKEN = ("深入学习贯彻省第九次党代会精神", "奋力谱写澜川史志事业新篇章")


@pytest.mark.parametrize(
    ("first", "second"),
    [BROKEN, ("省委书记贺知微调研史志工作时强调：", "存史资政育人"), ("党建引领聚合力", "志鉴编修上台阶")],
)
@pytest.mark.parametrize("above", ["", "澜川史志网\n", "澜川省人民政府门户网站\n首页 机构概况 工作动态\n"])
def test_a_headline_over_two_lines_right_above_the_header_is_the_title(first: str, second: str, above: str) -> None:
    article = read(f"{above}{first}\n{second}\n{HEADER}")
    assert (article.title, article.body) == (f"{first}{second}", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    "head",
    ["<div>{0}<br>{1}</div>", "<p align=center>{0}</p><p align=center>{1}</p>", "<h1>{0}<br>{1}</h1>"],
)
@pytest.mark.parametrize("title", ["", "无标题文档"])
def test_a_headline_over_two_lines_is_the_title_in_html(head: str, title: str) -> None:
    article = read_html(head.format(*BROKEN) + f"<div>{HEADER}</div>", title)
    assert (article.title, article.body) == ("".join(BROKEN), f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    "above",
    [
        "澜川史志网",
        "澜川省人民政府门户网站",
        "澜川省地方志工作办公室",
        "澜川省政府信息公开",
        "工作动态",
        "首页 机构概况 工作动态",
        "欢迎访问澜川史志网",
        "请输入您要搜索的内容",
        "您是第20230位访客",
        "修志问道 以启未来",
        "您所在的页面位置：",
        "我省启动村志编纂工作_澜川省地方志",
        "北渡县举办方志培训班\n丹屏市年鉴编纂工作启动",
        "澜川省地方志工作办公室内设机构\n",
    ],
)
def test_other_lines_above_a_title_are_no_part_of_it(above: str) -> None:
    assert read(f"{above}\n我省启动村志编纂工作\n{HEADER}").title == "我省启动村志编纂工作"


@pytest.mark.parametrize("below", ["陆景行", "（2023年2月16日）", "——澜川修志手记"])
def test_a_name_a_day_and_a_subtitle_below_a_title_are_no_part_of_it(below: str) -> None:
    assert read(f"我省启动村志编纂工作\n{below}\n{HEADER}").title == "我省启动村志编纂工作"


def test_a_line_that_html_states_alone_is_the_whole_title() -> None:
    head = f"<p>{BROKEN[0]}</p><p>{BROKEN[1]}</p><p>{HEADER}</p>"
    assert read_html(head, f"{BROKEN[1]}-澜川史志网").title == BROKEN[1]


@pytest.mark.parametrize("number", ["澜府办发〔2021〕57号", "澜府办发[2021]57号", "（澜志办〔2021〕第7号）", "〔2021〕57号"])
def test_a_documents_number_is_no_title(number: str) -> None:
    article = read(f"关于印发《澜川省村志编纂方案》的通知\n{number}\n发布日期：2021-06-18")
    assert (article.title, article.published) == ("关于印发《澜川省村志编纂方案》的通知", date(2021, 6, 18))
    assert article.body == f"{number}\n{FIRST}\n{SECOND}"


def test_a_broken_title_may_stand_above_its_documents_number() -> None:
    article = read("关于开展第二届澜川方志论坛\n征文活动的通知\n澜志办〔2021〕57号\n发布日期：2021-06-18")
    assert article.title == "关于开展第二届澜川方志论坛征文活动的通知"


@pytest.mark.parametrize(
    "head", ["<h1>霁山县志办：<br>“小切口”写好“大文章”</h1>", "<p>霁山县志办：</p><p>“小切口”写好“大文章”</p>"]
)
@pytest.mark.parametrize("header", ["", f"<p>{HEADER}</p>"])
def test_two_lines_that_are_the_stated_title_are_the_title(head: str, header: str) -> None:
    article = read_html(head + header, "霁山县志办：“小切口”写好“大文章”-澜川史志网")
    assert (article.title, article.body) == ("霁山县志办：“小切口”写好“大文章”", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize("header", ["", f"<p>{HEADER}</p>"])
def test_the_office_that_issues_a_document_is_part_of_its_title_where_html_states_both_as_one(header: str) -> None:
    head = f"<h1>澜州市地方志办公室<br>关于举办培训班的通知</h1>{header}"
    article = read_html(head, "澜州市地方志办公室关于举办培训班的通知-澜川史志网")
    assert (article.title, article.body) == ("澜州市地方志办公室关于举办培训班的通知", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    ("above", "stated"),
    [
        ("澜州市地方志办公室", "澜州市地方志办公室 关于举办培训班的通知"),
        ("澜州市地方志办公室", "关于举办培训班的通知-澜州市地方志办公室"),
        ("澜川史志网", "澜川史志网关于举办培训班的通知"),
    ],
)
def test_the_name_above_a_document_is_no_part_of_its_title_elsewhere(above: str, stated: str) -> None:
    article = read_html(f"<p>{above}</p><h1>关于举办培训班的通知</h1><p>{HEADER}</p>", stated)
    assert article.title == "关于举办培训班的通知"


def test_a_sites_name_that_stands_before_the_title_in_html_is_no_part_of_it() -> None:
    article = read_html(f"<p>澜川史志网</p><p>我省启动村志编纂</p><p>{HEADER}</p>", "澜川史志网 我省启动村志编纂")
    assert article.title == "我省启动村志编纂"


@pytest.mark.parametrize("site", ["澜川史志网", "澜川省人民政府门户网站", "澜川省地方志工作办公室"])
@pytest.mark.parametrize(
    "layout", ["<h1>{0}</h1><h2>我省启动村志编纂</h2>{1}", "<h1>{0}</h1><div><h2>我省启动村志编纂</h2>{1}</div>"]
)
def test_a_sites_name_as_its_pages_heading_is_no_title(site: str, layout: str) -> None:
    article = read_html(layout.format(site, f"<p>{HEADER}</p>"), site)
    assert (article.title, article.body) == ("我省启动村志编纂", f"{FIRST}\n{SECOND}")


def test_a_sites_name_is_no_title_where_no_header_line_tells() -> None:
    assert read_html("<h1>澜川史志网</h1><h2>我省启动村志编纂</h2>", "澜川史志网").title == "我省启动村志编纂"


@pytest.mark.parametrize("title", ["澜川省方志馆", "澜川省建成史志资源网", "澜川史志网"])
@pytest.mark.parametrize("header", ["", f"<p>{HEADER}</p>"])
def test_an_offices_name_is_the_title_where_nothing_else_is(title: str, header: str) -> None:
    assert read_html(f"<h1>{title}</h1>{header}", title).title == title


def test_a_masthead_may_fill_two_lines() -> None:
    article = read("工作简报\n第5期\n澜州市地方志办公室编\n2020年6月18日\n我市启动村志编纂")
    assert (article.title, article.published, article.source) == ("我市启动村志编纂", date(2020, 6, 18), "澜州市地方志办公室")


def test_a_long_line_of_name_clock_and_place_below_the_title_dates_the_page() -> None:
    article = read("我市启动村志编纂\n原创修志人澜川方志 2023年05月06日 10:11 发表于澜川")
    assert (article.title, article.published, article.body) == (
        "我市启动村志编纂",
        datetime(2023, 5, 6, 10, 11),
        f"{FIRST}\n{SECOND}",
    )


def test_private_characters_in_a_text_stay_in_it() -> None:
    paragraph = f"\ue001{FIRST}\ue002"
    article = read("我市启动村志编纂\n\uf017 2023-05-06", paragraph, "\ue003", SECOND)
    assert (article.published, article.body) == (date(2023, 5, 6), f"{paragraph}\n\ue003\n{SECOND}")


@pytest.mark.parametrize(
    "line",
    [
        "2023-05-06　澜川史志网",
        "澜川史志网　2023-05-06",
        "2023年5月6日 | 澜川史志网",
        "\uf017 2023-05-06 \uf06e 12 \uf007 澜川史志网",
    ],
)
def test_a_day_beside_a_sites_name_right_below_the_title_dates_the_page(line: str) -> None:
    article = read_html(f"<h1>我市启动村志编纂</h1><p>{line}</p>", "我市启动村志编纂")
    assert (article.published, article.source, article.body) == (date(2023, 5, 6), None, f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    "line",
    [
        "2023-05-06　立夏",
        "2023-05-06　叶蓁",
        "2023-05-06澜川史志网",
        "2023-05-06 澜川史志网 一周年",
        "2023年5月6日　澜川史志网。",
    ],
)
def test_a_day_beside_anything_else_is_text(line: str) -> None:
    article = read_html(f"<h1>我市启动村志编纂</h1><p>{line}</p>", "我市启动村志编纂")
    assert (article.published, article.body) == (None, f"{line}\n{FIRST}\n{SECOND}")


def test_several_days_beside_names_are_a_list() -> None:
    lines = ["2023-05-06　澜川史志网", "2023-05-07　北渡史志网"]
    article = read_html("<h1>各地网站开通</h1>" + "".join(f"<p>{line}</p>" for line in lines), "各地网站开通")
    assert (article.published, article.body) == (None, "\n".join((*lines, FIRST, SECOND)))


def test_an_office_between_headline_and_header_signs_the_article() -> None:
    article = read(f"我省启动村志编纂工作\n澜川省地方志办公室\n{HEADER}")
    assert (article.title, article.contributor, article.body) == (
        "我省启动村志编纂工作",
        "澜川省地方志办公室",
        f"{FIRST}\n{SECOND}",
    )


def test_half_a_headline_may_end_like_an_office() -> None:
    first, second = "省委书记贺知微调研史志工作时强调", "存史资政育人 服务发展大局"
    assert read(f"{first}\n{second}\n{HEADER}").title == f"{first}{second}"


DOCUMENT = ["关于开展第二届澜川方志论坛", "暨村志编纂成果展示活动", "征文评选结果的通知"]
OPEN = ["深入学习贯彻省第九次党代会精神和", "“存史资政", "育人”工作要求"]
LONG = ["关于印发《澜川省村志编纂", "质量评审标准和", "资料征集办法", "（试行）》的通知"]


THREE = ["省委书记贺知微调研史志工作时强调", "存史资政育人", "服务发展大局"]


@pytest.mark.parametrize("lines", [DOCUMENT, OPEN, LONG, THREE])
@pytest.mark.parametrize("header", ["", f"<p>{HEADER}</p>"])
@pytest.mark.parametrize("end", ["", "-澜川史志网"])
def test_a_title_over_more_than_two_lines_is_whole_where_html_states_it(lines: list[str], header: str, end: str) -> None:
    article = read_html("".join(f"<p>{line}</p>" for line in lines) + header, "".join(lines) + end)
    assert (article.title, article.body) == ("".join(lines), f"{FIRST}\n{SECOND}")


def test_of_three_headlines_above_the_header_nothing_tells_that_they_are_one() -> None:
    lines = ["北渡县举办方志培训班", "丹屏市年鉴编纂工作启动", "我省启动村志编纂工作"]
    assert read("\n".join([*lines, HEADER])).title == lines[-1]
    for lines in (
        ["关于乡村文化振兴的思考与实践", "温故知新读村志", "一份来自砚湖的调研报告"],
        ["关于做好志书出版", "关于年鉴编纂", "关于举办培训班的通知"],
    ):
        assert read("\n".join([*lines, HEADER])).title != "".join(lines)


def test_the_number_of_an_issue_between_its_name_and_a_headline_is_read_where_html_states_all_three() -> None:
    lines = ["澜川史志", "2023年第2期", "把账本写进村志"]
    assert read_html("".join(f"<p>{line}</p>" for line in lines), "".join(lines)).issue == 2


def test_lines_of_other_years_below_an_issues_title_are_a_list_of_issues() -> None:
    issues = [f"{year}年第1期　{year}年1月5日" for year in (2022, 2021)]
    kept = read("\n".join(["工作简报2023年第1期", *issues]))
    assert not [line for line in issues if line not in f"{kept.title}\n{kept.body}"]


def test_a_heading_below_a_stated_title_of_two_lines_is_text() -> None:
    article = read_html(f"<p>{BROKEN[0]}</p><p>{BROKEN[1]}</p><p>走进村庄</p>", "".join(BROKEN))
    assert (article.title, article.body) == ("".join(BROKEN), f"走进村庄\n{FIRST}\n{SECOND}")


_NOTICE = (
    "各二级学院:",
    "为进一步展现学校办学理念,现征集2020年发表于校外媒体的新闻稿件,具体通知如下:",
    "一、征集对象",
    "全体教职工和在读学生。",
    "二、征集范围",
    FIRST,
)


def test_where_readers_are_addressed_the_text_has_begun_and_a_numbered_heading_is_no_title() -> None:
    page = read_page(SavedPage("page.txt", "\n".join(("发布时间:2020-12-25", *_NOTICE)).encode(), None))
    assert [article.body for article in page.articles] == ["\n".join(_NOTICE)]
    assert [doubt.reason for doubt in page.doubts] == ["title-from-text"]


def test_a_notice_that_begins_with_its_readers_has_the_title_of_its_html() -> None:
    lines = "".join(f"<p>{line}</p>" for line in ("发布时间:2020-12-25", *_NOTICE))
    html = f"<title>关于征集新闻稿件的通知</title>{lines}"
    (article,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    assert (article.title, article.body) == ("关于征集新闻稿件的通知", "\n".join(_NOTICE))


@pytest.mark.parametrize("number", ["2021年第7期", "2021年7期", "2021年 第 7 期"])
def test_the_journal_below_the_date_is_no_title_where_one_stands_above_it(number: str) -> None:
    found = read(f"修志吧!年轻人!\n2021-07-15\n澜川史志 {number}\n关键词:方志文化")
    assert (found.title, found.published) == ("修志吧!年轻人!", date(2021, 7, 15))


def test_a_number_below_the_time_of_saving_is_the_title_still() -> None:
    found = read("澜川史志网\n2021-07-15 10:00\n工作简报2021年第7期\n发布时间：2021-07-14")
    assert (found.title, found.issue, found.published) == ("工作简报2021年第7期", 7, date(2021, 7, 14))


def test_a_title_in_brackets_right_above_the_date_is_a_title_and_no_section() -> None:
    found = read("【政协年中工作会议】\n2015-09-23 来源: 澜州史志网")
    assert (found.title, found.body, found.section) == ("【政协年中工作会议】", f"{FIRST}\n{SECOND}", None)
    page = "\n".join(("【政协年中工作会议】", "2015-09-23 来源: 澜州史志网", FIRST))
    assert not read_page(SavedPage("page.txt", page.encode(), None)).doubts


def test_a_title_in_brackets_is_known_from_the_html_too() -> None:
    found = read_html(
        "<div>澜州史志网</div><p>【政协年中工作会议】</p><p>2015-09-23 来源: 澜州史志网</p>", "【政协年中工作会议】"
    )
    assert (found.title, found.body) == ("【政协年中工作会议】", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    ("notice", "preamble"),
    [
        ("为确保您享有最佳的浏览体验，建议您升级浏览器，感谢您的配合。", None),
        ("本站将于本月进行系统维护，届时部分栏目暂停访问，给您带来不便敬请谅解。",) * 2,
    ],
)
def test_a_heading_that_html_states_twice_is_the_title_below_a_notice_too_and_the_notice_is_kept(
    notice: str, preamble: str | None
) -> None:
    head = f"<p>亲爱的网友：</p><p>{notice}</p><h1>老街采风记</h1><div>发布时间：2013-12-28 来源：澜州志办</div>"
    found = read_html(head, "老街采风记")
    assert (found.title, found.source, found.published) == ("老街采风记", "澜州志办", date(2013, 12, 28))
    assert (found.body, found.preamble) == (f"{FIRST}\n{SECOND}", preamble)


def test_a_heading_that_repeats_the_title_inside_the_text_hides_nothing_above_it() -> None:
    found = read_html(f"<h1>老街采风记</h1><p>{FIRST}</p><p>{SECOND}</p><h2>老街采风记</h2><p>来源：澜州志办</p>", "老街采风记")
    assert found.body.startswith(f"{FIRST}\n{SECOND}\n")


_TICKER = '<a href="/m"><h1>快讯：全县档案工作会议明日召开 19:20</h1></a>'


def test_a_heading_in_a_link_is_another_pages_where_the_html_title_begins_with_a_heading_below() -> None:
    body = f"{_TICKER}<h2>砚湖县志办赴外地考察学习</h2><div>2020-10-04 15:05</div>"
    found = read_html(body, "砚湖县志办赴外地考察学习 | 工作动态 | 澜川日报")
    assert (found.title, found.body) == ("砚湖县志办赴外地考察学习", f"{FIRST}\n{SECOND}")


def test_a_heading_in_a_link_is_the_title_where_no_other_heading_is() -> None:
    found = read_html('<h1><a href="/p/7">砚湖县志办赴外地考察学习</a></h1><div>2020-10-04 15:05</div>', "澜川史志网")
    assert found.title == "砚湖县志办赴外地考察学习"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("□通讯员 叶蓁 宋屿 记者 沈岚", ("叶蓁", "宋屿", "沈岚")),
        ("◎ 陆景行", ("陆景行",)),
        ("本刊记者 史卫燕", ("史卫燕",)),
        ("本报记者：叶蓁　通讯员：宋屿", ("叶蓁", "宋屿")),
    ],
)
@pytest.mark.parametrize("head", ["老街采风记\n发布时间：2020-10-04\n{}", "发布时间：2020-10-04\n老街采风记\n{}"])
def test_a_byline_under_the_title_names_the_authors(head: str, line: str, authors: tuple[str, ...]) -> None:
    found = read(head.format(line))
    assert (found.authors, found.body) == (authors, f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize("line", ["■ 工作要闻", "□ 方志馆", "◎ 古镇", "记者 节日快乐"])
def test_a_heading_under_the_title_is_no_byline(line: str) -> None:
    found = read(f"老街采风记\n发布时间：2020-10-04\n{line}")
    assert (found.authors, found.body) == ((), f"{line}\n{FIRST}\n{SECOND}")


def test_a_byline_stays_in_the_text_where_the_header_names_others() -> None:
    found = read("老街采风记\n发布时间：2020-10-04 作者：温如故\n本刊记者 叶蓁")
    assert (found.authors, found.body) == (("温如故",), f"本刊记者 叶蓁\n{FIRST}\n{SECOND}")
