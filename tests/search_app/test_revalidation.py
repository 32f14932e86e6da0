"""What the browser or the server already has is not made again, and nothing else is ever given in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from flask.testing import FlaskClient
from reference import ReferenceEngine
from selectolax.lexbor import LexborHTMLParser

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.ledger import Entry, entry
from indexer.settings import Settings
from search_app import create_app
from search_app.live import Health
from search_app.search.engine import EngineAnswer, EngineQuery, ScorePart

TAGGED = [
    "/",
    "/?q=年鉴&year=2023",
    "/issues",
    "/issues?year=2020",
    "/help",
    "/ledger",
    "/ledger?reason=no-date",
    "/articles/bbbb2222-t",
    "/articles/bbbb2222-t?q=年鉴",
    "/api/v1/search?q=年鉴",
    "/api/v1/search?q=年鉴&explain=1",
    "/api/v1/articles/bbbb2222-t",
]
UNTAGGED = [
    "/?page=0",
    "/nowhere",
    "/static/nope.css",
    "/articles/unknown-1",
    "/issues?year=1899",
    "/ledger?reason=x",
    "/api/v1/search?page=0",
    "/api/x",
]
PROBES = ["/healthz", "/readyz"]


class CountedEngine:
    """An engine that counts what it is asked."""

    def __init__(self, engine: ReferenceEngine, generation: str) -> None:
        self.generation = generation
        self.analyser = engine.analyser
        self.asked = 0
        self._engine = engine

    def search(self, query: EngineQuery) -> EngineAnswer:
        self.asked += 1
        return self._engine.search(query)

    def articles(self, ids: Sequence[str]) -> Mapping[str, Article]:
        self.asked += 1
        return self._engine.articles(ids)

    def explain(self, query: EngineQuery, ids: Sequence[str]) -> Mapping[str, tuple[ScorePart, ...]]:
        return self._engine.explain(query, ids)


class Publishing:
    """An EngineSource whose engine can be replaced."""

    def __init__(self, engine: CountedEngine) -> None:
        self.engine = engine

    def current(self) -> CountedEngine:
        return self.engine

    def ledger(self, generation: str) -> tuple[Entry, ...]:
        return (entry("a.txt", "no-date", "没有日期"),)

    def health(self) -> Health:
        return Health(self.engine.generation, 7, 30, None)


@pytest.fixture
def published(engine: ReferenceEngine) -> Publishing:
    return Publishing(CountedEngine(engine, "first"))


@pytest.fixture
def cached(published: Publishing) -> FlaskClient:
    return create_app(Settings(), published).test_client()


@pytest.fixture
def uncached(published: Publishing) -> FlaskClient:
    return create_app(Settings(cache_mb=0), published).test_client()


def tag_of(client: FlaskClient, address: str) -> str:
    return client.get(address).headers["ETag"]


@pytest.mark.parametrize("address", TAGGED)
def test_an_answer_the_browser_has_is_not_made_again(uncached: FlaskClient, published: Publishing, address: str) -> None:
    tag = tag_of(uncached, address)
    published.engine.asked = 0
    response = uncached.get(address, headers={"If-None-Match": tag})
    assert response.status_code == 304
    assert response.data == b""
    assert response.headers["ETag"] == tag
    assert response.headers["Cache-Control"] == "no-cache"
    assert "X-Content-Type-Options" in response.headers
    assert not published.engine.asked


@pytest.mark.parametrize("address", TAGGED)
def test_a_good_answer_has_a_weak_tag_and_is_asked_about_each_time(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["ETag"].startswith('W/"')
    assert headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", UNTAGGED)
def test_an_error_has_no_tag_and_nobody_keeps_it(client: FlaskClient, address: str) -> None:
    for _ in range(2):
        response = client.get(address, headers={"If-None-Match": "*"})
        assert response.status_code in (400, 404)
        assert "ETag" not in response.headers
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", PROBES)
def test_a_probe_is_never_kept(client: FlaskClient, unbuilt_client: FlaskClient, address: str) -> None:
    for asked in (client, unbuilt_client):
        headers = asked.get(address, headers={"If-None-Match": "*"}).headers
        assert "ETag" not in headers
        assert headers["Cache-Control"] == "no-store"


def test_before_the_first_build_nothing_is_kept(unbuilt_client: FlaskClient) -> None:
    for address in ("/", "/help", "/api/v1/search"):
        headers = unbuilt_client.get(address).headers
        assert "ETag" not in headers
        assert headers["Cache-Control"] == "no-store"


def test_a_static_file_keeps_the_tag_flask_gives_it(client: FlaskClient) -> None:
    with client.get("/static/site.css") as response:
        tag = response.headers["ETag"]
    with client.get("/static/site.css", headers={"If-None-Match": tag}) as response:
        assert response.status_code == 304


@pytest.mark.parametrize("header", ["If-Modified-Since", "If-Unmodified-Since", "If-Range"])
def test_a_date_that_no_calendar_has_is_no_date(client: FlaskClient, header: str) -> None:
    sent = {header: "Thu, 01 Jan 99999999999 00:00:00 GMT", "Range": "bytes=0-9"}
    with client.get("/static/site.css", headers=sent) as response:
        assert response.status_code in (200, 206)


@pytest.mark.parametrize("sent", ['"x"', 'W/"x"', "*", "x", '"', ",,", 'W/"x", "y"'])
def test_another_tag_gets_the_whole_answer(client: FlaskClient, sent: str) -> None:
    response = client.get("/?q=年鉴", headers={"If-None-Match": sent})
    assert response.status_code == 200
    assert b"</html>" in response.data


def test_a_tag_among_others_or_made_strong_by_a_proxy_is_known(client: FlaskClient) -> None:
    tag = tag_of(client, "/?q=年鉴")
    for sent in (f'"x", {tag}', tag.removeprefix("W/")):
        assert client.get("/?q=年鉴", headers={"If-None-Match": sent}).status_code == 304


def test_every_address_has_a_tag_of_its_own(client: FlaskClient) -> None:
    addresses = [*TAGGED, "/?q=年鑑", "/?q=年鉴&year=2020", "/articles/aaaa1111-2023-30-1"]
    assert len({tag_of(client, address) for address in addresses}) == len(addresses)


def test_a_new_generation_changes_every_tag(cached: FlaskClient, published: Publishing, engine: ReferenceEngine) -> None:
    before = {address: tag_of(cached, address) for address in TAGGED}
    published.engine = CountedEngine(engine, "second")
    for address, tag in before.items():
        response = cached.get(address, headers={"If-None-Match": tag})
        assert response.status_code == 200
        assert response.headers["ETag"] != tag


def test_a_setting_that_changes_a_page_changes_its_tag(published: Publishing) -> None:
    tags = {
        tag_of(create_app(settings, published).test_client(), "/")
        for settings in (Settings(), Settings(site_name="另一个站"), Settings(recent_percent=0))
    }
    assert len(tags) == 3


def test_two_processes_of_the_same_site_give_the_same_tag(published: Publishing) -> None:
    assert len({tag_of(create_app(Settings(), published).test_client(), "/?q=年鉴") for _ in range(2)}) == 1


@pytest.mark.parametrize("address", ["/?q=年鉴", "/articles/bbbb2222-t", "/api/v1/search?q=年鉴", "/issues"])
def test_head_says_what_get_would_send(cached: FlaskClient, uncached: FlaskClient, address: str) -> None:
    for client in (cached, uncached):
        got, head, again = client.get(address), client.head(address), client.head(address)
        for response in (head, again):
            assert response.status_code == 200
            assert response.data == b""
            assert response.headers["ETag"] == got.headers["ETag"]
            assert response.headers["Content-Type"] == got.headers["Content-Type"]
        assert client.head(address, headers={"If-None-Match": head.headers["ETag"]}).status_code == 304


def test_what_head_left_to_be_kept_is_the_whole_answer(cached: FlaskClient, uncached: FlaskClient) -> None:
    for address in ("/?q=年鉴", "/articles/bbbb2222-t", "/issues"):
        assert cached.head(address).status_code == 200
        assert cached.get(address).data == uncached.get(address).data


@pytest.mark.parametrize(
    "address", ["/?q=年鉴", "/articles/bbbb2222-t?q=年鉴", "/api/v1/search?q=年鉴", "/issues", "/help", "/ledger"]
)
def test_an_answer_given_again_is_the_same_and_searches_nothing(cached: FlaskClient, published: Publishing, address: str) -> None:
    first = cached.get(address)
    published.engine.asked = 0
    second = cached.get(address)
    assert not published.engine.asked
    assert (second.data, list(second.headers)) == (first.data, list(first.headers))


def test_with_a_cache_of_nothing_every_request_is_searched(uncached: FlaskClient, published: Publishing) -> None:
    for _ in range(2):
        published.engine.asked = 0
        uncached.get("/?q=年鉴")
        assert published.engine.asked


def test_an_answer_kept_from_one_generation_is_never_given_for_another(
    cached: FlaskClient, published: Publishing, engine: ReferenceEngine, analyser: Analyser
) -> None:
    assert "青砚县" in cached.get("/?q=评审").text
    published.engine = CountedEngine(ReferenceEngine([], analyser), "second")
    assert "青砚县" not in cached.get("/?q=评审").text
    published.engine = CountedEngine(engine, "first")
    assert "青砚县" in cached.get("/?q=评审").text


def test_an_error_is_made_anew_each_time(cached: FlaskClient, published: Publishing, corpus: list[Article]) -> None:
    assert cached.get("/articles/unknown-1").status_code == 404
    published.engine.asked = 0
    assert cached.get("/articles/unknown-1").status_code == 404
    assert published.engine.asked


def test_the_preference_for_recent_articles_reaches_the_scores_of_page_and_api(corpus: list[Article], analyser: Analyser) -> None:
    twins = [corpus[5]._replace(id=f"twin{year}-t", published=corpus[5].published.replace(year=year)) for year in (2001, 2020)]
    source = Publishing(CountedEngine(ReferenceEngine(twins, analyser), "twins"))
    neutral, fond = (create_app(Settings(recent_percent=percent), source).test_client() for percent in (0, 10))

    def scores(client: FlaskClient) -> list[float]:
        return [hit["score"] for hit in client.get("/api/v1/search?q=志书评审").get_json()["hits"]]

    assert len(set(scores(neutral))) == 1
    newer, older = scores(fond)
    assert newer > older
    first = LexborHTMLParser(fond.get("/?q=志书评审").text).css_first(".hits time")
    assert first.text().startswith("2020")
    explained = fond.get("/api/v1/search?q=志书评审&explain=1").get_json()["hits"][0]["explain"]
    assert "recent" in {part["kind"] for part in explained}
