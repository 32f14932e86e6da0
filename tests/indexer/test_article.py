"""Article: its JSON, and an id that comes from identity alone."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, article_id, content_number, published_at, with_suffix

BULLETIN = {"series": "政工简讯", "year": 2023, "issue": 30, "issue_label": None, "ordinal": 1}
ARTICLES = st.builds(
    Article,
    id=st.just("abcdef"),
    title=st.text(min_size=1),
    body=st.text(),
    authors=st.lists(st.text()).map(tuple),
    published=st.none() | st.dates() | st.datetimes(timezones=st.none()),
    year=st.none() | st.integers(1, 9999),
)


@given(ARTICLES)
def test_an_article_survives_its_json(article: Article) -> None:
    assert Article.from_json(article.to_json()) == article


@given(
    series=st.none() | st.text(),
    year=st.none() | st.integers(1, 9999),
    issue=st.none() | st.integers(1, 99999),
    issue_label=st.none() | st.text(),
    ordinal=st.integers(1, 999),
    url=st.none() | st.text() | st.just("http://[x/content_20377.html"),
    title=st.text(),
    published=st.none() | st.dates(),
)
def test_an_id_is_short_and_safe_in_a_url_whatever_the_page_says(**identity: object) -> None:
    identifier = article_id(**identity)
    assert re.fullmatch("[0-9a-z-]{6,40}", identifier)
    assert re.fullmatch("[0-9a-z-]{6,40}", with_suffix(identifier, "x"))


def test_the_title_of_a_numbered_bulletin_does_not_change_its_id() -> None:
    one = article_id(**BULLETIN, url=None, title="春天", published=None)
    other = article_id(**BULLETIN, url="http://a.example/content_1.html", title="春天来了", published=date(2023, 1, 1))
    assert one == other


@pytest.mark.parametrize(
    "change", [{"series": "工作简报"}, {"year": 2022}, {"issue": 31}, {"issue_label": "增刊"}, {"ordinal": 2}]
)
def test_another_identity_is_another_id(change: dict[str, object]) -> None:
    rest = {"url": None, "title": "春天", "published": None}
    assert article_id(**BULLETIN, **rest) != article_id(**{**BULLETIN, **change}, **rest)


def test_a_page_without_a_number_is_known_by_its_address_then_by_title_and_date() -> None:
    bare = {**BULLETIN, "issue": None}
    by_url = article_id(**bare, url="http://a.example/x/content_20377.html", title="甲", published=None)
    assert by_url == article_id(**bare, url="http://a.example/y/content_20377.html", title="乙", published=None)
    assert by_url != article_id(**bare, url="http://b.example/x/content_20377.html", title="甲", published=None)
    assert article_id(**bare, url=None, title="甲", published=None) != article_id(**bare, url=None, title="乙", published=None)


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("http://a.example/x/content_20377.html", "20377"),
        ("http://a.example/2021/t20210415/content_31877.shtml", "31877"),
        ("http://a.example/index.html", None),
        ("http://[bad/content_20377", None),
        (None, None),
    ],
)
def test_the_content_number_stands_in_the_last_part_of_the_path(url: str | None, number: str | None) -> None:
    assert content_number(url) == number


def test_a_bare_date_sorts_at_midnight() -> None:
    assert published_at(date(2023, 10, 8)) == datetime(2023, 10, 8)
    assert published_at(None) is None


def test_the_ids_of_an_issue_sort_in_the_order_of_its_pieces() -> None:
    ids = [article_id(**{**BULLETIN, "ordinal": at}, url=None, title="春天", published=None) for at in range(1, 100)]
    assert ids == sorted(ids)
