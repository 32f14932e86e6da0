"""Headlines that an issue numbers, and numbered headings that stay in their text."""

from __future__ import annotations

import pytest

from indexer.pages import SavedPage, read_page

HEAD = "工作简报第12期（总第507期）\n来源：澜川省地方志办公室 发布时间：2023-02-17"
FIRST = "2月14日，云岭市启动村志编纂工作，全市一百二十个村确定编纂人员，市地方志办公室派出指导组逐村讲解编写要求。"
SECOND = "2月15日，天泉市举办年鉴编纂培训班，各县区一百余名编辑到课，省方志馆三位编审讲授条目编写和图片选用的方法。"

DUTIES = "各县区要按照通知要求做好资料收集工作，完成临时交办的各项任务，并于每月月底以前报送进展情况，由综合科汇总。"


def pieces(*lines: str) -> list[tuple[str, str | None, str]]:
    found = read_page(SavedPage("page.txt", "\n".join((HEAD, *lines)).encode(), None)).articles
    return [(article.title, article.contributor, article.body) for article in found]


@pytest.mark.parametrize(("one", "two"), [("一、", "二、"), ("1.", "2."), ("1、", "2、"), ("１．", "２．")])
@pytest.mark.parametrize("section", [["【市州动态】"], []])
def test_a_numbered_line_between_signatures_is_a_headline(one: str, two: str, section: list[str]) -> None:
    first = [f"{one}云岭市启动村志编纂", FIRST, "（云岭市地方志办公室）"]
    second = [f"{two}天泉市举办培训班", SECOND, "（天泉市地方志办公室）"]
    assert pieces(*section, *first, *second) == [
        (f"{one}云岭市启动村志编纂", "云岭市地方志办公室", FIRST),
        (f"{two}天泉市举办培训班", "天泉市地方志办公室", SECOND),
    ]


def test_a_numbered_piece_may_have_headings_numbered_in_another_way() -> None:
    first = ["一、云岭市启动村志编纂", FIRST, "1.提高认识", SECOND, "（二）加强领导", FIRST, "（云岭市地方志办公室）"]
    second = ["二、天泉市举办培训班", f"{SECOND}（天泉市地方志办公室）"]
    found = pieces("【市州动态】", *first, *second)
    assert [(title, unit) for title, unit, _ in found] == [
        ("一、云岭市启动村志编纂", "云岭市地方志办公室"),
        ("二、天泉市举办培训班", "天泉市地方志办公室"),
    ]
    assert found[0][2] == f"{FIRST}\n1.提高认识\n{SECOND}\n（二）加强领导\n{FIRST}"


def test_a_numbered_line_without_a_signature_right_above_stays_in_its_article() -> None:
    first = ["云岭市启动村志编纂", "一、提高认识", FIRST, "二、加强领导", SECOND, "（云岭市地方志办公室）"]
    second = ["天泉市举办培训班", SECOND, "（天泉市地方志办公室）"]
    assert pieces("【市州动态】", *first, *second) == [
        ("云岭市启动村志编纂", "云岭市地方志办公室", f"一、提高认识\n{FIRST}\n二、加强领导\n{SECOND}"),
        ("天泉市举办培训班", "天泉市地方志办公室", SECOND),
    ]


def test_numbered_headings_below_a_section_head_with_one_signature_are_one_article() -> None:
    found = pieces("【经验交流】", "一、提高认识", FIRST, "二、加强领导", SECOND, "（云岭市地方志办公室）")
    assert [(unit, body) for _, unit, body in found] == [("云岭市地方志办公室", f"一、提高认识\n{FIRST}\n二、加强领导\n{SECOND}")]


def test_the_last_of_numbered_pieces_need_not_be_signed() -> None:
    found = pieces("【市州动态】", "一、云岭市启动村志编纂", FIRST, "（云岭市地方志办公室）", "二、天泉市举办培训班", SECOND)
    assert [(title, unit) for title, unit, _ in found] == [
        ("一、云岭市启动村志编纂", "云岭市地方志办公室"),
        ("二、天泉市举办培训班", None),
    ]


@pytest.mark.parametrize(("one", "two", "three"), [("一、", "二、", "三、"), ("1.", "2.", "3.")])
def test_numbered_news_below_a_section_head_are_pieces_though_nobody_signs_them(one: str, two: str, three: str) -> None:
    first = [f"{one}云岭市启动村志编纂", FIRST]
    second = [f"{two}天泉市举办培训班", SECOND, "（一）提高认识", FIRST]
    third = [f"{three}渡口的账本", SECOND]
    assert pieces("【市州动态】", *first, *second, *third) == [
        (f"{one}云岭市启动村志编纂", None, FIRST),
        (f"{two}天泉市举办培训班", None, f"{SECOND}\n（一）提高认识\n{FIRST}"),
        (f"{three}渡口的账本", None, SECOND),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["1.提高认识", FIRST, "2.加强领导", SECOND],
        ["各地编修村志", "1.云岭市启动村志编纂", FIRST, "2.天泉市举办培训班", SECOND],
        [FIRST, "1.云岭市启动村志编纂", FIRST, "2.天泉市举办培训班", SECOND],
        ["1.云岭市启动村志编纂", FIRST, "3.天泉市举办培训班", SECOND],
        ["1.云岭市启动村志编纂", FIRST, "2.天泉市举办培训班", SECOND, "（澜川省地方志办公室）"],
        ["1.云岭市启动村志编纂", FIRST, "2.加强领导", SECOND, "3.提高认识", FIRST],
        ["1.云岭市启动村志编纂", FIRST, "2.云岭市举办培训班", FIRST],
        ["1.云岭市启动村志编纂", FIRST, "2.云岭市地方志办公室举办培训班", FIRST],
        ["1.我市启动村志编纂", FIRST, "2.我市举办全市培训班", SECOND],
        ["1.云岭市启动村志编纂", FIRST, "2.天泉市举办培训班", SECOND, "3.其他工作", DUTIES],
    ],
)
def test_numbered_points_of_one_text_are_no_pieces(lines: list[str]) -> None:
    assert len(pieces("【市州动态】", *lines)) == 1


def test_a_numbered_paragraph_ends_no_numbered_piece_and_is_none() -> None:
    numbered = f"二、{DUTIES}"
    first = ["一、云岭市启动村志编纂", FIRST, numbered, "（云岭市地方志办公室）"]
    second = ["二、天泉市举办培训班", SECOND, "（天泉市地方志办公室）"]
    assert pieces("【市州动态】", *first, *second)[0] == (first[0], "云岭市地方志办公室", f"{FIRST}\n{numbered}")
    unsigned = pieces("【市州动态】", *first[:-1], *second[:-1])
    assert unsigned == [(first[0], None, f"{FIRST}\n{numbered}"), (second[0], None, SECOND)]
