"""From an article and a query to what a hit shows: verbatim text and marks, never HTML.

Up to three windows of the body, those that together show the most of the query; where the body and the title show less than
the whole query, the other texts that show the rest; where the body shows nothing, its beginning. All texts of an article are
folded once, as one text whose parts are parted like paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from indexer.analysis import Analyser, KeyedText, keyed_texts
from indexer.article import Article
from indexer.fields import field_text
from search_app.search.marking import (
    MarkedString,
    MarkedStrings,
    Occurrence,
    is_marked,
    merged,
    not_among,
    occurrences,
    places,
)
from search_app.search.results import Mark, Snippet
from search_app.search.windows import WANTED, Windows
from search_app.search.word_ends import WordEnds

MOST_WINDOWS = 3
MOST_SEEDS = 8  # places of one string looked at: an article that repeats a word a thousand times has good ones early
SEEDS_IN_ALL = 48  # and fewer of each where the query has many strings,
MOST_ROUNDS = 4  # in which only the best group is looked at for words that would be cut; then all seeds are
FEWEST_SEEDS = 3  # but not fewer than these


class Shown(NamedTuple):
    """What a hit shows of its article, and which words of the query it lacks."""

    title_marks: tuple[Mark, ...]
    snippets: tuple[Snippet, ...]
    missing: tuple[str, ...]


def shown(articles: Sequence[Article], marked: MarkedStrings, texts: Sequence[str], words: Sequence[str] = ()) -> list[Shown]:
    """What each hit of a page shows, snippets with marks first. `texts` are the fields searched; title and body are shown anyway.

    `missing` are those of `words` (search keys) that stand in none of `texts`.
    """
    names = _in_order(tuple(texts))
    contents = [[field_text(article, name) for name in names] for article in articles]
    keyed = keyed_texts(["\n".join(of_article) for of_article in contents])
    of_articles = [
        _Fields(dict(zip(names, of_article, strict=True)), key, marked.analyser)
        for of_article, key in zip(contents, keyed, strict=True)
    ]
    return [_shown(fields, marked.strings, texts, words) for fields in of_articles]


def _shown(fields: _Fields, strings: Sequence[MarkedString], texts: Sequence[str], words: Sequence[str]) -> Shown:
    title = fields.found("title", strings)
    windows = fields.body_windows([string for string in strings if string.field is None])
    unseen = not_among([*title, *(item for _, found in windows for item in found)], strings)
    elsewhere: list[Snippet] = []
    for name in texts if fields.may_show_beside(unseen) else ():
        if name not in ("title", "body") and fields.found(name, unseen):
            found = fields.found(name, strings)
            unseen = not_among(found, unseen)
            elsewhere.append(fields.whole(name, found))
    in_body = tuple([fields.window(bounds, found) for bounds, found in windows])
    return Shown(
        title_marks=merged(title, fields.keyed),
        snippets=(*in_body, *elsewhere) if any(found for _, found in windows) else (*elsewhere, *in_body),
        missing=tuple([word for word in words if fields.lacks(word, texts)]),
    )


_Window = tuple[tuple[int, int], list[Occurrence]]  # the bounds in the text, and what stands wholly within them


class _Fields:
    """The texts of one article as one text, the title first and the body last. Found places are those of its search key."""

    def __init__(self, contents: dict[str, str], keyed: KeyedText, analyser: Analyser) -> None:
        self.keyed = keyed
        self._contents = contents
        self._key = keyed.key
        self._ends = WordEnds(keyed, analyser)
        self._body_start = len(keyed.text) - len(contents["body"])
        self._body = self._inside((self._body_start, len(keyed.text)))
        self._firsts: dict[str, int] = {}

    def may_show_beside(self, strings: Sequence[MarkedString]) -> bool:
        """Whether any of `strings` stands in a text other than the body."""
        return any(0 <= self._first(string.key) < self._body[0] for string in strings)

    def lacks(self, word: str, texts: Sequence[str]) -> bool:
        """Whether none of `texts`, which are all or all but the body, holds `word`."""
        return not 0 <= self._first(word) <= self._body["body" in texts] - len(word)

    def found(self, name: str, strings: Sequence[MarkedString]) -> list[Occurrence]:
        """Where `strings` are to be marked in one text."""
        start, end = self._inside(self._bounds(name))
        here = [string for string in strings if string.field in (None, name) and 0 <= self._first(string.key) < end]
        return occurrences(self._ends, here, start, end) if here else []

    def whole(self, name: str, found: list[Occurrence]) -> Snippet:
        """One text as a snippet."""
        start, end = self._bounds(name)
        return Snippet(name, 0, self.keyed.text[start:end], merged(found, self.keyed, start), cut_left=False, cut_right=False)

    def window(self, bounds: tuple[int, int], found: list[Occurrence]) -> Snippet:
        """One window of the body as a snippet."""
        start, end = bounds
        first, last = self._inside(bounds)
        return Snippet(
            field="body",
            start=start - self._body_start,
            text=self.keyed.text[start:end],
            marks=merged(found, self.keyed, start),
            cut_left=self._key[first - 1] != "\n",  # the title stands before the body, if need be an empty one
            cut_right=last < len(self._key) and self._key[last] != "\n",
        )

    def body_windows(self, strings: Sequence[MarkedString]) -> list[_Window]:
        """The windows to show, in text order; the beginning of the body where none of `strings` is found."""
        start, end = self._body
        windows = Windows(self._ends)
        strings = [string for string in strings if self._first(string.key) >= 0]
        seeds = self._seeds(strings, start, end)
        chosen: dict[tuple[int, int], list[Occurrence]] = {}
        unseen: Sequence[MarkedString] = strings
        rounds = 0
        while unseen and len(chosen) < MOST_WINDOWS and (best := self._best_group(seeds, unseen)):
            if not all(is_marked(self._ends, place) for place in best):
                seeds = self._without_false(seeds, best if (rounds := rounds + 1) < MOST_ROUNDS else seeds)
                continue
            bounds = windows.around(*self.keyed.span(best[0].start, max([place.end for place in best])))
            for other in [other for other in chosen if other[0] <= bounds[1] and bounds[0] <= other[1]]:
                del chosen[other]
                bounds = min(bounds[0], other[0]), max(bounds[1], other[1])
            chosen[bounds] = occurrences(self._ends, strings, *self._inside(bounds))
            unseen = not_among(chosen[bounds], unseen)
        if not chosen:
            visible = next((at for at in range(start, end) if self._key[at] != "\n"), None)
            return [] if visible is None else [(windows.around(*self.keyed.span(visible, visible + 1)), [])]
        return sorted(chosen.items())

    def _seeds(self, strings: Sequence[MarkedString], start: int, end: int) -> list[Occurrence]:
        """The first places in the body of every string; of words only where no whole term that holds them stands there.

        Whether a word cuts another there is not asked yet.
        """
        most = max(FEWEST_SEEDS, min(MOST_SEEDS, SEEDS_IN_ALL // max(len(strings), 1)))
        seeds: list[Occurrence] = []
        for string in strings:
            if not string.is_word:
                seeds += places(self._key, string, max(start, self._firsts[string.key]), end, most)
        if any(string.is_word for string in strings):
            for string in not_among(seeds, strings):
                if string.is_word:
                    seeds += places(self._key, string, max(start, self._firsts[string.key]), end, most)
        return sorted(seeds, key=itemgetter(0, 1))

    def _first(self, key: str) -> int:
        """Where a key stands first in all texts, or below 0: looked for once, for that means reading the whole article."""
        found = self._firsts.get(key)
        if found is None:
            found = self._firsts[key] = self._key.find(key)
        return found

    def _without_false(self, seeds: list[Occurrence], asked: list[Occurrence]) -> list[Occurrence]:
        """The seeds without those of the places asked for that are not to be marked."""
        false = {place for place in asked if not is_marked(self._ends, place)}
        return [place for place in seeds if place not in false]

    def _best_group(self, seeds: list[Occurrence], unseen: Sequence[MarkedString]) -> list[Occurrence]:
        """The seeds that one window had best show; none where no seed is of an unseen string.

        The best group has the most characters in unseen strings, then the most places, then the earliest.
        """
        best, best_gain = (0, 0), (0, 0)
        counts = dict.fromkeys(unseen, 0)
        gain = last = 0
        for i, (start, end, string) in enumerate(seeds):
            until = start + WANTED
            line_end = self._key.find("\n", start, until)
            until = max(end, until if line_end < 0 else line_end)
            while last < len(seeds) and (last <= i or seeds[last][1] <= until):
                entering = seeds[last][2]
                if entering in counts:
                    gain += 0 if counts[entering] else len(entering.key)
                    counts[entering] += 1
                last += 1
            if gain and (gain, last - i) > best_gain:
                best, best_gain = (i, last), (gain, last - i)
            if string in counts:
                counts[string] -= 1
                gain -= 0 if counts[string] else len(string.key)
        return seeds[best[0] : best[1]]

    def _bounds(self, name: str) -> tuple[int, int]:
        if name == "title":
            return 0, len(self._contents["title"])
        start = 0
        for before, content in self._contents.items():
            if before == name:
                break
            start += len(content) + 1
        return start, start + len(self._contents[name])

    def _inside(self, bounds: tuple[int, int]) -> tuple[int, int]:
        return self._ends.key_offset(bounds[0]), self._ends.key_offset(bounds[1])


@lru_cache(maxsize=16)
def _in_order(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts to put together: the title first, those searched, the body last."""
    return (*dict.fromkeys(("title", *(name for name in texts if name != "body"))), "body")
