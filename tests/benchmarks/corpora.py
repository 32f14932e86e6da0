"""The corpora of the benchmark, cut into words once and kept on disk, so that no engine's time holds any segmentation.

rjieba does the cutting where it is installed and gives, on a sample of the same corpus, the very words that jieba gives.
"""

from __future__ import annotations

import json
import lzma
import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from generator import Bulletins
from stream import FACETS, TEXTS

from indexer.analysis import Analyser, search_key
from indexer.article import Article, published_at
from indexer.fields import FACETS as FACET_ROLES
from indexer.fields import field_text
from indexer.folding import HAN, runs

CHUNK = 500  # articles a file
SAMPLE = 60  # articles on which two segmenters are compared
Cut = Callable[[str], list[str]]


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
    """A corpus on disk with its tokens. `seconds_an_article` is what plain jieba takes on one core; `text_bytes` is UTF-8."""

    corpus: Corpus
    tokens: Path
    seconds_an_article: float
    text_bytes: int


def ready(corpus: Corpus, scratch: Path, processes: int) -> Ready:
    """The corpus with its tokens, made now if `scratch` does not hold it yet."""
    analyser = Analyser()
    home = scratch / f"{corpus.name}-{analyser.fingerprint}"
    facts = home / "facts.json"
    if not facts.exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        sample = list(corpus.articles(0, SAMPLE))
        started = time.perf_counter()
        for article in sample:
            _tokens(article, analyser, analyser.accurate_words)
        seconds = (time.perf_counter() - started) / len(sample)
        quick = _same_words(sample, analyser)
        starts = range(0, corpus.count, CHUNK)
        with ProcessPoolExecutor(processes) as pool:
            sizes = pool.map(_write_chunk, [corpus] * len(starts), [home] * len(starts), starts, [quick] * len(starts))
        facts.write_text(json.dumps({"seconds_an_article": seconds, "text_bytes": sum(sizes)}))
    return Ready(corpus, home, **json.loads(facts.read_text()))


@lru_cache(maxsize=1)
def _analyser() -> Analyser:
    return Analyser()  # one a process


def _write_chunk(corpus: Corpus, home: Path, start: int, quick: bool) -> int:
    """Write one file; returns the bytes of its texts."""
    analyser = _analyser()
    cut = _quick_cut() if quick else analyser.accurate_words
    size = 0
    with (home / f"{start:08}.jsonl").open("w", encoding="utf-8") as stream:
        for article in corpus.articles(start, start + CHUNK):
            line = _tokens(article, analyser, cut or analyser.accurate_words)
            size += sum(len(field_text(article, text).encode()) for text in TEXTS)
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    return size


def _tokens(article: Article, analyser: Analyser, cut: Cut) -> dict[str, object]:
    paragraphs = {text: field_text(article, text).split("\n") for text in TEXTS}
    moment = published_at(article.published)
    return {
        "id": article.id,
        "json": json.dumps(article.to_json(), ensure_ascii=False),
        "words": {
            text: " ".join(word for part in parts for word in analyser.index_words(part, cut(part)))
            for text, parts in paragraphs.items()
        },
        "keys": {text: "\n".join(map(search_key, parts)) for text, parts in paragraphs.items()},
        "facets": {name: list(FACET_ROLES[name].values(article)) for name in FACETS},
        "moment": None if moment is None else int((moment - datetime(1970, 1, 1)).total_seconds()),
    }


def _same_words(sample: Sequence[Article], analyser: Analyser) -> bool:
    """Whether the quick segmenter is there and agrees with jieba on every paragraph of a sample."""
    cut = _quick_cut()
    paragraphs = [part for article in sample for text in TEXTS for part in field_text(article, text).split("\n")]
    return cut is not None and all(cut(part) == analyser.accurate_words(part) for part in paragraphs)


def _quick_cut() -> Cut | None:
    """Accurate words by rjieba, None where it is not installed."""
    try:
        import rjieba
    except ImportError:
        return None
    is_han = re.compile(f"[{HAN}]").match

    def cut(paragraph: str) -> list[str]:
        found: list[str] = []
        for run in runs(paragraph):
            found.extend(_pieces(rjieba.cut, run) if is_han(run) else [run])
        return found

    return cut


def _pieces(cut: Callable[[str], Iterable[str]], run: str) -> Iterator[str]:
    for start in range(0, len(run), 2_000):
        yield from cut(run[start : start + 2_000])
