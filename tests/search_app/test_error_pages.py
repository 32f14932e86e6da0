"""What goes wrong is said to the reader in Chinese, and never with the insides of the program."""

from __future__ import annotations

import logging
from urllib.parse import parse_qsl, unquote_plus

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reference import ReferenceEngine
from selectolax.lexbor import LexborHTMLParser

from indexer.ledger import Entry
from indexer.settings import Settings
from search_app import create_app
from search_app.app import LONGEST_QUERY_STRING
from search_app.live import Health


class BrokenEngine:
    """An EngineSource with a bug."""

    def current(self) -> ReferenceEngine:
        raise RuntimeError("the secret insides")

    def ledger(self, generation: str) -> tuple[Entry, ...]:
        return ()

    def health(self) -> Health:
        raise RuntimeError("the secret insides")


@pytest.fixture
def broken_client(caplog: pytest.LogCaptureFixture) -> FlaskClient:
    caplog.set_level(logging.CRITICAL)
    return create_app(Settings(), BrokenEngine()).test_client()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/?page=0&sort=x", 400, ["查找条件有误", "页码", "排序"]),
        ("/articles/unknown-1", 404, ["没有编号为 unknown-1 的文章"]),
        ("/articles/unknown-1?page=x", 404, ["没有编号为 unknown-1 的文章"]),
        ("/?q=%B7%BD%D6%BE%D4%C6", 400, ["不是 UTF-8 编码"]),
        ("/?year=2023&from=2024-01-01&to=2023-01-01", 400, ["不能晚于截止日期"]),
        ("/issues?year=1899", 404, ["没有 1899 年带期号的文章"]),
        ("/issues?year=&year=1899", 404, ["没有 1899 年带期号的文章"]),
        ("/issues?year=x", 400, ["查找条件有误", "四位数字"]),
        ("/issues?year=2023&year=2020", 400, ["年份：只能给一个值，现有 2 个"]),
        ("/nowhere", 404, ["没有这个页面"]),
        ("/articles//x", 404, ["没有这个页面"]),
        ("/?q=" + "a" * LONGEST_QUERY_STRING, 414, ["网址太长"]),
    ],
)
def test_an_error_is_a_page_like_any_other_and_says_what_is_wrong(
    client: FlaskClient, address: str, status: int, words: list[str]
) -> None:
    response = client.get(address)
    shown = LexborHTMLParser(response.text)
    assert response.status_code == status
    assert len(shown.css("h1")) == len(shown.css("main")) == 1
    assert all(word in shown.css_first("main").text() for word in words)
    assert any(node.attributes["href"] == "/" for node in shown.css("main a"))


def test_what_was_typed_is_still_there_to_be_corrected(client: FlaskClient) -> None:
    for address in ("/?q=志书&page=0", "/?q=" + "志" * 201):
        shown = LexborHTMLParser(client.get(address).text)
        assert (shown.css_first("input[name=q]").attributes["value"] or "").startswith("志")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("q=志书&year=2023&year=2021&from=2024-01-01&to=2023-01-01", "q=志书&year=2023&year=2021&to=2023-01-01"),
        ("q=志书&page=0&size=5&utm=x", "q=志书&size=5"),
        ("year=2023&q=" + "志" * 201, "year=2023"),
    ],
)
def test_what_was_right_in_a_search_is_one_link_away(client: FlaskClient, wrong: str, right: str) -> None:
    link = LexborHTMLParser(client.get(f"/?{wrong}").text).css_first("main a[href^='?']")
    assert unquote_plus(link.attributes["href"] or "") == f"?{right}"


def test_from_an_article_that_is_gone_the_search_it_was_found_by_is_one_link_away(client: FlaskClient) -> None:
    asked = "q=志书&year=2023&sort=newest&page=2"
    shown = LexborHTMLParser(client.get(f"/articles/unknown-1?{asked}&utm=x").text)
    assert unquote_plus(shown.css_first(".back a").attributes["href"] or "") == f"/?{asked}"
    assert shown.css_first("input[name=q]").attributes["value"] == "志书"


@pytest.mark.parametrize("asked", ["", "?utm=x", "?page=x"])
def test_an_article_that_is_gone_and_that_no_search_found_leads_back_to_none(client: FlaskClient, asked: str) -> None:
    assert not LexborHTMLParser(client.get(f"/articles/unknown-1{asked}").text).css(".back")


def sent(shown: LexborHTMLParser) -> list[tuple[str | None, str | None]]:
    """What the search form of a page sends as it stands."""
    fields = [(node.attributes["name"], node.attributes["value"]) for node in shown.css("form[role=search] input")]
    return [(name, value) for name, value in fields if value]


def test_the_form_of_a_wrong_search_keeps_what_was_right_and_shows_the_dates_to_be_corrected(client: FlaskClient) -> None:
    asked = "q=石榴村&author=周砚秋&author=沈 岚&scope=title&from=2023-12-31&to=2023-01-01&page=2&utm=x"
    shown = LexborHTMLParser(client.get(f"/?{asked}").text)
    assert sent(shown) == parse_qsl("q=石榴村&author=周砚秋&author=沈 岚&scope=title&from=2023-12-31&to=2023-01-01")
    first, last = shown.css("fieldset.dates input[type=date]")
    problem = shown.css_first(f"#{first.attributes['aria-describedby']}")
    assert (first.attributes["aria-invalid"], problem.text()) == ("true", "起始日期：不能晚于截止日期 2023-01-01")
    assert "aria-invalid" not in last.attributes
    assert [node.attributes["for"] for node in shown.css("fieldset.dates label")] == ["from", "to"]


def test_what_is_no_day_is_not_put_into_a_field_for_days(client: FlaskClient) -> None:
    shown = LexborHTMLParser(client.get("/?from=2021-13-01&to=2021-12-31").text)
    assert [node.attributes["value"] for node in shown.css("input[type=date]")] == ["", "2021-12-31"]


