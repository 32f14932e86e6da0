"""What is an operator elsewhere is told, and only that."""

from __future__ import annotations

import pytest

from search_app.search.foreign_signs import foreign_operators, wide_signs
from search_app.search.parser import parse


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("年鉴 AND 志书", ["AND"]),
        ("年鉴 or 志书 not 村志 or 合刊", ["or", "not"]),
        ("AND", []),
        ("年鉴 “AND”", []),
        ("年鉴 标题:AND", []),
        ("年鉴 OR 志书", []),
        ("年鉴 -AND", []),
    ],
)
def test_words_that_are_operators_elsewhere_are_told_beside_others(typed: str, told: list[str]) -> None:
    assert [term.text for term in foreign_operators(parse(typed))] == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("年鉴 －志书", [("－", "-")]),
        ("年鉴 −志书 −村志", [("−", "-")]),
        ("年鉴｜志书", [("｜", "|")]),
        ("年鉴｜志书 －村志", [("－", "-"), ("｜", "|")]),
        ("－5℃", []),
        ("年鉴 －", []),
        ("年鉴 ——写在前面", []),
        ("年鉴 ｜", []),
        ("年鉴 -志书 | 村志", []),
        ("年鉴 “－志书”", []),
        ("“年鉴” －志书", [("－", "-")]),
        ("标题:年鉴 －志书", [("－", "-")]),
        ("中国（四川）－东盟", []),
    ],
)
def test_full_width_signs_are_told_where_those_of_half_width_would_exclude_or_join(
    typed: str, told: list[tuple[str, str]]
) -> None:
    assert list(wide_signs(typed, parse(typed))) == told
