"""Sentence-bounded windows of a text: which stretch to show around a place. Knows no query and no marks.

A window lies within one paragraph. It ends at sentence ends where it can, else at the end of a clause, and never inside a
《title》, a number or a word: text without any punctuation for LONGEST characters is cut where a word ends. Only the
surroundings of a place are read, for a text may have a million characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from indexer.analysis import HAN, ZERO_WIDTH
from search_app.search.word_ends import WordEnds

WANTED = 90  # a window grows by whole sentences until it has this many characters
LONGEST = 160  # and is cut at clauses when one sentence alone is longer than this

_LONGEST_TITLE = 120  # characters between 《 and 》
_TITLE = re.compile(rf"《[^》\n]{{0,{_LONGEST_TITLE}}}》")
_CLOSING = "”’」』）)】]"
_END_CHARACTERS = frozenset(f"。！？!?{_CLOSING}")
# Both begin with one class of characters, which is what makes a search over a few hundred characters cheap.
_ENDS = re.compile(rf"[\n。！？!?](?:(?<=\n)|[。！？!?]*[{re.escape(_CLOSING)}]*)")
_CLAUSE_ENDS = re.compile(rf"[；;、，,：:](?:(?<=[；;、])|(?!\d))[{re.escape(_CLOSING)}]*")  # not inside 1,234 or 08:35
_UNBREAKABLE = re.compile(rf"{_TITLE.pattern}|(?:[^\W{HAN}]|[.,:%．％{ZERO_WIDTH}])+|[〇○零一二三四五六七八九十百千万亿]{{2,}}")


class Windows:
    """The windows of one text."""

    def __init__(self, ends: WordEnds) -> None:
        self._word_ends = ends
        self._text = ends.keyed.text

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The window that shows text[start:end], a visible range within one paragraph."""
        ends = self._sentence_ends(start, end)
        last = bisect_left(ends, end, lo=1)
        first = bisect_right(ends, start, hi=last) - 1
        if ends[last] - ends[first] > LONGEST:
            return self._trimmed(*self._clauses(ends[first], start, end, ends[last]))
        while last + 1 < len(ends) and ends[last] - ends[first] < WANTED and self._text[ends[last]] != "\n":
            if ends[last + 1] - ends[first] > LONGEST:
                break
            last += 1
        while first > 0 and ends[last] - ends[first] < WANTED:
            if ends[last] - ends[first - 1] > LONGEST:
                break
            first -= 1
        return self._trimmed(ends[first], ends[last])

    def _sentence_ends(self, start: int, end: int) -> list[int]:
        """The ends of sentences near [start, end), between two places that end the paragraph or are too far off."""
        text = self._text
        left = max(min(start, end - LONGEST) - 1, 0)
        left = max(text.rfind("\n", left, start) + 1, left)
        right = min(max(end, start + LONGEST) + 1, len(text))
        right = text.find("\n", end, right) + 1 or right
        scanned = left
        while scanned and text[scanned - 1] in _END_CHARACTERS:
            scanned -= 1
        places = self._breaks(_ENDS, scanned, right)
        return [left, *places[bisect_right(places, left) : bisect_left(places, right)], right]

    def _breaks(self, pattern: re.Pattern[str], start: int, end: int) -> list[int]:
        """Where the matches of `pattern` that begin in text[start:end] end; those inside a 《title》 do not count."""
        places = [match.end() for match in pattern.finditer(self._text, start, end)]
        if self._text.find("《", max(start - _LONGEST_TITLE - 1, 0), end) < 0:
            return places
        titles = [title.span() for title in self._from_title(_TITLE, start, end)]
        return [place for place in places if not any(left < place < right for left, right in titles)]

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
        cuts = self._breaks(_CLAUSE_ENDS, *near)
        begin = next((cut for cut in [left, *cuts] if start - room // 3 <= cut <= start), None)
        if begin is None:
            begin = self._unbroken(left, right, max(start - room // 3, left), -1)
        finish = next((cut for cut in [right, *reversed(cuts)] if end <= cut <= begin + LONGEST), None)
        if finish is None:
            finish = self._unbroken(left, right, max(min(begin + LONGEST, right), end), +1)
        return begin, finish

    def _unbroken(self, left: int, right: int, at: int, direction: int) -> int:
        """`at`, moved out of a title, number or word it would cut."""
        wholes = [whole.span() for whole in self._from_title(_UNBREAKABLE, max(left, at - LONGEST), min(right, at + LONGEST))]
        moved = _outside(wholes, at, direction)
        if moved != at:
            return moved
        keyed = self._word_ends.keyed
        place = self._word_ends.nearest(self._word_ends.key_offset(at), direction)
        word_end = keyed.span(place, place + 1)[0] if place < len(keyed.key) else right
        return _outside(wholes, word_end, direction)  # 三年 is a word, and leads into 二〇二三

    def _from_title(self, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches between two places, and those of a title that begins before `start` or ends behind `end`."""
        return pattern.finditer(self._text, self._outside_title(start), end + _LONGEST_TITLE + 1)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return start, end


def _outside(wholes: Iterable[tuple[int, int]], at: int, direction: int) -> int:
    """`at`, or the end on one side (-1 left, +1 right) of the range that it stands in."""
    return next((start if direction < 0 else end for start, end in wholes if start < at < end), at)
