"""Headlines that the pieces of an issue show by what they have in common, where nobody signs them at the end: each stands above
its unit.

The pieces of one section are compared, or those of an issue without sections. The first line of them has to be such a headline:
what only comes later is a heading inside a piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .headlines import headline_length
from .lines import Line
from .plain import squeeze
from .shapes import is_paragraph
from .units import is_unit

_FEWEST = 2
_READ = 4  # lines: a headline of two, its unit, and its text
_SHORTEST_UNIT = 4  # characters: 方志馆 alone may be a heading


def told_headlines(lines: Sequence[Line], sections: Iterable[int]) -> dict[int, int]:
    """The index of each such headline -> how many lines it has. `sections` are the indices of the section heads."""
    return {at: length for block in _blocks(len(lines), sections) for at, length in _above_units(lines, block)}


def _blocks(end: int, sections: Iterable[int]) -> Iterator[range]:
    """The lines between one section head and the next."""
    heads = sorted(sections)
    for head, following in zip((-1, *heads), (*heads, end), strict=True):
        yield range(head + 1, following)


def _above_units(lines: Sequence[Line], block: range) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at in block:
        is_second_line = bool(found) and at < sum(found[-1])
        length = 0 if is_second_line else _above_unit(lines[at : min(at + _READ, block.stop)])
        if length:
            found.append((at, length))
    return found if len(found) >= _FEWEST and found[0][0] == block.start else []


def _above_unit(lines: Sequence[Line]) -> int:
    """How many lines a headline has that stands above a unit and its text; 0 for anything else."""
    length = headline_length(lines, has_other_headings=False)
    if not length or length + 1 >= len(lines) or is_unit(lines[0].text):
        return 0
    unit, text = lines[length].text, lines[length + 1].text
    return length if is_unit(unit) and len(squeeze(unit)) >= _SHORTEST_UNIT and is_paragraph(text) else 0
