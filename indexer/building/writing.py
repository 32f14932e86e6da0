"""The second pass of a build: the kept pages, in order, become parts of the index, names laid over their words.

A task says where pages are in the cache, and what comes back of it is a part that lies on disk (`store`): the texts of pages
never pass through the process that builds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from indexer.analysed import AnalysedArticle
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.fields import TEXTS, field_text
from indexer.names import read_names
from indexer.store import PartMaker

from .copies import renamed
from .page_cache import contents
from .reading import Pages
from .records import SegmentedArticle, articles_of
from .workers import Workers

_PAGES_A_TASK = 4_000
_CHARACTERS_A_TASK = 1_000_000  # some 140 MB while they are sorted, in each process


class KeptPage(NamedTuple):
    """A page to index: its place in the cache; the ids its articles get, where not their own; the characters of their bodies."""

    place: int
    ids: tuple[str, ...] | None
    characters: int


@dataclass(frozen=True, slots=True)
class PagesToWrite:
    """Pages in the cache file `cache`, the folder whose list of names counts, and what makes parts of them."""

    number: int
    cache: Path
    names_home: Path
    maker: PartMaker
    pages: tuple[KeptPage, ...]


def articles_of_pages(pages: Pages, kept: Iterable[KeptPage]) -> Iterator[Article]:
    """The articles of pages one after another, under their own ids. Raises DamagedCache."""
    for content in contents(pages.file(), (page.place for page in kept)):
        yield from (item.article for item in articles_of(content))


def parts_of_pages(pages: Pages, kept: Iterable[KeptPage], home: Path, maker: PartMaker, workers: Workers) -> Iterator[Any]:
    """The parts that `maker` makes of the kept pages; the list of names must stand in `home`. Raises DamagedCache."""
    stream = ((None, task) for task in _tasks(pages.file(), kept, home, maker))
    return chain.from_iterable(made or () for _, made in workers.run(made_parts, stream))


def made_parts(analyser: Analyser, task: PagesToWrite) -> list[Any]:
    """The step of this pass: make parts of pages. Raises DamagedCache."""
    return list(task.maker(str(task.number), _analysed(task, _named(analyser, task.names_home))))


def _analysed(task: PagesToWrite, analyser: Analyser) -> Iterator[AnalysedArticle]:
    """The articles of a task's pages with their index words."""
    for page, content in zip(task.pages, contents(task.cache, (page.place for page in task.pages)), strict=True):
        found = articles_of(content)
        articles: Sequence[Article] = [item.article for item in found]
        if page.ids is not None:
            articles = renamed(articles, page.ids)
        for article, item in zip(articles, found, strict=True):
            yield AnalysedArticle(article, _words(item, analyser))


def _words(item: SegmentedArticle, analyser: Analyser) -> dict[str, str]:
    named = analyser.lines_with_names("\n".join(own.accurate for own in item.words))
    found: dict[str, str] = {}
    first = 0  # line of a text among those of all
    for text, own in zip(TEXTS, item.words, strict=True):
        after = first + own.accurate.count("\n") + 1
        parts = [own.accurate, own.inner]
        if chosen := [line - first for line in named if first <= line < after]:
            parts.extend(_name_words(field_text(item.article, text.name), own.accurate, chosen, analyser))
        found[text.name] = "\n".join(parts)
        first = after
    return found


def _name_words(text: str, accurate: str, chosen: Iterable[int], analyser: Analyser) -> Iterator[str]:
    """The words of names in some paragraphs of a text."""
    paragraphs, lines = text.split("\n"), accurate.split("\n")
    for line in chosen:
        yield from analyser.name_words(paragraphs[line], lines[line].split(" "))


@lru_cache(maxsize=1)
def _named(analyser: Analyser, names_home: Path) -> Analyser:
    return analyser.with_names(read_names(names_home))


def _tasks(cache: Path, kept: Iterable[KeptPage], home: Path, maker: PartMaker) -> Iterator[PagesToWrite]:
    batch: list[KeptPage] = []
    number, characters = 0, 0
    for page in kept:
        batch.append(page)
        characters += page.characters
        if len(batch) >= _PAGES_A_TASK or characters >= _CHARACTERS_A_TASK:
            yield PagesToWrite(number, cache, home, maker, tuple(batch))
            batch, number, characters = [], number + 1, 0
    if batch:
        yield PagesToWrite(number, cache, home, maker, tuple(batch))
