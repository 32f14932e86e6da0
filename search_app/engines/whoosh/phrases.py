"""Which documents hold a search key literally: bigrams that follow each other, by array arithmetic.

The key's bigrams at even offsets (and its last one) cover it. Documents are intersected before positions, rarest bigram first,
and only the positions of documents that hold all bigrams are read. A gap between paragraphs keeps a match inside one paragraph
(`indexer.stores.whoosh.texts`). Everything here happens within one text of one segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from indexer.analysis import grams
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.tables import GRAMS, TermPostings
from search_app.engines.whoosh.lookup import WORTH_SEARCHING, Lookup, Texts, contained, gram_family
from search_app.engines.whoosh.one_document import follow_each_other, positions_in

POSITION_BITS = 32
_CROWDED = 1_000  # occurrences a document, of the bigram that the fewest documents have
_FEW = 64  # documents; the places of all bigrams in so few are put together and sorted once

Placed = tuple[int, TermPostings]  # a bigram's offset in the key, and its postings in one text


def documents_with(lookup: Lookup, key: str, texts: Texts) -> Array:
    """The documents, one boolean each, that hold `key` (not empty) within one paragraph of one of `texts`."""
    if len(key) <= 2:
        return lookup.mask(gram_family(key), key, texts)
    found = np.zeros(lookup.size, dtype=bool)
    lookup.prepare(GRAMS, grams(key))
    by_segment = zip(*(lookup.postings(GRAMS, gram, texts) for gram in grams(key)), strict=True)
    for segment, by_gram in zip(lookup.segments, by_segment, strict=True):
        here = found[segment.first_doc : segment.first_doc + segment.size]
        for bigrams in _by_text(by_gram):
            here[_in_sequence(bigrams, segment.size)] = True
    return found


def _by_text(by_gram: Sequence[Sequence[TermPostings]]) -> list[list[TermPostings]]:
    """All bigrams of a key in their order, for each text that has all of them."""
    by_text: dict[int, list[TermPostings]] = {part.text: [] for part in by_gram[0]}
    for parts in by_gram:
        for part in parts:
            if part.text in by_text:
                by_text[part.text].append(part)
    return [bigrams for bigrams in by_text.values() if len(bigrams) == len(by_gram)]


def _in_sequence(bigrams: list[TermPostings], size: int) -> Array:
    """The documents in which all bigrams of a key stand one after the other."""
    offsets = [*range(0, len(bigrams) - 1, 2), len(bigrams) - 1]
    cover = sorted(((offset, bigrams[offset]) for offset in offsets), key=lambda placed: _count(placed[1]))
    rarest = min(bigrams, key=_count)  # it may stand between those of the cover
    docs = _common_documents([rarest, *(part for _, part in cover if part is not rarest)], size)
    if not len(docs):
        return docs
    if len(docs) == 1:  # a long key mostly comes down to one, and it is not known yet whether that holds all bigrams
        return docs if _in_one(cover, docs.item(0)) else docs[:0]
    known: dict[int, Occurrences] = {}

    def occurrences(postings: TermPostings) -> Occurrences:
        found = known.get(id(postings))  # a key of one repeated character has the same bigram many times
        if found is None:
            found = known[id(postings)] = _occurrences(postings, docs)
        return found

    read = ((offset, occurrences(postings)) for offset, postings in cover)
    if len(occurrences(cover[0][1]).positions) > _CROWDED * len(docs):
        return docs[_crowded(list(read))]
    return docs[_together(list(read)) if len(docs) <= _FEW else _one_after_another(read)]


def _in_one(cover: Sequence[Placed], doc: int) -> bool:
    """Whether the bigrams stand one after the other in one document, rarest first."""
    held: dict[int, Array] = {}  # a key of one repeated character has the same bigram many times
    for _, postings in cover:
        if id(postings) not in held:
            positions = positions_in(postings, doc)
            if positions is None:
                return False
            held[id(postings)] = positions
    if min(map(len, held.values())) <= _CROWDED:
        return follow_each_other([(offset, held[id(postings)]) for offset, postings in cover])
    crowd = {key: Occurrences.of_one(positions) for key, positions in held.items()}
    return bool(len(_crowded([(offset, crowd[id(postings)]) for offset, postings in cover])))


def _one_after_another(occurrences: Iterable[tuple[int, Occurrences]]) -> Array:
    """The places of documents with a sequence, maybe several times: starts are searched for in one bigram after another."""
    starts: Array | None = None
    for offset, found in occurrences:
        places = found.starts(offset)
        starts = places if starts is None else starts[contained(starts, places)]
        if not len(starts):
            break
    assert starts is not None  # noqa: S101 - a cover is never empty
    return starts >> POSITION_BITS


def _together(occurrences: Sequence[tuple[int, Occurrences]]) -> Array:
    """The same by one sort: where a sequence starts, every bigram names the same start."""
    starts = np.concatenate([found.starts(offset) for offset, found in occurrences])
    starts.sort()
    others = len(occurrences) - 1
    found: Array = starts[others:][starts[others:] == starts[: len(starts) - others]] >> POSITION_BITS
    return found


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
    places: Array = first.searchsorted(together.nonzero()[0], "right") - 1
    return places


def _common_documents(lists: Sequence[TermPostings], size: int) -> Array:
    """The documents of all lists, ascending; the shortest list comes first. One that is left is not asked any further."""
    docs = lists[0].docs
    for postings in lists[1:]:
        others = postings.docs
        if len(others) > WORTH_SEARCHING * len(docs):
            docs = docs[contained(docs, others)]
        else:
            mask = np.zeros(size, dtype=bool)
            mask[others.astype(np.intp)] = True
            docs = docs[mask.take(docs)]
        if len(docs) <= 1:
            break
    return docs


class Occurrences(NamedTuple):
    """A term's occurrences in some documents: the place of each one's document among them, ascending, and its position.

    Document i has those before upto[i] that the ones before it have not.
    """

    owners: Array
    positions: Array
    upto: Array

    @classmethod
    def of_one(cls, positions: Array) -> Occurrences:
        """Those of a single document."""
        return cls(np.zeros(len(positions), dtype=np.intp), positions.astype(np.int64), np.array([len(positions)]))

    def starts(self, offset: int) -> Array:
        """Where a key starts that has the term at `offset`: as one number the document's place and the position, ascending."""
        places: Array = self.positions - offset
        places += self.owners << POSITION_BITS
        return places

    @property
    def last(self) -> Array:
        """The last position in each document."""
        found: Array = self.positions[self.upto - 1]
        return found


