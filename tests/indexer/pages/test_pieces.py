"""Pieces of an issue: what parts them beside brackets, and what stands between them."""

from __future__ import annotations

import pytest

from indexer.pages import SavedPage, read_page

HEAD = "工作简报第12期（总第507期）\n来源：澜川省地方志工作办公室 发布时间：2023-02-17"
TITLE = "工作简报第12期（总第507期）\n发布时间：2023-02-17"
FIRST = "2月14日，云岭市启动村志编纂工作，全市一百二十个村确定编纂人员，市地方志办公室派出指导组逐村讲解编写要求。"
SECOND = "培训班上，各县区一百余名编辑到课，省方志馆三位编审讲授条目编写和图片选用的方法，并当场修改各县送来的初稿。"


def pieces(*lines: str) -> list[tuple[str, str | None, str]]:
    found = read_page(SavedPage("page.txt", "\n".join((HEAD, *lines)).encode(), None)).articles
    return [(article.title, article.contributor, article.body) for article in found]


@pytest.mark.parametrize("signature", ["供稿：{}", "{}　供稿", "{} 供稿"])
def test_a_line_that_says_who_supplied_a_piece_ends_it(signature: str) -> None:
    first, second = "云岭市地方志办公室", "天泉市地方志办公室"
    found = pieces(
        "编纂工作启动", FIRST, signature.format(first), "培训班开班", SECOND, signature.format(second), "编辑到课", FIRST
    )
    assert found == [("编纂工作启动", first, FIRST), ("培训班开班", second, SECOND), ("编辑到课", None, FIRST)]


def test_a_supplier_before_a_paragraph_ends_nothing() -> None:
    found = pieces(
        "编纂工作启动", FIRST, "供稿：云岭市地方志办公室", SECOND, "（云岭市地方志办公室）", "培训班开班", SECOND, "（省方志馆）"
    )
    assert found[0] == ("编纂工作启动", "云岭市地方志办公室", f"{FIRST}\n供稿：云岭市地方志办公室\n{SECOND}")


def test_the_supplier_at_the_end_of_an_article_is_its_contributor() -> None:
    text = "\n".join(("我市启动村志编纂", "来源：澜川日报 发布时间：2023-02-17", FIRST, SECOND, "云岭市地方志办公室　供稿"))
    (article,) = read_page(SavedPage("page.txt", text.encode(), None)).articles
    assert (article.contributor, article.body) == ("云岭市地方志办公室", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize("first", ["云岭市文联", "云岭县文化站", "云岭县气象台", "综合股", "云岭县委党校", "云岭镇司法所"])
def test_units_of_every_kind_part_pieces(first: str) -> None:
    found = pieces("编纂工作启动", FIRST, f"（{first}）", "培训班开班", SECOND, "（云岭县供销社）")
    assert found == [("编纂工作启动", first, FIRST), ("培训班开班", "云岭县供销社", SECOND)]


@pytest.mark.parametrize("caption", ["图为会议现场", "图为会议现场。（林疏影 摄）", "指导组逐村讲解（林疏影 摄）"])
def test_a_caption_behind_a_signature_belongs_to_the_piece_that_has_ended(caption: str) -> None:
    first, second = ["编纂工作启动", FIRST, "（云岭市地方志办公室）"], ["培训班开班", SECOND, "（省方志馆）"]
    assert pieces(*first, caption, *second, caption) == [
        ("编纂工作启动", "云岭市地方志办公室", f"{FIRST}\n{caption}"),
        ("培训班开班", "省方志馆", f"{SECOND}\n{caption}"),
    ]


def test_a_caption_below_a_headline_is_no_part_of_it() -> None:
    first, second = ["编纂工作启动", FIRST, "（云岭市地方志办公室）"], ["培训班开班", "图为会议现场", SECOND, "（省方志馆）"]
    assert pieces(*first, *second)[1] == ("培训班开班", "省方志馆", f"图为会议现场\n{SECOND}")


@pytest.mark.parametrize("sign", ["■ ", "★", "◆　", "▍"])
def test_one_sign_in_front_marks_the_sections_of_an_issue(sign: str) -> None:
    lines = [f"{sign}特别关注", "编纂工作启动", FIRST, f"{sign}市州动态", "培训班开班", SECOND, "（省方志馆）", "编辑到课", FIRST]
    found = read_page(SavedPage("page.txt", "\n".join((HEAD, *lines)).encode(), None)).articles
    assert [(article.section, article.title, article.contributor, article.body) for article in found] == [
        ("特别关注", "编纂工作启动", None, FIRST),
        ("市州动态", "培训班开班", "省方志馆", SECOND),
        ("市州动态", "编辑到课", None, FIRST),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["■ 提高认识", FIRST, "■ 加强领导", SECOND],
        ["■ 特别关注", "编纂工作启动", FIRST, "★ 市州动态", "培训班开班", SECOND],
        ["编纂工作启动", FIRST, "■ 提高认识", "明确专人", SECOND, "■ 加强领导", "编辑到课", FIRST],
        ["■ 特别关注", "编纂工作启动", FIRST, "■ 主要做法", "一、提高认识", SECOND],
    ],
)
def test_a_sign_in_front_of_anything_else_makes_no_section(lines: list[str]) -> None:
    found = read_page(SavedPage("page.txt", "\n".join((HEAD, *lines)).encode(), None)).articles
    assert [article.section for article in found] == [None]
    text = "".join(f"{article.title}{article.body}" for article in found)
    assert all(line in text for line in lines)


