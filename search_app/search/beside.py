"""The texts of a page's articles beside title and body: subtitle, authors and the like, a line each. Many pages need none of
them, so nothing is read before somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from indexer.article import Article
from indexer.fields import texts_of
from search_app.search.marking import MarkedStrings, Standing, merged, occurrences, seen
from search_app.search.page_text import PageText
from search_app.search.results import Snippet


class Beside:
    """The fields `names` of some articles; an article is known by its number."""

    def __init__(self, articles: Sequence[Article], names: Sequence[str], marked: MarkedStrings, keys: set[str]) -> None:
        """`keys` are the search keys to look for, those of `marked` among them."""
        self._articles = articles
        self._names = names
        self._marked = marked
        self._keys = keys

    def snippets(self, number: int, unseen: int) -> list[Snippet]:
        """The texts of an article that show any string of `unseen`, whole; none that shows only what one before it does."""
        standing, page = self._standing[number], self.page
        if not any(string.bit & unseen for string, _ in standing):
            return []
        snippets: list[Snippet] = []
        start = self._starts[number]
        for name, text in zip(self._names, self._texts[number], strict=True):
            end = start + len(text)
            here = [(string, places) for string, places in standing if string.field in (None, name)]
            found = occurrences(page.ends, here, *page.keyed.key_range(start, end))
            shows = seen(found)
            if shows & unseen:
                snippets.append(Snippet(name, 0, text, merged(found, page.keyed, start), cut_left=False, cut_right=False))
                unseen &= ~shows
            start = end + 1
        return snippets

    @cached_property
    def page(self) -> PageText:
        """All of them as one text of one section."""
        return PageText((list(map("\n".join, self._texts)),), self._keys, self._marked.analyser)

    @cached_property
    def _texts(self) -> list[tuple[str, ...]]:
        by_name = [texts_of(self._articles, name) for name in self._names]
        return list(zip(*by_name, strict=True)) if by_name else [()] * len(self._articles)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return self.page.starts(0)

    @cached_property
    def _standing(self) -> list[list[Standing]]:
        return self.page.standing(self._marked.strings, 0)
