"""What holds for a saved file of any kind: a page alone is its only member and has a limit, and members come one by one."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from saved_containers import opened, packed, shown

from indexer.containers import SUFFIXES, SUFFIXES_OF_MANY, Unread, member, pages_of, registry
from indexer.pages import SavedPage


def test_a_page_by_itself_is_its_own_only_member() -> None:
    assert opened(b"x", "a/b.txt") == [SavedPage("a/b.txt", b"x", None)]
    assert shown(opened(b"x", "a.png")) == [("a.png", "unknown-kind")]


@pytest.mark.parametrize("suffix", [".txt", ".html", *SUFFIXES])
def test_a_file_without_a_byte_is_named_as_that(suffix: str) -> None:
    (member,) = opened(b"", f"a{suffix}")
    assert isinstance(member, Unread)
    assert (member.reason, member.sentence) == ("empty-file", "文件是空的（0 字节）。")


def test_a_page_without_a_byte_in_an_archive_is_named_as_that_and_a_picture_as_a_picture() -> None:
    found = shown(opened(packed({"a.html": b"", "b.png": b""}), "z.zip"))
    assert found == [("z.zip#a.html", "empty-file"), ("z.zip#b.png", "unknown-kind")]


def test_a_page_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(member, "LARGEST_PAGE", 10)
    assert shown(opened(b"x" * 11, "a.txt")) == [("a.txt", "too-large")]


@pytest.mark.parametrize("row", registry.CONTAINERS, ids=lambda row: row.suffix)
def test_a_container_of_one_page_has_the_limit_of_a_page_and_one_of_many_has_none(
    row: registry.Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(member, "LARGEST_PAGE", 10)
    found = shown(opened(b"\n" * 11, f"a{row.suffix}"))
    assert (("too-large" in dict(found).values()), row.suffix in SUFFIXES_OF_MANY) == (not row.holds_many, row.holds_many)


def test_members_come_lazily() -> None:
    def one_then_fail() -> Iterator[SavedPage | Unread]:
        yield from pages_of(io.BytesIO(b"\n".join([json.dumps({"text": "a"}).encode()] * 3)), "a.jsonl")

    assert next(one_then_fail()).path == "a.jsonl#1"


def test_a_bug_in_the_opening_of_a_file_is_named_and_takes_no_other_file_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(stream: object, name: str, allowance: object) -> Iterator[SavedPage]:
        yield SavedPage(f"{name}#1", b"x", None)
        raise TypeError("a bug")

    monkeypatch.setattr(registry, "CONTAINERS", (registry.Container(".mht", fails), *registry.CONTAINERS))
    assert shown(opened(b"x", "a.mht")) == [("a.mht#1", None), ("a.mht", "reader-failed")]
    found = opened(packed({"a.mht": b"x", "b.txt": b"x"}), "z.zip")
    assert shown(found) == [("z.zip#a.mht#1", None), ("z.zip#a.mht", "reader-failed"), ("z.zip#b.txt", None)]
    assert "TypeError" in next(item.sentence for item in found if isinstance(item, Unread))
