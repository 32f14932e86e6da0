"""Segmenters: what cuts a run of Han characters into accurate words, and the dictionary behind them. Knows no name, no index.

This is the only module that names jieba. It never changes jieba's dictionary after loading and never touches jieba's cache
file, which any local user could plant.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files

import jieba


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
    """The segmenter called `name`."""
    if name != "jieba":
        raise ValueError(name)
    return Segmenter(name, f"jieba {jieba.__version__}", dictionary.tokenizer.cut)
