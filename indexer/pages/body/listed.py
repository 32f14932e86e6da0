"""Headlines that an issue's own table of contents lists: a line that repeats an entry, in the order of the table, above its text;
and sections that it lists as if they were headlines.

An entry may stand with its page (……3), behind a number of its own, or broken over two lines, and so may the headline. Some
tables have a line of their own for subtitle, unit, names or day; these begin nothing. What repeats an entry anywhere else is
text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from indexer.pages.lines import Line
from indexer.pages.notations.shapes import is_contents_head, is_heading, is_left_open, is_numbered, is_prose, section_name
from indexer.pages.plain import plain, squeeze

from .contents import without_leaders, without_number
from .headlines import is_below_headline, may_go_on

_OF_ISSUE = re.compile(r"本[期刊]|要 {0,8}目")
_LONGEST_SECTION = 8  # characters
_SHORTEST_HALF = 5  # characters; shorter lines above a headline are sections
_FEWEST_SECTIONS = 2
_COLONS = (":", "：")
_FURTHEST = 4  # lines below a headline in which its text begins: a subtitle, names and a unit may stand between


def listed_headlines(contents: Sequence[str], lines: Sequence[Line], sections: Container[int]) -> dict[int, int]:
    """The index of each line that begins a listed piece -> how many lines its headline has, 1 or 2.

    Numbered lines are headings inside a piece where others are listed beside them; a 目录 that lists them may be one of chapters,
    as is one whose first text begins with its second entry.
    """
    table = _table(contents)
    if not table.whole or (not sections and not _is_issues(contents) and _lists_chapters(table, lines)):
        return {}
    found = _headlines(lines, _repeated(lines, table, sections))
    numbered = {at for at, _, _ in found if is_numbered(lines[at].text)}
    if numbered and not _is_issues(contents):
        return {}
    if len(numbered) < len(found):
        found = [(at, entry, length) for at, entry, length in found if at not in numbered]
    places = {at for at, _, _ in found}
    with_text = [(at, entry, length) for at, entry, length in found if _has_text(lines, at + length, places)]
    return {at: length for at, _, length in _ascending(with_text)}


def listed_sections(contents: Sequence[str], lines: Sequence[Line]) -> frozenset[str]:
    """The squeezed names of sections that a table lists without any sign: each stands right above the same headline in the table
    and in the text. The text begins with one, and there are several: one alone may be a headline broken in two.
    """
    entries = [text for text in contents if not is_contents_head(text)]
    below = {
        squeeze(name): frozenset(_keys(entry)) for name, entry in pairwise(entries) if len(squeeze(name)) <= _LONGEST_SECTION
    }
    if not lines or squeeze(lines[0].text) not in below:
        return frozenset()
    found: set[str] = set()
    others: set[str] = set()
    for line, following in pairwise(lines):
        name = squeeze(line.text) if is_heading(line.text) else ""
        if name in below:
            is_above = squeeze(following.text) in below[name] and not is_below_headline(following)
            (found if is_above else others).add(name)
    names = found - others
    return frozenset(names) if len(names) >= _FEWEST_SECTIONS and not _are_halves(entries, names) else frozenset()


def _are_halves(entries: Sequence[str], names: Set[str]) -> bool:
    """True for lines of a table that may be headlines broken in two: some are too long for most sections (贯彻会议精神), and
    each stands above one entry alone."""
    headlines = [entry for at, entry in enumerate(entries) if not is_below_headline(Line(at, entry))]
    places = [at for at, entry in enumerate(headlines) if squeeze(entry) in names]
    have_one = all(following - at == 2 for at, following in pairwise((*places, len(headlines))))
    return have_one and any(len(name) >= _SHORTEST_HALF for name in names)


def _is_issues(contents: Sequence[str]) -> bool:
    """True for a table below 本期要目 and other heads that can be nothing but an issue's."""
    return any(is_contents_head(text) and _OF_ISSUE.search(plain(text)) for text in contents)


