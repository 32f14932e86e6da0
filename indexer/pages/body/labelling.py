"""Labels the lines of a page's text. An issue's text holds headlines, sections and signatures; an article's text is paragraphs.

Every line gets a role that is kept somewhere in the articles: whatever is no headline, section, subtitle or signature is a
paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.pages.lines import Line
from indexer.pages.notations.people import bare_names, byline_names
from indexer.pages.notations.shapes import (
    is_caption,
    is_contents_head,
    is_heading,
    is_numbered,
    is_paragraph,
    opens_news,
    section_name,
    without_dashes,
)
from indexer.pages.plain import plain, squeeze
from indexer.pages.roles import LabelledLine, Role, labelled
from indexer.pages.statements.signatures import (
    bracket_signature,
    own_line_signature,
    paragraph,
    place_signature,
    signing_unit,
    split_glued,
)

from .contents import contents_end, section_names_of
from .headlines import MOST_BELOW, headline_length, label_opening
from .inner_headings import InnerHeadings
from .listed import listed_headlines, listed_sections
from .numbered import NumberedHeadlines
from .sections import section_heads
from .signed_lines import SignedLines
from .told import told_headlines

_EDITORS_NOTE = ("编者按", "[编者按", "【编者按", "(编者按", "按:", "编者的话", "导语:")
_LAST_LINES = 3


def label_article(lines: Sequence[Line]) -> tuple[LabelledLine, ...]:
    """The text of a single page that is no issue: paragraphs, a subtitle, byline or signing unit on top, credits at the end."""
    result = _label_top(lines)
    last = len(lines) - _LAST_LINES
    for place in range(len(result), len(lines)):
        line = lines[place]
        signature = own_line_signature(line) if place >= last else None
        if signature is not None:
            result.append(signature)
        elif place >= last and _only_signatures(lines[place + 1 :]):
            result.extend(split_glued(line))
        else:
            result.append(paragraph(line))
    return tuple(result)


def _only_signatures(lines: Sequence[Line]) -> bool:
    return all(own_line_signature(line) is not None for line in lines)


def _label_top(lines: Sequence[Line]) -> list[LabelledLine]:
    """Labels a subtitle, names and a signing unit on top of an article's text: its first lines, one label each."""
    result: list[LabelledLine] = []
    if len(lines) > 1 and (subtitle := without_dashes(lines[0].text)) and is_heading(lines[0].text):
        result.append(labelled(lines[0], Role.SUBTITLE, "dashes on top of the text", subtitle))
    for at, line in enumerate(lines[len(result) : len(result) + 2], start=len(result)):
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        if (bare_names(line.text) and following) or (byline_names(line.text) and is_paragraph(following)):
            result.append(labelled(line, Role.BYLINE, "names on top of the text"))
        elif len(squeeze(line.text)) >= 6 and is_paragraph(following) and (unit := signing_unit(line)) is not None:
            result.append(unit)
        else:
            break
    return result


def label_issue(lines: Sequence[Line]) -> tuple[LabelledLine, ...]:
    """The text of an issue: its table of contents and preamble, then sections of pieces, or one single piece."""
    start, result = _label_preamble(lines)
    rest = lines[start:]
    contents = [line.text for line in result if line.role is Role.CONTENTS]
    sections = section_heads(rest, section_names_of(lines[:start]) | listed_sections(contents, rest))
    told = listed_headlines(contents, rest, sections) or told_headlines(rest, sections)
    signed = [at for at in range(len(rest)) if (found := _signature(rest, at, sections)) and found.role is Role.SIGNATURE]
    if not sections and len(signed) < 2 and all(at == 0 for at in told):
        result.extend(_label_single(rest))
    else:
        result.extend(_label_pieces(rest, sections, told))
    return tuple(result)