@pytest.mark.parametrize("gap", [" ", "　", "　　"])
@pytest.mark.parametrize(
    ("names", "authors"), [("聂长庚", ("聂长庚",)), ("叶 蓁", ("叶蓁",)), ("聂长庚 宋屿", ("聂长庚", "宋屿"))]
)
def test_a_unit_and_names_below_a_headline_sign_and_are_no_part_of_it(gap: str, names: str, authors: tuple[str, ...]) -> None:
    lines = ("做好资料工作的思考", f"云岭市方志馆{gap}{names}", FIRST, SECOND)
    (found,) = read_page(SavedPage("page.txt", "\n".join((HEAD, *lines)).encode(), None)).articles
    assert (found.title, found.contributor, found.authors) == (lines[0], "云岭市方志馆", authors)
    assert found.body == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize("gap", ["　", "  ", "　　　"])
def test_a_name_of_two_characters_signs_behind_a_wide_gap(gap: str) -> None:
    (found,) = pieces("做好资料工作的思考", f"云岭市方志馆{gap}叶蓁", FIRST, SECOND)
    assert found == ("做好资料工作的思考", "云岭市方志馆", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    "line",
    [
        "云岭市方志馆　通知",
        "云岭市方志馆　成立",
        "云岭市方志馆　简介",
        "云岭市方志馆 叶蓁",
        "云岭市方志馆聂长庚",
        "云岭市方志馆　聂长庚讲述",
    ],
)
def test_a_unit_beside_other_words_below_a_headline_signs_nothing(line: str) -> None:
    assert pieces("做好资料工作的思考", "二〇二三年的工作", line, FIRST, SECOND)[0][1] is None


@pytest.mark.parametrize("offered", ["云展览", "云课堂", "云直播", "文化节", "安全月", "金秋展"])
def test_what_a_unit_offers_is_no_person_though_it_begins_with_a_surname(offered: str) -> None:
    ((title, contributor, body),) = pieces("足不出户看方志", "二〇二三年的工作", f"云岭市方志馆　{offered}", FIRST, SECOND)
    assert (contributor, f"云岭市方志馆　{offered}" in f"{title}\n{body}") == (None, True)
    text = "\n".join(("足不出户看方志", "发布时间：2023-02-17", f"云岭市方志馆　{offered}", FIRST, SECOND))
    (article,) = read_page(SavedPage("page.txt", text.encode(), None)).articles
    assert (article.authors, article.contributor, article.body[:6]) == ((), None, "云岭市方志馆")


