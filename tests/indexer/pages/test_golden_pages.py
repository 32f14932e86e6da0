"""Golden pairs: each page of tests/golden/pages beside the articles it must give, as `parse --json` prints them.

Every page was written for this project. Notations never seen on a real page, only to be expected: 合刊, 增刊, and issue numbers
in Chinese numerals (gzjb_joint_issue, gzjb_supplement, zgjx_chinese_numerals). `NAME.reason` stands where no article is expected.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.article import Article
from indexer.errors import UnreadablePage
from indexer.pages import SavedPage, explain_page, read_page

GOLDEN = Path(__file__).parents[2] / "golden" / "pages"
PAGES = sorted(path for path in GOLDEN.iterdir() if path.suffix not in (".jsonl", ".reason"))
READABLE = [path for path in PAGES if path.with_suffix(".jsonl").exists()]
UNREADABLE = [path for path in PAGES if path.with_suffix(".reason").exists()]


def saved(path: Path) -> SavedPage:
    return SavedPage(path.name, path.read_bytes(), None)


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_a_page_gives_exactly_its_articles(path: Path) -> None:
    lines = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    assert [article.to_json() for article in read_page(saved(path)).articles] == [json.loads(line) for line in lines]


@pytest.mark.parametrize("path", UNREADABLE, ids=lambda path: path.stem)
def test_a_page_without_an_article_is_refused_for_its_reason(path: Path) -> None:
    with pytest.raises(UnreadablePage) as refused:
        read_page(saved(path))
    assert refused.value.reason == path.with_suffix(".reason").read_text(encoding="utf-8").strip()


def test_every_page_has_its_pair() -> None:
    assert set(READABLE) | set(UNREADABLE) == set(PAGES)
    assert len(PAGES) >= 85


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_an_article_is_the_same_after_its_json(path: Path) -> None:
    for article in read_page(saved(path)).articles:
        assert Article.from_json(json.loads(json.dumps(article.to_json()))) == article


@pytest.mark.parametrize("path", [path for path in READABLE if path.suffix == ".txt"], ids=lambda path: path.stem)
def test_explaining_labels_every_line_once_or_in_parts(path: Path) -> None:
    labelled = explain_page(saved(path))
    numbers = [line.number for line in labelled]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))
    assert numbers == sorted(numbers)
    assert all(line.why for line in labelled)
