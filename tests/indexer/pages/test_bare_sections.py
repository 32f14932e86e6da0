"""Section heads without brackets, and lines of the same words that are headings of a text."""

from __future__ import annotations

import pytest

from indexer.pages import SavedPage, read_page

HEAD = "工作简报第12期（总第507期）\n来源：澜川省地方志办公室 发布时间：2023-02-17"
FIRST = "2月14日，云岭市启动村志编纂工作，全市一百二十个村确定编纂人员，市地方志办公室派出指导组逐村讲解编写要求。"
SECOND = "2月15日，天泉市举办年鉴编纂培训班，各县区一百余名编辑到课，省方志馆三位编审讲授条目编写和图片选用的方法。"
THIRD = "一本账本记下了渡口四十年的过往，修志的人把它逐页抄录，又请老船工一一说明，编成村志里最厚的一章。"
ONE, TWO, THREE = "云岭市启动村志编纂", "天泉市举办年鉴编纂培训班", "把账本写进村志"
SIGNED = [(ONE, FIRST, "（云岭市地方志办公室）"), (TWO, SECOND, "（天泉市地方志办公室）"), (THREE, THIRD, "（砚湖市史志办）")]


def pieces(*lines: str) -> list[tuple[str | None, str, str]]:
    found = read_page(SavedPage("page.txt", "\n".join((HEAD, *lines)).encode(), None)).articles
    return [(article.section, article.title, article.body) for article in found]


@pytest.mark.parametrize("names", [("工作动态", "经验交流"), ("县区动态", "领导讲话"), ("工 作 动 态", "调查研究")])
def test_names_above_headlines_are_sections_where_one_opens_the_text_and_signatures_stand_between(names: tuple[str, str]) -> None:
    first, second, third = map("\n".join, SIGNED)
    assert pieces(names[0], first, second, names[1], third) == [
        (names[0], ONE, FIRST),
        (names[0], TWO, SECOND),
        (names[1], THREE, THIRD),
    ]


@pytest.mark.parametrize("signature", ["\n（云岭市地方志办公室）", "（云岭市地方志办公室）"])
def test_a_name_right_behind_a_signature_is_a_section(signature: str) -> None:
    assert pieces(
        ONE, FIRST + signature, "经验交流", THREE, f"{THIRD}（砚湖市史志办）", "工作动态", TWO, SECOND, "（天泉市史志办）"
    ) == [
        (None, ONE, FIRST),
        ("经验交流", THREE, THIRD),
        ("工作动态", TWO, SECOND),
    ]


def test_a_table_of_contents_may_name_sections_without_brackets() -> None:
    contents = ["本期要目", "工作动态", ONE, "经验交流", THREE]
    found = pieces(*contents, "工作动态", "\n".join(SIGNED[0]), "经验交流", "\n".join(SIGNED[2]))
    assert found == [("工作动态", ONE, FIRST), ("经验交流", THREE, THIRD)]


@pytest.mark.parametrize(
    ("first", "second"), [("经验交流", "促提升"), ("聚焦思想动态", "筑牢意识形态防线"), ("学习交流", "——砚湖市志办读书会侧记")]
)
def test_one_such_name_may_begin_a_headline(first: str, second: str) -> None:
    assert {section for section, _, _ in pieces(first, second, FIRST, SECOND)} == {None}


def test_parts_of_one_report_without_signatures_are_no_sections() -> None:
    found = pieces("学习交流", "读书会上的发言摘登", FIRST, "工作交流", "县区代表发言", SECOND)
    assert {section for section, _, _ in found} == {None}


@pytest.mark.parametrize("name", ["经验交流", "工作动态", "调查研究"])
def test_the_same_words_inside_a_text_are_a_heading(name: str) -> None:
    text = f"{FIRST}\n{name}\n{THREE}\n{SECOND}"
    assert pieces("在全省培训班上的讲话", text) == [(None, "在全省培训班上的讲话", text)]
    assert pieces("【特别关注】", "在全省培训班上的讲话", text) == [("特别关注", "在全省培训班上的讲话", text)]


@pytest.mark.parametrize("name", ["经验交流", "工作动态"])
def test_the_same_words_right_above_a_text_are_its_headline(name: str) -> None:
    assert pieces(name, FIRST, SECOND) == [(None, name, f"{FIRST}\n{SECOND}")]


def test_other_words_above_a_headline_are_no_section() -> None:
    assert pieces("村里有本志", THREE, FIRST, SECOND)[0][0] is None


def test_pages_with_brackets_have_no_sections_without_them() -> None:
    found = pieces("【市州动态】", "\n".join(SIGNED[0]), "经验交流", "\n".join(SIGNED[2]))
    assert [section for section, _, _ in found] == ["市州动态", "市州动态"]