def test_a_unit_and_people_without_a_text_below_are_text_themselves() -> None:
    lines = ["云岭市档案馆　聂长庚", "二等奖", "天泉市地方志办公室　宋屿舟", "三等奖", "省方志馆　叶蓁"]
    assert pieces("【光荣榜】", "一等奖", *lines) == [("一等奖", None, "\n".join(lines))]
    found = pieces("编纂工作启动", FIRST, "（省方志馆）", "【光荣榜】", "一等奖", *lines)
    assert found[1:] == [("一等奖", None, "\n".join(lines))]


def test_a_heading_may_stand_between_a_unit_with_its_people_and_the_text() -> None:
    found = pieces("【经验交流】", "做好资料工作的思考", "云岭市方志馆　聂长庚", "一、提高认识", FIRST, "二、明确专人", SECOND)
    body = "\n".join(("一、提高认识", FIRST, "二、明确专人", SECOND))
    assert found == [("做好资料工作的思考", "云岭市方志馆", body)]


@pytest.mark.parametrize("day", ["（2023年5月6日）", "2023年5月6日", "（二〇二三年五月六日）"])
@pytest.mark.parametrize("by", [(), ("聂长庚",)])
def test_a_day_below_a_headline_is_no_part_of_it(day: str, by: tuple[str, ...]) -> None:
    lines = ("在全省修志工作会议上的讲话", day, *by, FIRST, SECOND)
    (found,) = read_page(SavedPage("page.txt", "\n".join((HEAD, *lines)).encode(), None)).articles
    assert (found.title, found.authors, found.body) == (lines[0], by, f"{day}\n{FIRST}\n{SECOND}")


def test_a_headline_over_two_lines_may_stand_above_a_unit_and_its_people() -> None:
    found = pieces("做好资料工作", "服务全省大局", "云岭市方志馆　聂长庚", FIRST, SECOND)
    assert found == [("做好资料工作服务全省大局", "云岭市方志馆", f"{FIRST}\n{SECOND}")]


@pytest.mark.parametrize("second", ["地方志文化进医院", "走近派出所", "拧成一股"])
def test_a_slogan_that_ends_like_a_unit_goes_on_with_its_headline(second: str) -> None:
    found = pieces(
        "【市州动态】", "云岭市方志馆组织志愿者", second, FIRST, "（云岭市方志馆）", "编辑到课", SECOND, "（天泉市地方志办公室）"
    )
    assert found == [
        (f"云岭市方志馆组织志愿者{second}", "云岭市方志馆", FIRST),
        ("编辑到课", "天泉市地方志办公室", SECOND),
    ]


@pytest.mark.parametrize("section", [["【经验交流】"], []])
def test_pieces_with_their_unit_below_each_headline_are_parted_by_that(section: list[str]) -> None:
    first, second = (
        ["众人编修村志", "云岭市人民政府", FIRST],
        ["用好", "区情读本", "天泉市地方志办公室", SECOND, "明确专人", FIRST],
    )
    assert pieces(*section, *first, *second) == [
        ("众人编修村志", "云岭市人民政府", FIRST),
        ("用好区情读本", "天泉市地方志办公室", f"{SECOND}\n明确专人\n{FIRST}"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["众人编修村志", FIRST, "承办单位", "天泉市地方志办公室", SECOND, "协办单位", "省方志馆", FIRST],
        ["众人编修村志", "云岭市人民政府", FIRST, "云岭市档案馆", "天泉市地方志办公室", SECOND],
        ["众人编修村志", "云岭市人民政府", FIRST, "明确专人", "方志馆", SECOND],
    ],
)
def test_a_unit_below_a_heading_inside_a_piece_parts_nothing(lines: list[str]) -> None:
    assert len(pieces("【经验交流】", *lines)) == 1


def test_the_first_heading_inside_a_signed_piece_is_no_part_of_its_headline() -> None:
    first = ["众人编修村志的路子", "请老人开口", SECOND, "让青年动手", FIRST, "（云岭市人民政府）"]
    second = ["用好", "区情读本", FIRST, "（天泉市地方志办公室）"]
    assert pieces("【经验交流】", *first, *second) == [
        ("众人编修村志的路子", "云岭市人民政府", f"请老人开口\n{SECOND}\n让青年动手\n{FIRST}"),
        ("用好区情读本", "天泉市地方志办公室", FIRST),
    ]


