"""The face over a small invented corpus and the naive engine: every awkward article a page has to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from reference import ReferenceEngine
from selectolax.lexbor import LexborHTMLParser

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.errors import NoGeneration
from indexer.ledger import Entry, entry
from indexer.settings import Settings
from search_app import create_app
from search_app.live import Health

HOSTILE = "<script>alert(1)</script>\"&<>'"
ASTRAL = "𠮷野家的𠮷字怎样编入年鉴"


LEDGER = (
    entry("a/登录.html", "captcha", "保存下来的是登录页面"),
    entry("<script>alert(1)</script>.txt", "no-date", "没有日期", "<img src=x onerror=alert(2)>"),
    *(entry(f"b/{number}.txt", "no-date", "没有日期") for number in range(600)),
)


class OneEngine:
    """An EngineSource that always answers with the same engine."""

    def __init__(self, engine: ReferenceEngine) -> None:
        self._engine = engine

    def current(self) -> ReferenceEngine:
        return self._engine

    def ledger(self, generation: str) -> tuple[Entry, ...]:
        return LEDGER

    def health(self) -> Health:
        return Health(self._engine.generation, 7, self._engine.manifest.articles, None)


class NoEngine:
    """An EngineSource before the first build."""

    def current(self) -> ReferenceEngine:
        raise NoGeneration("/secret/place 中还没有发布过索引")

    def ledger(self, generation: str) -> tuple[Entry, ...]:
        raise NoGeneration("/secret/place 中还没有发布过索引")

    def health(self) -> Health:
        return Health(None, None, None, "还没有发布过索引")


@pytest.fixture(scope="session")
def corpus() -> list[Article]:
    """Invented articles: several authors, none, no date, a joint issue, hostile texts, an astral character, 25 plain ones."""
    awkward = [
        Article(
            id="aaaa1111-2023-30-1",
            title="以高质量党建引领地方志事业发展",
            subtitle="机关党的建设工作综述",
            issue_title="澜川省地方志办政工简讯2023年第30期(总第142期)",
            section="机关党建",
            series="政工简讯",
            year=2023,
            issue=30,
            total_issue=142,
            authors=("周砚秋", "沈 岚"),
            contributor="中共澜川省地方志工作办公室党组",
            source="澜川省地方志工作办公室",
            published=datetime(2023, 10, 8, 8, 35, 5),
            column="2023年政工简讯",
            reviewer="韩松子",
            preamble="编者按：本期介绍机关党建。\n供各地参考。",
            body="会议提出“五心”工作法，介绍经验。\n年鉴编纂要把质量放在首位，年鉴编辑部要求志书与年鉴一并推进。",
            url="http://www.lanchuan-dfz.example/c100030/content.html",
        ),
        Article(
            id="aaaa1111-2023-32-1",
            title=HOSTILE,
            subtitle=HOSTILE,
            issue_title=HOSTILE,
            section=HOSTILE,
            series="政工简讯",
            year=2023,
            issue=32,
            authors=(HOSTILE,),
            contributor=HOSTILE,
            source=HOSTILE,
            published=date(2023, 11, 1),
            column=HOSTILE,
            reviewer=HOSTILE,
            preamble=HOSTILE,
            body=f"年鉴 {HOSTILE}\n</p></article><img src=x onerror=alert(2)>",
            url="javascript:alert(3)",
        ),
        Article(id="bbbb2222-t", title=ASTRAL, body="𠮷𠮷年鉴𠮷。没有日期，也没有作者。"),
        Article(
            id="cccc3333-2020-11-1",
            title="栖云市的合刊",
            body="年度合刊介绍年鉴。",
            series="工作简报",
            year=2020,
            issue=11,
            issue_end=12,
            published=date(2020, 6, 1),
        ),
        Article(
            id="cccc3333-2020-14-1",
            title="砚湖市的年里大鉴",
            body="这一年，大家引以为鉴。年鉴二字没有连在一起的只有标题。",
            series="工作简报",
            year=2020,
            issue=14,
            issue_label="增刊",
            published=date(2020, 7, 1),
            url="https://www.lanchuan-dfz.example/c100014/content.html",
        ),
    ]
    plain = [
        Article(
            id=f"dddd4444-2021-{number}-1",
            title=f"青砚县志书第{number}次评审",
            body="志书评审会召开。",
            series="工作简报",
            year=2021,
            issue=number,
            authors=(f"作者{number:02d}",),
            published=date(2021, 1, number),
        )
        for number in range(1, 26)
    ]
    return [*awkward, *plain]


@pytest.fixture(scope="session")
def engine(corpus: list[Article], analyser: Analyser) -> ReferenceEngine:
    return ReferenceEngine(corpus, analyser)


@pytest.fixture(scope="session")
def app(engine: ReferenceEngine) -> Flask:
    return create_app(Settings(site_name="澜川简报检索"), OneEngine(engine))


@pytest.fixture(scope="session")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def twins_client(analyser: Analyser) -> FlaskClient:
    """A site of two issues, no. 5 of 2018 both: one of a series, one without; and an article of none."""
    of_series = Article(id="eeee5555-2018-5-1", title="有系列的一期", body="年鉴。", series="工作简报", year=2018, issue=5)
    of_none = Article(id="ffff6666-t", title="没有系列的一期", body="年鉴。", year=2018, issue=5)
    of_no_issue = Article(id="gggg7777-t", title="没有期号的一篇", body="年鉴。", year=2016)
    return create_app(Settings(), OneEngine(ReferenceEngine([of_series, of_none, of_no_issue], analyser))).test_client()


@pytest.fixture(scope="session")
def empty_client(analyser: Analyser) -> FlaskClient:
    """A site whose index holds no article."""
    return create_app(Settings(), OneEngine(ReferenceEngine([], analyser))).test_client()


@pytest.fixture(scope="session")
def unbuilt_client() -> FlaskClient:
    """A site before the first build."""
    return create_app(Settings(), NoEngine()).test_client()


@pytest.fixture(scope="session")
def page(client: FlaskClient) -> Callable[[str], LexborHTMLParser]:
    """A page of the site, parsed as browsers do; it must be there."""

    def get(address: str) -> LexborHTMLParser:
        response = client.get(address)
        assert response.status_code == 200, address
        return LexborHTMLParser(response.text)

    return get
