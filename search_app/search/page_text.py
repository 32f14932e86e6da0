"""The articles of a page as one text, and where strings stand in it: folded once, searched once for each string.

The texts of an article are parted like paragraphs, so that no string stands in two of them. Chooses nothing that is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from indexer.analysis import Analyser, Places, keyed_text
from search_app.search.marking import MarkedString, Standing
from search_app.search.word_ends import WordEnds

MOST_TOGETHER = 100_000  # characters in one text, if it holds more than one article: memory is bounded by one article

# The sections of an article; plain numbers, for a page asks for hundreds of them.
TITLE = 0
BESIDE = 1  # the other texts but the body
BODY = 2
_BOUNDS = 4  # of an article: where its title begins and ends, where its body begins and ends

Texts = Sequence[str]
"""The texts of an article that are shown or searched: its title first, its body last."""


def batches(articles: Sequence[Texts]) -> Iterator[Sequence[Texts]]:
    """The articles of a page, as many at a time as one text may hold."""
    first, size = 0, 0
    for i, texts in enumerate(articles):
        own = sum(map(len, texts))
        size += own
        if size > MOST_TOGETHER and i > first:
            yield articles[first:i]
            first, size = i, own
    if articles:
        yield articles[first:]


class PageText:
    """Some articles as one text. An article is known by its number."""

    def __init__(self, articles: Sequence[Texts], keys: Collection[str], analyser: Analyser) -> None:
        """`keys` are the search keys to look for."""
        self.keyed = keyed_text("\n".join(chain.from_iterable(articles)))
        self._in_text = _bounds(articles)
        self._in_key = list(map(self.keyed.key_offset, self._in_text)) if self.keyed.whites else self._in_text
        self.ends = WordEnds(self.keyed, analyser, self._in_key[::_BOUNDS])
        places = Places(self.keyed, self._in_key)
        self._found = {key: places.of(key) for key in keys}

    def starts(self, section: int) -> list[int]:
        """Where a section of each article begins in the text."""
        return self._in_text[section::_BOUNDS]

    def key_ranges(self, section: int) -> list[tuple[int, int]]:
        """The range of the key that a section of each article has become."""
        return list(zip(self._in_key[section::_BOUNDS], self._in_key[section + 1 :: _BOUNDS], strict=True))

    def places(self, key: str, number: int, first: int, last: int) -> Sequence[int]:
        """The places, of those that were found, at which a key stands in an article, from one section to another."""
        (places, before), at = self._found[key], number * _BOUNDS
        return places[before[at + first] : before[at + last + 1]]

    def standing(self, strings: Sequence[MarkedString], section: int) -> list[list[Standing]]:
        """Those of `strings` that stand in a section of each article, and where first."""
        found = [(string, *self._found[string.key]) for string in strings]
        return [
            [(string, places[before[at] : before[at + 1]]) for string, places, before in found if before[at] < before[at + 1]]
            for at in range(section, len(self._in_key), _BOUNDS)
        ]


def _bounds(articles: Sequence[Texts]) -> list[int]:
    """The bounds of all articles in the text, in which one newline parts what was joined."""
    bounds: list[int] = []
    start = 0
    for texts in articles:
        end = start + sum(map(len, texts)) + len(texts) - 1
        bounds += (start, start + len(texts[0]), end - len(texts[-1]), end)
        start = end + 1
    return bounds
