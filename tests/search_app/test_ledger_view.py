"""The ledger on the site: the same entries as on the command line, by reason, bounded, and as inert as any other text."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient
from samples import PAGES

from indexer.analysis import Analyser
from indexer.build import build
from indexer.ledger import read_ledger
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.ledger_view import MOST_SHOWN
from search_app.live import LiveEngine
from search_app.opening import Opener


def test_the_reasons_are_counted_and_lead_to_their_entries(client: FlaskClient) -> None:
    text = client.get("/ledger").get_data(as_text=True)
    assert "/ledger?reason=captcha" in text
    assert ">601<" in text
    assert "duplicate" not in text


def test_entries_are_shown_with_page_line_and_fix_and_cannot_run(client: FlaskClient) -> None:
    text = client.get("/ledger?reason=no-date").get_data(as_text=True)
    assert "&lt;script&gt;" in text
    assert "<script>" not in text
    assert "<img src=x" not in text
    assert "核对原网页" in text


def test_a_long_list_is_cut_and_says_where_the_rest_is(client: FlaskClient) -> None:
    text = client.get("/ledger?reason=no-date").get_data(as_text=True)
    assert text.count("<dt>") == MOST_SHOWN
    assert "ledger --reason no-date" in text


def test_an_unknown_reason_is_not_found(client: FlaskClient) -> None:
    assert client.get("/ledger?reason=nonsense").status_code == 404


def test_the_live_engine_gives_the_ledger_of_the_generation_that_answers(tmp_path: Path, analyser: Analyser) -> None:
    engines = LiveEngine(tmp_path, Opener("whoosh", WhooshEngine, analyser), reload_seconds=0)
    for part in ("other", "zgjx/2018"):
        report = build([PAGES / part], tmp_path, WhooshStore(), analyser, keep=2, rebuild=True, progress=lambda *_: None)
        assert engines.ledger(report.generation) == read_ledger(tmp_path, report.generation)
