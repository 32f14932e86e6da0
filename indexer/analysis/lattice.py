"""The most likely way to cut a run of characters into words of a dictionary: jieba's choice, to the last bit of its sums.

Every known word between two places of a run is an edge; a way through them is as likely as the product of its words'
probabilities (a unigram model, jieba 0.42.1, `Tokenizer.get_DAG` and `calc`). The best way to the end is found from the end, by
dynamic programming. What is unlike jieba is only that edges are weighed while they are found, and logarithms taken once a
frequency. Sums are added up in jieba's order and ties go to the longer word, so even nearly equal ways are decided alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, log


class Lattice:
    """Knows the frequencies of words, as jieba does: 0 for what only begins a word, missing for what begins none."""

    def __init__(self, frequencies: Mapping[str, int], total: int) -> None:
        self._frequencies = frequencies
        self._logs = {frequency: log(frequency or 1) - log(total) for frequency in {0, *frequencies.values()}}

    def cut(self, run: str) -> list[str]:
        """The words of a run: together they are the run; a character that is no word stands for itself."""
        ends = self._ends(run)
        words: list[str] = []
        at = 0
        while at < len(run):
            words.append(run[at : ends[at]])
            at = ends[at]
        return words

    def _ends(self, run: str) -> list[int]:
        """For each place, where the first word ends of the best way from there on."""
        frequency_of, logs, unknown = self._frequencies.get, self._logs, self._logs[0]
        length = len(run)
        best = [0.0] * (length + 1)  # log probability of the best way from each place to the end
        ends = [0] * length
        for place in range(length - 1, -1, -1):
            highest, end, after = -inf, 0, place + 1
            frequency = frequency_of(run[place])
            while frequency is not None:  # most of a build's time is spent in this loop
                if frequency and (score := logs[frequency] + best[after]) >= highest:
                    highest, end = score, after
                if after == length:
                    break
                after += 1
                frequency = frequency_of(run[place:after])
            if not end:
                highest, end = unknown + best[place + 1], place + 1
            best[place], ends[place] = highest, end
        return ends
