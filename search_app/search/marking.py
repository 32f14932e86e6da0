"""Where a query stands in a stored text, as ranges of code points. Works on the text itself, never on HTML.

What is marked:

- a phrase, and a plain term as a whole, wherever its search key stands, inside longer words too: the query itself cuts there;
- each word of two or more characters of a plain term, where it stands as a word: where neither of its ends falls inside another
  word of the text (`word_ends`). For 中国农业 nothing is marked inside 发展中国家, which 中国 alone does mark.

A word that stands only inside longer words matches all the same, for the index holds the words inside words; it is not marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from indexer.analysis import Analyser, KeyedText, keyed_text
from search_app.search.query import Query, Term, positive_leaves
from search_app.search.ranking import readings
from search_app.search.results import Mark
from search_app.search.word_ends import WordEnds

MOST_PLACES = 20_000  # of one string in one text; a body of a million times the same letter would take seconds


class MarkedString(NamedTuple):
    """A search key to mark, never empty; with `field`, in that field alone. A word is marked only where it cuts no other."""

    key: str
    field: str | None
    is_word: bool


Occurrence = tuple[int, int, MarkedString]
"""One place where one marked string stands: a half-open range of a text's search key. A page makes hundreds."""


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
    strings = [MarkedString(leaf.key, leaf.field, is_word=False) for leaf in leaves]
    for leaf in leaves:
        if isinstance(leaf, Term) and not literal_only:
            words = (
                word
                for reading in readings(leaf, analyser)
                for word in reading
                if len(word) > 1 and (word, leaf.field) not in literal
            )
            strings += [MarkedString(word, leaf.field, is_word=True) for word in words]
    return MarkedStrings(tuple(dict.fromkeys(strings)), analyser)


def occurrences(ends: WordEnds, strings: Sequence[MarkedString], start: int, end: int) -> list[Occurrence]:
    """Every place within key[start:end] that is to be marked, overlapping ones too, by start.

    Whole terms and phrases are to be marked anywhere, words where they cut no other word.
    """
    found: list[Occurrence] = []
    find = ends.key.find
    for string in strings:
        wanted, _, is_word = string
        at = find(wanted, start, end)
        for _ in range(MOST_PLACES):
            if at < 0:
                break
            if not is_word or (ends.at(at) and ends.at(at + len(wanted))):
                found.append((at, at + len(wanted), string))
            at = find(wanted, at + 1, end)
    return sorted(found, key=itemgetter(0, 1)) if len(found) > 1 else found


def not_among(found: Iterable[Occurrence], strings: Sequence[MarkedString]) -> tuple[MarkedString, ...]:
    """Those of `strings` that stand neither among the places found nor inside a whole term or phrase found."""
    seen = {string for _, _, string in found}
    if len(seen) >= len(strings) and seen.issuperset(strings):
        return ()
    wholes = "\n".join([string.key for string in seen if not string.is_word])  # no key has a line end
    return tuple([string for string in strings if string not in seen and string.key not in wholes])


def text_marks(text: str, marked: MarkedStrings) -> tuple[Mark, ...]:
    """The marks of a whole text. Paragraphs of `text` end at "\\n"."""
    ends = WordEnds(keyed_text(text), marked.analyser)
    return merged(occurrences(ends, marked.strings, 0, len(ends.key)), ends.keyed)


def merged(found: Iterable[Occurrence], keyed: KeyedText, origin: int = 0) -> tuple[Mark, ...]:
    """Occurrences by start, as marks of the text counted from `origin`: what touches or overlaps there is one mark."""
    marks: list[Mark] = []
    for first, last, _ in found:
        start, end = keyed.span(first, last)
        if marks and start - origin <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(marks[-1][1], end - origin))
        else:
            marks.append((start - origin, end - origin))
    return tuple(marks)