@pytest.mark.parametrize("inner", ["让青年动手，让账本说话", "云岭市举办编纂培训班", "一、让青年动手"])
def test_a_line_unlike_the_headings_below_goes_on_with_its_headline(inner: str) -> None:
    lines = ["众人编修村志", "云岭有路子", FIRST, inner, f"2月15日，云岭市{SECOND}", "（云岭市人民政府）"]
    assert pieces("【经验交流】", *lines)[0][0] == "众人编修村志云岭有路子"


@pytest.mark.parametrize("general", [FIRST, f"近年来，{SECOND}", f"{SECOND}主要做法有以下两点。", f"{SECOND}做法是："])
def test_a_line_above_the_general_words_of_a_piece_goes_on_with_its_headline(general: str) -> None:
    lines = ["众人编修村志的路子", "云岭的村志", general, "请老人开口", SECOND, "让青年动手", SECOND, "（云岭市人民政府）"]
    assert pieces("【经验交流】", *lines)[0][0] == "众人编修村志的路子云岭的村志"


@pytest.mark.parametrize(
    ("first", "second", "inner"),
    [
        ("云岭市地方志办公室深入开展学习教育", "推动村志事业高质量发展", ["强化学习，提升政治素养", "强化实践，服务发展大局"]),
        ("众人编修村志", "云岭有路子", ["请老人开口", "让青年动手"]),
        ("众人编修村志的路子", "云岭有路子", ["请老人开口", "让青年也动手"]),
    ],
)
def test_a_line_of_another_form_than_the_headings_below_goes_on_with_its_headline(
    first: str, second: str, inner: list[str]
) -> None:
    lines = [first, second, SECOND, *(line for heading in inner for line in (heading, SECOND)), "（云岭市人民政府）"]
    assert pieces("【经验交流】", *lines)[0][0] == first + second


def set_pieces(*lines: str) -> list[tuple[str | None, str]]:
    head = "<title>工作简报第12期（总第507期）</title><h1>工作简报第12期（总第507期）</h1><p>发布时间：2023-02-17</p>"
    html = head + "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    found = read_page(SavedPage("page.html", f"<meta charset=utf-8>{html}".encode(), None)).articles
    return [(article.section, article.title) for article in found]


SETTINGS = (
    "<h3>{}</h3>",
    "<p align=center><b>{}</b></p>",
    '<p style="text-align: center; font-weight: 700">{}</p>',
    "<div style='text-align:center'><p><strong><span>{}</span></strong></p></div>",
    "<center><b>{}</b></center>",
)


@pytest.mark.parametrize("setting", SETTINGS)
def test_headlines_that_are_set_alike_part_the_pieces_of_a_section(setting: str) -> None:
    first, second, third = map(setting.format, ("云岭编修村志", "省方志馆编审来讲课", "渡口的账本"))
    assert set_pieces("【工作动态】", first, FIRST, "明确专人", SECOND, second, SECOND, "【经验交流】", third, FIRST) == [
        ("工作动态", "云岭编修村志"),
        ("工作动态", "省方志馆编审来讲课"),
        ("经验交流", "渡口的账本"),
    ]


@pytest.mark.parametrize("opening", ["2月15日，", "近日，", "天泉市举办培训班。"])
def test_headlines_that_are_set_alike_may_name_nothing_above_texts_of_another_day_or_place(opening: str) -> None:
    found = set_pieces("【工作动态】", "<h3>众人编修村志</h3>", FIRST, "<h3>渡口的账本</h3>", f"{opening}{SECOND}")
    assert [title for _, title in found] == ["众人编修村志", "渡口的账本"]


