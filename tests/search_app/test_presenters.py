"""What JSON and templates are given: every field, marks that give the text back, and addresses that are safe to follow."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import json
from hypothesis import given
from hypothesis import strategies as st
from reference import ReferenceEngine
from werkzeug.datastructures import MultiDict

from indexer.analysis import Analyser
from indexer.article import Article
from search_app import presenters
from search_app.article_view import article_view, followable, published_name
from search_app.params import request_from
from search_app.search.marking import MarkedStrings, marked_strings
from search_app.search.parser import parse
from search_app.search.results import Results
from search_app.search.service import search

OFFERED = ("shortcuts", "suggestions")


def found(engine: ReferenceEngine, **parameters: str) -> Results:
    return search(engine, request_from(MultiDict(parameters)))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.text(min_size=1))
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(ends[::2], ends[1::2], strict=False))


@given(marked_texts())
def test_runs_joined_are_the_text_and_marked_runs_are_the_marks(given_text: tuple[str, list[tuple[int, int]]]) -> None:
    text, marks = given_text
    runs = presenters.runs(text, marks)
    assert "".join(piece for piece, _ in runs) == text
    assert [piece for piece, is_marked in runs if is_marked] == [text[start:end] for start, end in marks]
    assert all(piece for piece, _ in runs)


def test_marks_count_code_points_so_that_an_astral_character_is_one(engine: ReferenceEngine) -> None:
    (hit,) = found(engine, q="𠮷野").hits
    view = presenters.hit_view(hit, "/articles/x")
    assert [piece for piece, is_marked in view.title if is_marked] == ["𠮷野"]


def test_a_result_as_json_has_every_field_that_was_promised(engine: ReferenceEngine) -> None:
    shown = json.loads(json.dumps(presenters.results_json(found(engine, q="年鉴", author="周砚秋"))))
    assert {"total", "total_literal", "read_as_text", "took_ms", "generation", "page", "size", "hits", "facets", *OFFERED} == set(
        shown
    )
    (hit,) = shown["hits"]
    promised = {"id", "title", "subtitle", "issue_title", "section", "series", "year", "issue", "total_issue", "authors"}
    promised |= {"contributor", "source", "published", "url", "score", "missing", "title_marks", "snippets"}
    assert promised <= set(hit)
    assert hit["authors"] == ["周砚秋", "沈 岚"]
    assert hit["published"] == "2023-10-08T08:35:05"
    assert hit["missing"] == []
    for snippet in hit["snippets"]:
        assert set(snippet) == {"field", "start", "text", "marks", "cut_left", "cut_right"}
        assert all(snippet["text"][start:end] for start, end in snippet["marks"])
    assert list(shown["facets"]) == ["year", "issue", "author", "contributor", "source", "series"]
    for facet in shown["facets"].values():
        assert set(facet) == {"label", "more", "values"}
        assert all(set(value) == {"value", "label", "count", "selected"} for value in facet["values"])


def test_a_snippet_of_another_text_than_the_body_says_which(engine: ReferenceEngine) -> None:
    (hit,) = found(engine, q="总第142期").hits
    assert any(snippet.label == "刊题" for snippet in presenters.hit_view(hit, "/articles/x").snippets)


@pytest.mark.parametrize(
    ("article", "name"),
    [
        (Article(id="x", title="t", body="", year=2023, issue=30), "2023年第30期"),
        (Article(id="x", title="t", body="", issue=30), "第30期"),
        (Article(id="x", title="t", body="", year=2020, issue=11, issue_end=12), "2020年第11–12期（合刊）"),
        (Article(id="x", title="t", body="", year=2021, issue_label="增刊"), "2021年增刊"),
        (Article(id="x", title="t", body="", year=2021), ""),
    ],
)
def test_an_issue_is_named_as_far_as_the_page_names_it(article: Article, name: str) -> None:
    assert presenters.issue_name(article) == name


@pytest.mark.parametrize(
    ("published", "name"),
    [(None, ""), (date(2023, 1, 2), "2023年1月2日"), (datetime(2023, 10, 8, 8, 35, 5), "2023年10月8日 08:35")],
)
def test_a_date_is_shown_in_the_precision_the_page_gives(published: date | None, name: str) -> None:
    assert published_name(published) == name


@pytest.mark.parametrize("url", ["http://a.example/x", "https://a.example:8/?q=1#y"])
def test_a_web_address_may_be_followed(url: str) -> None:
    assert followable(url) == url


@pytest.mark.parametrize(
    "url",
    [
        *(None, "", "/x", "x.html", "//a.example/x", "http:///x", "http://[x", "file:///etc/passwd", "ftp://a.example/"),
        *("javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x"),
    ],
)
def test_no_other_address_may_be_followed(url: str | None) -> None:
    assert followable(url) is None


def test_an_article_shows_all_its_metadata_and_only_what_it_has(corpus: list[Article], engine: ReferenceEngine) -> None:
    nothing = MarkedStrings((), engine.analyser)
    full = article_view(corpus[0], nothing, "/")
    labels = [fact.label for fact in full.facts]
    assert labels == ["系列", "期号", "总期号", "栏目", "网站栏目", "作者", "供稿单位", "来源", "发布时间", "终审"]
    assert article_view(corpus[2], nothing, "/").facts == ()


def test_the_query_is_marked_in_every_paragraph_and_paragraphs_stay_verbatim(
    corpus: list[Article], engine: ReferenceEngine
) -> None:
    marked = marked_strings(parse("年鉴"), engine.analyser, literal_only=False)
    view = article_view(corpus[0], marked, "/")
    assert "\n".join("".join(piece for piece, _ in paragraph) for paragraph in view.paragraphs) == corpus[0].body
    assert [piece for paragraph in view.paragraphs for piece, is_marked in paragraph if is_marked] == ["年鉴"] * 3


def test_a_name_too_long_for_a_filter_is_shown_without_a_link(analyser: Analyser) -> None:
    view = article_view(Article(id="x", title="t", body="", contributor="长" * 1001), MarkedStrings((), analyser), "/")
    assert view.facts[0].values[0].href is None
