"""What pages and archives call things, as one line that a terminal, a log and the ledger can show without being led astray."""

from __future__ import annotations

from unicodedata import category

_UNSHOWN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))  # control characters, marks of direction, half characters, line ends


def quoted(line: str) -> str:
    """A line of a page to be shown beside others: without what takes no room, which is on many pages."""
    return on_one_line("".join(sign for sign in line if category(sign) != "Cf").replace("\t", " "))


def on_one_line(text: str) -> str:
    """`text` with U+FFFD for every character that breaks a line, turns its direction or is not to be seen."""
    return text if text.isprintable() else "".join("\ufffd" if category(sign) in _UNSHOWN else sign for sign in text)
