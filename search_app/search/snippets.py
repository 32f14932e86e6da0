"""From an article and a query to the snippets of a hit: verbatim text and marks, never HTML.

Up to three windows of the body, those that together show the most of the query; where the body and the title show less than
the whole query, the other texts that show the rest; where the body shows nothing, its beginning.
"""

from __future__ import annotations

from indexer.article import Article
from indexer.fields import field_text
from search_app.search.marking import MarkedStrings, Occurrence, merged, occurrences
from search_app.search.results import Snippet
from search_app.search.windows import Windows

MOST_WINDOWS = 3
MOST_SEEDS = 15  # places of one string looked at: an article that repeats a word a thousand times has good ones early


def snippets(article: Article, marked: MarkedStrings, texts: tuple[str, ...]) -> tuple[Snippet, ...]:
    """The snippets of one hit, those with marks first. `texts` are the fields searched; the body is shown in any case."""
    body = field_text(article, "body")
    windows = _body_windows(body, occurrences(body, marked.within("body")))
    shown = {item.string for item in occurrences(article.title, marked.within("title"))}
    shown |= {item.string for window in windows for item in window[1]}
    elsewhere: list[Snippet] = []
    for name in texts:
        if name in ("title", "body"):
            continue
        text = field_text(article, name)
        found = occurrences(text, marked.within(name))
        if any(item.string not in shown for item in found):
            shown |= {item.string for item in found}
            elsewhere.append(Snippet(name, 0, text, merged(found), cut_left=False, cut_right=False))
    in_body = tuple(_snippet(body, bounds, found) for bounds, found in windows)
    return (*in_body, *elsewhere) if any(snippet.marks for snippet in in_body) else (*elsewhere, *in_body)


_Window = tuple[tuple[int, int], list[Occurrence]]  # the bounds in the text, and what stands wholly within them


def _body_windows(body: str, found: list[Occurrence]) -> list[_Window]:
    """The windows to show, in text order; the beginning of the body where nothing is found."""
    if not body:
        return []
    windows = Windows(body)
    if not found:
        return [(windows.around(0, 1), [])]
    bounds = dict.fromkeys(windows.around(item.start, item.end) for item in _seeds(found))
    candidates = [(bound, _within(found, bound)) for bound in bounds]
    chosen: list[_Window] = []
    shown: set[str] = set()
    while candidates and len(chosen) < MOST_WINDOWS:
        best = max(candidates, key=lambda window: (_gain(window, shown), len(merged(window[1])), -window[0][0]))
        if chosen and not _gain(best, shown):
            break
        chosen.append(best)
        shown |= {item.string for item in best[1]}
        candidates = [window for window in candidates if not _overlap(window, best)]
    return sorted(chosen)


def _seeds(found: list[Occurrence]) -> list[Occurrence]:
    """The first places of every string, so that no string is left out of the choice."""
    seen: dict[str, int] = {}
    seeds = []
    for item in found:
        seen[item.string] = seen.get(item.string, 0) + 1
        if seen[item.string] <= MOST_SEEDS:
            seeds.append(item)
    return seeds


def _within(found: list[Occurrence], bounds: tuple[int, int]) -> list[Occurrence]:
    return [item for item in found if bounds[0] <= item.start and item.end <= bounds[1]]


def _gain(window: _Window, shown: set[str]) -> int:
    """How much of the query this window shows that is not shown yet: the characters of the strings, long ones first."""
    return sum(len(string) for string in {item.string for item in window[1]} - shown)


def _overlap(one: _Window, other: _Window) -> bool:
    return one[0][0] < other[0][1] and other[0][0] < one[0][1]


def _snippet(text: str, bounds: tuple[int, int], found: list[Occurrence]) -> Snippet:
    start, end = bounds
    return Snippet(
        field="body",
        start=start,
        text=text[start:end],
        marks=tuple((left - start, right - start) for left, right in merged(found)),
        cut_left=bool(text[text.rfind("\n", 0, start) + 1 : start].strip()),
        cut_right=bool(text[end:].partition("\n")[0].strip()),
    )
