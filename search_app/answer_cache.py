"""AnswerCache: whole answers by their tags, ready to be sent again. Holds the most recently used ones, within bounds.

A tag names the generation too, so those of an old one are asked for no longer and go as room is needed. What may be kept is for
`revalidation` to decide; nothing here knows a request.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

MOST_ANSWERS = 4096
_OVERHEAD = 500  # bytes an entry takes beside its body: key, objects, place in the table


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a successful answer and its content type."""

    body: bytes
    content_type: str


class AnswerCache:
    """At most `most_bytes` of answers; with 0 bytes nothing is ever kept. Safe for many threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._bytes = 0

    def get(self, tag: str) -> Answer | None:
        """The answer kept under a tag."""
        with self._lock:
            if tag in self._answers:
                self._answers.move_to_end(tag)
            return self._answers.get(tag)

    def put(self, tag: str, answer: Answer) -> None:
        """Keep an answer; those unused for longest go to make room. Too large a one is not kept."""
        with self._lock:
            if tag in self._answers or _size(answer) > self._most_bytes:
                return
            self._answers[tag] = answer
            self._bytes += _size(answer)
            while self._bytes > self._most_bytes or len(self._answers) > MOST_ANSWERS:
                _, oldest = self._answers.popitem(last=False)
                self._bytes -= _size(oldest)


def _size(answer: Answer) -> int:
    return len(answer.body) + _OVERHEAD
