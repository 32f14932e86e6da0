"""Of several copies of a page the best is kept and the others are named; different pages are never taken for copies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest

from indexer.article import Article, article_id
from indexer.building.copies import distinct
from indexer.ledger import Entry, entry
from indexer.offices import office_of
from indexer.pages import Doubt, PageReading

TEXT = "雪柳河上的渡口，自清末以来迁过三次，每一次都记在旧志里。\n修志的人沿河走了一遍，把三处旧址都找到了，立了石牌。"
FIRST = Article(id="aaaa-2023-1-1", title="春耕", body="正文", page="a.txt")
ISSUE = FIRST._replace(body=TEXT, series="政工简讯", year=2023, issue=1, total_issue=113, issue_title="政工简讯2023年第1期")


def stream(*pages: Article | Sequence[Article] | Entry) -> list[Article | Entry]:
    readings = [
        page if isinstance(page, Entry) else PageReading((page,) if isinstance(page, Article) else tuple(page)) for page in pages
    ]
    return list(distinct(readings))


def articles(found: Sequence[Article | Entry]) -> list[Article]:
    return [item for item in found if isinstance(item, Article)]


def entries(found: Sequence[Article | Entry]) -> list[tuple[str, str]]:
    return [(item.page, item.reason) for item in found if isinstance(item, Entry)]


def test_a_copy_of_a_whole_issue_is_named_once() -> None:
    issue = (FIRST, FIRST._replace(id="aaaa-2023-1-2", ordinal=2, body="另一篇"))
    copy = tuple(article._replace(page="copy.txt") for article in issue)
    assert stream(issue, copy) == [*issue, entry("copy.txt", "duplicate", "与 a.txt 是同一个网页。")]


def test_the_copy_that_states_more_is_kept_wherever_it_stands() -> None:
    better = ISSUE._replace(page="b.txt", published=datetime(2023, 1, 9, 8, 30), reviewer="贺知微")
    for order in ([ISSUE, better], [better, ISSUE]):
        found = stream(*order)
        assert articles(found) == [better]
        assert entries(found) == [("a.txt", "duplicate")]


def test_one_content_number_under_the_hosts_of_one_office_is_one_page_even_when_its_text_was_corrected() -> None:
    def page(host: str, body: str) -> Article:
        url = f"https://{host}/gzdt/content_20461"
        own = article_id(
            series="工作动态", year=None, issue=None, issue_label=None, ordinal=1, url=url, title="渡口", published=None
        )
        return FIRST._replace(id=own, url=url, body=body, page=host)

    one, other = page("www.scsqw.cn", TEXT), page("scdfz.sc.gov.cn", "改正了的另一段话。")
    assert one.id == other.id
    assert entries(stream(one, other)) == [("scdfz.sc.gov.cn", "duplicate")]
    foreign = page("www.yanhu.example", TEXT.replace("三", "两"))
    assert foreign.id != one.id
    assert len(articles(stream(one, foreign))) == 2


@pytest.mark.parametrize(
    ("host", "office"),
    [
        ("www.scsqw.cn", "scdfz"),
        ("scdfz.org.cn", "scdfz"),
        ("www.lanchuan-dfz.example", "lanchuan-dfz.example"),
        ("lanchuan-dfz.example", "lanchuan-dfz.example"),
        ("", ""),
    ],
)
def test_hosts_of_one_office(host: str, office: str) -> None:
    assert office_of(host) == office


def test_the_same_text_saved_in_two_formats_is_one_page_though_one_has_an_address() -> None:
    web = FIRST._replace(id="bbbb-c20461-1", body=TEXT, url="https://a.example/content_20461", page="b.mht")
    found = stream(FIRST._replace(body=TEXT), web)
    assert articles(found) == [web]


@pytest.mark.parametrize(
    "other",
    [
        ISSUE._replace(id="aaaa-2023-2-1", issue=2),
        ISSUE._replace(id="aaaa-2022-1-1", year=2022),
        FIRST._replace(id="cccc-t", body=TEXT, published=date(2024, 1, 1)),
        FIRST._replace(id="cccc-t", body=TEXT, title="关于公布第二批村志名单的公告"),
    ],
)
def test_the_same_text_in_another_issue_on_another_day_or_under_another_title_is_another_page(other: Article) -> None:
    first = ISSUE._replace(published=date(2023, 1, 9))
    assert len(articles(stream(first, other._replace(page="b.txt")))) == 2


@pytest.mark.parametrize("title", ["春耕…", "春耕_澜川省情网"])
def test_a_title_that_is_cut_or_goes_on_is_the_same_title(title: str) -> None:
    copy = FIRST._replace(id="cccc-t", body=TEXT, title=title, page="b.txt")
    assert len(articles(stream(FIRST._replace(body=TEXT), copy))) == 1


def test_two_pages_that_claim_one_issue_are_both_kept_and_the_clash_is_reported() -> None:
    other = tuple(
        ISSUE._replace(
            id=f"aaaa-2023-1-{at}",
            ordinal=at,
            title=f"秋收{at}",
            body=f"{at}号稻田收成多了两成。" * 3,
            page="b.txt",
        )
        for at in (1, 2)
    )
    found = stream(ISSUE, other)
    kept = articles(found)
    assert kept[0] == ISSUE
    assert [item.id.rsplit("-", 1)[0] for item in kept[1:]] == ["aaaa-2023-1-1", "aaaa-2023-1-2"]
    assert len({item.id.rsplit("-", 1)[1] for item in kept[1:]}) == 1
    assert entries(found) == [("b.txt", "number-clash")]


def test_issues_of_two_bulletins_that_share_half_of_their_text_are_two_pages() -> None:
    one = ISSUE._replace(issue_title="水利工作简报第1期")
    other = one._replace(
        issue_title="司法工作简报第1期", page="b.txt", body=f"{TEXT}\n第三处旧址在上游，碑文还读得出来，年代是光绪九年。"
    )
    assert entries(stream(one, other)) == [("b.txt", "number-clash")]
    for name in ("《水利工作简报》第1期", "澜州市水利工作简报2023年第1期（总第113期）", "2023年水利工作简报第1期", "第1期"):
        assert entries(stream(one, other._replace(issue_title=name))) == [("a.txt", "duplicate")]
    assert entries(stream(one, one._replace(issue_title="司法工作简报第1期", page="b.txt"))) == [("b.txt", "duplicate")]


def test_an_issue_whose_office_is_called_otherwise_in_one_copy_is_one_page() -> None:
    text = "\n".join(f"第{number}处旧址在上游，碑文还读得出来，年代是光绪{number}年。" for number in range(1, 9))
    one = ISSUE._replace(issue_title="澜州市志办工作简报第1期", body=text)
    other = one._replace(
        issue_title="澜州市地方志办公室工作简报第1期", body=f"{text}\n渡口边的老人说，石牌立得正是地方。", page="b.txt"
    )
    assert entries(stream(one, other)) == [("a.txt", "duplicate")]


def test_an_issue_that_is_longer_in_one_copy_is_still_one_page() -> None:
    longer = ISSUE._replace(body=f"{TEXT}\n渡口边的老人说，石牌立得正是地方，以后不会再弄错了。", page="b.txt")
    assert articles(stream(ISSUE, longer)) == [longer]


def test_another_article_that_claims_an_id_gets_one_of_its_own_whatever_comes_between() -> None:
    other = FIRST._replace(title="秋收", body="稻田", page="b.txt")
    between = FIRST._replace(id="bbbb-2023-1-1", body="之间", page="c.txt")
    first, second = articles(stream(FIRST, other))
    assert first == FIRST
    assert second.id.startswith(FIRST.id + "-")
    assert articles(stream(FIRST, between, other))[-1].id == second.id


def test_many_articles_may_claim_one_id_and_none_is_lost() -> None:
    claims = [FIRST._replace(body=f"正文{number}") for number in range(200)]
    assert len({item.id for item in articles(stream(*claims))}) == 200


def test_entries_and_doubts_stay_in_the_stream_behind_their_page() -> None:
    skipped = entry("x.png", "unknown-kind", "不认识")
    reading = PageReading((FIRST,), (Doubt("no-date", "没有日期。", "春耕"),))
    assert list(distinct([skipped, reading])) == [skipped, FIRST, entry("a.txt", "no-date", "没有日期。", "春耕")]


def issue(number: int, total: int, year: int = 2023) -> Article:
    body = f"第{number}期说的是{year}年第{number}段河堤的事情，写了{total}个字。"
    return ISSUE._replace(
        id=f"aaaa-{year}-{number}-1", year=year, issue=number, total_issue=total, body=body, page=f"{year}-{number}"
    )


def test_a_total_number_that_does_not_fit_its_series_and_year_is_reported() -> None:
    found = stream(*(issue(number, number + 112) for number in (1, 2, 3, 5)), issue(4, 161), issue(1, 90, 2022))
    assert entries(found) == [("2023-4", "number-out-of-series")]
    assert len(articles(found)) == 6


def test_of_two_issues_that_disagree_neither_is_called_wrong() -> None:
    assert entries(stream(issue(1, 113), issue(2, 150))) == []
