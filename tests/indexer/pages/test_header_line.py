"""One header line: labels in any order, glued labels, empty values, both widths."""

from __future__ import annotations

import pytest

from indexer.pages.notations.labels import LABELS, ONLY_BEHIND_OTHERS, Stated
from indexer.pages.statements.header_line import read_header_line


def stated(text: str) -> dict[str, str]:
    found = read_header_line(text)
    assert found is not None
    return {value.field.value: value.text for value in found.values if value.text and value.field is not Stated.IGNORED}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "作者:叶蓁 来源:省方志馆 发布时间:2023-10-08 08:35:05 浏览次数:520 【字体:",
            {"author": "叶蓁", "source": "省方志馆", "published": "2023-10-08 08:35:05"},
        ),
        ("发布时间：2023-10-08　来源：省方志馆　作者：叶蓁", {"author": "叶蓁", "source": "省方志馆", "published": "2023-10-08"}),
        ("来源:省方志馆日期:2023-03-02 09:38阅读量:654", {"source": "省方志馆", "published": "2023-03-02 09:38"}),
        ("来源: 日期:2017-07-03", {"published": "2017-07-03"}),
        ("作者: 来源: 发布时间:2022-06-08 10:00:00 浏览次数:", {"published": "2022-06-08 10:00:00"}),
        (
            "【来源：北渡市志办】【作者：江 未】【时间：2021-3-4】",
            {"source": "北渡市志办", "author": "江 未", "published": "2021-3-4"},
        ),
        ("來源:霁山新聞網 發佈時間:2020-05-14 01:53", {"source": "霁山新聞網", "published": "2020-05-14 01:53"}),
        (
            "2021-10-20 14:39    来源:市人大     字号:    点击数:{{ pvCount }} 次",
            {"published": "2021-10-20 14:39", "source": "市人大"},
        ),
        ("来  源：丹屏市志办    作  者：宋 屿", {"source": "丹屏市志办", "author": "宋 屿"}),
        ("发 文 日 期 2019-11-29   上 载 日 期 2019-12-02", {"other date": "2019-11-29", "published": "2019-12-02"}),
        ("(来源:“方志北渡”微信公众号)", {"source": "“方志北渡”微信公众号"}),
        ("来源 | 澜川日报", {"source": "澜川日报"}),
        (
            "时间: 2024-05-20 08:56 来源: 栖云市史志编委会办公室(市方志馆) 访问量:",
            {"published": "2024-05-20 08:56", "source": "栖云市史志编委会办公室(市方志馆)"},
        ),
        ("澜州日报 新闻    时间:2020年05月25日    来源:澜州日报", {"published": "2020年05月25日", "source": "澜州日报"}),
        ("来源:澜川日报 2020-05-25 10:00", {"source": "澜川日报", "published": "2020-05-25 10:00"}),
        ("责任编辑:叶蓁 终审:贺知微", {"reviewer": "贺知微"}),
        ("【纠错】 责任编辑： 叶蓁", {"reviewer": "叶蓁"}),
        (
            "来源：省方志馆 作者：叶蓁 摄影：宋屿 时间：2023-01-01",
            {"source": "省方志馆", "author": "叶蓁", "published": "2023-01-01"},
        ),
        ("来源：省方志馆 文/图：叶蓁", {"source": "省方志馆", "author": "叶蓁"}),
        ("来源：方志北渡 阅读 230", {"source": "方志北渡"}),
        ("2024-02-03 12:00 发布于：澜川省", {"published": "2024-02-03 12:00"}),
        ("2021-01-10 11:37  发布:北渡网  责任编辑:晓东", {"published": "2021-01-10 11:37", "reviewer": "晓东"}),
    ],
)
def test_values_are_found_in_any_order_and_width(text: str, fields: dict[str, str]) -> None:
    assert stated(text) == fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "作者：叶蓁；宋屿 来源：澜川日报 发布时间：2023-03-03 10:00:00",
            {"author": "叶蓁；宋屿", "source": "澜川日报", "published": "2023-03-03 10:00:00"},
        ),
        (
            "来源：北渡市委办公室；北渡市政府办公室 发布时间：2023-03-03",
            {"source": "北渡市委办公室；北渡市政府办公室", "published": "2023-03-03"},
        ),
        ("来源:澜川日报;北渡晚报 发布时间:2023-03-03", {"source": "澜川日报;北渡晚报", "published": "2023-03-03"}),
        ("作者：叶蓁；宋屿（年鉴处） 发布时间：2023-03-03", {"author": "叶蓁；宋屿（年鉴处）", "published": "2023-03-03"}),
        (
            "时间:2023-03-03 来源:澜川日报 终审:叶蓁;宋屿",
            {"published": "2023-03-03", "source": "澜川日报", "reviewer": "叶蓁;宋屿"},
        ),
        ("撰稿：叶蓁；宋屿；", {"author": "叶蓁；宋屿"}),
    ],
)
def test_semicolons_between_names_make_no_sentence(text: str, fields: dict[str, str]) -> None:
    assert stated(text) == fields


