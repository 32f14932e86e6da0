"""A run holds every chosen token exactly once, by term, text, document and position, packed into one number or not."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest

from indexer.stores.whoosh.sorting import Run, Tokens, sorted_run

DOC_BITS = 4
Spelled = dict[tuple[int, int], list[int]]  # (key, document) -> positions


def spelled(run: Run) -> Spelled:
    """What a run with positions says."""
    assert run.positions is not None
    assert len(run.positions) == run.token_counts.sum() == run.freqs.sum()
    assert len(run.docs) == run.doc_counts.sum()
    keys = np.repeat(run.keys, run.doc_counts).tolist()
    ends = np.cumsum(run.freqs).tolist()
    return {
        (key, doc): run.positions[end - freq : end].tolist()
        for key, doc, freq, end in zip(keys, run.docs.tolist(), run.freqs.tolist(), ends, strict=True)
    }


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("shift", [0, 53], ids=["packed", "too wide to pack"])
def test_a_run_lists_every_chosen_token_in_order(seed: int, shift: int) -> None:
    rng = Random(seed)
    places = sorted({(rng.randrange(9), rng.randrange(8), rng.randrange(12)) for _ in range(seed * 5)})  # doc, text, position
    terms = [rng.randrange(4) << shift for _ in places]
    chosen = [rng.random() < 0.8 for _ in places]
    expected: Spelled = {}
    for (doc, text, position), term, counts in zip(places, terms, chosen, strict=True):
        if counts:
            expected.setdefault((term << 3 | text, doc), []).append(position)
    tokens = Tokens(
        np.array(terms, dtype=np.uint64),
        np.array([text << DOC_BITS | doc for doc, text, _ in places], dtype=np.uint32),
        DOC_BITS,
        np.array([position for *_, position in places], dtype=np.uint32),
        np.array(chosen, dtype=bool),
    )
    found = spelled(sorted_run(tokens))
    assert found == expected
    assert list(found) == sorted(found)


@pytest.mark.parametrize("shift", [0, 59], ids=["packed", "too wide to pack"])
def test_a_run_without_positions_counts_every_token(shift: int) -> None:
    rng = Random(1)
    docs = sorted(rng.randrange(9) for _ in range(200))
    terms = [rng.randrange(4) for _ in docs]
    run = sorted_run(Tokens(np.array(terms, dtype=np.uint64) << np.uint64(shift), np.array(docs, dtype=np.uint32), DOC_BITS))
    owners = np.repeat(run.keys, run.doc_counts) >> np.uint64(shift + 3)
    counted = dict(zip(zip(owners.tolist(), run.docs.tolist(), strict=True), run.freqs.tolist(), strict=True))
    assert counted == Counter(zip(terms, docs, strict=True))
    assert run.positions is None
