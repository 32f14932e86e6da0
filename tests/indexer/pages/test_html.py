"""HTML -> lines: what breaks a line, what never does, what goes."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.pages import SavedPage, read_page
from indexer.pages.html import html_page


def lines(html: str) -> list[str]:
    return [line.text for line in html_page(html)[0] if line.text]


def shown(html: str) -> list[str]:
    return [line.text for line in html_page(html)[0] if line.text and not line.navigation]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>6月<span>13</span>日</p>", ["6月13日"]),
        ("<p>雪<b>柳</b><i>河</i>志</p><p>渡口</p>", ["雪柳河志", "渡口"]),
        ("一<br>二<br/>三", ["一", "二", "三"]),
        ("<div>一<div>二</div>三</div>", ["一", "二", "三"]),
        ("<p>第一轮\n修志</p>", ["第一轮修志"]),
        ("<p>open\n source</p>", ["open source"]),
        ("<pre>一\n  <b>二\n\n三</b>四\n</pre>五\n六", ["一", "二", "三四", "五六"]),
        ("<p>沈&nbsp;岚　田 野</p>", ["沈\xa0岚　田 野"]),
        ("<p>一<script>var a='<p>二</p>'</script>三</p>", ["一三"]),
        ("<style>p{}</style><p hidden>一</p><p style='Display : none'>二</p><p>三</p>", ["三"]),
        ("<table><tr><td>年</td><td>期</td></tr><tr><td>2023</td><td>30</td></tr></table>", ["年 期", "2023 30"]),
        ("<table><tr><td><p>左栏</p></td><td><p>右栏</p></td></tr></table>", ["左栏", "右栏"]),
        ("<ul><li>一<li>二</ul>", ["一", "二"]),
        ("<p>&lt;b&gt;不是标签&lt;/b&gt;</p>", ["<b>不是标签</b>"]),
        ("渡口", ["渡口"]),
        ("", []),
    ],
)
def test_blocks_break_lines_and_inline_tags_do_not(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


def test_menus_go_and_attachments_stay() -> None:
    html = (
        "<ul><li><a href=1>首页</a></li><li><a href=2>新闻</a></li><li><a href=3>年鉴</a></li></ul><p>正文一段。</p>"
        "<p><a href=a.doc>附件1：名单.doc</a></p><p><a href=b.doc>附件2：表格.doc</a></p><p><a href=c.doc>附件3：说明.doc</a></p>"
    )
    assert shown(html) == ["正文一段。", "附件1：名单.doc", "附件2：表格.doc", "附件3：说明.doc"]


LINKS = "<p><a href=1>一、渡口名单</a></p><p><a href=2>二、渡口表格</a></p><p><a href=3>三、渡口说明</a></p>"
NAMES = ["一、渡口名单", "二、渡口表格", "三、渡口说明"]


def test_links_right_below_a_line_that_begins_with_attachment_are_attachments() -> None:
    assert shown(f"<p>正文一段。</p><p>附件：</p>{LINKS}") == ["正文一段。", "附件：", *NAMES]
    menu = "<p><a href=4>上一页</a> <a href=5>目录</a> <a href=6>下一页</a></p>"
    assert shown(f"<p>附件：</p>{LINKS}{menu}{LINKS}") == ["附件：", *NAMES]


def test_links_between_two_paragraphs_of_the_main_text_are_text_unless_they_have_a_block_of_their_own() -> None:
    text = f"<p>{OWN}</p>{{}}<p>{OTHER}</p>"
    page = f"<title>渡口旧志</title><div><h1>渡口旧志</h1>{text}</div>"
    assert shown(page.format(LINKS)) == ["渡口旧志", OWN, *NAMES, OTHER]
    assert shown(page.format(f"<div>{LINKS}</div>")) == ["渡口旧志", OWN, OTHER]
    assert shown(page.format(f"<p>另见</p>{LINKS}")) == ["渡口旧志", OWN, "另见", OTHER]
    assert shown(text.format(LINKS)) == [OWN, OTHER]


def test_a_block_named_like_a_menu_that_holds_the_text_is_no_menu() -> None:
    text = "雪柳河上的渡口，自清末以来迁过三次，每一次都记在旧志里。"
    assert shown(f"<div class='main nav'><p>{text}</p><p>{text}</p></div>") == [text, text]


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (
            '<link rel="canonical" href="https://a.example/content_1"><base href="http://a.example/">',
            "https://a.example/content_1",
        ),
        ("<!-- saved from url=(0031)http://a.example/gzjb/content_22 --><html>", "http://a.example/gzjb/content_22"),
        (
            "<html><!--\n Page saved with SingleFile \n url: http://a.example/gzjb/content_22 \n saved date: Mon Jan 08\n-->",
            "http://a.example/gzjb/content_22",
        ),
        ('<base href="http://a.example/x/">', "http://a.example/x/"),
        ('<link rel="canonical" href="/content_1">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ("<p>无地址</p>", None),
    ],
)
def test_the_address_comes_from_the_page(html: str, url: str | None) -> None:
    assert html_page(html)[1].url == url


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ("<ol class=breadcrumb><li><a>首页</a></li><li><a>动态</a></li><li>简报</li></ol>", "首页 > 动态 > 简报"),
        ("<nav class=breadcrumb><a>首页</a> <i></i> <a>动态</a></nav>", "首页 > 动态"),
        ("<div>当前位置：<a>首页</a><img><a>动态</a><img>简报</div>", "当前位置： 首页 > 动态 > 简报"),
        ("<div id=mbx><a>首页</a> / <a>动态</a></div>", "首页 / 动态"),
        ("<div class=position><a>主任</a><a>副主任</a></div>", "主任副主任"),
        ("<div class=list><a>首页</a><a>动态</a></div>", "首页动态"),
        ("<ol><li><a>首页</a></li><li><a>动态</a></li><li><a>县区动态</a></li></ol>", "首页 > 动态 > 县区动态"),
        ("<div>地理位置优越的<a>渡口</a><a>旧志</a></div>", "地理位置优越的渡口旧志"),
    ],
)
def test_a_breadcrumb_without_written_separators_gets_them(html: str, path: str) -> None:
    assert lines(html) == [path]


@pytest.mark.parametrize(
    "row",
    [
        "<ul><li>首页</li><li>动态</li></ul>",
        "<ol><li>首页</li><li>概况</li><li>公开</li><li>服务</li><li>互动</li></ol>",
        "<ol><li>首页</li><li>上一页</li><li>下一页</li></ol>",
        "<ol><li>渡口</li><li>旧志</li></ol>",
        "<ol></ol>",
        '<ol class="carousel-indicators"><li></li><li><img src="1.jpg"></li></ol>',
        f"<ol>{'<li><a>渡口</a></li>' * 70}</ol>",
    ],
)
def test_a_list_of_anything_else_is_no_breadcrumb(row: str) -> None:
    assert not [line for line in lines(row) if ">" in line]


@pytest.mark.parametrize("inside", ["", "<br>", "<li></li>", "<a></a>", "<img>", " "])
def test_an_element_without_text_is_read_whatever_it_is(inside: str) -> None:
    names = (
        "a article aside b blockquote center dd div dl dt em figure font footer form h1 h3 header li main nav ol p pre section"
    )
    for name in (*names.split(), "select", "span", "strong", "table", "tbody", "td", "th", "tr", "u", "ul", "video"):
        page = f"<h1>渡口志开编</h1><{name}>{inside}</{name}><p>渡口志今天开编，大家都来了，坐满了一屋子。"
        assert "渡口志开编" in lines(page), name


def test_meta_names_are_read_in_any_case() -> None:
    facts = html_page(
        '<meta name="pubdate" content="2024-01-02"><META NAME="ArticleTitle" CONTENT="渡口"><title>渡口_省情网</title>'
    )[1]
    assert (facts.published, facts.titles) == ("2024-01-02", ("渡口", "渡口_省情网"))


# --- the main text of a page of no known layout ---

OWN = "雪柳河上的渡口，自清末以来迁过三次，每一次都记在旧志里，修志的人沿河走了一遍。"
OTHER = "别处的文章说了另一件事，和这一页没有关系，不该在正文里，读者也不会在这里找它。"


def kept(html: str) -> list[str]:
    return [text for text in shown(html) if text in (OWN, OTHER)]


@pytest.mark.parametrize(
    "html",
    [
        f"<title>渡口旧志</title><div><div><h1>渡口旧志</h1><p>{OWN}</p></div><div class='hot-news'><p>{OTHER}</p></div></div>",
        f"<title>北渡网-要闻-渡口旧志</title><div><div><b>渡口旧志</b><p>{OWN}</p></div><div><p>【推荐】{OTHER}</p><p>{OTHER}</p></div></div>",
        f"<title>渡口旧志</title><div><h1>渡口旧志</h1><p>{OWN}</p></div><div><a href=1>渡口新志</a><p>{OTHER}</p></div>",
        f"<title>渡口旧志</title><div><h1>渡口旧志</h1><p>{OWN}</p></div><div><b>网友评论</b><p>{OTHER}</p></div>",
        f"<title>渡口旧志</title><div><h1>渡口旧志</h1><p>{OWN}</p></div><p>【关闭窗口】</p><div><p>{OTHER}</p></div>",
        f"<title>渡口旧志</title><div><p>{OTHER}</p></div><div><div><h2>渡口图志</h2></div><p>{OWN}</p><p>{OWN}</p></div><h1>渡口图志</h1>",
    ],
)
def test_running_text_behind_the_mark_of_another_page_is_none_of_the_text_that_stands_with_the_title(html: str) -> None:
    assert set(kept(html)) == {OWN}


@pytest.mark.parametrize(
    "below",
    [
        f"<div><p>{OTHER}</p></div>",
        f"<div class='photo-text'><p>{OTHER}</p></div>",
        f"<p><a href=1.doc>附件：名单.doc</a></p><div><p>{OTHER}</p></div>",
        f"<div class='more'></div><div><h3>渡口新志</h3><p>{OTHER}</p></div>",
    ],
)
def test_running_text_that_follows_the_element_that_holds_the_title_is_text(below: str) -> None:
    assert kept(f"<title>渡口旧志-北渡网</title><div><div><h1>渡口旧志</h1><p>{OWN}</p></div>{below}</div>") == [OWN, OTHER]


@pytest.mark.parametrize(
    "html",
    [
        f"<title>渡口旧志</title><div><h1>渡口旧志</h1></div><div><p>{OWN}</p><p>{OTHER}</p></div>",
        f"<title>渡口旧志</title><div><h1>渡口旧志</h1><p>{OWN}</p></div><div>{f'<p>{OTHER}</p>' * 9}</div>",
        f"<title>无关的题目</title><div><p>{OWN}</p></div><div><p>{OTHER}</p></div>",
        f"<title>渡口旧志-北渡网新闻</title><div><p>{OWN}</p><p>{OTHER}</p></div><div>北渡网新闻<p>{OTHER[:30]}。</p></div>",
        f"<title>渡口旧志第一卷-渡口动态</title><div><b>渡口旧志第一卷</b><p>{OWN}</p><div><b>渡口动态</b><p>{OTHER}</p></div></div>",
        f"<title>北渡网</title><div><p>{OWN}</p><p>{OTHER}</p></div><div class='footer'>北渡网<p>{OTHER}</p></div>",
    ],
)
def test_nothing_is_cut_where_the_title_does_not_tell(html: str) -> None:
    assert {OWN, OTHER} <= set(kept(html))


CREDITS = "<p>来源：北渡网</p><p>终审：叶蓁</p>"
LONG = f"<title>渡口旧志</title><div><h1>渡口旧志</h1>{f'<p>{OWN}</p>' * 4}"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"{LONG}</div><div class='article-bottom'>{CREDITS}</div>", ["来源：北渡网", "终审：叶蓁"]),
        (f"{LONG}</div><div class='text-foot'><p>（云坞县地方志办公室）</p></div>", ["（云坞县地方志办公室）"]),
        (f"{LONG}<div class='text-menu'><p>一要提高认识</p><p>{OTHER}</p></div></div>", ["一要提高认识", OTHER]),
        (f"{LONG}<aside><p>{OTHER}</p></aside></div>", [OTHER]),
        (f"<article>{LONG}</div><footer>{CREDITS}</footer></article>", ["来源：北渡网", "终审：叶蓁"]),
        (f"<main>{LONG}<footer><p>{OTHER}</p></footer></div></main>", [OTHER]),
    ],
)
def test_an_element_with_a_footers_name_is_text_where_it_holds_the_pages_own_sentences_or_credits(
    html: str, expected: list[str]
) -> None:
    assert [text for text in shown(html) if text not in ("渡口旧志", OWN)] == expected


@pytest.mark.parametrize(
    "html",
    [
        f"{LONG}</div><div class='footer'>{CREDITS}<p>版权所有 北渡网</p></div>",
        f"{LONG}</div><div class='footer'>{CREDITS}<p><a href=1>网站地图</a></p></div>",
        f"{LONG}</div><div class='footer'><p>{OTHER}</p></div>",
        f"{LONG}<div class='copyright'><p>{OTHER}</p></div></div>",
        f"{LONG}<div class='bottom'><p><a href=1>渡口新志</a></p><p>{OTHER}</p></div></div>",
        f"{LONG}</div><footer>{CREDITS}</footer>",
        f"<main>{LONG}</div><aside>{f'<p>{OTHER}</p>' * 9}</aside></main>",
    ],
)
def test_an_element_with_a_footers_name_is_none_of_the_text_otherwise(html: str) -> None:
    assert set(shown(html)) == {"渡口旧志", OWN}


def test_labels_in_cells_of_their_own_get_a_colon_only_above_the_text() -> None:
    row = "<table><tr><td><p>来源</p></td><td><p>省方志馆</p></td></tr></table>"
    assert lines(f"{row}<p>{OWN}</p>{row}") == ["来源:省方志馆", OWN, "来源", "省方志馆"]


@pytest.mark.parametrize(
    "block",
    [
        '<div class="news_bottom"><span>发布时间：2013-12-28</span> <span>来源：澜州志办</span></div>',
        '<div class="toolbar"><div>发布时间：2013-12-28 来源：澜州志办</div><div>分享到：</div></div>',
        '<div class="share"><span>发布时间：2013-12-28</span> <span>来源：澜州志办</span> <a href="#">打印</a></div>',
        '<div class="nav"><p>来源：澜州志办</p><p>发布时间：2013-12-28</p><a href="#">关闭</a></div>',
    ],
)
def test_a_header_between_title_and_text_is_read_whatever_its_block_is_named(block: str) -> None:
    text = "雪柳河上的渡口，自清末以来迁过三次，每一次都记在旧志里，修志的人沿河走了一遍。"
    html = f"<div><h1>老街采风记</h1>{block}<p>{text}</p></div>"
    (found,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    assert (found.source, found.published, found.body) == ("澜州志办", date(2013, 12, 28), text)


def test_a_list_of_dated_pages_in_a_block_named_like_a_menu_is_none_of_the_header() -> None:
    text = "雪柳河上的渡口，自清末以来迁过三次，每一次都记在旧志里，修志的人沿河走了一遍。"
    block = '<div class="nav"><p>砚湖县启动村志编纂</p><p>发布时间：2013-12-28</p></div>'
    html = f"<div><h1>老街采风记</h1>{block}<p>{text}</p></div>"
    (found,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    assert (found.published, found.body) == (None, text)


@pytest.mark.parametrize(
    "meta",
    [
        'name="publishdate" content="2007-08-20"',
        'name="PublishTime" content="20070820"',
        'name="firstpublishedtime" content="2007-08-20-00:00:00"',
        'property="og:release_date" content="2007-08-20"',
        'property="article:published_time" content="2007-08-20T10:00:00+08:00"',
        'itemprop="datePublished" content="2007-08-20"',
        'name="pubdate" content="null"><meta name="publishdate" content="2007-08-20"',
    ],
)
def test_the_day_of_publication_stands_in_meta_by_many_names(meta: str) -> None:
    text = "雪柳河上的渡口，自清末以来迁过三次，每一次都记在旧志里，修志的人沿河走了一遍。"
    html = f"<head><meta {meta}></head><h1>老街采风记</h1><p>{text}</p>"
    (found,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    assert str(found.published).startswith("2007-08-20")
    dated = f"<head><meta {meta}></head><h1>老街采风记</h1><p>发布时间：2007-08-21</p><p>{text}</p>"
    (found,) = read_page(SavedPage("page.html", dated.encode(), None)).articles
    assert found.published == date(2007, 8, 21)


@pytest.mark.parametrize("credit", ["[责任编辑:叶蓁]", "编辑：叶 蓁", "责编：宋屿　审核：叶蓁"])
def test_who_is_named_as_editor_is_no_author_though_meta_says_so(credit: str) -> None:
    text = "雪柳河上的渡口，自清末以来迁过三次，每一次都记在旧志里，修志的人沿河走了一遍。"
    page = f'<head><meta name="author" content="叶蓁"></head><h1>老街采风记</h1><p>2020-10-04 15:05</p><p>{text}</p>'
    (found,) = read_page(SavedPage("page.html", f"{page}<p>{credit}</p>".encode(), None)).articles
    assert found.authors == ()
    (found,) = read_page(SavedPage("page.html", f"{page}<p>编辑：宋屿</p>".encode(), None)).articles
    assert found.authors == ("叶蓁",)


def test_the_title_of_a_page_within_the_page_is_never_shown() -> None:
    inner = f"<html><head><title>1</title></head><body><p>{OWN}</p></body></html>"
    head = "<title>渡口旧志</title></head><body><h1>渡口旧志</h1><div>来源：渡口市志办</div>"
    html = f"<html><head>{head}<div>{inner}</div></body></html>"
    assert read_page(SavedPage("page.html", html.encode(), None)).articles[0].body == OWN


@pytest.mark.parametrize("line", ["欢迎转载　来源：澜川省情网", "官方网站（云坞县地方志办公室）", "（会　场）"])
def test_what_only_holds_the_word_source_or_a_bracket_makes_no_footer_a_part_of_the_text(line: str) -> None:
    text = "".join(f"<p>雪柳河上的渡口迁过{at}次，每一次都记在旧志里，修志的人沿河走了一遍。</p>" for at in "三四")
    assert line not in shown(f"<h1>渡口旧志</h1><div>{text}</div><div class=footer>{line}</div>")
    assert "（云坞县地方志办公室）" in shown(f"<h1>渡口旧志</h1><div>{text}</div><div class=footer>（云坞县地方志办公室）</div>")
