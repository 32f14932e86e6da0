"""Every example of the help page is what it says: it parses to more than text, and it finds something among the samples."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from samples import sample_articles

from search_app.engines.whoosh import WhooshEngine
from search_app.query_help import EXAMPLES, Example
from search_app.search.parser import parse
from search_app.search.query import Term
from search_app.search.request import SearchRequest
from search_app.search.service import search


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.typed)
def test_an_example_finds_something_and_not_everything(sample_engine: WhooshEngine, example: Example) -> None:
    total = search(sample_engine, SearchRequest(text=example.typed, query=parse(example.typed))).total
    assert 0 < total < len(sample_articles())


def test_only_the_number_of_an_issue_the_pasted_sentence_and_the_question_are_bare_terms() -> None:
    bare = [example.typed for example in EXAMPLES if isinstance(parse(example.typed), Term) and ":" not in example.typed]
    assert bare == ["第12期", *(example.typed for example in EXAMPLES[-2:])]


def test_the_help_page_shows_every_example_and_the_limits(client: FlaskClient) -> None:
    text = client.get("/help").get_data(as_text=True)
    assert text.count("<kbd>") == len(EXAMPLES)
    for limit in ("200", "16", "8 层"):
        assert limit in text
