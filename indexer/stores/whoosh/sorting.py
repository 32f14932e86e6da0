"""Tokens as integers, sorted once into the postings of a run of documents.

A token is (key, document, position). The three are packed into one 64-bit number where they fit, for NumPy sorts whole numbers
with vector instructions; where they do not (a hostile text of very many characters), a stable sort by key does the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from indexer.stores.whoosh.arrays import Array

WORD_BITS = 64


@dataclass(frozen=True, slots=True)
class Run:
    """Postings of some documents: term i has keys[i] (ascending), doc_counts[i] of docs and freqs, token_counts[i] of positions.

    Within a term documents ascend, and positions within a document. `positions` is None for families that have none.
    """

    keys: Array
    doc_counts: Array
    token_counts: Array
    docs: Array
    freqs: Array
    positions: Array | None


def sorted_run(keys: Array, docs: Array, positions: Array | None = None) -> Run:
    """The postings of tokens in reading order: token i is the term keys[i] in document docs[i] at positions[i] (all unsigned)."""
    doc_bits, position_bits = _bits(docs), 0 if positions is None else _bits(positions)
    bits = _bits(keys) + doc_bits + position_bits
    if bits <= WORD_BITS:
        kind: Any = np.uint32 if bits <= WORD_BITS // 2 else np.uint64
        packed = keys.astype(kind)
        packed <<= kind(doc_bits)
        packed |= docs
        if positions is not None:
            packed <<= kind(position_bits)
            packed |= positions
        packed.sort()
        if positions is not None:
            positions = (packed & kind((1 << position_bits) - 1)).astype(positions.dtype)
            packed >>= kind(position_bits)
        starts = _starts(packed)
        owners = packed[starts]
        documents = (owners & kind((1 << doc_bits) - 1)).astype(docs.dtype)
        return _run(owners >> kind(doc_bits), documents, starts, len(packed), positions)
    order = np.argsort(keys, kind="stable")  # tokens are in reading order: within a term they stay so
    keys, docs = keys[order], docs[order]
    starts = np.union1d(_starts(keys), _starts(docs))
    return _run(keys[starts], docs[starts], starts, len(keys), None if positions is None else positions[order])


def _run(keys: Array, docs: Array, starts: Array, tokens: int, positions: Array | None) -> Run:
    """A run from its postings: posting i is a term's key and a document, and its tokens start at starts[i]."""
    first = _starts(keys)
    token_starts = starts[first]
    return Run(
        keys=keys[first].astype(np.uint64),
        doc_counts=np.diff(first, append=len(keys)),
        token_counts=np.diff(token_starts, append=tokens),
        docs=docs,
        freqs=np.diff(starts, append=tokens).astype(np.uint32),
        positions=positions,
    )


def _starts(values: Array) -> Array:
    """Where a stretch of equal values begins."""
    changes = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return np.flatnonzero(changes)


def _bits(values: Array) -> int:
    return int(values.max()).bit_length() if len(values) else 0
