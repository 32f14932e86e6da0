"""Heads of pages: broken titles, document numbers, site names, days and offices around the headline."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from page_heads import FIRST, HEADER, SECOND, read, read_html

from indexer.pages import SavedPage, read_page


def test_a_paragraph_that_is_none_of_the_main_text_does_not_hide_the_breadcrumb_below_it() -> None:
    tip = "温馨提示：您的浏览器版本过低，可能存在安全风险，为了更好地浏览本站，建议您升级之后再来，感谢您的配合。"
    text = f"<div><h1>渡口旧志</h1><p>{FIRST}</p><p>{SECOND}</p></div>"
    html = f"<title>渡口旧志</title><div>{tip}</div><div>当前位置：首页 &gt; 工作动态</div>{text}"
    (article,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    assert (article.column, article.body) == ("工作动态", f"{FIRST}\n{SECOND}")


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
    ("line", "source"),
    [("2023年5月6日 新华社", "新华社"), ("2023-05-06　《澜川青年报》", "《澜川青年报》"), ("澜川日報 | 2023-05-06", "澜川日報")],
)
def test_a_day_beside_a_paper_right_below_the_title_dates_the_page_and_names_its_source(line: str, source: str) -> None:
    article = read_html(f"<h1>我市启动村志编纂</h1><p>{line}</p>", "我市启动村志编纂")
    assert (article.published, article.source, article.body) == (date(2023, 5, 6), source, f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    "line",
    [
        "2023-05-06　立夏",
        "2023-05-06　天气预报",
        "2023-05-06　防汛快报",
        "2023-05-06　澜川日报发布客户端",
        "2023-05-06　澜川日报 头版",
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


def test_a_heading_below_a_stated_title_of_two_lines_is_text() -> None:
    article = read_html(f"<p>{BROKEN[0]}</p><p>{BROKEN[1]}</p><p>走进村庄</p>", "".join(BROKEN))
    assert (article.title, article.body) == ("".join(BROKEN), f"走进村庄\n{FIRST}\n{SECOND}")


@pytest.mark.parametrize("control", ["保护视力色：", "背景色：", "字体大小：大 中 小", "分享到：", "一键分享：微信 微博"])
def test_a_control_in_front_hides_no_header_line(control: str) -> None:
    article = read(f"我省启动村志编纂工作\n{control} 发布时间：2023-05-06 来源：澜川日报")
    assert (article.published, article.source, article.body) == (date(2023, 5, 6), "澜川日报", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize("gap", [" ", "　"])
def test_a_unit_and_its_people_below_the_header_sign_the_article(gap: str) -> None:
    article = read(f"我省启动村志编纂工作\n{HEADER}\n澜川省方志馆{gap}聂长庚")
    assert (article.contributor, article.authors, article.body) == ("澜川省方志馆", ("聂长庚",), f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize("name", ["聂长庚", "叶蓁"])
def test_a_unit_and_its_people_between_headline_and_header_sign_the_article(name: str) -> None:
    article = read(f"我省启动村志编纂工作\n澜川省方志馆　{name}\n{HEADER}")
    assert (article.title, article.contributor, article.authors) == ("我省启动村志编纂工作", "澜川省方志馆", (name,))
    assert article.body == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("row", ["第A2版：要闻", "上一版/ 04 版 /下一版", "下一版：副刊", "本版导航"])
def test_the_day_of_a_newspaper_page_is_told_by_whichever_row_names_the_page(row: str) -> None:
    assert read(f"{row}\n2023年10月8日 星期日\n渡口旧志重新付印\n{FIRST}\n{SECOND}").published == date(2023, 10, 8)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("关于做好村志编纂", "工作的通知"),
        ("关于公布渡口", "名录的公告"),
        ("渡口旧志座谈会暨", "编修班开班"),
        ("砚湖市办“渡口", "旧志”展"),
    ],
)
def test_a_first_line_that_cannot_end_there_is_half_a_title_however_short(first: str, second: str) -> None:
    assert read(f"{first}\n{second}\n{HEADER}").title == f"{first}{second}"


@pytest.mark.parametrize(("above", "day"), [("第A2版:要闻 上一版3 4下一版\n", date(2023, 10, 8)), ("", None)])
def test_the_day_above_a_title_is_that_of_publication_on_a_page_of_a_newspaper_alone(above: str, day: date | None) -> None:
    assert read(f"{above}2023年10月8日 星期日\n渡口旧志出版\n来源：澜川日报").published == day


NOTICE = f"<p>{SECOND}</p>"
STATED, TOLD = "<h1>渡口旧志出版</h1>", f"<p>{HEADER}</p>"


@pytest.mark.parametrize(
    ("body", "above"),
    [
        (f"{NOTICE}{STATED}{TOLD}<p>{FIRST * 2}</p>", SECOND),
        (f"{NOTICE}<a href='/1'>{STATED}</a>{TOLD}<p>{FIRST * 2}</p>", None),  # a link
        (f"{NOTICE}{STATED}<p>{FIRST * 2}</p>", None),  # no header line below
        (f"<p>{FIRST * 5}</p>{NOTICE}{STATED}{TOLD}", None),  # more text above than below
    ],
)
def test_a_heading_stated_twice_below_a_notice_is_the_title_where_its_header_and_most_text_follow(
    body: str, above: str | None
) -> None:
    found = read_html(body, "渡口旧志出版")
    assert (found.title, found.preamble) == ("渡口旧志出版", above)
    assert ("渡口旧志出版" in found.body) is (above is None)


def test_two_lines_that_each_name_a_document_are_no_broken_title() -> None:
    found = read(f"关于编修的通知\n村志方案\n{HEADER}")
    assert found.title != "关于编修的通知村志方案"


@pytest.mark.parametrize(
    "path",
    [
        "您的位置：\n首页\n>\n工作动态\n>\n市州动态",
        "您的位置：\n首页\n\n>>\n\n市州动态",
        "您的位置：\n首页\n> 工作动态\n> 市州动态",
        "您的位置：\n首页\n＞\n工作动态\n＞\n市州动态",
        "首页 >\n> 工作动态\n> 市州动态",
    ],
)
def test_a_path_may_be_broken_over_lines_at_its_separators(path: str) -> None:
    article = read(f"{path}\n渡口进了村志\n{HEADER}")
    assert (article.title, article.column, article.body) == ("渡口进了村志", "市州动态", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize("second", ["您的位置：首页 >", "您的位置："])
def test_a_path_that_leads_nowhere_does_not_hide_the_one_above_it(second: str) -> None:
    article = read(f"首页 > 市州动态\n{second}\n渡口进了村志\n{HEADER}")
    assert (article.title, article.column) == ("渡口进了村志", "市州动态")


def test_a_long_line_behind_the_last_separator_of_a_broken_path_is_no_part_of_it() -> None:
    title = "关于进一步加强全省各市县乡镇村志编纂业务指导和旧志整理出版以及年鉴编纂质量评审工作的通知"
    article = read(f"您的位置：\n首页\n>\n通知公告\n>\n{title}\n{HEADER}")
    assert (article.title, article.column) == (title, "通知公告")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("以村志留住渡口往事", "（在村志编纂现场会上的讲话）"),
        ("澜川方志报道砚湖市启动村志编纂", "砚湖市启动村志编纂"),
        ("砚湖市启动村志编纂", "澜川方志报道砚湖市启动村志编纂"),
    ],
)
def test_a_line_in_brackets_or_one_that_the_line_above_holds_is_no_second_half_of_a_title(first: str, second: str) -> None:
    article = read(f"{first}\n{second}\n{HEADER}")
    assert article.title in (first, second)