def test_a_wrong_query_names_its_own_problem(client: FlaskClient) -> None:
    shown = LexborHTMLParser(client.get(f"/?q={'志' * 300}").text)
    (field,) = shown.css("[aria-invalid=true]")
    assert field.attributes["name"] == "q"
    assert shown.css_first(f"#{field.attributes['aria-describedby']}").text().startswith("检索词最多")


def test_a_wrong_search_whose_dates_are_right_carries_them_along_unseen(client: FlaskClient) -> None:
    shown = LexborHTMLParser(client.get("/?q=石榴村&from=2023-01-01&from=timeline&sort=best&size=5").text)
    assert sent(shown) == [("q", "石榴村"), ("from", "2023-01-01"), ("size", "5")]
    assert not shown.css("input[type=date]")


def test_every_wrong_date_names_its_own_problem(client: FlaskClient) -> None:
    shown = LexborHTMLParser(client.get("/?page=0&from=20231008&to=2023-02-30").text)
    named = [shown.css_first(f"#{node.attributes['aria-describedby']}").text() for node in shown.css("[aria-invalid=true]")]
    assert named == ["起始日期：“20231008”不是日期，应写作 2023-10-08", "截止日期：“2023-02-30”不是日期，应写作 2023-10-08"]


@pytest.mark.parametrize(
    "added", ["from=singlemessage&isappinstalled=0", "utm=%B7%BD", "from=2020-01-01&from=timeline", "match=x&page=0"]
)
def test_an_article_opens_whatever_was_added_to_its_address(client: FlaskClient, added: str) -> None:
    assert client.get(f"/articles/aaaa1111-2023-30-1?{added}").status_code == 200


def test_a_search_shared_on_wechat_is_the_same_search(client: FlaskClient) -> None:
    def found(address: str) -> list[str | None]:
        return [link.attributes["href"] for link in LexborHTMLParser(client.get(address).text).css(".hits a")]

    asked = "/?q=年鉴&from=2020-01-01"
    assert found(f"{asked}&from=groupmessage&isappinstalled=0") == found(asked)
    assert found(asked)


def test_thousands_of_wrong_values_are_named_once(client: FlaskClient) -> None:
    assert len(client.get("/?" + "".join(f"year={i}&" for i in range(6_000))).text) < 10_000


def test_a_hostile_value_comes_out_as_text(client: FlaskClient) -> None:
    for address in (
        "/?sort=<script>alert(1)</script>",
        '/?page=0&author="><script>alert(1)</script>',
        '/?from="><script>alert(1)</script>',
        "/articles/<script>",
        '/articles/x?q="><script>alert(1)</script>',
        "/issues?year=<script>",
    ):
        response = client.get(address)
        assert response.status_code in (400, 404)
        assert "<script" not in response.text


@pytest.mark.parametrize("address", ["/", "/api/v1/search", "/healthz"])
def test_bytes_that_are_no_text_are_refused(client: FlaskClient, address: str) -> None:
    assert client.get(address, environ_overrides={"QUERY_STRING": "q=\xff\xfe"}).status_code == 400


@pytest.mark.parametrize("path", ["/articles/", "/api/v1/articles/", "/", "/static/"])
def test_a_path_that_is_no_text_is_refused_as_parameters_are(client: FlaskClient, path: str) -> None:
    response = client.get(path, environ_overrides={"PATH_INFO": f"{path}\xc4\xe3"})
    assert response.status_code == 400
    assert "不是 UTF-8 编码" in response.text
    if path.startswith("/api/"):
        (problem,) = response.get_json()["error"]["problems"]
        assert (problem["param"], problem["value"]) == ("", "")


@pytest.mark.parametrize("address", ["/ledger?reason=%C4%E3", "/issues?year=%C4%E3"])
def test_parameters_that_are_no_text_are_told_apart_from_wrong_ones(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert "不是 UTF-8 编码" in response.text


def test_text_sent_unquoted_is_understood(client: FlaskClient) -> None:
    query = "q=年鉴".encode().decode("latin-1")
    shown = LexborHTMLParser(client.get("/", environ_overrides={"QUERY_STRING": query}).text)
    assert shown.css_first("input[name=q]").attributes["value"] == "年鉴"


def test_only_reading_is_allowed(client: FlaskClient) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "只能用 GET" in response.text


@pytest.mark.parametrize("address", ["/", "/?q=年鉴", "/issues", "/articles/x"])
def test_before_the_first_build_the_page_tells_the_operator_what_to_do(unbuilt_client: FlaskClient, address: str) -> None:
    response = unbuilt_client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "python -m indexer build" in response.text
    assert "secret" not in response.text


@pytest.mark.parametrize("address", ["/", "/api/v1/search", "/healthz"])
def test_a_bug_shows_no_insides(broken_client: FlaskClient, address: str) -> None:
    response = broken_client.get(address)
    assert response.status_code == 500
    assert "服务器出错了" in response.text
    assert "secret" not in response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "address",
    ["/", "/?page=0", "/nowhere", "/api/v1/search", "/api/v1/x", "/static/site.css", "/healthz", "//issues", "/issues/"],
)
def test_every_answer_carries_the_security_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


def test_a_bug_carries_the_security_headers_too(broken_client: FlaskClient) -> None:
    assert "Content-Security-Policy" in broken_client.get("/").headers


def test_autoescape_is_on_for_every_template(app: Flask) -> None:
    assert app.jinja_env.autoescape is True
    for name in app.jinja_env.list_templates():
        source, _, _ = app.jinja_env.loader.get_source(app.jinja_env, name)
        assert "safe" not in source
        assert "autoescape false" not in source
