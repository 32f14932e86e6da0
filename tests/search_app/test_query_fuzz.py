"""Whatever stands in the address, the site answers: 200, or a 4xx that says why; never a 5xx, and never markup from outside.

The sample pages are served by the served engine; `make soak` puts twenty thousand hostile strings through the same checks.
"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hostile_queries import hostile_queries, material
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import sample_articles
from selectolax.lexbor import LexborHTMLParser
from served import client_of
from test_judged_queries import Judged, judged_queries

from search_app.engines.whoosh import WhooshEngine
from search_app.param_reader import LABELS

HOSTILE_STRINGS = 400

SIGNS = "\"'“”「」()（）-－—|OR 　:：*?~^$.\\/[]{}<>&;%+=#@!，。《》〈〉\u200b\ufeff\u0000\n\t\ud800\udfff"
WORDS = st.sampled_from(
    ["年鉴", "地方志", "石榴村", "方志云", "标题:", "年:", "期:", "2019..2022", " OR ", " | ", "志", "𬱖", "２０２０", "作者："]
)
TYPED = st.one_of(
    st.text(max_size=60), st.lists(st.one_of(WORDS, st.text(SIGNS, min_size=1, max_size=3)), max_size=14).map("".join)
)
KNOWN = st.sampled_from(["", "relevance", "title", "literal", "2023", "政工简讯:2023-30", "2023-02-30", "0", "-1", "999999999"])
VALUES = st.one_of(TYPED, st.integers().map(str), st.floats().map(str), KNOWN)
PATHS = st.sampled_from(["/", "/api/v1/search", "/issues", "/ledger"])
NAMES = st.sampled_from([*LABELS, "explain", "back", "<script>", "q[]", "callback"])
ACTIVE = "script, img, iframe, object, embed, svg, math, base, meta[http-equiv], style"  # none of them is in any template


@pytest.fixture(scope="module")
def samples(sample_engine: WhooshEngine) -> FlaskClient:
    return client_of(sample_engine)


def assert_answered(client: FlaskClient, path: str, parameters: list[tuple[str, str]]) -> None:
    """The answer is no server error, its errors are named, and nothing of the question became an element or an attribute."""
    sent = [(name, value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")) for name, value in parameters]
    answer = client.get(path, query_string=sent)
    assert answer.status_code in (200, 400, 404, 414), (answer.status_code, parameters)
    if path.startswith("/api/"):
        assert answer.is_json
        assert answer.status_code == 200 or answer.get_json()["error"]["code"]
        assert answer.status_code != 400 or answer.get_json()["error"]["problems"]
        return
    page = LexborHTMLParser(answer.get_data(as_text=True))
    assert not page.css(ACTIVE), parameters
    for element in page.css("*"):
        assert not any(name.startswith("on") for name in element.attributes), parameters
        address = element.attributes.get("href") or element.attributes.get("action") or "/"
        assert address.startswith(("/", "http://", "https://", "#", "data:image/", "?", "mailto:")), address


@settings(max_examples=150)
@given(typed=TYPED)
@example(typed="(" * 100 + ")" * 100)
@example(typed='<script>alert("1")</script>')
@example(typed='"><img src=x onerror=alert(1)>')
@example(typed='"' * 199)
@example(typed="-" * 200)
@example(typed="%00%ff")
def test_any_text_is_a_query(samples: FlaskClient, typed: str) -> None:
    assert_answered(samples, "/", [("q", typed)])
    assert_answered(samples, "/api/v1/search", [("q", typed), ("explain", "1")])


@settings(max_examples=150)
@given(parameters=st.lists(st.tuples(NAMES, VALUES), max_size=6), path=PATHS)
def test_any_value_of_any_parameter_is_answered(samples: FlaskClient, parameters: list[tuple[str, str]], path: str) -> None:
    assert_answered(samples, path, parameters)


@settings(max_examples=60)
@given(name=st.text(max_size=50), typed=TYPED)
def test_any_article_address_is_answered(samples: FlaskClient, name: str, typed: str) -> None:
    safe = name.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("/", "").replace("?", "").replace("#", "")
    for path in ("/articles/", "/api/v1/articles/", "/"):
        assert_answered(samples, path + safe.replace("%", "%25"), [("q", typed)])


@settings(max_examples=60)
@given(query=st.sampled_from(judged_queries()), typed=TYPED)
def test_an_article_is_shown_whatever_was_searched_for(samples: FlaskClient, query: Judged, typed: str) -> None:
    assert_answered(samples, f"/articles/{min(query.relevant)}", [("q", f"{query.typed} {typed}")])


@pytest.mark.parametrize("part", range(2))
def test_hostile_strings_are_answered(samples: FlaskClient, part: int) -> None:
    known = material(article.body for article in sample_articles())
    for typed in hostile_queries(HOSTILE_STRINGS, known)[part::2]:
        assert_answered(samples, "/api/v1/search", [("q", typed), ("size", "5")])
