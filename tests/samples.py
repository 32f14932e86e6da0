"""The sample pages of index_data/pages as articles: the corpus of the demo and of the tests that need real bulletins."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from indexer.article import Article
from indexer.building.copies import distinct
from indexer.corpus import page_files, read_file
from indexer.ledger import Entry

PAGES = Path(__file__).parent.parent / "index_data" / "pages"


@lru_cache(maxsize=1)
def sample_stream() -> tuple[Article | Entry, ...]:
    """What the walk over the sample pages gives."""
    return tuple(distinct(reading for file in page_files([PAGES]) for reading in read_file(file)))


def sample_articles() -> list[Article]:
    """The articles of the sample pages."""
    return [item for item in sample_stream() if isinstance(item, Article)]
