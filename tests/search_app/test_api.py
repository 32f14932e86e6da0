"""The JSON API and the probes: what design promises, and the site's own answers in another dress."""

from __future__ import annotations

import json
import os
import re

import pytest
from flask.testing import FlaskClient

from indexer.article import Article


def test_a_search_gives_hits_totals_and_facets(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=年鉴&size=2").get_json()
    assert answer["total"] >= answer["total_literal"] > 0
    assert (answer["page"], answer["size"], len(answer["hits"])) == (1, 2, 2)
    assert answer["generation"] == "reference"
    assert answer["took_ms"] >= 0
    assert answer["facets"]["year"]["label"] == "年份"


def test_marks_in_the_answer_give_the_query_back_even_behind_astral_characters(client: FlaskClient) -> None:
    (hit,) = client.get("/api/v1/search?q=𠮷字").get_json()["hits"]
    assert [hit["title"][start:end] for start, end in hit["title_marks"]] == ["𠮷字"]


def test_snippets_are_verbatim_pieces_of_their_field(client: FlaskClient, corpus: list[Article]) -> None:
    articles = {article.id: article for article in corpus}
    for hit in client.get("/api/v1/search?q=年鉴").get_json()["hits"]:
        for snippet in hit["snippets"]:
            whole = getattr(articles[hit["id"]], snippet["field"])
            assert whole[snippet["start"] :].startswith(snippet["text"])


def test_a_filtered_facet_still_counts_its_other_values(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?author=周砚秋&year=2023").get_json()
    years = {value["value"]: value for value in answer["facets"]["year"]["values"]}
    assert years["2023"] == {"value": "2023", "label": "2023年", "count": 1, "selected": True}
    authors = {value["value"]: value["count"] for value in answer["facets"]["author"]["values"]}
    assert authors["沈 岚"] == 1


def test_past_the_last_page_there_are_no_hits_and_no_error(client: FlaskClient) -> None:
    response = client.get("/api/v1/search?page=400")
    assert response.status_code == 200
    assert response.get_json()["hits"] == []
    assert response.get_json()["total"] == 30


def test_an_article_is_the_object_that_parse_prints(client: FlaskClient, corpus: list[Article]) -> None:
    for article in corpus[:5]:
        assert client.get(f"/api/v1/articles/{article.id}").get_json() == article.to_json()
    assert list(client.get("/api/v1/articles/bbbb2222-t").get_json()) == list(corpus[2].to_json())


def test_chinese_is_sent_as_chinese(client: FlaskClient) -> None:
    body = client.get("/api/v1/articles/aaaa1111-2023-30-1").data
    assert "周砚秋".encode() in body
    assert json.loads(body)


def test_a_hostile_title_is_json_and_never_html(client: FlaskClient) -> None:
    response = client.get("/api/v1/articles/aaaa1111-2023-32-1")
    assert response.mimetype == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_every_problem_is_in_one_answer(client: FlaskClient) -> None:
    response = client.get("/api/v1/search?page=0&size=500&sort=x&year=99&issue=y&from=2023-13-01")
    assert response.status_code == 400
    error = response.get_json()["error"]
    assert error["code"] == "bad_request"
    assert {problem["param"]: problem["value"] for problem in error["problems"]} == {
        "page": "0",
        "size": "500",
        "sort": "x",
        "year": "99",
        "issue": "y",
        "from": "2023-13-01",
    }
    assert all(problem["message"] for problem in error["problems"])


@pytest.mark.parametrize("path", ["/api/v1/articles/unknown-1", "/api/v1/nowhere", "/api/v2/search"])
def test_what_is_not_there_is_404_in_json(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.get_json()["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    ("path", "mimetype"),
    [
        ("/api", "application/json"),
        ("/api/", "application/json"),
        ("/healthz/x", "application/json"),
        ("/apiary", "text/html"),
        ("/healthzz", "text/html"),
    ],
)
def test_an_error_is_json_under_the_api_and_the_probes_only(client: FlaskClient, path: str, mimetype: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (404, mimetype)


def test_an_unknown_article_is_named(client: FlaskClient) -> None:
    (problem,) = client.get("/api/v1/articles/unknown-1").get_json()["error"]["problems"]
    assert (problem["param"], problem["value"]) == ("id", "unknown-1")


def test_only_reading_is_allowed(client: FlaskClient) -> None:
    response = client.post("/api/v1/search")
    assert response.status_code == 405
    assert response.get_json()["error"]["code"] == "method_not_allowed"
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("path", ["/api/v1/search", "/api/v1/articles/unknown-1", "/readyz"])
def test_before_the_first_build_503_says_what_to_do(unbuilt_client: FlaskClient, path: str) -> None:
    response = unbuilt_client.get(path)
    assert response.status_code == 503
    assert response.get_json()["error"]["code"] == "no_index"
    assert "python -m indexer build" in response.get_json()["error"]["message"]
    assert response.headers["Retry-After"]
    assert "secret" not in response.text


def test_the_process_is_alive_with_and_without_an_index(client: FlaskClient, unbuilt_client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {
        "generation": "reference",
        "age_seconds": 7,
        "articles": 30,
        "last_reload_error": None,
        "process": os.getpid(),
    }
    response = unbuilt_client.get("/healthz")
    assert response.status_code == 200
    assert response.get_json()["generation"] is None
    assert response.get_json()["last_reload_error"]


def test_with_an_index_the_server_is_ready(client: FlaskClient) -> None:
    assert client.get("/readyz").get_json() == {"generation": "reference"}


def test_an_explained_score_is_the_sum_of_its_parts(client: FlaskClient) -> None:
    assert "explain" not in client.get("/api/v1/search?q=年鉴").get_json()["hits"][0]
    for hit in client.get("/api/v1/search?q=年鉴编辑&explain=1").get_json()["hits"]:
        assert sum(part["added"] for part in hit["explain"]) == pytest.approx(hit["score"], abs=2e-6)
        assert {part["kind"] for part in hit["explain"]} <= {"word", "gram", "recent"}
        assert all(part["counts"] for part in hit["explain"] if part["kind"] != "recent")


def test_a_hit_of_part_of_a_long_query_says_which_words_it_lacks(client: FlaskClient) -> None:
    hit = client.get("/api/v1/search?q=青砚县志书第3次评审的火星").get_json()["hits"][0]
    assert hit["title"] == "青砚县志书第3次评审"
    assert not hit["literal"]
    assert set(hit["missing"]) == {"的", "火星"}


def test_words_that_a_hit_lacks_are_named_as_they_were_typed(client: FlaskClient) -> None:
    query = "青砚县志书第3次评审 數\u200b據庫 HTTPS ２０２９"
    hit = client.get("/api/v1/search", query_string={"q": query}).get_json()["hits"][0]
    assert hit["missing"] == ["數據庫", "HTTPS", "２０２９"]
    assert "文中没有：數" in client.get("/", query_string={"q": query}).text


def test_prose_that_is_read_as_text_is_said_to_be_and_explained_as_it_was_read(client: FlaskClient) -> None:
    query = "谁主张“编写年鉴的石榴村”怎样编入年鉴？"
    answer = client.get("/api/v1/search", query_string={"q": query, "explain": "1"}).get_json()
    assert answer["read_as_text"] is True
    for hit in answer["hits"]:
        assert sum(part["added"] for part in hit["explain"]) == pytest.approx(hit["score"], abs=1e-5)
    assert "不管引号和括号" in client.get("/", query_string={"q": query}).get_data(as_text=True)
    assert client.get("/api/v1/search?q=年鉴").get_json()["read_as_text"] is False
    assert "不管引号和括号" not in client.get("/?q=年鉴").get_data(as_text=True)


def test_an_article_shows_the_marks_of_the_query_as_it_was_read(client: FlaskClient) -> None:
    query = "怎样把“年鉴编纂”的“质量首位”一并推进？"
    (hit, *_) = client.get("/api/v1/search", query_string={"q": query}).get_json()["hits"]
    marked = {part["text"][start:end] for part in hit["snippets"] for start, end in part["marks"]}
    page = client.get(f"/articles/{hit['id']}", query_string={"q": query}).get_data(as_text=True)
    assert marked <= set(re.findall("<mark>(.*?)</mark>", page))


def test_a_named_issue_and_a_way_out_of_nothing_are_offered_as_searches(client: FlaskClient) -> None:
    named = client.get("/api/v1/search", query_string={"q": "2021年第25期", "size": 5}).get_json()
    (offer,) = named["shortcuts"]
    assert (offer["label"], offer["total"], named["suggestions"]) == ("工作简报 2021年第25期", 1, [])
    assert client.get(f"/api/v1/search{offer['search']}").get_json()["total"] == 1
    nothing = client.get("/api/v1/search", query_string={"q": "合刊 志书"}).get_json()
    assert (nothing["total"], nothing["shortcuts"]) == (0, [])
    assert [offer["label"] for offer in nothing["suggestions"]] == ["合刊", "志书", "合刊 OR 志书"]
    for offer in nothing["suggestions"]:
        assert client.get(f"/api/v1/search{offer['search']}").get_json()["total"] == offer["total"]