@pytest.mark.parametrize(
    "text",
    [
        "来源：旧志里抄来的；后人又添了几笔",
        "来源：旧志里抄来的；后人又添了几笔 时间：2023-03-03",
        "来源：旧志里抄来的，后人又添了几笔；叶蓁 发布时间：2023-03-03",
        "编辑：收集资料；撰写初稿；核对史实 时间：2023年3月3日",
        "作者：叶蓁；出版社：澜川出版社；定价：80元",
    ],
)
def test_semicolons_between_anything_else_make_a_sentence(text: str) -> None:
    assert read_header_line(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "时间:5月10日上午9点，地点:省方志馆报告厅",
        "编辑:怎样写好一部志？",
        "来源:这一说法最早见于旧志。后人沿用至今。",
        "会议时间:2023-05-10",
        "终审稿已经完成",
        "通过终审的志书共三部",
        "作者简介：陆景行，男，1960年生。曾任编辑。",
        "2007年1月1日 施行",
        "2019年11月27日 省人大常委会第十六次会议通过",
        "党的领导是根本保证",
        "",
    ],
)
def test_running_text_is_no_header_line(text: str) -> None:
    assert read_header_line(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "发布时间：2023-02-30 来源：澜川日报",
        "来源：澜川日报 发布时间：2023-02-30 10:00:00 浏览次数：5",
        "日期:2023年13月1日 来源:澜川日报",
        "2023-02-30 10:00 来源：澜川日报",
    ],
)
def test_a_date_that_does_not_exist_hides_no_source(text: str) -> None:
    found = read_header_line(text)
    assert found is not None
    assert stated(text)["source"] == "澜川日报"
    assert not any(value.published for value in found.values)


@pytest.mark.parametrize("text", ["2023-02-30", "时间：2023年2月30日，在省方志馆召开会议", "发布时间：2023-02-30至2023-02-31"])
def test_a_date_that_does_not_exist_makes_no_header_line_of_a_text(text: str) -> None:
    assert read_header_line(text) is None


def test_the_hour_24_is_the_day_it_ends() -> None:
    assert stated("发布时间：2024-12-31 24:00 来源：澜川日报") == {"published": "2024-12-31 24:00", "source": "澜川日报"}


def test_a_bare_date_is_a_header_line_without_labels() -> None:
    found = read_header_line("2024-07-08 16:21:06")
    assert found is not None
    assert not found.labelled


@pytest.mark.parametrize("place", [" 发表于澜川", "发表于澜川", " 发表于", "　发布于澜川", " IP属地：澜川"])
@pytest.mark.parametrize("name", ["", "澜川方志 ", "原创修志人澜川方志　"])
def test_the_place_a_text_was_sent_from_may_stand_behind_its_clock(name: str, place: str) -> None:
    assert stated(f"{name}2023年05月06日 10:11{place}") == {"published": "2023年05月06日 10:11"}


@pytest.mark.parametrize(
    "text", ["澜川方志 2023年5月6日发表于澜川", "2023年5月6日发表于澜川日报", "澜川方志 2023-05-06 10:11 发表于澜川日报第三版"]
)
def test_where_a_text_was_printed_is_no_place_it_was_sent_from(text: str) -> None:
    assert read_header_line(text) is None


