"""The articles of a page as one text, and where strings stand in it: folded once, searched once for each string.

What is shown of every article stands in sections: all titles, say, then all bodies. They are parted like paragraphs, so that no
string stands in two of them. Chooses nothing that is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, chain, pairwise

from indexer.analysis import Analyser, Places, keyed_text
from indexer.article import Article
from search_app.search.marking import MarkedString, Standing
from search_app.search.word_ends import WordEnds

MOST_TOGETHER = 100_000  # characters in one text, if it holds more than one article: memory is bounded by one article


def batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    """The articles of a page, as many at a time as one text may hold."""
    first, size = 0, 0
    for i, article in enumerate(articles):
        own = len(article.title) + len(article.body)
        size += own
        if size > MOST_TOGETHER and i > first:
            yield articles[first:i]
            first, size = i, own
    if articles:
        yield articles[first:]


class PageText:
    """Sections of some articles as one text: all of the first section, then all of the next. Both are known by their numbers."""

    def __init__(self, sections: Sequence[Sequence[str]], keys: Collection[str], analyser: Analyser) -> None:
        """`sections` hold one text for each article; `keys` are the search keys to look for."""
        texts = list(chain.from_iterable(sections))
        self.keyed = keyed_text("\n".join(texts))
        self._articles = len(sections[0])
        self._in_text = list(accumulate([len(text) + 1 for text in texts], initial=0))  # where each begins; the last: the end
        self._in_key = list(map(self.keyed.key_offset, self._in_text)) if self.keyed.whites else self._in_text
        self.ends = WordEnds(self.keyed, analyser, self._in_key)
        places = Places(self.keyed, self._in_key)
        self._found = {key: places.of(key) for key in keys}

    def starts(self, section: int) -> Sequence[int]:
        """Where each article's text of a section begins in the text."""
        return self._in_text[self._bounds(section)][:-1]

    def key_ranges(self, section: int) -> list[tuple[int, int]]:
        """The range of the key that each article's text of a section has become."""
        return [(start, behind - 1) for start, behind in pairwise(self._in_key[self._bounds(section)])]

    def places(self, key: str, section: int, article: int) -> Sequence[int]:
        """The places, of those that were found, at which a key stands in an article's text of a section."""
        (places, before), at = self._found[key], section * self._articles + article
        return places[before[at] : before[at + 1]]

    def standing(self, strings: Sequence[MarkedString], section: int) -> list[list[Standing]]:
        """Those of `strings` that stand in each article's text of a section, and where first."""
        standing: list[list[Standing]] = [[] for _ in range(self._articles)]
        for string in strings:
            places, before = self._found[string.key]
            if not places:
                continue
            for own, (first, behind) in zip(standing, pairwise(before[self._bounds(section)]), strict=True):
                if first < behind:
                    own.append((string, places[first:behind]))
        return standing

    def _bounds(self, section: int) -> slice:
        """Where, among the beginnings of all texts, those of a section stand, and that of what follows them."""
        return slice(section * self._articles, (section + 1) * self._articles + 1)