@pytest.mark.parametrize("second", ["天泉市举办培训班", "云岭市举办培训班", "云岭的培训班"])
def test_headlines_that_are_set_alike_name_another_place_or_tell_news(second: str) -> None:
    place = second[:2]
    found = set_pieces(
        "【工作动态】", "<h3>云岭编修村志</h3>", FIRST, f"<h3>{second}</h3>", f"2月15日，{place}市举办培训班。{SECOND}"
    )
    assert [title for _, title in found] == ["云岭编修村志", second]


@pytest.mark.parametrize(
    "lines",
    [
        ["<p>众人编修村志的路子</p>", FIRST, "<h3>请老人开口</h3>", FIRST, "<h3>让青年动手</h3>", SECOND],
        ["<h2>众人编修村志的路子</h2>", FIRST, "<h3>请老人开口</h3>", FIRST, "<h3>让青年动手</h3>", SECOND],
        ["<h3>众人编修村志的路子</h3>", FIRST, "<h3>请老人开口</h3>", FIRST, "<h3>让青年动手</h3>", SECOND],
        ["<h3>众人编修村志的路子</h3>", "<h3>请老人开口</h3>", FIRST, "<h3>让青年都动手</h3>", SECOND],
        ["<h3>众人编修村志的路子</h3>", FIRST, "<h3>一、请老人开口</h3>", FIRST, "<h3>二、让青年动手</h3>", SECOND],
        ["<h3>众人编修村志的路子</h3>", FIRST, "<h3>请老人开口</h3>", FIRST, "（云岭市人民政府）"],
        ["<h3>云岭市启动村志编纂</h3>", FIRST, "<h3>抓组织保障</h3>", SECOND],
        ["<h3>云岭编修村志的路子</h3>", FIRST, "<h3>抓组织保障</h3>", SECOND, "<h3>抓队伍建设和业务培训</h3>", SECOND],
        ["<h3>云岭编修村志的路子</h3>", FIRST, "<h3>云岭的做法</h3>", f"云岭市派出指导组。{SECOND}"],
        ["<h3>云岭编修村志的路子</h3>", FIRST, "<h3>各县区听课</h3>", SECOND],
        ["<h3>云岭编修村志</h3>", FIRST, "<h3>抓组织保障工作</h3>", f"今年以来，云岭市派出指导组。{SECOND}"],
        ["<h3>云岭编修村志</h3>", f"云岭市编修村志。{FIRST}", "<h3>抓组织保障工作</h3>", f"云岭市派出指导组。{SECOND}"],
        ["<p align=center>众人编修村志的路子</p>", FIRST, "<p align=center>村民在编修村志</p>", SECOND],
    ],
)
def test_headings_inside_a_piece_part_nothing_however_they_are_set(lines: list[str]) -> None:
    assert len(set_pieces("【经验交流】", *lines)) == 1


Credits = tuple[str | None, tuple[str, ...], str | None]
HEADLINES = ("编纂工作启动", "培训班开班", "编辑到课")
OFFICE = "澜川省地方志工作办公室"


def credits_of(*below: str, foot: str = "", head: str = HEAD) -> list[Credits]:
    """Contributor, authors and source of three pieces, the first ones signed as told; each has its own text."""
    text = [line for piece in zip(HEADLINES, (FIRST, SECOND, FIRST), below, strict=True) for line in piece if line]
    found = read_page(SavedPage("page.txt", "\n".join((head, "【部门动态】", *text, foot)).encode(), None)).articles
    assert [(article.title, article.body) for article in found] == list(zip(HEADLINES, (FIRST, SECOND, FIRST), strict=True))
    return [(article.contributor, article.authors, article.source) for article in found]


def test_a_credit_below_a_piece_is_that_pieces_and_no_others() -> None:
    assert credits_of("（作者：叶蓁）", "（来源：砚湖日报）", "（宋屿 供稿）") == [
        (None, ("叶蓁",), OFFICE),
        (None, (), "砚湖日报"),
        (None, ("宋屿",), OFFICE),
    ]


