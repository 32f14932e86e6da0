"""A segment ends where a limit is reached, and leaves nothing behind but its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest
from contracts.corpora import articles
from written import analysed, write

from indexer.analysed import AnalysedArticle
from indexer.analysis import Analyser
from indexer.stores.whoosh import WhooshStore
from indexer.stores.whoosh.parts import Limits
from indexer.stores.whoosh.store import open_index


def sizes(home: Path, items: Iterator[AnalysedArticle], limits: Limits) -> list[int]:
    """The numbers of documents of the segments that are written."""
    write(WhooshStore(**asdict(limits)), home, items)
    with open_index(home).reader() as reader:
        return [leaf.doc_count_all() for leaf, _ in reader.leaf_readers()]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(), [10]),
        (Limits(documents_a_segment=4), [4, 4, 2]),
        (Limits(documents_a_segment=4, characters_a_run=1), [4, 4, 2]),
        (Limits(characters_a_segment=1), [1] * 10),
        (Limits(characters_a_run=1, words_a_segment=1), [1] * 10),
    ],
)
def test_a_segment_ends_with_the_article_that_reaches_a_limit(
    tmp_path: Path, analyser: Analyser, limits: Limits, expected: list[int]
) -> None:
    assert sizes(tmp_path, analysed(articles(Random(1), 10), analyser), limits) == expected
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_a_build_that_breaks_leaves_no_runs(tmp_path: Path, analyser: Analyser) -> None:
    def broken() -> Iterator[AnalysedArticle]:
        yield from analysed(articles(Random(1), 10), analyser)
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="the disk went away"):
        sizes(tmp_path, broken(), Limits(characters_a_run=1))
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


def test_a_document_number_always_fits_sixteen_bits() -> None:
    assert Limits().documents_a_segment == 1 << 16
