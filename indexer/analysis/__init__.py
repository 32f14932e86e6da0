"""The one analysis of text, for index, query and highlight: folding, search keys, words and character grams.

`fold` and `search_key` are per-character and so keep offsets true; `grams` serve exact containment; `Analyser` cuts words, for
ranking and wider recall. Nothing else cuts text, and nothing outside names jieba. Knows no page, no index and no query.
"""

from __future__ import annotations

from .analyser import Analyser
from .folding import FOLDED, HAN, HAN_CHARACTER, ZERO_WIDTH, fold, grams, search_key
from .keyed import MOST_PLACES, KeyedText, Places, keyed_text

__all__ = [
    "FOLDED",
    "HAN",
    "HAN_CHARACTER",
    "MOST_PLACES",
    "ZERO_WIDTH",
    "Analyser",
    "KeyedText",
    "Places",
    "fold",
    "grams",
    "keyed_text",
    "search_key",
]
