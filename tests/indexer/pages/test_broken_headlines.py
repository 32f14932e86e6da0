"""Headlines of an issue's pieces that are broken over several lines, and short lines below a headline that are text."""

from __future__ import annotations

import pytest

from indexer.pages import SavedPage, read_page

HEAD = "工作简报第12期（总第507期）\n来源：澜川省地方志办公室 发布时间：2023-02-17"
FIRST = "2月14日，云岭市启动村志编纂工作，全市一百二十个村确定编纂人员，市地方志办公室派出指导组逐村讲解编写要求。"
SECOND = "2月15日，天泉市举办年鉴编纂培训班，各县区一百余名编辑到课，省方志馆三位编审讲授条目编写和图片选用的方法。"
OPEN = [["深入学习贯彻省第九次党代会精神和", "“存史资政", "育人”工作要求"], ["把村志编纂与", "乡村旅游和", "非遗保护结合起来"]]


def pieces(*lines: str) -> list[tuple[str, str]]:
    found = read_page(SavedPage("page.txt", "\n".join((HEAD, *lines)).encode(), None)).articles
    return [(article.title, article.body) for article in found]


@pytest.mark.parametrize("headline", OPEN)
def test_a_headline_over_three_lines_is_whole_where_only_the_last_can_end_it(headline: list[str]) -> None:
    assert pieces(*headline, FIRST, SECOND) == [("".join(headline), f"{FIRST}\n{SECOND}")]
    signed = [FIRST, "（云岭市地方志办公室）"]
    assert pieces("【市州动态】", *headline, *signed, *headline, SECOND) == [
        ("".join(headline), FIRST),
        ("".join(headline), SECOND),
    ]


def test_a_short_line_below_a_headline_of_two_lines_is_text() -> None:
    headline = ["把村志编纂与", "乡村旅游结合起来"]
    assert pieces(*headline, "走进村庄", FIRST) == [("".join(headline), f"走进村庄\n{FIRST}")]


def test_short_lines_that_could_each_end_a_headline_are_not_joined() -> None:
    lines = ["深入学习贯彻省第九次党代会精神", "奋力谱写澜川史志事业", "高质量发展新篇章"]
    assert pieces(*lines, FIRST)[0][0] == lines[0]
