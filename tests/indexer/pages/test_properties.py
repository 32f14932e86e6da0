"""What holds for any page: no bytes raise anything but UnreadablePage, nothing is lost, chrome never reaches a body, widths do
not change what is stated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import search_key
from indexer.article import Article
from indexer.errors import UnreadablePage
from indexer.pages import LabelledLine, Role, SavedPage, explain_page, read_page
from indexer.pages.chrome.table import CHROME, Where, chrome_row
from indexer.pages.chrome.words import FURNITURE

GOLDEN = Path(__file__).parents[2] / "golden" / "pages"
SOURCES = sorted(path for path in GOLDEN.iterdir() if path.suffix in (".txt", ".html"))
READABLE = [path for path in SOURCES if path.with_suffix(".jsonl").exists()]
REASONS = {"captcha", "chrome-only", "empty-body", "no-title", "undecodable", "mojibake", "unknown-kind"}
TEXT_ROLES = {
    Role.PREAMBLE,
    Role.CONTENTS,
    Role.SECTION,
    Role.HEADLINE,
    Role.SUBTITLE,
    Role.SIGNING_UNIT,
    Role.BYLINE,
    Role.PARAGRAPH,
    Role.SIGNATURE,
}

suffixes = st.sampled_from([".txt", ".html", ".htm"])
fragments = st.sampled_from(
    [
        *(row.example for row in CHROME),
        *FURNITURE[:30],
        *(
            "【市州动态】",
            "·会议动态·",
            "本期要目",
            "(栖云市地方志办公室)",
            "——党建综述",
            "来源:",
            "作者:叶蓁 来源:省方志馆 发布时间:2023-10-08 08:35:05",
        ),
        *(
            "澜川省地方志工作简报第65期(总第540期)",
            "您的位置: 首页 >新闻中心>工作简报>详细内容",
            "2024-07-08 16:21:06",
            "终审:贺知微",
            "一、总体要求",
        ),
        *("报：省委办公厅、省政府办公厅", "送：各市州地方志办公室，", "编辑：叶蓁　校对：宋屿", "（共印200份）", "————————"),
        *("<div>", "</table>", "<td>", "<p>", "<b", "<!--", "&#0;", "\x00", "　", "((((", "》", "第1期"),
        *(
            "<ol>",
            "<ul>",
            "<li>",
            "</li>",
            "</ul>",
            "<h3>",
            "</h3>",
            "<center><b>",
            "<a href='1.html'>渡口志开编</a> 2023-01-12",
            "上一篇",
        ),
        *(
            "首页 / 动态 / 正文",
            "工作简报",
            "第30期（总第525期）",
            "供稿：水利局",
            "栖云市方志馆　叶蓁",
            "1.栖云市召开会议",
            "（2023年5月6日）",
        ),
        "省地方志办召开会议，通报了年鉴编纂进展，并对下一阶段工作作出安排。",
        "栖云市启动村史馆建设",
    ]
)
pages = st.lists(st.one_of(fragments, st.text(max_size=40)), max_size=25).map("\n".join)


def check_reason(refused: UnreadablePage) -> tuple[Article, ...]:
    assert refused.reason in REASONS
    assert str(refused)
    return ()


def articles(content: bytes, name: str = "page.txt") -> tuple[Article, ...]:
    try:
        return read_page(SavedPage(name, content, None)).articles
    except UnreadablePage as refused:
        return check_reason(refused)


def check(found: Sequence[Article]) -> None:
    for at, article in enumerate(found, start=1):
        assert article.title.strip()
        assert article.ordinal == at
        assert article.body
        assert all(paragraph == paragraph.strip() and paragraph for paragraph in article.body.split("\n"))
        assert article.preamble is None or at == 1
        assert re.fullmatch("[0-9a-z-]{6,40}", article.id)


@given(st.binary(max_size=400), suffixes)
def test_any_bytes_give_articles_or_a_reason(content: bytes, suffix: str) -> None:
    check(articles(content, f"page{suffix}"))


@given(pages, suffixes, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_any_mixture_of_real_lines_gives_articles_or_a_reason(text: str, suffix: str, encoding: str) -> None:
    check(articles(text.encode(encoding), f"page{suffix}"))


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_page_gives_articles_or_a_reason(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(SOURCES))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(0, 6))):
        if content:
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    check(articles(bytes(content[: data.draw(st.integers(0, len(content)))]), path.name))


@given(pages)
def test_no_body_holds_a_line_of_the_chrome_table(text: str) -> None:
    for article in articles(text.encode()):
        for paragraph in article.body.split("\n"):
            row = chrome_row(paragraph)
            assert row is None or row.where is Where.EDGE


def told(found: Sequence[Article]) -> str:
    parts: list[str] = []
    for article in found:
        issue_title = article.issue_title or ""
        own = (
            article.preamble,
            article.section,
            article.title,
            article.subtitle,
            article.contributor,
            "".join(article.authors),
            article.body,
        )
        parts.extend((issue_title, *(part for part in own if part)))
    return search_key("\n".join(parts))


def lost(lines: Sequence[LabelledLine], found: Sequence[Article]) -> list[str]:
    everything = told(found)
    texts = [part for line in lines if line.role in TEXT_ROLES for part in (line.value, line.beside)]
    return [text for text in texts if search_key(text) not in everything]


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_preamble_and_pieces_give_back_all_text(path: Path) -> None:
    saved = SavedPage(path.name, path.read_bytes(), None)
    assert lost(explain_page(saved), read_page(saved).articles) == []


@given(pages)
def test_no_text_line_of_any_page_is_lost(text: str) -> None:
    saved = SavedPage("page.txt", text.encode(), None)
    if found := articles(saved.content):
        assert lost(explain_page(saved), found) == []


@given(
    st.lists(
        st.text("渡口志书年鉴修编村镇河岸，的一在有", min_size=30, max_size=80).map(lambda text: f"{text}。"),
        min_size=1,
        max_size=8,
        unique=True,
    )
)
def test_every_paragraph_is_in_the_body_in_order(paragraphs: list[str]) -> None:
    (article,) = articles("\n\n".join(["雪柳河渡口志编修启动", *paragraphs]).encode())
    assert article.body.split("\n") == paragraphs
    assert article.title == "雪柳河渡口志编修启动"


SENT = [
    "报：省委、省政府",
    "送：各市州地方志办公室",
    "抄送：省级各部门。",
    "（共印200份）",
    "主题词：村志",
    "澜川省志办 2023年2月7日印发",
]
TOLD = [f"渡口修志的人沿河走了{count}遍，把碑刻和账本都抄了回来，又请乡里老人核对。" for count in "一二三四五六"]


@given(st.lists(st.sampled_from([*SENT, *TOLD[1:]]), max_size=8, unique=True), st.lists(st.sampled_from(SENT), max_size=4))
def test_an_imprint_takes_no_line_above_the_last_text(lines: list[str], imprint: list[str]) -> None:
    head = ["澜川省地方志工作简报第6期", "发布时间：2023-02-17", "渡口志编修启动", TOLD[0]]
    last = "修好的书印出来以后，村里每户分到一本，剩下的都送到了方志馆。"
    (article,) = articles("\n".join([*head, *lines, last, *imprint]).encode())
    body = [TOLD[0], *lines, last]
    assert article.body.split("\n")[: len(body)] == body


WIDE = str.maketrans(
    {",": "，", ":": "：", "(": "（", ")": "）", ";": "；", "!": "！", "?": "？"}
    | {str(digit): chr(0xFF10 + digit) for digit in range(10)}
)
STATED = ("year", "issue", "issue_end", "issue_label", "total_issue", "published", "ordinal")
NAMED = ("series", "title", "issue_title", "subtitle", "section", "source", "column", "reviewer", "contributor")


@pytest.mark.parametrize(
    "path",
    [path for path in READABLE if path.suffix == ".txt" and "utf16" not in path.stem and "gb18030" not in path.stem],
    ids=lambda path: path.stem,
)
def test_width_does_not_change_what_a_page_states(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig")
    narrow, wide = articles(text.encode()), articles(text.translate(WIDE).encode())
    assert len(narrow) == len(wide)
    for one, other in zip(narrow, wide, strict=True):
        assert [getattr(one, name) for name in STATED] == [getattr(other, name) for name in STATED]
        assert one.authors == other.authors
        assert [search_key(getattr(one, name) or "") for name in NAMED] == [
            search_key(getattr(other, name) or "") for name in NAMED
        ]


@pytest.mark.parametrize("path", [path for path in READABLE if path.suffix == ".txt"], ids=lambda path: path.stem)
def test_line_ends_and_encodings_do_not_change_anything(path: Path) -> None:
    content = path.read_bytes()
    if content.startswith(b"\xff\xfe") or "gb18030" in path.stem:
        return
    text = content.decode("utf-8-sig")
    expected = articles(content, path.name)
    for again in (
        text.replace("\n", "\r\n").encode(),
        text.encode("gb18030"),
        text.encode("utf-16"),
        b"\xef\xbb\xbf" + text.encode(),
    ):
        assert articles(again, path.name) == expected
