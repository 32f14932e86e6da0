"""A run holds every token exactly once, by term, document and position, packed or not."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.sorting import Run, sorted_run


def tokens(rng: Random, count: int) -> list[tuple[int, int, int]]:
    """Random tokens (document, position, key) in reading order."""
    return sorted({(rng.randrange(6), rng.randrange(12), 0) for _ in range(count)})


def arrays(listed: list[tuple[int, int, int]], shift: int) -> tuple[Array, Array, Array]:
    docs, positions, keys = (np.array([token[i] for token in listed], dtype=np.uint32) for i in range(3))
    return keys.astype(np.uint64) << np.uint64(shift), docs, positions


def spelled(run: Run) -> dict[int, dict[int, list[int]]]:
    """What a run says, as term -> document -> positions."""
    assert run.positions is not None
    found: dict[int, dict[int, list[int]]] = {}
    doc_at = token_at = 0
    for key, docs, count in zip(run.keys.tolist(), run.doc_counts.tolist(), run.token_counts.tolist(), strict=True):
        start = token_at
        for doc, freq in zip(run.docs[doc_at : doc_at + docs].tolist(), run.freqs[doc_at : doc_at + docs].tolist(), strict=True):
            found.setdefault(key, {})[doc] = run.positions[token_at : token_at + freq].tolist()
            token_at += freq
        doc_at += docs
        assert token_at - start == count
    return found


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("shift", [0, 58], ids=["packed", "too wide to pack"])
def test_a_run_lists_every_token_in_order(seed: int, shift: int) -> None:
    rng = Random(seed)
    listed = [(doc, position, rng.randrange(5)) for doc, position, _ in tokens(rng, seed * 5)]
    expected: dict[int, dict[int, list[int]]] = {}
    for doc, position, key in sorted(listed, key=lambda token: (token[2], token[0], token[1])):
        expected.setdefault(key << shift, {}).setdefault(doc, []).append(position)
    run = sorted_run(*arrays(listed, shift))
    assert spelled(run) == expected
    assert run.keys.tolist() == sorted(expected)
    assert all(list(docs) == sorted(docs) for docs in expected.values())


@pytest.mark.parametrize("shift", [0, 61], ids=["packed", "too wide to pack"])
def test_a_run_without_positions_counts_every_token(shift: int) -> None:
    rng = Random(1)
    docs = sorted(rng.randrange(9) for _ in range(200))
    keys = [rng.randrange(7) for _ in docs]
    run = sorted_run(np.array(keys, dtype=np.uint64) << np.uint64(shift), np.array(docs, dtype=np.uint32))
    owners = np.repeat(run.keys, run.doc_counts) >> np.uint64(shift)
    counted = dict(zip(zip(owners.tolist(), run.docs.tolist(), strict=True), run.freqs.tolist(), strict=True))
    assert counted == Counter(zip(keys, docs, strict=True))
    assert run.positions is None
