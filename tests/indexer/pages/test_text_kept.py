"""Texts that speak of what stands around pages: no line of them is taken for chrome, an error page, a masthead or a paper."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.pages import SavedPage, read_page

NEWS = "5月6日，砚湖县地方志办公室在渡口村召开村志编纂现场会，各乡镇负责人参加会议并作了交流发言。"


def articles(*lines: str) -> tuple[Article, ...]:
    return read_page(SavedPage("page.txt", "\n".join(lines).encode(), None)).articles


@pytest.mark.parametrize(
    "text",
    [
        (NEWS, "网址：http://www.lanchuan.example/zj/2023.html", "联系人：叶蓁", "电话：8000001"),
        ("澜川方言里有许多动词，说起来很生动，外地人不易听懂，这里收录几个。", "顶一下", "意思是替别人做一会儿事。"),
        (NEWS, "发表评论", "要有根据，不说粗话。", "转载文章", "要注明出处。"),
        (NEWS, "前一篇文章：写渡口的变迁", "后一篇文章：写老桥的修复", "编者"),
        (NEWS, "上一篇文章：写的是渡口，这一篇写的是老桥，两篇都出自叶蓁之手。", NEWS),
        (NEWS, NEWS, "叶蓁的口诀是：上一版改红，下一版核红", "口诀传了三十年", "今天的校对员还记得"),
    ],
)
def test_what_only_looks_like_the_foot_of_a_page_stays_in_the_text(text: tuple[str, ...]) -> None:
    (article,) = articles("砚湖县的一篇文章", "发布时间：2023-05-08", *text)
    assert article.body == "\n".join(text)


@pytest.mark.parametrize(
    "text",
    [
        ("图为5月6日老桥修缮完工现场。（叶蓁摄）", "您访问的页面不存在"),
        ("澜川方志网今晚升级，期间访问可能中断。", "您访问的页面不存在。", "如有疑问，请联系网站管理员"),
    ],
)
def test_an_error_below_a_sentence_stands_in_place_of_no_page(text: tuple[str, ...]) -> None:
    (article,) = articles("老桥修缮完工", *text)
    assert text[0].partition("（")[0] in article.body


def test_an_organiser_of_an_appeal_is_no_masthead() -> None:
    (article,) = articles("《砚湖文史》征稿启事", "主办：砚湖县政协文史委　2023年第3期", NEWS)
    assert (article.title, article.issue) == ("《砚湖文史》征稿启事", None)


def test_the_last_entry_of_a_table_opens_no_section_where_it_comes_again() -> None:
    first = ("全市方志工作会议召开", "5月6日，全市方志工作会议在澜川召开，各县区负责人参加了会议并作交流发言。")
    second = ("砚湖县志出版发行", "5月8日，砚湖县志出版发行仪式举行，二百余人参加了仪式并获赠书。")
    third = ("渡口村志开编", "5月9日，渡口村志开编，村民献出族谱三部、契约二十件，由村委会登记造册。")
    head = ("澜川方志工作简报", "第6期", "本期要目", first[0], second[0], "【大事记】")
    found = articles(*head, *first, *second, "【大事记】", *third)
    assert [article.section for article in found] == [None, None, "大事记"]


@pytest.mark.parametrize("line", ["2023年5月6日 创办农民报", "2023年7月8日 防汛日报", "2023年7月8日 星期六早报"])
def test_an_event_or_a_report_right_below_the_title_is_no_paper(line: str) -> None:
    (article,) = articles("砚湖文化大事", line, NEWS)
    assert (article.source, article.published) == (None, None)
    assert line in article.body
