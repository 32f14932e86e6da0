"""The Whoosh engine has several ways to each answer, chosen by size: every one of them gives it.

Thresholds are moved so that ways taken in large indexes, or for many documents, are taken in small ones.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from contracts.asked import Asked, asked, asked_for_few, asked_of_crowded, taught
from contracts.sides import SIDES

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.stores.whoosh.arrays import Array
from search_app.search.engine import Engine

Written = Callable[[list[Article]], Engine]
AnswersAlike = Callable[[Asked], None]
Moved = Callable[[dict[str, int]], None]

WHOOSH = ["whoosh, one segment", "whoosh, several segments", "whoosh, a segment an article"]  # runs leave the same files as none
SEEDS = dict(zip(WHOOSH, (2, 2, 1), strict=True))  # the third takes four times as long as the first
OTHER_WAYS: dict[str, dict[str, int]] = {
    "documents looked into one by one": {"sums._ALONE": 10**9},
    "documents searched for in every list": {
        "sums._ALONE": 0,
        "sums._SEARCH": 0,
        "lookup.WORTH_SEARCHING": 0,
        "searched._WORTH_JOINING": 10**9,
    },
    "documents searched for in all lists": {
        "sums._ALONE": 0,
        "sums._SEARCH": 0,
        "lookup.WORTH_SEARCHING": 0,
        "searched._WORTH_JOINING": 1,
    },
    "lists laid out": {
        "sums._ALONE": 0,
        "sums._SEARCH": 10**9,
        "lookup.WORTH_SEARCHING": 10**9,
        "phrases.WORTH_SEARCHING": 10**9,
        "phrases._FEW": 0,
    },
    "lists laid out, all units rare": {"sums._ALONE": 0, "sums._SEARCH": 10**9, "laid_out._RARE": 0},
    "lists laid out, no unit rare": {"sums._ALONE": 0, "sums._SEARCH": 10**9, "laid_out._RARE": 10**9, "laid_out._MOST": 1},
    "lists laid out over all documents": {"sums._ALONE": 0, "sums._SEARCH": 10**9, "laid_out._RARE": 10**9, "laid_out._MOST": 0},
    "sequences searched for one bigram after another": {"phrases._FEW": 0, "phrases.WORTH_SEARCHING": 0},
    "facets counted one by one, and by what is missing": {
        "facets._A_HANDFUL": -1,
        "facets._WORTH_JOINING": 10**9,
        "facets._WORTH_COMBINING": 10**9,
        "facets._NEARLY_ALL": 1,
        "facet_codes._FEW": 10**9,
    },
    "facets counted together": {"facets._A_HANDFUL": -1, "facets._MANY": 0, "facet_codes._FEW": 0},
    "facets counted together, further values apart": {"facets._A_HANDFUL": -1, "facets._MANY": 0, "bin_rows._MOST": 1},
    "facets counted by their combinations": {
        "facets._A_HANDFUL": -1,
        "facets._MANY": 10**9,
        "facets._COMBINED": 10**9,
        "combinations._MOST": 0,
    },
}


@pytest.fixture(scope="module")
def analyser(analyser: Analyser) -> Analyser:
    return taught(analyser)


@pytest.fixture
def moved(monkeypatch: pytest.MonkeyPatch) -> Moved:
    """Moves thresholds of the engine, each by its module and name."""

    def move(thresholds: dict[str, int]) -> None:
        for name, value in thresholds.items():
            monkeypatch.setattr(f"search_app.engines.whoosh.{name}", value)

    return move


@pytest.fixture(scope="module", params=WHOOSH)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> Written:
    """Writes a corpus once, for all ways to search it; gives what opens it."""
    side = SIDES[request.param]
    homes: dict[int, Path] = {}  # by the corpus, which `asked` keeps

    def opened(corpus: list[Article]) -> Engine:
        if id(corpus) not in homes:
            home = homes[id(corpus)] = tmp_path_factory.mktemp("corpus")
            side.write(home, corpus, analyser)
        return side.opened(homes[id(corpus)], corpus, analyser)

    return opened


@pytest.fixture
def answers_alike(written: Written) -> AnswersAlike:
    """Asks the engine over a corpus everything that the reference was asked."""

    def ask(asked: Asked) -> None:
        corpus, queries = asked
        engine = written(corpus)
        for query, expected in queries:
            assert engine.search(query) == expected, query

    return ask


@pytest.mark.parametrize("seed", range(5))
def test_documents_crowded_with_a_bigram_are_searched_by_masks_with_the_same_answers(
    answers_alike: AnswersAlike, moved: Moved, analyser: Analyser, seed: int
) -> None:
    moved({"phrases._CROWDED": 0})
    answers_alike(asked_of_crowded(analyser, seed))


@pytest.mark.parametrize("narrow_from", [0, 10**9])
@pytest.mark.parametrize("seed", range(4))
def test_dropping_what_cannot_reach_the_page_changes_no_answer(
    answers_alike: AnswersAlike, moved: Moved, analyser: Analyser, seed: int, narrow_from: int
) -> None:
    moved({"scoring._WORTH_DROPPING": 0, "scoring._WORTH_NARROWING": narrow_from, "scoring._LIGHT": 0})
    answers_alike(asked_for_few(analyser, seed))


@pytest.mark.parametrize(
    ("written", "seed"), [(side, seed) for side in WHOOSH for seed in range(SEEDS[side])], indirect=["written"]
)
@pytest.mark.parametrize("way", OTHER_WAYS)
def test_every_way_to_the_same_answer_gives_it(
    answers_alike: AnswersAlike, moved: Moved, analyser: Analyser, way: str, seed: int
) -> None:
    moved(OTHER_WAYS[way])
    answers_alike(asked(analyser, seed, 13))


def test_what_new_memory_holds_changes_no_answer_and_warns_of_nothing(
    answers_alike: AnswersAlike, moved: Moved, monkeypatch: pytest.MonkeyPatch, analyser: Analyser
) -> None:
    moved({"sums._ALONE": 0, "sums._SEARCH": 10**9, "laid_out._FEW": 10**9, "laid_out._RARE": 10**9, "laid_out._MOST": 1})
    empty = np.empty

    def filled(size: int, dtype: np.dtype[Any] | type = float) -> Array:
        made: Array = empty(size, dtype=dtype)
        if made.dtype == np.float64:
            made.view(np.uint64).fill(0x7FF0_0000_0000_0001)  # a signalling NaN, which warns wherever it is added up
        if made.dtype == np.float32:
            made.view(np.uint32).fill(0x7F80_0001)
        return made

    monkeypatch.setattr("search_app.engines.whoosh.laid_out.np.empty", filled)
    answers_alike(asked(analyser, 3, 13))
