"""The port to a store: how a build writes the articles of a generation. tests/contracts hold every store to it.

A store writes into a folder of its own and nowhere else; naming, verifying and publishing generations is `generation`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from indexer.analysed import AnalysedArticle


class Store(Protocol):
    """Writes and checks the files of one generation."""

    @property
    def name(self) -> str:
        """The store's name in the manifest; a reader refuses a generation of another store."""

    def write(self, home: Path, articles: Iterable[AnalysedArticle]) -> None:
        """Write all `articles` (distinct ids, taken one by one) into the folder `home`, which holds nothing of a store yet."""

    def count(self, home: Path) -> int:
        """The number of articles in what was written, found by opening it as a reader would."""
