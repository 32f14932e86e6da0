"""The query language, to the letter: what is an operator, what is text, and what binds how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import ZERO_WIDTH, search_key
from indexer.errors import QueryTooLarge
from search_app.search.parser import MOST_CHARACTERS, MOST_DEPTH, MOST_LEAVES, parse
from search_app.search.query import And, Everything, Not, Or, Phrase, Query, Term, Value, positive_leaves


def t(text: str) -> Term:
    return Term(text, search_key(text))


def p(text: str) -> Phrase:
    return Phrase(text, search_key(text))


EXAMPLES = [
    # nothing to look for
    ("", Everything()),
    (" \u3000\t", Everything()),
    ("\u200b\ufeff", Everything()),
    # terms are AND-ed
    ("地方志", t("地方志")),
    ("地方志 年鉴", And((t("地方志"), t("年鉴")))),
    ("地方志\u3000年鉴\t史志", And((t("地方志"), t("年鉴"), t("史志")))),
    # phrases
    ('"地方志 年鉴"', p("地方志 年鉴")),
    ("“五心”", p("五心")),
    ("「五心」", p("五心")),
    ("提出“五心”", And((t("提出"), p("五心")))),
    ("“提出“五心”(静心”", p("提出“五心”(静心")),
    ('"提出“五心”(静心"', p("提出“五心”(静心")),
    ('"a -b | c OR (d) 标题:e"', p("a -b | c OR (d) 标题:e")),
    ('"说""好""的"', p('说"好"的')),
    ('"""好"""', p('"好"')),
    ('年鉴"史志"方志', And((t("年鉴"), p("史志"), t("方志")))),
    # lone and empty quotes are text
    ('"地方志', t('"地方志')),
    ("“地方志", t("“地方志")),
    ("地方志”", t("地方志”")),
    ('""', t('""')),
    ("“”", t("“”")),
    ("“a“b”", And((t("“a"), p("b")))),
    # alternatives
    ("a | b", Or((t("a"), t("b")))),
    ("a|b", Or((t("a"), t("b")))),
    ("a OR b", Or((t("a"), t("b")))),
    ("a b OR c d", Or((And((t("a"), t("b"))), And((t("c"), t("d")))))),
    ("a OR b | c", Or((t("a"), t("b"), t("c")))),
    # an OR with nothing to join is text
    ("OR", t("OR")),
    ("a OR", And((t("a"), t("OR")))),
    ("OR a", And((t("OR"), t("a")))),
    ("|", t("|")),
    ("a |", And((t("a"), t("|")))),
    ("| a", And((t("|"), t("a")))),
    ("a or b", And((t("a"), t("or"), t("b")))),
    ("aORb", t("aORb")),
    ("a OR OR b", Or((And((t("a"), t("OR"))), t("b")))),
    # exclusion
    ("a -b", And((t("a"), Not(t("b"))))),
    ("-b", Not(t("b"))),
    ("-“五心”", Not(p("五心"))),
    ("a -(b c)", And((t("a"), Not(And((t("b"), t("c"))))))),
    ("a|-b", Or((t("a"), Not(t("b"))))),
    ("a \u200b-b", And((t("a"), Not(t("b"))))),
    ("a \ufeff-\u200bb", And((t("a"), Not(t("b"))))),
    # a - inside, behind or before nothing is text
    ("2019-2022", t("2019-2022")),
    ("a - b", And((t("a"), t("-"), t("b")))),
    ("-", t("-")),
    ("--b", Not(t("-b"))),
    ("—b", t("—b")),
    ("－b", t("－b")),
    # groups, in both widths
    ("(a | b) c", And((Or((t("a"), t("b"))), t("c")))),
    ("（a | b）c", And((Or((t("a"), t("b"))), t("c")))),
    ("((a))", Or((t("a"),))),
    ("(a b)", Or((And((t("a"), t("b"))),))),
    ("(a) b", Or((And((t("a"), t("b"))),))),
    ("(a) -b", And((t("a"), Not(t("b"))))),
    ("(-b)", Not(t("b"))),
    # brackets around one term, with text right before or behind, are a headline's own: they part terms, no more
    ("年鉴(2020)", And((t("年鉴"), t("2020")))),
    ("年鉴（2020）首发", And((t("年鉴"), t("2020"), t("首发")))),
    ("（组图）年鉴首发", And((t("组图"), t("年鉴首发")))),
    ("“五心”(静心)", And((p("五心"), t("静心")))),
    ("年鉴(2020 首发)", And((t("年鉴"), And((t("2020"), t("首发")))))),
    ("年鉴((2020))", Or((And((t("年鉴"), t("2020"))),))),
    ("a|(b)c", Or((t("a"), And((t("b"), t("c")))))),
    ("年鉴(-2020)", And((t("年鉴"), Not(t("2020"))))),
    # punctuation right beside a phrase, or a bracket that is a headline's own, asks for nothing
    ("“五心”、“静心”", And((p("五心"), p("静心")))),
    ("“五心”， “静心”。", And((p("五心"), p("静心")))),
    ("《“五心”工作》", And((p("五心"), t("工作》")))),
    ("《年鉴（2020）》", And((t("《年鉴"), t("2020")))),
    ("。(a | b)", Or((t("a"), t("b")))),
    ("a（。）", And((t("a"), t("。")))),
    ("(？)", Or((t("？"),))),
    ("“年鉴”○", And((p("年鉴"), t("○")))),
    ("“C”++", And((p("C"), t("++")))),
    ("“五心” 、 静心", And((p("五心"), t("、"), t("静心")))),
    ("-、“五心”", And((Not(t("、")), p("五心")))),
    ('“五心”"', And((p("五心"), t('"')))),
    ("“、”", p("、")),
    # brackets that do not pair up, or hold nothing, are text
    ("年鉴(2020", t("年鉴(2020")),
    ("年鉴)", t("年鉴)")),
    ("()", t("()")),
    ("a (b", And((t("a"), t("(b")))),
    ("(a", t("(a")),
    # a prefix nobody knows is text
    ("网址:a", t("网址:a")),
]


@pytest.mark.parametrize(("text", "query"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_a_query_text_means(text: str, query: Query) -> None:
    assert parse(text) == query


@given(st.text('地年"“”「」()（） |-ORab\u3000\u200b', max_size=MOST_CHARACTERS))
def test_any_text_is_a_query_or_too_large(text: str) -> None:
    try:
        query = parse(text)
    except QueryTooLarge:
        return
    assert all(leaf.key for leaf in positive_leaves(query))


@given(st.text(max_size=50))
def test_any_text_in_quotes_is_that_phrase(text: str) -> None:
    text = text.translate(dict.fromkeys(map(ord, ZERO_WIDTH)))
    if search_key(text):
        assert parse('"' + text.replace('"', '""') + '"') in (p(text), p(text.removeprefix('"')))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("字" * (MOST_CHARACTERS + 1), f"{MOST_CHARACTERS + 1} 个字"),
        (" ".join("ab"[i % 2] for i in range(MOST_LEAVES + 1)), f"{MOST_LEAVES + 1} 段"),
        ("(" * (MOST_DEPTH + 1) + "a" + ")" * (MOST_DEPTH + 1), f"{MOST_DEPTH + 1} 层"),
    ],
)
def test_past_a_limit_the_message_names_limit_and_excess(text: str, named: str) -> None:
    with pytest.raises(QueryTooLarge, match=named):
        parse(text)


@pytest.mark.parametrize(
    "text", ["字" * MOST_CHARACTERS, " ".join(["a"] * MOST_LEAVES), "(" * MOST_DEPTH + "a" + ")" * MOST_DEPTH, "(" * 199 + "a"]
)
def test_up_to_the_limits_and_with_unpaired_brackets_beyond_them_a_query_is_taken(text: str) -> None:
    parse(text)


def test_excluded_leaves_neither_score_nor_mark() -> None:
    assert positive_leaves(parse("a (b | a) -c -(d e)")) == (t("a"), t("b"))


def v(facet: str, *keys: str) -> Value:
    return Value(facet, keys)


PREFIXED = [
    ("标题:年鉴", Term("年鉴", "年鉴", "title")),
    ("标题：年鉴", Term("年鉴", "年鉴", "title")),
    ("標題：年鑒", Term("年鑒", "年鉴", "title")),
    ("Ｔitle:年鉴", Term("年鉴", "年鉴", "title")),
    ("標題：“年鉴”", Phrase("年鉴", "年鉴", "title")),
    ("title:GIS", Term("GIS", "gis", "title")),
    ('作者:"黄 绚"', Phrase("黄 绚", "黄绚", "authors")),
    ("供稿:“栖云市”", Phrase("栖云市", "栖云市", "contributor")),
    ("-作者:黄绚", Not(Term("黄绚", "黄绚", "authors"))),
    ("(标题:年鉴 | 年:2020)", Or((Term("年鉴", "年鉴", "title"), v("year", "2020")))),
    ("来源:澜川日报", v("source", "澜川日报")),
    ("系列:政工簡訊", v("series", "政工简讯")),
    ("年:２０２１", v("year", "2021")),
    ("年:2019..2021", v("year", "2019", "2020", "2021")),
    ("期:30", v("issue", "30")),
    ("期:030", v("issue", "30")),
    ("期:2023-30", v("issue", "2023-30")),
    ("期:第30期", v("issue", "30")),
    ("期::2023-30", v("issue", ":2023-30")),
    ("期:2023年第030期", v("issue", "2023-30")),
    ("期:政工简讯:2023年第30期", v("issue", "政工简讯:2023-30")),
    ("期:乙:丙:2023-5", v("issue", "乙:丙:2023-5")),
    ("年:2021年", v("year", "2021")),
    ("年:2019年..2021年", v("year", "2019", "2020", "2021")),
    ("期:2023年", t("期:2023年")),
    ("期：政工简讯：2023-30", v("issue", "政工简讯:2023-30")),
    # what can be no value is text
    ("年:abc", t("年:abc")),
    ("年:2021..2019", t("年:2021..2019")),
    ("期:第三期", t("期:第三期")),
    ("标题:", t("标题:")),
    ("标题: 年鉴", And((t("标题:"), t("年鉴")))),
    ("书标题:年鉴", t("书标题:年鉴")),
]


@pytest.mark.parametrize(("text", "query"), PREFIXED, ids=[text for text, _ in PREFIXED])
def test_a_known_prefix_with_a_value_keeps_to_a_text_or_asks_a_facet_and_any_other_is_text(text: str, query: Query) -> None:
    assert parse(text) == query
