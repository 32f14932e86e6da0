"""From articles to parts: what can be made of a stretch of articles without knowing any other. Most of the work of a build.

A part is sorted, packed and on disk; what comes back of it to the process that joins parts (`writer`) is small. Any number of
processes may make parts side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indexer.analysed import AnalysedArticle
from indexer.article import Article, published_at
from indexer.fields import FACETS
from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.columns import NO_NUMBER, moment_number
from indexer.stores.whoosh.gathering import Gathering
from indexer.stores.whoosh.packing import PackedArticles, Packer
from indexer.stores.whoosh.spilling import SpilledRun, spill
from indexer.stores.whoosh.words import WORD_END


@dataclass(frozen=True)
class Limits:
    """When a part and a segment end: a part with the article, a segment with the part that reaches a limit."""

    characters_a_run: int = 2_000_000  # some 270 MB while it is sorted
    characters_a_segment: int = 200_000_000
    words_a_segment: int = 1_500_000  # distinct ones, which stay in memory
    documents_a_segment: int = 1 << 16  # so that a document's number always fits 16 bits


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of articles, made ready; `words` are its distinct words in UTF-8, ascending, a line each. Its documents are
    numbered from 0; `columns` has a value for each, by the name of the column."""

    characters: int
    ids: list[str]
    columns: dict[str, list[Any]]
    articles: PackedArticles
    words: bytes
    runs: dict[str, SpilledRun]
    lengths: dict[str, Array]


@dataclass(frozen=True, slots=True)
class PartMaker:
    """Makes parts of articles: their files are put into `folder`. `alphabet` is that of stored articles."""

    folder: Path
    alphabet: str
    limits: Limits

    def __call__(self, name: str, articles: Iterable[AnalysedArticle]) -> Iterator[Part]:
        """The parts of a stretch of articles, in order; `name`, which no other stretch has, begins the names of their files."""
        stream = iter(articles)
        for number, first in enumerate(stream):
            path = self.folder / f"{name}-{number}"
            with _Making(path, self.alphabet) as making:
                making.add(first)
                while not self._is_full(making) and (item := next(stream, None)) is not None:
                    making.add(item)
            yield making.part()

    def _is_full(self, making: _Making) -> bool:
        limits = self.limits
        return (
            making.gathering.characters >= min(limits.characters_a_run, limits.characters_a_segment)
            or len(making.ids) >= limits.documents_a_segment
        )


@dataclass(slots=True)
class _Making:
    """A part while its articles come; a context manager, which closes the file of its articles."""

    path: Path
    alphabet: str
    ids: list[str] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    gathering: Gathering = field(default_factory=Gathering)
    packer: Packer = field(init=False)

    def __enter__(self) -> _Making:
        self.packer = Packer(self.path.with_name(f"{self.path.name}.articles"), self.alphabet)
        self.columns = {schema.PUBLISHED: [], **{schema.facet_column(name): [] for name in FACETS}}
        return self

    def __exit__(self, *error: object) -> None:
        self.packer.close()

    def add(self, item: AnalysedArticle) -> None:
        self.packer.add(item.article)
        for name, value in _values(item.article):
            self.columns[name].append(value)
        self.ids.append(item.article.id)
        self.gathering.add(item.article, item.words)

    def part(self) -> Part:
        characters = self.gathering.characters
        gathered = self.gathering.sorted()
        return Part(
            characters=characters,
            ids=self.ids,
            columns=self.columns,
            articles=self.packer.packed(),
            words=WORD_END.join(gathered.words).encode("utf-8", "surrogatepass"),
            runs={family: spill(self.path.with_name(f"{self.path.name}.{family}"), run) for family, run in gathered.runs.items()},
            lengths=gathered.lengths,
        )


def _values(article: Article) -> Iterator[tuple[str, Any]]:
    """The value of each column."""
    moment = published_at(article.published)
    yield schema.PUBLISHED, NO_NUMBER if moment is None else moment_number(moment)
    for name, facet in FACETS.items():
        yield schema.facet_column(name), facet.values(article)
