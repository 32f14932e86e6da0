"""Every store keeps what it is given: all articles, whole, whatever they hold."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import numpy as np
import pytest
from contracts.corpora import articles

from indexer.analysed import analysed
from indexer.analysis import Analyser
from indexer.article import Article
from indexer.generation import Manifest
from indexer.store import Store
from indexer.stores.whoosh import WhooshStore
from search_app.engines.whoosh import WhooshEngine
from search_app.engines.whoosh.reader import IndexReader

HOSTILE = [
    Article(id="hostile-1", title="<script>alert(1)</script>", body="\x00\x01 & \"' 𠮷\u202e"),
    Article(id="hostile-2", title="空", body=""),
    Article(id="hostile-3", title="一", body="\n".join(["一"] * 3000)),
    Article(id="hostile-4", title="长", body="年鉴" * 100_000),
]


@pytest.fixture(
    params=[WhooshStore(), WhooshStore(characters_a_segment=100), WhooshStore(characters_a_run=50)],
    ids=["whoosh", "whoosh, many segments", "whoosh, many runs"],
)
def store(request: pytest.FixtureRequest) -> Store:
    return request.param


@pytest.mark.parametrize("corpus", [[], HOSTILE, articles(Random(3), 30)], ids=["none", "hostile", "thirty"])
def test_a_store_counts_what_it_wrote(store: Store, tmp_path: Path, analyser: Analyser, corpus: list[Article]) -> None:
    store.write(tmp_path, analysed(corpus, analyser))
    assert store.count(tmp_path) == len(corpus)


def test_a_store_gives_every_article_back_as_it_was(store: Store, tmp_path: Path, analyser: Analyser) -> None:
    store.write(tmp_path, analysed(HOSTILE, analyser))
    manifest = Manifest("test", "2024-01-01T00:00:00+00:00", len(HOSTILE), 0, "whoosh", analyser.fingerprint, "", {})
    engine = WhooshEngine(tmp_path, manifest, analyser)
    assert list(engine.articles([article.id for article in HOSTILE]).values()) == HOSTILE


def test_a_store_writes_into_its_folder_and_nowhere_else(
    store: Store, tmp_path: Path, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    (tmp_path / "home").mkdir()
    store.write(tmp_path / "home", analysed(HOSTILE, analyser))
    assert not list(temporary.iterdir())
    assert all(path.is_file() for path in (tmp_path / "home").iterdir())


def test_what_breaks_while_articles_are_read_comes_through(store: Store, tmp_path: Path, analyser: Analyser) -> None:
    def broken() -> object:
        yield HOSTILE[0]
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="the disk went away"):
        store.write(tmp_path, analysed(broken(), analyser))


def test_one_open_index_is_read_by_many_threads_at_once(store: Store, tmp_path: Path, analyser: Analyser) -> None:
    corpus = articles(Random(7), 40)
    store.write(tmp_path, analysed(corpus, analyser))
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
