"""Folding, the per-character half of the analysis: `fold`, `search_key`, `keyed_text` and `grams`. It knows no word.

One character becomes one character, so offsets stay true. Other modules take these names from `indexer.analysis`.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_INVISIBLE = (  # what copying from the web and from Windows leaves behind: joiners, directions, soft hyphens, variation selectors
    *(0xAD, 0x34F, 0x61C, *range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F)),
    *(*range(0x2060, 0x2065), *range(0x2066, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF),
)
ZERO_WIDTH = "".join(map(chr, _INVISIBLE))
"""The characters that take no room and count for nothing, one after another; all lie in the BMP."""

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ZERO_WIDTH = re.compile(f"[{ZERO_WIDTH}]+")
_WHITESPACE = re.compile(rf"[\s{ZERO_WIDTH}]+")
_WHITESPACE_IN_LINE = re.compile(  # spelt out, for a single positive class is three times as fast as [^\S\n] beside another
    rf"[\t\v\f\r\x1c-\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000{ZERO_WIDTH}]+"
)
_INNER_SPACE = re.compile(  # the space of "open source" parts words, and that of "1. 2023年" keeps them from being a decimal
    rf"(?<=[^\W_{HAN}])\s+(?=[^\W_{HAN}])|(?<=\.)\s+(?=[0-9])"
)
_RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:\.[0-9]+)?%?")  # jieba too keeps 2.8, 23.5% and v2.0 whole, and cuts 192.168|1.1

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
    """The fold table as an array from code point to code point: every one of them, so that none needs a question."""
    array = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    array[list(table)] = [ord(character) for character in table.values()]
    return array


def _key_array(folds: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The same with one space for all that a search key lacks: whether a text has any is one look for a space then."""
    array: NDArray[np.uint32] = folds.copy()
    array[[code for code in range(0x10000) if _WHITESPACE_IN_LINE.match(chr(code))]] = _SPACE
    return array


_SPACE = ord(" ")
_FOLD = _fold_table()
_FOLD_ARRAY = _fold_array(_FOLD)
_KEY_ARRAY = _key_array(_FOLD_ARRAY)
_STRETCH = 25_000  # characters
_SHORT = 64  # below this many characters str.translate is the faster of the two


def fold(text: str) -> str:
    """`text` with every character replaced by its folded form; the length never changes, and fold(fold(x)) == fold(x)."""
    return text.translate(_FOLD) if len(text) < _SHORT else _mapped(text, _FOLD_ARRAY)


def _mapped(text: str, table: NDArray[np.uint32]) -> str:
    """`text` with every code point replaced by the table's, a stretch at a time: larger arrays are new memory at every call,
    which costs more than the work."""
    stretches = range(0, len(text), _STRETCH)
    return "".join([decoded(table.take(_codes(text[start : start + _STRETCH]))) for start in stretches])


def _codes(text: str) -> NDArray[np.uint32]:
    """The code points of a text; NumPy's own way takes half an encoder's time."""
    return np.array([text]).view(np.uint32) if text else np.empty(0, np.uint32)


def decoded(codes: NDArray[np.uint32]) -> str:
    """The text of code points, lone surrogates too; all of them must be code points, for nothing looks.

    NumPy's own way takes a third of a decoder's time. It takes NULs at the end for padding, so they are put back.
    """
    return codes.view(f"<U{codes.size}").item().ljust(codes.size, "\0") if codes.size else ""


def search_key(text: str) -> str:
    """What is compared: `text` folded, with all white space and zero-width characters taken out."""
    return _WHITESPACE.sub("", fold(text))


class KeyedText(NamedTuple):
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
        if len(self.breaks) == 1:  # a text without white space, as most are
            return start, end
        return self._offset(start), self._offset(end - 1) + 1

    def _offset(self, i: int) -> int:
        return i + self.shifts[bisect_right(self.breaks, i) - 1]


def keyed_text(text: str) -> KeyedText:
    """`text` with its search key and the way back from the key's offsets to the text's."""
    return keyed_texts((text,))[0] if len(text) >= _SHORT else _keyed(text, fold(text))


def keyed_texts(texts: Sequence[str]) -> list[KeyedText]:
    """`keyed_text` of each; folded all at once, for a call costs as much as a page of text."""
    folded = _mapped("".join(texts), _KEY_ARRAY)
    found, start = [], 0
    for text in texts:
        end = start + len(text)
        key = folded[start:end]
        found.append(_without_white(text, key) if " " in key else KeyedText(text, key, (0,), (0,)))
        start = end
    return found


def _without_white(text: str, folded: str) -> KeyedText:
    """A text whose folded characters hold spaces."""
    white = np.flatnonzero(_codes(folded) == _SPACE)
    is_first = np.empty(white.size, dtype=np.bool_)  # of the white characters, which begin a run of them
    is_first[0] = True
    np.not_equal(white[1:], white[:-1] + 1, out=is_first[1:])
    first = np.flatnonzero(is_first)
    breaks, shifts = white[first] - first, np.append(first[1:], white.size)
    return KeyedText(text, folded.replace(" ", ""), (0, *breaks.tolist()), (0, *shifts.tolist()))


def _keyed(text: str, folded: str) -> KeyedText:
    """The same for short texts."""
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


def runs(text: str) -> list[str]:
    """The runs of Han characters and the words of other letters or digits in `text`, folded, in order; the rest parts them.

    A number is a word with its decimals and its percent sign.
    """
    return _RUN.findall(_word_text(text))


def _word_text(text: str) -> str:
    """Folded text in which only the white space that parts two words of letters or digits is left, as one space."""
    visible = _ZERO_WIDTH.sub("", fold(text))
    return _WHITESPACE.sub("", _INNER_SPACE.sub("\x00", visible)).replace("\x00", " ")


def fold_table() -> str:
    """The whole table as one line of text, for a fingerprint."""
    return repr(sorted(_FOLD.items()))
