"""The second pass of a build: the kept pages, in order, as articles with their index words, names laid over them.

A record goes to a worker as it is and comes back unpacked, so that the process that writes the index does little else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.analysed import AnalysedArticle
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.copies import renamed
from indexer.fields import TEXTS, field_text
from indexer.names import read_names
from indexer.reading import Pages
from indexer.records import SegmentedArticle, articles_of
from indexer.workers import Workers

KeptPage = tuple[int, tuple[str, ...] | None]  # its place among the pages; the ids its articles get where not their own
Words = dict[str, str]  # of each searched text, parted by white space, which no word holds

_PAGES_A_TASK = 32
_BYTES_A_TASK = 1_000_000  # of records


@dataclass(frozen=True, slots=True)
class Task:
    """Records of pages with the ids of their articles, and the folder whose list of names counts."""

    names_home: str
    pages: tuple[tuple[bytes, tuple[str, ...] | None], ...]


def analysed_pages(pages: Pages, kept: Iterable[KeptPage], names_home: Path, workers: Workers) -> Iterator[AnalysedArticle]:
    """The articles of the kept pages with their index words; the list of names must stand in `names_home`."""
    stream = ((None, task) for task in _tasks(pages, kept, str(names_home)))
    for _, found in workers.run(index_words, stream):
        for article, words in found or ():
            yield AnalysedArticle(article, {text: joined.split() for text, joined in words.items()})


def index_words(analyser: Analyser, task: Task) -> list[tuple[Article, Words]]:
    """The step of this pass: unpack records and make index words of accurate words. Raises DamagedCache."""
    named = _named(analyser, task.names_home)
    return [(item.article, _words(item, named)) for content, ids in task.pages for item in _articles(content, ids)]


def _articles(content: bytes, ids: Sequence[str] | None) -> list[SegmentedArticle]:
    found = articles_of(content)
    if ids is None:
        return found
    articles = renamed([item.article for item in found], ids)
    return [SegmentedArticle(article, item.words) for article, item in zip(articles, found, strict=True)]


def _words(item: SegmentedArticle, analyser: Analyser) -> Words:
    return {
        text.name: "\n".join((own.accurate, own.inner, *_name_words(field_text(item.article, text.name), own.accurate, analyser)))
        for text, own in zip(TEXTS, item.words, strict=True)
    }


def _name_words(text: str, accurate: str, analyser: Analyser) -> Iterator[str]:
    """The words of names in a text. Most paragraphs hold none, and are not taken apart."""
    for paragraph, line in zip(text.split("\n"), accurate.split("\n"), strict=True):
        if analyser.holds_name(line.replace(" ", "")):
            yield from analyser.name_words(paragraph, line.split(" "))


@lru_cache(maxsize=1)
def _named(analyser: Analyser, names_home: str) -> Analyser:
    return analyser.with_names(read_names(Path(names_home)))


def _tasks(pages: Pages, kept: Iterable[KeptPage], names_home: str) -> Iterator[Task]:
    batch: list[tuple[bytes, tuple[str, ...] | None]] = []
    size = 0
    for at, ids in kept:
        content = pages.content(at)
        batch.append((content, ids))
        size += len(content)
        if len(batch) >= _PAGES_A_TASK or size >= _BYTES_A_TASK:
            yield Task(names_home, tuple(batch))
            batch, size = [], 0
    if batch:
        yield Task(names_home, tuple(batch))
