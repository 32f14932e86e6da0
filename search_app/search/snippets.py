"""From a page of articles and a query to what its hits show: verbatim text and marks, never HTML.

Up to three windows of the body, those that together show the most of the query; where the body and the title show less than
the whole query, the other texts that show the rest; where the body shows nothing, its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from indexer.analysis import HAN_CHARACTER, MOST_PLACES
from indexer.article import Article
from indexer.fields import texts_of
from search_app.search.beside import Beside
from search_app.search.marking import MarkedStrings, Occurrence, merged, occurrences, seen
from search_app.search.page_text import PageText, batches
from search_app.search.results import Mark, Snippet
from search_app.search.seeds import Seeds, SoughtStrings
from search_app.search.windows import Windows
from search_app.search.word_ends import WordEnds

MOST_WINDOWS = 3

_TITLE, _BODY = 0, 1  # the sections of a page's text


class Shown(NamedTuple):
    """What a hit shows of its article, and which words of the query it lacks."""

    title_marks: tuple[Mark, ...]
    snippets: tuple[Snippet, ...]
    missing: tuple[str, ...]


def shown(articles: Sequence[Article], marked: MarkedStrings, texts: Sequence[str], words: Sequence[str] = ()) -> list[Shown]:
    """What each hit of a page shows, snippets with marks first. `texts` are the fields searched; title, body
    and the fields that the query names are shown anyway.

    `missing` are those of `words` (search keys) that stand in none of `texts`.
    """
    asked = _Asked(marked, texts, words)
    return [hit for together in batches(articles) for hit in _Batch(asked, together).hits()]


class _Asked:
    """What is asked of every article of a page."""

    def __init__(self, marked: MarkedStrings, texts: Sequence[str], words: Sequence[str]) -> None:
        self.marked = marked
        self.beside = _others((*texts, *[string.field for string in marked.strings if string.field]))
        self.in_title = [string for string in marked.strings if string.field in (None, "title")]
        self.in_body = SoughtStrings([string for string in marked.strings if string.field in (None, "body")])
        self.all = sum([string.bit for string in marked.strings])
        self.words = words
        self.terms = [string.key for string in marked.strings if not string.is_word] if words else []
        self.keys = {*words, *[string.key for string in marked.strings]}
        self.searched = (_TITLE, _BODY) if "body" in texts else (_TITLE,)


_Window = tuple[int, int, list[Occurrence]]  # the range of the text, and what is to be marked in it


class _Batch:
    """What some articles show; each is known by its number.

    Each step is done for all of them before the next: what a processor did just now is in its caches, which takes less time.
    """

    def __init__(self, asked: _Asked, articles: Sequence[Article]) -> None:
        self._asked = asked
        sections = texts_of(articles, "title"), texts_of(articles, "body")
        self._page = PageText(sections, asked.keys, asked.marked.analyser)
        self._beside = Beside(articles, asked.beside, asked.marked, asked.keys)
        self._keyed, self._ends = self._page.keyed, self._page.ends
        self._windows = Windows(self._ends)
        self._title_starts, self._body_starts = self._page.starts(_TITLE), self._page.starts(_BODY)

    def hits(self) -> list[Shown]:
        """What is shown of each article."""
        page, asked, ends = self._page, self._asked, self._ends
        in_titles = zip(page.standing(asked.in_title, _TITLE), page.key_ranges(_TITLE), strict=True)
        titles = [occurrences(ends, standing, *title) if standing else [] for standing, title in in_titles]
        seeds = [Seeds(ends, asked.in_body, standing) for standing in page.standing(asked.in_body.strings, _BODY)]
        return list(map(self._hit, range(len(titles)), titles, *self._body_windows(seeds)))

    def _body_windows(self, seeds: Sequence[Seeds]) -> tuple[list[list[_Window]], list[int]]:
        """The windows of each body in text order, and the strings that they do not show.

        Each shows most of what those before do not, until nothing is left to show.
        """
        windows: list[list[_Window]] = [[] for _ in seeds]
        asked = self._asked
        unseen = [asked.all for _ in seeds]
        unfinished: Sequence[int] = range(len(seeds))
        while unfinished:
            wanted = [(i, best) for i in unfinished if (best := seeds[i].best(unseen[i]))]
            bounds = [_joined(windows[i], *self._windows.around(*self._keyed.span(*best))) for i, best in wanted]
            for (i, _), (start, end) in zip(wanted, bounds, strict=True):
                found = occurrences(self._ends, seeds[i].standing, *self._keyed.key_range(start, end))
                windows[i].append((start, end, found))
                unseen[i] &= ~seen(found)
            unfinished = [i for i, _ in wanted if unseen[i] & seeds[i].held and len(windows[i]) < MOST_WINDOWS]
        return list(map(sorted, windows)), unseen

    @cached_property
    def _body_ranges(self) -> list[tuple[int, int]]:
        return self._page.key_ranges(_BODY)

    def _beginning(self, number: int) -> list[_Window]:
        """The first window of a body, without marks; none where nothing is visible there."""
        key = self._keyed.key
        visible = next((at for at in range(*self._body_ranges[number]) if key[at] != "\n"), None)
        return [] if visible is None else [(*self._windows.around(*self._keyed.span(visible, visible + 1)), [])]

    def _hit(self, number: int, title: list[Occurrence], windows: list[_Window], unseen: int) -> Shown:
        """What one article shows, by what is to be marked in its title and by its windows, which do not show `unseen`."""
        start = self._body_starts[number]
        in_body = [self._window(start, *window) for window in windows or self._beginning(number)]
        if title:
            unseen &= ~seen(title)
        elsewhere = self._beside.snippets(number, unseen) if unseen else []
        return Shown(
            merged(title, self._keyed, self._title_starts[number]) if title else (),
            tuple(in_body + elsewhere if windows else elsewhere + in_body),
            self._missing(number) if self._asked.words else (),
        )

    def _window(self, body_start: int, start: int, end: int, found: list[Occurrence]) -> Snippet:
        """One window as a snippet of the body that begins at text[body_start]."""
        first, last = self._keyed.key_range(start, end)
        key = self._keyed.key
        cut_left = key[first - 1] != "\n"  # the title stands before the body, if need be an empty one
        cut_right = last < len(key) and key[last] != "\n"
        return Snippet(
            "body", start - body_start, self._keyed.text[start:end], merged(found, self._keyed, start), cut_left, cut_right
        )

    def _missing(self, number: int) -> tuple[str, ...]:
        """The words asked for that stand in none of the searched texts of an article, nor in a whole term that does."""
        unread = [word for word in self._asked.words if not self._can_be_read(word, number)]
        whole = [term for term in self._asked.terms if any(self._searched(term, number))] if unread else []
        return tuple([word for word in unread if not any(word in term for term in whole)])

    def _can_be_read(self, word: str, number: int) -> bool:
        """Whether a word stands in an article, inside longer words too; one of letters or digits, a year say, only by itself."""
        for ends, places in self._searched(word, number):
            if HAN_CHARACTER.match(word) or len(places) >= MOST_PLACES:
                return True
            if any(ends.at(at) and ends.at(at + len(word)) for at in places):
                return True
        return False

    def _searched(self, key: str, number: int) -> Iterator[tuple[WordEnds, Sequence[int]]]:
        """The places of a key in the searched texts of an article, with the word ends of the text they are in."""
        for section in self._asked.searched:
            if places := self._page.places(key, section, number):
                yield self._ends, places
        beside = self._beside.page
        if places := beside.places(key, 0, number):
            yield beside.ends, places


def _joined(windows: list[_Window], start: int, end: int) -> tuple[int, int]:
    """A range together with those windows that it touches; these are taken away."""
    for window in (*windows,):
        if window[0] <= end and start <= window[1]:
            windows.remove(window)
            start, end = min(start, window[0]), max(end, window[1])
    return start, end


@lru_cache(maxsize=16)
def _others(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts to look at beside title and body: those of `texts`, each once."""
    return tuple(dict.fromkeys([name for name in texts if name not in ("title", "body")]))
