"""Array files keep their arrays, and numbers take no more room than they need."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.stores.whoosh.arrays import ArrayFileWriter, GrowingArrays, map_arrays, map_bytes, narrow


def test_arrays_come_back_from_their_file_as_they_were(tmp_path: Path) -> None:
    arrays = {"a": np.arange(5, dtype=np.uint8), "b": np.zeros(0, dtype=np.int64), "中": np.array([2**40, -1], dtype=np.int64)}
    arrays["ids"] = np.array([b"abc", b"d"])
    writer = ArrayFileWriter(tmp_path / "file")
    writer.add(arrays)
    with GrowingArrays(tmp_path / "piece") as growing:
        for piece in ([1, 2], [], [3]):
            growing.append("growing/a", np.array(piece, dtype=np.uint16))
            growing.append("growing/b", np.array(piece, dtype=np.uint32))
        pieces = growing.pieces()
    writer.add_pieces(pieces)
    writer.close()
    expected = {**arrays, "growing/a": np.array([1, 2, 3], dtype=np.uint16), "growing/b": np.array([1, 2, 3], dtype=np.uint32)}
    mapped = map_arrays(tmp_path / "file")
    assert {name: (array.dtype, array.tolist()) for name, array in mapped.items()} == {
        name: (array.dtype, array.tolist()) for name, array in expected.items()
    }
    assert not mapped["a"].flags.writeable
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_growing_array_keeps_to_one_type(tmp_path: Path) -> None:
    with GrowingArrays(tmp_path / "piece") as growing:
        growing.append("a", np.zeros(1, dtype=np.uint16))
        with pytest.raises(TypeError, match="uint16"):
            growing.append("a", np.zeros(1, dtype=np.uint32))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"something else entirely")
    with pytest.raises(ValueError, match="not an array file"):
        map_arrays(tmp_path / "file")


def test_numbers_take_the_smallest_type_that_holds_them() -> None:
    assert [narrow(np.array([top])).dtype.itemsize for top in (0, 255, 256, 65_535, 65_536, 2**32)] == [1, 1, 2, 2, 4, 8]


@pytest.mark.parametrize("content", [b"", b"abc"])
def test_a_mapped_file_holds_its_bytes(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    assert map_bytes(tmp_path / "file").tobytes() == content
