"""An issue's own table of contents: the lines that repeat its entries are the headlines of its pieces."""

from __future__ import annotations

import pytest

from indexer.pages import SavedPage, read_page

HEAD = "工作简报第12期（总第507期）\n来源：澜川省地方志工作办公室 发布时间：2023-02-17"
FIRST = "2月14日，云岭市启动村志编纂工作，全市一百二十个村确定编纂人员，市地方志办公室派出指导组逐村讲解编写要求。"
SECOND = "培训班上，各县区一百余名编辑到课，省方志馆三位编审讲授条目编写和图片选用的方法，并当场修改各县送来的初稿。"
THIRD = "一本账本记下了渡口四十年的过往，修志的人把它逐页抄录，又请老船工一一说明，编成村志里最厚的一章。"


def pieces(*lines: str) -> list[tuple[str | None, str, str]]:
    found = read_page(SavedPage("page.txt", "\n".join((HEAD, *lines)).encode(), None)).articles
    return [(article.section, article.title, article.body) for article in found]


@pytest.mark.parametrize(
    "contents",
    [
        ("本期要目", "编纂工作启动", "众人编修村志", "渡口的账本"),
        ("【本期导读】", "1.编纂工作启动", "2.众人编修村志", "3.渡口的账本"),
        ("目　录", "编纂工作启动……………1", "众人编修村志……………3", "渡口的账本（12）"),
        ("本期目录", "·编纂工作启动", "·众人编修", "村志", "·渡口的账本"),
    ],
)
def test_an_entry_of_the_table_that_stands_above_its_text_begins_a_piece(contents: tuple[str, ...]) -> None:
    text = ("编纂工作启动", FIRST, "众人编修村志", SECOND, "提高认识", FIRST, "渡口的账本", THIRD)
    assert pieces(*contents, *text) == [
        (None, "编纂工作启动", FIRST),
        (None, "众人编修村志", f"{SECOND}\n提高认识\n{FIRST}"),
        (None, "渡口的账本", THIRD),
    ]


