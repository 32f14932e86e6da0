"""The corpora of the benchmark, cut into words once and kept on disk, so that no engine's time holds any segmentation.

rjieba does the cutting where it is installed and gives, on a sample of the same corpus, the very words that jieba gives.
"""

from __future__ import annotations

import json
import lzma
import os
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from generator import Bulletins
from jieba_itself import jieba_itself, seconds_of
from stream import FACETS, TEXTS

from indexer.analysis import Analyser, search_key
from indexer.analysis.segmenters import load_dictionary
from indexer.article import Article, published_at
from indexer.fields import FACETS as FACET_ROLES
from indexer.fields import field_text

CHUNK = 500  # articles a file
SAMPLE = 60  # articles on which two segmenters are compared


@dataclass(frozen=True, slots=True)
class Corpus:
    """A generated corpus, or (`characters` 0) the laws of BULLETIN_CORPORA."""

    name: str
    count: int
    characters: int

    def articles(self, start: int, stop: int) -> Iterator[Article]:
        """The articles at places [start, stop)."""
        return Bulletins(self.count, self.characters).articles(start, stop) if self.characters else iter(laws()[start:stop])


def generated(count: int, characters: int = 2_400) -> Corpus:
    """Bulletin-like articles."""
    return Corpus(f"bulletins-{count}x{characters}", count, characters)


def laws_corpus() -> Corpus:
    """The laws: long texts by people, not by a generator."""
    return Corpus("laws", len(laws()), 0)


@lru_cache(maxsize=1)
def laws() -> list[Article]:
    """The laws as articles, one paragraph a line; their place in the collection gives source and series."""
    with lzma.open(Path(os.environ["BULLETIN_CORPORA"]) / "laws.jsonl.xz", "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    return [
        Article(
            id=f"law-{number:06}",
            title=row["title"],
            body="\n".join(filter(str.strip, row["text"].splitlines())),
            year=int(row["date"][:4]) if row.get("date") else None,
            published=date.fromisoformat(row["date"]) if row.get("date") else None,
            series=row["source"].split("/")[0] or None,
            source=row["source"].split("/")[1] or None,
        )
        for number, row in enumerate(rows)
    ]


@dataclass(frozen=True, slots=True)
class Ready:
    """A corpus on disk with its tokens. `text_bytes`: UTF-8."""

    corpus: Corpus
    tokens: Path
    text_bytes: int


def ready(corpus: Corpus, scratch: Path, processes: int) -> Ready:
    """The corpus with its tokens, made now if `scratch` does not hold it yet."""
    home = scratch / f"{corpus.name}-{_analyser('jieba').fingerprint}"
    facts = home / "facts.json"
    if not facts.exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        segmenter = _segmenter(list(corpus.articles(0, SAMPLE)))
        starts = range(0, corpus.count, CHUNK)
        with ProcessPoolExecutor(processes) as pool:
            sizes = pool.map(_write_chunk, [corpus] * len(starts), [home] * len(starts), starts, [segmenter] * len(starts))
        facts.write_text(json.dumps({"text_bytes": sum(sizes)}))
    return Ready(corpus, home, json.loads(facts.read_text())["text_bytes"])


def jieba_seconds(corpus: Corpus) -> float:
    """Processor time of jieba itself an article."""
    sample = list(corpus.articles(0, SAMPLE))
    texts = [field_text(article, text) for article in sample for text in TEXTS]
    return seconds_of(jieba_itself(load_dictionary()), texts) / len(sample)


@lru_cache(maxsize=2)
def _analyser(segmenter: str) -> Analyser:
    return Analyser(segmenter)  # one a process


def _write_chunk(corpus: Corpus, home: Path, start: int, segmenter: str) -> int:
    """Write one file; returns the bytes of its texts."""
    analyser = _analyser(segmenter)
    size = 0
    with (home / f"{start:08}.jsonl").open("w", encoding="utf-8") as stream:
        for article in corpus.articles(start, start + CHUNK):
            size += sum(len(field_text(article, text).encode()) for text in TEXTS)
            stream.write(json.dumps(_tokens(article, analyser), ensure_ascii=False) + "\n")
    return size


def _tokens(article: Article, analyser: Analyser) -> dict[str, object]:
    paragraphs = {text: field_text(article, text).split("\n") for text in TEXTS}
    moment = published_at(article.published)
    return {
        "id": article.id,
        "json": json.dumps(article.to_json(), ensure_ascii=False),
        "words": {text: " ".join(word for part in parts for word in analyser.words(part)) for text, parts in paragraphs.items()},
        "keys": {text: "\n".join(map(search_key, parts)) for text, parts in paragraphs.items()},
        "facets": {name: list(FACET_ROLES[name].values(article)) for name in FACETS},
        "moment": None if moment is None else int((moment - datetime(1970, 1, 1)).total_seconds()),
    }


def _segmenter(sample: Sequence[Article]) -> str:
    """rjieba where it is installed and cuts every paragraph of a sample as jieba does."""
    if find_spec("rjieba") is None:
        return "jieba"
    slow, quick = _analyser("jieba").accurate_words, _analyser("rjieba").accurate_words
    paragraphs = [part for article in sample for text in TEXTS for part in field_text(article, text).split("\n")]
    return "rjieba" if all(slow(part) == quick(part) for part in paragraphs) else "jieba"