def _label_preamble(lines: Sequence[Line]) -> tuple[int, list[LabelledLine]]:
    """Labels the table of contents and what stands before the first piece; gives the index of the first line behind it."""
    end = contents_end(lines)
    result: list[LabelledLine] = []
    in_contents = False
    for line in lines[:end]:
        in_contents = in_contents or is_contents_head(line.text) or section_name(line.text) is not None
        role, why = (Role.CONTENTS, "table of contents") if in_contents else (Role.PREAMBLE, "before the table of contents")
        result.append(labelled(line, role, why))
    while end < len(lines) - 1 and plain(lines[end].text[:8]).startswith(_EDITORS_NOTE):
        result.append(labelled(lines[end], Role.PREAMBLE, "editor's note"))
        end += 1
    first = next((at for at in range(end, len(lines)) if section_name(lines[at].text)), None)
    if first is not None and not _holds_piece(lines[end:first]):
        result.extend(labelled(line, Role.PREAMBLE, "before the first section") for line in lines[end:first])
        end = first
    return end, result


def _holds_piece(lines: Sequence[Line]) -> bool:
    """True for a headline with text below it."""
    return len(lines) >= 2 and is_heading(lines[0].text) and any(is_paragraph(line.text) for line in lines[1:4])


def _label_single(lines: Sequence[Line]) -> list[LabelledLine]:
    """One piece: headline, subtitle, signing unit, text, signature. A text without a headline is paragraphs alone."""
    length = headline_length(lines, has_other_headings=_has_headings_inside(lines))
    opening, at = label_opening(lines, length)
    return [*opening, *label_article(lines[at:])]


def _has_headings_inside(lines: Sequence[Line]) -> bool:
    first = next((at for at, line in enumerate(lines) if is_paragraph(line.text)), len(lines))
    return any(
        is_heading(line.text) and not is_numbered(line.text) and own_line_signature(line) is None for line in lines[first:]
    )


def _label_pieces(lines: Sequence[Line], sections: Mapping[int, str], told: Mapping[int, int]) -> list[LabelledLine]:
    """Sections of pieces. A piece begins below a section head, behind a signature, or at a heading that tells news.

    `told` are the headlines that the issue itself tells, and how many lines each of them has.
    """
    result: list[LabelledLine] = []
    signed = SignedLines(lines)
    numbered = NumberedHeadlines(lines, signed)
    inner = InnerHeadings(lines, signed, (*sections, *told))
    at, may_open, headline = 0, True, ""
    while at < len(lines):
        line = lines[at]
        if at in sections:
            result.append(labelled(line, Role.SECTION, "a section head on its own line", sections[at]))
            at, may_open, headline = at + 1, True, ""
            continue
        signature = _signature(lines, at, sections) or (place_signature(line) if _ends_piece(lines, at, sections) else None)
        if signature is not None:
            result.append(signature)
            at, may_open = at + 1, True
            continue
        length = told.get(at) or headline_length(lines[at : at + 4], has_other_headings=False)
        if length > 1 and at not in told:
            length = headline_length(lines[at : at + 4], has_other_headings=inner.begin_below(at))
        if not length and may_open:
            length = numbered.length(at, headline)
        if length and (may_open or at in told or _opens_piece(lines, at, length)):
            opening, read = label_opening(lines[at : at + length + MOST_BELOW + 1], length)
            result.extend(opening)
            at, may_open, headline = at + read, False, line.text
            continue
        is_behind_signature = may_open and headline != "" and is_caption(line.text)  # of the piece that has ended
        parts = split_glued(line) if _ends_piece(lines, at, sections) else (paragraph(line),)
        result.extend(parts)
        at, may_open = at + 1, parts[-1].role is Role.SIGNATURE or is_behind_signature
    return result


def _signature(lines: Sequence[Line], at: int, sections: Mapping[int, str]) -> LabelledLine | None:
    """The signature that a line of an issue is; one without brackets only where a piece may end."""
    return own_line_signature(lines[at]) if _ends_piece(lines, at, sections) else bracket_signature(lines[at])


def _ends_piece(lines: Sequence[Line], at: int, sections: Mapping[int, str]) -> bool:
    """True when the line may be a piece's last: a section, a headline or nothing follows."""
    return at + 1 >= len(lines) or at + 1 in sections or is_heading(lines[at + 1].text)


def _opens_piece(lines: Sequence[Line], at: int, length: int) -> bool:
    """True for a heading that begins a piece although the piece before it is not signed (a grouped piece has no signature)."""
    below = at + length
    if below >= len(lines) or not is_paragraph(lines[below].text) or at == 0:
        return False
    return opens_news("".join(line.text for line in lines[at:below]), lines[below].text)
