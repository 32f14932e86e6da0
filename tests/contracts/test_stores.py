"""Every store keeps what it is given: all articles, whole, whatever they hold."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from contracts.corpora import articles
from contracts.sides import SIDES, Side
from written import analysed, write

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
    side.write(tmp_path, corpus, analyser)
    assert side.store.count(tmp_path) == len(corpus)


@pytest.mark.parametrize("corpus", [HOSTILE, articles(Random(3), 30)], ids=["hostile", "thirty"])
def test_a_store_gives_every_article_back_as_it_was(
    side: Side, tmp_path: Path, analyser: Analyser, corpus: list[Article]
) -> None:
    side.write(tmp_path, corpus, analyser)
    engine = side.opened(tmp_path, corpus, analyser)
    assert engine.articles([article.id for article in corpus]) == {article.id: article for article in corpus}


def test_the_articles_of_the_contracts_fill_every_field() -> None:
    empty = Article(id="", title="", body="")
    corpus = articles(Random(3), 30)
    assert not [name for name in Article._fields if not any(getattr(article, name) != getattr(empty, name) for article in corpus)]


def test_a_store_leaves_files_in_its_folder_and_nothing_elsewhere(
    side: Side, tmp_path: Path, analyser: Analyser, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    side.write(home, HOSTILE, analyser)
    assert sorted(tmp_path.iterdir()) == [home, temporary]
    assert not list(temporary.iterdir())
    assert all(path.is_file() for path in home.iterdir())


def test_a_store_lets_alone_what_the_build_keeps_in_its_folder(side: Side, tmp_path: Path, analyser: Analyser) -> None:
    names = tmp_path / "names.txt"
    names.write_text("方志处\n", encoding="utf-8")
    side.write(tmp_path, HOSTILE, analyser)
    assert names.read_text(encoding="utf-8") == "方志处\n"
    assert side.store.count(tmp_path) == len(HOSTILE)


def test_what_breaks_while_articles_are_read_comes_through(side: Side, tmp_path: Path, analyser: Analyser) -> None:
    def broken() -> object:
        yield HOSTILE[0]
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="the disk went away"):
        write(side.store, tmp_path, analysed(broken(), analyser))
