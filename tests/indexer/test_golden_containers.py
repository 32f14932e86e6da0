"""Golden containers: each file of tests/golden/containers gives what stands beside it (`write_golden` says how)."""

from __future__ import annotations

from pathlib import Path

import pytest
from write_golden import AGAIN, EXPECTED, container_answer, containers

from indexer.containers import SUFFIXES

FILES = containers()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_container_gives_exactly_its_articles_and_notes(path: Path) -> None:
    expected, found = container_answer(path)
    assert found.splitlines() == expected.read_text(encoding="utf-8").splitlines(), AGAIN


def test_every_kind_of_container_has_a_pair_and_every_answer_its_container() -> None:
    assert {"".join(path.suffixes) for path in FILES} == set(SUFFIXES)
    assert {path.name.removesuffix(EXPECTED) for path in FILES[0].parent.glob(f"*{EXPECTED}")} == {path.name for path in FILES}
