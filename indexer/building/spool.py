"""Keeps the articles of pages on disk while it is not yet known which of several copies is the best. Holds none in memory."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from indexer.article import Article


class Spool:
    """Articles by the place they were put at; valid inside `open_spool`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def put(self, articles: Sequence[Article]) -> int:
        """Keep the articles of a page; gives the place to take them from. Not after the first `take`."""
        place = self._file.tell()
        records = [article.to_json() for article in articles]
        self._file.write(json.dumps(records).encode("ascii") + b"\n")
        return place

    def take(self, place: int) -> tuple[Article, ...]:
        """The articles that were put at `place`."""
        self._file.seek(place)
        return tuple(Article.from_json(record) for record in json.loads(self._file.readline()))


@contextmanager
def open_spool() -> Iterator[Spool]:
    """A spool in the system's folder for such files; its file has no name and goes whatever happens."""
    with tempfile.TemporaryFile() as file:
        yield Spool(file)
