"""Gathers the tokens of documents as integers, and sorts them into one run a family when asked.

A word is a Python object until it has got its number, a character never. Documents are numbered in their segment.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexer.article import Article
from indexer.fields import TEXTS, field_text
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.sorting import Run, sorted_run
from indexer.stores.whoosh.tables import CHARS, GRAMS, TEXT_BITS, TEXT_MASK, WORDS
from indexer.stores.whoosh.texts import PARAGRAPH_END, key_texts

CODE_BITS = 21  # of a character's code point
CODE_POINTS = 1 << CODE_BITS
_END = ord(PARAGRAPH_END)
_SHIFT = np.uint64(TEXT_BITS)
_TEXT = np.uint64(TEXT_MASK)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The runs of some documents by family, and the lengths (words; grams) of their texts, text after text of each document."""

    runs: dict[str, Run]
    lengths: dict[str, Array]


class Gathering:
    """The tokens of the latest documents of a segment. The keys of a run hold code points, for they are the same in every run."""

    def __init__(self) -> None:
        self.numbers: defaultdict[str, int] = defaultdict()
        self.numbers.default_factory = self.numbers.__len__  # a new word gets the next number
        self.documents = 0
        self._clear()

    def _clear(self) -> None:
        self._first = self.documents
        self._texts: list[str] = []
        self._words = array("I")
        self._word_counts = array("I")
        self.characters = 0

    def add(self, article: Article, words: Mapping[str, Sequence[str]]) -> None:
        """Gather the next document."""
        number = self.numbers.__getitem__
        for text in TEXTS:
            name = text.name
            self._words.extend(map(number, words[name]))
            self._word_counts.append(len(words[name]))
            verbatim = field_text(article, name)
            self._texts.append(verbatim)
            self.characters += len(verbatim)
        self.documents += 1

    @property
    def pending(self) -> bool:
        """Whether there is anything to take."""
        return bool(self._texts)

    def take(self) -> Gathered:
        """Sort what was gathered since the last call (something must be pending) and begin anew."""
        texts = np.arange(len(self._texts), dtype=np.uint32)
        docs, texts = (texts // len(TEXTS) + self._first).astype(np.uint16), texts % len(TEXTS)
        counts = np.frombuffer(self._word_counts, dtype=np.uint32)
        words = np.frombuffer(self._words, dtype=np.uint32).astype(np.uint64)
        words <<= np.uint64(TEXT_BITS)
        words |= np.repeat(texts, counts)
        word_run = sorted_run(words, np.repeat(docs, counts))
        keyed = key_texts(self._texts)
        self._clear()
        chars, grams, lengths = _characters(keyed.codes, keyed.starts, docs, texts)
        return Gathered({WORDS: word_run, CHARS: chars, GRAMS: grams}, {WORDS: counts, GRAMS: lengths})


def _characters(codes: Array, starts: Array, docs: Array, texts: Array) -> tuple[Run, Run, Array]:
    """The runs of characters and of bigrams, and the visible characters of every text; docs and texts say whose text it is."""
    visible = codes != _END
    seen = np.zeros(CODE_POINTS, dtype=bool)
    seen[codes] = True
    seen[_END] = False
    known = np.flatnonzero(seen).astype(np.uint64)  # numbered densely while they are sorted: fewer bits
    dense = np.zeros(CODE_POINTS, dtype=np.uint32)
    dense[known] = np.arange(len(known), dtype=np.uint32)
    numbers = dense[codes]
    sizes = np.diff(starts)
    docs, texts = np.repeat(docs, sizes), np.repeat(texts, sizes)

    chars = sorted_run((numbers << np.uint32(TEXT_BITS) | texts)[visible], docs[visible])
    pairs = visible[:-1] & visible[1:]
    keys = numbers[:-1].astype(np.uint64)
    keys *= np.uint64(len(known))
    keys += numbers[1:]
    keys <<= np.uint64(TEXT_BITS)
    keys |= texts[:-1]
    positions = np.arange(len(codes), dtype=np.uint32)
    positions -= np.repeat(starts[:-1].astype(np.uint32), sizes)
    grams = sorted_run(keys[pairs], docs[:-1][pairs], positions[:-1][pairs])

    lengths = np.add.reduceat(visible, starts[:-1], dtype=np.uint32)
    return replace(chars, keys=_coded(chars.keys, known)), replace(grams, keys=_coded_pairs(grams.keys, known)), lengths


def _coded(keys: Array, known: Array) -> Array:
    """Keys of characters with code points in place of dense numbers."""
    return known[keys >> _SHIFT] << _SHIFT | keys & _TEXT


def _coded_pairs(keys: Array, known: Array) -> Array:
    """The same for bigrams."""
    first, second = np.divmod(keys >> _SHIFT, np.uint64(max(len(known), 1)))
    return (known[first] << np.uint64(CODE_BITS) | known[second]) << _SHIFT | keys & _TEXT


def dense_keys(family: str, keys: Array, known: Array) -> Array:
    """Keys of a run as a segment with the characters `known` (ascending code points) numbers them."""
    if family == WORDS:
        return keys
    terms, texts = keys >> _SHIFT, keys & _TEXT
    if family == CHARS:
        return np.searchsorted(known, terms).astype(np.uint64) << _SHIFT | texts
    first = np.searchsorted(known, terms >> np.uint64(CODE_BITS)).astype(np.uint64)
    second = np.searchsorted(known, terms & np.uint64(CODE_POINTS - 1)).astype(np.uint64)
    return (first * np.uint64(len(known)) + second) << _SHIFT | texts


def last_key(family: str, words: int, known: int) -> int:
    """The greatest key a segment of so many words and characters can have."""
    terms = {WORDS: words, CHARS: known, GRAMS: known * known}[family]
    return (terms << TEXT_BITS) - 1
