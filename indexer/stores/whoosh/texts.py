"""Search keys of many texts at once, as arrays: what `indexer.analysis.search_key` gives, without a Python step a character.

Folding stays `indexer.analysis.fold`'s. Refuses nothing: any string has a key, lone surrogates included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.analysis import ZERO_WIDTH, fold
from indexer.folding import code_points
from indexer.stores.whoosh.arrays import Array

PARAGRAPH_END = "\n"
_END = ord(PARAGRAPH_END)
_BMP = 0x10000  # all white space lies below


def _white_table() -> Array:
    table = np.zeros(_BMP, dtype=bool)
    table[[code for code in range(_BMP) if chr(code).isspace() or chr(code) in ZERO_WIDTH]] = True
    table[_END] = False  # parts paragraphs
    return table


_WHITE = _white_table()


@dataclass(frozen=True, slots=True)
class KeyTexts:
    """Texts one after another. Character i has the code point codes[i]; text t is codes[starts[t]:starts[t + 1]].

    Every paragraph is followed by one newline, the last one of a text too: a gap of one position between paragraphs.
    """

    codes: Array
    starts: Array


def key_texts(texts: Sequence[str]) -> KeyTexts:
    """The search keys of the paragraphs of every text (paragraphs separated by newlines)."""
    joined = fold(PARAGRAPH_END.join(texts) + PARAGRAPH_END) if texts else ""
    codes = code_points(joined)
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(sizes, out=starts[1:])
    white = np.flatnonzero(_WHITE[np.minimum(codes, _BMP - 1)])  # the last character of the BMP is not white
    if len(white):
        codes = np.delete(codes, white)
        starts -= np.searchsorted(white, starts)
    return KeyTexts(codes, starts)
