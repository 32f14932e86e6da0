"""Whoosh columns read as whole arrays: the values of a facet, and a number, for every document of a segment.

Whoosh reads them document by document like any column; the engine reads `codes()` and `numbers()` at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from whoosh import columns

from indexer.stores.whoosh.arrays import Array

NO_NUMBER = np.iinfo(np.int64).min
EPOCH = datetime(1970, 1, 1)  # naive, as times of publication are


def moment_number(moment: datetime) -> int:
    """Microseconds since 1970 of a naive local time, below 0 before: the number articles sort by."""
    return (moment - EPOCH) // timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Codes:
    """Document d has the values values[code] for code in codes[starts[d]:starts[d + 1]]; each value is listed once."""

    values: tuple[str, ...]
    starts: Array
    codes: Array


class ValuesColumn(columns.Column):  # type: ignore[misc]  # whoosh has no types
    """Any number of strings a document. Bytes: starts and codes (int32), a JSON list of values, and its length (int32)."""

    _default: tuple[str, ...] = ()

    def stores_lists(self) -> bool:
        """Each document has a tuple of values."""
        return True

    class Writer(columns.ColumnWriter):  # type: ignore[misc]  # whoosh has no types
        """Gathers all values and writes them at the end."""

        def __init__(self, dbfile: Any) -> None:
            super().__init__(dbfile)
            self._numbers: dict[str, int] = {}
            self._starts = [0]
            self._codes: list[int] = []

        def fill(self, docnum: int) -> None:
            """Give the documents up to `docnum` no value."""
            self._starts.extend([len(self._codes)] * (docnum + 1 - len(self._starts)))

        def add(self, docnum: int, value: tuple[str, ...]) -> None:
            """The values of document `docnum`; documents come in ascending order."""
            self.fill(docnum)
            self._codes.extend(self._numbers.setdefault(item, len(self._numbers)) for item in value)
            self._starts.append(len(self._codes))

        def finish(self, doccount: int) -> None:
            """Write the column of `doccount` documents."""
            self.fill(doccount)
            for numbers in (self._starts, self._codes):
                self._dbfile.write(np.asarray(numbers, dtype="<i4").tobytes())
            values = json.dumps(list(self._numbers), ensure_ascii=True).encode()
            self._dbfile.write(values + len(values).to_bytes(4, "little"))

    class Reader(columns.ColumnReader):  # type: ignore[misc]  # whoosh has no types
        """Reads one document's values, or everything."""

        def codes(self) -> Codes:
            """All values of all documents."""
            raw = self._dbfile.get(self._basepos, self._length)
            size = int.from_bytes(raw[-4:], "little")
            numbers = np.frombuffer(raw, dtype="<i4", count=(len(raw) - 4 - size) // 4)
            starts = self._doccount + 1
            return Codes(tuple(json.loads(raw[-4 - size : -4])), numbers[:starts], numbers[starts:])

        def __getitem__(self, docnum: int) -> tuple[str, ...]:
            found = self.codes()
            return tuple(found.values[code] for code in found.codes[found.starts[docnum] : found.starts[docnum + 1]])


class IntegerColumn(columns.Column):  # type: ignore[misc]  # whoosh has no types
    """One signed 64-bit number a document, little-endian; NO_NUMBER where there is none."""

    _default = NO_NUMBER

    class Writer(columns.ColumnWriter):  # type: ignore[misc]  # whoosh has no types
        """Gathers the numbers and writes them at the end."""

        def __init__(self, dbfile: Any) -> None:
            super().__init__(dbfile)
            self._numbers: list[int] = []

        def fill(self, docnum: int) -> None:
            """Give the documents below `docnum` no number."""
            self._numbers.extend([NO_NUMBER] * (docnum - len(self._numbers)))

        def add(self, docnum: int, value: int) -> None:
            """The number of document `docnum`; documents come in ascending order."""
            self.fill(docnum)
            self._numbers.append(value)

        def finish(self, doccount: int) -> None:
            """Write the column of `doccount` documents."""
            self.fill(doccount)
            self._dbfile.write(np.asarray(self._numbers, dtype="<i8").tobytes())

    class Reader(columns.ColumnReader):  # type: ignore[misc]  # whoosh has no types
        """Reads one document's number, or all."""

        def numbers(self) -> Array:
            """The numbers of all documents."""
            return np.frombuffer(self._dbfile.get(self._basepos, self._length), dtype="<i8")

        def __getitem__(self, docnum: int) -> int:
            return int(self.numbers()[docnum])
