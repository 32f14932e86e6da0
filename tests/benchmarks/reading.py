"""`make bench`: how fast saved pages are read: pages and megabytes a second, text and HTML, one core, every page different.

python tests/benchmarks/reading.py [PAGES]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from html import escape

from generator import bulletins

from indexer.article import Article
from indexer.pages import SavedPage, read_page


def text_page(article: Article) -> str:
    """The article as a page of the office's site, saved as text."""
    return "\n".join(
        [
            f"您的位置: 首页 >工作动态>{article.year}年{article.series} >详细内容",
            article.issue_title or article.title,
            f"作者：{' '.join(article.authors)} 来源：{article.source} 发布时间：{article.published} 浏览次数：12 【字体：",
            article.title,
            *(f"　　{paragraph}" for paragraph in article.body.split("\n")),
            f"来源: {article.source}",
            "终审：贺知微",
            "分享到：",
            "关闭本页 【打印正文】",
        ]
    )


def html_page(article: Article) -> str:
    """The same page as HTML, with a menu, inline tags and a footer."""
    lines = [f"<p><span>{escape(line[:20])}</span>{escape(line[20:])}</p>" for line in text_page(article).split("\n")]
    menu = "".join(f"<li><a href='/{at}'>栏目{at}</a></li>" for at in range(30))
    return (
        f"<html><head><title>{article.issue_title}</title></head><body><ul>{menu}</ul><div>{''.join(lines)}</div></body></html>"
    )


def pages(count: int, suffix: str) -> Iterator[SavedPage]:
    """`count` pages that all differ."""
    render = html_page if suffix == ".html" else text_page
    return (SavedPage(f"{article.id}{suffix}", render(article).encode(), None) for article in bulletins(count))


def measure_reading(count: int) -> None:
    """Print the throughput of both formats."""
    print(f"\nreading {count} pages")
    for suffix in (".txt", ".html"):
        saved = list(pages(count, suffix))
        size = sum(len(page.content) for page in saved)
        started = time.perf_counter()
        for page in saved:
            read_page(page)
        seconds = time.perf_counter() - started
        print(f"{suffix:6} {count / seconds:6.0f} pages/s {size / seconds / 1e6:6.1f} MB/s")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="how fast saved pages are read, text and HTML, on one core")
    options.add_argument("pages", type=int, nargs="?", default=2_000)
    measure_reading(options.parse_args().pages)
