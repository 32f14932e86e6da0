"""Sentence-bounded windows of a text: which stretch to show around a place. Knows no query and no marks.

A window lies within one paragraph. It ends at sentence ends where it can, else at the end of a clause, and never inside a
《title》, a number or a word: text without any punctuation for LONGEST characters is cut where a word ends. Only the
surroundings of a place are read, for a text may have a million characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.analysis import HAN, ZERO_WIDTH
from search_app.search.word_ends import WordEnds

WANTED = 90  # a window grows by whole sentences until it has this many characters
LONGEST = 160  # and is cut at clauses when one sentence alone is longer than this

_MOST_MOVES = 4  # from one whole into the next; a text of nothing else is cut all the same
_LONGEST_TITLE = 120  # characters between 《 and 》
_TITLE = re.compile(rf"《[^》\n]{{0,{_LONGEST_TITLE}}}》")
_CLOSING = "”’」』）)】]"
_STOPS = "。！？!?"
_END_CHARACTERS = frozenset(_STOPS + _CLOSING)
# Each begins with one class of characters, not with a repeated one: that makes a search over a few hundred characters cheap.
_STOP = re.compile(f"[{_STOPS}]")
_SENTENCE_END = re.compile(rf"[{_STOPS}][{_STOPS}]*[{re.escape(_CLOSING)}]*")
_CLAUSE_ENDS = re.compile(rf"[；;、，,：:](?:(?<=[；;、])|(?!\d))[{re.escape(_CLOSING)}]*")  # not inside 1,234 or 08:35
_UNIT = "[年月日时分秒号期届]?"
_UNBREAKABLE = re.compile(
    rf"{_TITLE.pattern}|(?:[^\W{HAN}]|[.,:%．％°′″{ZERO_WIDTH}])+{_UNIT}|[〇○零一二三四五六七八九十百千万亿]{{2,}}{_UNIT}"
)

_Range = tuple[int, int]


class Windows:
    """The windows of one text, be it a page's."""

    def __init__(self, ends: WordEnds) -> None:
        self._word_ends = ends
        self._text = ends.keyed.text

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The window that shows text[start:end], a visible range within one paragraph."""
        text = self._text
        near, far = (end - LONGEST, start + LONGEST) if end - start < LONGEST else (start, end)
        left, right = near - 1 if near > 1 else 0, far + 1
        line_start, line_end = text.rfind("\n", left, start) + 1, text.find("\n", end, right)
        left, right = line_start or self._run_start(left), line_end if line_end >= 0 else min(right, len(text))
        near_title = left - _LONGEST_TITLE - 1 if left > _LONGEST_TITLE else 0
        titles = self._titles(left, right) if text.find("《", near_title, right) >= 0 else ()
        first = self._sentence_start(left, start, titles)
        last = self._sentence_end(max(end, first + WANTED), right, titles)
        if last - first > LONGEST:
            last = self._sentence_end(end, right, titles)
            if last - first > LONGEST:
                return self._trimmed(*self._clauses(first, start, end, last))
            while (further := self._sentence_end(last + 1, right, titles)) - first <= LONGEST:
                last = further
        while first > left and last - first < WANTED:
            further = self._sentence_start(left, first - 1, titles)
            if last - further > LONGEST:
                break
            first = further
        return self._trimmed(first, last)

    def _sentence_start(self, left: int, at: int, titles: Sequence[_Range]) -> int:
        """The last end of a sentence in text[left:at + 1]; `left` where there is none."""
        text, end = self._text, at
        while stop := _STOP.search(text[left:end][::-1]):
            end -= stop.start() + 1
            place = end + 1
            if text[place] in _END_CHARACTERS and (run := _SENTENCE_END.match(text, end, at + 1)):
                place = run.end()
            if place <= at and not (titles and _is_inside(titles, place)):
                return place
        return left

    def _sentence_end(self, at: int, right: int, titles: Sequence[_Range]) -> int:
        """The first end of a sentence in text[at:right]; `right` where there is none."""
        if at >= right:
            return right
        text = self._text
        begin = self._run_start(at) if text[at - 1] in _END_CHARACTERS else at
        while found := _SENTENCE_END.search(text, begin, right):
            begin = found.end()
            if begin >= at and not (titles and _is_inside(titles, begin)):
                return begin
        return right

    def _run_start(self, at: int) -> int:
        """Where the characters before text[at] begin that one sentence end may be made of; not too far off."""
        first, text = at - LONGEST, self._text
        while at > 0 and at > first and text[at - 1] in _END_CHARACTERS:
            at -= 1
        return at

    def _titles(self, start: int, end: int) -> list[_Range]:
        """The 《titles》 that text[start:end] holds a part of."""
        return [title.span() for title in self._from_title(_TITLE, start, end)]

    def _outside_title(self, at: int) -> int:
        """`at`, or the start of the 《title》 it stands in: where a pattern of titles may begin to read."""
        nearest = max(at - _LONGEST_TITLE - 1, 0)
        before = max(self._text.rfind("》", nearest, at), self._text.rfind("\n", nearest, at)) + 1
        opening = self._text.find("《", max(before, nearest), at)
        if opening < 0:
            return at
        closing = self._text.find("》", at, at + _LONGEST_TITLE + 2)
        if closing < 0 or self._text.find("\n", at, closing) >= 0:
            return at
        first = self._text.find("《", max(opening, closing - _LONGEST_TITLE - 1), at)
        return first if first >= 0 else at

    def _clauses(self, left: int, start: int, end: int, right: int) -> tuple[int, int]:
        """As many clauses of one long sentence around [start, end) as fit; at the least the range itself."""
        room = max(LONGEST - (end - start), 0)
        near = max(left, start - LONGEST), min(right, end + LONGEST)  # a body may be one sentence of a million
        titles = self._titles(*near)
        cuts = [cut.end() for cut in _CLAUSE_ENDS.finditer(self._text, *near) if not _is_inside(titles, cut.end())]
        begin = next((cut for cut in [left, *cuts] if start - room // 3 <= cut <= start), None)
        if begin is None:
            begin = self._unbroken(max(start - room // 3, left), -1)
        finish = next((cut for cut in [right, *reversed(cuts)] if end <= cut <= begin + LONGEST), None)
        if finish is None:
            finish = self._unbroken(max(min(begin + LONGEST, right), end), +1)
        return begin, finish

    def _unbroken(self, at: int, direction: int) -> int:
        """`at`, moved out of every title, number and word it would cut. Out of one it may come into another: the end of the
        number 二〇二三 stands inside the word 三年."""
        found = (whole.span() for whole in self._from_title(_UNBREAKABLE, max(at - LONGEST, 0), at + LONGEST))
        wholes = [(start, end) for start, end in found if end - start <= LONGEST]  # a word of a thousand letters is cut
        for _ in range(_MOST_MOVES):
            moved = self._word_end(_outside(wholes, at, direction), direction)
            if moved == at:
                break
            at = moved
        return _outside(wholes, at, direction)

    def _word_end(self, at: int, direction: int) -> int:
        """`at`, or the nearest end of a word on one side."""
        keyed = self._word_ends.keyed
        place = self._word_ends.nearest(keyed.key_offset(at), direction)
        return keyed.span(place, place + 1)[0] if place < len(keyed.key) else len(self._text)

    def _from_title(self, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches between two places, and those of a title that begins before `start` or ends behind `end`."""
        return pattern.finditer(self._text, self._outside_title(start), end + _LONGEST_TITLE + 1)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self._text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end


def _is_inside(wholes: Iterable[_Range], at: int) -> bool:
    return any(start < at < end for start, end in wholes)


def _outside(wholes: Iterable[_Range], at: int, direction: int) -> int:
    """`at`, or the end on one side (-1 left, +1 right) of the range that it stands in."""
    return next((start if direction < 0 else end for start, end in wholes if start < at < end), at)
