"""Segmenters: what cuts a run of Han characters into accurate words, and the dictionary behind them. Knows no name, no index.

    jieba     the reference, in Python
    rjieba    the same words from Rust, several times faster: the optional extra `fast`

This is the only module that names either. jieba's dictionary never changes after loading, and its cache file, which any local
user could plant, is never touched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import jieba
import jieba.finalseg

from indexer.errors import BadSetting

_UNKNOWN_TO_JIEBA = re.compile("[^\u4e00-\u9fd5]")  # jieba parts a run at such a character, rjieba does not
_UNUSED_WORD = "\x00"  # no run of Han characters holds it
_LONGEST_KEPT = 20  # characters of a guessed passage that is kept; longer ones are rare


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """jieba's dictionary, loaded once: the words it knows (those of frequency 0 are mere beginnings), and its sha256."""

    tokenizer: jieba.Tokenizer
    sha256: str

    def knows(self, word: str) -> bool:
        """Whether `word` is a word of the dictionary, and not one that the HMM guessed."""
        return bool(self.tokenizer.FREQ.get(word))

    def frequency(self, text: str) -> int | None:
        """How frequent a word is: 0 if `text` only begins a word, None if no word begins with it."""
        found: int | None = self.tokenizer.FREQ.get(text)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Segmenter:
    """`cut` gives the accurate words of a run of Han characters, HMM on: together they are the run. `version` names all of it."""

    name: str
    version: str
    cut: Callable[[str], Iterable[str]]


def load_dictionary() -> Dictionary:
    """jieba's dictionary; takes about a second."""
    path = files("jieba").joinpath("dict.txt")
    tokenizer = jieba.Tokenizer()
    with path.open("rb") as stream:  # what initialize() would do, without its cache file in the shared temp folder
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(stream)
    tokenizer.initialized = True
    return Dictionary(tokenizer, hashlib.sha256(path.read_bytes()).hexdigest())


def segmenter_of(name: str, dictionary: Dictionary) -> Segmenter:
    """The segmenter called `name`. Raises BadSetting where there is none, or where its package is not installed."""
    if name == "jieba":
        return Segmenter(name, f"jieba {jieba.__version__}", dictionary.tokenizer.cut)
    if name != "rjieba":
        raise BadSetting(f"没有名为“{name}”的分词器，应是 jieba 或 rjieba")
    try:
        import rjieba  # noqa: PLC0415 - an optional extra that takes 33 MB when imported
    except ImportError:
        raise BadSetting("没有安装分词器 rjieba，请运行 pip install bulletin-search[fast]") from None
    cut = _RustCut(dictionary, rjieba.Jieba())
    return Segmenter(name, f"rjieba {version('rjieba')}, jieba {jieba.__version__}", cut)


class _RustCut:
    """jieba's words by way of rjieba: Rust finds the words of the dictionary, jieba's own HMM guesses at what is left between.

    rjieba's HMM is left out because its probabilities are rounded: where two ways to cut are about equal it takes the other.
    """

    def __init__(self, dictionary: Dictionary, rust: Any) -> None:
        self._tokenizer = dictionary.tokenizer
        self._rust = rust
        counted_twice = self._tokenizer.total - sum(self._tokenizer.FREQ.values())
        if counted_twice:  # jieba adds up a word that its dictionary lists twice; the sum decides between equally likely words
            self._rust.add_word(_UNUSED_WORD, counted_twice, "x")
        self._kept = lru_cache(maxsize=100_000)(self._guessed)

    def __call__(self, run: str) -> Iterable[str]:
        return self._tokenizer.cut(run) if _UNKNOWN_TO_JIEBA.search(run) else self._words(run)

    def _words(self, run: str) -> Iterator[str]:
        singles = ""
        for word in self._rust.cut(run, False):  # noqa: FBT003 - its HMM; the parameter has no better name in every version
            if len(word) == 1:
                singles += word
                continue
            if singles:
                yield from self._between(singles)
                singles = ""
            yield word
        yield from self._between(singles)

    def _between(self, singles: str) -> Iterable[str]:
        """The words of a passage in which the dictionary knows single characters only."""
        if len(singles) < 2:
            return singles
        return self._kept(singles) if len(singles) <= _LONGEST_KEPT else self._guessed(singles)

    def _guessed(self, singles: str) -> tuple[str, ...]:
        return tuple(singles if self._tokenizer.FREQ.get(singles) else jieba.finalseg.cut(singles))
