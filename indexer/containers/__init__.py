"""From a saved file to the pages in it, one after another: a page by itself, or a container of pages.

`pages_of` reads a stream and never more of it than one page at a time; what the pages say is `indexer.pages`'s business.
"""

from __future__ import annotations

from .member import LARGEST_PAGE, Member, Unread
from .registry import SUFFIXES, SUFFIXES_OF_MANY, pages_of

__all__ = ["LARGEST_PAGE", "SUFFIXES", "SUFFIXES_OF_MANY", "Member", "Unread", "pages_of"]
