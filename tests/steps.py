"""Steps for tests of worker processes, in a module that a worker can import."""

from __future__ import annotations

import os
import time

from indexer.analysis import Analyser


def slow_at_first(analyser: Analyser, number: int) -> tuple[int, int]:
    """The number and who saw it; the first ones take longest."""
    time.sleep(max(0.0, 0.2 - number / 20))
    return number, os.getpid()


def words(analyser: Analyser, text: str) -> list[str]:
    """The words of a text."""
    return analyser.words(text)


def die_at_three(analyser: Analyser, number: int) -> int:
    """End the process as the system does when memory is short: without a word."""
    if number == 3:
        os._exit(9)
    return number


def fail_at_three(analyser: Analyser, number: int) -> int:
    """A bug."""
    if number == 3:
        raise ZeroDivisionError
    return number


def die_at_once(segmenter: str, parent: int) -> None:
    """In place of what prepares a worker."""
    os._exit(9)
