"""Folding, the per-character half of the analysis: `fold`, `search_key`, `spaced`, `grams` and `runs`. It knows no word.

One character becomes one character, so offsets stay true. Texts beside their search keys are `keyed`'s.
"""

from __future__ import annotations

import re
import sys
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

_INVISIBLE = (  # what copying from the web and from Windows leaves behind: joiners, directions, soft hyphens, variation selectors
    *(0xAD, 0x34F, 0x61C, *range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F)),
    *(*range(0x2060, 0x2065), *range(0x2066, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF),
)
ZERO_WIDTH = "".join(map(chr, _INVISIBLE))
"""The characters that take no room and count for nothing, one after another; all lie in the BMP."""

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_CHARACTER = re.compile(rf"[{HAN}]")
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
    text = files("indexer.analysis").joinpath("traditional.tsv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def _fold_array(table: dict[int, str]) -> NDArray[np.uint32]:
    """The fold table as an array from code point to code point: every one of them, so that none needs a question."""
    array = np.arange(sys.maxunicode + 1, dtype=_POINT)
    array[list(table)] = [ord(character) for character in table.values()]
    return array


_POINT = np.dtype("<u4")  # a code point, as files hold it on every machine
FOLDED = _fold_table()
"""What folding changes, by code point, and into what."""
_FOLD_ARRAY = _fold_array(FOLDED)
_PLANE = "".join(map(chr, range(0x10000)))  # where all white space is
_SPACED = _fold_array(FOLDED | dict.fromkeys(map(ord, "".join(_WHITESPACE_IN_LINE.findall(_PLANE))), " "))
_SHORT = 64  # below this many characters str.translate is the faster of the two


def fold(text: str) -> str:
    """`text` with every character replaced by its folded form; the length never changes, and fold(fold(x)) == fold(x)."""
    return text.translate(FOLDED) if len(text) < _SHORT else decoded(_looked_up(_FOLD_ARRAY, text))


def spaced(text: str) -> NDArray[np.uint32]:
    """The code points of `text` folded, with a space for each of its white and zero-width characters but line ends."""
    return _looked_up(_SPACED, text)


def _looked_up(table: NDArray[np.uint32], text: str) -> NDArray[np.uint32]:
    return table.take(code_points(text), mode="wrap")  # no index needs wrapping: it is the mode that takes least time


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text, lone surrogates too; NumPy's own way takes half an encoder's time."""
    return np.array([text]).view(np.uint32).astype(_POINT, copy=False) if text else np.empty(0, _POINT)


def decoded(codes: NDArray[np.uint32]) -> str:
    """The text of code points, lone surrogates too; all of them must be code points, for nothing looks.

    NumPy's own way takes a third of a decoder's time. It takes NULs at the end for padding, so they are put back.
    """
    return codes.view(f"<U{codes.size}").item().ljust(codes.size, "\0") if codes.size else ""


def search_key(text: str) -> str:
    """What is compared: `text` folded, with all white space and zero-width characters taken out."""
    return _WHITESPACE.sub("", fold(text))


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
