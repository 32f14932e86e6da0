"""Ascending numbers: a search by stretches finds what halving the whole finds."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.stores.whoosh.ascending import Ascending

NUMBERS = st.one_of(st.integers(0, 40), st.integers(0, 2**32 - 1), st.integers(2**32 - 9, 2**32 - 1))


@given(held=st.lists(NUMBERS, max_size=60), wanted=st.lists(NUMBERS, min_size=1, max_size=10), wide=st.booleans())
def test_a_number_is_found_where_it_stands_first_or_would(held: list[int], wanted: list[int], wide: bool) -> None:
    ascending = sorted(held)
    numbers = Ascending(np.array(ascending, dtype=np.uint64 if wide else np.uint32))
    for number in [*wanted, *held]:
        assert numbers.place(number) == bisect_left(ascending, number)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.uint32, np.uint64])
def test_numbers_of_every_width_are_searched_past_the_last_too(dtype: type[np.unsignedinteger]) -> None:
    most = np.iinfo(dtype).max
    numbers = Ascending(np.array([0, 3, 3, most], dtype=dtype))
    assert [numbers.place(number) for number in (0, 1, 3, 4, most, most + 1)] == [0, 1, 1, 3, 3, 4]
