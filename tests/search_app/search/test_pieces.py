"""A phrase is cut into the longest pieces that are somewhere, with few questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.search.pieces import MOST_TRIED, pieces


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("澜川鉴出版", ["澜川", "出版"]),  # a character left out: 年鉴
        ("澜川年鉴出饭", ["澜川年鉴"]),
        ("石澜川年鉴", ["澜川年鉴"]),
        ("年鉴 澜川", ["年鉴", "澜川"]),
        ("年鉴abc出版", ["年鉴", "出版"]),
        ("猫狗", []),
        ("年", []),
        ("", []),
    ],
)
def test_what_is_somewhere_is_kept_whole(phrase: str, expected: list[str]) -> None:
    assert pieces(phrase, "澜川年鉴，出版".__contains__) == expected


@given(text=st.text("甲乙丙", max_size=30), phrase=st.text("甲乙丙丁", max_size=40))
def test_pieces_stand_in_the_phrase_in_order_and_none_could_be_longer(text: str, phrase: str) -> None:
    asked: list[str] = []

    def holds(part: str) -> bool:
        asked.append(part)
        return part in text

    behind = 0
    for piece in pieces(phrase, holds):
        at = phrase.index(piece, behind)
        behind = at + len(piece)
        assert piece in text
        assert behind in (len(phrase), MOST_TRIED) or phrase[at : behind + 1] not in text
    assert len(asked) <= 2 * MOST_TRIED