@pytest.mark.parametrize("gap", ["  ", "　　", "\xa0\xa0\xa0"])
@pytest.mark.parametrize(
    "what", ["评论：0", "信息员：温如故", "原文链接：http://x.example.cn/1.html", "文章类型：原创", "已有 3 人评论", "我要评论"]
)
def test_a_value_ends_at_a_gap_before_an_unknown_label(gap: str, what: str) -> None:
    assert stated(f"发布时间：2023-05-06{gap}来源：澜川日报{gap}{what}") == {"published": "2023-05-06", "source": "澜川日报"}


PAGE_CONTROLS = [
    "大 中 小",
    "[大][中][小]",
    "默认 大 中 小",
    "字体显示：大 中 小",
    "A- A+",
    "【打印】 【关闭】",
    "（打印）",
    "打印正文",
    "关闭窗口",
    "加入收藏",
    "分享到",
    "语音播报",
    "朗读",
    "扫一扫",
    "繁体",
    "阅读(52)",
    "阅读 52",
    "52人浏览",
    "浏览 52 次",
    "已阅读52次",
    "已有52人阅读",
    "本文被浏览52次",
    "评论：0",
]


@pytest.mark.parametrize("gap", [" ", "　"])
@pytest.mark.parametrize("control", PAGE_CONTROLS)
def test_a_control_of_the_page_is_no_value_and_no_part_of_one(control: str, gap: str) -> None:
    head = f"发布时间：2023-05-06{gap}来源：澜川日报"
    assert stated(f"{head}{gap}{control}") == {"published": "2023-05-06", "source": "澜川日报"}
    assert stated(f"{head}{gap}作者：{gap}{control}") == {"published": "2023-05-06", "source": "澜川日报"}
    assert stated(f"{head}{gap}作者：叶蓁{gap}{control}")["author"] == "叶蓁"
    assert stated(f"{control}{gap}{head}") == {"published": "2023-05-06", "source": "澜川日报"}


@pytest.mark.parametrize(
    "source", ["微博", "收藏家杂志", "澜川省 大中小学联盟", "砚湖市打印机厂", "《阅读》杂志", "澜川微信", "澜川无障碍阅读网"]
)
def test_a_source_that_holds_words_of_controls_is_whole(source: str) -> None:
    assert stated(f"发布时间：2023-05-06 来源：{source}")["source"] == source


@pytest.mark.parametrize("source", ["澜川日报 评论", "《澜川文学》 阅读 栏目", "澜川电台 朗读 工作室"])
def test_a_word_of_controls_that_goes_on_as_a_name_is_part_of_the_source(source: str) -> None:
    assert stated(f"发布时间：2023-05-06 来源：{source}")["source"] == source


@pytest.mark.parametrize("controls", ["评论 打印", "评论(0)", "阅读 【打印】", "关注 分享 收藏", "朗读 打印 关闭", "分享"])
def test_a_word_of_controls_among_others_is_none_of_the_source(controls: str) -> None:
    assert stated(f"发布时间：2023-05-06 来源：澜川日报 {controls}")["source"] == "澜川日报"


@pytest.mark.parametrize(
    "column", ["关注", "阅读", "朗读", "听新闻", "分享", "收藏", "评论", "热点 关注", "全民 阅读", "工作动态"]
)
@pytest.mark.parametrize("behind", ["", " 【打印】 【关闭】", " 打印 关闭", " 阅读(52)", " 浏览 52 次", " 字体：大 中 小"])
def test_a_column_may_be_named_by_a_word_of_controls(column: str, behind: str) -> None:
    expected = {"published": "2023-05-06", "source": "澜川日报", "column": column}
    assert stated(f"发布时间：2023-05-06 来源：澜川日报 栏目：{column}{behind}") == expected
    assert stated(f"栏目：{column} 发布时间：2023-05-06 来源：澜川日报{behind}") == expected


@pytest.mark.parametrize("control", [control for control in PAGE_CONTROLS if control != "朗读"])
def test_other_controls_name_no_column(control: str) -> None:
    assert "column" not in stated("来源：澜川日报 栏目： 分享 收藏 打印")
    assert "column" not in stated(f"来源：澜川日报 栏目： {control}")
    assert stated(f"来源：澜川日报 栏目：工作动态 {control}")["column"] == "工作动态"


