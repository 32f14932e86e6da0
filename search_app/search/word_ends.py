"""Where the words of one text begin and end, worked out only where somebody asks. Knows no query; cuts no text into words itself.

Whether key[at] begins a word, by the characters on both sides of it:

- letters and digits on both sides: a word goes on there, unless the text has white space between them;
- a letter or digit on one side, a dot or percent sign on the other: as the analysis cuts them, for 23.5% is a word;
- Han characters on both sides: a word ends there if no dictionary word stands across, or else if the analysis cuts there. Only in
  the second case is anything segmented: the Han characters around, at most REACH to each side, so that the answer depends on the
  nearest few characters and not on the window or page that is shown. Names that a corpus teaches take no word end away;
- anything else: a word ends there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Sequence

from indexer.analysis import HAN, HAN_CHARACTER, Analyser, KeyedText

REACH = 10  # Han characters segmented on each side of a doubtful place; measured: docs/adr/0016-marks-and-words.md
NUMBER_REACH = 40  # letters, digits, dots and percent signs: an address of numbers is cut from its beginning on
LONGEST_WORD = 8  # characters; what is longer in a dictionary is a name or a saying of several words
MOST_SEGMENTED = 2_000  # stretches of one text; a hostile text of a million characters has doubts everywhere

_COMMON_HAN = "\u4e00", "\u9fff"
_NOT_HAN = re.compile(rf"[^{HAN}]")
_LETTER = re.compile(rf"[^\W_{HAN}]")
_NOT_NUMBER = re.compile(rf"[^\w.%]|[_{HAN}]")


class WordEnds:
    """The word ends of one keyed text, or of several one behind another. Positions are those of its key."""

    def __init__(self, keyed: KeyedText, analyser: Analyser, starts: Sequence[int] = (0,)) -> None:
        """`starts`, ascending, is where each text begins: what one costs takes nothing away from another."""
        self.keyed = keyed
        self.key = keyed.key
        self._analyser = analyser
        self._starts = starts
        self._answers: dict[int, bool] = {}
        self._segmented: dict[tuple[int, int], frozenset[int]] = {}
        self._spent: defaultdict[int, int] = defaultdict(int)  # stretches segmented, by the number of the text

    def at(self, at: int) -> bool:
        """Whether a word may begin or end at key[at]."""
        answer = self._answers.get(at)
        if answer is None:
            answer = self._answers[at] = self._found(at)
        return answer

    def _found(self, at: int) -> bool:
        if at <= 0 or at >= len(self.key):
            return True
        before, after = self.key[at - 1], self.key[at]
        if _is_han(before) and _is_han(after):
            return not self._inside_dictionary_word(at) or self._is_cut(at)
        if _LETTER.match(before) or _LETTER.match(after):
            return self._parts_letters(at)
        return True

    def _parts_letters(self, at: int) -> bool:
        """Whether a word ends between two characters, one of them a letter or digit."""
        start, end = _around(_NOT_NUMBER, self.key, at, NUMBER_REACH)
        if at in (start, end):
            return True
        if "." not in self.key[start:end] and "%" not in self.key[start:end]:  # most; a long text may have many such places
            return any(character.isspace() for character in self.keyed.text[slice(*self.keyed.span(at - 1, at + 1))])
        return at in self._word_ends(start, end)

    def nearest(self, at: int, direction: int) -> int:
        """The word end at key[at], or the next one to the left (-1) or right (+1)."""
        for place in range(at, at + direction * LONGEST_WORD, direction):
            if self.at(place):
                return place
        return at

    def _inside_dictionary_word(self, at: int) -> bool:
        """Whether a word stands across. The dictionary holds every beginning of its words, with 0 for those that are no words."""
        key, frequency_of = self.key, self._analyser.frequencies.get
        for start in range(at - 1, max(at - LONGEST_WORD, -1), -1):
            end = at + 1
            frequency = frequency_of(key[start:end])
            while frequency == 0 and end < min(start + LONGEST_WORD, len(key)):
                end += 1
                frequency = frequency_of(key[start:end])
            if frequency:
                return True
        return False

    def _is_cut(self, at: int) -> bool:
        """Whether the analysis of the run around key[at] cuts there."""
        return at in self._word_ends(*_around(_NOT_HAN, self.key, at, REACH))

    def _word_ends(self, start: int, end: int) -> Container[int]:
        """The places within key[start:end] that are inside no word of it; none when its text has been segmented often enough."""
        if (start, end) not in self._segmented:
            text = bisect_right(self._starts, start)
            if self._spent[text] >= MOST_SEGMENTED:
                return ()
            self._spent[text] += 1
            verbatim = self.keyed.text[slice(*self.keyed.span(start, end))]
            self._segmented[start, end] = _outside(self.key[start:end], self._analyser.accurate_words(verbatim), start)
        return self._segmented[start, end]


def _around(other: re.Pattern[str], key: str, at: int, reach: int) -> tuple[int, int]:
    """The range around key[at], at most `reach` to each side, in which `other` finds nothing."""
    left = other.search(key[max(at - reach, 0) : at][::-1])
    right = other.search(key, at, at + reach)
    return at - left.start() if left else max(at - reach, 0), right.start() if right else min(at + reach, len(key))


def _outside(key: str, words: Sequence[str], origin: int) -> frozenset[int]:
    """The places of `key`, which `words` cover in their order, that are inside none of them, counted from `origin`."""
    outside, at = set(range(len(key) + 1)), 0
    for word in words:
        at = key.index(word, at)
        outside.difference_update(range(at + 1, at + len(word)))
        at += len(word)
    return frozenset(origin + place for place in outside)


def _is_han(character: str) -> bool:
    return _COMMON_HAN[0] <= character <= _COMMON_HAN[1] or HAN_CHARACTER.match(character) is not None
