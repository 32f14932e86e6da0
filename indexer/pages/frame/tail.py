"""Labels what stands below a page's text (source, reviewer, buttons, neighbour pages) and a second copy of the text.

A line closes the text only when at most a small remainder of running text follows it; so a 来源: in the middle of an issue, or a
row of buttons above the text, closes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.pages.chrome.row import ADDRESS
from indexer.pages.chrome.table import chrome_row
from indexer.pages.lines import Line, Region
from indexer.pages.notations.labels import Stated
from indexer.pages.notations.shapes import is_paragraph
from indexer.pages.notations.units import closing_bracket
from indexer.pages.plain import plain
from indexer.pages.roles import LabelledLine, Role, labelled
from indexer.pages.statements.header_line import read_bracketed_line
from indexer.pages.statements.header_values import HeaderLine
from indexer.pages.statements.running_text import is_running_text

_TAIL_FIELDS = frozenset((Stated.SOURCE, Stated.AUTHOR, Stated.REVIEWER, Stated.PUBLISHED, Stated.CONTRIBUTOR, Stated.IGNORED))
_STRONGEST_REMAINDER = 0.2  # of the running text; a page's buttons may be followed by that much of other pages
_SHORTEST_VERSE = 20  # characters; the headlines of a list of other pages are links, or shorter
_COPIED = 0.7  # of the lines, both of the copy and of what it repeats
_NEVER_COPIED = frozenset((Role.BLANK, Role.NAVIGATION))  # of what stands above a text: a copy's head is the rest
_SHORTEST_MENU = 3  # lines of chrome; one that comes again may be the unit that signs the text


def label_tail(lines: Sequence[Line], known: Iterable[LabelledLine]) -> Iterator[LabelledLine]:
    """Labels everything from the closing line on that is not `known`. `lines` are all lines from the first of the body on.

    Behind 供稿:… a text may go on for a sentence, a signature or a list of annexes; behind a page's buttons nothing does.
    """
    roles = {line.number: line.role for line in known}
    start = _closing_line(lines, roles)
    is_past_buttons = False
    for line in lines[start:]:
        row = chrome_row(line.text) if line.text else None
        is_past_buttons = is_past_buttons or line.region is Region.BELOW or (row is not None and row.closes)
        if line.number in roles:
            continue
        found = _tail_line(line.text)
        if found is not None:
            yield labelled(line, Role.TAIL, "states " + ", ".join(value.field.value for value in found.values))
        elif row is not None:
            yield labelled(line, Role.CHROME, f"chrome table: {row.name}, below the text", chrome=row.name)
        elif is_past_buttons or not _goes_on(line.text):
            yield labelled(line, Role.CHROME, "below the text")


def _goes_on(text: str) -> bool:
    return text.endswith("。") or text.startswith("附件") or closing_bracket(text) is not None


def _closing_line(lines: Sequence[Line], roles: Mapping[int, Role]) -> int:
    """The index of the line that closes the text; behind the last where none does."""
    running = _weights([line if line.number not in roles else None for line in lines])
    left = sum(running)
    before = 0
    seen_text = False
    last_sentence = max((at for at, line in enumerate(lines) if line.number not in roles and _is_sentence(line)), default=-1)
    last_own = max((at for at, line in enumerate(lines) if line.number not in roles and _is_own(line)), default=-1)
    copied = [at for at, line in enumerate(lines) if roles.get(line.number) is Role.DUPLICATE]
    in_copy = range(copied[0], copied[-1]) if copied else range(0)
    for at, line in enumerate(lines):
        left -= running[at]
        is_body = line.number not in roles
        if seen_text and line.text:
            row = None if running[at] or at in in_copy else chrome_row(line.text)  # a copy's head may hold buttons
            last = last_own if row is not None and row.name == ADDRESS else last_sentence
            is_end = at > last if row is not None and row.is_weak else left <= before * _STRONGEST_REMAINDER
            if row is not None and row.closes and is_end:
                return at
            if is_body and left == 0 and (_tail_line(line.text) is not None or _is_outside(line)):
                return at
        before += running[at]
        seen_text = seen_text or is_body
    return len(lines)


def _weights(lines: Sequence[Line | None]) -> list[int]:
    """The running text of each line. A text without a sentence (verses, or spaces for signs) weighs by its long lines, else a row
    above it would close the page for nothing."""
    weights = [len(line.text) if line and is_running_text(line.text) else 0 for line in lines]
    if any(weights):
        return weights
    return [len(line.text) if line and _may_be_text(line) else 0 for line in lines]


def _may_be_text(line: Line) -> bool:
    """True for a long line that is no link and has no label, as addresses of offices do."""
    return len(line.text) >= _SHORTEST_VERSE and not line.linked and ":" not in plain(line.text) and chrome_row(line.text) is None


def _is_sentence(line: Line) -> bool:
    """True for a sentence of any length that is no link, no button, and not below the main text."""
    is_one = line.text.endswith("。") and not line.linked and line.region is not Region.BELOW
    return is_one and chrome_row(line.text) is None


def _is_own(line: Line) -> bool:
    """True for any line that may be the text's: no link, no button, no source, not below the main text."""
    is_apart = not line.text or line.linked or line.region is Region.BELOW
    return not is_apart and chrome_row(line.text) is None and _tail_line(line.text) is None


def _is_outside(line: Line) -> bool:
    """True for an HTML line below the main text, unless it may be the signature."""
    return line.region is Region.BELOW and closing_bracket(line.text) is None


def _tail_line(text: str) -> HeaderLine | None:
    """A labelled line of source, author, reviewer and the like. Data of an official document is text down here."""
    found = read_bracketed_line(text)
    return found if found is not None and found.labelled and found.fields & _TAIL_FIELDS else None


def label_copies(body: Sequence[Line], title: str | None, known: Iterable[LabelledLine]) -> Iterator[LabelledLine]:
    """Some pages hold their whole text twice: labels the second copy, which reaches to the end and repeats most of the first.

    `known` are the labels of the page's other lines: the copy may begin with what stands above the text.
    """
    keys = [line.text for line in body]
    first = next((at for at, line in enumerate(body) if is_paragraph(line.text)), None)
    if first is None:
        return
    above = [line for line in known if line.number < body[0].number and line.role not in _NEVER_COPIED]
    above.sort(key=lambda line: line.number)
    lead = [*(line.text for line in above if line.role is not Role.CHROME), *keys[:first]]
    whole = [*(line.text for line in above), *keys[:first]]
    for start in [at for at in range(first + 1, len(keys)) if keys[at] == keys[first]][:3]:
        original = set(keys[:start]) | ({title} if title is not None else set())
        before = keys[first + 1 : start]
        own, with_menu = _lead_length(before, lead, title), _lead_length(before, whole, title)
        begin = start - (with_menu if with_menu >= own + _SHORTEST_MENU else own)
        copied = [at for at in range(begin, len(keys)) if keys[at] in original]
        repeated = len(set(keys[first:begin]) & set(keys[begin:]))
        if len(copied) >= (len(keys) - begin) * _COPIED and repeated >= len(set(keys[first:begin])) * _COPIED:
            yield from (labelled(body[at], Role.DUPLICATE, "the text once more") for at in copied)
            return


def _lead_length(before: Sequence[str], lead: Sequence[str], title: str | None) -> int:
    """How many lines right before a copy's text repeat, in their order, lines that stand above the text itself."""
    length = 0
    for line in reversed(lead):
        if length < len(before) and before[-1 - length] in (line, title):
            length += 1
    return length
