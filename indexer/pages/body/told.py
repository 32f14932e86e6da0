"""Headlines that the pieces of an issue show by what they have in common, where nobody signs them at the end: each stands above
its unit, or all are set alike (<h3>, or bold in the middle of the page), or they are numbered.

The pieces of one section are compared, or those of an issue without sections. The first line of them has to be such a headline:
what only comes later is a heading inside a piece. How lines are set tells only below a section head, and where every line that is
set so may be a headline and tells of something of its own: one text may have its headings set like its headline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indexer.pages.lines import Line
from indexer.pages.notations.shapes import is_paragraph
from indexer.pages.notations.units import is_unit
from indexer.pages.plain import squeeze
from indexer.pages.statements.signatures import is_signed

from .headlines import headline_length
from .numbered import numbered_news
from .own_names import tell_of_their_own

_FEWEST = 2
_READ = 4  # lines: a headline of two, its unit, and its text
_SHORTEST_UNIT = 4  # characters: 方志馆 alone may be a heading


def told_headlines(lines: Sequence[Line], sections: Iterable[int]) -> dict[int, int]:
    """The index of each such headline -> how many lines it has. `sections` are the indices of the section heads."""
    told: dict[int, int] = {}
    for block in _blocks(len(lines), sections):
        told.update(_above_units(lines, block))
        if block.start:  # below a section head
            told.update(_set_alike(lines, block) or numbered_news(lines, block))
    return told


def _blocks(end: int, sections: Iterable[int]) -> Iterator[range]:
    """The lines between one section head and the next."""
    heads = sorted(sections)
    for head, following in zip((-1, *heads), (*heads, end), strict=True):
        yield range(head + 1, following)


def _above_units(lines: Sequence[Line], block: range) -> dict[int, int]:
    found: dict[int, int] = {}
    below = block.start
    for at in block:
        length = _above_unit(lines[at : min(at + _READ, block.stop)]) if at >= below else 0
        if length:
            found[at] = length
            below = at + length
        elif not found:
            return {}
    return found if len(found) >= _FEWEST else {}


def _above_unit(lines: Sequence[Line]) -> int:
    """How many lines a headline has that stands above a unit and its text; 0 for anything else."""
    length = headline_length(lines, has_other_headings=False)
    if not length or length + 1 >= len(lines) or is_unit(lines[0].text):
        return 0
    unit, text = lines[length].text, lines[length + 1].text
    return length if is_unit(unit) and len(squeeze(unit)) >= _SHORTEST_UNIT and is_paragraph(text) else 0


def _set_alike(lines: Sequence[Line], block: range) -> dict[int, int]:
    mark = lines[block.start].mark if block else ""
    if not mark:
        return {}
    found: dict[int, int] = {}
    below = block.start
    for at in block:
        if at < below or lines[at].mark != mark:
            continue
        found[at] = _above_text(lines[at : min(at + _READ, block.stop)])
        below = at + found[at]
    are_pieces = len(found) >= _FEWEST and all(found.values())
    if not are_pieces or any(is_signed(lines[at]) for at in block):
        return {}
    return found if tell_of_their_own(_with_text(lines, at, length) for at, length in found.items()) else {}


def _above_text(lines: Sequence[Line]) -> int:
    """How many lines a headline has that stands above a text, set in another way; 0 for anything else."""
    length = headline_length(lines, has_other_headings=True)
    below = lines[length:]
    is_alone = bool(below) and below[0].mark != lines[0].mark
    return length if length and is_alone and any(is_paragraph(line.text) for line in below) else 0


def _with_text(lines: Sequence[Line], at: int, length: int) -> tuple[str, str]:
    """A headline above its text, and the first paragraph of that."""
    headline = "".join(line.text for line in lines[at : at + length])
    return headline, next(line.text for line in lines[at + length : at + _READ] if is_paragraph(line.text))
