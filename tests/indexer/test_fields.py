"""FIELDS is the one table: it covers Article, and the values of facets follow from the article alone."""

from __future__ import annotations

import pytest

from indexer.article import Article
from indexer.fields import FACETS, FIELDS, TEXTS, field_text, texts_of


def article(**facts: object) -> Article:
    return Article(id="abcdef", title="标题", body="正文", **facts)


def test_the_table_has_a_row_for_every_attribute_of_an_article() -> None:
    assert {field.name for field in FIELDS} == set(Article._fields)


def test_the_searched_texts_are_those_of_the_contract() -> None:
    assert {text.name for text in TEXTS} == {"title", "subtitle", "issue_title", "section", "authors", "contributor", "body"}


def test_the_facets_stand_in_the_order_of_the_api() -> None:
    assert list(FACETS) == ["year", "issue", "author", "contributor", "source", "series"]
    assert set(FACETS) == {field.facet.name for field in FIELDS if field.facet}


@pytest.mark.parametrize(
    ("facts", "values"),
    [
        ({"series": "政工简讯", "year": 2023, "issue": 30}, ("政工简讯:2023-30",)),
        ({"series": "工作简报", "year": 2020, "issue": 11, "issue_end": 12}, ("工作简报:2020-11", "工作简报:2020-12")),
        ({"year": 2023, "issue": 30}, (":2023-30",)),
        ({"series": "政工简讯", "issue": 30}, ()),
        ({"series": "某省A:B简报", "year": 2023, "issue": 3}, ("某省A:B简报:2023-3",)),
        ({"year": 800, "issue": 3}, ()),
        ({"year": 2023, "issue": 123456}, ()),
        ({"series": "政工简讯", "year": 2023}, ()),
    ],
)
def test_an_issue_value_needs_year_and_number_and_a_joint_issue_has_one_for_each(facts: dict[str, object], values: tuple) -> None:
    assert FACETS["issue"].values(article(**facts)) == values


def test_a_misprinted_joint_issue_gives_a_bounded_number_of_values() -> None:
    assert len(FACETS["issue"].values(article(year=2023, issue=1, issue_end=99999))) == 60


def test_an_author_named_twice_counts_once() -> None:
    assert FACETS["author"].values(article(authors=("黄绚", "刘源", "黄绚"))) == ("黄绚", "刘源")


def test_an_issue_can_be_chosen_with_or_without_its_series() -> None:
    assert FACETS["issue"].aliases("政工简讯:2023-30") == ("政工简讯:2023-30", "2023-30", "30")
    assert FACETS["issue"].aliases(":2023-30") == (":2023-30", "2023-30", "30")
    assert FACETS["author"].aliases("甲:乙") == ("甲:乙",)


def test_labels_are_what_a_reader_would_say() -> None:
    assert FACETS["year"].value_label("2023") == "2023年"
    assert FACETS["issue"].value_label("政工简讯:2023-30") == "政工简讯 2023年第30期"
    assert FACETS["issue"].value_label("2023-30") == FACETS["issue"].value_label(":2023-30") == "2023年第30期"
    assert FACETS["source"].value_label("澜川日报") == "澜川日报"


def test_the_text_of_authors_has_one_paragraph_an_author() -> None:
    assert field_text(article(authors=("黄 绚", "刘源")), "authors") == "黄 绚\n刘源"
    assert field_text(article(), "subtitle") == ""


def test_a_text_of_several_articles_is_what_each_is_alone() -> None:
    articles = [article(), article(authors=("黄 绚", "刘源"), subtitle="副题")]
    for text in TEXTS:
        assert texts_of(articles, text.name) == [field_text(item, text.name) for item in articles]
