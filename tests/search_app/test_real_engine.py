"""The site and the API on the engine that is served: every kind of page and answer, over the sample pages."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from samples import PAGES

from indexer.analysis import Analyser
from indexer.build import build
from indexer.settings import Settings
from indexer.stores.whoosh import WhooshStore
from search_app import create_app

ADDRESSES = [
    "/",
    "/?q=方志云",
    "/?q=方志云&year=2023&sort=oldest&match=literal&scope=title",
    "/?q=石榴村志怎样从村里人的口述开始写起来",
    "/?q=标题:年鉴 -“方志云” | 年:2019..2021",
    "/issues",
    "/issues?year=2021",
    "/help",
    "/ledger",
    "/ledger?reason=captcha",
    "/api/v1/search",
    "/api/v1/search?q=方志云&explain=1",
    "/api/v1/search?q=方志云 的&author=顾云舟&from=2019-01-01&to=2023-12-31&page=2&size=3",
    "/healthz",
    "/readyz",
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> FlaskClient:
    index = tmp_path_factory.mktemp("served")
    build([PAGES], index, WhooshStore(), analyser, keep=2, rebuild=True, progress=lambda *_: None)
    return create_app(Settings(index_dir=index)).test_client()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_answers(served: FlaskClient, address: str) -> None:
    assert served.get(address).status_code == 200


def test_an_article_that_was_found_can_be_read_and_fetched(served: FlaskClient) -> None:
    for hit in served.get("/api/v1/search?q=方志云").get_json()["hits"]:
        assert "<mark>方志" in served.get(f"/articles/{hit['id']}?q=方志云").get_data(as_text=True)
        assert served.get(f"/api/v1/articles/{hit['id']}").get_json()["title"] == hit["title"]