@dataclass(frozen=True, slots=True)
class _Table:
    """What each entry, and each two that may be one, are compared by -> the entry's place in the table."""

    whole: dict[str, int]
    broken: dict[str, int]


def _table(contents: Sequence[str]) -> _Table:
    texts = [text for text in contents if section_name(text) is None and not is_contents_head(text)]
    whole = {key: at for at in reversed(range(len(texts))) for key in _keys(texts[at])}
    broken = {key: at for at in range(len(texts) - 1) for key in _keys(texts[at] + texts[at + 1])}
    return _Table(whole, broken)


def _lists_chapters(table: _Table, lines: Sequence[Line]) -> bool:
    """True for the table of one text: its second entry stands right below the first line of the text, a title."""
    title, below = (squeeze(line.text) for line in lines[:2]) if len(lines) > 1 else ("", "")
    if len(title) <= _LONGEST_SECTION or is_left_open(lines[0].text, lines[1].text) or is_below_headline(lines[1]):
        return False
    return table.whole.get(below) == 1


def _keys(entry: str) -> tuple[str, ...]:
    """An entry as it stands, without its page, and without a number in front of it as well."""
    key = squeeze(entry)
    shorter = without_leaders(key)
    return key, shorter, without_number(shorter)


def _repeated(lines: Sequence[Line], table: _Table, sections: Container[int]) -> Iterator[tuple[int, int, int]]:
    """Each line that repeats an entry and is no section's head: its index, the entry's place in the table, and over how many
    lines it does, 1 or 2. Two entries are one broken headline only where neither stands anywhere without the other.
    """
    keys = ["" if at in sections or not is_heading(line.text) else squeeze(line.text) for at, line in enumerate(lines)]
    stand, together = Counter(keys), Counter(pairwise(keys))
    entries = table.broken | table.whole
    for at, (key, below) in enumerate(pairwise((*keys, ""))):
        if not key or (at and _leads_in(lines[at - 1].text)):
            continue
        is_one = len(key) >= _SHORTEST_HALF and stand[key] == stand[below] == together[key, below]
        if below and key + below in table.whole:
            yield at, table.whole[key + below], 2
        elif below and is_one and key + below in table.broken and may_go_on(lines[at], lines[at + 1]):
            yield at, table.broken[key + below], 2
        elif key in entries:
            yield at, entries[key], 1


def _headlines(lines: Sequence[Line], repeated: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """What repeats an entry, without the subtitles, units, names and days that stand below a headline and are listed too."""
    headlines: list[tuple[int, int, int]] = []
    end = 0
    for at, entry, length in repeated:
        if at == end and is_below_headline(lines[at]):
            end = at + 1
        else:
            headlines.append((at, entry, length))
            end = at + length
    return headlines


def _leads_in(text: str) -> bool:
    """True for a line that ends with a colon: what stands below it is its own, a slogan for example, and no headline."""
    return text.endswith(_COLONS) and section_name(text) is None


def _has_text(lines: Sequence[Line], below: int, places: set[int]) -> bool:
    """True when a sentence comes before the next line that repeats an entry."""
    for at in range(below, min(below + _FURTHEST, len(lines))):
        if at in places or section_name(lines[at].text) is not None:
            return False
        if is_prose(lines[at].text):
            return True
    return False


def _ascending(found: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The most lines whose entries stand in the order of the table; of two for one entry the first."""
    ends: list[int] = []  # for each length of a row, the entry by which the row of that length ends earliest in the table
    last: list[int] = []  # and where in `found` it ends
    before: list[int | None] = []
    for at, (_, entry, _) in enumerate(found):
        length = bisect_left(ends, entry)
        before.append(last[length - 1] if length else None)
        if length == len(ends):
            ends.append(entry)
            last.append(at)
        elif entry < ends[length]:
            ends[length], last[length] = entry, at
    row: list[tuple[int, int, int]] = []
    place = last[-1] if last else None
    while place is not None:
        row.append(found[place])
        place = before[place]
    return row[::-1]
