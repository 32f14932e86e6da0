"""Every store keeps what it is given: all articles, whole, whatever they hold."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from contracts.corpora import articles
from contracts.sides import SIDES, Side

from indexer.analysed import analysed
from indexer.analysis import Analyser
from indexer.article import Article

HOSTILE = [
    Article(id="hostile-1", title="<script>alert(1)</script>", body="\x00\x01 & \"' 𠮷\u202e"),
    Article(id="hostile-2", title="空", body=""),
    Article(id="hostile-3", title="一", body="\n".join(["一"] * 3000)),
    Article(id="hostile-4", title="长", body="年鉴" * 100_000),
]


@pytest.fixture(params=SIDES)
def side(request: pytest.FixtureRequest) -> Side:
    return SIDES[request.param]


@pytest.mark.parametrize("corpus", [[], HOSTILE, articles(Random(3), 30)], ids=["none", "hostile", "thirty"])
def test_a_store_counts_what_it_wrote(side: Side, tmp_path: Path, analyser: Analyser, corpus: list[Article]) -> None:
    side.store.write(tmp_path, analysed(corpus, analyser))
    assert side.store.count(tmp_path) == len(corpus)


def test_a_store_gives_every_article_back_as_it_was(side: Side, tmp_path: Path, analyser: Analyser) -> None:
    side.write(tmp_path, HOSTILE, analyser)
    engine = side.opened(tmp_path, HOSTILE, analyser)
    assert list(engine.articles([article.id for article in HOSTILE]).values()) == HOSTILE


def test_a_store_writes_into_its_folder_and_nowhere_else(
    side: Side, tmp_path: Path, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    (tmp_path / "home").mkdir()
    side.store.write(tmp_path / "home", analysed(HOSTILE, analyser))
    assert not list(temporary.iterdir())
    assert all(path.is_file() for path in (tmp_path / "home").iterdir())


def test_what_breaks_while_articles_are_read_comes_through(side: Side, tmp_path: Path, analyser: Analyser) -> None:
    def broken() -> object:
        yield HOSTILE[0]
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="the disk went away"):
        side.store.write(tmp_path, analysed(broken(), analyser))
