"""The port to a store: how a build writes the articles of a generation. tests/contracts hold every store to it.

A store writes into the folder of a generation and nowhere else. It leaves plain files there and no folders, and lets alone what
it finds: the build keeps `names.txt` there before, and the ledger and `manifest.json` afterwards. Naming and verifying
generations is `generation`'s, publishing them `publishing`'s. A store works in two steps, so that most of the work can be done
by any number of processes: stretches of articles become parts, whoever makes them, and parts are joined. What is written is the
same however many processes there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

from indexer.analysed import AnalysedArticle
from indexer.article import Article

Given = TypeVar("Given")
Found = TypeVar("Found")


class Spread(Protocol):
    """Calls a function of a module with each of some values, perhaps in other processes; gives what it returns, in order."""

    def __call__(self, function: Callable[[Given], Found], values: Iterable[Given], /) -> Iterator[Found]: ...


def in_turn(function: Callable[[Given], Found], values: Iterable[Given], /) -> Iterator[Found]:
    """The Spread over one process, this one."""
    return map(function, values)


class PartMaker(Protocol):
    """Makes parts of articles. It and its parts can be pickled; what is large lies in files."""

    def __call__(self, name: str, articles: Iterable[AnalysedArticle], /) -> Iterator[Any]:
        """The parts of a stretch of articles, in order. Every stretch has a name of its own."""


class Store(Protocol):
    """Writes and checks the files of one generation."""

    @property
    def name(self) -> str:
        """The store's name in the manifest; a reader refuses a generation of another store. Unchanged pages are not built again
        while it stays the same, so a store that would write something else then has another name."""

    def maker(self, home: Path, first: Iterable[Article]) -> PartMaker:
        """The PartMaker for the folder `home`, which holds nothing of a store yet. `first` are the articles of the generation in
        order, of which as many are taken as the store needs to look at; where ids clash, theirs may still change."""

    def join(self, home: Path, maker: Any, parts: Iterable[Any], spread: Spread) -> None:
        """Write all the parts that `maker`, this store's, made; taken one by one, their articles in order and of distinct ids."""

    def count(self, home: Path) -> int:
        """The number of articles in what was written, found by opening it as a reader would."""
