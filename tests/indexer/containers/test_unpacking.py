"""The allowance: all that is unpacked from one file counts against its size, in archives, in crawls and in their answers."""

from __future__ import annotations

import gzip
import json
import zipfile

import pytest
from saved_containers import GOOD, GZIPPED, URL, answered, layouts, opened, packed, record, shown

from indexer.containers import crawl as crawl_module
from indexer.containers import member, unpacking


def test_an_archive_that_unpacks_to_more_than_it_can_hold_is_left_at_its_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    bomb = packed({f"{at}.txt": b"0" * 900_000 for at in range(9)})
    members = opened(bomb, "a.zip")
    assert shown(members)[-1][1] == "too-large"
    assert len(members) < 4


def test_a_packed_crawl_that_unpacks_to_more_than_it_can_hold_is_left_at_its_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    monkeypatch.setattr(unpacking, "LARGEST_EXPANSION", 2)
    for name, content in layouts([record(URL, "resource", b"0" * 200_000, "text/plain")] * 20)[1:]:
        members = opened(content, name)
        assert [reason for _, reason in shown(members)].index("too-large") == len(members) - 1
        assert 3 < len(members) < 8


def test_packed_crawls_in_an_archive_are_counted_against_the_allowance_of_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    bomb = gzip.compress(record(URL, "resource", b"0" * 300_000, "text/plain"))
    members = opened(packed({f"{at}.warc.gz": bomb for at in range(9)}, zipfile.ZIP_STORED), "a.zip")
    assert shown(members)[-1][1] == "too-large"
    assert len(members) < 6


def test_a_packed_crawl_that_holds_much_is_read_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 0)
    for name, content in layouts([GOOD] * 100):
        assert len(opened(content, name)) == 100


def test_what_answers_unpack_to_is_counted_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    monkeypatch.setattr(unpacking, "LARGEST_EXPANSION", 1)
    members = opened(answered(gzip.compress(b"x" * 400_000), GZIPPED) * 9, "a.warc")
    assert shown(members) == [(f"a.warc#{URL}", URL)] * 2 + [(f"a.warc#{URL}", "too-large")]


def test_answers_that_unpack_to_more_than_a_page_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 1_000_000)
    monkeypatch.setattr(unpacking, "LARGEST_EXPANSION", 1)
    for module in (member, crawl_module):
        monkeypatch.setattr(module, "LARGEST_PAGE", 300_000)
    members = opened(answered(gzip.compress(b"x" * 400_000), GZIPPED) * 9, "a.warc")
    assert 2 <= len(members) <= 4
    assert {reason for _, reason in shown(members)} == {"too-large"}


def test_a_crawl_inside_an_archive_is_held_to_the_same_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "ALWAYS_ALLOWED", 100_000)
    monkeypatch.setattr(unpacking, "LARGEST_EXPANSION", 2)
    line = json.dumps({"text": "0" * 50_000}).encode() + b"\n"
    members = opened(packed({"a.jsonl": line * 400}), "a.zip")
    assert shown(members)[-1][1] == "too-large"
    assert len(members) < 60
