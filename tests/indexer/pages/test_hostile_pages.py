"""Pages made to hang or to fill the memory: read or refused within seconds."""

from __future__ import annotations

import contextlib
import time

import pytest

from indexer.errors import UnreadablePage
from indexer.pages import SavedPage, read_page

HOSTILE = {
    "10 MB in one line": (".txt", "渡" * 3_400_000),
    "10 MB of spaces": (".txt", " " * 10_000_000 + "渡口"),
    "10 MB in one HTML line": (".html", "<p>" + "渡" * 3_400_000),
    "100,000 nested blocks": (".html", "<div>" * 100_000 + "渡口志。" + "</div>" * 100_000),
    "60,000 nested tables": (".html", "<table><tr><td>" * 20_000 + "渡口志。"),
    "20,000 fonts never closed": (".html", "".join(f"<font color={shade}>渡<p>" for shade in range(20_000))),
    "100,000 attributes": (".html", "<p " + " ".join(f"a{at}" for at in range(100_000)) + ">渡口志。"),
    "only angle brackets": (".html", "<" * 400_000),
    "a tag's name of a million letters": (".html", "渡口志。<" + "a" * 1_000_000),
    "a source of 100,000 spaces in a meta tag": (
        ".html",
        f'<meta name="ContentSource" content="< 渡{" " * 100_000}口"><p>渡口志。',
    ),
    "a source of 5,000 spaces": (".txt", f"渡口志\n来源:渡{' ' * 5_000}口\n渡口志开编。"),
    "40,000 headlines of one issue": (
        ".txt",
        "【市州动态】\n" + "渡口志开编\n渡口志今天开编，大家都来了。\n(渡口志办)\n" * 40_000,
    ),
    "50,000 preformatted lines": (".html", "<pre>" + "渡口志\n" * 50_000),
    "only comments": (".html", "<!--" * 500_000),
    "only brackets": (".txt", "渡口。" + "(" * 1_000_000 + ")" * 1_000_000),
    "only labels": (".txt", "来源:" * 200_000),
    "40,000 lines of a label": (".txt", "来源:\n" * 40_000),
    "10,000 different lines of a label": (".txt", "".join(f"来源:{at}\n" for at in range(10_000))),
    "50,000 cells that hold a label": (".html", "<table><tr>" + "<td>来源</td>" * 50_000),
    "15,000 rows of labels": (".html", "<table>" + "<tr><td>来源</td><td>作者</td></tr>" * 15_000),
    "20,000 open spans that hold a label": (".html", "<span>来源" * 20_000),
    "50,000 lines of an imprint": (
        ".txt",
        "工作简报第1期\n" + "渡口志今天开编，大家都来了，坐满了一屋子，说了一天的话。\n" * 9 + "送：渡口局，\n" * 50_000,
    ),
    "an imprint of 50,000 labels": (
        ".txt",
        "工作简报第1期\n渡口志今天开编，大家都来了，坐满了一屋子，说了一天的话。\n" + "送：渡口局 " * 50_000,
    ),
    "2,000 different lines of an imprint": (
        ".txt",
        "工作简报第1期\n" + "".join(f"送：渡{'、' * 500}{at}局\n" for at in range(2_000)),
    ),
    "15,000 names of sections without brackets": (
        ".txt",
        "工作简报第1期\n" + "工作动态\n渡口志开编\n渡口志今天开编，大家都来了，坐满了一屋子。\n" * 15_000,
    ),
    "5,000 numbers above headlines": (
        ".txt",
        "工作简报第1期\n" + "一、\n渡口志开编\n渡口志今天开编，大家都来了，坐满了一屋子。\n(渡口志办)\n" * 5_000,
    ),
    "10,000 long headlines that are numbered and not signed": (
        ".txt",
        "工作简报第1期\n【动态】\n"
        + f"（来源：渡口日报）\n一、{'渡' * 59}\n渡口志今天开编，大家都来了，坐满了一屋子，说了一天的话。\n" * 10_000,
    ),
    "only breadcrumbs": (".txt", "首页 > " * 500_000),
    "100,000 cells in a row": (".html", "<table><tr>" + "<td>渡</td>" * 50_000),
}
LONGEST = 10.0  # seconds of the processor; measured at most 3


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_soon(name: str) -> None:
    suffix, text = HOSTILE[name]
    started = time.process_time()  # not the clock: the suite runs on all cores
    with contextlib.suppress(UnreadablePage):
        read_page(SavedPage(f"page{suffix}", text.encode(), None))
    assert time.process_time() - started < LONGEST
