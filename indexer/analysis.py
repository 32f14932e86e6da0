"""The one analysis of text, for index, query and highlight: folding, search keys, words and character grams.

`fold` and `search_key` are per-character and so keep offsets true; `grams` serve exact containment; `Analyser.words` serve
ranking and wider recall. This is the only module that names jieba. It never changes jieba's dictionary after loading and
never touches jieba's cache file, which any local user could plant.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import jieba
import numpy as np
from numpy.typing import NDArray

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
LONGEST_RUN = 2_000  # jieba's time is quadratic in a run that holds no known word
ANALYSIS_VERSION = 1  # raise it when words() or fold() change their answers: every older generation must be rebuilt

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WHITESPACE = re.compile(rf"[\s{ZERO_WIDTH}]+")
_WHITESPACE_IN_LINE = re.compile(  # spelt out, for a single positive class is three times as fast as [^\S\n] beside another
    rf"[\t\v\f\r\x1c-\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000{ZERO_WIDTH}]+"
)
_INNER_SPACE = re.compile(rf"(?<=[^\W_{HAN}])\s+(?=[^\W_{HAN}])")  # the space of "open source" parts words
_RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_HAN_CHARACTER = re.compile(rf"[{HAN}]")

_FOLDED_SIGNS = {
    "零": "〇○",
    '"': "“”„「」『』＂",
    "'": "‘’",
    "-": "–—―－−‐",
}


def _fold_table() -> dict[int, str]:
    """One character to one character: full width to ASCII, A–Z to a–z, traditional to simplified, quotes and dashes."""
    table = {chr(ascii_code + 0xFEE0): chr(ascii_code) for ascii_code in range(0x21, 0x7F)}
    table["\u3000"] = " "
    for plain, variants in _FOLDED_SIGNS.items():
        table.update(dict.fromkeys(variants, plain))
    table.update((line[0], line[2]) for line in _traditional_lines())
    table.update({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
    table.update({chr(ord(letter) + 0xFEE0): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    return {ord(before): after for before, after in table.items()}


def _traditional_lines() -> list[str]:
    text = files("indexer").joinpath("traditional.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _fold_array(table: dict[int, str]) -> NDArray[np.uint32]:
    """The fold table as an array from code point to code point, up to the last character it changes."""
    array = np.arange(max(table) + 1, dtype=np.uint32)
    array[list(table)] = [ord(character) for character in table.values()]
    return array


_FOLD = _fold_table()
_FOLD_ARRAY = _fold_array(_FOLD)
_SHORT = 64  # below this many characters str.translate is the faster of the two


def fold(text: str) -> str:
    """`text` with every character replaced by its folded form; the length never changes, and fold(fold(x)) == fold(x)."""
    if len(text) < _SHORT:
        return text.translate(_FOLD)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if codes.max() >= len(_FOLD_ARRAY):
        return text.translate(_FOLD)
    return _FOLD_ARRAY[codes].tobytes().decode("utf-32-le", "surrogatepass")


def search_key(text: str) -> str:
    """What is compared: `text` folded, with all white space and zero-width characters taken out."""
    return _WHITESPACE.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class KeyedText:
    """A text of one or more paragraphs beside its search key; a newline stays in the key and parts the paragraphs.

    The key lacks the white space of the text. `breaks[i]` is the place in the key where the text goes on `shifts[i]`
    characters further to the right.
    """

    text: str
    key: str
    breaks: tuple[int, ...]
    shifts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of `text` that key[start:end] (not empty) stands for, from its first to its last visible character."""
        return self._offset(start), self._offset(end - 1) + 1

    def _offset(self, i: int) -> int:
        return i + self.shifts[bisect_right(self.breaks, i) - 1]


def keyed_text(text: str) -> KeyedText:
    """`text` with its search key and the way back from the key's offsets to the text's."""
    folded = fold(text)
    breaks, shifts, kept, at = [0], [0], [], 0
    for white in _WHITESPACE_IN_LINE.finditer(folded):
        kept.append(folded[at : white.start()])
        at = white.end()
        breaks.append(white.start() - shifts[-1])
        shifts.append(shifts[-1] + white.end() - white.start())
    return KeyedText(text, "".join([*kept, folded[at:]]), tuple(breaks), tuple(shifts))


def grams(key: str) -> list[str]:
    """The overlapping pairs of a search key, in order: its character bigrams. Gram i starts at character i."""
    return [key[i : i + 2] for i in range(len(key) - 1)]


class Analyser:
    """Cuts words with a jieba dictionary of its own. Thread-safe; loading takes about a second, so make one and share it."""

    def __init__(self) -> None:
        dictionary = files("jieba").joinpath("dict.txt")
        self._tokenizer = jieba.Tokenizer()
        with dictionary.open("rb") as stream:  # what initialize() would do, without its cache file in the shared temp folder
            self._tokenizer.FREQ, self._tokenizer.total = self._tokenizer.gen_pfdict(stream)
        self._tokenizer.initialized = True
        self.fingerprint = _fingerprint(dictionary.read_bytes())
        self._subwords = lru_cache(maxsize=100_000)(self._find_subwords)

    def words(self, paragraph: str) -> list[str]:
        """The words of one paragraph for the index: accurate words, each after the shorter words inside it (search mode)."""
        found: list[str] = []
        for word in self.query_words(paragraph):
            found.extend(self._subwords(word))
            found.append(word)
        return found

    def query_words(self, text: str) -> list[str]:
        """The words of a query term: jieba's accurate mode with names guessed by its HMM; punctuation is no word."""
        found: list[str] = []
        for run in _RUN.findall(_word_text(text)):
            if _HAN_CHARACTER.match(run):
                for piece in _pieces(run):
                    found.extend(self._tokenizer.cut(piece))
            else:
                found.append(run)
        return found

    def frequency(self, text: str) -> int | None:
        """How frequent a word of the dictionary is: 0 if `text` only begins one, None if no word begins with it."""
        return self._tokenizer.FREQ.get(text)  # type: ignore[no-any-return]

    def _find_subwords(self, word: str) -> tuple[str, ...]:
        if len(word) < 3 or not _HAN_CHARACTER.match(word):
            return ()
        known = self._tokenizer.FREQ
        lengths = (2, 3) if len(word) > 3 else (2,)
        parts = (word[i : i + size] for size in lengths for i in range(len(word) - size + 1))
        return tuple(part for part in parts if known.get(part))


def _word_text(text: str) -> str:
    """Folded text in which only the white space between two words of letters or digits is left, as one space."""
    visible = fold(text).translate(dict.fromkeys(map(ord, ZERO_WIDTH)))
    return _WHITESPACE.sub("", _INNER_SPACE.sub("\x00", visible)).replace("\x00", " ")


def _pieces(run: str) -> Iterator[str]:
    for start in range(0, len(run), LONGEST_RUN):
        yield run[start : start + LONGEST_RUN]


def _fingerprint(dictionary: bytes) -> str:
    """Names everything that decides what words() answers; builder and server must agree on it."""
    digest = hashlib.sha256(dictionary)
    digest.update(f"{ANALYSIS_VERSION} jieba {jieba.__version__} {LONGEST_RUN}".encode())
    digest.update(repr(sorted(_FOLD.items())).encode())
    return digest.hexdigest()[:16]