@pytest.mark.parametrize("last", ["供稿：砚湖市方志馆 叶蓁", "（供稿：砚湖市方志馆 叶蓁）", "（砚湖市方志馆 叶蓁）"])
def test_who_sent_the_last_piece_in_sent_no_other(last: str) -> None:
    assert credits_of("（供稿：水利局）", "（应急局）", last, foot="来源：砚湖方志网\n终审：宋屿") == [
        ("水利局", (), OFFICE),
        ("应急局", (), OFFICE),
        ("砚湖市方志馆", ("叶蓁",), OFFICE),
    ]


def test_the_source_of_a_piece_is_not_that_of_pieces_without_one() -> None:
    assert [source for _, _, source in credits_of("（来源：砚湖日报）", "（应急局）", "（来源：澄川报）", head=TITLE)] == [
        "砚湖日报",
        None,
        "澄川报",
    ]


@pytest.mark.parametrize("foot", ["作者：叶蓁", "撰稿：叶蓁\n终审：宋屿"])
def test_a_credit_below_pieces_that_nobody_signs_is_for_all(foot: str) -> None:
    lines = (HEAD, "【部门动态】", "编纂工作启动", FIRST, "【县区动态】", "培训班开班", SECOND, foot)
    found = read_page(SavedPage("page.txt", "\n".join(lines).encode(), None)).articles
    assert [(article.title, article.authors) for article in found] == [("编纂工作启动", ("叶蓁",)), ("培训班开班", ("叶蓁",))]


def test_who_edited_the_page_is_for_all_pieces_wherever_it_is_stated() -> None:
    lines = (HEAD, "【部门动态】", "编纂工作启动", FIRST, "（应急局）", "培训班开班", f"{SECOND}（责任编辑：温如故）")
    found = read_page(SavedPage("page.txt", "\n".join(lines).encode(), None)).articles
    assert [article.reviewer for article in found] == ["温如故", "温如故"]


def test_a_place_in_brackets_at_the_end_of_a_sentence_signs_nothing_and_is_kept() -> None:
    first = f"{FIRST[:-1]}（云岭市）"
    found = pieces("编纂工作启动", first, "（云岭市志办）", "培训班开班", SECOND[:-1] + "（天泉市）", "（省方志馆）")
    assert [body for _, _, body in found] == [first, f"{SECOND[:-1]}（天泉市）"]


@pytest.mark.parametrize("word", ["编者按：", "[编者按]", "【编者按】", "（编者按）", "按：", "编者的话：", "导语："])
def test_an_editors_note_above_the_first_piece_is_none(word: str) -> None:
    text = "\n".join(
        (HEAD, f"{word}村志是村庄的家谱。", "编纂工作启动", FIRST, "（云岭市志办）", "培训班开班", SECOND, "（省方志馆）")
    )
    first, second = read_page(SavedPage("page.txt", text.encode(), None)).articles
    assert (first.preamble, first.title, first.body) == (f"{word}村志是村庄的家谱。", "编纂工作启动", FIRST)
    assert second.preamble is None


def test_an_issue_of_nothing_but_signed_headlines_is_kept_as_one_text() -> None:
    found = pieces("【市州动态】", "云岭市启动村志编纂", "（云岭市志办）", "天泉市志书出版", "（省方志馆）")
    assert found == [("工作简报第12期（总第507期）", "云岭市志办", "云岭市启动村志编纂\n天泉市志书出版")]


@pytest.mark.parametrize(
    "extra",
    [
        (SECOND, SECOND),
        ("图为会议现场", SECOND),
        ("一、明确专人", SECOND),
        ("明确专人", "编辑到课", SECOND),
    ],
)
def test_captions_and_numbered_lines_between_headings_of_one_form_are_no_headings(extra: tuple[str, ...]) -> None:
    inner = ("请老人开口", SECOND, *extra, "让青年动手", SECOND)
    found = pieces("众人编修村志有新路", *inner, "（云岭市人民政府）", "培训班开班", SECOND, "（省方志馆）")
    assert found[0] == ("众人编修村志有新路", "云岭市人民政府", "\n".join(inner))


