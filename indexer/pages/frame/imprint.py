"""Labels the imprint (版记) that ends a printed bulletin: whom it went to, how many copies were printed.

It is no text of the last article, nor an article of its own. Only the last lines of an issue's page can be one, and only
together: 报：… inside a text stays text, and so does all that ends a page that is no issue. Editors named among them are left to
`tail`, which reads their names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from indexer.pages.lines import Line
from indexer.pages.notations.issue_numbers import find_issue_number
from indexer.pages.notations.shapes import is_paragraph
from indexer.pages.plain import plain
from indexer.pages.roles import LabelledLine, Role, labelled
from indexer.pages.statements.imprint_lines import (
    ISSUED,
    PRINTED,
    SENT,
    imprint_kinds,
    is_credit,
    is_rule,
    may_be_imprint,
    names_proofreader,
    names_recipients,
)

_MOST_LINES = 30
_ABOVE = frozenset(("报", "呈报", "抄报", "主报"))  # to whom the office answers: lists of who got what name no such
_GOES_ON = tuple("、,:;，：；")


def find_imprint(body: Sequence[Line], title: str | None, tail: Collection[int]) -> Sequence[Line]:
    """The last lines of an issue's text that are its imprint, if it has one. `tail` are the numbers of the lines in the tail."""
    is_issue = find_issue_number(plain(title or "")) is not None
    if not is_issue or not any(may_be_imprint(line.text) and imprint_kinds(line.text) for line in body):
        return ()
    last = _without_annexes([line for line in body if line.number not in tail or imprint_kinds(line.text) is not None])
    first_text = next((line.number for line in body if is_paragraph(line.text) and not imprint_kinds(line.text)), None)
    for at, line in enumerate(last):
        if first_text is not None and line.number > first_text and _is_imprint(last[at:]):
            return last[at:]
    return ()


def label_imprint(imprint: Sequence[Line], tail: Collection[int]) -> Iterator[LabelledLine]:
    """Labels the lines of an imprint but those that are left to the tail: editors, and what states nothing."""
    for line in imprint:
        is_tail = line.number in tail and not imprint_kinds(line.text)
        if not is_tail and not is_credit(line.text):
            yield labelled(line, Role.IMPRINT, "whom the issue went to, and how it was printed")


def _without_annexes(lines: Sequence[Line]) -> Sequence[Line]:
    """The last lines without those that name annexes, which a site sets below the printed page."""
    end = next((at for at in range(len(lines), 0, -1) if not lines[at - 1].text.startswith("附件")), 0)
    return lines[max(0, end - _MOST_LINES) : end]


def _is_imprint(lines: Sequence[Line]) -> bool:
    """True for lines that are an imprint from the first to the last, and state enough of what imprints state, each once."""
    if not (imprint_kinds(lines[0].text) or is_rule(lines[0].text)):
        return False
    stated: list[str] = []
    goes_on = False
    for line in lines:
        kinds = imprint_kinds(line.text)
        if kinds is None and not (goes_on and names_recipients(line.text)):
            return False
        stated += kinds or ()
        goes_on = line.text.endswith(_GOES_ON)
    is_proofread = any(names_proofreader(line.text) for line in lines)
    is_sent_to_many = is_proofread and len(SENT.intersection(stated)) > 1
    return not goes_on and len(stated) == len(set(stated)) and (is_sent_to_many or _is_certain(frozenset(stated)))


def _is_certain(stated: frozenset[str]) -> bool:
    """True for things that together only imprints state: to whom above and what else, or to whom and how it was printed."""
    if len(stated) > 1 and stated & _ABOVE:
        return True
    return bool(stated & SENT and stated & {ISSUED, PRINTED}) or stated >= {ISSUED, PRINTED}
