"""The one real page. Its text is never copied into the project: the test reads the folder that BULLETIN_REAL_PAGES names."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from indexer.article import Article
from indexer.pages import SavedPage, read_page

FOLDER = os.environ.get("BULLETIN_REAL_PAGES")
NAME = "zgjx_2023_30.txt"

pytestmark = pytest.mark.skipif(not FOLDER, reason="BULLETIN_REAL_PAGES names no folder: the real page is NOT tested")


def content() -> bytes:
    assert FOLDER is not None
    return (Path(FOLDER) / NAME).read_bytes()


@pytest.fixture
def article() -> Article:
    (only,) = read_page(SavedPage(NAME, content(), None)).articles
    return only


def test_the_real_page_states_what_it_states(article: Article) -> None:
    assert article.series == "政工简讯"
    assert (article.year, article.issue, article.issue_end, article.issue_label, article.total_issue) == (
        2023,
        30,
        None,
        None,
        141,
    )
    assert article.authors == ("刘源",)
    assert article.source == "四川省地方志工作办公室"
    assert article.published == datetime(2023, 10, 8, 8, 35, 5)
    assert article.column == "2023年政工简讯"
    assert article.reviewer == "黄绚"
    assert article.issue_title == "四川省地方志办政工简讯2023年第30期(总第141期)"
    assert article.title == "以高质量机关党建引领保障高质量发展"
    assert article.subtitle == "四川省地方志工作办公室机关党的建设工作综述"
    assert article.contributor == "中共四川省地方志工作办公室党组"
    assert (article.ordinal, article.section, article.preamble, article.url, article.page) == (1, None, None, None, NAME)


def test_the_body_is_every_paragraph_between_signing_unit_and_tail(article: Article) -> None:
    lines = [line.strip() for line in content().decode("utf-8").splitlines() if line.strip()]
    start = lines.index("中共四川省地方志工作办公室党组") + 1
    end = next(at for at, line in enumerate(lines) if at > start and line.startswith("来源:"))
    assert article.body.split("\n") == lines[start:end]


def test_no_chrome_is_left_in_the_body(article: Article) -> None:
    lines = [line.strip() for line in content().decode("utf-8").splitlines() if line.strip()]
    tail = next(at for at, line in enumerate(lines) if line.startswith("终审:"))
    body = set(article.body.split("\n"))
    assert not body & set(lines[tail:])
    assert not any(
        word in article.body for word in ("浏览器版本", "您的位置", "浏览次数", "分享到", "用户登录", "语音验证码", "扫一扫")
    )
