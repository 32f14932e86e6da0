"""One term's postings as Whoosh's queries walk through them: all in one block, held as lists. It behaves as Whoosh's own leaf
matcher does, on which Whoosh's other matchers rely; Whoosh's matcher of lists, which it is made of, does not.
"""

from __future__ import annotations

from bisect import bisect_left

from whoosh.matching import ListMatcher, Matcher, ReadTooFar


class PostingsMatcher(ListMatcher):  # type: ignore[misc]  # whoosh has no types
    """Stands on one document after the other. Made with `terminfo`, and of one document at least."""

    _i: int
    replace = Matcher.replace  # gives itself: what reaches no quality alone may do so with what stands beside it in a query

    def id(self) -> int:
        """The document it stands on; behind the end the last, for matchers of two matchers ask there."""
        return int(self._ids[min(self._i, len(self._ids) - 1)])

    def weight(self) -> float:
        """How often the term stands in that document."""
        return float(self._weights[min(self._i, len(self._ids) - 1)])

    def skip_to(self, id: int) -> None:
        """Go on to a document, or to the first behind it."""
        if not self.is_active():
            raise ReadTooFar
        self._i = bisect_left(self._ids, id, self._i)

    def skip_to_quality(self, minquality: float) -> int:
        """Behind the end, where nothing here can reach the quality. There is one block: all of it may, or none."""
        if self.block_quality() > minquality:
            return 0
        self._i = len(self._ids)
        return 1

    def block_max_weight(self) -> float:
        """The greatest of all weights."""
        return float(self._terminfo.max_weight())

    def copy(self) -> PostingsMatcher:
        """Another one, which stands where this one does."""
        return PostingsMatcher(
            self._ids,
            self._weights,
            self._values,
            self._format,
            scorer=self._scorer,
            position=self._i,
            term=self._term,
            terminfo=self._terminfo,
        )
