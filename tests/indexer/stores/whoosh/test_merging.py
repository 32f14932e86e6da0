"""Merged runs hold what their documents hold, however the documents were split and the terms are cut into stretches."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest

from indexer.stores.whoosh.merging import merged
from indexer.stores.whoosh.sorting import Run
from indexer.stores.whoosh.spilling import spill
from indexer.stores.whoosh.tables import TEXT_BITS

Held = dict[int, dict[int, list[int]]]  # key -> document -> positions


def some_documents(rng: Random, docs: range) -> Held:
    """Random postings of a range of documents; key 5 is in most places, as a very common term is."""
    held: Held = {}
    for doc in docs:
        for _ in range(rng.randrange(12)):
            key = rng.choice([5, 5, 5, rng.randrange(40)])
            positions = held.setdefault(key, {}).setdefault(doc, [])
            positions.append((positions[-1] if positions else 0) + rng.choice([1, 1, 300, 70_000]))
    return {key: dict(sorted(held[key].items())) for key in sorted(held)}


def as_run(held: Held, *, with_positions: bool) -> Run:
    docs = [doc for term in held.values() for doc in term]
    positions = [position for term in held.values() for places in term.values() for position in places]
    return Run(
        keys=np.array(list(held), dtype=np.uint64),
        doc_counts=np.array([len(term) for term in held.values()], dtype=np.uint32),
        token_counts=np.array([sum(map(len, term.values())) for term in held.values()], dtype=np.uint32),
        docs=np.array(docs, dtype=np.uint16),
        freqs=np.array([len(places) for term in held.values() for places in term.values()], dtype=np.uint32),
        positions=np.array(positions, dtype=np.uint32) if with_positions else None,
    )


def as_lists(runs: list[Run]) -> list[list[int]]:
    names = ("keys", "doc_counts", "token_counts", "docs", "freqs", "positions")
    return [[n for run in runs if getattr(run, name) is not None for n in getattr(run, name).tolist()] for name in names]


@pytest.mark.parametrize("with_positions", [True, False], ids=["with positions", "without"])
@pytest.mark.parametrize("seed", range(15))
def test_runs_merge_to_the_run_of_all_their_documents(tmp_path: Path, seed: int, with_positions: bool) -> None:
    rng = Random(seed)
    parts = [some_documents(rng, range(10 * i, 10 * i + rng.randrange(10))) for i in range(rng.randint(1, 5))]
    together: Held = {key: {} for key in sorted({key for part in parts for key in part})}
    for part in parts:
        for key, term in part.items():
            together[key].update(term)
    runs = [spill(tmp_path / str(i), as_run(part, with_positions=with_positions)) for i, part in enumerate(parts)]
    expected = as_lists([as_run(together, with_positions=with_positions)])
    for tokens_at_once in (1, 7, 30, 10**6):
        stretches = list(merged(runs, tokens_at_once))
        assert as_lists(stretches) == expected
        terms = [
            key >> TEXT_BITS for run in stretches for key in sorted({key >> TEXT_BITS << TEXT_BITS for key in run.keys.tolist()})
        ]
        assert len(terms) == len(set(terms)), "a term's texts came in two stretches"


def test_stretches_are_bounded_but_for_single_terms(tmp_path: Path) -> None:
    rng = Random(3)
    parts = [some_documents(rng, range(100 * i, 100 * i + 100)) for i in range(4)]
    parts = [{key << TEXT_BITS: term for key, term in part.items()} for part in parts]  # every term in one text
    runs = [spill(tmp_path / str(i), as_run(part, with_positions=True)) for i, part in enumerate(parts)]
    sizes = [(len(run.keys), int(run.token_counts.sum())) for run in merged(runs, 200)]
    assert len(sizes) > 3
    assert all(terms == 1 or tokens <= 2 * 200 for terms, tokens in sizes)
