"""The chrome table: every row catches its own example, and nothing that a bulletin would print."""

from __future__ import annotations

import pytest

from indexer.pages.chrome import CHROME, FURNITURE, ChromeRow, chrome_row


@pytest.mark.parametrize("row", CHROME, ids=lambda row: f"{row.name}: {row.example}")
def test_a_row_catches_its_example(row: ChromeRow) -> None:
    assert chrome_row(row.example) is not None


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
        "大事记",
        "一",
        "……",
        "扫码支付改变了渡口的集市，船票也不用再撕。",
    ],
)
def test_text_is_no_chrome(text: str) -> None:
    assert chrome_row(text) is None


def test_width_and_spaces_do_not_matter() -> None:
    assert chrome_row("尊敬的用户，您好！") is not None
    assert chrome_row("浏览次数： 520 次") is not None
    assert chrome_row("【 打印正文 】　关闭本页") is not None
