"""The ledger for staff: which saved pages were skipped or are doubtful, by reason, as `python -m indexer ledger` shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.ledger import Entry
from indexer.reasons import REASONS

MOST_SHOWN = 500  # entries of one reason on one page; the command line shows all


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason with at least one entry: what it means, what to do, how many entries."""

    word: str
    level: str
    meaning: str
    fix: str
    count: int


def reason_rows(entries: Sequence[Entry]) -> tuple[ReasonRow, ...]:
    """The reasons that occur, in the order of the table."""
    counts = Counter(item.reason for item in entries)
    return tuple(
        ReasonRow(word, row.level.label, row.meaning, row.fix, counts[word]) for word, row in REASONS.items() if word in counts
    )


def entries_of(entries: Sequence[Entry], reason: str) -> tuple[Entry, ...]:
    """The first MOST_SHOWN entries of one reason."""
    return tuple(item for item in entries if item.reason == reason)[:MOST_SHOWN]
