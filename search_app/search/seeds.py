"""Seeds: the first places in a body of what is looked for, and which of them one window had best show together.

A page asks this for every hit, so that a set of strings is a number, with one bit for each string.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import itemgetter

from search_app.search.marking import MarkedString, Standing
from search_app.search.windows import WANTED
from search_app.search.word_ends import WordEnds

MOST_SEEDS = 8  # places of one string looked at: an article that repeats a word a thousand times has good ones early
SEEDS_IN_ALL = 48  # and fewer of each where many strings stand in a body,
FEWEST_SEEDS = 3  # but not fewer than these
MOST_FURTHER = 100  # places looked at in one body beyond those, for words that stand there only inside longer words
MOST_ROUNDS = 4  # in which only the best group is looked at for words that would be cut; then all seeds are

Seed = tuple[int, int, int]
"""A range of the key, and the bit of the string that stands there."""

_END = itemgetter(1)

_Group = tuple[int, int, int]  # a half-open range of the seeds, which one window can show, and the strings among them


class SoughtStrings:
    """The strings looked for in the bodies of a page, and what is known of them before any body is read."""

    def __init__(self, strings: Sequence[MarkedString]) -> None:
        self.strings = strings
        self.words = sum([string.bit for string in strings if string.is_word])
        self.gains = Gains(strings)


class Gains(dict[int, int]):
    """How many characters the strings of a set have together, for every set that was asked for."""

    def __init__(self, strings: Sequence[MarkedString]) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, held: int) -> int:
        self[held] = sum([len(string.key) for string in self._strings if held & string.bit])
        return self[held]


class Seeds:
    """The seeds of one body."""

    def __init__(self, ends: WordEnds, sought: SoughtStrings, standing: Sequence[Standing]) -> None:
        """`standing` are the strings that stand in the body, whole terms and phrases first."""
        self.standing = standing
        self.held = 0  # the strings that had a seed at first
        self._ends = ends
        self._sought = sought
        self._further: dict[int, Sequence[int]] = {}  # the places beyond the first few of each string that has more, by its bit
        self._further_left = MOST_FURTHER
        self._seeds = self._first()
        self._groups = self._grouped()
        self._rounds = 0

    def best(self, unseen: int) -> tuple[int, int] | None:
        """The range of the key that the next window should show; it begins and ends with a seed.

        None where no seed is of an unseen string.
        """
        best = self._best_group(unseen)
        while self._sought.words and (false := self._false(best)):
            self._rounds += 1
            if self._rounds >= MOST_ROUNDS:
                false = self._false(self._seeds)
            self._seeds = self._without(false)
            self._groups = self._grouped()
            best = self._best_group(unseen)
        if not best:
            return None
        return best[0][0], best[0][1] if len(best) == 1 else max(best, key=_END)[1]

    def _first(self) -> list[Seed]:
        """The first places of every string; of words only where no whole term that holds them stands there.

        Whether a word cuts another there is not asked yet.
        """
        count = len(self.standing)
        most = MOST_SEEDS if count <= SEEDS_IN_ALL // MOST_SEEDS else max(FEWEST_SEEDS, SEEDS_IN_ALL // count)
        seeds: list[Seed] = []
        shown = 0
        for (key, _, is_word, bit, shows), places in self.standing:
            if is_word and shown & bit:
                continue
            shown |= shows
            self.held |= bit
            size = len(key)
            seeds += [(at, at + size, bit) for at in places[:most]]
            if len(places) > most:
                self._further[bit] = places[most:]
        return sorted(seeds) if count > 1 else seeds

    def _without(self, false: Collection[Seed]) -> list[Seed]:
        """The seeds but the false ones; of a word that has none left, the next that is to be marked."""
        seeds = [seed for seed in self._seeds if seed not in false]
        left = {bit for _, _, bit in seeds}
        gone = {(end - start, bit) for start, end, bit in false if bit not in left}
        further = [seed for size, bit in gone if (seed := self._next(size, bit))]
        return sorted([*seeds, *further]) if further else seeds

    def _next(self, size: int, bit: int) -> Seed | None:
        """The first place to be marked of a word beyond those that were looked at, if it is among the next few."""
        for at in self._further.pop(bit, ())[: self._further_left]:
            self._further_left -= 1
            seed = at, at + size, bit
            if not self._false([seed]):
                return seed
        return None

    def _grouped(self) -> list[_Group]:
        """The groups of seeds that one window can show, without those that are a part of the one before."""
        seeds, groups, last = self._seeds, [], 0
        if len(seeds) == 1:
            return [(0, 1, seeds[0][2])]
        for first, (start, end, string) in enumerate(seeds):
            until = end if end > start + WANTED else start + WANTED
            reached = last if last > first else first + 1
            if reached < len(seeds) and seeds[reached][1] <= until:
                line_end = self._ends.key.find("\n", start, until)
                until = until if line_end < 0 else max(end, line_end)
                while reached < len(seeds) and seeds[reached][1] <= until:
                    reached += 1
            if reached > last:
                held = string
                for at in range(first + 1, reached):
                    held |= seeds[at][2]
                groups.append((first, reached, held))
                last = reached
        return groups

    def _best_group(self, unseen: int) -> list[Seed]:
        """The group with the most characters in unseen strings, then with the most places, then the earliest."""
        best, best_gain, most = (0, 0), 0, 0
        gains = self._sought.gains
        for first, last, held in self._groups:
            gain = gains[held & unseen]
            if gain > best_gain or (gain == best_gain and gain and last - first > most):
                best, best_gain, most = (first, last), gain, last - first
        return self._seeds[best[0] : best[1]]

    def _false(self, seeds: Sequence[Seed]) -> set[Seed]:
        """Those of some seeds that are not to be marked, for they cut a word."""
        words, at = self._sought.words, self._ends.at
        return {seed for seed in seeds if seed[2] & words and not (at(seed[0]) and at(seed[1]))}
