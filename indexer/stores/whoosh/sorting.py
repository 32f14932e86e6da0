"""Tokens as integers, sorted once into the postings of a run of documents.

A token is (term, owner, position); the owner says whose text it is: text << doc_bits | document. The three are packed into one
number where they fit, for NumPy sorts whole numbers with vector instructions; where they do not (a hostile text of very many
characters), a stable sort does the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from indexer.stores.whoosh.arrays import Array, narrowest
from indexer.stores.whoosh.tables import TEXT_BITS

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


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token i is the term terms[i] of owners[i] at positions[i], in reading order; only the `chosen` ones (a mask) count.

    All numbers are unsigned; an owner is text << doc_bits | document.
    """

    terms: Array
    owners: Array
    doc_bits: int
    positions: Array | None = None
    chosen: Array | None = None


def sorted_run(tokens: Tokens) -> Run:
    """The postings of tokens. A key of the run is term << TEXT_BITS | text."""
    owner_bits = tokens.doc_bits + TEXT_BITS
    position_bits = 0 if tokens.positions is None else _bits(tokens.positions)
    bits = _bits(tokens.terms) + owner_bits + position_bits
    if bits > WORD_BITS:
        return _sorted_by_key(tokens)
    kind: Any = np.uint32 if bits <= WORD_BITS // 2 else np.uint64
    packed = tokens.terms.astype(kind)
    packed <<= kind(owner_bits)
    packed |= tokens.owners
    if tokens.positions is not None:
        packed <<= kind(position_bits)
        packed |= tokens.positions
    if tokens.chosen is not None:
        packed = packed[tokens.chosen]
    packed.sort()
    positions = None
    if tokens.positions is not None:
        places = narrowest((1 << position_bits) - 1)
        positions = packed.astype(places)  # the lowest bits
        positions &= places((1 << position_bits) - 1)
        packed >>= kind(position_bits)
    starts = _starts(packed)
    postings = packed[starts]
    docs = postings & kind((1 << tokens.doc_bits) - 1)
    postings >>= kind(tokens.doc_bits)
    return _run(postings, docs, starts, len(packed), positions)


def _sorted_by_key(tokens: Tokens) -> Run:
    """The same for numbers that do not fit together: tokens are in reading order, and within a term a stable sort keeps it."""
    chosen = slice(None) if tokens.chosen is None else tokens.chosen
    owners = tokens.owners[chosen].astype(np.uint64)
    keys = tokens.terms[chosen].astype(np.uint64) << np.uint64(TEXT_BITS) | owners >> np.uint64(tokens.doc_bits)
    order = np.argsort(keys, kind="stable")
    keys, docs = keys[order], owners[order] & np.uint64((1 << tokens.doc_bits) - 1)
    starts = np.union1d(_starts(keys), _starts(docs))
    positions = None if tokens.positions is None else tokens.positions[chosen][order]
    return _run(keys[starts], docs[starts], starts, len(keys), positions)


def _run(keys: Array, docs: Array, starts: Array, tokens: int, positions: Array | None) -> Run:
    """A run from its postings: posting i is a term's key and a document, and its tokens start at starts[i]."""
    first = _starts(keys)
    return Run(
        keys=keys[first].astype(np.uint64),
        doc_counts=_sizes(first, len(keys)),
        token_counts=_sizes(starts[first], tokens),
        docs=docs,
        freqs=_sizes(starts, tokens),
        positions=positions,
    )


def _starts(values: Array) -> Array:
    """Where a stretch of equal values begins."""
    changes = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return np.flatnonzero(changes)


def _sizes(starts: Array, total: int) -> Array:
    """The sizes of stretches from where each begins."""
    sizes = np.empty(len(starts), dtype=np.uint32)
    np.subtract(starts[1:], starts[:-1], out=sizes[:-1], casting="unsafe")
    sizes[-1:] = total - starts[-1:]
    return sizes


def _bits(values: Array) -> int:
    return int(values.max()).bit_length() if len(values) else 0
