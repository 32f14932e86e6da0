"""Lists of other pages, rows of a headline in a link and a day: a page of nothing else, a list beside a text, rows of text."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.errors import UnreadablePage
from indexer.pages import SavedPage, read_page

HEADLINES = ("砚湖市召开年鉴评审会议", "石榴村村志首发", "霁山县完成旧志点校")
ISSUES = ("第1期（总第501期）", "第2期（总第502期）", "第3期（总第503期）")
DAYS = ("2023-01-10", "2023-02-11", "2023-03-12")
ROWS = {
    "behind": "<li><a href=x>{}</a> {}</li>",
    "in a span": "<li><a href=x>{}</a><span>{}</span></li>",
    "in square brackets": "<li>[{1}] <a href=x>{0}</a></li>",
    "in brackets": "<li><a href=x>{}</a>({})</li>",
    "in a cell": "<tr><td>·<a href=x>{}</a></td><td>{}</td></tr>",
    "in a block of its own": "<li><div><a href=x>{}</a></div><div>{}</div></li>",
    "paragraphs": "<p><a href=x>{}</a> {}</p>",
}
TEXT = (
    "砚湖市日前启动村志编纂工作，市志办组织各县区业务骨干开展专题培训，明确编纂体例和时间安排。",
    "与会人员一致表示，将以此次培训为契机，高质量完成首批村志编纂任务，为各村留存史料。",
)
HEAD = "<title>砚湖市启动村志编纂</title><h1>砚湖市启动村志编纂</h1><p>来源：砚湖市志办 发布时间：2023-04-05 10:11:12</p>"


def rows(row: str, headlines: tuple[str, ...] = HEADLINES) -> str:
    found = "".join(row.format(headline, day) for headline, day in zip(headlines, DAYS, strict=False))
    return f"<ul>{found}</ul>" if row.startswith("<li") else f"<table>{found}</table>" if row.startswith("<tr") else found


def read(html: str) -> Article:
    (article,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    return article


def article(below: str, above: str = "") -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    return read(f"{HEAD}<div>{above}{text}{below}</div>").body


@pytest.mark.parametrize("headlines", [HEADLINES, ISSUES])
@pytest.mark.parametrize("row", ROWS)
def test_a_page_that_lists_others_is_no_article(row: str, headlines: tuple[str, ...]) -> None:
    pager = "<div>共 128 条 1/16 首页 上一页 下一页 尾页 转到第<input>页</div>"
    html = f"<title>工作简报</title><p>首页 > 工作简报 > 2023年工作简报</p>{rows(ROWS[row], headlines)}{pager}"
    with pytest.raises(UnreadablePage) as told:
        read(html)
    assert told.value.reason in ("empty-body", "chrome-only")


@pytest.mark.parametrize("heading", ["", "<h3>渡口新事</h3>", "<p>本栏目最新</p>", "<b>您可能感兴趣的文章</b>"])
@pytest.mark.parametrize("row", ROWS)
def test_a_list_in_a_container_of_its_own_below_or_above_the_text_is_none_of_it(row: str, heading: str) -> None:
    assert article(f"<div>{heading}{rows(ROWS[row])}</div>") == "\n".join(TEXT)
    assert article(f"<div>{heading}{rows(ROWS[row], HEADLINES[:2])}</div>") == "\n".join(TEXT)


@pytest.mark.parametrize("heading", ["", "<h3>最近更新</h3>", "<h3>同类信息</h3>"])
def test_a_list_at_the_end_is_none_of_the_text(heading: str) -> None:
    assert article(heading + rows(ROWS["in a span"])) == "\n".join(TEXT)


ALL = [headline + day for headline, day in zip(HEADLINES, DAYS, strict=True)]


def test_rows_between_two_paragraphs_are_text() -> None:
    for listed in (rows(ROWS["in a span"]), f"<div>{rows(ROWS['in a span'])}</div>"):
        assert article(f"{listed}<p>{TEXT[0]}</p>").split("\n")[2:-1] == ALL


@pytest.mark.parametrize("line", ["现将首批村志目录公布如下：", "附表", "首批村志名单", "书名 首发日期"])
def test_rows_below_a_line_that_says_what_they_are_are_text(line: str) -> None:
    for listed in (rows(ROWS["in a span"]), f"<div>{rows(ROWS['in a span'])}</div>"):
        assert article(f"<p>{line}</p>{listed}").split("\n")[3:] == ALL


def test_rows_that_are_all_a_dated_page_says_are_its_text() -> None:
    for stated in ("<p>来源：砚湖市志办 发布时间：2023-04-05</p>", "<p>2023-04-05 10:11</p>"):
        body = read(f"<title>首批村志目录</title><h1>首批村志目录</h1>{stated}{rows(ROWS['in a span'])}").body
        assert body.split("\n")[-3:] == ALL


def test_two_rows_or_paragraphs_below_the_text_may_be_text() -> None:
    assert article(rows(ROWS["in a span"], HEADLINES[:2])).split("\n")[2:] == ALL[:2]
    assert len(article(rows(ROWS["paragraphs"])).split("\n")) == 5


def test_a_day_below_the_last_of_several_links_signs_the_text() -> None:
    links = "".join(f"<p><a href=x>{headline}</a></p>" for headline in HEADLINES[:2])
    assert article(f"<div>{links}<p>2023-04-05</p></div>").split("\n")[2:] == [*HEADLINES[:2], "2023-04-05"]


@pytest.mark.parametrize(
    "last",
    [
        "市政府办公室清理了现行文件，以下文件继续有效，可以点击查看全文。",
        "市志办审定了首批村志，现将篇目公布如下，请各县区查收。",
    ],
)
def test_rows_below_a_sentence_that_announces_them_are_text(last: str) -> None:
    for listed in (rows(ROWS["in a cell"]), f"<div>{rows(ROWS['in a span'])}</div>"):
        assert len(article(f"<p>{last}</p>{listed}").split("\n")) == 6


def test_a_list_below_a_sentence_that_only_speaks_of_below_is_none_of_the_text() -> None:
    last = "砚湖市志办工作人员中三十五岁以下的占四成，他们（以下简称青年组）编了三部村志。"
    assert article(f"<p>{last}</p><div>{rows(ROWS['in a span'])}</div>") == "\n".join((*TEXT, last))


def test_rows_of_a_table_among_the_paragraphs_are_text() -> None:
    assert article(rows(ROWS["in a cell"])).split("\n")[2:] == [
        f"·{headline} {day}" for headline, day in zip(HEADLINES, DAYS, strict=True)
    ]
    assert article(f"<h3>相关文章</h3>{rows(ROWS['in a cell'])}") == "\n".join(TEXT)


@pytest.mark.parametrize("title", ["砚湖市大事记", "首批村志目录（2022年）", "首批村志名单_澜川省情网"])
def test_rows_of_a_page_whose_title_says_that_it_lists_are_text(title: str) -> None:
    head = f"<title>{title}</title><h1>{title}</h1><p>来源：砚湖市志办 发布时间：2023-04-05</p>"
    for listed in (rows(ROWS["in a span"]), f"<div>{rows(ROWS['in a span'])}</div>"):
        assert read(f"{head}<div><p>{TEXT[0]}</p>{listed}</div>").body.split("\n")[-3:] == ALL
        assert read(f"{head}<div><p>{TEXT[0]}</p><h3>相关文章</h3>{listed}</div>").body.split("\n")[-1] == TEXT[0]


def test_rows_below_a_paragraph_that_may_head_them_are_text() -> None:
    heading, listed = "<p>历年村志报告</p>", rows(ROWS["in a span"])
    for below in (f"<div>{heading}{listed}</div>", f"{heading}<div>{listed}</div>"):
        assert article(below).split("\n")[2:] == ["历年村志报告", *ALL]
    assert article(f"<div><div>渡口新事</div>{listed}</div>") == "\n".join(TEXT)


@pytest.mark.parametrize("signature", ["砚湖市志办宣传科", "（砚湖市志办）"])
def test_the_signature_above_a_list_is_no_heading_of_it(signature: str) -> None:
    listed = rows(ROWS["in a span"], HEADLINES[:2])
    apart = read(f"{HEAD}<div><p>{TEXT[0]}</p><p>{signature}</p><div>{listed}</div></div>")
    boxed = read(f"{HEAD}<div><p>{TEXT[0]}</p><div><p>{signature}</p>{listed}</div></div>")
    assert (boxed.body, boxed.contributor) == (apart.body, apart.contributor)
    assert HEADLINES[0] not in boxed.body
    assert signature.strip("（）") in (boxed.contributor, boxed.body.split("\n")[-1])


def test_a_list_below_the_day_that_signs_a_text_is_none_of_it_but_where_it_is_of_that_day() -> None:
    signed = "<p>砚湖市志办</p><p>2023年4月5日</p>"
    below = f"<div>{rows(ROWS['in a span'])}</div>"
    assert article(f"{signed}{below}").split("\n")[2:] == ["砚湖市志办", "2023年4月5日"]
    for day in DAYS:
        below = below.replace(day, "2023-04-05")
    assert len(article(f"{signed}{below}").split("\n")) == 7


@pytest.mark.parametrize(
    "row", ["<li>1月10日 <a href=x>{}</a></li>", "<li><a href=x>{}</a> 2023-01-10 罗砚秋</li>", "<li>{} 2023-01-10</li>"]
)
def test_entries_of_a_chronicle_and_rows_that_say_more_are_text(row: str) -> None:
    for listed in (rows(row), f"<div>{rows(row)}</div>"):
        assert len(article(listed).split("\n")) == 5


@pytest.mark.parametrize("heading", ["<h3>一、已首发的村志</h3>", "<h3>已首发的村志</h3>"])
def test_rows_below_a_heading_of_the_text_are_text(heading: str) -> None:
    assert article(heading + rows(ROWS["in a span"])).split("\n")[3:] == ALL


def test_rows_in_a_container_of_short_lines_are_text() -> None:
    lines = "<p>主编 罗砚秋</p><p>编辑 林疏影</p>"
    assert article(f"<div>{lines}{rows(ROWS['paragraphs'])}</div>").split("\n")[2:4] == ["主编 罗砚秋", "编辑 林疏影"]
    assert len(article(f"<div>{lines}{rows(ROWS['paragraphs'])}</div>").split("\n")) == 7


def test_dated_attachments_are_text() -> None:
    listed = rows(ROWS["in a span"], ("附件1：名单", "首批村志篇目.docx", "审稿单.pdf"))
    assert len(article(f"<div>{listed}</div>").split("\n")) == 5
    assert len(article(f"<div><p>附件</p>{rows(ROWS['in a span'])}</div>").split("\n")) == 6


SAVED = "您的位置： 首页 >工作简报>2023年工作简报\n" + "\n".join(f"第{at}期（总第50{at}期） 2023-01-1{at}" for at in range(1, 6))


def test_a_list_saved_as_text_is_known_by_its_pager() -> None:
    with pytest.raises(UnreadablePage) as told:
        read_page(SavedPage("page.txt", f"{SAVED}\n共 40 条 1/4 上一页 下一页".encode(), None))
    assert told.value.reason == "chrome-only"


@pytest.mark.parametrize("line", ["六期都在省方志馆可以读到。", "第6期 罗砚秋"])
def test_a_list_saved_as_text_that_says_more_is_kept(line: str) -> None:
    (found,) = read_page(SavedPage("page.txt", f"{SAVED}\n{line}\n共 40 条 1/4 上一页 下一页".encode(), None)).articles
    assert line in found.body


def test_a_table_of_other_pages_outside_the_block_of_the_text_is_a_list() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    assert read(f"{HEAD}<div>{text}</div>{rows(ROWS['in a cell'])}").body == "\n".join(TEXT)
    assert HEADLINES[0] in read(f"{HEAD}<div>{text}{rows(ROWS['in a cell'])}</div>").body


@pytest.mark.parametrize("days", [DAYS, ("01-10", "02-11", "03-12")])
def test_a_list_below_a_text_is_no_part_of_it_though_its_days_have_no_year(days: tuple[str, ...]) -> None:
    items = "".join(f"<li><a href=x>{headline}</a> {day}</li>" for headline, day in zip(HEADLINES, days, strict=True))
    assert article(f"<ul>{items}</ul>") == "\n".join(TEXT)


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        ("<h3>最新动态</h3>", []),
        ("<h3>砚湖市方志馆</h3>", []),
        ("<p>砚湖市方志馆</p>", ["砚湖市方志馆"]),
        ("<h3>本馆收藏的历代旧志和各县区近年编修的志书与年鉴</h3>", ["本馆收藏的历代旧志和各县区近年编修的志书与年鉴"]),
    ],
)
def test_the_heading_of_a_list_goes_with_it_unless_it_is_long_or_signs_the_text(head: str, kept: list[str]) -> None:
    assert article(f"<div>{head}{rows(ROWS['behind'])}</div>") == "\n".join((*TEXT, *kept))


@pytest.mark.parametrize("tag", ["p", "h3"])
def test_the_day_that_signs_a_text_stays_above_a_list_of_other_days(tag: str) -> None:
    assert article(f"<div><{tag}>2023年4月5日</{tag}>{rows(ROWS['behind'])}</div>") == "\n".join((*TEXT, "2023年4月5日"))


def test_a_heading_outside_the_box_of_the_rows_below_it_heads_rows_of_the_text() -> None:
    assert HEADLINES[0] in article(f"<h4>首批入选村志</h4><div>{rows(ROWS['behind'])}</div>")
