"""The chrome table: every row catches its own example, and nothing that a bulletin would print."""

from __future__ import annotations

import pytest

from indexer.pages import SavedPage, explain_page
from indexer.pages.chrome.row import CAPTCHA, LOGIN, NEWSPAPER, PAGER, ChromeRow, Where
from indexer.pages.chrome.table import CHROME, chrome_row
from indexer.pages.chrome.words import FURNITURE


@pytest.mark.parametrize("row", CHROME, ids=lambda row: f"{row.name}: {row.example}")
def test_a_row_catches_its_example_and_no_other_row_does(row: ChromeRow) -> None:
    assert chrome_row(row.example) is row


def test_a_kind_that_is_asked_for_by_name_has_rows() -> None:
    assert {CAPTCHA, LOGIN, NEWSPAPER, PAGER} <= {row.name for row in CHROME}


def test_a_line_carries_the_name_of_its_row_as_a_value_wherever_it_stands() -> None:
    head = "短信验证码\n渡口修志会\n发布时间：2023-10-08\n"
    text = f"{head}渡口的人们在码头上说起修志的事，说了一个上午。\n共 40 条 1/4 首页 下一页 尾页\n上一版 04 下一版"
    lines = explain_page(SavedPage("page.txt", text.encode(), None))
    assert {line.text: line.chrome for line in lines if line.chrome} == {
        "短信验证码": CAPTCHA,
        "共 40 条 1/4 首页 下一页 尾页": PAGER,
        "上一版 04 下一版": NEWSPAPER,
    }


@pytest.mark.parametrize("word", FURNITURE)
def test_a_button_alone_on_its_line_is_chrome(word: str) -> None:
    assert chrome_row(f"【{word}】") is not None


@pytest.mark.parametrize(
    "text",
    [
        "终审稿将于年底前完成",
        "分享会在省方志馆举行",
        "上一篇序言写于二十年前，那时渡口还在。",
        "打印社里的灯亮了一夜",
        "首页设计由苏晚晴完成",
        "阅读推广活动走进社区",
        "字号：字子石，号东坞居士。",
        "系统操作：请输入用户名和密码后点登录，再填写篇目",
        "用户名和密码",
        "转发：省办关于开展村志编纂的通知",
        "分享：我的修志故事",
        "返回老街，查看更多的门牌",
        "温馨提示：志书借阅须登记",
        "1/2的村庄已有村志",
        "好书推荐",
        "图集",
        "+1",
        "大事记",
        "一",
        "……",
        "扫码支付改变了渡口的集市，船票也不用再撕。",
    ],
)
def test_text_is_no_chrome(text: str) -> None:
    assert chrome_row(text) is None


@pytest.mark.parametrize("text", ["检索", "全文", "阅读", "注册", "大", "×"])
def test_a_short_word_that_a_text_may_hold_is_chrome_at_its_edges_only(text: str) -> None:
    row = chrome_row(text)
    assert row is not None
    assert row.where is Where.EDGE


def test_width_and_spaces_do_not_matter() -> None:
    assert chrome_row("尊敬的用户，您好！") is not None
    assert chrome_row("浏览次数： 520 次") is not None
    assert chrome_row("【 打印正文 】　关闭本页") is not None


@pytest.mark.parametrize(
    "text",
    [
        "字号：",
        "【字体：大 中 小】 打印 关闭",
        "字体：[大] [中] [小]",
        "字号:T|T",
        "【字号 ： 特大 大 中 小】【打印本页】",
        "字体 大 中 小",
        "分享：微信 微博",
        "转发：",
        "微信扫一扫:分享 Scan me! 微信里点“发现”,扫一下 二维码便可将本文分享至朋友圈。",
    ],
)
def test_font_sizes_and_share_buttons_are_chrome_however_they_are_written(text: str) -> None:
    assert chrome_row(text) is not None
