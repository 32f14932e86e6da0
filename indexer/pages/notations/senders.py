"""Who sent a text in: the unit, the people, or both, that 供稿:… or … 供稿 names.

供稿:叶蓁 names who wrote the text, 供稿:砚湖市方志馆 the unit that signs it, and 供稿:砚湖市方志馆 叶蓁 each of them. What is
neither is kept whole as the sender.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .people import is_person, listed_names
from .units import is_office, is_place, is_unit

_BRACKETS = re.compile(r"[()（）]")
_LONGEST = 60  # characters


@dataclass(frozen=True, slots=True)
class Senders:
    """The unit, verbatim, or None; and the people."""

    unit: str | None
    people: tuple[str, ...]


def senders_of(value: str) -> Senders:
    """Whom a value names: a unit beside its people (县志办 叶蓁, 叶蓁（县志办）), people alone, or the value itself."""
    words = _BRACKETS.sub(" ", value).split() if len(value) <= _LONGEST else []
    for cut in range(len(words) - 1, 0, -1):
        left, right = " ".join(words[:cut]), " ".join(words[cut:])
        for unit, beside in ((left, right), (right, left)):
            if is_unit(unit) and not _people(unit) and (people := _people(beside)):
                return Senders(unit, people)
    people = _people(value)
    return Senders(None, people) if people else Senders(value, ())


def _people(value: str) -> tuple[str, ...]:
    """The people of a value that names nobody else: no office and no place, though it begin with a surname."""
    listed = listed_names(value)
    return listed if all(is_person(name) and not is_office(name) and not is_place(name) for name in listed) else ()
