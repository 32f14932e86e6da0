"""The bulk writer: articles in, segments of a Whoosh index out.

Tokens are gathered as integers and sorted once a family; no token is a Python object after its word has got a number.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from indexer.analysed import AnalysedArticle
from indexer.article import published_at
from indexer.fields import FACETS, TEXTS, field_text
from indexer.stores.whoosh import schema
from indexer.stores.whoosh.arrays import Array, narrow
from indexer.stores.whoosh.codec import NumpyCodec
from indexer.stores.whoosh.columns import NO_NUMBER
from indexer.stores.whoosh.ids import id_arrays
from indexer.stores.whoosh.sorting import Run, sorted_run
from indexer.stores.whoosh.tables import CHARS, GRAMS, TEXT_BITS, WIDE, WORDS
from indexer.stores.whoosh.texts import PARAGRAPH_END, key_texts
from indexer.stores.whoosh.vocabulary import vocabulary_arrays

DOCUMENTS_A_SEGMENT = 1 << 16  # so that a document's number always fits 16 bits
CHARACTERS_A_SEGMENT = 20_000_000
EPOCH = datetime(1970, 1, 1)  # naive, as times of publication are


def write_segments(index: FileIndex, articles: Iterable[AnalysedArticle], characters_a_segment: int) -> None:
    """Write all articles as new segments of an empty index."""
    stream = iter(articles)
    for first in stream:
        with BulkWriter(index) as writer:  # commits at the end, and gives its files up if anything breaks
            for article in chain([first], stream):
                writer.add_article(article)
                if writer.characters >= characters_a_segment or writer.docnum == DOCUMENTS_A_SEGMENT:
                    break


class BulkWriter(SegmentWriter):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's segment writer with its posting pool replaced by arrays."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=NumpyCodec(), compound=False)
        self.merge = False
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__  # a new word gets the next number
        self._ids: list[str] = []
        self._texts: list[str] = []
        self._words = array("I")
        self._word_counts = array("I")
        self.characters = 0

    def add_article(self, item: AnalysedArticle) -> None:
        """Add one article to the segment."""
        article = item.article
        documents = self.perdocwriter
        documents.add_article(article)
        moment = published_at(article.published)
        self._add_column(schema.PUBLISHED, NO_NUMBER if moment is None else moment_number(moment))
        for name, facet in FACETS.items():
            self._add_column(schema.facet_column(name), facet.values(article))
        self._ids.append(article.id)
        for text in TEXTS:
            words = item.words[text.name]
            self._words.extend(map(self._numbers.__getitem__, words))
            self._word_counts.append(len(words))
            verbatim = field_text(article, text.name)
            self._texts.append(verbatim)
            self.characters += len(verbatim)
        self.docnum += 1
        self._added = True

    def _add_column(self, name: str, value: Any) -> None:
        self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)

    def _flush_segment(self) -> None:
        """Write the segment. Whoosh calls this at commit in place of emptying its pool."""
        self.perdocwriter.close()
        writer = self.fieldwriter
        writer.add(id_arrays(self._ids))
        writer.add({"articles/ends": narrow(self.perdocwriter.ends())})
        writer.add(vocabulary_arrays(list(self._numbers)))
        self._add_words()
        self._add_characters()
        writer.close()

    def _owners(self) -> tuple[Array, Array]:
        """The document and the text of every text gathered."""
        places = np.arange(len(self._texts), dtype=np.uint32)
        return places // len(TEXTS), places % len(TEXTS)

    def _add_words(self) -> None:
        docs, texts = self._owners()
        counts = np.frombuffer(self._word_counts, dtype=np.uint32)
        keys = np.frombuffer(self._words, dtype=np.uint32).astype(np.uint64) << TEXT_BITS | np.repeat(texts, counts)
        self._add_run(WORDS, sorted_run(keys, np.repeat(docs, counts)))
        self._add_lengths(WORDS, counts)

    def _add_characters(self) -> None:
        keyed = key_texts(self._texts)
        codes, docs, texts = keyed.codes, *self._owners()
        known = np.unique(codes)
        known = known[known != ord(PARAGRAPH_END)]
        self.fieldwriter.add({"characters": known.astype(np.uint32)})
        ids = np.searchsorted(known, codes).astype(np.uint64)
        sizes = np.diff(keyed.starts)
        docs, texts = np.repeat(docs, sizes), np.repeat(texts, sizes)
        visible = codes != ord(PARAGRAPH_END)
        self._add_run(CHARS, sorted_run(ids[visible] << TEXT_BITS | texts[visible], docs[visible]))
        pairs = np.flatnonzero(visible[:-1] & visible[1:])
        positions = (np.arange(len(codes)) - np.repeat(keyed.starts[:-1], sizes)).astype(np.uint32)
        keys = (ids[pairs] * np.uint64(len(known)) + ids[pairs + 1]) << TEXT_BITS | texts[pairs]
        self._add_run(GRAMS, sorted_run(keys, docs[pairs], positions[pairs]))
        self._add_lengths(GRAMS, np.diff(np.append(0, np.cumsum(visible))[keyed.starts]))

    def _add_lengths(self, family: str, lengths: Array) -> None:
        self.fieldwriter.add({f"lengths/{family}/{n}": narrow(lengths[n :: len(TEXTS)]) for n in range(len(TEXTS))})

    def _add_run(self, family: str, run: Run) -> None:
        self.fieldwriter.add(table_arrays(family, run))


def table_arrays(family: str, run: Run) -> dict[str, Array]:
    """The tables of a family from the one run of its segment."""
    post = np.repeat(np.arange(len(run.keys)), run.doc_counts)
    token = np.repeat(np.arange(len(run.keys)), run.token_counts)
    wide = np.zeros(len(run.keys), dtype=bool)
    wide[post[run.freqs > np.iinfo(np.uint8).max]] = True
    if run.positions is not None:
        wide[token[run.positions > np.iinfo(np.uint16).max]] = True
    found = {}
    for name, terms, counts, places in ((family, ~wide, np.uint8, np.uint16), (family + WIDE, wide, np.uint32, np.uint32)):
        found[f"{name}/keys"] = narrow(run.keys[terms])
        found[f"{name}/starts"] = narrow(np.append(0, np.cumsum(run.doc_counts[terms])))
        found[f"{name}/docs"] = run.docs[terms[post]].astype(np.uint16)
        found[f"{name}/freqs"] = run.freqs[terms[post]].astype(counts)
        if run.positions is not None:
            found[f"{name}/position_starts"] = narrow(np.append(0, np.cumsum(run.token_counts[terms])))
            found[f"{name}/positions"] = run.positions[terms[token]].astype(places)
    return found


def moment_number(moment: datetime) -> int:
    """Microseconds since 1970 of a naive local time, below 0 before: the number articles sort by."""
    return (moment - EPOCH) // timedelta(microseconds=1)