def test_a_table_whose_entries_never_come_again_ends_above_the_first_headline() -> None:
    (found,) = pieces("本期要目", "云岭市启动编修", "老船工说渡口", "编纂工作启动", FIRST, SECOND)
    assert found == (None, "编纂工作启动", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize("contents", [("本期要目",), ("本期要目", "编纂工作启动")])
def test_a_table_with_nothing_below_it_loses_no_line(contents: tuple[str, ...]) -> None:
    (found,) = pieces(*contents)
    assert found[2] == "\n".join(contents)


def test_the_table_parts_the_pieces_of_a_section_that_nobody_signs() -> None:
    contents = ("本期要目", "·会议动态·", "编纂工作启动", "众人编修村志", "·基层动态·", "渡口的账本")
    text = ("·会议动态·", "编纂工作启动", FIRST, "众人编修村志", SECOND, "·基层动态·", "渡口的账本", THIRD)
    assert pieces(*contents, *text) == [
        ("会议动态", "编纂工作启动", FIRST),
        ("会议动态", "众人编修村志", SECOND),
        ("基层动态", "渡口的账本", THIRD),
    ]


@pytest.mark.parametrize("head", ["【{}】", "◆{}◆"])
def test_a_section_that_only_the_text_names_is_kept_above_the_first_headline(head: str) -> None:
    contents = ("本期要目", "编纂工作启动", "众人编修村志", "渡口的账本")
    text = (head.format("会议动态"), "编纂工作启动", FIRST, "众人编修村志", SECOND, head.format("基层动态"), "渡口的账本", THIRD)
    assert pieces(*contents, *text) == [
        ("会议动态", "编纂工作启动", FIRST),
        ("会议动态", "众人编修村志", SECOND),
        ("基层动态", "渡口的账本", THIRD),
    ]


def test_a_headline_broken_over_two_lines_is_found_in_the_table() -> None:
    contents = ("本期要目", "编纂工作启动", "各县一百余名编辑到省方志馆听课")
    text = ("编纂工作启动", FIRST, "各县一百余名编辑", "到省方志馆听课", SECOND)
    assert [title for _, title, _ in pieces(*contents, *text)] == ["编纂工作启动", "各县一百余名编辑到省方志馆听课"]


def test_a_headline_that_table_and_text_break_alike_is_one() -> None:
    broken = ("各县一百余名编纂人员", "到省方志馆听课")
    found = pieces("本期要目", "编纂工作启动", *broken, "编纂工作启动", FIRST, *broken, SECOND)
    assert [title for _, title, _ in found] == ["编纂工作启动", "".join(broken)]


def test_a_listed_headline_ends_with_its_line() -> None:
    text = ("编纂工作启动", "请老人开口", FIRST, "众人编修村志", "让青年动手", SECOND)
    assert pieces("本期要目", "编纂工作启动", "众人编修村志", *text) == [
        (None, "编纂工作启动", f"请老人开口\n{FIRST}"),
        (None, "众人编修村志", f"让青年动手\n{SECOND}"),
    ]


def test_what_repeats_an_entry_without_a_text_below_or_out_of_order_begins_nothing() -> None:
    contents = ("本期要目", "编纂工作启动", "众人编修村志", "渡口的账本")
    text = (
        "编纂工作启动",
        FIRST,
        "渡口的账本",
        SECOND,
        "众人编修村志",
        "渡口的账本",
        "众人编修村志",
        SECOND,
        "渡口的账本",
        THIRD,
    )
    assert [title for _, title, _ in pieces(*contents, *text)] == ["编纂工作启动", "众人编修村志", "渡口的账本"]


def test_a_sentence_that_names_an_entry_begins_nothing() -> None:
    contents = ("本期要目", "编纂工作启动", "众人编修村志")
    text = ("编纂工作启动", FIRST, "众人编修村志。", SECOND, "众人编修村志", THIRD)
    assert pieces(*contents, *text)[0] == (None, "编纂工作启动", f"{FIRST}\n众人编修村志。\n{SECOND}")


@pytest.mark.parametrize("colon", ["：", ":"])
def test_a_slogan_that_a_colon_leads_into_begins_nothing_though_it_equals_an_entry(colon: str) -> None:
    contents = ("本期目录", "编纂工作启动", "众人编修村志")
    text = ("编纂工作启动", FIRST, f"会议提出{colon}", "众人编修村志", SECOND, "众人编修村志", "——渡口的账本", THIRD)
    assert pieces(*contents, *text) == [
        (None, "编纂工作启动", f"{FIRST}\n会议提出{colon}\n众人编修村志\n{SECOND}"),
        (None, "众人编修村志", THIRD),
    ]


def test_a_listed_headline_may_stand_below_a_section_head_with_a_colon() -> None:
    text = ("【会议动态】：", "编纂工作启动", FIRST, "【基层动态】：", "众人编修村志", "渡口的账本", SECOND)
    found = pieces("本期目录", "编纂工作启动", "众人编修村志", *text)
    assert [title for _, title, _ in found] == ["编纂工作启动", "众人编修村志"]


@pytest.mark.parametrize("numbers", [("", "一、", "二、"), ("", "第一章　", "第二章　")])
def test_chapters_that_a_table_lists_are_no_pieces(numbers: tuple[str, ...]) -> None:
    names = [number + name for number, name in zip(numbers, ("村志编纂", "明确专人", "编辑到课"), strict=True)]
    text = [line for name, paragraph in zip(names, (FIRST, SECOND, THIRD), strict=True) for line in (name, paragraph)]
    assert len(pieces("目录", *names, "结语", *text, "结语", FIRST)) == 1


REPORT = "云岭市地方志工作情况报告"


def test_a_table_whose_second_entry_begins_the_text_of_its_first_lists_chapters() -> None:
    contents = ("目录", REPORT, "工作回顾", "存在问题", "下步打算")
    found = pieces(*contents, REPORT, "工作回顾", FIRST, "存在问题", SECOND, "下步打算", THIRD)
    assert found == [(None, REPORT, "\n".join(("工作回顾", FIRST, "存在问题", SECOND, "下步打算", THIRD)))]


@pytest.mark.parametrize(
    ("head", "second"), [("目录", "——首轮修志综述"), ("目录", "云岭市地方志办公室"), ("本期要目", "推动方志事业高质量发展")]
)
def test_what_stands_below_a_first_headline_is_no_chapter(head: str, second: str) -> None:
    text = (REPORT, second, FIRST, "渡口的账本", THIRD)
    assert len(pieces(head, REPORT, second, "渡口的账本", *text)) == 2


def test_numbered_headlines_are_told_by_the_table_of_an_issue_that_numbers_them_all() -> None:
    names = ("一、编纂工作启动", "二、众人编修村志", "三、渡口的账本")
    text = [line for name, paragraph in zip(names, (FIRST, SECOND, THIRD), strict=True) for line in (name, paragraph)]
    assert [title for _, title, _ in pieces("本期要目", *names, *text)] == list(names)
    inner = ("本期要目", "编纂工作启动", "一、明确专人", "二、编辑到课", "渡口的账本")
    below = ("编纂工作启动", FIRST, "一、明确专人", SECOND, "二、编辑到课", SECOND, "渡口的账本", THIRD)
    assert [title for _, title, _ in pieces(*inner, *below)] == ["编纂工作启动", "渡口的账本"]


def test_where_the_table_lists_the_pieces_nothing_else_than_it_tells_headlines() -> None:
    contents = ("本期要目", "【市州动态】", "1.云岭市启动村志编纂", "2.天泉市举办培训班")
    text = ("【市州动态】", "云岭市启动村志编纂", "云岭市地方志办公室", FIRST, "区志用起来", "砚湖市地方志办公室", SECOND)
    found = pieces(*contents, *text, "天泉市举办培训班", THIRD)
    assert [title for _, title, _ in found] == ["云岭市启动村志编纂", "天泉市举办培训班"]


def test_sections_that_a_table_lists_without_a_sign_stand_above_the_same_headlines_in_the_text() -> None:
    contents = ("目　录", "工作动态", "编纂工作启动（1）", "众人编修村志（3）", "经验交流", "渡口的账本（5）")
    text = ("工作动态", "编纂工作启动", FIRST, "众人编修村志", SECOND, "经验交流", "渡口的账本", THIRD)
    assert pieces(*contents, *text) == [
        ("工作动态", "编纂工作启动", FIRST),
        ("工作动态", "众人编修村志", SECOND),
        ("经验交流", "渡口的账本", THIRD),
    ]


def test_a_headline_that_table_and_text_break_alike_is_no_section() -> None:
    contents = ("本期要目", "众人编修", "村志的路子", "编纂工作启动")
    text = ("众人编修", "村志的路子", FIRST, "编纂工作启动", SECOND)
    assert [section for section, _, _ in pieces(*contents, *text)] == [None, None]
    assert [title for _, title, _ in pieces(*contents, *text)] == ["众人编修村志的路子", "编纂工作启动"]


OF_SHORT = ("古城墙考略", "渡口码头旧事")
OF_LONG = ("守正创新谱写方志新篇", "渡口县志通过终审验收")


@pytest.mark.parametrize("headlines", [OF_SHORT, OF_LONG])
@pytest.mark.parametrize(
    ("below", "field", "values"),
    [
        (("——云岭市修志综述", "——首轮修志圆满收官"), "subtitle", ("云岭市修志综述", "首轮修志圆满收官")),
        (("云岭市地方志办公室", "渡口县志办"), "contributor", ("云岭市地方志办公室", "渡口县志办")),
        (("云岭市方志馆　聂长庚", "渡口县志办　宋屿舟"), "contributor", ("云岭市方志馆", "渡口县志办")),
        (("聂长庚", "宋　屿"), "authors", (("聂长庚",), ("宋屿",))),
        (("（2023年3月1日）", "（2023年3月2日）"), "subtitle", (None, None)),
    ],
)
def test_what_a_table_lists_below_its_headlines_is_no_part_of_them(
    headlines: tuple[str, str], below: tuple[str, str], field: str, values: tuple[object, object]
) -> None:
    contents = ("本期要目", headlines[0], below[0], headlines[1], below[1])
    text = (headlines[0], below[0], FIRST, headlines[1], below[1], SECOND)
    found = read_page(SavedPage("page.txt", "\n".join((HEAD, *contents, *text)).encode(), None)).articles
    assert [article.title for article in found] == list(headlines)
    assert [article.section for article in found] == [None, None]
    assert [getattr(article, field) for article in found] == list(values)


def test_subtitle_and_unit_that_a_table_lists_on_lines_of_their_own_stand_below_one_headline() -> None:
    listed = ("守正创新谱写方志新篇", "——云岭市修志综述", "云岭市地方志办公室", "渡口的账本")
    found = pieces("本期要目", *listed, *listed[:3], FIRST, listed[3], THIRD)
    assert found == [(None, "守正创新谱写方志新篇", FIRST), (None, "渡口的账本", THIRD)]


def test_neighbouring_entries_that_stand_apart_somewhere_are_no_broken_headline() -> None:
    first, second = "各县一百余名编纂人员听课", "渡口县志通过终审验收"
    found = pieces("本期要目", "编纂工作启动", first, second, "编纂工作启动", FIRST, first, second, SECOND, second, THIRD)
    assert all(title != first + second for _, title, _ in found)


@pytest.mark.parametrize(("one", "two"), [((), ()), (("聂长庚",), ("宋　屿",))])
def test_short_headlines_that_table_and_text_break_alike_are_no_sections(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    first, second = ("贯彻会议精神", "推动方志事业发展"), ("深化机构改革", "提升修志编鉴水平")
    contents = (*first, *one, *second, *two)
    found = pieces("本期要目", *contents, *first, *one, FIRST, *second, *two, SECOND)
    assert found == [(None, "".join(first), FIRST), (None, "".join(second), SECOND)]


def test_a_section_with_a_longer_name_stands_above_several_entries() -> None:
    contents = ("本期要目", "党史学习教育", "编纂工作启动", "众人编修村志", "年鉴编纂工作", "渡口的账本")
    text = ("党史学习教育", "编纂工作启动", FIRST, "众人编修村志", SECOND, "年鉴编纂工作", "渡口的账本", THIRD)
    assert pieces(*contents, *text) == [
        ("党史学习教育", "编纂工作启动", FIRST),
        ("党史学习教育", "众人编修村志", SECOND),
        ("年鉴编纂工作", "渡口的账本", THIRD),
    ]


def test_a_numbered_heading_that_a_table_lists_below_a_headline_is_no_part_of_it() -> None:
    contents = ("本期要目", "编纂工作启动", "一、明确专人", "二、编辑到课", "渡口的账本")
    text = ("编纂工作启动", "一、明确专人", FIRST, "二、编辑到课", SECOND, "渡口的账本", THIRD)
    assert [title for _, title, _ in pieces(*contents, *text)] == ["编纂工作启动", "渡口的账本"]


@pytest.mark.parametrize("second", [(), ("若干意见",)])
def test_a_table_whose_first_headline_stands_above_its_text_lists_no_chapters(second: tuple[str, ...]) -> None:
    first = "关于推进全省村志编纂工作的" if second else "云岭市启动村志编纂工作"
    listed = (first, *second, "众人编修渡口村志", "渡口的账本")
    found = pieces("目录", *listed, first, *second, FIRST, "众人编修渡口村志", SECOND, "渡口的账本", THIRD)
    assert [title for _, title, _ in found] == ["".join((first, *second)), "众人编修渡口村志", "渡口的账本"]


def test_a_name_that_the_table_lists_and_that_stands_above_a_text_begins_a_piece() -> None:
    listed = ("编纂工作启动", "聂长庚", "渡口的账本")
    found = pieces("本期要目", *listed, listed[0], FIRST, listed[1], SECOND, listed[2], THIRD)
    assert [title for _, title, _ in found] == list(listed)


def test_a_head_of_a_table_with_a_paragraph_right_below_it_is_no_headline() -> None:
    (found,) = read_page(SavedPage("page.txt", "\n".join((HEAD, "本期要目", FIRST, SECOND)).encode(), None)).articles
    assert (found.title, found.preamble, found.body) == ("工作简报第12期（总第507期）", "本期要目", f"{FIRST}\n{SECOND}")
