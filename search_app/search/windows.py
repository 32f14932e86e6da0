"""Sentence-bounded windows of a text: which stretch to show around a place. Knows no query and no marks.

A window lies within one paragraph. It ends at sentence ends where it can, else at the end of a clause, and never inside a
《title》, a number or a Latin word; only text without any punctuation for LONGEST characters is cut elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from indexer.analysis import HAN

WANTED = 90  # a window grows by whole sentences until it has this many characters
LONGEST = 160  # and is cut at clauses when one sentence alone is longer than this

_TITLE = r"《[^》\n]{0,120}》"
_ENDS = re.compile(rf"{_TITLE}|(\n|[。！？!?]+[”’」』）)】]*)")
_CLAUSE_ENDS = re.compile(rf"{_TITLE}|((?:[；;、]|[，,：:](?!\d))[”’」』）)】]*)")  # not inside 1,234 or 08:35
_UNBREAKABLE = re.compile(rf"{_TITLE}|(?:[^\W{HAN}]|[.,:%．％])+")


class Windows:
    """The windows of one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _sentence_ends(self) -> list[int]:
        """Offsets at which a sentence or a paragraph ends, with 0 and the text's length."""
        return sorted({0, len(self._text), *(match.end() for match in _ENDS.finditer(self._text) if match[1])})

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The window that shows [start, end), a range within one paragraph."""
        ends = self._sentence_ends
        first = bisect_right(ends, start) - 1
        last = max(bisect_left(ends, end), first + 1)
        if ends[last] - ends[first] > LONGEST:
            return self._trimmed(*self._clauses(ends[first], start, end, ends[last]))
        while last + 1 < len(ends) and ends[last] - ends[first] < WANTED and self._same_paragraph(ends[last], ends[last + 1]):
            if ends[last + 1] - ends[first] > LONGEST:
                break
            last += 1
        while first > 0 and ends[last] - ends[first] < WANTED and self._same_paragraph(ends[first], ends[last]):
            if ends[last] - ends[first - 1] > LONGEST:
                break
            first -= 1
        return self._trimmed(ends[first], ends[last])

    def _same_paragraph(self, boundary: int, until: int) -> bool:
        return self._text[boundary - 1] != "\n" and not self._text[boundary:until].startswith("\n")

    def _clauses(self, left: int, start: int, end: int, right: int) -> tuple[int, int]:
        """As many clauses of one long sentence around [start, end) as fit; at the least the range itself."""
        room = max(LONGEST - (end - start), 0)
        near = self._text[max(left, start - LONGEST) : min(right, end + LONGEST)]  # a body may be one sentence of a million
        cuts = [match.end() + max(left, start - LONGEST) for match in _CLAUSE_ENDS.finditer(near) if match[1]]
        begin = next((cut for cut in [left, *cuts] if start - room // 3 <= cut <= start), None)
        if begin is None:
            begin = self._unbroken(left, right, max(start - room // 3, left), -1)
        finish = next((cut for cut in [right, *reversed(cuts)] if end <= cut <= begin + LONGEST), None)
        if finish is None:
            finish = self._unbroken(left, right, max(min(begin + LONGEST, right), end), +1)
        return begin, finish

    def _unbroken(self, left: int, right: int, at: int, direction: int) -> int:
        """`at`, moved out of a title, number or Latin word it would cut."""
        for whole in _UNBREAKABLE.finditer(self._text, max(left, at - LONGEST), min(right, at + LONGEST)):
            if whole.start() < at < whole.end():
                return whole.start() if direction < 0 else whole.end()
        return at

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return start, end
