"""Pages that are a head above two paragraphs, for the tests of what stands above a text."""

from __future__ import annotations

from indexer.article import Article
from indexer.pages import SavedPage, read_page

FIRST = "雪柳河上的渡口，自清末以来迁过三次，每一次都记在旧志里，修志的人沿河走了一遍，把碑刻和账本都抄了回来。"
SECOND = "会议要求，各县区要把村志编纂列入年度重点工作，明确专人负责，按时报送进度，年底前完成初稿并送省方志馆审读。"
HEADER = "来源：澜川省史志办 时间：2023-02-17"


def read(head: str, *paragraphs: str) -> Article:
    text = "\n".join((head, *(paragraphs or (FIRST, SECOND))))
    (article,) = read_page(SavedPage("page.txt", text.encode(), None)).articles
    return article


def read_html(body: str, title: str = "") -> Article:
    html = f"<html><head><title>{title}</title></head><body>{body}<p>{FIRST}</p><p>{SECOND}</p></body></html>"
    (article,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    return article
