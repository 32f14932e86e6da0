"""IndexReader: an open index is read by many threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import numpy as np
import pytest
from contracts.corpora import articles
from written import analysed, write

from indexer.analysis import Analyser
from indexer.article import Article
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh.reader import IndexReader


@pytest.mark.parametrize("characters_a_segment", [100, 10**9])
def test_one_open_index_is_read_by_many_threads_at_once(characters_a_segment: int, tmp_path: Path, analyser: Analyser) -> None:
    corpus = articles(Random(7), 40)
    write(WhooshStore(characters_a_segment), tmp_path, analysed(corpus, analyser))
    reader = IndexReader(tmp_path)
    terms = sorted({("words", word) for article in corpus for word in analyser.words(article.title)})

    def seen(rng: Random) -> object:
        """Everything, asked for in an order of its own, in the one order it is compared in."""
        stored: dict[int, Article] = {}
        waiting = rng.sample(range(len(corpus)), k=len(corpus))
        while waiting:
            docs = [waiting.pop() for _ in waiting[: rng.randint(1, 9)]]
            stored.update(zip(docs, reader.articles(docs), strict=True))
        found = {
            term: [
                [holders, [[part.text, part.docs.tolist(), part.freqs.tolist()] for part in parts]]
                for segment in reader.segments
                for parts, holders in segment.terms.find(term[0], [term[1]])
            ]
            for term in rng.sample(terms, k=len(terms))
        }
        return sorted(stored.items()), sorted(found.items()), reader.find([article.id for article in corpus])

    expected = seen(Random(0))
    with ThreadPoolExecutor(6) as pool:
        assert all(answer == expected for answer in pool.map(lambda seed: seen(Random(seed)), range(24)))
    ids = [article.id for article in corpus]
    assert reader.ids_of(np.array(reader.find(ids))) == ids
    unknown = ("no-such-id", "", "x" * 99, "\0", corpus[0].id + "\0", "编号")
    assert reader.find([unknown[0], ids[0], *unknown[1:]])[2:] == reader.find(unknown[1:]) == [None] * 5
