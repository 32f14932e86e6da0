"""What stands below a page's text, and what of it is text all the same."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.pages import SavedPage, read_page

HEAD = "砚湖市启动村志编纂\n来源：砚湖市志办 发布时间：2023-02-17 11:00:00\n"
TEXT = (
    "砚湖市日前启动村志编纂工作，市志办组织各县区业务骨干开展专题培训，明确编纂体例和时间安排。\n"
    "培训采取集中授课与分组讨论相结合的方式，邀请省内专家讲解资料收集、口述访谈与篇目设计等内容。\n"
    "与会人员一致表示，将以此次培训为契机，高质量完成首批村志编纂任务，为各村留存史料。"
)


def article(tail: str) -> Article:
    (found,) = read_page(SavedPage("page.txt", f"{HEAD}{TEXT}\n{tail}".encode(), None)).articles
    return found


@pytest.mark.parametrize("line", ["下一步，全市将开展试点。", "附件：1.首批村志名单.docx"])
def test_a_sentence_or_an_annex_below_a_labelled_line_is_text(line: str) -> None:
    found = article(f"供稿：砚湖市方志馆\n{line}")
    assert found.body == f"{TEXT}\n{line}"
    assert found.contributor == "砚湖市方志馆"


def test_a_signature_below_a_labelled_line_is_read() -> None:
    found = article("终审：宋屿\n（砚湖市方志馆）")
    assert (found.reviewer, found.contributor) == ("宋屿", "砚湖市方志馆")
    assert found.body == TEXT


COMMENTS = "网友评论：（只显示最新10条。评论内容只代表网友观点，与本站立场无关！）"


def test_a_row_about_readers_comments_hides_no_foot_above_it() -> None:
    buttons = "【发表评论】【加入收藏】【告诉好友】【打印此文】【关闭窗口】"
    neighbours = "上一篇文章： 没有了\n下一篇文章： 渡口旧志重新付印"
    found = article(f"终审：宋屿\n文章录入：admin　　责任编辑：admin\n{neighbours}\n{buttons}\n{COMMENTS}")
    assert (found.body, found.reviewer) == (TEXT, "宋屿")


@pytest.mark.parametrize("row", ["顶一下 (0) 0% 踩一下 (0) 0%", "顶一下\n(12)\n85.7%\n踩一下\n(2)\n14.3%"])
def test_votes_below_a_text_are_none_of_it(row: str) -> None:
    assert article(f"{row}\n上一篇：没有了").body == TEXT


@pytest.mark.parametrize("label", ["网址", "本文链接", "原文地址"])
def test_the_numbered_address_of_a_page_below_its_text_is_none_of_it(label: str) -> None:
    assert article(f"{label}：http://www.yanhu.example/show.asp?id=2211").body == TEXT


@pytest.mark.parametrize(
    "line",
    ["网址：http://www.yanhu.example", "投票网址：http://www.yanhu.example/vote.asp?id=2211", "网友评论：写得好，与本站立场无关"],
)
def test_an_address_that_readers_are_sent_to_is_text(line: str) -> None:
    assert article(line).body == f"{TEXT}\n{line}"


def test_the_address_of_a_page_ends_no_text_that_goes_on_below_it() -> None:
    going_on = "网址：http://www.yanhu.example/show.asp?id=2211\n资料可以在馆内查阅。"
    assert article(going_on).body == f"{TEXT}\n{going_on}"


@pytest.mark.parametrize(
    ("tail", "reviewer"), [("（责任编辑：admin）", None), ("责编：佚名", None), ("终审：Admin\n责编：温如故", "温如故")]
)
def test_nobody_reviews_what_a_system_signs(tail: str, reviewer: str | None) -> None:
    assert article(tail).reviewer == reviewer


@pytest.mark.parametrize("what", ["文/图", "图/文", "图文", "文图"])
@pytest.mark.parametrize("glued", ["", "\n"])
def test_who_wrote_and_took_the_pictures_needs_no_colon_in_brackets(what: str, glued: str) -> None:
    found = article(f"展览已经开放。{glued}（{what} 叶蓁　宋屿）")
    assert (found.authors, found.body) == (("叶蓁", "宋屿"), f"{TEXT}\n展览已经开放。")


@pytest.mark.parametrize("bracket", ["（图文 并茂）", "（文/图 由各县提供）", "（文图）"])
def test_such_words_before_anything_else_are_text(bracket: str) -> None:
    assert article(bracket).body == f"{TEXT}\n{bracket}"


def test_who_wrote_may_stand_behind_a_bar() -> None:
    found = article("文丨叶蓁\n图丨宋屿\n编辑丨温如故")
    assert (found.authors, found.reviewer, found.body) == (("叶蓁",), "温如故", TEXT)


@pytest.mark.parametrize("line", ["文 | 理", "图丨培训班现场", "文丨图"])
def test_a_bar_behind_such_a_word_and_before_anything_else_is_text(line: str) -> None:
    assert article(line).body == f"{TEXT}\n{line}"


@pytest.mark.parametrize("buttons", ["关闭本页 【打印正文】", "分享到:"])
def test_nothing_below_the_buttons_is_text(buttons: str) -> None:
    assert article(f"终审：宋屿\n{buttons}\n欢迎关注我们的公众号。\n附件下载").body == TEXT


def test_share_texts_on_one_line_hide_no_reviewer() -> None:
    share = "微信扫一扫:分享 Scan me! 微信里点“发现”,扫一下 二维码便可将本文分享至朋友圈。"
    found = article(f"来源: 砚湖市志办\n终审:宋屿\n分享到: 关闭本页 【打印正文】 x\n{share}\n× 用户登录")
    assert (found.reviewer, found.body) == ("宋屿", TEXT)


PATH = "您的位置: 首页 >澜川史志>工作动态>详细内容"
TITLE = "砚湖市启动村志编纂"
STATED = [
    "[作者: ]来源: 发布时间:2023-02-17 11:00:00 浏览次数:5 【字体:",
    "发布时间：2023-02-17 11:00:00",
    "日期：2023-02-17",
    "2023-02-17",
    "来源：砚湖市志办\n发布时间：2023-02-17",
]


def body(*lines: str) -> str:
    (found,) = read_page(SavedPage("page.txt", "\n".join(lines).encode(), None)).articles
    assert (found.title, found.published is not None) == (TITLE, True)
    return found.body


@pytest.mark.parametrize("stated", STATED)
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("培训采取", "集中授课\n培训采取"), TEXT[: TEXT.index("\n")]])
@pytest.mark.parametrize("times", [2, 3])
def test_a_page_that_holds_its_text_again_is_kept_once_whatever_its_header_states(stated: str, text: str, times: int) -> None:
    assert body(*[TITLE, stated, text] * times) == text
    assert body(*[PATH, TITLE, stated, text] * times) == text


def test_the_time_of_saving_and_a_row_of_buttons_may_stand_above_a_copy() -> None:
    assert body(*[PATH, "2023-05-06 10:00:00", TITLE, "【打印】", STATED[0], TEXT, "关闭本页 【打印正文】"] * 2) == TEXT


@pytest.mark.parametrize("stated", STATED)
def test_of_a_second_text_only_the_lines_that_stand_above_are_taken(stated: str) -> None:
    added = "下一步，全市将开展试点。"
    assert body(TITLE, stated, TEXT, TITLE, stated, TEXT, added) == f"{TEXT}\n{added}"
    assert body(TITLE, stated, "【打印】", TEXT, TITLE, stated, "【打印】", TEXT, added) == f"{TEXT}\n{added}"
    assert added in body(TITLE, stated, TEXT, added, TITLE, stated, TEXT)


MENU = ("砚湖市志办", "首页", "机构概况", "新闻资讯", "政务公开")


@pytest.mark.parametrize("foot", [(), ("打印本页　关闭窗口", "上一篇：没有了", "主办单位：砚湖市志办", "澜ICP备12001234号-1")])
@pytest.mark.parametrize("times", [2, 3])
def test_a_page_that_stands_again_from_its_menu_to_its_foot_is_kept_once(foot: tuple[str, ...], times: int) -> None:
    assert body(*[*MENU, PATH, TITLE, STATED[0], TEXT, *foot] * times) == TEXT


def test_the_unit_that_signs_a_text_is_no_part_of_a_copy_though_it_stands_above_the_page() -> None:
    signed = f"{TEXT}\n砚湖市志办"
    assert body(MENU[0], TITLE, STATED[0], signed, TITLE, STATED[0], signed) == signed
    assert body(*[*MENU, PATH, TITLE, STATED[0], signed] * 2) == signed


def test_the_day_that_signs_a_text_is_no_part_of_its_copy() -> None:
    signed = f"{TEXT}\n砚湖市志办\n2023-02-17"
    assert body(TITLE, "2023-02-17", signed, TITLE, "2023-02-17", signed) == signed


def test_lines_from_above_a_text_stay_inside_it_where_no_copy_follows() -> None:
    first, *others = TEXT.split("\n")
    again = f"{first}\n{TITLE}\n2023-02-17\n" + "\n".join(others)
    assert body(TITLE, "2023-02-17", again) == again
    other = "\n".join(line.replace("村志", "镇志") for line in TEXT.split("\n"))
    assert body(TITLE, "2023-02-17", TEXT, TITLE, "2023-02-17", other) == f"{TEXT}\n{TITLE}\n2023-02-17\n{other}"


def test_a_text_without_a_sentence_is_not_closed_by_a_row_above_it() -> None:
    verses = "一波波低温寒流报到 已将后山一带层层山峦披上嫣红的彩衣", "石径一路上云气山岚滞留山头 顺路下切后不久即抵达渡口"
    head = "<h1>雪柳园地</h1><h2>这里是史志工作者的园地，喜欢历史，尊重历史。</h2><div>相关文章</div><div>2013年12月28日</div>"
    html = f"<title>雪柳园地</title>{head}<h2><a href='x'>老街赏枫记</a></h2><p>{verses[0]}</p><p>{verses[1]}</p>"
    (found,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    assert found.body.endswith(f"老街赏枫记\n{verses[0]}\n{verses[1]}")


def test_the_address_below_a_row_that_closes_a_page_of_pictures_is_no_text() -> None:
    address = "地址：澜川省砚湖市雪柳街道石榴路二十七号四楼"
    head = "<h1>老街旧影</h1><div>发布时间：2023-02-17</div>"
    html = f"{head}<p>渡口一角</p><p>上一篇：石榴村旧影</p><p>{address}</p>"
    (found,) = read_page(SavedPage("page.html", html.encode(), None)).articles
    assert found.body == "渡口一角"


@pytest.mark.parametrize(
    "line",
    [
        "1/2 下一页 上一页 首页 尾页",
        "1 2 下一页",
        "共 40 条 1/4 首页 上一页 下一页 尾页 转到第 页",
        "共10页 第1页 首页 上一页 1 2 3 下一页 末页",
        "总记录数：128　每页10条　当前1/13页",
        "返回 |  刷新 |  WAP首页 |  网页版  | 登录",
        "返回澜川省情网，查看更多",
        "平台声明：该文观点仅代表作者本人，本平台仅提供信息存储服务。",
        "转播到腾讯微博",
        "本篇文章278字,读完约1分钟",
        "内容导航:",
        "提示: 您现在查看的是手机版页面。",
    ],
)
def test_buttons_and_notes_of_the_web_page_are_no_text(line: str) -> None:
    assert article(line).body == TEXT


NEIGHBOURS = ("北渡市召开年鉴工作会", "霁山县志首发")


@pytest.mark.parametrize("label", ["{}一篇 ", "{}一篇　", "[{}一篇] ", "【{}一篇】", "<{}一则>"])
def test_pages_before_and_behind_need_no_colon(label: str) -> None:
    above, below = (label.format(side) + title for side, title in zip("上下", NEIGHBOURS, strict=True))
    assert article(f"{above}\n{below}").body == TEXT


@pytest.mark.parametrize("label", ["<p>{}一篇 <a href=1>", "<p>[{}一篇] <a href=1>", "<li><span>{}一篇</span><a href=1>"])
def test_a_link_behind_the_name_of_a_neighbour_is_none_of_the_text(label: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
    links = "".join(f"{label.format(side)}{title}</a>" for side, title in zip("上下", NEIGHBOURS, strict=True))
    (found,) = read_page(SavedPage("page.html", f"<h1>砚湖市启动村志编纂</h1>{text}{links}".encode(), None)).articles
    assert found.body == TEXT


@pytest.mark.parametrize(
    "line", ["下一篇章由各村自己来写", "上一篇 是序", "下一条 河在哪里", "下一条 河流经过的村庄", "第1页 共4页"]
)
def test_a_line_that_only_begins_like_a_neighbour_is_text(line: str) -> None:
    assert article(line).body == f"{TEXT}\n{line}"


@pytest.mark.parametrize("line", ["上一篇 省方志馆开馆公告", "下一篇 村史进校园"])
def test_a_neighbour_without_a_colon_is_text_where_a_sentence_follows(line: str) -> None:
    assert article(f"{line}\n两篇都刊在去年的《渡口》上，各县区可以对照着读，再定自己的篇目。").body.startswith(
        f"{TEXT}\n{line}\n"
    )


@pytest.mark.parametrize("heading", ["最新更新", "最近更新", "推荐内容"])
def test_what_may_head_other_pages_closes_no_text_that_goes_on_in_a_short_sentence(heading: str) -> None:
    text = f"{heading}\n网站更新志书三十部，均可检索。\n读者服务\n读者可以免费下载。"
    assert article(text).body == f"{TEXT}\n{text}"


@pytest.mark.parametrize("heading", ["新闻推荐", "推荐内容：", "【其它知识推荐】"])
def test_the_headlines_below_a_recommendation_are_those_of_other_pages(heading: str) -> None:
    assert article(f"{heading}\n北渡市召开年鉴工作会\n霁山县志首发").body == TEXT


def test_a_recommendation_with_a_sentence_below_is_a_part_of_the_text() -> None:
    text = "推荐内容\n《砚湖旧志》一部，共二十卷，记事至清末，可与新志对读。"
    assert article(text).body == f"{TEXT}\n{text}"


@pytest.mark.parametrize("unit", ["宣传部", "方志馆", "史志办", "党支部"])
def test_a_unit_that_begins_with_a_surname_signs_and_is_no_author(unit: str) -> None:
    found = article(f"（{unit}）")
    assert (found.contributor, found.authors, found.body) == (unit, (), TEXT)


OFFICES = [
    "水利局",
    "方志办",
    "应急局",
    "林业局",
    "安监局",
    "党政办",
    "金融办",
    "宣传科",
    "文史科",
    "广电台",
    "文联",
    "党办",
    "教育局",
    "史志办",
]


@pytest.mark.parametrize("unit", OFFICES)
@pytest.mark.parametrize("line", ["供稿：{}", "（供稿：{}）", "供稿单位：{}", "（{} 供稿）"])
def test_an_office_whose_short_name_begins_with_a_surname_sent_the_text_in(line: str, unit: str) -> None:
    found = article(line.format(unit))
    assert (found.contributor, found.authors, found.body) == (unit, (), TEXT)


@pytest.mark.parametrize("name", ["王立科", "李大学", "石中心", "孙文联"])
@pytest.mark.parametrize("line", ["供稿：{}", "（{} 供稿）"])
def test_a_person_whose_name_ends_like_a_unit_is_an_author_still(line: str, name: str) -> None:
    found = article(line.format(name))
    assert (found.contributor, found.authors) == (None, (name,))


@pytest.mark.parametrize("sent", ["供稿", " 供稿", "来稿", "报送"])
def test_the_unit_that_a_source_says_sent_the_text_in_is_its_contributor(sent: str) -> None:
    found = article(f"来源：云岭市方志馆{sent}")
    assert (found.contributor, found.authors, found.body) == ("云岭市方志馆", (), TEXT)


@pytest.mark.parametrize("line", ["来源：云岭日报供稿", "来源：云岭市方志馆"])
def test_any_other_source_is_no_contributor(line: str) -> None:
    assert article(line).contributor is None


def test_above_the_text_it_is_the_source_alone() -> None:
    text = f"砚湖市启动村志编纂\n来源：云岭市方志馆供稿 发布时间：2023-02-17\n{TEXT}"
    (found,) = read_page(SavedPage("page.txt", text.encode(), None)).articles
    assert (found.source, found.contributor) == ("云岭市方志馆", None)


@pytest.mark.parametrize("line", ["（供稿：聂长庚）", "供稿：聂长庚", "（聂长庚 供稿）"])
def test_the_person_who_sent_a_text_in_is_its_author_however_it_is_written(line: str) -> None:
    found = article(line)
    assert (found.contributor, found.authors, found.body) == (None, ("聂长庚",), TEXT)


@pytest.mark.parametrize("unit", ["江北区", "宣传部", "方志馆"])
def test_a_place_or_a_unit_that_sent_a_text_in_is_no_author(unit: str) -> None:
    found = article(f"（供稿：{unit}）")
    assert (found.contributor, found.authors) == (unit, ())


def test_who_sent_a_text_in_beside_its_author_is_kept() -> None:
    found = article("作者：叶蓁\n供稿：聂长庚")
    assert (found.contributor, found.authors) == ("聂长庚", ("叶蓁",))


@pytest.mark.parametrize(
    ("line", "unit", "people"),
    [
        ("供稿：砚湖市方志馆 叶蓁", "砚湖市方志馆", ("叶蓁",)),
        ("供稿：叶蓁 砚湖市方志馆", "砚湖市方志馆", ("叶蓁",)),
        ("（供稿：砚湖市方志馆　叶蓁、聂长庚）", "砚湖市方志馆", ("叶蓁", "聂长庚")),
        ("供稿：县志办 叶蓁 审核：宋屿", "县志办", ("叶蓁",)),
        ("供稿：叶蓁 王立科（县志办）", "县志办", ("叶蓁", "王立科")),
        ("（水利局 叶蓁 供稿）", "水利局", ("叶蓁",)),
    ],
)
def test_the_unit_and_the_people_who_sent_a_text_in_are_both_read(line: str, unit: str, people: tuple[str, ...]) -> None:
    found = article(line)
    assert (found.contributor, found.authors, found.body) == (unit, people, TEXT)


def test_they_are_read_in_the_header_line_as_well() -> None:
    text = f"砚湖市启动村志编纂\n供稿：砚湖市方志馆 叶蓁 发布时间：2023-02-17\n{TEXT}"
    (found,) = read_page(SavedPage("page.txt", text.encode(), None)).articles
    assert (found.contributor, found.authors) == ("砚湖市方志馆", ("叶蓁",))


@pytest.mark.parametrize("people", ["叶蓁 王立科", "王立科、李大学"])
def test_of_several_people_who_sent_a_text_in_none_is_lost(people: str) -> None:
    found = article(f"供稿：{people}")
    assert (found.contributor, "、".join(found.authors)) == (None, people.replace(" ", "、"))


def test_the_person_whom_the_source_below_a_text_names_as_its_sender_is_its_author() -> None:
    found = article("来源：叶蓁供稿")
    assert (found.contributor, found.authors, found.body) == (None, ("叶蓁",), TEXT)


@pytest.mark.parametrize("line", ["（报道：叶蓁 摄影：宋屿）", "报道：叶蓁　摄影：宋屿"])
def test_who_reported_may_be_stated_first(line: str) -> None:
    found = article(line)
    assert (found.authors, found.body) == (("叶蓁",), TEXT)
