"""Lines of JSON: each is a page named by its number; lines that are none, or too large, are notes and stop nothing else."""

from __future__ import annotations

import json

import pytest
from saved_containers import PAGE, URL, opened, peak_of, shown

from indexer.containers import Unread
from indexer.pages import Kind, SavedPage


def test_each_line_is_a_page_named_by_its_number_with_the_address_as_given() -> None:
    lines = [{"url": URL, "html": PAGE}, {"url": None, "text": "渡口志"}, {"text": "无地址\ud800"}]
    content = b"\xef\xbb\xbf" + "\n\n".join(map(json.dumps, lines)).encode()
    pages = opened(content, "a.jsonl")
    assert shown(pages) == [("a.jsonl#1", URL), ("a.jsonl#3", None), ("a.jsonl#5", None)]
    assert [page.kind for page in pages if isinstance(page, SavedPage)] == [Kind.HTML, Kind.TEXT, Kind.TEXT]


def test_lines_that_are_no_pages_are_reported_once(monkeypatch: pytest.MonkeyPatch) -> None:
    good = json.dumps({"url": URL, "text": "渡口志"})
    bad = ["{", "[1]", '{"url": 1}', '{"text": 3}', "[" * 100_000, "\xff"]
    members = opened("\n".join([*bad, good]).encode("latin-1"), "a.jsonl")
    assert shown(members) == [("a.jsonl#7", URL), ("a.jsonl", "broken-container")]
    assert isinstance(members[-1], Unread)
    assert "6 行" in members[-1].sentence
    assert "第一处在第 1 行" in members[-1].sentence


def test_a_line_longer_than_a_page_is_not_kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.containers.json_lines.LARGEST_PAGE", 100)
    good = json.dumps({"text": "a"})
    members = opened(f'{{"text": "{"x" * 5000}"}}\n{good}'.encode(), "a.jsonl")
    assert shown(members) == [("a.jsonl#1", "too-large"), ("a.jsonl#2", None)]


@pytest.mark.parametrize("values", ["[" + "{}," * 300_000 + "1]", "[" * 700 + "]" * 700 + ",[1]" * 200_000])
def test_a_line_of_more_values_than_memory_holds_is_not_parsed(values: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.containers.json_lines._MOST_VALUES", 250_000)
    good = json.dumps({"text": "a"})
    found, peak = peak_of(f'{{"text": "x", "a": {values}}}\n{good}'.encode(), "a.jsonl")
    assert found == [("a.jsonl#1", "too-large"), ("a.jsonl#2", None)]
    assert peak < 4_000_000