def test_a_single_space_or_a_gap_without_a_label_ends_no_value() -> None:
    assert stated("来源：澜川日报 专刊：第三版") == {"source": "澜川日报 专刊：第三版"}
    assert stated("来源：澜川日报　　专刊") == {"source": "澜川日报　　专刊"}


def test_an_editor_behind_a_gap_needs_no_colon() -> None:
    assert stated("来源：澜川日报　　责编 温如故") == {"source": "澜川日报", "reviewer": "温如故"}
    assert read_header_line("我市启动村志编纂　　责编 温如故") is None


def test_the_time_of_editing_hangs_no_word_on_the_source() -> None:
    assert stated("稿源：澜川日报　　编稿时间：2023-05-06") == {"source": "澜川日报", "published": "2023-05-06"}


@pytest.mark.parametrize("count", ["", " \ue601 123", " \ue601\xa0123 \ue602 4"])
def test_icons_in_a_header_line_are_white_space(count: str) -> None:
    assert stated(f"\uf017 2023-05-06 10:11:12{count}") == {"published": "2023-05-06 10:11:12"}
    assert stated(f"\uf007来源：澜川日报 \uf017 2023-05-06{count}")["source"] == "澜川日报"
    assert read_header_line(f"\uf007 我市启动村志编纂{count}") is None


@pytest.mark.parametrize(("name", "author"), [("叶蓁", {"author": "叶蓁"}), ("lcsz", {}), ("方志北渡", {})])
def test_who_posted_a_text_may_stand_behind_its_day(name: str, author: dict[str, str]) -> None:
    assert stated(f"发布于 2023年5月6日 由 {name}") == {"published": "2023年5月6日", **author}
    assert stated("发布于 2023年5月6日") == {"published": "2023年5月6日"}


@pytest.mark.parametrize(
    "text", ["发布于 2023年5月6日 由此可见一斑 志书为证", "本志书 2023年5月6日 由 叶蓁", "发布于 2023年5月6日 讲话"]
)
def test_other_words_beside_the_day_of_posting_are_text(text: str) -> None:
    assert read_header_line(text) is None


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.notation)
def test_every_label_of_the_table_is_found_in_both_widths(label) -> None:  # type: ignore[no-untyped-def]  # a table row
    value = "2023-10-08" if label.field in (Stated.PUBLISHED, Stated.OTHER_DATE) else "某某"
    for colon in (":", "：", " : "):
        before = "日期:2023-10-08 " if label.notation in ONLY_BEHIND_OTHERS else ""
        found = read_header_line(f"{before}{label.notation}{colon}{value}")
        assert found is not None
        assert found.values[-1].field is label.field


def test_no_label_has_two_rows() -> None:
    notations = [label.notation for label in LABELS]
    assert len(notations) == len(set(notations))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "新闻作者:叶蓁 信息来源:省方志馆 发布日期:2021-04-30",
            {"author": "叶蓁", "source": "省方志馆", "published": "2021-04-30"},
        ),
        ("新闻编辑：宋屿　发布日期：2021-04-30", {"reviewer": "宋屿", "published": "2021-04-30"}),
        ("文章编号：1234 来源：省方志馆", {"document": "1234", "source": "省方志馆"}),
        ("首次发布时间：2021-04-30", {"published": "2021-04-30"}),
        ("新闻作者：叶蓁", {"author": "叶蓁"}),
    ],
)
def test_a_word_glued_in_front_of_a_label_is_part_of_it(text: str, fields: dict[str, str]) -> None:
    assert stated(text) == fields


def test_such_a_word_in_front_of_a_label_alone_may_begin_a_text() -> None:
    assert read_header_line("本文作者：叶蓁先生是砚湖的老修志人") is None


def test_who_reported_is_an_author_where_other_labels_stand_around() -> None:
    line = "来源:办公室  报道:叶蓁  照相:宋屿  审核:陆景行"
    assert stated(line) == {"source": "办公室", "author": "叶蓁", "reviewer": "陆景行"}
    assert stated("来源：央视新闻报道：2021-04-30").get("author") is None
    assert read_header_line("报道：砚湖县启动村志编纂") is None


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("2016-08-17   《澜川日报》   记者叶蓁", {"published": "2016-08-17", "source": "《澜川日报》", "author": "叶蓁"}),
        ("2023-10-08 澜川日报 首席记者 叶蓁", {"published": "2023-10-08", "source": "澜川日报", "author": "叶蓁"}),
        ("2020-10-04 15:05澜川日报 记者 叶蓁", {"published": "2020-10-04 15:05", "source": "澜川日报", "author": "叶蓁"}),
        ("2020年10月4日 本报记者 叶蓁 宋屿", {"published": "2020年10月4日", "author": "叶蓁 宋屿"}),
    ],
)
def test_a_paper_and_its_journalist_beside_a_day_need_no_label(text: str, fields: dict[str, str]) -> None:
    assert stated(text) == fields


