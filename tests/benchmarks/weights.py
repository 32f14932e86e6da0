"""The field weights that every engine scores by. Standard library only; a test holds them to the project's table."""

from __future__ import annotations

FIELD_WEIGHTS = {
    "title": 5.0,
    "body": 1.0,
    "issue_title": 2.0,
    "section": 1.5,
    "subtitle": 3.0,
    "authors": 4.0,
    "contributor": 2.0,
}
GRAM_FACTOR = 0.5