@pytest.mark.parametrize("below", [("【基层动态】", "天泉市举办培训班"), ("天泉市举办培训班",)])
def test_headings_inside_a_piece_are_told_up_to_its_end(below: tuple[str, ...]) -> None:
    inner = ("请老人开口", SECOND, "让青年动手", SECOND)
    signed = ("（云岭市人民政府）",) if len(below) > 1 else ()
    lines = ("【经验交流】", "众人编修村志有新路", *inner, *signed, *below, f"2月15日，天泉市{SECOND}", "（省方志馆）")
    found = pieces(*lines)
    assert [title for title, _, _ in found] == ["众人编修村志有新路", "天泉市举办培训班"]


def test_the_people_of_a_unit_in_brackets_are_people() -> None:
    for inside, authors in (("方志年鉴处 陆景行", ("陆景行",)), ("方志年鉴处 内部资料", ())):
        text = "\n".join((HEAD, "编纂工作启动", FIRST, f"（{inside}）", "培训班开班", SECOND, "（省方志馆）"))
        first, *_ = read_page(SavedPage("page.txt", text.encode(), None)).articles
        assert first.authors == authors


def test_a_section_head_below_a_headline_is_no_part_of_it() -> None:
    found = pieces("【会议动态】", "培训班开班", "【基层动态】", FIRST, "（云岭市地方志办公室）")
    assert [title for title, _, _ in found] == ["工作简报第12期（总第507期）"]


@pytest.mark.parametrize("between", [("优秀年鉴", "优秀方志论文"), ("评委说，渡口写得真。", "云坞县方志馆　宋屿舟")])
def test_a_list_of_prizes_is_text_though_units_with_people_stand_in_it(between: tuple[str, ...]) -> None:
    prizes = ("砚湖市方志馆　聂长庚", *between, "北渡县方志馆　沈知微")
    assert pieces("【获奖名单】", "优秀村志", *prizes, SECOND) == [("优秀村志", None, "\n".join((*prizes, SECOND)))]


def test_a_unit_below_a_headline_signs_it_though_a_heading_stands_above_the_text() -> None:
    found = pieces("【会议动态】", "编纂工作启动", "云岭市地方志办公室", "主要做法", "主要成效", "主要经验", FIRST)
    assert found[0] == ("编纂工作启动", "云岭市地方志办公室", f"主要做法\n主要成效\n主要经验\n{FIRST}")


BARE = ("编纂工作启动", "（来源：澜川日报）")


def test_what_a_first_headline_without_a_text_says_is_kept_in_the_preamble() -> None:
    text = "\n".join((HEAD, "【会议动态】", *BARE, "【基层动态】", "培训班开班", FIRST, "编辑到课", SECOND))
    first, *_ = read_page(SavedPage("page.txt", text.encode(), None)).articles
    assert (first.title, first.section, first.body) == ("培训班开班", "基层动态", f"{FIRST}\n编辑到课\n{SECOND}")
    assert first.preamble == "\n".join(("会议动态", *BARE))


def test_the_head_of_a_section_of_headlines_without_a_text_is_kept_once() -> None:
    bare = ("【会议动态】", "编纂工作启动", "（云岭市人民政府）", "年鉴评审", "（省方志馆）")
    text = "\n".join((HEAD, *bare, "【基层动态】", "培训班开班", FIRST))
    (article,) = read_page(SavedPage("page.txt", text.encode(), None)).articles
    assert article.preamble == "会议动态\n编纂工作启动\n云岭市人民政府\n年鉴评审\n省方志馆"


@pytest.mark.parametrize(("head", "kept"), [("【会议动态】", ("会议动态",)), ("【基层动态】", ())])
def test_what_a_headline_without_a_text_says_is_kept_below_the_piece_above(head: str, kept: tuple[str, ...]) -> None:
    found = pieces("【基层动态】", "培训班开班", FIRST, "（云岭市地方志办公室）", head, *BARE, "【经验交流】", "编辑到课", SECOND)
    below = "\n".join((FIRST, *kept, *BARE))
    assert found == [("培训班开班", "云岭市地方志办公室", below), ("编辑到课", None, SECOND)]
