"""Search keys of many texts at once, as arrays: what `indexer.analysis.search_key` gives, without a Python step a character.

Folding stays `indexer.analysis.folding`'s. Refuses nothing: any string has a key, lone surrogates included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.analysis.folding import spaced
from indexer.stores.whoosh.arrays import Array

PARAGRAPH_END = "\n"


@dataclass(frozen=True, slots=True)
class KeyTexts:
    """Texts one after another. Character i has the code point codes[i]; text t is codes[starts[t]:starts[t + 1]].

    Every paragraph is followed by one newline, the last one of a text too: a gap of one position between paragraphs.
    """

    codes: Array
    starts: Array


def key_texts(texts: Sequence[str]) -> KeyTexts:
    """The search keys of the paragraphs of every text (paragraphs separated by newlines)."""
    codes: Array = spaced(PARAGRAPH_END.join(texts) + PARAGRAPH_END if texts else "")
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + 1
    starts = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum(sizes, out=starts[1:])
    white = np.flatnonzero(codes == ord(" "))
    if len(white):
        codes = np.delete(codes, white)
        starts -= np.searchsorted(white, starts)
    return KeyTexts(codes, starts)
