"""Golden containers: each file of tests/golden/containers beside what it must give: articles as `parse --json` prints them, and
page and reason of whatever is skipped or doubtful, in the order of the stream."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.article import Article
from indexer.containers import SUFFIXES
from indexer.copies import distinct
from indexer.corpus import page_files, read_file

FOLDER = Path(__file__).parents[1] / "golden" / "containers"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".expected")
SUFFIX_OF_CLASH = "(a suffix)"  # in place of an id: the id the article would have, and something behind it


def given(path: Path) -> list[dict[str, Any]]:
    stream = distinct(reading for file in page_files([path]) for reading in read_file(file))
    return [item.to_json() if isinstance(item, Article) else {"page": item.page, "reason": item.reason} for item in stream]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_container_gives_exactly_its_articles_and_notes(path: Path) -> None:
    expected = [json.loads(line) for line in (path.parent / f"{path.name}.expected").read_text(encoding="utf-8").splitlines()]
    found = given(path)
    plain_ids = {item["id"] for item in found if "id" in item}
    for item in expected:
        if item.get("id") == SUFFIX_OF_CLASH:
            (item["id"],) = [own for own in plain_ids if any(own.startswith(f"{other}-") for other in plain_ids)]
    assert found == expected


def test_every_kind_of_container_has_a_pair() -> None:
    assert {"".join(path.suffixes) for path in FILES} == set(SUFFIXES)
