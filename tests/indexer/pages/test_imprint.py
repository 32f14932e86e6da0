"""The imprint that ends a printed bulletin is no part of an article; what only looks like one is."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.pages import Role, SavedPage, explain_page, read_page
from indexer.pages.statements.imprint_lines import SENT as LABELS
from indexer.pages.statements.imprint_lines import imprint_kinds, may_be_imprint, names_recipients

ISSUE = "澜川省地方志工作简报第12期（总第507期）\n来源：澜川省地方志办公室 发布时间：2023-02-17\n"
PAGE = "澜川省启动村志编纂\n来源：澜川省地方志办公室 发布时间：2023-02-17\n"
FIRST = "2月14日，云岭市启动村志编纂工作，全市一百二十个村确定编纂人员，市地方志办公室派出指导组逐村讲解编写要求。"
SECOND = "2月15日，天泉市举办年鉴编纂培训班，各县区一百余名编辑到课，省方志馆三位编审讲授条目编写和图片选用的方法。"
SIGNED = f"云岭市启动村志编纂\n{FIRST}\n（云岭市地方志办公室）"
PIECES = f"【市州动态】\n{SIGNED}\n天泉市举办年鉴编纂培训班\n{SECOND}\n（天泉市地方志办公室）"
ONE = f"以村志存史\n{FIRST}\n{SECOND}"
REPORTED = "报：省委办公厅、省政府办公厅，中国地方志工作办公室"
SENT = "送：各市（州）地方志办公室，省级有关部门"
ISSUED = "澜川省地方志办公室　　　　2023年2月17日印发"
IMPRINTS = {
    "three lists": f"{REPORTED}\n{SENT}\n发：机关各处室",
    "lists that end with a stop": "报：省委、省政府领导。\n送：各市州党委、政府。",
    "all on one line": "报：省委、省政府 送：各市州党委、政府 发：各处室",
    "wide labels": "呈　报：省委办公厅\n抄　送：各市州地方志办公室",
    "a list over two lines": "抄送：省委各部门，省级国家机关各部门，\n各市（州）党委、人民政府，省志编委会成员单位。\n共印200份",
    "a label on its own line": f"报：\n省委办公厅、省政府办公厅\n{SENT}",
    "a list and how many were printed": f"{SENT}　　（共印 200 份）",
    "who printed it and when": f"{REPORTED}\n{ISSUED}\n共印二百份",
    "a rule above": f"————————————\n{REPORTED}\n{SENT}",
    "keywords above": f"主题词：村志　编纂　简报\n{REPORTED}",
    "editors and who issues it below": f"{REPORTED}\n{SENT}\n主编：贺知微　副主编：宋屿\n澜川省地方志办公室主办",
    "how many were printed, on a line of its own": f"{SENT}\n印数：100",
    "how many were printed, behind a telephone number": f"{SENT}\n电话：000-00000000　　印数：100",
    "a telephone number below": f"{REPORTED}\n{SENT}\n联系电话：000-00000000　邮箱：zhi@example.org",
}


def articles(text: str, name: str = "page.txt") -> tuple[Article, ...]:
    return read_page(SavedPage(name, text.encode(), None)).articles


def bodies(text: str) -> list[str]:
    return [article.body for article in articles(text)]


@pytest.mark.parametrize("imprint", IMPRINTS.values(), ids=IMPRINTS)
def test_an_imprint_is_no_text_and_no_piece_of_an_issue(imprint: str) -> None:
    assert bodies(f"{ISSUE}{PIECES}\n{imprint}") == [FIRST, SECOND]
    assert bodies(f"{ISSUE}{ONE}\n{imprint}") == [f"{FIRST}\n{SECOND}"]


@pytest.mark.parametrize("imprint", IMPRINTS.values(), ids=IMPRINTS)
def test_explaining_a_page_names_its_imprint(imprint: str) -> None:
    lines = explain_page(SavedPage("page.txt", f"{ISSUE}{ONE}\n{imprint}".encode(), None))
    assert [line.text for line in lines if line.role is Role.IMPRINT] == imprint.split("\n")


@pytest.mark.parametrize(
    "below",
    ["来源：澜川省地方志办公室\n终审：宋屿\n分享到: 关闭本页 【打印正文】\n澜川史志网 地址：北渡路7号", "关闭本页\n上一篇：某某"],
)
def test_an_imprint_may_stand_above_the_foot_of_the_page(below: str) -> None:
    assert bodies(f"{ISSUE}{PIECES}\n{REPORTED}\n{SENT}\n{below}") == [FIRST, SECOND]


@pytest.mark.parametrize(
    "tail",
    [
        f"编辑：叶蓁　校对：宋屿　审核：贺知微\n{REPORTED}\n{SENT}",
        f"{REPORTED}\n{SENT}\n编辑：叶蓁　校对：宋屿　审核：贺知微",
        f"{REPORTED}\n编辑：叶蓁　校对：宋屿　审核：贺知微\n{ISSUED}\n（共印200份）",
        "编辑：叶蓁　审核：贺知微\n报：省委、省政府\n送：各市州党委、政府。",
        "报送：省委办公厅、省政府办公厅\n发：各市州、各县区\n编辑：叶蓁　校对：宋屿　审核：贺知微",
        "主题词：村志　简报\n主送：省厅领导\n抄送：各处室\n审核：贺知微　　　电话：000-00000000　　　印数：100",
        "抄送：各处室、直属各单位\n审核：贺知微　　共印100份",
        "抄送：各处室、直属各单位\n审核：贺知微　　印数：100份",
    ],
)
def test_the_names_in_an_imprint_are_read(tail: str) -> None:
    found = articles(f"{ISSUE}{ONE}\n{tail}")
    assert [(article.reviewer, article.body) for article in found] == [("贺知微", f"{FIRST}\n{SECOND}")]


def test_an_imprint_in_cells_is_one() -> None:
    cells = f"<table><tr><td>报：</td><td>省委办公厅</td></tr><tr><td><p>送：</p></td><td><p>{SENT[2:]}</p></td></tr></table>"
    text = "".join(f"<p>{line}</p>" for line in f"{ISSUE}{ONE}".split("\n"))
    assert [article.body for article in articles(text + cells, "page.html")] == [f"{FIRST}\n{SECOND}"]


@pytest.mark.parametrize("imprint", IMPRINTS.values(), ids=IMPRINTS)
def test_what_ends_a_page_that_is_no_issue_is_its_text(imprint: str) -> None:
    assert bodies(f"{PAGE}{FIRST}\n{SECOND}\n{imprint}")[0].startswith(f"{FIRST}\n{SECOND}\n{imprint[:8]}")


def test_an_imprint_lets_no_tail_begin_further_up_than_without_it() -> None:
    listed = "【信息采用】\n一季度各地信息采用情况\n云岭市　12条\n天泉市　9条\n砚湖市　7条"
    long = "报：" + "、".join(
        f"省{name}厅"
        for name in map(
            "".join, zip(*[iter("财政教育民政水利交通农业文化商务审计司法科技公安住建应急人社自然")] * 2, strict=True)
        )
    )
    found = bodies(
        f"{ISSUE}【市州动态】\n云岭市启动村志编纂\n{FIRST}\n供稿：云岭市地方志办公室\n{listed}\n{long}\n{SENT}\n终审：宋屿"
    )
    assert all(line in "\n".join(found) for line in ("云岭市　12条", "砚湖市　7条"))


@pytest.mark.parametrize("line", [REPORTED, SENT, "报：省委", "抄送：省委办公厅", "共印200份", ISSUED])
def test_what_looks_like_an_imprint_inside_a_text_is_text(line: str) -> None:
    assert bodies(f"{PAGE}{FIRST}\n{line}\n{SECOND}") == [f"{FIRST}\n{line}\n{SECOND}"]
    assert bodies(f"{ISSUE}以村志存史\n{FIRST}\n{line}\n{SECOND}") == [f"{FIRST}\n{line}\n{SECOND}"]


@pytest.mark.parametrize(
    "line",
    [
        REPORTED,
        SENT,
        ISSUED,
        "抄送：市委办公室\n联系人：叶蓁\n联系电话：000-00000000\n地址：北渡路7号",
        "问：抄送机关怎么写？\n抄送：上级机关、下级机关",
        "分送：省图书馆、市图书馆、县图书馆",
        "报：当年修志的人把各县的稿子一一登记。",
        "送：老船工把账本送来，说是留个念想。",
        "发：他说，书印好了，各家都要有一本。",
        "报：春",
        "发：一九五八年",
        "抄送：他把碑文抄下来，送给了方志馆。馆里存了一份。",
        "这本村志由各村自筹经费，共印200份。",
        "报送：天泉市方志馆",
        "印数：3000份",
        "报：三次到县\n送：两趟到区",
        "主编：贺知微\n澜川省地方志办公室主办",
        "澜川省地方志办公室　　　　2023年2月17日",
        "主题词：村志",
        "电话：000-00000000",
    ],
)
def test_a_last_line_of_an_article_that_is_no_certain_imprint_is_text(line: str) -> None:
    assert bodies(f"{PAGE}{FIRST}\n{SECOND}\n{line}") == [f"{FIRST}\n{SECOND}\n{line}"]


@pytest.mark.parametrize(
    "lines",
    [
        "砚湖市志办 2023年1月10日编印\n云岭市志办 2023年3月8日编印\n天泉市志办 2023年5月6日编印",
        "送：省图书馆、市图书馆、各县区方志馆\n发：各县区志办、各中学",
        "发：全体编纂人员",
        "稿件由各县区\n报：市地方志办公室",
        "初稿：8月底前完成\n报送：省地方志办公室\n抄送：市委办公室",
        "编纂：年鉴科\n发送：综合科\n报送：市志办\n印送：各县区",
        "收到稿件：120份\n印发：120份\n共印120份",
        "报送：省委办公厅、省政府办公厅\n发：各市州、各县区",
    ],
)
def test_the_last_lines_of_an_issue_that_may_be_a_list_of_its_text_are_text(lines: str) -> None:
    assert bodies(f"{ISSUE}{ONE}\n{lines}") == [f"{FIRST}\n{SECOND}\n{lines}"]


def test_text_below_what_looks_like_an_imprint_keeps_both() -> None:
    line = "下一步，全省将开展试点，把各县的稿子一一登记。"
    assert bodies(f"{ISSUE}{ONE}\n{SENT}\n{line}") == [f"{FIRST}\n{SECOND}\n{SENT}\n{line}"]


def test_annexes_below_an_imprint_stay_with_the_text_above_it() -> None:
    annexes = "附件：1.村志名单\n附件2：体例"
    assert bodies(f"{ISSUE}{ONE}\n{REPORTED}\n{SENT}\n{annexes}") == [f"{FIRST}\n{SECOND}\n{annexes}"]
    assert bodies(f"{ISSUE}{PIECES}\n{REPORTED}\n{SENT}\n{annexes}") == [FIRST, f"{SECOND}\n{annexes}"]


def test_an_issue_of_nothing_but_an_imprint_keeps_it_as_text() -> None:
    assert bodies(f"{ISSUE}{REPORTED}\n{SENT}\n（共印200份）") != []


@pytest.mark.parametrize(
    "text", ["省委、省政府领导", "各市（州）党委", "省志编委会主任、副主任、委员", "县档案馆，本办存档（2）", "各乡镇、街道"]
)
def test_a_list_of_offices_and_people_names_recipients(text: str) -> None:
    assert names_recipients(text)


@pytest.mark.parametrize("text", ["", "一本书", "老船工把账本送来，说是留个念想", "省委开会。各市州参加。"])
def test_anything_else_names_none(text: str) -> None:
    assert not names_recipients(text)


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("主送：各市州人民政府", {"主送"}),
        ("報：省委　送：各市州", {"报", "送"}),
        ("报道：省委召开会议", None),
        ("上报省委：各市州", None),
        ("2023年2月17日印发", {"印发"}),
        ("由省方志馆于2023年2月17日印发", None),
        ("本期印数：200份", {"印数"}),
        ("", None),
    ],
)
def test_a_line_of_an_imprint_says_what_it_says(line: str, kinds: set[str] | None) -> None:
    assert imprint_kinds(line) == kinds


@pytest.mark.parametrize(
    "line",
    [
        *(f"{label}：各县区" for label in sorted(LABELS)),
        "報：省委",
        "發：各科",
        "（共印 200 份）。",
        ISSUED,
        "主题词：村志",
        "审核：贺知微 印数：100000",
    ],
)
def test_the_quick_look_at_a_line_misses_nothing_that_it_states(line: str) -> None:
    assert imprint_kinds(line)
    assert may_be_imprint(line)


@pytest.mark.parametrize("label", ["联系人", "联系电话", "传真", "投稿邮箱", "电子邮件", "地址", "邮编", "网址"])
def test_how_to_reach_an_office_may_stand_in_an_imprint(label: str) -> None:
    assert imprint_kinds(f"{label}：砚湖市北渡路1号") == frozenset()
    assert imprint_kinds(f"{label}：砚湖市北渡路1号，老船工住在那里") is None


def test_a_bare_day_is_no_line_of_an_imprint() -> None:
    assert imprint_kinds("2023年2月17日") is None


def test_recipients_below_a_list_that_has_ended_are_no_part_of_an_imprint() -> None:
    lines = f"{REPORTED}\n各市（州）地方志办公室\n{SENT}"
    assert bodies(f"{ISSUE}{ONE}\n{lines}") == [f"{FIRST}\n{SECOND}\n{lines}"]
    assert bodies(f"{ISSUE}{ONE}\n{lines.replace(REPORTED, f'{REPORTED}，')}") == [f"{FIRST}\n{SECOND}"]
