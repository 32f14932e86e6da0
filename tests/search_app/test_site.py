"""The pages: every state renders, every link leads somewhere, hostile texts come out inert, and no script is needed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from urllib.parse import parse_qsl, quote, urldefrag, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader
from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.article import Article
from indexer.errors import BadSetting
from indexer.settings import Settings
from search_app.app import create_app, load_templates
from search_app.engine_source import engine_source
from search_app.param_reader import LABELS

Page = Callable[[str], LexborHTMLParser]
STATES = [
    "/",
    "/?q=年鉴",
    "/?q=年鉴&year=2023&author=周砚秋&from=2020-01-01&to=2024-01-01&scope=title&match=literal&sort=oldest",
    "/?q=年鉴&match=literal",
    '/?q="没有这样的词语"',
    "/?q=没有&series=工作简报&issue=2020-11",
    "/?q=合刊 志书",
    "/?q=2021年第25期&author=作者25",
    "/?size=5&page=3",
    "/?page=400",
    "/issues",
    "/issues?year=2020",
    "/issues?year=2023",
    "/help",
    "/ledger",
    "/ledger?reason=no-date",
    "/articles/aaaa1111-2023-30-1?q=年鉴",
    "/articles/aaaa1111-2023-32-1?q=script",
    "/articles/bbbb2222-t",
    "/articles/cccc3333-2020-11-1",
]


def texts(nodes: list[LexborNode]) -> list[str]:
    return [node.text() for node in nodes]


def href(node: LexborNode | None) -> str:
    assert node is not None
    return node.attributes["href"] or ""


@pytest.mark.parametrize("address", STATES)
def test_a_page_can_be_read_without_seeing_it(page: Page, address: str) -> None:
    shown = page(address)
    assert shown.css_first("html").attributes["lang"] == "zh-CN"
    assert shown.css_first("title").text().strip()
    assert (
        len(shown.css("h1")) == len(shown.css("main")) == len(shown.css("body > header")) == len(shown.css("body > footer")) == 1
    )
    assert shown.css_first(f"main {href(shown.css_first('body > a'))}[tabindex='-1']")
    levels = [int(node.tag[1]) for node in shown.css("h1, h2, h3, h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [node.attributes["id"] for node in shown.css("[id]")]
    assert len(ids) == len(set(ids))
    assert all(node.attributes.get("aria-label") for node in shown.css("nav"))
    assert all(node.css_first("legend") for node in shown.css("fieldset"))


def test_pages_have_titles_of_their_own(page: Page) -> None:
    addresses = [*STATES, "/?year=2020", "/?issue=2020-11&sort=oldest", "/?q=年鉴&size=1", "/?q=年鉴&size=1&page=2"]
    titles = {address: page(address).css_first("title").text() for address in addresses}
    same = {"/?q=年鉴": "/?q=年鉴&size=1"}  # the size is no other page
    assert len(set(titles.values())) == len(titles) - len(same), titles


def test_many_filters_are_named_in_a_title_by_the_first_few(page: Page) -> None:
    shown = page("/?year=2019&year=2020&year=2021&year=2022")
    assert shown.css_first("h1").text() == "简报文章：2019年、2020年、2021年等"
    assert shown.css_first("title").text().startswith("2019年、2020年、2021年等_")


@pytest.mark.parametrize(("typed", "advised"), [('"没有这样的词语"', True), ("xyzzy", False)])
def test_only_who_typed_quotes_is_told_to_take_them_away(page: Page, typed: str, advised: bool) -> None:
    assert ("去掉引号" in page(f"/?q={typed}").css_first(".nothing").text()) == advised


def test_the_first_stop_within_the_filters_leads_past_them_to_the_results(page: Page) -> None:
    shown = page("/?q=年鉴")
    first = shown.css_first("aside a, aside input")
    assert (first.text(), href(first)) == ("跳过筛选，到结果", "#content")
    assert shown.css_first("#content .hits")


@pytest.mark.parametrize("address", STATES)
def test_every_input_has_a_label(page: Page, address: str) -> None:
    shown = page(address)
    named = {node.attributes["for"] for node in shown.css("label[for]")}
    within = {node.html for label in shown.css("label") for node in label.css("input")}
    for node in shown.css("input:not([type=hidden])"):
        assert node.attributes.get("id") in named or node.html in within


@pytest.mark.parametrize("address", STATES)
def test_a_page_needs_no_script_no_inline_style_and_nothing_from_elsewhere(page: Page, address: str) -> None:
    shown = page(address)
    assert not shown.css("script, style, iframe, object, embed, img, [style], base")
    assert not [name for node in shown.css("*") for name in node.attributes if name.startswith("on")]
    for node in shown.css("link, [src], form"):
        target = node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("action") or ""
        assert target.startswith("/")


@pytest.mark.parametrize("address", STATES)
def test_a_mark_carries_no_attributes(page: Page, address: str) -> None:
    assert all(not node.attributes for node in page(address).css("mark"))


@pytest.mark.parametrize("address", ["/", "/?q=script", "/?q=年鉴", "/issues?year=2023", "/articles/aaaa1111-2023-32-1?q=alert"])
def test_a_hostile_title_comes_out_as_text(client: FlaskClient, page: Page, corpus: list[Article], address: str) -> None:
    hostile = corpus[1].title
    if address != "/issues?year=2023":
        assert hostile in page(address).css_first("main").text()
    assert "<script" not in client.get(address).text
    assert not page(address).css("script, img, [onerror]")


def test_a_hostile_query_comes_out_as_text_everywhere_it_is_shown(client: FlaskClient) -> None:
    for path in ("/", "/articles/bbbb2222-t"):
        for hostile in ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'-alert(1)-'", "{{7*7}}", "</title>"):
            response = client.get(path, query_string={"q": hostile, "author": hostile})
            shown = LexborHTMLParser(response.text)
            assert response.status_code == 200
            assert not shown.css("script, img, [onerror]")
            assert shown.css_first("input[name=q]").attributes["value"] == hostile


def test_every_link_leads_to_a_page(client: FlaskClient) -> None:
    waiting, seen = ["/", "/?q=年鉴&author=周砚秋&year=2023&size=1"], set()
    while waiting and len(seen) < 250:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        with client.get(address) as response:
            assert response.status_code == 200, address
            text = response.text if response.mimetype == "text/html" else ""
        links = [href(node) for node in LexborHTMLParser(text).css("a[href], link[href]")]
        here = [urldefrag(urljoin(f"http://localhost{address}", link)).url for link in links]
        waiting += [link.removeprefix("http://localhost") for link in here if link.startswith("http://localhost/")]
    assert any(address.startswith("/articles/") for address in seen)
    assert any(address.startswith("/issues?year=") for address in seen)
    assert any(address.startswith("/api/") for address in seen)


def test_the_start_page_shows_the_newest_articles_with_facets(page: Page) -> None:
    shown = page("/")
    days = [node.attributes["datetime"] for node in shown.css(".hits time")]
    assert days == sorted(days, reverse=True)
    assert texts(shown.css("aside legend")) == ["年份", "期号", "作者", "供稿单位", "来源", "系列", "发布日期"]


def test_from_all_matches_to_the_literal_ones_and_back(page: Page) -> None:
    shown = page("/?q=介绍年鉴")
    assert shown.css_first("#count").text() == "共 2 篇，其中 1 篇完整匹配"
    only = page(href(shown.css_first(".other-match a")))
    assert only.css_first("#count").text() == "共 1 篇完整匹配"
    assert page(href(only.css_first(".other-match a"))).css_first("#count").text() == shown.css_first("#count").text()


def test_each_chip_takes_off_its_own_filter_alone(page: Page) -> None:
    address = "/?q=年鉴&year=2023&year=2020&author=周砚秋&from=2020-01-01"
    given_pairs = set(parse_qsl(urlsplit(address).query))
    chips = [node for node in page(address).css(".chips a") if "clear" not in (node.attributes.get("class") or "")]
    left = [set(parse_qsl(urlsplit(href(chip)).query)) for chip in chips]
    assert len(chips) == 4
    assert all(len(given_pairs - kept) == 1 and kept < given_pairs for kept in left)


def test_submitting_the_form_as_it_stands_repeats_the_search(page: Page) -> None:
    address = "/?q=年鉴&year=2023&author=周砚秋&source=没有的来源&scope=title&match=literal&from=2020-01-01&sort=oldest&size=5"
    shown = page(address)
    form = shown.css_first("form#search")
    inputs = {node.html: node for node in [*form.css("input"), *shown.css("input[form=search]")]}.values()
    sent = {
        (node.attributes["name"], node.attributes.get("value") or "")
        for node in inputs
        if node.attributes.get("type") != "checkbox" or "checked" in node.attributes
    }
    assert {pair for pair in sent if pair[1]} == set(parse_qsl(urlsplit(address).query))


def test_words_typed_in_a_list_of_oldest_first_are_ranked_and_filters_applied_there_keep_its_order(page: Page) -> None:
    sent = [
        [(item.attributes["name"], item.attributes["value"]) for item in page(address).css("#search input[type=hidden]")]
        for address in ("/?year=2023&sort=oldest", "/?q=年鉴&sort=oldest", "/?year=2023")
    ]
    assert sent == [[("listed", "oldest")], [("sort", "oldest")], []]
    assert not page("/?year=2023&sort=oldest").css("button[name]")  # Enter in any field sends what every button sends


def test_the_pager_says_where_the_reader_is(page: Page) -> None:
    shown = page("/?size=5&page=3")
    assert texts(shown.css(".pager [aria-current=page]")) == ["3"]
    assert shown.css_first(".hits").attributes["start"] == "11"
    assert href(shown.css_first("[rel=next]")).endswith("page=4&size=5")


def test_past_the_last_page_the_way_back_is_shown(page: Page) -> None:
    shown = page("/?page=400")
    assert "没有第 400 页" in shown.css_first("main").text()
    assert page(href(shown.css_first(".results p a"))).css(".hits > li")


def test_where_nothing_is_found_there_is_advice(page: Page) -> None:
    assert "引号" in page('/?q="没有这样的词语"').css_first(".nothing").text()
    assert "去掉全部筛选" in page("/?q=猫&year=1999").css_first(".nothing").text()
    filtered = page("/?q=年鉴&year=1999").css_first(".nothing").text()
    assert "不限年份、作者等" in filtered
    assert "去掉全部筛选" not in filtered  # once is enough


def test_where_nothing_is_found_there_are_links_to_what_would_be(page: Page) -> None:
    advice = page("/?q=合刊 志书&from=2020-01-01").css_first(".nothing")
    assert "合刊（1 篇）、志书（26 篇）、合刊 OR 志书（27 篇）" in advice.text()
    for link in advice.css(".offers a"):
        assert "from=2020-01-01" in href(link)
        assert page(href(link)).css(".hits > li")
    assert not page("/?q=年鉴").css(".offers")


def test_a_query_that_names_an_issue_leads_to_the_issue_and_keeps_the_filters(page: Page) -> None:
    shown = page("/?q=2021年第25期&author=作者25")
    (link,) = shown.css(".offers a")
    assert link.parent is not None
    assert link.parent.text() == "看 工作简报 2021年第25期（1 篇）"
    assert "author=" in href(link)
    (hit,) = page(href(link)).css(".hits > li")
    assert "第25次评审" in hit.text()


def test_a_hostile_word_comes_out_as_text_in_what_is_offered(client: FlaskClient) -> None:
    shown = client.get("/", query_string={"q": "合刊 <script>alert"}).text
    assert '&lt;script&gt;alert</a><span class="whole">（1 篇）' in shown
    assert "<script>" not in shown


def test_an_empty_index_is_not_an_error(empty_client: FlaskClient) -> None:
    assert "还没有文章" in empty_client.get("/").text
    assert "还没有带期号的文章" in empty_client.get("/issues").text


def test_a_hit_shows_its_issue_day_source_authors_and_unit(page: Page) -> None:
    assert texts(page("/?author=周砚秋").css(".facts li")) == [
        "政工简讯 2023年第30期",
        "2023-10-08",
        "来源：澜川省地方志工作办公室",
        "作者：周砚秋、沈 岚",
        "供稿单位：中共澜川省地方志工作办公室党组",
    ]


def test_at_most_three_snippets_stand_under_a_hit(page: Page) -> None:
    for hit in page("/?q=年鉴 OR 党建 OR 142 OR 沈岚 OR 党组 OR 综述").css(".hits > li"):
        assert 1 <= len(hit.css(".snippet")) <= 3


def test_a_hit_keeps_the_query_on_the_way_to_the_article_and_the_article_marks_it(page: Page) -> None:
    shown = page(href(page("/?q=五心&author=周砚秋").css_first(".hits a")))
    assert texts(shown.css(".body mark")) == ["五心"]
    assert page(href(shown.css_first(".back a"))).css_first("input[name=q]").attributes["value"] == "五心"


@pytest.mark.parametrize(
    "address",
    [
        "/?q=党建&year=2023&year=2020&author=周砚秋&scope=title&match=literal&from=2020-01-01&to=2024-01-01&sort=oldest",
        "/?q=志书&sort=newest&page=2&size=5",
        "/?page=2",
    ],
)
def test_an_article_leads_back_to_the_search_it_was_found_by_with_its_filters_order_and_page(page: Page, address: str) -> None:
    article = page(href(page(address).css_first(".hits a")))
    back = href(article.css_first(".back a"))
    assert sorted(parse_qsl(urlsplit(back).query)) == sorted(parse_qsl(urlsplit(address).query))


def test_an_article_that_no_search_found_leads_back_to_none(page: Page, corpus: list[Article]) -> None:
    assert href(page("/").css_first(".hits a")).startswith("/articles/")
    assert "?" not in href(page("/").css_first(".hits a"))
    assert not page(f"/articles/{corpus[0].id}").css(".back")
    assert not page(f"/articles/{corpus[0].id}?utm_source=x").css(".back")
    assert not page(f"/articles/{corpus[0].id}?q=年鉴&page=x").css(".back")


def test_parameters_that_no_search_knows_are_not_carried_along(page: Page) -> None:
    assert "utm" not in href(page("/?q=年鉴&utm_source=x").css_first(".hits a"))


def test_of_a_very_long_article_its_page_shows_the_beginning_and_says_so(
    page: Page, corpus: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    article = corpus[0]
    paragraphs = article.body.split("\n")
    for limit, most, shown in (
        ("MOST_PARAGRAPHS", 1, paragraphs[:1]),
        ("MOST_CHARACTERS", len(paragraphs[0]) + 3, paragraphs[:1]),
        ("MOST_CHARACTERS", 3, [paragraphs[0][:3]]),
        ("MOST_PARAGRAPHS", len(paragraphs), paragraphs),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(f"search_app.article_view.{limit}", most)
            found = page(f"/articles/{article.id}?{limit}={most}")
        assert texts(found.css(".body p")) == shown
        assert bool(found.css(f"a[href='/api/v1/articles/{article.id}']")) is (shown != paragraphs)


def test_white_space_around_an_id_a_year_or_a_reason_counts_for_nothing(page: Page, client: FlaskClient) -> None:
    address = "/articles/aaaa1111-2023-30-1"
    assert href(page(f"{address}%20").css_first("link[rel=canonical]")) == address
    assert client.get(f"/api/v1{address}%20").get_json() == client.get(f"/api/v1{address}").get_json()
    for exact in ("/issues?year=2020", "/ledger?reason=no-date"):
        assert page(f"{exact}%20").css_first("h1").text() == page(exact).css_first("h1").text()


def test_an_article_has_one_address_for_robots(page: Page, corpus: list[Article]) -> None:
    address = f"/articles/{corpus[0].id}"
    for query, indexed in (("", True), ("?q=年鉴", False), ("?utm_source=x", False)):
        shown = page(address + query)
        assert href(shown.css_first("link[rel=canonical]")) == address
        assert bool(shown.css("meta[name=robots][content=noindex]")) is not indexed


def test_robots_index_no_searches_and_not_the_ledger(page: Page) -> None:
    addresses = ["/", "/issues?year=2023", "/help", "/?q=年鉴", "/?page=2", "/?utm_source=x", "/ledger", "/ledger?reason=no-date"]
    indexed = [address for address in addresses if not page(address).css("meta[name=robots][content=noindex]")]
    assert indexed == addresses[:3]


def test_with_literal_matching_only_literal_matches_are_marked_in_the_article(page: Page) -> None:
    address = "/articles/dddd4444-2021-1-1?q=志书会召开"
    assert page(address).css(".body mark")
    assert not page(f"{address}&match=literal").css(".body mark")


def test_an_article_shows_its_text_whole_and_links_to_its_issue_and_its_original(page: Page, corpus: list[Article]) -> None:
    shown = page(f"/articles/{corpus[0].id}")
    assert texts(shown.css(".body p")) == corpus[0].body.split("\n")
    assert "编者按：本期介绍机关党建。" in shown.css_first(".preamble").text()
    original = shown.css_first(".original a")
    assert href(original) == corpus[0].url
    assert set((original.attributes["rel"] or "").split()) == {"noreferrer", "noopener", "external"}
    assert href(shown.css_first(".actions a")) == f"/?issue={quote('政工简讯:2023-30', safe='')}&sort=oldest"


def test_an_address_that_is_no_web_address_is_never_a_link(client: FlaskClient, corpus: list[Article]) -> None:
    assert "javascript:" not in client.get(f"/articles/{corpus[1].id}").text


def test_a_subtitle_is_shown_as_it_is_searched_so_that_its_copy_finds_it(page: Page, corpus: list[Article]) -> None:
    article = next(article for article in corpus if article.subtitle)
    assert page(f"/articles/{article.id}").css_first(".subtitle").text() == article.subtitle


def test_an_author_of_an_article_leads_to_all_their_articles(page: Page, corpus: list[Article]) -> None:
    links = {node.text(): href(node) for node in page(f"/articles/{corpus[0].id}").css(".metadata a")}
    assert len(page(links["周砚秋"]).css(".hits > li")) == 1


def test_missing_issues_are_said_plainly(page: Page) -> None:
    shown = page("/issues?year=2020")
    assert "缺第13期" in shown.css_first("main").text()
    assert texts(shown.css(".issues a")) == ["第11期", "第12期", "第14期"]
    assert "缺第31期" in page("/issues?year=2023").css_first("main").text()
    assert "不缺" in page("/issues?year=2021").css_first("main").text()


def test_the_issues_begin_with_the_newest_year_and_say_how_many_there_are(page: Page) -> None:
    shown = page("/issues")
    assert texts(shown.css(".years a")) == ["2023年", "2021年", "2020年"]
    assert [node.text() for node in shown.css(".years tbody tr:first-child .number")] == [
        "2 期",
        "缺 1 期",
        "25 期",
        "不缺",
        "3 期",
        "缺 1 期",
    ]


def test_a_year_says_between_which_numbers_none_is_missing(page: Page) -> None:
    whole = page("/issues?year=2021").css_first("main").text()
    assert "第1期至第25期之间不缺" in whole


def test_the_years_around_one_stand_in_the_order_of_time(page: Page) -> None:
    assert texts(page("/issues?year=2021").css(".pager a")) == ["← 2020年", "2023年 →"]


def test_a_year_without_issues_leads_to_its_articles_and_to_the_years_that_have_some(twins_client: FlaskClient) -> None:
    def ways(year: int) -> list[tuple[str, str | None]]:
        links = LexborHTMLParser(twins_client.get(f"/issues?year={year}").text).css(".actions a")
        return [(node.text(), node.attributes["href"]) for node in links]

    assert ways(1899) == [("全部年份", "/issues")]
    assert ways(2016) == [("全部年份", "/issues"), ("2016年全部文章（1 篇）", "/?year=2016")]


def test_an_operator_of_other_search_engines_is_said_to_be_a_word_here(page: Page) -> None:
    assert "AND 在这里是要查的字" in page("/?q=年鉴 AND 志书").css_first(".note").text()
    assert not page("/?q=年鉴 志书").css("p.note")


def test_a_full_width_sign_is_said_to_be_text_here(page: Page) -> None:
    assert "在它前面用半角的 -。" in page("/?q=年鉴 －志书").css_first("p.note").text()
    assert "用半角的 |。" in page("/?q=年鉴｜志书").css_first("p.note").text()


def test_a_list_from_the_oldest_on_is_not_called_the_newest(page: Page) -> None:
    assert page("/").css_first("#count").text().startswith("最新文章")
    assert page("/?sort=oldest").css_first("#count").text().startswith("全部文章")


def test_what_was_ticked_and_not_sent_is_gone_when_a_reader_comes_back(page: Page) -> None:
    assert page("/").css_first("form#search").attributes["autocomplete"] == "off"


def test_an_issue_leads_to_its_articles(page: Page) -> None:
    assert len(page(href(page("/issues?year=2020").css_first(".issues a"))).css(".hits > li")) == 1


def test_the_list_of_an_issue_leads_to_the_issues_around_it_and_to_its_year(page: Page) -> None:
    (links,) = page("/?issue=工作简报:2020-12&sort=oldest&size=5").css("nav[aria-label=前后各期]")
    assert texts(links.css("a")) == ["2020年各期", "下一期 2020年第14期 →"]  # 第11期 is the same joint issue
    year, after = map(href, links.css("a"))
    assert parse_qsl(urlsplit(after).query) == [("issue", "工作简报:2020-14"), ("sort", "oldest"), ("size", "5")]
    assert page(year).css_first("h1").text() == "2020年各期"
    links = page(after).css_first("nav[aria-label=前后各期]")
    assert texts(links.css("a")) == ["← 上一期 2020年第12期", "2020年各期", "下一期 2021年第1期 →"]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?year=2020",
        "/?issue=工作简报:2020-11&issue=工作简报:2020-12",
        "/?issue=工作简报:2020-11&q=合刊",
        "/?issue=工作简报:2020-11&year=2020",
        "/?issue=工作简报:2020-11&from=2020-01-01",
        "/?issue=工作简报:1999-11",
    ],
)
def test_what_is_not_the_list_of_one_known_issue_leads_to_no_issues_around_it(page: Page, address: str) -> None:
    assert not page(address).css("nav[aria-label=前后各期]")


def test_an_issue_without_a_series_is_not_its_namesake_of_a_series(twins_client: FlaskClient) -> None:
    facets = twins_client.get("/api/v1/search").get_json()["facets"]["issue"]["values"]
    assert [(item["value"], item["label"]) for item in facets] == [
        ("工作简报:2018-5", "工作简报 2018年第5期"),
        (":2018-5", "2018年第5期"),
    ]
    for item in facets:
        ticked = twins_client.get("/api/v1/search", query_string={"issue": item["value"]}).get_json()
        prefixed = twins_client.get("/api/v1/search", query_string={"q": f"期:{item['value']}"}).get_json()
        assert ticked["total"] == prefixed["total"] == item["count"] == 1
    assert twins_client.get("/api/v1/search?issue=2018-5").get_json()["total"] == 2


def test_a_link_to_an_issue_without_a_series_leads_to_no_other(twins_client: FlaskClient) -> None:
    listed = LexborHTMLParser(twins_client.get("/issues?year=2018").text)
    assert "不缺" not in listed.css_first("main").text()  # between the first and the last of one there is nothing
    ways = [href(node) for node in listed.css(".issues a")]
    ways.append(href(LexborHTMLParser(twins_client.get("/articles/ffff6666-t").text).css_first(".actions a")))
    found = [LexborHTMLParser(twins_client.get(way).text).css(".hits > li") for way in ways]
    assert list(map(len, found)) == [1, 1, 1]


@given(st.binary(max_size=60))
def test_no_query_string_of_any_bytes_is_an_error_of_the_server(client: FlaskClient, query: bytes) -> None:
    for path in ("/", "/issues", "/articles/bbbb2222-t", "/api/v1/search"):
        response = client.get(path, environ_overrides={"QUERY_STRING": query.decode("latin-1")})
        assert response.status_code < 500


@given(st.lists(st.tuples(st.sampled_from(sorted(LABELS)), st.text(max_size=40)), max_size=6))
def test_no_values_of_known_parameters_are_an_error_of_the_server(client: FlaskClient, pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in pairs)
    for path in ("/", "/issues", "/articles/bbbb2222-t", "/api/v1/search"):
        assert client.get(f"{path}?{query}").status_code in (200, 400, 404)


@given(st.text(max_size=40))
def test_no_path_is_an_error_of_the_server(client: FlaskClient, path: str) -> None:
    for room in ("/", "/articles/", "/api/v1/articles/"):
        assert client.get(room + quote(path, errors="surrogatepass")).status_code < 500


@pytest.mark.parametrize(
    ("templates", "words"),
    [({}, "模板目录"), ({"page.html": "{{ a }}\n{% if %}", ".page.html.swp": "{% if %}"}, "page.html 第 2 行")],
)
def test_templates_that_are_missing_or_broken_are_said_at_the_start(app: Flask, templates: dict[str, str], words: str) -> None:
    with app.app_context():
        served = create_app(Settings(), engine_source())
    served.jinja_env.loader = DictLoader(templates)
    with pytest.raises(BadSetting, match=words):
        load_templates(served)
    served.jinja_env.loader = DictLoader({"page.html": "{{ a }}", ".page.html.swp": "{% if %}"})
    load_templates(served)


def test_once_the_templates_are_loaded_pages_need_none_of_their_files(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        served = create_app(Settings(), engine_source())
    load_templates(served)
    monkeypatch.setattr("flask.templating.DispatchingJinjaLoader.get_source", lambda *_: pytest.fail("read from its file"))
    client = served.test_client()
    assert {client.get(state).status_code for state in STATES} == {200}
    assert client.get("/nothing").status_code == 404
