"""Pages that would take more memory than a build has are refused by name; large ones that somebody may have written are read."""

from __future__ import annotations

import base64
import gc
import tracemalloc

import pytest

from indexer.errors import UnreadablePage
from indexer.pages import PageReading, SavedPage, read_page, sizes

PARAGRAPH = "渡口志记雪柳河上的渡口，自清末以来迁过三次，每次都记在旧志里，今录于此，以备查考。"
HEAD = "<title>雪柳河渡口志</title><body><h1>雪柳河渡口志</h1>"
STYLE = "style='margin:0cm;font-size:16.0pt;font-family:仿宋_GB2312;mso-bidi-font-family:宋体;color:black;background:white'"
TOO_LARGE = {
    "lines of one character": (".html", HEAD + "字<br>" * 2_900_000),
    "paragraphs never closed": (".html", "<p>a" * 800_000),
    "attributes": (".html", "<p a b c d e f g h>" * 15_000),
    "attributes without white space": (".html", "<p " + "a=''" * 110_000 + ">"),
    "attributes behind a slash": (".html", "<p" + "/a" * 110_000 + ">"),
    "comments": (".html", "<!>" * 600_000),
    "one text": (".html", HEAD + "渡" * 5_700_000),
    "blank lines": (".txt", "渡口志\n" + "\n" * 600_000),
    "lines of Windows": (".txt", "渡口志\r\n" + "渡\r\n" * 600_000),
    "old breaks": (".txt", "渡口志\n" + "渡\u2028" * 600_000),
    "one line": (".txt", "a" * 17_000_000),
}


def read(suffix: str, text: str) -> PageReading:
    return read_page(SavedPage(f"page{suffix}", text.encode(), None))


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_page_that_would_fill_the_memory_is_refused_before_it_is_parsed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MOST_ATTRIBUTES", 100_000)
    content = TOO_LARGE[name][1].encode()
    tracemalloc.start()
    with pytest.raises(UnreadablePage) as refused:
        read_page(SavedPage(f"page{TOO_LARGE[name][0]}", content, None))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.reason == "too-large"
    assert peak < 5 * len(content) + 2_000_000


@pytest.mark.parametrize("layout", ["text", "one line", "paragraphs", "Word"])
def test_a_chronicle_of_two_million_characters_is_read(layout: str) -> None:
    long = PARAGRAPH * 8
    many = 2_000_000 // len(long)
    suffix, head, shape = {
        "text": (".txt", "雪柳河渡口志\n\n", "{}\n\n"),
        "one line": (".txt", "雪柳河渡口志\n\n", "{}"),
        "paragraphs": (".html", HEAD, '<p class="text" style="text-indent:2em">{}</p>\n'),
        "Word": (".html", HEAD, f"<p class=MsoNormal><span lang=EN-US {STYLE}>{{}}</span></p>\r\n"),
    }[layout]
    (article,) = read(suffix, head + "".join(shape.format(f"{at}{long}") for at in range(many))).articles
    assert article.body.count(long) == many


def test_pictures_that_a_page_carries_in_itself_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "LARGEST_SOURCE", 100_000)
    picture = base64.b64encode(bytes(range(256)) * 100).decode()
    images = "".join(f'<img src="data:image/png;base64,{picture}">' for _ in range(4))
    style = f"<style>@font-face {{src: url(data:font/woff2;charset=utf-8;base64,{picture})}}</style>"
    text = f"{HEAD}{style}{images}<p>{PARAGRAPH}</p>"
    assert len(text) > sizes.LARGEST_SOURCE
    assert [article.body for article in read(".html", text).articles] == [PARAGRAPH]


@pytest.mark.parametrize(("suffix", "mark"), [(".html", "<br>"), (".txt", "\n"), (".txt", "\r\n"), (".html", " ")])
def test_a_page_at_a_limit_is_read_and_one_above_it_refused(suffix: str, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MOST_ATTRIBUTES" if mark == " " else "MOST_MARKS", 12)
    text = (PARAGRAPH + mark) * 12
    assert read(suffix, text).articles
    with pytest.raises(UnreadablePage):
        read(suffix, text + PARAGRAPH + mark)


def test_lines_of_html_count_where_it_is_preformatted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MOST_MARKS", 12)
    assert read(".html", (PARAGRAPH + "\n") * 13).articles
    with pytest.raises(UnreadablePage):
        read(".html", "<PRE>" + (PARAGRAPH + "\n") * 13)


def test_no_long_line_is_kept_when_its_page_is_read() -> None:
    """What is known of a line is kept for the steps that ask again; a corpus of long lines would fill the memory by it."""
    pages = [SavedPage("page.txt", f"渡口志{number}\n{'渡' * 100_000}{number}。".encode(), None) for number in range(8)]
    read_page(pages[0])
    tracemalloc.start()
    try:
        for page in pages[1:]:
            read_page(page)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < 500_000  # one line has 200,000 bytes
    finally:
        tracemalloc.stop()
