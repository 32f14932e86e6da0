"""Which documents hold a search key literally: bigrams that follow each other, by array arithmetic.

The key's bigrams at even offsets (and its last one) cover it. Documents are intersected before positions, rarest bigram first,
and only the positions of documents that hold all bigrams are read. A gap between paragraphs keeps a match inside one paragraph
(`indexer.stores.whoosh.writer`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import CHARS, GRAMS, TermPostings
from search_app.engines.whoosh.lookup import Lookup, Texts

POSITION_BITS = 32
_CROWDED = 1_000  # occurrences a document, of the bigram that the fewest documents have
_SEARCHED = 16  # a list this many times longer than the other is searched, a shorter one is marked off on a mask

Placed = tuple[int, TermPostings]  # a bigram's offset in the key, and its postings in one text


def documents_with(lookup: Lookup, key: str, texts: Texts) -> Array:
    """The documents, one boolean each, that hold `key` (not empty) within one paragraph of one of `texts`."""
    if len(key) <= 2:
        return lookup.mask(CHARS if len(key) == 1 else GRAMS, key, texts)
    found = np.zeros(lookup.size, dtype=bool)
    for bigrams in _by_text(lookup, key, texts):
        found[_in_sequence(bigrams, lookup.size)] = True
    return found


def _by_text(lookup: Lookup, key: str, texts: Texts) -> list[list[Placed]]:
    """The cover of the key, for each text that has all its bigrams."""
    cover = [*range(0, len(key) - 2, 2), len(key) - 2]
    by_text: dict[int, list[Placed]] = {}
    for number, offset in enumerate(cover):
        parts = lookup.postings(GRAMS, key[offset : offset + 2], texts)
        if not parts:
            return []
        for part in parts:
            if number == 0:
                by_text[part.text] = [(offset, part)]
            elif len(by_text.get(part.text, ())) == number:
                by_text[part.text].append((offset, part))
    return [bigrams for bigrams in by_text.values() if len(bigrams) == len(cover)]


def _in_sequence(bigrams: list[Placed], size: int) -> Array:
    """The documents in which all bigrams stand at their offsets from one start."""
    bigrams = sorted(bigrams, key=lambda placed: len(placed[1].docs))
    docs = _common_documents([postings for _, postings in bigrams], size)
    if not len(docs):
        return docs
    known: dict[int, Occurrences] = {}

    def occurrences(postings: TermPostings) -> Occurrences:
        found = known.get(id(postings))  # a key of one repeated character has the same bigram many times
        if found is None:
            found = known[id(postings)] = _occurrences(postings, docs)
        return found

    crowded = len(occurrences(bigrams[0][1]).positions) > _CROWDED * len(docs)
    read = ((offset, occurrences(postings)) for offset, postings in bigrams)
    return docs[_crowded(list(read)) if crowded else _sparse(read)]


def _sparse(occurrences: Iterable[tuple[int, Occurrences]]) -> Array:
    """The places of documents with a sequence, where occurrences are few: starts are searched for one after another."""
    starts: Array | None = None
    for offset, found in occurrences:
        places = (found.owners << POSITION_BITS | found.positions) - offset
        starts = places if starts is None else starts[_contained(starts, places)]
        if not len(starts):
            break
    assert starts is not None  # noqa: S101 - a cover is never empty
    return np.unique(starts >> POSITION_BITS)


def _crowded(occurrences: list[tuple[int, Occurrences]]) -> Array:
    """The same where a document is full of them, as one of a single repeated character is: masks are shifted over each other.

    The documents' positions are laid end to end, with room for the largest offset after each, so that none reaches the next.
    """
    most = max(offset for offset, _ in occurrences)
    room = np.max([found.last for _, found in occurrences], axis=0) + 1 + most
    first = np.cumsum(room) - room
    masks: dict[int, Array] = {}
    together = np.ones(int(room.sum()), dtype=bool)
    for offset, found in occurrences:
        mask = masks.get(id(found))
        if mask is None:
            mask = masks[id(found)] = np.zeros(len(together), dtype=bool)
            mask[first[found.owners] + found.positions] = True
        together[: len(mask) - offset] &= mask[offset:]
        together[len(mask) - offset :] = False
    return np.unique(first.searchsorted(np.flatnonzero(together), "right") - 1)


def _common_documents(lists: Sequence[TermPostings], size: int) -> Array:
    """The documents of all lists, ascending; the shortest list comes first."""
    docs = lists[0].docs
    for postings in lists[1:]:
        if len(postings.docs) > _SEARCHED * len(docs):
            docs = docs[_contained(docs, postings.docs)]
        else:
            mask = np.zeros(size, dtype=bool)
            mask[postings.docs] = True
            docs = docs[mask[docs]]
        if not len(docs):
            break
    return docs


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """A term's occurrences in some documents: the place of each one's document among them, ascending, and its position.

    `last` is the last position in each document.
    """

    owners: Array
    positions: Array
    last: Array


def _occurrences(postings: TermPostings, docs: Array) -> Occurrences:
    """The occurrences in `docs`, all of which hold the term."""
    if postings.positions is None:
        raise TypeError("a field without positions was asked for a phrase")
    at = np.searchsorted(postings.docs, docs)
    ends = np.cumsum(postings.freqs[: int(at[-1]) + 1], dtype=np.int64)[at]
    counts = postings.freqs[at].astype(np.int64)
    upto = np.cumsum(counts)
    inside = np.arange(int(upto[-1])) + np.repeat(ends - upto, counts)
    positions = postings.positions[inside].astype(np.int64)
    owners = np.repeat(np.arange(len(docs), dtype=np.int64), counts)
    return Occurrences(owners, positions, positions[upto - 1])


def _contained(wanted: Array, ascending: Array) -> Array:
    """For each number of `wanted`, whether it is in `ascending` (not empty)."""
    wanted = wanted.astype(ascending.dtype, copy=False)
    places = np.searchsorted(ascending, wanted)
    places[places == len(ascending)] = 0
    found: Array = ascending[places] == wanted
    return found
