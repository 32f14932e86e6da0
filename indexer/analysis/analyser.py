"""Analyser: cuts texts and queries into words, with a dictionary and the names that a corpus teaches.

The dictionary never changes after loading: names are laid over its words (`overlay`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache
from itertools import chain

from .folding import FOLDED, HAN_CHARACTER, runs, search_key
from .overlay import NameFinder, Overlay, counted, is_name, overlay
from .segmenters import load_dictionary, segmenter_of

LONGEST_RUN = 2_000  # a longer run is cut at multiples of it: not for speed any more, but other cuts would make other words
ANALYSIS_VERSION = 3  # raise it when the code of words() or fold() changes their answers; the fingerprint holds its tables

_TERMS_KEPT = 32  # those of the searches of a moment
_LONGEST_KEPT = 20  # characters; what is longer is cut again each time instead of filling a cache


class Analyser:
    """Cuts words with a dictionary of its own and the names it was given.

    Thread-safe; loading takes about a second, so make one and share it. A text is cut in two steps: `accurate_words` know no
    names and depend on nothing but the text and `fingerprint`, so they may be kept; `index_words` adds the rest.
    """

    def __init__(self, segmenter: str = "jieba") -> None:
        self._dictionary = load_dictionary()
        self._subwords = lru_cache(maxsize=100_000)(self._find_subwords)
        self._use(segmenter)
        self._finder = NameFinder(())
        self.names_hash = self._finder.digest()

    @property
    def segmenter(self) -> str:
        """The name of its segmenter."""
        return self._segmenter.name

    def with_segmenter(self, name: str) -> Analyser:
        """This analyser with another segmenter, sharing its dictionary. Raises BadSetting where there is no such segmenter."""
        if name == self.segmenter:
            return self
        other = copy(self)
        other._use(name)
        return other

    def _use(self, segmenter: str) -> None:
        self._segmenter = segmenter_of(segmenter, self._dictionary)
        self._kept_words = lru_cache(maxsize=20_000)(self._cut)
        self.fingerprint = self._fingerprint()

    @property
    def names(self) -> tuple[str, ...]:
        """The names, folded, sorted, each once."""
        return self._finder.names

    def with_names(self, names: Iterable[str]) -> Analyser:
        """This analyser with other names, sharing its dictionary.

        Of `names`, folded, those count that are 2 to 20 Han characters and no word of the dictionary.
        """
        knows = self._dictionary.knows
        named = copy(self)
        named._finder = NameFinder(name for name in map(search_key, names) if is_name(name) and not knows(name))
        named.names_hash = named._finder.digest()
        return named

    def words(self, paragraph: str) -> list[str]:
        """The words of one paragraph for the index."""
        return self.index_words(paragraph, self.accurate_words(paragraph))

    def accurate_words(self, paragraph: str) -> list[str]:
        """The base words of a text: accurate mode with the HMM's guesses, names unknown; punctuation is no word."""
        found: list[str] = []
        for run in runs(paragraph):
            if HAN_CHARACTER.match(run):
                found.extend(self._run_words(run))
            else:
                found.append(run)
        return found

    def index_words(self, paragraph: str, accurate_words: Sequence[str]) -> list[str]:
        """The words of one paragraph for the index: its accurate words, the words inside them, and those of its names.

        So learning a name takes no word away, and the index words hold every query word of the same paragraph.
        """
        return [*accurate_words, *self.inner_words(accurate_words), *self.name_words(paragraph, accurate_words)]

    def inner_words(self, accurate_words: Iterable[str]) -> list[str]:
        """The shorter words inside accurate words (search mode). As these, they know no names and may be kept."""
        return list(chain.from_iterable(map(self._subwords, accurate_words)))

    def lines_with_names(self, accurate_words: str) -> list[int]:
        """Of paragraphs, given as lines of accurate words parted by spaces, those in which a name may count."""
        return self._finder.lines(accurate_words)

    def name_words(self, paragraph: str, accurate_words: Sequence[str]) -> list[str]:
        """The names that count in a paragraph, nested ones too, and the words of what they leave of guessed words."""
        laid = self._overlay(paragraph, accurate_words)
        if laid is None:
            return []
        found = list(laid.names)
        for piece, is_rest in laid.pieces:
            if is_rest:
                rest = self._run_words(piece)
                found.extend((*rest, *self.inner_words(rest)))
        return found

    def query_words(self, text: str) -> list[str]:
        """The words of a query term: accurate words, in which a name replaces the words that it covers."""
        return self._query_words(text, self.accurate_words(text))

    def term_words(self, text: str) -> tuple[Sequence[str], Sequence[str]]:
        """The query words and the accurate words of a query term, kept for a moment: a search asks five times."""
        return _term_words(self, text)

    def _query_words(self, text: str, base: list[str]) -> list[str]:
        laid = self._overlay(text, base)
        if laid is None:
            return base
        found: list[str] = []
        for piece, is_rest in laid.pieces:
            found.extend(self._run_words(piece) if is_rest else (piece,))
        return found

    @property
    def frequencies(self) -> Mapping[str, int]:
        """How frequent each word of the dictionary is; 0 for what only begins one, missing what begins none."""
        return self._dictionary.frequencies

    def _overlay(self, text: str, accurate_words: Sequence[str]) -> Overlay | None:
        """The names of a text over its accurate words; None where no name counts."""
        places = self._finder.places("".join(accurate_words))
        if places:
            places = counted(places, accurate_words, map(len, runs(text)), self._dictionary.knows)
        return overlay(accurate_words, places) if places else None

    def _find_subwords(self, word: str) -> tuple[str, ...]:
        if len(word) < 3 or not HAN_CHARACTER.match(word):
            return ()
        lengths = (2, 3) if len(word) > 3 else (2,)
        parts = (word[i : i + size] for size in lengths for i in range(len(word) - size + 1))
        return tuple(filter(self._dictionary.knows, parts))

    def _run_words(self, piece: str) -> tuple[str, ...]:
        """The accurate words of a run, or of what a name leaves of a guessed word. Short ones are kept: a query is cut often."""
        return self._kept_words(piece) if len(piece) <= _LONGEST_KEPT else self._cut(piece)

    def _cut(self, run: str) -> tuple[str, ...]:
        """The accurate words of a run of Han characters."""
        return tuple(word for piece in _pieces(run) for word in self._segmenter.cut(piece))

    def _fingerprint(self) -> str:
        """Names everything that decides what accurate_words() answers, which is all but the names."""
        folded = repr(sorted(FOLDED.items()))
        rules = f"{ANALYSIS_VERSION} {self._segmenter.version} {LONGEST_RUN} {self._dictionary.sha256} {folded}"
        return hashlib.sha256(rules.encode()).hexdigest()[:16]


@lru_cache(maxsize=_TERMS_KEPT)  # of all analysers: one that held a cache of its own method would wait for the collector
def _term_words(analyser: Analyser, text: str) -> tuple[Sequence[str], Sequence[str]]:
    accurate = analyser.accurate_words(text)
    return tuple(analyser._query_words(text, accurate)), tuple(accurate)


def _pieces(run: str) -> Iterator[str]:
    for start in range(0, len(run), LONGEST_RUN):
        yield run[start : start + LONGEST_RUN]
