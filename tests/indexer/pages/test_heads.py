"""Heads of pages: mastheads, broken titles, document numbers and site names around the headline."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.article import Article
from indexer.pages import SavedPage, read_page
from indexer.pages.masthead import read_masthead

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


@pytest.mark.parametrize(
    ("line", "unit", "day"),
    [
        ("澜州市地方志办公室　　2020年6月18日", "澜州市地方志办公室", date(2020, 6, 18)),
        ("北渡市志办机关党支部 2020年6月18日", "北渡市志办机关党支部", date(2020, 6, 18)),
        ("澜州市史志办公室编\xa0\xa02023年4月28日", "澜州市史志办公室", date(2023, 4, 28)),
        ("澜州市地方志编纂委员会办公室主办　二〇二〇年六月十八日", "澜州市地方志编纂委员会办公室", date(2020, 6, 18)),
        ("澜州市地方志办公室编印（2020年6月18日）", "澜州市地方志办公室", date(2020, 6, 18)),
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
