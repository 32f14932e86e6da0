"""Seeds: the first places in a body of what is looked for, and which of them one window had best show together.

A page asks this for every hit, so that a set of strings is a number here, with one bit for each string.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from search_app.search.marking import MarkedString
from search_app.search.windows import WANTED
from search_app.search.word_ends import WordEnds

MOST_SEEDS = 8  # places of one string looked at: an article that repeats a word a thousand times has good ones early
SEEDS_IN_ALL = 48  # and fewer of each where the query has many strings,
FEWEST_SEEDS = 3  # but not fewer than these
MOST_FURTHER = 100  # places looked at in one body beyond those, for words that stand there only inside longer words
MOST_ROUNDS = 4  # in which only the best group is looked at for words that would be cut; then all seeds are

Seed = tuple[int, int, int]
"""A range of the key, and the bit of the string that stands there."""

_Group = tuple[int, int, int]  # the seeds from the first to before the last that one window can show, and the strings among them


class SoughtStrings:
    """The strings looked for in the bodies of a page, and what is known of them before any body is read."""

    def __init__(self, strings: Sequence[MarkedString]) -> None:
        self.strings = strings
        self.bits = {string: 1 << i for i, string in enumerate(strings)}
        self.words = self.set_of([string for string in strings if string.is_word])
        self._gains = {0: 0}

    def set_of(self, strings: Collection[MarkedString]) -> int:
        """The number that stands for a set of the strings."""
        return sum([self.bits[string] for string in strings])

    def gain(self, held: int) -> int:
        """How many characters the strings of a set have together."""
        found = self._gains.get(held)
        if found is None:
            found = self._gains[held] = sum(len(string.key) for string, bit in self.bits.items() if held & bit)
        return found


class Seeds:
    """The seeds of one body, which begins at `start` of the key and is its end."""

    def __init__(self, ends: WordEnds, sought: SoughtStrings, firsts: Mapping[str, int], start: int) -> None:
        """`firsts` are the places where the keys stand first in the whole key, or below 0."""
        self._ends = ends
        self._sought = sought
        self._firsts = firsts
        self._start = start
        self._cut_off: dict[int, Seed] = {}  # the last one of each string that may have more, by its bit
        self._further_left = MOST_FURTHER
        self.strings = [string for string in sought.strings if firsts[string.key] >= 0]
        self._seeds = self._found()
        self._groups = self._grouped()
        self._rounds = 0

    def best(self, unseen: Collection[MarkedString]) -> list[Seed]:
        """The seeds that one window had best show, all of them to be marked; none where no seed is of an unseen string."""
        wanted = self._sought.set_of(unseen)
        while best := self._best_group(wanted):
            false = self._false(best)
            if not false:
                break
            self._rounds += 1
            if self._rounds >= MOST_ROUNDS:
                false = self._false(self._seeds)
            self._seeds = self._without(false)
            self._groups = self._grouped()
        return best

    def _without(self, false: Collection[Seed]) -> list[Seed]:
        """The seeds but the false ones; of a word that has none left, the next that is to be marked."""
        seeds = [seed for seed in self._seeds if seed not in false]
        left = {bit for _, _, bit in seeds}
        gone = {bit for _, _, bit in false} - left
        further = [seed for bit in gone if bit in self._cut_off and (seed := self._further(bit))]
        return sorted([*seeds, *further]) if further else seeds

    def _further(self, bit: int) -> Seed | None:
        """The first place to be marked of a word beyond those that were looked at, if it is among the next few."""
        key, (at, end, _) = self._ends.key, self._cut_off.pop(bit)
        wanted = key[at:end]
        while self._further_left and (at := key.find(wanted, at + 1)) >= 0:
            self._further_left -= 1
            seed = at, at + len(wanted), bit
            if not self._false([seed]):
                return seed
        return None

    def _found(self) -> list[Seed]:
        """The first places of every string; of words only where no whole term that holds them stands there.

        Whether a word cuts another there is not asked yet.
        """
        most = max(FEWEST_SEEDS, min(MOST_SEEDS, SEEDS_IN_ALL // max(len(self.strings), 1)))
        seeds: list[Seed] = []
        wholes = ""  # no key has a line end
        for string in self.strings:
            if not string.is_word and (places := self._places(string, most)):
                seeds += places
                wholes += f"{string.key}\n"
        for string in self.strings:
            if string.is_word and string.key not in wholes:
                seeds += self._places(string, most)
        return sorted(seeds) if len(self.strings) > 1 else seeds

    def _places(self, string: MarkedString, most: int) -> list[Seed]:
        wanted, size, bit, find = string.key, len(string.key), self._sought.bits[string], self._ends.key.find
        at = self._firsts[wanted]
        if at < self._start:
            at = find(wanted, self._start)
        places: list[Seed] = []
        while at >= 0:
            places.append((at, at + size, bit))
            if len(places) == most:
                self._cut_off[bit] = places[-1]
                break
            at = find(wanted, at + 1)
        return places

    def _grouped(self) -> list[_Group]:
        """The groups of seeds that one window can show, without those that are a part of the one before."""
        seeds, groups, last = self._seeds, [], 0
        for first, (start, end, string) in enumerate(seeds):
            until = max(end, start + WANTED)
            reached = max(last, first + 1)
            if reached < len(seeds) and seeds[reached][1] <= until:
                line_end = self._ends.key.find("\n", start, until)
                until = until if line_end < 0 else max(end, line_end)
                while reached < len(seeds) and seeds[reached][1] <= until:
                    reached += 1
            if reached > last:
                held = string
                for _, _, another in seeds[first + 1 : reached]:
                    held |= another
                groups.append((first, reached, held))
                last = reached
        return groups

    def _best_group(self, wanted: int) -> list[Seed]:
        """The group with the most characters in wanted strings, then with the most places, then the earliest."""
        best, best_gain, most = (0, 0), 0, 0
        gain_of = self._sought.gain
        for first, last, held in self._groups:
            gain = gain_of(held & wanted)
            if gain > best_gain or (gain == best_gain and gain and last - first > most):
                best, best_gain, most = (first, last), gain, last - first
        return self._seeds[best[0] : best[1]]

    def _false(self, seeds: Sequence[Seed]) -> set[Seed]:
        """Those of some seeds that are not to be marked, for they cut a word."""
        words, at = self._sought.words, self._ends.at
        return {seed for seed in seeds if seed[2] & words and not (at(seed[0]) and at(seed[1]))} if words else set()
