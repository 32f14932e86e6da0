"""What a page shows of its own doubtfulness: each doubt with the line that shows it, and none about sound pages."""

from __future__ import annotations

import pytest

from indexer.pages import Doubt, SavedPage, read_page

HEAD = "渡口志编修启动\n来源:省方志馆 发布时间:2023-10-08 08:35:05\n"
TEXT = "雪柳河上的渡口，自清末以来迁过三次，每一次都记在旧志里，修志的人沿河走了一遍。"


def doubts(text: str, name: str = "page.txt") -> list[tuple[str, str | None]]:
    return [(doubt.reason, doubt.line) for doubt in read_page(SavedPage(name, text.encode(), None)).doubts]


def test_a_sound_page_has_none() -> None:
    assert doubts(HEAD + TEXT) == []


def test_a_page_without_a_date_is_named_with_its_title() -> None:
    assert doubts(f"渡口志编修启动\n{TEXT}") == [("no-date", "渡口志编修启动")]


def test_the_time_of_saving_is_no_date() -> None:
    text = f"您的位置: 首页 >新闻中心>详细内容\n2024-07-08 16:21:06\n渡口志编修启动\n来源:省方志馆\n{TEXT}"
    assert doubts(text) == [("saving-date-only", "2024-07-08 16:21:06")]


def test_a_title_made_from_the_text_is_named() -> None:
    assert ("title-from-text", TEXT) in doubts(TEXT)


@pytest.mark.parametrize("part", ["20261月，河水结冰", "2026年613日，河水", "会议于613日召开", "丢了一个�字"])
def test_lost_characters_are_found(part: str) -> None:
    assert [reason for reason, _ in doubts(f"{HEAD}{TEXT}{part}。")] == ["lost-characters"]


@pytest.mark.parametrize(
    "part",
    ["创建120日", "一年365日", "2026年1月13日", "10月31日", "全年100日", "出席1231人", "13.5日", "全年112日均客流", "工价35日元"],
)
def test_ordinary_counts_of_days_are_not_taken_for_losses(part: str) -> None:
    assert doubts(f"{HEAD}{TEXT}{part}，河水结冰。") == []


def test_the_lines_of_a_loss_show_it() -> None:
    (found,) = doubts(f"{HEAD}{TEXT * 5}会议于613日召开。{TEXT * 5}")
    assert found[1] is not None
    assert "613日" in found[1]
    assert len(found[1]) < 100


def test_a_meta_date_on_another_day_is_named_and_the_visible_one_taken() -> None:
    html = f'<meta name="PubDate" content="2023-11-09"><h1>渡口志</h1><p>发布时间：2023-10-08</p><p>{TEXT}</p>'
    reading = read_page(SavedPage("page.html", html.encode(), None))
    assert str(reading.articles[0].published) == "2023-10-08"
    assert reading.doubts == (Doubt("dates-disagree", "页面写的是 2023-10-08，网页源代码里是 2023-11-09。", "2023-11-09"),)
