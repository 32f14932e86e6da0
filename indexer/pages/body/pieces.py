"""Labelled lines -> the preamble and the pieces of a page, in order. Every text line lands in exactly one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.pages.roles import LabelledLine, Role

_PREAMBLE_ROLES = (Role.PREAMBLE, Role.CONTENTS)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece as it stands in the page; `byline` holds lines of names, verbatim; `credits` what is stated below it."""

    section: str | None
    headline: str | None
    subtitle: str | None
    contributor: str | None
    byline: tuple[str, ...]
    paragraphs: tuple[str, ...]
    credits: tuple[LabelledLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a page's text consists of."""

    preamble: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class _Draft:
    """A piece while its lines are gathered."""

    section: str | None
    headline: list[str] = field(default_factory=list)
    subtitle: list[str] = field(default_factory=list)
    contributor: list[str] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    credits: list[LabelledLine] = field(default_factory=list)

    def finished(self) -> Piece:
        return Piece(
            self.section,
            "".join(self.headline) or None,
            " ".join(self.subtitle) or None,
            "、".join(dict.fromkeys(self.contributor)) or None,
            tuple(self.byline),
            tuple(self.paragraphs),
            tuple(self.credits),
        )


def cut_pieces(lines: Sequence[LabelledLine]) -> Pieces:
    """The pieces of a labelled page. A page without any paragraph has no pieces but what its preamble says."""
    preamble: list[str] = []
    drafts: list[_Draft] = []
    section: str | None = None
    is_fresh = True  # a section head or nothing stands above: the next text line begins a piece
    for line in lines:
        if line.role in _PREAMBLE_ROLES:
            preamble.append(line.text)
        elif line.role is Role.SECTION:
            if is_fresh and section is not None:
                preamble.append(section)  # a head with nothing below it is kept where nothing is lost
            section, is_fresh = line.value, True
        elif line.role is Role.CREDIT and drafts:
            drafts[-1].credits.append(line)
        elif line.role in _PLACES:
            if is_fresh or line.opens or not drafts:
                drafts.append(_Draft(section))
                is_fresh = False
            _PLACES[line.role](drafts[-1]).append(line.value)
            if line.beside:
                drafts[-1].byline.append(line.beside)
    if is_fresh and section is not None:
        preamble.append(section)
    pieces = _with_text(drafts, preamble)  # may add to the preamble
    return Pieces(tuple(preamble), tuple(draft.finished() for draft in pieces))


def _with_text(drafts: list[_Draft], preamble: list[str]) -> list[_Draft]:
    """The pieces that have text. What a headline without text says is kept at the end of the piece before it, or in the preamble;
    so is the head of a section that has no other pieces."""
    if not any(draft.paragraphs for draft in drafts):
        return drafts
    sections = {draft.section for draft in drafts if draft.paragraphs}
    kept: list[_Draft] = []
    for draft in drafts:
        if draft.paragraphs:
            kept.append(draft)
        else:
            place = kept[-1].paragraphs if kept else preamble
            if draft.section is not None and draft.section not in sections:
                sections.add(draft.section)
                place.append(draft.section)
            place.extend((*draft.headline, *draft.subtitle, *draft.byline, *draft.contributor))
            place.extend(line.text for line in draft.credits)
    return kept


_PLACES = {
    Role.HEADLINE: lambda draft: draft.headline,
    Role.SUBTITLE: lambda draft: draft.subtitle,
    Role.SIGNING_UNIT: lambda draft: draft.contributor,
    Role.SIGNATURE: lambda draft: draft.contributor,
    Role.BYLINE: lambda draft: draft.byline,
    Role.PARAGRAPH: lambda draft: draft.paragraphs,
}
