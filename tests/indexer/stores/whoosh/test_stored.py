"""Stored articles come back as they were, whatever they hold, from a segment of any size."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from contracts.corpora import articles

from indexer.article import Article
from indexer.stores.whoosh.packing import Packer, phrases_of
from indexer.stores.whoosh.stored import StoredArticles, stored_arrays

EVERYTHING = "".join(map(chr, [*range(0x300), *range(0xE010, 0xD7F0, -1), *range(0x1F600, 0x1F610), 0x20BB7, 0x10FFFF]))


def stored(path: Path, corpus: list[Article]) -> list[Article]:
    phrases = phrases_of(corpus)
    packer = Packer(path, phrases)
    for article in corpus:
        packer.add(article)
    packer.close()
    reader = StoredArticles(path, stored_arrays(packer.packed().ends, phrases))
    return [Article.from_json(json.loads(reader.text(doc))) for doc in range(len(corpus))]


@pytest.mark.parametrize("count", [0, 1, 40, 600], ids=["none", "one", "too few for a dictionary", "with a dictionary"])
def test_every_article_comes_back_from_a_segment_of_any_size(tmp_path: Path, count: int) -> None:
    corpus = articles(Random(count), count)
    assert stored(tmp_path / "articles", corpus) == corpus


def test_every_character_comes_back_lone_surrogates_too(tmp_path: Path) -> None:
    corpus = [Article(id="abcdef", title=EVERYTHING, body=EVERYTHING * times) for times in (1, 9, 30)]
    assert stored(tmp_path / "articles", corpus) == corpus


def test_every_plane_of_unicode_survives_the_encoding() -> None:
    text = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert text.encode("gb18030").decode("gb18030") == text


def test_what_is_common_to_all_articles_is_stored_once(tmp_path: Path) -> None:
    rng = Random(1)
    phrase = "".join(chr(rng.randrange(0x4E00, 0x9FFF)) for _ in range(1000))
    stored(tmp_path / "articles", [Article(id=f"article-{n}", title="题", body=phrase) for n in range(200)])
    assert (tmp_path / "articles").stat().st_size < 200 * 1000 * 2 / 4
