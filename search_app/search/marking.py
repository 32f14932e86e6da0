"""Where a query stands in a stored text, as ranges of code points. Works on the text itself, never on tokens or HTML.

A leaf is found wherever its search key stands; a plain term also wherever one of its words of two or more characters does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.analysis import Analyser, KeyedText, keyed_text
from search_app.search.query import Query, Term, positive_leaves
from search_app.search.ranking import required_words
from search_app.search.results import Mark

MOST_PLACES = 20_000  # of one string in one text; a body of a million times the same letter would take seconds


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where one marked string stands: a half-open range of the text, and the string (a search key)."""

    start: int
    end: int
    string: str


@dataclass(frozen=True, slots=True)
class MarkedStrings:
    """The search keys to mark, each once; none is empty. Those of `by_field` are marked in that field alone."""

    strings: tuple[str, ...]
    by_field: tuple[tuple[str, str], ...] = ()

    def within(self, field: str) -> MarkedStrings:
        """What is marked in one field."""
        return MarkedStrings(tuple(dict.fromkeys((*self.strings, *(text for name, text in self.by_field if name == field)))))


def marked_strings(query: Query, analyser: Analyser, *, literal_only: bool) -> MarkedStrings:
    """What a query marks: every leaf that is not excluded and, unless only literal matches count, the words of plain terms."""
    strings: dict[tuple[str | None, str], None] = {}
    for leaf in positive_leaves(query):
        strings[leaf.field, leaf.key] = None
        if isinstance(leaf, Term) and not literal_only:
            strings.update(((leaf.field, word), None) for word in required_words(leaf, analyser) if len(word) > 1)
    everywhere = tuple(text for field, text in strings if field is None)
    return MarkedStrings(everywhere, tuple((field, text) for field, text in strings if field is not None))


def occurrences(text: str, marked: MarkedStrings) -> list[Occurrence]:
    """Every place of every marked string in `text`, overlapping ones too, by start. Paragraphs of `text` end at "\\n"."""
    keyed = keyed_text(text)
    return sorted(
        (Occurrence(*keyed.span(at, at + len(string)), string) for string in marked.strings for at in _places(keyed, string)),
        key=lambda found: (found.start, found.end),
    )


def text_marks(text: str, marked: MarkedStrings) -> tuple[Mark, ...]:
    """The marks of a whole text."""
    return merged(occurrences(text, marked))


def merged(found: Iterable[Occurrence]) -> tuple[Mark, ...]:
    """Occurrences sorted by start, as marks: what touches or overlaps is one mark."""
    marks: list[Mark] = []
    for item in found:
        if marks and item.start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], item.end))
        else:
            marks.append((item.start, item.end))
    return tuple(marks)


def _places(keyed: KeyedText, string: str) -> Iterator[int]:
    at = keyed.key.find(string)
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        yield at
        at = keyed.key.find(string, at + 1)
