"""The golden files: saved pages and containers, each beside the answer it must give. `python tests/write_golden.py` writes all
answers again as the program gives them now; whoever does so reads the difference.

The answer of a page is its articles as `parse --json` prints them (`NAME.jsonl`), or the reason why there is none
(`NAME.reason`); that of a container articles, and page and reason of whatever is skipped or doubtful, in the order of the stream.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.article import Article
from indexer.building.copies import distinct
from indexer.corpus import page_files, read_file
from indexer.errors import UnreadablePage
from indexer.ledger import Entry
from indexer.pages import SavedPage, read_page

GOLDEN = Path(__file__).parent / "golden"
ANSWERS = (".jsonl", ".reason")
EXPECTED = ".expected"
AGAIN = "where this is meant: python tests/write_golden.py, and read the difference"


def pages(folder: Path = GOLDEN) -> list[Path]:
    """The pages of the golden files."""
    return sorted(path for path in (folder / "pages").iterdir() if path.suffix not in ANSWERS)


def containers(folder: Path = GOLDEN) -> list[Path]:
    """The containers of the golden files."""
    return sorted(path for path in (folder / "containers").iterdir() if path.suffix != EXPECTED)


def saved(path: Path) -> SavedPage:
    """A golden page as the reader is given it."""
    return SavedPage(path.name, path.read_bytes(), None)


def page_answer(path: Path) -> tuple[Path, str]:
    """Where the answer of a page belongs, and the answer."""
    try:
        return path.with_suffix(".jsonl"), _lines(read_page(saved(path)).articles)
    except UnreadablePage as error:
        return path.with_suffix(".reason"), f"{error.reason}\n"


def container_answer(path: Path) -> tuple[Path, str]:
    """Where the answer of a container belongs, and the answer."""
    found = distinct(reading for file in page_files([path]) for reading in read_file(file))
    return path.with_name(path.name + EXPECTED), _lines(found)


def answers(folder: Path = GOLDEN) -> Iterator[tuple[Path, str]]:
    """Every answer."""
    yield from map(page_answer, pages(folder))
    yield from map(container_answer, containers(folder))


def write(folder: Path = GOLDEN) -> None:
    """Write every answer, and take away what is none any more."""
    now = dict(answers(folder))
    before = [path for path in (folder / "pages").iterdir() if path.suffix in ANSWERS]
    for path in (*before, *(folder / "containers").glob(f"*{EXPECTED}")):
        path.unlink()
    for path, answer in now.items():
        path.write_text(answer, encoding="utf-8", newline="\n")


def _lines(items: Iterable[Article | Entry]) -> str:
    shown = (item.to_json() if isinstance(item, Article) else {"page": item.page, "reason": item.reason} for item in items)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in shown)


if __name__ == "__main__":
    write()
