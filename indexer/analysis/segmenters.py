"""Segmenters: what cuts a run of Han characters into accurate words, and the dictionary behind them. Knows no name, no index.

    jieba     its dictionary and its tables, searched here (`lattice`, `hidden_markov`): its words, more than twice as fast
    rjieba    the same dictionary searched in Rust, faster still: the optional extra `fast`

This is the only module that imports either. jieba's dictionary never changes after loading, and its cache file, which any local
user could plant, is never touched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import jieba
from jieba.finalseg import emit_P, start_P, trans_P

from indexer.errors import BadSetting

from .hidden_markov import HiddenMarkov
from .lattice import Lattice

_UNKNOWN_TO_JIEBA = re.compile("[^\u4e00-\u9fd5]")  # jieba parts a run at such a character
_PARTED = re.compile("[\u4e00-\u9fd5]+|.", re.DOTALL)
_UNUSED_WORD = "\x00"  # no run of Han characters holds it


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """jieba's dictionary, loaded once: how frequent the words are that it knows, 0 for mere beginnings of words; what jieba takes
    for the sum of all (a word that is listed twice counts twice); and its sha256."""

    frequencies: dict[str, int]
    total: int
    sha256: str

    def knows(self, word: str) -> bool:
        """Whether `word` is a word of the dictionary, and not one that was guessed."""
        return bool(self.frequencies.get(word))


LikeliestWords = Callable[[str], list[str]]  # of a run: all that the dictionary knows; a character that is no word stands alone


@dataclass(frozen=True, slots=True, eq=False)
class Segmenter:
    """`cut` gives the accurate words of a run of Han characters, HMM on: together they are the run. `version` names all of it."""

    name: str
    version: str
    cut: Callable[[str], list[str]]


def load_dictionary() -> Dictionary:
    """jieba's dictionary; takes about a second."""
    path = files("jieba").joinpath("dict.txt")
    with path.open("rb") as stream:  # what initialize() would do, without its cache file in the shared temp folder
        frequencies, total = jieba.Tokenizer().gen_pfdict(stream)
    return Dictionary(frequencies, total, hashlib.sha256(path.read_bytes()).hexdigest())


def segmenter_of(name: str, dictionary: Dictionary) -> Segmenter:
    """The segmenter called `name`. Raises BadSetting where there is none, or where its package is not installed."""
    if name == "jieba":
        lattice = Lattice(dictionary.frequencies, dictionary.total)
        return Segmenter(name, f"jieba {jieba.__version__}", _Cut(dictionary, lattice.cut))
    if name != "rjieba":
        raise BadSetting(f"没有名为“{name}”的分词器，应是 jieba 或 rjieba")
    try:
        import rjieba  # noqa: PLC0415 - an optional extra that takes 33 MB when imported
    except ImportError:
        command = ".venv/bin/python -m pip install '.[fast]'"
        raise BadSetting(f"没有安装分词器 rjieba，请在程序的目录里运行 {command}") from None
    cut = _Cut(dictionary, _in_rust(rjieba.Jieba(), dictionary))
    return Segmenter(name, f"rjieba {version('rjieba')}, jieba {jieba.__version__}", cut)


def _in_rust(rust: Any, dictionary: Dictionary) -> LikeliestWords:
    """rjieba's search in the dictionary. Its HMM is left out because its probabilities are rounded: where two ways to cut are
    about equal it takes the other."""
    counted_twice = dictionary.total - sum(dictionary.frequencies.values())
    if counted_twice:  # the sum decides between equally likely words
        rust.add_word(_UNUSED_WORD, counted_twice, "x")

    def cut(run: str) -> list[str]:
        found: list[str] = rust.cut(run, False)  # noqa: FBT003 - its HMM; the parameter has no better name in every version
        return found

    return cut


class _Cut:
    """jieba's words: first the likeliest words of the dictionary; then what is left between, single characters in a row, is
    guessed at."""

    def __init__(self, dictionary: Dictionary, likeliest: LikeliestWords) -> None:
        self._knows = dictionary.knows
        self._likeliest = likeliest
        self._guess = HiddenMarkov(start_P, trans_P, emit_P).cut

    def __call__(self, run: str) -> list[str]:
        if _UNKNOWN_TO_JIEBA.search(run):
            return [word for part in _PARTED.findall(run) for word in self._words(part)]
        return self._words(run)

    def _words(self, run: str) -> list[str]:
        found: list[str] = []
        at = singles = 0  # `singles` is where the characters by themselves before `at` begin
        for word in self._likeliest(run):
            after = at + len(word)
            if after > at + 1:
                if singles < at:
                    found.extend(self._between(run[singles:at]))
                found.append(word)
                singles = after
            at = after
        if singles < at:
            found.extend(self._between(run[singles:at]))
        return found

    def _between(self, singles: str) -> Iterable[str]:
        """The words of a passage in which the dictionary chose single characters only."""
        return singles if len(singles) < 2 or self._knows(singles) else self._guess(singles)
