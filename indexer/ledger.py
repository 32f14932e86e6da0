"""The ledger of a build: every page that gave no article or a doubtful one, and why. It stands beside the manifest.

    ledger.jsonl    one entry a line, for programs
    ledger.txt      the same by reason, for people

Entries carry their texts with them, so that an old ledger reads the same under a newer program. What a reason means stands in
`reasons`; nothing is decided here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indexer.errors import DamagedGeneration, in_chinese
from indexer.generation import folder
from indexer.naming import on_one_line, quoted
from indexer.reasons import REASONS, Level

MACHINE = "ledger.jsonl"
READABLE = "ledger.txt"
_LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. `line` is the line of the page that shows the reason, shortened; None where no line does."""

    page: str
    reason: str
    level: Level
    sentence: str
    line: str | None
    fix: str

    def to_json(self) -> dict[str, Any]:
        """Every field by its name, ready for `json.dumps`."""
        return {**asdict(self), "level": self.level.value}

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Entry:
        """The inverse of `to_json`. Raises ValueError, TypeError or KeyError for another record."""
        found = cls(**{**record, "level": Level(record["level"])})
        if not all(isinstance(text, str) for text in (found.page, found.reason, found.sentence, found.line or "", found.fix)):
            raise TypeError("no entry")
        return found


def entry(page: str, reason: str, sentence: str, line: str | None = None) -> Entry:
    """An entry whose level and fix are those of its reason."""
    row = REASONS[reason]
    shown = None if not line else line if len(line) <= _LONGEST_LINE else line[:_LONGEST_LINE] + "…"
    return Entry(page, reason, row.level, on_one_line(sentence), shown and quoted(shown), row.fix)


def skipped(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries of pages that are not in the index."""
    return tuple(item for item in entries if item.level is Level.SKIPPED)


def write_ledger(home: Path, entries: Sequence[Entry]) -> None:
    """Write both files of the ledger into a generation's folder."""
    lines = (json.dumps(item.to_json(), ensure_ascii=False) + "\n" for item in entries)
    with (home / MACHINE).open("w", encoding="utf-8") as machine:
        machine.writelines(lines)
    (home / READABLE).write_text("\n".join(readable(entries)) + "\n", encoding="utf-8")


def read_ledger(index_dir: Path, name: str) -> tuple[Entry, ...]:
    """The entries of a generation. Raises DamagedGeneration where its ledger is missing or unreadable."""
    path = folder(index_dir, name) / MACHINE
    try:
        with path.open(encoding="utf-8") as lines:
            return tuple(Entry.from_json(json.loads(line)) for line in lines)
    except FileNotFoundError:
        raise DamagedGeneration(f"{name} 里没有台账 {MACHINE}", "请重建索引") from None
    except OSError as error:
        raise DamagedGeneration(f"读不出 {path}（{in_chinese(error)}）", "请检查它的权限") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise DamagedGeneration(f"{path} 不是有效的台账", "请重建索引") from None


def readable(entries: Sequence[Entry]) -> Iterator[str]:
    """The ledger as people read it: grouped by reason, in the order of the table, each with its meaning and its fix."""
    if not entries:
        yield "没有跳过的网页，也没有存疑的网页。"
        return
    counts = Counter(item.reason for item in entries)
    known = [word for word in REASONS if word in counts]
    for word in [*known, *sorted(counts.keys() - REASONS.keys())]:
        of_reason = [item for item in entries if item.reason == word]
        meaning = REASONS[word].meaning if word in REASONS else ""
        yield f"[{word}] {of_reason[0].level.label} {counts[word]} 项：{meaning}。处理：{of_reason[0].fix}。"
        for item in of_reason:
            yield f"  {item.page}：{item.sentence}" + (f"\n      “{item.line}”" if item.line else "")
        yield ""
