"""Shows line by line what each line of a saved page was taken for, and why: what a developer needs to add a layout."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.containers import Unread
from indexer.corpus import PageFile, members_of
from indexer.errors import UnreadablePage
from indexer.pages import LabelledLine, SavedPage, explain_page, read_page

_SHOWN = 100  # characters of a line


def explain_file(file: PageFile) -> Iterator[str]:
    """The explanation of every page of a file, as lines to print."""
    for member in members_of(file):
        yield f"== {member.path}"
        if isinstance(member, Unread):
            yield f"!! [{member.reason}] {member.sentence}"
        else:
            yield from _explained(member)


def _explained(page: SavedPage) -> Iterator[str]:
    try:
        yield from map(_shown, explain_page(page))
        reading = read_page(page)
    except UnreadablePage as error:
        yield f"!! [{error.reason}] {error}"
        return
    for doubt in reading.doubts:
        yield f"?? [{doubt.reason}] {doubt.sentence}"
    for article in reading.articles:
        yield f"-> {article.id} {article.title}"


def _shown(line: LabelledLine) -> str:
    text = line.text if len(line.text) <= _SHOWN else line.text[:_SHOWN] + "…"
    return f"{line.number:5} {line.role.value:12} {text}  ({line.why})" if text else f"{line.number:5} {line.role.value}"