@pytest.mark.parametrize(
    "text", ["2016-08-17 记者从省方志馆获悉", "2016-08-17 《澜川日报》刊登村志连载", "见2016-08-17《澜川日报》记者叶蓁"]
)
def test_other_words_of_a_paper_beside_a_day_are_text(text: str) -> None:
    assert read_header_line(text) is None


@pytest.mark.parametrize("copies", ["　　　　共印50份", "　　（共印50份）", " 印数：50份"])
def test_how_many_copies_were_printed_is_no_part_of_the_editors_name(copies: str) -> None:
    assert stated(f"责任编辑：温如故{copies}") == {"reviewer": "温如故"}


@pytest.mark.parametrize("gap", [" ", "　"])
def test_who_wrote_and_who_took_the_pictures_stand_behind_a_slash(gap: str) -> None:
    head = {"published": "2023-05-06", "source": "澜川日报"}
    line = f"发布时间：2023-05-06{gap}来源：澜川日报{gap}文/聂长庚{gap}图/宋屿"
    assert stated(line) == {**head, "author": "聂长庚"}
    assert stated(f"发布时间：2023-05-06{gap}来源：澜川日报{gap}图/宋屿") == head


@pytest.mark.parametrize("line", ["文/聂长庚 图/宋屿", "以文/化人 图/存史"])
def test_a_slash_without_any_label_before_it_makes_no_header_line(line: str) -> None:
    assert read_header_line(line) is None


def test_who_approved_a_text_and_who_typed_it_are_no_part_of_the_value_before() -> None:
    assert stated("编辑：温如故 审定：贺知微") == {"reviewer": "贺知微"}
    assert stated("来源：砚湖市水利局 信息录入：admin")["source"] == "砚湖市水利局"


@pytest.mark.parametrize(
    "text",
    ["开馆仪式 时间：2023-05-06 10:11:12", "报道：叶蓁先生讲方志 摄影：宋屿", "全媒体记者：走进村志馆"],
)
def test_the_time_of_an_event_or_words_in_place_of_names_state_nothing(text: str) -> None:
    assert read_header_line(text) is None


@pytest.mark.parametrize("value", ["{{ time }}", "${time}", "null", "无", "--"])
def test_what_a_system_writes_in_place_of_a_day_is_no_value(value: str) -> None:
    assert stated(f"来源：省方志馆 发布时间：{value}") == {"source": "省方志馆"}


@pytest.mark.parametrize(
    "text", ["时间：定于2023-10-08", "时间：2023-10-08上午在省方志馆举办村志编纂业务培训班开班仪式", f"来源：{'渡口' * 41}"]
)
def test_a_day_among_words_and_a_value_without_end_are_text(text: str) -> None:
    assert read_header_line(text) is None


def test_parts_of_seconds_are_part_of_a_bare_time() -> None:
    assert stated("2023-10-08 08:35:05.0") == {"published": "2023-10-08 08:35:05.0"}


def test_units_are_listed_as_people_are() -> None:
    assert stated("供稿：砚湖市方志馆；云坞县方志馆") == {"contributor": "砚湖市方志馆；云坞县方志馆"}


def test_a_day_behind_a_count_is_a_date_and_one_in_a_documents_number_is_none() -> None:
    assert stated("点击：520 2023-10-08")["published"] == "2023-10-08"
    assert "published" not in stated("文号：520 2023-10-08")


def test_a_name_glued_to_a_day_in_words_is_no_byline() -> None:
    assert stated("2018-07-09 12:51陆景行") == {"published": "2018-07-09 12:51", "author": "陆景行"}
    assert read_header_line("2018年7月9日陆景行") is None
