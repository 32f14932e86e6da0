"""The bulk writer: articles in, segments of a Whoosh index out.

Tokens of a whole segment are gathered as integers and sorted once a field at commit; no token is a Python object after its
word has got a number. Memory is bounded by committing a segment every CHARACTERS_A_SEGMENT characters of text.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from indexer.analysed import AnalysedArticle
from indexer.analysis import search_key
from indexer.article import Article, published_at
from indexer.fields import FACETS, TEXTS, field_text
from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array
from indexer.stores.whoosh.codec import NumpyCodec
from indexer.stores.whoosh.columns import NO_NUMBER
from indexer.stores.whoosh.postings import BITS_OF_A_CHARACTER, build_postings, vocabulary_arrays

CHARACTERS_A_SEGMENT = 20_000_000  # about 1.2 GB while the segment is sorted
GAP = 1  # positions left free between paragraphs, so that no phrase runs from one into the next
PARAGRAPH_END = "\n"
EPOCH = datetime(1970, 1, 1)  # naive, as times of publication are


def write_segments(index: FileIndex, articles: Iterable[AnalysedArticle], characters_a_segment: int) -> None:
    """Write all articles as new segments of an empty index."""
    stream = iter(articles)
    for first in stream:
        with BulkWriter(index) as writer:  # commits at the end, and gives its files up if anything breaks
            for article in chain([first], stream):
                writer.add_article(article)
                if writer.characters >= characters_a_segment:
                    break


class BulkWriter(SegmentWriter):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's segment writer with its posting pool replaced by arrays."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=NumpyCodec(), compound=False)
        self.merge = False
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__  # a new word gets the next number
        self._words = {text.name: WordTokens() for text in TEXTS}
        self._ids = WordTokens()
        self._characters = {text.name: CharacterTokens() for text in TEXTS}
        self.characters = 0

    def add_article(self, item: AnalysedArticle) -> None:
        """Add one article to the segment."""
        article = item.article
        per_document = self.perdocwriter
        per_document.start_doc(self.docnum)
        per_document.add_field(schema.ARTICLE, self.schema[schema.ARTICLE], json.dumps(article.to_json(), ensure_ascii=False), 0)
        self._add_columns(article)
        self._ids.add([self._numbers[article.id]])
        for text in TEXTS:
            self._add_text(text.name, field_text(article, text.name), item.words[text.name])
        per_document.finish_doc()
        self.docnum += 1
        self._added = True

    def _add_columns(self, article: Article) -> None:
        moment = published_at(article.published)
        self._add_column(schema.PUBLISHED, NO_NUMBER if moment is None else moment_number(moment))
        for name, facet in FACETS.items():
            self._add_column(schema.facet_column(name), facet.values(article))

    def _add_column(self, name: str, value: Any) -> None:
        self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)

    def _add_text(self, name: str, text: str, index_words: Sequence[str]) -> None:
        words = [self._numbers[word] for word in index_words]
        keys = [search_key(paragraph) for paragraph in text.split(PARAGRAPH_END)]
        self._words[name].add(words)
        size = self._characters[name].add(keys)
        self.characters += len(text)
        for field, length in (
            (schema.words_field(name), len(words)),
            (schema.grams_field(name), size),
            (schema.chars_field(name), size),
        ):
            self.perdocwriter.add_field(field, self.schema[field], None, length)

    def _flush_segment(self) -> None:
        """Write the segment. Whoosh calls this at commit in place of emptying its pool."""
        self.perdocwriter.close()
        ranked = sorted(self._numbers, key=str.encode)
        rank = np.empty(len(ranked), dtype=np.int64)
        rank[[self._numbers[word] for word in ranked]] = np.arange(len(ranked))
        writer = self.fieldwriter
        writer.add(vocabulary_arrays(word.encode() for word in ranked))
        writer.add(self._ids.postings(schema.ID, rank))
        for text in TEXTS:
            writer.add(self._words.pop(text.name).postings(schema.words_field(text.name), rank))
            characters = self._characters.pop(text.name)
            writer.add(characters.gram_postings(schema.grams_field(text.name)))
            writer.add(characters.char_postings(schema.chars_field(text.name)))
        writer.close()


class WordTokens:
    """The words of one field over a segment, as numbers."""

    def __init__(self) -> None:
        self._tokens = array("I")
        self._lengths = array("I")

    def add(self, numbers: list[int]) -> None:
        """The words of the next document."""
        self._tokens.extend(numbers)
        self._lengths.append(len(numbers))

    def postings(self, field: str, rank: Array) -> dict[str, Array]:
        """The postings under their names; `rank` turns a word's number into its place in the vocabulary."""
        lengths = np.frombuffer(self._lengths, dtype=np.uint32)
        docs = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
        return build_postings(rank[np.frombuffer(self._tokens, dtype=np.uint32)], docs, lengths).arrays(field)


class CharacterTokens:
    """The search keys of one field over a segment, one after another, each paragraph followed by GAP."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._sizes = array("I")
        self._lengths = array("I")

    def add(self, keys: list[str]) -> int:
        """The paragraphs of the next document. Returns its number of characters."""
        text = "".join(key + PARAGRAPH_END * GAP for key in keys)
        length = sum(map(len, keys))
        self._keys.append(text)
        self._sizes.append(len(text))
        self._lengths.append(length)
        return length

    def gram_postings(self, field: str) -> dict[str, Array]:
        """The bigrams with their positions: the offset of the first character in the document's keys and gaps."""
        characters, docs, positions = self._flat()
        whole = (characters[1:] != ord(PARAGRAPH_END)) & (characters[:-1] != ord(PARAGRAPH_END))
        first = characters[:-1][whole].astype(np.int64)
        keys = first << BITS_OF_A_CHARACTER | characters[1:][whole]
        return build_postings(keys, docs[:-1][whole], self._length_array(), positions[:-1][whole]).arrays(field)

    def char_postings(self, field: str) -> dict[str, Array]:
        """The single characters, without positions."""
        characters, docs, _ = self._flat()
        visible = characters != ord(PARAGRAPH_END)
        return build_postings(characters[visible].astype(np.int64), docs[visible], self._length_array()).arrays(field)

    def _flat(self) -> tuple[Array, Array, Array]:
        characters = np.frombuffer("".join(self._keys).encode("utf-32-le"), dtype=np.uint32)
        sizes = np.frombuffer(self._sizes, dtype=np.uint32).astype(np.int64)
        docs = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
        starts = np.cumsum(sizes) - sizes
        positions = (np.arange(len(characters), dtype=np.int64) - np.repeat(starts, sizes)).astype(np.uint32)
        return characters, docs, positions

    def _length_array(self) -> Array:
        return np.frombuffer(self._lengths, dtype=np.uint32)


def moment_number(moment: datetime) -> int:
    """Microseconds since 1970 of a naive local time, below 0 before: the number articles sort by."""
    return (moment - EPOCH) // timedelta(microseconds=1)
