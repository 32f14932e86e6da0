"""Where a query stands in a stored text, as ranges of code points. Works on the text itself, never on HTML.

What is marked:

- a phrase, and a plain term as a whole, wherever its search key stands, inside longer words too: the query itself cuts there;
- each word of two or more characters of a plain term, where it stands as a word: where neither of its ends falls inside another
  word of the text (`word_ends`). For 中国农业 nothing is marked inside 发展中国家, which 中国 alone does mark.

A word that stands only inside longer words matches all the same, for the index holds the words inside words; it is not marked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis import MOST_PLACES, Analyser, KeyedText, keyed_text
from search_app.search.query import Query, Term, positive_leaves
from search_app.search.ranking import readings
from search_app.search.results import Mark
from search_app.search.word_ends import WordEnds

MOST_MARKED = 20_000  # places of one string to mark in one range; a text of a million times the same letter would take seconds


class MarkedString(NamedTuple):
    """A search key to mark, never empty; with `field`, in that field alone. A word is marked only where it cuts no other.

    Sets of strings are bit masks. `bit` is this string's; `shows` is the mask of all strings visible where it is marked: itself,
    and all that stand inside a whole term or phrase.
    """

    key: str
    field: str | None
    is_word: bool
    bit: int
    shows: int


Standing = tuple[MarkedString, Sequence[int]]
"""A string, and where it stands in a part of a search key, ascending; of MOST_PLACES or more only the first."""

Occurrence = tuple[int, int, int]
"""A half-open range of a text's search key, and the strings that a reader sees there. A page makes hundreds."""


@dataclass(frozen=True, slots=True)
class MarkedStrings:
    """What is marked, each string once, and the analysis that knows where words end."""

    strings: tuple[MarkedString, ...]
    analyser: Analyser

    def within(self, field: str) -> MarkedStrings:
        """What is marked in one field."""
        return MarkedStrings(tuple(string for string in self.strings if string.field in (None, field)), self.analyser)


def marked_strings(query: Query, analyser: Analyser, *, literal_only: bool) -> MarkedStrings:
    """What a query marks: every leaf that is not excluded and, unless only literal matches count, the words of plain terms."""
    leaves = positive_leaves(query)
    literal = {(leaf.key, leaf.field) for leaf in leaves}
    strings = [(leaf.key, leaf.field, False) for leaf in leaves]
    for leaf in leaves:
        if isinstance(leaf, Term) and not literal_only:
            words = (
                word
                for reading in readings(leaf, analyser)
                for word in reading
                if len(word) > 1 and (word, leaf.field) not in literal
            )
            strings += [(word, leaf.field, True) for word in words]
    return MarkedStrings(_numbered(list(dict.fromkeys(strings))), analyser)


def _numbered(strings: Sequence[tuple[str, str | None, bool]]) -> tuple[MarkedString, ...]:
    """Distinct strings, as key, field and whether it is a word, each with its bit."""

    def within(key: str) -> int:
        return sum([1 << i for i, (other, _, _) in enumerate(strings) if other in key])

    return tuple(
        MarkedString(key, field, is_word, 1 << i, 1 << i if is_word else within(key))
        for i, (key, field, is_word) in enumerate(strings)
    )


def occurrences(ends: WordEnds, standing: Iterable[Standing], start: int, end: int) -> list[Occurrence]:
    """Every place wholly within key[start:end] that is to be marked, overlapping ones too, by start.

    Whole terms and phrases are to be marked anywhere, words where they cut no other word.
    """
    found: list[Occurrence] = []
    for (key, _, is_word, _, shows), places in standing:
        size = len(key)
        here = places[bisect_left(places, start) :] if len(places) < MOST_PLACES else _places(ends.key, key, start, end)
        for at in here:
            if at + size > end:
                break
            if not is_word or (ends.at(at) and ends.at(at + size)):
                found.append((at, at + size, shows))
    return sorted(found) if len(found) > 1 else found


def _places(key: str, wanted: str, start: int, end: int) -> list[int]:
    """Where a string stands in key[start:end], overlapping places too. For a short range this takes less time than `Places`."""
    places: list[int] = []
    at = key.find(wanted, start, end)
    while at >= 0 and len(places) < MOST_MARKED:
        places.append(at)
        at = key.find(wanted, at + 1, end)
    return places


def seen(found: Iterable[Occurrence]) -> int:
    """The strings that a reader sees at some places."""
    strings = 0
    for _, _, shows in found:
        strings |= shows
    return strings


def text_marks(text: str, marked: MarkedStrings) -> tuple[Mark, ...]:
    """The marks of a whole text. Paragraphs of `text` end at "\\n"."""
    ends = WordEnds(keyed_text(text), marked.analyser)
    standing = [(string, _places(ends.key, string.key, 0, len(ends.key))) for string in marked.strings]
    return merged(occurrences(ends, standing, 0, len(ends.key)), ends.keyed)


def merged(found: Sequence[Occurrence], keyed: KeyedText, origin: int = 0) -> tuple[Mark, ...]:
    """Occurrences by start, as marks of the text counted from `origin`: what touches or overlaps there is one mark."""
    marks: list[Mark] = []
    last = -1
    for first, behind, _ in found:
        start, end = keyed.span(first, behind)
        if start > last:
            marks.append((start - origin, end - origin))
            last = end
        elif end > last:
            marks[-1] = marks[-1][0], end - origin
            last = end
    return tuple(marks)
