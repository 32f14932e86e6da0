"""Merges the runs of a segment, a stretch of terms at a time, within bounded memory.

Runs hold ascending documents, one run after the other, so that a term's postings are those of its runs, one after another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.sorting import Run
from indexer.stores.whoosh.spilling import SpilledRun
from indexer.stores.whoosh.tables import TEXT_BITS

TOKENS_AT_ONCE = 1_000_000  # of a stretch, about; some 40 MB while it is merged
_SAMPLES = 4  # a stretch may be too long by one part in so many


def merged(runs: Sequence[SpilledRun], tokens_at_once: int = TOKENS_AT_ONCE) -> Iterator[Run]:
    """One run that holds all, in stretches of terms in order."""
    bounds = _bounds(runs, tokens_at_once)
    offsets = [_offsets(run, bounds) for run in runs]
    for part in range(len(bounds) + 1):
        pieces = [_piece(run, at[part], at[part + 1]) for run, at in zip(runs, offsets, strict=True)]
        pieces = [piece for piece in pieces if len(piece.keys)]
        if pieces:
            yield _joined(pieces)


def _bounds(runs: Sequence[SpilledRun], tokens_at_once: int) -> Array:
    """Keys at which stretches begin: about `tokens_at_once` tokens apart.

    A term that would fill a stretch alone gets one of its own. A term's texts stay in one stretch.
    """
    step = max(tokens_at_once // (_SAMPLES * len(runs)), 1)
    samples = np.sort(np.concatenate([_samples(run, step) for run in runs]))
    chosen = samples[_SAMPLES * len(runs) - 1 :: _SAMPLES * len(runs)] >> np.uint64(TEXT_BITS)
    again = chosen[1:][chosen[1:] == chosen[:-1]]
    bounds: Array = np.unique(np.concatenate([chosen, again + np.uint64(1)])) << np.uint64(TEXT_BITS)
    return bounds


def _samples(run: SpilledRun, step: int) -> Array:
    """A run's keys, `step` tokens apart."""
    ends = np.cumsum(run.whole("token_counts"), dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return run.whole("keys")[np.searchsorted(ends, np.arange(step, total, step))]


def _offsets(run: SpilledRun, bounds: Array) -> list[tuple[int, int, int]]:
    """The first term, posting and token of every stretch of a run, and the ends of the last."""
    terms = np.concatenate([[0], np.searchsorted(run.whole("keys"), bounds), [run.arrays["keys"][2]]]).astype(np.int64)
    docs = np.concatenate([[0], np.cumsum(run.whole("doc_counts"), dtype=np.int64)])[terms]
    tokens = np.concatenate([[0], np.cumsum(run.whole("token_counts"), dtype=np.int64)])[terms]
    return list(zip(terms.tolist(), docs.tolist(), tokens.tolist(), strict=True))


def _piece(run: SpilledRun, start: tuple[int, int, int], stop: tuple[int, int, int]) -> Run:
    terms, docs, tokens = zip(start, stop, strict=True)
    return Run(
        keys=run.stretch("keys", *terms),
        doc_counts=run.stretch("doc_counts", *terms),
        token_counts=run.stretch("token_counts", *terms),
        docs=run.stretch("docs", *docs) + np.uint16(run.first),
        freqs=run.stretch("freqs", *docs),
        positions=run.stretch("positions", *tokens) if "positions" in run.arrays else None,
    )


def _joined(pieces: Sequence[Run]) -> Run:
    """The pieces of several runs as one run."""
    if len(pieces) == 1:
        return pieces[0]
    keys, doc_counts, token_counts = (
        np.concatenate([getattr(piece, name) for piece in pieces]) for name in ("keys", "doc_counts", "token_counts")
    )
    order = np.argsort(keys, kind="stable")  # stable: within a term, run after run
    docs = _order_of(doc_counts, order)
    keys = keys[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return Run(
        keys=keys[first],
        doc_counts=np.add.reduceat(doc_counts[order], first, dtype=np.int64),
        token_counts=np.add.reduceat(token_counts[order], first, dtype=np.int64),
        docs=np.concatenate([piece.docs for piece in pieces])[docs],
        freqs=np.concatenate([piece.freqs for piece in pieces])[docs],
        positions=_joined_positions(pieces, token_counts, order),
    )


def _joined_positions(pieces: Sequence[Run], token_counts: Array, order: Array) -> Array | None:
    positions = [piece.positions for piece in pieces if piece.positions is not None]
    if not positions:
        return None
    together = np.concatenate(positions)
    if (order[1:] > order[:-1]).all():  # one term: the pieces follow each other, however long they are
        return together
    found: Array = together[_order_of(token_counts, order)]
    return found


def _order_of(counts: Array, order: Array) -> Array:
    """Where the members of groups (of `counts` members, one group after another) stand when the groups come in `order`."""
    ends = np.cumsum(counts, dtype=np.int64)
    sizes = counts[order].astype(np.int64)
    places = np.repeat((ends - counts)[order] - (np.cumsum(sizes) - sizes), sizes)
    places += np.arange(len(places))
    return places