def _occurrences(postings: TermPostings, docs: Array) -> Occurrences:
    """The occurrences in `docs`, all of which hold the term."""
    at, table = _places(postings.docs, docs), postings.table
    if table.positions is None:
        raise TypeError("a field without positions was asked for a phrase")
    if table.freqs is None:  # it stands once in each
        owners = np.arange(len(docs))
        return Occurrences(owners, table.positions.take(at + postings.start).astype(np.int64), owners + 1)
    freqs, first = table.freqs[postings.start : postings.stop], at.item(0)
    wide_enough = table.position_starts.dtype  # for any sum of a list's counts
    start = table.position_starts.item(postings.place) + int(freqs[:first].sum(dtype=wide_enough))
    counts = freqs.take(at).astype(np.int64)
    upto = counts.cumsum()
    # how many stand before each document: those before the first one, and then stretch by stretch
    before = np.empty(len(at), dtype=np.int64)
    before[0] = start
    before[1:] = np.add.reduceat(freqs[: at.item(-1)], at[:-1], dtype=wide_enough)
    inside = np.arange(upto.item(-1)) + (before.cumsum() - upto + counts).repeat(counts)
    return Occurrences(np.arange(len(docs)).repeat(counts), table.positions.take(inside).astype(np.int64), upto)


def _places(ascending: Array, held: Array) -> Array:
    """The place in `ascending` of each number of `held`, which ascend, are at least one and all there."""
    if len(held) <= _FEW or len(ascending) > WORTH_SEARCHING * len(held):
        return ascending.searchsorted(held)
    mask = np.zeros(held.item(-1) + 2, dtype=bool)  # the last one is of all that are greater
    mask[held.astype(np.intp)] = True
    found: Array = mask.take(ascending.astype(np.intp), mode="clip").nonzero()[0]
    return found


def _count(postings: TermPostings) -> int:
    return postings.stop - postings.start
