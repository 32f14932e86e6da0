"""Gathers the tokens of documents as integers, and sorts them into one run a family.

Documents and words are numbered among those gathered: nothing here depends on what came before, so that any process may do it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from indexer.article import Article
from indexer.fields import TEXTS, field_text
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.sorting import Run, Tokens, sorted_run
from indexer.stores.whoosh.tables import CHARS, GRAMS, TEXT_BITS, TEXT_MASK, WORDS
from indexer.stores.whoosh.texts import PARAGRAPH_END, KeyTexts, key_texts
from indexer.stores.whoosh.words import WORD_END, NumberedWords, numbered_words

CODE_BITS = 21  # of a character's code point
CODE_POINTS = 1 << CODE_BITS
_END = ord(PARAGRAPH_END)
_SHIFT = np.uint64(TEXT_BITS)
_TEXT = np.uint64(TEXT_MASK)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The runs of some documents by family, numbered from 0, and how many tokens of each their texts have, text after text of
    each document. A key of a run holds the number of a word among `words` (ascending), or code points."""

    words: list[str]
    runs: dict[str, Run]
    lengths: dict[str, Array]


class Gathering:
    """The tokens of some documents, at least one of them. It lasts for one run."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._words: list[str] = []
        self.characters = 0

    def add(self, article: Article, words: Mapping[str, str]) -> None:
        """Gather the next document; the words of a text are parted by white space."""
        for text in TEXTS:
            verbatim = field_text(article, text.name)
            self._texts.append(verbatim)
            self._words.append(words[text.name])
            self.characters += len(verbatim)

    def sorted(self) -> Gathered:
        """Sort what was gathered. Call it once: the texts go as they are read."""
        count = len(self._texts) // len(TEXTS)
        doc_bits = count.bit_length()
        places = np.arange(len(self._texts), dtype=np.uint32)
        owners = places % np.uint32(len(TEXTS)) << np.uint32(doc_bits) | places // np.uint32(len(TEXTS))
        found, word_counts = self._numbered()
        runs = {WORDS: sorted_run(Tokens(found.numbers, np.repeat(owners, word_counts), doc_bits))}
        words = found.words
        del found
        keyed = key_texts(self._texts)
        self._texts = []
        counts = _counts(keyed)
        runs[CHARS], runs[GRAMS] = _characters(keyed, owners, doc_bits)
        narrow = {family: replace(run, docs=run.docs.astype(np.uint16)) for family, run in runs.items()}
        return Gathered(words, narrow, {WORDS: word_counts, **counts})

    def _numbered(self) -> tuple[NumberedWords, Array]:
        """The words of all texts, one text after another, and how many each text has."""
        ends = np.cumsum(np.fromiter(map(len, self._words), dtype=np.int64, count=len(self._words)) + 1)
        text = WORD_END.join(self._words)
        self._words = []
        found = numbered_words(text)
        counts = np.diff(np.searchsorted(found.starts, ends), prepend=0)
        return found, counts.astype(np.uint32)


def _counts(keyed: KeyTexts) -> dict[str, Array]:
    """How many visible characters and how many bigrams every text has."""
    visible = keyed.codes != _END
    begins = visible.copy()  # a bigram; the last code ends a paragraph
    begins[:-1] &= visible[1:]
    starts = keyed.starts[:-1]
    return {family: np.add.reduceat(mask, starts, dtype=np.uint32) for family, mask in ((CHARS, visible), (GRAMS, begins))}


def _characters(keyed: KeyTexts, owners: Array, doc_bits: int) -> tuple[Run, Run]:
    """The runs of characters and of bigrams; owners says whose each text is."""
    codes, sizes = keyed.codes, np.diff(keyed.starts)
    visible = codes != _END
    seen = np.zeros(CODE_POINTS, dtype=bool)
    seen[codes] = True
    seen[_END] = False
    known = np.flatnonzero(seen).astype(np.uint64)  # numbered densely while they are sorted: fewer bits
    dense = np.zeros(CODE_POINTS, dtype=np.uint32)
    dense[known] = np.arange(len(known), dtype=np.uint32)
    numbers = dense[codes]
    owners = np.repeat(owners, sizes)
    chars = sorted_run(Tokens(numbers, owners, doc_bits, chosen=visible))

    pairs = numbers[:-1].astype(np.uint64)
    pairs *= np.uint64(len(known))
    pairs += numbers[1:]
    positions = np.arange(len(codes), dtype=np.uint32)
    positions -= np.repeat(keyed.starts[:-1].astype(np.uint32), sizes)
    grams = sorted_run(Tokens(pairs, owners[:-1], doc_bits, positions[:-1], visible[:-1] & visible[1:]))
    return replace(chars, keys=_coded(chars.keys, known)), replace(grams, keys=_coded_pairs(grams.keys, known))


def _coded(keys: Array, known: Array) -> Array:
    """Keys of characters with code points in place of dense numbers."""
    coded: Array = known[keys >> _SHIFT] << _SHIFT | keys & _TEXT
    return coded


def _coded_pairs(keys: Array, known: Array) -> Array:
    """The same for bigrams."""
    first, second = np.divmod(keys >> _SHIFT, np.uint64(max(len(known), 1)))
    coded: Array = (known[first] << np.uint64(CODE_BITS) | known[second]) << _SHIFT | keys & _TEXT
    return coded


def dense_keys(family: str, keys: Array, known: Array) -> Array:
    """Keys of a run as a segment with the characters `known` (ascending code points) numbers them."""
    if family == WORDS:
        return keys
    terms, texts = keys >> _SHIFT, keys & _TEXT
    if family == CHARS:
        dense: Array = np.searchsorted(known, terms).astype(np.uint64) << _SHIFT | texts
        return dense
    first = np.searchsorted(known, terms >> np.uint64(CODE_BITS)).astype(np.uint64)
    second = np.searchsorted(known, terms & np.uint64(CODE_POINTS - 1)).astype(np.uint64)
    pairs: Array = first * np.uint64(len(known)) + second
    pairs <<= _SHIFT
    pairs |= texts
    return pairs


def last_key(family: str, words: int, known: int) -> int:
    """The greatest key a segment of so many words and characters can have."""
    terms = {WORDS: words, CHARS: known, GRAMS: known * known}[family]
    return (terms << TEXT_BITS) - 1
