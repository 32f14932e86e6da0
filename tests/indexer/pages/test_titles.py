"""Which line is the title where notices, tickers, journals, brackets or bylines stand beside it."""

from __future__ import annotations

from datetime import date

import pytest
from page_heads import FIRST, SECOND, read, read_html

from indexer.pages import SavedPage, read_page

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
