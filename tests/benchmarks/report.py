"""The report: from results to a page of Markdown, ratios first. Writes docs/benchmarks.md but keeps what people wrote there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from report_tables import conditions_lines, engine_lines, growth_lines, relevance_lines, site_lines, worst_lines
from report_targets import target_lines

PAGE = Path(__file__).parent.parent.parent / "docs" / "benchmarks.md"
METHOD = Path(__file__).parent / "method.md"
BY_HAND = "## What limits it, what was tried"
Facts = dict[str, Any]


def printed(facts: Facts) -> str:
    """The whole report but the part written by hand."""
    return "\n".join(_lines(facts)) + "\n"


def written(facts: Facts, page: Path) -> None:
    """Write the page; everything from BY_HAND on stays as it was."""
    before = page.read_text(encoding="utf-8") if page.exists() else ""
    by_hand = before[before.index(BY_HAND) :] if BY_HAND in before else f"{BY_HAND}\n\nNothing written yet.\n"
    page.write_text(f"{printed(facts)}\n{by_hand}", encoding="utf-8")


def _lines(facts: Facts) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by `make bench`; the last section is written by hand and kept. How it is measured stands below the figures."
    yield ""
    yield from target_lines(facts)
    yield from engine_lines(facts)
    yield from growth_lines(facts)
    yield from site_lines(facts)
    yield from worst_lines(facts)
    yield from relevance_lines(facts)
    yield from conditions_lines(facts)
    yield ""
    yield METHOD.read_text(encoding="utf-8")
