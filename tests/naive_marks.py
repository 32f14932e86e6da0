"""What a query marks and where a text may be cut, the slow and plain way: the meaning that marks and windows are held to.

It shares with the program the analysis and the parsed query, nothing of the finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from indexer.analysis import HAN, Analyser, fold, search_key
from search_app.search.query import And, Or, Phrase, Query, Term

LONGEST_WORD = 8  # characters of a dictionary word that can be cut; longer ones are names and sayings of several words
_TITLE = re.compile(r"《[^》\n]{0,120}》")
_NUMBER = re.compile(r"[0-9０-９]+(?:[.,:%．][0-9０-９]+)*%?")


def leaves(query: Query) -> Iterator[Term | Phrase]:
    """The terms and phrases under no exclusion."""
    if isinstance(query, Term | Phrase):
        yield query
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from leaves(part)


def places(text: str, query: Query, analyser: Analyser, field: str, *, literal_only: bool = False) -> set[tuple[int, int]]:
    """Every range of `text` that is to be marked, from the first to the last visible character, before anything is merged."""
    visible = [i for i, character in enumerate(text) if character == "\n" or search_key(character)]
    key = fold("".join(text[i] for i in visible))
    wanted = [leaf for leaf in leaves(query) if leaf.field in (None, field)]
    found = {(at, at + len(leaf.key)) for leaf in wanted for at in standing(key, leaf.key)}
    ends = word_ends(text, analyser)
    for leaf in wanted:
        if isinstance(leaf, Term) and len(leaf.key) > 1 and not literal_only:
            cut = [*analyser.query_words(leaf.text), *analyser.accurate_words(leaf.text)]
            words = [word for word in cut if len(word) > 1]
            found |= {
                (at, at + len(word)) for word in words for at in standing(key, word) if at in ends and at + len(word) in ends
            }
    return {(visible[start], visible[end - 1] + 1) for start, end in found}


def standing(key: str, string: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(string)})", key)]


@lru_cache(maxsize=2_000)
def word_ends(text: str, analyser: Analyser) -> frozenset[int]:
    """The places in the search key of `text` at which no word is cut."""
    ends: set[int] = set()
    origin = 0
    for paragraph in text.split("\n"):
        key = search_key(paragraph)
        inside = {
            at
            for run in re.finditer(rf"[{HAN}]+", key)
            for start in range(run.start(), run.end())
            for end in range(start + 2, min(start + LONGEST_WORD, run.end()) + 1)
            if analyser.frequencies.get(key[start:end])
            for at in range(start + 1, end)
        }
        for run in re.finditer(rf"[{HAN}]+", key):
            inside -= set(accumulate(map(len, analyser.accurate_words(run[0])), initial=run.start()))
        at = 0
        for word in (word for word in analyser.accurate_words(paragraph) if not re.match(rf"[{HAN}]", word)):
            at = key.index(word, at)
            inside |= set(range(at + 1, at + len(word)))
            at += len(word)
        ends |= {origin + at for at in range(len(key) + 1) if at not in inside}
        origin += len(key) + 1
    return frozenset(ends)


def merged(ranges: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges as marks: sorted, and what touches or overlaps made one."""
    covered = sorted({i for start, end in ranges for i in range(start, end)})
    inside = set(covered)
    starts = [i for i in covered if i - 1 not in inside]
    ends = [i + 1 for i in covered if i + 1 not in inside]
    return list(zip(starts, ends, strict=True))


def cuts_something(text: str, at: int, analyser: Analyser) -> bool:
    """Whether text[at] stands inside a word, a number or a 《title》."""
    if any(whole.start() < at < whole.end() for pattern in (_TITLE, _NUMBER) for whole in pattern.finditer(text)):
        return True
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    paragraph = text[start : end if end >= 0 else len(text)]
    return len(search_key(text[start:at])) not in word_ends(paragraph, analyser)
